"""Around every answer: who may ask (Host), how much, and what a browser may do with what it gets.

A page made from a store that strangers wrote into must be harmless by itself; these headers are the second wall.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

URL_BYTES: Final = 8_192
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Of a page that others may frame: it looks as ours do, and can do nothing.
FRAMED: Final = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Fence:
    """ASGI middleware. `hosts` are the names this site answers to; an empty one means any.

    A name that is not ours is refused: a page elsewhere could otherwise point its own name at this machine and read
    what is served here (DNS rebinding). An address in figures is nobody's name, so it may be asked for.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the headers added that the answer does not set itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return

        async def fenced(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, fenced)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > URL_BYTES:
            return PlainTextResponse(f"The address is longer than {URL_BYTES:,} bytes; send a query by POST.\n", 414)
        host = _name(Headers(scope=scope).get("host", ""))
        if self._hosts and host not in self._hosts and not _in_figures(host):
            return PlainTextResponse("This site does not answer to that name; see --host-name.\n", 421)
        return None


def _name(host: str) -> str:
    """The name of a Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _in_figures(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
