"""Which file and member a result goes back to, by the provenance in the data itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
import pyoxigraph as ox

from anq2rdf.validation.graphs import Term, plain
from anq2rdf.validation.results import Result

_ANQ: Final = "https://w3id.org/anq/ontology#"
_DERIVED: Final = ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
_MEMBER: Final = ox.NamedNode(_ANQ + "sourceMember")
_LABEL: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_PARTS: Final = (ox.NamedNode(_ANQ + "event"), ox.NamedNode(_ANQ + "answer"))


def with_sources(results: Iterable[Result], store: ox.Store) -> Iterator[Result]:
    """The same results, each with the source of its focus node where the data tells it."""
    known: dict[Term, str] = {}
    for result in results:
        focus = result.focus
        if focus not in known:
            known[focus] = "" if isinstance(focus, ox.Literal) else _source(store, focus)
        yield msgspec.structs.replace(result, source=known[focus]) if known[focus] else result


def _source(store: ox.Store, node: ox.NamedNode | ox.BlankNode) -> str:
    owners = [plain(quad.subject) for part in _PARTS for quad in store.quads_for_pattern(None, part, node, None)]
    records = {record for owner in (node, *owners) for record in _objects(store, owner, _DERIVED)}
    for record in sorted(records, key=str):
        member = _text(store, record, _MEMBER)
        files = [_text(store, file, _LABEL) for file in _objects(store, record, _DERIVED)]
        name = "!".join(part for part in (*files[:1], member) if part)
        if name:
            return name
    return ""


def _objects(store: ox.Store, node: Term, predicate: ox.NamedNode) -> list[Term]:
    if isinstance(node, ox.Literal):
        return []
    return [plain(quad.object) for quad in store.quads_for_pattern(node, predicate, None, None)]


def _text(store: ox.Store, node: Term, predicate: ox.NamedNode) -> str:
    return min((term.value for term in _objects(store, node, predicate) if isinstance(term, ox.Literal)), default="")
