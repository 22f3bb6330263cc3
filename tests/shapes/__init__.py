"""The data the shapes are proved on: clean data that fires nothing, and one fault per shape.

`base()` is the clean data, `cases()` the faulty ones, each as N-Triples with what must fire on it and nothing else.
Everybody who runs shapes (these tests, the validation room's) imports them from here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

ROOT: Final = Path(__file__).parent.parent.parent
FIXTURES: Final = Path(__file__).parent / "fixtures"

# Mutations are SPARQL Update below this: relative addresses stand under the default base.
PROLOGUE: Final = """BASE <https://w3id.org/anq/>
PREFIX anq: <https://w3id.org/anq/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def words(text: str) -> set[str]:
    """The words of a text, for sets that are long to write."""
    return set(text.split())


class Case(NamedTuple):
    """Data with one fault."""

    shape: str                  # the shape the fault is meant for: "Q01"
    data: bytes                 # N-Triples
    expected: frozenset[str]    # every shape that fires: the one above, and what follows from the fault by logic


@cache
def base() -> bytes:
    """The clean data as N-Triples: the hand-written fixture with the shipped codes and legislatures."""
    return _dump(_store())


@cache
def cases() -> tuple[Case, ...]:
    """One faulty version of the clean data per shape, in the order of their names."""
    return tuple(_case(path) for path in sorted((FIXTURES / "mutations").glob("*.ru")))


def _case(path: Path) -> Case:
    update = path.read_text(encoding="utf-8")
    header = re.match(r"# fires: ([A-Z0-9 ]+)\n", update)
    assert header, f"{path.name} does not say what it fires"
    store = _store()
    store.update(PROLOGUE + update)
    return Case(path.stem, _dump(store), frozenset(header[1].split()))


def _store() -> ox.Store:
    store = ox.Store()
    for path in (FIXTURES / "base.ttl", ROOT / "ontology" / "codes.ttl", ROOT / "ontology" / "legislatures.ttl"):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def _dump(store: ox.Store) -> bytes:
    triples = sorted(str(quad.triple) for quad in store)
    return "".join(f"{triple} .\n" for triple in triples).encode()
