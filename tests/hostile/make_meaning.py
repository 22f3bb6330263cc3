"""Diseases of texts and of meaning, in records of the official forms; each function makes one in an empty folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.make import Made, put
from tests.hostile.make_structured import one_json, one_xml, sound
from tests.sources.page_documents import PUBLISHED_C, page_c


def asked(folder: Path, text: str) -> Made:
    """A question with this text."""
    return one_json(folder, textesQuestion={"texteQuestion": {"texte": text}})


# ---- markup ----------------------------------------------------------------------------------------------------------


def text_of_an_unbalanced_fragment(folder: Path) -> Made:
    """As the Assemblée writes it."""
    return asked(folder, '</p><p align="CENTER"> BILAN <a name=PG1></a> </p><br><b>M. X. </b>La parole.<br> <p>')


def text_nested_20_000_deep(folder: Path) -> Made:
    return asked(folder, "<div>" * 20_000 + "fond" + "</b></div>" * 20_000)


def text_cut_inside_a_tag(folder: Path) -> Made:
    return asked(folder, "Exemple <i>inventé</i> <b")


def text_of_a_stray_page(folder: Path) -> Made:
    return asked(folder, '<html><BODY bgColor=#ffffff text="#000000"><TABLE><tr><td>a<td>b</TABLE>')


def text_of_windows_references(folder: Path) -> Made:
    return asked(folder, "5 &#8364; c&#156;ur &#150; &#128; &#x80; &nbsp; &eacute &bidon; &#0; &#xD800; &#x110000;")


def text_that_mutates(folder: Path) -> Made:
    """Markup that becomes live when it is parsed again."""
    return asked(
        folder,
        '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">'
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">"
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">"
        "<a href=\"java&#x09;script:alert(1)\">a</a><b style=\"background:url(javascript:alert(1))\">b</b>fin",
    )


# ---- characters ------------------------------------------------------------------------------------------------------


def text_of_blanks(folder: Path) -> Made:
    return asked(folder, " \t\r\n\u00a0\u202f&nbsp;<br> " * 1000)


def text_of_one_line_of_a_megabyte(folder: Path) -> Made:
    return asked(folder, "mot " * 250_000)


def label_of_5000_characters(folder: Path) -> Made:
    subject = {"rubrique": "r" * 5000, "teteAnalyse": "t" * 5000, "analyses": {"analyse": "a"}}
    return one_json(folder, indexationAN=subject)


def xml_with_an_attribute_of_a_megabyte(folder: Path) -> Made:
    return one_xml(folder, "<uid>", f'<uid a="{"x" * (1 << 20)}">')


def xml_with_nil(folder: Path) -> Made:
    nil = '<renouvellements xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
    return one_xml(folder, "<uid>", f"{nil}<uid>")


# ---- JSON ------------------------------------------------------------------------------------------------------------


def json_with_a_key_twice(folder: Path) -> Made:
    data = json.dumps({"question": sound()}).encode()
    return put(folder, "question.json", data.replace(b'"uid"', b'"uid": "QANR5L16QE9", "uid"'))


def json_with_two_lists_of_questions(folder: Path) -> Made:
    """A file of many with questions under two keys, one of them twice: none is lost."""
    one, two, three = (json.dumps(sound(n)) for n in (1, 2, 3))
    data = f'{{"questionsEcrites": {{"question": [{one}], "question": [{two}]}}, "autres": {{"question": {three}}}}}'
    return put(folder, "giant.json", data.encode())


# ---- pages -----------------------------------------------------------------------------------------------------------


def page_behind_a_cookie_banner(folder: Path) -> Made:
    """Consent asked for before everything else, with words of a question in it."""
    banner = '<div class="cookies"><p>Question écrite n° 999999 ? Nous utilisons des cookies.</p><button>Oui</button></div>'
    page = page_c(dates=PUBLISHED_C).replace("<body>", f"<body>{banner}", 1)
    return put(folder, "page.html", page.encode())


# ---- who, what, when -------------------------------------------------------------------------------------------------


def uid_with_the_number_of_another(folder: Path) -> Made:
    return one_json(folder, identifiant={"numero": "2", "legislature": "16"})


def actor_that_is_malformed(folder: Path) -> Made:
    return one_json(folder, auteur={"identite": {"acteurRef": "PA 12> <x", "mandatRef": "PM\u0661\u0662"}})


def group_that_is_null(folder: Path) -> Made:
    author = {**sound()["auteur"], "groupe": {"organeRef": "POnull", "abrege": "NI", "developpe": "Non inscrit"}}
    return one_json(folder, auteur=author)


def legislatures_spelt_in_every_way(folder: Path) -> Made:
    spelt = ("16", 16, "16e", "16ème", "XVI", "XVIe", "XVIème législature", "16ème législature")
    lines = [
        json.dumps({"question": sound(n, identifiant={"numero": str(n), "legislature": how})})
        for n, how in enumerate(spelt, 1)
    ]
    return put(folder, "questions.jsonl", "\n".join(lines).encode())


def legislature_zero(folder: Path) -> Made:
    return one_json(folder, identifiant={"numero": "1", "legislature": "0"})


def answer_to_200_questions(folder: Path) -> Made:
    """One printed answer after two hundred questions of the JO archive."""
    asked = "".join(
        "<question><idQuestion><source>AN</source><type>QE</type>"
        f"<numeroQuestion>{n}</numeroQuestion><legislature>17</legislature></idQuestion>"
        "<referencePublication><datePublication>2025-03-04</datePublication><pageJO>7</pageJO></referencePublication>"
        f"<texteQuestion>{n}. — 7 janvier 2025. — Exemple inventé {n}.</texteQuestion></question>"
        for n in range(1, 201)
    )
    answer = "<reponse><texteReponse>Réponse. — Exemple inventé commun.</texteReponse></reponse>"
    issue = f'<QuestionsPublieesAN><Section part="REP">{asked}{answer}</Section></QuestionsPublieesAN>'
    return put(folder, "REDIF_ANQ20250010.xml", issue.encode())
