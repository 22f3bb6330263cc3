"""SPARQL text as tokens: what a query is, whether it would leave the machine, and how to bind a variable in it.

No parse tree, on purpose: the store parses, this only has to know strings, IRIs, comments and groups from the rest.
Where the grammar leaves room (`<` may compare or open an IRI), the reading here is the cautious one.
Grammar: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<blank>\s+|\#[^\n\r]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w[\w·]*)
    |(?P<word>[\w:](?:[\w:·.%-]|\\.)*)
    |(?P<other>\{\||\|\}|\\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_SERVICE = re.compile(r"[\w.-]*:[\w-]*", re.IGNORECASE)
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset(
    {"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
)
_LONGEST_PROLOGUE = 1 << 16  # reading more would take seconds of whoever only wants to know the form
_OPENING = frozenset("({[")
_CLOSING = frozenset(")}]")


class Token(NamedTuple):
    """One token; blanks and comments are not tokens."""

    kind: str  # "string", "iri", "variable", "word", "other"
    text: str
    start: int  # offset in the text

    @property
    def keyword(self) -> str:
        """The word in capitals, or the text itself for any other kind."""
        return self.text.upper() if self.kind == "word" else self.text


def tokens(text: str) -> Iterator[Token]:
    """Every token of a query, in order. Text that is no SPARQL gives tokens too: the store will refuse it."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "blank":
            yield Token(kind, match[0], match.start())


def unescape(text: str) -> str:
    """The query with its codepoint escapes (\\uXXXX, \\UXXXXXXXX) undone, which comes before parsing (§19.2)."""
    return _CODEPOINT.sub(_codepoint, text)


def _codepoint(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def form(text: str) -> str | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; None for an update or anything else."""
    verb = _verb(text)
    return verb if verb in FORMS else None


def updates(text: str) -> bool:
    """Whether the text is an update request (SPARQL 1.1 Update §2)."""
    return _verb(text) in UPDATES


def _verb(text: str) -> str | None:
    """The first keyword after the prologue; None where that is longer than any that makes sense."""
    words = tokens(unescape(text[:_LONGEST_PROLOGUE]))
    for token in words:
        if token.keyword == "BASE":
            next(words, None)
        elif token.keyword == "PREFIX":
            next(words, None)
            next(words, None)
        else:
            return token.keyword
    return None


def names_graphs(text: str) -> bool:
    """Whether the query says itself which graphs it asks (FROM, §13.2). No other place takes that word bare."""
    return any(token.keyword == "FROM" for token in tokens(unescape(text)))


def names_files(text: str) -> bool:
    """Whether FROM may mean a file: it is there, and so is an IRI `file:` (be it a prefix or the base)."""
    plain = unescape(text)
    return names_graphs(plain) and any(
        token.kind == "iri" and token.text[1:6].lower() == "file:" for token in tokens(plain)
    )


def depth(text: str) -> int:
    """How many brackets stand within one another at most."""
    deepest = now = 0
    for token in tokens(unescape(text)):
        if token.text in _OPENING:
            now += 1
            deepest = max(deepest, now)
        elif token.text in _CLOSING:
            now -= 1
    return deepest


def federated(text: str) -> bool:
    """Whether the query may call another endpoint (SERVICE). True in doubt, never False by mistake.

    The store's parser wants no blank after the keyword (`SERVICEex:e{…}` calls out) and lets `<` compare where a
    token reader sees an IRI, so a word that holds "service" counts unless it is the local part of a name, and so
    does an IRI that holds it beside a closing bracket.
    """
    return any(_calls_out(token) for version in {text, unescape(text)} for token in tokens(version))


def _calls_out(token: Token) -> bool:
    where = token.text.upper().find("SERVICE")
    if where < 0 or token.kind in ("string", "variable"):
        return False
    if token.kind == "iri":
        return ")" in token.text
    return not _LOCAL_SERVICE.fullmatch(token.text[:where])


class _Group:
    """One `{ … }` while it is being read."""

    def __init__(self, start: int, parent: _Group | None, *, exists: bool, data: bool) -> None:
        self.start = start
        self.parent = parent
        self.exists = exists  # inside FILTER (NOT) EXISTS: the store carries bindings in by itself
        self.data = data  # a VALUES block or a CONSTRUCT template
        self.select = False  # holds a sub-SELECT, whose own WHERE takes the pattern
        self.mentions = False


def bind(text: str, variable: str, pattern: str) -> str:
    """The query with `pattern` (which binds `variable`) put first in every group where the variable is used.

    This is pre-binding (SHACL §5.3.1 and SPARQL-dev SEP-0007) for a whole set at once: sub-SELECTs, UNION branches
    and OPTIONAL groups each see the variable bound, and a group inside EXISTS gets it from outside.
    """
    places = [group.start + 1 for group in _groups(text, variable) if _takes(group)]
    pieces, done = [], 0
    for place in sorted(places):
        pieces += [text[done:place], f" {pattern} "]
        done = place
    return "".join([*pieces, text[done:]])


def _takes(group: _Group) -> bool:
    if group.exists or group.data or group.select:
        return False
    wrapper = group.parent
    return group.mentions or wrapper is None or (wrapper.select and wrapper.mentions)


def _groups(text: str, variable: str) -> list[_Group]:
    names = {f"?{variable}", f"${variable}"}
    found: list[_Group] = []
    current: _Group | None = None
    before, values = "", False
    for token in tokens(text):
        values = values or token.keyword == "VALUES"
        if token.text == "{":
            current = _open(token, current, before, values)
            values = False
            found.append(current)
        elif token.text == "}" and current is not None:
            if current.exists and current.mentions and current.parent is not None:
                current.parent.mentions = True
            current = current.parent
        elif current is not None:
            current.select = current.select or (before == "{" and token.keyword == "SELECT")
            current.mentions = current.mentions or token.text in names
        before = token.keyword
    return found


def _open(token: Token, parent: _Group | None, before: str, values: bool) -> _Group:
    exists = before == "EXISTS" or (parent is not None and parent.exists)
    return _Group(token.start, parent, exists=exists, data=values or before == "CONSTRUCT")
