"""A download: an http(s) address to a file of the spool, whole or not at all, with retries that end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urljoin

import requests
import urllib3

from anq2rdf import __version__
from anq2rdf.errors import RemoteError
from anq2rdf.limits import Limits
from anq2rdf.problems import entry, escaped
from anq2rdf.remote.client import cause
from anq2rdf.remote.patience import pause, wish_of
from anq2rdf.sources.opening.address import file_name, may_be_fetched, shown_address
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.spool import Spool

_BLOCK = 256 << 10
_REDIRECTS = 10
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_HEADERS = {
    "User-Agent": f"anq2rdf/{__version__}",
    "Accept-Encoding": "identity",       # the bytes as they are stored: sizes can be checked, digests compared
}


class Again(Exception):
    """This attempt failed in a way that may pass. `wait` is what the server asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


def download(address: str, spool: Spool, limits: Limits) -> tuple[str, Extent]:
    """The file's name (the address's last part) and its bytes in the spool.

    Raises `SourceError` E216 when the address is wrong or refused, `LimitExceeded` E203 when it is too large, and
    `RemoteError` E217 when it still fails after `limits.retries` more attempts.
    """
    reason = ""
    with requests.Session() as session:
        for attempt in range(limits.retries + 1):
            try:
                extent = _fetch(session, address, spool, limits)
                return file_name(address), extent
            except Again as again:
                reason = again.reason
                if attempt < limits.retries:
                    time.sleep(pause(attempt, again.wait))
    tries = limits.retries + 1
    raise RemoteError(f"gave up after {tries} attempts: {reason}", remedy=entry("E217").remedy, code="E217")


def _fetch(session: requests.Session, address: str, spool: Spool, limits: Limits) -> Extent:
    try:
        with closing(_response(session, address, limits)) as response:
            _demand_success(response)
            _demand_size(response, limits)
            return spool.write(_body(response), limits.download_bytes)
    except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
        raise Again(cause(error)) from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:    # odd addresses, mostly
        raise fault("E216", cause(error)) from None


def _response(session: requests.Session, address: str, limits: Limits) -> requests.Response:
    """The answer after redirects, each one checked before it is followed."""
    for _ in range(_REDIRECTS):
        if not may_be_fetched(address):
            raise fault("E216", f"not an http or https address: {shown_address(address)}")
        response = session.get(
            address, headers=_HEADERS, stream=True, allow_redirects=False,
            timeout=(limits.connect_seconds, limits.read_seconds),
        )
        if response.status_code not in _MOVED:
            return response
        address = urljoin(address, response.headers.get("Location", ""))
        response.close()
    raise fault("E216", f"more than {_REDIRECTS} redirects")


def _demand_success(response: requests.Response) -> None:
    status = response.status_code
    what = f"the server answered {status} {escaped(response.reason or '', 60)}".rstrip()
    if status in _BUSY:
        raise Again(what, wish_of(response.headers.get("Retry-After", "")))
    if status != 200:
        raise fault("E216", what)


def _demand_size(response: requests.Response, limits: Limits) -> None:
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > limits.download_bytes:
        raise fault("E203", f"{declared} bytes, where {limits.download_bytes} are allowed")


def _body(response: requests.Response) -> Iterator[bytes]:
    """The bytes as sent; fewer than declared is a failure, and so is a connection that breaks."""
    try:
        yield from response.raw.stream(_BLOCK, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Again(f"the connection broke: {_missing(error) or cause(error)}") from None


def _missing(error: Exception) -> str:
    for part in error.args:
        if isinstance(part, urllib3.exceptions.IncompleteRead) and isinstance(part.partial, int):
            return f"expected {part.partial + (part.expected or 0)} bytes, found {part.partial}"
    return ""
