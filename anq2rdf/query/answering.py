"""From a question to the bytes of its answer, counted on the way."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

import pyoxigraph as ox

from anq2rdf import sparql
from anq2rdf.errors import Anq2rdfError, QueryStopped, UsageError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.query.question import GRAPHS, ROWS, Question, Reply, check
from anq2rdf.sinks.prefixes import PREFIXES

_HEADED: Final = frozenset({"ttl", "trig"})  # forms that begin with their prefixes


def outcome(store: ox.Store, question: Question, limits: Limits) -> Reply | Anq2rdfError:
    """The answer, or the error that says why there is none."""
    try:
        check(question, limits)
        return _answer(store, question, limits)
    except Anq2rdfError as error:
        return error
    except SyntaxError as error:
        return UsageError(f"the query is not valid SPARQL: {_short(error)}")
    except MemoryError:
        return QueryStopped("the query needs more memory than it may use", remedy="narrow it", limit="memory")
    except RuntimeError as error:  # what is left of these is a parameter the query does not project
        return UsageError(
            f"the query cannot be run: {_short(error)}",
            remedy="a variable set with -p must be projected by the outer SELECT",
        )
    except Exception as error:  # the engine's own: a function applied to what it cannot take, …
        return UsageError(f"the query cannot be run: {_short(error)}")


def _short(error: Exception) -> str:
    # The parser goes on to list every token it would have taken, over several lines.
    text = " ".join(str(error).split())
    return escaped(text.partition(": expected")[0] if len(text) > 120 else text)


def _answer(store: ox.Store, question: Question, limits: Limits) -> Reply:
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in question.given.items()
    }
    found = store.query(question.text, substitutions=given, **_dataset(question))
    if isinstance(found, ox.QueryTriples) != (question.form in GRAPHS):
        raise UsageError("the query's prologue is too long to see its form", remedy="leave out what is not used")
    return written(found, question.form, limits)


def written(
    found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple], form: str, limits: Limits
) -> Reply:
    """Rows, a yes or no, or triples in that form, within the limits on rows and bytes."""
    if isinstance(found, ox.QuerySolutions):
        return _rows(found, form, limits)
    if isinstance(found, ox.QueryBoolean):
        out = _Kept(limits.query_bytes)
        found.serialize(out, format=ROWS[form])
        return Reply(out.getvalue(), 1)
    return _triples(found, form, limits)


def _dataset(question: Question) -> dict[str, Any]:
    # The engine's own switch for all graphs together would override FROM.
    if question.default_graphs or question.named_graphs:
        try:
            return {
                "default_graph": [ox.NamedNode(iri) for iri in question.default_graphs],
                "named_graphs": [ox.NamedNode(iri) for iri in question.named_graphs],
            }
        except ValueError as error:
            raise UsageError(f"a graph is named by an absolute IRI: {escaped(str(error))}") from error
    return {"use_default_graph_as_union": not sparql.names_graphs(question.text)}


def _triples(found: Iterable[ox.Triple], form: str, limits: Limits) -> Reply:
    counted, out = _Count(limits.query_rows), _Kept(limits.query_bytes)
    ox.serialize(counted.pass_on(found), output=out, format=GRAPHS[form], prefixes=PREFIXES)
    content = out.getvalue()
    if form in _HEADED:  # the library writes the prefixes in another order each time
        *heads, rest = content.split(b"\n", len(PREFIXES))
        content = b"\n".join([*sorted(heads), rest])
    return Reply(content, counted.number)


def _rows(found: ox.QuerySolutions, form: str, limits: Limits) -> Reply:
    """TSV first: one line is one row there, so rows can be counted as they are written."""
    lines = _Lines(limits)
    found.serialize(lines, format=ox.QueryResultsFormat.TSV)
    if form == "tsv":
        return Reply(lines.getvalue(), lines.rows)
    out = _Kept(limits.query_bytes)
    again = ox.parse_query_results(lines.getvalue(), format=ox.QueryResultsFormat.TSV)
    cast("ox.QuerySolutions", again).serialize(out, format=ROWS[form])
    return Reply(out.getvalue(), lines.rows)


class _Kept(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, block: Any) -> int:
        if self.tell() + len(block) > self._limit:
            raise QueryStopped(
                f"the answer has more than {self._limit:,} bytes", remedy="narrow it, or add a LIMIT", limit="bytes"
            )
        return super().write(block)


class _Count:
    def __init__(self, limit: int, start: int = 0) -> None:
        self.number, self._limit = start, limit

    def add(self, number: int) -> None:
        self.number += number
        if self.number > self._limit:
            raise QueryStopped(
                f"the answer has more than {self._limit:,} rows", remedy="narrow it, or add a LIMIT", limit="rows"
            )

    def pass_on(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.add(1)
            yield item


class _Lines(_Kept):
    """A TSV table whose rows are counted as they come."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits.query_bytes)
        self._count = _Count(limits.query_rows, start=-1)  # the head is a line too

    @property
    def rows(self) -> int:
        return self._count.number

    def write(self, block: Any) -> int:
        self._count.add(bytes(block).count(b"\n"))
        return super().write(block)
