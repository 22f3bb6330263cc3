"""Layout C: XIV to XVI legislature."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.text import text_from_html
from anq2rdf.records import JournalReference, Renewal, Signalement
from anq2rdf.sources.pages.page_c import READER
from tests.sources.page_documents import ANSWERED_C, AUTHOR_C, PUBLISHED_C, codes, page_c, question, reading


def test_every_field_of_a_page() -> None:
    read = question(READER, page_c(dates=PUBLISHED_C + ANSWERED_C, answer="Réponse inventée."))
    assert (read.uid, read.legislature, read.type, read.number) == ("QANR5L14QE34", 14, "QE", 34)
    assert (read.title, read.rubrique, read.head_analysis) == ("vaccinations", "santé", "vaccinations")
    assert read.analyses == ("rappels", "calendrier")
    assert (read.author.id, read.author.label, read.author.name) == ("PA1", "M. Exemple Inventé", "Exemple Inventé")
    assert (read.group.label, read.constituency.department) == ("Groupe inventé", "69")
    assert read.interrogated is not None
    assert (read.interrogated.label, read.attributions[0].ministry.label) == ("Santé", "Travail")
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2015, 1, 6), page=12)
    assert read.text is not None
    assert read.text.plain == "Texte inventé."
    assert read.answers[0].reference == JournalReference(series="an-questions", date=dt.date(2015, 2, 3), page=678)
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse inventée."


def test_no_problem_is_found_in_a_sound_page() -> None:
    assert codes(reading(READER, page_c())) == []


def test_a_subscription_form_is_no_answer() -> None:
    assert question(READER, page_c()).answers == ()


def test_a_form_elsewhere_in_an_answer_is_its_text() -> None:
    read = question(READER, page_c(answer="Voir <form>le formulaire</form> annexé."))
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == text_from_html("Voir <form>le formulaire</form> annexé.")[0].plain  # type: ignore[union-attr]


def test_the_events() -> None:
    dates = PUBLISHED_C + (
        "<div>Date de changement d'attribution: <span>20/01/2015</span></div>"
        "<div>Date de signalement: <span>27/01/2015</span></div>"
        "<div>Date de renouvellement: <span>13/01/2015</span></div>"
        "<div>Question retirée le: <span>20/06/2017</span> (<span>fin de mandat</span>)</div>"
    )
    found = reading(READER, page_c(dates=dates))
    assert found.question is not None
    read = found.question
    assert [(a.ministry.label, a.reference, a.change) for a in read.attributions] == [
        ("Travail", JournalReference(date=dt.date(2015, 1, 20)), True)
    ]
    assert read.signalements == (Signalement(reference=JournalReference(date=dt.date(2015, 1, 27))),)
    assert read.renewals == (Renewal(reference=JournalReference(date=dt.date(2015, 1, 13))),)
    assert read.closure is not None
    assert (read.closure.date, read.closure.label, read.closure.code) == (dt.date(2017, 6, 20), "fin de mandat", None)
    assert codes(found) == []


@pytest.mark.parametrize(
    ("group", "place", "department"),
    [
        ("Démocrate (MoDem et Indépendants)", "Vendée", "85"),
        ("Écologiste - NUPES", "Loire-Atlantique", "44"),
        ("La France insoumise - Nouvelle Union Populaire écologique et sociale", "Seine-Saint-Denis", "93"),
        ("Non inscrit", "Français établis hors de France", "099"),
    ],
)
def test_group_and_place(group: str, place: str, department: str) -> None:
    read = question(READER, page_c(group=group, place=place))
    assert (read.group.label, read.constituency.department) == (group, department)


def test_an_author_without_a_link_has_a_name_alone() -> None:
    read = question(READER, page_c(author="Mme Exemple Inventée"))
    assert (read.author.id, read.author.label) == (None, "Mme Exemple Inventée")


def test_a_page_that_names_no_author() -> None:
    found = reading(READER, page_c().replace(f'de <span class="question_big_content" >{AUTHOR_C}</span>', ""))
    assert found.question is not None
    assert found.question.author.label is None
    assert "E120" in codes(found)


def test_a_title_in_place_of_the_analyses() -> None:
    """The XV legislature prints one title."""
    analysis = (
        '<div class="question_col50"><p><span class="question_big_content">Rubrique > </span>santé</p></div>'
        '<div class="question_col50"><p><span class="question_big_content">Titre > </span>Rappels de vaccins</p></div>'
    )
    read = question(READER, page_c(analysis=analysis, legislature="15"))
    assert (read.title, read.head_analysis, read.analyses, read.rubrique) == ("Rappels de vaccins", None, (), "santé")


def test_an_analysis_left_blank_does_not_take_the_next_line() -> None:
    analysis = "<div><p><span>Rubrique > </span>santé</p></div><div><p><span>Analyse > </span> </p></div>"
    read = question(READER, page_c(analysis=analysis))
    assert (read.analyses, read.title) == ((), None)
    assert read.reference is not None
    assert read.reference.page == 12


@pytest.mark.parametrize(
    "fragment",
    [
        '</p><p align="CENTER"> BILAN <a name=PG10></a> </p><br><strong>M. le président. </strong>La parole.<br> <p>',
        "Un.</div></div> Deux.",
        '<table><tr><td>a</td><td rowspan=2">b</td></tr><tr><td>c',
        "Texte coupé <b",
        "A &lt; B &amp; C &#8364; &#150; fin <br/> ligne",
        "<div><div><div>profond",
    ],
)
def test_an_answer_is_the_same_text_as_from_the_open_data(fragment: str) -> None:
    read = question(READER, page_c(dates=PUBLISHED_C + ANSWERED_C, answer=fragment))
    expected = text_from_html(fragment)[0]
    assert expected is not None
    assert read.answers[0].text is not None
    assert (read.answers[0].text.plain, read.answers[0].text.digest) == (expected.plain, expected.digest)


def test_real_texts_come_out_of_the_page_as_they_went_in(corpus: Path) -> None:
    records = [json.loads(line) for line in (corpus / "texts" / "written_questions.jsonl").read_text().splitlines()]
    assert len(records) == 315
    for record in records:
        page = page_c(dates=PUBLISHED_C + ANSWERED_C, question=record["texte"] or "", answer=record["reponse"] or "")
        read = question(READER, page)
        texts = (read.text, read.answers[0].text)
        expected = [text_from_html(record[key] or "")[0] for key in ("texte", "reponse")]
        assert [text and text.digest for text in texts] == [text and text.digest for text in expected], record["uid"]


def test_the_number_of_a_linked_file_is_not_taken_for_the_issues() -> None:
    reference = question(READER, page_c(dates=PUBLISHED_C)).reference
    assert reference is not None
    assert (reference.series, reference.issue) == ("an-questions", None)


def test_an_oral_question_has_a_series_only_by_its_link() -> None:
    linked = question(READER, page_c(type="Question orale sans débat")).reference
    assert linked is not None
    assert (linked.series, linked.issue) == ("an-questions", None)
    bare = question(
        READER, page_c(type="Question orale sans débat", dates=PUBLISHED_C.replace("<a href", "<a name"))
    ).reference
    assert bare is not None
    assert bare.series is None


def test_recognises_its_layout_alone(corpus: Path) -> None:
    for path in sorted((corpus / "pages").glob("*.html")):
        assert READER.recognises(path.read_bytes()[:65536]) is ("_14-" in path.name), path.name


@given(
    st.integers(0, 3500),
    st.integers(0, 80),
    st.sampled_from(["", "<", "</section>", "</div>", "<!--", "<script>", "\0"]),
)
def test_a_page_cut_or_patched_anywhere_is_one_reading(at: int, length: int, patch: str) -> None:
    page = page_c(dates=PUBLISHED_C + ANSWERED_C, answer="Réponse <b>inventée</b>.")
    found = reading(READER, page[:at] + patch + page[at + length :])
    assert (found.question is None) == any(problem.severity == "error" for problem in found.problems)
