"""The choice of a reader, by the bytes alone."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from anq2rdf.sources.base import Reader

_HEAVY = frozenset({"download"})      # no form, and it brings requests, which only addresses need


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader there is: each module of this package with a `READER` or `READERS`, in order of their names."""
    return tuple(_found())


def reader_for(head: bytes) -> Reader | None:
    """The first reader that recognises bytes which begin so; None when it is no published form."""
    return next((reader for reader in readers() if reader.recognises(head)), None)


def _found() -> Iterator[Reader]:
    package = importlib.import_module("anq2rdf.sources")
    names = {module.name for module in pkgutil.iter_modules(package.__path__)} - _HEAVY
    for name in sorted(names):
        module = importlib.import_module(f"anq2rdf.sources.{name}")
        yield from getattr(module, "READERS", ())
        if (reader := getattr(module, "READER", None)) is not None:
            yield reader
