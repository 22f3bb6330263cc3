"""The official open data in XML: one question a file (XV to XVII, in a namespace) or one file a legislature (XIV)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from anq2rdf.records import Reading
from anq2rdf.sources.base import Document
from anq2rdf.sources.intake import Intake
from anq2rdf.sources.memory import Memory
from anq2rdf.sources.structured.opendata import reading_of, rejection
from anq2rdf.sources.structured.wire import Wire
from anq2rdf.sources.structured.xml_records import TYPE, Refused, is_nil, markup, members, root_name

_TEXTS = frozenset({"texte", "texteErratum"})
_ROOTS = re.compile(r"question|questions[A-Z]\w*")


class OpenDataXml:
    """Reader of the official XML, whatever its namespace."""

    form = "opendata-xml"
    media_type = "application/xml"

    def recognises(self, head: bytes) -> bool:
        """Whether the root is `question`, or `questionsEcrites` and the like (the JO archive begins otherwise)."""
        name = root_name(head)
        return name is not None and _ROOTS.fullmatch(name) is not None

    def read(self, document: Document) -> Iterator[Reading]:
        """Every question, in order; XML that is refused or cut ends with one rejection (E220, E221, E222)."""
        met: set[str] = set()
        try:
            for member in members(document, ("question",)):
                yield self._reading(document, to_wire(member.element), member.digest, member.pointer, met)
        except Refused as fault:
            yield rejection(document, fault.code, fault.detail, fault.pointer)

    def _reading(self, document: Document, wire: Wire, digest: str, pointer: str | None, met: set[str]) -> Reading:
        origin = document.origin(form=self.form, media_type=self.media_type, digest=digest, pointer=pointer)
        return reading_of(Intake(document, pointer, met), wire, origin, within="/question")


def to_wire(element: Any) -> Wire:
    """The question's element as the dict its JSON twin has."""
    value = _value(element)
    wire = value if isinstance(value, dict) else {}
    if kind := element.get(TYPE):
        wire["@xsi:type"] = kind
    return wire


def _value(element: Any) -> Wire | str | None:
    if is_nil(element):
        return None
    if len(element) == 0 or _names[element.tag] in _TEXTS:
        text = markup(element)
        return text if text and not text.isspace() else None
    return _content(element)


def _content(element: Any) -> Wire:
    found: Wire = {}
    for child in element:
        key, value = _names[child.tag], child.text
        if len(child):
            value = _value(child)
        elif not value or value.isspace() or is_nil(child):     # no call for those that hold a few words
            value = None
        if key not in found:
            found[key] = value
        elif isinstance(found[key], list):
            found[key].append(value)
        else:
            found[key] = [found[key], value]
    found.pop("", None)      # what has no name: a reference to an entity nobody declared
    return found


def _name(tag: object) -> str:
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


_names = Memory(_name)


READER = OpenDataXml()
