"""A web address as it may be shown and as it may be fetched."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from anq2rdf.problems import escaped

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(argument: str) -> bool:
    """Whether an argument is meant as an address, of whatever scheme."""
    return _ADDRESS.match(argument) is not None


def may_be_fetched(address: str) -> bool:
    """Only http and https, and with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def shown_address(address: str) -> str:
    """The address on one line, without what may be secret: user, password, query."""
    scheme, mark, rest = re.split(r"[?#]", address, maxsplit=1)[0].partition("://")
    host, slash, path = rest.partition("/")
    return escaped(scheme + mark + host.rpartition("@")[2] + slash + path)


def file_name(address: str) -> str:
    """The last part of the path, else the host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return escaped(last or parts.hostname or "download", 255)
