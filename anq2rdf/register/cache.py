"""The index kept between two runs: a file that is only ever believed when it is whole and of this register.

Layout: one line "anq2rdf-register {format} {SHA-256 of the register} {SHA-256 of the rest}", then the index in
MessagePack. No code is ever loaded from it; what does not fit is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from anq2rdf import __version__
from anq2rdf.records import Mandate, Membership, Organ, Person
from anq2rdf.register.index import Index

_KEPT = (Index, Person, Mandate, Membership, Organ)


def _format() -> str:
    """What this version of the package keeps: an index with other fields, or made by other rules, is not it."""
    shape = repr((__version__, [(kind.__name__, kind.__struct_fields__) for kind in _KEPT]))
    return hashlib.sha256(shape.encode()).hexdigest()[:12]


FORMAT = _format()


def folder() -> Path:
    """The user's cache folder: `$XDG_CACHE_HOME/anq2rdf`, else `~/.cache/anq2rdf`."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(home) if home.startswith("/") else Path("~/.cache").expanduser()
    return base / "anq2rdf"


def read(place: Path, sha256: str) -> Index | None:
    """The index of that register, or None when there is none to be trusted."""
    try:
        heading, _, body = _file(place, sha256).read_bytes().partition(b"\n")
        if heading != _heading(sha256, body):
            return None
        index = msgspec.msgpack.decode(body, type=Index)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return index if index.sha256 == sha256 else None


def write(place: Path, index: Index) -> None:
    """Keep the index, whole or not at all; a folder that cannot be written is no fault."""
    body = msgspec.msgpack.encode(index)
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(_file(place, index.sha256), _heading(index.sha256, body) + b"\n" + body)


def _replace(target: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(prefix=target.name, suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(part).replace(target)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def _file(place: Path, sha256: str) -> Path:
    return place / f"register-{FORMAT}-{sha256}.msgpack"


def _heading(sha256: str, body: bytes) -> bytes:
    return f"anq2rdf-register {FORMAT} {sha256} {hashlib.sha256(body).hexdigest()}".encode()
