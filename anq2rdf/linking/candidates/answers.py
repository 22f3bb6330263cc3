"""Answers of a SPARQL service in JSON or XML, and JSON that holds rows or entities in any of the usual arrangements.

    {"head": {"vars": […]}, "results": {"bindings": [{"item": {"type": "uri", "value": …}, …}, …]}}   the standard's
    [{"item": "http://www.wikidata.org/entity/Q1", …}, …]                     what the service's page saves, or with
    [{"item": {"type": "uri", "value": …}, …}, …]                             types ("verbose")
    {"entities": {"Q1": {…}}}                                                 Special:EntityData, wbgetentities
    […entities…], one a line or not                                           a dump, or some lines of it

https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import msgspec
import pyoxigraph as ox
from msgspec import Raw, Struct

from anq2rdf.errors import SourceError
from anq2rdf.limits import Limits
from anq2rdf.linking.candidates.columns import Columns
from anq2rdf.linking.candidates.entities import Entities
from anq2rdf.linking.candidates.gathering import Gathering
from anq2rdf.linking.candidates.opening import read_whole
from anq2rdf.problems import escaped


class _Head(Struct):
    vars: list[str] = []


class _Results(Struct):
    bindings: list[Raw]


class _Document(Struct):
    """The outermost object, whatever it is."""

    head: _Head | None = None
    results: _Results | None = None
    boolean: bool | None = None
    entities: dict[str, Raw] | list[Raw] | None = None
    id: str | None = None
    claims: Raw | None = None


class _Cell(Struct):
    value: str | None = None
    type: str = "literal"


_Value = _Cell | str | int | float | bool | None
_DOCUMENT: Final = msgspec.json.Decoder(_Document | list[Raw])
_ROW: Final = msgspec.json.Decoder(dict[str, _Value])
_FAULTS: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
_MARK: Final = b"\xef\xbb\xbf"
_TIMEOUT: Final = b"TimeoutException"


class JsonReader:
    """One JSON input on its way into a gathering."""

    def __init__(self, gathering: Gathering, columns: Columns, limits: Limits) -> None:
        self._gathering = gathering
        self._columns = columns
        self._limits = limits
        self._entities = Entities(gathering)

    def read(self, stream: BinaryIO) -> None:
        """Take in all of it: line by line where each line is an object, else as a whole.

        Raises `SourceError` for what is no JSON of these kinds, `LimitExceeded` over the cap for a whole.
        """
        cap = self._limits.entity_bytes
        first = stream.readline(cap)
        second = stream.readline(cap) if first.endswith(b"\n") else b""
        lines = _opened(first, second)
        if lines is not None:
            self._read_lines(lines, stream)
        else:
            self._read_whole(read_whole(stream, self._limits.answer_bytes, first + second).removeprefix(_MARK))

    def _read_lines(self, begun: list[bytes], stream: BinaryIO) -> None:
        for number, line in enumerate(_lines(begun, stream, self._limits.entity_bytes), 1):
            if line is None:
                self._gathering.notices.add("E232", f"more than {self._limits.entity_bytes} bytes", f"line {number}")
            elif (text := line.strip().rstrip(b",")) not in (b"", b"[", b"]"):
                self._object(text, f"line {number}")

    def _read_whole(self, data: bytes) -> None:
        try:
            document = _DOCUMENT.decode(data)
        except _FAULTS as error:
            raise _no_json(data, error) from error
        if isinstance(document, list):
            self._objects(document)
        elif document.results is not None:
            self._bindings(document)
        elif document.entities is not None:
            entities = document.entities
            self._objects(entities.values() if isinstance(entities, dict) else entities)
        elif document.id is not None or document.claims is not None:
            self._object(data, "")
        else:
            raise _other_json(document)

    def _bindings(self, document: _Document) -> None:
        assert document.results is not None
        if document.head is not None and document.head.vars:
            self._columns.require_item(document.head.vars)
        for number, raw in enumerate(document.results.bindings, 1):
            self._row(raw, f"row {number}")

    def _objects(self, objects: Iterable[Raw]) -> None:
        for number, raw in enumerate(objects, 1):
            self._object(raw, f"object {number}")

    def _object(self, raw: bytes | Raw, pointer: str) -> None:
        """Take in an entity of Wikidata, or a row where it is none."""
        if not self._entities.add(raw, pointer):
            self._row(raw, pointer)

    def _row(self, raw: bytes | Raw, pointer: str) -> None:
        try:
            cells = _ROW.decode(raw)
        except _FAULTS as error:
            self._gathering.notices.add("E304", escaped(str(error)), pointer)
            return
        row = self._columns.row(_told(cells))
        if not row.keys() & {"item", "thing"}:
            self._columns.require_item(cells)
        self._gathering.add(row, pointer)


def read_xml(data: bytes, gathering: Gathering, columns: Columns) -> None:
    """Take in an answer in SPARQL's XML, which the service sends where no other form is asked for."""
    try:
        solutions = ox.parse_query_results(data, format=ox.QueryResultsFormat.XML)
        if not isinstance(solutions, ox.QuerySolutions):
            raise _other_json(_Document(boolean=True))
        names = [variable.value for variable in solutions.variables]
        columns.require_item(names)
        for number, solution in enumerate(solutions, 1):
            terms = ((name, solution[name]) for name in names)
            row = columns.row((name, term.value) for name, term in terms if isinstance(term, ox.NamedNode | ox.Literal))
            gathering.add(row, f"row {number}")
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"it is no whole SPARQL answer in XML: {escaped(str(error))}", remedy=_REMEDY) from error


def _told(cells: dict[str, _Value]) -> Iterator[tuple[str, str]]:
    """Name and value of each cell that says something; a blank node says nothing."""
    for name, cell in cells.items():
        if isinstance(cell, _Cell):
            if cell.value and cell.type != "bnode":
                yield name, cell.value
        elif cell is not None:
            yield name, cell if isinstance(cell, str) else str(cell)


def _opened(first: bytes, second: bytes) -> list[bytes] | None:
    """The first lines, when they show that each line holds an object; else None."""
    one, two = first.strip(b" \t\r\n\xef\xbb\xbf"), second.strip().rstrip(b",")
    if not _is_object(two):
        return None
    if one == b"[":
        return [second]
    one = one.removeprefix(b"[").rstrip(b",")
    return [one, second] if _is_object(one) else None


def _is_object(line: bytes) -> bool:
    return line.startswith(b"{") and line.rstrip(b"] \t").endswith(b"}")


def _lines(begun: list[bytes], stream: BinaryIO, cap: int) -> Iterator[bytes | None]:
    """Each line; None for one over the cap, which is stepped over."""
    yield from begun
    while line := stream.readline(cap):
        if line.endswith(b"\n") or len(line) < cap:
            yield line
            continue
        while (rest := stream.readline(cap)) and not rest.endswith(b"\n"):
            pass
        yield None


_REMEDY: Final = "is the file complete? where the service ran out of time, ask for one legislature (--print-query)"


def _no_json(data: bytes, error: Exception) -> SourceError:
    if _TIMEOUT in data[-(64 << 10) :]:
        return SourceError("the service ran out of time within its answer", remedy="ask for one legislature at a time")
    return SourceError(f"it is no whole JSON document: {escaped(str(error))}", remedy=_REMEDY)


def _other_json(document: _Document) -> SourceError:
    what = "the answer to an ASK query" if document.boolean is not None else "JSON of another kind"
    return SourceError(
        f"it is {what}", remedy="rows of a SELECT query are read (SPARQL JSON, XML, CSV, TSV), and entities of a dump"
    )
