"""The data as the compiled engine sees it: statements by subject and predicate, nothing but strings and tuples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Self, TypeAlias

import pyoxigraph as ox

from anq2rdf.statements import Block, Node
from anq2rdf.validation.compiled.terms import IRI, TAGS, Term, from_store
from anq2rdf.validation.graphs import plain

RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SUBCLASS_OF: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
About: TypeAlias = dict[str, list[Term]]
NOTHING: Final[About] = {}


class View:
    """Statements to judge. The same statement may be added twice; it counts once."""

    __slots__ = ("_inverse", "_parents", "about")

    def __init__(self) -> None:
        self.about: dict[Term, About] = {}
        self._inverse: dict[str, dict[Term, list[Term]]] = {}
        self._parents: dict[Term, list[Term]] | None = None

    def add(self, subject: Term, predicate: str, value: Term) -> None:
        """One statement. All must be there before the first question is asked."""
        about = self.about.get(subject)
        if about is None:
            about = self.about[subject] = {}
        values = about.get(predicate)
        if values is None:
            about[predicate] = [value]
        else:
            values.append(value)

    def add_node(self, node: Node, wanted: frozenset[str] | None = None) -> Term:
        """What a record's node says of its subject: all of it, or by the predicates wanted. Gives the subject."""
        subject = (IRI, node.subject)
        about = self.about.get(subject)
        if about is None:
            about = self.about[subject] = {}
        for part in node.parts:
            if type(part) is Block:
                for predicate, value in _of_block(part, wanted):
                    about.setdefault(predicate, []).append(value)
            else:
                predicate, kind, text = part
                if wanted is None or predicate in wanted:
                    about.setdefault(predicate, []).append((TAGS[kind], text))
        return subject

    @classmethod
    def of(cls, quads: Iterable[ox.Quad | ox.Triple]) -> Self:
        """The statements of a store or of a parser, whatever graph they stand in."""
        view = cls()
        for quad in quads:
            view.add(from_store(plain(quad.subject)), quad.predicate.value, from_store(plain(quad.object)))
        return view

    def objects(self, subject: Term, predicate: str) -> Sequence[Term]:
        """The distinct values of a property."""
        about = self.about.get(subject)
        values = about.get(predicate) if about is not None else None
        if values is None:
            return ()
        return values if len(values) == 1 else list(dict.fromkeys(values))

    def subjects(self, predicate: str, value: Term) -> Sequence[Term]:
        """The distinct nodes that have this value."""
        inverse = self._inverse.get(predicate)
        if inverse is None:
            inverse = self._inverse[predicate] = self._turned(predicate)
        found = inverse.get(value)
        if found is None:
            return ()
        return found if len(found) == 1 else list(dict.fromkeys(found))

    def _turned(self, predicate: str) -> dict[Term, list[Term]]:
        inverse: dict[Term, list[Term]] = {}
        for subject, about in self.about.items():
            for value in about.get(predicate, ()):
                inverse.setdefault(value, []).append(subject)
        return inverse

    def values_of(self, predicate: str) -> Iterator[Term]:
        """Every value of a property, as often as it stands there."""
        for about in self.about.values():
            yield from about.get(predicate, ())

    def predicates(self, subject: Term) -> About:
        """All that is said of a node, by predicate."""
        return self.about.get(subject, NOTHING)

    def types(self, node: Term) -> Sequence[Term]:
        """The classes a node is said to have, as they stand there."""
        return self.predicates(node).get(RDF_TYPE, ())

    def is_instance(self, node: Term, wanted: Term) -> bool:
        """Whether it is a SHACL instance of a class: directly, or by rdfs:subClassOf in the data."""
        about = self.about.get(node)
        types = about.get(RDF_TYPE) if about is not None else None
        if types is None:
            return False
        if wanted in types:
            return True
        return bool(self.parents) and any(wanted in self.superclasses(each) for each in types)

    @property
    def parents(self) -> dict[Term, list[Term]]:
        """Each class with the classes it is said to be a subclass of; most data says nothing of that."""
        if self._parents is None:
            has = ((subject, about.get(SUBCLASS_OF)) for subject, about in self.about.items())
            self._parents = {subject: parents for subject, parents in has if parents is not None}
        return self._parents

    def superclasses(self, of: Term) -> set[Term]:
        """A class and all above it, as far as the data says."""
        found = {of}
        edge = [of]
        while edge:
            new = [each for each in self.parents.get(edge.pop(), ()) if each not in found]
            found.update(new)
            edge += new
        return found

    def statements(self) -> Iterator[tuple[Term, str, Term]]:
        """All of it, for tests."""
        for subject, about in self.about.items():
            for predicate, values in about.items():
                yield from ((subject, predicate, value) for value in values)


def _of_block(block: Block, wanted: frozenset[str] | None) -> list[tuple[str, Term]]:
    known: list[tuple[str, Term]] | None = block.memo.get(wanted)
    if known is None:
        chosen = (pair for pair in block.pairs if wanted is None or pair[0] in wanted)
        known = block.memo[wanted] = [(predicate, (TAGS[kind], text)) for predicate, kind, text in chosen]
    return known
