"""A generation in the making, under the store's lock, and the moment it becomes the current one."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import shutil
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

import msgspec

from anq2rdf.errors import SinkError, SourceError
from anq2rdf.problems import escaped
from anq2rdf.sinks.generations import ABOUT, DATA, GENERATIONS, POINTER, About, Generation, Pointer, current, is_plain
from anq2rdf.sinks.parts import lock, sync_folder

_LOCK: Final = "lock"
_PART: Final = f".{POINTER}.part"
_OWN: Final = frozenset({POINTER, GENERATIONS, _LOCK, _PART})


class NewGeneration:
    """A generation in the making, under the store's lock. Leaving the context without `commit` leaves nothing of it."""

    def __init__(self, folder: Path, *, add: bool = True) -> None:
        """With `add` it begins with what the store holds.

        Raises `SinkError` where the folder holds something else, cannot be written, or somebody else is loading.
        """
        self._store = folder
        _demand_room(folder)
        try:
            folder.mkdir(exist_ok=True)
            (folder / GENERATIONS).mkdir(exist_ok=True)
            self._lock: int | None = _take_lock(folder)
        except OSError as error:
            raise _unwritable(folder, error) from error
        try:
            self._before = _before(folder)
            self._sweep()
            self.folder = self._next()
            self.data = self.folder / DATA
            if add and self._before is not None:
                _link(folder / GENERATIONS / self._before / DATA, self.data)
            else:
                self.data.mkdir()
        except OSError as error:
            self.discard()
            raise _unwritable(folder, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def commit(self, about: About) -> Generation:
        """From now on it counts. The data must be closed. Raises `OSError`."""
        _write(self.folder / ABOUT, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
        for path in self.folder.iterdir():
            if path.is_file():
                _sync(path)
        sync_folder(self.folder)
        sync_folder(self.folder.parent)
        part = self._store / _PART
        _write(part, msgspec.json.encode(Pointer(self.folder.name)) + b"\n")
        part.replace(self._store / POINTER)
        sync_folder(self._store)
        made = Generation(self.folder, self.folder.name, self.data)
        self._release()
        return made

    def discard(self) -> None:
        """Remove it, unless it was committed; of a store that never was, nothing stays."""
        if self._lock is None:
            return
        folder: Path | None = getattr(self, "folder", None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if _before(self._store) is None:
            for name in (_LOCK, _PART):
                (self._store / name).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                (self._store / GENERATIONS).rmdir()
                self._store.rmdir()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._lock, 0)
            os.close(self._lock)
            self._lock = None

    def _next(self) -> Path:
        names = [each.name.partition("-")[0] for each in (self._store / GENERATIONS).iterdir()]
        number = max([0, *(int(each) for each in names if each.isdigit())]) + 1
        made = self._store / GENERATIONS / f"{number:06}-{secrets.token_hex(4)}"
        made.mkdir()
        return made

    def _sweep(self) -> None:
        """Remove what killed loads left, and what came before the last one, unless somebody holds it."""
        for each in sorted((self._store / GENERATIONS).iterdir()):
            if each.name != self._before and not _is_held(each):
                shutil.rmtree(each, ignore_errors=True)


def _demand_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SinkError(f"{escaped(str(folder))} is a file", remedy="a store is a folder: give another name")
    if is_plain(folder) and not (folder / POINTER).exists():
        raise SinkError(
            f"{escaped(str(folder))} is a store without generations, which are needed to load safely",
            remedy="load into a new folder; this one can go on being read",
        )
    if folder.is_dir() and any(each.name not in _OWN for each in folder.iterdir()):
        raise SinkError(
            f"{escaped(str(folder))} holds something that is no store", remedy="give a new or an empty folder"
        )


def _take_lock(folder: Path) -> int:
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    if not lock(descriptor):
        told = os.read(descriptor, 4096)
        os.close(descriptor)
        raise SinkError(
            f"the store {escaped(str(folder))} is being loaded by {_holder(told)}", remedy="wait until it is done"
        )
    told = json.dumps(
        {"process": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    ).encode()
    os.ftruncate(descriptor, 0)
    os.write(descriptor, told + b"\n")
    return descriptor


def _holder(told: bytes) -> str:
    try:
        found = json.loads(told)
        return escaped(f"process {found['process']} on {found['host']} since {found['since']}")
    except (ValueError, TypeError, KeyError):
        return "another process"


def _before(folder: Path) -> str | None:
    """The name of the generation that is current."""
    if not (folder / POINTER).exists():
        return None
    try:
        return current(folder).name
    except SourceError as error:
        raise SinkError(error.message, remedy=error.remedy) from error


def _is_held(generation: Path) -> bool:
    try:
        descriptor = os.open(generation, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not lock(descriptor)
    finally:
        os.close(descriptor)


def _link(source: Path, target: Path) -> None:
    """A copy that shares what never changes: RocksDB writes its tables (*.sst) once and removes them whole."""
    target.mkdir()
    for each in source.iterdir():
        if each.suffix == ".sst":
            try:
                os.link(each, target / each.name)
                continue
            except OSError as error:
                if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV):
                    raise
        if each.is_file() and each.name != "LOCK":
            shutil.copyfile(each, target / each.name)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _unwritable(folder: Path, error: OSError) -> SinkError:
    return SinkError(
        f"cannot write the store {escaped(str(folder))}: {error.strerror or error}",
        remedy="check space and permissions",
    )
