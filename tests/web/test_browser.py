"""The site in a browser: nothing fetched from elsewhere, no error, nothing in the way of anybody.

With ANQ2RDF_SCREENSHOTS=docs/screenshots the pages are photographed into that folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, FloatRect, Page

from tests.web.browsing import AXE, PHONE, WIDE, barriers, chromium, watched
from tests.web.conftest import EXAMPLES, REGISTER, call, served

PAGES = {
    "home": "/",
    "question": "/doc/question/QANR5L14QE76935",
    "table": "/doc/question/QANR5L16QE900102",
    "deputy": "/doc/person/PA9000001",
    "ministry": "/doc/organ/PO9000103",
    "constituency": "/doc/circonscription/2010/69-01",
    "jo-page": "/doc/jo/an-questions/2023-01-17/page/310",
    "rubrique": "/doc/code/rubrique/sports",
    "search": "/search?q=exemple",
    "stats": "/stats",
    "report": "/report",
    "void": "/.well-known/void",
    "queries": "/queries",
    "query": "/queries/cq19?run=1",
    "editor": "/sparql",
    "missing": "/doc/question/QANR5L14QE999999",
}
PICTURES = os.environ.get("ANQ2RDF_SCREENSHOTS")
PICTURED = {
    "wide-light": ["home", "question", "deputy", "search", "stats", "query", "answers", "report"],
    "wide-dark": ["home", "question", "stats"],
    "phone-light": ["question", "search"],
    "phone-dark": ["home", "deputy"],
}
_TALLEST = 1150  # pixels of a picture
LOOKS = [("wide-light", WIDE, "light"), ("phone-dark", PHONE, "dark")]
OTHER_LOOKS = [("wide-dark", WIDE, "dark"), ("phone-light", PHONE, "light")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the examples are served with the verdict on them."""
    store = tmp_path_factory.mktemp("judged") / "store"
    call("load", *EXAMPLES, "--register", REGISTER, "--to", store, "--validate", "-q")
    with served(store) as told:
        yield told


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize(("look", "size", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fetches_nothing_fails_nowhere_fits_and_bars_nobody(
    address: str, browser: Browser, name: str, look: str, size: tuple[int, int], scheme: str
) -> None:
    with watched(browser, address, size, scheme) as seen:
        if AXE.exists():
            seen.page.context.add_init_script(path=AXE)
        answer = seen.page.goto(address + PAGES[name])
        settled(seen.page)
        assert answer is not None
        assert answer.status == (404 if name == "missing" else 200)
        photograph(seen.page, name, look)
        wide = seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], f"{name} is {wide} pixels wide"
        assert (seen.foreign, [each for each in seen.errors if "404" not in each], seen.dialogs) == ([], [], [])
        if not AXE.exists():
            pytest.skip("axe-core is not installed (make judges)")
        assert barriers(seen.page) == []


@pytest.mark.skipif(PICTURES is None, reason="pictures are taken with ANQ2RDF_SCREENSHOTS=folder")
@pytest.mark.parametrize(
    ("look", "size", "scheme", "name"), [(*other, name) for other in OTHER_LOOKS for name in PICTURED[other[0]]]
)
def test_a_picture_is_taken(address: str, browser: Browser, name: str, look: str, size: tuple[int, int], scheme: str) -> None:
    with watched(browser, address, size, scheme) as seen:
        seen.page.goto(address + PAGES[name])
        settled(seen.page)
        photograph(seen.page, name, look)
        assert seen.foreign == []


def settled(page: Page) -> None:
    """What a script makes of the page is there."""
    if page.locator("#editor").count():
        page.locator(".yasqe .CodeMirror").wait_for()


def photograph(page: Page, name: str, look: str) -> None:
    if PICTURES and name in PICTURED[look]:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size or {"width": WIDE[0]}
        tall = min(_TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": tall}
        page.screenshot(path=Path(PICTURES) / f"{name}-{look}.png", full_page=True, clip=clip)


def test_the_keyboard_reaches_content_and_search(address: str, browser: Browser) -> None:
    with watched(browser, address) as seen:
        seen.page.goto(address)
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert seen.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0  # seen once it is reached
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.querySelector('main').contains(document.activeElement)")
        seen.page.goto(f"{address}/queries")
        order = []
        while "find" not in order:
            seen.page.keyboard.press("Tab")
            order.append(seen.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
            assert len(order) < 12
        seen.page.keyboard.type("emploi")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/search?q=emploi")


def test_the_other_language_is_one_click_away_and_the_page_stays(address: str, browser: Browser) -> None:
    with watched(browser, address) as seen:
        seen.page.goto(f"{address}/search?q=emploi")
        assert seen.page.locator("html").get_attribute("lang") == "fr"
        seen.page.get_by_role("link", name="English").click()
        assert seen.page.locator("html").get_attribute("lang") == "en"
        assert "q=emploi" in seen.page.url


# ---- the editor

QUERY = """\
PREFIX anq: <https://w3id.org/anq/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?question ?title ?date WHERE {
  ?question a anq:Question ; dcterms:title ?title ; anq:publicationDate ?date .
}
ORDER BY ?date
LIMIT 10"""


def test_a_linked_query_is_shown_run_when_asked_and_its_answers_lead_to_pages(address: str, browser: Browser) -> None:
    with watched(browser, address) as seen:
        if AXE.exists():
            seen.page.context.add_init_script(path=AXE)
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.post_data or "") if request.method == "POST" else None)
        seen.page.goto(f"{address}/sparql?query={quote(QUERY)}")
        assert seen.page.locator(".tabPanel.active .CodeMirror-code").inner_text().rstrip().endswith("LIMIT 10")
        assert asked == []
        seen.page.locator(".tabPanel.active .yasqe_queryButton").click()
        link = seen.page.locator(".tabPanel.active .yasr_results td a.iri").first
        link.wait_for()
        assert len(asked) == 1
        href = link.get_attribute("href")
        assert href is not None
        assert href.startswith("/doc/question/QANR5L")
        photograph(seen.page, "answers", "wide-light")
        assert seen.calm, seen
        if AXE.exists():
            assert barriers(seen.page) == []
        link.click()
        seen.page.wait_for_url(f"**{href}")


def test_the_editor_proposes_from_the_ontology_and_the_data_and_opens_the_library(address: str, browser: Browser) -> None:
    with watched(browser, address) as seen:
        page = seen.page
        page.goto(f"{address}/sparql?query=" + quote("PREFIX anq: <https://w3id.org/anq/ontology#>\nSELECT * WHERE { ?q "))
        page.locator(".tabPanel.active .CodeMirror").click()
        page.keyboard.press("Control+End")
        page.keyboard.type("anq:responsed")
        page.keyboard.press("Control+Space")
        hint = page.locator(".CodeMirror-hints li").first
        hint.wait_for()
        assert hint.inner_text().startswith("anq:responseDays")
        page.keyboard.press("Escape")
        page.locator("#library").select_option("CQ02")
        assert "CQ02" in page.locator(".tabPanel.active .CodeMirror-code").inner_text()
        page.locator(".tabPanel.active .yasqe_share").click()
        assert page.locator(".yasqe_sharePopup input").input_value().startswith(f"{address}/sparql?query=")
        assert seen.calm, seen


def test_without_scripts_a_plain_form_asks(address: str, browser: Browser) -> None:
    with watched(browser, address, java_script_enabled=False) as seen:
        seen.page.goto(f"{address}/sparql?query={quote('ASK { ?s ?p ?o }')}")
        assert seen.page.locator("textarea[name=query]").input_value() == "ASK { ?s ?p ?o }"
        with seen.page.expect_response("**/sparql") as told:
            seen.page.get_by_role("button", name="Exécuter").click(no_wait_after=True)
        assert told.value.status == 200


# ---- a store that strangers wrote into


def test_nothing_of_a_hostile_store_comes_alive_in_any_kind_of_page(hostile_address: str, browser: Browser) -> None:
    with watched(browser, hostile_address) as seen:
        waiting, met, kinds = ["/", "/search?q=alert"], set(), Counter()
        while waiting:
            path = waiting.pop(0)
            kind = "/".join(path.partition("?")[0].split("/")[:3])
            if path in met or kinds[kind] >= 2:
                continue
            met.add(path)
            kinds[kind] += 1
            try:
                seen.page.goto(hostile_address + path)
            except Error as error:  # a file to be kept, not a page
                if "Download is starting" in error.message:
                    continue
                raise
            seen.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            assert (seen.foreign, seen.dialogs) == ([], []), path
            assert [each for each in seen.errors if "40" not in each] == [], path
            found = seen.page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)")
            waiting += [link.removeprefix(hostile_address) for link in found if link.startswith(hostile_address + "/")]
        assert len(met) > 10
