"""`anq2rdf link --endpoint`: the same links as from the file that tells the same, again without the network."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from anq2rdf.cli import run
from anq2rdf.linking.candidates import read
from tests.examples.graphs import EXAMPLES
from tests.linking.service.test_endpoint import fill
from tests.linking.wikidata import Wikidata
from tests.linking.world import person
from tests.load import servers
from tests.remote.scripted import answering, scripted

CANDIDATES = EXAMPLES / "wikidata" / "deputies.csv"
LABELLED = ("term", "district")


def example() -> Wikidata:
    """What the example's table tells, as statements."""
    world = Wikidata()
    with CANDIDATES.open(encoding="utf-8", newline="") as file:
        labels = {row[name]: row[f"{name}Label"] for row in csv.DictReader(file) for name in LABELLED if row[name]}
    for item, label in labels.items():
        world.item(item.rpartition("/")[2], {"fr": label})
    for item in read([CANDIDATES]).people:
        person(world, item, {"fr": item.label})
    return world


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an endpoint that holds them."""
    with servers.oxigraph(tmp_path_factory.mktemp("example") / "store") as (address, _):
        yield fill(address, example())


def link(output: Path, *arguments: object) -> int:
    return run(["link", "-q", "--register", str(EXAMPLES / "register"), "-o", str(output), *map(str, arguments)])


def pairs(folder: Path) -> list[str]:
    """Subjects and items of the mapping file, in order."""
    lines = (folder / "links.sssom.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return sorted(f"{row['subject_id']} {row['object_id']}" for row in table)


def test_an_endpoint_gives_the_links_of_the_file_and_gives_them_again(endpoint: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert link(tmp_path / "file", "-w", CANDIDATES, "--no-organs") == 0
    assert link(tmp_path / "asked", "--endpoint", endpoint, "--cache", cache, "--no-organs") == 0
    assert len(pairs(tmp_path / "file")) == 3
    assert pairs(tmp_path / "asked") == pairs(tmp_path / "file")
    assert link(tmp_path / "again", "--endpoint", endpoint, "--cache", cache, "--no-organs", "--offline") == 0
    assert pairs(tmp_path / "again") == pairs(tmp_path / "asked")


@pytest.mark.parametrize(("status", "headers", "code", "told"), [
    (429, {"Retry_After": "86400"}, 5, "asks not to be asked again before"),
    (404, {}, 3, "is this the address of the SPARQL endpoint?"),
    (403, {}, 5, "--contact"),
])
def test_a_refusal_is_one_line_with_its_remedy_and_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], status: int, headers: dict[str, str], code: int, told: str
) -> None:
    with scripted(answering(status, b"<h1>no</h1>", "text/html", **headers)) as server:
        assert link(tmp_path / "links", "--endpoint", server.address + "/sparql?key=s3cret") == code
    err = capsys.readouterr().err
    assert err.startswith("error: http://127.0.0.1:")
    assert told in err
    assert "s3cret" not in err
    assert "Traceback" not in err
    assert not (tmp_path / "links").exists()


def test_the_contact_is_told_to_the_endpoint(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANQ2RDF_CONTACT", "https://example.org/us")
    with scripted(answering(404)) as server:
        link(tmp_path / "a", "--endpoint", server.address, "--contact", "me@example.org")
        link(tmp_path / "b", "--endpoint", server.address)
        agents = [each.headers["User-Agent"] for each in server.asked]
    assert [each.partition("(")[2].partition(")")[0] for each in agents] == ["me@example.org", "https://example.org/us"]
