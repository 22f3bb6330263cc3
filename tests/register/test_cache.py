"""The kept index: used when it is right, ignored when it is not, never in the way."""

from __future__ import annotations

import pickle
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anq2rdf.register import cache, index, load
from tests.register import made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    actor = made.actor("PA1", "Ada", "Test", made.seat("PM1", 15, "69", 1, "2017-06-21", None))
    return made.zipped(tmp_path / "r.zip", made.entries(actor))


def kept(place: Path) -> list[Path]:
    return sorted(place.glob("*"))


def test_second_load_reads_the_cache_and_not_the_members(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(source, cache=tmp_path / "c")
    assert len(kept(tmp_path / "c")) == 1
    monkeypatch.setattr(index, "build", lambda *_: pytest.fail("read the archive again"))
    second = load(source, cache=tmp_path / "c")
    assert (second.sha256, list(second.persons())) == (first.sha256, list(first.persons()))
    assert list(second.mandates()) == list(first.mandates())


def test_cached_false_neither_reads_nor_writes(source: Path, tmp_path: Path) -> None:
    load(source, cache=tmp_path / "c", cached=False)
    assert not (tmp_path / "c").exists()


def test_another_register_is_another_file(source: Path, tmp_path: Path) -> None:
    load(source, cache=tmp_path / "c")
    made.zipped(source, made.entries(made.actor("PA2", "Eve", "Test")))
    assert [p.id for p in load(source, cache=tmp_path / "c").persons()] == ["PA2"]
    assert len(kept(tmp_path / "c")) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Ada", b"Eve"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\x80" + data,
        lambda data: data.replace(cache.FORMAT.encode(), b"0" * 12),
    ],
)
def test_a_spoilt_cache_is_built_again(source: Path, tmp_path: Path, spoil: object) -> None:
    load(source, cache=tmp_path / "c")
    (file,) = kept(tmp_path / "c")
    good = file.read_bytes()
    file.write_bytes(spoil(good))  # type: ignore[operator]
    assert [p.given for p in load(source, cache=tmp_path / "c").persons()] == ["Ada"]
    assert file.read_bytes() == good


def test_the_cache_of_another_register_is_not_believed(source: Path, tmp_path: Path) -> None:
    load(source, cache=tmp_path / "c")
    (mine,) = kept(tmp_path / "c")
    other = made.zipped(tmp_path / "o.zip", made.entries(made.actor("PA2", "Eve", "Test")))
    load(other, cache=tmp_path / "d")
    (theirs,) = kept(tmp_path / "d")
    mine.write_bytes(theirs.read_bytes())
    assert [p.id for p in load(source, cache=tmp_path / "c").persons()] == ["PA1"]


def test_a_cache_that_is_no_folder_is_no_fault(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none")):
        assert [p.id for p in load(source, cache=place).persons()] == ["PA1"]


def test_nothing_half_written_stays(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load(source, cache=tmp_path / "c").person("PA1") is not None
    assert kept(tmp_path / "c") == []


def test_default_place_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    load(source)
    assert len(kept(tmp_path / "xdg" / "anq2rdf")) == 1
    assert stat.S_IMODE((tmp_path / "xdg" / "anq2rdf").stat().st_mode) == 0o700
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.folder() == tmp_path / ".cache" / "anq2rdf"


def test_pickles_to_the_same_answers(register: object) -> None:
    again = pickle.loads(pickle.dumps(register))
    question = made.asked_by("Frédéric Lefebvre", "2015-03-31", 14)
    assert again.resolve(question) == register.resolve(question)  # type: ignore[attr-defined]
    assert again.resolve(question).question.author.id == "PA346886"


def test_second_start_takes_less_than_half_a_second(official: Path, tmp_path: Path) -> None:
    load(official, cache=tmp_path)
    started = time.perf_counter()
    load(official, cache=tmp_path)
    assert time.perf_counter() - started < 0.5


def test_a_loaded_register_is_small(official: Path, tmp_path: Path) -> None:
    load(official, cache=tmp_path)
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from anq2rdf.register import load\n"
        "def rss(): return int(open('/proc/self/statm').read().split()[1]) * 4096\n"
        "before = rss()\nregister = load(Path(sys.argv[1]), cache=Path(sys.argv[2]))\n"
        "register._authors, register._ministries\n"
        "print(rss() - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(official), str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 40 << 20
