"""The package for programs: read, convert, check, without the command line.

import anq2rdf

for reading in anq2rdf.read("Questions_ecrites_XV.json.zip"):
    if reading.question: print(reading.question.uid, reading.question.title)

register = anq2rdf.load_register("AMO30.zip")
with open("xv.nq", "wb") as out:
    for piece in anq2rdf.convert("Questions_ecrites_XV.json.zip", register=register, format="nq"):
        out.write(piece)
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from anq2rdf import sinks
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.pipeline import Conversion
from anq2rdf.rdf import DEFAULT_BASE
from anq2rdf.records import Reading
from anq2rdf.register import EmptyRegister, Register, load
from anq2rdf.sources import Sources, open_sources, readings
from anq2rdf.units import Selection

if TYPE_CHECKING:
    import pyoxigraph

    from anq2rdf.validation import Report


def read(*sources: str, limits: Limits = DEFAULT) -> Iterator[Reading]:
    """Every question of some files, folders, archives or addresses, as a record or as a rejection.

    Raises the first `SourceError` of an input that could not be read at all, after all others were read.
    """
    with open_sources(sources, limits) as opened:
        for document in opened:
            yield from (reading for reading in readings(document) if isinstance(reading, Reading))
        _raise_failures(opened)


def convert(
    *sources: str,
    register: Register | None = None,
    format: str = "nt",  # noqa: A002 — the word every RDF library uses
    base: str = DEFAULT_BASE,
    selection: Selection | None = None,
    limits: Limits = DEFAULT,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[bytes]:
    """The RDF of some sources, piece by piece, in one of nt, nq, ttl, trig, jsonld; joined they are the whole output.

    With `jobs` that many processes convert, or any `executor` of `concurrent.futures` (a Dask client gives one); the
    bytes are the same. As always with processes, a program then begins under `if __name__ == "__main__":`.

    Records that must be rejected are left out; use `read` to see why. Raises `SourceError` at the end when an input
    could not be read, `UsageError` for an unknown format or an unusable base.
    """
    if selection is not None and selection.strict:
        limits = replace(limits, json_repeated_keys=False)
    with open_sources(sources, limits) as opened:
        conversion = Conversion(
            opened,
            register or EmptyRegister(),
            sinks.writer(format, base=base),
            base=base,
            selection=selection,
            jobs=jobs,
            executor=executor,
        )
        yield from conversion.pieces()
        _raise_failures(opened)


def load_register(path: str | Path) -> Register:
    """The official register (AMO30) of a zip or folder. Raises `SourceError` when it is none."""
    return load(Path(path))


def validate(store: pyoxigraph.Store, *shapes: str | Path) -> Report:
    """What the shapes (by default those of the package) say of a store's data. Raises `UsageError` for bad shapes."""
    from anq2rdf.validation import check, read_shapes

    return check(store, read_shapes(map(Path, shapes)))


def _raise_failures(opened: Sources) -> None:
    for failure in opened.failures:
        raise failure
