"""A small member read at once: the same bytes and the same faults as the general way, whichever library inflates."""

from __future__ import annotations

import os
import random
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.limits import Limits
from anq2rdf.sources import Piece, open_sources
from anq2rdf.sources.opening import inflating, piece
from anq2rdf.sources.opening.at_once import read_at_once
from anq2rdf.sources.opening.kept_file import CAN_KEEP

from .archives import directory_of, patched, zipped

pytestmark = pytest.mark.skipif(not CAN_KEEP, reason="this system cannot read at a position")


@pytest.fixture(params=["isal", "zlib"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each library in turn does the work."""
    name: str = request.param
    chosen = zlib if name == "zlib" else pytest.importorskip("isal.isal_zlib")
    monkeypatch.setattr(inflating, "LIBRARY", chosen)
    return name


def documents(folder: Path, archive: bytes, limits: Limits | None = None) -> list[Piece]:
    path = folder / "a.zip"
    path.write_bytes(archive)
    with open_sources([str(path)], limits or Limits()) as sources:
        return list(sources)


def told(document: Piece) -> bytes | tuple[str, str]:
    """The bytes, or code and words of the fault."""
    try:
        return document.read()
    except SourceError as error:
        return error.code, error.message


def told_the_long_way(document: Piece, monkeypatch: pytest.MonkeyPatch) -> bytes | tuple[str, str]:
    with monkeypatch.context() as patch:
        patch.setattr(piece, "read_at_once", lambda extent, limits: None)
        return told(document)


@given(
    st.lists(st.binary(max_size=300) | st.sampled_from([b"a" * 5000, b"\0" * 70_000]), min_size=1, max_size=3),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=3),
)
@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_sound_or_spoilt_it_is_what_the_long_way_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str,
    members: list[bytes], method: int, damages: list[tuple[int, int]],
) -> None:
    archive = zipped([(f"m{index}", data) for index, data in enumerate(members)], method)
    for at, value in damages:
        archive = patched(archive, at % len(archive), "<B", value)
    for document in documents(tmp_path, archive):
        assert told(document) == told_the_long_way(document, monkeypatch)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_sound_members_are_read_at_once(tmp_path: Path, library: str, method: int) -> None:
    members = [b"", b"x", os.urandom(3000), b"ab" * 40_000]
    found = documents(tmp_path, zipped([(f"m{index}", data) for index, data in enumerate(members)], method))
    assert [read_at_once(document.extent, document.limits) for document in found] == members


# Offsets in a line of the directory (APPNOTE 4.3.12): checksum, packed size, size, where the local header stands.
@pytest.mark.parametrize(
    ("at", "value", "said"),
    [
        (16, 0xDEADBEEF, "its checksum is"),
        (24, 10, "it holds more than the 10 bytes"),
        (24, 60_001, "it holds 60000 bytes where its directory declares 60001"),
        (20, 20, "end early"),
        (42, 3, "its local header is not where"),
    ],
)
def test_a_directory_that_lies_is_found_out(tmp_path: Path, library: str, at: int, value: int, said: str) -> None:
    archive = zipped({"m": b"0123456789" * 6000})
    (document,) = documents(tmp_path, patched(archive, directory_of(archive) + at, "<L", value))
    code, words = told(document)
    assert code == "E206"
    assert said in str(words)


def test_a_member_that_declares_little_is_never_inflated_beyond_that(tmp_path: Path, library: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(b" " * (200 << 20)) + packer.flush()
    archive = zipped({"m": bytes(len(bomb))}, zipfile.ZIP_STORED)
    archive = archive.replace(bytes(len(bomb)), bomb)
    archive = patched(archive, directory_of(archive) + 10, "<H", 8)
    archive = patched(archive, directory_of(archive) + 24, "<L", 1000)
    (document,) = documents(tmp_path, archive)
    before = _peak()
    assert told(document) == ("E206", "it holds more than the 1000 bytes its directory declares")
    assert _peak() - before < 50_000      # kB; the bomb has 200 MB


def test_overlapping_members_are_not_read(tmp_path: Path, library: str) -> None:
    archive = zipped({"one": b"1" * 100, "two": b"2" * 100}, zipfile.ZIP_STORED)
    archive = patched(archive, directory_of(archive, 1) + 42, "<L", 0)
    assert [told(document) for document in documents(tmp_path, archive)] == [("E206", "its bytes overlap another member's")] * 2


def test_a_local_header_longer_than_expected_is_read_all_the_same(tmp_path: Path, library: str) -> None:
    info = zipfile.ZipInfo("n" * 400)
    info.extra = struct.pack("<HH", 0x7777, 600) + b"e" * 600
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, b"content")
    (document,) = documents(tmp_path, path.read_bytes())
    assert told(document) == b"content"


@pytest.mark.parametrize("how", ["changed", "replaced", "removed"])
def test_an_archive_that_is_no_longer_the_one_that_was_hashed(tmp_path: Path, library: str, how: str) -> None:
    first, second = documents(tmp_path, zipped({"a": b"first", "b": b"second"}))
    assert told(first) == b"first"
    path = tmp_path / "a.zip"
    if how == "changed":
        os.utime(path, ns=(1, 1))
    elif how == "replaced":
        (tmp_path / "other").write_bytes(path.read_bytes() + b" ")
        (tmp_path / "other").replace(path)
    else:
        path.unlink()
    code, _ = told(second)
    assert code == "E211"


def test_a_file_written_anew_under_the_same_name_is_opened_anew(tmp_path: Path, library: str) -> None:
    (old,) = documents(tmp_path, zipped({"a": b"old"}))
    assert told(old) == b"old"
    (new,) = documents(tmp_path, zipped({"a": b"newer"}))
    assert told(new) == b"newer"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted here")
def test_many_members_need_one_open_file(tmp_path: Path, library: str) -> None:
    found = documents(tmp_path, zipped([(f"m{index}", b"x") for index in range(50)]))
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert all(told(document) == b"x" for document in found)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1


def test_threads_that_read_many_archives_at_once_read_the_right_bytes(tmp_path: Path, library: str) -> None:
    paths = [tmp_path / f"{name}.zip" for name in range(12)]
    for path in paths:
        path.write_bytes(zipped([(f"m{number}", f"{path.stem} {number}".encode() * 50) for number in range(20)]))
    with open_sources([str(path) for path in paths]) as sources:
        found = random.Random(1).sample(list(sources), 240)
    with ThreadPoolExecutor(16) as threads:
        read = list(threads.map(told, found * 3))
    assert read == [f"{one.file.name[:-4]} {str(one.member)[1:]}".encode() * 50 for one in found * 3]


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
