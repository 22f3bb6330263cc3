"""Deputies as entities: the very subjects that `anq2rdf link` links, with what can be fetched of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.normalise.legislatures import delimitation
from anq2rdf.normalise.names import split_civility
from anq2rdf.rdf import Minter
from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.reconcile.entities import Entity, Reference, Value
from anq2rdf.web.reconcile.things import Said, local_id, number_of, texts
from anq2rdf.web.reconcile.vocabulary import DEPUTY

Groups = Mapping[str, Sequence[tuple[str, str | None]]]  # of a deputy: IRIs of a group and of a legislature
_ITEM: Final = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9][0-9]{0,15})")
_SAME: Final = ("http://schema.org/sameAs", "http://www.w3.org/2002/07/owl#sameAs")
_MOST: Final = 500  # values of one property of one deputy: a hundred times what the data have


class Deputies:
    """Makes the entities of deputies."""

    def __init__(self, things: Mapping[str, Entity], base: str) -> None:
        """`things` are the other entities, by IRI."""
        self._things, self._minter = things, Minter(base)
        self._space = f"{self._minter.base}id/"

    def make(self, subjects: Iterable[Subject], said: Mapping[str, Said], groups: Groups) -> Iterator[Entity]:
        """The entities of those that are of this site."""
        for subject in subjects:
            local = local_id(subject.iri, self._space)
            if local is not None:
                yield self._entity(local, subject, said.get(subject.iri, {}), groups.get(subject.iri, ()))

    def _entity(self, local: str, subject: Subject, about: Said, groups: Sequence[tuple[str, str | None]]) -> Entity:
        label, *_ = texts({"": [split_civility(subject.label)[1]]}, "") or [local]
        values: dict[str, Iterable[Value]] = {
            "identifier": [Value(subject.id)] if subject.id else [],
            "legislature": [value for seat in subject.seats for value in self._legislature(seat)],
            "constituency": [value for seat in subject.seats for value in self._constituency(seat)],
            "department": [value for seat in subject.seats for value in self._department(seat)],
            "group": [value for group, legislature in groups for value in self._group(group, legislature)],
            "mandate": [Value(shown, seat.legislature) for seat in subject.seats if (shown := _mandate(seat))],
            "questions": [Value(subject.questions)],
            "wikidata": [Value(item) for item in _items(about)],
        }
        return Entity(
            id=local,
            iri=subject.iri,
            type=DEPUTY,
            label=label,
            names=tuple(dict.fromkeys((*texts(about, v.NAME), *texts(about, v.LABEL)))),
            keys=(subject.id,) if subject.id else (),
            values={name: _tidied(told) for name, told in values.items() if told},
            subject=subject,
        )

    def _legislature(self, seat: Seat) -> list[Value]:
        return self._reference(self._minter.legislature(seat.legislature), seat) if seat.legislature else []

    def _constituency(self, seat: Seat) -> list[Value]:
        year = delimitation(seat.legislature) if seat.legislature else None
        if year is None or seat.department is None or seat.number is None:
            return []
        return self._reference(self._minter.circonscription(year, seat.department, seat.number), seat)

    def _department(self, seat: Seat) -> list[Value]:
        return self._reference(self._minter.department(seat.department), seat) if seat.department else []

    def _group(self, group: str, legislature: str | None) -> list[Value]:
        known = self._things.get(group)
        return [Value(Reference(known.id), number_of(legislature))] if known is not None else []

    def _reference(self, iri: str, seat: Seat) -> list[Value]:
        """A thing that the store describes; what it does not describe cannot be reconciled with."""
        known = self._things.get(iri)
        return [Value(Reference(known.id), seat.legislature)] if known is not None else []


def _tidied(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each once, in order of legislatures."""
    return tuple(sorted(dict.fromkeys(values), key=lambda each: each.legislature or 0)[:_MOST])


def _mandate(seat: Seat) -> str:
    """Its identifier and its days as an interval of ISO 8601, open where no end is known; nothing of what is none."""
    if seat.mandate is None:
        return ""
    return f"{seat.mandate} {seat.start}/{seat.end or '..'}" if seat.start else seat.mandate


def _items(about: Said) -> list[str]:
    """The Wikidata items that a deputy is linked with; whatever else a link says is not followed."""
    found = (_ITEM.fullmatch(each) for name in _SAME for each in about.get(name, ()))
    return sorted({each[1] for each in found if each})
