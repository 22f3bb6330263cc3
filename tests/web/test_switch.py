"""A store is loaded anew while it is served: every answer is of the old load or of the new one, and says which."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from tests.web.conftest import call
from tests.web.served import Server, served

HOW_MANY = 2_000
QUERY = "SELECT ?v (COUNT(?s) AS ?n) { ?s <http://example.org/v> ?v } GROUP BY ?v"


def file(folder: Path, value: str) -> Path:
    lines = (f'<http://example.org/{n}> <http://example.org/v> "{value}" <http://example.org/g> .\n' for n in range(HOW_MANY))
    made = folder / f"{value}.nq"
    made.write_text("".join(lines))
    return made


def ask(server: Server) -> tuple[str, str]:
    """The one value that all have, and the answer's tag."""
    response = requests.get(server.sparql, {"query": QUERY})
    assert response.status_code == 200
    [row] = response.json()["results"]["bindings"]
    assert row["n"]["value"] == str(HOW_MANY)
    return row["v"]["value"], response.headers["etag"]


def test_no_answer_is_of_two_loads(tmp_path: Path) -> None:
    store = tmp_path / "store"
    call("load", file(tmp_path, "old"), "--to", store, "-q")
    with served(store) as server, ThreadPoolExecutor(1) as threads:
        before = ask(server)
        assert before[0] == "old"
        loading = threads.submit(call, "load", file(tmp_path, "new"), "--to", store, "--replace", "-q")
        seen = []
        while not loading.done():
            seen.append(ask(server))
        loading.result()
        after = ask(server)
        assert after[0] == "new"
        assert after[1] != before[1]
        assert set(seen) <= {before, after}
        assert seen == sorted(seen, key=lambda each: each[0] == "new"), "never back to the old one"
        again = requests.get(server.sparql, {"query": QUERY}, headers={"If-None-Match": before[1]})
        assert again.status_code == 200
        assert requests.get(server.sparql, {"query": QUERY}, headers={"If-None-Match": after[1]}).status_code == 304
