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
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.limits import Limits
from anq2rdf.problems import entry
from anq2rdf.records import JournalReference, Question
from anq2rdf.sources.structured import opendata_json
from anq2rdf.sources.structured.json_values import duplicate_keys
from anq2rdf.sources.structured.json_window import JsonWindow
from anq2rdf.sources.structured.opendata_json import READER, canonical
from tests.sources.memory import Generated, MemoryDocument, as_json, bare, codes, only, question, readings

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
        ({"textesQuestion": {"texteQuestion": {"erratum": {"infoJO": INFO, "texte": "Lire"}}}}, "question"),
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
    assert bare(only(READER, as_json(changed))) == bare(read())


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
    assert bare(reading.question) == bare(only(READER, as_json(changed)))
    assert codes([reading]) == codes([absent])


def test_numbers_may_be_numbers() -> None:
    found = read(
        identifiant={"numero": 4321, "legislature": 16},
        textesQuestion={"texteQuestion": {"infoJO": {"dateJO": "2023-01-10", "pageJO": 12, "numJO": 2.0}}},
    )
    assert (found.number, found.legislature) == (4321, 16)
    assert found.reference == JournalReference(date=dt.date(2023, 1, 10), page=12, issue=2)


def test_a_text_may_stand_in_an_object() -> None:
    found = read(textesQuestion={"texteQuestion": {"texte": {"#text": "Question &eacute;crite"}}})
    assert found.text is not None
    assert found.text.plain == "Question écrite"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"type": True}, "/question/type"),
        ({"indexationAN": {"rubrique": ["eau", "mer"]}}, "/question/indexationAN/rubrique"),
        ({"indexationAN": {"rubrique": {"code": "eau"}}}, "/question/indexationAN/rubrique"),
        ({"minInt": "Exemples"}, "/question/minInt"),
        ({"cloture": [{"codeCloture": "A"}, {"codeCloture": "B"}]}, "/question/cloture"),
        ({"textesReponse": {"texteReponse": [{"texte": "A"}, {"texte": 1.5e400}]}},
         "/question/textesReponse/texteReponse/1/texte"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_belong_there_rejects_with_its_pointer(changes: dict[str, Any], pointer: str) -> None:
    assert rejected(as_json(question(**changes))) == [("E231", pointer)]


def test_unknown_keys_are_said_once_each_and_known_unused_ones_never() -> None:
    changed = question(nouveau=1, chronotag="x", **{"@xmlns": "y"})
    changed["auteur"]["identite"]["trigramme"] = "ABC"
    assert told(**changed) == ["E223", "E223"]
    giant = json.dumps({"questionsEcrites": {"question": [changed, {**changed, "nouveau": 2}]}}).encode()
    assert codes(readings(READER, giant)) == ["E223", "E223"]


# ---- identity and contradictions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"identifiant": {"numero": "", "legislature": "16"}}, "E242"),
        ({"identifiant": {"numero": "4321"}}, "E242"),
        ({"identifiant": None}, "E242"),
        ({"type": None}, "E242"),
        ({"type": "QX"}, "E242"),
        ({"identifiant": {"numero": "4321", "legislature": "6"}}, "E261"),
        ({"identifiant": {"numero": "4321", "legislature": "99"}}, "E261"),
        ({"identifiant": {"numero": "4321", "legislature": "XXL"}}, "E261"),
        ({"uid": "QANR5L15QE4321"}, "E251"),
        ({"uid": "QANR5L16QG4321"}, "E251"),
        ({"uid": "QANR5L16QE4322"}, "E251"),
        ({"uid": "QANR5L16QE4321> <x"}, "E251"),
        ({"uid": "../QANR5L16QE4321"}, "E251"),
    ],
)
def test_a_question_that_cannot_be_named_is_rejected(changes: dict[str, Any], code: str) -> None:
    assert [found for found, _ in rejected(as_json({**question(), **changes}))] == [code]


def test_a_question_without_uid_is_named_by_its_parts() -> None:
    assert read(uid=None).uid == "QANR5L16QE4321"


def test_the_schema_type_tells_the_type_where_nothing_else_does() -> None:
    found = only(READER, as_json(question(uid=None, type=None, **{"@xsi:type": "QuestionOrale_Type"})))
    assert (found.type, found.uid) == ("QOSD", "QANR5L16QOSD4321")


def test_a_legislature_to_come_is_read() -> None:
    found = read(uid="QANR5L18QE4321", identifiant={"numero": "4321", "legislature": "18"})
    assert (found.legislature, found.uid) == (18, "QANR5L18QE4321")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"textesReponse": None}, ["E267"]),
        ({"textesReponse": None, "cloture": None}, []),
        ({"cloture": {"codeCloture": "REP_PUB", "dateCloture": "2023-03-14"}}, ["E268"]),
        ({"cloture": {"codeCloture": "FM", "dateCloture": "2023-03-14"}}, []),
        ({"textesQuestion": {"texteQuestion": {"infoJO": {"dateJO": "2023-03-14"}, "texte": "A"}}}, ["E269"]),
        ({"indexationAN": {"rubrique": None}}, ["E270"]),
        ({"auteur": None}, ["E120"]),
        ({"auteur": {"identite": {"acteurRef": "PA1"}, "groupe": {"organeRef": "POnull", "abrege": "NI"}}}, ["E119"]),
        ({"auteur": {"identite": {"acteurRef": "PA1", "mandatRef": "x y"}}}, ["E125"]),
    ],
)
def test_faults_of_the_source_are_said(changes: dict[str, Any], expected: list[str]) -> None:
    changed = {**question(), **changes}
    (reading,) = readings(READER, as_json(changed))
    assert reading.question is not None
    assert codes([reading]) == expected


def test_a_group_without_identifier_keeps_its_label() -> None:
    group = {"organeRef": "POnull", "abrege": "NI", "developpe": "Non inscrit"}
    found = read(auteur={"identite": {"acteurRef": "PA1"}, "groupe": group}).group
    assert (found.id, found.short, found.label) == (None, "NI", "Non inscrit")


# ---- layouts ---------------------------------------------------------------------------------------------------------


def three() -> list[dict[str, Any]]:
    return [
        question(uid=f"QANR5L16QE{n}", identifiant={"numero": str(n), "legislature": "16"}) for n in (101, 102, 103)
    ]


def layouts() -> dict[str, bytes]:
    wrapped = [json.dumps({"question": q}, ensure_ascii=False) for q in three()]
    return {
        "giant": json.dumps({"questionsEcrites": {"question": three()}}).encode(),
        "giant, indented": json.dumps({"questionsGvt": {"@xmlns": "x", "question": three()}}, indent=1).encode(),
        "array": json.dumps(three()).encode(),
        "array of wrapped": f"[{','.join(wrapped)}]".encode(),
        "root array": json.dumps({"question": three()}).encode(),
        "lines": "\n".join(wrapped).encode(),
        "lines, ended": ("\r\n".join(wrapped) + "\r\n\r\n").encode(),
        "bare lines": "\n".join(json.dumps(q) for q in three()).encode(),
        "concatenated": "".join(wrapped).encode(),
        "concatenated, indented": "\n".join(json.dumps({"question": q}, indent=2) for q in three()).encode(),
        "giant, utf-16": json.dumps({"questionsEcrites": {"question": three()}}).encode("utf-16"),
        "array, utf-32": json.dumps(three(), ensure_ascii=False).encode("utf-32-be"),
        "lines, byte order mark": b"\xef\xbb\xbf" + "\n".join(wrapped).encode(),
    }


@pytest.mark.parametrize("name", layouts())
def test_every_layout_gives_the_same_questions(name: str) -> None:
    found = readings(READER, layouts()[name])
    assert codes(found) == []
    expected = [bare(only(READER, as_json(q))) for q in three()]
    assert [bare(r.question) for r in found if r.question] == expected
    assert len({r.question.origin.pointer for r in found if r.question}) == 3 or name == "concatenated"


def test_pointers_and_digests_in_a_file_of_many() -> None:
    found = [r.question for r in readings(READER, layouts()["giant"])]
    assert [q.origin.pointer for q in found if q] == [f"/questionsEcrites/question/{n}" for n in range(3)]
    plain = json.dumps(three()[1], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert found[1] is not None
    assert found[1].origin.digest == hashlib.sha256(plain).hexdigest()


@pytest.mark.parametrize(
    "wrapped", [{"questionsGvt": {"question": question()}}, question(), {"question": [question()]}]
)
def test_one_question_where_many_are_usual(wrapped: dict[str, Any]) -> None:
    assert bare(only(READER, json.dumps(wrapped).encode())) == bare(read())


def test_an_empty_archive_holds_nothing() -> None:
    assert readings(READER, b'{"questionsEcrites": {"question": []}}') == []


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n  "])
def test_what_stands_before_a_question_does_not_matter(mark: bytes) -> None:
    assert bare(only(READER, mark + as_json(question()))) == bare(read())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_question_in_wide_characters_is_read(encoding: str) -> None:
    data = as_json(question()).decode().encode(encoding)
    assert bare(only(READER, data)) == bare(read())
    assert only(READER, data).origin.digest == hashlib.sha256(data).hexdigest()


def test_a_question_longer_than_the_head_is_read() -> None:
    long = "é" * 100_000
    found = read(textesQuestion={"texteQuestion": {"texte": long}})
    assert found.text is not None
    assert found.text.plain == long
    assert found.origin.pointer is None


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"<question/>", b'{"acteur": {"uid": "PA1"}}', b"", b"QUESTION", b"\xff\xfe"]
)
def test_what_is_no_question_is_not_recognised(data: bytes) -> None:
    assert not READER.recognises(data)


# ---- damage ----------------------------------------------------------------------------------------------------------


def test_lone_surrogates_are_replaced_and_counted() -> None:
    data = as_json(question()).replace("Question inventée ?".encode(), rb"a\ud800b\udc00c \ud83d\ude00")
    (reading,) = readings(READER, data)
    assert reading.question is not None
    assert reading.question.text is not None
    assert reading.question.text.plain == "a\ufffdb\ufffdc \U0001f600"
    assert [(p.code, p.detail) for p in reading.problems] == [("E230", "2")]


def test_lone_surrogates_in_a_giant_file_belong_to_their_own_question() -> None:
    data = layouts()["giant"].replace(rb"Question invent\u00e9e ?", rb"a\ud800", 2).replace(rb"a\ud800", b"ok", 1)
    found = readings(READER, data)
    assert [codes([r]) for r in found] == [[], ["E230"], []]


def test_bytes_that_are_no_utf8_are_replaced_and_counted() -> None:
    data = as_json(question()).replace("inventée ?".encode(), b"invent\xe9e ?")
    (reading,) = readings(READER, data)
    assert reading.question is not None
    assert reading.question.text is not None
    assert reading.question.text.plain == "Question invent\ufffde ?"
    assert codes([reading]) == ["E230"]


def test_control_characters_are_removed_and_counted() -> None:
    data = as_json(question()).replace("Question inventée ?".encode(), rb"a\u0000b\u0007c")
    (reading,) = readings(READER, data)
    assert reading.question is not None
    assert reading.question.text is not None
    assert reading.question.text.plain == "abc"
    assert [(p.code, p.detail) for p in reading.problems] == [("E230", "2")]


@pytest.mark.parametrize("literal", ["NaN", "1e400", "-Infinity", "9" * 5000, "1" * 30])
def test_odd_numbers_are_harmless_where_nothing_is_read(literal: str) -> None:
    data = as_json(question()).replace(b'"5eme Republique"', literal.encode())
    assert bare(only(READER, data)) == bare(read())


@pytest.mark.parametrize("literal", ["NaN", "1e400"])
def test_odd_numbers_are_refused_where_one_is_read(literal: str) -> None:
    data = as_json(question()).replace(b'"numero": "4321"', b'"numero": ' + literal.encode())
    assert rejected(data) == [("E231", "/question/identifiant/numero")]


def test_a_number_beyond_all_numbers_names_no_question() -> None:
    data = as_json(question()).replace(b'"numero": "4321"', b'"numero": ' + b"9" * 5000)
    assert [code for code, _ in rejected(data)] == ["E242"]


def test_malformed_json_is_refused_with_its_line() -> None:
    data = b'{"question": {\n "uid": "QANR5L16QE1",\n "type": "QE",\n}}'
    assert rejected(data) == [("E233", "line 4, column 1")]


def test_a_trailing_comma_ends_an_array_with_one_rejection() -> None:
    data = json.dumps(three()).encode()[:-1] + b",\n]"
    assert [r.question is not None for r in readings(READER, data)] == [True, True, True, False]
    assert rejected(data) == [("E233", "line 2, column 1")]


@pytest.mark.parametrize("name", ["giant", "giant, indented", "array", "concatenated", "giant, utf-16"])
@pytest.mark.parametrize("share", [0.4, 0.7, 0.95, 0.999])
def test_what_is_complete_before_a_cut_is_kept_and_the_rest_is_one_rejection(name: str, share: float) -> None:
    whole = layouts()[name]
    found = readings(READER, whole[: int(len(whole) * share)])
    complete = [r.question.number for r in found if r.question]
    assert complete == [101, 102, 103][: len(complete)]
    assert len(complete) >= int(share * 3)
    assert codes(found) == ["E233"]


def test_a_damaged_line_costs_that_line_alone() -> None:
    lines = layouts()["lines"].split(b"\n")
    for damaged in range(3):
        broken = [line[:-5] if n == damaged else line for n, line in enumerate(lines)]
        found = readings(READER, b"\n".join(broken))
        assert [r.question is not None for r in found] == [n != damaged for n in range(3)], damaged
        assert codes(found) == ["E233"]


def test_what_is_no_question_in_a_file_of_many_is_rejected_alone() -> None:
    data = json.dumps([three()[0], "x", None, {}, three()[1]]).encode()
    found = readings(READER, data)
    outcomes = [r.question.number if r.question else r.problems[0].code for r in found]
    assert outcomes == [101, "E231", "E231", "E242", 102]


@pytest.mark.parametrize("data", [
    b'{"question": ' + b"[" * 100_000,
    b'{"question": {"uid": ' + b'{"a":' * 100_000,
    b'{"question": {"uid": "x", "regime": ' + b"[" * 200 + b"]" * 200 + b"}}",
    b'{"questionsEcrites": {"question": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}}",
    b'[{"minAttribs": ' + b"[" * 100 + b"]" * 100 + b"}]",
])  # fmt: skip
def test_deep_nesting_is_refused(data: bytes) -> None:
    assert [code for code, _ in rejected(data)] == ["E232"]


def test_a_value_beyond_the_cap_is_refused() -> None:
    data = b'[{"uid": "' + b"x" * 3_000_000 + b'"}]'
    assert [code for code, _ in rejected(b'[{"identifiant": 1,' + data[2:], Limits(member_bytes=1 << 20))] == ["E232"]


def test_a_text_and_a_field_beyond_their_caps() -> None:
    limits = Limits(text_characters=1000, field_characters=100)
    long_text = as_json(question(textesQuestion={"texteQuestion": {"texte": "x" * 1001}}))
    assert [code for code, _ in rejected(long_text, limits)] == ["E266"]
    long_label = as_json(question(indexationAN={"rubrique": "x" * 101, "analyses": {"analyse": "A"}}))
    (reading,) = readings(READER, long_label, limits=limits)
    assert reading.question is not None
    assert (reading.question.rubrique, codes([reading])) == (None, ["E262", "E270"])


@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(0, 400))
def test_noise_never_raises_and_every_rejection_says_why(noise: bytes, at: int, span: int) -> None:
    whole = layouts()["giant"]
    data = whole[:at] + noise + whole[at + span :]
    found = list(READER.read(MemoryDocument(data)))
    for reading in found:
        severities = [entry(p.code).severity for p in reading.problems]
        assert ("error" in severities) == (reading.question is None)
    assert found


def test_duplicate_keys_are_found_on_demand() -> None:
    assert duplicate_keys(b'{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}') == ("c", "a")
    assert duplicate_keys(b'[{"a": 1}, {"a": 1}]') == ()
    assert duplicate_keys('{"é": 1, "é": 2}'.encode("utf-16")) == ("é",)
    assert duplicate_keys(b'{"a": 1, ') == ()


STRINGS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-2**70, 2**70) | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=8,
))  # fmt: skip
def test_canonical_json_is_what_the_standard_library_writes(value: Any) -> None:
    assert canonical(value) == json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


# ---- guessing where a record ends ------------------------------------------------------------------------------------

ODD = st.sampled_from(
    ["", "x", '}, {"uid"', '"}, {"uid": "', "\\", '\\"', "\ud800", "\ud83d\ude00", "\ufeff", "}", "[[", "é", "😀", "\n"]
)
ODD_VALUES = st.one_of(
    ODD, st.none(), st.booleans(), st.integers(), st.integers(10**60, 10**70), st.floats(), st.lists(ODD, max_size=2),
    st.dictionaries(st.sampled_from(["uid", "#text", "@xsi:nil", "question", "x"]), ODD, max_size=2),
)
ODD_RECORDS = st.dictionaries(
    st.sampled_from(["uid", "chronotag", "type", "textesQuestion", "cloture", "question", "inconnu", "minAttribs", "@xmlns"]), ODD_VALUES, max_size=4
)


@given(
    st.lists(ODD_RECORDS | st.just({}) | ODD_VALUES, max_size=8), st.sampled_from([None, 0, 1, 2]), st.booleans(),
    st.lists(st.tuples(st.integers(0, 20_000), st.sampled_from(list(b'{}[],:"\\x \xff'))), max_size=2),
)
@settings(max_examples=300, deadline=None)
def test_the_short_way_of_records_in_a_file_of_many_changes_nothing(changes: list[Any], indent: int | None, ascii_only: bool, damages: list[tuple[int, int]]) -> None:
    def made(number: int, change: Any) -> Any:
        if not isinstance(change, dict):
            return change
        return question(uid=f"QANR5L16QE{number}", identifiant={"numero": str(number), "legislature": "16"}) | change

    records = [made(number, change) for number, change in enumerate(changes, 1)]
    text = json.dumps({"questionsEcrites": {"question": records}}, indent=indent, ensure_ascii=ascii_only)
    if indent == 2:
        text = "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in [question(), *records])
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for at, byte in damages:
        data[at % len(data)] = byte
    with pytest.MonkeyPatch.context() as patch:
        found = list(READER.read(MemoryDocument(bytes(data))))
        patch.setattr(opendata_json, "_USUAL_DEPTH", 1000)
        assert found == list(READER.read(MemoryDocument(bytes(data))))


def test_a_deep_value_is_refused_where_a_record_ends_as_the_one_before() -> None:
    deep = json.loads("[" * 70 + "]" * 70)
    records = [three()[0], three()[1], three()[2] | {"chronotag": deep}]
    assert [code for code, _ in rejected(json.dumps(records).encode())] == ["E232"]


def test_records_that_end_alike_are_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    take = JsonWindow.take
    monkeypatch.setattr(JsonWindow, "take", lambda window, text: (taken.append(text), take(window, text)))
    records = three() + three()
    readings(READER, json.dumps(records).encode())
    assert [json.loads(text) for text in taken] == records[1:-1]     # the first shows how, the last has none behind it


def test_the_column_of_a_fault_is_that_of_the_file_however_far_the_window_has_slid() -> None:
    records = [question(textesQuestion={"texteQuestion": {"texte": "x" * 200_000}}) for _ in range(8)]
    data = json.dumps(records).encode()
    assert rejected(data[:-1] + b";") == [("E233", f"line 1, column {len(data)}")]


# ---- size ------------------------------------------------------------------------------------------------------------


class Endless(MemoryDocument):
    """A giant archive that is made while it is read."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        super().__init__(b"")
        self._pieces = pieces

    def open(self) -> BinaryIO:
        return Generated(self._pieces())  # type: ignore[return-value]


def test_memory_stays_flat_over_a_giant_file() -> None:
    count = 5_000
    text = "x" * 10_000

    def pieces() -> Iterator[bytes]:
        yield b'{"questionsEcrites": {"question": ['
        for number in range(1, count + 1):
            one = {
                "uid": f"QANR5L14QE{number}",
                "identifiant": {"numero": str(number), "legislature": "14"},
                "type": "QE",
                "textesQuestion": {"texteQuestion": {"texte": text}},
            }
            yield (b"" if number == 1 else b",") + json.dumps(one).encode()
        yield b"]}}"

    document = Endless(pieces)
    found = READER.read(document)
    for _ in range(500):
        next(found)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rest = sum(1 for reading in found if reading.question is not None)
    assert rest == count - 500
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024    # kB, over 45 MB of text


# ---- official records ------------------------------------------------------------------------------------------------


def test_every_official_record_is_converted_and_only_known_faults_are_said(corpus: Path) -> None:
    count, said = 0, set()
    for archive in sorted((corpus / "opendata").glob("*/*.zip")):
        with zipfile.ZipFile(archive) as members:
            for name in members.namelist():
                (reading,) = readings(READER, members.read(name))
                assert reading.question is not None, (name, reading.problems)
                assert reading.question.uid == Path(name).stem
                assert len(reading.question.answers) == 1
                count += 1
                said.update((reading.question.uid, p.code) for p in reading.problems if p.code != "E264")
    assert count == 1_659
    assert {uid for uid, code in said if code == "E119"} == {"QANR5L15QG1194", "QANR5L15QG3096"}
    assert {code for _, code in said} == {"E119", "E268", "E270"}
