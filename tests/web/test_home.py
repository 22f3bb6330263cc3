"""The first page, and the fence around all of them."""

from __future__ import annotations

from collections import Counter

import pytest
import requests
from lxml import html

from anq2rdf.web.overview import Legislature


def test_the_first_page_counts_what_is_there_in_the_readers_language(address: str) -> None:
    french, english = requests.get(address), requests.get(address, headers={"Accept-Language": "de, en;q=0.8, fr;q=0.2"})
    assert french.status_code == english.status_code == 200
    assert '<html lang="fr">' in french.text
    assert '<html lang="en">' in english.text
    rows = [[cell.text_content().split() for cell in row] for row in html.fromstring(english.content).iter("tr")]
    figures = {row[0][0]: [cell[0] for cell in row[2:]] for row in rows[1:]}
    # 14 records of events (11 QE, 2 QG, 1 QOSD; 8 answered), 3 of one file (2 answered), 3 pages (2), the seed: 13 of 21.
    assert figures["14th"] == ["1", "–", "–", "1", "100"]
    assert figures["13th"] == ["1", "–", "–", "1", "0"]
    assert figures["All"] == ["18", "2", "1", "21", "62"]


def test_what_the_client_has_already_is_not_sent_again(address: str) -> None:
    tag = requests.get(address).headers["etag"]
    again = requests.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert requests.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_name_that_is_not_ours_and_an_endless_address_are_refused(address: str) -> None:
    assert requests.get(address, headers={"Host": "elsewhere.example"}).status_code == 421
    assert requests.get(f"{address}/?{'a' * 9000}").status_code == 414
    assert requests.get(f"{address}/nothing/here").status_code == 404


def test_every_answer_forbids_a_browser_what_no_page_of_ours_needs(address: str) -> None:
    for path in ("/", "/nothing", "/healthz"):
        headers = requests.get(address + path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("answered", "of", "percent"), [(0, 7, 0), (7, 7, 100), (1, 1000, 1), (999, 1000, 99), (2, 3, 67)])
def test_a_share_is_all_or_nothing_only_where_it_is(answered: int, of: int, percent: int) -> None:
    assert Legislature(types=Counter({"QE": of}), answered=answered).percent == percent


def test_an_error_is_told_in_the_readers_words(address: str) -> None:
    french = requests.get(f"{address}/nothing/here").text
    assert "Il n’y a rien à cette adresse" in french
    assert "Not Found" not in french
    assert "There is nothing at this address" in requests.get(f"{address}/nothing?lang=en").text


def test_no_address_asked_for_becomes_a_link_elsewhere(address: str) -> None:
    # A path that begins with // would be another site's address in a link.
    page = html.fromstring(requests.get(f"{address}//elsewhere.example/x?a=1&lang=fr").content)
    links = [link for link in page.xpath("//a/@href") if "elsewhere" in link]
    assert links == []
    assert page.xpath("//a[@hreflang='en']/@href") == ["?a=1&lang=en"]
