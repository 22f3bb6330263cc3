"""SPARQL constraints run set-wise say what pySHACL says, result by result."""

from __future__ import annotations

import pytest

from anq2rdf.errors import UsageError
from anq2rdf.validation.shapes import divide
from tests.validation.made_up import JOURNAL, QUESTIONS, fired, judge, keys, parsed, reference


def test_an_answer_before_its_question_is_found_once() -> None:
    assert fired(judge(QUESTIONS), "S02") == [("q2a", "2014-03-01")]


def test_a_mandate_of_someone_else_is_found() -> None:
    assert fired(judge(QUESTIONS), "S12") == [("q2", "m2")]


def test_a_mandate_of_another_legislature_is_found() -> None:
    other = QUESTIONS.replace("org:member ex:d1 ; anq:legislature ex:l14", "org:member ex:d1 ; anq:legislature ex:l13")
    assert ("q1", "m1") in fired(judge(other), "S12")


def test_a_group_that_did_not_exist_yet_is_found() -> None:
    report = judge(QUESTIONS)
    assert fired(report, "S15") == [("q2", "g2")]
    [result] = [r for r in report.results if str(r.shape).endswith("#S15>")]
    assert result.level == "Warning"
    assert result.message("en") == (
        "Anachronism: group http://example.org/g2 did not exist when the question was published "
        "(the source records the latest group)."
    )
    assert result.message("fr").startswith("Anachronisme : le groupe http://example.org/g2 ")


def test_an_issue_that_is_no_tuesday_is_found_with_the_class_as_focus_node() -> None:
    assert fired(judge(JOURNAL), "G04") == [("JournalIssue", "2014-03-05")]


def test_a_sitting_over_more_than_sixty_pages_is_found() -> None:
    assert fired(judge(JOURNAL), "G13") == [("JournalIssue", "i1")]


@pytest.mark.parametrize("data", [QUESTIONS, JOURNAL, QUESTIONS + JOURNAL], ids=["questions", "journal", "both"])
def test_all_shipped_shapes_give_what_pyshacl_gives(data: str) -> None:
    report = judge(data)
    assert keys(report) == reference(data)
    assert {"S02", "S12", "S15"} & {tally.name for tally in report.tallies} or data == JOURNAL


def test_a_date_of_the_wrong_type_is_a_core_failure_and_nothing_else() -> None:
    # rdflib compares a string with a date and lets S02 fire too; here only the type is wrong.
    wrong = QUESTIONS.replace('"2014-04-08"^^xsd:date', '"2014-01-08"')
    report = judge(wrong)
    assert ("q1a", "2014-01-08") in fired(report, "A04")
    assert fired(report, "S02") == [("q2a", "2014-03-01")]


DATA = """
ex:A rdfs:subClassOf ex:C .
ex:a1 a ex:A ; ex:p 1 , 2 , 3 ; ex:ok true . ex:c1 a ex:C ; ex:p 5 . ex:c2 a ex:C , ex:A ; ex:q ex:c1 ; ex:ok true .
ex:other ex:p 9 ; ex:q ex:a1 .
"""


def shape(select: str, target: str = "sh:targetClass ex:C", more: str = "") -> str:
    return f"""
ex:o a <http://www.w3.org/2002/07/owl#Ontology> ;
  sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
ex:S a sh:NodeShape ; {target} ; {more} sh:sparql [ sh:prefixes ex:o ; sh:message "{{?value}} at {{$this}}"@en ;
  sh:select \"\"\"{select}\"\"\" ] ."""


QUERIES = {
    "only a filter that looks elsewhere": "SELECT $this WHERE { FILTER NOT EXISTS { $this ex:ok true } }",
    "$this in a filter alone": "SELECT $this WHERE { FILTER(STRENDS(STR($this), '2')) }",
    "branches": "SELECT $this ?value WHERE { { $this ex:p ?value FILTER(?value > 2) } UNION { $this ex:q ?value } }",
    "a branch that only binds": "SELECT $this ?value { { BIND(STR($this) AS ?value) } UNION { $this ex:q ?value } }",
    "optional": "SELECT $this ?value WHERE { OPTIONAL { $this ex:q ?value } }",
    "counted in a sub-select": "SELECT $this ?value WHERE { { SELECT $this (COUNT(?o) AS ?value) "
    "WHERE { $this ex:p ?o } GROUP BY $this } FILTER(?value > 1) }",
    "counted outside": "SELECT $this (COUNT(?o) AS ?n) WHERE { $this ex:p ?o } GROUP BY $this HAVING(COUNT(?o) > 1)",
    "the same row many times": "SELECT $this WHERE { $this ex:p ?o . ?x ex:p ?y }",
    "another focus node": "SELECT $this ?path ?value WHERE { $this ?path ?value . FILTER(?path = ex:q) }",
    "words that look like variables": "SELECT $this { $this ex:p ?o . FILTER('$this { EXISTS' != ?o) # $this {\n }",
    "one at a time": "SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY ?value LIMIT 1",
    "counted without group": "SELECT $this (COUNT(?o) AS ?value) WHERE { $this ex:p ?o }",
}


@pytest.mark.parametrize("select", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize(
    "target",
    [
        "sh:targetClass ex:C",
        "sh:targetClass ex:A , ex:C",
        "sh:targetNode ex:c1 , ex:absent",
        "sh:targetSubjectsOf ex:q",
        "sh:targetObjectsOf ex:q ; sh:targetNode ex:other",
    ],
)
def test_every_way_of_writing_a_constraint_gives_what_pyshacl_gives(select: str, target: str) -> None:
    shapes = shape(select, target)
    assert keys(judge(DATA, shapes)) == reference(DATA, shapes)


def test_a_constraint_of_a_property_shape_stays_with_pyshacl_and_keeps_its_path() -> None:
    shapes = shape("SELECT $this ?value WHERE { $this ex:p ?value FILTER(?value > 2) }", more="sh:path ex:p ;").replace(
        "sh:NodeShape", "sh:PropertyShape"
    )
    report = judge(DATA, shapes)
    assert keys(report) == reference(DATA, shapes)
    assert {str(result.path) for result in report.results} == {"<http://example.org/p>"}


def test_prefixes_may_be_declared_where_the_named_ontology_imports_them_from() -> None:
    # sh:prefixes/owl:imports*/sh:declare (SHACL §5.2.1); pySHACL does not follow the imports.
    shapes = shape("SELECT $this ?value WHERE { $this ex:p ?value FILTER(?value > 2) }").replace(
        "sh:prefixes ex:o", "sh:prefixes ex:other"
    )
    imports = "ex:other <http://www.w3.org/2002/07/owl#imports> ex:o . ex:o <http://www.w3.org/2002/07/owl#imports> ex:other ."
    assert fired(judge(DATA, shapes + imports), "S") == [("a1", "3"), ("c1", "5")]


def test_a_shape_that_is_only_spoken_of_runs_set_wise() -> None:
    spoken = "ex:page rdfs:seeAlso ex:S . [] sh:sourceShape ex:S ."
    shapes = divide(parsed(shape("SELECT $this WHERE { $this ex:p ?o }") + spoken))
    assert len(shapes.constraints) == 1
    assert shapes.left == ()


@pytest.mark.parametrize("flag", ["sh:deactivated true ;", 'sh:deactivated "1"^^xsd:boolean ;'])
def test_a_deactivated_constraint_says_nothing(flag: str) -> None:
    assert judge(DATA, shape("SELECT $this WHERE { $this ex:p ?o }", more=flag)).conforms


@pytest.mark.parametrize(
    ("select", "named"),
    [
        ("SELECT $this WHERE { $this ex:p ?o MINUS { $this ex:q ?o } }", "MINUS"),
        ("SELECT $this WHERE { VALUES $this { ex:a } }", "VALUES"),
        ("SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ex:p ?o } }", "SERVICE"),
        ("SELECT $this WHERE { { SELECT ?o WHERE { ?s ex:p ?o } } }", r"project \$this"),
        ("SELECT (ex:a AS $this) WHERE { }", r"project \$this"),
        ("SELECT $this WHERE { GRAPH $shapesGraph { $this ex:p ?o } }", "shapesGraph"),
        ("SELECT $this WHERE { $this ex:p ", "not valid SPARQL"),
        ("ASK { $this ex:p ?o }", "not a SELECT"),
    ],
)
def test_what_shacl_forbids_is_refused_by_its_name(select: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        judge(DATA, shape(select))
