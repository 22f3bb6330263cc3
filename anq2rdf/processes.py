"""Between a program and the processes it starts: a wire, and how neither outlives nor disturbs the other."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import socket
import struct
import sys
from multiprocessing.connection import wait
from typing import Any, Final

_HEADER: Final = struct.Struct("<?Q")  # whether these are bytes, and how many


class Wire:
    """One end of what goes through whole: bytes as they are, everything else pickled.

    Unlike a `multiprocessing.Pipe` it takes a long message in one call to the system: a reader whose program is busy
    does not come back for every 200 kB of it while the writer waits. Raises `EOFError` or `OSError` where nobody is at
    the other end.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def put(self, thing: Any) -> None:
        """Send it."""
        plain = isinstance(thing, bytes)
        data: bytes = thing if plain else pickle.dumps(thing)
        self._end.sendall(_HEADER.pack(plain, len(data)))
        self._end.sendall(data)

    def waits(self, seconds: float) -> bool:
        """Whether something comes within that time."""
        return bool(wait([self._end], seconds))

    def take(self) -> Any:
        """What comes next."""
        plain, size = _HEADER.unpack(self._exactly(_HEADER.size))
        data = self._exactly(size)
        return data if plain else pickle.loads(data)  # noqa: S301 (from our own process)

    def close(self) -> None:
        """Let go."""
        self._end.close()

    def _exactly(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            part = self._end.recv(size, socket.MSG_WAITALL)
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)


def deaf() -> None:
    """For a thread that starts processes: neither it nor they hear Ctrl-C or a closing terminal.

    Those tell every process of a terminal. Who is started from here has both blocked from the beginning, Python's own
    tracker of resources as well; what is to be done about them is the parent's to say.
    """
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        resource_tracker.ensure_running()  # started later, it would unblock SIGINT again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def end_with_parent() -> None:
    """For a thread of a process: wait until its parent is gone, then end the process, whatever it is doing.

    A parent that was killed takes nothing any more.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
