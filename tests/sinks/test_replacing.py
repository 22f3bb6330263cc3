"""Generations of a store: whole ones only, the last two kept, what is open stays readable."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import anq2rdf
from anq2rdf.errors import SinkError, SourceError
from anq2rdf.sinks import StoreSink, open_store
from anq2rdf.sinks.generations import Generation, current, is_store


def line(graph: str, value: int) -> bytes:
    return b'<http://e/s> <http://e/p> "%d" <http://e/%s> .\n' % (value, graph.encode())


def load(folder: Path, *pieces: bytes, replace: bool = False) -> Generation:
    with StoreSink(str(folder), add=not replace) as sink:
        for piece in pieces:
            sink.write(piece)
    return current(folder)


def values(folder: Path) -> set[tuple[str, str]]:
    """Each statement's graph and object, as the engine gives them."""
    return {(getattr(quad.graph_name, "value", "")[9:], quad.object.value) for quad in open_store(str(folder))}


def generations(folder: Path) -> list[str]:
    return sorted(each.name[:6] for each in (folder / "generations").iterdir())


def test_add_keeps_what_is_there_and_replace_only_the_graphs_it_does_not_speak_of(tmp_path: Path) -> None:
    store = tmp_path / "store"
    default = b'<http://e/s> <http://e/p> "0" .\n'
    load(store, line("a", 1), line("b", 1), default)
    load(store, line("a", 2))
    assert values(store) == {("a", "1"), ("a", "2"), ("b", "1"), ("", "0")}
    load(store, line("b", 3), line("c", 3), replace=True)
    assert values(store) == {("a", "1"), ("a", "2"), ("b", "3"), ("c", "3"), ("", "0")}
    load(store, default.replace(b'"0"', b'"9"'), replace=True)
    assert values(store) == {("a", "1"), ("a", "2"), ("b", "3"), ("c", "3"), ("", "9")}


def test_a_blank_node_that_is_kept_stays_one(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "a.nq"
    file.write_bytes(b'_:b <http://e/p> "1" <http://e/a> .\n_:b <http://e/p> "2" <http://e/b> .\n')
    with StoreSink(str(store)) as sink:
        sink.load_file(str(file))
    load(store, line("c", 1), replace=True)
    assert len({quad.subject for quad in open_store(str(store)) if isinstance(quad.subject, ox.BlankNode)}) == 1
    assert len(values(store)) == 3


def test_a_generation_tells_how_it_came_to_be(tmp_path: Path) -> None:
    content = line("a", 1) + line("b", 1) + line("b", 1)
    (tmp_path / "a.nq").write_bytes(content)
    with StoreSink(str(tmp_path / "store")) as sink:
        sink.load_file(str(tmp_path / "a.nq"))
        sink.finish(base="https://example.org/")
    about = current(tmp_path / "store").about
    assert about is not None
    assert (about.version, about.mode, about.base) == (anq2rdf.__version__, "add", "https://example.org/")
    assert (about.statements, about.graphs) == (2, 2)
    (told,) = about.inputs
    assert (told.name, told.size, told.sha256) == ("a.nq", len(content), hashlib.sha256(content).hexdigest())


def test_the_hash_of_a_packed_file_is_that_of_the_file(tmp_path: Path) -> None:
    import gzip

    packed = gzip.compress(line("a", 1) * 1000) + b"\0" * 64  # gzip allows padding
    (tmp_path / "a.nq.gz").write_bytes(packed)
    with StoreSink(str(tmp_path / "store")) as sink:
        sink.load_file(str(tmp_path / "a.nq.gz"))
    about = current(tmp_path / "store").about
    assert about is not None
    assert about.inputs[0].sha256 == hashlib.sha256(packed).hexdigest()


def test_a_store_made_anew_has_another_name(tmp_path: Path) -> None:
    first = load(tmp_path / "store", line("a", 1)).name
    shutil.rmtree(tmp_path / "store")
    assert load(tmp_path / "store", line("a", 1)).name != first


def test_the_last_two_are_kept_and_what_is_open_stays_readable(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, line("a", 1))
    reading = subprocess.Popen(
        [sys.executable, "-c", READING, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reading.stdout is not None
    assert reading.stdin is not None
    assert reading.stdout.readline() == "open\n"
    for number in range(2, 6):
        load(store, line("a", number), replace=True)
    assert generations(store) == ["000001", "000004", "000005"]
    told, _ = reading.communicate("\n", timeout=30)
    assert told == "1\n"
    load(store, line("a", 6), replace=True)
    assert generations(store) == ["000005", "000006"]
    assert values(store) == {("a", "6")}


READING = """
import sys
from anq2rdf.sinks import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
print(*(quad.object.value for quad in store))
"""


def test_a_store_of_oxigraph_s_own_is_read_and_not_loaded_into(tmp_path: Path) -> None:
    plain, store = tmp_path / "plain", tmp_path / "store"
    made = ox.Store(str(plain))
    made.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal("1"), ox.NamedNode("http://e/a")))
    del made
    assert is_store(plain)
    assert values(plain) == {("a", "1")}
    found = current(plain)
    assert (found.store, found.about, found.sidecar("x")) == (plain, None, plain / "x")
    with pytest.raises(SinkError, match="a store of Oxigraph's own") as caught:
        StoreSink(str(plain))
    assert f"anq2rdf load {plain} … --to NEW" in caught.value.remedy
    with StoreSink(str(store)) as sink:
        sink.load_store(str(plain))
    assert values(store) == {("a", "1")}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"generation": "000001-00000000", "layout": 2}', "made by another version"),
        ('{"generation": "../elsewhere"}', "made by another version"),
        ("", "cannot be read"),
    ],
)
def test_a_pointer_of_another_kind_is_refused_with_a_remedy(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "current.json").write_text(content)
    for opening in (current, open_store, StoreSink):
        with pytest.raises(SourceError, match=words) as caught:
            opening(str(tmp_path))
        assert "into a new folder" in caught.value.remedy


def test_the_lock_tells_nothing_of_the_arguments_and_is_empty_afterwards(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with StoreSink(str(store)) as sink:
        sink.write(line("a", 1))
        told = json.loads((store / "lock").read_bytes())
        assert sorted(told) == ["command", "host", "process", "since"]
    assert (store / "lock").read_bytes() == b""
