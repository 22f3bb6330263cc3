"""The results as people read them: `bench/RESULTS.md`, made of `results.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]

_HEAD = """\
# What anq2rdf costs

Written by `python -m bench` (`make bench`); do not edit. Whole processes, each from start to exit, page cache warm.
The questions are invented by `bench.corpus`, the same on every machine.

Where a machine is shared the clock tells little: the ratios of processor time (user and system) are the ones to read.
"""
_COLUMNS = (
    "", "what", "median s", "min–max", "CPU s", "CPU ÷ (a)", "wall ÷ (a)", "CPU ÷ own reading", "questions/s",
    "statements/s", "peak MB", "output MB",
)


def as_markdown(results: dict[str, Part]) -> str:
    """The whole page."""
    lines = [_HEAD]
    for name, write in (("conversion", _conversion), ("memory", _memory), ("startup", _startup)):
        if name in results:
            lines += [*write(results[name]), ""]
    return "\n".join(lines)


def table(part: Part) -> list[str]:
    """The rows of the conversion, each against reading alone (a) and against its own reading."""
    by_key = {each["key"]: each for each in part["contestants"]}
    first = by_key["a"]
    rows = [f"| {' | '.join(_COLUMNS)} |", "|---|---|" + "--:|" * (len(_COLUMNS) - 2)]
    rows += [f"| {' | '.join(_cells(part, each, first, by_key.get(each['floor'])))} |" for each in part["contestants"]]
    return rows


def _cells(part: Part, each: Part, first: Part, floor: Part | None) -> list[str]:
    written = each["output_bytes"]
    return [
        each["key"],
        each["title"],
        f"{each['median']:.2f}",
        f"{min(each['seconds']):.2f}–{max(each['seconds']):.2f}",
        f"{each['processor_median']:.2f}",
        f"{each['processor_median'] / first['processor_median']:.2f}",
        f"{each['median'] / first['median']:.2f}",
        f"{each['processor_median'] / floor['processor_median']:.2f} ({each['floor']})" if floor else "",
        f"{part['questions'] / each['median']:,.0f}",
        f"{part['statements'] / each['median']:,.0f}" if written else "",
        f"{each['peak_bytes'] / 1e6:.0f}",
        f"{written / 1e6:.0f}" if written else "",
    ]


def _conversion(part: Part) -> Iterator[str]:
    by_key = {each["key"]: each for each in part["contestants"]}
    ours, twin = by_key["c"], by_key["f"]
    yield f"## Converting {part['questions']:,} written questions"
    yield ""
    yield from _machine(part)
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in part["archives"].items())
    yield f"Archives: {sizes}. {part['statements']:,} different statements, {part['runs']} interleaved runs each."
    yield ""
    yield from _equality(part)
    yield from table(part)
    yield ""
    yield (
        f"rdflib takes {twin['median'] / ours['median']:.1f} times the wall time of the whole conversion (c), "
        f"{twin['processor_median'] / ours['processor_median']:.1f} times its processor time and "
        f"{twin['peak_bytes'] / ours['peak_bytes']:.0f} times its memory for the statements alone: (f) is given "
        "finished rows, it does not unzip, read, clean or map. What is timed is decoding the rows, making terms, "
        "`Graph.add`, and `serialize(format=\"nt\")`."
    )
    yield (
        f"No peak is counted below the {part['least_peak_bytes'] / 1e6:.0f} MB of the measuring process. Statements a "
        "second count the statements of (c) for every row."
    )


def _equality(part: Part) -> Iterator[str]:
    yield "Proved before timing, statement by statement with pyoxigraph as the parser:"
    yield ""
    for how, files in part["equal"].items():
        count = next(iter(files.values()))["statements"]
        yield f"- equal {how}: {', '.join(files)} ({count:,} statements)" if how != "whole" else (
            f"- equal to the last statement: {', '.join(files)} ({count:,} statements)"
        )
    yield ""


def _memory(part: Part) -> Iterator[str]:
    yield f"## Memory on {part['times']} times the input"
    yield ""
    yield from _machine(part)
    yield f"Peak resident memory of `anq2rdf convert` to N-Triples; at most {part['allowed_bytes'] / 1e6:.0f} MB more."
    yield ""
    yield "| input | once, MB | ten times, MB | more, MB | |"
    yield "|---|--:|--:|--:|---|"
    for each in part["inputs"]:
        more = (each["times"] - each["once"]) / 1e6
        verdict = "within" if each["within"] else "**beyond**"
        yield f"| {each['title']} | {each['once'] / 1e6:.1f} | {each['times'] / 1e6:.1f} | {more:.1f} | {verdict} |"


def _startup(part: Part) -> Iterator[str]:
    yield "## Starting"
    yield ""
    yield from _machine(part)
    yield "| what | best ms | median ms | worst ms | CPU ms, median | goal ms |"
    yield "|---|--:|--:|--:|--:|--:|"
    titles = {
        "python": "an empty Python process, for comparison", "help": "`anq2rdf --help`",
        "first": "one question with a register, first start", "second": "the same, from the kept index",
    }
    for key, title in titles.items():
        each = part[key]
        goal = f"{each['goal'] * 1e3:.0f}" if key in ("help", "second") else ""
        times = " | ".join(f"{each[name] * 1e3:.0f}" for name in ("best", "median", "worst", "processor_median"))
        yield f"| {title} | {times} | {goal} |"
    yield ""
    yield f"The register: {part['register']}."
    yield ""
    named = ", ".join(f"{each['module']} {each['own_ms']:.1f}" for each in part["imports"])
    yield f"Dearest modules of `--help`, milliseconds of their own (`-X importtime`): {named}."


def _machine(part: Part) -> Iterator[str]:
    facts = part["machine"]
    yield (
        f"{facts['date']}; {facts['processor']}, {facts['memory']}; {facts['system']}; {facts['packages']}. "
        f"Load average at the end: {facts['load']}."
    )
    yield ""
