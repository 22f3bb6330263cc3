"""Loading into a real Oxigraph over HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.load import servers
from tests.load.conftest import Run
from tests.load.servers import held

G = "urn:test:"
TRICKY = (
    f'<{G}s> <{G}p> "quote \\" backslash \\\\ newline \\n é \U0001f600 }} {{ # <x> . GRAPH"@fr <{G}one> .\n'
    f'<{G}s> <{G}p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <{G}one> .\n'
    f"<{G}s> <{G}p> <{G}o> <{G}two> .\n"
    f'<{G}s> <{G}q> "\\u00E9\\u200B" <{G}one> .\n'
)
HELD = {
    (f"{G}s", f"{G}p", 'quote " backslash \\ newline \n é \U0001f600 } { # <x> . GRAPH', "", "fr"),
    (f"{G}s", f"{G}p", "1", "http://www.w3.org/2001/XMLSchema#integer", ""),
    (f"{G}s", f"{G}q", "é\u200b", "", ""),
}
ADDED = f'<{G}s> <{G}p> "more" <{G}one> .\n'
MORE = (f"{G}s", f"{G}p", "more", "", "")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_text(TRICKY)
    return path


def only_update(address: str) -> list[str]:
    return ["--flavour", "generic", "--query-url", address + "/query", "--update-url", address + "/update"]


def only_gsp(address: str) -> list[str]:
    return ["--flavour", "generic", "--query-url", address + "/query", "--gsp-url", address + "/store"]


@pytest.mark.parametrize("how", ["auto", "parts", "update", "gsp"])
def test_each_graph_is_replaced_or_added_to(oxigraph: str, load: Run, data: Path, tmp_path: Path, how: str) -> None:
    options = {"auto": [], "parts": ["--part-bytes", "1024"], "update": only_update(oxigraph),
               "gsp": only_gsp(oxigraph)}[how]
    filler = "".join(f'<{G}s> <{G}n> "{i}" <{G}many> .\n' for i in range(100))
    data.write_text(TRICKY + filler)
    for _ in range(2):
        done = load(data, "--to", oxigraph, *options)
        assert done.returncode == 0, done.stderr
        assert held(oxigraph, G + "one") == HELD
    assert len(held(oxigraph, G + "many")) == 100
    more = tmp_path / "more.nq"
    more.write_text(ADDED)
    assert load(more, "--to", oxigraph, "--add", *options).returncode == 0
    assert held(oxigraph, G + "one") == HELD | {MORE}
    assert load(more, "--to", oxigraph, "--replace", *options).returncode == 0
    assert held(oxigraph, G + "one") == {MORE}
    assert held(oxigraph, G + "two") == {(f"{G}s", f"{G}p", f"{G}o", "", "")}
    graphs = requests.get(oxigraph + "/query", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"},
                          headers={"Accept": "text/csv"}, timeout=10).text
    assert "staging" not in graphs


def test_a_source_is_converted_on_the_way_and_reported(oxigraph: str, load: Run, root: Path, tmp_path: Path) -> None:
    source = root / "examples" / "seed" / "QANR5L14QE76935.json"
    nq = tmp_path / "out.nq"
    subprocess.run([sys.executable, "-m", "anq2rdf", "convert", "-q", str(source), "-o", str(nq)], check=True, cwd=root)
    by_graph: dict[str, int] = {}
    for line in nq.read_text().splitlines():
        graph = line.rsplit(" ", 2)[1][1:-1]
        by_graph[graph] = by_graph.get(graph, 0) + 1
    report = tmp_path / "report.json"
    done = load(source, "--to", oxigraph + "/", "--report", report)
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text())
    assert {each["graph"]: each["found"] for each in told["outputs"]} == by_graph
    assert {each["graph"]: len(held(oxigraph, each["graph"])) for each in told["outputs"]} == by_graph
    assert all(each["whole"] and each["by"] == "PUT" for each in told["outputs"])
    assert not list((tmp_path / "state").rglob("*.json"))


def test_blank_nodes_duplicates_and_the_default_graph(oxigraph: str, load: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text('@prefix : <urn:b:> .\n:s :p [ :q "1" ], [ :q "2" ] .\n')
    assert load(data, "--to", oxigraph, "--graph", G + "blank").returncode == 0
    assert len(held(oxigraph, G + "blank")) == 4
    refused = load(data, "--to", oxigraph, "--graph", G + "blank", *only_update(oxigraph))
    assert refused.returncode == 2
    assert "blank nodes" in refused.stderr
    twice = tmp_path / "twice.nq"
    twice.write_text(f'<{G}s> <{G}p> "é" <{G}twice> .\n<{G}s> <{G}p> "\\u00E9" <{G}twice> .\n')
    assert load(twice, "--to", oxigraph).returncode == 0
    assert len(held(oxigraph, G + "twice")) == 1
    plain = tmp_path / "plain.nt"
    plain.write_text('<urn:d> <urn:d> "in no graph" .\n')
    done = load(plain, "--to", oxigraph)
    assert done.returncode == 0, done.stderr
    assert '"in no graph"' in requests.get(oxigraph + "/store?default", timeout=10).text


def test_a_dry_run_says_what_would_go_where_and_writes_nothing(oxigraph: str, load: Run, data: Path) -> None:
    data.write_text(TRICKY.replace(G + "one", G + "dry"))
    done = load(data, "--to", oxigraph, "--dry-run")
    assert done.returncode == 0
    assert "flavour oxigraph" in done.stdout
    assert f"<{G}dry>" in done.stdout
    assert "3 statements" in done.stdout
    assert held(oxigraph, G + "dry") == set()


def test_wrong_data_is_a_source_that_cannot_be_read_and_nothing_is_sent(
    oxigraph: str, load: Run, tmp_path: Path
) -> None:
    data = tmp_path / "data.nq"
    data.write_text(f'<{G}s> <{G}p> "fine" <{G}wrong> .\n<{G}s> <{G}p> "x" }} }} ; DROP ALL <{G}wrong> .\n')
    done = load(data, "--to", oxigraph)
    assert done.returncode == 3
    assert "line 2" in done.stderr
    assert held(oxigraph, G + "wrong") == set()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to", "http://me:s3cret@127.0.0.1:1/"], "ANQ2RDF_USER"),
        (["--to", "http://127.0.0.1:1/", "--query-url", "http://me:s3cret@127.0.0.1:1/"], "ANQ2RDF_USER"),
        (["--to", "http://127.0.0.1:1/", "--graph", "no iri"], "--graph"),
        (["--to", "somewhere", "--resume"], "--resume is for stores over HTTP"),
        (["--to", "somewhere", "--flavour", "fuseki"], "--flavour is for stores over HTTP"),
        (["--to", "http://127.0.0.1:1/", "--validate"], "--validate"),
    ],
)
def test_wrong_calls(load: Run, data: Path, options: list[str], said: str) -> None:
    done = load(data, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "s3cret" not in done.stderr


def test_a_loader_that_is_killed_leaves_old_or_new_graphs_and_resume_converges(
    tmp_path: Path, load: Run, environment: dict[str, str]
) -> None:
    """Graphs of 500 statements, killed at several moments; each is the old one or the new one, whole."""
    def write(path: Path, tag: str) -> None:
        with path.open("w") as file:
            for graph in range(10):
                for i in range(500):
                    file.write(f'<{G}{i}> <{G}p> "{tag}" <{G}k{graph:02}> .\n')

    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    write(old, "old")
    write(new, "new")
    with servers.oxigraph(tmp_path / "store") as (address, _):
        assert load(old, "--to", address, "-q").returncode == 0
        command = [sys.executable, "-m", "anq2rdf", "load", str(new), "--to", address, "-q", "--resume"]
        journals = tmp_path / "state" / "anq2rdf" / "loads"
        finished = []
        for target in (1, 6):
            with subprocess.Popen(command, env=environment) as process:
                while process.poll() is None:
                    if any(path.read_bytes().count(b"k") >= target for path in journals.glob("*.json")):
                        process.send_signal(signal.SIGKILL)
                        break
                    time.sleep(0.002)
            finished.append(process.returncode)
            states = [{row[2] for row in held(address, f"{G}k{graph:02}")} for graph in range(10)]
            assert all(state in ({"old"}, {"new"}) for state in states), states
            assert all(len(held(address, f"{G}k{graph:02}")) == 500 for graph in range(10))
        assert finished[0] == -signal.SIGKILL
        assert load(new, "--to", address, "--resume").returncode == 0
        assert all({row[2] for row in held(address, f"{G}k{graph:02}")} == {"new"} for graph in range(10))
        assert not list(journals.glob("*.json"))


def test_a_server_that_is_killed_in_a_put_has_the_old_graph_and_resume_converges(
    tmp_path: Path, environment: dict[str, str], load: Run
) -> None:
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text("".join(f'<{G}{i}> <{G}p> "old" <{G}big> .\n' for i in range(1000)))
    new.write_text("".join(f'<{G}{i}> <{G}p> "new" <{G}big> .\n' for i in range(50_000)))
    port = servers.free_port()
    with servers.oxigraph(tmp_path / "store", port) as (address, server):
        assert load(old, "--to", address).returncode == 0
        command = [sys.executable, "-m", "anq2rdf", "load", str(new), "--to", address]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            while not list((tmp_path / "state").rglob("*.json")) and process.poll() is None:
                time.sleep(0.005)
            time.sleep(0.1)
            os.kill(server.pid, signal.SIGKILL)
            assert process.stderr is not None
            told = process.stderr.read()
            assert process.wait() == 5
        again = next(line for line in told.splitlines() if "to go on:" in line)
        assert again.strip() == f"to go on: anq2rdf load {new} --to {address} --resume"
    with servers.oxigraph(tmp_path / "store", port) as (address, _):
        assert {row[2] for row in held(address, G + "big")} == {"old"}
        assert len(held(address, G + "big")) == 1000
        assert load(new, "--to", address, "--resume").returncode == 0
        assert len(held(address, G + "big")) == 50_000
