"""Usual XML read the short way is what lxml's elements give, and what is unusual is left to lxml."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from anq2rdf.sources.structured import opendata_xml
from anq2rdf.sources.structured.opendata_xml import READER, to_wire
from anq2rdf.sources.structured.xml_records import SAFE
from anq2rdf.sources.structured.xml_usual import usual_question
from tests.sources.memory import as_xml, question, readings

ROOT = '<question xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="QuestionEcrite_Type">'
PIECES = st.sampled_from(
    ["<uid>", "</uid>", "<uid>QANR5L16QE1</uid>", "<a>", "</a>", "<a/>", "<a />", "<a//>", '<a xsi:nil="true"/>', '<a xsi:nil="false"/>',
     '<a xsi:nil="true">', "<texte>", "</texte>", "<b>x</b>", "</a >", "x", " ", "\n", "\t", "\r", "\xa0", "é", "😀", "&amp;", "&lt;", "&gt;",
     "&quot;", "&apos;", "&#233;", "&eacute;", "&", "&amp", ">", "<", "]]>", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "\x01", "\x7f", "\x85",
     "\ufffe", "<x:a/>", '<a b="c"/>', "</question>", "<question>", ROOT, "<!DOCTYPE question>", "<é/>", "<a.b-c_1>", "</a.b-c_1>", '"', "/", "//>"]
)  # fmt: skip
STARTS = st.sampled_from(
    ["", '<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.0'?>", "<?xml version='1.0\" encoding='UTF-8'?>", "\ufeff", " ",
     "<?xml version='1.0' encoding='ISO-8859-1'?>", "<?xml version='1.1'?>"]
)
ROOTS = st.sampled_from(
    [ROOT, "<question>", "<question >", '<question xmlns="http://x/y">', '<question x:y="">', '<question a="1" a="2">', "<question/>",
     '<question xmlns:n="http://www.w3.org/2001/XMLSchema-instance" n:nil="true">', '<question a=">">', "<questions>",
     '<question xmlns:n="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsi="http://x/">']
)


def by_lxml(data: bytes) -> Any:
    return to_wire(etree.fromstring(data, etree.XMLParser(**SAFE)))


@given(STARTS, ROOTS, st.lists(PIECES, max_size=14), st.sampled_from(["</question>", "</question>\n", "</question>\xa0", "</question >", ""]))
@settings(max_examples=3000, deadline=None)
def test_what_is_usual_is_what_lxml_gives(start: str, root: str, pieces: list[str], end: str) -> None:
    data = (start + root + "".join(pieces) + end).encode()
    if (found := usual_question(data)) is not None:
        assert found == by_lxml(data)


WIRES = st.recursive(
    st.none() | st.text(st.sampled_from("aé €<>&'\"\n\t]"), max_size=8),
    lambda inner: st.dictionaries(st.sampled_from("abcde"), inner | st.lists(inner, max_size=3), min_size=1, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from("abcde"), WIRES, min_size=1, max_size=4))
@settings(max_examples=500, deadline=None)
def test_what_is_written_without_attributes_is_usual(wire: dict[str, Any]) -> None:
    data = as_xml(wire)
    expected = by_lxml(data)
    assert usual_question(data) == (expected or None)


def test_a_question_in_xml_takes_the_short_way_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_xml(question() | {"@xsi:type": "QuestionEcrite_Type", "renouvellements": None})
    assert usual_question(data) == by_lxml(data)
    assert usual_question(data)["@xsi:type"] == "QuestionEcrite_Type"  # type: ignore[index]
    short = readings(READER, data)
    monkeypatch.setattr(opendata_xml, "usual_question", lambda data: None)
    assert readings(READER, data) == short


@pytest.mark.parametrize(
    "body",
    ["<texte>a <b>c</b></texte>", "<uid><![CDATA[x]]></uid>", "<uid>&#81;</uid>", "<uid a='b'>x</uid>", "<!-- x --><uid>y</uid>",
     "<uid>a\r\nb</uid>", "<a>" * 30 + "x" + "</a>" * 30],
)  # fmt: skip
def test_what_is_unusual_is_left_to_lxml(body: str) -> None:
    data = f"{ROOT}{body}</question>".encode()
    assert usual_question(data) is None
    assert by_lxml(data)


@pytest.mark.parametrize(
    "body",
    ["<uid>x</uld>", "<uid>x", "<uid>x</uid></uid>", "<uid>a]]>b</uid>", "<uid>\x01</uid>", "<uid>&eacute;</uid>", "<uid>R&D</uid>", "<x:uid/>",
     "<a//>", "<1a/>", "< a/>"],
)  # fmt: skip
def test_what_is_not_well_formed_is_no_usual_file(body: str) -> None:
    data = f"{ROOT}<type>QE</type>{body}</question>".encode()
    assert usual_question(data) is None
    with pytest.raises(etree.XMLSyntaxError):
        by_lxml(data)
