"""Terms as the compiled engine sees them: a tag and a text, cheap to make, to hash and to compare.

The tag says what the text is: `IRI`, `BLANK`, "@fr" for text in French, or the datatype's IRI. A blank node's text is
its label with "_:" before it, which no absolute IRI begins with.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import BNode, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from anq2rdf import statements
from anq2rdf.validation import graphs

Term: TypeAlias = tuple[str, str]

IRI: Final = "iri"
BLANK: Final = "blank"
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# The tag for each kind of object a converted record holds.
TAGS: Final[dict[int, str]] = {
    statements.IRI: IRI,
    statements.STRING: STRING,
    **{kind: "@" + language for kind, language in statements.LANGUAGES.items()},
    **statements.DATATYPES,
}


def is_literal(term: Term) -> bool:
    """Whether it is a literal, of whatever type."""
    return term[0] not in (IRI, BLANK)


def from_store(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Term:
    """The term for one of the store."""
    if isinstance(term, ox.NamedNode):
        return IRI, term.value
    if isinstance(term, ox.BlankNode):
        return BLANK, "_:" + term.value
    return ("@" + term.language if term.language else term.datatype.value), term.value


def from_rdflib(node: Node) -> Term:
    """The term for one of a shapes graph."""
    return from_store(graphs.term_of(node))


def to_store(term: Term) -> graphs.Term:
    """The store's term, as results hold it."""
    tag, text = term
    if tag == IRI:
        return ox.NamedNode(text)
    if tag == BLANK:
        return ox.BlankNode(text[2:])
    if tag[0] == "@":
        return ox.Literal(text, language=tag[1:])
    return ox.Literal(text, datatype=ox.NamedNode(tag))


def to_rdflib(term: Term) -> Node:
    """The term as the reference engine sees it."""
    tag, text = term
    if tag == IRI:
        return URIRef(text)
    return BNode(text[2:]) if tag == BLANK else literal(term)


@lru_cache(maxsize=1 << 14)
def literal(term: Term) -> Value:
    """A literal with its value, read as the reference engine reads it: not rewritten, rdf:HTML never ill-typed."""
    tag, text = term
    with graphs.quiet():
        if tag[0] == "@":
            return Value(text, lang=tag[1:])
        return Value(text, datatype=None if tag == STRING else URIRef(tag), normalize=False)
