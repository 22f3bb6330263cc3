from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.normalise.text import text_from_html, text_from_markdown
from tests.normalise import judges


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("notamment *via* leurs", "notamment via leurs"),
        ("notamment _via_ leurs", "notamment via leurs"),
        ("**M. le président.** La *parole*", "M. le président. La parole"),
        ("***x*** et **a *b* c**", "x et a b c"),
        ("l'*Officiel*, (*sic*)", "l'Officiel, (sic)"),
        ("5 * 3 = 15 et l'*", "5 * 3 = 15 et l'*"),
        ("2*3*4", "234"),  # CommonMark: emphasis inside a word
        ("un_nom_de_fichier", "un_nom_de_fichier"),
        ("une note* ici", "une note* ici"),
        ("a\\*b\\* \\_c\\_ 1\\. \\<b\\> \\& \\[x\\]", "a*b* _c_ 1. <b> & [x]"),
        ("C:\\dossier", "C:\\dossier"),
        ("[M. Frédéric Lefebvre](#)", "M. Frédéric Lefebvre"),
        ('[le *rapport*](https://exemple.fr/a_b_c "titre")', "le rapport"),
        ("[sans adresse] (et sans)", "[sans adresse] (et sans)"),
        ("![le logo](x.png) suite", "le logo suite"),
        ("<https://exemple.fr/?a=1&b=2>", "https://exemple.fr/?a=1&b=2"),
        ("(1<sup>re</sup> circonscription)", "(1re circonscription)"),
        ("&eacute;t&eacute; &#8364; R&D a < b", "été € R&D a < b"),
        ("un\ndeux", "un deux"),
        ("un  \ndeux\\\ntrois", "un\ndeux\ntrois"),
        ("un\n\n\n deux\r\n\r\ntrois", "un\n\ndeux\n\ntrois"),
        ("notamment : - la mise en place ; - la création", "notamment : - la mise en place ; - la création"),
        ("deux :\n\n- un\n- deux\n  suite\n\nfin", "deux :\n\n- un\n- deux suite\n\nfin"),
        ("* un\n* *deux*", "- un\n- deux"),
        ("| A | B |\n|---|:-:|\n| 1 | *2* |\n| | 3\\|4 |", "A\tB\n1\t2\n\t3|4"),
        ("# pas un titre ici", "# pas un titre ici"),
    ],
)  # fmt: skip
def test_marks_are_markup_only_where_commonmark_says_so(markdown: str, text: str) -> None:
    read, _ = text_from_markdown(markdown)
    assert read is not None
    assert read.plain == text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("notamment *via* leurs", "notamment <em>via</em> leurs"),
        ("**a** \\*b\\*<br>c", "<strong>a</strong> *b*<br>c"),
        ("(1<sup>re</sup>)", "(1<sup>re</sup>)"),
        ("[x](https://exemple.fr/a_b_)", '<a href="https://exemple.fr/a_b_">x</a>'),
        ("a\n\n- b\n- *c*", "<p>a</p><ul><li>b</li><li><em>c</em></li></ul>"),
        ("un\n\n*deux*", "<p>un</p><p><em>deux</em></p>"),
    ],
)
def test_one_text_in_markdown_and_in_html_is_one_record(markdown: str, html: str) -> None:
    assert text_from_markdown(markdown) == text_from_html(html)
    text, _ = text_from_markdown(markdown)
    assert text is not None
    assert text.html is not None


def test_the_page_saved_as_markdown_is_the_page_in_html(corpus: Path) -> None:
    page = (corpus / "seed" / "14-76935QE.md").read_text(encoding="utf-8")
    question, answer = (page.split(f"## Texte de la {part}")[1].split("## ")[0] for part in ("question", "réponse"))
    for part, words in ((question, "via leurs organisations"), (answer, "via l'organisation, dans")):
        read = text_from_markdown(part)
        assert read == text_from_html(part.replace("*via*", "<em>via</em>"))
        assert read[1] == {}
        assert read[0] is not None
        assert f"notamment {words}" in read[0].plain
        assert read[0].plain == part.strip().replace("*via*", "via")


@given(st.text(alphabet=st.sampled_from("ab é*_\\[]()<>`|-\n&#!.:x1"), max_size=60))
@settings(max_examples=600)
def test_no_letter_is_lost_and_html_is_well_formed(markdown: str) -> None:
    text, _ = text_from_markdown(markdown)
    if text and text.html:
        assert judges.parsed_xml(text.html).tag == "div"
    if not set("<&(![\\") & set(markdown):
        kept = "".join(c for c in markdown if c.isalnum())
        assert "".join(c for c in (text.plain if text else "") if c.isalnum()) == kept


@given(st.lists(st.sampled_from(["mot", "l'", "via", ",", "fin.", "« x »", "2015"]), min_size=1, max_size=12), st.data())
def test_emphasis_on_whole_words_is_read_like_its_html(words: list[str], data: st.DataObject) -> None:
    marks = [data.draw(st.sampled_from(["", "em", "strong"])) if word.isalnum() else "" for word in words]
    signs = {"": "", "em": "*", "strong": "**"}
    markdown = " ".join(f"{signs[mark]}{word}{signs[mark]}" for word, mark in zip(words, marks, strict=True))
    html = " ".join(f"<{mark}>{word}</{mark}>" if mark else word for word, mark in zip(words, marks, strict=True))
    assert text_from_markdown(markdown) == text_from_html(html)
