"""Elements out of XML files, small or giant, with nothing expanded, fetched or executed.

A DOCTYPE is refused before the parser sees a byte: official files have none, and entity declarations can read files or
exhaust memory. Caps on depth, text and attributes are libxml2's own (`huge_tree` stays off).
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from msgspec import Struct

from anq2rdf.sources.base import HEAD_BYTES, Document
from anq2rdf.sources.structured.json_values import encoding_of

_PROLOGUE = re.compile(r"\ufeff?\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)
_ROOT = re.compile(r"<([^\W\d][\w.\-]*:)?([^\W\d][\w.\-]*)")
_DECLARATION = re.compile(r"<!doctype[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_NAME = re.compile(r"<!doctype\s+([^\W\d][\w.\-]*:)?([^\W\d][\w.\-]*)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype", re.IGNORECASE)
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TYPE, _NIL = f"{{{XSI}}}type", f"{{{XSI}}}nil"
_PLACE = re.compile(r",? ?\s*line \d+, column \d+$")
_RESOURCE_LIMIT = 114     # XML_ERR_RESOURCE_LIMIT: depth, text, attribute, name or buffer too large
# lxml's defaults differ between its parsers: all that matters for safety is said here.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Refused(Exception):
    """The document ends here: problem code, what is wrong, where."""

    def __init__(self, code: str, detail: str = "", pointer: str | None = None) -> None:
        super().__init__(code, detail, pointer)
        self.code = code
        self.detail = detail
        self.pointer = pointer


class Member(Struct, frozen=True):
    """One record's element, the digest of what it came from, and its place in a file of many."""

    element: Any            # lxml's; valid until the next one is asked for
    digest: str
    pointer: str | None


def head_of_xml(head: bytes) -> str:
    """The head as characters, by byte order mark or zeros; 8-bit bytes one to one, names being ASCII in all forms."""
    encoding = encoding_of(head)
    if encoding == "utf-8-sig":
        return head[3:].decode("latin-1")
    return head.decode("latin-1" if encoding == "utf-8" else encoding, "replace")


def root_name(head: bytes) -> str | None:
    """The root's local name, None where the head is no XML.

    A DOCTYPE is stepped over, or where that cannot be done its own word for the root is taken.
    """
    global _last  # noqa: PLW0603 (every reader of XML asks, and asks again)
    last = _last
    if last[0] is not head:
        _last = last = head, _root_name(head)
    return last[1]


_last: tuple[bytes, str | None] = b"", None


def _root_name(head: bytes) -> str | None:
    text = head_of_xml(head)
    start = _PROLOGUE.match(text)
    at = start.end() if start else 0
    if declared := _DECLARATION.match(text, at):
        start = _PROLOGUE.match(text, declared.end())
        at = start.end() if start else at
    root = _ROOT.match(text, at) or _DOCTYPE_NAME.match(text, at)
    return root[2] if root else None


def check_prologue(head: bytes) -> None:
    """Raise `Refused` where a DOCTYPE stands before the root (E220) or no root comes (E221, E222)."""
    text = head_of_xml(head)
    start = _PROLOGUE.match(text)
    at = start.end() if start else 0
    if _DOCTYPE.match(text, at):
        raise Refused("E220", text[at:at + 60], f"line {text.count(chr(10), 0, at) + 1}")
    if _ROOT.match(text, at) is None:
        raise Refused("E221" if len(head) >= HEAD_BYTES else "E222", "no element follows the prologue")


def members(document: Document, names: Iterable[str]) -> Iterator[Member]:
    """Every element of one of these local names: the root itself, or all that stand in it, streamed.

    Raises `Refused` where the document ends before its time; elements complete before that were yielded.
    """
    head = document.head()
    check_prologue(head)
    if root_name(head) in set(names):
        yield _whole(document)
        return
    yield from _streamed(document, names)


def _whole(document: Document) -> Member:
    data = document.read()
    try:
        root = etree.fromstring(data, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as fault:
        raise refusal(fault) from None
    _refuse_declarations(root)
    return Member(root, hashlib.sha256(data).hexdigest(), None)


def _streamed(document: Document, names: Iterable[str]) -> Iterator[Member]:
    counts: dict[str, int] = {}
    for _, element in events(document, ("end",), [f"{{*}}{name}" for name in names]):
        path = "/".join(local(node) for node in reversed(list(element.iterancestors())))
        pointer = f"/{path}/{local(element)}"
        counts[pointer] = counts.get(pointer, 0) + 1
        yield Member(element, hashlib.sha256(canonical(element)).hexdigest(), f"{pointer}[{counts[pointer]}]")
        forget(element)


def events(document: Document, kinds: tuple[str, ...], tags: list[str] | None = None) -> Iterator[tuple[str, Any]]:
    """The parser's events over the document's stream. Raises `Refused`; what the stream raises passes through."""
    with document.open() as stream:
        parser = etree.iterparse(stream, events=kinds, tag=tags, **SAFE)
        try:
            for event, element in parser:
                if event == "end" and element.getroottree().docinfo.internalDTD is not None:
                    raise Refused("E220")
                yield event, element
        except etree.XMLSyntaxError as fault:
            raise refusal(fault, parser.error_log) from None


def forget(element: Any) -> None:
    """Free an element that has been read, and everything before it, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def canonical(element: Any) -> bytes:
    """The element as Canonical XML, which does not depend on how it was written."""
    try:
        found: bytes = etree.tostring(element, method="c14n", with_tail=False)
    except etree.C14NError:      # a namespace that is no absolute IRI has no canonical form
        found = etree.tostring(element, encoding="utf-8", with_tail=False)
    return found


def refusal(fault: etree.XMLSyntaxError, log: Any = ()) -> Refused:
    """The problem of a syntax error: E221 where a cap of the parser was met, else E222, with line and column."""
    line, column = fault.position
    message = fault.msg or ""
    code = getattr(fault, "code", None)
    if line <= 0 and (entries := list(log)):      # iterparse tells some faults only in its log
        line, column, message, code = entries[-1].line, entries[-1].column, entries[-1].message, entries[-1].type
    pointer = f"line {line}, column {column}" if line > 0 else None
    capped = code == _RESOURCE_LIMIT or "XML_PARSE_HUGE" in message
    return Refused("E221" if capped else "E222", _PLACE.sub("", message.strip())[:200], pointer)


def local(element: Any) -> str:
    """The element's name without its namespace: editions differ in theirs."""
    tag = element.tag
    return tag[tag.rfind("}") + 1:] if isinstance(tag, str) else ""


def is_nil(element: Any) -> bool:
    """Whether the element says `xsi:nil`."""
    said = element.get(_NIL)
    return said is not None and said.strip() in ("true", "1")


def markup(element: Any) -> str | None:
    """The element's text; where it holds elements (HTML not wrapped in CDATA), their markup with it."""
    if len(element) == 0:
        found: str | None = element.text
        return found
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return "".join(parts)


def _refuse_declarations(root: Any) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("E220")
