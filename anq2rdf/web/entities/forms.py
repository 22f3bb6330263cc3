"""The forms a thing is given in: which one a request asks for, and its bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

import pyoxigraph as ox

from anq2rdf.errors import SinkError
from anq2rdf.sinks import writer
from anq2rdf.statements import DATATYPES, DATE, DOUBLE, INTEGER, IRI, LANGUAGES, STRING, YEAR, Node, Pair
from anq2rdf.web.entities.statements import Statements, unnamed
from anq2rdf.web.negotiation import choose

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_KINDS: Final = {datatype: kind for kind, datatype in DATATYPES.items()} | {_STRING: STRING}
# Our writers take days and numbers for what they are and do not quote them.
_SOUND: Final = {
    DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    INTEGER: re.compile(r"-?[0-9]{1,18}"),
    DOUBLE: re.compile(r"-?[0-9]\.[0-9]{1,17}E-?[0-9]{1,3}"),
    YEAR: re.compile(r"[0-9]{4}"),
}
_BY_LANGUAGE: Final = {language: kind for kind, language in LANGUAGES.items()}


class Form(NamedTuple):
    """One form."""

    name: str  # the suffix without its dot, and the value of `?format=`
    media_type: str
    title: str
    library: ox.RdfFormat | None  # None for the page


FORMS: Final = (
    Form("html", "text/html", "HTML", None),
    Form("ttl", "text/turtle", "Turtle", ox.RdfFormat.TURTLE),
    Form("nt", "application/n-triples", "N-Triples", ox.RdfFormat.N_TRIPLES),
    Form("jsonld", "application/ld+json", "JSON-LD", ox.RdfFormat.JSON_LD),
    Form("trig", "application/trig", "TriG", ox.RdfFormat.TRIG),
)
BY_NAME: Final = {form.name: form for form in FORMS}


def negotiated(accept: str | None) -> Form | None:
    """The form an Accept header wants most, the page first; None where it refuses all."""
    chosen = choose(accept, [form.media_type for form in FORMS])
    return next((form for form in FORMS if form.media_type == chosen), None)


def write_data(statements: Statements, form: Form, base: str) -> bytes:
    """The statements in a form of data; always the same bytes for the same statements.

    Our writers lay them out for people (subject by subject, compact JSON-LD); what they cannot say (a blank node, a
    datatype or a term of other people) is written by the library.
    """
    quads = list(statements.quads) if form.name == "trig" else unnamed(statements.quads)
    nodes = _nodes(quads, statements.iri)
    if nodes is not None:
        try:
            made = writer(form.name, base=base)
            return made.start() + made.nodes(nodes) + made.finish()
        except SinkError:  # the context has no word for one of the terms
            pass
    return _by_library(sorted(quads, key=str), form)


def _by_library(quads: Sequence[ox.Quad], form: Form) -> bytes:
    assert form.library is not None
    out = io.BytesIO()
    given = quads if form.name == "trig" else [quad.triple for quad in quads]
    # Its prefixes come in another order each time, and then the same thing would have another tag each time.
    ox.serialize(given, output=out, format=form.library)
    return out.getvalue()


def _nodes(quads: Sequence[ox.Quad], first: str) -> list[Node] | None:
    """The statements as our writers take them, the thing itself first; None where there is one they cannot say."""
    ordered = sorted(quads, key=lambda quad: (_value(quad.graph_name), _value(quad.subject) != first, *_order(quad)))
    nodes = []
    for (graph, subject), together in groupby(ordered, key=_place):
        pairs = [_pair(quad) for quad in together]
        if None in pairs or not subject or (graph and not graph.startswith("http")):
            return None
        nodes.append(Node(subject, graph, [pair for pair in pairs if pair is not None]))
    return nodes


def _place(quad: ox.Quad) -> tuple[str, str]:
    return _value(quad.graph_name), _value(quad.subject)


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    is_type = quad.predicate.value.endswith("#type")
    return _value(quad.subject), not is_type, quad.predicate.value, str(quad.object)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _pair(quad: ox.Quad) -> Pair | None:
    value, predicate = quad.object, quad.predicate.value
    if isinstance(value, ox.NamedNode):
        return predicate, IRI, value.value
    if not isinstance(value, ox.Literal):
        return None
    kind = _BY_LANGUAGE.get(value.language) if value.language else _KINDS.get(value.datatype.value)
    sound = _SOUND.get(kind) if kind is not None else None
    if kind is None or (sound is not None and not sound.fullmatch(value.value)):
        return None
    return predicate, kind, value.value


