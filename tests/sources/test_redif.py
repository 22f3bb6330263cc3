"""The JO archive of the DILA: which answer belongs to which question, and whose day is whose."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.problems import entry
from anq2rdf.records import Answer, Attribution, Author, Constituency, Group, JournalReference, Ministry, Text
from anq2rdf.sources.structured.redif import READER
from anq2rdf.sources.structured.redif_fields import asked_by, dated_text, issue_number
from tests.sources.memory import MemoryDocument, codes, readings

DAY = dt.date(2026, 3, 10)


def question(number: int, kind: str = "QE", source: str = "AN", page: int = 2001, text: str = "") -> str:
    """Exemple inventé."""
    return f"""<question><idQuestion><source>{source}</source><type>{kind}</type>
      <numeroQuestion>{number}</numeroQuestion><legislature>17</legislature></idQuestion>
      <referencePublication><datePublication>2026-03-10</datePublication><pageJO>{page}</pageJO>
        <noPublication>20260010</noPublication></referencePublication>
      <ministreJO>Exemples</ministreJO><parlementaire>Mme Anne Exemple</parlementaire><Objet>Objet {number}</Objet>
      <texteQuestion>{text or f"{number}. — 20 janvier 2026. — Mme Anne Exemple demande {number}."}</texteQuestion>
    </question>"""


def answer(text: str, page: int | None = None) -> str:
    reference = (
        f"<referencePublication><datePublication>2026-03-10</datePublication><pageJO>{page}</pageJO>"
        "<noPublication>20260010</noPublication></referencePublication>"
    )
    return f"<reponse>{reference if page else ''}<texteReponse><![CDATA[{text}]]></texteReponse></reponse>"


def issue(asked: str = "", answered: str = "", root: str = "QuestionsPublieesAN") -> bytes:
    sections = f'<Section part="QE">{asked}</Section>\n<Section part="REP">{answered}</Section>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{sections}</{root}>'.encode()


def place(page: int) -> JournalReference:
    return JournalReference(series="an-questions", date=DAY, page=page, issue=10)


def texts(answers: tuple[Answer, ...]) -> list[tuple[str | None, JournalReference | None]]:
    return [(a.text.plain if a.text else None, a.reference) for a in answers]


def test_a_question_published_in_the_issue() -> None:
    (reading,) = readings(READER, issue(question(13382, text="13382. — 10 mars 2026. — Mme Anne Exemple demande.")))
    found = reading.question
    assert found is not None
    assert (found.uid, found.type, found.number) == ("QANR5L17QE13382", "QE", 13382)
    assert (found.title, found.rubrique, found.answers, found.closure) == ("Objet 13382", None, (), None)
    assert found.author == Author(label="Mme Anne Exemple", name="Anne Exemple")
    assert found.interrogated == Ministry(label="Exemples")
    assert found.reference == place(2001)
    assert found.text is not None
    assert found.text.plain == "Mme Anne Exemple demande."
    assert reading.problems == ()


def test_what_section_rep_says_of_publication_is_the_answers() -> None:
    (reading,) = readings(READER, issue(answered=f"<entree>{question(7, 'REP', page=2050)}{answer('Oui.')}</entree>"))
    found = reading.question
    assert found is not None
    assert found.uid == "QANR5L17QE7"
    assert found.reference == JournalReference(series="an-questions", date=dt.date(2026, 1, 20))
    assert texts(found.answers) == [("Oui.", place(2050))]
    assert found.text is not None
    assert found.text.plain == "Mme Anne Exemple demande 7."


ENTRIES = [
    (
        f"<entree>{question(7, 'REP')}{question(8, 'REP')}{answer('Ensemble.', 2051)}</entree>"
        f"<entree>{question(9, 'REP')}{answer('Seul.', 2052)}</entree>"
    ),
    f"{question(7, 'REP')}{question(8, 'REP')}{answer('Ensemble.', 2051)}{question(9, 'REP')}{answer('Seul.', 2052)}",
    (
        f"<e>{answer('Ensemble.', 2051)}<qs>{question(7, 'REP')}{question(8, 'REP')}</qs></e>"
        f"<e><qs>{question(9, 'REP')}</qs>{answer('Seul.', 2052)}</e>"
    ),
]


@pytest.mark.parametrize("answered", ENTRIES, ids=["entries", "flat", "wrapped"])
def test_one_answer_after_several_questions_is_given_with_each(answered: str) -> None:
    found = readings(READER, issue(question(1), answered))
    assert codes(found) == []
    assert [(r.question.number, texts(r.question.answers)) for r in found if r.question] == [
        (1, []), (7, [("Ensemble.", place(2051))]), (8, [("Ensemble.", place(2051))]), (9, [("Seul.", place(2052))]),
    ]  # fmt: skip
    assert [r.question.origin.pointer for r in found if r.question] == [
        "Section QE, question 1", "Section REP, question 1", "Section REP, question 2", "Section REP, question 3",
    ]  # fmt: skip
    assert len({r.question.origin.digest for r in found if r.question}) == 4


def test_an_answered_question_without_a_text_of_the_answer_has_its_place() -> None:
    (reading,) = readings(READER, issue(answered=f"<e>{question(7, 'REP', page=2050)}</e>"))
    assert reading.question is not None
    assert texts(reading.question.answers) == [(None, place(2050))]


def test_an_answer_to_nothing_is_said() -> None:
    found = readings(READER, issue(answered=f"<e>{answer('Oui.')}</e>"))
    assert [r.question for r in found] == [None]
    assert codes(found) == ["E242"]


def test_who_answered_is_told_where_the_answer_says_it() -> None:
    told = answer("Oui.").replace("<reponse>", "<reponse><ministreJO>Autres exemples</ministreJO>")
    (reading,) = readings(READER, issue(answered=f"<e>{question(7, 'REP')}{told}</e>"))
    assert reading.question is not None
    assert [a.ministry for a in reading.question.answers] == [Ministry(label="Autres exemples")]
    assert reading.question.interrogated == Ministry(label="Exemples")
    assert reading.question.attributions == (Attribution(ministry=Ministry(label="Autres exemples")),)


def test_the_heading_of_a_printed_answer_is_who_answered_not_who_was_asked() -> None:
    (reading,) = readings(READER, issue(answered=f"<e>{question(7, 'REP')}{answer('Oui.')}</e>"))
    assert reading.question is not None
    assert reading.question.interrogated is None
    assert reading.question.attributions == (Attribution(ministry=Ministry(label="Exemples")),)
    assert [a.ministry for a in reading.question.answers] == [Ministry(label="Exemples")]


def test_questions_of_the_senate_are_rejected() -> None:
    found = readings(READER, issue(question(1, source="SENAT") + question(2)))
    assert [r.question.number if r.question else r.problems[0].code for r in found] == ["E258", 2]
    nameless = question(1).replace("<source>AN</source>", "")
    assert codes(readings(READER, issue(nameless, root="QuestionsPublieesAS"))) == ["E258"]
    assert codes(readings(READER, issue(nameless))) == []


def test_names_may_vary_in_case() -> None:
    plain = issue(question(1), ENTRIES[0])
    upper = plain.decode()
    for name in ("idQuestion", "numeroQuestion", "referencePublication", "texteReponse", "reponse", "Objet", "Section"):
        upper = upper.replace(f"<{name}", f"<{name.upper()}").replace(f"</{name}>", f"</{name.upper()}>")
    assert [r.question.answers for r in readings(READER, upper.encode()) if r.question] == [
        r.question.answers for r in readings(READER, plain) if r.question
    ]


def test_an_unknown_section_gives_no_place_to_its_questions() -> None:
    data = issue(question(1)).replace(b'part="QE"', b'part="RAPPEL"')
    (reading,) = readings(READER, data)
    assert reading.question is not None
    assert reading.question.reference == JournalReference(series="an-questions", date=dt.date(2026, 1, 20))
    assert (reading.question.answers, codes([reading])) == ((), ["E223"])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("13382. — 10 mars 2026. — Mme X", ("Mme X", "10 mars 2026")),
        ("13382.-1er avril 2025.-Mme X", ("Mme X", "1er avril 2025")),
        ("  13382 . &#8212; 1<sup>er</sup> avril 2025. &#150; Mme X", ("<sup></sup>Mme X", "1er avril 2025")),
        ("<p><b>13382.</b> — 10 mars 2026. — Mme X</p>", ("<p><b></b>Mme X</p>", "10 mars 2026")),
        ("13 382. – 10 mars 2026 – Mme X", ("Mme X", "10 mars 2026")),
        ("13383. — 10 mars 2026. — Mme X", ("13383. — 10 mars 2026. — Mme X", None)),
        ("Mme X cite le 13382. — 10 mars 2026. — fin", ("Mme X cite le 13382. — 10 mars 2026. — fin", None)),
        ("13382. — mars 2026. — Mme X", ("13382. — mars 2026. — Mme X", None)),
        (None, (None, None)),
    ],
)
def test_the_day_before_a_text(raw: str | None, expected: tuple[str | None, str | None]) -> None:
    assert dated_text(raw, 13382) == expected


def test_an_impossible_day_before_a_text_is_said() -> None:
    entry_of = question(7, "REP", text="7. — 31 février 2026. — Texte") + answer("A")
    (reading,) = readings(READER, issue(answered=entry_of))
    assert reading.question is not None
    assert (reading.question.reference, codes([reading])) == (None, ["E260"])


@pytest.mark.parametrize(
    ("label", "name", "group", "department"),
    [
        ("Mme Corinne Vignon", "Corinne Vignon", Group(), None),
        ("M. Jean-Luc Exemple (Var - EPR)", "Jean-Luc Exemple", Group(short="EPR"), "83"),
        ("M. Jean Exemple (Groupe inventé - Haute-Garonne)", "Jean Exemple", Group(label="Groupe inventé"), "31"),
        ("Mme Anne Le Exemple, Corse-du-Sud", "Anne Le Exemple", Group(), "2A"),
        ("Mme Anne Exemple (un, deux)", "Anne Exemple", Group(), None),
        ("Exemple (Anne)", "Exemple (Anne)", Group(), None),
    ],
)
def test_who_asks(label: str, name: str, group: Group, department: str | None) -> None:
    author, found, constituency = asked_by(label)
    assert (author.name, found, constituency) == (name, group, Constituency(department=department))


def test_the_issue_is_told_by_its_year_and_number() -> None:
    assert [issue_number(raw) for raw in ("20260010", "10", None)] == ["0010", "10", None]


@pytest.mark.parametrize("data", [b"<question/>", b"<QUESTION/>", b"<questionsEcrites/>", b'{"a": 1}', b"", b"<html>"])
def test_what_is_no_issue_is_not_recognised(data: bytes) -> None:
    assert not READER.recognises(data)


def test_a_doctype_is_refused_and_a_cut_keeps_what_was_complete() -> None:
    whole = issue(question(1) + question(2), ENTRIES[0])
    assert codes(readings(READER, whole.replace(b"?>\n", b"?>\n<!DOCTYPE a [<!ENTITY b 'c'>]>"))) == ["E220"]
    cut = whole[: whole.index(b"numeroQuestion>2<")]
    found = readings(READER, cut)
    assert [r.question.number if r.question else None for r in found] == [1, None]
    assert codes(found) == ["E222"]


@given(st.integers(80, 6000))
def test_every_question_before_a_cut_comes_through(at: int) -> None:
    whole = issue(question(1) + question(2), ENTRIES[1])
    cut = whole[: min(at, len(whole) - 2)]
    found = readings(READER, cut)
    complete = cut.partition(b"REP")[0].count(b"</question>")
    assert [r.question.number for r in found if r.question][:complete] == [1, 2][:complete]
    assert codes(found)[-1] == "E222"
    for reading in found:
        assert any(entry(p.code).severity == "error" for p in reading.problems) == (reading.question is None)


@given(st.binary(max_size=60), st.integers(0, 6000), st.integers(0, 400))
def test_noise_never_raises_and_every_rejection_says_why(noise: bytes, at: int, span: int) -> None:
    whole = issue(question(1) + question(2), ENTRIES[0])
    for reading in READER.read(MemoryDocument(whole[:at] + noise + whole[at + span :])):
        severities = [entry(p.code).severity for p in reading.problems]
        assert ("error" in severities) == (reading.question is None)


def test_texts_may_hold_markup_that_is_not_wrapped() -> None:
    (reading,) = readings(READER, issue(question(5, text="<p>5. — 20 janvier 2026. — Un</p><p>deux</p>")))
    assert reading.question is not None
    assert isinstance(reading.question.text, Text)
    assert reading.question.text.plain == "Un\n\ndeux"
