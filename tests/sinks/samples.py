"""Made-up nodes that are as hard to write as text can be, and what a judge must read back."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import strategies as st

from anq2rdf.statements import (
    DATATYPES,
    DATE,
    DOUBLE,
    ENGLISH,
    FRENCH,
    HTML,
    INTEGER,
    IRI,
    LANGUAGES,
    RDF_TYPE,
    STRING,
    YEAR,
    Block,
    Node,
    Pair,
)
from tests.judges import Statement
from tests.judges.lines import LANGUAGE_STRING
from tests.judges.lines import STRING as XSD_STRING

BASE = "https://w3id.org/anq/"
ANQ = BASE + "ontology#"

# A context of every shape the shipped one has, so that these tests do not depend on its terms.
CONTEXT = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    "dcterms": "http://purl.org/dc/terms/",
    "Question": ANQ + "Question",
    "Answer": {"@id": ANQ + "Answer"},
    "plain": ANQ + "plain",
    "identifier": {"@id": "dcterms:identifier"},
    "text": {"@id": ANQ + "text", "@language": "fr"},
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label", "@container": "@language"},
    "name": {"@id": ANQ + "name", "@container": "@language"},
    "plainName": {"@id": ANQ + "name"},
    "author": {"@id": ANQ + "author", "@type": "@id"},
    "event": {"@id": ANQ + "event", "@type": "@id", "@container": "@set"},
    "date": {"@id": ANQ + "date", "@type": "http://www.w3.org/2001/XMLSchema#date"},
    "html": {"@id": ANQ + "html", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"},
    "number": {"@id": ANQ + "number", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
    "share": {"@id": ANQ + "share", "@type": "http://www.w3.org/2001/XMLSchema#double"},
}
PREDICATES = [
    ANQ + "plain", "http://purl.org/dc/terms/identifier", ANQ + "text", "http://www.w3.org/2000/01/rdf-schema#label",
    ANQ + "name", ANQ + "author", ANQ + "event", ANQ + "date", ANQ + "html", ANQ + "number",
    ANQ + "share",
]
CLASSES = [ANQ + "Question", ANQ + "Answer"]

# Every piece breaks some writer or reader: quotes, escapes, line ends of all kinds, controls, byte order marks,
# bidirectional marks, astral characters, and the delimiters of the formats themselves.
NASTY = [
    '"', '""', '"""', "'", "'''", "\\", "\\\\", "\\n", "\\u00e9", "\\u0000", "\\U0001F600", "\n", "\r", "\r\n", "\t",
    "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u2029",
    "\u202e", "\ufeff", "\ufffd", "é", "œ", "e\u0301", "€", "’", "😀", "𝒳", "\U0010fffd", "]]>", "<!--", "</script>",
    "@fr", "^^", "<http://e/x>", " .", " ;", "#", "{", "}", "_:b", "%zz", "&amp;", "\x1b[31m", "a", " ", "",
]
IRIS = [
    BASE + "id/question/QANR5L14QE76935", BASE + "id/question/QANR5L14QE76935/answer/1", BASE + "id/person/PA1",
    BASE, BASE + "id/", BASE + "id//x", BASE + "a:b", BASE + "id/x.", BASE + "-x",
    BASE + "id/%C3%A9t%C3%A9", BASE + "code/rubrique/été", "http://example.org/a?b=c&d=e#f", "http://example.org/",
    "http://www.wikidata.org/entity/Q3089967", ANQ + "Question", ANQ + "a.b", ANQ + "a/b", ANQ, ANQ + "x.",
    ANQ + "-x", ANQ + "0x", ANQ + "é", "urn:uuid:0", "https://example.org/l'été_(1)*!$,;=~@:", "http://example.org/😀",
    "http://purl.org/dc/terms/identifier", "http://schema.org/sameAs", "mailto:a@example.org",
]
# Raptor resolves these even in absolute IRIs, as no other parser does; the mapping mints none.
DOTTED = [BASE + "id/.", BASE + "id/../x", BASE + "./x"]
GRAPHS = [BASE + "graph/questions/L14/QE", BASE + "graph/actors", "http://example.org/g/é"]
# Canonical ones that jsonld.js, which writes each anew with fifteen decimals, gives back as they are.
DOUBLES = ["0.0E0", "1.0E0", "9.5E-1", "-1.25E2", "9.99999E-1", "1.0E-6", "6.25E-2"]
INTEGERS = ["0", "7", "-1", "2455", "999999999999999", "-999999999999999", "1000000000000000", "9" * 17, "9" * 30]

texts = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"), max_size=200),
    st.text(st.sampled_from(['"', "\\", "\n", "a", "é", "😀", "\x7f", "\x1f"]), min_size=100, max_size=300),
)


def _value(kind: int) -> st.SearchStrategy[str]:
    if kind == IRI:
        return st.sampled_from(IRIS + DOTTED)
    if kind == DATE:
        return st.dates().map(lambda day: day.isoformat())
    if kind == YEAR:
        return st.integers(1900, 2100).map(str)
    if kind == INTEGER:
        return st.one_of(st.sampled_from(INTEGERS), st.integers().map(str))
    if kind == DOUBLE:
        return st.one_of(st.sampled_from(DOUBLES), st.floats(0, 1).map("{:.6E}".format))
    return texts


def _pair(kind: int) -> st.SearchStrategy[Pair]:
    return st.tuples(st.sampled_from(PREDICATES), st.just(kind), _value(kind))


kinds = st.sampled_from([IRI, STRING, FRENCH, ENGLISH, DATE, INTEGER, YEAR, HTML, DOUBLE])
pairs = st.one_of(kinds.flatmap(_pair), st.tuples(st.just(RDF_TYPE), st.just(IRI), st.sampled_from(CLASSES)))
blocks = st.lists(pairs, max_size=4).map(Block)
parts = st.lists(st.one_of(pairs, pairs, blocks), max_size=10)
nodes = st.builds(Node, st.sampled_from(IRIS + DOTTED), st.sampled_from(GRAPHS), parts)
node_lists = st.lists(nodes, max_size=6)


def hard_nodes(count: int) -> list[Node]:
    """The same hard nodes every time: each text and each IRI in each kind and each place it can have."""
    chance = random.Random(14_76935)
    made: list[Node] = []
    for number in range(count):
        told: list[Pair] = [(RDF_TYPE, IRI, chance.choice(CLASSES))]
        for predicate in chance.sample(PREDICATES, 5):
            kind = chance.choice([IRI, STRING, FRENCH, ENGLISH, DATE, INTEGER, YEAR, HTML, DOUBLE])
            told.append((predicate, kind, _chosen(chance, kind)))
        told.append((ANQ + "plain", STRING, NASTY[number % len(NASTY)]))
        told.append((ANQ + "number", INTEGER, INTEGERS[number % len(INTEGERS)]))
        told.append((ANQ + "author", IRI, IRIS[number % len(IRIS)]))
        made.append(Node(IRIS[number % len(IRIS)] + f"/{number}", GRAPHS[number // 7 % len(GRAPHS)], told))
    return made


def _chosen(chance: random.Random, kind: int) -> str:
    if kind == IRI:
        return chance.choice(IRIS)
    if kind == INTEGER:
        return chance.choice(INTEGERS)
    if kind == DOUBLE:
        return chance.choice(DOUBLES)
    if kind in (DATE, YEAR):
        return "2016-06-14" if kind == DATE else "2016"
    return "".join(chance.choices(NASTY, k=chance.randint(0, 9)))


def by_value(statements: Iterable[Statement]) -> set[Statement]:
    """The same, a double being its value: the store keeps no other spelling of a number."""
    return {(s, p, repr(float(o)) if t == DATATYPES[DOUBLE] else o, t, lang, g) for s, p, o, t, lang, g in statements}


def expected(nodes: Iterable[Node], *, graphs: bool) -> set[Statement]:
    """What the nodes say, as the judges say it."""
    return {
        (node.subject, predicate, value, *_type(kind), node.graph if graphs else "")
        for node in nodes
        for predicate, kind, value in node.pairs
    }


def _type(kind: int) -> tuple[str, str]:
    if kind == IRI:
        return "", ""
    if kind in LANGUAGES:
        return LANGUAGE_STRING, LANGUAGES[kind]
    return DATATYPES.get(kind, XSD_STRING), ""
