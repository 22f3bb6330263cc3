"""Small random graphs and random SHACL Core shapes, as Turtle (exemple inventé)."""

from __future__ import annotations

from hypothesis import strategies as st

NODES = ["ex:a", "ex:b", "ex:c", "_:x", "_:y"]
LITERALS = [
    *('"a"', '"b"', '""', '"a"@fr', '"a"@en', '"b"@fr', '"b"@fr-be', '"é\\n"', '"http://example.org/a"'),
    *("1", "2", "1.0", "2.5", "1e0", '"1"^^xsd:byte', '"300"^^xsd:byte', '"x"^^xsd:integer', '"01"^^xsd:integer'),
    *('"2014-03-04"^^xsd:date', '"2014-03-05"^^xsd:date', '"2014-02-30"^^xsd:date', '"2014-03-04"'),
    *('"2014-03-04T10:00:00"^^xsd:dateTime', '"2014-03-04T10:00:00Z"^^xsd:dateTime', '"10:00:00"^^xsd:time'),
    *("true", '"1"^^xsd:boolean', '"oui"^^xsd:boolean', '"2014"^^xsd:gYear', '"<p>"^^rdf:HTML', '"a"^^ex:type'),
    *('"INF"^^xsd:float', '"P1D"^^xsd:duration', '"ab"^^xsd:hexBinary', '"x"^^xsd:anyURI'),
]
PROPERTIES = ["ex:p", "ex:q", "ex:r"]
CLASSES = ["ex:C", "ex:D", "ex:E"]

nodes = st.sampled_from(NODES)
literals = st.sampled_from(LITERALS)
names = st.sampled_from(NODES[:3])
properties = st.sampled_from(PROPERTIES)
classes = st.sampled_from(CLASSES)
small = st.integers(0, 3)


@st.composite
def graphs(draw: st.DrawFn, *, blank: bool = True) -> str:
    """Up to fourteen statements, some of them types and subclasses.

    No blank node leads back to itself: how deep pySHACL writes one that does depends on what it wrote before.
    """
    these = nodes if blank else names
    about = st.tuples(these, properties, st.one_of(these, literals)).filter(
        lambda each: each[0] < each[2] or each[0] in NODES[:3]
    )
    typed = st.tuples(these, st.just("a"), classes)
    above = st.tuples(classes, st.just("rdfs:subClassOf"), classes)
    statements = draw(st.lists(st.one_of(about, about, about, typed, typed, above), max_size=14))
    return " .\n".join([*(" ".join(each) for each in statements), ""])


def _listed(parts: list[str]) -> str:
    return f"( {' '.join(parts)} )"


_simple_paths = st.one_of(properties, properties, st.just("rdf:type"))
# Never a step back over a sequence: pySHACL goes through its parts in the wrong order.
_repeats = st.sampled_from(["zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
_backward = st.one_of(
    st.builds("[ sh:inversePath {} ]".format, _simple_paths),
    st.builds("[ sh:inversePath [ sh:{} {} ] ]".format, _repeats, properties),
)


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3).map(_listed)
    return st.one_of(
        several,
        several.map("[ sh:alternativePath {} ]".format),
        st.builds("[ sh:{} {} ]".format, _repeats, inner),
    )


paths = st.recursive(
    st.one_of(_simple_paths, _simple_paths, _backward), _composed, max_leaves=2
)  # pySHACL's reports cut deeper ones short

_values = st.one_of(
    st.builds("sh:class {}".format, classes),
    st.lists(classes, min_size=2, max_size=2, unique=True).map(lambda two: f"sh:class {two[0]} , {two[1]}"),
    st.builds(
        "sh:datatype {}".format,
        st.sampled_from(
            [
                "xsd:string",
                "xsd:integer",
                "xsd:date",
                "xsd:dateTime",
                "xsd:boolean",
                "xsd:byte",
                "xsd:double",
                "rdf:langString",
                "rdf:HTML",
                "xsd:gYear",
                "xsd:decimal",
                "xsd:float",
                "xsd:time",
                "rdfs:Literal",
                "rdfs:Datatype",
                "xsd:anyURI",
                "ex:type",
            ]
        ),
    ),
    st.builds(
        "sh:nodeKind sh:{}".format,
        st.sampled_from(["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]),
    ),
    st.builds(
        "sh:{} {}".format,
        st.sampled_from(["minExclusive", "minInclusive", "maxExclusive", "maxInclusive"]),
        literals,
    ),
    st.builds("sh:{} {}".format, st.sampled_from(["minLength", "maxLength"]), small),
    st.builds("sh:pattern {}".format, st.sampled_from(["'^a'", "'B$'", "'.'", "'a' , 'b'", "'^http'"])),
    st.builds(
        "sh:pattern '{}' ; sh:flags '{}'".format, st.sampled_from(["A", "^B"]), st.sampled_from(["i", "im", "s"])
    ),
    st.builds("sh:languageIn ( {} )".format, st.sampled_from(["'fr'", "'en' 'FR-BE'", "'*'"])),
    st.builds("sh:{} {}".format, st.sampled_from(["equals", "disjoint"]), properties),
    st.builds("sh:hasValue {}".format, st.one_of(names, literals)),
    st.lists(st.one_of(names, literals), min_size=1, max_size=4).map(lambda some: f"sh:in {_listed(some)}"),
    st.builds("sh:closed {} ; sh:ignoredProperties ( {} )".format, st.sampled_from(["true", "false"]), properties),
    st.just("sh:closed true"),
)
_counts = st.one_of(
    st.builds("sh:{} {}".format, st.sampled_from(["minCount", "maxCount"]), small),
    st.builds("sh:uniqueLang {}".format, st.sampled_from(["true", "false"])),
)
_details = st.sampled_from(
    ["", "", "sh:message 'one'@en , 'un'@fr", "sh:severity sh:Warning", "sh:severity sh:Info ; sh:message 'said'"]
)
_off = st.sampled_from(["", "", "", "", "", "sh:deactivated true"])


def _joined(parts: tuple[object, ...]) -> str:
    flat = [part for each in parts for part in (each if isinstance(each, list) else [each]) if part]
    seen: dict[str, str] = {}
    for part in flat:  # most parameters may be given only once
        seen.setdefault(part.split()[0], part)
    return f"[ {' ; '.join(seen.values())} ]"


def _nesting(shapes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    node_shapes = shapes.filter(lambda text: not text.startswith("[ sh:path"))
    property_shapes = shapes.filter(lambda text: text.startswith("[ sh:path"))
    lists = st.lists(shapes, min_size=1, max_size=3).map(_listed)
    nested = st.one_of(
        st.builds("sh:not {}".format, shapes),
        st.builds("sh:{} {}".format, st.sampled_from(["and", "or", "xone"]), lists),
        st.builds("sh:node {}".format, node_shapes),
        st.lists(property_shapes, min_size=1, max_size=2).map(lambda some: f"sh:property {' , '.join(some)}"),
    )
    qualified = st.builds(
        "sh:qualifiedValueShape {} ; sh:{} {}".format,
        shapes,
        st.sampled_from(["qualifiedMinCount", "qualifiedMaxCount"]),
        small,
    )
    some = st.lists(st.one_of(_values, nested, nested), min_size=1, max_size=3)
    counted = st.lists(st.one_of(_values, nested, _counts, qualified), min_size=1, max_size=3)
    return st.one_of(
        st.tuples(some, _details, _off).map(_joined),
        st.tuples(paths.map("sh:path {}".format), counted, _details, _off).map(_joined),
    )


_leaves = st.one_of(
    st.tuples(st.lists(_values, min_size=1, max_size=2), _details).map(_joined),
    st.tuples(
        paths.map("sh:path {}".format), st.lists(st.one_of(_values, _counts), min_size=1, max_size=3), _details
    ).map(_joined),
)
shapes = st.recursive(_leaves, _nesting, max_leaves=5)

_targets = st.one_of(
    st.builds("sh:targetClass {}".format, classes),
    st.builds("sh:targetNode {}".format, st.one_of(names, literals)),
    st.builds("sh:targetSubjectsOf {}".format, properties),
    st.builds("sh:targetObjectsOf {}".format, properties),
)


@st.composite
def shapes_graphs(draw: st.DrawFn) -> str:
    """One to three shapes with targets of every kind; the first may be a class as well."""
    texts = []
    for number, body in enumerate(draw(st.lists(shapes, min_size=1, max_size=3))):
        targets = " ; ".join(draw(st.lists(_targets, min_size=1, max_size=3)))
        texts.append(f"ex:S{number} {targets} ; {body[1:-1]} .")
    if draw(st.booleans()) and not draw(st.booleans()):
        texts.append(f"ex:C a rdfs:Class ; sh:property {draw(_leaves.filter(lambda t: t.startswith('[ sh:path')))} .")
    return "\n".join(texts)
