"""Isolation: of a lot that could not be done, each document is done by itself, then each of its records.

So exactly the record that cannot be converted is rejected. Always in one process of our own, whoever has the rest of
the work: nobody else's workers are risked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anq2rdf.crew.lots import Lot
from anq2rdf.crew.parcel import unpack
from anq2rdf.crew.pool import Pool
from anq2rdf.crew.work import Recipe, convert, count, rejection
from anq2rdf.errors import Anq2rdfError
from anq2rdf.problems import Place
from anq2rdf.records import Reading
from anq2rdf.units import Batch


class _Fault(Struct, frozen=True):
    code: str
    detail: str


class Isolation:
    """One process, one thing at a time."""

    def __init__(self, recipe: Recipe, seconds: float, reject: Callable[[Reading], Batch]) -> None:
        self._recipe = recipe
        self._reject = reject
        self._pool = Pool(1, recipe, seconds)

    def batches(self, lot: Lot) -> Iterator[Batch]:
        """The lot's batches; what cannot be converted is a rejection in them."""
        for document in lot.documents:
            yield from self._alone(Lot([document]))

    def close(self) -> None:
        """End the process."""
        self._pool.kill()

    def _alone(self, lot: Lot) -> Iterator[Batch]:
        found = self._try(convert, self._recipe.digest, lot)
        if not isinstance(found, _Fault):
            yield from unpack(found)
        elif parts := self._parts(lot):
            for part in parts:
                yield from self._alone(part)
        else:
            yield self._reject(rejection(found.code, _place(lot), found.detail))

    def _parts(self, lot: Lot) -> list[Lot]:
        """The document's records one by one; none where it holds but one, or cannot even be read."""
        found = self._try(count, lot) if lot.record is None else 1
        if isinstance(found, _Fault) or found < 2:
            return []
        return [replace(lot, record=number) for number in range(found)]

    def _try(self, task: Callable[..., Any], *given: Any) -> Any:
        """The task's result, or the fault that it ended with."""
        self._demand_worker()
        try:
            return self._pool.submit(task, *given).result()
        except BrokenExecutor as error:
            return _Fault("E901", str(error))
        except TimeoutError as error:
            return _Fault("E902", str(error))
        except RuntimeError as error:
            return _Fault("E900", str(error))

    def _demand_worker(self) -> None:
        """A process that cannot even start says nothing about a record."""
        try:
            self._pool.submit(int).result()
        except BrokenExecutor as error:
            raise Anq2rdfError(
                f"worker processes end as soon as they start ({error})",
                remedy="convert with --jobs 1; in a program, start the run under `if __name__ == '__main__':`",
            ) from None


def _place(lot: Lot) -> Place:
    pointer = None if lot.record is None else f"record {lot.record + 1}"
    return lot.documents[0].place(pointer)
