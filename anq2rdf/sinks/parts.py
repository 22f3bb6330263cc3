"""Part files: what is being written, beside its final name, until it is whole."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from anq2rdf.errors import SinkError
from anq2rdf.problems import escaped

if sys.platform != "win32":
    import fcntl

_SUFFIX: Final = re.compile(r"([0-9]+)(?:-[0-9a-f]+)?").fullmatch


class PartFile:
    """A locked file `.NAME.part-PID-…` in the folder of its final name.

    The lock dies with its process, so a part without one was left by a run that was killed: the next run removes it.
    """

    def __init__(self, final: Path) -> None:
        """Raises `OSError` where the folder cannot take it, `SinkError` while another run writes the same file."""
        self.final = final
        self.path = final.with_name(f".{final.name}.part-{os.getpid()}-{secrets.token_hex(4)}")
        # Whatever interrupts us, and wherever, the part goes with us unless it was committed: so say it before there
        # is one. The name is nobody else's.
        self._gone = weakref.finalize(self, _remove, self.path)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        self.descriptor = os.open(self.path, flags, 0o666)
        try:
            if not lock(self.descriptor):
                raise busy(final, os.getpid())
            _sweep(final, self.path)
        except BaseException:
            os.close(self.descriptor)
            raise

    def commit(self) -> None:
        """The part takes its final name, durably; an older file of that name is replaced in the same instant."""
        os.fsync(self.descriptor)
        with contextlib.suppress(FileNotFoundError):
            self.path.chmod(self.final.stat().st_mode & 0o7777)
        self.path.replace(self.final)
        self._gone.detach()
        sync_folder(self.final.parent)

    def discard(self) -> None:
        """The part is gone."""
        self._gone()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):      # there may be no such folder: that is why it could not be written
        path.unlink(missing_ok=True)


def lock(descriptor: int) -> bool:
    """Whether this process now holds the file alone; always true where the platform has no such locks."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:      # a file system without locks
        return True
    return True


def sync_folder(folder: Path) -> None:
    """Makes a new name durable. Not every platform and file system can; the bytes themselves are safe by then."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def siblings(final: Path, own: Path | None) -> Iterator[tuple[Path, int]]:
    """Other parts of the same final name, each with the process that made it."""
    prefix = f".{final.name}.part-"
    with os.scandir(final.parent) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(prefix)]
    for name in sorted(names):
        path, suffix = final.with_name(name), _SUFFIX(name, len(prefix))
        if path != own and suffix:
            yield path, int(suffix[1])


def _sweep(final: Path, own: Path) -> None:
    for path, process in siblings(final, own):
        if not path.is_file() or path.is_symlink():
            continue
        with contextlib.suppress(OSError), path.open("rb") as left:
            if not lock(left.fileno()):
                own.unlink(missing_ok=True)
                raise busy(final, process)
            path.unlink(missing_ok=True)


def busy(final: Path, process: int) -> SinkError:
    """The refusal of a second writer, naming the first."""
    message = f"another run (process {process}) is writing {escaped(str(final))}"
    return SinkError(message, remedy="wait for it, or choose another name")
