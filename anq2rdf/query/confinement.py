"""What a process that runs strangers' queries may not do, by the kernel's word.

- No network: it moves into a network namespace of its own, empty, where the system lets it (Linux, with user
  namespaces or as root). Elsewhere nothing but the checks of `anq2rdf.query.question` stands between a query and
  SERVICE, the only thing in the query language that opens a connection.
- No more memory than it is given (RLIMIT_AS), no file written (RLIMIT_FSIZE), no core dump.
- No word on the terminal: an engine that gets no memory prints a backtrace; the parent says what happened.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from typing import Final

_NEW_USER: Final = 0x10000000  # <linux/sched.h>
_NEW_NETWORK: Final = 0x40000000


def confine(memory: int) -> bool:
    """Confine this process, for good, to so many bytes of address space. Whether it is cut off from the network.

    To be called before the process has a second thread: the kernel gives a user namespace to no other.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    cut_off = _leave_network()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return cut_off


def _leave_network() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None)
    # Root may have the network alone, and stays root for the store's files.
    return any(system.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """After so many seconds the kernel ends this process, whoever cannot or does not listen."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
