"""The unit that flows from the mapping to the sinks: one subject, its graph, and what is said of it.

Terms are plain strings with a small kind beside them, not term objects: at a million questions the objects would cost
more than everything else. A sink turns a kind into syntax; nothing below it knows a file format.
"""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

# The kinds an object can have. The data needs no others: no blank node, no free datatype, no language but these.
IRI: Final = 0  # an absolute IRI
STRING: Final = 1  # xsd:string
FRENCH: Final = 2  # rdf:langString @fr
ENGLISH: Final = 3  # rdf:langString @en
DATE: Final = 4  # xsd:date, lexical form YYYY-MM-DD
INTEGER: Final = 5  # xsd:integer, canonical lexical form
YEAR: Final = 6  # xsd:gYear, lexical form YYYY
HTML: Final = 7  # rdf:HTML, well-formed and sanitised

LANGUAGES: Final[dict[int, str]] = {FRENCH: "fr", ENGLISH: "en"}
DATATYPES: Final[dict[int, str]] = {
    DATE: "http://www.w3.org/2001/XMLSchema#date",
    INTEGER: "http://www.w3.org/2001/XMLSchema#integer",
    YEAR: "http://www.w3.org/2001/XMLSchema#gYear",
    HTML: "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML",
}

RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# (predicate IRI, kind of the object, object)
Pair = tuple[str, int, str]


class Node(NamedTuple):
    """One subject described in one named graph.

    `pairs` stay in the order the mapping gives them; sinks must not reorder them. An absolute IRI reaches a sink only
    if `rdf.iris` minted it or `rdf.vocabulary` names it, so sinks need not check them again.
    """

    subject: str
    graph: str
    pairs: list[Pair]


class Description(NamedTuple):
    """What the mapping makes of one record.

    `own` belongs to this record alone and is written with it. `shared` describes things other records point at too
    (people, organs, places, journal issues and pages, concepts, …), by fingerprint: each node there is a pure function
    of its subject and the register, or a fragment of its own, so a fingerprint met before need not be written again.
    """

    own: list[Node]
    shared: dict[int, Node]


def fingerprint(node: Node) -> int:
    """64 bits of a node's whole content, the same in every process (two of a million share one by 3 in 10^8)."""
    parts = [node.subject, node.graph]
    for predicate, kind, value in node.pairs:
        parts += (predicate, str(kind), value)
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
