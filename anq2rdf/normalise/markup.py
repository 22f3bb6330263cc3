"""A fragment of HTML taken apart into texts and tags, in the order they stand in and without losing a character.

The fragments of the Assemblée begin and end anywhere, so no tree is built: a tag is what HTML's tokeniser takes for
one, except that prose which only looks like it ("a<b et c>d", "<jean@exemple.fr>") stays prose. Every step is linear.
"""

from __future__ import annotations

import re

from msgspec import Struct

from anq2rdf.normalise.characters import one_blank
from anq2rdf.normalise.elements import FLAT, KNOWN, OFFICE, OPEN_ENDED, VOID
from anq2rdf.normalise.entities import References
from anq2rdf.normalise.sections import settle

# A quoted value may hold ">", but not "<": a quotation mark that is never closed must not swallow the text behind it.
_TAG = re.compile(
    r"""<(/?[A-Za-z][A-Za-z0-9]*+(?:[:_-][A-Za-z0-9:_-]*+)?)"""
    r"""((?:(?=[ /])(?>(?:[^=<>]++|=[ ]?"[^"<]*+"|=[ ]?'[^'<]*+'|=)*+)(?=>)|(?:[ /][^<>]*+)?))>"""
)
_SELF_CLOSED = re.compile(r"""(?:.*[ "'])?/\Z""")
# Attributes that stand alone; anything else without "=" between "<b" and ">" is prose.
_LONE = re.compile(
    r"""(?:["'/. ;,]|\b(?:align|alt|async|border|checked|class|clear|compact|controls|declare|defer|disabled|height|"""
    r"""hidden|href|id|ismap|multiple|name|noshade|nowrap|open|readonly|reversed|selected|style|title|valign|width)"""
    r"""\b)*""",
    re.IGNORECASE,
)
_ATTRIBUTES = (
    r"""(?:[ /]++[A-Za-z:-]++ ?= ?(?:"[^"]*+"|'[^']*+'|[^ "']++))*+"""
    r"""[ /]*+[A-Za-z:-]*+(?: ?= ?(?:"[^"]*+|'[^']*+)?)?"""
)
_CUT_TAG = re.compile(rf"<(?:!-?|/[A-Za-z0-9]*|(/?[A-Za-z][A-Za-z0-9]*+)((?=[ /]){_ATTRIBUTES})?)\Z")


class Markup(Struct, frozen=True):
    """Texts and tags in turn: one text more than tags. Texts hold stand-ins (`entities`), white space is blanks."""

    texts: list[str]
    names: list[str]        # lower case; "/p" is an end tag, "" an element without content to be passed over
    attributes: list[str]
    repairs: dict[str, int]


def read_markup(fragment: str) -> Markup:
    """The fragment, cleaned by `characters.clean` before, as texts and tags with its repairs counted by code.

    E264: end tags of nothing, elements never closed, tags cut or with a stray quotation mark, comments never closed.
    E265: numeric references of Windows-1252. E230: references to no character.
    """
    settled, mended = settle(fragment)
    references = References()
    parts = _TAG.split(one_blank(references.decode(settled)))
    texts, names, attributes = parts[0::3], [name.lower() for name in parts[1::3]], parts[2::3]
    if attributes and not _all_tags(names, attributes):
        texts, names, attributes = _true_tags(parts)
    names = _without_self_closed(names, attributes)
    texts[-1], cut = _uncut(texts[-1])
    mended += references.cut + cut + count_faults(names, attributes)
    counts = {"E230": references.replaced, "E264": mended, "E265": references.windows}
    repairs = {code: count for code, count in counts.items() if count}
    return Markup(texts, _known_only(names), attributes, repairs)

_OF_A_PAGE = frozenset(["html", "head", "body"])


def count_faults(names: list[str], attributes: list[str]) -> int:
    """How many tags had to be mended: ends of nothing, elements left open (where HTML asks for an end), odd quotes,
    and a whole page's own tags, which have no place in a text.
    """
    standing: dict[str, int] = {}
    faults = sum(text.count('"') & 1 for text in attributes if text)
    for name in names:
        faults += name in _OF_A_PAGE
        if name in VOID or not name:
            continue
        if name[0] != "/":
            standing[name] = 1 if name == "p" else standing.get(name, 0) + 1
        elif standing.get(name[1:]):
            standing[name[1:]] -= 1
        else:
            faults += 1
    return faults + sum(count for name, count in standing.items() if name not in OPEN_ENDED)


def _all_tags(names: list[str], attributes: list[str]) -> bool:
    """Whether everything that looks like a tag is one beyond doubt, as in nearly every fragment."""
    plain = all("=" in text or text in {"", "/", " /"} for text in set(attributes))
    return plain and all(name.lstrip("/") in KNOWN for name in set(names))


def _true_tags(parts: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Texts, names and attributes with what is no tag given back to the text it stood in."""
    written = {name.lower() for name in parts[1::3]}
    texts, names, attributes = [], [], []
    pieces = [parts[0]]
    for name, text, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if _is_tag(name.lower(), text, written):
            texts.append("".join(pieces))
            names.append(name.lower())
            attributes.append(text)
            pieces = [after]
        else:
            pieces += ("<", name, text, ">", after)
    return [*texts, "".join(pieces)], names, attributes


def _is_tag(name: str, attributes: str, written: set[str]) -> bool:
    """Whether a name in angle brackets is a tag: of HTML, of a word processor, or unknown but closed somewhere."""
    if "=" not in attributes and not _LONE.fullmatch(attributes):
        return False
    if name[0] == "/" or name in KNOWN or (name.partition(":")[0] in OFFICE and ":" in name):
        return True
    return "/" + name in written or (attributes.endswith("/") and "//" not in attributes)


def _without_self_closed(names: list[str], attributes: list[str]) -> list[str]:
    """The names with "" for elements closed at once (`<b/>`, `<a name="x" />`), which hold nothing."""
    if not any(text[-1:] == "/" for text in attributes):
        return names
    return [
        "" if text[-1:] == "/" and name not in VOID | OPEN_ENDED and _SELF_CLOSED.match(text) else name
        for name, text in zip(names, attributes, strict=True)
    ]


def _known_only(names: list[str]) -> list[str]:
    """The names with "" for elements that HTML does not have."""
    if FLAT.keys() >= (written := set(names)) or all(name.lstrip("/") in KNOWN for name in written):
        return names
    return [name if name.lstrip("/") in KNOWN else "" for name in names]


def _uncut(text: str) -> tuple[str, int]:
    """The last text without a tag that was cut before its end, and 1 when there was one."""
    at = text.rfind("<") if "<" in text else -1  # the first look is much the faster
    found = _CUT_TAG.match(text, at) if at >= 0 else None
    if found is None or not _may_be_cut(found[1], found[2]):
        return text, 0
    return text[:at], 1


def _may_be_cut(name: str | None, attributes: str | None) -> bool:
    """Whether a cut name may be that of an element; with something behind it, it must be whole."""
    if name is None:
        return True
    bare = name.lstrip("/").lower()
    return bare in KNOWN if attributes else any(known.startswith(bare) for known in KNOWN)
