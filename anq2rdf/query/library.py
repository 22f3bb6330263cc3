"""The query library: `queries/*.rq`, each a SPARQL text whose first comment lines say what it is.

    # id: CQ02
    # title-en: All questions of one deputy
    # title-fr: Toutes les questions d'un député
    # answers-en: …
    # parameters: deputy:string=PA923 since:date=2020-01-01

A parameter is a variable that the query projects: its name, its kind (one of `KINDS`; without it the form of the
default tells), and its default, in double quotes when it holds blanks.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped
from anq2rdf.resources import shipped

KINDS: Final = ("iri", "string", "integer", "date")
_HEADER: Final = re.compile(r"#\s*([a-z]+(?:-[a-z]{2})?):[ \t]*(.*)")
_PARAMETER: Final = re.compile(r'(\w+)(?::(\w+))?=("[^"]*"|\S+)')


class Parameter(Struct, frozen=True):
    """A variable of a query that the person may set."""

    name: str
    default: str | None = None  # None: the query runs without it
    kind: str | None = None  # one of KINDS; None: as the default, then the value, looks


class LibraryQuery(Struct, frozen=True, kw_only=True):
    """One query with what its header says."""

    id: str
    text: str
    titles: dict[str, str] = {}
    answers: dict[str, str] = {}
    parameters: tuple[Parameter, ...] = ()

    def title(self, language: str = "en") -> str:
        """The title in that language, else in English, else nothing."""
        return self.titles.get(language) or self.titles.get("en", "")


def library() -> list[LibraryQuery]:
    """Every shipped query, by id."""
    files = sorted(shipped("queries").glob("*.rq"))
    return sorted((read_query(file.read_text(encoding="utf-8"), file.stem) for file in files), key=lambda q: q.id)


def find_query(name: str) -> LibraryQuery:
    """The shipped query of that id or file name, in capitals or not; `UsageError` lists those there are."""
    known = library()
    wanted = name.casefold()
    for query in known:
        if wanted == query.id.casefold():
            return query
    close = [file for file in shipped("queries").glob("*.rq") if file.stem.casefold() == wanted]
    if close:
        return read_query(close[0].read_text(encoding="utf-8"), close[0].stem)
    raise UsageError(
        f"no query called {escaped(name)}",
        remedy=f"there are {', '.join(query.id for query in known)}; your own goes with -q FILE",
    )


def read_query(text: str, name: str = "") -> LibraryQuery:
    """A query with its header. Without one, each variable of the text is a parameter that has no default."""
    fields = {found[1]: found[2] for line in _head(text) if (found := _HEADER.match(line))}
    titles = {key[-2:]: value.strip() for key, value in fields.items() if key.startswith("title-")}
    answers = {key[-2:]: value.strip() for key, value in fields.items() if key.startswith("answers-")}
    return LibraryQuery(
        id=fields.get("id", name).strip(),
        text=text,
        titles=titles,
        answers=answers,
        parameters=_declared(fields["parameters"]) if "parameters" in fields else () if fields else _free(text),
    )


def _head(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line)
    return lines


def _declared(text: str) -> tuple[Parameter, ...]:
    found = []
    for name, kind, default in _PARAMETER.findall(text):
        value = default[1:-1] if default.startswith('"') else default
        found.append(Parameter(name, value, kind if kind in KINDS else None))
    return tuple(found)


def _free(text: str) -> tuple[Parameter, ...]:
    names = {token.text[1:] for token in sparql.tokens(text) if token.kind == "variable"}
    return tuple(Parameter(name) for name in sorted(names))
