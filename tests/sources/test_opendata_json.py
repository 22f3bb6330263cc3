"""The official JSON: every layout, every spelling of the schema, every way to be broken."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import resource
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anq2rdf.limits import Limits
from anq2rdf.problems import entry
from anq2rdf.records import JournalReference, Question
from anq2rdf.sources.json_values import duplicate_keys
from anq2rdf.sources.opendata_json import READER, canonical
from tests.sources.memory import Generated, MemoryDocument, as_json, codes, only, question, readings

INFO = {"typeJO": "JO_QUESTION", "dateJO": "2023-02-07", "pageJO": "77", "numJO": "6"}
PLACE = JournalReference(series="an-questions", date=dt.date(2023, 2, 7), page=77, issue=6)


def read(**changes: Any) -> Question:
    return only(READER, as_json(question(**changes)))


def told(**changes: Any) -> list[str]:
    return codes(readings(READER, as_json(question(**changes))))


def rejected(data: bytes, limits: Limits | None = None) -> list[tuple[str, str | None]]:
    """Code and place of every rejection."""
    found = readings(READER, data, limits=limits)
    return [(r.problems[-1].code, r.problems[-1].place.pointer) for r in found if r.question is None]


# ---- one question ----------------------------------------------------------------------------------------------------


def test_every_field_of_a_question_is_read() -> None:
    found = read()
    assert (found.uid, found.legislature, found.type, found.number) == ("QANR5L16QE4321", 16, "QE", 4321)
    assert (found.title, found.rubrique, found.head_analysis) == ("Exemple inventé", "eau", None)
    assert (found.author.id, found.author.mandate, found.author.label) == ("PA1", "PM2", None)
    assert (found.group.id, found.group.short, found.group.label) == ("PO3", "EX", "Groupe inventé")
    assert found.interrogated is not None
    assert (found.interrogated.id, found.interrogated.short) == (None, "Exemples")
    assert found.reference == JournalReference(series="an-questions", date=dt.date(2023, 1, 10), page=12, issue=2)
    assert found.text is not None
    assert found.text.plain == "Question inventée ?"
    (answer,) = found.answers
    assert answer.reference == JournalReference(series="an-questions", date=dt.date(2023, 3, 7), page=340, issue=10)
    assert answer.text is not None
    assert answer.text.plain == "Réponse inventée."
    assert found.closure is not None
    assert (found.closure.code, found.closure.date, found.closure.withdrawn) == ("REP_PUB", dt.date(2023, 3, 7), False)
    assert told() == []


def test_the_digest_of_a_file_of_one_question_is_that_of_its_bytes() -> None:
    data = as_json(question())
    assert only(READER, data).origin.digest == hashlib.sha256(data).hexdigest()
    spaced = b"\n" + data + b"\n"
    assert only(READER, spaced).origin.digest == hashlib.sha256(spaced).hexdigest()


def test_dates_of_legislature_xv_are_read() -> None:
    found = read(cloture={"codeCloture": "REP_PUB", "dateCloture": "07/03/2023"})
    assert found.closure is not None
    assert found.closure.date == dt.date(2023, 3, 7)


@pytest.mark.parametrize("faulty", ["2023-02-30", "mars 2023", "0000-00-00"])
def test_an_impossible_date_is_said_and_left_out(faulty: str) -> None:
    info = {"typeJO": "JO_QUESTION", "dateJO": faulty, "pageJO": "3"}
    (reading,) = readings(READER, as_json(question(textesQuestion={"texteQuestion": {"infoJO": info, "texte": "A"}})))
    assert reading.question is not None
    assert reading.question.reference == JournalReference(series="an-questions", page=3)
    assert [(p.code, p.detail) for p in reading.problems] == [("E260", faulty)]


def test_a_page_that_is_a_word_is_kept_as_recorded() -> None:
    info = {**INFO, "pageJO": "audi"}
    found = read(textesQuestion={"texteQuestion": {"infoJO": info, "texte": "A"}})
    assert found.reference is not None
    assert (found.reference.page, found.reference.page_as_recorded) == (None, "audi")
    assert told(textesQuestion={"texteQuestion": {"infoJO": info, "texte": "A"}}) == ["E263"]


def test_the_title_is_the_head_of_analysis_where_there_is_one() -> None:
    subject = {"rubrique": "eau", "teteAnalyse": "eau potable", "ANALYSE": {"ANA": ["prix", "qualité"]}}
    found = read(indexationAN=subject)
    assert (found.title, found.head_analysis, found.analyses) == ("eau potable", "eau potable", ("prix", "qualité"))


def test_a_ministry_named_by_a_person_stays_as_recorded() -> None:
    asked = read(minInt={"organeRef": "PO7", "abrege": "Solidarités et santé (M. Taquet)"}).interrogated
    assert asked is not None
    assert (asked.id, asked.short) == ("PO7", "Solidarités et santé (M. Taquet)")


def test_attributions_keep_their_order_with_or_without_a_place() -> None:
    entries = [{"denomination": {"organeRef": f"PO{n}", "abrege": f"M{n}"}} for n in (5, 6)]
    found = read(minAttribs={"minAttrib": [{**entries[0], "infoJO": INFO}, entries[1]]}).attributions
    assert [(a.ministry.id, a.reference) for a in found] == [("PO5", PLACE), ("PO6", None)]


def test_the_last_text_of_a_question_counts_and_the_others_are_named() -> None:
    entries = [
        {"infoJO": {"dateJO": "2023-01-10"}, "texte": "Premier texte"},
        {"infoJO": INFO, "texte": "Texte corrigé"},
        {"infoJO": None, "texte": ""},
    ]
    (reading,) = readings(READER, as_json(question(textesQuestion={"texteQuestion": entries})))
    assert reading.question is not None
    assert reading.question.text is not None
    assert (reading.question.text.plain, reading.question.reference) == ("Texte corrigé", PLACE)
    assert [(p.code, p.detail) for p in reading.problems] == [("E276", "2023-01-10")]


def test_each_answer_with_a_text_or_a_place_is_one_answer() -> None:
    entries = [{"texte": "Une"}, {"infoJO": INFO, "texte": None}, {"infoJO": {"typeJO": "JO_QUESTION"}, "texte": None}]
    found = read(textesReponse={"texteReponse": entries}, cloture=None).answers
    assert [(a.text.plain if a.text else None, a.reference) for a in found] == [("Une", None), (None, PLACE)]


def test_the_answer_takes_its_page_from_the_closure_of_the_same_day() -> None:
    day = {"typeJO": "JO_DEBAT", "dateJO": "2023-02-15", "pageJO": None}
    found = read(
        textesReponse={"texteReponse": {"infoJO": day, "texte": "A"}},
        cloture={"codeCloture": "REP_PUB", "dateCloture": "2023-02-15", "infoJO": {**day, "pageJO": "1369"}},
    )
    assert found.answers[0].reference == JournalReference(series="an-debats", date=dt.date(2023, 2, 15), page=1369)


@pytest.mark.parametrize(
    "closing",
    [
        {"typeJO": "JO_DEBAT", "dateJO": "2023-02-16", "pageJO": "1369"},       # another day
        {"typeJO": "JO_QUESTION", "dateJO": "2023-02-15", "pageJO": "1369"},    # another edition
    ],
)
def test_no_page_is_taken_from_a_closure_that_is_another_publication(closing: dict[str, str]) -> None:
    day = {"typeJO": "JO_DEBAT", "dateJO": "2023-02-15", "pageJO": None}
    found = read(
        textesReponse={"texteReponse": {"infoJO": day, "texte": "A"}},
        cloture={"codeCloture": "REP_PUB", "infoJO": closing},
    )
    assert found.answers[0].reference == JournalReference(series="an-debats", date=dt.date(2023, 2, 15))


@pytest.mark.parametrize(
    "flagged",
    [
        {"signalement": {"dateDepotSignal": "2023-02-01", "infoJO": INFO}},
        {"signalement": [{"dateSignal": "2023-02-01", "infoJO": [INFO]}]},
        {"signalements": {"signalement": {"dateDepotSignal": "2023-02-01", **INFO}}},
    ],
)
def test_a_signalement_is_read_in_each_of_its_shapes(flagged: dict[str, Any]) -> None:
    (found,) = read(**flagged).signalements
    assert (found.deposited, found.reference) == (dt.date(2023, 2, 1), PLACE)
    assert told(**flagged) == []


LATER = JournalReference(series="an-questions", date=dt.date(2023, 2, 21))


@pytest.mark.parametrize(
    ("renewed", "expected"),
    [
        ({"renouvellement": {"infoJO": INFO}}, [PLACE]),
        ({"renouvellement": [{"infoJO": INFO}, {"typeJO": "JO_QUESTION", "dateJO": "2023-02-21"}]}, [PLACE, LATER]),
        ({"renouvellement": {"infoJO": [INFO, {"typeJO": "JO_QUESTION", "dateJO": "2023-02-21"}]}}, [PLACE, LATER]),
        ({"renouvellement": {"dateRenouvellement": "2023-02-21", "typeJO": "JO_QUESTION"}}, [LATER]),
        ({"infoJO": INFO}, [PLACE]),
        ({"renouvellement": None}, []),
    ],
)
def test_renewals_are_read_in_each_of_their_shapes(renewed: dict[str, Any], expected: list[JournalReference]) -> None:
    assert [r.reference for r in read(renouvellements=renewed).renewals] == expected


@pytest.mark.parametrize(
    ("place", "corrects"),
    [
        ({"erratumQuestion": {"infoJO": INFO, "texte": "Lire"}}, "question"),
        ({"erratumReponse": {**INFO, "texte": "Lire"}}, "answer"),
        ({"textesQuestion": {"texteQuestion": {"texte": "A", "erratum": {"infoJO": INFO, "texte": "Lire"}}}}, "question"),
        ({"textesReponse": {"texteReponse": {"texte": "A"}, "erratum": [{"infoJO": INFO, "texte": "Lire"}]}}, "answer"),
    ],
)
def test_an_erratum_corrects_what_it_stands_with(place: dict[str, Any], corrects: str) -> None:
    (found,) = read(**place).errata
    assert found.text is not None
    assert (found.corrects, found.reference, found.text.plain) == (corrects, PLACE, "Lire")


def test_an_erratum_may_be_a_text_alone_or_nothing() -> None:
    found = read(erratumQuestion="Lire autrement", erratumReponse=None).errata
    assert [(e.corrects, e.text.plain if e.text else None, e.reference) for e in found] == [
        ("question", "Lire autrement", None)
    ]


def test_withdrawal_is_read_from_the_words_of_the_source() -> None:
    closing = {"codeCloture": "RET", "libelleCloture": "Question retirée (fin de mandat)", "dateCloture": "2023-05-02"}
    found = read(cloture=closing, textesReponse=None).closure
    assert found is not None
    assert (found.withdrawn, found.label) == (True, "Question retirée (fin de mandat)")


# ---- shapes ----------------------------------------------------------------------------------------------------------

SINGLE_OR_LIST = [
    ("identifiant",), ("indexationAN",), ("auteur",), ("auteur", "identite"), ("auteur", "groupe"), ("minInt",),
    ("minAttribs",), ("minAttribs", "minAttrib"), ("minAttribs", "minAttrib", "denomination"), ("textesQuestion",),
    ("textesQuestion", "texteQuestion"), ("textesQuestion", "texteQuestion", "infoJO"), ("textesReponse",),
    ("textesReponse", "texteReponse"), ("textesReponse", "texteReponse", "texte"), ("cloture",), ("cloture", "infoJO"),
    ("indexationAN", "rubrique"), ("indexationAN", "analyses"), ("indexationAN", "analyses", "analyse"), ("uid",),
]  # fmt: skip


@given(st.sets(st.sampled_from(SINGLE_OR_LIST)))
def test_an_object_and_a_list_of_one_are_the_same(paths: set[tuple[str, ...]]) -> None:
    changed = question()
    for path in sorted(paths, key=len, reverse=True):
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = [holder[path[-1]]]
    assert _bare(only(READER, as_json(changed))) == _bare(read())


def _bare(found: Question) -> Question:
    return replace(found, origin=replace(found.origin, digest="", pointer=None, file=found.origin.file))._without_file()


@pytest.mark.parametrize("nothing", [None, "", " \n", [], {}, {"@xsi:nil": "true"}, [None]])
@pytest.mark.parametrize("path", SINGLE_OR_LIST[1:-1])
def test_every_spelling_of_nothing_is_nothing(path: tuple[str, ...], nothing: object) -> None:
    changed = question()
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = nothing
    (reading,) = readings(READER, as_json(changed))
    del holder[path[-1]]
    (absent,) = readings(READER, as_json(changed))
    assert reading.question is not None
    assert _bare(reading.question) == _bare(only(READER, as_json(changed)))
    assert codes([reading]) == codes([absent])
