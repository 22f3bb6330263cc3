from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from anq2rdf.normalise.legislatures import ASSEMBLIES, LEGISLATURES, delimitation, named_number, names_fifth


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


@pytest.mark.parametrize(
    ("label", "number", "fifth"),
    [
        ("XVIe législature de la Cinquième République", 16, True),
        ("XVIe législature de la Cinquième République française", 16, True),
        ("16e législature", 16, None),
        ("15th legislature of the French Fifth Republic", 15, True),
        ("XIVe législature de la Ve République française", 14, True),
        ("14ème législature de la 5e République", 14, True),
        ("Ire législature de la Cinquième République", 1, True),
        ("première législature de la Ve République", 1, True),
        ("17th National Assembly of France", 17, None),
        ("XVe législature de la Troisième République", 15, False),
        ("IIIe législature de la IVe République", 3, False),
        ("III legislature of the French Fourth Republic", 3, False),
        ("16th legislature of the French Republic", 16, None),
        ("Cinquième République", None, True),
        ("législature", None, None),
        ("Assemblée constituante", None, None),
        ("groupe de la XVIe législature", None, None),
        ("99e législature de la Cinquième République", None, True),
    ],
)
def test_names_of_legislatures(label: str, number: int | None, fifth: bool | None) -> None:
    assert named_number(label) == number
    assert names_fifth(label) is fifth
