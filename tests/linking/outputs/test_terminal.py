"""`link review` as a person uses it: answers from a pipe, and a real terminal."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anq2rdf.cli.linking_review import review
from anq2rdf.errors import SourceError
from anq2rdf.linking.outputs.review import read_verdicts, write_review
from tests.linking.outputs import made

COMMAND = [sys.executable, "-m", "anq2rdf", "link", "review"]
PROMPT = b"[q]uit > "
PATIENCE = 120.0  # machines are slow
PAIRS = [(f"{made.PEOPLE}PA{n}", f"Q{n}") for n in (1, 2, 3)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "review.tsv"
    write_review(path, [
        made.decided("review", made.judged(*pair, label=f"Item {n}"), "homonyms", label=f"Person {n}")
        for n, pair in enumerate(PAIRS, 1)
    ])  # fmt: skip
    return path


def answer(file: Path, answers: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    review.main([str(file), *arguments], standalone_mode=False)


@pytest.mark.parametrize(("answers", "said"), [
    ("y\nn\ns\n", {1: True, 2: False}),
    ("Yes\nNON\nskip\n", {1: True, 2: False}),
    ("y\nq\n", {1: True}),
    ("y\nu\nn\ny\n", {1: False, 2: True}),
    ("s\nu\ny\n", {1: True}),
    ("y\nn\nu\nu\nq\n", {}),
    ("u\ny\n", {1: True}),
    ("what\n\no\ny\n", {1: True}),
    ("y\n", {1: True}),
    ("", {}),
    ("y\ny\ny\ny\ny\n", {1: True, 2: True, 3: True}),
])  # fmt: skip
def test_answers_from_a_pipe(file: Path, answers: str, said: dict[int, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    answer(file, answers, monkeypatch)
    assert dict(read_verdicts(file)) == {PAIRS[n - 1]: same for n, same in said.items()}


def test_who_and_when_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(file, "y\n", monkeypatch, "--reviewer", " Anne Lectrice ")
    said = read_verdicts(file).told[PAIRS[0]]
    assert said.reviewer == "Anne Lectrice"
    assert abs(dt.date.fromisoformat(said.date) - dt.date.today()) <= dt.timedelta(days=1)


def test_what_is_decided_is_not_asked_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(file, "y\nq\n", monkeypatch)
    capsys.readouterr()
    answer(file, "q\n", monkeypatch)
    shown = capsys.readouterr()
    assert "Person 2" in shown.err
    assert "Person 1" not in shown.err
    assert "2 left" in shown.err
    assert shown.out == ""


def test_both_sides_their_weights_and_the_addresses_are_shown(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(file, "o\nq\n", monkeypatch)
    shown = capsys.readouterr().err
    assert re.search(r"birth +1950-01-02 +1950 +same year \+3\.1", shown)
    assert re.search(r"name +Jeanne Exemple +Jeanne Modèle +differs -2\.0", shown)
    assert "3 to decide · score 0.5000 · homonyms" in shown
    assert "https://www.assemblee-nationale.fr/dyn/deputes/PA1\n" in shown
    assert "https://www.wikidata.org/wiki/Q1\n" in shown


def test_a_yes_settles_the_other_items_of_the_subject_until_it_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, [made.DOUBTFUL])
    answer(path, "y\ny\n", monkeypatch)
    assert dict(read_verdicts(path)) == {(made.PEOPLE + "PA900004", "Q900000004"): True}
    path.unlink()
    write_review(path, [made.DOUBTFUL])
    answer(path, "y\n", monkeypatch)
    answer(path, "u\nn\ny\n", monkeypatch)  # nothing is open: nothing is asked
    assert len(read_verdicts(path)) == 1


@pytest.mark.parametrize("text", made.HOSTILE)
def test_no_label_commands_the_terminal(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "review.tsv"
    witness = made.Witness(feature="name", finding=text, weight=1.0, ours=text, theirs=text)
    best = made.judged(made.PAUL, "Q1", label=text, witnesses=(witness,))
    write_review(path, [made.decided("review", best, text, label=text)])
    answer(path, "o\ny\n", monkeypatch)
    shown = capsys.readouterr().err
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e", "\r", "\x08"}
    assert len(read_verdicts(path)) == 1


def test_a_line_taken_away_meanwhile_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answers(io.StringIO):
        def readline(self, size: int = -1, /) -> str:
            write_review(file, [])
            return "y\n"

    monkeypatch.setattr(sys, "stdin", Answers())
    with pytest.raises(SourceError, match="no longer has"):
        review.main([str(file)], standalone_mode=False)


def test_a_verdict_given_meanwhile_in_a_spreadsheet_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answers(io.StringIO):
        def readline(self, size: int = -1, /) -> str:
            lines = file.read_text(encoding="utf-8").split("\n")
            file.write_text("\n".join("no" + line if "\tQ3\t" in line and line[0] == "\t" else line for line in lines))
            return "y\n"

    monkeypatch.setattr(sys, "stdin", Answers())
    review.main([str(file)], standalone_mode=False)
    assert dict(read_verdicts(file)) == {PAIRS[0]: True, PAIRS[1]: True, PAIRS[2]: False}


def test_bytes_that_are_no_text_are_no_answer(file: Path) -> None:
    done = subprocess.run(
        [*COMMAND, str(file)], input=b"\xff\xfe\x80\ny\n", capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert dict(read_verdicts(file)) == {PAIRS[0]: True}


def test_a_file_that_cannot_be_understood_is_told_before_anything_is_asked(file: Path) -> None:
    file.write_text(file.read_text().replace("\n\t", "\nperhaps\t", 1))
    done = subprocess.run([*COMMAND, str(file)], input=b"y\n", capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 3
    assert b"line 2" in done.stderr
    assert b"perhaps" in done.stderr
    assert PROMPT not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
class TestTerminal:
    """The command on a pseudo-terminal of its own."""

    def start(self, file: Path) -> tuple[int, int]:
        import pty

        process, terminal = pty.fork()
        if process == 0:
            os.execv(COMMAND[0], [*COMMAND, str(file), "--reviewer", "Anne"])
        return process, terminal

    def until(self, terminal: int, wanted: bytes) -> bytes:
        """What is shown, up to and with `wanted`; the end for b""."""
        shown, deadline = b"", time.monotonic() + PATIENCE
        while not (wanted and wanted in shown):
            ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, shown
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                piece = b""
            if not piece:
                assert not wanted, shown
                break
            shown += piece
        return shown

    def end(self, process: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def test_a_whole_review(self, file: Path) -> None:
        process, terminal = self.start(file)
        for key, n in (b"y\n", 1), (b"n\n", 2), (b"s\n", 3):
            assert b"Person %d" % n in self.until(terminal, PROMPT)
            os.write(terminal, key)
        assert b"1 yes, 1 no, 1 skipped; 1 left" in self.until(terminal, b"")
        os.close(terminal)
        assert self.end(process) == 0
        assert dict(read_verdicts(file)) == {PAIRS[0]: True, PAIRS[1]: False}

    @pytest.mark.parametrize("how", ["key", "signal", "hang-up"])
    def test_interrupted_it_has_lost_nothing(self, file: Path, how: str) -> None:
        process, terminal = self.start(file)
        self.until(terminal, PROMPT)
        os.write(terminal, b"y\n")
        self.until(terminal, PROMPT)
        if how == "key":
            os.write(terminal, b"\x03")
        elif how == "signal":
            os.kill(process, signal.SIGTERM)
        else:
            os.close(terminal)
        if how != "hang-up":
            assert b"interrupted" in self.until(terminal, b"")
            os.close(terminal)
            assert self.end(process) == 130
        else:
            self.end(process)
        assert dict(read_verdicts(file)) == {PAIRS[0]: True}
        assert [each.name for each in file.parent.iterdir()] == [file.name]
