"""The judges themselves: they read what they must, refuse what they must, and are not quietly absent."""

from __future__ import annotations

import pytest

from tests import judges
from tests.judges import JUDGES, judge
from tests.judges.lines import read_lines

PAIRS = [(name, form) for name in JUDGES for form in JUDGES[name][1]]
GOOD = {
    "nt": b'<http://e/s> <http://e/p> "\\u00e9\\n"@fr .\n',
    "nq": b'<http://e/s> <http://e/p> "\xc3\xa9\\n"@fr .\n',
    "ttl": b'@prefix e: <http://e/> .\ne:s e:p """\xc3\xa9\n"""@fr .\n',
    "trig": b'@prefix e: <http://e/> .\n{ e:s e:p "\xc3\xa9\\n"@fr . }\n',
    "jsonld": b'{"@id": "http://e/s", "http://e/p": {"@value": "\\u00e9\\n", "@language": "fr"}}',
}
BAD = {
    "nt": b'<http://e/s> <http://e/p> "a" . oops\n',
    "nq": b'<http://e/s> <http://e p> "a" .\n',
    "ttl": b'<http://e/s> e:p "a" .\n',
    "trig": b'<http://e/g> { <http://e/s> <http://e/p> "a" .\n',
    "jsonld": b'{"@id": "http://e/s", "http://e/p": "a"',
}
LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@pytest.mark.parametrize(("name", "form"), PAIRS)
def test_a_judge_reads_what_is_right(name: str, form: str) -> None:
    assert judge(name, GOOD[form], form) == {("http://e/s", "http://e/p", "é\n", LANGUAGE, "fr", "")}


@pytest.mark.parametrize(("name", "form"), PAIRS)
def test_a_judge_refuses_what_is_wrong(name: str, form: str) -> None:
    with pytest.raises(Exception, match=r"."):
        judge(name, BAD[form], form)


@pytest.mark.parametrize(("name", "form"), PAIRS)
def test_a_judge_refuses_blank_nodes(name: str, form: str) -> None:
    data = b'{"http://e/p": "a"}' if form == "jsonld" else b'_:b <http://e/p> "a" .\n'
    with pytest.raises((AssertionError, ValueError)):
        judge(name, b"{" + data + b"}" if form == "trig" and name == "rapper" else data, form)


@pytest.mark.parametrize("variable", ["CI", "ANQ2RDF_REQUIRE_JUDGES"])
def test_a_missing_judge_is_a_skip_here_and_a_failure_there(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("ANQ2RDF_REQUIRE_JUDGES", raising=False)
    monkeypatch.setattr(judges, "which", lambda _: None)
    assert judges.available() == {name: name in ("pyoxigraph", "rdflib") for name in JUDGES}
    for name in ("rapper", "serdi", "n3"):
        with pytest.raises(pytest.skip.Exception, match="is not installed: "):
            judge(name, b"", "nt")
        with monkeypatch.context() as there:
            there.setenv(variable, "1")
            with pytest.raises(pytest.fail.Exception, match="is not installed: "):
                judge(name, b"", "nt")


@pytest.mark.parametrize(
    "line",
    ["<a b> <http://e/p> <http://e/o> .", '<http://e/s> <http://e/p> "a" .  x', '_:b <http://e/p> "a" .', "oops"],
)
def test_the_reader_of_lines_is_strict(line: str) -> None:
    with pytest.raises(ValueError, match="not a line of N-Quads"):
        read_lines(line.encode())
