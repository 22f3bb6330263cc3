"""Shapes as the shapes graph declares them, before anything is compiled: one value for each shape."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from anq2rdf.errors import UsageError
from anq2rdf.validation.paths import SH, Path, Step, read_path

CONSTRAINTS: Final = frozenset(
    {
        *("class", "datatype", "nodeKind", "minCount", "maxCount"),
        *("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"),
        *("minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang"),
        *("equals", "disjoint", "lessThan", "lessThanOrEquals"),
        *("not", "and", "or", "xone", "node", "property"),
        *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"),
        *("closed", "ignoredProperties", "hasValue", "in"),
    }
)
TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SILENT: Final = frozenset(
    {"path", "severity", "message", "deactivated", "name", "description", "order", "group", "defaultValue", *TARGETS}
)
SHAPES: Final = ("property", "node", "not", "qualifiedValueShape")  # parameters whose values are shapes
SHAPE_LISTS: Final = ("and", "or", "xone")  # … and whose values are lists of shapes


class Refused(Exception):
    """This shape cannot be compiled without changing what it says; the text is the reason."""


class Declared(Struct, frozen=True):
    """One shape: where its values are, what it says of them and how it says so."""

    node: Node
    path: Path | None  # None for a node shape
    path_node: Node | None
    severity: Node
    messages: tuple[tuple[str, str], ...]
    off: bool
    values: dict[str, list[Node]]  # its constraints: the values of each parameter, by the parameter's local name

    def all(self, name: str) -> list[Node]:
        """The values of a parameter, none if it is not there."""
        return self.values.get(name, [])

    def one(self, name: str) -> Node:
        """The value of a parameter that may have only one."""
        found = self.all(name)
        if len(found) != 1:
            raise Refused(f"it has {len(found)} values of sh:{name}, where SHACL wants one")
        return found[0]


def declare(graph: Graph, node: Node) -> Declared:
    """Read one shape. Raises `Refused` for what is not SHACL Core, or not well formed."""
    names = _names(graph, node)
    if isinstance(node, Value) or names - CONSTRAINTS - _SILENT:
        strange = ", ".join(sorted("sh:" + name for name in names - CONSTRAINTS - _SILENT))
        raise Refused(f"it uses {strange}, which is not SHACL Core" if strange else "a literal is no shape")
    _refuse_custom(graph, node)
    paths = _objects(graph, node, "path")
    kinds = {kind for kind in ("NodeShape", "PropertyShape") if (node, RDF.type, _sh(kind)) in graph}
    if len(paths) > 1 or len(kinds) > 1 or (paths and "NodeShape" in kinds) or (not paths and "PropertyShape" in kinds):
        raise Refused("it is not well formed: a property shape has one sh:path, a node shape none")
    severities, offs = _objects(graph, node, "severity"), _objects(graph, node, "deactivated")
    if len(severities) > 1 or len(offs) > 1 or not all(isinstance(off, Value) for off in offs):
        raise Refused("it has more than one severity or sh:deactivated")
    return Declared(
        node,
        _path(graph, paths[0]) if paths else None,
        paths[0] if paths else None,
        severities[0] if severities else _sh("Violation"),
        tuple(sorted({_message(text) for text in _objects(graph, node, "message")})),
        bool(offs and is_true(offs[0])),
        {name: _objects(graph, node, name) for name in sorted(names & CONSTRAINTS)},
    )


def shape_nodes(graph: Graph) -> list[Node]:
    """Every shape of a shapes graph: by type, by target, or because another shape names it."""
    found: dict[Node, None] = {}
    for kind in ("NodeShape", "PropertyShape"):
        found.update(dict.fromkeys(graph.subjects(RDF.type, _sh(kind))))
    for name in (*TARGETS, "property", "node"):
        found.update(dict.fromkeys(graph.subjects(_sh(name), None)))
    for name in SHAPES:
        found.update(dict.fromkeys(graph.objects(None, _sh(name))))
    for name in SHAPE_LISTS:
        for head in graph.objects(None, _sh(name)):
            found.update(dict.fromkeys(graph.items(head)))
    return sorted(found, key=str)


def class_targets(graph: Graph, node: Node) -> set[Node]:
    """The classes whose instances a shape judges, itself among them when it is declared as a class."""
    kinds = {RDFS.Class, OWL.Class, *graph.subjects(RDFS.subClassOf, RDFS.Class)}
    implicit = {node} if any(kind in kinds for kind in graph.objects(node, RDF.type)) else set()
    return {*_objects(graph, node, "targetClass"), *implicit}


def members(graph: Graph, head: Node, name: str) -> list[Node]:
    """The members of a list of at least one."""
    try:
        found = list(graph.items(head))
    except ValueError as error:
        raise Refused(f"the list of sh:{name} is not well formed: {error}") from error
    if not found:
        raise Refused(f"the list of sh:{name} is empty or not a list")
    return found


def is_true(flag: Node) -> bool:
    """Whether it is a literal that stands for true, or for anything but false or nothing."""
    return isinstance(flag, Value) and bool(flag.value)


def _path(graph: Graph, node: Node) -> Path:
    try:
        path = read_path(graph, node)
    except (UsageError, ValueError) as error:
        raise Refused(str(error)) from error
    _check_lengths(path)
    return path


def _check_lengths(path: Path) -> None:
    if isinstance(path, Step):
        if path.kind in ("sequence", "alternativePath") and len(path.parts) < 2:
            raise Refused("a list in its path has fewer than two members")
        for part in path.parts:
            _check_lengths(part)


def _names(graph: Graph, node: Node) -> set[str]:
    return {str(p).removeprefix(SH) for p in graph.predicates(node, None) if str(p).startswith(SH)}


def _message(text: Node) -> tuple[str, str]:
    return (text.language or "") if isinstance(text, Value) else "", str(text)


def _refuse_custom(graph: Graph, node: Node) -> None:
    kinds = {_sh("ConstraintComponent"), *graph.subjects(RDFS.subClassOf, _sh("ConstraintComponent"))}
    for component in {c for kind in kinds for c in graph.subjects(RDF.type, kind) if not str(c).startswith(SH)}:
        wanted = [graph.value(p, _sh("path")) for p in graph.objects(component, _sh("parameter"))]
        if not wanted or any((node, path, None) in graph for path in wanted):
            raise Refused(f"it uses the constraint component {component}")


def _objects(graph: Graph, node: Node, name: str) -> list[Node]:
    return list(graph.objects(node, _sh(name)))


def _sh(name: str) -> URIRef:
    return URIRef(SH + name)
