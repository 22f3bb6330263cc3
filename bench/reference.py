"""pySHACL on the whole graph, its shapes shared out over processes, each query parsed once.

Nothing is cut out of the data: every process holds all of it and judges some of the shapes. pySHACL parses the text of
an sh:select again for each focus node, which is three quarters of its time there; here rdflib keeps what it parsed, as
its own `prepareQuery` would. That changes no result (tests/bench/test_verdicts.py) and leaves ten minutes of an hour.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

from rdflib import Graph, URIRef, plugin
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor

from anq2rdf.errors import UsageError
from anq2rdf.validation.graphs import Term, term_of
from anq2rdf.validation.paths import SH
from anq2rdf.validation.reference import run_reference
from anq2rdf.validation.results import Result

_TARGETS: Final = [URIRef(SH + f"target{kind}") for kind in ("Class", "Node", "SubjectsOf", "ObjectsOf")]


class Judged(NamedTuple):
    """What pySHACL found, the CPU seconds it took, and the shapes it ended in an error over and says nothing of."""

    results: list[Result]
    seconds: float
    broken: frozenset[Term] = frozenset()


class PreparedQueries(SPARQLProcessor):  # type: ignore[misc]
    """rdflib's own processor with a memory for what it parsed."""

    known: dict[Any, Query] = {}  # noqa: RUF012  one memory for a process

    def query(self, strOrQuery: Any, initBindings: Any = None, initNs: Any = None, *rest: Any, **more: Any) -> Any:  # noqa: N803
        """As rdflib's, which takes a text or what became of it."""
        if isinstance(strOrQuery, str):
            key = strOrQuery, tuple(sorted((initNs or {}).items()))
            if key not in self.known:
                self.known[key] = translateQuery(parseQuery(strOrQuery), initNs=initNs or {})
            strOrQuery = self.known[key]  # noqa: N806
        return super().query(strOrQuery, initBindings, initNs, *rest, **more)


def judge(data: Graph, shapes: Graph, processes: int = 1) -> Judged:
    """Every result of pySHACL on this data, in no order."""
    _Work.data = data
    if processes == 1:
        try:
            return _judge(shapes)
        except UsageError:  # it fell over some value; which shape did is found by running each alone
            return _together([_judge_alone(each) for each in _parts(shapes)])
    with get_context("fork").Pool(processes) as pool:  # forked: the graph is not copied to be handed over
        return _together(pool.map(_judge_alone, _parts(shapes), chunksize=1))


class _Work:
    data: Graph  # set before processes fork


class _Part(NamedTuple):
    shapes: Graph  # all shapes, the target of one
    own: frozenset[Term]  # that one and its property shapes


def _judge(shapes: Graph) -> Judged:
    plugin.register("sparql", Processor, __name__, PreparedQueries.__name__)
    try:
        start = time.process_time()
        return Judged(run_reference(_Work.data, shapes), time.process_time() - start)
    finally:
        plugin.register("sparql", Processor, SPARQLProcessor.__module__, SPARQLProcessor.__name__)


def _judge_alone(part: _Part) -> Judged:
    try:
        return _judge(part.shapes)
    except UsageError:
        return Judged([], 0, part.own)


def _together(judged: Sequence[Judged]) -> Judged:
    results = [result for each in judged for result in each.results]
    broken = frozenset[Term]().union(*(each.broken for each in judged))
    return Judged(results, sum(each.seconds for each in judged), broken)


def _parts(shapes: Graph) -> Iterator[_Part]:
    """The same shapes many times, each time with the targets of one: the results together are those of all."""
    holders = {holder for target in _TARGETS for holder in shapes.subjects(target, None)}
    for holder in sorted(holders):
        part = Graph(bind_namespaces="none")
        for s, p, o in shapes:
            if p not in _TARGETS or s == holder:
                part.add((s, p, o))
        own = holder, *shapes.objects(holder, URIRef(SH + "property"))
        yield _Part(part, frozenset(map(term_of, own)))
