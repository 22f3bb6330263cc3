"""The doubtful pairs in a table that people fill in, and what they said in it.

One pair a line: what the Assemblée and Wikidata say side by side, and an empty `verdict`. Written again, the file keeps
every line that has a verdict, a reviewer or a note, and every column that was added; only evidence is renewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from anq2rdf.errors import SourceError
from anq2rdf.linking.decisions import Decision, Judgement, Witness
from anq2rdf.linking.outputs.sheet import Row, Sheet, read_sheet, write_sheet
from anq2rdf.linking.verdicts import Pair, Verdict, Verdicts
from anq2rdf.normalise.dates import parse_date
from anq2rdf.normalise.names import fold
from anq2rdf.problems import escaped

#: What a person writes, and what says which pair is meant.
TOLD: Final = ("verdict", "reviewer", "note", "decided")
PAIR: Final = ("subject", "item")
NEEDED: Final = ("verdict", *PAIR)
FIXED: Final = (
    *TOLD[:3], "label", "item_label", "score", "reason", "page", "item_page", TOLD[3], *PAIR, "kind",
)  # fmt: skip
SIDES: Final = ("ours", "theirs", "weight")

_WORDS: Final[dict[str, bool | None]] = {
    "yes": True, "y": True, "oui": True, "o": True, "true": True, "vrai": True,
    "no": False, "n": False, "non": False, "false": False, "faux": False,
    "unsure": None, "incertain": None, "?": None,
}  # fmt: skip


def write_review(path: str | Path, decisions: Iterable[Decision]) -> int:
    """Write the pairs to be looked at, and what was said before. Gives how many lines wait for a verdict.

    Raises `SourceError` where a file is there that is no such table: it is not overwritten.
    """
    before = read_sheet(path, NEEDED) if Path(path).exists() else Sheet(columns=[], rows=[])
    kept = {_pair(row): row for row in before.rows if any(row[column].strip() for column in TOLD)}
    every = list(decisions)
    labels = {each.subject: each.label for each in every}
    doubtful = [_row(decision, judged, labels) for decision, judged in _doubtful(every)]
    waiting = [row for row in doubtful if _pair(row) not in kept]
    renewed = {_pair(row): row.cells for row in doubtful}
    decided = [Row(cells={**row.cells, **renewed.get(pair, {}), **_told(row)}) for pair, row in kept.items()]
    rows = [*waiting, *decided]
    write_sheet(path, Sheet(columns=_columns(before.columns, rows), rows=rows))
    return sum(not row["verdict"].strip() for row in rows)


def read_verdicts(path: str | Path) -> Verdicts:
    """What was said of which pair. Lines may be lost, moved or not filled in.

    Raises `SourceError` for a word that is no verdict, two words on one pair, and one subject said to be two items or
    one item two people, each with the line.
    """
    told: dict[Pair, Verdict] = {}
    same: dict[str, Verdict] = {}  # by subject, and by item of a person
    for row in read_sheet(path, NEEDED).rows:
        said, pair = _verdict(path, row), _pair(row)
        if said is None:
            continue
        if not all(pair):
            raise _fault(path, row, "has a verdict and no pair", "keep the columns subject and item as written")
        before = told.get(pair)
        if before is not None and before.same is not said.same:
            raise _fault(path, row, f"contradicts {before.place}", "keep one verdict on each pair")
        if before is None and said.same:
            _refuse_second(path, row, said, same)
        told.setdefault(pair, said)
    return Verdicts(told)


def say(path: str | Path, pair: Pair, said: dict[str, str]) -> None:
    """Put what was said of one pair into the file, which may have changed since it was read.

    `said` holds columns of `TOLD`. Raises `SourceError` where the file has no such pair.
    """
    sheet = read_sheet(path, NEEDED)
    found = [row for row in sheet.rows if _pair(row) == pair]
    if not found:
        raise SourceError(
            f"{escaped(str(path))} no longer has the line of {escaped(' and '.join(pair))}",
            remedy="it was changed by somebody else meanwhile: start again",
        )
    for row in found:
        row.cells.update(said)
    write_sheet(path, Sheet(columns=[*dict.fromkeys([*sheet.columns, *TOLD])], rows=sheet.rows))


def is_open(row: Row) -> bool:
    """Whether nothing was said of this line yet."""
    return not row["verdict"].strip()


def is_yes(row: Row) -> bool:
    """Whether both were said to be the same."""
    return _WORDS.get(fold(row["verdict"])) is True


def _doubtful(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Judgement]]:
    """Every pair of a doubtful decision once, the likeliest of each subject first."""
    met: set[Pair] = set()
    for decision in decisions:
        if decision.outcome != "review":
            continue
        judged = [decision.best] if decision.best else []
        for each in (*judged, *decision.rivals):
            if (each.subject, each.item) not in met:
                met.add((each.subject, each.item))
                yield decision, each


def _row(decision: Decision, judged: Judgement, labels: Mapping[str, str]) -> Row:
    cells = {
        **dict.fromkeys(TOLD, ""),
        # A rival may be another subject of the same item, and one that nothing was decided about.
        "label": labels.get(judged.subject, judged.subject.rpartition("/")[2]),
        "item_label": judged.label,
        "score": f"{judged.score:.4f}",
        "reason": decision.reason,
        "page": page_of(judged.subject),
        "item_page": f"https://www.wikidata.org/wiki/{judged.item}",
        "subject": judged.subject,
        "item": judged.item,
        "kind": decision.kind,
    }
    return Row(cells=cells | _sides(judged.witnesses))


def _sides(witnesses: Sequence[Witness]) -> dict[str, str]:
    """Three cells a feature; a feature compared several times (two seats) has all in them, one after another."""
    cells: dict[str, list[str]] = {}
    for each in witnesses:
        weight = f"{each.weight:+.1f}"
        for side, text in zip(SIDES, (each.ours, each.theirs, f"{each.finding} {weight}"), strict=True):
            cells.setdefault(f"{each.feature}.{side}", []).append(text)
    return {column: " ; ".join(texts) for column, texts in cells.items()}


def page_of(subject: str) -> str:
    """The Assemblée's own page of a deputy; empty where the IRI does not end in an identifier of one."""
    last = subject.rpartition("/")[2]
    is_deputy = last.startswith("PA") and last[2:].isascii() and last[2:].isdigit()
    return f"https://www.assemblee-nationale.fr/dyn/deputes/{last}" if is_deputy else ""


def _columns(before: Iterable[str], rows: Iterable[Row]) -> list[str]:
    features = dict.fromkeys(column for row in rows for column in row.cells if column not in FIXED)
    return [*dict.fromkeys([*FIXED, *features, *before])]


def _told(row: Row) -> dict[str, str]:
    return {column: row[column] for column in TOLD}


def _pair(row: Row) -> Pair:
    return row["subject"].strip(), row["item"].strip()


def _verdict(path: str | Path, row: Row) -> Verdict | None:
    word = fold(row["verdict"])
    if not word:
        return None
    if word not in _WORDS:
        remedy = "write yes, no or unsure (oui, non or incertain), or leave it empty"
        raise _fault(path, row, f"has the verdict {escaped(row['verdict'])!r}", remedy)
    return Verdict(
        same=_WORDS[word],
        reviewer=row["reviewer"].strip(),
        note=row["note"].strip(),
        date=_date(row["decided"]),
        place=f"{escaped(str(path))}, line {row.line}",
    )


def _date(cell: str) -> str:
    """A spreadsheet writes days its own way: 26/11/2026."""
    day = parse_date(cell)
    return cell.strip() if isinstance(day, str) else day.isoformat()


def _refuse_second(path: str | Path, row: Row, said: Verdict, same: dict[str, Verdict]) -> None:
    """Several maps' constituencies may have one item; two people may not."""
    for end in PAIR if row["kind"] in ("person", "") else PAIR[:1]:
        before = same.setdefault(row[end].strip(), said)
        if before is not said:
            what = f"has a yes, and so has {before.place} for the same {end}"
            raise _fault(path, row, what, "one subject has one item, and one item one person: keep one yes")


def _fault(path: str | Path, row: Row, what: str, remedy: str) -> SourceError:
    pair = escaped(f"{row['subject']} and {row['item']}")
    return SourceError(f"{escaped(str(path))}, line {row.line} ({pair}) {what}", remedy=remedy)
