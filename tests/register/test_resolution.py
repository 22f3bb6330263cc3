"""Whole questions: the seed, the legacy record, the corpus; and no register at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict

from anq2rdf.records import Attribution, Author, Constituency, Group, Ministry, Question
from anq2rdf.register import EmptyRegister, Register
from tests.register import made

SEED = Question(
    uid="QANR5L14QE76935", legislature=14, type="QE", number=76935, origin=made.ORIGIN,
    author=Author(label="M. Frédéric Lefebvre", name="Frédéric Lefebvre"),
    group=Group(label="Les Républicains"),
    constituency=Constituency(department="099", number=1),
    interrogated=Ministry(short="Travail, emploi, formation professionnelle et dialogue social"),
    attributions=(Attribution(ministry=Ministry(short="Économie, industrie et numérique")),),
    reference=made.on("2015-03-31"),
    answers=made.attributed(published="2015-03-31", answered="2016-06-14").answers,
)


def test_the_seed(register: Register) -> None:
    resolution = register.resolve(SEED)
    question = resolution.question
    assert (question.author.id, question.author.mandate) == ("PA346886", "PM695110")
    assert question.group.id == "PO707869"
    assert resolution.membership is not None
    assert (resolution.membership.organ, resolution.membership.person) == ("PO656006", "PA346886")
    assert question.interrogated is not None
    assert question.interrogated.id == "PO702938"
    assert [a.ministry.id for a in question.attributions] == ["PO702912"]
    assert question.constituency == Constituency(department="099", number=1)
    assert resolution.problems == ()


def test_the_legacy_record_keeps_its_identifiers(register: Register) -> None:
    defence = [Ministry(id=i, short="Défense", label="Ministère de la défense") for i in ("PO653280", "PO700737")]
    record = made.question(
        "2014-01-07", legislature=14, number=47351, uid="QANR5L14QE47351",
        author=Author(id="PA923", mandate="PM645363", label="M. François Cornut-Gentille"),
        group=Group(id="PO707869", short="LES-REP", label="Les Républicains"),
        constituency=Constituency(department="52", number=2),
        interrogated=defence[0],
        attributions=tuple(Attribution(ministry=m) for m in defence),
    )
    resolution = register.resolve(record)
    assert resolution.question == record
    assert resolution.problems == ()
    assert resolution.membership is not None
    assert resolution.membership.organ == "PO656006"


def test_problems_name_their_place(register: Register) -> None:
    resolution = register.resolve(made.asked_by("Personne Inconnue", "2015-03-31", 14))
    (problem,) = resolution.problems
    assert (problem.code, problem.detail) == ("E116", "M. Personne Inconnue")
    assert (problem.place.file, problem.place.member, problem.place.uid) == ("made.zip", "json/X.json", made.UID)


def records(path: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(archive.read(n))["question"] for n in archive.namelist() if n.endswith(".json")]


@pytest.mark.parametrize(
    ("archive", "count"),
    [("15/Questions_gouvernement_XV.json.zip", 1367), ("16/Questions_gouvernement.json.zip", 292)],
)
def test_every_author_and_mandate_of_the_corpus_is_found(
    register: Register, corpus: Path, archive: str, count: int
) -> None:
    read = records(corpus / "opendata" / archive)
    assert len(read) == count
    for record in read:
        identity = record["auteur"]["identite"]
        mandate = register.mandate(identity["mandatRef"])
        assert register.person(identity["acteurRef"]) is not None
        assert mandate is not None
        assert mandate.person == identity["acteurRef"]
        assert str(mandate.legislature) == record["identifiant"]["legislature"]


def test_nothing_recorded_is_lost_or_changed(register: Register) -> None:
    before, after = asdict(SEED), asdict(register.resolve(SEED).question)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"author", "group", "interrogated", "attributions"}


TEXTS = st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["Intérieur", "M. Martin", "NI", "(", "()", "PA1"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.integers(-5, 40), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.integers()))
def test_any_record_is_resolved_without_an_exception(
    register: Register, name: str | None, label: str | None, other: str | None, legislature: int, day: Any,
    number: int | None,
) -> None:
    record = made.question(
        day.isoformat() if day else None, legislature=legislature,
        author=Author(name=name, label=label), group=Group(short=label, label=other),
        constituency=Constituency(department=other, number=number),
        interrogated=Ministry(short=name, label=other), attributions=(Attribution(ministry=Ministry(label=label)),),
    )
    resolution = register.resolve(record)
    assert resolution.question.reference == record.reference
    again = register.resolve(resolution.question)
    assert again.question == resolution.question


# ---- without a register


def test_no_register_fills_nothing_and_says_who_is_known_by_name() -> None:
    nobody = EmptyRegister()
    resolution = nobody.resolve(SEED)
    assert resolution.question == SEED
    assert resolution.membership is None
    assert [(p.code, p.detail) for p in resolution.problems] == [("E116", "M. Frédéric Lefebvre")]
    assert (nobody.sha256, nobody.person("PA1"), nobody.mandate("PM1"), nobody.organ("PO1")) == (None, None, None, None)


@pytest.mark.parametrize("author", [Author(), Author(id="PA1"), Author(id="PA1", label="M. X")])
def test_no_register_has_nothing_to_say_of_identifiers(author: Author) -> None:
    assert EmptyRegister().resolve(made.question("2015-03-31", author=author)).problems == ()
