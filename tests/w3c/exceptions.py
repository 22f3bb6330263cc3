"""What an engine does not pass, or does not claim, and why. An entry that is no longer true fails the test.

compiled: Core compiled, SPARQL set-wise, nothing else. auto: what those do not claim goes to pySHACL. pyshacl: Core by
pySHACL piece by piece, SPARQL set-wise. reference: pySHACL alone, on everything as one graph.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Excepted(NamedTuple):
    """How a test ends instead of passing."""

    outcome: str  # the beginning of it: "refused: …" or "differs"
    reason: str


_IMPORT: Final = Excepted(
    "refused: the shapes import http://datashapes.org/dash", "nothing is fetched; with -s dash.ttl it would be there"
)
_SHAPES_GRAPH: Final = Excepted(
    "refused: the sh:select of", "$shapesGraph is optional in SHACL (§5.3.1) and no engine here knows it"
)
_COMPONENT: Final = Excepted("refused: not all shapes can be compiled", "constraint components of SHACL-SPARQL")
_BYTE: Final = Excepted("differs", "the store takes 55 as an xsd:integer, whichever integer type it has in the data")
_UNIQUE: Final = Excepted("differs", 'sh:uniqueLang "1"^^xsd:boolean asks for nothing, but rdflib reads it as true')

EXCEPTIONS: Final[dict[str, dict[str, Excepted]]] = {
    "compiled": {
        "core/property/datatype-ill-formed": _BYTE,
        "sparql/component/nodeValidator-001": _COMPONENT,
        "sparql/component/optional-001": _COMPONENT,
        "sparql/component/propertyValidator-select-001": _COMPONENT,
        "sparql/component/validator-001": _IMPORT,
        "sparql/pre-binding/shapesGraph-001": _SHAPES_GRAPH,
        "sparql/property/sparql-001": Excepted(
            "refused: not all shapes can be compiled", "a constraint of a property shape, which uses $PATH"
        ),
    },
    "auto": {
        "core/property/datatype-ill-formed": _BYTE,
        "sparql/component/validator-001": _IMPORT,
        "sparql/pre-binding/shapesGraph-001": _SHAPES_GRAPH,
    },
    "pyshacl": {
        "core/property/datatype-ill-formed": _BYTE,
        "core/property/uniqueLang-002": _UNIQUE,
        "sparql/component/validator-001": _IMPORT,
        "sparql/pre-binding/shapesGraph-001": _SHAPES_GRAPH,
    },
    "reference": {
        "core/property/datatype-ill-formed": _BYTE,
        "core/property/uniqueLang-002": _UNIQUE,
        "sparql/component/validator-001": _IMPORT,
        "sparql/node/prefixes-001": Excepted(
            "refused: the shapes cannot be used: Exception: Unknown namespace prefix",
            "pySHACL does not follow sh:prefixes/owl:imports*/sh:declare (§5.2.1)",
        ),
        "sparql/pre-binding/shapesGraph-001": _SHAPES_GRAPH,
    },
}

# Who judges each test of the SPARQL part under --engine auto: the store, once for all focus nodes; pySHACL; or nobody.
SPARQL: Final[dict[str, str]] = {
    **dict.fromkeys(("component/optional-001", "component/propertyValidator-select-001", "property/sparql-001"), "pySHACL"),
    **dict.fromkeys((f"node/{name}" for name in ("prefixes-001", "sparql-001", "sparql-002", "sparql-003")), "set-wise"),
    **{f"pre-binding/pre-binding-00{n}": "set-wise" for n in (1, 2, 3, 4, 5, 7)},
    **{f"pre-binding/unsupported-sparql-00{n}": "refused" for n in range(1, 7)},
    **dict.fromkeys(("component/validator-001", "pre-binding/pre-binding-006", "pre-binding/shapesGraph-001"), "refused"),
    "component/nodeValidator-001": "pySHACL",
}
