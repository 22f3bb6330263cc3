"""Layout B: the table of the XIII legislature, read by its visible words. All pages here are made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.records import JournalReference, Renewal, Signalement
from anq2rdf.sources.pages.page_b import READER
from tests.sources.page_documents import codes, page_b, question, reading


def test_every_field_of_a_page() -> None:
    read = question(READER, page_b())
    assert (read.uid, read.legislature, read.type, read.number) == ("QANR5L13QE1234", 13, "QE", 1234)
    assert (read.title, read.rubrique, read.head_analysis) == ("vaccinations", "santé", "vaccinations")
    assert read.analyses == ("rappels", "calendrier")
    assert (read.author.label, read.author.name, read.author.family_first) == (
        "M. Exemple Inventé",
        "Exemple Inventé",
        False,
    )
    assert (read.group.label, read.constituency.department) == ("Groupe inventé", "69")
    assert read.interrogated is not None
    assert read.interrogated.label == "Santé et sports"
    assert [(a.ministry.label, a.reference, a.change) for a in read.attributions] == [
        ("Travail, emploi et santé", JournalReference(date=dt.date(2007, 11, 20)), True)
    ]
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2007, 10, 16), page=6325)
    assert read.signalements == (Signalement(reference=JournalReference(date=dt.date(2007, 11, 27))),)
    assert read.renewals == (Renewal(reference=JournalReference(date=dt.date(2007, 11, 13))),)
    assert read.text is not None
    assert read.text.plain == "Texte inventé.\nSuite."
    assert read.answers[0].reference == JournalReference(series="an-questions", date=dt.date(2007, 12, 4), page=7655)
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse inventée."
    assert read.closure is None


def test_no_problem_is_found_in_a_sound_page() -> None:
    assert codes(reading(READER, page_b())) == []


def test_the_same_fields_in_other_cells() -> None:
    """Labels in one cell and values in the next, two labels in one cell, no classes beyond the first."""
    page = """<html><body><table><tr><td class="tdstyleh1">13ème législature</td></tr>
    <tr><td>Question N° : <b>7</b> de <b>Mme Exemple Inventée</b> ( Groupe inventé - Corse-du-Sud )</td>
    <td>Question écrite</td></tr>
    <tr><td>Ministère interrogé :</td><td>Santé</td></tr><tr><td>Ministère attributaire :</td><td>Travail</td></tr>
    <tr><td>Rubrique &gt; <span>santé</span> Tête d'analyse &gt; <span>soins</span>
    Analyse &gt; <span>coût</span></td></tr>
    <tr><td>Question publiée au JO le : 16/10/2007 page : 6325
    Réponse publiée au JO le : 04/12/2007 page : 7655</td></tr>
    </table><h2>Texte de la question</h2><div class="contenutexte">Q.</div>
    <h2>Texte de la réponse</h2><div class="contenutexte">R.</div></body></html>"""
    read = question(READER, page)
    assert (read.number, read.author.label, read.constituency.department) == (7, "Mme Exemple Inventée", "2A")
    assert (read.rubrique, read.head_analysis, read.analyses) == ("santé", "soins", ("coût",))
    assert read.interrogated is not None
    assert (read.interrogated.label, read.attributions[0].ministry.label) == ("Santé", "Travail")
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2007, 10, 16), page=6325)
    assert read.answers[0].reference == JournalReference(series="an-questions", date=dt.date(2007, 12, 4), page=7655)


@pytest.mark.parametrize(
    ("line", "day", "reason"),
    [
        ("Question retirée le : <b>19/06/2012</b> (fin de mandat)", dt.date(2012, 6, 19), "fin de mandat"),
        (
            'Question retirée le : 19/06/2012 <span class="contenu">(Fin de mandat)</span>',
            dt.date(2012, 6, 19),
            "Fin de mandat",
        ),
        (
            "Question retirée le : <b></b> ( Retrait à l'initiative de l'auteur )",
            None,
            "Retrait à l'initiative de l'auteur",
        ),
        ("Question retirée le : <b>19/06/2012</b>", dt.date(2012, 6, 19), None),
    ],
)
def test_withdrawals(line: str, day: dt.date | None, reason: str | None) -> None:
    dates = f"Question publiée au JO le : <b>16/10/2007</b> page : <b>6325</b><br />{line}<br />"
    found = reading(READER, page_b(dates=dates, answer=""))
    assert found.question is not None
    assert found.question.answers == ()
    assert found.question.closure is not None
    closure = found.question.closure
    assert (closure.date, closure.label, closure.code, closure.withdrawn) == (day, reason, None, True)
    assert codes(found) == []


def test_errata() -> None:
    dates = (
        "Question publiée au JO le : <b>16/10/2007</b> page : <b>6325</b><br />"
        "Erratum de la question publié au JO le : <b>23/10/2007</b> page : <b>6500</b><br />"
        "Erratum de la réponse publié au JO le : <b>18/12/2007</b> page : <b>7900</b>"
    )
    assert [(e.corrects, e.reference) for e in question(READER, page_b(dates=dates)).errata] == [
        ("question", JournalReference(series="an-questions", date=dt.date(2007, 10, 23), page=6500)),
        ("answer", JournalReference(series="an-questions", date=dt.date(2007, 12, 18), page=7900)),
    ]


def test_lines_without_values_say_nothing() -> None:
    dates = (
        "Question publiée au JO le : <b>16/10/2007</b> page : <b>6325</b><br />"
        "Réponse publiée au JO le : <b></b> page : <b></b><br />"
        "Date de changement d'attribution : <br />Date de signalement : <br />Date de renouvellement : "
    )
    found = reading(READER, page_b(dates=dates, answer=""))
    assert found.question is not None
    assert (found.question.answers, found.question.signalements, found.question.renewals) == ((), (), ())
    assert found.question.attributions[0].reference is None
    assert codes(found) == []


@pytest.mark.parametrize(
    ("brackets", "group", "department"),
    [
        (
            "Union pour un Mouvement Populaire - Français établis hors de France",
            "Union pour un Mouvement Populaire",
            "099",
        ),
        ("Nouveau Centre (MoDem et apparentés) - Val-d'Oise", "Nouveau Centre (MoDem et apparentés)", "95"),
        ("Gauche démocrate et républicaine - La Réunion", "Gauche démocrate et républicaine", "974"),
        ("Groupe - inventé - Haute-Corse", "Groupe - inventé", "2B"),
    ],
)
def test_group_and_place(brackets: str, group: str, department: str) -> None:
    read = question(READER, page_b(brackets=brackets))
    assert (read.group.label, read.constituency.department) == (group, department)


def test_a_place_in_no_table_keeps_its_label() -> None:
    found = reading(READER, page_b(brackets="Groupe inventé - Atlantide"))
    assert found.question is not None
    assert found.question.group.label == "Groupe inventé"
    assert found.question.constituency.department_label == "Atlantide"
    assert codes(found) == ["E121"]


def test_oral_questions() -> None:
    read = question(READER, page_b(type="Question au gouvernement"))
    assert (read.type, read.reference and read.reference.series) == ("QG", "an-debats")
    read = question(READER, page_b(type="Question orale sans débat"))
    assert (read.type, read.reference and read.reference.series) == ("QOSD", None)


def test_a_stray_end_tag_loses_nothing_of_the_question() -> None:
    read = question(READER, page_b(question="Avant.</div><p>Après.</p>"))
    assert read.text is not None
    assert read.text.plain == "Avant.\n\nAprès."
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse inventée."


def test_words_of_labels_inside_a_text_are_text() -> None:
    text = "Rubrique > autre. Question publiée au JO le : 01/01/2000 page : 1."
    read = question(READER, page_b(question=text))
    assert read.rubrique == "santé"
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2007, 10, 16), page=6325)
    assert read.text is not None
    assert read.text.plain == text


def test_the_site_above_the_table_is_not_read() -> None:
    page = page_b().replace("Accueil &gt; Recherche", "Rubrique &gt; Connaître l'Assemblée")
    assert question(READER, page).rubrique == "santé"


def test_an_answer_stated_but_not_shown_is_said() -> None:
    page = page_b().split("<h2> Texte de la r")[0]
    found = reading(READER, page)
    assert found.question is not None
    assert found.question.answers[0].text is None
    assert [(p.code, p.detail) for p in found.problems] == [("E241", "Texte de la réponse")]


@given(st.integers(0, 3000), st.integers(0, 60), st.sampled_from(["", "<", "</td>", "</div>", "<!--", "\0"]))
def test_a_page_cut_or_patched_anywhere_is_one_reading(at: int, length: int, patch: str) -> None:
    page = page_b()
    found = reading(READER, page[:at] + patch + page[at + length :])
    assert (found.question is None) == any(problem.severity == "error" for problem in found.problems)


@pytest.mark.parametrize("heading", ["<h2> Texte de la question</h2>", "<h2> Texte de la r&eacute;ponse</h2>"])
def test_a_page_without_one_or_both_headings_keeps_the_rest(heading: str) -> None:
    page = page_b().replace(heading, "")
    for each in (page, page.replace("<h2> Texte", "<b> Texte")):
        found = reading(READER, each)
        assert found.question is not None
        assert found.question.number == 1234
