"""What the mapping says of a record and, above all, what it must not say. Expectations by hand from the rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from anq2rdf.rdf import Mapping, Run
from anq2rdf.rdf import vocabulary as v
from anq2rdf.records import (
    Answer,
    Attribution,
    Author,
    Closure,
    Constituency,
    Erratum,
    Group,
    JournalReference,
    Mandate,
    Membership,
    Ministry,
    Organ,
    Origin,
    Person,
    Question,
    Renewal,
    Resolution,
    Signalement,
    SourceFile,
    Text,
)

BASE = "https://w3id.org/anq/"
FILE = SourceFile(name="x.json", sha256="a" * 64, size=1, media_type="application/json")
ORIGIN = Origin(file=FILE, form="opendata-json", digest="b" * 64, media_type="application/json")
DAY = dt.date(2019, 3, 5)


class Knows:
    """A directory that knows what a test gives it."""

    sha256 = None

    def __init__(self, *known: Person | Mandate | Organ) -> None:
        self._known = {one.id: one for one in known}

    def person(self, identifier: str) -> Any:
        return self._known.get(identifier)

    mandate = organ = person


def question(**told: Any) -> Question:
    kind = told.pop("type", "QE")
    leg = told.pop("legislature", 15)
    return Question(uid=f"QANR5L{leg}{kind}1", legislature=leg, type=kind, number=1, origin=ORIGIN, **told)


def graph(
    *questions: Question, membership: Membership | None = None, knows: Knows | None = None
) -> set[tuple[str, str, str]]:
    """Every statement as (subject, predicate, object), IRIs below the base cut short."""
    mapping = Mapping(BASE, knows or Knows(), Run("0" * 16, "test"))
    found = set()
    for one in questions:
        described = mapping.describe(Resolution(question=one, membership=membership))
        for node in (*described.own, *described.shared.values()):
            for predicate, _, value in node.pairs:
                found.add((node.subject.removeprefix(BASE), predicate, value.removeprefix(BASE)))
    return found


def values(found: set[tuple[str, str, str]], subject: str, predicate: str) -> list[str]:
    return sorted(o for s, p, o in found if s == subject and p == predicate)


def text(plain: str = "Un texte de plus de vingt caractères.") -> Text:
    return Text(plain=plain, digest="c" * 64)


def there(day: dt.date | None = DAY, page: int | None = None, series: Any = "an-questions") -> JournalReference:
    return JournalReference(series=series, date=day, page=page)


Q = "id/question/QANR5L15QE1"
QG = "id/question/QANR5L15QG1"


def test_a_government_question_has_the_day_of_its_exchange_and_not_its_page() -> None:
    found = graph(question(type="QG", answers=(Answer(reference=there(page=601, series="an-debats"), text=text()),)))
    assert values(found, QG, v.PUBLICATION_DATE) == ["2019-03-05"]
    assert values(found, QG, v.PUBLISHED_IN) == ["id/jo/an-debats/2019-03-05"]
    assert values(found, QG, v.PUBLICATION_PAGE) == values(found, QG, v.PUBLISHED_ON_PAGE) == []
    assert values(found, f"{QG}/answer/1", v.TEXT_SCOPE) == [v.CODES.removeprefix(BASE) + "text-scope/full-exchange"]
    assert values(found, f"{QG}/event/question-publication-1", v.DAY_OFFSET) == ["0"]


def test_a_page_is_never_put_into_an_issue_it_was_not_told_of() -> None:
    own = JournalReference(series="an-questions", page=77)
    found = graph(
        question(type="QG", reference=own, answers=(Answer(reference=there(series="an-debats"), text=text()),))
    )
    assert values(found, QG, v.PUBLICATION_PAGE) == ["77"]
    assert values(found, QG, v.PUBLISHED_ON_PAGE) == values(found, QG, v.PUBLISHED_IN) == []
    assert not any("/page/77" in subject for subject, _, _ in found)


def test_dated_attributions_are_ranked_among_themselves_and_linked_only_where_one_followed_the_other() -> None:
    def to(label: str, day: dt.date | None) -> Attribution:
        return Attribution(ministry=Ministry(short=label), reference=there(day) if day else None)

    dates = [dt.date(2019, 3, 5), None, dt.date(2019, 5, 7), dt.date(2019, 6, 4)]
    moves = tuple(to(label, day) for label, day in zip("ABCD", dates, strict=True))
    found = graph(question(reference=there(), attributions=moves))
    events = ["event/allocation-1", "event/reassignment-2", "event/reassignment-3"]
    assert values(found, Q, v.ALLOCATION) == sorted(f"{Q}/{event}" for event in events)
    assert [values(found, f"{Q}/{event}", v.RANK) for event in events] == [["1"], ["2"], ["3"]]
    # C came after B, whose day nobody tells: it did not come from A.
    assert values(found, f"{Q}/event/reassignment-2", v.PREVIOUS_ALLOCATION) == []
    assert values(found, f"{Q}/event/reassignment-3", v.PREVIOUS_ALLOCATION) == [f"{Q}/event/reassignment-2"]
    assert values(found, Q, v.ATTRIBUTED_MINISTRY) == ["id/ministry/L15/d"]
    assert values(found, f"{Q}/event/reassignment-3", v.DAY_OFFSET) == ["91"]  # 26 + 30 + 31 + 4 days


def test_the_second_attribution_is_a_reassignment_even_where_the_first_has_no_day() -> None:
    moves = (
        Attribution(ministry=Ministry(short="A")),
        Attribution(ministry=Ministry(short="B"), reference=there()),
    )
    found = graph(question(reference=there(), attributions=moves))
    assert values(found, Q, v.ALLOCATION) == [f"{Q}/event/reassignment-1"]


def test_no_event_without_a_date_but_the_status_says_what_happened() -> None:
    found = graph(
        question(
            reference=there(),
            closure=Closure(code="AU", withdrawn=True),
            renewals=(Renewal(reference=JournalReference(page=3)),),
            signalements=(Signalement(),),
            errata=(Erratum(corrects="question", text=text()),),
        )
    )
    assert values(found, Q, v.EVENT) == [f"{Q}/event/question-publication-1"]
    assert values(found, Q, v.STATUS) == ["code/status/withdrawn"]


@pytest.mark.parametrize(
    ("erratum", "answers", "expected"),
    [
        (Erratum(corrects="question", reference=there()), 2, [Q]),
        (Erratum(corrects="answer", reference=there()), 1, [f"{Q}/answer/1"]),
        (Erratum(corrects="answer", reference=there(), answer=2), 2, [f"{Q}/answer/2"]),
        (Erratum(corrects="answer", reference=there()), 2, []),  # of which one, nobody tells
        (Erratum(corrects="answer", reference=there()), 0, []),
        (Erratum(corrects="answer", reference=there(), answer=3), 2, []),
    ],
)
def test_an_erratum_corrects_what_it_was_told_to(erratum: Erratum, answers: int, expected: list[str]) -> None:
    given = tuple(Answer(reference=there(), text=text(f"Réponse numéro {n} à la question.")) for n in range(answers))
    found = graph(question(reference=there(), answers=given, errata=(erratum,)))
    assert values(found, f"{Q}/event/erratum-1", v.CORRECTS) == expected


def test_an_answer_before_its_question_has_no_delay() -> None:
    early = Answer(reference=there(dt.date(2019, 3, 4)), text=text())
    found = graph(question(reference=there(), answers=(early,)))
    assert values(found, f"{Q}/answer/1", v.RESPONSE_DAYS) == []
    assert values(found, f"{Q}/event/answer-publication-1", v.DAY_OFFSET) == ["-1"]


def test_answers_of_one_issue_and_text_share_a_group_and_others_do_not() -> None:
    same = Answer(reference=there(dt.date(2019, 4, 2)), text=text())
    later = Answer(reference=there(dt.date(2019, 4, 9)), text=text())
    found = graph(question(reference=there(), answers=(same, same, later)))
    groups = [values(found, f"{Q}/answer/{n}", v.ANSWER_GROUP) for n in (1, 2, 3)]
    assert groups[0] == groups[1] == ["id/answer-group/an-questions/2019-04-02/cccccccc"]
    assert groups[2] == ["id/answer-group/an-questions/2019-04-09/cccccccc"]


@pytest.mark.parametrize(
    ("legislature", "place", "predicate", "expected"),
    [
        (14, Constituency(department="099", number=1), v.AUTHOR_CIRCONSCRIPTION, "id/circonscription/2010/099-01"),
        (13, Constituency(department="92", number=10), v.AUTHOR_CIRCONSCRIPTION, "id/circonscription/1986/92-10"),
        (8, Constituency(department="69", number=3), v.AUTHOR_DEPARTMENT, "id/departement/69"),  # elected by lists
        (15, Constituency(department="2A"), v.AUTHOR_DEPARTMENT, "id/departement/2A"),
    ],
)
def test_where_the_author_was_elected(legislature: int, place: Constituency, predicate: str, expected: str) -> None:
    found = graph(question(legislature=legislature, constituency=place))
    subject = f"id/question/QANR5L{legislature}QE1"
    assert values(found, subject, predicate) == [expected]
    other = {v.AUTHOR_CIRCONSCRIPTION, v.AUTHOR_DEPARTMENT} - {predicate}
    assert values(found, subject, other.pop()) == []


def test_one_person_known_by_name_spelt_in_two_ways_has_no_two_french_labels() -> None:
    ways = ("Goeuriot Colette", "GŒURIOT Colette")
    mapping = Mapping(BASE, Knows(), Run("0" * 16, "test"))
    kinds = set()
    for name in ways:
        described = mapping.describe(Resolution(question=question(legislature=7, author=Author(name=name))))
        for node in described.shared.values():
            kinds |= {
                (node.subject, kind)
                for predicate, kind, _ in node.pairs
                if predicate == v.LABEL and "/person/" in node.subject
            }
    assert len({subject for subject, _ in kinds}) == 1
    assert {kind for _, kind in kinds} == {1}  # plain strings: a name has no language


def test_a_raw_closure_code_is_kept_whatever_the_label_says() -> None:
    # The code names the concept; two wordings of it do not make two preferred labels.
    first = question(closure=Closure(code="FIN_MAND", label="Fin de mandat", date=DAY))
    second = question(closure=Closure(code="FIN_MAND", label="fin du mandat, fin de mandat", date=DAY))
    found = graph(first, second)
    reason = "code/closure-reason/fin-mand"
    assert values(found, f"{Q}/event/closure-1", v.CLOSURE_REASON) == [reason]
    assert values(found, reason, v.NOTATION) == values(found, reason, v.PREF_LABEL) == ["FIN_MAND"]
    assert values(found, reason, v.BROADER) == ["code/status/lapsed"]
    assert values(found, Q, v.STATUS) == ["code/status/lapsed"]


def test_an_issue_of_the_journal_does_not_say_how_a_question_ended() -> None:
    assert values(graph(question(reference=there())), Q, v.STATUS) == ["code/status/lapsed"]
    assert values(graph(question(reference=there(), snapshot=True)), Q, v.STATUS) == ["code/status/pending"]


def test_without_a_register_an_identifier_is_its_own_label() -> None:
    found = graph(question(author=Author(id="PA1", mandate="PM1"), group=Group(id="PO1", label="Groupe")))
    assert values(found, "id/person/PA1", v.LABEL) == ["PA1"]
    assert values(found, "id/mandate/PM1", v.MEMBER) == ["id/person/PA1"]
    assert values(found, "id/mandate/PM1", v.ORGANIZATION) == ["id/organ/PO717460"]
    assert values(found, "id/organ/PO1", v.LABEL) == ["Groupe"]
    assert values(found, "id/organ/PO717460", v.LEGISLATURE) == []  # the property is not for assemblies


def test_the_group_of_the_day_stands_beside_the_group_as_recorded() -> None:
    knows = Knows(
        Person(id="PA1", given="Jeanne", family="Exemple"),
        Organ(id="PO1", kind="GP", label="Ancien", start=dt.date(2017, 6, 27), end=DAY, legislature=15),
        Organ(id="PO2", kind="GP", label="Nouveau", start=dt.date(2019, 3, 6), legislature=15),
    )
    member = Membership(id="PM9", person="PA1", organ="PO1", start=dt.date(2017, 6, 27), end=DAY)
    asked = question(reference=there(), author=Author(id="PA1"), group=Group(id="PO2", label="Nouveau"))
    found = graph(asked, membership=member, knows=knows)
    assert values(found, Q, v.AUTHOR_GROUP) == ["id/organ/PO2"]
    assert values(found, Q, v.GROUP_AT_DATE) == ["id/organ/PO1"]
    assert values(found, "id/mandate/PM9", v.ORGANIZATION) == ["id/organ/PO1"]
    assert values(found, "id/person/PA1", v.NAME) == ["Jeanne Exemple"]


def test_a_mandate_that_replaces_itself_ends() -> None:
    loop = Mandate(id="PM1", person="PA1", legislature=15, organ="PO717460", start=DAY, end=None, replaces="PM1")
    found = graph(question(author=Author(id="PA1", mandate="PM1")), knows=Knows(loop))
    assert values(found, "id/mandate/PM1", v.REPLACES) == []


def test_mandates_that_replace_each_other_in_a_ring_end_too() -> None:
    def link(one: str, other: str) -> Mandate:
        return Mandate(id=one, person="PA1", legislature=15, organ="PO717460", start=DAY, end=None, replaces=other)

    knows = Knows(link("PM1", "PM2"), link("PM2", "PM3"), link("PM3", "PM1"))
    found = graph(question(author=Author(id="PA1", mandate="PM1")), knows=knows)
    assert values(found, "id/mandate/PM1", v.MEMBER) == ["id/person/PA1"]
