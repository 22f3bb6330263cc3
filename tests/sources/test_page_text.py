"""A page's text: Markdown, or plain text copied from a browser."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.text import text_from_html, text_from_plain
from anq2rdf.records import Constituency, JournalReference, Renewal, Signalement
from anq2rdf.sources.pages.page_text import READER
from tests.sources.page_documents import codes, question, reading

# Exemples inventés.
SEED_LIKE = """# ASSEMBLÉE NATIONALE

14ème législature

vaccinations des enfants

Question écrite n° 1234

## Texte de la question

Mme Exemple Inventée interroge *via* ce texte.

Second paragraphe.

## Texte de la réponse

Réponse inventée.

## Données clés

**Auteur :** [Mme Exemple Inventée](#)

**Circonscription :** Haute-Corse (2<sup>e</sup> circonscription) - Groupe inventé

**Type de question :** Question écrite

**Numéro de la question :** 1234

**Rubrique :** Santé

**Ministère interrogé** : Santé

**Ministère attributaire** : Travail

Date(s) clé(e)s

**Question publiée au JO le** : [6 janvier 2015](#), page 12

**Réponse publiée au JO le** : [3 février 2015](#), page 678
"""
PLAIN = """ASSEMBLÉE NATIONALE
14ème législature
vaccinations des enfants
Question écrite n° 1234
Texte de la question
Mme Exemple Inventée interroge via ce texte.

Second paragraphe.
Texte de la réponse
Réponse inventée.
Données clés
Auteur : Mme Exemple Inventée
Circonscription : Haute-Corse (2e circonscription) - Groupe inventé
Type de question : Question écrite
Numéro de la question : 1234
Rubrique : Santé
Ministère interrogé : Santé
Ministère attributaire : Travail
Date(s) clé(e)s
Question publiée au JO le : 6 janvier 2015, page 12
Réponse publiée au JO le : 3 février 2015, page 678
"""
COPY_OF_A = """7ème législature
Question N° : 80900\tde M. Exemple Inventé( Groupe inventé - Rhône )\tQE
Ministère interrogé : \tsanté
Ministère attributaire : \ttravail
\tQuestion publiée au JO le : 31/03/1986 page : 1145
Rubrique : \tProfessions
Tête d'analyse : \tBiologie
Analyse : \tRevendications
Texte de la QUESTION : \tTexte invente.
Texte de la REPONSE : \tReponse inventee.
"""
COPY_OF_C = """Accueil
Recherche
Question écrite N°34 de M. Exemple Inventé
Imprimer
14ème législature
Question N° 34
de M. Exemple Inventé (Groupe - inventé - Rhône )
Question écrite
Ministère interrogé > Santé
Ministère attributaire > Travail
Rubrique > santé
Tête d'analyse > vaccinations
Analyse > rappels. calendrier.
Question publiée au JO le : 06/01/2015 page : 12
Date de changement d'attribution: 20/01/2015
Texte de la question
Texte inventé.
Texte de la réponse
Être alerté(e) de la réponse
Imprimer
Format PDF
"""
COPY_OF_D = """Questions 17e législature
Question écrite n°56 : Vaccinations
17ème Législature
Publication de la question au Journal Officiel du 28 janvier 2025, page 345
Publication de la réponse au Journal Officiel du 4 mars 2025, page 1234
Question de : Mme Exemple Inventée (Ile-de-France - Groupe inventé)

Texte inventé.

Réponse publiée le 4 mars 2025

Réponse inventée.

Données clés
Auteur : Mme Exemple Inventée (Ile-de-France - Groupe inventé)

Type de question : Question écrite

Rubrique : Santé

Ministère interrogé : Santé et prévention

Ministère répondant : Travail

Dates :
Question publiée le 28 janvier 2025
Réponse publiée le 4 mars 2025
partager
"""


def test_the_seed(corpus: Path) -> None:
    """The user's own example, values read off it by eye."""
    data = (corpus / "seed" / "14-76935QE.md").read_bytes()
    found = reading(READER, data)
    assert found.question is not None
    read = found.question
    assert (read.uid, read.legislature, read.type, read.number) == ("QANR5L14QE76935", 14, "QE", 76935)
    assert (read.title, read.rubrique, read.head_analysis, read.analyses) == (
        "politique de l'emploi",
        "Emploi",
        None,
        (),
    )
    assert (read.author.label, read.author.name, read.author.id) == ("M. Frédéric Lefebvre", "Frédéric Lefebvre", None)
    assert (read.group.label, read.constituency) == ("Les Républicains", Constituency(department="099", number=1))
    assert read.interrogated is not None
    assert read.interrogated.label == "Travail, emploi, formation professionnelle et dialogue social"
    assert [(a.ministry.label, a.reference, a.change) for a in read.attributions] == [
        ("Économie, industrie et numérique", None, False)
    ]
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2015, 3, 31), page=2455)
    assert read.text is not None
    assert read.text.plain.startswith(
        "M. Frédéric Lefebvre attire l'attention de M. le ministre du travail, de l'emploi"
    )
    assert "notamment via leurs organisations professionnelles" in read.text.plain
    assert read.text.plain.endswith("entend donner une suite favorable à cette recommandation.")
    (answer,) = read.answers
    assert answer.reference == JournalReference(series="an-questions", date=dt.date(2016, 6, 14), page=5446)
    assert answer.text is not None
    assert answer.text.plain.startswith("La stratégie numérique du Gouvernement présentée par le Premier ministre")
    assert answer.text.plain.endswith("des données relatives à l'emploi.")
    assert (read.closure, read.renewals, read.signalements) == (None, (), ())
    assert codes(found) == []
    assert read.origin.digest == hashlib.sha256(data).hexdigest()
    assert read.origin.form == "page-text"


@pytest.mark.parametrize("page", [SEED_LIKE, PLAIN])
def test_markdown_and_plain_text_say_the_same(page: str) -> None:
    found = reading(READER, page)
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.rubrique) == ("QANR5L14QE1234", "vaccinations des enfants", "Santé")
    assert (read.author.label, read.group.label) == ("Mme Exemple Inventée", "Groupe inventé")
    assert read.constituency == Constituency(department="2B", number=2)
    assert read.text is not None
    assert read.text.plain == "Mme Exemple Inventée interroge via ce texte.\n\nSecond paragraphe."
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse inventée."
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2015, 1, 6), page=12)
    assert codes(found) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("\n", "\r\n"),
        lambda page: page.replace(" :", "\xa0:").replace("n° ", "n°\xa0"),
        lambda page: page.replace("n° 1234", "n°1234"),
        lambda page: page.replace("n° 1234", "n° 1 234"),
        lambda page: page.replace("## ", "#### "),
        lambda page: page.replace("## Texte de la question", "**Texte de la question**"),
        lambda page: page.replace("## Texte de la question", "Texte de la question :"),
        lambda page: page.replace("\n**", "\n- **"),
        lambda page: page.replace("**Rubrique :** Santé", "Rubrique : Santé"),
        lambda page: page.replace("**Rubrique :** Santé", "| **Rubrique** | Santé |"),
        lambda page: page.replace("**Rubrique :** Santé", "**Rubrique :**\n\nSanté"),
        lambda page: page.replace("14ème", "XIVe"),
        lambda page: "﻿" + page,
        lambda page: page + "\n\nPartager\n\nMentions légales\n",
        lambda page: "Accueil\n\nQuestions 14e législature\n\n" + page,
    ],
)
def test_variants_of_one_page_give_one_record(change) -> None:  # type: ignore[no-untyped-def]
    expected, read = question(READER, SEED_LIKE), question(READER, change(SEED_LIKE))
    assert (read.uid, read.title, read.rubrique, read.author, read.group, read.constituency) == (
        expected.uid,
        expected.title,
        expected.rubrique,
        expected.author,
        expected.group,
        expected.constituency,
    )
    assert (read.reference, read.answers[0].reference, read.attributions) == (
        expected.reference,
        expected.answers[0].reference,
        expected.attributions,
    )
    assert read.text is not None
    assert expected.text is not None
    assert (read.text.digest, read.answers[0].text) == (expected.text.digest, expected.answers[0].text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    read = question(READER, PLAIN.encode(encoding))
    assert (read.uid, read.rubrique, read.constituency.department) == ("QANR5L14QE1234", "Santé", "2B")
    assert READER.recognises(PLAIN.encode(encoding))


def test_a_page_without_an_answer() -> None:
    page = PLAIN.replace("Texte de la réponse\nRéponse inventée.\n", "").replace(
        "Réponse publiée au JO le : 3 février 2015, page 678\n", ""
    )
    found = reading(READER, page)
    assert found.question is not None
    assert (found.question.answers, found.question.closure) == ((), None)
    assert codes(found) == []


def test_a_page_without_a_title() -> None:
    found = reading(READER, PLAIN.replace("vaccinations des enfants\n", ""))
    assert found.question is not None
    assert found.question.title is None
    assert codes(found) == []


def test_the_copy_of_a_page_of_layout_a() -> None:
    found = reading(READER, COPY_OF_A)
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.rubrique, read.analyses) == (
        "QANR5L7QE80900",
        "Biologie",
        "Professions",
        ("Revendications",),
    )
    assert (read.author.label, read.author.name, read.author.family_first) == (
        "M. Exemple Inventé",
        "Exemple Inventé",
        True,
    )
    assert (read.group.label, read.constituency.department) == ("Groupe inventé", "69")
    assert read.reference == JournalReference(series="an-questions", date=dt.date(1986, 3, 31), page=1145)
    assert read.text is not None
    assert read.text.plain == "Texte invente."
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Reponse inventee."
    assert codes(found) == []


def test_the_copy_of_a_page_of_layout_c() -> None:
    found = reading(READER, COPY_OF_C)
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.analyses) == ("QANR5L14QE34", "vaccinations", ("rappels", "calendrier"))
    assert (read.author.label, read.author.family_first) == ("M. Exemple Inventé", False)
    assert (read.group.label, read.constituency.department) == ("Groupe - inventé", "69")
    assert [(a.ministry.label, a.reference) for a in read.attributions] == [
        ("Travail", JournalReference(date=dt.date(2015, 1, 20)))
    ]
    assert read.text is not None
    assert read.text.plain == "Texte inventé."
    assert read.answers == ()
    assert codes(found) == []


def test_the_heading_of_layout_c_in_one_line() -> None:
    page = (
        COPY_OF_C.replace("Question N° 34\nde M. Exemple", "Question N° 34 de M. Exemple")
        .replace("Rhône )\nQuestion écrite\n", "Rhône ) Question écrite\n")
        .replace("Santé\nMinistère attributaire", "Santé Ministère attributaire")
    )
    read = question(READER, page)
    assert (read.author.label, read.group.label, read.type) == ("M. Exemple Inventé", "Groupe - inventé", "QE")
    assert read.interrogated is not None
    assert (read.interrogated.label, read.attributions[0].ministry.label) == ("Santé", "Travail")


def test_the_copy_of_a_dyn_page() -> None:
    found = reading(READER, COPY_OF_D)
    assert found.question is not None
    read = found.question
    assert (read.uid, read.title, read.rubrique) == ("QANR5L17QE56", "Vaccinations", "Santé")
    assert (read.author.label, read.group.label, read.constituency) == (
        "Mme Exemple Inventée",
        "Groupe inventé",
        Constituency(),
    )
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2025, 1, 28), page=345)
    assert read.text is not None
    assert read.text.plain == "Texte inventé."
    (answer,) = read.answers
    assert answer.reference == JournalReference(series="an-questions", date=dt.date(2025, 3, 4), page=1234)
    assert answer.ministry is not None
    assert answer.ministry.label == "Travail"
    assert answer.text is not None
    assert answer.text.plain == "Réponse inventée."
    assert codes(found) == []


def test_links_of_a_markdown_page_give_the_deputy_and_the_issue() -> None:
    page = SEED_LIKE.replace(
        "](#)\n\n**Circ", "](https://www.assemblee-nationale.fr/dyn/deputes/PA1)\n\n**Circ"
    ).replace(
        "[6 janvier 2015](#)",
        "[6 janvier 2015](https://questions.assemblee-nationale.fr/static/14/questions/jo/jo_anq_201501.pdf)",
    )
    read = question(READER, page)
    assert read.author.id == "PA1"
    assert read.reference == JournalReference(series="an-questions", date=dt.date(2015, 1, 6), page=12)


def test_the_events() -> None:
    unanswered = PLAIN.partition("Réponse publiée au JO")[0].replace("Texte de la réponse\nRéponse inventée.\n", "")
    page = unanswered + (
        "Date de changement d'attribution : 20 janvier 2015\nDate de signalement : 27 janvier 2015\n"
        "Date de renouvellement : 1 er avril 2015\nQuestion retirée le : 20 juin 2017 (fin de mandat)\n"
    )
    found = reading(READER, page)
    assert found.question is not None
    read = found.question
    assert [a.reference for a in read.attributions] == [JournalReference(date=dt.date(2015, 1, 20))]
    assert read.signalements == (Signalement(reference=JournalReference(date=dt.date(2015, 1, 27))),)
    assert read.renewals == (Renewal(reference=JournalReference(date=dt.date(2015, 4, 1))),)
    assert read.closure is not None
    assert (read.closure.date, read.closure.label, read.closure.withdrawn) == (
        dt.date(2017, 6, 20),
        "fin de mandat",
        True,
    )
    assert codes(found) == []


def test_tables_and_lists_inside_a_text_stay_in_it() -> None:
    text = "Avant.\n\n| Année | Nombre |\n|---|---|\n| 2014 | 12 |\n\n- Rubrique : un\n- deux\n"
    read = question(READER, SEED_LIKE.replace("Réponse inventée.\n", text))
    assert read.answers[0].text is not None
    words = read.answers[0].text.plain.split()
    assert [word for word in ("Avant.", "Année", "2014", "12", "un", "deux") if word not in words] == []
    assert read.rubrique == "Santé"


def test_key_data_mentioned_in_a_text_do_not_end_it() -> None:
    read = question(READER, PLAIN.replace("Réponse inventée.", "Réponse.\nDonnées clés\nSuite de la réponse."))
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain == "Réponse.\nDonnées clés\nSuite de la réponse."
    assert read.rubrique == "Santé"


def test_a_wrapped_value_is_reported_never_joined() -> None:
    page = PLAIN.replace("Ministère interrogé : Santé", "Ministère interrogé : Santé, famille\net personnes âgées")
    found = reading(READER, page)
    assert [(p.code, p.detail) for p in found.problems] == [("E241", "et personnes âgées")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("n° 1234", "n° douze", "E242"),
        ("Numéro de la question : 1234", "Numéro de la question : 1235", "E251"),
        ("14ème législature", "99ème législature", "E261"),
        ("14ème législature", "", "E242"),
        ("Texte de la réponse", "Texte de la question", "E240"),
    ],
)
def test_a_text_that_names_no_single_question_is_rejected(old: str, new: str, code: str) -> None:
    page = PLAIN.replace(old, new)
    if "douze" in new:
        page = page.replace("Numéro de la question : 1234\n", "")
    found = reading(READER, page)
    assert found.question is None
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize(
    "day", ["31 février 2015", "30 décembre 20015", "mars 2015", "0000-00-00", "6 janvier 2015 et 7 janvier 2015"]
)
def test_a_date_that_is_none_is_left_out_and_said(day: str) -> None:
    found = reading(READER, PLAIN.replace("6 janvier 2015", day))
    assert found.question is not None
    assert found.question.reference == JournalReference(series="an-questions", page=12)
    assert codes(found) == ["E260"]


def test_an_answer_before_its_question_is_kept_and_said() -> None:
    found = reading(READER, PLAIN.replace("3 février 2015", "3 février 2014"))
    assert found.question is not None
    assert codes(found) == ["E269"]


def test_a_question_of_the_senate() -> None:
    page = (
        "Exemple inventé\n\n14 e législature\n\nQuestion écrite n° 12345 de Mme Exemple Inventée (Rhône - Groupe)\n\n"
        "Publiée dans le JO Sénat du 12/03/2015 - page 543\n\nTexte inventé.\n"
    )
    assert READER.recognises(page.encode())
    found = reading(READER, page)
    assert found.question is None
    assert [p.code for p in found.problems] == ["E258"]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"   \n",
        b'{"question": {}}',
        b'[{"titre": "Question n\xc2\xb0 1"}]',
        b"<html><body>Texte de la question, question n\xb0 1",
        b"# A note\n\nAbout questions to the government.",
        b"uid;texte\nQANR5L14QE1;x",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_does_not_recognise_what_is_no_page_text(head: bytes) -> None:
    assert not READER.recognises(head)


def test_recognises_the_seed_and_no_other_file_of_the_corpus(corpus: Path) -> None:
    assert READER.recognises((corpus / "seed" / "14-76935QE.md").read_bytes())
    others = [
        *(corpus / "pages").iterdir(),
        *(corpus / "legacy-xml").iterdir(),
        *(corpus / "vocab").glob("*.csv"),
        corpus / "README.md",
    ]
    assert [path.name for path in others if READER.recognises(path.read_bytes()[:65536])] == []


@given(
    st.integers(0, 900),
    st.integers(0, 60),
    st.sampled_from(["", "#", "\n", "**", "Texte de la question\n", "\0", "(", "> "]),
)
def test_a_page_cut_or_patched_anywhere_is_one_reading(at: int, length: int, patch: str) -> None:
    for page in (SEED_LIKE, COPY_OF_D):
        found = reading(READER, page[:at] + patch + page[at + length :])
        assert (found.question is None) == any(problem.severity == "error" for problem in found.problems)


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "Po"]), min_size=1, max_size=30),
        min_size=1,
        max_size=8,
    )
)
def test_nothing_of_a_plain_text_is_lost(words: list[str]) -> None:
    text = "Texte " + " ".join(words) + " fin."
    read = question(READER, PLAIN.replace("Réponse inventée.", text.replace("*", "").replace("#", "")))
    assert read.answers[0].text == text_from_plain(text.replace("*", "").replace("#", ""))[0]


def test_the_same_text_as_the_page_gives_the_same_digest() -> None:
    read = question(READER, SEED_LIKE)
    html = text_from_html("<p>Mme Exemple Inventée interroge <em>via</em> ce texte.</p><p>Second paragraphe.</p>")[0]
    assert read.text is not None
    assert html is not None
    assert read.text.digest == html.digest
