"""A zip's members in natural order, however its directory is ordered, and without holding it in memory."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.sources import open_sources
from anq2rdf.sources.opening import zip_table
from anq2rdf.sources.opening.archive import natural
from anq2rdf.sources.opening.spool import whole_extent
from anq2rdf.sources.opening.zip_table import ZipTable

from .archives import directory_of, patched, zipped

NAMES = st.lists(st.from_regex(r"(json/)?[ab]?[0-9]{0,3}(\.json)?", fullmatch=True).filter(bool), max_size=30)


def order(folder: Path, archive: bytes) -> list[str]:
    path = folder / "a.zip"
    path.write_bytes(archive)
    return [entry.name for entry in ZipTable(whole_extent(str(path)), 1_000_000)]


@pytest.mark.parametrize("most_runs", [0, 1, 3, 512])
@given(NAMES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_members_come_in_natural_order_and_equals_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_runs: int, names: list[str]
) -> None:
    monkeypatch.setattr(zip_table, "_MOST_RUNS", most_runs)
    data = [(name, str(at).encode()) for at, name in enumerate(names)]
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(data))
    with open_sources([str(path)]) as sources:
        found = [(document.member, document.read()) for document in sources if document.trouble is None]
    assert found == sorted(data, key=lambda one: (natural(one[0]), one[0]))     # sorted() keeps equals as they stand


def test_names_sorted_as_text_and_names_in_no_order_come_in_natural_order(tmp_path: Path) -> None:
    names = [f"json/QANR5L15QE{number}.json" for number in range(1, 1500)]
    shuffled = random.Random(1).sample(names, len(names))
    for given_names in (names, sorted(names), shuffled, names[::-1]):
        assert order(tmp_path, zipped([(name, b"") for name in given_names])) == names


def test_a_name_longer_than_usual_is_read_where_it_stands(tmp_path: Path) -> None:
    names = ["b" * 3000 + "1", "b" * 3000 + "10", "b" * 3000 + "2", "a"]
    assert order(tmp_path, zipped([(name, b"") for name in names])) == ["a", "b" * 3000 + "1", "b" * 3000 + "2", "b" * 3000 + "10"]


def test_members_that_overlap_are_found_whatever_their_order(tmp_path: Path) -> None:
    archive = zipped([("b", b"b" * 50), ("a", b"a" * 50), ("c", b"c" * 50)], 0)
    archive = patched(archive, directory_of(archive, 2) + 42, "<L", 1)      # c says that it begins inside b
    (tmp_path / "a.zip").write_bytes(archive)
    found = {entry.name: entry.code for entry in ZipTable(whole_extent(str(tmp_path / "a.zip")), 10)}
    assert found == {"a": "", "b": "E206", "c": "E206"}


def test_offsets_in_another_order_than_the_names_are_no_fault(tmp_path: Path) -> None:
    archive = bytearray(zipped([("b", b"b"), ("a", b"a")]))
    one, two = directory_of(bytes(archive)), directory_of(bytes(archive), 1)
    archive[one : one + 46 + 1], archive[two : two + 46 + 1] = archive[two : two + 46 + 1], archive[one : one + 46 + 1]
    (tmp_path / "a.zip").write_bytes(archive)
    assert [(entry.name, entry.code) for entry in ZipTable(whole_extent(str(tmp_path / "a.zip")), 10)] == [("a", ""), ("b", "")]


def test_an_archive_that_changes_between_the_walks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a": b"1"}))
    table = ZipTable(whole_extent(str(path)), 10)
    path.write_bytes(zipped({"a": b"12"}))
    with pytest.raises(SourceError, match="differs"):
        list(table)


# VmHWM is the peak of this program alone; ru_maxrss would also know that of the process which started it.
_WALK = """
import sys
from pathlib import Path
from anq2rdf.sources import open_sources
with open_sources([sys.argv[1]]) as sources:
    count = sum(1 for _ in sources)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(count, status["VmHWM"].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is looked up in /proc")
@pytest.mark.parametrize("numbered", [str, "{:06}".format], ids=["as text", "in order"])
def test_a_hundred_thousand_members_take_few_bytes_each(tmp_path: Path, numbered: object) -> None:
    few, many = (_peak(tmp_path, count, numbered) for count in (1000, 100_000))
    # Eight bytes a member where names are sorted as text, and blocks of the directory.
    assert many - few < 6_000     # kB: 60 bytes a member


def _peak(folder: Path, count: int, numbered: object) -> int:
    path = folder / f"{count}.zip"
    path.write_bytes(_empty_members(sorted(numbered(number) for number in range(count))))  # type: ignore[operator]
    made = subprocess.run([sys.executable, "-c", _WALK, str(path)], capture_output=True, text=True, check=True)
    found, peak = map(int, made.stdout.split())
    assert found == count
    return peak


def _empty_members(names: list[str]) -> bytes:
    """A zip of empty members, written without the standard library, which would need minutes."""
    data, directory = bytearray(), bytearray()
    for name in names:
        raw = f"json/QANR5L15QE{name}.json".encode()
        tail = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, len(raw), 0)
        directory += b"PK\x01\x02\x14\x03" + tail + struct.pack("<HHHLL", 0, 0, 0, 0, len(data)) + raw
        data += b"PK\x03\x04" + tail + raw
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names) & 0xFFFF, len(names) & 0xFFFF, len(directory), len(data), 0)
    return bytes(data + directory + end)
