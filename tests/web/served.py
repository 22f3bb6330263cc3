"""A site served in a process of its own, under limits of one's choice: what `anq2rdf serve` runs, with less around it.

    with served(store, query_seconds=2.0) as server:
        requests.get(server.address + "/sparql", …)
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

ROOT = Path(__file__).parents[2]


class Server(NamedTuple):
    address: str  # http://127.0.0.1:PORT
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return self.address + "/sparql"

    def children(self) -> set[int]:
        """The processes that it started, by the kernel's word; those that track Python's resources aside."""
        found = set()
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                pid, parent = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
                if parent == self.process.pid and b"resource_tracker" not in (stat.parent / "cmdline").read_bytes():
                    found.add(pid)
        return found


@contextlib.contextmanager
def served(store: Path, *, around: Sequence[str] = (), **limits: float) -> Iterator[Server]:
    """Serve the store until the block ends; `around` is a program that runs the server."""
    command = [*around, sys.executable, "-m", "tests.web.served", str(store), json.dumps(limits)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    told = re.search(r"http://127\.0\.0\.1:[0-9]+", process.stdout.readline())
    assert told
    try:
        yield Server(told[0], process)
    finally:
        if around:
            os.killpg(process.pid, signal.SIGTERM)  # a tracer keeps signals to itself
        else:
            process.terminate()
        try:
            process.wait(15)
        finally:
            process.kill()
            process.stdout.close()


def main() -> None:
    import socket

    import uvicorn

    from anq2rdf.limits import SERVED
    from anq2rdf.web.app import make_app
    from anq2rdf.web.site import Site

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    site = Site(Path(sys.argv[1]), limits=replace(SERVED, **json.loads(sys.argv[2])))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201
        config = uvicorn.Config(make_app(site), log_level="warning", proxy_headers=False, timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
