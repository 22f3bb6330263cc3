"""What things are called: labels in the reader's language, made up of what is known where the data gives none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.look.wording import day
from anq2rdf.rdf import vocabulary as v
from anq2rdf.resources import shipped
from anq2rdf.sinks.prefixes import PREFIXES
from anq2rdf.web.entities.asking import ask_about, value
from anq2rdf.web.rendering import words
from anq2rdf.web.site import Site

_CALLED: Final = (v.LABEL, v.PREF_LABEL, v.NAME)
# What tells things of one kind apart where they have no name.
_TOLD: Final = (v.IDENTIFIER, v.NOTATION)
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Name(Struct, frozen=True):
    """What one thing is called, and where a link to it goes."""

    iri: str
    text: str
    language: str | None = None  # of the text, where the data tells it
    link: str | None = None  # a page of this site or an http(s) address; never anything else
    here: bool = False


class Card(Struct, frozen=True):
    """What is told of a thing where it is mentioned."""

    values: Mapping[str, list[ox.NamedNode | ox.Literal]]

    def text(self, predicate: str) -> str | None:
        """A literal."""
        return next((each.value for each in self.values.get(predicate, ()) if isinstance(each, ox.Literal)), None)

    def link(self, predicate: str) -> str | None:
        """An IRI."""
        return next((each.value for each in self.values.get(predicate, ()) if isinstance(each, ox.NamedNode)), None)

    def classes(self) -> list[str]:
        """Its classes."""
        return [each.value for each in self.values.get(v.TYPE, ())]

    def label(self, language: str) -> ox.Literal | None:
        """The best of its labels for a reader of that language."""
        every = [each for called in _CALLED for each in self.values.get(called, ()) if isinstance(each, ox.Literal)]
        every.sort(key=lambda each: (each.language not in (language, None), each.language is None, each.value))
        return next(iter(every), None)


class Names:
    """The names of things, for a reader of one language. `cards` is filled by `learn`."""

    def __init__(self, site: Site, language: str) -> None:
        self.site, self.language = site, language
        self.cards: dict[str, Card] = {}

    async def learn(self, iris: Iterable[str]) -> None:
        """Ask for what is not known yet of these things, and of what their own names are made of."""
        new = [iri for iri in dict.fromkeys(iris) if iri not in self.cards and self.site.path_of(iri)]
        if not new:
            return
        found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {iri: {} for iri in new}
        for row in await ask_about(self.site, "entity_cards", new):
            it, predicate, told = value(row, "it"), value(row, "p"), row["o"]
            if it and predicate and isinstance(told, ox.NamedNode | ox.Literal):
                found[it].setdefault(predicate, []).append(told)
        self.cards |= {iri: Card(values) for iri, values in found.items()}
        further = (v.IN_ISSUE, v.ANSWER_TO, v.GOVERNMENT, v.ORGANIZATION, v.MEMBER)
        await self.learn(filter(None, (self.cards[iri].link(each) for iri in new for each in further)))

    def name(self, iri: str) -> Name:
        """What to call a thing: its label, else what kind of thing it is and what tells it apart, else its IRI."""
        link = self.site.link_of(iri)
        here = self.site.path_of(iri) is not None
        card = self.cards.get(iri)
        if card is None:
            term = term_label(iri, self.language)
            return Name(iri, term or iri, self.language if term else None, link, here)
        label = card.label(self.language)
        if label is not None:
            return Name(iri, isolated(label.value), label.language, link, here)
        return Name(iri, isolated(self._made_up(iri, card)), None, link, here)

    def names(self, iris: Iterable[str]) -> list[Name]:
        """Several."""
        return [self.name(iri) for iri in iris]

    def maybe(self, iri: str | None) -> Name | None:
        """One that may be missing."""
        return None if iri is None else self.name(iri)

    def kind(self, classes: Iterable[str]) -> str | None:
        """What a thing of these classes is, by the most special of them; None where none has a name."""
        return next(filter(None, (term_label(each, self.language) for each in special_first(classes))), None)

    def _made_up(self, iri: str, card: Card) -> str:
        t = words(self.language)
        kind = self.kind(card.classes()) or ""
        number, issue, when = card.text(v.PAGE_NUMBER), card.link(v.IN_ISSUE), card.text(v.EVENT_DATE)
        if number is not None and issue is not None:
            return f"{self.name(issue).text}, {t['entity_page']} {number}"
        if when is not None:
            return f"{kind}, {day(when, self.language)}"
        member, organ = card.link(v.MEMBER), card.link(v.ORGANIZATION)
        if member is not None and organ is not None:
            return f"{self.name(member).text}, {self.name(organ).text}"
        told = next(filter(None, map(card.text, _TOLD)), None) or self._local(iri)
        return f"{kind} {told.removeprefix('sha256:')[:12] if told.startswith('sha256:') else told}".strip()

    def _local(self, iri: str) -> str:
        path = self.site.path_of(iri)
        return path.removeprefix("/doc/").partition("/")[2] if path else iri


def isolated(text: str) -> str:
    """A text that sets its own direction, fenced off so that it turns nothing else around (Unicode UAX 9, §2.7)."""
    if _BIDI.isdisjoint(text):
        return text
    return f"\u2068{''.join(each for each in text if each not in _BIDI)}\u2069"


def term_label(iri: str, language: str) -> str | None:
    """What the ontology, or this package for terms of others, calls a class or property."""
    known = _terms().get((iri, language))
    return known or words(language).get(f"term_{short(iri)}")


def short(iri: str) -> str:
    """A term as `prefix:name`, where the prefix is one of ours; else the IRI."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return next((f"{prefix}:{iri[cut:]}" for prefix, space in PREFIXES.items() if space == iri[:cut]), iri)


def special_first(classes: Iterable[str]) -> list[str]:
    """Classes, the most special first: one with more classes above it before one with fewer."""
    return sorted(classes, key=lambda each: (-_depth(each), each))


@cache
def _terms() -> dict[tuple[str, str], str]:
    labels = (quad for quad in _ontology() if quad.predicate.value == v.LABEL)
    return {
        (quad.subject.value, quad.object.language or ""): quad.object.value
        for quad in labels
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


@cache
def _ontology() -> list[ox.Quad]:
    return list(ox.parse(path=str(shipped("ontology") / "anq.ttl"), format=ox.RdfFormat.TURTLE))


@cache
def _depth(iri: str) -> int:
    above = [
        quad.object.value
        for quad in _ontology()
        if quad.subject == ox.NamedNode(iri)
        and quad.predicate.value.endswith("#subClassOf")
        and isinstance(quad.object, ox.NamedNode)
    ]
    return 1 + max(map(_depth, above), default=-1)
