"""The reference engine: pySHACL on an rdflib graph, as anyone else would run it, read back as results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from anq2rdf.errors import UsageError
from anq2rdf.validation.graphs import quiet, term_of
from anq2rdf.validation.paths import SH, read_path
from anq2rdf.validation.results import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def run_reference(data: Graph, shapes: Graph) -> list[Result]:
    """Every result of these shapes on this graph. Raises `UsageError` when pySHACL refuses the shapes."""
    import pyshacl
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError

    try:
        with quiet():
            _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none", advanced=False)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise UsageError(f"the shapes cannot be used: {_first_line(str(error))}") from error
    except Exception as error:    # it parses SPARQL late and lets every kind of error through
        raise UsageError(f"the shapes cannot be used: {_first_line(f'{type(error).__name__}: {error}')}") from error
    if isinstance(report, Exception):
        raise UsageError(f"the shapes cannot be used: {_first_line(text)}")
    return list(_results(report))


def _first_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _results(report: Graph) -> Iterator[Result]:
    from rdflib import URIRef

    for node in report.objects(None, URIRef(SH + "result")):
        yield _result(report, node)


def _result(report: Graph, node: Node) -> Result:
    from rdflib import URIRef

    def one(name: str) -> Node | None:
        return report.value(node, URIRef(SH + name))

    path, value, constraint = one("resultPath"), one("value"), one("sourceConstraint")
    messages = {(text.language or "", str(text)) for text in report.objects(node, URIRef(SH + "resultMessage"))}  # type: ignore[attr-defined]
    return Result(
        focus=_required(one("focusNode")), shape=_required(one("sourceShape")),
        component=_named(one("sourceConstraintComponent")), severity=_named(one("resultSeverity")),
        messages=tuple(sorted(messages)), path=None if path is None else read_path(report, path),
        value=None if value is None else term_of(value), constraint=None if constraint is None else term_of(constraint),
    )


def _required(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    assert node is not None
    return term_of(node)


def _named(node: Node | None) -> ox.NamedNode:
    assert node is not None
    return ox.NamedNode(str(node))
