"""The editor's page: what it is given instead of what it would fetch, and how little it may do."""

from __future__ import annotations

import requests
from lxml import html

ANQ = "https://w3id.org/anq/ontology#"
PAGE = {"Accept": "text/html"}


def test_it_proposes_what_the_ontology_and_the_store_hold_in_the_readers_language(address: str) -> None:
    french = requests.get(f"{address}/sparql/terms.json?lang=fr").json()
    english = requests.get(f"{address}/sparql/terms.json?lang=en").json()
    assert (french["classes"][ANQ + "Deputy"], english["classes"][ANQ + "Deputy"]) == ("Député", "Deputy")
    assert french["properties"][ANQ + "responseDays"] == "délai de réponse en jours"
    assert french["properties"]["http://xmlns.com/foaf/0.1/name"] == ""  # of the store, unknown to the ontology
    assert french["prefixes"]["anq"] == ANQ
    query = next(each for each in french["queries"] if each["id"] == "CQ02")
    assert query["title"] == "Toutes les questions d'un député, d'une législature à l'autre"
    assert "SELECT" in query["text"]


def test_a_query_of_the_address_is_shown_as_text_whatever_it_holds(address: str) -> None:
    text = "\n\nSELECT * { } # </textarea><script>alert(1)</script>"
    answer = requests.get(f"{address}/sparql", params={"query": text}, headers=PAGE)
    page = html.fromstring(answer.content)
    assert page.get_element_by_id("query").text == "\n" + text  # a browser leaves out the first line's end
    assert page.get_element_by_id("editor").get("data-given") == "yes"
    assert [script.get("src") for script in page.iter("script")] == ["/static/vendor/yasgui.min.js", "/static/editor.js"]
    assert all(script.text is None for script in page.iter("script"))


def test_its_policy_allows_one_more_stylesheet_and_no_more_scripts(address: str) -> None:
    ours = dict(part.split(" ", 1) for part in _policy(address).split("; "))
    plain = dict(part.split(" ", 1) for part in _policy(address, "/").split("; "))
    assert ours["style-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in ours["style-src"]
    assert {name: value for name, value in ours.items() if name != "style-src"} == {
        name: value for name, value in plain.items() if name != "style-src"
    }
    assert ours["script-src"] == "'self'"


def _policy(address: str, path: str = "/sparql") -> str:
    return requests.get(address + path, headers=PAGE).headers["content-security-policy"]
