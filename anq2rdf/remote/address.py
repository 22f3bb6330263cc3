"""The address of a server, as a person gave it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped

_PORTS: Final = {"http": 80, "https": 443}
_OWN: Final = re.compile(r"localhost|::1|127(\.[0-9]{1,3}){3}")  # this machine
_WIKIMEDIA: Final = ("wikidata.org", "wikimedia.org")
Origin = tuple[str, str, int]


def is_http(argument: str) -> bool:
    """Whether an argument is an address of the web, and not a file or a folder."""
    return re.match(r"https?://", argument, re.IGNORECASE) is not None


def store_address(given: str) -> str:
    """The address as it will be called, checked.

    Raises `UsageError` for another scheme, a missing host, a fragment, control characters, and for a user or password
    in it: it would stand in the shell's history, in process lists and in logs.
    """
    parts = _split(given)
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"credentials do not belong in an address: {shown(given)}",
            remedy="set ANQ2RDF_USER and ANQ2RDF_PASSWORD, or ANQ2RDF_TOKEN, or write them in ~/.netrc",
        )
    if parts.fragment or not given.isprintable() or " " in given:
        raise UsageError(f"not the address of a store: {shown(given)}", remedy="leave out what is after # and spaces")
    return given


def _split(given: str) -> SplitResult:
    try:
        parts = urlsplit(given)
        if parts.scheme.lower() in _PORTS and parts.hostname and (parts.port is None or parts.port > 0):
            return parts
    except ValueError:
        pass
    raise UsageError(f"not an http or https address: {shown(given)}", remedy="http://HOST:PORT/PATH")


def shown(address: str) -> str:
    """The address on one line, without what may be secret: user, password, query."""
    scheme, mark, rest = re.split(r"[?#]", address, maxsplit=1)[0].partition("://")
    host, slash, path = rest.partition("/")
    return escaped(scheme + mark + host.rpartition("@")[2] + slash + path)


def in_clear(address: str) -> bool:
    """Whether what goes there can be read on the way: plain http, to another machine."""
    scheme, host, _ = origin(address)
    return scheme == "http" and _OWN.fullmatch(host) is None


def of_wikimedia(address: str) -> bool:
    """Whether it is a server of Wikimedia's: open to all, and to be told whom to write to."""
    host = (urlsplit(address).hostname or "").lower().rstrip(".")
    return any(host == each or host.endswith(f".{each}") for each in _WIKIMEDIA)


def origin(address: str) -> Origin:
    """Scheme, host and port: what credentials are bound to (RFC 6454, 4)."""
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(scheme, 0)
