"""Output files are whole or not there, whatever happens."""

from __future__ import annotations

import errno
import gzip
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from anq2rdf.errors import Anq2rdfError, SinkError, UsageError
from anq2rdf.sinks import files, open_target

PIECES = [bytes([65 + number]) * (1 << 19) for number in range(8)]
WHOLE = b"".join(PIECES)
NAMES = ["out.nt", "out.nt.gz", "out.nt.zst"]


def write_all(path: Path) -> None:
    """The pieces through a target."""
    with open_target(str(path)) as target:
        for piece in PIECES:
            target.write(piece)


def unpacked(path: Path) -> bytes:
    """A file's content, by the standard tools."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    return zstandard.ZstdDecompressor().decompressobj().decompress(data) if path.suffix == ".zst" else data


@pytest.mark.parametrize("name", NAMES)
def test_a_finished_file_holds_all_bytes_and_nothing_lies_beside_it(tmp_path: Path, name: str) -> None:
    write_all(tmp_path / name)
    assert unpacked(tmp_path / name) == WHOLE
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_pieces_give_the_same_bytes_under_any_name_at_any_time(tmp_path: Path, name: str) -> None:
    write_all(tmp_path / name)
    time.sleep(1.1)      # the time stamp of gzip counts seconds
    write_all(tmp_path / f"other-{name}")
    assert (tmp_path / name).read_bytes() == (tmp_path / f"other-{name}").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_seen_under_the_name_before_the_end(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    with open_target(str(path)) as target:
        for piece in PIECES:
            target.write(piece)
        assert path.read_bytes() == b"old"
    assert unpacked(path) == WHOLE


def test_gzip_is_written_without_isal_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    write_all(tmp_path / "out.nt.gz")
    head = (tmp_path / "out.nt.gz").read_bytes()[:10]
    assert head == b"\x1f\x8b\x08\0\0\0\0\0\x04\xff"  # RFC 1952: no flags, no time, fastest, unknown system
    assert unpacked(tmp_path / "out.nt.gz") == WHOLE


def interrupt(path: Path) -> None:
    """Ctrl-C after the first piece."""
    with open_target(str(path)) as target:
        target.write(PIECES[0])
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", NAMES)
def test_an_exception_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        interrupt(path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_abort_may_be_called_twice_and_after_the_end(tmp_path: Path) -> None:
    target = open_target(str(tmp_path / "a.nt"))
    target.write(b"x")
    assert target.finish() == 1
    target.abort()
    target.abort()
    assert (tmp_path / "a.nt").read_bytes() == b"x"


class FailingFile(io.FileIO):
    """A disk that gives out at the n-th write of this process; 0 never, and counts."""

    fails_at = 0
    calls = 0
    code = errno.ENOSPC

    def write(self, data: object) -> int:  # type: ignore[override]
        """As a file, until the disk is full."""
        type(self).calls += 1
        if type(self).calls == type(self).fails_at:
            raise OSError(self.code, os.strerror(self.code))
        return super().write(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_fails_at_any_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    monkeypatch.setattr(files, "FileIO", FailingFile)
    monkeypatch.setattr(files, "_BUFFER", 64)
    monkeypatch.setattr(FailingFile, "code", code)
    path = tmp_path / name
    monkeypatch.setattr(FailingFile, "calls", 0)
    write_all(path)
    writes = FailingFile.calls
    assert writes >= 1
    path.write_bytes(b"old")
    for number in range(1, writes + 1):
        monkeypatch.setattr(FailingFile, "calls", 0)
        monkeypatch.setattr(FailingFile, "fails_at", number)
        with pytest.raises(SinkError, match=r"cannot write .*out\.nt") as caught:
            write_all(path)
        assert caught.value.exit_code == 4
        assert caught.value.remedy
        assert path.read_bytes() == b"old"
        assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_very_end_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = tmp_path / "out.nt"
    path.write_bytes(b"old")
    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(SinkError, match="input/output error"):
        write_all(path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.nt"]


def refused(path: str, *inputs: str) -> Anq2rdfError:
    """The one-line refusal of an output."""
    with pytest.raises(Anq2rdfError) as caught:
        open_target(path, inputs=inputs)
    assert "\n" not in caught.value.message
    assert caught.value.remedy
    return caught.value


def test_what_cannot_be_written_is_refused_before_the_first_byte(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, words in [
        (str(tmp_path / "missing" / "a.nt"), "no such file or directory"),
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "file" / "a.nt"), "not a directory"),
        (str(tmp_path / ("x" * 300)), "file name too long"),
    ]:
        error = refused(path)
        assert isinstance(error, SinkError)
        assert words in error.message


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", refuse)
    assert os.strerror(code).lower() in refused(str(tmp_path / "a.nt")).message


def test_an_output_that_is_an_input_is_refused_by_any_name(tmp_path: Path) -> None:
    source = tmp_path / "a.nt"
    source.write_text("x")
    (tmp_path / "hard.nt").hardlink_to(source)
    (tmp_path / "soft.nt").symlink_to(source)
    for name in ("a.nt", "hard.nt", "soft.nt", "../" + tmp_path.name + "/a.nt"):
        error = refused(str(tmp_path / name), "-", "https://e.org/a.nt", str(source))
        assert isinstance(error, UsageError)
    assert source.read_text() == "x"


def test_a_link_keeps_pointing_at_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.nt").write_text("old")
    (tmp_path / "link.nt").symlink_to("real.nt")
    write_all(tmp_path / "link.nt")
    assert (tmp_path / "link.nt").is_symlink()
    assert (tmp_path / "real.nt").read_bytes() == WHOLE


def test_modes_follow_the_umask_and_the_file_that_is_replaced(tmp_path: Path) -> None:
    path, mask = tmp_path / "a.nt", os.umask(0o027)
    try:
        write_all(path)
        assert path.stat().st_mode & 0o777 == 0o640
        path.chmod(0o604)
        write_all(path)
        assert path.stat().st_mode & 0o777 == 0o604
    finally:
        os.umask(mask)


def test_a_device_is_written_not_replaced() -> None:
    write_all(Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
    with pytest.raises(SinkError, match="cannot write /dev/full: no space left on device"):
        write_all(Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


HALF = """
import sys, time
from anq2rdf.sinks import open_target
target = open_target({path!r})
target.write(b"half" * 1000000)
print("ready", flush=True)
time.sleep(60)
"""


def test_a_second_run_is_refused_and_a_killed_run_leaves_no_work(tmp_path: Path) -> None:
    path = tmp_path / "out.nt"
    path.write_bytes(b"old")
    first = subprocess.Popen([sys.executable, "-c", HALF.format(path=str(path))], stdout=subprocess.PIPE)
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == b"ready\n"
        with pytest.raises(SinkError, match=rf"another run \(process {first.pid}\) is writing"):
            open_target(str(path))
        assert len(list(tmp_path.iterdir())) == 2       # the refused run left nothing of its own
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert path.read_bytes() == b"old"
    write_all(path)
    assert [each.name for each in tmp_path.iterdir()] == ["out.nt"]
    assert path.read_bytes() == WHOLE


def test_names_that_only_look_like_parts_are_left_alone(tmp_path: Path) -> None:
    others = [".a.nt.part-", ".a.nt.part-x", ".a.nt.part-1.bak", ".b.nt.part-1", "a.nt.part-1"]
    for name in others:
        (tmp_path / name).write_text("mine")
    (tmp_path / ".a.nt.part-2").mkdir()
    write_all(tmp_path / "a.nt")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*others, ".a.nt.part-2", "a.nt"])
