"""Statistics of the examples against numbers worked out from their files, and against SPARQL."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import requests
from lxml import html

from anq2rdf import sinks
from anq2rdf.query.search import Index, build_index
from anq2rdf.web.site import page_query
from anq2rdf.web.statistics.figure import Figure
from anq2rdf.web.statistics.figures import Scope, compute_figures, percentile
from tests.web.making import fill, question
from tests.web.test_hostile import OURS, check_harmless

#: What the page consists of beside what all pages do.
DRAWN = OURS | {"ul", "li", "bdi", "details", "summary", "figure", "svg", "desc", "rect", "line", "circle", "path", "text"}


@pytest.fixture(scope="module")
def index(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("statistics") / "search.sqlite"
    build_index(store, path)
    return Index(path)


@pytest.fixture(scope="module")
def figures(index: Index) -> dict[str, Figure]:
    return {each.name: each for each in compute_figures(index, Scope())}


def test_questions_and_answers_are_counted_by_the_year_of_the_question(figures: dict[str, Figure]) -> None:
    # 2019: 900001 (answered the year after), 900002, 900006, 900051 to 900053; without an answer 900002 and 900052.
    assert (2019, 6, 4, 4 / 6) in figures["years"].rows
    assert figures["years"].rows[0] == (1998, 1, 1, 1.0)
    assert sum(row[1] for row in figures["years"].rows) == 21  # type: ignore[misc]
    assert (2019, "Question au Gouvernement", 1, 1, 1.0) in figures["types"].rows
    assert (2023, "Question orale sans débat", 1, 1, 1.0) in figures["types"].rows


def test_delays_are_of_first_answers_by_ministry_and_questions_to_the_government_are_not_in_them(
    figures: dict[str, Figure],
) -> None:
    rows = {row[0]: row[1:] for row in figures["delays"].rows}
    # XV, two spellings of one ministry: 900001 (616 days), 900051 (56), 900053 (63); five more have no answer.
    assert rows["Ministère de l'exemple et de l'invention (exemple inventé)"] == (8, 3, 63, 616, 5 / 8)
    # XVI and XVII: 84, 49, 8, 56, 56, 56 days; 900201 and 900105 have no answer.
    assert rows["Ministère des modèles (exemple inventé)"] == (8, 6, 56, 84, 2 / 8)
    assert rows["Économie"] == (1, 1, 441, 441, 0.0)


@pytest.mark.parametrize(
    ("values", "hundredth", "expected"),
    [([], 90, None), ([7], 90, 7), (range(1, 11), 90, 9), (range(1, 12), 90, 10), (range(1, 101), 90, 90), ([3, 8], 50, 3)],
)
def test_a_percentile_is_a_value_that_there_was(values: list[int], hundredth: int, expected: int | None) -> None:
    assert percentile(list(values), hundredth) == expected


def test_a_passage_is_between_portfolios_and_no_change_of_government(figures: dict[str, Figure]) -> None:
    # 14-76935 was asked of the minister of labour and answered by that of the economy. In 900001 and 900052 the
    # ministry is the same under the next government.
    assert ("Travail et emploi", "Économie", 1) in figures["flows"].rows
    assert figures["flows"].told["asked"] == 21
    assert not [row for row in figures["flows"].rows if "invention" in str(row[0])]


def test_rubriques_are_counted_and_followed_through_the_years(figures: dict[str, Figure]) -> None:
    assert figures["rubrics"].rows[0] == ("sports", 5, 3, 3 / 5)
    years = {row[0]: row[2] for row in figures["rubric_years"].rows if row[1] == "sports"}
    assert {year for year, number in years.items() if number} == {1998, 2007, 2019, 2025}
    assert years[2019] == 2
    assert years[2010] == 0


def test_a_legislature_is_counted_alone(index: Index) -> None:
    years, *_ = compute_figures(index, Scope("15"))
    assert sum(row[1] for row in years.rows) == 9  # type: ignore[misc]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", question(1, answer="oui", ministry="A"), question(2, day="2020-01-01"))
    build_index(store, tmp_path / "search.sqlite")
    found = {each.name: each.told for each in compute_figures(Index(tmp_path / "search.sqlite"), Scope())}
    assert found["years"] == {"undated": 1}
    assert found["delays"] == {"undelayed": 1, "ministries": 1}
    assert found["rubrics"]["none"] == 2


def test_the_query_beside_each_figure_says_the_same(store: Path, figures: dict[str, Figure]) -> None:
    read = sinks.open_store(str(store))

    def ask(name: str) -> list[list[Any]]:
        rows = read.query(page_query(f"stats_{name}"), use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        return [[_plain(term) for term in row] for row in rows]

    assert ask("years") == [list(row[:3]) for row in figures["years"].rows]
    assert sorted(ask("types")) == sorted(list(row[:4]) for row in figures["types"].rows)
    assert sorted(ask("rubrics")) == sorted(list(row[:3]) for row in figures["rubrics"].rows)
    assert sorted(row[2] for row in ask("flows")) == sorted(row[2] for row in figures["flows"].rows)
    top = {row[1] for row in figures["rubric_years"].rows}
    assert {tuple(row) for row in ask("rubric_years") if row[1] in top} == {r for r in figures["rubric_years"].rows if r[2]}
    delays = defaultdict(list)
    for ministry, _, days in ask("delays"):
        delays[ministry].append(days)
    assert sorted((len(each), median(each)) for each in delays.values()) == sorted(row[2:4] for row in figures["delays"].rows)


def _plain(term: Any) -> Any:
    return int(term.value) if "integer" in str(getattr(term, "datatype", "")) else term.value


def test_each_figure_is_drawn_with_its_numbers_under_it_and_to_take_away(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/stats").text)
    names = [section.get("aria-labelledby") for section in page.iterfind(".//section")]
    assert names == ["years", "types", "delays", "flows", "rubrics", "rubric_years"]
    for section in page.iterfind(".//section"):
        assert section.find(".//figure/svg") is not None
        rows = section.findall(".//table/tbody/tr")
        taken = requests.get(f"{address}/stats/{section.get('aria-labelledby')}.csv")
        lines = list(csv.reader(io.StringIO(taken.text)))
        told = requests.get(f"{address}/stats/{section.get('aria-labelledby')}.json").json()
        assert len(rows) == len(lines) - 1 == len(told["rows"]) > 0
        assert list(told["rows"][0]) == lines[0]
        assert section.xpath(".//a[starts-with(@href, '/sparql?query=')]")


def test_a_drawing_can_be_read_out_and_is_well_formed(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/stats").text)
    for drawing in page.iterfind(".//figure/svg"):
        assert drawing.get("role") == "img"
        told = [page.get_element_by_id(name).text for name in drawing.get("aria-labelledby").split()]
        assert all(told)
        assert not [each for each in drawing.iter() if each.get("style") or each.get("fill")]
        ET.fromstring(html.tostring(drawing))
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


def test_numbers_are_written_as_the_reader_writes_them(address: str) -> None:
    french = requests.get(f"{address}/stats?lang=fr").text
    english = requests.get(f"{address}/stats?lang=en").text
    assert "66,7\u202f%" in french
    assert "66.7%" in english
    assert "Written question" in english


def test_a_legislature_that_is_not_there_and_a_figure_that_is_none_are_not_found(address: str) -> None:
    assert requests.get(f"{address}/stats?legislature=15").status_code == 200
    for path in ("/stats?legislature=99", "/stats?legislature=%27", "/stats/nothing.csv", "/stats/years.csv?legislature=1"):
        assert requests.get(address + path).status_code == 404


def test_hostile_names_stay_text_in_drawings_and_tables(hostile_address: str) -> None:
    for query in ("", "?lang=en", "?legislature=16"):
        check_harmless(requests.get(f"{hostile_address}/stats{query}").text, DRAWN)
