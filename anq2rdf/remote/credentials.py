"""Who we are to a server: from the environment or the netrc file, from nowhere else, and for one server only."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Final

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from anq2rdf.errors import UsageError
from anq2rdf.remote.address import of_wikimedia

USER, PASSWORD, TOKEN = "ANQ2RDF_USER", "ANQ2RDF_PASSWORD", "ANQ2RDF_TOKEN"
_HIDDEN: Final = "•••"


class Credentials:
    """A bearer token, or a user with a password; or nothing. Its text never shows what it holds."""

    def __init__(self, user: str = "", password: str = "", token: str = "") -> None:
        self._user, self._password, self._token = user, password, token

    def __repr__(self) -> str:
        kind = "token" if self._token else "user and password" if self else "none"
        return f"Credentials({kind})"

    def __bool__(self) -> bool:
        return bool(self._token or self._user)

    def at_first(self) -> AuthBase:
        """What goes with the first request: a token. A password waits until it is known how the server takes it."""
        return _Bearer(self._token) if self._token else Anonymous()

    def when_asked(self, challenge: str) -> AuthBase | None:
        """What to answer to `WWW-Authenticate`; None where there is nothing to say. Digest before Basic."""
        if self._token or not self._user:
            return None
        asked = challenge.lower()
        if "digest" in asked:
            return HTTPDigestAuth(self._user, self._password)
        return HTTPBasicAuth(self._user.encode(), self._password.encode()) if "basic" in asked else None

    def hide(self, text: str) -> str:
        """The text without any secret in it: a server may send back what it was sent."""
        pair = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
        for secret in (self._token, self._password, pair if self._password else ""):
            if secret:
                text = text.replace(secret, _HIDDEN)
        return text


def credentials(address: str, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Those for this server: ANQ2RDF_TOKEN, else ANQ2RDF_USER and ANQ2RDF_PASSWORD, else the entry of its host in the
    netrc file (~/.netrc, or NETRC). Wikimedia's servers ask for none and get none: those in the environment are for a
    store of one's own. Raises `UsageError` for a user without a password and for both kinds at once."""
    if of_wikimedia(address):
        return Credentials()
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if bool(user) != (PASSWORD in environment) and (user or password):
        raise UsageError(f"{USER} and {PASSWORD} go together", remedy="set both, or neither")
    if token and user:
        raise UsageError(f"{TOKEN} and {USER} are both set", remedy="unset the one that is not for this server")
    if any(ord(character) < 32 for character in user + password + token):
        raise UsageError("a control character in the credentials", remedy=f"look at {USER}, {PASSWORD} and {TOKEN}")
    if token or user:
        return Credentials(user, password, token)
    found = requests.utils.get_netrc_auth(address)
    return Credentials(*found) if found else Credentials()


class Anonymous(AuthBase):
    """Sends nothing; and being there keeps requests from looking into the netrc file by itself."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """The request as it is."""
        return request


class _Bearer(AuthBase):
    """RFC 6750, 2.1."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
