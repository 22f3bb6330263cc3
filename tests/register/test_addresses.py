"""One table of addresses, each of which a user can override."""

from __future__ import annotations

from pathlib import Path

import pytest

from anq2rdf.errors import UsageError
from anq2rdf.register import address


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("ANQ2RDF_ADDRESSES", raising=False)


def test_the_official_address() -> None:
    assert address("register").startswith("https://data.assemblee-nationale.fr/static/openData/repository/17/amo/")
    assert address("register").endswith("/AMO30_tous_acteurs_tous_mandats_tous_organes_historique.json.zip")


def test_an_address_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "anq2rdf").mkdir()
    (tmp_path / "anq2rdf" / "addresses.toml").write_text('register = "https://example.org/a.zip"')
    assert address("register") == "https://example.org/a.zip"
    (tmp_path / "mine.toml").write_text('register = "https://example.org/b.zip"')
    monkeypatch.setenv("ANQ2RDF_ADDRESSES", str(tmp_path / "mine.toml"))
    assert address("register") == "https://example.org/b.zip"


@pytest.mark.parametrize("content", ["register =", "register = 3", 'register = "file:///etc/passwd"', "\x00"])
def test_a_wrong_file_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "mine.toml").write_text(content)
    monkeypatch.setenv("ANQ2RDF_ADDRESSES", str(tmp_path / "mine.toml"))
    with pytest.raises(UsageError, match=r"mine\.toml"):
        address("register")
