"""Tags in the order they were written, nested by HTML's rules of what an element ends by beginning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from anq2rdf.limits import DEFAULT
from anq2rdf.normalise.elements import ALLOWED, BLOCKS, RENAMED
from anq2rdf.normalise.entities import reveal

_HREF = re.compile(r"""(?:\A|[\s"'/])href ?= ?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}]{1,2000}", re.IGNORECASE)
_SPAN = re.compile(r"""(?:\A|[\s"'/])(colspan|rowspan) ?= ?["']?([1-9][0-9]{0,2})(?![0-9])""", re.IGNORECASE)

_TABLE = frozenset(("table",))
_SCOPE = frozenset(("table", "td", "th", "caption"))
_SECTIONS = frozenset(("thead", "tbody", "tfoot", "tr", "caption"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_PARTS = _CELLS | _SECTIONS

#: Beginning the element ends the nearest of the first set, unless one of the second stands between.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys((BLOCKS & ALLOWED.keys()) | {"p"}, (frozenset({"p"}), _SCOPE)),
    **dict.fromkeys(_HEADINGS, (_HEADINGS | {"p"}, _SCOPE)),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _SCOPE | {"dl"})),
    **dict.fromkeys(_SECTIONS - {"tr"}, (_SECTIONS, _TABLE)),
    **dict.fromkeys(_CELLS, (_CELLS, _TABLE | {"tr"})),
    "tr": (frozenset({"tr", "caption"}), _TABLE),
    "li": (frozenset({"li"}), _SCOPE | {"ul", "ol"}),
    "a": (frozenset({"a"}), _SCOPE),
}
# Most tags of most texts need no rule: they end nothing by beginning, and say nothing in attributes.
_EMPTY = {"br": "<br>", "/br": "<br>"}
_SIMPLE = {name: f"<{name}>" for name in ALLOWED.keys() - _ENDS.keys() - {"br", "hr"}}
_END_TAGS = {name: "/" + name for name in ALLOWED}


class Nesting:
    """Tags being nested. Elements deeper than `limits.html_depth` are left out; their text stays."""

    __slots__ = ("count", "out", "stack")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[str] = []
        self.count: Counter[str] = Counter()

    def nest(self, texts: list[str], names: list[str], attributes: list[str]) -> str:
        """Well-formed HTML of allowed elements. `texts` are escaped, and one more than `names`."""
        write, stack = self.out.append, self.stack
        for text, name, said in zip(texts, names, attributes):  # noqa: B905 (the text behind the last tag comes below)
            write(text)
            if name in _EMPTY:
                write(_EMPTY[name])
            elif name in _SIMPLE:
                self._begin(name, _SIMPLE[name])
            elif stack and name == _END_TAGS[stack[-1]]:
                self._close(len(stack) - 1)
            elif name:
                self._tag(name, said)
        write(texts[-1])
        self._close(0)
        return "".join(self.out)

    def _tag(self, name: str, attributes: str) -> None:
        bare = name.lstrip("/")
        bare = RENAMED.get(bare, bare)
        if bare not in ALLOWED:
            return
        if name[0] == "/":
            self._end(bare)
            return
        self._end_before(bare)
        if bare == "hr":
            self.out.append("<hr>")
        else:
            self._begin(bare, _written(bare, attributes))

    def _begin(self, name: str, written: str | None) -> None:
        """The start tag, unless it is too deep, a link that leads nowhere, or a part of a table outside any."""
        misplaced = name in _PARTS and not self.count["table"]
        if written is None or misplaced or len(self.stack) >= DEFAULT.html_depth:
            return
        self.out.append(written)
        self.stack.append(name)
        self.count[name] += 1

    def _end_before(self, name: str) -> None:
        """End what the element ends by beginning: a row ends the row before it and the cell in that."""
        ended, barrier = _ENDS.get(name, (_TABLE - _TABLE, _SCOPE))
        while ended and (at := self._find(ended, barrier)) is not None:
            self._close(at)

    def _end(self, name: str) -> None:
        """End the nearest element of that name and all in it; an end tag of nothing says nothing."""
        barrier = _TABLE if name in _PARTS else _SCOPE - {name} if name != "table" else ()
        at = self._find((name,), barrier)
        if at is not None:
            self._close(at)

    def _find(self, names: Collection[str], barrier: Collection[str]) -> int | None:
        """Where the nearest of `names` stands on the stack, None when it is not there or behind a barrier."""
        if not any(self.count[name] for name in names):
            return None
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at] in names:
                return at
            if self.stack[at] in barrier:
                return None
        return None

    def _close(self, at: int) -> None:
        """End every element from the innermost to the one at `at`."""
        while len(self.stack) > at:
            name = self.stack.pop()
            self.count[name] -= 1
            self.out.append(f"</{name}>")


def address_of(attributes: str) -> str | None:
    """The http(s) address of a link, as written; None for every other scheme and for what is no address."""
    found = _HREF.search(attributes)
    address = reveal((found[1] or found[2] or found[3] or "").strip()) if found else ""
    return address if _ADDRESS.fullmatch(address) else None


def _written(name: str, attributes: str) -> str | None:
    """The start tag with what its attributes may say; None for a link that leads nowhere."""
    if name == "a":
        address = address_of(attributes)
        return None if address is None else '<a href="' + address.replace("&", "&amp;") + '">'
    if name in _CELLS:
        spans = {key.lower(): value for key, value in _SPAN.findall(attributes)}
        return f"<{name}" + "".join(f' {key}="{spans[key]}"' for key in sorted(spans)) + ">"
    return f"<{name}>"
