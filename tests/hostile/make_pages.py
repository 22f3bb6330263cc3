"""Pages and page texts with a disease, made from the invented pages of the readers' tests."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.make import Made, put
from tests.sources.page_documents import ANSWERED_C, PUBLISHED_C, page_a, page_c, page_d

ANSWERED = PUBLISHED_C + ANSWERED_C
TEXT = """14ème législature

Question écrite n° 34

Texte de la question

Le premier des éta-
blissements.

Données clés

Auteur : Mme Exemple Inventée
Rubrique : santé
Ministère interrogé : Santé, famille
et personnes âgées
Question publiée au JO le : 6 janvier 2015, page 12
"""


def page_declared_utf_8_in_cp1252(folder: Path) -> Made:
    """Saved by a program that wrote Windows-1252 and declared UTF-8."""
    return put(folder, "page.html", page_a().replace("<TITLE>", '<meta charset="utf-8"><TITLE>').encode("cp1252"))


def page_with_one_bad_byte(folder: Path) -> Made:
    """UTF-8 with one byte of another encoding in a text."""
    return put(folder, "page.html", page_c(question="Texte invent#.").encode().replace(b"#", b"\xe9"))


def page_with_an_unbalanced_answer(folder: Path) -> Made:
    """The fragment as the Assemblée writes it."""
    answer = '</p><p align="CENTER"> BILAN <a name=PG1></a> </p><br><b>M. le président. </b>La parole.<br> <p>'
    return put(folder, "page.html", page_c(dates=ANSWERED, answer=answer).encode())


def page_nested_20_000_deep(folder: Path) -> Made:
    """An answer in twenty thousand elements."""
    return put(folder, "page.html", page_c(dates=ANSWERED, answer="<div>" * 20_000 + "fond").encode())


def page_with_scripts(folder: Path) -> Made:
    """An answer with everything that could run or reload."""
    live = (
        '<script>alert(1)</script><img src=x onerror="alert(1)"><a href="javascript:alert(1)">a</a><base href="//x">'
        '<meta http-equiv="refresh" content="0;url=//x">'
        '<svg onload="alert(1)"></svg><i style="width:expression(1)">i</i>'
    )
    return put(folder, "page.html", page_d(question=f"<p>Texte.</p>{live}").encode())


def page_of_an_unknown_layout(folder: Path) -> Made:
    """A page of the Assemblée about a question, in a layout nobody knows."""
    page = "<html><head><title>Question n° 34 - Assemblée nationale</title></head><body><p>Texte.</p></body></html>"
    return put(folder, "page.html", page.encode())


def page_of_the_senate(folder: Path) -> Made:
    """A question of the other chamber."""
    page = (
        '<!DOCTYPE html><html><head><link rel="canonical" href="https://www.senat.fr/questions/base/2015/qSEQ1.html">'
        "<title>Une question inventée - Sénat</title></head><body><p>Texte.</p></body></html>"
    )
    return put(folder, "page.html", page.encode())


def page_text_printed_and_hyphenated(folder: Path) -> Made:
    """The text of a page printed to PDF: words parted at the end of a line, a value that runs over two."""
    return put(folder, "page.txt", TEXT.encode())


def page_text_of_two_questions(folder: Path) -> Made:
    """Two pages pasted into one file."""
    return put(folder, "page.md", (TEXT + TEXT.replace("34", "35")).encode())


def page_cut_short(folder: Path) -> Made:
    """A page whose download stopped inside the answer."""
    page = page_c(dates=ANSWERED, answer="Réponse <b>inventée</b>, longue.")
    return put(folder, "page.html", page[:page.index("longue")].encode())
