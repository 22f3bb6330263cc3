"""The unit that flows from the mapping to the sinks: one subject, its graph, and what is said of it.

Terms are plain strings with a small kind beside them, not term objects: at a million questions the objects would cost
more than everything else. A sink turns a kind into syntax; nothing below it knows a file format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, final

import msgspec

# The kinds an object can have. The data needs no others: no blank node, no free datatype, no language but these.
IRI: Final = 0  # an absolute IRI
STRING: Final = 1  # xsd:string
FRENCH: Final = 2  # rdf:langString @fr
ENGLISH: Final = 3  # rdf:langString @en
DATE: Final = 4  # xsd:date, lexical form YYYY-MM-DD
INTEGER: Final = 5  # xsd:integer, canonical lexical form
YEAR: Final = 6  # xsd:gYear, lexical form YYYY
HTML: Final = 7  # rdf:HTML, well-formed and sanitised
DOUBLE: Final = 8  # xsd:double, canonical lexical form: 9.5E-1
KINDS: Final = range(DOUBLE + 1)

LANGUAGES: Final[dict[int, str]] = {FRENCH: "fr", ENGLISH: "en"}
DATATYPES: Final[dict[int, str]] = {
    DATE: "http://www.w3.org/2001/XMLSchema#date",
    INTEGER: "http://www.w3.org/2001/XMLSchema#integer",
    YEAR: "http://www.w3.org/2001/XMLSchema#gYear",
    HTML: "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML",
    DOUBLE: "http://www.w3.org/2001/XMLSchema#double",
}

RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# (predicate IRI, kind of the object, object)
Pair = tuple[str, int, str]


@final
class Block:
    """Statements that are told together of many subjects: what a reference, an author or a ministry adds to each.

    The mapping keeps and gives the same block again, so that a writer can keep what it made of it in `memo`, under a
    key of its own. Most of what is written is written this way: the same few statements, of another subject.
    """

    __slots__ = ("memo", "pairs")

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.pairs = tuple(pairs)
        self.memo: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return Block, (self.pairs,)


@cache
def constant(*pairs: Pair) -> Block:
    """The one block of statements that the program itself spells out, such as the classes of an event."""
    return Block(pairs)


class Node(NamedTuple):
    """One subject described in one named graph.

    `parts` stay in the order the mapping gives them; sinks must not reorder them. An absolute IRI reaches a sink only
    if `rdf.iris` minted it or `rdf.vocabulary` names it, so sinks need not check them again.
    """

    subject: str
    graph: str
    parts: Sequence[Pair | Block]

    @property
    def pairs(self) -> list[Pair]:
        """Every statement by itself."""
        pairs: list[Pair] = []
        for part in self.parts:
            if type(part) is Block:
                pairs += part.pairs
            else:
                pairs.append(part)
        return pairs

    def size(self) -> int:
        """How many statements it makes."""
        return len(self.parts) + sum([len(part.pairs) - 1 for part in self.parts if type(part) is Block])


class Bundle(NamedTuple):
    """Shared nodes that come together: an entity's own and those of what it points at, by fingerprint."""

    mark: int  # 64 bits over the fingerprints: two bundles of one mark hold the same nodes
    nodes: Mapping[int, Node]


class Description(NamedTuple):
    """What the mapping makes of one record.

    `own` belongs to this record alone and is written with it. `bundles` describe things other records point at too
    (people, organs, places, journal issues and pages, concepts, …): each node there is a pure function of its subject
    and the register, or a fragment of its own, so a fingerprint met before need not be written again.
    """

    own: list[Node]
    bundles: list[Bundle]

    @property
    def shared(self) -> dict[int, Node]:
        """The nodes of all bundles."""
        return {key: node for bundle in self.bundles for key, node in bundle.nodes.items()}


def fingerprint(node: Node) -> int:
    """64 bits of a node's whole content, the same in every process (two of a million share one by 3 in 10^8)."""
    try:
        content = msgspec.msgpack.encode((node.subject, node.graph, node.pairs))
    except UnicodeEncodeError:  # a lone surrogate, which msgpack cannot say
        content = repr((node.subject, node.graph, node.pairs)).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big")


def bundled(bundles: Iterable[Bundle]) -> Bundle:
    """Several bundles as one."""
    nodes = {key: node for bundle in bundles for key, node in bundle.nodes.items()}
    marks = b"".join([key.to_bytes(8, "big") for key in sorted(nodes)])
    return Bundle(int.from_bytes(hashlib.blake2b(marks, digest_size=8).digest(), "big"), nodes)
