"""A web address as it may be shown and as it may be fetched."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from anq2rdf.problems import escaped
from anq2rdf.remote.address import shown as shown_address

__all__ = ["file_name", "is_address", "may_be_fetched", "shown_address"]

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


def file_name(address: str) -> str:
    """The last part of the path, else the host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return escaped(last or parts.hostname or "download", 255)
