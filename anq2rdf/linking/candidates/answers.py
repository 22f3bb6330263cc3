"""Answers of a SPARQL service in JSON or XML, and JSON that holds rows or entities in any of the usual arrangements.

    {"head": {"vars": […]}, "results": {"bindings": [{"item": {"type": "uri", "value": …}, …}, …]}}   the standard's
    [{"item": "http://www.wikidata.org/entity/Q1", …}, …]                     what the service's page saves, or with
    [{"item": {"type": "uri", "value": …}, …}, …]                             types ("verbose")
    {"entities": {"Q1": {…}}}                                                 Special:EntityData, wbgetentities
    […entities…], one a line or not                                           a dump, or some lines of it

https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
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
    claims: Raw = Raw(b"")


class _Cell(Struct):
    value: str | None = None
    type: str = "literal"


_Value = _Cell | str | int | float | bool | None
_DOCUMENT: Final = msgspec.json.Decoder(_Document | list[Raw])
_ROW: Final = msgspec.json.Decoder(dict[str, _Value])
_FAULTS: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
_MARK: Final = b"\xef\xbb\xbf"
_TIMEOUT: Final = b"TimeoutException"
_XML_END: Final = re.compile(rb"</(?:[\w.-]+:)?sparql\s*>\s*(?:<!--.*-->\s*)?\Z", re.DOTALL)
_LOOK: Final = 64 << 10


class JsonReader:
    """One JSON input on its way into a gathering."""

    def __init__(self, gathering: Gathering, columns: Columns, limits: Limits) -> None:
        self._gathering = gathering
        self._columns = columns
        self._limits = limits
        self._entities = Entities(gathering)
        self._has_items = False  # some column is known to name them

    def read(self, stream: BinaryIO) -> None:
        """Take in all of it: line by line where each line is an object, else as a whole.

        Raises `SourceError` for what is no JSON of these kinds, `LimitExceeded` over the cap for a whole.
        """
        cap = self._limits.entity_bytes
        first = stream.readline(cap).removeprefix(_MARK)
        second = stream.readline(cap) if first.endswith(b"\n") else b""
        if _by_line(first, second):
            self._read_lines([first, second], stream)
        else:
            self._read_whole(read_whole(stream, self._limits.answer_bytes, first + second))

    def _read_lines(self, begun: list[bytes], stream: BinaryIO) -> None:
        for number, line in enumerate(_lines(begun, stream, self._limits.entity_bytes), 1):
            if line is None:
                self._gathering.notices.add("E232", f"more than {self._limits.entity_bytes} bytes", f"line {number}")
            elif text := line.strip().removeprefix(b"[").rstrip(b" \t,]"):
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
        elif document.id is not None or bytes(document.claims):
            self._object(data, "")
        else:
            raise _other_json(document)

    def _bindings(self, document: _Document) -> None:
        assert document.results is not None
        if document.head is not None and document.head.vars:
            self._columns.require_item(document.head.vars)
            self._has_items = True
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
        if not self._has_items:
            self._columns.require_item(cells)
            self._has_items = True
        self._gathering.add(row, pointer)


def read_xml(data: bytes, gathering: Gathering, columns: Columns) -> None:
    """Take in an answer in SPARQL's XML, which the service sends where no other form is asked for."""
    if not _XML_END.search(data[-_LOOK:]):  # the parser takes what it gets
        raise SourceError("it is no whole SPARQL answer in XML: its end is missing", remedy=_REMEDY)
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


def _by_line(first: bytes, second: bytes) -> bool:
    """Whether the first lines show that each line holds an object, be they in an array or not."""
    opening = first.strip()
    opened = opening == b"[" or opening.removeprefix(b"[").lstrip().startswith(b'{"')
    return opened and second.lstrip().startswith(b'{"')


def _lines(begun: list[bytes], stream: BinaryIO, cap: int) -> Iterator[bytes | None]:
    """Each line; None for one that goes on beyond the cap, which is stepped over."""
    whole = True
    for piece in chain(begun, iter(lambda: stream.readline(cap), b"")):
        ended = piece.endswith(b"\n") or len(piece) < cap
        if whole:
            yield piece if ended else None
        whole = ended


_REMEDY: Final = "is the file complete? where the service ran out of time, ask for one legislature (--print-query)"


def _no_json(data: bytes, error: Exception) -> SourceError:
    if _TIMEOUT in data[-_LOOK:]:
        return SourceError("the service ran out of time within its answer", remedy="ask for one legislature at a time")
    return SourceError(f"it is no whole JSON document: {escaped(str(error))}", remedy=_REMEDY)


def _other_json(document: _Document) -> SourceError:
    what = "the answer to an ASK query" if document.boolean is not None else "JSON of another kind"
    return SourceError(
        f"it is {what}", remedy="rows of a SELECT query are read (SPARQL JSON, XML, CSV, TSV), and entities of a dump"
    )
