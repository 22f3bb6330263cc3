"""One POST to a SPARQL endpoint, with a deadline that holds whatever the server does.

Credentials come from the environment (ANQ2RDF_TOKEN, or ANQ2RDF_USER with ANQ2RDF_PASSWORD) or from netrc, never from
the command line. No redirect is followed: it could take them, and the query, elsewhere.
"""

from __future__ import annotations

import os
import random
import re
import time
from contextlib import closing
from http import HTTPStatus
from typing import Final

import requests
import urllib3
from msgspec import Struct
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from anq2rdf import __version__
from anq2rdf.errors import Anq2rdfError, QueryStopped, RemoteError, SourceError, UsageError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.sources.opening.address import shown_address

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

    def __init__(self, error: Anq2rdfError, wait: float | None = None) -> None:
        super().__init__(error.message)
        self.error, self.wait = error, wait


def post(address: str, fields: list[tuple[str, str]], accept: str, limits: Limits) -> Answered:
    """The answer to one form sent to the endpoint, within `limits.query_seconds` and `query_bytes`.

    Raises `UsageError` where the endpoint says the query is wrong, `QueryStopped` at a limit, ours or the endpoint's,
    `SourceError` where it is no endpoint or lets nobody in, `RemoteError` where the network or the server gave up.
    """
    with _session() as session:
        exchange = _Exchange(session, address, fields, accept, limits)
        for attempt in range(limits.retries + 1):
            try:
                return exchange.once()
            except _Again as again:
                pause = _pause(attempt, again.wait)
                if attempt == limits.retries or pause > exchange.left():
                    raise again.error from None
                time.sleep(pause)
    raise AssertionError("unreachable")


class _Session(requests.Session):
    """Goes nowhere else: what points elsewhere is an answer like any other."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 (its signature)
        """No redirect is ever prepared, whose body would be read without a limit."""
        return


def _session() -> requests.Session:
    session = _Session()
    session.headers.update({"User-Agent": f"anq2rdf/{__version__}", "Accept-Encoding": "identity"})
    token, user = os.environ.get("ANQ2RDF_TOKEN"), os.environ.get("ANQ2RDF_USER")
    if token:
        session.auth = _bearer(token)
    elif user:
        session.auth = HTTPBasicAuth(user, os.environ.get("ANQ2RDF_PASSWORD", ""))
    return session


class _bearer(requests.auth.AuthBase):  # noqa: N801 (used like a function)
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _pause(attempt: int, wait: float | None) -> float:
    return wait if wait is not None else 0.25 * 2**attempt * random.uniform(1.0, 1.5)  # noqa: S311 (no secret)


class _Exchange:
    """What is sent, to whom, and until when an answer is waited for."""

    def __init__(
        self, session: requests.Session, address: str, fields: list[tuple[str, str]], accept: str, limits: Limits
    ) -> None:
        self._session, self._address, self._fields, self._accept = session, address, fields, accept
        self._limits = limits
        self._end = time.monotonic() + limits.query_seconds

    def left(self) -> float:
        """Seconds until the deadline, at least a hundredth."""
        return max(self._end - time.monotonic(), 0.01)

    def once(self) -> Answered:
        """One attempt."""
        shown = shown_address(self._address)
        try:
            with closing(self._respond()) as response:
                if response.status_code != HTTPStatus.OK:
                    raise _refusal(response, shown, self._line(response))
                media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return Answered(self._body(response), media_type)
        except requests.exceptions.ReadTimeout:
            raise self._late() from None
        except urllib3.exceptions.ReadTimeoutError:
            raise self._late() from None
        except requests.ConnectionError as error:
            raise _Again(RemoteError(f"{shown}: {_cause(error)}")) from None
        except urllib3.exceptions.HTTPError as error:
            raise _Again(RemoteError(f"{shown}: the answer broke off: {_cause(error)}")) from None
        except (requests.RequestException, ValueError) as error:
            raise SourceError(f"{shown} cannot be asked: {_cause(error)}") from None

    def _respond(self) -> requests.Response:
        response, auth = self._send(), self._session.auth
        if isinstance(auth, HTTPBasicAuth) and _wants_digest(response):
            response.close()
            self._session.auth = HTTPDigestAuth(str(auth.username), str(auth.password))
            return self._send()
        return response

    def _send(self) -> requests.Response:
        left = self.left()
        return self._session.post(
            self._address, data=self._fields, headers={"Accept": self._accept}, stream=True, allow_redirects=False,
            timeout=(min(self._limits.connect_seconds, left), left),
        )

    def _body(self, response: requests.Response) -> bytes:
        """All of it; what comes a byte at a time is waited for no longer than anything else."""
        found, most = bytearray(), self._limits.query_bytes
        while block := response.raw.read1(_BLOCK, decode_content=True):
            found += block
            if len(found) > most:
                what = f"the answer has more than {most:,} bytes"
                raise QueryStopped(what, remedy="narrow it, or add a LIMIT", limit="bytes")
            if time.monotonic() > self._end:
                raise self._late()
        return bytes(found)

    def _line(self, response: requests.Response) -> str:
        """The first line of what the endpoint says of its refusal, without markup."""
        found = b""
        while len(found) < _HEAD_BYTES and time.monotonic() < self._end:
            block = response.raw.read1(_HEAD_BYTES, decode_content=True)
            if not block:
                break
            found += block
        text = _MARKUP.sub(" ", found.decode("utf-8", "replace"))
        return escaped(next((" ".join(line.split()) for line in text.splitlines() if line.strip()), ""))

    def _late(self) -> QueryStopped:
        what = f"the endpoint took more than {self._limits.query_seconds:g} seconds"
        return QueryStopped(what, remedy="narrow the query, or give --timeout")


def _wants_digest(response: requests.Response) -> bool:
    challenge = response.headers.get("WWW-Authenticate", "")
    return response.status_code == HTTPStatus.UNAUTHORIZED and challenge.lower().startswith("digest")


def _refusal(response: requests.Response, shown: str, line: str) -> Anq2rdfError | _Again:
    """The error that a status means; `_Again` where the same may work later."""
    status = response.status_code
    what = f"{shown}: {status} {escaped(response.reason or '', 60)}".rstrip() + (f": {line}" if line else "")
    if status in _STOPPED:
        return QueryStopped(what, remedy="the endpoint has limits of its own: narrow the query", limit=_STOPPED[status])
    if status in _REFUSED:
        return UsageError(what)
    if status in _BUSY:
        wait = response.headers.get("Retry-After", "")
        seconds = float(wait) if wait.isdecimal() and len(wait) < 6 else None
        return _Again(RemoteError(what, remedy="try again later"), seconds)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RemoteError(what)
    return SourceError(what, remedy=_remedy(response))


def _remedy(response: requests.Response) -> str:
    status = response.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "set ANQ2RDF_TOKEN, or ANQ2RDF_USER and ANQ2RDF_PASSWORD, or keep them in netrc"
    if 300 <= status < 400:
        return f"it points elsewhere; ask {shown_address(response.headers.get('Location', ''))} if you trust it"
    return "is this the address of the SPARQL endpoint? Many end with /query or /sparql"


def _cause(error: BaseException) -> str:
    """The innermost reason in one line; the layers around it only repeat the address."""
    for inner in (getattr(error, "reason", None), *error.args):
        if isinstance(inner, BaseException):
            return _cause(inner)
    text = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
    return escaped(f"{type(error).__name__}: {text}" if text else type(error).__name__, 160)
