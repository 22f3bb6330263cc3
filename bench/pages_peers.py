"""The pages of RESULTS.md about peers: making statements, judging, loading."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Part, machine_line


def rivals(part: Part) -> Iterator[str]:
    """Statements a second of rdflib, morph-kgc and maplib."""
    yield f"## Against rdflib, morph-kgc and maplib, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        "rdflib is given finished rows: decoding them, `Graph.add` and `serialize(format=\"nt\")` are timed, and its "
        "statements are all of anq2rdf's. morph-kgc and maplib are given one finished table, a row a question, "
        f"{part['columns']} columns of values; they make the statements that fit such a table, and exactly those "
        "(proved). anq2rdf starts from the zip: it unzips, decodes, cleans, resolves and maps as well. "
        "maplib works on every core, the others on one."
    )
    yield ""
    yield "| what | statements | median s | CPU s | statements/s | anq2rdf is | by CPU | peak MB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    ours = next(each for each in part["contestants"] if each["key"] == "ours")
    for each in part["contestants"]:
        times = [
            (ours["statements"] / ours[clock]) / (each["statements"] / each[clock])
            for clock in ("median", "processor_median")
        ]
        yield (
            f"| {each['title']} | {each['statements']:,} | {each['median']:.2f} | {each['processor_median']:.2f} | "
            f"{each['statements'] / each['median']:,.0f} | {times[0]:.1f}× as fast | {times[1]:.1f}× | "
            f"{each['peak_bytes'] / 1e6:.0f} |"
        )
    yield ""
    yield from _missing(part)
    yield "![Statements a second](plots/rivals.svg)"


def judging(part: Part) -> Iterator[str]:
    """The engines that check shapes."""
    yield "## Checking every Core shape"
    yield ""
    yield from machine_line(part)
    yield (
        "The same N-Triples file with faults in one question of a hundred, the shipped shapes without their SPARQL "
        "constraints. Seconds of judging, then of loading the file, each by the clock in the process; pySHACL and "
        "pyrudof judge the larger file once."
    )
    yield ""
    titles = "questions", "statements", "engine", "runs", "judging s", "CPU s", "loading s", "whole process s"
    yield f"| {' | '.join(titles)} | results | peak MB |"
    yield "|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|"
    names = {"ours": "anq2rdf, compiled" if part["compiled"] else "anq2rdf (no compiled engine in this checkout)",
             "pyshacl": "pySHACL, whole graph", "pyrudof": part["pyrudof"]}
    for size in part["sizes"]:
        for key, each in size["engines"].items():
            yield (
                f"| {size['questions']:,} | {size['statements']:,} | {names[key]} | {each['runs']} | "
                f"{each['judge']:.2f} | {each['judge_processor']:.2f} | {each['load']:.2f} | {each['whole']:.2f} | "
                f"{each['results']:,} | {each['peak_bytes'] / 1e6:.0f} |"
            )
        for key, reason in size["gone"].items():
            yield f"| {size['questions']:,} | {size['statements']:,} | {names[key]} | 1 | {reason} | | | | | |"
    yield ""
    for size in part["sizes"]:
        apart = size["difference"]
        yield (
            f"- {size['questions']:,} questions: {apart['same']:,} results the same as pySHACL's in focus node, path, "
            "component, value, severity, source shape and messages; "
            f"{apart['missing']} missing, {apart['added']} added."
        )
    yield ""
    yield from _missing(part)
    yield "![Judging](plots/judging.svg)"


def loading(part: Part) -> Iterator[str]:
    """The embedded store."""
    yield f"## Loading {part['statements']:,} statements into the embedded store"
    yield ""
    yield from machine_line(part)
    yield (
        f"An N-Quads file of {part['file_bytes'] / 1e6:.0f} MB into a fresh folder, {part['runs']} interleaved runs. "
        "The stores were dumped and compared first: they hold the same statements."
    )
    yield ""
    yield "| what | median s | min–max | CPU s | statements/s | store MB | peak MB |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for each in part["contestants"]:
        yield (
            f"| {each['title']} | {each['median']:.2f} | {min(each['seconds']):.2f}–{max(each['seconds']):.2f} | "
            f"{each['processor_median']:.2f} | {part['statements'] / each['median']:,.0f} | "
            f"{each['store_bytes'] / 1e6:.0f} | {each['peak_bytes'] / 1e6:.0f} |"
        )
    yield ""
    yield from _missing(part)


def http_loading(part: Part) -> Iterator[str]:
    """A store over HTTP."""
    yield f"## Loading {part['statements']:,} statements over HTTP"
    yield ""
    yield from machine_line(part)
    yield (
        f"An N-Quads file of {part['file_bytes'] / 1e6:.0f} MB into the `oxigraph` server on the same machine, its "
        f"store empty each time, {part['runs']} interleaved runs; afterwards both stores held as many statements."
    )
    yield ""
    yield "| what | median s | min–max | CPU s of the client | statements/s | peak MB of the client |"
    yield "|---|--:|--:|--:|--:|--:|"
    for each in part["contestants"]:
        yield (
            f"| {each['title']} | {each['median']:.2f} | {min(each['seconds']):.2f}–{max(each['seconds']):.2f} | "
            f"{each['processor_median']:.2f} | {part['statements'] / each['median']:,.0f} | "
            f"{each['peak_bytes'] / 1e6:.0f} |"
        )
    yield ""
    yield from _missing(part)


def _missing(part: Part) -> Iterator[str]:
    for title, trouble in part["missing"].items():
        yield f"{title} is not in the table, it could not be installed: {trouble}"
        yield ""
