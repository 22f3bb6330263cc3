"""Official records against their graph, by a reader of this file's own: nothing here calls the package but the command.

Forty records of the corpus, drawn with a fixed seed, are read with `json`, `html.parser` and `hashlib` alone, and every
value the model derives from them is looked up in the N-Quads that `anq2rdf convert --register` writes.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

ANQ = "https://w3id.org/anq/ontology#"
BASE = "https://w3id.org/anq/"
CODE = "https://w3id.org/anq/code/"
ORG = "http://www.w3.org/ns/org#"

Graph = dict[str, dict[str, list[str]]]


class _Words(HTMLParser):
    """The words of a fragment: tags that break a line part words, others do not."""

    BREAKS = frozenset({"br", "p", "div", "td", "th", "tr", "li", "table"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(" " if tag in self.BREAKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])


def _words(fragment: str) -> list[str]:
    # A tag the source cut off at its very end ("mouvements.)<b") is no word.
    parser = _Words()
    parser.feed(re.sub(r"<[a-z]*$", "", fragment))
    parser.close()
    return unicodedata.normalize("NFC", "".join(parser.out)).split()


def _several(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _iso(date: str) -> str:
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", date)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else date


@pytest.fixture(scope="module")
def archives(corpus: Path) -> list[Path]:
    return sorted((corpus / "opendata").glob("*/*.zip"))


@pytest.fixture(scope="module")
def register(corpus: Path) -> Path:
    return next((corpus / "register").glob("*.zip"))


@pytest.fixture(scope="module")
def graph(archives: list[Path], register: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    target = tmp_path_factory.mktemp("audit") / "all.nq"
    command = [sys.executable, "-m", "anq2rdf", "convert", *map(str, archives)]
    subprocess.run([*command, "--register", str(register), "-o", str(target), "-q"], check=True)
    found: Graph = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=target, format=ox.RdfFormat.N_QUADS):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
        found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return found


@pytest.fixture(scope="module")
def sample(archives: list[Path]) -> list[tuple[bytes, dict[str, Any]]]:
    raw = []
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            raw += [opened.read(name) for name in sorted(opened.namelist()) if name.endswith(".json")]
    return [(one, json.loads(one)["question"]) for one in random.Random(1958).sample(raw, 40)]


@pytest.fixture(scope="module")
def actors(register: Path, sample: list[tuple[bytes, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    wanted = {question["auteur"]["identite"]["acteurRef"] for _, question in sample}
    with zipfile.ZipFile(register) as opened:
        members = {Path(name).stem: name for name in opened.namelist()}
        return {each: json.loads(opened.read(members[each]))["acteur"] for each in wanted}


def test_what_is_said_of_a_question_is_what_its_record_says(
    graph: Graph, sample: list[tuple[bytes, dict[str, Any]]]
) -> None:
    for raw, question in sample:
        uid = question["uid"]
        iri, answer = f"{BASE}id/question/{uid}", f"{BASE}id/question/{uid}/answer/1"
        told = graph[iri]
        exchange, closing = question["textesReponse"]["texteReponse"], question["cloture"]
        day = _iso(exchange["infoJO"]["dateJO"])
        page = closing["infoJO"]["pageJO"] if _iso(closing["infoJO"]["dateJO"]) == day else None
        text = graph[answer][ANQ + "text"][0]
        digest = hashlib.sha256(" ".join(_words(exchange["texte"])).encode()).hexdigest()
        assert told[ANQ + "number"] == [question["identifiant"]["numero"]]
        assert told[ANQ + "author"] == [f"{BASE}id/person/{question['auteur']['identite']['acteurRef']}"]
        assert told[ANQ + "publicationDate"] == [day]  # a QG has the day of its exchange, not its page
        assert ANQ + "publicationPage" not in told
        assert ANQ + "text" not in told
        assert told[ANQ + "status"] == [CODE + "status/answered"]
        assert text.split() == _words(exchange["texte"]), uid
        assert graph[answer][ANQ + "textDigest"] == [digest]
        assert graph[answer][ANQ + "answerGroup"] == [f"{BASE}id/answer-group/an-debats/{day}/{digest[:8]}"]
        assert graph[answer].get(ANQ + "publicationPage", []) == ([page] if page else [])
        assert graph[answer][ANQ + "responseDays"] == ["0"]
        assert graph[f"{iri}/event/closure-1"][ANQ + "eventDate"] == [_iso(closing["dateCloture"])]
        record = f"{BASE}id/record/{uid}/{hashlib.sha256(raw).hexdigest()[:12]}"
        assert told["http://www.w3.org/ns/prov#wasDerivedFrom"] == [record]
        dated = [each for each in _several(question["minAttribs"]["minAttrib"]) if each.get("infoJO")]
        assert len(told.get(ANQ + "allocation", [])) == len(dated)


def test_what_is_said_of_an_author_is_what_the_register_says(
    graph: Graph, sample: list[tuple[bytes, dict[str, Any]]], actors: dict[str, dict[str, Any]]
) -> None:
    for _, question in sample:
        identity = question["auteur"]["identite"]
        actor = actors[identity["acteurRef"]]
        told = graph[f"{BASE}id/question/{question['uid']}"]
        day = _iso(question["textesReponse"]["texteReponse"]["infoJO"]["dateJO"])
        names = actor["etatCivil"]["ident"]
        person = graph[f"{BASE}id/person/{identity['acteurRef']}"]
        assert person["http://xmlns.com/foaf/0.1/name"] == [f"{names['prenom']} {names['nom']}"]
        held = {each["uid"]: each for each in actor["mandats"]["mandat"]}
        seat = held[identity["mandatRef"]]
        place, mandate = seat["election"]["lieu"], graph[f"{BASE}id/mandate/{identity['mandatRef']}"]
        code = f"{place['numDepartement'].zfill(2)}-{int(place['numCirco']):02d}"
        assert told[ANQ + "authorCirconscription"] == [f"{BASE}id/circonscription/2010/{code}"]
        assert mandate[ANQ + "startDate"] == [seat["mandature"]["datePriseFonction"] or seat["dateDebut"]]
        assert mandate.get(ANQ + "endDate", []) == _several(seat["dateFin"])
        assert mandate[ORG + "organization"] == [f"{BASE}id/organ/{seat['organes']['organeRef']}"]
        groups = [
            (each["dateDebut"], each["dateFin"] or "9999", organ)
            for each in held.values() if each["typeOrgane"] == "GP"
            for organ in _several(each["organes"]["organeRef"])
        ]
        today = [each for each in groups if each[0] <= day <= each[1]]
        begun = {organ for start, end, organ in today if end != day or start == day} or {each[2] for each in today}
        assert told.get(ANQ + "groupAtDate", []) == [f"{BASE}id/organ/{organ}" for organ in begun]
