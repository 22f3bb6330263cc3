"""Shapes are read whole or refused by name, and divided between the engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from anq2rdf.errors import UsageError
from anq2rdf.validation import check, read_shapes
from tests.validation.made_up import DATA_CHAIN, PREFIXES, judge, keys, reference, store_of
from tests.validation.test_constraints import shape


def test_all_shipped_constraints_run_set_wise_and_core_runs_in_pieces() -> None:
    shapes = read_shapes()
    assert len(shapes.constraints) == 34  # S01 to S21 and G01 to G13
    assert shapes.left == ()
    assert shapes.reach is not None


@pytest.mark.parametrize(
    ("turtle", "named"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:rule ex:r .", "sh:rule"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:js ex:r .", "sh:js"),
        ("ex:S a sh:NodeShape ; sh:target [ sh:select 'SELECT ?this {}' ] .", "sh:target"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:expression ex:e .", "sh:expression"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:minCuont 1 .", "sh:minCuont"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:minCount 1 ] .", "sh:path"),
        (
            "ex:o a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> ex:elsewhere .",
            "elsewhere",
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:pattern '(' ] .",
            "shapes cannot be used",
        ),
        (
            "ex:S sh:targetClass ex:C ; sh:property [ sh:path [ sh:inversePath ex:p ; sh:oops ex:q ] ] .",
            "sh:oops",
        ),
    ],
)
def test_what_no_engine_supports_is_refused_by_its_name(turtle: str, named: str) -> None:
    with pytest.raises(UsageError, match=named.replace("(", r"\(")):
        judge("ex:c a ex:C ; ex:p 'x' .", turtle)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("s.ttl", b"<a> <b> .", "cannot be read"),
        ("s.owl", b"", "a shapes file ends in"),
        ("s.ttl", b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_no_shapes_graph_is_a_usage_error(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=said):
        read_shapes([tmp_path / name])


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.ttl"):
        read_shapes([tmp_path / "none.ttl"])


def test_several_files_are_one_shapes_graph_and_keep_their_blank_nodes_apart(tmp_path: Path) -> None:
    for name, least in (("a", 1), ("b", 2)):
        (tmp_path / f"{name}.ttl").write_text(
            PREFIXES + f"ex:{name} sh:targetClass ex:C ; sh:property _:p . _:p sh:path ex:p ; sh:minCount {least} ."
        )
    report = check(store_of("ex:c a ex:C ; ex:p 1 ."), read_shapes([tmp_path / "a.ttl", tmp_path / "b.ttl"]))
    assert len(report.results) == 1


CORE = {
    "a chain of three": "sh:property [ sh:path ( ex:next ex:next ex:name ) ; sh:minCount 1 ]",
    "class at the end": "sh:property [ sh:path ( ex:next ex:next ) ; sh:class ex:C ]",
    "node inside": "sh:property [ sh:path ex:next ; sh:node [ sh:property [ sh:path ex:name ; sh:minCount 1 ] ] ]",
    "not inside": "sh:property [ sh:path ex:next ; sh:not [ sh:property [ sh:path ex:next ; sh:minCount 1 ] ] ]",
    "who points here": "sh:property [ sh:path [ sh:inversePath ex:next ] ; sh:minCount 1 ; sh:class ex:C ]",
    "the way back inside": "sh:property [ sh:path ( ex:next [ sh:inversePath ex:next ] ) ; sh:maxCount 1 ]",
    "as far as it goes": "sh:property [ sh:path [ sh:oneOrMorePath ex:next ] ; sh:maxCount 2 ]",
    "either": "sh:property [ sh:path [ sh:alternativePath ( ex:name ex:next ) ] ; sh:maxCount 1 ]",
    "a shape in a property": "sh:property [ sh:path ex:next ; sh:property [ sh:path ex:name ; sh:minCount 1 ] ]",
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type ex:next )",
    "one": "sh:xone ( [ sh:path ex:name ; sh:minCount 1 ] [ sh:path ( ex:next ex:next ex:name ) ; sh:minCount 1 ] )",
    "qualified": "sh:property [ sh:path ex:next ; sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMinCount 1 ]",
}


@pytest.mark.parametrize("core", CORE.values(), ids=CORE.keys())
def test_pieces_of_one_focus_node_give_what_pyshacl_gives_on_the_whole(
    core: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anq2rdf.validation.pieces.cut.__defaults__", (1,))
    # With messages of its own: pySHACL's generic ones depend on the prefixes of the file.
    core = core.replace("[ sh:path", "[ sh:message 'inner' ; sh:path")
    shapes = f"ex:S a sh:NodeShape ; sh:message 'outer' ; sh:targetClass ex:C ; {core} ."
    assert keys(judge(DATA_CHAIN, shapes)) == reference(DATA_CHAIN, shapes)
    assert reference(DATA_CHAIN, shapes), "the shape has to say something here"


def test_focus_nodes_found_as_objects_are_found_in_pieces_too() -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetObjectsOf ex:name ; sh:message 'short' ; sh:datatype xsd:string ."
    assert keys(judge(DATA_CHAIN, shapes)) == reference(DATA_CHAIN, shapes)
    assert [key[0] for key in reference(DATA_CHAIN, shapes)] == ["é"]


def test_a_report_beside_the_shapes_constrains_nothing() -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI . [] sh:conforms false ; sh:result [ sh:focusNode ex:a ; sh:sourceShape ex:S ] ."
    assert judge(DATA_CHAIN, shapes).conforms


def test_a_shacl_term_said_of_data_is_no_construct_of_a_shape() -> None:
    # As in the W3C test qualifiedValueShape-001, where sh:nodeShape is said of the focus node.
    shapes = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:IRI . ex:a sh:nodeShape ex:S ."
    assert judge(DATA_CHAIN, shapes).conforms


def test_a_shape_with_core_and_sparql_keeps_both() -> None:
    shapes = shape("SELECT $this ?value WHERE { $this ex:name ?value }", more="sh:nodeKind sh:Literal ;")
    assert keys(judge(DATA_CHAIN, shapes)) == reference(DATA_CHAIN, shapes)
