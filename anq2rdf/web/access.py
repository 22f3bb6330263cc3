"""Who asked for what: one JSON line an answer, for the person who serves."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class AccessLog:
    """ASGI middleware around everything. Bodies, and so queries sent by POST, are not in the log."""

    def __init__(self, app: ASGIApp, out: TextIO) -> None:
        self._app, self._out = app, out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; write the line when the answer is out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.monotonic(), 500, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._write(scope, status, size, time.monotonic() - began)

    def _write(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": (scope["client"] or ("", 0))[0],
            "method": scope["method"],
            "path": scope["raw_path"].decode("latin-1"),
            "query": scope["query_string"].decode("latin-1"),
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 4),
        }
        self._out.write(json.dumps(line) + "\n")
        self._out.flush()
