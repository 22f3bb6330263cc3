"""Each Core component and each path form, on cases small enough to work out by hand from the Recommendation."""

from __future__ import annotations

import pytest

from anq2rdf.validation.compiled import View, compile_shapes
from anq2rdf.validation.compiled.terms import Term, is_literal
from anq2rdf.validation.graphs import graph_of
from tests.validation.test_compiled_equality import parse

DATA = """
ex:D rdfs:subClassOf ex:C . ex:E rdfs:subClassOf ex:D .
ex:a a ex:C ; ex:p 1 , 2 , 3 ; ex:s "abc" ; ex:t "x"@fr , "y"@fr , "z"@en ; ex:n ex:b , _:u ; ex:d "2014-03-04"^^xsd:date .
ex:b a ex:E ; ex:n ex:c ; ex:p 2 ; ex:q 2 , 5 ; ex:d "2014-02-30"^^xsd:date .
ex:c ex:n ex:a ; ex:m ex:b , ex:c .
_:u ex:p "1.5"^^xsd:decimal .
"""


def short(term: Term | None) -> str:
    if term is None:
        return "-"
    text = term[1].replace("http://example.org/", "")
    return text if is_literal(term) else "_" if text.startswith("_:") else text


def found(shapes: str, data: str = DATA) -> list[str]:
    """Each result as "focus value", in alphabetical order; - for no value, _ for a blank node."""
    engine = compile_shapes(graph_of(parse(shapes)))
    assert engine.refused == ()
    return sorted(f"{short(each.focus)} {short(each.value)}" for each in engine.judge(View.of(parse(data))))


ON_A = {
    "ex:p": {
        "sh:minCount 3": [],
        "sh:minCount 4": ["a -"],
        "sh:maxCount 3": [],
        "sh:maxCount 2": ["a -"],
        "sh:datatype xsd:integer": [],
        "sh:datatype xsd:decimal": ["a 1", "a 2", "a 3"],
        "sh:minInclusive 2": ["a 1"],
        "sh:minExclusive 2": ["a 1", "a 2"],
        "sh:maxInclusive 2.0": ["a 3"],
        "sh:maxExclusive 2": ["a 2", "a 3"],
        "sh:minInclusive '2'": ["a 1", "a 2", "a 3"],
        "sh:in ( 1 2 )": ["a 3"],
        "sh:in ( 1.0 2 3 )": ["a 1"],
        "sh:hasValue 2": [],
        "sh:hasValue 4": ["a -"],
        "sh:hasValue 1 , 4 , 5": ["a -", "a -"],
        "sh:equals ex:q": ["a 1", "a 2", "a 3"],
        "sh:disjoint ex:p": ["a 1", "a 2", "a 3"],
        "sh:disjoint ex:q": [],
        "sh:lessThan ex:p": ["a 1", "a 2", "a 2", "a 3", "a 3", "a 3"],
        "sh:lessThanOrEquals ex:p": ["a 2", "a 3", "a 3"],
        "sh:not [ sh:minInclusive 2 ]": ["a 2", "a 3"],
        "sh:and ( [ sh:minInclusive 2 ] [ sh:maxInclusive 2 ] )": ["a 1", "a 3"],
        "sh:or ( [ sh:minInclusive 3 ] [ sh:maxInclusive 1 ] )": ["a 2"],
        "sh:xone ( [ sh:minInclusive 2 ] [ sh:maxInclusive 2 ] )": ["a 2"],
        "sh:node [ sh:maxInclusive 1 ; sh:nodeKind sh:Literal ]": ["a 2", "a 3"],
        "sh:qualifiedValueShape [ sh:minInclusive 2 ] ; sh:qualifiedMinCount 2": [],
        "sh:qualifiedValueShape [ sh:minInclusive 2 ] ; sh:qualifiedMinCount 3": ["a -"],
        "sh:qualifiedValueShape [ sh:minInclusive 2 ] ; sh:qualifiedMaxCount 1": ["a -"],
        "sh:minCount 4 ; sh:deactivated true": [],
    },
    "ex:s": {
        "sh:minLength 3 ; sh:maxLength 3": [],
        "sh:minLength 4": ["a abc"],
        "sh:maxLength 2": ["a abc"],
        "sh:pattern 'b'": [],
        "sh:pattern '^b'": ["a abc"],
        "sh:pattern '^AB' ; sh:flags 'i'": [],
        "sh:languageIn ( 'fr' )": ["a abc"],
        "sh:datatype xsd:string": [],
        "sh:datatype rdf:langString": ["a abc"],
        "sh:nodeKind sh:IRIOrLiteral": [],
        "sh:nodeKind sh:IRI": ["a abc"],
    },
    "ex:t": {
        "sh:uniqueLang true": ["a -"],
        "sh:uniqueLang false": [],
        "sh:languageIn ( 'en' 'de' )": ["a x", "a y"],
        "sh:languageIn ( '*' )": [],
        "sh:datatype rdf:langString": [],
        "sh:datatype xsd:string": ["a x", "a y", "a z"],
        "sh:pattern 'x'": ["a y", "a z"],
    },
    "ex:n": {
        "sh:class ex:C": ["a _"],
        "sh:class ex:D , ex:F": ["a _", "a _", "a b"],
        "sh:nodeKind sh:BlankNode": ["a b"],
        "sh:nodeKind sh:BlankNodeOrLiteral": ["a b"],
        "sh:minLength 1": ["a _"],
        "sh:minLength 0": [],
        "sh:maxLength 99": ["a _"],
        "sh:pattern '.'": ["a _"],
        "sh:property [ sh:path ex:p ; sh:minCount 2 ]": ["_ -", "b -"],
        "sh:property [ sh:path ex:n ; sh:maxCount 0 ]": ["b -"],
        "sh:node [ sh:property [ sh:path ex:n ; sh:minCount 1 ] ]": ["a _"],
        "sh:closed true ; sh:ignoredProperties ( rdf:type ex:n ex:d )": ["a 1.5", "a 2", "a 2", "a 5"],
    },
    "ex:d": {"sh:datatype xsd:date": []},
    "ex:absent": {
        "sh:maxCount 0 ; sh:class ex:C ; sh:minInclusive 1": [],
        "sh:minCount 1": ["a -"],
        "sh:hasValue 1": ["a -"],
    },
}


@pytest.mark.parametrize(
    ("path", "constraint", "expected"),
    [(path, constraint, expected) for path, cases in ON_A.items() for constraint, expected in cases.items()],
)
def test_a_constraint_finds_what_the_recommendation_says(path: str, constraint: str, expected: list[str]) -> None:
    assert found(f"ex:S sh:targetNode ex:a ; sh:path {path} ; {constraint} .") == expected


def test_an_ill_typed_literal_is_not_of_its_datatype() -> None:
    # There is no 30 February.
    assert found("ex:S sh:targetNode ex:b ; sh:path ex:d ; sh:datatype xsd:date .") == ["b 2014-02-30"]


def test_html_is_never_ill_typed() -> None:
    assert (
        found("ex:S sh:targetNode ex:h ; sh:path ex:p ; sh:datatype rdf:HTML .", "ex:h ex:p '<p>&'^^rdf:HTML .") == []
    )


def test_a_closed_shape_allows_its_own_paths_and_reports_each_other_statement_with_its_predicate() -> None:
    shapes = "ex:S sh:targetNode ex:b ; sh:closed true ; sh:property [ sh:path ex:n ] , [ sh:path [ sh:inversePath ex:q ] ] ."
    engine = compile_shapes(graph_of(parse(shapes)))
    findings = engine.judge(View.of(parse(DATA)))
    assert sorted(str(each.predicate).rsplit("/", 1)[-1] for each in findings) == [
        "22-rdf-syntax-ns#type",
        "d",
        "p",
        "q",
        "q",
    ]


def test_a_qualified_shape_may_leave_out_what_its_siblings_take() -> None:
    shapes = """ex:S sh:targetNode ex:a ;
      sh:property [ sh:path ex:p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount {} ;
                    sh:qualifiedValueShape [ sh:minInclusive 2 ] ] ,
                  [ sh:path ex:p ; sh:qualifiedMinCount 0 ; sh:qualifiedValueShape [ sh:minInclusive 3 ] ] ."""
    assert found(shapes.format(1)) == []  # 2 alone: 3 belongs to the sibling
    assert found(shapes.format(2)) == ["a -"]


# What each path reaches from ex:a, by the table of SHACL §2.3.1.
PATHS = {
    "ex:n": ["_", "b"],
    "[ sh:inversePath ex:n ]": ["c"],
    "( ex:n ex:n )": ["c"],
    "( ex:n ex:n ex:n )": ["a"],
    "( ex:n ex:p )": ["1.5", "2"],
    "[ sh:alternativePath ( ex:s ex:n ) ]": ["_", "abc", "b"],
    "[ sh:zeroOrOnePath ex:n ]": ["_", "a", "b"],
    "[ sh:zeroOrMorePath ex:n ]": ["_", "a", "b", "c"],
    "[ sh:oneOrMorePath ex:n ]": ["_", "a", "b", "c"],
    "[ sh:oneOrMorePath ex:m ]": [],
    "( [ sh:zeroOrMorePath ex:n ] ex:m )": ["b", "c"],
    "( ex:n [ sh:inversePath ex:m ] )": ["c"],
    "[ sh:inversePath [ sh:oneOrMorePath ex:n ] ]": ["a", "b", "c"],
    "[ sh:alternativePath ( ex:p ex:p ) ]": ["1", "2", "3"],
    # ^(n/m) is ^m/^n: nothing has ex:a as ex:m; taken in pySHACL's order, ^n/^m, it would reach ex:c.
    "[ sh:inversePath ( ex:n ex:m ) ]": [],
}


@pytest.mark.parametrize(("path", "expected"), PATHS.items())
def test_a_path_reaches_each_node_once(path: str, expected: list[str]) -> None:
    assert found(f"ex:S sh:targetNode ex:a ; sh:path {path} ; sh:in ( ex:nothing ) .") == [
        f"a {each}" for each in expected
    ]


TARGETS = {
    "sh:targetClass ex:C": ["a", "b"],  # ex:b by two steps of rdfs:subClassOf
    "sh:targetClass ex:E": ["b"],
    "sh:targetNode ex:c , ex:elsewhere , 'text'": ["c", "elsewhere", "text"],
    "sh:targetSubjectsOf ex:q , ex:m": ["b", "c"],
    "sh:targetObjectsOf ex:q , ex:m": ["2", "5", "b", "c"],
    "sh:targetClass ex:C ; sh:targetNode ex:a ; sh:targetSubjectsOf ex:p": ["_", "a", "b"],
    "a rdfs:Class , sh:NodeShape": [],
}


@pytest.mark.parametrize(("target", "expected"), TARGETS.items())
def test_a_target_gives_each_focus_node_once(target: str, expected: list[str]) -> None:
    assert found(f"ex:S {target} ; sh:in ( ex:nothing ) .") == [f"{each} {each}" for each in expected]


def test_a_class_that_is_a_shape_judges_its_instances() -> None:
    assert found("ex:D a rdfs:Class , sh:NodeShape ; sh:in ( ex:nothing ) .") == ["b b"]


def test_the_results_carry_severity_messages_path_and_shape() -> None:
    engine = compile_shapes(
        graph_of(
            parse(
                "ex:S sh:targetNode ex:a ; sh:property ex:P . ex:P sh:path ( ex:n ex:p ) ; sh:maxCount 1 ; "
                "sh:severity sh:Info ; sh:message 'too many'@en , 'trop'@fr ."
            )
        )
    )
    [result] = engine.results(engine.judge(View.of(parse(DATA))))
    assert str(result.shape) == "<http://example.org/P>"
    assert result.level == "Info"
    assert result.messages == (("en", "too many"), ("fr", "trop"))
    assert str(result.path) == "<http://example.org/n>/<http://example.org/p>"
    assert result.component.value.endswith("#MaxCountConstraintComponent")


@pytest.mark.parametrize(
    ("path", "constraint"),
    [("ex:p", "sh:minInclusive '2014-01-01'^^xsd:date"), ("ex:d", "sh:lessThan ex:p"), ("ex:d", "sh:maxInclusive 1")],
)
def test_values_of_different_types_are_ordered_by_their_types_as_pyshacl_has_it(path: str, constraint: str) -> None:
    # SHACL §4.3 makes these violations: values that cannot be compared. "…#date" stands before "…#integer".
    assert found(f"ex:S sh:targetNode ex:a ; sh:path {path} ; {constraint} .") == []


# Where the compiled engine and pySHACL differ on purpose.


def test_a_unique_language_is_asked_for_by_true_alone() -> None:
    # W3C test uniqueLang-002
    assert found("ex:S sh:targetNode ex:a ; sh:path ex:t ; sh:uniqueLang '1'^^xsd:boolean .") == []


def test_counts_of_a_node_shape_say_nothing() -> None:
    # W3C test qualified-001
    assert found("ex:S sh:targetNode ex:a ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class ex:F ] .") == []


@pytest.mark.parametrize("value", ["_:x", "'NaN'^^xsd:double"])
def test_what_has_no_order_is_not_less(value: str) -> None:
    data = f"ex:a ex:p {value} ; ex:q 1.0 ."
    [one] = found("ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:lessThan ex:q .", data)
    assert one in ("a _", "a NaN")


def test_white_space_of_a_token_is_judged_as_written() -> None:
    assert found("ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:maxLength 1 .", "ex:a ex:p ' x '^^xsd:token .") == [
        "a  x "
    ]
