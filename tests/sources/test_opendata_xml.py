"""The official XML: the same questions as its JSON twin, and nothing of XML's own dangers."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.problems import entry
from anq2rdf.sources.structured import opendata_json
from anq2rdf.sources.structured.opendata_xml import READER
from tests.sources.memory import (
    Generated,
    MemoryDocument,
    as_json,
    as_xml,
    bare,
    codes,
    only,
    question,
    readings,
)

OTHER = "http://schemas.assemblee-nationale.fr/referentiel/2030"


def three() -> list[dict[str, Any]]:
    return [
        question(uid=f"QANR5L14QE{n}", identifiant={"numero": str(n), "legislature": "14"}) for n in (101, 102, 103)
    ]


def giant(namespace: str | None = None) -> bytes:
    """Three questions in the layout of legislature XIV; without a namespace, as published."""
    inner = b"\n".join(as_xml(q, namespace=namespace).partition(b"?>")[2] for q in three())
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<questionsEcrites>\n' + inner + b"\n</questionsEcrites>\n"


def rejected(data: bytes) -> list[tuple[str, str | None]]:
    found = readings(READER, data)
    return [(r.problems[-1].code, r.problems[-1].place.pointer) for r in found if r.question is None]


# ---- the same as JSON ------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"]), max_size=40)
INFOS = st.fixed_dictionaries({}, optional={
    "typeJO": st.sampled_from(["JO_QUESTION", "JO_DEBAT", None]),
    "dateJO": st.sampled_from(["2023-02-07", "07/02/2023", "audi", None]),
    "pageJO": st.sampled_from(["12", "audi", None]),
    "numJO": st.sampled_from(["3", "", None]),
})  # fmt: skip
ENTRIES = st.fixed_dictionaries({}, optional={"infoJO": INFOS, "texte": TEXTS | st.none()})
CHANGES = st.fixed_dictionaries({}, optional={
    "indexationAN": st.fixed_dictionaries({}, optional={
        "rubrique": TEXTS, "teteAnalyse": TEXTS | st.none(),
        "analyses": st.fixed_dictionaries({"analyse": st.lists(TEXTS, min_size=2, max_size=3) | TEXTS}),
    }),
    "textesQuestion": st.fixed_dictionaries({"texteQuestion": ENTRIES | st.lists(ENTRIES, min_size=2, max_size=3)}),
    "textesReponse": st.fixed_dictionaries({"texteReponse": ENTRIES | st.lists(ENTRIES, min_size=2, max_size=3)}),
    "signalement": st.fixed_dictionaries({"dateDepotSignal": st.just("2023-02-01"), "infoJO": INFOS}),
    "renouvellements": st.fixed_dictionaries({"renouvellement": st.lists(ENTRIES, min_size=2, max_size=2)}),
    "erratumQuestion": ENTRIES,
    "cloture": st.none(),
})  # fmt: skip


@given(CHANGES, st.sampled_from([None, OTHER]))
def test_xml_and_json_of_one_question_are_one_record(changes: dict[str, Any], namespace: str | None) -> None:
    value = {**question(), **changes}
    (by_xml,) = readings(READER, as_xml(value, namespace=namespace))
    (by_json,) = readings(opendata_json.READER, as_json(value))
    assert by_xml.question is not None
    assert by_json.question is not None
    assert bare(by_xml.question) == bare(by_json.question)
    assert codes([by_xml]) == codes([by_json])


def test_official_records_are_the_same_in_xml(corpus: Path) -> None:
    for archive in sorted((corpus / "opendata").glob("*/*.zip")):
        with zipfile.ZipFile(archive) as members:
            for name in members.namelist()[::25]:
                data = members.read(name)
                value = json.loads(data)["question"]
                assert bare(only(READER, as_xml(value))) == bare(only(opendata_json.READER, data))


def test_the_schema_type_is_an_attribute() -> None:
    value = question(uid=None, type=None, **{"@xsi:type": "QuestionGouvernement_Type"})
    assert only(READER, as_xml(value)).uid == "QANR5L16QG4321"


def test_a_giant_file_gives_each_question_its_place_and_digest() -> None:
    found = readings(READER, giant())
    assert codes(found) == []
    questions = [r.question for r in found if r.question is not None]
    assert [q.number for q in questions] == [101, 102, 103]
    assert [q.origin.pointer for q in questions] == [f"/questionsEcrites/question[{n}]" for n in (1, 2, 3)]
    assert [bare(q) for q in questions] == [bare(only(READER, as_xml(q))) for q in three()]
    assert len({q.origin.digest for q in questions}) == 3


def test_the_digest_of_a_question_among_many_does_not_depend_on_how_it_is_written() -> None:
    plain = giant()
    other = plain.replace(b"<texte>", b"<texte >").replace(b"&gt;", b"&#62;").replace(b"'", b"&#39;")
    found = [[r.question.origin.digest for r in readings(READER, data) if r.question] for data in (plain, other)]
    assert found[0] == found[1]


def test_the_digest_of_a_file_of_one_question_is_that_of_its_bytes() -> None:
    data = as_xml(question())
    assert only(READER, data).origin.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())
    data = as_xml(question()).decode().replace("UTF-8", declared).encode(encoding)
    assert bare(only(READER, data)) == bare(only(READER, as_xml(question())))


def test_comments_instructions_and_sections_change_nothing() -> None:
    plain = as_xml(question())
    decorated = (
        plain.replace("Question inventée ?".encode(), "Question <!-- x --><![CDATA[inven]]><?p q?>tée ?".encode())
        .replace(b"<type>", b"<!-- before --><?a b?><type>")
        .replace(b"?><question", b"?><!-- a > --><?xml-stylesheet href='file:///etc/passwd'?>\n<question")
    )
    assert bare(only(READER, decorated)) == bare(only(READER, plain))


def test_markup_that_is_not_wrapped_is_part_of_the_text() -> None:
    data = as_xml(question()).replace("Question inventée ?".encode(), b"<p>Un &lt; deux</p><p>trois</p>")
    found = only(READER, data)
    assert found.text is not None
    assert found.text.plain == "Un < deux\n\ntrois"


def test_unknown_elements_are_said_once_and_prefixes_do_not_matter() -> None:
    data = giant(OTHER).replace(b"<type>", b"<nouveau>1</nouveau><type>")
    assert codes(readings(READER, data)) == ["E223"]
    prefixed = as_xml(question(), namespace=None).replace(b"<", b"<an:").replace(b"<an:/", b"</an:").replace(
        b"<an:?xml", b"<?xml").replace(b"<an:question ", b'<an:question xmlns:an="urn:x" ')  # fmt: skip
    assert bare(only(READER, prefixed)) == bare(only(READER, as_xml(question())))


# ---- dangers ---------------------------------------------------------------------------------------------------------

XXE = '<!DOCTYPE question [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE question [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
DOCTYPES = [
    XXE,
    LAUGHS,
    '<!DOCTYPE question SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE question [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    "<!-- before -->\n<?x y?>\n<!DOCTYPE question>",
    '<!DOCTYPE questionsEcrites PUBLIC "-//X//Y" "x.dtd">',
]


@pytest.mark.parametrize("declared", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("many", [False, True])
def test_any_doctype_is_refused_before_it_is_read(declared: str, encoding: str, many: bool) -> None:
    plain = (giant() if many else as_xml(question())).decode()
    declaration, _, rest = plain.partition("?>")
    data = (declaration.replace("UTF-8", encoding) + "?>" + declared + rest).encode(encoding)
    assert [code for code, _ in rejected(data)] == ["E220"]


def test_nothing_is_opened_while_hostile_xml_is_read() -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "socket.connect", "socket.getaddrinfo"):
            opened.append(f"{event} {arguments[:1]}")

    list(READER.read(MemoryDocument(as_xml(question()))))      # imports are over
    sys.addaudithook(watch)
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    for data in (
        as_xml(question()).replace(b"<type>", include + b"<type>"),
        giant().replace(b"<texte>", b"<texte>" + include),
        *(giant().replace(b"\n<q", declared.encode() + b"\n<q", 1) for declared in DOCTYPES),
    ):
        list(READER.read(MemoryDocument(data)))
    watching = False
    assert opened == []


def test_an_inclusion_is_never_followed() -> None:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    found = only(READER, as_xml(question()).replace("Question inventée ?".encode(), b"A " + include + b" B"))
    assert found.text is not None
    assert (found.text.plain[0], found.text.plain[-1]) == ("A", "B")
    assert "root:" not in found.text.plain


@pytest.mark.parametrize(
    "inside",
    [
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<a>" + b"x" * 11_000_000 + b"</a>",
        b'<a b="' + b"x" * 11_000_000 + b'"/>',
    ],
    ids=["depth", "text", "attribute"],
)
@pytest.mark.parametrize("many", [False, True])
def test_the_caps_of_the_parser_stand(inside: bytes, many: bool) -> None:
    plain = giant() if many else as_xml(question())
    found = readings(READER, plain.replace(b"</question>", inside + b"</question>", 1))
    assert [p.code for p in found[-1].problems] == ["E221"]
    assert found[-1].question is None
    assert len(found) == 1 or b"<a b" in inside      # an attribute may end before the cap of the stream is seen


def test_a_prologue_without_end_is_refused() -> None:
    data = b"<?xml version='1.0'?><!--" + b" " * 70_000 + b"--><question/>"
    assert codes(READER.read(MemoryDocument(data))) == ["E221"]


@pytest.mark.parametrize("damage", [b"\x01", b"A & B", b"&nbsp;", b"<unclosed>", b"\xe9"])
def test_xml_that_is_not_well_formed_is_refused_with_its_place(damage: bytes) -> None:
    data = as_xml(question()).replace("Question inventée ?".encode(), b"\n\n" + damage)
    ((code, pointer),) = rejected(data)
    assert code == "E222"
    assert pointer is not None
    assert pointer.startswith("line 3, column ")


@pytest.mark.parametrize("damage", [b"\x01", b"&nbsp;", b"</questions>"])
def test_questions_complete_before_a_fault_are_kept(damage: bytes) -> None:
    first, second, _ = giant().rpartition(b"<texte>")
    found = readings(READER, first + second + damage)
    assert [r.question.number if r.question else None for r in found] == [101, 102, None]
    assert codes(found) == ["E222"]


@given(st.integers(60, 5000))
def test_a_cut_is_one_rejection_and_keeps_what_was_complete(at: int) -> None:
    whole = giant()
    cut = whole[: min(at, len(whole) - 2)]
    found = readings(READER, cut)
    numbers = [r.question.number for r in found if r.question]
    assert numbers == [101, 102, 103][: cut.count(b"</question>")]
    assert codes(found) == ["E222"]


@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(0, 200))
def test_noise_never_raises_and_every_rejection_says_why(noise: bytes, at: int, span: int) -> None:
    whole = giant()
    for reading in READER.read(MemoryDocument(whole[:at] + noise + whole[at + span :])):
        severities = [entry(p.code).severity for p in reading.problems]
        assert ("error" in severities) == (reading.question is None)


@pytest.mark.parametrize(
    "data",
    [b"", b"<", b"<html>", b"<!DOCTYPE html><html>", b'{"question": 1}', b"<QUESTION TYPE='QE'/>", b"<questions/>",
     b"<QuestionsPublieesAN/>", b"\x00\x00", b"<acteur/>"],
)  # fmt: skip
def test_what_is_no_question_is_not_recognised(data: bytes) -> None:
    assert not READER.recognises(data)


# ---- size ------------------------------------------------------------------------------------------------------------


class Endless(MemoryDocument):
    """A giant archive that is made while it is read."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        super().__init__(b"")
        self._pieces = pieces

    def open(self) -> BinaryIO:
        return Generated(self._pieces())  # type: ignore[return-value]


def test_memory_stays_flat_over_a_giant_file() -> None:
    count, text = 5_000, "x" * 10_000

    def pieces() -> Iterator[bytes]:
        yield b"<questionsEcrites>\n"
        for number in range(1, count + 1):
            yield (
                f"<question><uid>QANR5L14QE{number}</uid><identifiant><numero>{number}</numero>"
                "<legislature>14</legislature></identifiant><type>QE</type><textesQuestion><texteQuestion>"
                f"<texte>{text}</texte></texteQuestion></textesQuestion></question>\n"
            ).encode()
        yield b"</questionsEcrites>"

    found = READER.read(Endless(pieces))
    for _ in range(500):
        next(found)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for reading in found if reading.question is not None) == count - 500
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024    # kB, over 45 MB of text
