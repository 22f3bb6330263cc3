"""Numbers to places: a scale from nothing to a round number, and its ticks."""

from __future__ import annotations

from math import floor, log10

from msgspec import Struct


class Scale(Struct, frozen=True):
    """Zero at `start`, `top` at `end`."""

    top: float
    start: float
    end: float
    step: float

    def __call__(self, number: float) -> float:
        """Where that number is."""
        return self.start + (self.end - self.start) * number / self.top

    def ticks(self) -> list[float]:
        """Zero and every step up to the top."""
        return [self.step * number for number in range(round(self.top / self.step) + 1)]


def scale_to(most: float, start: float, end: float, *, ticks: int = 5, whole: bool = True) -> Scale:
    """A scale that holds `most`, with about so many ticks at round numbers (1, 2 or 5 of a power of ten)."""
    step = _round(max(most, 1e-9) / ticks)
    step = max(step, 1) if whole else step
    top = step * max(1, -(-most // step))
    return Scale(top, start, end, step)


def _round(rough: float) -> float:
    power: float = 10.0 ** floor(log10(rough))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= rough * 0.999)
