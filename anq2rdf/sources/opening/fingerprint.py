"""A fingerprint: what a file is, by the SHA-256 of its bytes, taken before the first record is read."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.records import SourceFile
from anq2rdf.sources.base import HEAD_BYTES
from anq2rdf.sources.choice import reader_for
from anq2rdf.sources.opening.extent import Extent, Stamp, changed, open_regular, stamp_of
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.signature import MEDIA_TYPES, kind_of

_BLOCK = 1 << 20


def fingerprint(path: str, name: str, limits: Limits) -> tuple[SourceFile, Extent]:
    """The file as provenance knows it, and where its bytes lie.

    Raises `SourceError`: E203 too large, E210 no readable regular file, E211 changed meanwhile.
    """
    with open_regular(path) as file:
        stamp = stamp_of(file)
        head = _read(file, HEAD_BYTES)
        _demand_size(head, stamp, limits)
        digest = _digest(file, head, stamp)
        if stamp_of(file) != stamp:
            raise changed()
    source = SourceFile(name=name, sha256=digest, size=stamp.size, media_type=_media_type(head))
    return source, Extent(path=path, stamp=stamp, length=stamp.size)


def base_name(path: str) -> str:
    """The last part of a path, printable: never a path of the machine, never a byte that is no character."""
    last = Path(path).absolute().name
    return escaped(last.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), 255)


def _digest(file: BinaryIO, head: bytes, stamp: Stamp) -> str:
    digest, count = hashlib.sha256(head), len(head)
    while block := _read(file, _BLOCK):
        digest.update(block)
        count += len(block)
        if count > stamp.size:          # also ends what only pretends to be a file of some size
            raise changed()
    return digest.hexdigest()


def _read(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise fault("E210", error.strerror or "cannot be read") from None


def _demand_size(head: bytes, stamp: Stamp, limits: Limits) -> None:
    cap = limits.archive_bytes if kind_of(head) else limits.giant_bytes
    if stamp.size > cap:
        raise fault("E203", f"{stamp.size} bytes, where {cap} are allowed")


def _media_type(head: bytes) -> str:
    kind = kind_of(head)
    if kind is not None:
        return MEDIA_TYPES[kind]
    try:
        reader = reader_for(head)
    except Exception:       # a reader's bug is reported where the document is read, as E900
        reader = None
    return reader.media_type if reader is not None else "application/octet-stream"
