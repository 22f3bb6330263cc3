"""The review file: what is in it for a person, and that nothing a person wrote is ever lost."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.linking.outputs.review import read_verdicts, write_review
from anq2rdf.linking.outputs.sheet import unguarded
from anq2rdf.normalise.characters import clean
from tests.linking.outputs import made

MARIE = made.PEOPLE + "PA900004"
FIRST, SECOND = (MARIE, "Q900000004"), (MARIE, "Q900000005")


def table(path: Path) -> list[dict[str, str]]:
    """The file as a spreadsheet shows it."""
    delimiter = ";" if path.suffix == ".csv" else "\t"
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=delimiter))


def fill_in(path: Path, told: dict[tuple[str, str], dict[str, str]]) -> None:
    """What a person does in a spreadsheet."""
    lines = table(path)
    for line in lines:
        line.update(told.get((line["subject"], line["item"]), {}))
    put(path, lines)


def put(path: Path, lines: list[dict[str, str]]) -> None:
    columns = list(dict.fromkeys(column for line in lines for column in line))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=";" if path.suffix == ".csv" else "\t", restval="")
    writer.writeheader()
    writer.writerows(lines)
    path.write_bytes(out.getvalue().encode("utf-8", "replace"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "review.tsv"
    assert write_review(path, made.ALL) == 2
    return path


def test_a_doubtful_pair_stands_there_with_both_sides_and_both_pages(file: Path) -> None:
    first, second = table(file)
    assert first == {
        "verdict": "", "reviewer": "", "note": "", "decided": "", "label": "Marie Exemple", "item_label": "Jeanne EXEMPLE",
        "score": "0.6200", "reason": "homonyms", "page": "https://www.assemblee-nationale.fr/dyn/deputes/PA900004",
        "item_page": "https://www.wikidata.org/wiki/Q900000004", "subject": MARIE, "item": "Q900000004", "kind": "person",
        "birth.ours": "1950-01-02", "birth.theirs": "1950", "birth.weight": "same year +3.1",
        "name.ours": "Jeanne Exemple", "name.theirs": "Jeanne Modèle", "name.weight": "differs -2.0",
    }  # fmt: skip
    assert (second["item"], second["item_label"]) == ("Q900000005", "Marie Exemple (sénatrice)")


def test_a_rival_of_the_same_item_has_its_own_page(tmp_path: Path) -> None:
    rival = made.judged(made.PAUL, "Q900000004", 0.5)
    decision = made.decided("review", made.judged(MARIE, "Q900000004"), "two subjects", label="Marie", rivals=(rival,))
    write_review(tmp_path / "review.csv", [decision, made.decided("review", rival, "two subjects", label="Paul")])
    lines = table(tmp_path / "review.csv")
    assert [(line["subject"], line["label"]) for line in lines] == [(MARIE, "Marie"), (made.PAUL, "Paul")]
    assert lines[1]["page"].endswith("/PA900002")


@pytest.mark.parametrize(("word", "same"), [
    ("yes", True), ("Yes ", True), ("OUI", True), ("y", True), ("o", True), ("VRAI", True), ("no", False), ("Non", False),
    ("n", False), ("FAUX", False), ("unsure", None), ("Incertain", None), ("?", None),
])  # fmt: skip
def test_words_of_both_languages(file: Path, word: str, same: bool | None) -> None:
    fill_in(file, {FIRST: {"verdict": word, "reviewer": " Anne ", "note": "vu", "decided": "26/11/2026"}})
    found = read_verdicts(file)
    assert dict(found) == ({} if same is None else {FIRST: same})
    said = found.told[FIRST]
    assert (said.same, said.reviewer, said.note, said.date, said.place) == (same, "Anne", "vu", "2026-11-26", f"{file}, line 2")


def test_a_word_that_is_none_is_named_with_its_line(file: Path) -> None:
    fill_in(file, {SECOND: {"verdict": "peut-être"}})
    with pytest.raises(SourceError) as raised:
        read_verdicts(file)
    assert "line 3" in raised.value.message
    assert "peut-être" in raised.value.message
    assert "Q900000005" in raised.value.message
    assert "unsure" in (raised.value.remedy or "")


def test_one_person_cannot_be_two_items(file: Path) -> None:
    fill_in(file, {FIRST: {"verdict": "yes"}, SECOND: {"verdict": "yes"}})
    with pytest.raises(SourceError, match=r"line 3 .* and so has .*review\.tsv, line 2 for the same subject"):
        read_verdicts(file)


@pytest.mark.parametrize(("kind", "refused"), [("person", True), ("constituency", False)])
def test_one_item_cannot_be_two_people_but_two_maps_may_have_one_seat(tmp_path: Path, kind: str, refused: bool) -> None:
    path = tmp_path / "review.tsv"
    put(path, [{"verdict": "yes", "subject": f"{made.PEOPLE}PA{n}", "item": "Q1", "kind": kind} for n in (1, 2)])
    if refused:
        with pytest.raises(SourceError, match="for the same item"):
            read_verdicts(path)
    else:
        assert len(read_verdicts(path)) == 2


def test_two_words_on_one_pair(tmp_path: Path) -> None:
    line = {"subject": MARIE, "item": "Q1"}
    put(tmp_path / "review.tsv", [line | {"verdict": word} for word in ("yes", "", "oui")])
    assert dict(read_verdicts(tmp_path / "review.tsv")) == {(MARIE, "Q1"): True}
    put(tmp_path / "review.tsv", [line | {"verdict": word} for word in ("yes", "no")])
    with pytest.raises(SourceError, match=r"line 3.*contradicts .*review\.tsv, line 2"):
        read_verdicts(tmp_path / "review.tsv")


def test_a_verdict_without_its_pair(tmp_path: Path) -> None:
    put(tmp_path / "review.tsv", [{"verdict": "yes", "subject": MARIE, "item": ""}])
    with pytest.raises(SourceError, match="line 2"):
        read_verdicts(tmp_path / "review.tsv")


def test_written_again_it_keeps_what_was_said_and_renews_the_evidence(file: Path) -> None:
    fill_in(file, {FIRST: {"verdict": "no", "reviewer": "Anne", "note": "=not her", "mine": "x", "score": "0.1"}})
    other = made.decided("review", made.judged(made.PAUL, "Q7", 0.4), "below threshold", label="Paul")
    assert write_review(file, [made.DOUBTFUL, other]) == 2
    lines = table(file)
    assert [(line["item"], line["verdict"]) for line in lines] == [("Q900000005", ""), ("Q7", ""), ("Q900000004", "no")]
    assert (lines[2]["score"], lines[2]["mine"], lines[2]["note"]) == ("0.6200", "x", "'=not her")
    assert read_verdicts(file).told[FIRST].note == "=not her"


def test_decided_lines_stay_when_they_are_doubtful_no_longer_and_open_ones_go(file: Path) -> None:
    fill_in(file, {FIRST: {"verdict": "yes", "reviewer": "Anne"}})
    assert write_review(file, [made.LINKED]) == 0
    assert [(line["item"], line["verdict"], line["birth.theirs"]) for line in table(file)] == [("Q900000004", "yes", "1950")]
    assert dict(read_verdicts(file)) == {FIRST: True}


def test_a_note_without_a_verdict_is_kept_and_waits(file: Path) -> None:
    fill_in(file, {FIRST: {"note": "ask the archive"}})
    assert write_review(file, []) == 1
    assert [line["note"] for line in table(file)] == ["ask the archive"]


def test_another_kind_of_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    path.write_text("dear diary\n")
    with pytest.raises(SourceError, match="not a table"):
        write_review(path, made.ALL)
    assert path.read_text() == "dear diary\n"


def test_what_cannot_be_written_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(Exception, match="space"):
        write_review(file, [made.decided("review", made.judged(made.PAUL, "Q7"))])
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        write_review(tmp_path, made.ALL)


TEXTS = st.one_of(st.sampled_from(made.HOSTILE), st.text(max_size=20))


@pytest.mark.parametrize("name", ["review.tsv", "review.csv"])
@given(
    labels=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5),
    words=st.lists(st.sampled_from(["yes", "no", "unsure", ""]), min_size=5, max_size=5),
    note=TEXTS, seed=st.integers(0, 99),
)  # fmt: skip
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_label_and_no_editing_loses_a_verdict(
    tmp_path: Path, name: str, labels: list[tuple[str, str]], words: list[str], note: str, seed: int
) -> None:
    path = tmp_path / name
    path.unlink(missing_ok=True)
    pairs = [(f"{made.PEOPLE}PA{n}", f"Q{n}") for n in range(1, len(labels) + 1)]
    decisions = [
        made.decided("review", made.judged(*pair, label=theirs), "homonyms", label=ours)
        for pair, (ours, theirs) in zip(pairs, labels, strict=True)
    ]
    write_review(path, decisions)
    said = {pair: {"verdict": word, "note": note} for pair, word in zip(pairs, words, strict=False) if word}
    fill_in(path, said)
    lines = table(path)
    random.Random(seed).shuffle(lines)
    put(path, lines)
    for again in (decisions, [], decisions):
        _agree(path, said)
        assert write_review(path, again) == (len(pairs) - len(said) if again else 0)
    _agree(path, said)
    shown = {(line["subject"], line["item"]): line["label"] for line in table(path)}
    assert {pair: unguarded(label) for pair, label in shown.items()} == {
        pair: clean(ours)[0] for pair, (ours, _) in zip(pairs, labels, strict=True)
    }


def _agree(path: Path, said: dict[tuple[str, str], dict[str, str]]) -> None:
    words = {"yes": True, "no": False}
    found = read_verdicts(path)
    assert dict(found) == {pair: words[told["verdict"]] for pair, told in said.items() if told["verdict"] in words}
    assert set(found.told) == set(said)
