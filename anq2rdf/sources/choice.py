"""The choice of a reader, by the bytes alone."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from anq2rdf.sources.base import Reader

_ROOMS = ("pages", "structured")      # where readers live


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader there is: each module of `pages` and `structured` with a `READER` or `READERS`, by name."""
    return tuple(_found())


def reader_for(head: bytes) -> Reader | None:
    """The first reader that recognises bytes which begin so; None when it is no published form."""
    for reader in readers():
        if reader.recognises(head):
            return reader
    return None


def _found() -> Iterator[Reader]:
    names: list[tuple[str, str]] = []
    for room in _ROOMS:
        package = importlib.import_module(f"anq2rdf.sources.{room}")
        modules = pkgutil.iter_modules(package.__path__)
        names += [(module.name, f"{package.__name__}.{module.name}") for module in modules]
    for _, name in sorted(names):
        module = importlib.import_module(name)
        yield from getattr(module, "READERS", ())
        if (reader := getattr(module, "READER", None)) is not None:
            yield reader
