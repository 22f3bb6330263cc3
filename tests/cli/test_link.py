"""`anq2rdf link` as a person calls it, on the examples: who is whose item there is decided by eye."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from anq2rdf.cli import run
from tests.examples.graphs import EXAMPLES, convert

REGISTER = EXAMPLES / "register"
CANDIDATES = EXAMPLES / "wikidata" / "deputies.csv"
PERSON = "https://w3id.org/anq/id/person/"
SAME_AS = "http://schema.org/sameAs"
#: By identifier, by identifier, by birth and seat.
LINKED = {"PA346886": "Q3089967", "PA9000001": "Q900000001", "PA9000003": "Q900000002"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    convert(folder, EXAMPLES / "seed" / "QANR5L14QE76935.json", *sorted((EXAMPLES / "events").glob("*.json")), form="nq")
    return folder / "out.nq"


@pytest.fixture(scope="module")
def links(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links") / "links"
    assert link(data, "-w", CANDIDATES, "-o", folder) == 0
    return folder


def link(*arguments: object, register: Path | None = REGISTER) -> int:
    known = ["--register", str(register)] if register else []
    return run(["link", "-q", *map(str, arguments), *known])


def same(file: Path) -> dict[str, str]:
    quads = ox.parse(path=str(file))
    found = [quad for quad in quads if quad.predicate.value == SAME_AS and quad.subject.value.startswith(PERSON)]
    return {quad.subject.value.rpartition("/")[2]: quad.object.value.rpartition("/")[2] for quad in found}


def review(folder: Path) -> list[dict[str, str]]:
    with (folder / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_folder_holds_everything(links: Path) -> None:
    assert {path.name for path in links.iterdir()} == {
        "links.nq", "links.sssom.tsv", "review.csv", "quickstatements.txt", "report.html", "decisions.json",
    }  # fmt: skip


def test_who_is_certain_is_linked_and_a_namesake_is_not(links: Path) -> None:
    assert same(links / "links.nq") == LINKED
    assert {(row["subject"].removeprefix(PERSON), row["item"]) for row in review(links)} == {
        ("PA9000002", "Q900000003"), ("PA9000003", "Q900000003"),
    }  # fmt: skip
    assert "Q900000004" not in (links / "links.nq").read_text()


def test_every_link_stands_in_the_graph_of_links_with_its_evidence(links: Path) -> None:
    quads = list(ox.parse(path=str(links / "links.nq")))
    graphs = {quad.graph_name.value for quad in quads if quad.predicate.value == SAME_AS}
    assert graphs == {"https://w3id.org/anq/graph/links"}
    targets = [q for q in quads if q.predicate.value == "http://www.w3.org/2002/07/owl#annotatedTarget"]
    assert {t.object.value.rpartition("/")[2] for t in targets} >= set(LINKED.values())


def test_machines_read_what_was_decided(links: Path) -> None:
    told = json.loads((links / "decisions.json").read_text())
    assert told["counts"]["person"] == {"linked": 3, "review": 1, "none": 0}
    people = {each["subject"].removeprefix(PERSON): each for each in told["decisions"] if each["kind"] == "person"}
    assert {key: each["best"]["method"] for key, each in people.items() if each["outcome"] == "linked"} == {
        "PA346886": "identifier", "PA9000001": "identifier", "PA9000003": "evidence",
    }  # fmt: skip
    inputs = {each["name"]: each["sha256"] for each in told["run"]["inputs"]}
    assert inputs["deputies.csv"] == hashlib.sha256(CANDIDATES.read_bytes()).hexdigest()


def test_what_wikidata_lacks_is_said_of_what_is_certain(links: Path) -> None:
    lines = [line.split("\t") for line in (links / "quickstatements.txt").read_text().splitlines()]
    assert ["Q900000002", "P4123", '"9000003"'] in [line[:3] for line in lines]
    assert not [line for line in lines if "Q900000003" in line[0] or "Q900000004" in line[0]]


def test_a_verdict_wins_on_the_next_run(data: Path, tmp_path: Path) -> None:
    assert link(data, "-w", CANDIDATES, "-o", tmp_path / "links") == 0
    place = tmp_path / "links" / "review.csv"
    lines = place.read_text("utf-8-sig").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if "PA9000002;Q900000003" in line)
    lines[first] = "yes;Anne" + lines[first].removeprefix(";")
    place.write_text("".join(lines), "utf-8-sig")
    assert link(data, "-w", CANDIDATES, "-o", tmp_path / "links") == 0
    assert same(tmp_path / "links" / "links.nq") == LINKED | {"PA9000002": "Q900000003"}
    assert [row["verdict"] for row in review(tmp_path / "links") if row["subject"].endswith("PA9000002")] == ["yes"]


def test_only_identifiers(data: Path, tmp_path: Path) -> None:
    assert link(data, "-w", CANDIDATES, "-o", tmp_path, "--identifiers-only", "--no-organs") == 0
    assert same(tmp_path / "links.nq") == {key: item for key, item in LINKED.items() if key != "PA9000003"}


def test_the_register_alone_is_enough(tmp_path: Path) -> None:
    assert link("-w", CANDIDATES, "-o", tmp_path) == 0
    assert same(tmp_path / "links.nq") == LINKED


def test_an_embedded_store_is_data_too_and_takes_the_links(data: Path, tmp_path: Path) -> None:
    assert run(["load", "-q", str(data), "--to", str(tmp_path / "store")]) == 0
    assert link(tmp_path / "store", "-w", CANDIDATES, "-o", tmp_path / "links") == 0
    assert same(tmp_path / "links" / "links.nq") == LINKED
    assert run(["load", "-q", str(tmp_path / "links" / "links.nq"), "--to", str(tmp_path / "store")]) == 0


def test_links_and_questions_together_break_no_shape(data: Path, links: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "-q", str(data)]) in (0, 1)
    before = json.loads(verdict(capsys, data))["counts"]
    after = json.loads(verdict(capsys, data, links / "links.nq"))["counts"]
    assert after == before


def verdict(capsys: pytest.CaptureFixture[str], *data: Path) -> str:
    capsys.readouterr()
    run(["validate", "-q", "-t", "json", *map(str, data)])
    return capsys.readouterr().out


def test_sources_are_converted_on_the_way(tmp_path: Path) -> None:
    source = EXAMPLES / "seed" / "14-76935QE.md"
    assert link(source, "-w", CANDIDATES, "-o", tmp_path, "--report", tmp_path / "run.json") == 0
    assert same(tmp_path / "links.nq") == {"PA346886": "Q3089967"}
    told: dict[str, Any] = json.loads((tmp_path / "run.json").read_text())
    assert told["records"]["converted"] == 1
    assert told["linking"]["person"] == {"linked": 1, "review": 0, "none": 0}
    assert {each["path"] for each in told["outputs"]} >= {"links.nq", "review.csv"}


def test_the_links_alone_on_standard_output(data: Path, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert link(data, "-w", CANDIDATES, "-o", "-", "-t", "nt") == 0
    (tmp_path / "out.nt").write_bytes(capfdbinary.readouterr().out)
    assert same(tmp_path / "out.nt") == LINKED


@pytest.mark.parametrize("form", ["nt", "ttl", "trig", "jsonld"])
def test_every_format_says_the_same(data: Path, links: Path, tmp_path: Path, form: str) -> None:
    assert link(data, "-w", CANDIDATES, "-o", tmp_path, "-t", form) == 0
    found = {str(quad.triple) for quad in ox.parse(path=str(tmp_path / f"links.{form}"))}
    assert found == {str(quad.triple) for quad in ox.parse(path=str(links / "links.nq"))}


def test_a_dry_run_writes_nothing(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["link", str(data), "--register", str(REGISTER), "-w", str(CANDIDATES), "-o", str(tmp_path / "x"),
                "--dry-run"]) == 0  # fmt: skip
    assert not (tmp_path / "x").exists()
    assert "deputies: 4 = 3 linked + 1 to review + 0 without an item" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--print-query"], ["--print-query", "--legislature", "16"],
                                       ["--print-query", "groups"]])  # fmt: skip
def test_the_query_is_printed_whole(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["link", *arguments]) == 0
    assert isinstance(ox.Store().query(capsys.readouterr().out), ox.QuerySolutions)


@pytest.mark.parametrize(("arguments", "code", "told"), [
    ([], 2, "nobody to link"),
    (["DATA"], 2, "nothing to link to"),
    (["DATA", "-w", "CANDIDATES", "--endpoint", "http://127.0.0.1:9/"], 2, "at once"),
    (["DATA", "-w", "CANDIDATES", "--cache", "x"], 2, "--cache is for --endpoint"),
    (["DATA", "-w", "CANDIDATES", "--column", "item"], 2, "THEIRS=OURS"),
    (["DATA", "-w", "CANDIDATES", "--column", "x=nonsense"], 2, "nonsense"),
    (["DATA", "-w", "nowhere.csv"], 3, "nowhere.csv"),
    (["DATA", "-w", "REGISTER"], 3, ""),
    (["nowhere.nq", "-w", "CANDIDATES"], 3, "nowhere.nq"),
    (["DATA", "-w", "CANDIDATES", "-o", "FILE/links"], 4, "links"),
    (["DATA", "-w", "CANDIDATES", "--verdicts", "nowhere.csv"], 3, "nowhere.csv"),
])  # fmt: skip
def test_a_wrong_call_is_told_in_one_line_and_its_remedy(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    places = {"DATA": str(data), "CANDIDATES": str(CANDIDATES), "REGISTER": str(REGISTER), "FILE/links": f"{file}/links"}
    output = [] if "-o" in arguments else ["-o", str(tmp_path / "links")]
    assert run(["link", *(places.get(each, each) for each in arguments), *output]) == code
    err = capsys.readouterr().err
    assert re.match(r"error: .+\n", err)
    assert told in err
    assert "Traceback" not in err


def test_a_review_file_is_reviewed_by_a_command_of_its_own(links: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["link", "review", "--help"]) == 0
    assert "FILE" in capsys.readouterr().out
