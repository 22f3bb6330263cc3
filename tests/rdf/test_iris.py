"""IRIs: minted once, always absolute and valid, never two things under one."""

from __future__ import annotations

import datetime as dt

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.errors import UsageError
from anq2rdf.rdf.iris import Minter, checked_base, segment, sha8, wikidata_entity

TEXT = st.text(st.characters(exclude_categories=[]), max_size=80)


@given(TEXT)
def test_a_segment_makes_a_valid_iri_that_stays_in_its_place(text: str) -> None:
    iri = "https://example.org/id/question/" + segment(text)
    assert pyoxigraph.NamedNode(iri).value == iri
    assert iri.isascii()
    last = iri.removeprefix("https://example.org/id/question/")
    assert last not in ("", ".", "..")
    assert not set(last) & set('/?#<>"{}|\\^` ')


@given(TEXT, TEXT)
def test_two_texts_never_share_a_segment(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


def test_the_examples_of_the_model() -> None:
    mint = Minter()
    day = dt.date(2016, 6, 14)
    assert mint.question("QANR5L14QE76935") == "https://w3id.org/anq/id/question/QANR5L14QE76935"
    assert mint.person("PA346886") == "https://w3id.org/anq/id/person/PA346886"
    assert mint.circonscription(2010, "099", 1) == "https://w3id.org/anq/id/circonscription/2010/099-01"
    assert mint.department("2A") == "https://w3id.org/anq/id/departement/2A"
    assert mint.page("an-questions", day, 5446) == "https://w3id.org/anq/id/jo/an-questions/2016-06-14/page/5446"
    assert mint.graph_questions(14, "QE") == "https://w3id.org/anq/graph/questions/L14/QE"
    assert mint.named_ministry(16, "defense") == "https://w3id.org/anq/id/ministry/L16/defense"
    group = mint.answer_group("an-questions", day, "9c1e0a77" + "0" * 56)
    assert group == "https://w3id.org/anq/id/answer-group/an-questions/2016-06-14/9c1e0a77"


def test_a_person_known_by_name_is_the_same_in_either_order() -> None:
    # printf "frederic lefebvre|099" | sha256sum → 1143040f…
    mint = Minter()
    iri = mint.named_person(14, ("lefebvre", "frederic"), "099")
    assert iri == mint.named_person(14, ("frederic", "lefebvre"), "099")
    assert iri == "https://w3id.org/anq/id/person/L14/frederic-lefebvre-1143040f"
    assert iri != mint.named_person(14, ("frederic", "lefebvre"), None)


def test_sha8_is_the_head_of_sha256() -> None:
    # sha256sum < /dev/null
    assert sha8("") == "e3b0c442"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "ftp://example.org/",
        "https://",
        "https://example.org/a?b",
        "https://example.org/a#b",
        "https://exa mple.org/",
        "https://example.org/<x>",
        "javascript:alert(1)",
        "https://example.org/é/",
        "https://u:p@example.org/",
    ],
)
def test_a_base_that_is_no_plain_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        checked_base(base)


@pytest.mark.parametrize("base", ["https://example.org", "http://localhost:8000/anq", "https://data.example.org/anq/"])
def test_a_base_ends_with_a_slash(base: str) -> None:
    assert checked_base(base) == base.rstrip("/") + "/"


def test_a_link_is_named_by_its_subject_and_its_item() -> None:
    mint = Minter()
    assert mint.link(mint.person("PA1"), "Q5") == "https://w3id.org/anq/id/link/person/PA1/Q5"
    assert mint.link(mint.circonscription(2010, "2A", 1), "Q5") == "https://w3id.org/anq/id/link/circonscription/2010/2A-01/Q5"
    elsewhere = mint.link("https://data.example.org/id/person/PA1", "Q5")
    assert elsewhere == "https://w3id.org/anq/id/link/elsewhere/https%3A%2F%2Fdata.example.org%2Fid%2Fperson%2FPA1/Q5"


SUBJECTS = st.one_of(
    st.text("a./%E2:#?é\\", max_size=8).map("https://w3id.org/anq/id/".__add__), st.text(max_size=20),
    st.just("https://w3id.org/anq/id/elsewhere/x"),
)  # fmt: skip


@given(SUBJECTS, SUBJECTS, st.sampled_from(["Q1", "Q12"]), st.sampled_from(["Q1", "Q12"]))
def test_two_pairs_never_share_a_link(one: str, other: str, item: str, second: str) -> None:
    mint = Minter()
    link = mint.link(one, item)
    assert pyoxigraph.NamedNode(link).value == link
    assert link.isascii()
    assert not {"", ".", ".."} & set(link.removeprefix("https://").split("/"))
    assert (link == mint.link(other, second)) == ((one, item) == (other, second))


@pytest.mark.parametrize("item", ["", "Q", "Q0", "Q01", "q1", "P31", "Q1 ", "Q1\n", "Q١"])
def test_no_wikidata_iri_from_what_is_no_item_number(item: str) -> None:
    with pytest.raises(ValueError, match="not the number"):
        wikidata_entity(item)
