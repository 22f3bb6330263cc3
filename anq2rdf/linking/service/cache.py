"""What an endpoint answered, in one file: it can be shared, and asked again without the network.

SQLite, because what a run has fetched must survive its end at any moment (each answer is a transaction of its own,
where a list of lines may end torn and a zip without its directory), because an answer is found by its key without
reading the others, and because it is one file that Python reads by itself. The file may come from anybody: it is
opened as https://www.sqlite.org/security.html advises, and no answer is believed that does not fit its digest.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from msgspec import Struct

from anq2rdf.errors import Anq2rdfError, SinkError, SourceError
from anq2rdf.problems import escaped
from anq2rdf.remote.address import shown

_KIND: Final = 0x616E7163  # "anqc", in the file's header
_FORMAT: Final = 1
_LOCK_SECONDS: Final = 30.0  # another run may be writing
_LONGEST: Final = 256 << 20  # bytes of one value; longer ones are not read
_STAMP: Final = "%Y-%m-%dT%H:%M:%SZ"
_TABLE: Final = (
    "CREATE TABLE answers (key TEXT PRIMARY KEY, endpoint TEXT NOT NULL, query TEXT NOT NULL, fetched TEXT NOT NULL, "
    "status INTEGER NOT NULL, media_type TEXT NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL) STRICT"
)
_GUARD: Final = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})
_REMEDY: Final = "give another file to --cache; what was in a damaged one has to be fetched again"


class Kept(Struct, frozen=True):
    """One answer as it came; or the note, without a body, that this was too much to ask at once."""

    body: bytes
    media_type: str
    status: int  # 200, or 504 for the note
    fetched: dt.datetime  # UTC, to the second


class Cache:
    """The answers in a file, by endpoint and exact query; a context manager. Without a file they last as long as it.

    A `frozen` one has to be there, and is only read. Raises `SourceError` for a file that is no such cache, of another
    format or damaged, and `SinkError` where an answer cannot be written.
    """

    def __init__(self, place: Path | None = None, *, frozen: bool = False) -> None:
        self.name = escaped(str(place)) if place else "the memory"
        self._frozen = frozen
        if frozen and (place is None or not place.is_file()):
            raise SourceError(f"{self.name}: no such cache", remedy="name with --cache the file of an earlier run")
        with self._told():
            self._base = _opened(place, frozen)
            try:
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def find(self, endpoint: str, query: str) -> Kept | None:
        """What was answered; None where it was never asked."""
        key = _key(endpoint, query)
        with self._told():
            found = self._base.execute(
                "SELECT fetched, status, media_type, digest, body FROM answers WHERE key = ?", (key,)
            ).fetchone()
        if found is None:
            return None
        stamp, status, media_type, digest, body = found
        with contextlib.suppress(ValueError):
            fetched = dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)
            if digest == _digest(key, stamp, status, media_type, body):
                return Kept(body, media_type, status, fetched)
        raise self._damaged()

    def keep(self, endpoint: str, query: str, kept: Kept) -> None:
        """Notes an answer for good, in place of an older one."""
        key, stamp = _key(endpoint, query), kept.fetched.astimezone(dt.UTC).strftime(_STAMP)
        digest = _digest(key, stamp, kept.status, kept.media_type, kept.body)
        row = (key, shown(endpoint), query, stamp, kept.status, kept.media_type, digest, kept.body)
        with self._told(SinkError):
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _prepare(self) -> None:
        for guard in _GUARD:
            self._base.execute(guard)
        if not self._frozen and self._empty():
            self._make()
        kind, form = self._number("application_id"), self._number("user_version")
        if kind != _KIND:
            raise SourceError(f"{self.name} is no cache of answers", remedy="give another file to --cache")
        if form != _FORMAT:
            raise SourceError(
                f"{self.name} is a cache of format {form}; this version reads {_FORMAT}",
                remedy="use the version of anq2rdf that made it, or give another file to --cache",
            )
        if self._schema() != [_TABLE] or self._base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise self._damaged()

    def _empty(self) -> bool:
        return not self._schema() and not self._number("application_id") and not self._number("user_version")

    def _make(self) -> None:
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            if self._empty():  # another run may have been faster
                self._base.execute(_TABLE)
                self._base.execute(f"PRAGMA application_id = {_KIND}")
                self._base.execute(f"PRAGMA user_version = {_FORMAT}")

    def _number(self, pragma: str) -> int:
        number: int = self._base.execute(f"PRAGMA {pragma}").fetchone()[0]
        return number

    def _schema(self) -> list[str]:
        return [sql for (sql,) in self._base.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")]

    @contextlib.contextmanager
    def _told(self, kind: type[Anq2rdfError] = SourceError) -> Iterator[None]:
        """What SQLite says, in one line and with the file's name."""
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
                raise self._damaged() from None
            raise kind(f"{self.name}: {escaped(str(error))}", remedy=_REMEDY) from None

    def _damaged(self) -> SourceError:
        return SourceError(f"{self.name} is damaged, or no cache of answers", remedy=_REMEDY)


def _opened(place: Path | None, frozen: bool) -> sqlite3.Connection:
    address = f"{place.absolute().as_uri()}?mode={'ro' if frozen else 'rwc'}" if place else ":memory:"
    base = sqlite3.connect(address, uri=True, timeout=_LOCK_SECONDS, isolation_level=None)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    return base


def _key(endpoint: str, query: str) -> str:
    """Of the whole address, which is shown without its query: that may hold a key of somebody's."""
    return hashlib.sha256(f"{endpoint}\0{query}".encode()).hexdigest()


def _digest(key: str, stamp: str, status: int, media_type: str, body: bytes) -> str:
    digest = hashlib.sha256("\0".join((key, stamp, str(status), media_type, "")).encode())
    digest.update(body)
    return digest.hexdigest()
