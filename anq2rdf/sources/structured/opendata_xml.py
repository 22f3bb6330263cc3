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
from anq2rdf.sources.structured.xml_records import Refused, is_nil, markup, members, root_name

_ROOTS = re.compile(r"question|questions[A-Z]\w*")
_TEXTS = frozenset({"texte", "texteErratum"})
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


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
                origin = document.origin(
                    form=self.form, media_type=self.media_type, digest=member.digest, pointer=member.pointer
                )
                intake = Intake(document, member.pointer, met)
                yield reading_of(intake, to_wire(member.element), origin, within="/question")
        except Refused as fault:
            yield rejection(document, fault.code, fault.detail, fault.pointer)


def to_wire(element: Any) -> Wire:
    """The question's element as the dict its JSON twin has."""
    value = _value(element)
    wire = value if isinstance(value, dict) else {}
    if kind := element.get(_TYPE):
        wire["@xsi:type"] = kind
    return wire


def _value(element: Any) -> Wire | str | None:
    if len(element) == 0:
        text = element.text
        return None if not text or text.isspace() or is_nil(element) else text
    if is_nil(element):
        return None
    if _names[element.tag] in _TEXTS:
        return markup(element)
    found: Wire = {}
    for child in element:
        if key := _names[child.tag]:
            value = _value(child)
            if key not in found:
                found[key] = value
            elif isinstance(found[key], list):
                found[key].append(value)
            else:
                found[key] = [found[key], value]
    return found


def _name(tag: object) -> str:
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


_names = Memory(_name)


READER = OpenDataXml()
