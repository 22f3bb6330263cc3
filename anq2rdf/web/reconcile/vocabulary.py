"""What can be reconciled, and by what: the types and properties of the service, and what a reader calls them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from anq2rdf.rdf.vocabulary import ONTOLOGY
from anq2rdf.web.entities.naming import term_label
from anq2rdf.web.rendering import words

DEPUTY: Final = "Deputy"
GROUP: Final = "ParliamentaryGroup"
MINISTRY: Final = "Ministry"
CONSTITUENCY: Final = "Circonscription"
DEPARTMENT: Final = "Department"
LEGISLATURE: Final = "Legislature"
#: The identifiers of types: the local names of classes, whose namespace is the service's schema space.
TYPES: Final = (DEPUTY, GROUP, MINISTRY, CONSTITUENCY, DEPARTMENT, LEGISLATURE)
_ORGANS: Final = (GROUP, MINISTRY)


class Property(Struct, frozen=True):
    """A property of things of some types; `asked` where a query may name it, `given` where it can be fetched.

    `type` is that of its values where these are things of ours.
    """

    id: str
    types: tuple[str, ...]
    asked: bool = True
    given: bool = True
    type: str | None = None


PROPERTIES: Final = {
    each.id: each
    for each in (
        Property("legislature", (DEPUTY, GROUP, CONSTITUENCY), type=LEGISLATURE),
        Property("constituency", (DEPUTY,), type=CONSTITUENCY),
        Property("department", (DEPUTY, CONSTITUENCY), type=DEPARTMENT),
        Property("group", (DEPUTY,), type=GROUP),
        Property("identifier", TYPES),
        Property("date", _ORGANS, given=False),
        Property("mandate", (DEPUTY,), asked=False),
        Property("questions", (DEPUTY,), asked=False),
        Property("wikidata", (DEPUTY,), asked=False),
        Property("number", (CONSTITUENCY, LEGISLATURE), asked=False),
        Property("delimitation", (CONSTITUENCY,), asked=False),
        Property("start", (*_ORGANS, LEGISLATURE), asked=False),
        Property("end", (*_ORGANS, LEGISLATURE), asked=False),
    )
}


def type_name(name: str, language: str) -> str:
    """What the ontology calls the type."""
    return term_label(ONTOLOGY + name, language) or name


def property_name(name: str, language: str) -> str:
    """What a reader calls the property; its identifier for one that is not known."""
    return words(language)[f"reconcile_p_{name}"] if name in PROPERTIES else name
