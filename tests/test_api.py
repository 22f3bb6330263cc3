"""The public interface: its names, and that they do what the README says."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

import anq2rdf

SEED = str(Path(__file__).parent.parent / "examples" / "seed" / "14-76935QE.md")


def test_the_public_names() -> None:
    assert sorted(anq2rdf.__all__) == [
        "Anq2rdfError", "Limits", "Problem", "Question", "Reading", "RemoteError", "Selection", "SinkError", "SourceError",
        "UsageError", "__version__", "convert", "load_register", "read", "validate",
    ]  # fmt: skip
    assert all(getattr(anq2rdf, name) is not None for name in anq2rdf.__all__)
    with pytest.raises(AttributeError):
        _ = anq2rdf.no_such_name


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ["rdflib", "pyshacl", "lxml", "pyoxigraph", "requests", "nh3", "zstandard", "click", "msgspec"]
    script = f"import sys, anq2rdf; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_read_gives_records() -> None:
    (reading,) = anq2rdf.read(SEED)
    assert reading.question is not None
    assert (reading.question.uid, reading.question.title) == ("QANR5L14QE76935", "politique de l'emploi")


def test_read_raises_what_could_not_be_read_after_the_rest() -> None:
    found = anq2rdf.read("no-such-file", SEED)
    assert next(found).question is not None
    with pytest.raises(anq2rdf.SourceError, match="no-such-file"):
        next(found)


def test_convert_and_validate() -> None:
    store = ox.Store()
    store.load(b"".join(anq2rdf.convert(SEED, format="nt")), format=ox.RdfFormat.N_TRIPLES)
    report = anq2rdf.validate(store)
    assert not report.reaches("warning")
    # Without the register nobody knows who M. Frédéric Lefebvre is: two Infos say so.
    assert sorted(result.shape.value.rpartition("#")[2] for result in report.results) == ["Q13", "Q16"]


def test_convert_gives_the_same_whoever_does_the_work() -> None:
    here = b"".join(anq2rdf.convert(SEED))
    with ThreadPoolExecutor(2) as executor:
        assert b"".join(anq2rdf.convert(SEED, executor=executor)) == here
    assert b"".join(anq2rdf.convert(SEED, jobs=2)) == here


def test_convert_refuses_an_unusable_base() -> None:
    with pytest.raises(anq2rdf.UsageError):
        list(anq2rdf.convert(SEED, base="not an address"))


def test_the_register_is_part_of_the_runs_identity() -> None:
    def runs(register: object) -> set[str]:
        data = b"".join(anq2rdf.convert(SEED, register=register))  # type: ignore[arg-type]
        generated = ox.NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
        return {str(t.object) for t in ox.parse(data, format=ox.RdfFormat.N_TRIPLES) if t.predicate == generated}

    register = anq2rdf.load_register(Path(SEED).parents[1] / "register")
    assert len(runs(None)) == len(runs(register)) == 1
    assert runs(None) != runs(register)
