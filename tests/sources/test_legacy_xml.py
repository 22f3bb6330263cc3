"""The `<QUESTION>` XML from before the open data."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.problems import entry
from anq2rdf.records import Constituency, JournalReference, Ministry
from anq2rdf.sources.structured.legacy_xml import READER
from tests.sources.memory import MemoryDocument, bare, codes, only, readings

# Exemple inventé.
INVENTED = """<?xml version="1.0" encoding="UTF-8"?>
<QUESTION TYPE="QE">
  <LEGISLATURE>14</LEGISLATURE>
  <DEPOT NUMERO="77001">
    <DATE_JO>31/03/2015</DATE_JO><PAGE_JO>2500</PAGE_JO><TYPE_JO>JO_QUESTION</TYPE_JO><NUMERO_JO>13</NUMERO_JO>
  </DEPOT>
  <AUTEUR ID_MANDAT="9002"><ID_ACTEUR>9001</ID_ACTEUR><CIVILITE>Mme</CIVILITE><NOM>L'Exemple</NOM>
    <PRENOM>Anne-Marie</PRENOM></AUTEUR>
  <GROUPE SIGLE="EX"><LIBELLE>Groupe inventé</LIBELLE><ID_GROUPE>9003</ID_GROUPE></GROUPE>
  <CIRCONSCRIPTION NUMERO_CIRCONSCRIPTION="1"><CODE_DEPARTEMENT>2A</CODE_DEPARTEMENT>
    <DEPARTEMENT>Corse-du-Sud</DEPARTEMENT><CODE_REGION>94</CODE_REGION><REGION>Corse</REGION></CIRCONSCRIPTION>
  <INDEXATION_AN RUBRIQUE="eau"><TETE_ANALYSE/><ANALYSE><ANA>exemple inventé</ANA><ANA/></ANALYSE></INDEXATION_AN>
  <MINI><ABREGE>Exemples</ABREGE><DEVELOPPE>Ministère des exemples</DEVELOPPE><ID_MINI>9004</ID_MINI></MINI>
  <MINA>
    <ORDRE NUMERO="1"><ABREGE>Exemples</ABREGE><ID_MINA>9004</ID_MINA><DATE_JO>31/03/2015</DATE_JO></ORDRE>
    <ORDRE NUMERO="2"><ABREGE>Autres</ABREGE><ID_MINA>9005</ID_MINA></ORDRE>
  </MINA>
  <DEPOT><TEXTE_DEPOT><![CDATA[Question<br>inventée ?]]></TEXTE_DEPOT></DEPOT>
  <ERRATUM_QUESTION><DATE_JO>07/04/2015</DATE_JO><PAGE_JO>2600</PAGE_JO><TYPE_JO>JO_QUESTION</TYPE_JO></ERRATUM_QUESTION>
  <ERRATUM_REPONSE><DATE_JO/><PAGE_JO/><TYPE_JO/></ERRATUM_REPONSE>
  <SIGNALEMENT><DATE_JO>26/05/2015</DATE_JO><DATE_DEPOT_SIGNAL>19/05/2015</DATE_DEPOT_SIGNAL>
    <TYPE_JO>JO_QUESTION</TYPE_JO></SIGNALEMENT>
  <RENOUVELLEMENT>
    <ORDRE NUMERO="1"><DATE_RENOUVELLEMENT>07/07/2015</DATE_RENOUVELLEMENT><TYPE_JO>JO_QUESTION</TYPE_JO></ORDRE>
    <ORDRE NUMERO="2"><DATE_RENOUVELLEMENT>13/10/2015</DATE_RENOUVELLEMENT><TYPE_JO>JO_QUESTION</TYPE_JO></ORDRE>
  </RENOUVELLEMENT>
  <CLOTURE><DATE_JO>05/01/2016</DATE_JO><PAGE_JO>99</PAGE_JO><ABREGE>REP_PUB</ABREGE>
    <LIBELLE>Réponse publiée</LIBELLE><NUMERO_JO>1</NUMERO_JO><TYPE_JO>JO_QUESTION</TYPE_JO></CLOTURE>
  <REPONSE><TEXTE_REPONSE><![CDATA[Réponse inventée.]]></TEXTE_REPONSE></REPONSE>
</QUESTION>
"""


def place(day: dt.date, page: int | None = None, issue: int | None = None) -> JournalReference:
    return JournalReference(series="an-questions", date=day, page=page, issue=issue)


def test_every_field_is_read() -> None:
    found = only(READER, INVENTED.encode())
    assert (found.uid, found.legislature, found.type, found.number) == ("QANR5L14QE77001", 14, "QE", 77001)
    assert (found.title, found.rubrique, found.head_analysis) == ("exemple inventé", "eau", None)
    assert found.analyses == ("exemple inventé",)
    assert (found.author.id, found.author.mandate) == ("PA9001", "PM9002")
    assert (found.author.label, found.author.name) == ("Mme Anne-Marie L'Exemple", "Anne-Marie L'Exemple")
    assert (found.group.id, found.group.short, found.group.label) == ("PO9003", "EX", "Groupe inventé")
    assert found.constituency == Constituency(department="2A", number=1)
    assert found.interrogated == Ministry(id="PO9004", short="Exemples", label="Ministère des exemples")
    assert [(a.ministry.id, a.reference) for a in found.attributions] == [
        ("PO9004", JournalReference(date=dt.date(2015, 3, 31))), ("PO9005", None),
    ]  # fmt: skip
    assert found.reference == place(dt.date(2015, 3, 31), 2500, 13)
    assert found.text is not None
    assert found.text.plain == "Question\ninventée ?"
    assert [(e.corrects, e.reference) for e in found.errata] == [("question", place(dt.date(2015, 4, 7), 2600))]
    assert [(s.deposited, s.reference) for s in found.signalements] == [
        (dt.date(2015, 5, 19), place(dt.date(2015, 5, 26)))
    ]
    assert [r.reference for r in found.renewals] == [place(dt.date(2015, 7, 7)), place(dt.date(2015, 10, 13))]
    assert codes(readings(READER, INVENTED.encode())) == []


def test_the_closure_tells_where_the_answer_was_published() -> None:
    found = only(READER, INVENTED.encode())
    published = place(dt.date(2016, 1, 5), 99, 1)
    assert found.closure is not None
    assert (found.closure.code, found.closure.date) == ("REP_PUB", dt.date(2016, 1, 5))
    assert found.closure.reference == published
    (answer,) = found.answers
    assert answer.text is not None
    assert (answer.text.plain, answer.reference) == ("Réponse inventée.", published)


def test_a_closure_for_another_reason_is_no_answer() -> None:
    closed = INVENTED.replace("REP_PUB", "FM").replace("Réponse publiée", "Question retirée : fin de mandat")
    found = only(READER, closed.replace("<![CDATA[Réponse inventée.]]>", "").encode())
    assert found.answers == ()
    assert found.closure is not None
    assert (found.closure.code, found.closure.withdrawn) == ("FM", True)


def test_an_unknown_department_stays_a_label() -> None:
    data = INVENTED.replace(">2A<", ">2Z<").replace("Corse-du-Sud", "Pays inventé").encode()
    (reading,) = readings(READER, data)
    assert reading.question is not None
    assert reading.question.constituency == Constituency(number=1, department_label="Pays inventé")
    assert codes([reading]) == ["E121"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('NUMERO="77001"', "", "E242"),
        ('TYPE="QE"', "", "E242"),
        ("<LEGISLATURE>14<", "<LEGISLATURE><", "E242"),
        ("<LEGISLATURE>14<", "<LEGISLATURE>99<", "E261"),
        ("Question<br>", "\x01", "E222"),
        ("</QUESTION>", "", "E222"),
        ("<QUESTION ", "<!DOCTYPE QUESTION [<!ENTITY a 'b'>]><QUESTION ", "E220"),
    ],
)
def test_what_cannot_be_read_is_rejected(before: str, after: str, code: str) -> None:
    (reading,) = readings(READER, INVENTED.replace(before, after, 1).encode())
    assert reading.question is None
    assert codes([reading]) == [code]


def test_several_questions_may_stand_in_one_file() -> None:
    one = INVENTED.partition("?>")[2]
    data = f"<QUESTIONS>{one}{one.replace('77001', '77002')}</QUESTIONS>".encode()
    found = [r.question for r in readings(READER, data)]
    assert [q.number for q in found if q] == [77001, 77002]
    assert found[0] is not None
    assert bare(found[0]) == bare(only(READER, INVENTED.encode()))


def test_unknown_elements_are_said() -> None:
    assert codes(readings(READER, INVENTED.replace("<REPONSE>", "<NOUVEAU/><REPONSE>").encode())) == ["E223"]


@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(0, 200))
def test_noise_never_raises_and_every_rejection_says_why(noise: bytes, at: int, span: int) -> None:
    whole = INVENTED.encode()
    for reading in READER.read(MemoryDocument(whole[:at] + noise + whole[at + span :])):
        severities = [entry(p.code).severity for p in reading.problems]
        assert ("error" in severities) == (reading.question is None)


def test_the_official_record_is_read(corpus: Path) -> None:
    data = (corpus / "legacy-xml" / "14-47351QE.xml").read_bytes()
    (reading,) = readings(READER, data)
    found = reading.question
    assert found is not None
    assert found.origin.digest == hashlib.sha256(data).hexdigest()
    assert (found.uid, found.author.id, found.author.mandate) == ("QANR5L14QE47351", "PA923", "PM645363")
    assert (found.author.label, found.group.id) == ("M. François Cornut-Gentille", "PO707869")
    assert found.constituency == Constituency(department="52", number=2)
    assert [(a.ministry.id, a.reference) for a in found.attributions] == [
        ("PO653280", place(dt.date(2014, 1, 7), issue=1)),
        ("PO700737", JournalReference(series="lois-decrets", date=dt.date(2014, 4, 3))),
    ]
    assert found.reference == place(dt.date(2014, 1, 7), 18, 1)
    assert [r.reference for r in found.renewals] == [place(dt.date(2014, 4, 15), issue=15)]
    (answer,) = found.answers
    assert answer.reference == place(dt.date(2014, 5, 13), 3858, 19)
    assert answer.text is not None
    assert answer.text.plain.startswith("Les données relatives aux équipements du génie")
    assert "DISPERSEUR" in answer.text.plain
    assert found.errata == found.signalements == ()
    assert [p.code for p in reading.problems] == ["E264"]
