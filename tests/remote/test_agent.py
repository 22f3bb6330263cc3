"""What the client says of itself."""

from __future__ import annotations

import re

import pytest

from anq2rdf.errors import UsageError
from anq2rdf.remote import agent as told
from anq2rdf.remote.agent import agent

#: product, comment, product: RFC 9110, 10.1.5.
FORM = re.compile(r"anq2rdf/[0-9.]+ \(([^()\\]+)\) python-requests/[0-9.]+")
WIKIDATA = "https://query.wikidata.org/sparql"


def test_the_contact_is_told_after_name_and_version() -> None:
    found = FORM.fullmatch(agent(WIKIDATA, " me@example.org ", {}))
    assert found
    assert found[1] == "me@example.org"


def test_the_contact_may_come_from_the_environment_and_the_option_wins() -> None:
    environment = {"ANQ2RDF_CONTACT": "https://example.org/bot"}
    assert "(https://example.org/bot)" in agent(WIKIDATA, "", environment)
    assert "(me@example.org)" in agent(WIKIDATA, "me@example.org", environment)


def test_without_one_the_projects_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "_project", lambda: "https://project.example")
    assert "(https://project.example)" in agent(WIKIDATA, "", {})


@pytest.mark.parametrize(("address", "demanded"), [
    (WIKIDATA, True), ("https://QUERY.wikidata.org./sparql", True), ("https://commons-query.wikimedia.org/sparql", True),
    ("https://wikidata.org/sparql", True), ("http://127.0.0.1:7878/query", False),
    ("https://notwikidata.org/sparql", False), ("https://wikidata.org.example/sparql", False),
])
def test_wikimedia_gets_no_nameless_request(monkeypatch: pytest.MonkeyPatch, address: str, demanded: bool) -> None:
    monkeypatch.setattr(told, "_project", lambda: "")
    if not demanded:
        assert re.fullmatch(r"anq2rdf/[0-9.]+ python-requests/[0-9.]+", agent(address, "", {}))
        return
    with pytest.raises(UsageError) as found:
        agent(address, "", {})
    assert "--contact" in found.value.remedy


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "a\nb", "é@example.org", "(me", "me)", "a\\b", "x" * 201, "a\0b"])
def test_what_does_not_fit_into_a_header_is_refused(contact: str) -> None:
    with pytest.raises(UsageError, match="not a contact") as found:
        agent(WIKIDATA, contact, {})
    assert "\n" not in found.value.message
