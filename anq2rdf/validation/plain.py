"""The report as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from anq2rdf.problems import escaped
from anq2rdf.validation.graphs import Term
from anq2rdf.validation.results import SEVERITIES, Result, Tally, Verdict, short_path
from anq2rdf.validation.words import counted, words

SHOWN: Final = 3  # focus nodes of each shape


def write_text(verdict: Verdict, language: str) -> str:
    """One block for each shape and severity, worst first, then the summary; ends with a newline."""
    blocks = [_block(tally, language) for tally in verdict.tallies]
    return "\n".join([*blocks, summary(verdict, language)]) + "\n"


def summary(verdict: Verdict, language: str) -> str:
    """ "2 violations, 1 warning, 0 infos", or that the data conforms."""
    if verdict.conforms:
        return words(language)["conforms"]
    return ", ".join(counted(verdict.counts[level], level, language) for level in SEVERITIES)


def shown(term: Term | None) -> str:
    """A term in one safe line: the IRI or the text itself."""
    return "" if term is None else escaped(term.value)


def _block(tally: Tally, language: str) -> str:
    first = tally.results[0].message(language) if tally.shared_message else ""
    head = f"{escaped(tally.name)} {words(language)[tally.level]} ×{len(tally.results)}"
    lines = [f"{head}  {escaped(first)}".rstrip(), *_examples(tally, language)]
    rest = len(tally.results) - SHOWN
    if rest > 0:
        lines.append("    " + words(language)["more"].format(rest))
    return "\n".join(lines) + "\n"


def _examples(tally: Tally, language: str) -> Iterator[str]:
    for result in tally.results[:SHOWN]:
        yield "    " + _line(result)
        if not tally.shared_message:
            yield "      " + escaped(result.message(language))


def _line(result: Result) -> str:
    path = f"  {escaped(short_path(result.path))}" if result.path is not None else ""
    value = f"  {shown(result.value)}" if result.value not in (None, result.focus) else ""
    source = f"  ({escaped(result.source)})" if result.source else ""
    return f"{shown(result.focus)}{path}{value}{source}"
