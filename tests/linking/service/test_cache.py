"""The cache: what went in comes out, whatever ends the run; what is damaged is not believed."""

from __future__ import annotations

import datetime as dt
import functools
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.errors import Anq2rdfError, SinkError, SourceError
from anq2rdf.linking.service.cache import Cache, Kept

HERE = "http://127.0.0.1:1/sparql"
WHEN = dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
ANSWER = Kept(b'{"head":{"vars":[]},"results":{"bindings":[]}}', "application/json", 200, WHEN)


def test_what_was_kept_is_found_again_by_endpoint_and_query(tmp_path: Path) -> None:
    place = tmp_path / "a cache?#%41.db"
    with Cache(place) as cache:
        cache.keep(HERE, "SELECT 1", ANSWER)
        cache.keep(HERE, "SELECT 2", Kept(b"\0\xff", "", 504, WHEN))
    assert [each.name for each in tmp_path.iterdir()] == [place.name]
    with Cache(place, frozen=True) as cache:
        assert cache.find(HERE, "SELECT 1") == ANSWER
        assert cache.find(HERE, "SELECT 2") == Kept(b"\0\xff", "", 504, WHEN)
        assert cache.find(HERE, "SELECT 1 ") is None
        assert cache.find(HERE + "2", "SELECT 1") is None


@settings(max_examples=40)
@given(st.binary(max_size=300), st.text(max_size=50), st.text(max_size=20), st.integers(0, 999), st.datetimes(
    dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1)))
def test_any_answer_comes_back_as_it_was(body: bytes, query: str, kind: str, status: int, when: dt.datetime) -> None:
    query, kind = (each.encode("utf-8", "ignore").decode() for each in (query, kind))
    kept = Kept(body, kind, status, when.replace(microsecond=0, tzinfo=dt.UTC))
    with Cache() as cache:
        cache.keep(HERE, query, kept)
        assert cache.find(HERE, query) == kept


def test_a_newer_answer_takes_the_place_of_the_older(tmp_path: Path) -> None:
    newer = Kept(b"newer", "text/plain", 200, WHEN + dt.timedelta(days=1))
    with Cache(tmp_path / "c") as cache:
        cache.keep(HERE, "q", ANSWER)
        cache.keep(HERE, "q", newer)
        assert cache.find(HERE, "q") == newer


def test_the_secret_part_of_an_address_is_not_in_the_file(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as cache:
        cache.keep("https://h.example/sparql?key=s3cret", "q", ANSWER)
        assert cache.find("https://h.example/sparql?key=s3cret", "q")
        assert cache.find("https://h.example/sparql?key=other", "q") is None
    content = (tmp_path / "c").read_bytes()
    assert b"s3cret" not in content
    assert b"https://h.example/sparql" in content


WRITER = """
import sys
import tempfile
from pathlib import Path
from tests.linking.service.test_cache import ANSWER, HERE
from anq2rdf.linking.service.cache import Cache
with Cache(Path(sys.argv[1])) as cache:
    for number in range(10**6):
        cache.keep(HERE, f"q{number}", ANSWER)
        print(number, flush=True)
"""


def test_a_killed_run_leaves_all_it_said_it_kept(tmp_path: Path, root: Path) -> None:
    place = tmp_path / "c"
    environment = os.environ | {"PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place)], cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "20\n":
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        last = int(([*process.stdout.read().splitlines()] or ["20"])[-1])
    with Cache(place) as cache:
        assert all(cache.find(HERE, f"q{number}") == ANSWER for number in range(last + 1))
        cache.keep(HERE, "more", ANSWER)
    with Cache(place, frozen=True) as cache:
        assert cache.find(HERE, "more") == ANSWER


def test_two_runs_may_share_a_file(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as one, Cache(tmp_path / "c") as two:
        one.keep(HERE, "1", ANSWER)
        two.keep(HERE, "2", ANSWER)
        assert one.find(HERE, "2") == two.find(HERE, "1") == ANSWER


@functools.cache
def content_of(answers: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with Cache(Path(folder, "c")) as cache:
            for number in range(answers):
                cache.keep(HERE, f"q{number}", Kept(bytes([number]) * 3000, "text/plain", 200, WHEN))
        return Path(folder, "c").read_bytes()


def made(place: Path, answers: int = 30) -> Path:
    place.write_bytes(content_of(answers))
    return place


def altered(place: Path, *statements: str) -> Path:
    with sqlite3.connect(place) as base:
        for each in statements:
            base.execute(each)
    base.close()
    return place


def whole(place: Path) -> bool:
    """Reads all of it; False where it says that it cannot."""
    try:
        with Cache(place, frozen=True) as cache:
            found = [cache.find(HERE, f"q{number}") for number in range(30)]
    except SourceError as error:
        return not (error.message.startswith(f"{place} is ") and error.message.isprintable() and error.remedy)
    assert all(each is None or each.body == bytes([number]) * 3000 for number, each in enumerate(found))
    return None not in found


@pytest.mark.parametrize("at", [0.0, 0.001, 0.2, 0.5, 0.9, 0.999])
def test_a_cache_that_was_cut_is_refused(tmp_path: Path, at: float) -> None:
    place = made(tmp_path / "c")
    content = place.read_bytes()
    assert whole(place)
    place.write_bytes(content[: max(1, int(len(content) * at))])
    assert not whole(place)


@pytest.mark.parametrize("step", range(0, 4096, 97))
def test_no_flipped_byte_changes_an_answer(tmp_path: Path, step: int) -> None:
    place = made(tmp_path / "c")
    content = bytearray(place.read_bytes())
    for at in range(step, len(content), 20 * 4096 + 1):
        content[at] ^= 0x55
    place.write_bytes(content)
    whole(place)  # says so, or has lost the answer, or never needed that byte: but no answer is another one


@pytest.mark.parametrize(("content", "told"), [
    (b"pa_id,qid,name\nPA1,Q1,A\n" * 100, "no cache of answers"),
    (b"PK\x03\x04" + bytes(5000), "no cache of answers"),
])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes, told: str) -> None:
    place = tmp_path / "c"
    place.write_bytes(content)
    for frozen in (False, True):
        with pytest.raises(SourceError, match=told):
            Cache(place, frozen=frozen)
    assert place.read_bytes() == content


def test_another_database_and_another_format_are_refused(tmp_path: Path) -> None:
    other = altered(tmp_path / "other", "CREATE TABLE mine (a)")
    with pytest.raises(SourceError, match="no cache of answers"):
        Cache(other)
    newer = altered(made(tmp_path / "newer"), "PRAGMA user_version = 2")
    with pytest.raises(SourceError, match="format 2; this version reads 1") as found:
        Cache(newer)
    assert found.value.remedy
    assert found.value.exit_code == 3


@pytest.mark.parametrize("statement", [
    "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END",
    "CREATE VIEW v AS SELECT * FROM answers",
    "ALTER TABLE answers ADD COLUMN more TEXT",
    "DROP TABLE answers",
])
def test_a_database_with_more_or_less_than_answers_is_refused(tmp_path: Path, statement: str) -> None:
    with pytest.raises(SourceError, match="damaged"):
        Cache(altered(made(tmp_path / "c"), statement))


@pytest.mark.parametrize("change", [
    "body = x'00'", "status = 404", "media_type = 'text/html'", "fetched = '2030-01-01T00:00:00Z'", "digest = ''",
])
def test_an_answer_that_was_altered_is_not_believed(tmp_path: Path, change: str) -> None:
    altered(made(tmp_path / "c"), f"UPDATE answers SET {change} WHERE query = 'q7'")
    with Cache(tmp_path / "c") as cache:
        assert cache.find(HERE, "q6")
        with pytest.raises(SourceError, match="damaged"):
            cache.find(HERE, "q7")


def test_a_value_beyond_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "c", 1)
    monkeypatch.setattr("anq2rdf.linking.service.cache._LONGEST", 2000)
    with pytest.raises(SourceError, match="damaged"), Cache(tmp_path / "c") as cache:
        cache.find(HERE, "q0")


def test_where_nothing_can_be_read_or_written_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such cache"):
        Cache(tmp_path / "none", frozen=True)
    with pytest.raises(SourceError, match="no such cache"):
        Cache(None, frozen=True)
    with pytest.raises(SourceError, match="unable to open"):
        Cache(tmp_path / "no folder" / "c")
    with pytest.raises(SourceError, match="unable to open"):
        Cache(tmp_path)
    made(tmp_path / "c", 1)
    with Cache(tmp_path / "c", frozen=True) as cache, pytest.raises(SinkError, match="readonly") as found:
        cache.keep(HERE, "q", ANSWER)
    assert isinstance(found.value, Anq2rdfError)
    assert found.value.exit_code == 4
