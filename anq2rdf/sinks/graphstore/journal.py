"""What of a load is done, so that it can go on after the network came back.

A journal is named by what is loaded and where to: another input, or the same into another store, has another. It holds
names of graphs and digests; no statement and no secret.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from anq2rdf.errors import SinkError, UsageError
from anq2rdf.problems import escaped
from anq2rdf.sinks.graphstore.spool import Graph

_VERSION = 1


class _Kept(Struct):
    version: int
    load: str  # what, where to and how
    done: dict[str, str]  # graph → digest


class Journal:
    """The journal of one load, in one file."""

    def __init__(self, path: Path, load: str, *, resume: bool) -> None:
        """Begins a new one, unless `resume` finds one of the same load. `SinkError` where it cannot be written."""
        self.path = path
        kept = _read(path) if resume else None
        same = kept is not None and kept.version == _VERSION and kept.load == load
        self._kept = kept if same and kept is not None else _Kept(_VERSION, load, {})

    @property
    def done(self) -> int:
        """How many graphs are done."""
        return len(self._kept.done)

    def is_done(self, graph: Graph) -> bool:
        """Whether this very graph was sent and counted."""
        return self._kept.done.get(graph.name) == graph.digest

    def begin(self) -> None:
        """Says that there is a load: before anything is sent, so that a place that cannot be written is known then."""
        self._write()

    def finish_graph(self, graph: Graph) -> None:
        """This graph is in the store."""
        self._kept.done[graph.name] = graph.digest
        self._write()

    def remove(self) -> None:
        """The load is done."""
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()

    def _write(self) -> None:
        part = self.path.with_name(f".{self.path.name}.part-{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(self._kept))
            part.replace(self.path)
        except OSError as error:
            raise SinkError(
                f"the journal {escaped(str(self.path))} cannot be written: {error.strerror or error}",
                remedy="name a file that can be written with --journal",
            ) from error


def load_name(graphs: Iterable[Graph], target: str, mode: str) -> str:
    """What identifies a load: every statement of it, where to, and how."""
    told = hashlib.sha256(f"{target}\n{mode}\n".encode())
    for graph in graphs:
        told.update(f"{graph.name} {graph.digest}\n".encode())
    return told.hexdigest()


def journal_place(load: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Its file in the user's state folder (XDG_STATE_HOME, else ~/.local/state)."""
    home = environment.get("XDG_STATE_HOME", "")
    try:
        folder = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
    except RuntimeError:
        raise UsageError("there is no home folder for the journal", remedy="name a file with --journal") from None
    return folder / "anq2rdf" / "loads" / f"{load[:32]}.json"


def _read(path: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SinkError(f"the journal {escaped(str(path))} cannot be read: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UsageError(
            f"{escaped(str(path))} is not a journal of a load", remedy="name another file with --journal"
        ) from None
