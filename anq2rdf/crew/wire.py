"""A wire between two processes: things go through whole, bytes as they are, everything else pickled.

Unlike a `multiprocessing.Pipe` it takes a long message in one call to the system: a reader whose program is busy does
not come back for every 200 kB of it while the writer waits.
"""

from __future__ import annotations

import pickle
import socket
import struct
from multiprocessing.connection import wait
from typing import Any, Final

_HEADER: Final = struct.Struct("<?Q")  # whether these are bytes, and how many


class Wire:
    """One end. Raises `EOFError` or `OSError` where nobody is at the other."""

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
