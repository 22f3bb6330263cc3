"""`anq2rdf serve`: what it serves, to whom, and how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from threading import Thread

import pytest
import requests

from tests.web.conftest import ROOT
from tests.web.serving import Serving

PAGE = ROOT / "examples/seed/14-76935QE.md"


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_source_is_served_at_once_and_its_store_goes_when_asked_to_end(tmp_path: Path, blow: signal.Signals) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with Serving(PAGE, "--register", ROOT / "examples/register", "--port", 0, folder=tmp_path, TMPDIR=str(kept)) as serving:
        assert "politique de l" in requests.get(serving.address).text
        assert list(kept.iterdir())
        assert serving.end(blow) == 0
    assert list(kept.iterdir()) == []
    assert "Traceback" not in serving.stderr


def test_an_end_while_it_still_reads_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with Serving("-", "--port", 0, folder=tmp_path, stdin=subprocess.PIPE, TMPDIR=str(kept)) as serving:
        while not list(kept.iterdir()):
            assert serving.process.poll() is None, serving.stderr
            time.sleep(0.02)
        assert serving.end(signal.SIGTERM) == 130
        assert serving.process.stdin is not None
        serving.process.stdin.close()
    assert list(kept.iterdir()) == []
    assert "interrupted" in serving.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no/such/file"], 3, "no/such/file"),
        ([ROOT / "Makefile"], 1, "E214"),
        ([PAGE, "--host", "192.0.2.1"], 2, "cannot listen on 192.0.2.1"),
        ([PAGE, "--access-log", "no/such/folder/log"], 4, "--access-log"),
    ],
)
def test_what_cannot_be_served_ends_with_its_code(tmp_path: Path, arguments: list[object], code: int, said: str) -> None:
    with Serving(*arguments, "--port", 0, folder=tmp_path, TMPDIR=str(tmp_path)) as serving:
        assert serving.process.wait(60) == code
    assert said in serving.stderr
    assert str(tmp_path) not in serving.stderr  # the passing store, which nobody knows
    assert not list(tmp_path.glob("anq2rdf-*"))


def test_a_port_that_is_taken_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Serving("no/such/file", "--port", port, folder=tmp_path) as serving:
            assert serving.process.wait(60) == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in serving.stderr
    assert "--port 0" in serving.stderr
    assert len(serving.stderr.splitlines()) == 2


def test_a_store_beside_a_source_is_refused(store: Path, tmp_path: Path) -> None:
    with Serving(store, PAGE, "--port", 0, folder=tmp_path) as serving:
        assert serving.process.wait(60) == 2
    assert "served alone" in serving.stderr


def test_who_may_ask_what_becomes_public_what_is_logged_and_the_browser(store: Path, tmp_path: Path) -> None:
    browser, opened, log = tmp_path / "browser", tmp_path / "opened", tmp_path / "log"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    options = ("--host", "0.0.0.0", "--host-name", "anq.example", "--access-log", log, "--open", "--port", 0)
    with Serving(store, *options, folder=tmp_path, BROWSER=f"{browser} %s") as serving:
        address = serving.address
        assert address.startswith("http://127.0.0.1:")
        names = {"anq.example": 200, "ANQ.EXAMPLE:8080": 200, "127.0.0.1": 200, "10.1.2.3:99": 200, "elsewhere.example": 421}
        for name, status in names.items():
            assert requests.get(f"{address}/healthz?of={name}", headers={"Host": name}).status_code == status, name
        while not opened.exists() or not opened.read_text():
            time.sleep(0.02)
        assert opened.read_text().strip() == address + "/"
        assert serving.end() == 0
    assert "public: whoever reaches 0.0.0.0" in serving.stderr
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(line["method"], line["path"], line["query"], line["status"]) for line in lines] == [
        ("GET", "/healthz", f"of={name}", status) for name, status in names.items()
    ]
    assert lines[0]["bytes"] == 3  # "ok" and a newline


def test_quiet_says_nothing_and_a_store_stays(store: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Serving(store, "--port", port, "-q", folder=tmp_path) as serving:
        for _ in range(500):
            try:
                assert requests.get(f"http://127.0.0.1:{port}/healthz").text == "ok\n"
                break
            except requests.ConnectionError:
                time.sleep(0.02)
        assert serving.end() == 0
    assert serving.stderr == ""
    assert store.is_dir()


def test_asked_to_end_it_does_not_wait_for_a_query_that_takes_for_ever(store: Path, tmp_path: Path) -> None:
    with Serving(store, "--port", 0, folder=tmp_path) as serving:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        asking = Thread(target=_ask, args=(f"{serving.address}/sparql", endless))
        asking.start()
        time.sleep(0.5)
        assert serving.end(signal.SIGTERM) == 0
        asking.join(20)
        assert not asking.is_alive()
    assert "Traceback" not in serving.stderr
    until = time.monotonic() + 20
    while _lives(serving.process.pid):  # what only tracks Python's resources ends a moment later
        assert time.monotonic() < until
        time.sleep(0.05)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True



def _ask(endpoint: str, query: str) -> None:
    with contextlib.suppress(requests.RequestException):
        requests.get(endpoint, params={"query": query}, timeout=30)
