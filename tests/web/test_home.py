"""The first page, and the fence around all of them."""

from __future__ import annotations

import requests


def test_the_first_page_counts_what_is_there_in_the_readers_language(address: str) -> None:
    french, english = requests.get(address), requests.get(address, headers={"Accept-Language": "de, en;q=0.8, fr;q=0.2"})
    assert french.status_code == english.status_code == 200
    assert '<html lang="fr">' in french.text
    assert '<html lang="en">' in english.text


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
