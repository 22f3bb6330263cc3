"""What is no answer, or only a part of one: one clear line, with the file and what to do."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
import zstandard

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import Limits
from anq2rdf.linking.candidates import read
from anq2rdf.problems import Problem

ROWS = [{"item": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{n}"}} for n in range(1, 50)]
ANSWER = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": ROWS}}).encode()
XML = (
    b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="item"/></head>'
    b'<results><result><binding name="item"><uri>http://www.wikidata.org/entity/Q1</uri></binding></result></results></sparql>'
)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("answer.json", ANSWER)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b" \r\n\t", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (gzip.compress(b"", mtime=0), "it is empty"),
        (ANSWER[:-40], "it is no whole JSON document"),
        (b'{"head": {"vars": ["item"]}', "it is no whole JSON document"),
        (ANSWER[:-40] + b"\njava.util.concurrent.TimeoutException\n\tat java.base", "the service ran out of time"),
        (b"<!DOCTYPE html><html><head><title>429 Too Many Requests</title>", "it is an HTML page, “429 Too Many Requests”"),
        (b"<rdf:RDF/>", "it is XML with the root <rdf:RDF>"),
        (XML[:-60], "it is no whole SPARQL answer in XML"),
        (XML.replace(b"<results>", b"<results>&boom;"), "it is no whole SPARQL answer in XML"),
        (b'{"head": {}, "boolean": true}', "it is the answer to an ASK query"),
        (b'{"error": "rate limited"}', "it is JSON of another kind"),
        (b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}', "no column names a Wikidata item: there are s"),
        (b'[{"s": "Q1"}]', "no column names a Wikidata item: there are s"),
        (b'{"head": {}, "results": {"bindings": 7}}', "it is no whole JSON document"),
        (b"[" * 200_000, "it is no whole JSON document"),
        (b"upstream request timeout", "no column names a Wikidata item: there are upstream request timeout"),
        (b"item,label\nQ1,Anne\nQ2", "row 3 has 1 cells where the header has 2"),
        (b"item\tlabel\nQ1\tAnne\tx\n", "row 2 has 3 cells where the header has 2"),
        (b'item,label\nQ1,"Anne\nQ2,Bo\n', "line 3 is no CSV"),
        (b'item,label\nQ1,"An"ne\n', "line 2 is no CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a PNG picture"),
        (b"\0\1\2\3" * 50, "it is binary data"),
        (zipped(), "it is packed as zip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "it is packed as 7z"),
        (gzip.compress(ANSWER, mtime=0)[:-20], "its gzip is damaged or cut short"),
        (gzip.compress(ANSWER, mtime=0)[:20] + b"xxxxxxxxxxxxxxxxxxxx", "its gzip is damaged or cut short"),
        (zstandard.compress(ANSWER)[:-4], "its zstd is damaged or cut short"),
        (zstandard.compress(ANSWER)[:10] + b"xxxxxxxxxxxx", "its zstd is damaged or cut short"),
    ],
)
def test_one_clear_line(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "saved.json"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read([path])
    assert str(caught.value).startswith(f"saved.json: {message}")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.json: it cannot be read: No such file"):
        read([tmp_path / "nowhere.json"])
    with pytest.raises(SourceError, match="it cannot be read: Is a directory"):
        read([tmp_path])


def test_the_caps() -> None:
    with pytest.raises(LimitExceeded, match="stdin: it has more than the 0 MB allowed"):
        read([io.BytesIO(ANSWER)], limits=Limits(answer_bytes=1000))
    with pytest.raises(LimitExceeded, match="0 MB allowed"):
        read([io.BytesIO(gzip.compress(bytes(1 << 20)))], limits=Limits(giant_bytes=1000))
    with pytest.raises(LimitExceeded, match="more than 10 items"):
        read([io.BytesIO(ANSWER)], limits=Limits(candidate_items=10))


def test_an_answer_without_rows_is_an_answer() -> None:
    assert read([io.BytesIO(b'{"head": {"vars": ["item"]}, "results": {"bindings": []}}')]).people == ()
    assert read([io.BytesIO(b"item,label\r\n")]).people == ()
    assert read([]).people == ()


def test_a_row_that_cannot_be_read_is_said_and_the_rest_goes_on() -> None:
    rows = [ROWS[0], {"item": {"type": "triple", "value": {"subject": {}}}}, {}, ROWS[1]]
    problems: list[Problem] = []
    data = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": rows}}).encode()
    found = read([io.BytesIO(data)], on_problem=problems.append)
    assert [each.id for each in found.people] == ["Q1", "Q2"]
    assert [(each.code, each.place.pointer) for each in problems] == [("E304", "row 2"), ("E302", "row 3")]


def test_a_document_type_in_xml_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Q666")
    data = XML.replace(b"?><sparql", f'?><!DOCTYPE sparql [<!ENTITY x SYSTEM "{secret.as_uri()}">]><sparql'.encode())
    data = data.replace(b"entity/Q1<", b"entity/&x;<")
    try:
        people = read([io.BytesIO(data)]).people
    except SourceError:
        people = ()
    assert people == ()
