"""The embedded store as a target: complete, additive, and never made by accident."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import zstandard

from anq2rdf import sinks
from anq2rdf.errors import SinkError, SourceError, UsageError
from anq2rdf.sinks.embedded import filling as module
from anq2rdf.sinks.generations import is_store
from tests.judges import Statement

from .samples import by_value, expected, hard_nodes

NODES = hard_nodes(120)
TWO = b'<http://e/s> <http://e/p> "1" .\n<http://e/s> <http://e/p> "2" .\n'


def contents(folder: Path) -> set[Statement]:
    """Every statement of the store, read by the engine itself."""
    found: set[Statement] = set()
    for quad in sinks.open_store(str(folder)):
        graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
        value = quad.object
        literal = isinstance(value, pyoxigraph.Literal)
        kind = (value.datatype.value, value.language or "") if literal else ("", "")
        found.add((quad.subject.value, quad.predicate.value, value.value, *kind, graph))
    return by_value(found)


def load(folder: Path, *paths: Path) -> int:
    """The files into the store."""
    sink = sinks.StoreSink(str(folder))
    with sink:
        for path in paths:
            sink.load_file(str(path))
        return sink.finish()


def write(path: Path, form: str) -> Path:
    """The hard nodes as a file."""
    writer = sinks.writer(form)
    with sinks.open_target(str(path)) as target:
        for piece in (writer.start(), writer.nodes(NODES), writer.finish()):
            target.write(piece)
    return path


def test_pieces_become_a_store_and_later_ones_add(tmp_path: Path) -> None:
    writer, folder = sinks.writer("nq"), tmp_path / "store"
    with sinks.StoreSink(str(folder)) as sink:
        sink.write(writer.nodes(NODES[:40]))
        sink.write(b"")
        sink.write(writer.nodes(NODES[40:80]))
        assert not is_store(folder)
    assert contents(folder) == by_value(expected(NODES[:80], graphs=True))
    with sinks.StoreSink(str(folder)) as sink:
        sink.write(writer.nodes(NODES[60:]))
        assert sink.finish() == len(expected(NODES, graphs=True))
    assert contents(folder) == by_value(expected(NODES, graphs=True))
    assert [each.name for each in tmp_path.iterdir()] == ["store"]


def test_pieces_beyond_one_chunk_all_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", 1000)
    writer = sinks.writer("nq")
    with sinks.StoreSink(str(tmp_path / "s")) as sink:
        for node in NODES:
            sink.write(writer.nodes([node]))
    assert contents(tmp_path / "s") == by_value(expected(NODES, graphs=True))


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("form", ["nt", "nq", "ttl", "trig"])
@pytest.mark.parametrize("chunk", [1000, module.CHUNK_BYTES])
def test_files_of_every_format_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, packing: str, chunk: int
) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", chunk)
    monkeypatch.setattr(module, "CHUNK_QUADS", 100)
    path = write(tmp_path / f"a.{form}{packing}", form)
    statements = by_value(expected(NODES, graphs=form in ("nq", "trig")))
    assert load(tmp_path / "store", path) == len(statements)
    assert contents(tmp_path / "store") == statements


def test_a_jsonld_file_is_loaded_and_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text('{"@id": "http://e/s", "http://e/p": "1"}')
    assert load(tmp_path / "store", path) == 1
    path.write_text('{"@context": "https://w3id.org/anq/context.jsonld", "id": "http://e/s"}')
    with pytest.raises(SourceError, match="points at a JSON-LD context on the network"):
        load(tmp_path / "store", path)


def test_one_blank_node_stays_one_across_chunks_and_two_files_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", 64)
    monkeypatch.setattr(module, "CHUNK_QUADS", 2)
    lines = b"".join(b'<http://e/s%d> <http://e/p> "_" .\n' % n for n in range(9))
    lines += b"".join(b'_:b <http://e/n> "%d" .\n' % n for n in range(9))
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_bytes(lines)
    assert load(tmp_path / "store", tmp_path / "one.nt", tmp_path / "two.nt") == 9 + 18
    query = "SELECT ?s (COUNT(*) AS ?n) { ?s <http://e/n> ?o } GROUP BY ?s"
    counts = [int(row["n"].value) for row in sinks.open_store(str(tmp_path / "store")).query(query)]
    assert counts == [9, 9]


@pytest.mark.parametrize("name", ["a.rdf", "a.xml", "a.owl.gz", "a.csv"])
def test_rdf_xml_and_unknown_names_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(UsageError):
        load(tmp_path / "store", tmp_path / name)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.nt", TWO * 20 + b"<http://e/s> <http://e/p> oops .\n", "a.nt is not valid RDF, line 41: "),
        ("a.nt", TWO * 20 + b'_:b <http://e/p> "1" .\n<http://e/s> <p> "1" .\n', "a.nt is not valid RDF, line 42: "),
        ("a.ttl", b"@prefix e: <http://e/> .\ne:s e:p [ .\n", "a.ttl is not valid RDF, line 2: "),
        ("a.nt", b'<http://e/s> <http://e/p> "' + b"x" * 5000, "a.nt is not valid RDF"),
        ("a.nt", b"\xff\xfe", "a.nt is not valid RDF"),
        ("a.nt.gz", gzip.compress(TWO * 9, mtime=0)[:-12], "cannot read"),
        ("a.nt.gz", b"no gzip", "cannot read"),
        ("a.nt.zst", b"no zstd", "cannot read"),
        ("a.ttl.gz", b"no gzip", "cannot read"),
        ("a.ttl.zst", b"no zstd", "cannot read"),
    ],
)
def test_a_damaged_file_is_one_line_and_leaves_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, words: str
) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", 100)
    good, bad = tmp_path / "good.nt", tmp_path / name
    good.write_bytes(TWO)
    bad.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        load(tmp_path / "store", good, bad)
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.remedy
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([good.name, bad.name])


def test_a_missing_file_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        load(tmp_path / "store", tmp_path / "missing.nt")
    assert not list(tmp_path.iterdir())


def test_frames_of_zstd_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    pack = zstandard.ZstdCompressor().compress
    first, second = TWO.splitlines(keepends=True)
    (tmp_path / "a.nt.zst").write_bytes(pack(first) + pack(second))
    assert load(tmp_path / "store", tmp_path / "a.nt.zst") == 2


def test_an_exception_leaves_no_new_store_and_an_old_one_usable(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    for statements in (None, 2):
        with pytest.raises(KeyboardInterrupt):
            interrupt(folder)
        assert folder.exists() == (statements is not None)
        if statements is None:
            (tmp_path / "a.nt").write_bytes(TWO)
            load(folder, tmp_path / "a.nt")
    assert len(sinks.open_store(str(folder))) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.nt", "store"]


def interrupt(folder: Path) -> None:
    """Ctrl-C while loading."""
    with sinks.StoreSink(str(folder)) as sink:
        sink.write(b'<http://e/s> <http://e/p> "3" .\n')
        raise KeyboardInterrupt


def test_an_empty_folder_becomes_a_store_and_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with sinks.StoreSink(str(tmp_path / "empty")) as sink:
        sink.write(TWO)
    assert len(contents(tmp_path / "empty")) == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("x")
    for name, words in [("full", "holds something that is no store"), ("file", "is a file"),
                        ("no/such/folder", "cannot write the store")]:
        with pytest.raises(SinkError, match=words):
            sinks.StoreSink(str(tmp_path / name))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "file", "full"]


def test_reading_makes_no_store(tmp_path: Path) -> None:
    for name in ("missing", "."):
        with pytest.raises(SourceError, match="no store in"):
            sinks.open_store(str(tmp_path / name))
    assert not list(tmp_path.iterdir())


WRITING = """
import sys, time
from anq2rdf.sinks import StoreSink
sink = StoreSink(sys.argv[1])
sink.write(b'<http://e/s> <http://e/p> "3" .\\n')
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("there", [True, False])
def test_a_second_writer_is_refused_and_a_killed_one_leaves_no_work(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "store"
    if there:
        with sinks.StoreSink(str(folder)) as sink:
            sink.write(TWO)
    first = subprocess.Popen([sys.executable, "-c", WRITING, str(folder)], stdout=subprocess.PIPE)
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == b"ready\n"
        with pytest.raises(SinkError, match=rf"is being loaded by process {first.pid} on .* since 2") as caught:
            sinks.StoreSink(str(folder))
        assert str(folder) in caught.value.message
        if there:       # reading goes on
            assert len(sinks.open_store(str(folder))) == 2
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    with sinks.StoreSink(str(folder)) as sink:
        sink.write(TWO)
    assert len(contents(folder)) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["store"]
