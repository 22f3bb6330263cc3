"""A spool: a private temporary folder for what cannot be read where it is (standard input, downloads, inner archives).

Its files are numbered; no name of the input ever becomes a name on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from anq2rdf.sources.opening.extent import Extent, open_regular, stamp_of
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.kept_file import release


class Spool:
    """Made at the first use, removed with everything in it by `close`, at the latest when the process ends."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._count = 0

    def write(self, blocks: Iterable[bytes], cap: int) -> Extent:
        """A new file of these blocks. Raises `SourceError`: E203 over `cap` bytes, E215 on a full disk."""
        path = self._next()
        try:
            _write(path, blocks, cap)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return whole_extent(str(path))

    def _next(self) -> Path:
        try:
            self._folder = self._folder or TemporaryDirectory(prefix="anq2rdf-")
        except OSError as error:
            raise _full(error) from None
        self._count += 1
        return Path(self._folder.name) / str(self._count)

    def close(self) -> None:
        """Remove every file."""
        folder, self._folder = self._folder, None
        release()
        if folder is not None:
            folder.cleanup()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def whole_extent(path: str) -> Extent:
    """All of a regular file. Raises `SourceError` E210."""
    with open_regular(path) as file:
        stamp = stamp_of(file)
    return Extent(path=path, stamp=stamp, length=stamp.size)


def _write(path: Path, blocks: Iterable[bytes], cap: int) -> None:
    with path.open("xb", buffering=0) as file:
        count = 0
        for block in blocks:
            count += len(block)
            if count > cap:
                raise fault("E203", f"more than {cap} bytes")
            _put(file, block)


def _put(file: FileIO, block: bytes) -> None:
    # Unbuffered, so that a full disk shows here and not when the file is closed; such writes may be partial.
    rest = memoryview(block)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        raise _full(error) from None


def _full(error: OSError) -> Exception:
    return fault("E215", error.strerror or type(error).__name__)
