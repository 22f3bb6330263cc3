"""One query sent to an endpoint: a heavy one is not asked twice, and what stopped it is told apart.

Loading repeats what failed until it is done (`anq2rdf.remote.client`). A query that met a limit would only meet it
again: here a deadline is one for all attempts, and only a server that was not there or says it is busy is asked again.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from http import HTTPStatus
from typing import Final

import requests
import urllib3
from msgspec import Struct

from anq2rdf import __version__
from anq2rdf.errors import Anq2rdfError, QueryStopped, RemoteError, SourceError, UsageError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.remote.address import shown
from anq2rdf.remote.client import cause
from anq2rdf.remote.connections import Cuttable
from anq2rdf.remote.credentials import credentials
from anq2rdf.remote.patience import pause, wish_of

_BLOCK: Final = 64 << 10
_HEAD_BYTES: Final = 4096  # of the body of a refusal
_MARKUP: Final = re.compile(r"(?s)<(style|script|head)\b.*?</\1>|<[^<>]*>")
_STOPPED: Final = {408: "time", 413: "bytes", 504: "time", 507: "memory"}  # a limit of the endpoint's
_REFUSED: Final = frozenset({400, 422})  # the query itself
_BUSY: Final = frozenset({429, 502, 503})


class Answered(Struct, frozen=True):
    """A whole body and what it says it is."""

    content: bytes
    media_type: str


class _Again(Exception):
    """This attempt failed in a way that may pass; `error` tells if it does not."""

    def __init__(self, error: Anq2rdfError, wish: float | None = None) -> None:
        super().__init__(error.message)
        self.error, self.wish = error, wish


def post(address: str, fields: list[tuple[str, str]], accept: str, limits: Limits) -> Answered:
    """The answer to one form sent to the endpoint, within `limits.query_seconds` and `query_bytes`.

    Raises `UsageError` where the endpoint says the query is wrong, `QueryStopped` at a limit, ours or the endpoint's,
    `SourceError` where it is no endpoint or lets nobody in, `RemoteError` where the network or the server gave up.
    """
    exchange = _Exchange(address, fields, accept, limits)
    for attempt in range(limits.retries + 1):
        try:
            return exchange.once()
        except _Again as again:
            wait = pause(attempt, again.wish)
            if attempt == limits.retries or wait > exchange.left():
                raise again.error from None
            time.sleep(wait)
    raise AssertionError("unreachable")


class _Session(requests.Session):
    """Goes nowhere else: what points elsewhere is an answer like any other."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 (its signature)
        """No redirect is ever prepared, whose body would be read without a limit."""
        return


class _Exchange:
    """What is sent, to whom, and until when an answer is waited for."""

    def __init__(self, address: str, fields: list[tuple[str, str]], accept: str, limits: Limits) -> None:
        self._address, self._fields, self._accept, self._limits = address, fields, accept, limits
        self._credentials = credentials(address)
        self._auth = self._credentials.at_first()
        self._end = time.monotonic() + limits.query_seconds

    def left(self) -> float:
        """Seconds until the deadline, at least a hundredth."""
        return max(self._end - time.monotonic(), 0.01)

    def once(self) -> Answered:
        """One attempt."""
        adapter = Cuttable()
        with _Session() as session, adapter.within(self.left()) as over:
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            try:
                with closing(self._respond(session)) as response:
                    answered = self._answered(response)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                if over.is_set():
                    raise self._late() from None
                raise _Again(RemoteError(f"{shown(self._address)}: {cause(error)}")) from None
            if over.is_set():  # also without an error: headers that were cut look like headers that ended
                raise self._late()
            return answered

    def _respond(self, session: requests.Session) -> requests.Response:
        response = self._send(session)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            auth = self._credentials.when_asked(response.headers.get("WWW-Authenticate", ""))
            if auth is not None and type(auth) is not type(self._auth):
                response.close()
                self._auth = auth
                return self._send(session)
        return response

    def _send(self, session: requests.Session) -> requests.Response:
        headers = {"Accept": self._accept, "Accept-Encoding": "identity", "User-Agent": f"anq2rdf/{__version__}"}
        return session.post(
            self._address, data=self._fields, headers=headers, auth=self._auth, stream=True, allow_redirects=False,
            timeout=(min(self._limits.connect_seconds, self.left()), self.left()),
        )

    def _answered(self, response: requests.Response) -> Answered:
        if response.status_code != HTTPStatus.OK:
            raise _refusal(response, shown(self._address), self._line(response))
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        found, most = bytearray(), self._limits.query_bytes
        for block in response.iter_content(_BLOCK):
            found += block
            if len(found) > most:
                what = f"the answer has more than {most:,} bytes"
                raise QueryStopped(what, remedy="narrow it, or add a LIMIT", limit="bytes")
        return Answered(bytes(found), media_type)

    def _line(self, response: requests.Response) -> str:
        """The first line of what the endpoint says of its refusal, without markup and without our secrets."""
        head = next(iter(response.iter_content(_HEAD_BYTES)), b"").decode("utf-8", "replace")
        lines = (" ".join(line.split()) for line in _MARKUP.sub(" ", head).splitlines())
        return escaped(self._credentials.hide(next(filter(None, lines), "")))

    def _late(self) -> QueryStopped:
        what = f"the endpoint took more than {self._limits.query_seconds:g} seconds"
        return QueryStopped(what, remedy="narrow the query, or give --timeout")


def _refusal(response: requests.Response, address: str, line: str) -> Anq2rdfError | _Again:
    """The error that a status means; `_Again` where the same may work later."""
    status = response.status_code
    what = f"{address}: {status} {escaped(response.reason or '', 60)}".rstrip() + (f": {line}" if line else "")
    if status in _STOPPED:
        return QueryStopped(what, remedy="the endpoint has limits of its own: narrow the query", limit=_STOPPED[status])
    if status in _REFUSED:
        return UsageError(what)
    if status in _BUSY:
        return _Again(RemoteError(what, remedy="try again later"), wish_of(response.headers.get("Retry-After", "")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RemoteError(what)
    return SourceError(what, remedy=_remedy(response))


def _remedy(response: requests.Response) -> str:
    status = response.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "set ANQ2RDF_TOKEN, or ANQ2RDF_USER and ANQ2RDF_PASSWORD, or write them in ~/.netrc"
    if 300 <= status < 400:
        return f"it points elsewhere; ask {shown(response.headers.get('Location', ''))} if you trust it"
    return "is this the address of the SPARQL endpoint? Many end with /query or /sparql"
