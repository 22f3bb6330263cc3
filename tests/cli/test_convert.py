"""`anq2rdf convert` as its user meets it: what comes out where, and with which exit code."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard

ANQ = [sys.executable, "-m", "anq2rdf"]
EXAMPLES = Path(__file__).parents[2] / "examples"
SEED = EXAMPLES / "seed" / "14-76935QE.md"
QUESTION = ox.NamedNode("https://w3id.org/anq/id/question/QANR5L14QE76935")


def call(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*ANQ, *map(str, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def quads(data: bytes, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(data, format=form))


def test_stdout_carries_turtle_and_nothing_else() -> None:
    done = call("convert", SEED)
    assert done.returncode == 0
    assert any(quad.subject == QUESTION for quad in quads(done.stdout, ox.RdfFormat.TURTLE))
    assert b"1 read = 1 converted + 0 rejected" in done.stderr


def test_quiet_says_nothing() -> None:
    assert call("convert", SEED, "-q").stderr == b""


def test_standard_input_is_a_source() -> None:
    piped = call("convert", "-", "-t", "nt", stdin=SEED.read_bytes())
    assert piped.returncode == 0
    assert str(QUESTION).encode() in piped.stdout


@pytest.mark.parametrize(
    ("name", "form", "unpack"),
    [
        ("x.nt", ox.RdfFormat.N_TRIPLES, bytes),
        ("x.nq", ox.RdfFormat.N_QUADS, bytes),
        ("x.ttl", ox.RdfFormat.TURTLE, bytes),
        ("x.trig", ox.RdfFormat.TRIG, bytes),
        ("x.jsonld", ox.RdfFormat.JSON_LD, bytes),
        ("x.nt.gz", ox.RdfFormat.N_TRIPLES, gzip.decompress),
        ("x.nq.zst", ox.RdfFormat.N_QUADS, lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)),
    ],
)
def test_the_extension_names_the_format(tmp_path: Path, name: str, form: ox.RdfFormat, unpack) -> None:  # type: ignore[no-untyped-def]
    assert call("convert", SEED, "-o", tmp_path / name).returncode == 0
    found = quads(unpack((tmp_path / name).read_bytes()), form)
    expected = quads(call("convert", SEED, "-t", "nt").stdout, ox.RdfFormat.N_TRIPLES)
    assert {(q.subject, q.predicate, q.object) for q in found} == {(q.subject, q.predicate, q.object) for q in expected}
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_every_statement_of_nquads_stands_in_one_named_graph(tmp_path: Path) -> None:
    done = call("convert", SEED, "-t", "nq", "--register", EXAMPLES / "register")
    rows = list(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))
    assert all(isinstance(row.graph_name, ox.NamedNode) for row in rows)
    assert len({(row.subject, row.predicate, row.object) for row in rows}) == len(rows)
    assert not any(isinstance(term, ox.BlankNode) for row in rows for term in (row.subject, row.object))
    plain = call("convert", SEED, "-t", "nq", "--no-graphs", "--register", EXAMPLES / "register")
    assert all(row.graph_name == ox.DefaultGraph() for row in ox.parse(plain.stdout, format=ox.RdfFormat.N_QUADS))


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    done = call("convert", SEED, "-o", tmp_path / "x.nt", "--dry-run")
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, b"", [])
    assert b"1 converted" in done.stderr


def test_the_report_accounts_for_everything(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_bytes(SEED.read_bytes())
    (folder / "b.json").write_text('{"question": {"uid": "QANR5L15QE1"}}')
    (folder / "c.md").write_bytes(SEED.read_bytes())
    done = call("convert", folder, "-o", tmp_path / "x.nq", "--report", tmp_path / "r.json")
    assert done.returncode == 1
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["records"]["read"] == 3
    assert report["records"]["converted"] == 1
    assert report["records"]["rejected"] == 2
    assert {problem["code"] for problem in report["problems"]} >= {"E242", "E250"}
    digests = {file["name"]: file["sha256"] for file in report["inputs"]}
    assert digests["a.md"] == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert report["outputs"][0]["bytes"] == (tmp_path / "x.nq").stat().st_size
    assert report["statements"] == len(list(ox.parse(path=str(tmp_path / "x.nq"))))
    assert report["seconds"] > 0
    assert report["peak_memory_bytes"] > 1 << 20
    (double,) = (problem for problem in report["problems"] if problem["code"] == "E250")
    assert double["examples"][0]["file"] == "c.md"
    assert "a.md" in double["examples"][0]["detail"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["convert"], 2, "SOURCE"),
        (["convert", str(SEED), "-t", "rdfxml"], 2, "jsonld"),
        (["convert", str(SEED), "-o", "x.rdf"], 2, ".ttl"),
        (["convert", str(SEED), "--base", "nowhere"], 2, "base"),
        (["convert", str(SEED), "-t", "nt", "--graphs"], 2, "graphs"),
        (["convert", str(SEED), "--all-actors"], 2, "--register"),
        (["convert", "no-such-file.md"], 3, "no-such-file.md"),
        (["convert", str(SEED), "--register", "no-such.zip"], 3, "no-such.zip"),
        (["convert", str(SEED), "-o", "no/such/folder/x.nt"], 4, "folder"),
        (["convrt", str(SEED)], 2, "convert"),
    ],
)
def test_bad_calls_get_one_clear_line_and_their_exit_code(arguments: list[str], code: int, words: str) -> None:
    done = call(*arguments)
    assert done.returncode == code
    assert done.stdout == b"" or code == 3
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_output_may_not_be_an_input(tmp_path: Path) -> None:
    source = tmp_path / "x.nt"
    source.write_bytes(SEED.read_bytes())
    done = call("convert", source, "-o", source)
    assert done.returncode == 2
    assert source.read_bytes() == SEED.read_bytes()


def test_a_full_device_is_exit_4() -> None:
    done = call("convert", SEED, "-o", "/dev/full", "-t", "nt")
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_quiet(tmp_path: Path) -> None:
    many(tmp_path / "many.zip", 400)
    convert = f"{sys.executable} -m anq2rdf convert {tmp_path / 'many.zip'} -t nt -q"
    script = f"{convert} | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60)
    assert done.stdout == b"141\n"
    assert done.stderr == b""


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path, blow: signal.Signals) -> None:
    many(tmp_path / "many.zip", 4000)
    old = tmp_path / "out.nt"
    old.write_text("# the old one\n")
    process = subprocess.Popen(
        [*ANQ, "convert", str(tmp_path / "many.zip"), "-o", str(old)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not any(path.name.startswith(".out.nt") for path in tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(blow)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert old.read_text() == "# the old one\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.zip", "out.nt"]


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    many(tmp_path / "many.zip", 30)
    runs = [
        call("convert", tmp_path / "many.zip", "-t", "trig", "-q", **environment).stdout
        for environment in (
            {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
            {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Lima"},
        )
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 10_000


def test_the_order_of_members_does_not_matter(tmp_path: Path) -> None:
    many(tmp_path / "a.zip", 12)
    many(tmp_path / "b.zip", 12, backwards=True)
    assert (tmp_path / "a.zip").read_bytes() != (tmp_path / "b.zip").read_bytes()
    one, other = (
        [
            line
            for line in call("convert", tmp_path / name, "-t", "nt", "-q").stdout.splitlines()
            if b"/run/" not in line and b"/file/" not in line
        ]
        for name in ("a.zip", "b.zip")
    )
    assert one == other


def test_selection_by_legislature_and_type(tmp_path: Path) -> None:
    many(tmp_path / "many.zip", 5)
    none = call("convert", tmp_path / "many.zip", SEED, "--legislature", "14", "-t", "nt")
    assert b"1 read = 1 converted + 0 rejected, 5 left out" in none.stderr
    assert b"QANR5L15" not in none.stdout
    assert call("convert", SEED, "--type", "qg").returncode == 1  # nothing was left to read


def test_debug_may_stand_anywhere_and_shows_the_traceback() -> None:
    done = call("convert", "no-such-file.md", "--register", "no-such.zip", "--debug")
    assert b"Traceback" in done.stderr


def many(path: Path, count: int, *, backwards: bool = False) -> None:
    """An archive of that many invented questions in the official layout."""
    numbers = range(count, 0, -1) if backwards else range(1, count + 1)
    with zipfile.ZipFile(path, "w") as archive:
        for number in numbers:
            archive.writestr(f"json/QANR5L15QE{number}.json", json.dumps(invented(number)))


def invented(number: int) -> dict[str, object]:
    text = f"Exemple inventé n° {number}. M. le ministre est interrogé sur les exemples inventés. " * 20
    return {
        "question": {
            "@xsi:type": "QuestionEcrite_Type",
            "uid": f"QANR5L15QE{number}",
            "identifiant": {"numero": str(number), "legislature": "15"},
            "type": "QE",
            "indexationAN": {"rubrique": "emploi", "ANALYSE": {"ANA": f"exemple {number}"}},
            "auteur": {"identite": {"acteurRef": "PA9000001", "mandatRef": "PM9000001"}},
            "minInt": {"abrege": "Exemples", "developpe": "Ministère des exemples"},
            "minAttribs": {
                "minAttrib": {"denomination": {"abrege": "Exemples", "developpe": "Ministère des exemples"}}
            },
            "textesQuestion": {
                "texteQuestion": {
                    "infoJO": {"typeJO": "JO_QUESTION", "dateJO": "07/11/2017", "pageJO": str(5000 + number)},
                    "texte": text,
                }
            },
        }
    }


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    many(tmp_path / "many.zip", 300)
    (tmp_path / "giant.json").write_text(
        json.dumps({"questionsEcrites": {"question": [invented(number)["question"] for number in range(301, 1100)]}})
    )
    arguments = ["convert", tmp_path / "many.zip", tmp_path / "giant.json", SEED, "-t", "trig", "-q"]
    one, two = call(*arguments, "--jobs", "1"), call(*arguments, "--jobs", "2")
    assert one.stdout == two.stdout
    assert len({q.subject for q in ox.parse(one.stdout, format=ox.RdfFormat.TRIG) if "/question/" in str(q.subject)}) > 1100
