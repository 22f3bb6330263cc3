"""The holdings read from a store: a few questions to the site's own workers, once a generation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox
from msgspec.structs import replace

from anq2rdf.errors import QueryBusy
from anq2rdf.limits import Limits
from anq2rdf.linking.deputies import Row, of_answers
from anq2rdf.query.workers import Question, Workers
from anq2rdf.web.reconcile.deputies import Deputies
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.things import make_things
from anq2rdf.web.site import page_query

_TRIALS: Final = 3


def read_holdings(workers: Workers, limits: Limits, base: str) -> Holdings:
    """All that can be reconciled of what the store holds now, under a base.

    Raises `QueryStopped` for a store that holds more than `limits` let in, `QueryBusy` where it changes all the time.
    """
    for _ in range(_TRIALS):
        reader = _Reader(workers, limits)
        entities = list(reader.entities(base))
        if len(reader.generations) == 1:
            return Holdings(entities, reader.generations.pop())
    raise QueryBusy("the store is being loaded anew", remedy="ask again in some seconds")


class _Reader:
    """Asks one question after the other, and notes which generation answered."""

    def __init__(self, workers: Workers, limits: Limits) -> None:
        self._workers = workers
        self._limits = replace(
            limits, query_rows=limits.reconcile_rows, query_seconds=max(limits.query_seconds, limits.reconcile_seconds)
        )
        self.generations: set[str] = set()

    def entities(self, base: str) -> Iterator[Entity]:
        """Things first: deputies name them."""
        things = make_things(self._things(), f"{base}id/")
        yield from things.values()
        yield from Deputies(things, base).make(of_answers(self._ask), self._said(), self._groups())

    def _things(self) -> Iterator[tuple[str, str, Mapping[str, Sequence[str]]]]:
        types: dict[str, str] = {}
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._ask(page_query("reconcile_things")):
            types[row["it"]] = row["type"]
            said[row["it"]][row["property"]].append(row["o"])
        return ((it, types[it], about) for it, about in said.items())

    def _said(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._ask(page_query("reconcile_deputies")):
            said[row["it"]][row["p"]].append(row["o"])
        return said

    def _groups(self) -> Mapping[str, Sequence[tuple[str, str | None]]]:
        groups: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for row in self._ask(page_query("reconcile_groups")):
            groups[row["it"]].append((row["group"], row.get("legislature")))
        return groups

    def _ask(self, query: str) -> list[Row]:
        reply = self._workers.ask(Question(query, "json", limits=self._limits))
        self.generations.add(reply.generation)
        found = ox.parse_query_results(reply.content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [_told(zip(names, row, strict=True)) for row in found]


def _told(cells: Iterable[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]) -> Row:
    return {name: term.value for name, term in cells if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode)}
