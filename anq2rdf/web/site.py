"""One served store: who asks it, how its IRIs and this site's addresses belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import quote

import pyoxigraph as ox
from anyio import CapacityLimiter, to_thread

from anq2rdf.limits import SERVED, Limits
from anq2rdf.query.search import Index, ServedIndex
from anq2rdf.query.workers import Question, Workers
from anq2rdf.rdf import DEFAULT_BASE
from anq2rdf.web.remembering import Answers
from anq2rdf.web.turnstile import Turnstile

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
Row: TypeAlias = dict[str, Term | None]
_QUERIES: Final = Path(__file__).parent / "queries"
_ROOTS: Final = ("id/", "code/")  # below the base: what pages are about
_SAFE: Final = "/:@!$&'()*+,;=~-._"
_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]')
#: What a page's address may end in to ask for one form of it.
SUFFIXES: Final = (".html", ".ttl", ".nt", ".jsonld", ".trig")


def _unheard(text: str) -> None:
    """What is told where nobody listens."""


class Site:
    """What every page needs. A context manager: leaving it ends the processes that ask the store."""

    def __init__(
        self,
        store: Path,
        *,
        base: str = DEFAULT_BASE,
        hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]"),
        limits: Limits = SERVED,
        workers: int | None = None,
        tell: Callable[[str], None] = _unheard,
    ) -> None:
        """Raises `SourceError` where there is no store. One without a search index gets one for now; `tell` says so."""
        self.store, self.base, self.hosts, self.limits = store, base, hosts, limits
        size = workers or limits.query_processes
        self.workers = Workers(store, size=size, limits=limits)
        # Strangers leave one process to the pages, and their questions wait in threads of their own.
        most = max(1, size - 1)
        self.turnstile = Turnstile(most, limits.queries_per_address, limits.query_wait_seconds)
        self.threads = CapacityLimiter(most)
        self._answers = Answers()
        self._open = ExitStack()
        self._open.callback(self.workers.close)
        self._searched = ServedIndex(store, tell)
        self._open.callback(self._searched.close)

    def close(self) -> None:
        """End what asks the store."""
        self._open.close()

    # ---- asking

    @property
    def index(self) -> Index:
        """The search index of what the store holds now."""
        return self._searched.now()

    async def rows(self, query: str, /, **given: ox.NamedNode | ox.Literal) -> list[Row]:
        """The rows of a SELECT of this package (`web/queries/NAME.rq`), by variable; `given` terms are bound."""
        return await self.answer(page_query(query), given)

    async def answer(self, text: str, given: Mapping[str, ox.NamedNode | ox.Literal] | None = None) -> list[Row]:
        """The rows of a SELECT, by variable."""
        content = await to_thread.run_sync(self._content, Question(text, "json", given or {}))
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _content(self, question: Question) -> bytes:
        """The answer as JSON: the one given before, where the store holds what it held then."""
        key = repr((question.text, sorted((name, str(term)) for name, term in question.given.items())))
        if (kept := self._answers.find(key, self.workers.generation)) is not None:
            return kept
        reply = self.workers.ask(question)
        self._answers.keep(key, reply.generation, reply.content)
        return reply.content

    # ---- IRIs and addresses

    def path_of(self, iri: str) -> str | None:
        """Where this site shows what an IRI names: `/doc/question/…`; None for what is not of this site.

        Decoded, the path is what follows in the IRI as it stands there, its own escapes included, so that the way
        back is exact: no browser takes `%252E%252E` for a step upwards, as it does `%2E%2E`.
        """
        for base in self._bases:
            local = iri.removeprefix(base)
            if local != iri and local.startswith(_ROOTS):
                path = "/doc/" + quote(local.removeprefix("id/"), safe=_SAFE)
                return path + SUFFIXES[0] if path.endswith(SUFFIXES) else path
        return None

    def link_of(self, iri: str) -> str | None:
        """Where a link to what an IRI names goes: this site's page, else the web address that it is; else nowhere."""
        return self.path_of(iri) or (iri if iri.startswith(("http://", "https://")) else None)

    def iris_of(self, path: str) -> list[str]:
        """The IRIs that a page `/doc/{path}` may be about: under this site's base, and the controlled codes' fixed one.

        `path` is as the server gives it, percent-decoded.
        """
        local = path if path.startswith("code/") else f"id/{path}"
        escaped = _NO_IRI.sub(lambda found: quote(found[0]), local)
        return [base + escaped for base in self._bases]

    @property
    def _bases(self) -> list[str]:
        return list(dict.fromkeys((self.base, DEFAULT_BASE)))


@cache
def page_query(name: str) -> str:
    """The text of a query that a page asks."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
