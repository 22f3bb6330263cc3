"""The JSON-LD context read backwards: from predicate and kind to the key that says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from anq2rdf.errors import SinkError
from anq2rdf.resources import shipped_text
from anq2rdf.statements import DATATYPES, INTEGER, IRI, LANGUAGES, STRING

CONTEXT_IRI: Final = "https://w3id.org/anq/context.jsonld"

# What a term may say; anything else (nesting, reversal, scoped contexts, indexes) would change what its values mean.
_UNDERSTOOD: Final = frozenset({"@id", "@type", "@language", "@container", "@prefix", "@protected"})
_CONTAINERS: Final = frozenset({"@set", "@language"})


class Term(NamedTuple):
    """One term of the context, its IRIs in full."""

    name: str
    iri: str
    type: str | None         # a datatype, "@id" or "@vocab"
    language: str | None
    containers: frozenset[str]

    def fits(self, kind: int) -> bool:
        """Whether a bare JSON value under this term means exactly a value of that kind."""
        if kind == IRI:
            return self.type in ("@id", "@vocab")
        if kind in LANGUAGES:
            return self.type is None and (self.language == LANGUAGES[kind] or "@language" in self.containers)
        if kind == STRING:
            return self.type is None and self.language is None and "@language" not in self.containers
        return self.type == DATATYPES[kind] or (kind == INTEGER and self.type is None)


class Context:
    """A context whose terms are all explicit. Raises `SinkError` for one that this writer could not honour."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self.definitions = dict(definitions)
        if "@vocab" in definitions or "@base" in definitions:
            raise SinkError("the JSON-LD context must not have @vocab or @base", remedy="name every term")
        self._terms: dict[str, list[Term]] = {}
        for name, value in definitions.items():
            if not name.startswith("@"):
                term = self._term(name, value)
                self._terms.setdefault(term.iri, []).append(term)

    @classmethod
    def shipped(cls) -> Context:
        """The published context, as it is shipped."""
        return cls(json.loads(shipped_text("ontology", "context.jsonld"))["@context"])

    def key(self, keyword: str) -> str:
        """The plain key for a keyword: "id" where the context has it, else "@id"."""
        return next((term.name for term in self._terms.get(keyword, ())), keyword)

    def term(self, iri: str, kind: int) -> Term:
        """The term for a predicate that suits values of that kind best; `SinkError` where there is none."""
        terms = self._terms.get(iri)
        if not terms:
            raise _unnamed("property", iri)
        fitting = [term for term in terms if term.fits(kind)]
        # A value no term fits is written in full; a language map could not hold it beside its own.
        return next(iter(fitting), min(terms, key=lambda term: "@language" in term.containers))

    def class_name(self, iri: str) -> str:
        """The term for a class; `SinkError` where there is none."""
        terms = self._terms.get(iri)
        if not terms:
            raise _unnamed("class", iri)
        return terms[0].name

    def _term(self, name: str, value: Any) -> Term:
        fields: dict[str, Any] = value if isinstance(value, dict) else {"@id": value}
        containers = fields.get("@container", [])
        if "@id" not in fields or not _UNDERSTOOD.issuperset(fields) or not _CONTAINERS.issuperset(_listed(containers)):
            raise SinkError(f"the JSON-LD writer cannot honour the context's term {name}", remedy="define it plainly")
        kind, language = fields.get("@type"), fields.get("@language", self.definitions.get("@language"))
        return Term(
            name=name,
            iri=self._expanded(fields["@id"]),
            type=self._expanded(kind) if kind else None,
            language=language if kind is None else None,
            containers=frozenset(_listed(containers)),
        )

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        value = self.definitions.get(prefix)
        if name.startswith("@") or local.startswith("//") or not local or value is None:
            return name
        return str(value["@id"] if isinstance(value, dict) else value) + local


def _unnamed(what: str, iri: str) -> SinkError:
    return SinkError(f"the JSON-LD context has no term for the {what} {iri}", remedy="add it to context.jsonld")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def value_frame(term: Term, kind: int, *, key_of_id: str) -> tuple[str, str]:
    """What stands before and after a JSON string so that under `term` it is a value of that kind."""
    if term.fits(kind) and "@language" not in term.containers:
        return "", ""
    if kind == IRI:
        return f'{{"{key_of_id}": ', "}"
    if kind in LANGUAGES:
        return '{"@value": ', f', "@language": "{LANGUAGES[kind]}"}}'
    if kind in DATATYPES:
        return '{"@value": ', f', "@type": "{DATATYPES[kind]}"}}'
    return '{"@value": ', "}"
