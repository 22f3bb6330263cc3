"""Generations of a store: a load switches to a whole new one, and takes nothing from who reads the old."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf import sinks
from anq2rdf.errors import SinkError, SourceError
from anq2rdf.records import SourceFile
from anq2rdf.sinks.generations import Generation, current, is_store


def statement(number: int) -> bytes:
    return b'<http://e/s> <http://e/p> "%d" <http://e/g> .\n' % number


def load(folder: Path, *numbers: int, add: bool = True) -> Generation:
    with sinks.StoreSink(str(folder), add=add) as sink:
        for number in numbers:
            sink.write(statement(number))
    return current(folder)


def values(store: ox.Store) -> list[str]:
    return sorted(quad.object.value for quad in store)


def opened(generation: Generation) -> ox.Store:
    return sinks.open_store(str(generation.store))


def in_store(folder: Path) -> list[str]:
    return values(sinks.open_store(str(folder)))


def test_adding_keeps_what_is_there_and_replacing_does_not(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load(store, 1, 2)
    second = load(store, 2, 3)
    assert first.name != second.name
    assert in_store(store) == ["1", "2", "3"]
    load(store, 4, add=False)
    assert in_store(store) == ["4"]


def test_who_reads_goes_on_reading_what_he_opened(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load(store, *range(100))
    before = opened(first)
    load(store, 100, add=True)
    load(store, 200, add=False)
    load(store, 200, add=False)
    assert values(before) == sorted(map(str, range(100)))
    assert in_store(store) == ["200"]


HOLDING = """
import sys
from anq2rdf.sinks.generations import current
assert current(sys.argv[1]).hold()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_generation_that_is_held_stays_and_others_go(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load(store, 1)
    command = [sys.executable, "-c", HOLDING, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        second = load(store, 2)
        load(store, 3)
        load(store, 4)
        assert values(ox.Store.read_only(str(first.store))) == ["1"]
        assert not second.folder.exists()
        holder.communicate()
    load(store, 5)
    assert not first.folder.exists()
    assert len(list((store / "generations").iterdir())) == 2  # the current one, and the one before


def test_what_is_told_of_a_generation_stays_with_it(tmp_path: Path) -> None:
    given = SourceFile(name="a.nq", sha256="00" * 32, size=7, media_type="application/n-quads")
    sink = sinks.StoreSink(str(tmp_path / "store"))
    sink.write(statement(1))
    assert sink.finish(base="https://example.org/", inputs=[given]) == 1
    about = current(tmp_path / "store").about
    assert about is not None
    assert (about.statements, about.graphs, about.mode) == (1, 1, "add")
    assert (about.base, about.inputs) == ("https://example.org/", (given,))


def test_what_goes_beside_the_data_is_there_from_the_first_moment(tmp_path: Path) -> None:
    def count(generation: Generation) -> None:
        assert not is_store(tmp_path / "store")
        generation.sidecar("count").write_text(str(len(opened(generation))))

    sink = sinks.StoreSink(str(tmp_path / "store"))
    sink.write(statement(1))
    sink.finish([count])
    assert current(tmp_path / "store").sidecar("count").read_text() == "1"


def test_where_that_fails_the_store_is_as_it_was(tmp_path: Path) -> None:
    def fail(generation: Generation) -> None:
        raise SourceError("on purpose")

    store = tmp_path / "store"
    load(store, 1)
    sink = sinks.StoreSink(str(store))
    sink.write(statement(2))
    with pytest.raises(SourceError, match="on purpose"):
        sink.finish([fail])
    assert in_store(store) == ["1"]
    assert len(list((store / "generations").iterdir())) == 1
    assert load(store, 3).name.startswith("000002-")


def test_adding_changes_no_file_of_the_generation_before(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load(store, *range(1000))
    before = {each.name: each.read_bytes() for each in first.store.iterdir()}
    load(store, *range(1000, 2000))
    assert {each.name: each.read_bytes() for each in first.store.iterdir()} == before


def test_oxigraphs_own_folder_is_read_and_not_loaded_into(tmp_path: Path) -> None:
    plain = ox.Store(str(tmp_path / "plain"))
    plain.bulk_load(statement(1), format=ox.RdfFormat.N_QUADS)
    plain.flush()
    del plain
    found = current(tmp_path / "plain")
    assert in_store(tmp_path / "plain") == ["1"]
    assert found.about is None
    assert found.hold()
    with pytest.raises(SinkError, match="a store of Oxigraph's own"):
        sinks.StoreSink(str(tmp_path / "plain"))
    assert in_store(tmp_path / "plain") == ["1"]


@pytest.mark.parametrize("pointer", ["", "[]", '{"generation": "../../elsewhere"}', '{"generation": "000009"}', '{"generation": "a/../b"}'])
def test_a_pointer_that_is_none_is_no_store(tmp_path: Path, pointer: str) -> None:
    load(tmp_path / "store", 1)
    (tmp_path / "store" / "current.json").write_text(pointer)
    with pytest.raises(SourceError):
        sinks.open_store(str(tmp_path / "store"))


def test_a_store_can_be_moved(tmp_path: Path) -> None:
    load(tmp_path / "store", 1)
    shutil.move(tmp_path / "store", tmp_path / "other")
    load(tmp_path / "other", 2)
    assert in_store(tmp_path / "other") == ["1", "2"]
