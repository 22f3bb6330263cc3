"""What the store says of a thing: its statements, and those of what belongs to it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.asking import MOST, ask_about
from anq2rdf.web.site import Row, Site, Term

# From a question to its answers, events and record, and from a record to its file and run.
_PARTS: Final = ((v.ANSWER, v.EVENT, v.DERIVED_FROM), (v.DERIVED_FROM, v.GENERATED_BY))


class Statements:
    """Some statements, by subject and predicate. The thing they are about is `iri`."""

    def __init__(self, iri: str, quads: Sequence[ox.Quad]) -> None:
        self.iri, self.quads = iri, quads
        self._by: dict[tuple[str, str], list[Term]] = {}
        for quad in quads:
            assert isinstance(quad.subject, ox.NamedNode)
            assert not isinstance(quad.object, ox.Triple)
            found = self._by.setdefault((quad.subject.value, quad.predicate.value), [])
            if quad.object not in found:
                found.append(quad.object)

    def all(self, predicate: str, of: str | None = None) -> list[Term]:
        """The objects, in the order of their text."""
        return sorted(self._by.get((of or self.iri, predicate), ()), key=str)

    def texts(self, predicate: str, of: str | None = None) -> list[str]:
        """The literals among them, as text."""
        return [term.value for term in self.all(predicate, of) if isinstance(term, ox.Literal)]

    def text(self, predicate: str, of: str | None = None) -> str | None:
        """The first literal; None where there is none."""
        return next(iter(self.texts(predicate, of)), None)

    def iris(self, predicate: str, of: str | None = None) -> list[str]:
        """The IRIs among them."""
        return [term.value for term in self.all(predicate, of) if isinstance(term, ox.NamedNode)]

    def link(self, predicate: str, of: str | None = None) -> str | None:
        """The first IRI; None where there is none."""
        return next(iter(self.iris(predicate, of)), None)

    def predicates(self) -> list[str]:
        """What is said of the thing itself."""
        return [predicate for subject, predicate in self._by if subject == self.iri]

    def mentioned(self) -> list[str]:
        """Every IRI that is an object here."""
        return list(dict.fromkeys(q.object.value for q in self.quads if isinstance(q.object, ox.NamedNode)))

    @property
    def classes(self) -> list[str]:
        """The classes of the thing."""
        return self.iris(v.TYPE)


async def find_statements(site: Site, iris: Sequence[str]) -> Statements | None:
    """The first of those things that the store knows, with what belongs to it; None where it knows none."""
    rows = await ask_about(site, "entity_statements", iris)
    known = {quad.subject.value: quad.subject for quad in map(_quad, rows) if isinstance(quad.subject, ox.NamedNode)}
    iri = next((iri for iri in iris if iri in known), None)
    if iri is None:
        return None
    quads = [quad for quad in map(_quad, rows) if quad.subject == known[iri]]
    return Statements(iri, await _with_parts(site, quads))


async def _with_parts(site: Site, quads: list[ox.Quad]) -> list[ox.Quad]:
    met = {quad.subject for quad in quads}
    newest = quads
    for predicates in _PARTS:
        parts = [q.object for q in newest if q.predicate.value in predicates and isinstance(q.object, ox.NamedNode)]
        rows = await ask_about(site, "entity_statements", [part.value for part in parts if part not in met])
        newest = [_quad(row) for row in rows]
        met |= set(parts)
        quads = [*quads, *newest][:MOST]
    return quads


def _quad(row: Row) -> ox.Quad:
    subject, predicate, object_, graph = row["it"], row["p"], row["o"], row["g"]
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    assert object_ is not None
    named = graph if isinstance(graph, ox.NamedNode | ox.BlankNode) else ox.DefaultGraph()
    return ox.Quad(subject, predicate, object_, named)


def unnamed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The statements without their graphs, each once."""
    return list(dict.fromkeys(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads))
