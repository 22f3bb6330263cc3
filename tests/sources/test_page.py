"""All saved pages: which reader takes which, the real ones against another project's expectations, hostile ones."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from anq2rdf.limits import DEFAULT
from anq2rdf.normalise.departments import code_of
from anq2rdf.normalise.text import text_from_html
from anq2rdf.records import Question, Text
from anq2rdf.sources.base import Reader
from anq2rdf.sources.pages import page, page_a, page_b, page_c, page_d, page_text
from tests.sources import page_documents as made
from tests.sources.page_documents import codes, question, reading

READERS: tuple[Reader, ...] = (
    page.READER,
    page_a.READER,
    page_b.READER,
    page_c.READER,
    page_d.READER,
    page_text.READER,
)
TYPES = {"Question écrite": "QE", "Question au Gouvernement": "QG", "Question orale sans débat": "QOSD"}

# Where expected.json, which states what another project's parser gives, is not what the page says.
CUT_NAME = "gives the family name alone; the page has family and first name"
NOT_A_TEXT = "gives the page's own markup as a text; the page has none there"
EXCHANGED = "puts a question to the Government, printed as the answer, in the question's place"
NO_PAGE = "the page names no page for the question; it is copied from the answer"
NO_TITLE = "looks for a title only some pages have; the page has a tête d'analyse"
DEBATE_TITLE = "takes the heading of the debate for the title; the page has a tête d'analyse"
WRONG = {
    **{
        (f"assemblee_leg_{name}.html", "aut"): CUT_NAME
        for name in (
            "07-qe_sr",
            "07-qg",
            "07-qosd",
            "08-qe_ar",
            "08-qe_sr",
            "08-qg",
            "08-qosd",
            "08-qosd-ret",
            "10-qe_ar",
            "10-qg",
            "10-qosd",
            "10-qosd-sr",
        )
    },
    ("assemblee_leg_08-qg.html", "question"): NOT_A_TEXT,
    ("assemblee_leg_08-qosd.html", "reponse"): NOT_A_TEXT,
    ("assemblee_leg_10-qg.html", "question"): EXCHANGED,
    ("assemblee_leg_10-qg.html", "reponse"): EXCHANGED,
    ("assemblee_leg_14-qg.html", "question"): EXCHANGED,
    ("assemblee_leg_14-qg.html", "reponse"): EXCHANGED,
    ("assemblee_leg_14-qg.html", "pgq"): NO_PAGE,
    ("assemblee_leg_14-qe-ar.html", "title"): NO_TITLE,
    ("assemblee_leg_14-qe-sr.html", "title"): NO_TITLE,
    ("assemblee_leg_14-qg.html", "title"): NO_TITLE,
    ("assemblee_leg_14-qosd-sr.html", "title"): NO_TITLE,
    ("assemblee_leg_14-qosd.html", "title"): DEBATE_TITLE,
}


def reader_of(data: bytes) -> Reader:
    """The one reader that takes these bytes."""
    (reader,) = (reader for reader in READERS if reader.recognises(data[:65536]))
    return reader


def test_every_real_page_is_read_whole(corpus: Path) -> None:
    paths = sorted((corpus / "pages").glob("*.html"))
    assert len(paths) == 19
    for path in paths:
        data = path.read_bytes()
        found = reading(reader_of(data), data)
        assert found.question is not None, path.name
        # One answer begins </p><p align="CENTER"> and ends <p>; one page wraps both its texts in <html>.
        mended = "14-qg" in path.name or "11_qe" in path.name
        assert codes(found) == (["E264"] if mended else []), path.name


def _expectations(corpus: Path) -> list[tuple[str, dict[str, str]]]:
    entries: list[dict[str, Any]] = json.loads((corpus / "pages" / "expected.json").read_text())
    return [(name, entry["expected"]) for entry in entries for name in entry["files"]]


def _said(read: Question) -> dict[str, object]:
    """The record in the words of expected.json; texts by their digest."""
    answer = read.answers[0] if read.answers else None
    asked, answered = read.reference, answer.reference if answer else None
    return {
        "leg": str(read.legislature),
        "num": str(read.number),
        "nature": read.type,
        "ASREP": "QG" if read.type == "QG" else bool(read.answers),
        "aut": read.author.name,
        "dept": read.constituency.department,
        "groupe": read.group.label,
        "ministere": read.attributions[-1].ministry.label,
        "title": read.title or "",
        "dpq": asked.date if asked else None,
        "pgq": str(asked.page or "") if asked else "",
        "dpr": answered.date if answered else None,
        "pgr": str(answered.page or "") if answered else "",
        "question": _digest(read.text),
        "reponse": _digest(answer.text if answer else None),
    }


def _stated(expected: dict[str, str]) -> dict[str, object]:
    def day(raw: str) -> dt.date | None:
        return dt.datetime.strptime(raw, "%d/%m/%Y").date() if raw else None

    stated: dict[str, object] = {key: value for key, value in expected.items() if key != "support"}
    stated |= {"nature": TYPES[expected["nature"]], "dept": code_of(expected["dept"])}
    stated |= {"dpq": day(expected["dpq"]), "dpr": day(expected["dpr"])}
    stated |= {"ASREP": {"Avec réponse": True, "Sans réponse": False}.get(expected["ASREP"], "QG")}
    return stated | {key: _digest(text_from_html(expected[key])[0]) for key in ("question", "reponse")}


def _digest(text: Text | None) -> str | None:
    return text.digest if text else None


def test_the_real_pages_say_what_is_expected_wherever_that_is_right(corpus: Path) -> None:
    compared = 0
    for name, expected in _expectations(corpus):
        said = _said(question(reader_of(data := (corpus / "pages" / name).read_bytes()), data))
        for field, value in _stated(expected).items():
            if (name, field) not in WRONG:
                assert said[field] == value, (name, field)
                compared += 1
    assert compared == 17 * 15 - len(WRONG)


@pytest.mark.parametrize(("name", "field"), WRONG)
def test_where_expectations_are_wrong_they_still_differ(corpus: Path, name: str, field: str) -> None:
    """The table holds no excuse for a fault of ours: what it names, page in hand, is another value."""
    expected = _stated(dict(_expectations(corpus))[name])[field]
    said = _said(question(reader_of(data := (corpus / "pages" / name).read_bytes()), data))[field]
    if (name, field) in {("assemblee_leg_08-qg.html", "question"), ("assemblee_leg_08-qosd.html", "reponse")}:
        assert said is None  # </TD><TD colspan=2 …> is no text, and read as HTML it is empty
        assert dict(_expectations(corpus))[name][field].startswith("</TD>")
    else:
        assert said != expected


def test_exchanged_texts_are_the_right_ones_in_the_other_place(corpus: Path) -> None:
    for name in ("assemblee_leg_10-qg.html", "assemblee_leg_14-qg.html"):
        said = _said(question(reader_of(data := (corpus / "pages" / name).read_bytes()), data))
        assert said["reponse"] == _stated(dict(_expectations(corpus))[name])["question"]
        assert said["question"] is None


def test_the_page_saved_again_as_utf_8(corpus: Path) -> None:
    """Values read off the page by eye."""
    read = question(page_a.READER, (corpus / "pages" / "html_11_qe.html").read_bytes())
    assert (read.uid, read.author.label, read.rubrique) == (
        "QANR5L11QE450",
        "Mme Jacquaint Muguette",
        "logement : aides et prêts",
    )
    assert read.text is not None
    assert read.text.plain.startswith(
        "Mme Muguette Jacquaint attire l'attention de M. le secrétaire d'Etat au logement"
    )
    assert read.text.plain.endswith("ces nouveaux critères d'attribution d'APL.")
    assert read.answers[0].text is not None
    assert read.answers[0].text.plain.endswith("d'avoir accès au logement et de s'y maintenir.")


def test_a_page_is_taken_by_one_reader(corpus: Path) -> None:
    pages = [
        made.page_a(),
        made.page_b(),
        made.page_c(),
        made.page_d(),
        "<html><title>Question - Assemblée nationale</title></html>",
    ]
    for start in (
        *(path.read_bytes() for path in (corpus / "pages").glob("*.html")),
        *(text.encode() for text in pages),
    ):
        reader_of(start)


def test_readers_cross_a_process_border() -> None:
    for reader, text in zip(READERS[1:5], (made.page_a(), made.page_b(), made.page_c(), made.page_d()), strict=True):
        copy = pickle.loads(pickle.dumps(reader))
        assert copy.recognises(text.encode())
        assert question(copy, text) == question(reader, text)


@pytest.mark.parametrize(
    ("text", "form"),
    [(made.page_a(), "page-a"), (made.page_b(), "page-b"), (made.page_c(), "page-c"), (made.page_d(), "page-d")],
)
def test_a_marker_beyond_the_head_is_still_found(text: str, form: str) -> None:
    late = (
        "<!DOCTYPE html><html><head><title>Question - Assemblée nationale</title></head>" + "<p>menu</p>" * 8000 + text
    )
    reader = reader_of(late.encode())
    assert reader.form == "page"
    read = question(reader, late)
    assert read.origin.form == form


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [made.page_a(), made.page_b(), made.page_c(), made.page_d()])
def test_any_encoding_gives_the_same_record(text: str, encoding: str) -> None:
    data = text.replace('<meta charset="utf-8">', "").replace('<meta charset="utf-8"/>', "").encode(encoding)
    expected, read = question(reader_of(text.encode()), text), question(reader_of(data), data)
    assert replace(read, origin=expected.origin) == expected


@pytest.mark.parametrize("text", [made.page_a(), made.page_b()])
def test_a_western_page_declared_as_utf_8(text: str) -> None:
    declared = text.replace("<TITLE>", '<meta charset="utf-8"><TITLE>').replace(
        "<title>", '<meta charset="utf-8"><title>'
    )
    found = reading(reader_of(declared.encode()), declared.encode("cp1252"))
    assert found.question is not None
    assert "E212" in [problem.code for problem in found.problems]
    assert found.question.interrogated is not None
    assert found.question.interrogated.label in ("santé", "Santé et sports")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("text", [made.page_a(), made.page_b(), made.page_c(), made.page_d()])
def test_any_line_ends_give_the_same_record(text: str, ending: str) -> None:
    reader = reader_of(text.encode())
    expected, read = question(reader, text), question(reader, text.replace("\n", ending))
    assert replace(read, origin=expected.origin) == expected


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        (
            "<html><head><title>Questions - Assemblée nationale</title></head><body>x</body></html>",
            "E240",
            "Questions - Assemblée nationale",
        ),
        ("<!DOCTYPE html><p>Une question à l'Assemblée nationale</p>", "E240", "Une question à l'Assemblée nationale"),
        (
            '<html><head><title>Une question - Sénat</title><link rel="canonical" href="https://www.senat.fr/q/qSEQ1.html">',
            "E258",
            "Une question - Sénat",
        ),
        (
            '<html><head><meta property="og:url" content="https://www.senat.fr/x"/><title>Question</title>',
            "E258",
            "Question",
        ),
    ],
)
def test_a_page_of_no_known_layout_is_rejected_with_what_was_found(text: str, code: str, detail: str) -> None:
    found = reading(reader_of(text.encode()), text)
    assert found.question is None
    assert [(problem.code, problem.detail) for problem in found.problems] == [(code, detail)]


def test_a_page_that_speaks_of_the_senate_is_no_page_of_it() -> None:
    text = made.page_c(question='Voir <a href="https://www.senat.fr/x">le rapport du Sénat</a>.')
    assert question(reader_of(text.encode()), text).uid == "QANR5L14QE34"


def test_cookie_banner_and_scripts_around_a_page() -> None:
    script = '<script>var x = "<header class=\\"question_legislature\\">9ème législature</header>";</script>'
    banner = script + "<div>Cookies : accepter</div>"
    text = made.page_c().replace("<body>", f"<body>{banner}")
    assert question(reader_of(text.encode()), text).legislature == 14


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "<base href=//x>",
        '<meta http-equiv=refresh content="0;url=//x">',
        "<svg onload=alert(1)>",
        '<p style="width:expression(alert(1))">',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    ],
)
def test_no_markup_of_a_text_stays_live(hostile: str) -> None:
    answer = f"<table><tr><td>Avant</td></tr></table>{hostile} après"
    pages = [
        made.page_a(answer=answer),
        made.page_b(answer=answer),
        made.page_c(answer=answer),
        made.page_d(answer=made.ANSWER_D.format(text=answer)),
    ]
    for text in pages:
        found = reading(reader_of(text.encode()), text)
        assert found.question is not None
        shown = found.question.answers[0].text
        assert shown is not None
        html = (shown.html or "").lower()
        assert not [
            word
            for word in ("<script", "onerror", "onload", "javascript:", "<base", "<meta", "<svg", "expression", "data:")
            if word in html
        ]


def test_a_page_beyond_the_cap_is_rejected() -> None:
    limits = replace(DEFAULT, page_bytes=1000)
    for text in (made.page_a(), made.page_c(), made.page_d()):
        found = reading(reader_of(text.encode()), text, limits=limits)
        assert found.question is None
        assert [problem.code for problem in found.problems] == ["E266"]


def test_a_text_and_a_field_beyond_their_caps() -> None:
    limits = replace(DEFAULT, text_characters=100, field_characters=20)
    found = reading(page_c.READER, made.page_c(question="x" * 101), limits=limits)
    assert found.question is None
    assert [problem.code for problem in found.problems] == ["E266"]
    found = reading(page_a.READER, made.page_a(head="x" * 21), limits=limits)
    assert found.question is not None
    assert found.question.head_analysis is None
    assert "E262" in codes(found)


BOMBS = {
    "deep": "<div>" * 20_000 + "fond" + "</div>" * 20_000,
    "open comments": "<!-- " * 100_000,
    "open scripts": "<script " * 100_000,
    "open tags": "<p <p <p " * 60_000,
    "quotes": "<a href=\"' " * 60_000,
    "end tags": "</div>" * 100_000,
    "one line": "x " * 400_000,
    "labels": "Rubrique > " * 40_000,
    "dates": "Question publiée au JO le : " * 20_000,
    "brackets": "((((" * 100_000,
    "askers": "1 de M. x " * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_hostile_page_takes_no_long_time(bomb: str) -> None:
    start = time.perf_counter()
    for text in (
        made.page_a(question=BOMBS[bomb]),
        made.page_b(question=BOMBS[bomb]),
        made.page_b(dates=BOMBS[bomb]),
        made.page_c(answer=BOMBS[bomb]),
        made.page_c(dates=BOMBS[bomb]),
        made.page_d(question=BOMBS[bomb]),
        made.page_d(links=BOMBS[bomb]),
        "<html><title>Question - Assemblée nationale</title>" + BOMBS[bomb],
    ):
        reading(reader_of(text.encode()), text)
    reading(page_text.READER, "Question écrite n° 1\nTexte de la question\n" + BOMBS[bomb])
    reading(page_text.READER, "Question écrite n° 1\n" + BOMBS[bomb])
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize(
    "head",
    [
        b"<html><head><title>503 Service Unavailable</title></head></html>",
        b"<!DOCTYPE html><html><title>Recette</title><body>Une question de gout.</body></html>",
        b'<?xml version="1.0"?><question xmlns="http://schemas.assemblee-nationale.fr/referentiel">',
    ],
)
def test_a_page_that_is_no_question_is_left_alone(head: bytes) -> None:
    assert [reader.form for reader in READERS if reader.recognises(head)] == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (made.page_a(answer="Réponse inventée, longue."), "inventée,"),
        (made.page_b(answer="Réponse inventée, longue."), "Réponse inventée,"),
        (made.page_c(answer="Réponse inventée, longue."), "inventée,"),
        (made.page_d(answer=made.ANSWER_D.format(text="Réponse inventée, longue.")), "inventée,"),
    ],
)
def test_a_page_that_stops_inside_a_text_is_said_to(text: str, after: str) -> None:
    cut = text[: text.rindex(after) + len(after)]
    found = reading(reader_of(cut.encode()), cut)
    assert found.question is not None
    shown = found.question.answers[0].text
    assert shown is not None
    assert shown.plain == "Réponse inventée,"
    assert ("E241", "la page s'arrête avant sa fin") in [(problem.code, problem.detail) for problem in found.problems]
