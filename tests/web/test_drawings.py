"""Drawings in a browser: no label lies on another or leaves the drawing, whatever the names and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import anq2rdf.look
from anq2rdf.look.plots import (
    Bins,
    Line,
    Mark,
    Span,
    draw_bars,
    draw_flow,
    draw_histogram,
    draw_lines,
    draw_spans,
    draw_stacks,
)
from anq2rdf.look.plots.drawing import Drawing
from anq2rdf.look.plots.labels import broken, shortened, width_of
from anq2rdf.look.plots.scale import scale_to
from anq2rdf.look.wording import shown_number, shown_share
from tests.web.browsing import chromium

#: Ministries as the Assemblée names them, one that is short, one that no blank breaks, and capitals.
NAMES = [
    ("Ministère auprès du ministre de l’Europe et des affaires étrangères et du ministre de l’économie, des finances et de la "
    "relance – Tourisme, Français de l’étranger, francophonie, petites et moyennes entreprises"),
    "Secrétariat d’État auprès de la ministre de la transition écologique, chargé de la biodiversité",
    "Travail, emploi, formation professionnelle et dialogue social",
    "Mer",
    "Anticonstitutionnellement-interministérielle-décentralisatrice-territoriale-et-sociale",
    "MINISTÈRE DE LA MODERNISATION, DES MŒURS, DE L’AMÉNAGEMENT ET DU COMMERCE MARITIME DES DOM-TOM WWWWWWWWWWW",
    "العربية 中文",
]
STYLE = (Path(anq2rdf.look.__file__).parent / "css/site.css").read_text("utf-8")
OVERLAPS = """() => {
  const drawing = document.querySelector("svg"), room = drawing.getBoundingClientRect(), found = [];
  const texts = [...drawing.querySelectorAll("text")].map(each => [each.getBoundingClientRect(), each.textContent]);
  texts.forEach(([a, text], place) => {
    if (a.left < room.left - 1 || a.right > room.right + 1 || a.top < room.top - 1 || a.bottom > room.bottom + 1)
      found.push([text, "outside"]);
    for (const [b, other] of texts.slice(place + 1))
      if (a.left < b.right && b.left < a.right && a.top < b.bottom - 3 && b.top < a.bottom - 3) found.push([text, other]);
  });
  return found;
}"""
french: Any = partial(shown_number, language="fr")
share: Any = partial(shown_share, language="fr")
drawing = partial(Drawing, "name", "Un titre", "Une description")
YEARS = [str(year) for year in range(1981, 2026)]
DRAWINGS = {
    "stacks of 45 years": draw_stacks(drawing, YEARS, [("Répondues", [12_345] * 45), ("Sans réponse", range(45))], french),
    "a stack of one year": draw_stacks(drawing, ["2019"], [("Répondues", [1]), ("Sans réponse", [0])], french),
    "stacks with long names": draw_stacks(drawing, YEARS, [("Question orale sans débat", [1] * 45), ("Question au Gouvernement", [2] * 45), ("Question écrite", [3] * 45)], french),
    "bars": draw_bars(drawing, [(name, 1_000_000 // number) for number, name in enumerate(NAMES, 1)], french),
    "bars of nothing": draw_bars(drawing, [(name, 0) for name in NAMES], french),
    "lines": draw_lines(drawing, YEARS, [Line(name, [number] * 20 + [None] * 5 + [number * 7] * 20) for number, name in enumerate(NAMES[:6])], french),
    "shares": draw_lines(drawing, YEARS, [Line("a", [1.0] * 45), Line("b", [None] * 45)], share, top=1.0),
    "spans": draw_spans(drawing, [Span(name, 12.5, 99_999, 100_000) for name in NAMES], french, legend=("Délai médian (jours)", "90e centile (jours)", "Réponses datées"), mark=(61.0, "deux mois")),
    "spans of days": draw_spans(drawing, [Span(name, 1, 2, 1) for name in NAMES], french, legend=("Délai médian (jours)", "90e centile (jours)", "Réponses datées"), mark=(61.0, "deux mois")),
    "flows": draw_flow(drawing, [(name, other, 1_000 // (place + 1)) for place, name in enumerate(NAMES) for other in NAMES if name != other], french, heads=("Ministère interrogé", "Ministère attributaire")),
    **{
        name: draw_histogram(
            drawing, Bins(-24.0, 2.0, [("Liés", counts), ("À relire", counts[::-1]), ("Sans élément", [0] * 34)]), french, "{} … {}".format,
            ticks=[Mark(bits, f"{bits:+d}", "99,9999999 %") for bits in (-20, -10, 0, 10, 20, 30, 40)],
            limits=[Mark(low, "à relire dès 99,999999 %"), Mark(high, "lié dès 99,9999999 %")],
        )
        for name, counts, low, high in (
            ("histogram", [*range(34)], -3.2, 9.97), ("a histogram of nothing", [0] * 34, -24.0, 44.0),
            ("a histogram with bounds at one place", [100_000] * 34, 9.9, 10.0),
        )
    },
    "a flow": draw_flow(drawing, [(NAMES[0], NAMES[1], 1)], french, heads=("Ministère interrogé", "Ministère attributaire")),
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_label_lies_on_another(browser: Browser, name: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_content(f'<style>{STYLE}</style><figure class="plot">{DRAWINGS[name]}</figure>')
    assert page.evaluate(OVERLAPS) == []
    page.close()


def test_a_label_is_no_narrower_in_a_browser_than_reckoned(browser: Browser) -> None:
    page = browser.new_page()
    texts = [*NAMES[:4], *YEARS[:2], "1 234 567", "Réponses datées"]
    lines = "".join(f'<svg><text y="20">{text}</text></svg>' for text in texts)
    page.set_content(f"<style>{STYLE}</style>{lines}")
    widths = page.evaluate("[...document.querySelectorAll('text')].map(each => each.getComputedTextLength())")
    assert [text for text, width in zip(texts, widths, strict=True) if width > width_of(text)] == []
    page.close()


def test_a_label_is_broken_at_blanks_and_shortened_only_where_it_must_be() -> None:
    assert broken("Travail et emploi", 1000) == ["Travail et emploi"]
    assert broken("Travail et emploi", 80) == ["Travail et", "emploi"]
    assert broken("", 80) == [""]
    *_, last = broken(NAMES[0], 200)
    assert last.endswith("…")
    assert shortened("aaaa", 20) == "a…"


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (7, [0, 2, 4, 6, 8]), (97, [0, 20, 40, 60, 80, 100]), (616, [0, 200, 400, 600, 800])],
)
def test_ticks_are_round_numbers_that_hold_the_greatest(most: float, ticks: list[float]) -> None:
    scale = scale_to(most, 0, 100)
    assert scale.ticks() == ticks
    assert scale(ticks[-1]) == 100
