"""The register as the rest of the house sees it: lookups, and a question's references made certain or left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from anq2rdf.problems import Place, Problem
from anq2rdf.records import Answer, Attribution, Mandate, Membership, Ministry, Organ, Person, Question, Resolution
from anq2rdf.register.authors import Authors
from anq2rdf.register.groups import Groups
from anq2rdf.register.index import Index
from anq2rdf.register.ministries import Ministries
from anq2rdf.register.spans import covers


class Findings:
    """The problems of one question, each said once."""

    def __init__(self, question: Question) -> None:
        origin = question.origin
        self._place = Place(file=origin.file.name, member=origin.member, pointer=origin.pointer, uid=question.uid)
        self._found: dict[Problem, None] = {}

    def add(self, code: str, detail: str) -> None:
        self._found[Problem(code=code, place=self._place, detail=detail)] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._found)


class Register:
    """A loaded register. Immutable, picklable; everything it answers is in the official file."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._persons = {person.id: person for person in index.persons}
        self._mandates = {mandate.id: mandate for mandate in index.mandates}
        self._organs = {organ.id: organ for organ in index.organs}

    def __reduce__(self) -> tuple[object, ...]:
        return _thaw, (msgspec.msgpack.encode(self._index),)

    # ---- records.Directory

    @property
    def sha256(self) -> str | None:
        """Digest of the register's file."""
        return self._index.sha256

    def person(self, identifier: str) -> Person | None:
        """The person of that PA identifier."""
        return self._persons.get(identifier)

    def mandate(self, identifier: str) -> Mandate | None:
        """The Assembly mandate of that PM identifier."""
        return self._mandates.get(identifier)

    def organ(self, identifier: str) -> Organ | None:
        """The organ of that PO identifier."""
        return self._organs.get(identifier)

    # ---- the whole of it, in order of identifiers (`convert --all-actors`)

    def persons(self) -> Iterator[Person]:
        """Every person."""
        return iter(self._index.persons)

    def mandates(self) -> Iterator[Mandate]:
        """Every Assembly mandate."""
        return iter(self._index.mandates)

    def memberships(self) -> Iterator[Membership]:
        """Every membership of a political group."""
        return iter(self._index.groups)

    def organs(self) -> Iterator[Organ]:
        """Every group, ministry, government and assembly."""
        return iter(self._index.organs)

    def holders(self, ministry: str, day: dt.date) -> tuple[Membership, ...]:
        """Who held the ministry on the day, as the register's MINISTERE mandates tell."""
        return tuple(o for o in self._index.offices if o.organ == ministry and covers(o, day))

    # ---- resolving

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self._index)

    @cached_property
    def _authors(self) -> Authors:
        return Authors(self._index, self._groups)

    @cached_property
    def _ministries(self) -> Ministries:
        return Ministries(self._index)

    def resolve(self, question: Question) -> Resolution:
        """The question with every identifier that is certain; what is not stays as it was and is a Problem.

        Only unique evidence resolves, by the day; nothing recorded is ever overwritten.
        """
        findings, day = Findings(question), publication_day(question)
        question = self._with_group(question, findings)
        question = self._with_author(question, day, findings)
        question = self._with_constituency(question)
        question = self._with_ministries(question, day, findings)
        author = question.author.id
        membership = self._groups.at(author, day) if author and day else None
        return Resolution(question=question, membership=membership, problems=findings.problems)

    def _with_group(self, question: Question, findings: Findings) -> Question:
        group = question.group
        if group.id and not self._is_of_kind(group.id, "GP", findings):
            question = replace(question, group=(group := replace(group, id=None)))
        if group.id:
            return question
        if not (group.label or group.short):
            return question
        if found := self._groups.of(question.legislature, group):
            return replace(question, group=replace(group, id=found))
        findings.add("E118", group.label or group.short or "")
        return question

    def _is_of_kind(self, identifier: str, kind: str, findings: Findings) -> bool:
        """Whether the identifier can stand: unknown to the register (said), or an organ of that kind (else said)."""
        organ = self._organs.get(identifier)
        if organ is None:
            findings.add("E122", identifier)
        elif organ.kind != kind:
            findings.add("E126", f"{identifier}: {organ.kind}")
        return organ is None or organ.kind == kind

    def _with_author(self, question: Question, day: dt.date | None, findings: Findings) -> Question:
        author = question.author
        if author.mandate and author.mandate not in self._mandates:
            findings.add("E115", author.mandate)
        if author.id and author.id not in self._persons:
            findings.add("E114", author.id)
        person, mandate = self._author(question, day)
        if person is None and (author.name or author.label):
            findings.add("E116", author.label or author.name or "")
        if (person, mandate) == (author.id, author.mandate):
            return question
        return replace(question, author=replace(author, id=person, mandate=mandate))

    def _author(self, question: Question, day: dt.date | None) -> tuple[str | None, str | None]:
        """Identifiers of author and mandate: those given, completed where only one answer is possible."""
        author = question.author
        if author.mandate:
            known = self._mandates.get(author.mandate)
            return author.id or (known.person if known else None), author.mandate
        person = author.id or self._authors.find(question, day, question.group.id)
        held = self._authors.mandate(person, question.legislature, day) if person else None
        return person, held.id if held else None

    def _with_constituency(self, question: Question) -> Question:
        """The mandate's constituency where the form tells no number and no other département."""
        told = question.constituency
        mandate = self._mandates.get(question.author.mandate or "")
        if mandate is None or mandate.number is None or told.number is not None:
            return question
        if (mandate.person, mandate.legislature) != (question.author.id, question.legislature):
            return question     # somebody else's mandate, or of another time: shape S12 says so
        if told.department not in (None, mandate.department) or (told.department_label and not told.department):
            return question
        filled = replace(told, department=mandate.department, number=mandate.number)
        return replace(question, constituency=filled)

    def _with_ministries(self, question: Question, day: dt.date | None, findings: Findings) -> Question:
        asked = question.interrogated
        interrogated = asked and self._ministry(asked, day, findings)
        days = attribution_days(question, day)
        attributions = [
            self._attribution(each, on, findings) for each, on in zip(question.attributions, days, strict=True)
        ]
        answers = [self._answer(each, findings) if each.ministry else each for each in question.answers]
        if interrogated is asked and _same(attributions, question.attributions) and _same(answers, question.answers):
            return question
        return replace(
            question, interrogated=interrogated, attributions=tuple(attributions), answers=tuple(answers)
        )

    def _attribution(self, told: Attribution, day: dt.date | None, findings: Findings) -> Attribution:
        ministry = self._ministry(told.ministry, day, findings)
        return told if ministry is told.ministry else replace(told, ministry=ministry)

    def _answer(self, told: Answer, findings: Findings) -> Answer:
        assert told.ministry is not None
        day = told.reference.date if told.reference else None
        return replace(told, ministry=self._ministry(told.ministry, day, findings))

    def _ministry(self, ministry: Ministry, day: dt.date | None, findings: Findings) -> Ministry:
        if ministry.id and not self._is_of_kind(ministry.id, "MINISTERE", findings):
            ministry = replace(ministry, id=None)
        if ministry.id:
            return ministry
        if not (ministry.short or ministry.label):
            return ministry
        if day and (found := self._ministries.of(ministry, day)):
            return replace(ministry, id=found)
        findings.add("E117", f"{ministry.short or ministry.label} ({day or 'no date'})")
        return ministry


class EmptyRegister:
    """No register: knows nobody, fills nothing, and says only that an author is known by name alone."""

    @property
    def sha256(self) -> str | None:
        """None: there is no file."""
        return None

    def person(self, identifier: str) -> Person | None:  # noqa: ARG002
        """None."""
        return None

    def mandate(self, identifier: str) -> Mandate | None:  # noqa: ARG002
        """None."""
        return None

    def organ(self, identifier: str) -> Organ | None:  # noqa: ARG002
        """None."""
        return None

    def resolve(self, question: Question) -> Resolution:
        """The question as it is."""
        author, findings = question.author, Findings(question)
        if not author.id and (author.name or author.label):
            findings.add("E116", author.label or author.name or "")
        return Resolution(question=question, problems=findings.problems)


def publication_day(question: Question) -> dt.date | None:
    """The day the question was published; a QG without one was asked on the day of its (first) answer."""
    if question.reference and question.reference.date:
        return question.reference.date
    return answer_day(question) if question.type == "QG" else None


def answer_day(question: Question) -> dt.date | None:
    """The day of the first answer that has one."""
    return next((a.reference.date for a in question.answers if a.reference and a.reference.date), None)


def attribution_days(question: Question, day: dt.date | None) -> list[dt.date | None]:
    """The day on which each attribution's ministry has to be in office.

    Its own; else for the last one that of the answer, else that of the question, which is also the first one's. One
    that stands between others without a date could be of any day: None.
    """
    own = [a.reference.date if a.reference else None for a in question.attributions]
    if own and own[-1] is None:
        own[-1] = answer_day(question) or day
    if own and own[0] is None:
        own[0] = day
    return own


def _same(these: Sequence[object], those: Sequence[object]) -> bool:
    return all(one is other for one, other in zip(these, those, strict=True))


def _thaw(data: bytes) -> Register:
    return Register(msgspec.msgpack.decode(data, type=Index))
