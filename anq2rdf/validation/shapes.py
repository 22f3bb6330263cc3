"""The shapes: read from files, checked for what no engine here knows, and divided between the two engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Final

import pyoxigraph as ox
from msgspec import Struct
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.term import Node

from anq2rdf.errors import UsageError
from anq2rdf.resources import shipped
from anq2rdf.validation.constraints import Constraint, NotSetWise, read_constraint
from anq2rdf.validation.graphs import copy_of, graph_of
from anq2rdf.validation.paths import SH
from anq2rdf.validation.reach import Reach, reach_of

_KNOWN: Final = frozenset(
    {
        # SHACL Core
        "path",
        "inversePath",
        "alternativePath",
        "zeroOrMorePath",
        "oneOrMorePath",
        "zeroOrOnePath",
        "targetClass",
        "targetNode",
        "targetSubjectsOf",
        "targetObjectsOf",
        "property",
        "node",
        "not",
        "and",
        "or",
        "xone",
        "qualifiedValueShape",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "qualifiedValueShapesDisjoint",
        "class",
        "datatype",
        "nodeKind",
        "minCount",
        "maxCount",
        "minExclusive",
        "minInclusive",
        "maxExclusive",
        "maxInclusive",
        "minLength",
        "maxLength",
        "pattern",
        "flags",
        "languageIn",
        "uniqueLang",
        "equals",
        "disjoint",
        "lessThan",
        "lessThanOrEquals",
        "closed",
        "ignoredProperties",
        "hasValue",
        "in",
        "severity",
        "message",
        "deactivated",
        "name",
        "description",
        "order",
        "group",
        "defaultValue",
        # SHACL-SPARQL: constraints, then constraint components
        "sparql",
        "select",
        "ask",
        "prefixes",
        "declare",
        "prefix",
        "namespace",
        "parameter",
        "optional",
        "labelTemplate",
        "validator",
        "nodeValidator",
        "propertyValidator",
        # Validation reports (§3.6), which may stand beside shapes and constrain nothing
        "conforms",
        "result",
        "detail",
        "focusNode",
        "resultPath",
        "value",
        "sourceShape",
        "sourceConstraint",
        "sourceConstraintComponent",
        "resultMessage",
        "resultSeverity",
        "shapesGraphWellFormed",
    }
)
_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_NAMING_DATA: Final = frozenset({"targetNode", "hasValue", "focusNode", "value"})
_IDLE: Final = frozenset({*_TARGETS, "severity", "message", "name", "description", "order", "group"})


class Shapes(Struct, frozen=True):
    """A shapes graph, divided: `core` is judged node by node, each of `constraints` runs once over the whole store.

    `reach` says how far from a focus node the core shapes look; None when that cannot be told, or when a SPARQL
    constraint had to stay with pySHACL (`left` names those): then everything is judged as one graph.
    """

    whole: Graph  # undivided
    core: Graph
    constraints: tuple[Constraint, ...]
    reach: Reach | None
    left: tuple[str, ...] = ()


def read_shapes(paths: Iterable[FilePath] = ()) -> Shapes:
    """The shapes of these files together; without any, the shipped ones.

    Raises `UsageError` for a file that cannot be read and for each construct no engine here supports, by its name.
    """
    files = list(paths) or sorted(shipped("shapes").glob("*.ttl"))
    if not files:
        raise UsageError("the shipped shapes are missing", remedy="reinstall anq2rdf, or give a shapes file with -s")
    return divide([triple for file in files for triple in _parse(file)])


def _parse(file: FilePath) -> Iterator[ox.Triple | ox.Quad]:
    kind = _FORMATS.get(file.suffix.lower())
    if kind is None:
        raise UsageError(f"{file.name}: a shapes file ends in {', '.join(sorted(_FORMATS))}")
    try:
        base = file.resolve().as_uri()
        for quad in ox.parse(file.read_bytes(), format=kind, base_iri=base, rename_blank_nodes=True):
            if isinstance(quad.object, ox.Triple):
                raise ValueError("SHACL knows no triple terms (RDF 1.2)")
            yield quad
    except (OSError, SyntaxError, ValueError) as error:
        raise UsageError(f"{file.name}: the shapes cannot be read: {error}") from error


def divide(triples: Iterable[ox.Triple | ox.Quad]) -> Shapes:
    """A shapes graph made ready for both engines. Raises `UsageError` as `read_shapes` does."""
    whole = graph_of(triples)
    graph = copy_of(whole)
    refuse_unknown(graph)
    constraints: list[Constraint] = []
    left: list[str] = []
    for shape, node in sorted(_sparql_pairs(graph)):
        try:
            constraints += read_constraint(graph, shape, node)
        except NotSetWise as reason:
            left.append(f"{shape}: {reason}")
            continue
        _take_out(graph, shape, node)
    _drop_idle(graph)
    return Shapes(whole, graph, tuple(constraints), None if left else reach_of(graph), tuple(left))


def refuse_unknown(graph: Graph) -> None:
    """Raise `UsageError` naming whatever these shapes hold that neither engine would judge: nothing is skipped."""
    used = {str(p) for s, p in graph.subject_predicates() if _is_strange(p) and not _is_data(graph, s)}
    if used:
        raise UsageError(
            f"the shapes use what is not supported here: {_names(used)}",
            remedy="keep to SHACL Core and sh:sparql with sh:select",
        )
    if any((None, RDF.type, URIRef(SH + kind)) in graph for kind in ("JSConstraint", "SPARQLFunction", "SPARQLRule")):
        raise UsageError("the shapes use SHACL-AF or SHACL-JS, which is not supported here")
    pathless = [s for s in graph.objects(None, URIRef(SH + "property")) if (s, URIRef(SH + "path"), None) not in graph]
    if pathless:
        raise UsageError(f"the shapes hold a property shape without sh:path: {min(map(str, pathless))}")
    missing = {o for o in graph.objects(None, OWL.imports) if (o, None, None) not in graph}
    if missing:
        raise UsageError(
            f"the shapes import {', '.join(sorted(map(str, missing)))}, which is not fetched",
            remedy="give that file too, with another -s",
        )


def _is_strange(predicate: Node) -> bool:
    return str(predicate).startswith(SH) and str(predicate).removeprefix(SH) not in _KNOWN


def _is_data(graph: Graph, node: Node) -> bool:
    """Whether a node is no part of any shape: of no SHACL type, with no other SHACL property, named by no shape."""
    of_shacl = any(str(kind).startswith(SH) for kind in graph.objects(node, RDF.type)) or any(
        str(p).startswith(SH) and not _is_strange(p) for p in graph.predicates(node, None)
    )
    named_by = {str(p).removeprefix(SH) for p in graph.predicates(None, node) if str(p).startswith(SH)}
    return not of_shacl and named_by <= _NAMING_DATA and (None, RDF.first, node) not in graph


def _names(iris: Iterable[str]) -> str:
    return ", ".join(sorted("sh:" + iri.removeprefix(SH) for iri in iris))


def _sparql_pairs(graph: Graph) -> list[tuple[Node, Node]]:
    return list(graph.subject_objects(URIRef(SH + "sparql")))


def _take_out(graph: Graph, shape: Node, node: Node) -> None:
    graph.remove((shape, URIRef(SH + "sparql"), node))
    if (None, URIRef(SH + "sparql"), node) not in graph:
        graph.remove((node, None, None))


def _drop_idle(graph: Graph) -> None:
    """Forget the targets of shapes that constrain nothing any more, so that no engine looks for their focus nodes."""
    targets = [URIRef(SH + name) for name in _TARGETS]
    for shape in {subject for target in targets for subject in graph.subjects(target, None)}:
        names = {str(p).removeprefix(SH) for p in graph.predicates(shape, None) if str(p).startswith(SH)}
        if names <= _IDLE and (None, None, shape) not in graph:
            for target in targets:
                graph.remove((shape, target, None))
