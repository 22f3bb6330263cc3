"""The pages of RESULTS.md about the site's own pages and its search."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Part, machine_line


def serving(part: Part) -> Iterator[str]:
    """Pages under twenty clients."""
    yield f"## Pages under {part['clients']} clients, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        f"`anq2rdf serve` with its two processes that ask the store; {part['clients']} clients on the same machine, "
        f"each asking without a pause over one connection, {part['requests']:,} pages in all. Of each kind of entity "
        "the one that is most referred to and nine by chance. Milliseconds to the last byte."
    )
    yield ""
    yield "| page | answers | p50 | p95 | worst | status |"
    yield "|---|--:|--:|--:|--:|---|"
    for each in part["pages"]:
        statuses = ", ".join(map(str, each["statuses"]))
        yield (
            f"| {each['kind']} | {each['answers']} | {each['p50']:.0f} | {each['p95']:.0f} | {each['most']:.0f} | "
            f"{statuses} |"
        )


def search(part: Part) -> Iterator[str]:
    """The search index: making it, asking it."""
    yield f"## Full-text search, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        f"Making the index took {part['seconds']:.1f} s ({part['processor_seconds']:.1f} s of the processor) and "
        f"{part['peak_bytes'] / 1e6:.0f} MB; it holds {part['index_bytes'] / 1e6:.0f} MB beside a store of "
        f"{part['store_bytes'] / 1e6:.0f} MB. Each search 21 times, with its facets and its first page. Milliseconds."
    )
    yield ""
    yield "| typed | filters | by | hits | p50 | p95 |"
    yield "|---|---|---|--:|--:|--:|"
    for each in part["queries"]:
        filters = ", ".join(f"{name} {value}" for name, value in each["filters"].items())
        words = f"`{each['words']}`" if each["words"] else "–"
        yield (
            f"| {words} | {filters} | {each['order']} | {each['hits']:,} | {each['p50']:.1f} | {each['p95']:.1f} |"
        )
