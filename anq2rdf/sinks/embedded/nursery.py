"""Where a generation is made, and how it becomes the current one."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import sys
import time
from pathlib import Path
from typing import Final

import msgspec

from anq2rdf.errors import SinkError
from anq2rdf.problems import escaped
from anq2rdf.sinks.embedded.lock import LOCK, StoreLock
from anq2rdf.sinks.generations import DATA, GENERATIONS, POINTER, Generation, Pointer, current, is_plain, is_store
from anq2rdf.sinks.parts import PartFile, sync_folder

if sys.platform != "win32":
    import fcntl

_NUMBER: Final = re.compile(r"([0-9]{6,})-[0-9a-f]{8}").fullmatch
_TRIES: Final = 20
_POINTER_PART: Final = f".{POINTER}.part-"


class Nursery:
    """One load: the lock, the generation before it (if any), and the one being made."""

    def __init__(self, folder: Path, place: str) -> None:
        """Raises `SinkError` for a folder that is not ours to fill or that another run fills, and `OSError`."""
        self._folder = folder
        self._made = _make_room(folder, place)
        self._lock = StoreLock(folder)
        try:
            _refuse_foreign(folder, place)  # again: another run may have been here between the look and the lock
            self.before: Generation | None = current(folder) if is_store(folder) else None
            _sweep(folder)
            self.fresh = self._next()
        except BaseException:
            self._leave()
            raise

    def switch(self) -> None:
        """The fresh generation is the current one from here on, also after a power cut. Older ones may go."""
        _make_durable(self.fresh.folder)
        pointer = self._folder / POINTER
        part = PartFile(pointer)
        try:
            os.write(part.descriptor, msgspec.json.encode(Pointer(self.fresh.name)) + b"\n")
            part.commit()
        finally:
            os.close(part.descriptor)
            part.discard()
        _sweep(self._folder)
        self._lock.release()

    def abandon(self) -> None:
        """The fresh generation is gone, and the folder too if it was made for it."""
        for _ in range(_TRIES):  # RocksDB may still be writing its log
            shutil.rmtree(self.fresh.folder, ignore_errors=True)
            if not self.fresh.folder.exists():
                break
            time.sleep(0.05)
        self._leave()

    def _next(self) -> Generation:
        parent = self._folder / GENERATIONS
        parent.mkdir(exist_ok=True)
        number = max((_number(each) for each in parent.iterdir()), default=0) + 1
        # The digits after the number are never the same again: a store made anew is not taken for the one before.
        name = f"{number:06}-{secrets.token_hex(4)}"
        found = Generation(parent / name, name, parent / name / DATA)
        found.folder.mkdir()
        return found

    def _leave(self) -> None:
        first = not (self._folder / POINTER).is_file()
        if first:
            with contextlib.suppress(OSError):
                (self._folder / GENERATIONS).rmdir()
        self._lock.release(remove=first)
        if first and self._made:
            with contextlib.suppress(OSError):
                self._folder.rmdir()


def _make_room(folder: Path, place: str) -> bool:
    """Whether the folder was not there and is now."""
    if folder.exists():
        _refuse_foreign(folder, place)
        return False
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        return True
    return False


def _refuse_foreign(folder: Path, place: str) -> None:
    if not folder.is_dir():
        raise SinkError(f"{escaped(place)} is a file", remedy="a store is a folder: give another name")
    if (folder / POINTER).is_file():
        return
    if is_plain(folder):
        raise SinkError(
            f"{escaped(place)} is a store of Oxigraph's own, which a load would change under its readers",
            remedy=f"load it into a new folder: anq2rdf load {escaped(place)} … --to NEW",
        )
    others = {each.name for each in folder.iterdir()} - {LOCK, GENERATIONS}
    if any(not name.startswith(_POINTER_PART) for name in others):
        raise SinkError(f"{escaped(place)} holds something that is no store", remedy="give a new or an empty folder")


def _number(path: Path) -> int:
    found = _NUMBER(path.name)
    return int(found[1]) if found else 0


def _sweep(folder: Path) -> None:
    """Removes what killed loads left, and the generations before the last two unless somebody still reads them."""
    parent = folder / GENERATIONS
    if not parent.is_dir():
        return
    kept: set[str] = set()
    if (folder / POINTER).is_file():
        now = current(folder).folder
        before = [each for each in parent.iterdir() if 0 < _number(each) < _number(now)]
        kept = {now.name, *(each.name for each in sorted(before, key=_number)[-1:])}
    for each in parent.iterdir():
        if _number(each) and each.name not in kept:
            _remove_unread(each)


def _remove_unread(folder: Path) -> None:
    if sys.platform == "win32":
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # see Generation.hold
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)


def _make_durable(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)
    sync_folder(folder.parent)
    sync_folder(folder.parent.parent)
