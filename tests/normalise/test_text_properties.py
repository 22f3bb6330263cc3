"""What holds of every text: nothing visible is lost or moved, the short way equals the long one, HTML is well formed."""

from __future__ import annotations

import html
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.normalise import text as room
from anq2rdf.normalise.characters import clean
from anq2rdf.normalise.layout import lay_out, lay_out_fully
from anq2rdf.normalise.markup import read_markup
from anq2rdf.normalise.text import digest, label, text_from_html, text_from_markdown, text_from_plain
from tests.normalise import judges

WORDS = st.text(
    alphabet=st.sampled_from("abZéœ’«» ,.;:!?-–€12<>&\"'=/\u00a0\u202f\u0301\u0338\n\t😀\u202e\u200dا"), min_size=1, max_size=12
)
INLINE = st.sampled_from(["b", "strong", "i", "em", "sup", "span", "font", "u", "a"])
BLOCK = st.sampled_from(["p", "div", "center", "blockquote", "h3"])
ATTRIBUTES = st.sampled_from(
    ["", ' align="CENTER"', " name=PG1", " class='x y'", ' href="https://exemple.fr/?a=1&amp;b=2"', ' style="a:b" id=2"', " nowrap"]
)
NOISE = st.sampled_from(
    ["<br>", "<BR/>", "<br />", "</p>", "</b>", "</i>", "<p>", "<b>", "<i>", "<!-- a <b> c -->", "<script>x<y</script>", "<a name=PG1>",
     "</br>", "<html>", "</body>", "<style>p{}</style>", "<!DOCTYPE html>", "<em/>", " ", "\n"]
)  # fmt: skip
STRUCTURE = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th rowspan=2\">", "</th>", "<ul>", "</ul>", "<li>", "</li>", "<ol>", "</ol>",
     "<thead>", "<caption>", "<dl>", "<dd>", "<pre>", "</pre>", "<option>"]
)  # fmt: skip
#: Bits of a fragment, each with the characters that show of it.
Bit = tuple[str, str]


def written(text: str) -> Bit:
    return html.escape(text), text


def wrapped(bit: Bit, name: str, attributes: str) -> Bit:
    return f"<{name}{attributes}>{bit[0]}</{name}>", bit[1]


def joined(bits: list[Bit]) -> Bit:
    return "".join(markup for markup, _ in bits), "".join(shown for _, shown in bits)


FLAT = st.lists(
    WORDS.map(written)
    | NOISE.map(lambda markup: (markup, ""))
    | st.builds(wrapped, WORDS.map(written), INLINE | BLOCK, ATTRIBUTES),
    max_size=12,
).map(joined)
ANY = st.lists(FLAT | STRUCTURE.map(lambda markup: (markup, "")), max_size=12).map(joined)
SOUP = st.lists(
    st.sampled_from(list("<>&/!-=\"' ;#x1ab\n\x00\ud800\ufdd0\u0338")) | NOISE | STRUCTURE
    | st.sampled_from(["&#150;", "&eacute", "&lt;", "&#xFDD0;", "<![CDATA[", "]]>", "<xmp>", "</xmp>", "<title>", "<svg onload=x>",
                       "<a href=javascript:x>", "<a href='http://x.fr/\"'>", "<math><mi>", "<plaintext>", "<td colspan=3>"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(ANY)
@settings(max_examples=400)
def test_every_visible_character_comes_out_in_order(bit: Bit) -> None:
    fragment, shown = bit
    text, _ = text_from_html(fragment)
    found = text.plain if text else ""
    # Bullets are the only characters that are added.
    assert judges.visible(found.replace("-", "")) == judges.visible(shown.replace("-", ""))
    assert found.count("-") >= shown.count("-")


@given(FLAT)
@settings(max_examples=300)
def test_flat_fragments_are_laid_out_as_a_full_html_parser_has_them(bit: Bit) -> None:
    text, _ = text_from_html(bit[0])
    assert (text.plain if text else "") == judges.laid(judges.flow(judges.tree_of_html5(clean(bit[0])[0])))


@given(FLAT | SOUP.map(lambda markup: (markup, "")))
@settings(max_examples=400)
def test_the_quick_layout_is_the_full_one(bit: Bit) -> None:
    markup = read_markup(clean(bit[0])[0])
    assert lay_out(markup) == lay_out_fully(markup)


@given(WORDS.map(lambda text: text.replace("<", "").replace("&", "")))
@settings(max_examples=400)
def test_the_short_way_for_plain_fragments_is_the_long_one(fragment: str) -> None:
    assert text_from_html(fragment) == room._read_html(fragment)
    text, _ = room._read_html(fragment)
    assert label(fragment) == (" ".join(text.plain.split()) if text else None)


@given(ANY | SOUP.map(lambda markup: (markup, "")))
@settings(max_examples=600)
def test_safe_html_is_well_formed_inert_and_says_the_same(bit: Bit) -> None:
    text, _ = text_from_html(bit[0])
    if text is None or text.html is None:
        return
    tree = judges.parsed_xml(text.html)
    assert (tree.tag, dict(tree.attrib)) == ("div", {"lang": "fr"})
    for element in tree.iterdescendants():
        assert element.tag not in {"script", "style", "svg", "math", "img", "iframe", "form", "input", "font", "span"}
        assert set(element.attrib) <= {"href", "colspan", "rowspan"}
        assert element.get("href", "https://").startswith(("http://", "https://"))
    # Text a table cannot hold is moved in front of it by every HTML parser; no character is lost.
    assert letters("".join(str(piece) for piece in tree.itertext())) == letters(text.plain)


def letters(text: str) -> list[str]:
    """The visible characters in no order, apart from the accents they may have joined; bullets left out."""
    return sorted(c for c in unicodedata.normalize("NFD", text) if not c.isspace() and c != "-")


@given(SOUP | st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=600)
def test_no_fragment_is_refused_and_every_text_is_clean(raw: str) -> None:
    for read in (text_from_html, text_from_plain, text_from_markdown):
        text, counted = read(raw)
        assert set(counted) <= {"E230", "E264", "E265"}
        assert all(count > 0 for count in counted.values())
        if text is None:
            continue
        assert text.plain == unicodedata.normalize("NFC", text.plain) == text.plain.strip()
        assert clean(text.plain) == (text.plain, 0)
        assert text.digest == digest(text.plain)
        assert "\n\n\n" not in text.plain
        assert "  " not in text.plain
        for line in text.plain.split("\n"):
            assert line == line.strip(" ") == line.rstrip()
        assert all(c in " \n\t" for c in text.plain if c.isspace())
    one_line = label(raw)
    assert one_line is None or (one_line == " ".join(one_line.split()) and one_line)


@given(st.text(alphabet=st.sampled_from("aé <>&\n\t\u00a0\r\x85;#1b/"), max_size=60))
def test_a_plain_text_is_read_once(raw: str) -> None:
    text, _ = text_from_plain(raw)
    if text:
        assert text_from_plain(text.plain)[0] == text
        assert text.plain.split() == raw.split()


@pytest.mark.parametrize(
    "bit",
    ["<div>", "<b><p>", "<b>x", "<table><tr><td>x", "</td>", "<ul><li>x", "<a href=\"", '<a ="\'', "&#", "&#1;", "<!--", "<script>", "<pre>\n",
     "<", "<x>", "\n", "\ud800", "x<b><i></b>", "<h1>x<h2>", "\u0338<b>", "<![CDATA[", "<em>x</em>", "</p>x", "<textarea>", "a<b c "],
)  # fmt: skip
def test_hostile_repetition_ends_soon(bit: str) -> None:
    fragment = (bit * (1_000_000 // len(bit)))[:1_000_000]
    before = time.process_time()
    text, _ = text_from_html(fragment)
    # Twenty times what it takes: only a growth faster than the text's own would come near.
    assert time.process_time() - before < 30
    if text and text.html:
        assert judges.parsed_xml(text.html).tag == "div"


def test_twenty_thousand_nested_elements_lose_no_text() -> None:
    deep = "".join(f"<div>{n} <b>" for n in range(20_000))
    text, counted = text_from_html(deep)
    assert text is not None
    assert text.plain.split() == [str(n) for n in range(20_000)]
    assert counted == {"E264": 40_000}
    assert text.html is not None
    tree = judges.parsed_xml(text.html)
    assert "".join(str(piece) for piece in tree.itertext()).split() == text.plain.split()
    assert text.html.count("<div>") <= 256


USUAL = st.lists(
    WORDS.map(written).map(lambda bit: bit[0])
    | WORDS
    | NOISE
    | st.sampled_from(
        ["<br>", "<BR />", "<p>", "</p>", '<p align="JUSTIFY">', "<a name=P1>", "</a>", "<em>", "</em>", "<strong class='x'>", "</strong>",
         '<span style="a:b" >', "</span>", "<div/>", "<sup/>", '<font size="2" color=red>', '<a title="a" href=http://x.fr>', "<p", "br>",
         "</br/>", '<p a"=">', "<p a='>", "&#8364;", "&#150;", "&eacute;", "&amp;lt;", "&lt;br&gt;", "&nbsp;", "&#0;", "&#xD83D;", "&#x338;",
         "&inconnu;", "&eacute", "&copy=", "&;", "&#;", "&#12", "&NotEqualTilde;", "\xa0", "\u202f", "\t", "  ", "\r\n", "œ", "e\u0301"]
    ),
    max_size=10,
).map("".join)  # fmt: skip


@given(USUAL | ANY.map(lambda bit: bit[0]) | SOUP | st.text(max_size=60))
@settings(max_examples=1500)
def test_the_short_way_of_usual_texts_gives_what_the_long_way_gives(fragment: str) -> None:
    assert text_from_html(fragment) == room._read_html(fragment)
