"""The section of RESULTS.md about the query library."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Part, machine_line


def queries(part: Part) -> Iterator[str]:
    """What each query takes, beside its cap."""
    yield f"## The query library on {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        "From the text of the query to the last byte of its answer as TSV, in one process that holds the embedded "
        f"store open; {part['runs']} runs. Queries with parameters ask for one thing, all others read every question."
    )
    yield ""
    yield "| id | name | rows | first s | median s | CPU s | cap s | |"
    yield "|---|---|--:|--:|--:|--:|--:|---|"
    for each in part["queries"]:
        cap = f"{each['cap']:g}"
        if each["median"] is None:
            yield f"| {each['id']} | {each['name']} | | | | | {cap} | **beyond** |"
            continue
        verdict = "within" if each["median"] <= each["cap"] else "**beyond**"
        times = " | ".join(f"{each[key]:.2f}" for key in ("first", "median", "processor_median"))
        yield f"| {each['id']} | {each['name']} | {each['rows']:,} | {times} | {cap} | {verdict} |"
