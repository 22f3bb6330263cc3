"""The reference engine: pySHACL on an rdflib graph, as anyone else would run it, read back as results."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from anq2rdf.errors import UsageError
from anq2rdf.validation.graphs import quiet, term_of
from anq2rdf.validation.paths import SH, read_path
from anq2rdf.validation.results import Result


def run_reference(data: Graph, shapes: Graph) -> list[Result]:
    """Every result of these shapes on this graph. Raises `UsageError` when pySHACL refuses the shapes."""
    try:
        with quiet():
            _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none", advanced=False)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise UsageError(f"the shapes cannot be used: {_first_line(str(error))}") from error
    except Exception as error:  # it parses SPARQL late and lets every kind of error through
        raise UsageError(f"the shapes cannot be used: {_first_line(f'{type(error).__name__}: {error}')}") from error
    if isinstance(report, Exception):
        raise UsageError(f"the shapes cannot be used: {_first_line(text)}")
    return list(_results(report))


def _first_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _results(report: Graph) -> Iterator[Result]:
    for node in report.objects(None, URIRef(SH + "result")):
        yield _result(report, node)


def _result(report: Graph, node: Node) -> Result:
    def one(name: str) -> Node | None:
        return report.value(node, URIRef(SH + name))

    path, value, constraint = one("resultPath"), one("value"), one("sourceConstraint")
    texts = report.objects(node, URIRef(SH + "resultMessage"))
    messages = {((text.language or "") if isinstance(text, Literal) else "", str(text)) for text in texts}
    return Result(
        focus=_required(one("focusNode")),
        shape=_required(one("sourceShape")),
        component=_named(one("sourceConstraintComponent")),
        severity=_named(one("resultSeverity")),
        messages=tuple(sorted(messages)),
        path=None if path is None else read_path(report, path),
        value=None if value is None else term_of(value),
        constraint=None if constraint is None else term_of(constraint),
    )


def _required(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    assert node is not None
    return term_of(node)


def _named(node: Node | None) -> ox.NamedNode:
    assert node is not None
    return ox.NamedNode(str(node))
