"""The goals, and whether the figures meet them: the first table of RESULTS.md.

Ratios are those of the medians by the clock; beside them stand the ratios of processor time, which other work on the
machine hardly moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

Part = dict[str, Any]


class Row(NamedTuple):
    """One goal. `at_least`: the figure must not be below it; else not above."""

    what: str
    goal: float
    figure: float | None
    unit: str = "×"
    at_least: bool = False
    stretch: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Met or missed; missed means what it says. Nothing measured, nothing claimed."""
        if self.figure is None:
            return "not measured"
        if not self._reaches(self.goal):
            return "**missed**"
        return "met, and the stretch" if self.stretch is not None and self._reaches(self.stretch) else "met"

    def _reaches(self, bound: float) -> bool:
        assert self.figure is not None
        return self.figure >= bound if self.at_least else self.figure <= bound

    def cells(self) -> list[str]:
        """The row of the table."""
        sign = "≥" if self.at_least else "≤"
        stretch = f" (stretch {self.stretch:g}{self.unit})" if self.stretch is not None else ""
        figure = "–" if self.figure is None else f"{_shown(self.figure)}{self.unit}"
        share = "–" if self.figure is None else f"{self.figure / self.goal:.2f}"
        return [self.what, f"{sign} {self.goal:g}{self.unit}{stretch}", figure, share, self.verdict, self.note]


def page(results: dict[str, Part]) -> Iterator[str]:
    """The table with its heading."""
    yield "## The goals"
    yield ""
    yield "| on bulk written questions, full model | goal | measured | measured ÷ goal | verdict | |"
    yield "|---|---|--:|--:|---|---|"
    for row in rows(results):
        yield f"| {' | '.join(row.cells())} |"
    yield ""
    yield "The rooms at the end of this page say where the time goes."


def rows(results: dict[str, Part]) -> list[Row]:
    """Every goal with its figure, as far as its part was measured."""
    return [
        *_reading(results.get("growth")), *_rivals(results.get("rivals")), *_two(results.get("growth")),
        *_memory(results.get("growth")), *_checked(results.get("conversion")), *_judging(results.get("judging")),
        *_layouts(results.get("layouts")), *_loading(results.get("loading")),
        *_http_loading(results.get("http-loading")),
    ]


def ratio(part: Part, key: str, floor: str, measure: str = "median") -> float | None:
    """How many times as long one contestant of a part takes as another."""
    by_key = {each["key"]: each for each in part["contestants"]}
    if key not in by_key or floor not in by_key:
        return None
    return float(by_key[key][measure] / by_key[floor][measure])


def machine_line(part: Part) -> Iterator[str]:
    """What a part was measured on."""
    facts = part["machine"]
    yield (
        f"{facts['date']}; {facts['processor']}, {facts['memory']}; {facts['system']}; {facts['packages']}. "
        f"Load average at the end: {facts['load']}."
    )
    yield ""


def _reading(part: Part | None) -> Iterator[Row]:
    what = "JSON zip → N-Triples, one process, against reading the same zip with zipfile + orjson alone"
    if part is None:
        yield Row(what, 2, None, stretch=1.2)
        return
    notes = [f"{_of(size, '1', 'reading'):.2f}× at {size['questions']:,}" for size in part["sizes"][:-1]]
    last = part["sizes"][-1]
    notes.append(f"by processor {_of(last, '1', 'reading', 'processor_median'):.2f}×")
    yield Row(f"{what} ({last['questions']:,} questions)", 2, _of(last, "1", "reading"), stretch=1.2,
              note="; ".join(notes))


def _two(part: Part | None) -> Iterator[Row]:
    if part is None:
        yield Row("two processes against one", 1.7, None, at_least=True)
        return
    last = part["sizes"][-1]
    others = [f"{_of(size, '1', '2'):.2f}× at {size['questions']:,}" for size in part["sizes"][:-1]]
    if part["huge"]:
        one, two = (part["huge"]["watched"][f"{part['huge']['questions']}/{jobs}"]["seconds"] for jobs in (1, 2))
        others.append(f"{one / two:.2f}× at {part['huge']['questions']:,} (one run)")
    yield Row(f"two processes against one ({last['questions']:,} questions)", 1.7, _of(last, "1", "2"), at_least=True,
              note="; ".join(others))


def _of(size: Part, key: str, floor: str, measure: str = "median") -> float:
    return float(size[key][measure] / size[floor][measure])


def _rivals(part: Part | None) -> Iterator[Row]:
    for name, goal, how in (("rdflib", 15, ""), ("morph-kgc", 10, " (flattened CSV)"), ("maplib", 3, "")):
        what = f"against {name}{how}, in statements a second"
        by_key = {each["key"]: each for each in part["contestants"]} if part else {}
        if name not in by_key:
            yield Row(what, goal, None, at_least=True, note="; ".join((part or {}).get("missing", {}).values()))
            continue
        ours, peer = (each["statements"] / each["median"] for each in (by_key["ours"], by_key[name]))
        by_processor = (by_key["ours"]["statements"] / by_key["ours"]["processor_median"]) / (
            by_key[name]["statements"] / by_key[name]["processor_median"]
        )
        yield Row(what, goal, ours / peer, at_least=True,
                  note=f"{ours:,.0f} against {peer:,.0f} a second; by processor {by_processor:.1f}×")


def _memory(part: Part | None) -> Iterator[Row]:
    huge = (part or {}).get("huge")
    worker, more = "memory of a worker at {}, register included", "the same, beyond its memory at {}"
    parent = "the parent, for each distinct shared entity more"
    if not huge:
        yield Row(worker.format("a million"), 150, None, " MB")
        yield Row(more.format("ten thousand"), 10, None, " MB")
        yield Row(parent, 64, None, " bytes")
        return
    count, base = huge["questions"], huge["base"]
    large, small = (huge["watched"][f"{each}/2"] for each in (count, base))
    entities = huge["shared"][str(count)] - huge["shared"][str(base)]
    yield Row(worker.format(f"{count:,} questions"), 150, large["worker_peak"] / 1e6, " MB")
    yield Row(more.format(f"{base:,}"), 10, (large["worker_peak"] - small["worker_peak"]) / 1e6, " MB")
    grown = large["parent_peak"] - small["parent_peak"]
    yield Row(parent, 64, grown / entities if entities else None, " bytes",
              note=f"{grown / 1e6:.0f} MB more for {entities:,} entities and {count - base:,} questions more")


def _checked(part: Part | None) -> Iterator[Row]:
    what = "converting and checking every Core shape, against converting alone"
    figure = ratio(part, "v", "c") if part else None
    note = "" if figure is None or part is None else f"by processor {ratio(part, 'v', 'c', 'processor_median'):.2f}×"
    if part and figure is None:
        note = "`convert` has no `--validate` in this checkout"
    yield Row(what, 2, figure, stretch=1.4, note=note)


def _judging(part: Part | None) -> Iterator[Row]:
    what = "Core shapes against pySHACL on the whole graph, results identical"
    if part is None:
        yield Row(what, 100, None, at_least=True)
        return
    last = part["sizes"][-1]
    ours, peer, apart = last["engines"]["ours"], last["engines"]["pyshacl"], last["difference"]
    same = not apart["missing"] and not apart["added"]
    told = f"{apart['same']:,} results identical" if same else f"**{apart['missing']} missing, {apart['added']} added**"
    by_processor = peer["judge_processor"] / ours["judge_processor"]
    note = f"{ours['judge']:.2f} s against {peer['judge']:.0f} s; by processor {by_processor:.0f}×; {told}"
    if not part["compiled"]:
        note += "; this checkout has no compiled engine"
    if not apart["same"]:
        note += "; **nothing was found, so nothing is proved**"
    figure = peer["judge"] / ours["judge"] if same and apart["same"] else None
    yield Row(f"{what} ({last['questions']:,} questions)", 100, figure, at_least=True, note=note)


def _layouts(part: Part | None) -> Iterator[Row]:
    for key, floor, what in (
        ("d", "b-xml", "XML zip against lxml parsing alone"),
        ("e-json", "b-ijson", "giant JSON against ijson alone"),
        ("e-xml", "b-iter", "giant XML against iterparse alone"),
    ):
        note = f"by processor {ratio(part, key, floor, 'processor_median'):.2f}×" if part else ""
        yield Row(what, 2, ratio(part, key, floor) if part else None, note=note)


def _loading(part: Part | None) -> Iterator[Row]:
    figure = ratio(part, "ours", "oxigraph") if part else None
    note = "; ".join((part or {}).get("missing", {}).values())
    if part and figure is not None:
        note = f"by processor {ratio(part, 'ours', 'oxigraph', 'processor_median'):.2f}×"
    yield Row("loading the embedded store against `oxigraph load` on the same file", 1.15, figure, note=note)


def _http_loading(part: Part | None) -> Iterator[Row]:
    figure = ratio(part, "ours", "curl") if part and not part["missing"] else None
    note = "; ".join((part or {}).get("missing", {}).values())
    yield Row("loading over HTTP against `curl -T` of the same file", 1.2, figure, note=note)


def _shown(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
