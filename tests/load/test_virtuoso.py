"""Loading into a real Virtuoso: digest authentication, its limits, and what its readers see meanwhile."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.load.conftest import Run
from tests.load.servers import PASSWORD, USER, held
from tests.load.test_oxigraph import ADDED, HELD, MORE, TRICKY, G

KNOWN = {"ANQ2RDF_USER": USER, "ANQ2RDF_PASSWORD": PASSWORD}


def virtuoso_holds(address: str, graph: str) -> set[tuple[str, ...]]:
    return held(address, graph, "/sparql")


@pytest.mark.parametrize("how", ["graphs", "update"])
def test_each_graph_is_replaced_or_added_to(
    virtuoso: str, load: Run, tmp_path: Path, how: str
) -> None:
    options = [] if how == "graphs" else [
        "--flavour", "generic", "--query-url", virtuoso + "/sparql", "--update-url", virtuoso + "/sparql-auth",
        "--part-bytes", "100000",
    ]
    count = 6000 if how == "graphs" else 2500      # its compiler takes no 5,000 statements in one INSERT DATA
    many = "".join(f'<{G}s{i}> <{G}n> "n° {i}" <{G}many-{how}> .\n' for i in range(count))
    data = tmp_path / "data.nq"
    data.write_text(TRICKY.replace(G + "one", G + how) + many)
    for _ in range(2):
        done = load(data, "--to", virtuoso, *options, **KNOWN)
        assert done.returncode == 0, done.stderr
        assert virtuoso_holds(virtuoso, G + how) == HELD
        found = virtuoso_holds(virtuoso, f"{G}many-{how}")
        assert len(found) == count
        assert (f"{G}s7", f"{G}n", "n° 7", "", "") in found
    more = tmp_path / "more.nq"
    more.write_text(ADDED.replace(G + "one", G + how))
    assert load(more, "--to", virtuoso, "--add", *options, **KNOWN).returncode == 0
    assert virtuoso_holds(virtuoso, G + how) == HELD | {MORE}


def test_readers_see_the_old_graph_or_the_new_one(virtuoso: str, load: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text("".join(f'<{G}{i}> <{G}p> "old" <{G}seen> .\n' for i in range(4000)))
    new.write_text("".join(f'<{G}{i}> <{G}p> "new" <{G}seen> .\n' for i in range(5000)))
    assert load(old, "--to", virtuoso, **KNOWN).returncode == 0
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(load(new, "--to", virtuoso, **KNOWN).returncode))
    thread.start()
    seen = set()
    while thread.is_alive():
        seen.add(len(virtuoso_holds(virtuoso, G + "seen")))
        time.sleep(0.02)
    assert codes == [0]
    assert seen <= {4000, 5000}
    assert len(virtuoso_holds(virtuoso, G + "seen")) == 5000


def test_without_or_with_wrong_credentials_it_is_refused_and_says_what_to_do(
    virtuoso: str, load: Run, tmp_path: Path
) -> None:
    data = tmp_path / "data.nq"
    data.write_text(f'<{G}s> <{G}p> "x" <{G}refused> .\n')
    wrong = load(data, "--to", virtuoso, ANQ2RDF_USER=USER, ANQ2RDF_PASSWORD="not-this-one")
    nobody = load(data, "--to", virtuoso)
    for done in (wrong, nobody):
        assert done.returncode == 4, done.stderr
        assert "not-this-one" not in done.stderr
    assert "ANQ2RDF_PASSWORD" in wrong.stderr
    assert virtuoso_holds(virtuoso, G + "refused") == set()


def test_credentials_from_the_netrc_file(virtuoso: str, load: Run, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER} password {PASSWORD}\n")
    netrc.chmod(0o600)
    data = tmp_path / "data.nq"
    data.write_text(f'<{G}s> <{G}p> "x" <{G}netrc> .\n')
    done = load(data, "--to", virtuoso + "/sparql", "--flavour", "virtuoso")
    assert done.returncode == 0, done.stderr
    assert len(virtuoso_holds(virtuoso, G + "netrc")) == 1


def test_it_has_no_default_graph(virtuoso: str, load: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.nt"
    data.write_text(f'<{G}s> <{G}p> "x" .\n')
    done = load(data, "--to", virtuoso, **KNOWN)
    assert done.returncode == 2
    assert "--graph" in done.stderr
