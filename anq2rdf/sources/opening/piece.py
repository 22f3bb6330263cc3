"""A piece: the one kind of Document there is, whether a file, a member of an archive, a download or standard input."""

from __future__ import annotations

from contextlib import closing
from typing import BinaryIO

from msgspec import Struct

from anq2rdf.limits import Limits
from anq2rdf.problems import Place, Problem
from anq2rdf.records import Origin, SourceFile
from anq2rdf.sources.base import HEAD_BYTES
from anq2rdf.sources.opening.at_once import read_at_once
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.stream import stream_over
from anq2rdf.sources.opening.unpack import unpack

_SMALL = 1 << 20      # up to here a document is unpacked once, for looking at it and for reading it


class Piece(Struct, kw_only=True):
    """Bytes under the caps, opened anew each time; picklable. Satisfies `base.Document`.

    `trouble` is what the container's directory alone tells: of severity "error", the bytes cannot be had (encrypted,
    overlapping …); else the piece is no document (a link) and is passed over. `remarks` are worth reporting, no more.
    """

    file: SourceFile
    extent: Extent
    limits: Limits
    member: str | None = None
    depth: int = 0                        # archives around it
    explicit: bool = False                # the user named this very document
    trouble: Problem | None = None
    remarks: tuple[Problem, ...] = ()
    checked: bool = False                 # its checksum was verified to the end
    kept: bytes | None = None             # a small document's bytes between looking and reading

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes. Raises `SourceError`."""
        if self.kept is None and self.small():
            self.kept = self._all()
        if self.kept is not None:
            return self.kept[:HEAD_BYTES]
        return self._start()

    def read(self) -> bytes:
        """All bytes at once, checked to the end. Raises `SourceError` (codes E201, E206, E207, E210, E211)."""
        data, self.kept = self.kept, None
        return self._all() if data is None else data

    def open(self) -> BinaryIO:
        """A stream of all bytes. Damage is found before the first byte is handed out, so that nothing of it is used."""
        self._refuse()
        self.check()
        return stream_over(unpack(self.extent, self.limits, self.limits.giant_bytes))

    def check(self) -> None:
        """Read the whole for its sizes and checksum, once, where there is one. Raises `SourceError`."""
        if not self.checked and (self.extent.coding != "stored" or self.extent.crc is not None):
            for _ in unpack(self.extent, self.limits, self.limits.giant_bytes):
                pass
        self.checked = True

    def place(self, pointer: str | None = None, uid: str | None = None) -> Place:
        """Where a problem of this document stands."""
        return Place(file=self.file.name, member=self.member, pointer=pointer, uid=uid)

    def origin(self, *, form: str, media_type: str, digest: str, pointer: str | None = None) -> Origin:
        """Where a record of this document was read."""
        return Origin(
            file=self.file, form=form, member=self.member, pointer=pointer, digest=digest, media_type=media_type
        )

    def small(self) -> bool:
        """Whether its declared size is one that can be held at once (up to 1 MiB)."""
        # A gzip declares no size that could be believed.
        size = self.extent.length if self.extent.coding == "stored" else self.extent.size
        return size is not None and size <= _SMALL

    def _all(self) -> bytes:
        self._refuse()
        data = read_at_once(self.extent, self.limits) if self.small() else None
        return b"".join(unpack(self.extent, self.limits, self.limits.member_bytes)) if data is None else data

    def _start(self) -> bytes:
        self._refuse()
        head = b""
        with closing(unpack(self.extent, self.limits, self.limits.giant_bytes)) as blocks:
            while len(head) < HEAD_BYTES and (block := next(blocks, b"")):
                head += block
        return head[:HEAD_BYTES]

    def _refuse(self) -> None:
        if self.trouble is not None:
            raise fault(self.trouble.code, self.trouble.detail)
