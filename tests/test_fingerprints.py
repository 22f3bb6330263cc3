"""The compact set and table against Python's own, and the first of each question against a dict."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.fingerprints import Fingerprints, Table
from anq2rdf.firsts import Firsts
from anq2rdf.problems import Place

ROOT = Path(__file__).parents[1]
# Few buckets and bytes that repeat, so that entries meet, and their bytes stand across two entries as well.
NUMBERS = st.lists(st.sampled_from([0, 1, 255]), min_size=8, max_size=8).map(lambda found: int.from_bytes(found, "big"))


@given(st.lists(NUMBERS | st.integers(0, 2**64 - 1)), st.lists(NUMBERS))
def test_fingerprints_are_a_set(taken: list[int], asked: list[int]) -> None:
    compact, known = Fingerprints(), set[int]()
    for each in taken:
        assert compact.add(each) == (each not in known)
        known.add(each)
        assert len(compact) == len(known)
    assert [each in compact for each in asked + taken] == [each in known for each in asked + taken]


def test_an_entry_is_not_found_across_two_others() -> None:
    # Tails of six bytes in one bucket: 00 00 00 00 00 01 and 02 00 00 00 00 00 hold 00 00 00 01 02 00 between them.
    compact = Fingerprints([0x00_00_00_00_00_01_0000, 0x02_00_00_00_00_00_0000])
    assert 0x00_00_00_01_02_00_0000 not in compact
    assert compact.add(0x00_00_00_01_02_00_0000)
    assert 0x02_00_00_00_00_00_0000 in compact


@pytest.mark.parametrize("number", [-1, 2**64])
def test_what_is_no_64_bit_number_is_refused(number: int) -> None:
    with pytest.raises(OverflowError):
        Fingerprints().add(number)


@given(st.lists(st.tuples(st.binary(min_size=4, max_size=4), st.binary(min_size=3, max_size=3))))
def test_a_table_keeps_the_first_value_of_each_key(entries: list[tuple[bytes, bytes]]) -> None:
    table, known = Table(4, 3), dict[bytes, bytes]()
    for key, value in entries:
        assert table.first(key, value) == known.get(key)
        known.setdefault(key, value)
    assert len(table) == len(known)


def test_a_table_refuses_other_widths() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Table(4, 3).first(b"1234", b"12")


def test_the_first_of_each_question_is_kept_whatever_comes_between() -> None:
    """Beyond two thousand, so that most places are packed; members and pointers as archives and giant files have them."""
    firsts, known, dice = Firsts(), dict[str, tuple[bytes, Place]](), random.Random(7)
    for step in range(5_000):
        uid = f"QANR5L15QE{dice.randrange(3_000)}"
        content = dice.randrange(2).to_bytes(8, "big")
        place = Place(file="d\n.zip", member=f"json/{uid}é.json" if step % 3 else None, pointer=f"line {step}")
        met = firsts.meet(uid, content, place)
        assert (met is None) == (uid not in known)
        if met is not None:
            assert (met[0], firsts.place(met[1])) == known[uid]
        known.setdefault(uid, (content, place))
    assert len(firsts) == len(known) > 2_048


_MEASURE = """
from anq2rdf.fingerprints import Fingerprints
from anq2rdf.firsts import Firsts
from anq2rdf.problems import Place
import random, sys
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
dice, count = random.Random(1), 1_000_000
before = resident()
{body}
print((resident() - before) / count)
"""
_FINGERPRINTS = """
kept = Fingerprints()
for _ in range(count): kept.add(dice.getrandbits(64))
"""
_QUESTIONS = """
kept = Firsts()
for number in range(count):
    uid = f"QANR5L15QE{number}"
    kept.meet(uid, number.to_bytes(8, "big"), Place(file="Questions.zip", member=f"json/{uid}.json"))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="resident memory is read from Linux's /proc")
@pytest.mark.parametrize(("body", "most"), [(_FINGERPRINTS, 24), (_QUESTIONS, 64)])
def test_bytes_an_entry_at_a_million(body: str, most: int) -> None:
    call = [sys.executable, "-c", _MEASURE.format(body=body)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    assert 6 < float(done.stdout) <= most
