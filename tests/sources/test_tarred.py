"""Tars as every writer makes them, and as none should."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from anq2rdf.errors import SourceError
from anq2rdf.sources.opening.signature import is_tar
from anq2rdf.sources.opening.spool import whole_extent
from anq2rdf.sources.opening.tarred import tar_entries

from .archives import tarred

LONG = "/".join(["d" * 60] * 2) + "/QANR5L16QE1.json"
FORMS = [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT]


def entries(tmp_path: Path, data: bytes) -> list[tuple[str, str, bytes]]:
    """Name, code and bytes of each member."""
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    found = tar_entries(whole_extent(str(path)), 1000)
    return [(e.name, e.code, data[e.extent.start : e.extent.start + e.extent.length]) for e in found]


def fault_of(tmp_path: Path, data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        entries(tmp_path, data)
    return caught.value


def summed(header: bytearray) -> bytes:
    """The header with a right checksum."""
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def with_size(tar: bytes, field: bytes) -> bytes:
    """The tar with other bytes where its first member's size stands."""
    header = bytearray(tar[:512])
    header[124:136] = field
    return summed(header) + tar[512:]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["x", "y" * 100, LONG])
def test_names_of_any_length_in_every_format(tmp_path: Path, form: int, name: str) -> None:
    data = tarred([(name, b"one"), ("next", b"two" * 500), ("none", b"")], form)
    assert entries(tmp_path, data) == [(name, "", b"one"), ("next", "", b"two" * 500), ("none", "", b"")]


def test_a_tar_of_old_without_a_magic_number(tmp_path: Path) -> None:
    header = bytearray(tarred({"x": b"one"})[:512])
    header[257:512] = bytes(255)
    header[156] = 0
    data = summed(header) + b"one".ljust(512, b"\0") + bytes(1024)
    assert is_tar(data)
    assert entries(tmp_path, data) == [("x", "", b"one")]


@pytest.mark.parametrize("data", [b"", b"{" * 600, bytes(1024), b"<html>" * 100, tarred({"x": b""})[:511]])
def test_what_is_no_tar(data: bytes) -> None:
    assert not is_tar(data)


def test_folders_are_left_out_and_a_size_in_base_256_is_understood(tmp_path: Path) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        folder = tarfile.TarInfo("json")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    assert entries(tmp_path, target.getvalue()) == []
    wide = with_size(tarred({"x": b"one"}), b"\x80" + (3).to_bytes(11, "big"))
    assert entries(tmp_path, wide) == [("x", "", b"one")]


@pytest.mark.parametrize("field", [b"\xff" * 12, b"9" * 12, b"-0000000001\0", b"0x000000010\0"])
def test_a_size_that_is_no_number_or_less_than_nothing(tmp_path: Path, field: bytes) -> None:
    assert fault_of(tmp_path, with_size(tarred({"x": b"one"}), field)).code == "E206"


def test_a_size_beyond_the_file_says_what_is_missing(tmp_path: Path) -> None:
    data = with_size(tarred({"x": b"one"}), b"77777777777\0")
    assert f"Expected {512 + 0o77777777777} bytes, found {len(data)}" in str(fault_of(tmp_path, data))


def test_a_name_of_megabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    data = tarred({"n" * (2 << 20): b"one"}, tarfile.GNU_FORMAT)
    assert "take 2097153 bytes" in str(fault_of(tmp_path, data))


@pytest.mark.parametrize(
    "attributes", [b"99 path=x\n", b"0 path=x\n", b"x", b"11 size=-1\n", b"11 size=\xff\xff\n", b"8 size\n"]
)
def test_attributes_that_make_no_sense_are_left_out(tmp_path: Path, attributes: bytes) -> None:
    header = bytearray(tarred({"x": attributes})[:512])
    header[156:157] = b"x"
    data = summed(header) + attributes.ljust(512, b"\0") + tarred({"y": b"one"})
    assert entries(tmp_path, data)[0][2] == b"one"


def test_a_sparse_file_is_refused_by_name(tmp_path: Path) -> None:
    header = bytearray(tarred({"x": b"one"})[:512])
    header[156:157] = b"S"
    data = summed(header) + bytes(512) + bytes(1024)
    assert [(name, code) for name, code, _ in entries(tmp_path, data)] == [("x", "E207")]


def test_a_broken_header_in_the_middle_is_damage(tmp_path: Path) -> None:
    data = bytearray(tarred({"x": b"one", "y": b"two"}))
    data[1024] ^= 1
    assert "broken after 1024 bytes" in str(fault_of(tmp_path, bytes(data)))
