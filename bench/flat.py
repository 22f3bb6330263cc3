"""One flat table of the questions, for peers that map tables: `python -m bench.flat DATA.nt FOLDER`

A row a question, made of the statements anq2rdf wrote and read back by pyoxigraph: the peers are given finished values
and have neither to unzip nor to decode, clean or resolve anything. Writes into the folder

    flat.csv         the table; an empty cell is no value
    columns.json     which statement each column is the object of
    flat.rml.ttl     the same as an RML mapping
    expected.nt      the statements that the table holds, word for word: what a peer must write, no more and no less

Only what fits such a table is in it: the question itself and those nodes below it (its answer, its usual events) that
every second question has, and of them each predicate with at most three values.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

MOST_VALUES = 3
SHARE = 0.5            # of the questions that have a node, for it to be in the table
LANGUAGE = "language "
_NODE = re.compile(r"^(.*/id/question/[^/]+)(/.*)?$")
_STRING = "http://www.w3.org/2001/XMLSchema#string"

Key = tuple[str, str, str]      # node, predicate, kind of term


class Column(NamedTuple):
    """A column of the table: the object of one statement on a node of the question."""

    name: str
    subject: str       # the column that holds the node's IRI
    predicate: str
    kind: str          # "iri", "string", "language fr", or a datatype's IRI


class Table(NamedTuple):
    """Every node of every question, and the columns chosen."""

    rows: dict[str, dict[Key, list[ox.Term]]]
    nodes: list[str]                      # what is added to the question's IRI, "" first
    chosen: list[tuple[Key, int]]         # with the number of values


def read(path: Path) -> Table:
    """Sort the statements of an N-Triples file by question, and choose."""
    rows: dict[str, dict[Key, list[ox.Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=path):
        found = _NODE.match(triple.subject.value)
        if found:
            rows[found[1]][found[2] or "", triple.predicate.value, _kind(triple.object)].append(triple.object)
    nodes = Counter(node for row in rows.values() for node in {key[0] for key in row})
    kept = sorted(node for node, times in nodes.items() if times >= SHARE * len(rows))
    most: Counter[Key] = Counter()
    for row in rows.values():
        for key, values in row.items():
            most[key] = max(most[key], len(values))
    return Table(rows, kept, sorted((key, n) for key, n in most.items() if key[0] in kept and n <= MOST_VALUES))


def columns(table: Table) -> list[Column]:
    """The columns of the values, in order."""
    numbered = [(key, i) for key, times in table.chosen for i in range(times)]
    return [Column(f"c{n}", f"s{table.nodes.index(key[0])}", key[1], key[2]) for n, (key, _) in enumerate(numbered)]


def write(path: Path, folder: Path) -> int:
    """Write the four files; gives the number of statements the table holds."""
    table = read(path)
    folder.mkdir(parents=True, exist_ok=True)
    titles = [f"s{i}" for i in range(len(table.nodes))] + [column.name for column in columns(table)]
    with (folder / "flat.csv").open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(titles)
        out.writerows(_cells(table, iri) for iri in table.rows)
    (folder / "columns.json").write_text(json.dumps([column._asdict() for column in columns(table)], indent=1))
    (folder / "flat.rml.ttl").write_text(mapping(table, folder / "flat.csv"))
    expected = list(_expected(table))
    ox.serialize(expected, folder / "expected.nt", format=ox.RdfFormat.N_TRIPLES)
    return len(expected)


def mapping(table: Table, source: Path) -> str:
    """The RML mapping of the table."""
    maps = []
    for i, _ in enumerate(table.nodes):
        objects = [_object_map(column) for column in columns(table) if column.subject == f"s{i}"]
        maps.append(
            f'<#map{i}> rml:logicalSource [ rml:source "{source}" ; rml:referenceFormulation ql:CSV ] ;\n'
            f'  rr:subjectMap [ rml:reference "s{i}" ; rr:termType rr:IRI ] ;\n  ' + " ;\n  ".join(objects) + " ."
        )
    return _PREFIXES + "\n\n".join(maps) + "\n"


_PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@base <https://example.org/> .

"""


def _object_map(column: Column) -> str:
    kind = {"iri": " ; rr:termType rr:IRI", "string": ""}.get(column.kind)
    if kind is None and column.kind.startswith(LANGUAGE):
        kind = f' ; rr:language "{column.kind.removeprefix(LANGUAGE)}"'
    elif kind is None:
        kind = f" ; rr:datatype <{column.kind}>"
    term = f'[ rml:reference "{column.name}"{kind} ]'
    return f"rr:predicateObjectMap [ rr:predicate <{column.predicate}> ; rr:objectMap {term} ]"


def _cells(table: Table, iri: str) -> list[str]:
    row = table.rows[iri]
    present = {key[0] for key in row}
    cells = [iri + node if node in present else "" for node in table.nodes]
    for key, times in table.chosen:
        values = sorted(term.value for term in row.get(key, ()))
        cells += values + [""] * (times - len(values))
    return cells


def _expected(table: Table) -> Iterator[ox.Triple]:
    chosen = {key for key, _ in table.chosen}
    for iri, row in table.rows.items():
        for key, values in row.items():
            if key in chosen:
                yield from (ox.Triple(ox.NamedNode(iri + key[0]), ox.NamedNode(key[1]), value) for value in values)


def _kind(term: ox.Term) -> str:
    if not isinstance(term, ox.Literal):
        return "iri"
    if term.language:
        return LANGUAGE + term.language
    return "string" if term.datatype.value == _STRING else term.datatype.value


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2]).resolve()))
