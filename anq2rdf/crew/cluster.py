"""A Dask cluster by its address: its client's executor, once every worker was seen to have what it needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import Executor
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

from anq2rdf import __version__
from anq2rdf.errors import RemoteError, SourceError, UsageError
from anq2rdf.limits import DEFAULT
from anq2rdf.problems import escaped
from anq2rdf.sources import Extent, reopen

_PORT: Final = 8786  # Dask's own default
_WORKERS_SECONDS: Final = 30.0  # for the first worker to come
_LOOKED_AT: Final = 100  # files of a large folder that are compared
_HEAD: Final = 64 << 10

Sight = tuple[Extent, bytes]  # a file and how it begins


class Cluster:
    """The connection to a cluster, `dask://HOST[:PORT]`. Its workers stay when it is closed.

    Raises `UsageError` where the address is none or the package `distributed` is missing, `RemoteError` where nobody
    answers or no worker comes.
    """

    def __init__(self, address: str, *, seconds: float = DEFAULT.connect_seconds) -> None:
        self.address = address
        self._client = _connected(address, seconds)
        self.size = self._threads()

    @property
    def executor(self) -> Executor:
        """What runs tasks there. No two are the same to it, whatever they are given."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def demand(self, sights: list[Sight]) -> None:
        """That every worker has this version and sees these very files. Raises `UsageError` naming who does not."""
        for worker, told in self._client.run(look, sights, on_error="return").items():
            if told and not self._is_gone(worker, told):  # words, or the exception of one who does not know anq2rdf
                raise UsageError(f"Dask worker {worker}: {told}", remedy=_REMEDY)

    def _is_gone(self, worker: str, told: object) -> bool:
        """Whether nothing was said because the worker died meanwhile: the others do its work."""
        return isinstance(told, OSError) and worker not in self._client.nthreads()

    def close(self) -> None:
        """Let go."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _threads(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        except TimeoutError:
            self.close()
            raise RemoteError(
                f"the Dask cluster at {escaped(self.address)} has no workers",
                remedy="start some with `dask worker HOST:PORT --nthreads 1`",
            ) from None
        return sum(self._client.nthreads().values())


def sights(files: Iterable[Extent]) -> list[Sight]:
    """What this machine sees of the files, or of some of them where there are many. Raises `SourceError` E211."""
    chosen = list(files)
    return [(extent, head(extent)) for extent in chosen[:: 1 + len(chosen) // _LOOKED_AT]]


_REMEDY: Final = (
    "install the same anq2rdf there, and keep the sources where every worker has them under the same path "
    "(for standard input and addresses: a shared folder as TMPDIR)"
)


def _connected(address: str, seconds: float) -> Any:
    where = _location(address)
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "a Dask cluster needs the package distributed", remedy="pip install 'anq2rdf[cluster]'"
        ) from None
    try:
        client: Any = Client
        return client(where, timeout=seconds, set_as_default=False, name="anq2rdf")
    except (OSError, TimeoutError):
        raise RemoteError(
            f"no Dask scheduler answers at {escaped(address)}", remedy="start one with `dask scheduler`, or correct it"
        ) from None


def _location(address: str) -> str:
    try:
        parts = urlsplit(address)
        if parts.scheme == "dask" and parts.hostname:
            return f"tcp://{parts.netloc}" if parts.port else f"tcp://{parts.netloc}:{_PORT}"
    except ValueError:  # a port that is none
        pass
    raise UsageError(f"no executor: {escaped(address)}", remedy="give `local` or dask://HOST:PORT")


# ---- at a worker -----------------------------------------------------------------------------------------------------


def look(sights: list[Sight], version: str = __version__) -> str:
    """What this process lacks, in words; "" where it lacks nothing."""
    if version != __version__:
        return f"it has anq2rdf {__version__}, not {version}"
    for extent, begin in sights:
        try:
            if head(extent) != begin:
                return f"it sees another file as {escaped(extent.path)}"
        except SourceError as error:
            return f"it does not see {escaped(extent.path)} as it is here: {error.message}"
    return ""


def head(extent: Extent) -> bytes:
    """A digest of the first bytes of the file. Raises `SourceError` E211 where it is gone or changed."""
    with reopen(extent) as file:
        return hashlib.blake2b(file.read(_HEAD), digest_size=16).digest()
