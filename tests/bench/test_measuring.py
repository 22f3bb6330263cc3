"""What measures must not mislead: equal sets are found equal, unequal ones not, and times are those of the process."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bench import corpus, equality, memory, processes, reading, results, twin

QUESTION = "<https://example.org/id/question/1>"
RECORD = "<https://example.org/id/record/1/abc>"


def _file(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    return path


def test_provenance_is_set_aside_and_nothing_else(tmp_path: Path) -> None:
    first = _file(tmp_path / "1.nt", f'{QUESTION} <x:p> "a"', f"{QUESTION} <x:from> {RECORD}", f'{RECORD} <x:p> "1"')
    other = _file(tmp_path / "2.nt", f'{QUESTION} <x:p> "\\u0061"')
    assert equality.compare([first, other], whole=False)["2.nt"] == {"statements": 1, "missing": 0, "added": 0}
    assert equality.compare([first, other], whole=True)["2.nt"] == {"statements": 1, "missing": 2, "added": 0}


def test_a_difference_of_language_is_a_difference(tmp_path: Path) -> None:
    first, other = _file(tmp_path / "1.nt", '<x:s> <x:p> "a"@fr'), _file(tmp_path / "2.nt", '<x:s> <x:p> "a"')
    assert equality.compare([first, other], whole=True)["2.nt"] == {"statements": 1, "missing": 1, "added": 1}


def test_rdflib_given_the_rows_makes_the_same_statements(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    archives = corpus.make(5, tmp_path, ["json"])
    ours = tmp_path / "ours.nt"
    processes.measure(processes.convert(archives.json, ours))
    twin.prepare(str(ours), str(tmp_path / "rows"))
    twin.write(str(tmp_path / "rows"), str(tmp_path / "twin.nt"))
    assert equality.compare([ours, tmp_path / "twin.nt"], whole=True)["twin.nt"]["missing"] == 0
    assert equality.compare([ours, tmp_path / "twin.nt"], whole=True)["twin.nt"]["added"] == 0


@pytest.mark.parametrize(
    ("kind", "layout"),
    [("json", "json"), ("msgspec", "json"), ("lxml", "xml"), ("ijson", "giant_json"), ("iterparse", "giant_xml")],
)
def test_reading_alone_reads_every_record(kind: str, layout: str, tmp_path: Path) -> None:
    assert reading.KINDS[kind](str(getattr(corpus.make(7, tmp_path), layout))) == 7


def test_a_process_that_fails_stops_the_bench() -> None:
    with pytest.raises(SystemExit, match="exit code 3"):
        processes.measure([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_process_that_does_not_end_is_ended() -> None:
    with pytest.raises(processes.OutOfPatienceError, match="within 1 s"):
        processes.measure([sys.executable, "-c", "import time; time.sleep(600)"], patience=1)


def test_peaks_and_seconds_are_those_of_the_child() -> None:
    idle = processes.measure([sys.executable, "-c", "import time; time.sleep(0.2)"])
    full = processes.measure([sys.executable, "-c", "b = bytearray(200_000_000)"])
    assert idle.seconds >= 0.2 > idle.processor_seconds
    assert full.peak_bytes >= 200_000_000


def test_ten_times_the_records_are_all_distinct(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for number in ("1", "23"):
            wire = {"question": {"uid": f"QANR5L16QG{number}", "identifiant": {"numero": number}}}
            target.writestr(f"json/QANR5L16QG{number}.json", json.dumps(wire))
    memory.multiply(archive, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as found:
        names = found.namelist()
        last = json.loads(found.read("json/QANR5L16QG90023.json"))["question"]
    assert len(set(names)) == len(names) == 20
    assert (last["uid"], last["identifiant"]["numero"]) == ("QANR5L16QG90023", "90023")


def test_the_table_gives_the_ratios() -> None:
    def row(key: str, seconds: list[float], floor: str | None = None) -> dict[str, Any]:
        return {
            "key": key, "title": key, "floor": floor, "seconds": seconds, "median": seconds[0],
            "processor_median": seconds[0], "peak_bytes": 50_000_000, "output_bytes": 10_000_000 if floor else None,
        }

    part = {"questions": 100, "statements": 5_000, "contestants": [row("a", [2.0, 1.0]), row("c", [5.0], "a")]}
    cells = [cell.strip() for cell in results.table(part)[-1].split("|")[1:-1]]
    assert cells == ["c", "c", "5.00", "5.00–5.00", "5.00", "2.50", "2.50", "2.50 (a)", "20", "1,000", "50", "10"]


def test_help_imports_nothing_heavy() -> None:
    heavy = {
        "ijson", "lxml", "msgspec", "nh3", "pyoxigraph", "pyshacl", "rdflib", "requests", "urllib3",
        "zstandard",
    }
    script = (
        "import sys, anq2rdf.cli\n"
        "code = anq2rdf.cli.run(['--help'])\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "convert" in done.stdout
    assert heavy & set(done.stderr.split()) == set()
