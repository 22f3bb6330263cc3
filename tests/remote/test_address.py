"""Whether an address sends what it is given in the clear."""

from __future__ import annotations

import pytest

from anq2rdf.cli.console import warn_in_clear
from anq2rdf.remote.address import in_clear
from anq2rdf.remote.credentials import credentials


@pytest.mark.parametrize(("address", "clear"), [
    ("http://example.org/sparql", True), ("HTTP://EXAMPLE.ORG:8080/", True), ("http://192.168.1.7/", True),
    ("https://example.org/sparql", False), ("http://localhost:3030/", False), ("http://127.0.0.1/", False),
    ("http://127.8.8.8/", False), ("http://[::1]:80/", False), ("http://127.0.0.1.example.org/", True),
])  # fmt: skip
def test_plain_http_to_another_machine(address: str, clear: bool) -> None:
    assert in_clear(address) is clear


def test_who_has_credentials_is_warned(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NETRC", "/dev/null")
    warn_in_clear("http://example.org/sparql")
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("ANQ2RDF_TOKEN", "geheim")
    warn_in_clear("https://example.org/sparql")
    assert capsys.readouterr().err == ""
    warn_in_clear("http://example.org/sparql")
    said = capsys.readouterr().err
    assert "plain http" in said
    assert "geheim" not in said


@pytest.mark.parametrize(("address", "known"), [
    ("https://query.wikidata.org/sparql", False), ("https://WWW.WIKIDATA.ORG./x", False),
    ("https://example.org/sparql", True), ("https://notwikidata.org/sparql", True),
])  # fmt: skip
def test_credentials_of_a_store_of_ones_own_never_go_to_wikimedia(
    address: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANQ2RDF_TOKEN", "secret")
    assert bool(credentials(address)) is known
