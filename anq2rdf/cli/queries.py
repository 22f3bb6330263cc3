"""The query library on a terminal: its list, and the text of one query."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from anq2rdf.query import LibraryQuery

_INDENT: Final = 6
_ELSEWHERE: Final = {
    "en": "calls Wikidata: for an endpoint of yours",
    "fr": "appelle Wikidata : pour un point d'accès à vous",
}


def list_queries(language: str) -> int:
    """Every query: id, name and title, and below what can be set."""
    from anq2rdf.query import library

    width = max(len(query.name) for query in library())
    for query in library():
        click.echo(f"{query.id}  {query.name:{width}}  {query.title(language)}")
        for more in _below(query, language):
            click.echo(f"{'':{_INDENT}}{'':{width}}  {more}")
    return 0


def _below(query: LibraryQuery, language: str) -> list[str]:
    settings = " ".join(f"-p {each.name}={_shown(each.default)}" for each in query.parameters)
    return [line for line in (settings, _ELSEWHERE[language] if query.federated else "") if line]


def _shown(default: str | None) -> str:
    return "…" if default is None else shlex.quote(default)


def show_query(name: str) -> int:
    """The text of the query of that id or name, as it is shipped."""
    from anq2rdf.query import find_query

    click.echo(find_query(name).text, nl=False)
    return 0
