"""What a client says of itself, so that whoever runs a server knows what asks and can write to somebody.

Wikimedia demands it of programs (https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy):
name and version, an address for people in brackets, then the library's name and version.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import metadata
from typing import Final

import requests

from anq2rdf import __version__
from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped
from anq2rdf.remote.address import of_wikimedia

CONTACT: Final = "ANQ2RDF_CONTACT"
_LONGEST: Final = 200


def agent(address: str, contact: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """The User-Agent for a server: with the contact given, else that of ANQ2RDF_CONTACT, else the project's address.

    Raises `UsageError` for a contact that does not fit into a header, and where there is none for a server of
    Wikimedia's, which turns nameless programs away.
    """
    found = contact.strip() or environment.get(CONTACT, "").strip() or _project()
    if not found and of_wikimedia(address):
        raise UsageError(
            "Wikimedia lets no program ask that names nobody to write to",
            remedy=f"--contact (or {CONTACT}): your e-mail address, or that of a page about what you do",
        )
    mine, library = f"anq2rdf/{__version__}", f"python-requests/{requests.__version__}"
    return f"{mine} ({_fitting(found)}) {library}" if found else f"{mine} {library}"


def _fitting(contact: str) -> str:
    """The contact as the comment of RFC 9110, 5.6.5: no brackets, no backslash, nothing but what ASCII prints."""
    if len(contact) > _LONGEST or not (contact.isascii() and contact.isprintable()) or set(contact) & set("()\\"):
        raise UsageError(
            f"not a contact that fits into a header: {escaped(contact, 60)}",
            remedy=f"an e-mail address or a page's address: ASCII without brackets, at most {_LONGEST} characters",
        )
    return contact


def _project() -> str:
    """The first address in the package's own description; "" where it tells none, or is not installed."""
    try:
        told = metadata.metadata("anq2rdf").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    return next((each.rpartition(",")[2].strip() for each in told), "")
