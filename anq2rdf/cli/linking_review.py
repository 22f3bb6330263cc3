"""`anq2rdf link review`: the doubtful pairs one by one, in the terminal."""

from __future__ import annotations

import io
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from anq2rdf.cli.console import colour, say
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.linking.outputs.sheet import Row
    from anq2rdf.linking.verdicts import Pair

_ANSWERS: Final = {
    "y": "yes", "yes": "yes", "oui": "yes", "n": "no", "no": "no", "non": "no", "s": "skip", "skip": "skip",
    "u": "undo", "undo": "undo", "q": "quit", "quit": "quit", "o": "open",
}  # fmt: skip
_QUESTION: Final = "same? [y]es [n]o [s]kip [u]ndo [o] addresses [q]uit > "
_WIDE: Final = 34  # characters of one side; longer ones are cut, the file has them whole


@click.command("review")
@click.argument("file", metavar="FILE")
@click.option("--reviewer", metavar="NAME", default="", help="Who decides: kept beside each verdict, and in the links.")
def review(file: str, reviewer: str) -> None:
    """Decide doubtful pairs one by one.

    FILE is the review file that `link` wrote. Each answer is in it at once; what is skipped stays open. The file can as
    well be filled in with a spreadsheet: yes, no or unsure in the column `verdict`.
    """
    Session(file, reviewer.strip()).hold()


class Session:
    """One sitting: what is asked, and what was answered."""

    def __init__(self, file: str, reviewer: str) -> None:
        """Raises `SourceError` for a file that is no review file, or has a verdict that cannot be understood."""
        from anq2rdf.linking.outputs.review import read_verdicts

        read_verdicts(file)
        self._file, self._reviewer = file, reviewer
        self._history: list[tuple[Row, str]] = []  # the lines answered or skipped, with the answer
        self._skipped: set[Pair] = set()
        if isinstance(sys.stdin, io.TextIOWrapper):  # not one that tests and notebooks put in its place
            sys.stdin.reconfigure(errors="replace")

    def hold(self) -> None:
        """Ask until nothing is open or nobody answers."""
        while (row := self._next()) is not None:
            self._show(row)
            if not self._ask(row):
                break
        self._sum_up()

    def _open(self) -> list[Row]:
        """The lines without a verdict, except where a yes has settled it: for the same subject, or the same item."""
        from anq2rdf.linking.outputs.review import NEEDED, is_open, is_yes
        from anq2rdf.linking.outputs.sheet import read_sheet

        rows = read_sheet(self._file, NEEDED).rows
        yes = [row for row in rows if is_yes(row)]
        subjects = {row["subject"] for row in yes}
        items = {row["item"] for row in yes if row["kind"] in ("person", "")}
        return [row for row in rows if is_open(row) and row["subject"] not in subjects and row["item"] not in items]

    def _next(self) -> Row | None:
        return next((row for row in self._open() if _pair(row) not in self._skipped), None)

    def _ask(self, row: Row) -> bool:
        """Gives whether to go on."""
        while True:
            click.echo(_QUESTION, nl=False, err=True)
            line = sys.stdin.readline()
            if not line:
                say("")
                return False
            answer = _ANSWERS.get(line.strip().lower())
            if answer == "quit":
                return False
            if answer == "open":
                _tell_addresses(row)
            elif answer is None:
                say("please answer y, n, s, u, o or q")
            elif answer != "undo" or self._undo():
                self._take(row, answer)
                return True

    def _take(self, row: Row, answer: str) -> None:
        if answer == "skip":
            self._skipped.add(_pair(row))
        elif answer in ("yes", "no"):
            self._write(row, answer)
        if answer != "undo":
            self._history.append((row, answer))

    def _undo(self) -> bool:
        if not self._history:
            say("nothing to undo")
            return False
        row, answer = self._history.pop()
        if answer == "skip":
            self._skipped.discard(_pair(row))
        else:
            self._write(row, "")
        return True

    def _write(self, row: Row, verdict: str) -> None:
        import datetime as dt

        from anq2rdf.linking.outputs.review import say as write_down

        told = {column: row[column] for column in ("verdict", "reviewer", "decided")}
        if verdict:
            told = {"verdict": verdict, "reviewer": self._reviewer, "decided": dt.date.today().isoformat()}
        write_down(self._file, _pair(row), told)

    def _show(self, row: Row) -> None:
        left = sum(_pair(each) not in self._skipped for each in self._open())
        label, item = escaped(row["label"]), escaped(row["item_label"])
        say("")
        say(_bold(f"{label}  =  {item} ({escaped(row['item'])}) ?"))
        say(f"  {left} to decide · score {escaped(row['score'])} · {escaped(row['reason'])}")
        say(f"  {'':16}{'Assemblée nationale':{_WIDE}}  {'Wikidata':{_WIDE}}")
        say(f"  {'label':16}{_cut(row['label']):{_WIDE}}  {_cut(row['item_label']):{_WIDE}}")
        for feature in _features(row):
            ours, theirs, weight = (row[f"{feature}.{side}"] for side in ("ours", "theirs", "weight"))
            say(f"  {_cut(feature, 15):16}{_cut(ours):{_WIDE}}  {_cut(theirs):{_WIDE}}  {escaped(weight)}")

    def _sum_up(self) -> None:
        given = Counter(answer for _, answer in self._history)
        told = f"{given['yes']} yes, {given['no']} no, {given['skip']} skipped"
        say(f"{told}; {len(self._open())} left in {escaped(self._file)}")
        if given["yes"] + given["no"] and not self._reviewer:
            say("  no name is kept beside these verdicts: --reviewer NAME gives one")


def _pair(row: Row) -> Pair:
    return row["subject"].strip(), row["item"].strip()


def _features(row: Row) -> list[str]:
    told = (column for column, cell in row.cells.items() if cell and column.endswith(".weight"))
    return [column.removesuffix(".weight") for column in told]


def _tell_addresses(row: Row) -> None:
    for column in ("page", "item_page"):
        say(f"  {escaped(row[column])}")


def _cut(text: str, width: int = _WIDE) -> str:
    """One side, safe on a terminal, in its column."""
    shown = escaped(text)
    return shown if len(shown) <= width else shown[: width - 1] + "…"


def _bold(text: str) -> str:
    return click.style(text, bold=True) if colour(sys.stderr) else text
