"""Expected rows as `examples.rows` writes them, and the rows of two independent engines in the same form."""

from __future__ import annotations

import decimal
import re
import shlex
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Literal, Node

from anq2rdf.query import LibraryQuery, find_query
from anq2rdf.query.binding import bind_terms
from anq2rdf.query.parameters import Term, bind_parameters

SHORT: Final = {
    "RDV": "Rose des vents (exemple inventé)",
    "QS": "Quatre saisons (exemple inventé)",
    "M1": "Ministère de l'exemple et de l'invention (exemple inventé)",  # until 6 July 2020
    "M2": "Ministère de l’exemple et de l’invention (exemple inventé)",  # from 7 July 2020
    "M3": "Ministère des modèles (exemple inventé)",
}
SPACES: Final = {"id:": "https://w3id.org/anq/id/", "anq:": "https://w3id.org/anq/ontology#"}
ANYTHING: Final = "*"

Rows = list[list[str | None]]


class Case(NamedTuple):
    """One query with parameters, and the rows it must give."""

    id: str
    given: dict[str, str]
    rows: Rows

    @property
    def query(self) -> LibraryQuery:
        return find_query(self.id)

    @property
    def terms(self) -> dict[str, Term]:
        return bind_parameters(self.query, self.given)


def read_cases(path: Path) -> list[Case]:
    """The blocks of a file of expected rows."""
    text = re.sub(r"(?m)^#.*\n", "", path.read_text(encoding="utf-8"))
    return [_case(block.splitlines()) for block in re.split(r"\n\n+", text.strip())]


def _case(lines: list[str]) -> Case:
    name, *given = shlex.split(lines[0])
    return Case(name, dict(each.split("=", 1) for each in given), [_row(line) for line in lines[1:]])


def _row(line: str) -> list[str | None]:
    return [_cell(cell) for cell in line.split(" | ")]


def _cell(text: str) -> str | None:
    for short, space in SPACES.items():
        if text.startswith(short):
            return space + text.removeprefix(short)
    return None if text == "-" else SHORT.get(text, text)


def agree(found: Rows, expected: Rows) -> bool:
    """Whether the rows are the same, in order; a cell that is `ANYTHING` only has to be there."""
    masked = [
        [ANYTHING if other == ANYTHING and cell else cell for cell, other in zip(row, wanted, strict=False)]
        for row, wanted in zip(found, expected, strict=False)
    ]
    return len(found) == len(expected) and masked == expected and [len(r) for r in found] == [len(r) for r in expected]


def ask_pyoxigraph(store: ox.Store, query: LibraryQuery, terms: dict[str, Term]) -> Rows:
    """The rows with the terms beside the query, without the parameters' columns."""
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in terms.items()
    }
    found = store.query(query.text, substitutions=given, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    columns = [variable for variable in found.variables if variable.value not in terms]
    return [[None if (term := row[c]) is None else plain(term.value, _kind(term)) for c in columns] for row in found]


def _kind(term: Any) -> str:
    return term.datatype.value if isinstance(term, ox.Literal) else ""


def ask_rdflib(data: Dataset, query: LibraryQuery, terms: dict[str, Term]) -> Rows:
    """The rows with the terms in the text, as endpoints get it, without the parameters' columns."""
    found = data.query(bind_terms(query.text, terms))
    assert found.vars is not None
    columns = [variable for variable in found.vars if str(variable) not in terms]
    return [[_plain_node(row.get(str(c))) for c in columns] for row in found]  # type: ignore[union-attr]


def _plain_node(node: Node | None) -> str | None:
    if node is None:
        return None
    return plain(str(node), str(node.datatype or "") if isinstance(node, Literal) else "")


def plain(value: str, kind: str) -> str:
    """The value; of a number its shortest spelling (61.6 for 61.60)."""
    if kind.endswith(("#decimal", "#double", "#integer")):
        return f"{decimal.Decimal(value).normalize():f}"
    return value
