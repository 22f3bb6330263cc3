"""The page of a linking: its numbers are those counted by hand, and nothing in it is alive."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5rdf
import pytest
from lxml import html
from msgspec.structs import replace
from playwright.sync_api import Browser

import anq2rdf.linking.report
from anq2rdf.linking.decision import Settings
from anq2rdf.linking.decisions import Judgement, Witness
from anq2rdf.linking.items import Candidates, Item
from anq2rdf.linking.report import render
from anq2rdf.linking.report.page import PAIRS, ROWS
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.records import SourceFile
from tests.linking.report.made import CANDIDATES, DECISIONS, ID, NAME, RUN, SUBJECTS, decision, judgement, subject
from tests.web.browsing import AXE, PHONE, WIDE, barriers, chromium
from tests.web.hostile import HOSTILE
from tests.web.test_hostile import OURS, check_harmless

PAGE = OURS | frozenset(re.findall(r"\w+", "style article bdi br code dd details desc dl dt figcaption figure h4 line path strong summary text title tspan circle"))
LINKS = re.compile(r"#\w+|https://www\.assemblee-nationale\.fr/dyn/deputes/PA[0-9]+|https://www\.wikidata\.org/wiki/Q[0-9]+")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def english() -> html.HtmlElement:
    return html.document_fromstring(render(DECISIONS, SUBJECTS, CANDIDATES, RUN, language="en"))


def rows_after(page: html.HtmlElement, name: str, place: int = 0) -> list[list[str]]:
    """The body and foot of a table of the section of that name, cell by cell."""
    table = page.xpath(f"//section[@aria-labelledby='{name}']//table")[place]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("./tbody/tr | ./tfoot/tr")]


def test_coverage_is_counted_by_legislature_and_once_for_all(english: html.HtmlElement) -> None:
    assert rows_after(english, "coverage") == [
        ["14", "3", "2", "0", "1", "66.7%"],
        ["15", "3", "1", "1", "1", "33.3%"],
        ["unknown", "1", "1", "0", "0", "100%"],
        ["All", "6", "3", "1", "2", "50%"],
    ]
    assert [" ".join(each.text_content().split()) for each in english.xpath("//li[contains(@class, 'tile')]")] == [
        "3 Linked 50%", "1 To review 16.7%", "2 No item 33.3%",
    ]  # fmt: skip


def test_the_bars_are_the_numbers_of_the_table(english: html.HtmlElement) -> None:
    told = [each.text for each in english.xpath("//section[@aria-labelledby='coverage']//svg/rect/title")]
    assert told == [
        "14 – Linked : 2", "14 – To review : 0", "14 – No item : 1",
        "15 – Linked : 1", "15 – To review : 1", "15 – No item : 1",
        "unknown – Linked : 1", "unknown – To review : 0", "unknown – No item : 0",
    ]  # fmt: skip


def test_scores_lie_in_the_bins_of_their_bits_and_the_bounds_where_they_decide(english: html.HtmlElement) -> None:
    [drawing] = english.xpath("//section[@aria-labelledby='scores']//svg")
    assert [each.text for each in drawing.xpath("./rect/title")] == [
        "+4 … +6 – To review : 1", "+12 … +14 – Linked : 1", "+16 … +18 – Linked : 1", "+28 … +30 – Linked : 1",
    ]  # fmt: skip
    places = {(each.get("class") or "") + each.text_content(): float(each.get("x")) for each in drawing.iter("text")}
    limits = [float(each.get("x1")) for each in drawing.iter("line") if each.get("class") == "limit"]
    bit = (places["tick+20"] - places["tick0"]) / 20
    # 10 % is 1 : 9, log2(1/9) = -3.17; 99.9 % is 999 : 1, log2(999) = 9.96.
    assert [round((x - places["tick0"]) / bit, 1) for x in limits] == [-3.2, 10.0]


def test_links_by_method_and_the_reasons_of_all_are_counted(english: html.HtmlElement) -> None:
    assert rows_after(english, "coverage", 1) == [["The Assembly’s identifier (P4123)", "2"], ["Evidence that agrees", "1"]]
    found = [(outcome, number) for outcome, _, number in rows_after(english, "coverage", 2)]
    assert found == [("linked", "1")] * 3 + [("to review", "1")] + [("no item", "1")] * 2


def test_a_doubtful_pair_stands_side_by_side_with_what_adds_up(english: html.HtmlElement) -> None:
    [pair] = english.xpath("//article")
    ours, theirs = pair.xpath(".//div[@class='sides']/div")
    assert [each.text_content() for each in ours.iter("li")] == ["born 1 April 1960", "15e · Rhône (1) · 2012-06-20 – "]
    assert [each.text_content() for each in theirs.iter("li")] == [
        "femme politique française", "born 1960-04", "15e · Corse-du-Sud (2) · 2017-06-21 – ",
    ]  # fmt: skip
    weights = [float(each.text.replace("−", "-")) for each in pair.xpath(".//tbody//td[contains(@class, 'number')]")]
    [total] = [float(each.text) for each in pair.xpath(".//tfoot//td[@class='number']")]
    assert weights == [-12.0, 16.0]
    assert total == sum(weights) == 4.0
    rivals = [" ".join(each.text_content().split()) for each in pair.xpath(".//ul[@class='rivals']/li")]
    assert rivals == ["Élément Q33 Q33 89%", "Prénom Nom4 = Élément Q3 Q3 67%"]


def test_what_contradicts_an_identifier_is_told_though_it_is_linked(english: html.HtmlElement) -> None:
    [row] = rows_after(english, "against")
    assert row == ["Prénom Nom2 PA2", "Élément Q2 Q2", "linked", "Birth −12 (1960-04-01 ≠ 1961-05-02)"]


def test_who_has_no_item_is_listed_the_busiest_first(english: html.HtmlElement) -> None:
    assert [row[:3] for row in rows_after(english, "without")] == [["Prénom Nom4 PA4", "15", "12"], ["Prénom Nom5 PA5", "14", "3"]]


def test_organs_are_counted_by_kind_and_say_what_their_links_mean(english: html.HtmlElement) -> None:
    assert rows_after(english, "organs") == [
        ["Constituency", "1", "1", "0", "0", "100%"],
        ["Political group", "1", "0", "0", "1", "0%"],
        ["Legislature", "1", "1", "0", "0", "100%"],
    ]
    assert [[row[0], row[2], row[3], row[4]] for row in rows_after(english, "organs", 1)] == [
        ["Constituency", "linked", "Q691 Q691", "a state of"],
        ["Legislature", "linked", "XIVe législature Q14", "the same"],
        ["Political group", "no item", "", ""],
    ]


def test_the_run_tells_what_made_it(english: html.HtmlElement) -> None:
    names = [" ".join(each.text_content().split()) for each in english.iter("dt")]
    values = [" ".join(each.text_content().split()) for each in english.iter("dd")]
    told = dict(zip(names, values, strict=True))
    assert told["Tool"] == "anq2rdf 0.1.0"
    assert told["Made on"] == "26 November 2026"
    assert (told["Candidates from"], told["Asked for on"]) == ("saved.srj", "1 November 2026")
    assert told["Bounds"].startswith("linked from 99.9% · to review from 10% ·")
    assert told["Option same-as"] == "owl:sameAs"
    assert told["File read"] == "AMO30.zip" + "sha256:" + "ab" * 32


def test_other_bounds_are_told_and_drawn() -> None:
    settings = Settings(link=0.5, review=0.25, identifiers_only=True)
    page = html.document_fromstring(render(DECISIONS, SUBJECTS, CANDIDATES, RUN, settings=settings, language="fr"))
    text = " ".join(page.text_content().split())
    assert "lié dès 50 %" in text
    assert "à relire dès 25 %" in text
    assert "identifiants seuls" in text


def test_every_weight_and_sentence_of_the_tables_is_in_the_page(english: html.HtmlElement) -> None:
    folder = Path(anq2rdf.linking.report.__file__).parents[1]
    table = tomllib.loads((folder / "weights.toml").read_text("utf-8"))
    rows = rows_after(english, "weights")
    assert len(rows) == sum(map(len, table.values()))
    assert {row[3] for row in rows} == {row["en"] for rows in table.values() for row in rows.values()}
    organs = tomllib.loads((folder / "organs/weights.toml").read_text("utf-8"))
    assert len(rows_after(english, "weights", 1)) == len(organs) + sum(len(rows) for kind in organs.values() for rows in kind.values())


def test_both_languages_say_everything_and_neither_has_words_that_nothing_says() -> None:
    folder = Path(anq2rdf.linking.report.__file__).parent
    words = tomllib.loads((folder / "words.toml").read_text("utf-8"))
    assert all(set(each) == {"fr", "en"} and all(each.values()) for each in words.values())
    used = (folder / "report.html").read_text("utf-8") + "".join(each.read_text("utf-8") for each in folder.glob("*.py"))
    made_of = ("go_", "feature_", "kind_", "method_", "relation_", "one_", "bound_")
    assert [name for name in words if name not in used and not name.startswith(made_of)] == []
    french = render(DECISIONS, SUBJECTS, CANDIDATES, RUN, language="fr")
    assert french.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "1er avril 1960" in french


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_standards_own_parser_finds_no_error(language: str) -> None:
    for decisions in (DECISIONS, ()):
        parser = html5rdf.HTMLParser(strict=False)
        parser.parse(render(decisions, SUBJECTS, CANDIDATES, RUN, language=language))
        assert parser.errors == []


def test_a_run_that_decided_nothing_is_a_page_that_says_so() -> None:
    page = html.document_fromstring(render((), (), Candidates(), LinkingRun(version="0", date=RUN.date), language="en"))
    text = page.text_content()
    for said in ("Nothing to review.", "Nobody.", "No link.", "Everybody has an item.", "This run linked people only.", "not told"):
        assert said in text
    assert page.xpath("//svg") == []


# ---- hostile data


def hostile_page(language: str = "fr") -> str:
    """Every text of every record hostile; identifiers and items are no identifiers and items."""
    witness = Witness(HOSTILE, HOSTILE, -2.0, HOSTILE, HOSTILE)
    best = Judgement(subject=f"{ID}person/{HOSTILE}", item=HOSTILE, score=0.5, bits=0.0, witnesses=(replace(witness, weight=3.0, feature="identifier"), witness), method=HOSTILE, label=HOSTILE)  # type: ignore[arg-type]
    bad = Subject(iri=f"{ID}person/{HOSTILE}", id=HOSTILE, label=HOSTILE, seats=(Seat(legislature=14, department=HOSTILE, number=1, groups=(HOSTILE,), mandate=HOSTILE),))
    decisions = [
        replace(decision(1, outcome, HOSTILE, best, best, label=HOSTILE), subject=bad.iri, kind=kind)
        for outcome in ("linked", "review", "none")
        for kind in ("person", "group", HOSTILE)
    ]
    items = (Item(id=HOSTILE, label=HOSTILE, description=HOSTILE),)
    run = LinkingRun(version=HOSTILE, date=RUN.date, source=HOSTILE, options=((HOSTILE, HOSTILE),), inputs=(SourceFile(name=HOSTILE, sha256=HOSTILE, size=1, media_type=HOSTILE),))
    return render(decisions, [bad], Candidates(people=items, source=HOSTILE), run, language=language)


def test_hostile_texts_stay_text_and_make_no_link() -> None:
    page = hostile_page()
    check_harmless(page, PAGE)
    tree = html.document_fromstring(page)
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "1337" not in tree.text_content()  # no template ran
    assert all(LINKS.fullmatch(each.get("href")) for each in tree.iter("a"))
    assert not [each for each in tree.iter("a") if not each.get("href").startswith("#")]
    parser = html5rdf.HTMLParser()
    parser.parse(page)
    assert parser.errors == []


def test_links_go_to_the_assemblee_and_to_wikidata_only(english: html.HtmlElement) -> None:
    links = list(english.iter("a"))
    assert all(LINKS.fullmatch(each.get("href")) for each in links)
    outside = [each for each in links if each.get("href").startswith("https")]
    assert {each.get("href") for each in outside} >= {"https://www.assemblee-nationale.fr/dyn/deputes/PA3", "https://www.wikidata.org/wiki/Q3"}
    assert all({"nofollow", "noopener", "noreferrer"} <= set(each.get("rel").split()) for each in outside)


def opened(browser: Browser, page: str, folder: Path, size: tuple[int, int] = WIDE, scheme: Any = "light") -> Any:
    """The page opened from a file, with what it did on the way."""
    file = folder / "report.html"
    file.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, bypass_csp=False)
    if AXE.exists():
        context.add_init_script(path=AXE)
    shown = context.new_page()
    shown.did = []
    shown.on("request", lambda request: shown.did.append(request.url) if request.url != file.as_uri() else None)
    shown.on("console", lambda message: shown.did.append(message.text))
    shown.on("pageerror", lambda error: shown.did.append(str(error)))
    shown.on("dialog", lambda dialog: (shown.did.append(dialog.message), dialog.dismiss()))
    shown.goto(file.as_uri())
    return shown


def test_nothing_hostile_lives_in_a_browser_and_nothing_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, hostile_page(), tmp_path)
    for summary in shown.locator("summary").all():
        summary.click()
    assert shown.did == []
    shown.context.close()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_the_page_has_its_look_fits_and_bars_nobody(browser: Browser, tmp_path: Path, size: tuple[int, int], scheme: str) -> None:
    shown = opened(browser, render(DECISIONS, SUBJECTS, CANDIDATES, RUN, language="fr"), tmp_path, size, scheme)
    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert shown.evaluate("document.documentElement.scrollWidth") <= size[0]
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(252, 251, 248)", "dark": "rgb(20, 22, 27)"}[scheme]  # the style passed the policy
    assert shown.did == []
    found = barriers(shown) if AXE.exists() else None
    shown.context.close()
    if found is None:
        pytest.skip("axe-core is not installed (make judges)")
    assert found == []


# ---- ten thousand decisions


def test_ten_thousand_decisions_are_a_page_that_opens_and_says_what_it_leaves_out(browser: Browser, tmp_path: Path) -> None:
    numbers = range(1, 10_001)
    outcomes = ("linked", "review", "none")
    decisions = [
        decision(n, outcomes[n % 3], "homonyms" if n % 3 == 1 else "no candidate", judgement(n, f"Q{n}", 3.0, NAME) if n % 3 != 2 else None)
        for n in numbers
    ]
    page = render(decisions, [subject(n, 16, 17) for n in numbers], Candidates(), RUN, language="en")
    assert len(page.encode()) < 2_000_000
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//article")) == PAIRS
    assert len(rows_after(tree, "without")) == ROWS
    text = " ".join(tree.text_content().split())
    assert f"… and {3334 - PAIRS:,} more. The review file (review.csv) holds them all." in text  # 3,334 of 10,000 leave 1 over
    assert f"the first {ROWS} of 3,333" in text
    shown = opened(browser, page, tmp_path)
    assert shown.locator("article").count() == PAIRS
    shown.context.close()


def test_on_paper_every_list_is_open_and_nothing_to_press_is_left(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, render(DECISIONS, SUBJECTS, CANDIDATES, RUN, language="en"), tmp_path)
    weights = shown.locator("section[aria-labelledby=weights] table").first
    assert not weights.is_visible()
    shown.emulate_media(media="print")
    assert weights.is_visible()
    assert not shown.locator("nav, summary, .skip").filter(visible=True).count()
    shown.context.close()
