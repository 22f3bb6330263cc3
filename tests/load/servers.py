"""Real stores as processes of their own, on free ports of this machine."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

USER, PASSWORD = "dba", "dba"  # as it is made


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The `oxigraph` server binary over a folder."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.is_file():
        pytest.skip("the oxigraph server is not installed")
    address = f"http://127.0.0.1:{port or free_port()}"
    with (folder.parent / "oxigraph.log").open("ab") as log:
        command = [str(program), "serve", "--location", str(folder), "--bind", address[7:]]
        with subprocess.Popen(command, stdout=log, stderr=log) as process:
            try:
                _wait(address + "/query", process, 20)
                yield address, process
            finally:
                process.kill()


@contextlib.contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[str]:
    """Virtuoso with a new database, which gives so many rows at most."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t (virtuoso-opensource-7-bin) is not installed")
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(f"""[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
""")
    command = [program, "+configfile", "v.ini", "+foreground"]
    with (folder / "out.log").open("wb") as log, subprocess.Popen(
        command, cwd=folder, stdout=log, stderr=log
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{http}/sparql", process, 90)
            yield f"http://127.0.0.1:{http}"
        finally:
            process.kill()


def _wait(address: str, process: subprocess.Popen[bytes], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}")
        with contextlib.suppress(requests.RequestException):
            requests.get(address, params={"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 1"}, timeout=5)
            return
        time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def held(address: str, graph: str, path: str = "/query") -> set[tuple[str, ...]]:
    """What a store holds in a graph, asked by plain requests: subject, predicate, object, datatype, language."""
    answer = requests.post(
        address + path, data={"query": f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"},
        headers={"Accept": "application/sparql-results+json"}, timeout=60,
    )
    rows = answer.json()["results"]["bindings"]
    return {
        (r["s"]["value"], r["p"]["value"], r["o"]["value"], r["o"].get("datatype", ""), r["o"].get("xml:lang", ""))
        for r in rows
    }
