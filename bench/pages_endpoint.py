"""The pages of RESULTS.md about the site: what hostile queries cost others, and how far they get."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Part, machine_line


def endpoint(part: Part) -> Iterator[str]:
    """The SPARQL endpoint under hostile load."""
    yield f"## The SPARQL endpoint under hostile load, {part['questions']:,} questions"
    yield ""
    yield from machine_line(part)
    yield (
        f"`anq2rdf serve --timeout {part['limit']:g}`, one client, a new connection each time; under load another "
        "address has as many endless queries as it may, again as soon as they are stopped. Milliseconds."
    )
    yield ""
    yield "| what | load | times | refused | p50 | p95 | worst |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for load in ("quiet", "loaded"):
        for what, each in part[load].items():
            yield (
                f"| {what} | {load} | {each['times']:,} | {each['refused']} | "
                f"{each['p50']:.1f} | {each['p95']:.1f} | {each['worst']:.0f} |"
            )
    yield ""
    yield (
        f"Hostile queries, each {part['runs']} times against a limit of {part['limit']:g} s: the slowest, and the "
        "statuses it ended with. 0 is no answer within the client's patience of 15 s; whole means that no answer with "
        "status 200 was cut off."
    )
    yield ""
    peers = {each["name"]: each for each in part.get("oxigraph", {}).get("hogs", [])}
    title = part.get("oxigraph", {}).get("title", "")
    yield f"| query | seconds | status |{f' {title}: seconds | status | whole |' if title else ''}"
    yield f"|---|--:|---|{'--:|---|---|' if title else ''}"
    for each in part["hogs"]:
        peer = _peer(peers.get(each["name"])) if title else ""
        yield f"| {each['name']} | {each['worst']:.2f} | {_said(each)} |{peer}"


def _said(each: Part) -> str:
    return ", ".join(map(str, each["status"])) + ("" if each["alive"] else "; the server ended")


def _peer(each: Part | None) -> str:
    if each is None:
        return " – | – | – |"
    return f" {each['worst']:.2f} | {_said(each)} | {'yes' if each['whole'] else '**no**'} |"
