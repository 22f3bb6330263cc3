"""The query library: `queries/*.rq`, each a SPARQL text whose first comment lines say what it is.

    # id: CQ02
    # name: questions-of-deputy
    # title-en: All questions of one deputy
    # title-fr: Toutes les questions d'un député
    # explanation-en: …
    # explanation-fr: …
    # parameters: deputy:string=PA923 since:date=2020-01-01 legislature:integer
    # federated: yes

A parameter is a variable that the query projects: its name, its kind (one of `KINDS`; without it the form of the
default tells), and its default, in double quotes when it holds blanks. One without a default narrows the answer when it
is given. A federated query calls another endpoint: only an endpoint of the person's own runs it.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Final

from msgspec import Struct

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped
from anq2rdf.resources import shipped

KINDS: Final = ("iri", "string", "integer", "date")
LANGUAGES: Final = ("en", "fr")
_HEADER: Final = re.compile(r"#\s*([a-z]+(?:-[a-z]{2})?):[ \t]*(.*)")
_PARAMETER: Final = re.compile(r'(\w+)(?::(\w+))?(?:=("[^"]*"|\S+))?')


class Parameter(Struct, frozen=True):
    """A variable of a query that the person may set."""

    name: str
    default: str | None = None  # None: the query runs without it
    kind: str | None = None  # one of KINDS; None: as the default, then the value, looks


class LibraryQuery(Struct, frozen=True, kw_only=True):
    """One query with what its header says. Ids and names are stable; either finds it."""

    id: str
    text: str
    name: str = ""
    titles: dict[str, str] = {}  # by language
    explanations: dict[str, str] = {}  # by language
    parameters: tuple[Parameter, ...] = ()
    federated: bool = False  # it calls another endpoint

    def title(self, language: str = "en") -> str:
        """The title in that language, else in English, else nothing."""
        return self.titles.get(language) or self.titles.get("en", "")

    def explanation(self, language: str = "en") -> str:
        """What it answers, in that language, else in English, else nothing."""
        return self.explanations.get(language) or self.explanations.get("en", "")


@cache
def library() -> tuple[LibraryQuery, ...]:
    """Every shipped query, by id."""
    files = shipped("queries").glob("*.rq")
    queries = (read_query(file.read_text(encoding="utf-8"), file.stem) for file in files)
    return tuple(sorted(queries, key=lambda query: query.id))


def find_query(name: str) -> LibraryQuery:
    """The shipped query of that id or name, in capitals or not; `UsageError` names those that are like it."""
    wanted = name.casefold()
    known = {key.casefold(): query for query in library() for key in (query.id, query.name)}
    if wanted in known:
        return known[wanted]
    close = difflib.get_close_matches(wanted, known, n=3)
    alike = f"perhaps {' or '.join(close)}; " if close else ""
    raise UsageError(
        f"no query called {escaped(name)}",
        remedy=f"{alike}`anq2rdf query --list` shows all; your own goes with -q FILE",
    )


def read_query(text: str, name: str = "") -> LibraryQuery:
    """A query with its header. Without one, each variable of the text is a parameter that has no default."""
    fields = {found[1]: found[2].strip() for line in _head(text) if (found := _HEADER.match(line))}
    return LibraryQuery(
        id=fields.get("id", name),
        text=text,
        name=fields.get("name", ""),
        titles=_by_language(fields, "title"),
        explanations=_by_language(fields, "explanation"),
        parameters=_declared(fields.get("parameters", "")) if fields else _free(text),
        federated=sparql.federated(text),
    )


def _by_language(fields: dict[str, str], key: str) -> dict[str, str]:
    return {language: fields[f"{key}-{language}"] for language in LANGUAGES if f"{key}-{language}" in fields}


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
        value = default.strip('"') if default else None
        found.append(Parameter(name, value, kind if kind in KINDS else None))
    return tuple(found)


def _free(text: str) -> tuple[Parameter, ...]:
    names = {token.text[1:] for token in sparql.tokens(text) if token.kind == "variable"}
    return tuple(Parameter(name) for name in sorted(names))
