"""Who is who: the official register of actors, mandates and organs (AMO30), loaded once and asked by name and day.

    register = load(Path("AMO30_….json.zip"))
    register.resolve(question)       # the same question with every identifier that is certain
    EmptyRegister().resolve(question)  # without a register: fills nothing
"""

from __future__ import annotations

from pathlib import Path

from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.register import archive
from anq2rdf.register import cache as _cache
from anq2rdf.register import index as _index
from anq2rdf.register.addresses import address
from anq2rdf.register.directory import EmptyRegister, Register

__all__ = ["EmptyRegister", "Register", "address", "load"]


def load(path: Path, *, cache: Path | None = None, cached: bool = True, limits: Limits = DEFAULT) -> Register:
    """The register of a zip, an unpacked folder or a composite JSON file.

    `cache` is the folder of the kept index, by default the user's (`$XDG_CACHE_HOME/anq2rdf`); `cached=False` neither
    reads nor writes one. Raises `SourceError` when the file is missing, damaged, malformed or no register.
    """
    sha256 = archive.digest(path, limits)
    place = cache or _cache.folder()
    known = _cache.read(place, sha256) if cached else None
    if known is None:
        known = _index.build(path, sha256, limits)
        if cached:
            _cache.write(place, known)
    return Register(known)
