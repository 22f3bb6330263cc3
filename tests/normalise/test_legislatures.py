from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from anq2rdf.normalise.legislatures import ASSEMBLIES, LEGISLATURES, delimitation


def test_legislatures_follow_each_other_and_only_the_last_sits() -> None:
    assert list(LEGISLATURES) == list(range(7, 18))
    for number, legislature in LEGISLATURES.items():
        assert legislature.number == number
        assert (legislature.end is None) == (number == 17)
    for earlier, later in zip(range(7, 17), range(8, 18), strict=True):
        assert LEGISLATURES[earlier].start < (LEGISLATURES[earlier].end or dt.date.max) < LEGISLATURES[later].start


def test_the_map_of_constituencies_changed_for_the_fourteenth() -> None:
    assert [delimitation(n) for n in (7, 8, 9, 13, 14, 17, 18)] == [None, None, 1986, 1986, 2010, 2010, 2010]


def test_dates_and_organs_are_those_of_the_official_list(corpus: Path) -> None:
    with (corpus / "vocab" / "assemblees.csv").open(encoding="utf-8") as lines:
        official = {int(row["legislature"]): row for row in csv.DictReader(lines)}
    assert official.keys() == ASSEMBLIES.keys()
    for number, row in official.items():
        assert ASSEMBLIES[number] == row["uid"]
        assert LEGISLATURES[number].start.isoformat() == row["dateDebut"]
        end = LEGISLATURES[number].end
        assert (end.isoformat() if end else "") == row["dateFin"]
