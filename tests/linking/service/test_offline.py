"""Without the network: no socket is made, and nothing that could make one is loaded, unless an endpoint is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from anq2rdf.linking.service.gathering import gather
from tests.linking.service.answers import JSON, query_of, results
from tests.remote.scripted import Asked, Reply, scripted

#: Runs a replay where making a socket or looking up a name ends the process, and prints what was gathered.
REPLAY = """
import sys
def forbid(event, _):
    if event.partition(".")[0] == "socket":
        raise SystemExit(f"it went for the network: {event}")
sys.addaudithook(forbid)
from pathlib import Path
from anq2rdf.linking.service.gathering import gather
import msgspec
offline = sys.argv[3] == "offline"
found = gather(sys.argv[1], [16], cache=Path(sys.argv[2]), offline=offline)
assert not offline or not {"requests", "urllib3", "http.client"} & sys.modules.keys(), "the network's modules are there"
sys.stdout.buffer.write(msgspec.json.encode(found))
"""
ITEM = "http://www.wikidata.org/entity/Q1"


def endpoint(asked: Asked, reply: Reply) -> None:
    """Knows one deputy."""
    names = tuple(query_of(asked).partition("DISTINCT")[2].partition("WHERE")[0].replace("?", "").split())
    reply.send(200, results([(ITEM, "Une députée")], names), JSON)


def replay(root: Path, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*before, sys.executable, "-c", REPLAY, *arguments], cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True, check=False,
    )


def test_a_replay_opens_no_socket_and_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "c"
    with scripted(endpoint) as server:
        first = gather(server.address, [16], cache=cache)
        asked = len(server.asked)
        done = replay(root, server.address, str(cache), "offline")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == msgspec.json.encode(first)
        assert b"Une d\xc3\xa9put\xc3\xa9e" in done.stdout
        assert len(server.asked) == asked == 1
        # The watch is awake: asked to go for the network, the same process is caught.
        caught = replay(root, server.address, str(tmp_path / "new"), "online")
        assert b"it went for the network" in caught.stderr
        assert len(server.asked) == asked


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_sees_no_socket_of_a_replay(root: Path, tmp_path: Path) -> None:
    cache, trace = tmp_path / "c", tmp_path / "trace"
    with scripted(endpoint) as server:
        gather(server.address, [16], cache=cache)
        watch = ("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace))
        done = replay(root, server.address, str(cache), "offline", before=watch)
        assert done.returncode == 0, done.stderr
    assert trace.read_text() == ""


def test_reading_the_modules_of_linking_opens_nothing(root: Path) -> None:
    code = """
import sys
seen = []
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith("socket.") else None)
import anq2rdf.linking.service, anq2rdf.linking.service.gathering, anq2rdf.linking.candidates
print(seen, sorted({"requests", "urllib3", "http.client"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
                          capture_output=True, text=True, check=False)
    assert done.stdout == "[] []\n", done.stderr
