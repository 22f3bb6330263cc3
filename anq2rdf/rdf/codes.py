"""The controlled codes a record uses, and the legislatures: fixed tables, written into graph `codes`.

`ontology/codes.ttl` holds the same for people; a test compares the two.
"""

from __future__ import annotations

from typing import Final

from anq2rdf.normalise.legislatures import LEGISLATURES
from anq2rdf.normalise.names import slug
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.shared import World
from anq2rdf.records import Closure
from anq2rdf.statements import DATE, ENGLISH, FRENCH, INTEGER, IRI, STRING, Node, Pair

SCHEMES: Final[dict[str, tuple[str, str]]] = {
    "question-type": ("Types de question", "Question types"),
    "status": ("États d'une question", "Question statuses"),
    "closure-reason": ("Motifs de clôture", "Closure reasons"),
    "text-scope": ("Étendues d'un texte de réponse", "Scopes of an answer's text"),
    "identity-status": ("États d'identification", "Identity statuses"),
}

CODES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "question-type": {
        "QE": ("Question écrite", "Written question"),
        "QG": ("Question au Gouvernement", "Question to the Government"),
        "QOSD": ("Question orale sans débat", "Oral question without debate"),
    },
    "status": {
        "pending": ("en attente de réponse", "awaiting an answer"),
        "answered": ("répondue", "answered"),
        "withdrawn": ("retirée", "withdrawn"),
        "lapsed": ("caduque", "lapsed"),
        "closed-other": ("close autrement", "closed otherwise"),
    },
    "closure-reason": {
        "REP_PUB": ("Réponse publiée", "Answer published"),
        "FL": ("Fin de législature", "End of the legislature"),
        "FM": ("Fin de mandat", "End of the mandate"),
        "AU": ("Retrait à l'initiative de l'auteur", "Withdrawn by the author"),
    },
    "text-scope": {
        "answer-only": ("réponse seule", "answer only"),
        "full-exchange": ("échange entier en séance", "full exchange in the sitting"),
    },
    "identity-status": {
        "official-id": ("identifiant officiel", "official identifier"),
        "label-only": ("connu par son libellé seul", "known by label only"),
    },
}

# The end state a closure reason leads to; ontology/codes.ttl says the same with skos:broader.
BROADER: Final = {"REP_PUB": "answered", "FL": "lapsed", "FM": "lapsed", "AU": "withdrawn"}


def reach_code(world: World, scheme: str, code: str) -> str:
    """A fixed code and its scheme. KeyError for a code that is not in the table (a bug, never data)."""
    return world.reach(("code", scheme, code), lambda: _code(world, scheme, code))


def _code(world: World, scheme: str, code: str) -> tuple[str, list[Node]]:
    french, english = CODES[scheme][code]
    iri = f"{v.CODES}{scheme}/{code}"
    pairs = _concept_pairs(_reach_fixed_scheme(world, scheme), code, french)
    pairs.append((v.PREF_LABEL, ENGLISH, english))
    if scheme == "closure-reason":
        pairs.append((v.BROADER, IRI, reach_code(world, "status", BROADER[code])))
    return iri, [Node(iri, world.minter.graph_codes, pairs)]


def _concept_pairs(scheme: str, notation: str, french: str) -> list[Pair]:
    return [
        (v.TYPE, IRI, v.CONCEPT),
        (v.IN_SCHEME, IRI, scheme),
        (v.NOTATION, STRING, notation),
        (v.PREF_LABEL, FRENCH, french),
    ]


def _reach_fixed_scheme(world: World, scheme: str) -> str:
    iri = v.CODES + scheme
    french, english = SCHEMES[scheme]
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.CONCEPT_SCHEME),
        (v.LABEL, FRENCH, french),
        (v.LABEL, ENGLISH, english),
    ]
    return world.reach(("scheme", scheme), lambda: (iri, [Node(iri, world.minter.graph_codes, pairs)]))


def reach_closure_reason(world: World, closure: Closure, reason: str, broader: str | None) -> str:
    """The reason of a closure: one of the fixed codes, else a concept made of the raw code or label."""
    key = ("closure-reason", closure.label, reason, broader)
    return world.recall(key, lambda: _closure_reason(world, closure, reason, broader))


def _closure_reason(world: World, closure: Closure, reason: str, broader: str | None) -> str:
    if reason in CODES["closure-reason"]:
        return reach_code(world, "closure-reason", reason)
    iri = world.minter.concept("closure-reason", slug(reason) or "sans-nom")

    # The code is the concept's name; how a record words it may vary, and a concept has one preferred label.
    pairs = _concept_pairs(_reach_fixed_scheme(world, "closure-reason"), reason, reason)
    if closure.label and closure.label != reason:
        pairs.append((v.ALT_LABEL, FRENCH, closure.label))
    if broader:
        pairs.append((v.BROADER, IRI, reach_code(world, "status", broader)))
    world.tell(iri, world.minter.graph_codes, *pairs)
    return iri


def reach_legislature(world: World, number: int) -> str:
    """A legislature with its bounds; sources differ by days on some of them."""
    return world.reach(("legislature", str(number)), lambda: _legislature(world, number))


def _legislature(world: World, number: int) -> tuple[str, list[Node]]:
    iri = world.minter.legislature(number)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.LEGISLATURE_CLASS),
        (v.NUMBER, INTEGER, str(number)),
        (v.LABEL, FRENCH, f"{number}e législature"),
        (v.LABEL, ENGLISH, f"{number}{english_ordinal(number)} legislature"),
    ]
    known = LEGISLATURES.get(number)
    if known is not None:
        pairs.append((v.START_DATE, DATE, known.start.isoformat()))
        if known.end is not None:
            pairs.append((v.END_DATE, DATE, known.end.isoformat()))
    return iri, [Node(iri, world.minter.graph_codes, pairs)]


def english_ordinal(number: int) -> str:
    """The letters that follow a number in English: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
