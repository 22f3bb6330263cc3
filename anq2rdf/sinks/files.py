"""Files that are whole or not there, compressed by their name, and standard output."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Sequence
from io import BufferedWriter, FileIO
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from anq2rdf.errors import SinkError, UsageError
from anq2rdf.problems import escaped
from anq2rdf.sinks.formats import compression_of
from anq2rdf.sinks.packing import packing
from anq2rdf.sinks.parts import PartFile

_BUFFER: Final = 1 << 20
_STDOUT_NAMES: Final = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
_REMEDIES: Final = {
    errno.ENOSPC: "free some space, or write to another disk",
    errno.EDQUOT: "the quota is used up: free some space, or write elsewhere",
    errno.EROFS: "the file system is read-only: write elsewhere",
    errno.EACCES: "you may not write there: choose another folder",
    errno.ENOENT: "make the folder first, or choose another",
    errno.ENOTDIR: "a part of the path is a file: choose another folder",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EIO: "the disk reports a fault: write to another one",
}


class Target:
    """An open output: takes bytes in order, ends whole by `finish` or not at all by `abort`.

    As a context manager it finishes on success and aborts on any exception. What has gone to standard output or to a
    device cannot be taken back.
    """

    def __init__(self, place: str, raw: FileIO | IO[bytes], part: PartFile | None) -> None:
        """`place` is the name shown to people; use `open_target`."""
        self.place = place
        self.written = 0      # bytes before compression
        self._raw, self._part = raw, part
        self._buffer: IO[bytes] = BufferedWriter(raw, _BUFFER) if isinstance(raw, FileIO) else raw
        self._stream = packing(self._buffer, compression_of(place))
        self._closed = False

    def write(self, piece: bytes) -> None:
        """The next bytes. Raises `SinkError` after undoing everything, or `BrokenPipeError` as it is."""
        try:
            self._stream.write(piece)
        except OSError as error:
            raise self._failed(error) from error
        self.written += len(piece)

    def finish(self) -> int:
        """When this returns a file is on disk, whole, under its name. The bytes written, before compression."""
        if self._closed:
            return self.written
        try:
            if self._stream is not self._buffer:
                self._stream.close()
            self._buffer.flush()
            if self._part:
                self._part.commit()
        except OSError as error:
            raise self._failed(error) from error
        self._close()
        return self.written

    def abort(self) -> None:
        """Leaves nothing of what was written, and whatever stood under the name before as it was."""
        if not self._closed:
            if self._part:
                with contextlib.suppress(OSError):
                    self._part.discard()
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.abort()

    def _failed(self, error: OSError) -> Exception:
        self.abort()
        return error if isinstance(error, BrokenPipeError) else _sink_error(self.place, error)

    def _close(self) -> None:
        # The descriptor first: what is still in a buffer must not reach it while the layers above are closed.
        self._closed = True
        if isinstance(self._raw, FileIO):
            self._raw.close()
            with contextlib.suppress(OSError, ValueError):
                self._stream.close()


def open_target(path: str | None, *, inputs: Sequence[str] = ()) -> Target:
    """Opens the output `path`, or standard output for None and "-".

    Compression goes by the name: `.gz`, `.zst`. A regular file is written beside its name and takes it when whole;
    pipes and devices are written as they are. Raises `SinkError` where nothing can be written and `UsageError` when
    the output is one of the `inputs`.
    """
    if path is None or path == "-" or path in _STDOUT_NAMES:
        return Target("standard output", _standard_output(), None)
    try:
        _refuse_input(path, inputs)
        final = Path(os.path.realpath(path))
        if final.is_dir():
            raise SinkError(f"{escaped(path)} is a folder", remedy="give the name of a file in it")
        if final.exists() and not stat.S_ISREG(final.stat().st_mode):
            return Target(path, FileIO(path, "wb"), None)
        return _open_part(path, final)
    except OSError as error:
        raise _sink_error(path, error) from error


def _open_part(path: str, final: Path) -> Target:
    part = PartFile(final)
    return Target(path, FileIO(part.descriptor, "wb"), part)


def _refuse_input(path: str, inputs: Sequence[str]) -> None:
    for each in inputs:
        with contextlib.suppress(OSError, ValueError):
            if os.path.samefile(path, each):   # noqa: PTH121 - inputs may be URLs or "-", which are no paths
                raise UsageError(f"the output is also an input: {escaped(path)}", remedy="choose another name with -o")


def _standard_output() -> FileIO | IO[bytes]:
    if sys.stdout is None:
        raise SinkError("standard output is closed", remedy="name a file with -o")
    try:
        sys.stdout.flush()
        # Our own buffer on the bare descriptor: after a failure nothing is left for the interpreter to flush at exit.
        return FileIO(sys.stdout.fileno(), "wb", closefd=False)
    except OSError as error:
        if error.errno is None:     # captured in memory, as tests and notebooks do: no descriptor
            return sys.stdout.buffer
        raise _sink_error("standard output", error) from error


def _sink_error(place: str, error: OSError) -> SinkError:
    cause = os.strerror(error.errno) if error.errno else str(error)
    return SinkError(
        f"cannot write {escaped(place)}: {cause.lower()}", remedy=_REMEDIES.get(error.errno or 0, "write elsewhere")
    )
