"""The two contracts of this room: a Document is bytes under the caps, a Reader turns one into records.

A new published form is one file here with a `READER`; `anq2rdf.sources` finds it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from anq2rdf.limits import Limits
from anq2rdf.problems import Place
from anq2rdf.records import Origin, Reading, SourceFile

HEAD_BYTES = 64 << 10     # how much a reader may look at to recognise its form


class Document(Protocol):
    """The bytes of one file, or of one member of an archive, opened anew each time and never larger than the caps."""

    file: SourceFile          # the file as given
    member: str | None        # the member's name when the file is an archive
    limits: Limits

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes. Raises `SourceError`."""

    def open(self) -> BinaryIO:
        """A stream of all bytes, for giant files. Reading it raises `SourceError` at a cap, a damage, a change."""

    def read(self) -> bytes:
        """All bytes at once, at most `limits.member_bytes`. Raises `SourceError` (codes E201, E206, E207, E211)."""

    def place(self, pointer: str | None = None, uid: str | None = None) -> Place:
        """Where a problem of this document stands."""

    def origin(self, *, form: str, media_type: str, digest: str, pointer: str | None = None) -> Origin:
        """Where a record of this document was read."""


class Reader(Protocol):
    """One published form."""

    form: str                 # "opendata-json"; shown by `inspect`, kept in `Origin.form`
    media_type: str           # of a document in this form

    def recognises(self, head: bytes) -> bool:
        """Whether bytes that begin so are of this form. Looks at the bytes alone; never raises."""

    def read(self, document: Document) -> Iterator[Reading]:
        """Every question of the document, in its order, as a record or as a rejection.

        A fault of one record rejects that record; a fault that ends the document (cut JSON, XML not well formed)
        yields one last rejection. `SourceError` may pass through from the document; nothing else is ever raised.
        """
