"""An application served on a socket that listens already, until it is asked to stop."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_GRACE: Final = 3  # seconds that answers under way are waited for at the end


def serve(app: ASGIApp, listening: socket.socket, *, debug: bool = False) -> None:
    """Answer until Ctrl-C, SIGTERM or SIGHUP, then end in order; a second Ctrl-C waits for nothing."""
    _say_errors_in_one_line(debug)
    _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=_GRACE,
        )
    ).run(sockets=[listening])


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, with SIGHUP; being asked to stop is the usual end here, so no signal is raised again."""
        numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]  # nohup
        before = {number: signal.signal(number, self.handle_exit) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _say_errors_in_one_line(debug: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s") if debug else _OneLine("error: %(message)s"))
    log = logging.getLogger("uvicorn.error")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.WARNING)


class _OneLine(logging.Formatter):
    """Nobody sees a traceback unasked: what failed, in one line."""

    def format(self, record: logging.LogRecord) -> str:
        text = " ".join(record.getMessage().split())
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            text = f"{text} {type(error).__name__}: {' '.join(str(error).split())}; --debug shows where"
        return f"error: {text}"
