"""Damaged examples through the command line: whatever is flipped, cut, spliced or doubled, a clear end and sound RDF."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import redirect_stderr
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.cli import run

EXAMPLES = Path(__file__).parents[2] / "examples"


def seeds() -> list[tuple[str, bytes]]:
    """Every example of an input, the counter-examples too, and two of them in a zip."""
    files = [
        path for path in sorted(EXAMPLES.rglob("*"))
        if path.is_file() and path.suffix not in {".ttl", ".toml"} and "register" not in path.parts
    ]
    found = [(path.name, path.read_bytes()) for path in files]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found[-2:]:
            archive.writestr(name, data)
    return [*found, ("archive.zip", target.getvalue())]


SEEDS = seeds()
PATCHES = (
    b"", b"<", b">", b"&", b'"', b"\\", b"\0", b"\xff", b"\xed\xa0\x80", b"{", b"}", b"[", b"]", b"null", b"<b", b"</p>",
    b"<p>", b"&#8364;", b"&#xD800;", b"&#0;", b"&#x110000;", b"<![CDATA[", b"]]>", b"<!--", b"1e400", b"9" * 30, b"-1",
    b"<table><tr><td>", b"<div>" * 300, b"\r", b"|", b"\n\n", b"**", b"0000-00-00", b"31/02/2015", b"9999-12-31",
    b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbf\xbe", b"%zz", b"../", b"PAnull", b"QANR5L",
    "İ".encode(), "²".encode(), "٣".encode(),
)
PLACES = st.floats(0, 1, exclude_max=True)
WOUNDS = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "replace", "splice", "double"]),
        PLACES, st.sampled_from([1, 2, 8, 40, 300]), st.sampled_from(PATCHES), st.sampled_from(SEEDS), PLACES,
    ),
    min_size=1, max_size=4,
)


def wounded(data: bytes, wounds: list[tuple[str, float, int, bytes, tuple[str, bytes], float]]) -> bytes:
    """The bytes after these damages, one after the other."""
    for kind, where, length, patch, (_, other), elsewhere in wounds:
        at = int(where * len(data))
        before, hit, after = data[:at], data[at:at + length], data[at + length:]
        start = int(elsewhere * len(other))
        flipped = bytes([hit[0] ^ 1 << length % 8]) + hit[1:] if hit else b""
        data = {
            "flip": before + flipped + after,
            "cut": before,
            "insert": before + patch + hit + after,
            "replace": before + patch + after,
            "splice": before + other[start:start + length] + after,
            "double": before + hit * 2 + after,
        }[kind]
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), WOUNDS, st.booleans())
def test_damage_ends_clearly_and_what_is_written_is_rdf(
    folder: Path,
    seed: tuple[str, bytes],
    wounds: list[tuple[str, float, int, bytes, tuple[str, bytes], float]],
    strict: bool,
) -> None:
    name, data = seed
    source, out, report = folder / name, folder / "out.nt", folder / "report.json"
    source.write_bytes(wounded(data, wounds))
    options = ["--strict"] if strict else []
    told = io.StringIO()
    with redirect_stderr(told):
        code = run(["convert", str(source), "-t", "nt", "-o", str(out), "--report", str(report), *options])
    assert code in {0, 1, 3}, told.getvalue()
    whole = json.loads(report.read_bytes())
    records = whole["records"]
    assert (code == 0) == (records["read"] > 0 and not records["rejected"] and not whole["failures"])
    assert records["read"] == records["converted"] + records["rejected"]
    statements = sum(1 for _ in ox.parse(path=str(out), format=ox.RdfFormat.N_TRIPLES))
    assert bool(statements) == bool(records["converted"])
    for each in (source, out, report):
        each.unlink()
    assert list(folder.iterdir()) == []
