"""Compact JSON-LD (https://www.w3.org/TR/json-ld11/): plain keys, one node object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from anq2rdf.sinks.context import CONTEXT_IRI, Context, value_frame
from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.literals import is_plain_integer, quoted
from anq2rdf.statements import INTEGER, IRI, KINDS, LANGUAGES, RDF_TYPE, Block, Node, Pair


class _Slot(NamedTuple):
    """Where and how values of one predicate and kind are written."""

    key: str             # '"title": '
    before: str
    after: str
    always_list: bool
    by_language: bool

# What one statement adds to its node's object: the key, the value, whether it is always in a list, and the statement
# itself where the value goes into a map of languages.
_Member = tuple[str, str, bool, Pair | None]


class JsonLdWriter:
    """Writes through the shipped context; a predicate or class that is not in it is a `SinkError`, never a guess."""

    joint: Final = b",\n"

    def __init__(self, form: Format, *, graphs: bool, link: bool = False, context: Context | None = None) -> None:
        """`graphs` groups runs of nodes by named graph; `link` points at the published context instead of embedding it.

        `context` stands in for the shipped one.
        """
        self._form, self._graphs, self._link = form, graphs, link
        self._context = context or Context.shipped()
        self._id, self._type = self._context.key("@id"), self._context.key("@type")
        # Filled as predicates and classes are met; both are bounded by the context.
        self._slots: tuple[dict[str, _Slot], ...] = tuple({} for _ in KINDS)
        self._classes: dict[str, str] = {}
        self.name, self.extension, self.media_type = form.name, form.extension, form.media_type

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self._form, self._graphs, self._link, self._context.definitions)

    def start(self) -> bytes:
        """The context, one term a line, and the opening of the list of nodes."""
        if self._link:
            context = json.dumps(CONTEXT_IRI)
        else:
            terms = [f"  {_json(name)}: {_json(value)}" for name, value in self._context.definitions.items()]
            context = "{\n" + ",\n".join(terms) + "\n}"
        return f'{{"@context": {context},\n"@graph": [\n'.encode()

    def finish(self) -> bytes:
        """The end of the list and of the document."""
        return b"\n]}\n"

    def nodes(self, nodes: Iterable[Node]) -> bytes:
        """The nodes as objects with commas between them."""
        told = (node for node in nodes if node.size())
        if not self._graphs:
            return ",\n".join([self._object(node) for node in told]).encode()
        runs = groupby(told, key=lambda node: node.graph)
        return ",\n".join([self._run(graph, run) for graph, run in runs]).encode()

    def _run(self, graph: str, run: Iterable[Node]) -> str:
        objects = ",\n".join([self._object(node) for node in run])
        return f'{{"{self._id}": {quoted(graph)}, "@graph": [\n{objects}\n]}}'

    def _object(self, node: Node) -> str:
        fields: dict[str, str] = {}
        lists: set[str] = set()
        languages: dict[str, list[Pair]] = {}
        for part in node.parts:
            values = (part.memo.get(self) or self._kept(part)) if type(part) is Block else (self._member(part),)
            for key, text, always_list, pair in values:
                if pair is not None:
                    languages.setdefault(key, []).append(pair)
                    fields.setdefault(key, "")
                elif key in fields:
                    lists.add(key)
                    fields[key] = f"{fields[key]}, {text}" if fields[key] else text
                else:
                    fields[key] = text
                    if always_list:
                        lists.add(key)
        for key, pairs in languages.items():
            fields[key] = self._by_language(pairs, fields[key])
            lists.discard(key)
        members = [f"{key}[{text}]" if key in lists else key + text for key, text in fields.items()]
        return f'{{"{self._id}": "{node.subject}", {", ".join(members)}}}'

    def _kept(self, block: Block) -> list[_Member]:
        kept = block.memo[self] = [self._member(pair) for pair in block.pairs]
        return kept

    def _member(self, pair: Pair) -> _Member:
        predicate, kind, value = pair
        slot = self._slots[kind].get(predicate) or self._slot(predicate, kind)
        if slot.by_language:
            return slot.key, "", False, pair
        return slot.key, self._value(slot, predicate, kind, value), slot.always_list, None

    def _value(self, slot: _Slot, predicate: str, kind: int, value: str) -> str:
        if kind == IRI:
            if predicate == RDF_TYPE:
                return self._classes.get(value) or self._class(value)
            return f'{slot.before}"{value}"{slot.after}'
        if kind == INTEGER and not slot.before and is_plain_integer(value):
            return value
        if kind == INTEGER and not slot.before:
            return f'{{"@value": {quoted(value)}, "@type": "http://www.w3.org/2001/XMLSchema#integer"}}'
        return f"{slot.before}{quoted(value)}{slot.after}"

    def _by_language(self, pairs: list[Pair], others: str) -> str:
        # A map of languages holds nothing else: beside other values, each is written in full.
        if others:
            full = [_tagged(kind, value) for _, kind, value in pairs]
            return f"[{', '.join([others, *full])}]"
        texts: dict[int, list[str]] = {}
        for _, kind, value in pairs:
            texts.setdefault(kind, []).append(quoted(value))
        members = [f'"{LANGUAGES[kind]}": {_one_or_list(values)}' for kind, values in texts.items()]
        return f"{{{', '.join(members)}}}"

    def _slot(self, predicate: str, kind: int) -> _Slot:
        if predicate == RDF_TYPE:
            slot = _Slot(f'"{self._type}": ', "", "", always_list=False, by_language=False)
        else:
            term = self._context.term(predicate, kind)
            before, after = value_frame(term, kind, key_of_id=self._id)
            mapped = "@language" in term.containers
            slot = _Slot(
                key=f"{_json(term.name)}: ",
                before=before,
                after=after,
                # A value in full under a term of language maps must not look like such a map.
                always_list=mapped or "@set" in term.containers,
                by_language=mapped and kind in LANGUAGES,
            )
        self._slots[kind][predicate] = slot
        return slot

    def _class(self, iri: str) -> str:
        name = self._classes[iri] = _json(self._context.class_name(iri))
        return name


def _tagged(kind: int, value: str) -> str:
    return f'{{"@value": {quoted(value)}, "@language": "{LANGUAGES[kind]}"}}'


def _one_or_list(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rebuilt(form: Format, graphs: bool, link: bool, definitions: dict[str, object]) -> JsonLdWriter:
    return JsonLdWriter(form, graphs=graphs, link=link, context=Context(definitions))
