"""Hostile meaning, through the command line and back by pyoxigraph: who, what and when are never invented, and no
field of a record can say anything but its own value."""

from __future__ import annotations

import copy
import html
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from anq2rdf import cli
from tests.cli.calls import ANQ, Call, convert
from tests.hostile.make_structured import sound

REGISTER = Path(__file__).parents[2] / "examples" / "register"
Converted = Callable[..., Call]
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
RECORDS = "http://www.w3.org/ns/prov#wasDerivedFrom"


@pytest.fixture
def converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Converted:
    """Converts some records, each in a file of its own, in the order given."""

    def call(*records: dict[str, Any] | bytes, options: tuple[str, ...] = ()) -> Call:
        (tmp_path / "out").mkdir(exist_ok=True)
        files = []
        for number, record in enumerate(records):
            path = tmp_path / f"{number}.json"
            path.write_bytes(record if isinstance(record, bytes) else json.dumps({"question": record}).encode())
            files.append(str(path))
        return convert(tmp_path / "out", *files, *options, capsys=capsys, monkeypatch=monkeypatch)

    return call


def text_of(call: Call, uid: str = "QANR5L16QE1") -> list[str]:
    return [term.value for term in call.values(f"question/{uid}", "text") if isinstance(term, ox.Literal)]


def asked(text: str, number: int = 1) -> dict[str, Any]:
    return sound(number, uid=f"QANR5L16QE{number}", textesQuestion={"texteQuestion": {"texte": text}})


# ---- 23: keys that stand twice ---------------------------------------------------------------------------------------

TWICE = json.dumps({"question": asked("Exemple.")}).encode().replace(b'"type": "QE"', b'"type": "QG", "type": "QE"')


def test_a_key_that_stands_twice_counts_as_last_said(converted: Converted) -> None:
    assert converted(TWICE).questions == ["QANR5L16QE1"]


@pytest.mark.parametrize(
    "data",
    [
        TWICE,
        TWICE.decode().encode("utf-16"),
        b"[" + TWICE + b"]",
        b'{"questionsEcrites": {"question": [' + TWICE[13:-1] + b"]}}",
        TWICE.replace(b'{"question"', b'{"question": {}, "question"', 1).replace(b'"QG", "type": ', b""),
    ],
    ids=["one", "utf-16", "array", "giant", "the-question-itself"],
)
def test_strict_rejects_a_key_that_stands_twice(converted: Converted, data: bytes) -> None:
    done = converted(data, options=("--strict",))
    assert (done.exit, done.questions) == (1, [])
    assert done.codes == {"E234"}
    assert "Only --strict looks for this" in done.stderr


def test_strict_rejects_the_one_line_that_repeats_a_key(converted: Converted) -> None:
    lines = [json.dumps({"question": sound(n)}).encode() for n in (1, 2, 3)]
    lines[1] = lines[1].replace(b'"uid"', b'"uid": "", "uid"')
    done = converted(b"\n".join(lines), options=("--strict",))
    assert (done.exit, done.questions) == (1, ["QANR5L16QE1", "QANR5L16QE3"])
    (problem,) = (each for each in done.report["problems"] if each["code"] == "E234")
    assert problem["examples"][0]["pointer"] == "line 2"
    assert problem["examples"][0]["detail"] == "uid"


# ---- 31: the same question twice -------------------------------------------------------------------------------------


def test_the_same_record_twice_is_written_once(converted: Converted) -> None:
    done = converted(sound(), sound())
    assert (done.exit, done.questions, done.codes & {"E250", "E252"}) == (1, ["QANR5L16QE1"], {"E250"})
    assert done.report["records"]["rejected"] == 1
    assert len(done.values("question/QANR5L16QE1", RECORDS)) == 1


def test_of_two_contents_the_first_wins_whole_and_both_places_are_named(converted: Converted) -> None:
    other = asked("Un autre texte.") | {"auteur": {"identite": {"acteurRef": "PA999777"}}, "cloture": None}
    done = converted(asked("Le premier texte."), other)
    assert (done.exit, done.questions, done.codes & {"E250", "E252"}) == (1, ["QANR5L16QE1"], {"E252"})
    assert text_of(done) == ["Le premier texte."]
    assert [term.value for term in done.values("question/QANR5L16QE1", "author")] == [
        "https://w3id.org/anq/id/person/PA999001"
    ]
    assert not any("PA999777" in str(quad) for quad in done.quads or ())
    (problem,) = (each for each in done.report["problems"] if each["code"] == "E252")
    assert problem["examples"][0]["file"] == "1.json"
    assert "0.json" in problem["examples"][0]["detail"]


# ---- 33: nobody is invented ------------------------------------------------------------------------------------------


def test_an_unknown_deputy_keeps_the_identifier_and_gets_no_name(converted: Converted) -> None:
    done = converted(sound(), options=("--register", str(REGISTER)))
    assert {"E114", "E115"} <= done.codes
    assert [term.value for term in done.values("question/QANR5L16QE1", "author")] == [
        "https://w3id.org/anq/id/person/PA999001"
    ]
    assert done.values("person/PA999001", "http://xmlns.com/foaf/0.1/name") == []
    assert done.values("question/QANR5L16QE1", "groupAtDate") == []


def test_a_question_without_an_author_has_none(converted: Converted) -> None:
    done = converted(sound(auteur=None), options=("--register", str(REGISTER)))
    assert (done.exit, done.questions) == (0, ["QANR5L16QE1"])
    assert done.values("question/QANR5L16QE1", "author") == []
    assert not any(quad.object == ox.NamedNode(ANQ + "Deputy") for quad in done.quads or ())


# ---- 34: ministries --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["Ministère de ce qui n'existe pas", "Ministère de l'ecnomie", "MEFSIN", "Économie ; finances & <Cie>"]
)
def test_an_unknown_ministry_is_kept_by_its_label(converted: Converted, label: str) -> None:
    done = converted(sound(minInt={"developpe": html.escape(label)}), options=("--register", str(REGISTER)))
    assert "E117" in done.codes
    (ministry,) = done.values("question/QANR5L16QE1", "interrogatedMinistry")
    assert ministry.value.startswith("https://w3id.org/anq/id/ministry/L16/")
    assert [term.value for term in done.values(ministry.value, LABEL)] == [label]
    assert [term.value for term in done.values(ministry.value, "identityStatus")] == [
        "https://w3id.org/anq/code/identity-status/label-only"
    ]


# ---- 35: dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    ["31 février 2015", "2015-02-30", "30 décembre 20015", "mars 2015", "2015-03", "2015", "0000-00-00", "1957-01-01",
     "2199-01-01", "10/01/2023 et 17/01/2023", "32/01/2023", "01/13/2023", "1 er", "hier", "２０１５-03-01"],
)
def test_a_date_that_is_none_is_left_out_and_never_completed(converted: Converted, raw: str) -> None:
    place = {"typeJO": "JO_QUESTION", "dateJO": raw, "pageJO": "7"}
    record = sound(
        textesQuestion={"texteQuestion": {"infoJO": place, "texte": "Exemple."}},
        minAttribs=None, textesReponse=None, cloture=None,
    )
    done = converted(record)
    assert (done.exit, done.questions) == (0, ["QANR5L16QE1"])
    assert done.codes & {"E260", "E271"}
    assert done.values("question/QANR5L16QE1", "publicationDate") == []
    assert [term.value for term in done.values("question/QANR5L16QE1", "publicationPage")] == ["7"]


# ---- 37: what became of it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closure", "status"),
    [
        ({"codeCloture": "AU", "libelleCloture": "Retrait à l'initiative de l'auteur"}, "withdrawn"),
        ({"codeCloture": "FL", "libelleCloture": "Fin de législature"}, "lapsed"),
        ({"codeCloture": "FM", "libelleCloture": "fin de mandat"}, "lapsed"),
        ({"codeCloture": "XX> <x", "libelleCloture": "Autre \"motif\"\\"}, "closed-other"),
    ],
)
def test_a_closure_without_an_answer(converted: Converted, closure: dict[str, str], status: str) -> None:
    done = converted(sound(textesReponse=None, cloture={**closure, "dateCloture": "2023-06-20"}))
    assert [term.value for term in done.values("question/QANR5L16QE1", "status")] == [
        f"https://w3id.org/anq/code/status/{status}"
    ]
    assert done.values("question/QANR5L16QE1", "answer") == []
    (event,) = done.values("question/QANR5L16QE1", "closure")
    assert [term.value for term in done.values(event.value, "eventDate")] == ["2023-06-20"]


def test_200_questions_with_one_answer_share_one_group(converted: Converted) -> None:
    done = converted(*({**sound(n), "uid": f"QANR5L16QE{n}"} for n in range(1, 201)))
    assert len(done.questions) == 200
    groups = {done.values(f"question/QANR5L16QE{n}/answer/1", "answerGroup")[0] for n in range(1, 201)}
    assert len(groups) == 1


# ---- 39, 41: nothing but its own value -------------------------------------------------------------------------------

INJECTIONS = (
    "> <http://example.org/x> <http://example.org/y> .",
    '" . <http://example.org/x> a <http://example.org/y> . "',
    '"@en', '"^^<http://example.org/x>', "fr-inject@en", "a b", "'", '"', "<>", "{}", "|^`", "\\", "\\u003e", "\n\r\t",
    "%zz", "%00", "é/ù?q#f", "..", ".", "../../..", "#?", "//example.org/x", "http://example.org/x", "_:b", "x" * 4000,
    "\u202e\u200b\u00ad", "\U0001f600", "İ\u0307", "\ufb01\u00b2\u0663",
)
DATATYPES = {
    "http://www.w3.org/2001/XMLSchema#" + name for name in ("string", "date", "integer", "gYear", "boolean")
} | {"http://www.w3.org/1999/02/22-rdf-syntax-ns#" + name for name in ("langString", "HTML")}
NAMESPACES = (
    "https://w3id.org/anq/", "https://questions.assemblee-nationale.fr/q16/", "http://www.w3.org/1999/02/22-rdf-syntax-",
    "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/",
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every text in a record."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from leaves(entry, (*path, key))


def changed(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    record = copy.deepcopy(record)
    inner = record
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return record


def iris(quad: ox.Quad) -> Iterator[str]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        assert not isinstance(term, ox.BlankNode)
        if isinstance(term, ox.NamedNode):
            yield term.value


def predicates(call: Call) -> set[str]:
    return {quad.predicate.value for quad in call.quads or ()}


def test_no_field_can_inject_anything(converted: Converted, root: Path) -> None:
    ontology = {t.subject.value for t in ox.parse(path=str(root / "ontology" / "anq.ttl"), format=ox.RdfFormat.TURTLE)
                if isinstance(t.subject, ox.NamedNode)}
    places = list(leaves(sound()))
    assert len(places) > 30
    records = [
        {"question": changed(sound(n), path, injection)}
        for n, (path, injection) in enumerate(((p, i) for p in places for i in INJECTIONS), 1)
    ]
    done = converted(json.dumps(records).encode())
    assert done.exit in {0, 1}
    counts = done.report["records"]
    assert counts["read"] == len(records)
    assert counts["converted"] == len(done.questions) > len(records) // 2
    for quad in done.quads or ():
        for iri in iris(quad):
            assert iri.isascii()
            assert iri.startswith(NAMESPACES), iri
            assert "/../" not in iri
            assert "example.org" not in iri
        if isinstance(quad.object, ox.Literal):
            assert quad.object.datatype.value in DATATYPES
            assert quad.object.language in {None, "fr", "en"}
    assert {name for name in predicates(done) if name.startswith(ANQ)} <= ontology


def test_two_labels_that_look_alike_in_an_iri_stay_two(converted: Converted) -> None:
    labels = ["a b", "a-b", "a/b", "A b", "à b", "a%20b", "a b.", "a  b"]
    done = converted(*(
        {**sound(n), "indexationAN": {"rubrique": "x", "teteAnalyse": None, "analyses": {"analyse": label}}}
        for n, label in enumerate(labels, 1)
    ))
    found = {label: done.values(f"question/QANR5L16QE{n}", "analysis")[0].value for n, label in enumerate(labels, 1)}
    assert found["a b"] == found["a  b"]      # a run of blanks is one
    assert len(set(found.values())) == len(labels) - 1


# ---- 40: literals are exact ------------------------------------------------------------------------------------------

LITERALS = (
    '"""', "'''", "\\", "fin \\", "\\n", "\\u0041", "]]>", "@fr", '"@fr', '^^<x>', '"', "'", "<b>", "&amp;", "<!--", "-->",
    "{", "${x}", "%s", "a\u2028b", "\U0001f468\u200d\U0001f469", "\u202eRTL\u202c", "e\u0301", "Œuvre", "\u200b",
    "\ufdd0x", "a\u0007b", "\x7f",
)


def exact(text: str) -> str:
    """What a text is after the documented cleaning: NFC, no control characters or noncharacters, blanks as one."""
    kept = "".join(c for c in text if c in "\t\n\r" or not (unicodedata.category(c) == "Cc" or 0xFDD0 <= ord(c) <= 0xFDEF))
    return " ".join(unicodedata.normalize("NFC", kept).split())


@pytest.mark.parametrize("format_", ["nt", "nq", "ttl", "trig", "jsonld"])
def test_every_literal_comes_back_exact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    records = []
    for n, odd in enumerate(LITERALS, 1):
        said = html.escape(f"x {odd} y{odd}", quote=False)
        subject = {"rubrique": "r", "teteAnalyse": said, "analyses": {"analyse": "a"}}
        records.append({"question": asked(said, n) | {"indexationAN": subject}})
    source, out = tmp_path / "q.json", tmp_path / f"o.{format_}"
    source.write_text(json.dumps(records), encoding="utf-8")
    assert cli.run(["convert", str(source), "-o", str(out)]) == 0
    quads = list(ox.parse(path=str(out)))
    for n, odd in enumerate(LITERALS, 1):
        node = ox.NamedNode(f"https://w3id.org/anq/id/question/QANR5L16QE{n}")
        found = {q.predicate.value: q.object for q in quads if q.subject == node}
        text, title = found[ANQ + "text"], found["http://purl.org/dc/terms/title"]
        assert isinstance(text, ox.Literal)
        assert isinstance(title, ox.Literal)
        assert (" ".join(text.value.split()), text.language) == (exact(f"x {odd} y{odd}"), "fr")
        assert (title.value, title.language) == (exact(f"x {odd} y{odd}"), "fr")
