"""What may stand in a text's HTML, and that nothing in it can act."""

from __future__ import annotations

import pytest

from anq2rdf.normalise.text import text_from_html
from tests.normalise import judges


def html_of(fragment: str) -> str | None:
    text, _ = text_from_html(fragment)
    return text.html if text else None


@pytest.mark.parametrize(
    "fragment",
    [
        "un texte", "<p>un</p><p>deux</p>", "un<br>deux", '<div align="center">un</div>', '<p align="CENTER">un</p>',
        "<center>un</center>", "<a name=PG1></a>un", "<span style='color:red'>un</span>", '<font face="Arial">un</font>',
        "a < b & c", "<hr>un", "<a href='javascript:alert(1)'>un</a>", "<a href='#x'>un</a>", "<img src=x>un", "un</em>",
        "<a href='/relatif'>un</a>", "<a href='mailto:a@b.fr'>un</a>",
    ],
)  # fmt: skip
def test_no_html_where_plain_text_loses_nothing(fragment: str) -> None:
    assert html_of(fragment) is None


@pytest.mark.parametrize(
    ("fragment", "html"),
    [
        ("notamment <em>via</em> x", "notamment <em>via</em> x"),
        ("<p>notamment <EM CLASS=x>via</EM> x</p>", "notamment <em>via</em> x"),
        ("1<sup>re</sup>", "1<sup>re</sup>"),
        ("<b>un", "<b>un</b>"),
        ("un</i> <b>deux</b>", "un <b>deux</b>"),
        ("<b>un <i>deux</b> trois</i>", "<b>un <i>deux</i></b> trois"),
        ("<p><b>un<p>deux", "<p><b>un</b></p><p>deux</p>"),
        ("<b>a</b> &lt;i&gt; &amp;amp; 5 > 3 \"q\"", '<b>a</b> &lt;i&gt; &amp;amp; 5 &gt; 3 "q"'),
        ("<b>a</b>\u00a0:&nbsp;b", "<b>a</b> : b"),
        ("<strike>a</strike> <tt>b</tt>", "<s>a</s> <code>b</code>"),
        ('<a href="https://exemple.fr/?a=1&amp;b=2" onclick="x()" target=_blank>l</a>',
         '<a href="https://exemple.fr/?a=1&amp;b=2">l</a>'),
        ("<a href=HTTP://exemple.fr/>l</a>", '<a href="HTTP://exemple.fr/">l</a>'),
        ('<table border=1><tr><th rowspan=2">A<td colspan="3" width=1>B</table>',
         '<table><tbody><tr><th rowspan="2">A</th><td colspan="3">B</td></tr></tbody></table>'),
        ("<ul><li>un<li>deux</ul>", "<ul><li>un</li><li>deux</li></ul>"),
        ("<b>a</b><br><hr>", "<b>a</b><br/><hr/>"),
    ],
)  # fmt: skip
def test_what_plain_text_loses_is_kept_and_well_formed(fragment: str, html: str) -> None:
    assert html_of(fragment) == f'<div lang="fr">{html}</div>'


#: After the collections that browsers' sanitisers are tested with.
HOSTILE = [
    "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=' java\tscript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>",
    "<a href='vbscript:x'>x</a>", "<a href=\"https://x.fr/' onmouseover='alert(1)\">x</a>", "<base href='//x.fr'>",
    "<meta http-equiv=refresh content='0;url=//x.fr'>", "<iframe src=//x.fr></iframe>", "<iframe srcdoc='<script>x</script>'>",
    "<object data=x>", "<embed src=x>", "<form action=x><input onfocus=alert(1) autofocus>", "<b style='x:expression(alert(1))'>x</b>",
    "<style>@import '//x.fr';</style>", "<link rel=stylesheet href=//x.fr>", "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
    "<template><img src=x onerror=x></template>", "<b onclick=x>x</b>", "<b/onclick=x>x</b>", "<b\x00 onclick=x>x</b>",
    "<title><a title=\"</title><img src=x onerror=x>\">", "<xmp><a title=\"</xmp><img src=x onerror=x>\">",
    "<!--><img src=x onerror=x>-->", "<!-- --!><img src=x onerror=x> -->", "<![CDATA[<img src=x onerror=x>]]>",
    "<svg></p><style><a id=\"</style><img src=x onerror=x>\">", "<table><td background='javascript:x'>x</table>",
    "&lt;img src=x onerror=x&gt;", "&amp;lt;script&amp;gt;", "<a href='https://x.fr/&quot;onclick=&quot;x'>x</a>",
    "<details open ontoggle=x>x</details>", "<video><source onerror=x></video>", "<a xlink:href='javascript:x'>x</a>", "\ufdd0script\ufdd1",
    "&#xFDD0;img src=x onerror=x&#xFDD1;", "<plaintext><img src=x onerror=x>", "<select><style></select><img src=x onerror=x></style>",
]  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "<em>a</em>{}", "<table><tr><td><b>{}</table>", "<b>{}</b>z", "<title>{}</title><b>a</b>"])
def test_nothing_hostile_survives_as_markup(attack: str, frame: str) -> None:
    html = html_of(frame.format(attack))
    if html is None:
        return
    allowed = {"div", "em", "b", "table", "tbody", "tr", "td", "p", "br", "a", "i", "code", "pre"}
    for reading in (judges.parsed_xml(html), judges.tree_of_html5(html)[0]):
        for element in reading.iter():
            assert element.tag in allowed
            assert set(element.attrib) <= ({"lang"} if element.tag == "div" else {"href"} if element.tag == "a" else set())
            assert element.get("href", "https://").startswith("https://")
