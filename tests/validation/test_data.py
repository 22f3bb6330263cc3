"""Whatever the data came as, it is judged as one graph."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import Limits
from anq2rdf.validation import data as data_module
from anq2rdf.validation.data import Spool, is_data

TWO = b'<http://example.org/s> <http://example.org/p> "\xc3\xa9" , <http://example.org/o> .'
QUADS = (
    b'<http://example.org/s> <http://example.org/p> "x" <http://example.org/g1> .\n'
    b'<http://example.org/s> <http://example.org/p> "x" <http://example.org/g2> .\n'
)


def members(*files: Path, limits: Limits | None = None) -> list[str]:
    with Spool(limits or Limits()) as spool:
        for file in files:
            spool.add_file(file)
        return sorted(str(quad) for quad in spool.store())


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.ttl", bytes),
        ("a.ttl.gz", gzip.compress),
        ("a.TTL.ZST", zstandard.compress),
        ("a.trig", bytes),
        ("a.ttl.zst", lambda content: zstandard.compress(b"") + zstandard.compress(content)),
    ],
)
def test_each_form_and_packing_is_read(tmp_path: Path, name: str, pack: object) -> None:
    (tmp_path / name).write_bytes(pack(TWO))  # type: ignore[operator]
    assert is_data(str(tmp_path / name))
    assert members(tmp_path / name) == [
        '<http://example.org/s> <http://example.org/p> "é"',
        "<http://example.org/s> <http://example.org/p> <http://example.org/o>",
    ]


def test_json_ld_is_read_with_its_own_context(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text(
        '{"@context": {"p": {"@id": "http://example.org/p", "@type": "@id"}}, "@id": "http://example.org/s", "p": "http://example.org/o"}'
    )
    assert members(tmp_path / "a.jsonld") == ["<http://example.org/s> <http://example.org/p> <http://example.org/o>"]


def test_a_statement_in_two_graphs_is_one_statement(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_bytes(QUADS)
    assert members(tmp_path / "a.nq") == ['<http://example.org/s> <http://example.org/p> "x"']


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_bytes(b"_:b <http://example.org/p> <http://example.org/o> .\n")
    assert len(members(tmp_path / "a.nt", tmp_path / "b.nt")) == 2


def test_a_store_is_data_and_a_folder_of_files_is_not(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.load(QUADS, format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.json").touch()
    assert is_data(str(tmp_path / "store"))
    assert not is_data(str(tmp_path / "files"))
    assert not is_data(str(tmp_path / "a.json"))
    with Spool() as spool:
        spool.add_store(tmp_path / "store")
        assert len(spool.store()) == 1


def test_data_too_big_for_memory_lies_on_disk_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_module, "IN_MEMORY", 10)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "a.nq").write_bytes(QUADS)
    assert members(tmp_path / "a.nq") == ['<http://example.org/s> <http://example.org/p> "x"']
    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"], "nothing is left behind"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<rel> <http://example.org/p> 1 .", "not valid RDF"),
        ("a.nt", b"\xff\xfe\x00", "a.nt"),
        ("a.nt.gz", gzip.compress(b"x" * 500, mtime=0)[:20], "could not be read"),
        ("a.nt.gz", b"no gzip", "could not be read"),
        ("a.nt.zst", b"no zstd", "could not be read"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/context", "@id": "http://example.org/s"}', "a.jsonld"),
        (
            "a.ttl",
            b"<http://example.org/s> <http://example.org/p> <<( <http://example.org/a> <http://example.org/b> 1 )>> .",
            "triple term",
        ),
    ],
)
def test_what_cannot_be_read_is_a_source_error_that_names_the_file(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=said):
        members(tmp_path / name)


def test_a_bomb_stops_at_the_cap(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.open(packed, "wb") as file:
        file.write(b"# nothing\n" * 200_000)
    (tmp_path / "a.nt.gz").write_bytes(packed.getvalue())
    with pytest.raises(LimitExceeded, match=r"a\.nt\.gz unpacks to more"):
        members(tmp_path / "a.nt.gz", limits=Limits(giant_bytes=1 << 20))
