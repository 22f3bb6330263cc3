"""Questions of the French Assemblée nationale, in any published form, as valid linked data.

The names below are the public interface (see `anq2rdf.api`); each is imported when it is first used, so that the
command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from anq2rdf.api import convert, load_register, read, validate
    from anq2rdf.errors import Anq2rdfError, RemoteError, SinkError, SourceError, UsageError
    from anq2rdf.limits import Limits
    from anq2rdf.problems import Problem
    from anq2rdf.records import Question, Reading
    from anq2rdf.units import Selection

__all__ = [
    "Anq2rdfError",
    "Limits",
    "Problem",
    "Question",
    "Reading",
    "RemoteError",
    "Selection",
    "SinkError",
    "SourceError",
    "UsageError",
    "__version__",
    "convert",
    "load_register",
    "read",
    "validate",
]

_HOMES = {
    "api": ("convert", "load_register", "read", "validate"),
    "errors": ("Anq2rdfError", "RemoteError", "SinkError", "SourceError", "UsageError"),
    "limits": ("Limits",),
    "problems": ("Problem",),
    "records": ("Question", "Reading"),
    "units": ("Selection",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"anq2rdf.{home}"), name)
    raise AttributeError(f"module 'anq2rdf' has no attribute {name!r}")
