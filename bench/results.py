"""The results as people read them: `bench/RESULTS.md`, made of `results.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bench import goals, pages_endpoint, pages_growth, pages_linking, pages_peers, pages_queries, pages_site
from bench.goals import Part, machine_line

_HEAD = """\
# What anq2rdf costs

Written by `python -m bench` (`make bench`); do not edit. Whole processes, each from start to exit, page cache warm, the
median of the runs told. The questions are invented by `bench.corpus`, the same on every machine; its rates of answers,
reassignments, markup and so on are in `bench/questions.py` and `bench/texts.py`. Every output was proved to say the
same as what it is compared with before anything was timed.

Where a machine is shared the clock tells little: the ratios of processor time (user and system) are the ones to read.
"""
_COLUMNS = (
    "", "what", "median s", "min–max", "CPU s", "CPU ÷ (a)", "wall ÷ (a)", "CPU ÷ own reading", "questions/s",
    "statements/s", "peak MB", "output MB",
)


def as_markdown(results: dict[str, Part], code: str) -> str:
    """The whole page; `code` is the digest of the code that writes it."""
    lines = [_HEAD, *goals.page(results), ""]
    pages: dict[str, Callable[[Part], Iterable[str]]] = {
        "conversion": _conversion, "layouts": _layouts, "growth": pages_growth.growth, "rivals": pages_peers.rivals,
        "judging": pages_peers.judging, "loading": pages_peers.loading,
        "http-loading": pages_peers.http_loading, "rooms": pages_growth.rooms,
        "memory": _memory, "search": pages_site.search, "serving": pages_site.serving, "startup": _startup,
        "endpoint": pages_endpoint.endpoint, "queries": pages_queries.queries,
        "linking": pages_linking.linking,
    }
    for name, write in pages.items():
        if name in results:
            lines += [*write(results[name]), ""]
            if results[name].get("mark", {}).get("code", code) != code:
                lines += ["(This part was measured on an earlier state of the code.)", ""]
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
        f"{part['statements'] / each['median']:,.0f}" if written and "statements" in part else "",
        f"{each['peak_bytes'] / 1e6:.0f}",
        f"{written / 1e6:.0f}" if written else "",
    ]


def _conversion(part: Part) -> Iterator[str]:
    yield f"## Converting {part['questions']:,} written questions"
    yield ""
    yield from machine_line(part)
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in part["archives"].items())
    yield f"Archives: {sizes}. {part['statements']:,} different statements, {part['runs']} interleaved runs each."
    yield ""
    yield from _equality(part)
    yield from table(part)
    yield ""
    yield (
        "anq2rdf runs in one process, with the register where nothing else is said, and writes to its standard output, "
        "which is thrown away, save in the rows \"a file\": those end with the file safely on the disk. No peak is "
        f"counted below the {part['least_peak_bytes'] / 1e6:.0f} MB of the measuring process. Statements a second "
        "count the statements of (c) for every row."
    )
    yield ""
    yield from _compression(part)


def _compression(part: Part) -> Iterator[str]:
    by_key = {each["key"]: each for each in part["contestants"]}
    plain = by_key.get("z-nt", {}).get("output_bytes")
    if not plain:
        return
    yield "| file | size, MB | of the plain size | conversion writes, MB of N-Triples a second |"
    yield "|---|--:|--:|--:|"
    for key in ("z-nt", "z-nt-gz", "z-nt-zst"):
        each = by_key[key]
        size = each["output_bytes"]
        yield (
            f"| {key.removeprefix('z-').replace('-', '.')} | {size / 1e6:.0f} | {size / plain:.1%} | "
            f"{plain / each['median'] / 1e6:.0f} |"
        )
    yield ""
    yield "Invented texts repeat their phrases: real ones do not pack as small."
    yield ""
    yield "![Compression](plots/compression.svg)"


def _layouts(part: Part) -> Iterator[str]:
    yield f"## Every layout against its own reading, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield "The outputs were compared on the smaller corpus above; here all of them are thrown away."
    yield ""
    yield from table(part)
    yield ""
    yield "![Converting against reading alone](plots/layouts.svg)"


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
    yield from machine_line(part)
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
    yield from machine_line(part)
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
