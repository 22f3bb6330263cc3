"""SPARQL constraints run set-wise: each sh:select once over the whole store instead of once for every focus node.

The query stays as the shapes file has it. A pattern that binds $this to every focus node of the shape's targets is
put first in each group where $this is used, which is what pre-binding (SHACL §5.3.1) does one node at a time. What
cannot be run this way without changing its meaning (LIMIT, GRAPH, aggregates that do not group by $this, $PATH …)
raises `NotSetWise` and stays with pySHACL.

The store compares strictly: a text beside an xsd:date is a type error and no result, where rdflib compares anyway and
lets a wrongly typed date trip S02, S08, S09 and S16 too. So nothing needs to be skipped here: the Core
shape reports the wrong type, and reports it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pyoxigraph as ox
from msgspec import Struct
from rdflib import OWL, RDFS, Graph, Literal, URIRef
from rdflib import RDF as RDFNS
from rdflib.term import Node

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.validation.graphs import Term, term_of
from anq2rdf.validation.paths import RDF, SH, Path
from anq2rdf.validation.results import Result

_COMPONENT: Final = ox.NamedNode(SH + "SPARQLConstraintComponent")
_SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_FORBIDDEN: Final = frozenset({"MINUS", "VALUES", "SERVICE"})  # SHACL §5.3.1 and §5.2.1
_PER_NODE: Final = frozenset({"LIMIT", "OFFSET", "GRAPH", "FROM", "{|", "<<"})
_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "HAVING"})
_PREBOUND: Final = frozenset({"PATH", "currentShape"})
_REFERRING: Final = (RDFNS.first, *(URIRef(SH + name) for name in ("property", "node", "not", "qualifiedValueShape")))
_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")


class NotSetWise(Exception):
    """This constraint means something else when it is run for all focus nodes at once."""


class Targets(Struct, frozen=True):
    """Where the focus nodes of a shape come from (SHACL §2.1.3)."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[ox.NamedNode, ...] = ()
    subjects_of: tuple[ox.NamedNode, ...] = ()
    objects_of: tuple[ox.NamedNode, ...] = ()

    def pattern(self, store: ox.Store) -> str:
        """A graph pattern that binds ?this to each focus node once. Subclasses are those the data declares."""
        classes = sorted({str(sub) for wanted in self.classes for sub in _subclasses(store, wanted)})
        if len(classes) == 1 and not (self.nodes or self.subjects_of or self.objects_of):
            return f"?this <{RDF}type> {classes[0]} ."
        branches = [f"?this <{RDF}type> {iri}" for iri in classes]
        branches += [f"?this {predicate} ?_object" for predicate in self.subjects_of]
        branches += [f"?_subject {predicate} ?this" for predicate in self.objects_of]
        if self.nodes:
            branches.append(f"VALUES ?this {{ {' '.join(map(str, self.nodes))} }}")
        if len(branches) == 1 and self.nodes:
            return branches[0]
        return "{ SELECT DISTINCT ?this WHERE { " + " UNION ".join(f"{{ {b} }}" for b in branches) + " } }"


class Constraint(Struct, frozen=True):
    """One sh:sparql of one shape."""

    shape: Term
    node: Term
    severity: ox.NamedNode
    messages: tuple[tuple[str, str], ...]
    targets: Targets
    select: str
    prefixes: tuple[tuple[str, str], ...]

    def run(self, store: ox.Store) -> Iterator[Result]:
        """Its results, each distinct row once. The store holds all data in the default graph.

        Raises `UsageError` when the query is not valid SPARQL.
        """
        text = sparql.bind(self.select, "this", self.targets.pattern(store))
        try:
            rows = store.query(text, prefixes=dict(self.prefixes))
        except SyntaxError as error:
            raise UsageError(f"the sh:select of {self.shape} is not valid SPARQL: {error}") from error
        assert isinstance(rows, ox.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        seen: set[tuple[object, ...]] = set()
        for row in rows:
            terms = tuple(row)
            if terms not in seen:
                seen.add(terms)
                yield self._result(dict(zip(names, terms, strict=True)))

    def _result(self, row: dict[str, Term | None]) -> Result:
        focus, path = row["this"], row.get("path")
        assert focus is not None
        found = row.get("value")
        row["value"] = value = focus if found is None else found  # as for any node shape (§3.6.2.3)
        where: Path | None = path if isinstance(path, ox.NamedNode) else None
        return Result(
            focus=focus,
            shape=self.shape,
            component=_COMPONENT,
            severity=self.severity,
            path=where,
            value=value,
            constraint=self.node,
            messages=tuple((language, _filled(text, row)) for language, text in self.messages),
        )


def _filled(template: str, row: dict[str, Term | None]) -> str:
    def value(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else term.value

    return _PLACEHOLDER.sub(value, template)


def _subclasses(store: ox.Store, wanted: ox.NamedNode) -> list[ox.NamedNode]:
    rows = store.query(f"SELECT DISTINCT ?class {{ ?class <{_SUBCLASS}>* {wanted} }}")
    assert isinstance(rows, ox.QuerySolutions)
    found = [row["class"] for row in rows]
    return [wanted, *(term for term in found if isinstance(term, ox.NamedNode) and term != wanted)]


def read_constraint(graph: Graph, shape: Node, node: Node) -> Iterator[Constraint]:
    """The constraint at this sh:sparql node; none when it or its shape is deactivated.

    Raises `NotSetWise` where it has to stay with pySHACL, `UsageError` where SHACL itself forbids it.
    """
    selects = [str(text) for text in _all(graph, node, "select")]
    if len(selects) != 1 or _all(graph, node, "ask"):
        raise UsageError(f"the sh:sparql of {shape} needs exactly one sh:select")
    check_select(selects[0], str(shape))
    if _all(graph, shape, "path") or any((None, by, shape) in graph for by in _REFERRING):
        raise NotSetWise("it belongs to a property shape, or to a shape other shapes refer to")
    if not _off(graph, shape) and not _off(graph, node):
        severity = next(iter(_all(graph, shape, "severity")), None)
        yield Constraint(
            term_of(shape),
            term_of(node),
            ox.NamedNode(str(severity) if severity else SH + "Violation"),
            _messages(graph, shape, node),
            read_targets(graph, shape),
            selects[0],
            tuple(_prefixes(graph, node)),
        )


def check_select(select: str, shape: str) -> None:
    """Raise `UsageError` for what SHACL forbids in a constraint, `NotSetWise` for what only makes sense per node."""
    words = list(sparql.tokens(sparql.unescape(select)))
    keywords = {token.keyword for token in words}
    variables = {token.text[1:] for token in words if token.kind == "variable"}
    forbidden = keywords & _FORBIDDEN
    if forbidden or sparql.federated(select):
        raise UsageError(
            f"the sh:select of {shape} uses {', '.join(sorted(forbidden)) or 'SERVICE'}, "
            "which SHACL forbids in a constraint"
        )
    if "shapesGraph" in variables:
        raise UsageError(f"the sh:select of {shape} uses $shapesGraph, which is not supported here")
    if keywords & _PER_NODE or variables & _PREBOUND:
        raise NotSetWise("its query is bound to one focus node at a time")
    _check_selects(words, shape)


def _check_selects(words: Sequence[sparql.Token], shape: str) -> None:
    starts = [n for n, token in enumerate(words) if token.keyword == "SELECT"]
    if not starts or any(token.keyword in ("ASK", "CONSTRUCT", "DESCRIBE") for token in words):
        raise UsageError(f"the sh:select of {shape} is not a SELECT query")
    for start in starts:
        opening = next((n for n in range(start, len(words)) if words[n].text == "{"), len(words))
        head = words[start:opening]
        projected = {token.text[1:] for token in head if token.kind == "variable"}
        rebound = [b for a, b in pairwise(head) if a.keyword == "AS" and b.text[1:] == "this"]
        if "this" not in projected or rebound:
            raise UsageError(f"each SELECT in the sh:select of {shape} must project $this, unassigned (SHACL §5.3.1)")
        if _AGGREGATES & {token.keyword for token in head} and not _groups_by_this(words, opening):
            raise NotSetWise("it aggregates without GROUP BY $this")
        if start and any(token.keyword == "EXISTS" for token in words):
            raise NotSetWise("it mixes EXISTS with a sub-SELECT")


def _groups_by_this(words: Sequence[sparql.Token], opening: int) -> bool:
    depth = 0
    for n in range(opening, len(words)):
        depth += (words[n].text == "{") - (words[n].text == "}")
        if depth == 0:  # just past this SELECT's WHERE group
            keys = [token for token in words[n + 1 :] if token.kind == "variable"]
            grouped = [token.keyword for token in words[n + 1 : n + 3]] == ["GROUP", "BY"]
            return grouped and "this" in {token.text[1:] for token in _until_other(words[n + 3 :])} and bool(keys)
    return False


def _until_other(words: Sequence[sparql.Token]) -> Iterator[sparql.Token]:
    for token in words:
        if token.kind != "variable":
            return
        yield token


def _messages(graph: Graph, shape: Node, node: Node) -> tuple[tuple[str, str], ...]:
    # The constraint's own messages come before the shape's (SHACL §5.3.2).
    found = _all(graph, node, "message") or _all(graph, shape, "message")
    return tuple(sorted(((text.language or "") if isinstance(text, Literal) else "", str(text)) for text in found))


def read_targets(graph: Graph, shape: Node) -> Targets:
    """The targets a shape declares, a class that is its own shape included."""

    def named(name: str) -> tuple[ox.NamedNode, ...]:
        return tuple(ox.NamedNode(str(node)) for node in sorted(_all(graph, shape, name), key=str))

    classes = named("targetClass")
    if (shape, RDFNS.type, RDFS.Class) in graph:
        classes += (ox.NamedNode(str(shape)),)
    nodes = tuple(term_of(node) for node in sorted(_all(graph, shape, "targetNode"), key=str))
    return Targets(nodes, classes, named("targetSubjectsOf"), named("targetObjectsOf"))


def _prefixes(graph: Graph, node: Node) -> Iterator[tuple[str, str]]:
    yield from (("rdf", str(RDFNS)), ("rdfs", str(RDFS)), ("owl", str(OWL)))
    for holder in _declaring(graph, node):
        for declared in _all(graph, holder, "declare"):
            prefix, namespace = _all(graph, declared, "prefix"), _all(graph, declared, "namespace")
            if len(prefix) != 1 or len(namespace) != 1:
                raise UsageError(f"{holder}: each sh:declare needs one sh:prefix and one sh:namespace")
            yield str(prefix[0]), str(namespace[0])


def _declaring(graph: Graph, node: Node) -> list[Node]:
    """Where its prefixes are declared: sh:prefixes/owl:imports*/sh:declare (SHACL §5.2.1)."""
    found = _all(graph, node, "prefixes")
    for holder in found:
        found += [imported for imported in graph.objects(holder, OWL.imports) if imported not in found]
    return found


def _off(graph: Graph, node: Node) -> bool:
    return any(str(flag).lower() in ("true", "1") for flag in _all(graph, node, "deactivated"))


def _all(graph: Graph, node: Node, name: str) -> list[Node]:
    return list(graph.objects(node, URIRef(SH + name)))
