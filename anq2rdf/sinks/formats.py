"""The output formats, and which one a file's name asks for."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped


class Format(NamedTuple):
    """One output format."""

    name: str
    title: str
    extension: str
    media_type: str
    can_name_graphs: bool
    names_graphs: bool     # unless told otherwise


_TABLE: Final = (
    Format("nt", "N-Triples", ".nt", "application/n-triples", False, False),
    Format("nq", "N-Quads", ".nq", "application/n-quads", True, True),
    Format("ttl", "Turtle", ".ttl", "text/turtle", False, False),
    Format("trig", "TriG", ".trig", "application/trig", True, True),
    Format("jsonld", "JSON-LD", ".jsonld", "application/ld+json", True, False),
)
FORMATS: Final[dict[str, Format]] = {each.name: each for each in _TABLE}

FORMAT_EXTENSIONS: Final = tuple(each.extension for each in _TABLE)
_EXTENSIONS: Final = {each.extension: each for each in _TABLE} | {".json": FORMATS["jsonld"]}
COMPRESSIONS: Final = {".gz": "gzip", ".zst": "zstd"}
_REFUSED: Final = (".rdf", ".owl", ".xml")


def format_named(name: str) -> Format:
    """The format called so; `UsageError` lists those there are."""
    try:
        return FORMATS[name.lower().lstrip(".")]
    except KeyError:
        raise UsageError(f"unknown format {escaped(name)}", remedy=f"formats: {', '.join(FORMATS)}") from None


def compression_of(path: str) -> str | None:
    """gzip or zstd when the name ends so, else None."""
    return COMPRESSIONS.get(PurePath(path).suffix.lower())


def format_of(path: str) -> str:
    """The name of the format a file's name asks for, `.gz` and `.zst` set aside; `UsageError` lists those there are."""
    extension = _extension(path)
    if extension in _EXTENSIONS:
        return _EXTENSIONS[extension].name
    known = ", ".join(_EXTENSIONS)
    if extension in _REFUSED:
        raise UsageError(
            f"RDF/XML is neither read nor written: {escaped(path)}", remedy=f"use one of {known}, also with .gz or .zst"
        )
    raise UsageError(
        f"the name does not tell the format: {escaped(path)}",
        remedy=f"end it in one of {known}, also with .gz or .zst; or name the format (-t {'|'.join(FORMATS)})",
    )


def is_rdf(path: str) -> bool:
    """Whether the name is that of an RDF file. `.json` and `.xml` are not: official records are called so."""
    return "://" not in path and _extension(path) in {*FORMAT_EXTENSIONS, ".rdf", ".owl"}


def _extension(path: str) -> str:
    bare = PurePath(path).stem if compression_of(path) else PurePath(path).name
    return PurePath(bare).suffix.lower()
