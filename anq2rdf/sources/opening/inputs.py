"""The inputs of a run: arguments opened and hashed first, then their documents one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import BinaryIO

import msgspec
from msgspec import Struct

from anq2rdf.errors import Anq2rdfError, RemoteError, SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import Problem, escaped
from anq2rdf.records import SourceFile
from anq2rdf.sources.opening.address import is_address, shown_address
from anq2rdf.sources.opening.container import expand
from anq2rdf.sources.opening.extent import Extent, Stamp
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.fingerprint import base_name, fingerprint
from anq2rdf.sources.opening.folder import walk_folder
from anq2rdf.sources.opening.piece import Piece
from anq2rdf.sources.opening.signature import kind_of, other_archive
from anq2rdf.sources.opening.spool import Spool

_BLOCK = 256 << 10


class Given(Struct, frozen=True):
    """One file that an argument named or held, and the member wanted of it."""

    piece: Piece
    wanted: str | None = None


class Sources:
    """Every document of the arguments, in order: iterate, as often as needed, until `close`.

    `files` are the files as given, hashed. `failures` are the arguments and files that could not be read at all; it
    grows while iterating, since an archive is opened when its turn comes. The rest is read all the same.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.failures: list[Anq2rdfError] = []
        self._given: list[Given] = []
        self._spool = Spool()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files as given, in order; an empty folder has none."""
        return tuple(given.piece.file for given in self._given if given.piece.file.sha256)

    @property
    def extents(self) -> tuple[Extent, ...]:
        """Where those files lie."""
        return tuple(given.piece.extent for given in self._given if given.piece.file.sha256)

    def __iter__(self) -> Iterator[Piece]:
        for given in self._given:
            try:
                yield from self._documents(given)
            except SourceError as error:
                self.fail(given.piece.file.name, error)

    def _documents(self, given: Given) -> Iterator[Piece]:
        piece = msgspec.structs.replace(given.piece)      # what is kept while reading must not outlive it
        head = b"" if piece.trouble else piece.head()
        kind = kind_of(head)
        if kind is not None:
            yield from self._expanded(piece, expand(piece, kind, self._spool, given.wanted), given.wanted)
        elif (method := other_archive(head)) is not None:
            raise fault("E207", method)
        elif given.wanted is not None:
            raise fault("E209", "it is no archive and has no members")
        else:
            yield piece

    def _expanded(self, archive: Piece, documents: Iterator[Piece], wanted: str | None) -> Iterator[Piece]:
        """The documents; an archive that is sound but empty is one document with nothing in it."""
        try:
            yield from documents
        except SourceError as error:
            if error.code != "E209" or wanted is not None:
                raise
            yield _nothing(archive, error.message)

    def add(self, path: str, name: str, *, wanted: str | None = None, explicit: bool = True) -> None:
        """Hash one file and take it in. Raises `SourceError`."""
        file, extent = fingerprint(path, name, self.limits)
        self._given.append(Given(Piece(file=file, extent=extent, limits=self.limits, explicit=explicit), wanted))

    def add_folder(self, path: str) -> None:
        """Take in every file of a folder. Raises `LimitExceeded` E203."""
        before = len(self._given) + len(self.failures)
        for found, error in walk_folder(path, self.limits.folder_files):
            try:
                if error is not None:
                    raise error
                self.add(found, base_name(found), explicit=False)
            except SourceError as failure:
                self.fail(base_name(found), failure)
        if before == len(self._given) + len(self.failures):
            self._given.append(Given(_nothing(_no_file(path, self.limits), "the folder is empty")))

    def add_stream(self, stream: BinaryIO | None) -> None:
        """Spool standard input and take it in. Raises `SourceError`."""
        extent = self._spool.write(_blocks(stream), self.limits.stdin_bytes)
        self.add(extent.path, "stdin")

    def add_address(self, address: str, wanted: str | None) -> None:
        """Download to the spool and take it in. Raises `SourceError`, `RemoteError`."""
        from anq2rdf.sources.opening.download import download

        name, extent = download(address, self._spool, self.limits)
        self.add(extent.path, name, wanted=wanted)

    def fail(self, name: str, error: Anq2rdfError) -> None:
        """Note once that an input could not be read."""
        message = f"{escaped(name)}: {error.message}"
        if all(failure.message != message for failure in self.failures):
            self.failures.append(type(error)(message, remedy=error.remedy, code=error.code))

    def close(self) -> None:
        """Remove what was spooled; documents can no longer be opened."""
        self._spool.close()

    def __enter__(self) -> Sources:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_sources(
    arguments: Sequence[str], limits: Limits = DEFAULT, *, stdin: BinaryIO | None = None
) -> Sources:
    """Every input the arguments name: files, folders, archives, `a.zip!/member`, `-` and http(s) addresses.

    Everything is hashed (and standard input and addresses spooled) before this returns. What cannot be read is in
    `Sources.failures`, never raised.
    """
    sources = Sources(limits)
    for argument in arguments:
        try:
            _open_argument(sources, argument, stdin)
        except (SourceError, RemoteError) as error:
            sources.fail(shown_address(argument) if is_address(argument) else argument, error)
    return sources


def _open_argument(sources: Sources, argument: str, stdin: BinaryIO | None) -> None:
    if argument == "-":
        sources.add_stream(stdin or getattr(sys.stdin, "buffer", None))
    elif is_address(argument):
        address, _, wanted = argument.partition("!/")
        sources.add_address(address, wanted or None)
    elif os.path.isdir(argument):  # noqa: PTH112 (False, where Path raises on odd names)
        sources.add_folder(argument)
    else:
        path, member = _split(argument)
        sources.add(path, base_name(path), wanted=member)


def _split(argument: str) -> tuple[str, str | None]:
    """The path and the member of `a.zip!/json/X.json`; a file that is really called so comes first."""
    path, mark, member = argument.partition("!/")
    return (path, member) if mark and member and not os.path.lexists(argument) else (argument, None)


def _blocks(stream: BinaryIO | None) -> Iterator[bytes]:
    if stream is None:
        raise fault("E210", "standard input is closed")
    try:
        while block := stream.read(_BLOCK):
            yield block
    except (OSError, ValueError):
        raise fault("E210", "standard input cannot be read") from None


def _nothing(piece: Piece, detail: str) -> Piece:
    trouble = Problem(code="E209", place=piece.place(), detail=detail)
    return msgspec.structs.replace(piece, trouble=trouble, kept=None)


def _no_file(path: str, limits: Limits) -> Piece:
    file = SourceFile(name=base_name(path), sha256="", size=0, media_type="inode/directory")
    return Piece(file=file, extent=Extent(path=path, stamp=Stamp(0, 0), length=0), limits=limits)
