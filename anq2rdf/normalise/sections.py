"""The parts of a fragment in which no markup is read: comments, scripts, styles, CDATA, elements of literal text."""

from __future__ import annotations

import re

from anq2rdf.normalise.entities import shield

# The look-ahead spares nearly every tag the longer comparison.
_SPECIAL = re.compile(
    r"<(?=[!?/sStTxXpP])(?:(!--)|(!\[CDATA\[)|(![a-z]|!\[(?:if|endif)\b|\?xml\b)"
    r"|(script|style|textarea|title|xmp|plaintext)(?=[\s/>])|(pre)(?=[\s>])|/pre(?=[\s>]))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"""(?>(?:[^=<>]++|=\s?"[^"<]*+"|=\s?'[^'<]*+'|=)*+)>""")
_ENDS: dict[str, re.Pattern[str]] = {
    "comment": re.compile(r"--!?>"),
    "data": re.compile(r"\]\]>"),
    "declaration": re.compile(r">"),
    "plaintext": re.compile(r"\Z"),
} | {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")
}
_NEWLINE = re.compile(r"(<[^<>]*+>)|\r\n|[\r\n]")
#: Elements whose content is no text of the page.
DROPPED = frozenset(("script", "style"))
#: Elements in which neither tags nor references are read.
VERBATIM = frozenset(("xmp", "plaintext"))


def settle(fragment: str) -> tuple[str, int]:
    """The fragment with nothing left in it but text, references and tags, and how many faults were mended.

    Comments, declarations and scripts go, literal text is shielded, lines of `pre` become `br`. One that is never
    closed swallows nothing: its opening is passed over and the rest is read as usual.
    """
    if _SPECIAL.search(fragment) is None:
        return fragment, 0
    return _Settling(fragment).settled()


class _Settling:
    """One pass over a fragment. An end that was once missing is not looked for again: the pass is linear."""

    def __init__(self, fragment: str) -> None:
        self.fragment = fragment
        self.at = 0
        self.pieces: list[str] = []
        self.faults = 0
        self.missing: set[str] = set()
        self.lined = False
        self.last_pre = max(fragment.rfind("</pre"), fragment.rfind("</PRE"))

    def settled(self) -> tuple[str, int]:
        while found := _SPECIAL.search(self.fragment, self.at):
            self._take(found.start())
            comment, data, declaration, element, pre = found.groups()
            if comment:
                self._comment(found)
            elif data:
                self._data(found)
            elif declaration:
                self._declaration(found)
            elif element:
                self._element(element.lower(), found)
            else:
                self.lined = bool(pre) and found.start() < self.last_pre
                self._keep(found)
        self._take(len(self.fragment))
        return "".join(self.pieces), self.faults

    def _take(self, end: int) -> None:
        """The ordinary text up to `end`."""
        text = self.fragment[self.at : end]
        self.pieces.append(_NEWLINE.sub(lambda found: found[1] or "<br>", text) if self.lined else text)
        self.at = end

    def _keep(self, found: re.Match[str]) -> None:
        """What was found, as if it were ordinary."""
        self.pieces.append(found[0])
        self.at = found.end()

    def _end(self, kind: str, start: int) -> re.Match[str] | None:
        end = None if kind in self.missing else _ENDS[kind].search(self.fragment, start)
        if end is None:
            self.missing.add(kind)
        return end

    def _comment(self, found: re.Match[str]) -> None:
        end = self._end("comment", found.start() + 2)  # "<!-->" is whole: its dashes serve twice
        self.faults += end is None
        self.at = max(end.end(), found.end()) if end else found.end()

    def _data(self, found: re.Match[str]) -> None:
        end = self._end("data", found.end())
        self.faults += end is None
        self.pieces.append(shield(self.fragment[found.end() : end.start()]) if end else "")
        self.at = end.end() if end else found.end()

    def _declaration(self, found: re.Match[str]) -> None:
        end = self._end("declaration", found.end())
        if end is None:
            self._keep(found)
        else:
            self.at = end.end()

    def _element(self, name: str, found: re.Match[str]) -> None:
        opening = _OPENING.match(self.fragment, found.end())
        end = self._end(name, opening.end()) if opening else None
        if opening is None or end is None:
            self._keep(found)
            return
        self.pieces.append(self.fragment[found.start() : opening.end()])
        content = self.fragment[opening.end() : end.start()]
        if name not in DROPPED:
            self.pieces.append(shield(content) if name in VERBATIM else _shield_tags(content))
        self.at = end.start()


def _shield_tags(text: str) -> str:
    """The text with its angle brackets and quotes shielded; its references are still to be read."""
    return "&".join(map(shield, text.split("&")))
