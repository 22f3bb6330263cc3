"""Making the index of a store: one pass over its statements, then SQL. Memory does not grow with the store."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from anq2rdf.errors import SinkError
from anq2rdf.normalise.names import ministry_key, slug, tokens
from anq2rdf.problems import escaped
from anq2rdf.query.search.rows import WANTED, Row, rows_of
from anq2rdf.query.search.spelling import TOKENIZER, folded
from anq2rdf.query.search.subjects import About, Inventory, read_subjects
from anq2rdf.sinks import open_store
from anq2rdf.sinks.generations import current
from anq2rdf.sinks.parts import PartFile

VERSION: Final = "1"  # of the schema: an index of another one is made anew
COLUMNS: Final = ("title", "question", "answer", "people", "bodies", "subjects", "identifiers")

_HERE: Final = Path(__file__).parent
_CACHE_KIB: Final = 65_536
_LOT: Final = 2_000  # rows that are written at once
_STAGING: Final = {"question": 17, "answer": 6, "link": 3, "allocation": 2, "entity": 7}  # columns of each table
_UID: Final = re.compile(r"[A-Z0-9]+")


def _nobody(number: int) -> None:
    """Whom progress is told where nobody listens."""


def build_index(store: Path, target: Path, progress: Callable[[int], None] = _nobody) -> int:
    """Write the index of the store in the folder `store` to the file `target`; how many questions it holds.

    `progress` is told how many subjects have been read, now and then. The file appears whole or not at all. Raises
    `SourceError` where there is no store and `SinkError` where the file cannot be written.
    """
    source = open_store(str(store))
    try:
        with ExitStack() as stack:
            part, stage = PartFile(target), PartFile(target.with_name(target.name + "-stage"))
            stack.callback(stage.discard)
            stack.callback(part.discard)
            base = stack.enter_context(closing(_created(part.path, stage.path)))
            _stage(base, lambda take: read_subjects(source, WANTED, take), progress)
            count = _assemble(base, mark_of(store))
            base.close()
            part.commit()
    except (OSError, sqlite3.OperationalError) as error:
        told = f"cannot write {escaped(str(target))}: {error}"
        raise SinkError(told, remedy="check space and permissions") from error
    return count


def mark_of(store: Path) -> str:
    """What changes with everything that is written to a store: the names and sizes of the files with its data."""
    data = current(store).store
    files = [(path.name, path.stat().st_size) for path in data.iterdir() if path.suffix in (".sst", ".log")]
    told = " ".join(f"{name}:{size}" for name, size in sorted(files) if size)
    return hashlib.sha256(told.encode()).hexdigest()


def _created(part: Path, stage: Path) -> sqlite3.Connection:
    base = sqlite3.connect(part, isolation_level=None)
    base.execute("ATTACH ? AS stage", (str(stage),))
    for name in ("main", "stage"):
        # Nobody reads it before it is whole, and a half-written one is thrown away: no journal is needed.
        base.execute(f"PRAGMA {name}.journal_mode = OFF")
        base.execute(f"PRAGMA {name}.synchronous = OFF")
        base.execute(f"PRAGMA {name}.cache_size = -{_CACHE_KIB}")
    base.executescript(_script("schema.sql"))
    base.executescript(_script("staging.sql"))
    base.execute(
        f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, content='text', content_rowid='id', "
        f'tokenize="{TOKENIZER}")'
    )
    return base


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _stage(
    base: sqlite3.Connection,
    read: Callable[[Callable[[bytes, About], None]], Inventory],
    progress: Callable[[int], None],
) -> None:
    lots = _Lots(base)
    seen = 0

    def take(subject: bytes, about: About) -> None:
        nonlocal seen
        seen += 1
        if seen % 10_000 == 0:
            progress(seen)
        for row in rows_of(subject, about):
            lots.add(row)

    base.execute("BEGIN")
    inventory = read(take)
    lots.finish()
    _count(base, inventory)
    base.execute("COMMIT")


class _Lots:
    """Rows on their way to the staging tables, some thousands at a time."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._waiting: dict[str, list[tuple[str | int | None, ...]]] = {table: [] for table in _STAGING}

    def add(self, row: Row) -> None:
        table, columns = row
        self._waiting[table].append(columns)
        if len(self._waiting[table]) >= _LOT:
            self._write(table)

    def finish(self) -> None:
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        places = ", ".join("?" * _STAGING[table])
        self._base.executemany(f"INSERT INTO stage.{table} VALUES ({places})", self._waiting[table])  # noqa: S608
        self._waiting[table].clear()


def _count(base: sqlite3.Connection, inventory: Inventory) -> None:
    graphs = [(graph.iri, graph.statements, graph.subjects) for graph in inventory.graphs]
    base.executemany("INSERT INTO graph VALUES (?, ?, ?)", graphs)
    base.executemany("INSERT INTO class VALUES (?, ?)", inventory.classes.items())
    base.executemany("INSERT INTO property VALUES (?, ?)", inventory.properties.items())


def _assemble(base: sqlite3.Connection, mark: str) -> int:
    functions: Iterable[tuple[str, int, Callable[..., Any]]] = (
        ("local", 1, _local),
        ("spelt", 1, _spelt),
        ("folded", 1, folded),
        ("concat_identifiers", 5, _identifiers),
    )
    for name, number, function in functions:
        base.create_function(name, number, function, deterministic=True)
    base.execute("BEGIN")
    for statement in _script("assembly.sql").split(";\n"):
        base.execute(statement)
    _name(base)
    _index(base)
    base.executemany("INSERT INTO about VALUES (?, ?)", [("version", VERSION), ("store", mark)])
    base.execute("COMMIT")
    base.execute("ANALYZE main")
    count: int = base.execute("SELECT count(*) FROM question").fetchone()[0]
    base.execute("DETACH stage")
    return count


def _index(base: sqlite3.Connection) -> None:
    spelt = ", ".join(f"folded({column})" for column in COLUMNS)
    base.execute(f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) SELECT id, {spelt} FROM text ORDER BY id")  # noqa: S608
    base.execute("INSERT INTO words(words) VALUES ('optimize')")  # one b-tree: a query reads one place


def _name(base: sqlite3.Connection) -> None:
    """The keys under which each entity is found when it is typed in full."""
    known = base.execute(
        "SELECT e.id, e.kind, e.fr, e.en, s.short, s.identifier "
        "FROM entity AS e JOIN stage.entity AS s ON s.iri = e.iri"
    )
    for number, kind, *labels in known.fetchall():
        keys = {key for label in filter(None, labels) for key in name_keys(label, kind)}
        base.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", [(key, number) for key in keys])


def name_keys(label: str, kind: str = "") -> set[str]:
    """What a name is looked up by: its folded words in the order of the alphabet, so that theirs does not matter."""
    spellings = (label, ministry_key(label)) if kind in ("", "ministry", "portfolio") else (label,)
    return {" ".join(sorted(words)) for each in spellings if (words := tokens(each))}


def _local(iri: str | None) -> str | None:
    """The last segment of an IRI, decoded: what people would call its identifier."""
    return unquote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2]) if iri else None


def _spelt(label: str | None) -> str | None:
    """What labels have in common that differ by typography, or by a leading \"ministère de\"."""
    return (slug(ministry_key(label)) or label) if label else None


def _identifiers(uid: str | None, legislature: str | None, kind: str | None, number: int | None, author: str) -> str:
    short = [f"{legislature}-{number}", f"{legislature}-{number}{kind}", str(number)] if number is not None else []
    person = _local(author) or ""
    return " ".join(filter(None, [uid, *short, person if _UID.fullmatch(person) else None]))
