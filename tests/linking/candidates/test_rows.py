"""What rows of other people's queries and tables come to."""

from __future__ import annotations

import io

import pytest

from anq2rdf.errors import SourceError, UsageError
from anq2rdf.linking.candidates import read
from anq2rdf.linking.items import Candidates, Item, PartialDate, Position
from anq2rdf.problems import Problem


def table(text: str, **options: object) -> Candidates:
    return read([io.BytesIO(text.encode())], **options)  # type: ignore[arg-type]


def one(text: str) -> Item:
    (item,) = table(text).people
    return item


def problems(text: str) -> list[tuple[str, str]]:
    found: list[Problem] = []
    table(text, on_problem=found.append)
    return [(problem.code, problem.detail) for problem in found]


@pytest.mark.parametrize(
    "header",
    [
        "item,itemLabel,id_an,dateNaissance", "?item,?itemLabel,?P4123,?P569", "Wikidata,Nom,pa_id,Date de naissance",
        "qid,name,an,birth", "personne,personneLabel,idAN,naissance", "DÉPUTÉ,label,Id AN,date_of_birth",
    ],
)  # fmt: skip
def test_columns_by_other_names(header: str) -> None:
    found = one(f"{header}\nQ7,Anne Dupré,1234,1990-05-23\n")
    assert found == Item(id="Q7", label="Anne Dupré", assembly_ids=("1234",), births=(PartialDate(1990, 5, 23),))


@pytest.mark.parametrize(
    "value",
    [
        "Q7", "wd:Q7", "http://www.wikidata.org/entity/Q7", "https://www.wikidata.org/wiki/Q7", " q7 ",
        "https://m.wikidata.org/wiki/Q7", "http://wikidata.org/entity/Q7", "https://www.wikidata.org/wiki/Special:EntityData/Q7.json",
    ],
)  # fmt: skip
def test_items_in_any_form(value: str) -> None:
    assert one(f"item\n{value}\n").id == "Q7"


@pytest.mark.parametrize("value", ["Q0", "Q", "P39", "7", "https://example.org/Q7", "Q7x", "http://www.wikidata.org/entity/L7", "t12"])
def test_what_names_no_item_is_said_and_left_out(value: str) -> None:
    assert problems(f"item,label\n{value},x\n") == [("E302", value)]
    assert table(f"item\n{value}\n").people == ()


def test_a_column_may_be_named_by_the_user() -> None:
    found = table("élément;matricule\nQ7;PA1234\n", columns={"élément": "item", "Matricule": "assemblyId"})
    assert found.people == (Item(id="Q7", assembly_ids=("1234",)),)
    with pytest.raises(UsageError, match="no column means weight"):
        table("item\nQ7\n", columns={"a": "weight"})


def test_without_a_column_of_items_nothing_is_read() -> None:
    with pytest.raises(SourceError, match="no column names a Wikidata item: there are nom, prénom") as caught:
        table("nom,prénom\nDupré,Anne\n")
    assert "say which one it is" in caught.value.remedy


def test_unknown_columns_are_named_once() -> None:
    assert problems("item,twitters,image\nQ1,a,b\nQ2,c,d\n") == [("E301", "twitters, image")]


def test_identifiers() -> None:
    assert one("item,P4123\nQ7, PA123 \nQ7,123\nQ7,0123\n").assembly_ids == ("123",)
    assert one("item,P4123\nQ7,123\nQ7,45\n").assembly_ids == ("45", "123")
    assert problems("item,P4123\nQ7,PM123\nQ7,12x\n") == [("E303", "PM123"), ("E303", "12x")]
    assert one("item,P1045,nosdeputes\nQ7,17394,anne-dupre\n").sycomore == ("17394",)


def test_the_labelled_pairs_are_candidates_with_or_without_their_identifier() -> None:
    found = one("pa_id,qid,name,legislatures\nPA243,Q3573443,Yves Albarello,13 14\n")
    assert found.assembly_ids == ("243",)
    assert [each.legislature for each in found.positions] == [13, 14]
    found = one("qid,name,legislatures\nQ3573443,Yves Albarello,13 14\n")
    assert (found.label, found.assembly_ids) == ("Yves Albarello", ())
    assert found.positions == (Position(legislature=13), Position(legislature=14))


@pytest.mark.parametrize("cell", ["12 13 14", "12, 13 ,14", "12;13;14", "XII XIII XIV", "12e 13e 14e"])
def test_several_legislatures_in_a_cell(cell: str) -> None:
    assert [each.legislature for each in one(f'item,legislatures\nQ7,"{cell}"\n').positions] == [12, 13, 14]


@pytest.mark.parametrize(
    ("label", "start", "legislature"),
    [
        ("XVe législature de la Cinquième République", "", 15),
        ("XVe législature", "2017-06-21", 15),  # its own first day tells the republic
        ("XVe législature", "", None),
        ("XVe législature", "1936-06-01", None),
        ("XVe législature de la Troisième République", "2017-06-21", None),
        ("Assemblée constituante", "2017-06-21", None),
    ],
)
def test_a_term_has_a_number_only_in_the_fifth_republic(label: str, start: str, legislature: int | None) -> None:
    text = f"item,legislature,legislatureLabel,start\nQ7,wd:Q99,{label},{start}\n"
    (position,) = one(text).positions
    assert (position.legislature, position.term) == (legislature, "Q99")


def test_an_ordinal_is_not_enough_without_the_republic() -> None:
    assert one("item,term,termOrdinal\nQ7,Q99,16\n").positions == (Position(term="Q99"),)
    found = one("item,term,termOrdinal,termStart\nQ7,Q99,16,2022-06-22\n")
    assert found.positions == (Position(term="Q99", legislature=16),)
    found = one("item,term,termOrdinal,termStart\nQ7,Q99,16,1936-06-01\n")
    assert found.positions == (Position(term="Q99"),)


def test_what_is_not_resolved_is_said() -> None:
    assert problems("item,district,districtLabel\nQ7,Q99,première circonscription de la Seine\n") == [
        ("E305", "Q99 première circonscription de la Seine")
    ]
    (position,) = one("item,district,districtLabel\nQ7,Q99,première circonscription de la Seine\n").positions
    assert position == Position(constituency="Q99")


def test_an_organ_told_elsewhere_resolves_an_item_without_a_label() -> None:
    deputies = b"item,term,district,group\nQ7,Q90,Q91,Q92\n"
    organs = (
        b"thing,kind,label,alias,ordinal,republic,department,start\nQ90,legislature,,,14,Q200686,,\n"
        b"Q91,constituency,,,3,,59,\nQ92,group,groupe Alpha,,,,,\nQ93,ministry,minist\xc3\xa8re de la Mer,Mer,,,,1981-05-22\n"
    )
    for order in ([deputies, organs], [organs, deputies]):
        found = read([io.BytesIO(each) for each in order])
        assert found.people[0].positions == (
            Position(legislature=14, term="Q90", department="59", number=3, constituency="Q91", group="Q92", group_label="groupe Alpha"),
        )
        ministry = next(thing for thing in found.things if thing.kind == "ministry")
        assert (ministry.label, ministry.aliases, ministry.start) == ("ministère de la Mer", ("Mer",), PartialDate(1981, 5, 22))


def test_names_that_contradict_each_other_resolve_nothing() -> None:
    found = one(
        "item,district,districtLabel\nQ7,Q91,première circonscription du Nord\nQ7,Q91,première circonscription de l'Ain\n"
    )
    assert found.positions == (Position(constituency="Q91"),)


def test_rows_of_optional_columns_do_not_multiply_positions() -> None:
    rows = [
        "Q7,s1,15,Nord,2017-06-21,", "Q7,s1,15,Nord,2017-06-21,2022-06-21", "Q7,s1,15,Nord,2017-06-21,2022-06-21",
        "Q7,s2,16,Nord,2022-06-22,",
    ]  # fmt: skip
    found = one("\n".join(["item,statement,term,district,start,end", *rows]))
    assert found.positions == (
        Position(legislature=15, department="59", start=PartialDate(2017, 6, 21), end=PartialDate(2022, 6, 21)),
        Position(legislature=16, department="59", start=PartialDate(2022, 6, 22)),
    )


def test_a_day_without_its_precision_yields_to_one_with_it() -> None:
    rows = "item,term,start,startPrecision\nQ7,15,2017-06-01,\nQ7,15,2017-06-01,10\n"
    assert one(rows).positions == (Position(legislature=15, start=PartialDate(2017, 6)),)


def test_other_offices_are_no_seat() -> None:
    assert one("item,P39,start\nQ7,Q382617,2001-03-18\n").positions == ()
    assert len(one("item,P39,start\nQ7,Q3044918,2001-03-18\n").positions) == 1


def test_unknown_values_are_no_values() -> None:
    found = one(
        "item,itemLabel,birth,groupLabel,district,P4123\n"
        "Q7,Q7,t55,t56,http://www.wikidata.org/.well-known/genid/abc,_:b0\n"
    )
    assert found == Item(id="Q7")


def test_several_births_stay() -> None:
    found = one("item,birth,birthPrecision\nQ7,1960-02-03,11\nQ7,1961-01-01,9\n")
    assert found.births == (PartialDate(1960, 2, 3), PartialDate(1961))


def test_names() -> None:
    text = 'item,itemLabel,itemAltLabel,label_en\nQ7,Anne  Dupre\u0301,"Anne Martin, A. Dupré",Anne Dupre\n'
    found = one(text)
    assert (found.label, found.aliases) == ("Anne Dupré", ("A. Dupré", "Anne Dupre", "Anne Martin"))
    assert one("item,label\nQ7,An\x07ne\u2028Dupré\x1b[31m\n").label == "Anne Dupré[31m"


def test_a_label_longer_than_any_name_is_left_out() -> None:
    text = f"item,label\nQ7,{'x' * (10 << 20)}\nQ8,Anne\n"
    found: list[Problem] = []
    people = table(text, on_problem=found.append).people
    assert [each.label for each in people] == ["", "Anne"]
    assert [problem.code for problem in found] == ["E262"]


def test_an_item_that_was_merged_is_one_with_what_it_became() -> None:
    old = b"item,label,P4123\nQ7,Anne Dupr\xc3\xa9,1234\n"
    new = b"item,label,redirect\nQ8,Anne Dupre,Q7\nQ8,Anne Dupre,Q6\n"
    for order in ([old, new], [new, old]):
        (found,) = read([io.BytesIO(each) for each in order]).people
        assert (found.id, found.assembly_ids, found.redirects) == ("Q8", ("1234",), ("Q6", "Q7"))


def test_items_that_redirect_in_a_circle_lose_nothing() -> None:
    found = table("item,label,redirect\nQ7,A,Q8\nQ8,B,Q7\n").people
    assert {name for each in found for name in (each.label, *each.aliases)} == {"A", "B"}


def test_items_are_in_order_of_numbers() -> None:
    assert [each.id for each in table("item\nQ10\nQ9\nQ100\nQ9\n").people] == ["Q9", "Q10", "Q100"]


def test_whether_it_is_a_person() -> None:
    assert one("item,P31\nQ7,wd:Q5\n").human is True
    assert one("item,P31\nQ7,Q8436\n").human is False
    assert one("item\nQ7\n").human is None


def test_notices_are_counted_where_there_are_many() -> None:
    found = problems("item\n" + "\n".join(f"x{n}" for n in range(100)))
    assert len(found) == 21
    assert found[-1] == ("E302", "and 80 more like these")


@pytest.mark.parametrize(("rows", "offices"), [
    ("Q7-A,Q3044918,\n", 1),                                    # bare: it says nothing of a seat, and it is there
    ("Q7-A,Q3044918,Q16\nQ7-A,Q3044918,Q15\nQ7-B,Q3044918,\n", 2),
    ("Q7-A,Q14828018,Q16\n", None),                             # another office
    (",Q3044918,Q16\n", None), ("Q7-A,,Q16\n", None),           # not told which statement, or of which office
])  # fmt: skip
def test_statements_of_the_office_are_counted_where_the_answer_names_them(rows: str, offices: int | None) -> None:
    told = "".join(f"Q7,{'http://www.wikidata.org/entity/statement/' * (row[0] == 'Q')}{row}\n" for row in rows.splitlines())
    assert one(f"item,statement,position,term\n{told}").offices == offices
