"""From an IRI to its page's address and back: the same IRI, whatever is in it."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.rdf import Minter
from anq2rdf.web.site import SUFFIXES, Site

_ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from([".", "..", "...", "", "%", "%2e%2e", "a/b", "a\\b", "a?b#c", "x.ttl", "x.html", ".jsonld", "~empty", "\r\n", "\x00", "é", "\u202e"]),
)


def _site(base: str) -> Site:
    """A site as far as addresses go: no store is needed for them."""
    return cast("Site", SimpleNamespace(base=base, _bases=[base, "https://w3id.org/anq/"]))


def _served(path: str) -> str:
    """What the server makes of an address: decoded, below /doc/, without the suffix that names a form."""
    assert path == urlsplit(path).path
    decoded = unquote(path).removeprefix("/doc/")
    suffix = next((each for each in SUFFIXES if decoded.endswith(each)), "")
    return decoded.removesuffix(suffix)


@given(_ODD, _ODD, st.sampled_from(["https://w3id.org/anq/", "https://data.example.org/anq/", "http://localhost:8000/"]))
def test_every_minted_iri_comes_back(uid: str, slug: str, base: str) -> None:
    minter, site = Minter(base), _site(base)
    for iri in (minter.question(uid), minter.person(uid), minter.concept("analyse", slug), minter.record(uid, "ab" * 32)):
        path = Site.path_of(site, iri)
        assert path is not None
        assert re.fullmatch(r"/doc/[!-~]+", path)
        steps = re.sub("%2e", ".", path, flags=re.IGNORECASE).split("/")
        assert not {".", "..", ""} & set(steps[1:])  # nothing that a browser takes for a step
        assert Site.iris_of(site, _served(path))[0] == iri


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("https://w3id.org/anq/id/question/QANR5L14QE76935", "/doc/question/QANR5L14QE76935"),
        ("https://w3id.org/anq/code/status/answered", "/doc/code/status/answered"),
        ("https://data.example.org/anq/id/person/PA1", "/doc/person/PA1"),
        ("https://w3id.org/anq/ontology#Question", None),
        ("https://elsewhere.example/id/question/1", None),
        ("javascript:alert(1)", None),
    ],
)
def test_what_is_ours_has_a_page_and_nothing_else(iri: str, path: str | None) -> None:
    assert Site.path_of(_site("https://data.example.org/anq/"), iri) == path
