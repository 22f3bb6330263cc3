"""Diseases of the structured forms (JSON, XML, the JO archive): each function makes one in an empty folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.hostile.make import Made, put
from tests.hostile.sound import as_json, question
from tests.sources.memory import as_xml


def sound(number: int = 1, **changes: Any) -> dict[str, Any]:
    """The sound question's own object, changed."""
    found = question(number)["question"]
    assert isinstance(found, dict)
    return {**found, **changes}


def one_json(folder: Path, **changes: Any) -> Made:
    return put(folder, "question.json", json.dumps({"question": sound(**changes)}).encode())


def one_xml(folder: Path, before: str = "", after: str = "") -> Made:
    return put(folder, "question.xml", as_xml(sound()).decode().replace(before, after, 1).encode())


def giant_xml(count: int = 2) -> str:
    inner = "".join(as_xml(sound(n), namespace=None).decode().partition("?>")[2] for n in range(1, count + 1))
    return f"<questionsEcrites>\n{inner}\n</questionsEcrites>"


# ---- XML -------------------------------------------------------------------------------------------------------------


def xml_reads_a_file(folder: Path) -> Made:
    return one_xml(folder, "?>", '?><!DOCTYPE question [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def xml_asks_the_network(folder: Path) -> Made:
    return one_xml(folder, "?>", '?><!DOCTYPE question [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>')


def xml_has_an_external_dtd(folder: Path) -> Made:
    return put(folder, "giant.xml", b'<!DOCTYPE questionsEcrites SYSTEM "x.dtd">' + giant_xml().encode())


def xml_includes_a_file(folder: Path) -> Made:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    return one_xml(folder, "<uid>", f"{include}<uid>")


def xml_with_a_stylesheet(folder: Path) -> Made:
    return one_xml(folder, "?>", '?><?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?>')


def billion_laughs(folder: Path) -> Made:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return one_xml(folder, "?>", f'?><!DOCTYPE question [<!ENTITY a0 "ha">{levels}]>')


def quadratic_blow_up(folder: Path) -> Made:
    entity = f'<!DOCTYPE questionsEcrites [<!ENTITY a "{"x" * 100_000}">]>'
    laughing = giant_xml().replace("où va", "&a;" * 10_000)
    return put(folder, "giant.xml", (entity + laughing).encode("utf-16"))


def xml_5000_deep(folder: Path) -> Made:
    return one_xml(folder, "<uid>", "<a>" * 5000 + "</a>" * 5000 + "<uid>")


def xml_with_a_text_of_11_mb(folder: Path) -> Made:
    return one_xml(folder, "où va", "x" * 11_000_000)


def xml_with_a_million_attributes(folder: Path) -> Made:
    attributes = " ".join(f'a{n}="1"' for n in range(1_000_000))
    return one_xml(folder, "<uid>", f"<a {attributes}/><uid>")


def xml_with_a_control_character(folder: Path) -> Made:
    return one_xml(folder, "où va", "o\x0bva")


def xml_with_a_bare_ampersand(folder: Path) -> Made:
    return put(folder, "giant.xml", giant_xml(3).replace("QANR5L16QE3", "Q & A").encode())


def giant_xml_that_is_cut(folder: Path) -> Made:
    whole = giant_xml(3).encode()
    return put(folder, "giant.xml", whole[: whole.rindex(b"<texteReponse>")])


def xml_in_another_namespace(folder: Path) -> Made:
    data = as_xml(sound(), namespace="urn:example:autre").replace(b"<uid>", b"<nouveau>1</nouveau><uid>")
    return put(folder, "question.xml", data)


def xml_of_unknown_type_in_another_order(folder: Path) -> Made:
    found = dict(reversed(sound(**{"@xsi:type": "QuestionNouvelle_Type"}).items()))
    return put(folder, "question.xml", as_xml(found))


def xml_repeats_what_stands_once(folder: Path) -> Made:
    return one_xml(folder, "<uid>", "<cloture><codeCloture>FL</codeCloture></cloture><uid>")


# ---- JSON ------------------------------------------------------------------------------------------------------------


def json_with_lone_surrogates(folder: Path) -> Made:
    return put(folder, "question.json", as_json().replace(b"va l'eau", rb"va \ud800 l'eau\u0000\u0007"))


def json_with_odd_numbers(folder: Path) -> Made:
    data = as_json().replace(b'"regime": "5eme Republique"', b'"regime": [NaN, 1e400, ' + b"9" * 5000 + b"]")
    return put(folder, "question.json", data.replace(b'"legislature": "16"', b'"legislature": 16'))


def json_with_a_number_that_is_none(folder: Path) -> Made:
    return put(folder, "question.json", as_json().replace(b'"numero": "1"', b'"numero": NaN'))


def json_100_000_deep(folder: Path) -> Made:
    return put(folder, "question.json", b'{"question": {"uid": ' + b"[" * 100_000)


def giant_json_100_000_deep(folder: Path) -> Made:
    deep = b'{"uid": ' + b'{"a": [' * 50_000 + b"]}" * 50_000 + b"}"
    return put(folder, "giant.json", b'{"questionsEcrites": {"question": [' + deep + b"]}}")


def json_with_a_string_of_80_mb(folder: Path) -> Made:
    return put(folder, "giant.json", b'[{"minAttribs": "' + b"x" * (80 << 20) + b'"}]')


def json_lines(folder: Path) -> Made:
    return put(folder, "questions.jsonl", b"\n".join(as_json(n) for n in (1, 2, 3)))


def json_lines_with_a_damaged_line(folder: Path) -> Made:
    return put(folder, "questions.jsonl", b"\n".join((as_json(1), as_json(2)[:-9], as_json(3))))


def json_array(folder: Path) -> Made:
    return put(folder, "questions.json", b"[" + b", ".join(as_json(n) for n in (1, 2, 3)) + b"]")


def json_objects_one_after_another(folder: Path) -> Made:
    return put(folder, "questions.json", b"".join(as_json(n) for n in (1, 2, 3)))


def json_with_a_trailing_comma(folder: Path) -> Made:
    return put(folder, "questions.json", b"[" + b",\n".join(as_json(n) for n in (1, 2)) + b",\n]")


def giant_json_that_is_cut(folder: Path) -> Made:
    whole = json.dumps({"questionsEcrites": {"question": [sound(n) for n in (1, 2, 3)]}}).encode()
    return put(folder, "giant.json", whole[:-400])


def json_of_nothing(folder: Path) -> Made:
    nil = {"@xsi:nil": "true"}
    return one_json(folder, textesQuestion=None, textesReponse={}, cloture="", minAttribs=[], minInt=nil)


def json_of_a_wrong_type(folder: Path) -> Made:
    return one_json(folder, minInt="Exemple")


# ---- meaning ---------------------------------------------------------------------------------------------------------


def uid_of_another_question(folder: Path) -> Made:
    return one_json(folder, uid="QANR5L15QE1")


def uid_that_injects(folder: Path) -> Made:
    return one_json(folder, uid='QANR5L16QE1> <http://example.org/x> "y\n../..%zz{}')


def question_of_the_senate(folder: Path) -> Made:
    entry = (
        "<question><idQuestion><source>SENAT</source><type>QE</type><numeroQuestion>1</numeroQuestion>"
        "<legislature>17</legislature></idQuestion></question>"
    )
    issue = f'<QuestionsPublieesAN><Section part="QE">{entry}</Section></QuestionsPublieesAN>'
    return put(folder, "REDIF_ANQ20260010.xml", issue.encode())


def question_without_author(folder: Path) -> Made:
    return one_json(folder, auteur=None)


def question_with_impossible_dates(folder: Path) -> Made:
    days = ["31 février 2015", "30 décembre 20015", "mars 2015", "0000-00-00", "10/01/2023 et 17/01/2023", "1912-01-01"]
    texts = [{"infoJO": {"dateJO": day}, "texte": "Exemple inventé."} for day in days]
    return one_json(folder, textesReponse={"texteReponse": texts}, cloture=None)


def answer_before_its_question(folder: Path) -> Made:
    told = {"infoJO": {"typeJO": "JO_QUESTION", "dateJO": "2022-12-06", "pageJO": "1"}, "texte": "Exemple inventé."}
    return one_json(folder, textesReponse={"texteReponse": told}, cloture=None)


def legislature_in_roman_numerals(folder: Path) -> Made:
    return one_json(folder, identifiant={"numero": "1", "legislature": "XVIe"})


def legislature_that_never_was(folder: Path) -> Made:
    return one_json(folder, uid="QANR5L99QE1", identifiant={"numero": "1", "legislature": "99"})


def text_of_20_mb(folder: Path) -> Made:
    return one_json(folder, textesQuestion={"texteQuestion": {"texte": "x" * (20 << 20)}})


def text_of_odd_characters(folder: Path) -> Made:
    odd = "\u202eRTL\u202c a\u200bb \u200d \ufffe \U0001f600 e\u0301 \u0152uvre\u00a0:\u202f!" + " " * 100_000
    return one_json(folder, textesQuestion={"texteQuestion": {"texte": odd}})
