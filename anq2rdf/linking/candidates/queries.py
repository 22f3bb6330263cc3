"""The questions to put to Wikidata's service: the files `*.rq` beside this one.

Answers stay small where deputies are asked for by legislature, one question each. Nothing is written into a query but
terms (`anq2rdf.sparql.bind`), and no legislature or constituency is known by its item's number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

import pyoxigraph as ox

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.linking.items import Kind
from anq2rdf.normalise.identifiers import LAST_LEGISLATURE

_FOLDER: Final = Path(__file__).parent
_FILES: Final[dict[Kind, str]] = {
    "legislature": "legislatures.rq",
    "constituency": "constituencies.rq",
    "group": "groups.rq",
    "ministry": "ministries.rq",
}
#: The kinds of organs that can be asked for.
ORGANS: Final[tuple[Kind, ...]] = get_args(Kind)
_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def print_query(legislature: int | None) -> str:
    """The query for the deputies of one legislature of the Fifth Republic; None: for all with an identifier (P4123).

    The second tells names, identifiers and births only. Raises `UsageError` for a number no legislature has.
    """
    if legislature is None:
        return _text("identified.rq")
    if not 1 <= legislature <= LAST_LEGISLATURE:
        raise UsageError(
            f"there is no legislature {legislature}", remedy="those of the Fifth Republic are counted from 1"
        )
    named = {"ordinal": str(legislature), "roman": _roman(legislature)}
    text = _text("deputies.rq")
    for name, value in named.items():
        text = sparql.bind(text, name, f"VALUES ?{name} {{ {ox.Literal(value)} }}")
    return text


def print_organ_query(kind: Kind) -> str:
    """The query for everything of a kind that Wikidata's deputies sat in, or for the ministries of France."""
    return _text(_FILES[kind])


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _roman(number: int) -> str:
    return "X" * (number // 10) + _ROMAN[number % 10]
