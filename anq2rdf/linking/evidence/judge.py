"""Items judged beside deputies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from anq2rdf.linking.decisions import Judgement, Witness
from anq2rdf.linking.evidence import names, seats
from anq2rdf.linking.evidence.births import compare_births
from anq2rdf.linking.evidence.blocking import Blocks
from anq2rdf.linking.evidence.names import Words
from anq2rdf.linking.evidence.profiles import Deputy, Person, deputy, known_whole, person
from anq2rdf.linking.evidence.rarity import Rarity
from anq2rdf.linking.evidence.seats import witness
from anq2rdf.linking.evidence.wording import in_words
from anq2rdf.linking.items import Item
from anq2rdf.linking.subjects import Subject
from anq2rdf.linking.weights import bits, probability

_IN_THEIRS = frozenset({"same", "within", "overlap"})       # findings of the term: some legislature is in common


class Judge:
    """Knows the deputies, and says of an item how likely it is each of them."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        everybody = tuple(subjects)
        self.whole = known_whole(everybody)
        self._deputies = [deputy(each, self.whole) for each in everybody]
        self._places = {each.subject.iri: index for index, each in enumerate(self._deputies)}
        self._rarity = Rarity(each.name for each in self._deputies)
        self._blocks = Blocks(self._deputies)

    def judgements(self, item: Item) -> list[Judgement]:
        """The item beside every deputy that shares anything telling with it, the likeliest first."""
        theirs = person(item)
        found = self._judged(theirs, sorted(self._blocks.of(theirs)))
        return sorted(found, key=lambda each: (-each.bits, each.subject))

    def judgement(self, subject: str, item: Item) -> Judgement:
        """One pair, whatever they share. KeyError for an IRI that is not one of the deputies'."""
        theirs, place = person(item), self._places[subject]
        among = sorted(self._blocks.of(theirs) | {place})
        return next(each for each in self._judged(theirs, among) if each.subject == subject)

    def _judged(self, theirs: Person, places: Sequence[int]) -> list[Judgement]:
        named = [(self._deputies[place], self._name(self._deputies[place], theirs)) for place in places]
        namesakes = [each for each, name in named if name is not None and name.finding in names.LIKE]
        return [self._judgement(each, theirs, name, namesakes) for each, name in named]

    def _judgement(
        self, ours: Deputy, theirs: Person, name: Witness | None, namesakes: Sequence[Deputy]
    ) -> Judgement:
        found = [*_identifiers(ours, theirs), *filter(None, (name, _birth(ours, theirs)))]
        if term := seats.term(ours, theirs, self.whole):
            alone = self._is_alone(ours, theirs, namesakes) if term.finding in _IN_THEIRS else False
            found += seats.capped([term, *seats.mandate(ours, theirs)])
            found += [witness("register", "alone", "", term.theirs)] if alone else []
        else:
            found += [*seats.capped(seats.mandate(ours, theirs)), *_offices(theirs)]
        total = bits("prior", "pair") + math.fsum(each.weight for each in found)
        return Judgement(
            subject=ours.subject.iri,
            item=theirs.item.id,
            score=probability(total),
            bits=total,
            witnesses=tuple(found),
            method="identifier" if _bears_identifier(found) else "evidence",
            label=theirs.item.label,
        )

    # ---- the name

    def _name(self, ours: Deputy, theirs: Person) -> Witness | None:
        """The name of theirs that speaks most for the pair: label, aliases and slug are one witness."""
        found = [self._compared(ours, recorded, words) for recorded, words in (*theirs.names, *theirs.slugs)]
        return max(found, key=lambda each: each.weight, default=None)

    def _compared(self, ours: Deputy, recorded: str, words: Words) -> Witness:
        likeness = names.compare(ours.name, words)
        rarity = self._rarity.words(likeness.shared, part=likeness.finding not in names.LIKE)
        weight = rarity + bits("name", likeness.finding)
        return Witness("name", likeness.finding, weight, ours.subject.label, recorded)

    def _is_alone(self, ours: Deputy, theirs: Person, namesakes: Sequence[Deputy]) -> bool:
        """Whether nobody else of one legislature told, which is known whole, can be named as the item is."""
        if not ours.complete or not any(each is ours for each in namesakes):
            return False
        common = ours.legislatures & theirs.legislatures & self.whole
        others = [each for each in namesakes if each is not ours and each.subject.id]
        return any(all(number not in each.legislatures for each in others) for number in common)


def _bears_identifier(found: Iterable[Witness]) -> bool:
    return any(each.feature == "identifier" and each.weight > 0 for each in found)


def _identifiers(ours: Deputy, theirs: Person) -> Iterable[Witness]:
    told = theirs.item.assembly_ids
    if told and ours.digits:
        finding = "differs" if ours.digits not in told else "equal" if len(set(told)) == 1 else "several"
        yield witness("identifier", finding, ours.digits, ", ".join(told))
    if theirs.item.human is False:
        yield witness("human", "no")
    for recorded, words in theirs.slugs:
        if names.compare(ours.name, words).finding in names.LIKE:
            yield witness("nosdeputes", "equal", ours.subject.label, recorded)
            return


def _birth(ours: Deputy, theirs: Person) -> Witness | None:
    day = ours.subject.birth
    found = compare_births(day, theirs.item.births) if day else None
    return witness("birth", found.finding, in_words(day), in_words(found.theirs)) if day and found else None


def _offices(theirs: Person) -> Iterable[Witness]:
    """What offices tell where no legislature does."""
    if theirs.legislatures:
        return
    if theirs.held or theirs.item.sycomore:
        yield witness("office", "deputy", "", ", ".join(theirs.item.sycomore))
    elif theirs.item.positions:
        yield witness("office", "other")
