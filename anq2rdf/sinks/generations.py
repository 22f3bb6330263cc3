"""Generations: what a store folder holds, and which of it is current.

    STORE/current.json                  names the current generation; replaced in one instant
    STORE/generations/000002-5f3a9c1e/  one whole load: `data/` (RocksDB, as Oxigraph keeps it), and beside it
                                        about.json, the search index, the validation report: made with it, never changed
    STORE/lock                          who is loading

    found = current("store")
    found.store, found.about, found.sidecar("report.json"), found.name

A folder that Oxigraph itself made (`oxigraph load`) counts as one generation whose sidecars lie in that same folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from anq2rdf.errors import SourceError
from anq2rdf.problems import escaped
from anq2rdf.records import SourceFile

if sys.platform != "win32":
    import fcntl

POINTER: Final = "current.json"
GENERATIONS: Final = "generations"
DATA: Final = "data"
ABOUT: Final = "about.json"
REPORT: Final = "report.json"  # of the validation, as `anq2rdf validate -t json` writes it
LAYOUT: Final = 1
_held: Final[dict[str, int]] = {}  # generations this process has opened: their folders' descriptors


class Pointer(Struct, frozen=True):
    """The content of current.json."""

    generation: str
    layout: int = LAYOUT


class About(Struct, frozen=True, kw_only=True):
    """The content of about.json."""

    loaded: str  # when, ISO 8601 with UTC
    version: str  # of anq2rdf
    mode: str  # "replace" or "add": what this load did to what the store held before
    inputs: tuple[SourceFile, ...]  # of this load
    base: str  # of the IRIs of what was converted
    statements: int
    graphs: int  # named ones


class Generation(Struct, frozen=True):
    """One whole load. What is read of it stays readable after the next load, also while that removes older ones."""

    folder: Path
    name: str  # another name, other content: good as an ETag
    store: Path  # the folder of the data, for `pyoxigraph.Store.read_only`

    @property
    def about(self) -> About | None:
        """How it came to be; None where nobody wrote it down: Oxigraph did not."""
        try:
            return msgspec.json.decode(self.sidecar(ABOUT).read_bytes(), type=About)
        except (OSError, msgspec.DecodeError):
            return None

    def sidecar(self, name: str) -> Path:
        """Where the file of that name lies, or would, that belongs to this generation."""
        return self.folder / name

    def hold(self) -> bool:
        """Keep it from being removed as long as this process lives; whether it was still there."""
        if str(self.folder) in _held or sys.platform == "win32":
            return self.folder.is_dir()
        try:
            descriptor = os.open(self.folder, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:  # it is being removed
            os.close(descriptor)
            return False
        except OSError:  # a file system without locks
            pass
        _held[str(self.folder)] = descriptor
        return (self.store / "CURRENT").is_file()


def current(folder: str | Path) -> Generation:
    """The generation that readers open now. Raises `SourceError` where the folder is no store."""
    place = Path(folder)
    try:
        pointer = msgspec.json.decode((place / POINTER).read_bytes(), type=Pointer)
    except (FileNotFoundError, NotADirectoryError):
        if is_plain(place):
            return _plain(place)
        raise _no_store(place) from None
    except (OSError, msgspec.DecodeError) as error:
        raise SourceError(
            f"the store {escaped(str(folder))} cannot be read: {error}", remedy="load it again into a new folder"
        ) from error
    if pointer.layout != LAYOUT or Path(pointer.generation).name != pointer.generation:
        raise SourceError(
            f"the store {escaped(str(folder))} was made by another version of anq2rdf",
            remedy="read it with that version, or load its sources into a new folder",
        )
    found = place / GENERATIONS / pointer.generation
    return Generation(found, pointer.generation, found / DATA)


def is_store(folder: str | Path) -> bool:
    """Whether there is a store in the folder, loaded by this program or by Oxigraph itself."""
    return (Path(folder) / POINTER).is_file() or is_plain(Path(folder))


def is_plain(folder: Path) -> bool:
    """Whether the folder itself is what Oxigraph keeps: the file `CURRENT` is in every RocksDB folder."""
    return (folder / "CURRENT").is_file() and any(folder.glob("MANIFEST-*"))


def _plain(folder: Path) -> Generation:
    # Oxigraph may write to it at any time: its name tells the state of the data.
    manifest = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    try:
        state = (folder / manifest).stat()
    except OSError as error:
        raise _no_store(folder) from error
    return Generation(folder, f"{manifest}-{state.st_size:x}-{state.st_mtime_ns:x}", folder)


def _no_store(folder: Path) -> SourceError:
    place = escaped(str(folder))
    return SourceError(f"no store in {place}", remedy=f"make one: anq2rdf load … --to {place}")
