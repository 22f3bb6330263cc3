"""The one table of prefixes, and the short form of an IRI in Turtle and TriG."""

from __future__ import annotations

import re
from typing import Final

PREFIXES: Final[dict[str, str]] = {
    "anq": "https://w3id.org/anq/ontology#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_BY_NAMESPACE: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_MEMORY: Final = 50_000     # short forms kept: some 15 MB at most

# Well inside PN_LOCAL: nothing here ever needs an escape, and no name ends in a dot.
_is_local: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*").fullmatch
# Resolving these against the base is plain concatenation: no scheme, no dot segment, no empty segment.
_is_relative: Final = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*").fullmatch
_is_base: Final = re.compile(r"https?://[^/?#\s<>\"{}|\\^`]+/(?:(?!\.\.?/)[^/?#\s<>\"{}|\\^`]+/)*").fullmatch


class Names:
    """The short forms of IRIs under one base."""

    def __init__(self, base: str | None) -> None:
        """`base` is used when relative IRIs under it are plain concatenation, else left aside."""
        self.base = base if base and _is_base(base) else None
        self._known: dict[str, str] = {}

    def header(self) -> str:
        """The declarations, one a line."""
        base = f"@base <{self.base}> .\n" if self.base else ""
        return base + "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())

    def short(self, iri: str) -> str:
        """The IRI as a prefixed name, relative to the base, or in full: whichever is safe first in that order."""
        known = self._known
        found = known.get(iri)
        if found is None:
            if len(known) >= _MEMORY:
                known.clear()
            found = known[iri] = self._shortened(iri)
        return found

    def _shortened(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = _BY_NAMESPACE.get(iri[:cut])
        if prefix is not None and _is_local(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        base = self.base
        if base is not None and iri.startswith(base) and _is_relative(iri, len(base)):
            return f"<{iri[len(base):]}>"
        return f"<{iri}>"
