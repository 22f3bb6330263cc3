"""The pages of RESULTS.md about growth and about where the time goes."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Part, machine_line
from bench.rooms import OTHER, ROOMS

TITLES = {"json": "JSON zip", "xml": "XML zip", "giant_json": "giant JSON", "giant_xml": "giant XML",
          "checked": "JSON zip, checked"}


def growth(part: Part) -> Iterator[str]:
    """Questions a second and memory, from a thousand to a million."""
    yield "## The cost of growth"
    yield ""
    yield from machine_line(part)
    yield (
        f"JSON zip → N-Triples with the register, thrown away as it comes. {part['runs']} interleaved runs, one run of "
        f"the largest. One and two processes write the same bytes (SHA-256 {part['equal']['sha256'][:16]}… at "
        f"{part['equal']['questions']:,} questions)."
    )
    yield ""
    yield "| questions | processes | median s | CPU s | questions/s | time ÷ reading alone | CPU ÷ reading alone |"
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    for size in part["sizes"]:
        for key in ("reading", "1", "2"):
            each, floor = size[key], size["reading"]
            yield (
                f"| {size['questions']:,} | {'reading alone' if key == 'reading' else key} | {each['median']:.2f} | "
                f"{each['processor_median']:.2f} | {size['questions'] / each['median']:,.0f} | "
                f"{each['median'] / floor['median']:.2f} | {each['processor_median'] / floor['processor_median']:.2f} |"
            )
    huge = part["huge"]
    for jobs in ("1", "2") if huge else ():
        each = huge["watched"][f"{huge['questions']}/{jobs}"]
        yield (
            f"| {huge['questions']:,} | {jobs} | {each['seconds']:.1f} | {each['processor_seconds']:.1f} | "
            f"{huge['questions'] / each['seconds']:,.0f} | | |"
        )
    yield ""
    yield "![Questions a second](plots/growth.svg)"
    yield ""
    if huge:
        yield from _memory(huge)


def _memory(huge: Part) -> Iterator[str]:
    yield f"### Memory at {huge['questions']:,} questions"
    yield ""
    yield (
        "Peaks of resident memory (VmHWM), register included; pages that processes share count in each of them. "
        + "; ".join(f"{int(count):,} questions share {shared:,} distinct entities"
                    for count, shared in huge["shared"].items()) + "."
    )
    yield ""
    yield "| questions | processes | parent MB | highest worker MB |"
    yield "|--:|--:|--:|--:|"
    for name, each in huge["watched"].items():
        count, jobs = name.split("/")
        worker = "" if each["worker_peak"] is None else f"{each['worker_peak'] / 1e6:.1f}"
        yield f"| {int(count):,} | {jobs} | {each['parent_peak'] / 1e6:.1f} | {worker} |"
    yield ""
    yield "![Memory over time](plots/memory.svg)"


def rooms(part: Part) -> Iterator[str]:
    """Where the time of a conversion goes."""
    yield f"## Where the time goes, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        "Microseconds of the processor for each question, one process, with the register; sampled every few "
        "milliseconds of processor time, each sample counted for the innermost function of anq2rdf."
    )
    yield ""
    layouts = part["layouts"]
    yield f"| room | {' | '.join(TITLES[name] for name in layouts)} |"
    yield "|---|" + "--:|" * len(layouts)
    for room in (*dict(ROOMS), OTHER):
        yield f"| {room} | {' | '.join(f'{micros(part, name, room):.0f}' for name in layouts)} |"
    totals = " | ".join(f"{each['seconds'] / part['questions'] * 1e6:.0f}" for each in layouts.values())
    yield f"| **all** | {totals} |"
    yield ""
    first = layouts["json"]
    samples = sum(first["rooms"].values())
    dearest = ", ".join(f"`{name}` {count / samples:.1%}" for name, count in first["functions"].items())
    yield f"Dearest functions of the JSON zip, own time with the libraries they call: {dearest}."
    yield ""
    yield "![Where the time goes](plots/rooms.svg)"


def micros(part: Part, layout: str, room: str) -> float:
    """Microseconds a question spends in a room."""
    each = part["layouts"][layout]
    samples = sum(each["rooms"].values())
    share = each["rooms"].get(room, 0) / samples if samples else 0.0
    return float(share * each["seconds"] / part["questions"] * 1e6)
