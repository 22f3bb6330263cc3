"""The driver: a document, the reader its bytes choose, and what comes of it. Whatever happens ends as a Problem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anq2rdf.errors import SourceError
from anq2rdf.problems import Problem, entry, escaped
from anq2rdf.records import Reading
from anq2rdf.sources import choice
from anq2rdf.sources.base import Reader
from anq2rdf.sources.opening.container import expand
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.piece import Piece
from anq2rdf.sources.opening.signature import Kind, kind_of, other_archive, seems
from anq2rdf.sources.opening.spool import Spool

UNREADABLE = frozenset({"E201", "E202", "E203", "E206", "E207", "E210", "E211", "E215"})
"""A rejection with one of these codes means that bytes could not be had: part of a source could not be read."""

# Only to tell a question that cannot be recognised from a note beside the questions; never to choose a reader.
_PROMISE = re.compile(r"QANR\d|REDIF_ANQ|\d-\d+Q(?:E|G|OSD)|^q\d{1,2}-\d+", re.IGNORECASE)


def readings(document: Piece, *, debug: bool = False) -> Iterator[Reading | Problem]:
    """What a document holds: a Reading for each question, a Problem for what is worth saying and is no question.

    A Reading without a question is a rejection. Nothing is raised, but with `debug` a bug's own exception.
    """
    yield from document.remarks
    if document.trouble is not None and entry(document.trouble.code).severity != "error":
        yield document.trouble
        return
    try:
        yield from _contents(document, debug)
    except SourceError as error:
        yield _rejection(document, error.code, error.message)
    except Exception as error:
        if debug:
            raise
        yield _rejection(document, "E900", type(error).__name__)
    finally:
        document.kept = None


def _contents(document: Piece, debug: bool) -> Iterator[Reading | Problem]:
    head = document.head()
    kind = kind_of(head)
    if kind is not None:
        yield from _inner(document, kind, debug)
    elif (method := other_archive(head)) is not None:
        raise fault("E207", method)
    elif not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\x0b\x0c"):
        raise fault("E209", "only white space" if head else "0 bytes")
    elif (reader := choice.reader_for(head)) is not None:
        yield from _read(document, reader, head)
    else:
        yield _unknown(document, head)


def _read(document: Piece, reader: Reader, head: bytes) -> Iterator[Reading | Problem]:
    """The reader's word; E214 from it means that, having seen all, it knows the document for no form of its own."""
    try:
        yield from reader.read(document)
    except SourceError as error:
        if error.code != "E214":
            raise
        yield _unknown(document, head)


def _inner(document: Piece, kind: Kind, debug: bool) -> Iterator[Reading | Problem]:
    """The documents of an archive in an archive."""
    with Spool() as spool:
        for piece in expand(document, kind, spool):
            yield from readings(piece, debug=debug)


def _unknown(document: Piece, head: bytes) -> Reading | Problem:
    """A note beside the questions is worth a line; what the user named, or what is named as a question, is rejected."""
    name = document.member or document.file.name
    base = name.rpartition("/")[2]
    if not (document.explicit or _PROMISE.search(base)):
        return Problem(code="E213", place=document.place(), detail=seems(head))
    although = f", although its name ends in {escaped(_ending(base))}" if _ending(base) else ""
    return _rejection(document, "E214", f"it seems to be {seems(head)}{although}")


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def _rejection(document: Piece, code: str, detail: str) -> Reading:
    problem = Problem(code=code or "E206", place=document.place(), detail=detail)
    return Reading(question=None, problems=(problem,))
