from __future__ import annotations

import hashlib

import pytest

from anq2rdf.limits import Limits
from anq2rdf.normalise.text import digest, label, text_from_html, text_from_plain


def plain(fragment: str) -> str:
    text, _ = text_from_html(fragment)
    return text.plain if text else ""


def repairs(fragment: str) -> dict[str, int]:
    return text_from_html(fragment)[1]


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Un texte.", "Un texte."),
        ("  Un\n\ttexte.  ", "Un texte."),
        ("un<br>deux<br/>trois<BR />quatre", "un\ndeux\ntrois\nquatre"),
        ("un<br><br>deux", "un\n\ndeux"),
        ("un<br> <br>\n<br>deux", "un\n\ndeux"),
        ("un <br> deux", "un\ndeux"),
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("<p>un</p>\n<br>\n<p>deux</p>", "un\n\ndeux"),
        ("un<div>deux</div>trois", "un\n\ndeux\n\ntrois"),
        ("<em>vi</em>a", "via"),
        ("notamment <em>via</em> leurs", "notamment via leurs"),
        ("1<sup>re</sup>", "1re"),
        ("a\u00a0: b\u202f; c&nbsp;! d&#160;? e&#8239;f&#10;g&Tab;h", "a : b ; c ! d ? e f g h"),
        ("8 M&#8364; en &#339;uvre", "8 M€ en œuvre"),
        ("a&#150;b&#x92;c&#133;", "a–b’c…"),
        ("&eacute;t&eacute &lt;b&gt; &amp;amp; &laquo;", "été <b> &amp; «"),
        ("R&D, M&S, AT&T & Cie, ?a=1&copy=2&reg=3, &inconnu; vous&notre", "R&D, M&S, AT&T & Cie, ?a=1&copy=2&reg=3, &inconnu; vous&notre"),
        ("e\u0301te\u0301", "été"),
        ("&#55357;&#56832;", "😀"),
        ("x<b>\u0338y</b>", "x\u0338y"),
        ("le \u202egauche\u202c et\u200d le\u00adtiret", "le \u202egauche\u202c et\u200d le\u00adtiret"),
    ],
)  # fmt: skip
def test_blanks_breaks_and_references(fragment: str, text: str) -> None:
    assert plain(fragment) == text


def test_a_real_opening_of_an_exchange() -> None:
    text, counted = text_from_html(
        '</p><p align="CENTER"> BILAN DU QUINQUENNAT <a name=PG10></a> </p><br><strong>M. le président. </strong>La '
        "parole est à M. X.<br><br><strong>M. X. </strong>Monsieur le ministre, 5 &#8364;. <i>(Applaudissements.)</i><b"
    )
    assert text is not None
    assert text.plain == (
        "BILAN DU QUINQUENNAT\n\nM. le président. La parole est à M. X.\n\nM. X. Monsieur le ministre, 5 €. (Applaudissements.)"
    )
    assert text.html == (
        '<div lang="fr"><p> BILAN DU QUINQUENNAT  </p><br/><strong>M. le président. </strong>La parole est à M. X.<br/>'
        "<br/><strong>M. X. </strong>Monsieur le ministre, 5 €. <i>(Applaudissements.)</i></div>"
    )
    assert counted == {"E264": 2}  # an end tag of nothing, a tag cut at the end


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("a < b et c > d", "a < b et c > d"),
        ("a <b", "a"),
        ("a<3, b<=2 et c<d, fin", "a<3, b<=2 et c<d, fin"),
        ("si a<b et c>d alors e", "si a<b et c>d alors e"),
        ("écrire à <jean@exemple.fr> ou <https://exemple.fr/x>", "écrire à <jean@exemple.fr> ou <https://exemple.fr/x>"),
        ("x <y> z", "x <y> z"),
        ("x <sigle>CNIL</sigle> z", "x CNIL z"),
        ("<o:p></o:p>x<st1:place w:st=\"on\">y</st1:place>", "xy"),
        ("<?xml:namespace prefix = o ns = \"urn:x\" />x", "x"),
        ("-> et <- et <-> et <", "-> et <- et <-> et <"),
        ("a <!- b", "a <!- b"),
        ("R & D <br> & fin &", "R & D\n& fin &"),
    ],
)  # fmt: skip
def test_prose_that_looks_like_markup_stays(fragment: str, text: str) -> None:
    assert plain(fragment) == text


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        ("texte <b", "texte"), ("texte.<b", "texte."), ("texte </", "texte"), ("texte </stro", "texte"),
        ("texte <st", "texte"), ('texte <p align="CEN', "texte"), ("texte <p align=", "texte"), ("texte <td ", "texte"),
        ('texte <a href="http://x.fr/é" targ', "texte"), ("texte <!-", "texte"), ("texte &#82", "texte"),
        ("texte &#", "texte"), ("texte &#x20A", "texte"), ("texte <br/", "texte"), ('texte <p class="x"', "texte"),
    ],
)  # fmt: skip
def test_a_text_cut_inside_a_tag_keeps_all_before_it(cut: str, left: str) -> None:
    assert plain(cut) == left
    assert repairs(cut) == {"E264": 1}


@pytest.mark.parametrize("whole", ["x <y", "a <", "x < b", "prix <5", "R&D", "x &eacut", "x <a et que y"])
def test_a_text_that_ends_in_prose_is_not_cut(whole: str) -> None:
    assert plain(whole) == whole
    assert repairs(whole) == {}


@pytest.mark.parametrize(
    ("fragment", "text", "counted"),
    [
        ("<BODY bgColor=#ffffff text=black>un</BODY>", "un", {"E264": 1}),
        ("un<html>deux", "undeux", {"E264": 1}),
        ("un</br>deux", "un\ndeux", {"E264": 1}),
        ("</p>un", "un", {"E264": 1}),
        ("<b>un", "un", {"E264": 1}),
        ("<p>un<p>deux", "un\n\ndeux", {}),
        ("<i><b>un</i></b>", "un", {}),
        ("a<!-- DEBTAB -->b<!-- <p> > -->c", "abc", {}),
        ("a<!-->b<!--->c", "abc", {}),
        ("a<!-- b", "a b", {"E264": 1}),
        ("a<!DOCTYPE html>b<![if !vml]>c<![endif]>d", "abcd", {}),
        ("a<![CDATA[<b>&amp;</b>]]>c", "a<b>&amp;</b>c", {}),
        ("a<![CDATA[b", "ab", {"E264": 1}),
        ("a<script>x<b</script>c<style>p{}</style>d", "acd", {}),
        ("a<script src=x>b", "ab", {"E264": 1}),
        ("<title>T &eacute;<b></title>a", "T é<b>\n\na", {}),
        ("<textarea><i>a</i> &lt;</textarea>b", "<i>a</i> <\n\nb", {}),
        ("<xmp><i>&lt;</i></xmp>b", "<i>&lt;</i>\n\nb", {}),
        ("a<plaintext><b>&lt;", "a\n\n<b>&lt;", {}),
        ("<title>a<textarea>b<xmp>c", "a\n\nb\n\nc", {"E264": 3}),
        ("<pre>a\n  b\nc</pre>d\ne", "a\nb\nc\n\nd e", {}),
        ("<b/>un <a name='x'/>deux", "un deux", {}),
        ('<a href="x>un "deux" <b>trois</b>', 'un "deux" trois', {"E264": 2}),
        ('<p title="a > b">un</p>', "un", {}),
        ("<font face=Times New Roman>un</font>", "un", {}),
        ("<select><option>un<option>deux</select>", "un\ndeux", {}),
        ("a\ud800b\x00c", "a\ufffdbc", {"E230": 2}),
        ("a&#0;b&#xD800;c&#1;d&#xFFFE;e&#99999999999;f", "a\ufffdb\ufffdcde\ufffdf", {"E230": 5}),
        ("&#150;&#x80;&#129;&#8364;", "–€€", {"E230": 1, "E265": 2}),
    ],
)
def test_damage_is_mended_and_counted(fragment: str, text: str, counted: dict[str, int]) -> None:
    assert plain(fragment) == text
    assert repairs(fragment) == counted


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>", "A\tB\n1\t2"),
        ("x<table><tr><td>A<td>B<tr><td>1<td>2</table>y", "x\n\nA\tB\n1\t2\n\ny"),
        ("<table><tr><td>A</td></tr><tr><td></td><td>2</td></tr></table>", "A\n\t2"),
        ("<table><tr><td><p>A</p><p>a</p></td><td>B<br>b</td></tr></table>", "A a\tB b"),
        ('<table><tr>\n <th rowspan=2">A</th>\n <th> B </th>\n</tr>\n</table>', "A\tB"),
        ("<table><caption>T</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>", "T\n\nA\n1"),
        ("<table><tr><td>A<table><tr><td>1</td><td>2</td></tr></table></td><td>B</td></tr></table>", "A\n1\t2\n\tB"),
        ("1</td><td>2</td></tr></table>x", "1\t2\n\nx"),
        ("<tr><td>1</td><td>2</td></tr>", "1\t2"),
        ("x<td>y", "xy"),
        ("a<ul><li>un</li><li>deux</li></ul>b", "a\n\n- un\n- deux\n\nb"),
        ("<ul><li>un<li><p>deux</p><li></ul>", "- un\n- deux"),
        ("<ol><li>un<ul><li>a</li><li>b</li></ul></li><li>deux</li></ol>", "- un\n- a\n- b\n- deux"),
        ("<dl><dt>un<dd>deux</dl>", "un\ndeux"),
        ("a<hr>b<blockquote>c</blockquote>", "a\n\nb\n\nc"),
        ("<table><tr><td><ul><li>un<li>deux</ul></td><td>B</td></tr></table>", "- un - deux\tB"),
    ],
)  # fmt: skip
def test_tables_and_lists(fragment: str, text: str) -> None:
    assert plain(fragment) == text


@pytest.mark.parametrize("empty", ["", " ", "\u00a0", "<p></p>", "<br><br>", "<!-- x -->", "&nbsp;", "<b></b>", "\x00", "</p>"])
def test_a_text_without_a_character_is_none(empty: str) -> None:
    assert text_from_html(empty)[0] is None
    assert label(empty) is None


def test_plain_characters_are_no_markup() -> None:
    text, counted = text_from_plain("  a <b>&amp;\r\n\r\n\r\n  b\u00a0 c\td \u2028e\x00 ")
    assert text is not None
    assert (text.plain, text.html, counted) == ("a <b>&amp;\n\nb c d\ne", None, {"E230": 1})
    assert text_from_plain(" \n ") == (None, {})


def test_a_text_beyond_the_cap_is_refused_not_read() -> None:
    small = Limits(text_characters=10)
    assert text_from_html("x" * 10, small)[0] is not None
    assert text_from_html("x" * 11, small) == (None, {"E266": 1})
    assert text_from_plain("x" * 11, small) == (None, {"E266": 1})


def test_the_digest_is_sha256_of_the_text_on_one_line() -> None:
    expected = hashlib.sha256("un deux trois é".encode()).hexdigest()
    assert digest("un\n\ndeux\ttrois  é") == expected
    text, _ = text_from_html("<p>un</p><p>deux<br>trois &eacute;</p>")
    assert text is not None
    assert text.digest == expected
    table, _ = text_from_html("<table><tr><td>un<td>deux<tr><td><td>trois é</table>")
    assert table is not None
    assert table.plain == "un\tdeux\n\ttrois é"
    assert table.digest == expected


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (None, None), ("", None), (" \n ", None), ("Emploi", "Emploi"), ("  politique \n de\u00a0l'emploi ", "politique de l'emploi"),
        ("M. Fr&eacute;d&#233;ric <b>Lefebvre</b>", "M. Frédéric Lefebvre"), ("1<sup>re</sup> circ.", "1re circ."),
        ("un<br>deux<p>trois", "un deux trois"), ("Socialistes &#150; NUPES", "Socialistes – NUPES"), ("R&D < 5", "R&D < 5"),
        ("e\u0301nergie\x00", "énergie"), ("5eme R\ufffdpublique", "5eme R\ufffdpublique"),
    ],
)  # fmt: skip
def test_labels_are_one_line(raw: str | None, field: str | None) -> None:
    assert label(raw) == field
