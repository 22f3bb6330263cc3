"""Pages asked of an endpoint: one at a time, with patience that ends, and kept only when they are whole."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from time import sleep
from typing import Final

from anq2rdf.errors import Anq2rdfError, RemoteError, SourceError
from anq2rdf.limits import Limits
from anq2rdf.linking.service.cache import Cache, Kept
from anq2rdf.linking.service.page import Fault, Page, counted, fault_in, row_count
from anq2rdf.linking.service.replaying import TOO_MUCH, TooMuch, held, undivided
from anq2rdf.problems import escaped
from anq2rdf.remote.address import shown
from anq2rdf.remote.client import BUSY, Again, Answer, AnswerTooLong, Client
from anq2rdf.remote.endpoint import query_request
from anq2rdf.remote.patience import pause

_SLOW: Final = frozenset({408, 504})
#: What Blazegraph, which Wikidata's service runs on, says with status 500 when a query met the limit of time.
_OUT_OF_TIME: Final = (b"TimeoutException", b"QueryTimeout")
_GAVE_UP: Final = "E217"
_DECADES: Final = 1e9  # seconds; beyond, a date could not be told
_SURE: Final = 100  # rows: no endpoint stops before
_FORBIDDEN: Final = 403  # for a time: Wikimedia's way to turn away who asked too much
_LATER: Final = "try again later: with --cache, what was fetched is not asked again; --print-query asks by other means"
_REMEDIES: Final = {
    400: "the endpoint does not take the query: does it hold what Wikidata holds, and speak SPARQL 1.1?",
    401: "set ANQ2RDF_USER and ANQ2RDF_PASSWORD, or ANQ2RDF_TOKEN, or write them in ~/.netrc",
    403: "see what it says; Wikimedia's servers want --contact, and turn away for a time who asks too much",
}
_ADDRESS: Final = "is this the address of the SPARQL endpoint? Many end with /query or /sparql"


class _Unfit(Again):
    """Something came that is no answer. `tries`: as many attempts make sense, no more."""

    def __init__(self, answer: Answer, reason: str, tries: int, *, late: bool = False) -> None:
        super().__init__(reason, answer.wish, late=late)
        self.tries = tries


def _ignored(page: Page, seconds: float) -> None:
    """Nobody wants to know of waits."""


class Asked:
    """Pages of an endpoint. Those in the cache are taken from there, unless they are to be asked afresh."""

    def __init__(
        self, client: Client, endpoint: str, cache: Cache, limits: Limits, *, refresh: bool = False,
        on_wait: Callable[[Page, float], None] = _ignored,
    ) -> None:
        self._client, self._endpoint, self._cache = client, endpoint, cache
        self._limits, self._refresh, self._on_wait = limits, refresh, on_wait
        self._proven = _SURE

    def answer(self, page: Page) -> Kept:
        """See `Pages`. Raises `RemoteError` where none comes, and `SourceError` where the endpoint refuses."""
        kept = None if self._refresh else held(self._cache, self._endpoint, page)
        if kept is None:
            kept = self._fetched(page)
            self._cache.keep(self._endpoint, page.query, kept)
        return undivided(kept)

    def _fetched(self, page: Page) -> Kept:
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        try:
            answer = self._patiently(page)
            self._prove(page, row_count(answer.body))
        except TooMuch:
            return Kept(b"", "", TOO_MUCH, now)
        return Kept(answer.body, answer.media_type, answer.status, now)

    def _prove(self, page: Page, rows: int) -> None:
        """Some servers give so many rows and no more, without a word. So for an answer that is longer than any before
        they are asked how long it is: as many rows as came are as many as can come."""
        if rows <= self._proven:
            return
        due = counted(self._patiently(page.count).body)
        if due is not None and due <= rows:
            self._proven = rows
        elif page.divisible:
            raise TooMuch
        else:
            what = f"{shown(self._endpoint)} gave {rows} rows for {page.name}, and counts {due}"
            raise RemoteError(what, remedy="only those who run it can raise its limit of rows", code=_GAVE_UP)

    def _patiently(self, page: Page) -> Answer:
        limits = self._limits
        request = query_request(
            self._endpoint, page.query, seconds=limits.endpoint_seconds, cap=limits.endpoint_bytes
        )
        attempt = 0
        while True:
            try:
                return _judged(self._client.once(request), page)
            except AnswerTooLong as error:
                raise (TooMuch() if page.divisible else error) from None
            except Again as again:
                attempt += 1
                self._check_wish(again.wish)
                if attempt >= min(limits.retries + 1, _tries(again)):
                    raise self._gave_up(page, again, attempt) from None
                self._wait(page, pause(attempt - 1, again.wish, limits.endpoint_wait_seconds))

    def _wait(self, page: Page, seconds: float) -> None:
        self._on_wait(page, seconds)
        sleep(seconds)

    def _check_wish(self, wish: float | None) -> None:
        """Where the server asks for more patience than there is, the run ends, and says when to come back."""
        if wish is not None and wish > self._limits.endpoint_wait_seconds:
            when = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=min(wish, _DECADES))
            what = f"{shown(self._endpoint)} asks not to be asked again before {when:%Y-%m-%d %H:%M:%S} UTC"
            raise RemoteError(what, remedy=_LATER, code=_GAVE_UP)

    def _gave_up(self, page: Page, again: Again, attempts: int) -> Exception:
        if again.late and page.divisible:
            return TooMuch()
        after = f"{attempts} attempts" if attempts > 1 else "one attempt"
        what = f"{shown(self._endpoint)} gave no answer for {page.name} after {after}: {again.reason}"
        stranger = isinstance(again, _Unfit) and not again.late
        return RemoteError(what, remedy=_ADDRESS if stranger else _LATER, code=_GAVE_UP)


def _tries(again: Again) -> int | float:
    if isinstance(again, _Unfit):
        return again.tries
    return 2 if again.late else math.inf


def _judged(answer: Answer, page: Page) -> Answer:
    """The answer, if it is a whole one to the page; else raises `Again`, or what is final."""
    if answer.status in BUSY:
        raise _busy(answer)
    if not 200 <= answer.status < 300:
        raise _refusal(answer)
    fault = _partial(answer) or fault_in(answer.body, page)
    if fault is not None:
        told = f"{fault.reason} ({escaped(answer.media_type, 60) or 'no media type'}): {answer.text}"
        raise _Unfit(answer, told, 2, late=fault.broken)
    return answer


def _partial(answer: Answer) -> Fault | None:
    """Virtuoso gives what it had when its time was up, as a success, and says so in a header."""
    state = answer.headers.get("X-SQL-State")
    if not state:
        return None
    return Fault(f"it is what the server had when its time was up, {escaped(state, 20)}", broken=True)


def _refusal(answer: Answer) -> Anq2rdfError:
    kind = RemoteError if answer.status == _FORBIDDEN else SourceError
    return kind(f"{answer.address}: {answer.told}", remedy=_REMEDIES.get(answer.status, _ADDRESS))


def _busy(answer: Answer) -> Again:
    if any(sign in answer.body for sign in _OUT_OF_TIME):
        return _Unfit(answer, "the query took longer than the server allows", 1, late=True)
    if answer.status in _SLOW:
        return _Unfit(answer, answer.told, 2, late=True)
    return Again(answer.told, answer.wish)
