"""Layout A: values in private tags, nothing well formed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.text import text_from_html
from anq2rdf.records import JournalReference, Reminder, Renewal, Signalement
from anq2rdf.sources.pages.page_a import READER
from tests.sources.page_documents import ANSWERED_A, codes, page_a, question, reading


def test_every_field_of_a_page() -> None:
    read = question(READER, page_a(answered=ANSWERED_A, answer="Réponse inventée.", code="REP_PUB"))
    assert (read.uid, read.legislature, read.type, read.number) == ("QANR5L11QE12", 11, "QE", 12)
    assert (read.title, read.rubrique, read.head_analysis) == ("vaccins", "santé publique", "vaccins")
    assert read.analyses == ("rappels", "calendrier")
    assert (read.author.label, read.author.name, read.author.family_first, read.author.id) == (
        "Mme Exemple Inventée",
        "Exemple Inventée",
        True,
        None,
    )
    assert (read.group.label, read.group.short) == ("Groupe inventé", "GI")
    assert (read.constituency.department, read.constituency.number) == ("69", None)
    assert read.interrogated is not None
    assert read.interrogated.label == "santé"
    assert [(a.ministry.label, a.reference, a.change) for a in read.attributions] == [("travail", None, False)]
    assert read.reference == JournalReference(series="an-questions", date=dt.date(1998, 3, 2), page=1234)
    assert read.text is not None
    assert read.text.plain == "Texte inventé."
    assert read.answers[0].reference == JournalReference(series="an-questions", date=dt.date(1998, 5, 4), page=2345)
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse inventée."
    assert read.closure is None  # a page that shows an answer states no closure


def test_the_events() -> None:
    events = (
        "Date de signalement :&nbsp;<B><DSIGN>10/04/1998</DSIGN></B><BR>Rappel : <B><DRAPS>11/05/1998</DRAPS></B><BR>"
        "Date de changement d'attribution :&nbsp;<B><DCA>12/03/1998</DCA></B>"
    )
    read = question(READER, page_a(events=events))
    assert read.signalements == (Signalement(reference=JournalReference(date=dt.date(1998, 4, 10))),)
    assert read.reminders == (Reminder(reference=JournalReference(date=dt.date(1998, 5, 11))),)
    assert read.renewals == ()
    assert [(a.ministry.label, a.reference, a.change) for a in read.attributions] == [
        ("travail", JournalReference(date=dt.date(1998, 3, 12)), True)
    ]


@pytest.mark.parametrize(
    "events",
    [
        "<DSIGN></DSIGN>Date de renouvellement : <B><DRAPS>11/05/2009</DRAPS></B><DCA></DCA>",
        "<DSIGN></DSIGN><DRAPS>Question renouvelée le 11/05/2009</DRAPS><DCA></DCA>",
    ],
)
def test_the_visible_words_make_a_renewal_of_a_reminder(events: str) -> None:
    found = reading(READER, page_a(legislature="13", events=events))
    assert found.question is not None
    assert found.question.reminders == ()
    assert codes(found) == []
    assert found.question.renewals == (Renewal(reference=JournalReference(date=dt.date(2009, 5, 11))),)


def test_several_changes_only_the_last_is_of_the_ministry_named() -> None:
    found = reading(READER, page_a(events="<DSIGN></DSIGN><DRAPS></DRAPS><DCA>12/04/1998, 12/03/1998</DCA>"))
    assert found.question is not None
    assert [(a.ministry.label, a.reference) for a in found.question.attributions] == [
        ("travail", JournalReference(date=dt.date(1998, 4, 12)))
    ]
    assert [p.detail for p in found.problems if p.code == "E241"] == [
        "changement d'attribution du 1998-03-12 : ministère non indiqué"
    ]


def test_errata() -> None:
    errata = "<DERQ>09/03/1998</DERQ><PGERQ>1400</PGERQ><DERR>11/05/1998</DERR><PGERREP>2500</PGERREP>"
    read = question(READER, page_a(errata=errata))
    assert [(e.corrects, e.reference) for e in read.errata] == [
        ("question", JournalReference(series="an-questions", date=dt.date(1998, 3, 9), page=1400)),
        ("answer", JournalReference(series="an-questions", date=dt.date(1998, 5, 11), page=2500)),
    ]


def test_a_withdrawal() -> None:
    withdrawal = (
        "<TR><TD colspan=3 align=center>\n<RET><B>Question retirée</RET>\n&nbsp;le : </B>\n<DRET>06/04/1998</DRET>\n"
        "&nbsp;(\n<CRET>Retrait à l'initiative de l'auteur</CRET>\n)</TD></TR>"
    )
    closure = question(READER, page_a(withdrawal=withdrawal, code="AU")).closure
    assert closure is not None
    assert (closure.code, closure.label, closure.date, closure.withdrawn) == (
        "AU",
        "Retrait à l'initiative de l'auteur",
        dt.date(1998, 4, 6),
        True,
    )


def test_a_raw_code_alone_is_a_closure_without_date() -> None:
    closure = question(READER, page_a(code="FL")).closure
    assert closure is not None
    assert (closure.code, closure.label, closure.date, closure.withdrawn) == ("FL", None, None, False)


def test_closed_as_answered_without_an_answer() -> None:
    found = reading(READER, page_a(code="REP_PUB"))
    assert found.question is not None
    assert found.question.answers == ()
    assert found.question.closure is not None
    assert found.question.closure.code == "REP_PUB"
    assert codes(found) == ["E267"]


def test_the_complement_is_one_more_paragraph_of_the_answer() -> None:
    read = question(READER, page_a(answer="Réponse.", complement="Complément."))
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse.\n\nComplément."


def test_stray_markup_around_and_in_texts() -> None:
    text = "<html><BODY bgColor=#ffffff>Premier.<BR>Deuxi&egrave;me &#8364; &#150; <B>fin</html>"
    read = question(READER, page_a(question=text))
    assert read.text is not None
    assert read.text.plain == "Premier.\nDeuxième € – fin"


def test_the_end_tag_of_a_text_after_its_html() -> None:
    page = page_a(answer="Réponse.").replace("<REP>Réponse.</REP>", "<REP> <html>Réponse.</REP> </html>")
    read = question(READER, page)
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse."


def test_any_case_of_the_tags() -> None:
    lower = page_a(answer="Réponse.").replace("<NUM>12</NUM>", "<num>12</num>").replace("<QUEST>", "<Quest>")
    assert question(READER, lower).number == 12


@pytest.mark.parametrize(
    ("broken", "field", "value"),
    [
        (("</NUM>", ""), "number", 12),
        (("</LEG>", ""), "legislature", 11),
        (("</RUB>", ""), "rubrique", "santé publique"),
        (("</TANA>", ""), "head_analysis", "vaccins"),
    ],
)
def test_a_missing_end_tag_takes_nothing_of_the_next_value(broken: tuple[str, str], field: str, value: object) -> None:
    assert getattr(question(READER, page_a().replace(*broken)), field) == value


def test_a_text_without_its_end_tag_ends_before_the_next_heading() -> None:
    read = question(READER, page_a(answer="Réponse.").replace("</QUEST>", ""))
    assert read.text is not None
    assert read.text.plain == "Texte inventé."
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse."


def test_an_empty_text_is_no_text_and_no_problem() -> None:
    found = reading(READER, page_a(question=" "))
    assert found.question is not None
    assert found.question.text is None
    assert codes(found) == []


def test_a_missing_text_section_is_said() -> None:
    page = page_a().replace("<QUEST>Texte inventé.</QUEST>", "").replace("Texte de la QUESTION", "")
    found = reading(READER, page)
    assert [(p.code, p.detail) for p in found.problems if p.code == "E241"] == [("E241", "Texte de la question")]


@pytest.mark.parametrize(
    ("type", "question_series", "answer_series"),
    [("QE", "an-questions", "an-questions"), ("QG", "an-debats", "an-debats"), ("QOSD", None, "an-debats")],
)
def test_the_series_follows_the_kind_of_question(type: str, question_series: str, answer_series: str) -> None:  # noqa: A002
    read = question(READER, page_a(type=type, answered=ANSWERED_A))
    assert read.reference is not None
    assert read.reference.series == question_series
    assert read.answers[0].reference is not None
    assert read.answers[0].reference.series == answer_series


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"number": ""}, "E242"),
        ({"type": "QX"}, "E242"),
        ({"legislature": ""}, "E261"),
        ({"legislature": "3"}, "E261"),
    ],
)
def test_a_question_that_cannot_be_named_is_rejected(field: dict[str, str], code: str) -> None:
    found = reading(READER, page_a(**field))
    assert found.question is None
    assert [p.code for p in found.problems] == [code]


def test_a_page_without_legislature_is_rejected() -> None:
    page = page_a().replace("<LEG>11ème législature</LEG>", "").replace("<NLEG>11</NLEG>", "")
    assert [p.code for p in reading(READER, page).problems] == ["E242"]


def test_two_legislatures_on_one_page_contradict_each_other() -> None:
    found = reading(READER, page_a().replace("<NLEG>11</NLEG>", "<NLEG>12</NLEG>"))
    assert found.question is None
    assert [p.code for p in found.problems] == ["E251"]


@pytest.mark.parametrize("day", ["31/02/1998", "03/1998", "00/00/0000", "02/03/1998 09/03/1998", "2/3/98"])
def test_a_date_that_is_none_is_left_out_and_said(day: str) -> None:
    found = reading(READER, page_a().replace("<DPQ>02/03/1998</DPQ>", f"<DPQ>{day}</DPQ>"))
    assert found.question is not None
    assert found.question.reference == JournalReference(series="an-questions", page=1234)
    assert codes(found) == ["E260"]


def test_a_page_that_is_a_word_is_kept_as_recorded() -> None:
    found = reading(READER, page_a().replace("<PGQ>1234</PGQ>", "<PGQ>audi</PGQ>"))
    assert found.question is not None
    assert found.question.reference is not None
    assert (found.question.reference.page, found.question.reference.page_as_recorded) == (None, "audi")
    assert codes(found) == ["E263"]


def test_a_department_that_is_none_keeps_its_label() -> None:
    found = reading(READER, page_a().replace("<DEPT>Rhône</DEPT>", "<DEPT>Atlantide</DEPT>"))
    assert found.question is not None
    assert found.question.constituency.department is None
    assert found.question.constituency.department_label == "Atlantide"
    assert codes(found) == ["E121"]


def test_an_acronym_keeps_its_last_stop() -> None:
    assert question(READER, page_a(analyses="Tarifs. personnel de la S.N.C.F.")).analyses == (
        "Tarifs",
        "personnel de la S.N.C.F.",
    )
    assert question(READER, page_a(analyses="Longwy; acierie a oxygene")).analyses == ("Longwy", "acierie a oxygene")
    assert question(READER, page_a(analyses="Retraites. Alsace. calcul")).analyses == ("Retraites. Alsace", "calcul")


def test_without_an_analysis_head_the_first_analysis_is_the_title() -> None:
    assert question(READER, page_a(head="")).title == "rappels"


def test_latin_1_without_declaration_and_utf_8_give_the_same() -> None:
    page = page_a(answer="« L'été », œuvre.")
    western = question(READER, page.encode("cp1252"))
    assert western.answers == question(READER, page.encode()).answers
    assert western.interrogated == question(READER, page.encode()).interrogated


def test_recognises_its_layout_alone(corpus: Path) -> None:
    for path in sorted((corpus / "pages").glob("*.html")):
        expected = "_14-" not in path.name and "html_16" not in path.name
        assert READER.recognises(path.read_bytes()[:65536]) is expected, path.name
    assert not READER.recognises(b'<?xml version="1.0"?><QUESTION TYPE="QE"><LEGISLATURE>14</LEGISLATURE><MINI>')


@given(st.integers(0, 3500), st.integers(0, 60), st.sampled_from(["", "<", "</TEXTES>", "<QUEST>", "<!--", "\0"]))
def test_a_page_cut_or_patched_anywhere_is_one_reading(at: int, length: int, patch: str) -> None:
    page = page_a(answered=ANSWERED_A, answer="Réponse <b>inventée</b>.")
    found = reading(READER, page[:at] + patch + page[at + length :])
    assert (found.question is None) == any(problem.severity == "error" for problem in found.problems)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<>&"), max_size=200))
def test_any_text_comes_out_as_the_text_reader_gives_it(text: str) -> None:
    read = question(READER, page_a(question=text))
    assert read.text == text_from_html(text)[0]
