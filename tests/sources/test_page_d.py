"""Layout D: the /dyn/ pages."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.text import text_from_html
from anq2rdf.records import Constituency, JournalReference, Renewal, Signalement
from anq2rdf.sources.pages.page_d import READER
from tests.sources.page_documents import ANSWER_D, DATES_D, codes, page_d, question, reading

ANSWERED = DATES_D.format(more="<br/><span> Réponse publiée le 4 mars 2025</span>")


def test_the_real_page(corpus: Path) -> None:
    """Values read off the page by eye."""
    found = reading(READER, (corpus / "pages" / "html_16_qe.html").read_bytes())
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.rubrique) == ("QANR5L16QE200", "Agriculture biologique", "Agriculture")
    assert (read.author.id, read.author.label, read.author.name) == (
        "PA722252",
        "Mme Marie-Pierre Rixain",
        "Marie-Pierre Rixain",
    )
    assert (read.group.label, read.constituency) == ("Renaissance", Constituency())
    assert read.interrogated is not None
    assert read.interrogated.label == "Agriculture et souveraineté alimentaire"
    assert [a.ministry.label for a in read.attributions] == ["Agriculture et souveraineté alimentaire"]
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2022, 7, 26), page=3501)
    assert read.text is not None
    assert read.text.plain.startswith("Mme Marie-Pierre Rixain appelle l'attention")
    assert read.text.plain.endswith("et de transition agro-écologique.")
    (answer,) = read.answers
    assert answer.reference == JournalReference(series="an-questions", date=dt.date(2022, 9, 27), page=4253)
    assert answer.ministry is not None
    assert answer.ministry.label == "Agriculture et souveraineté alimentaire"
    assert answer.text is not None
    assert answer.text.plain.startswith("Le secteur biologique a connu, entre 2015 et 2020,")
    assert answer.text.plain.endswith("observée ces dernières années.")
    assert codes(found) == []


def test_a_question_without_answer() -> None:
    found = reading(READER, page_d())
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.legislature, read.number) == ("QANR5L17QE56", "Vaccinations", 17, 56)
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2025, 1, 28), page=345)
    assert (read.answers, read.closure) == ((), None)
    assert [a.ministry.label for a in read.attributions] == ["Travail"]
    assert codes(found) == []


def test_the_attributed_ministry_is_not_said_to_have_answered() -> None:
    read = question(READER, page_d(answer=ANSWER_D.format(text="Réponse."), dates=ANSWERED))
    assert read.answers[0].ministry is None
    read = question(
        READER, page_d(answer=ANSWER_D.format(text="Réponse."), dates=ANSWERED, ministry="Ministère répondant")
    )
    assert read.answers[0].ministry is not None
    assert read.answers[0].ministry.label == "Travail"
    assert [a.ministry.label for a in read.attributions] == ["Travail"]


def test_the_events() -> None:
    more = (
        "<br/><span>Date de changement d'attribution : 4 février 2025</span>"
        "<br/><span>Date de signalement : 11 mars 2025</span>"
        "<br/><span>Date de renouvellement : 1er avril 2025</span>"
        "<br/><span>Question retirée le 6 mai 2025 (fin de mandat)</span>"
    )
    found = reading(READER, page_d(dates=DATES_D.format(more=more)))
    assert found.question is not None
    read = found.question
    assert [(a.reference, a.change) for a in read.attributions] == [(JournalReference(date=dt.date(2025, 2, 4)), True)]
    assert read.signalements == (Signalement(reference=JournalReference(date=dt.date(2025, 3, 11))),)
    assert read.renewals == (Renewal(reference=JournalReference(date=dt.date(2025, 4, 1))),)
    assert read.closure is not None
    assert (read.closure.date, read.closure.label, read.closure.withdrawn) == (
        dt.date(2025, 5, 6),
        "fin de mandat",
        True,
    )
    assert codes(found) == []


def test_two_renewals_are_two() -> None:
    more = "<br/>Date de renouvellement : 1er avril 2025<br/>Date de renouvellement : 6 mai 2025"
    read = question(READER, page_d(dates=DATES_D.format(more=more)))
    assert [renewal.reference.date for renewal in read.renewals] == [dt.date(2025, 4, 1), dt.date(2025, 5, 6)]


@pytest.mark.parametrize(
    ("brackets", "group", "place"),
    [
        ("Provence-Alpes-Côte d'Azur - Rassemblement National", "Rassemblement National", Constituency()),
        ("Grand Est - Démocrate (MoDem et Indépendants)", "Démocrate (MoDem et Indépendants)", Constituency()),
        (
            "Occitanie - La France insoumise - Nouveau Front Populaire",
            "La France insoumise - Nouveau Front Populaire",
            Constituency(),
        ),
        (
            "Français établis hors de France (1<sup>re</sup> circonscription) - Les Républicains",
            "Les Républicains",
            Constituency(department="099", number=1),
        ),
    ],
)
def test_a_region_is_no_constituency(brackets: str, group: str, place: Constituency) -> None:
    read = question(READER, page_d(brackets=brackets))
    assert (read.author.label, read.group.label, read.constituency) == ("Mme Exemple Inventée", group, place)


def test_the_day_of_the_journal_in_words() -> None:
    dates = (
        '<p class="h6 _colored-primary">Date de la séance : <span class="_regular">La question a été posée '
        "au Gouvernement en séance, "
        "parue dans le journal officiel le 5 mars 2025</span></p>"
    )
    page = page_d(
        uid="QANR5L17QG56",
        heading="Question au gouvernement n°56",
        type="Question au Gouvernement",
        links="",
        dates=dates,
        question="",
        answer=ANSWER_D.format(text="Débat.").replace("le 4 mars 2025", ""),
    )
    found = reading(READER, page)
    assert found.question is not None
    assert found.question.reference == JournalReference(series="an-debats", date=dt.date(2025, 3, 5))
    assert found.question.answers[0].reference == JournalReference(series="an-debats", date=dt.date(2025, 3, 5))
    assert codes(found) == []


def test_the_day_of_a_sitting_is_not_that_of_the_journal() -> None:
    dates = '<p class="h6 _colored-primary">Date de la séance : <span class="_regular">mardi 4 mars 2025</span></p>'
    page = page_d(
        uid="QANR5L17QG56",
        heading="Question au gouvernement n°56",
        type="Question au Gouvernement",
        links="",
        dates=dates,
    )
    found = reading(READER, page)
    assert found.question is not None
    assert found.question.reference is None
    assert codes(found) == ["E274"]


def test_dates_that_differ_are_said_and_the_first_stands() -> None:
    dates = ANSWERED.replace("28 janvier", "29 janvier")
    found = reading(READER, page_d(dates=dates, answer=ANSWER_D.format(text="Réponse.")))
    assert found.question is not None
    assert found.question.reference is not None
    assert found.question.reference.date == dt.date(2025, 1, 28)
    assert [(p.code, p.detail) for p in found.problems] == [("E241", "28 janvier 2025 ≠ 29 janvier 2025")]


def test_an_identifier_of_another_question_is_refused() -> None:
    found = reading(READER, page_d(uid="QANR5L17QE57"))
    assert found.question is None
    assert [p.code for p in found.problems] == ["E251"]


def test_an_answer_under_words_not_known_is_said() -> None:
    answer = ANSWER_D.format(text="Réponse.").replace("Réponse  publiée   le 4 mars 2025", "Autre chose")
    found = reading(READER, page_d(answer=answer))
    assert found.question is not None
    assert found.question.answers == ()
    assert found.question.text is not None
    assert found.question.text.plain == "Texte inventé."
    assert [(p.code, p.detail) for p in found.problems] == [("E241", "Autre chose")]


def test_a_text_that_speaks_of_key_data() -> None:
    text = "Les données clés du plan.</p><p>Données clés : 12 %."
    read = question(READER, page_d(question=text))
    assert read.text is not None
    assert read.text.plain == "Les données clés du plan.\n\nDonnées clés : 12 %."


def test_real_texts_come_out_of_the_page_as_they_went_in(corpus: Path) -> None:
    for line in (corpus / "texts" / "written_questions.jsonl").read_text().splitlines():
        record = json.loads(line)
        page = page_d(
            question=record["texte"] or "", answer=ANSWER_D.format(text=record["reponse"] or ""), dates=ANSWERED
        )
        read = question(READER, page)
        texts = (read.text, read.answers[0].text)
        expected = [text_from_html(record[key] or "")[0] for key in ("texte", "reponse")]
        assert [text and text.digest for text in texts] == [text and text.digest for text in expected], record["uid"]


def test_recognises_its_layout_alone(corpus: Path) -> None:
    for path in sorted((corpus / "pages").glob("*.html")):
        assert READER.recognises(path.read_bytes()[:65536]) is ("html_16" in path.name), path.name


@given(st.integers(0, 3500), st.integers(0, 80), st.sampled_from(["", "<", "</p>", "</div>", "<!--", "<script>", "\0"]))
def test_a_page_cut_or_patched_anywhere_is_one_reading(at: int, length: int, patch: str) -> None:
    page = page_d(answer=ANSWER_D.format(text="Réponse <b>inventée</b>."), dates=ANSWERED)
    found = reading(READER, page[:at] + patch + page[at + length :])
    assert (found.question is None) == any(problem.severity == "error" for problem in found.problems)
