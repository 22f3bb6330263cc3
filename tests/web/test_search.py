"""Search over the examples: what is found, how it is counted, in which forms it is given."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from lxml import etree, html

from anq2rdf import sinks
from anq2rdf.errors import QueryStopped
from anq2rdf.query.search import INDEX, Index, Search, ServedIndex, build_index, open_index
from anq2rdf.query.search.index import marked
from anq2rdf.sinks.generations import current
from tests.web.conftest import ROOT, call
from tests.web.making import fill, question
from tests.web.test_hostile import OURS, check_harmless

ATOM = {"a": "http://www.w3.org/2005/Atom"}
#: What a page of results consists of beside what all pages do.
RESULTS = OURS | {"ul", "ol", "li", "bdi", "mark", "aside", "details", "summary", "span", "time", "abbr", "button", "h4"}


@pytest.fixture(scope="module")
def index(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    assert build_index(store, path) == 21
    return Index(path)


def found(index: Index, words: str, **more: Any) -> list[str | None]:
    return [hit.uid for hit in index.search(Search(words=words, **more)).hits]


def get(address: str, path: str, **given: str) -> Any:
    return requests.get(f"{address}/search", params={"format": "json", **given}).json()


# ---- what is found


@pytest.mark.parametrize(
    "words",
    [
        "emploi", "numerique", "NUMÉRIQUE", "strat*", '"politique de l\'emploi"', "politique de l’emploi", "14-76935",
        "QANR5L14QE76935", "76935", "PA346886", "lefebvre", "mouvement populaire", "ministère du travail",
    ],
)  # fmt: skip
def test_the_seed_is_found_by_what_stands_in_its_title_texts_people_ministries_and_numbers(index: Index, words: str) -> None:
    assert found(index, words) == ["QANR5L14QE76935"]


def test_what_is_refused_is_not_found(index: Index) -> None:
    assert found(index, "emploi -numérique") == []
    assert len(found(index, "-emploi", order="date")) == 20
    assert found(index, '"emploi numérique"') == []


def test_ligatures_and_apostrophes_are_spelt_either_way_and_marked_where_they_stand(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", question(1, text="Le cœur de lʼœuvre, l’État"))
    build_index(store, tmp_path / "search.sqlite")
    search = Index(tmp_path / "search.sqlite").search
    for words, part in (("coeur", "cœur"), ("CŒUR", "cœur"), ("oeuvre", "œuvre"), ("l'oeuvre", "lʼœuvre"), ("état", "État"), ("l'état", "l’État")):
        assert [text for text, mark in search(Search(words=words)).hits[0].snippet if mark] == [part], words


def test_browsing_goes_from_the_newest_to_the_oldest_and_the_undated_come_last(index: Index, tmp_path: Path) -> None:
    # The days of the examples' files, read there: 8 April 2025 is the newest, 2 March 1998 the oldest.
    uids = [*found(index, ""), *found(index, "", page=2)]
    assert (uids[0], uids[18], uids[20]) == ("QANR5L17QE900303", "QANR5L14QE76935", "QANR5L11QE900301")
    assert len(set(uids)) == 21
    assert found(index, "", page=3) == []
    store = fill(tmp_path / "store", question(2), question(1, day="1999-01-01"))
    build_index(store, tmp_path / "search.sqlite")
    assert found(Index(tmp_path / "search.sqlite"), "") == ["QANR5L15QE1", "QANR5L15QE2"]


def test_facets_count_what_each_value_would_leave(index: Index) -> None:
    facets = index.search(Search(filters={"legislature": "15"})).facets
    counts = {name: {value.key: value.hits for value in values} for name, values in facets.items()}
    # 15: six files of events/ and the three questions of giant/; 16: six; 17: two files and a page.
    assert counts["legislature"] == {"17": 3, "16": 6, "15": 9, "14": 1, "13": 1, "11": 1}
    assert counts["type"] == {"QE": 8, "QG": 1}
    assert counts["status"] == {"answered": 4, "lapsed": 3, "withdrawn": 1, "closed-other": 1}
    assert counts["year"] == {"2022": 1, "2021": 1, "2020": 1, "2019": 6}
    assert sum(counts["rubric"].values()) == 9
    # Two spellings of one ministry (' and ’) are one.
    assert list(counts["ministry"].values()) == [9]
    chosen = [value.key for value in facets["legislature"] if value.chosen]
    assert chosen == ["15"]


def test_the_group_is_that_of_the_day_where_it_is_known(index: Index) -> None:
    # The page of 14-76935 says "Les Républicains", which began two months after the question.
    (hit,) = index.search(Search(words="76935")).hits
    assert hit.values["party"].fr == "Union pour un Mouvement Populaire"
    assert (hit.day, hit.answered, hit.days) == ("2015-03-31", "2016-06-14", 441)


@pytest.mark.parametrize(
    ("words", "kind", "iri"),
    [
        ("M. Frédéric Lefebvre", "person", "id/person/PA346886"),
        ("lefebvre frederic", "person", "id/person/PA346886"),
        ("pa346886", "person", "id/person/PA346886"),
        ("ministère de l'économie", "portfolio", "code/portfolio/economie"),
        ("Ministère de l’économie, de l’industrie et du numérique", "ministry", "id/organ/PO702912"),
        ("PO702912", "ministry", "id/organ/PO702912"),
        ("transports ferroviaires", "rubric", "code/rubrique/transports-ferroviaires"),
        ("14-76935QE", "question", "id/question/QANR5L14QE76935"),
        ("14/76935", "question", "id/question/QANR5L14QE76935"),
        ("qanr5l14qe76935", "question", "id/question/QANR5L14QE76935"),
    ],
)
def test_a_name_or_number_typed_in_full_leads_to_its_page(index: Index, words: str, kind: str, iri: str) -> None:
    direct = index.search(Search(words=words)).direct
    assert (kind, f"https://w3id.org/anq/{iri}") in [(each.kind, each.iri) for each in direct]


@pytest.mark.parametrize("words", ["Lefebvre", "14-76936", "15-76935", "emploi numérique", "14-76935QG", ""])
def test_what_is_no_full_name_leads_nowhere(index: Index, words: str) -> None:
    assert index.search(Search(words=words)).direct == []


def test_a_title_counts_more_than_a_text_and_the_order_by_day_is_kept(tmp_path: Path) -> None:
    store = fill(
        tmp_path / "store",
        question(1, title="haies", text="autre", day="2001-01-01"),
        question(2, title="autre", text="haies " * 3, day="2002-01-01"),
        question(3, title="autre", text="rien", day="2003-01-01"),
    )
    build_index(store, tmp_path / "search.sqlite")
    index = Index(tmp_path / "search.sqlite")
    assert found(index, "haies") == ["QANR5L15QE1", "QANR5L15QE2"]
    assert found(index, "haies", order="date") == ["QANR5L15QE2", "QANR5L15QE1"]


def test_marks_come_from_the_index_and_never_from_a_text(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", question(1, title="\x02faux\x03 <mark>mot</mark>", text="un \x02 mot"))
    build_index(store, tmp_path / "search.sqlite")
    (hit,) = Index(tmp_path / "search.sqlite").search(Search(words="mot")).hits
    assert hit.title == (("faux  <mark>", False), ("mot", True), ("</mark>", False))
    assert marked("\x02a\x03b\x02c\x03") == (("a", True), ("b", False), ("c", True))


# ---- the index as a file


def test_a_search_that_takes_too_long_is_stopped(index: Index) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(QueryStopped), Index(index.path, seconds=0.05).reading() as base:
        base.execute(endless)


def test_the_index_is_kept_beside_the_data_or_made_for_the_time(store: Path, index: Index, tmp_path: Path) -> None:
    told: list[str] = []
    copy = shutil.copytree(store, tmp_path / "copy")
    kept = current(copy).sidecar(INDEX)
    with open_index(copy, told.append) as path:
        assert (path, told) == (kept, [])  # the load made it
    kept.unlink()
    with open_index(copy, told.append) as path:
        assert found(Index(path), "emploi") == ["QANR5L14QE76935"]
    assert not path.exists()
    assert "has no search index" in told.pop()
    for spoilt in (b"", b"no database", index.path.read_bytes()[:8192]):
        kept.write_bytes(spoilt)
        with open_index(copy, told.append) as path:
            assert found(Index(path), "emploi") == ["QANR5L14QE76935"]
        assert "an older" in told.pop()


def test_an_index_of_the_store_as_it_was_is_not_used(store: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(store, tmp_path / "copy")
    fill(current(copy).store, question(1, title="ajoutée"))
    told: list[str] = []
    with open_index(copy, told.append) as path:
        assert found(Index(path), "ajoutée") == ["QANR5L15QE1"]
    assert "an older" in told.pop()


def test_a_served_index_follows_the_store(tmp_path: Path) -> None:
    store, told = tmp_path / "store", []  # type: ignore[var-annotated]
    events = ROOT / "examples/events"
    call("load", events / "QANR5L15QE900002.json", "--to", store, "-q")
    served = ServedIndex(store, told.append)
    first = served.now()
    call("load", events / "QANR5L15QE900003.json", "--to", store, "-q")
    assert found(served.now(), "900003") == ["QANR5L15QE900003"]  # that load made an index: at once
    call("load", events / "QANR5L15QE900004.json", "--to", store, "-q", "--no-index")
    while not found(served.now(), "900004"):  # that one did not: the one before answers until there is one
        assert found(served.now(), "900003") == ["QANR5L15QE900003"]
        time.sleep(0.01)
    assert "no search index" in told.pop()
    assert served.now().mark != first.mark
    made = served.now().path
    served.close()
    assert not made.exists()


def test_what_a_killed_build_left_is_swept_by_the_next(store: Path, tmp_path: Path) -> None:
    for name in ("search.sqlite", "search.sqlite-stage"):
        (tmp_path / f".{name}.part-99999-abcdef01").write_bytes(b"x")
    build_index(store, tmp_path / "search.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["search.sqlite"]


def test_an_index_that_cannot_be_written_leaves_nothing(store: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(Exception, match="cannot write") as told:
        build_index(store, tmp_path / "there")
    assert told.value.exit_code == 4  # type: ignore[attr-defined]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


_FULL = """
import resource, signal, sys
from pathlib import Path
from anq2rdf.errors import SinkError
from anq2rdf.query.search import build_index
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    build_index(Path(sys.argv[1]), Path(sys.argv[2]))
except SinkError:
    sys.exit(4)
"""


@pytest.mark.parametrize("room", [0, 5_000, 50_000, 90_000])
def test_a_full_disk_leaves_no_index(store: Path, tmp_path: Path, room: int) -> None:
    done = subprocess.run([sys.executable, "-c", _FULL, str(store), str(tmp_path / "search.sqlite"), str(room)], check=False)
    assert done.returncode == 4
    assert list(tmp_path.iterdir()) == []


def test_the_same_store_gives_the_same_answers_whatever_the_graphs(store: Path, tmp_path: Path) -> None:
    """What stands in two graphs is one thing; a store without graphs is a store."""
    import pyoxigraph as ox

    flat = ox.Store(tmp_path / "flat")
    for quad in sinks.open_store(str(store)):
        flat.add(ox.Quad(quad.subject, quad.predicate, quad.object))
        flat.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("https://example.org/other")))
    flat.flush()
    del flat
    assert build_index(tmp_path / "flat", tmp_path / "flat.sqlite") == 21
    assert found(Index(tmp_path / "flat.sqlite"), "emploi") == ["QANR5L14QE76935"]


# ---- its pages


def test_the_page_shows_hits_with_marks_facets_and_where_to_go_directly(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/search?q=emploi").text)
    assert [each.text for each in page.iterfind(".//h3//mark")] == ["emploi"]
    assert page.xpath("//ol[@class='results']//h3/a/@href") == ["/doc/question/QANR5L14QE76935"]
    assert page.xpath("//section//a/@href") == ["/doc/code/rubrique/emploi"]
    assert "441 jours" in page.text_content()
    browse = html.document_fromstring(requests.get(f"{address}/search").text)
    assert "/search?legislature=15" in browse.xpath("//aside//a/@href")
    narrowed = html.document_fromstring(requests.get(f"{address}/search?legislature=15&type=QG").text)
    assert narrowed.xpath("//ol[@class='results']//h3/a/@href") == ["/doc/question/QANR5L15QG900006"]
    assert narrowed.xpath("//aside//a[@aria-current]/@href") == ["/search?type=QG", "/search?legislature=15"]


def test_the_page_is_in_the_readers_language(address: str) -> None:
    english = requests.get(f"{address}/search?q=emploi", headers={"Accept-Language": "en"}).text
    assert "14th legislature" in english
    assert "441 days" in english


def test_pages_of_hits_follow_each_other(address: str) -> None:
    first, second, far = (get(address, "", page=page) for page in ("1", "2", "99"))
    assert (first["total"], first["pages"], len(first["results"]), len(second["results"]), len(far["results"])) == (21, 2, 20, 1, 0)
    page = html.document_fromstring(requests.get(f"{address}/search?page=2").text)
    assert page.xpath("//nav[@class='pager']//a/@href") == ["/search?page=1"]
    assert page.xpath("//nav[@class='pager']//*[@aria-current]/text()") == ["2"]


def test_programs_get_json_and_feed_readers_atom(address: str) -> None:
    found = get(address, "", q="emploi")
    (result,) = found["results"]
    assert result["id"] == "https://w3id.org/anq/id/question/QANR5L14QE76935"
    assert result["url"] == f"{address}/doc/question/QANR5L14QE76935"
    assert (result["date"], result["responseDays"], result["author"]) == ("2015-03-31", 441, "Frédéric Lefebvre")
    assert found["facets"]["legislature"] == [{"value": "14", "label": "14e législature", "count": 1}]
    answer = requests.get(f"{address}/search?q=emploi", headers={"Accept": "application/atom+xml"})
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "Accept" in answer.headers["vary"]
    feed = etree.fromstring(answer.content)
    assert feed.xpath("a:entry/a:id/text()", namespaces=ATOM) == ["https://w3id.org/anq/id/question/QANR5L14QE76935"]
    assert feed.xpath("a:entry/a:updated/text()", namespaces=ATOM) == ["2016-06-14T00:00:00Z"]
    assert requests.get(f"{address}/search", headers={"Accept": "application/json"}).json()["total"] == 21
    assert requests.get(f"{address}/search?format=pdf").status_code == 406


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%22", "q=*", "q=-", "q=%FF%FE", "page=-1", "page=0", "page=9999999999", "sort=x", "ministry=%00", "year=x%27--",
     "q=a&q=b", "lang=xx", "q=" + "%E2%80%AE" * 500, "legislature[]=1", "q=%3Cscript%3Ealert(1)%3C/script%3E"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["html", "json", "atom"])
def test_whatever_is_asked_there_is_an_answer(address: str, query: str, form: str) -> None:
    answer = requests.get(f"{address}/search?{query}&format={form}")
    assert answer.status_code == 200
    assert "<script" not in answer.text or form == "json"


@pytest.fixture(scope="module")
def hostile_hits(hostile_address: str) -> list[dict[str, Any]]:
    return get(hostile_address, "", q="script")["results"]


def test_hostile_text_stays_text_on_the_page_and_in_the_feed(hostile_address: str, hostile_hits: list[dict[str, Any]]) -> None:
    assert len(hostile_hits) == 20
    for query in ("", "?q=script", "?q=alert&lang=en", "?legislature=16", '?q="><img src=x onerror=alert(1)>'):
        check_harmless(requests.get(f"{hostile_address}/search{query}").text, RESULTS)
    feed = etree.fromstring(requests.get(f"{hostile_address}/search?q=script&format=atom").content)
    assert len(feed.findall("a:entry", ATOM)) == 20
    assert all(link.get("href").startswith(("http://", "https://")) for link in feed.iterfind(".//a:link", ATOM))
