"""A usual file of one question in XML, read the short way: elements by the name alone, texts, `xsi:nil`, no more.

The Assemblée's exporter writes nothing else, and finding that out takes a third of the time of parsing. Whatever is
not certain (an attribute, a comment, CDATA, a numeric reference, an end tag of another name …) is left to lxml; what
comes of the rest is what `opendata_xml.to_wire` makes of lxml's elements (the tests compare them).
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from anq2rdf.sources.structured.wire import Wire
from anq2rdf.sources.structured.xml_records import SAFE, TYPE, XSI, is_nil

TEXTS = frozenset({"texte", "texteErratum"})     # their elements, where they have any, are part of the text
_START = re.compile(
    rb"""(?:<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?:UTF-8|utf-8)\2)?\?>[ \t\n]*)?"""
    rb"""(?P<root><question(?:[ \t\n][^<>]*[^<>/])?>)"""
)
_LARGEST = 1 << 20           # bytes; far below every cap of the parser
_DEEPEST = 16
_LONGEST_TAG, _LONGEST_ROOT = 100, 1000
# What XML allows as it stands: no control characters, no half characters, no carriage return (which becomes a newline).
_ALLOWED = re.compile("[\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Root(Struct, frozen=True):
    """The root's start tag as lxml reads it."""

    kind: str | None         # xsi:type
    nil: str                 # how an empty element's tag ends that says xsi:nil; "" where it cannot


class _Doubt(Exception):
    """Something that is not usual."""


def usual_question(data: bytes) -> Wire | None:
    """The question as the dict its JSON twin has; None where the file is not beyond doubt a usual one."""
    start = _START.match(data) if len(data) <= _LARGEST else None
    root = _root(start["root"]) if start is not None and len(start["root"]) <= _LONGEST_ROOT else None
    if start is None or root is None:
        return None
    try:
        found = _Elements(data[start.end() :].decode(), root.nil).of_root()
    except (_Doubt, UnicodeDecodeError, IndexError):
        return None
    if found and root.kind:
        found["@xsi:type"] = root.kind
    return found or None


@lru_cache(maxsize=64)
def _root(tag: bytes) -> Root | None:
    try:
        element = etree.fromstring(tag + b"</question>", etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError:
        return None
    prefix = next((prefix for prefix, space in element.nsmap.items() if space == XSI and prefix), None)
    return None if is_nil(element) else Root(element.get(TYPE), f' {prefix}:nil="true"/' if prefix else "")


class _Elements:
    """The elements in a text, read in order. Raises `_Doubt`, and IndexError where the text ends before its time."""

    __slots__ = ("_at", "_nil", "_pieces")

    def __init__(self, text: str, nil: str) -> None:
        if _ALLOWED.fullmatch(text) is None or "]]>" in text:
            raise _Doubt
        self._pieces = text.split("<")
        self._nil = nil
        self._at = 0

    def of_root(self) -> Wire:
        """What stands in the root, up to the end of the file."""
        _demand(self._pieces[0].isspace() or not self._pieces[0])
        found, after = self._within("/question", 0)
        _demand(self._at == len(self._pieces) - 1 and not after.strip(" \t\n"))
        return found

    def _within(self, end: str, depth: int) -> tuple[Wire, str]:
        """The elements up to that end tag, and the text behind it."""
        _demand(depth < _DEEPEST)
        found: Wire = {}
        while True:
            tag, after = self._next()
            if tag == end:
                return found, after
            name, empty = _start(tag, self._nil)
            value: Wire | str | None = None
            if not empty:
                value, after = self._value(name, after, depth)
            _demand(not after or after.isspace())
            _add(found, name, value)

    def _next(self) -> tuple[str, str]:
        self._at += 1
        tag, end, after = self._pieces[self._at].partition(">")
        _demand(bool(end))
        return tag, after

    def _value(self, name: str, after: str, depth: int) -> tuple[Wire | str | None, str]:
        """What the element just begun holds, and the text behind it."""
        end = "/" + name
        if not self._pieces[self._at + 1].startswith("/"):
            _demand(name not in TEXTS and (not after or after.isspace()))
            return self._within(end, depth + 1)
        tag, behind = self._next()
        _demand(tag == end)
        text = _unescaped(after) if "&" in after else after
        return (text if text and not text.isspace() else None), behind


@lru_cache(maxsize=1024)
def _start(tag: str, nil: str) -> tuple[str, bool]:
    """The name, and whether the element is empty."""
    name = tag.removesuffix(nil).removesuffix("/").rstrip(" ")
    _demand(len(tag) <= _LONGEST_TAG and _NAME.fullmatch(name) is not None)
    return name, tag[-1] == "/"


def _unescaped(text: str) -> str:
    first, *pieces = text.split("&")
    found = [first]
    for piece in pieces:
        name, end, after = piece.partition(";")
        _demand(end and name in _SIGNS)
        found += (_SIGNS[name], after)
    return "".join(found)


def _add(found: Wire, name: str, value: Wire | str | None) -> None:
    if name not in found:
        found[name] = value
    elif isinstance(found[name], list):
        found[name].append(value)
    else:
        found[name] = [found[name], value]


def _demand(usual: object) -> None:
    if not usual:
        raise _Doubt
