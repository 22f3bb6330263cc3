"""The same job on a real Dask cluster of two worker processes: the same bytes, whatever befalls a worker."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from anq2rdf import cli
from anq2rdf.crew import Cluster, Crew, batches, sights
from anq2rdf.errors import UsageError
from anq2rdf.sources import open_sources
from tests.crew.cluster import Dask, dask
from tests.crew.made import archive, converter, outcomes
from tests.faults.processes import Run

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

COUNT = 600


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive"), COUNT)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    with dask(tmp_path_factory.mktemp("dask")) as started:
        yield started


def converted(source: Path, target: Path, *more: object) -> bytes:
    code, told = Run("convert", source, "-o", target, "-q", *more).end()
    assert told == ""
    assert code == (1 if source in more else 0)  # every question came twice
    return target.read_bytes()


def test_the_same_bytes_as_from_one_process(source: Path, cluster: Dask, tmp_path: Path) -> None:
    here = converted(source, tmp_path / "here.trig")
    assert converted(source, tmp_path / "there.trig", "--executor", cluster.address) == here
    assert converted(source, tmp_path / "there.trig", "--executor", cluster.address) == here  # it can be used again


def test_every_worker_must_see_the_same_files(source: Path, cluster: Dask, tmp_path: Path) -> None:
    """Told before anything is converted, naming worker and file."""
    copy = tmp_path / "copy.zip"
    copy.write_bytes(source.read_bytes())
    with open_sources([str(copy)]) as sources, Cluster(cluster.address) as connected:
        seen = sights(sources.extents)
        connected.demand(seen)
        os.utime(copy, ns=(1, 1))
        with pytest.raises(UsageError, match=r"^Dask worker tcp://127\.0\.0\.1:\d+: it does not see .*copy\.zip as it is"):
            connected.demand(seen)


def test_a_worker_sees_that_a_file_is_another_or_gone(source: Path, tmp_path: Path) -> None:
    from anq2rdf.crew.cluster import look

    copy = tmp_path / "copy.zip"
    copy.write_bytes(source.read_bytes())
    with open_sources([str(copy)]) as sources:
        seen = sights(sources.extents)
        assert look(seen) == ""
        assert look(seen, "0.0") == f"it has anq2rdf {look.__globals__['__version__']}, not 0.0"
        modified = copy.stat().st_mtime_ns
        copy.write_bytes(b"x" * copy.stat().st_size)
        os.utime(copy, ns=(modified, modified))
        assert look(seen) == f"it sees another file as {copy}"
        copy.unlink()
        assert look(seen).startswith(f"it does not see {copy} as it is here: ")


def test_a_worker_that_dies_while_it_is_looked_at_lacks_nothing(source: Path, tmp_path: Path) -> None:
    with dask(tmp_path) as started, Cluster(started.address) as connected, open_sources([str(source)]) as sources:
        started.workers[0].send_signal(signal.SIGKILL)
        connected.demand(sights(sources.extents))
        started.workers[0].wait()
        connected.demand(sights(sources.extents))


def test_a_worker_is_killed_during_the_job(source: Path, tmp_path: Path) -> None:
    here = converted(source, tmp_path / "here.nq", source)
    with dask(tmp_path) as started:
        target, report = tmp_path / "there.nq", tmp_path / "report.json"
        run = Run("convert", source, source, "-o", target, "--report", report, "-q", "--executor", started.address)
        while not list(tmp_path.glob(".there.nq.part-*")):
            time.sleep(0.01)
        time.sleep(0.5)
        started.workers[0].send_signal(signal.SIGKILL)
        code, _ = run.end()
        assert code == 1
        assert target.read_bytes() == here
        records = json.loads(report.read_bytes())["records"]
    assert (records["read"], records["converted"], records["rejected"]) == (2 * COUNT, COUNT, COUNT)


def test_poison_is_isolated_here_and_the_cluster_goes_on(source: Path, tmp_path: Path) -> None:
    with open_sources([str(source)]) as sources:
        expected = outcomes(batches(sources, converter()))
        poisoned = converter(**{expected[50].uid: "segfault"})
        with dask(tmp_path, nanny=True) as started, Cluster(started.address) as connected:
            found = outcomes(Crew(poisoned, 2, connected.executor).batches(sources))
    assert [problem.code for problem in found[50].problems] == ["E901"]
    assert found[:50] + found[51:] == expected[:50] + expected[51:]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def test_nobody_at_the_address(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(Cluster.__init__.__kwdefaults__, "seconds", 1.0)
    target = tmp_path / "out.nt"
    address = f"dask://127.0.0.1:{free_port()}"
    assert cli.run(["convert", str(source), "-o", str(target), "--executor", address]) == 5
    assert f"no Dask scheduler answers at {address}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["dask://", "dask://host:port", "spark://host:1", "host:8786", "dask"])
def test_an_address_that_is_none(address: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["convert", str(source), "--executor", address, "--dry-run"]) == 2
    assert "give `local` or dask://HOST:PORT" in capsys.readouterr().err


def test_the_package_is_missing(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.run(["convert", str(source), "--executor", "dask://127.0.0.1:8786", "--dry-run"]) == 2
    assert "pip install 'anq2rdf[cluster]'" in capsys.readouterr().err
