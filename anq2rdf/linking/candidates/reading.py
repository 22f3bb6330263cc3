"""Candidates from files: each file's form is told by its bytes, and all of them come to one set."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, cast

from anq2rdf.errors import SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.linking.candidates.columns import Columns
from anq2rdf.linking.candidates.gathering import Gathering
from anq2rdf.linking.candidates.opening import Input, opened, read_whole
from anq2rdf.linking.items import Candidates
from anq2rdf.problems import Problem, escaped
from anq2rdf.sources.encoding import decode
from anq2rdf.sources.opening.signature import seems

_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SPARQL_XML: Final = b"http://www.w3.org/2005/sparql-results#"
_LOOK: Final = 64 << 10
_REMEDY: Final = "a service's answer is read as SPARQL JSON, XML, CSV or TSV, and its dump as JSON"


def read(
    inputs: Iterable[Path | BinaryIO],
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
    on_problem: Callable[[Problem], None] | None = None,
) -> Candidates:
    """What saved answers of Wikidata's service, tables, and extracts of its dump tell, each item once.

    `Path("-")` is standard input. `columns` gives a meaning to columns of other names than `columns.COLUMNS` knows,
    theirs to ours. `on_problem` is told of rows and values left out, once each.

    Raises `SourceError` for an input that is none of these, is cut short, or has no column of items; `LimitExceeded`
    for one over a cap; `UsageError` for a meaning in `columns` that there is not.
    """
    gathering = Gathering(limits)
    names = [read_into(gathering, each, columns=columns, limits=limits) for each in inputs]
    candidates = gathering.candidates(", ".join(names))
    if on_problem is not None:
        gathering.notices.tell(on_problem)
    return candidates


def read_into(
    gathering: Gathering,
    given: Path | BinaryIO,
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
) -> str:
    """Read one input into a gathering; its name is returned. Raises as `read` does, the name before the message."""
    known = Columns(columns)
    name = "stdin"
    try:
        with opened(given, limits) as found:
            name = gathering.notices.file = found.name
            _read(found, gathering, known, limits)
    except SourceError as error:
        named = f"{escaped(str(given.name) if isinstance(given, Path) else name)}: {error.message}"
        raise type(error)(named, remedy=error.remedy, code=error.code) from error
    if known.ignored:
        gathering.notices.add("E301", ", ".join(known.ignored))
    return name


def _read(found: Input, gathering: Gathering, columns: Columns, limits: Limits) -> None:
    start = found.head.lstrip(_BLANKS)[:1]
    if not start:
        raise SourceError("it is empty", remedy="save the service's answer again")
    if _is_wide(found.head):
        _read_wide(found, gathering, columns, limits)
    elif start in b"{[":
        _read_json(found, gathering, columns, limits)
    elif start == b"<" or b"\0" in found.head:
        _read_markup(found, gathering, columns, limits)
    else:
        from anq2rdf.linking.candidates.tables import read_table

        read_table(read_whole(found.stream, limits.answer_bytes), gathering, columns)


def _read_json(found: Input, gathering: Gathering, columns: Columns, limits: Limits) -> None:
    from anq2rdf.linking.candidates.answers import JsonReader

    JsonReader(gathering, columns, limits).read(found.stream)


def _read_markup(found: Input, gathering: Gathering, columns: Columns, limits: Limits) -> None:
    """An answer in SPARQL's XML; a page that says the service is down is none."""
    if _SPARQL_XML not in found.head:
        raise SourceError(f"it is {seems(found.head)}", remedy=_REMEDY)
    from anq2rdf.linking.candidates.answers import read_xml

    read_xml(read_whole(found.stream, limits.answer_bytes), gathering, columns)


def _is_wide(head: bytes) -> bool:
    """Whether it is text of two or four bytes a character, as a spreadsheet may save it."""
    return head.startswith(_WIDE) or (b"\0" in head[:4] and head[:4].count(b"\0") in (2, 3))


def _read_wide(found: Input, gathering: Gathering, columns: Columns, limits: Limits) -> None:
    text = decode(read_whole(found.stream, limits.answer_bytes)).text.encode("utf-8", "replace")
    if b"\0" in text[:_LOOK]:
        raise SourceError(f"it is {seems(found.head)}", remedy=_REMEDY)
    _read(Input(found.name, text[:_LOOK], cast("BinaryIO", io.BytesIO(text))), gathering, columns, limits)
