"""The page of a thing: what it is, what is said of it, and what points at it."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.facts import read_facts
from anq2rdf.web.entities.forms import FORMS
from anq2rdf.web.entities.inverse import count_inverse, list_inverse
from anq2rdf.web.entities.naming import Names
from anq2rdf.web.entities.panels import read_panels
from anq2rdf.web.entities.prose import read_said
from anq2rdf.web.entities.question import question_page
from anq2rdf.web.entities.statements import Statements
from anq2rdf.web.rendering import language_of, page
from anq2rdf.web.site import Site

# Said by what belongs to the thing itself, and shown with it.
_OWN: Final = frozenset([v.ANSWER_TO, v.CORRECTS, v.PREVIOUS_ALLOCATION])


async def show(request: Request, told: Statements, near: str) -> Response:
    """The page of a thing; an answer is shown on its question's page. `near` is its address without a suffix."""
    site: Site = request.app.state.site
    question = told.link(v.ANSWER_TO)
    if v.ANSWER_CLASS in told.classes and question and (path := site.path_of(question)):
        return RedirectResponse(f"{path}#answer-{quote(told.iri.rpartition('/')[2])}", 303)
    names = Names(site, language_of(request))
    await names.learn([told.iri, *told.mentioned()])
    counts = [each for each in await count_inverse(site, told.iri, names.language) if each.property not in _OWN]
    listing = await list_inverse(
        names, told.iri, counts, request.query_params.get("by"), request.query_params.get("page")
    )
    is_question = v.QUESTION in told.classes
    special = await question_page(told, names) if is_question else {"panels": await read_panels(told, names, counts)}
    return page(
        request,
        "entities/question.html" if is_question else "entities/thing.html",
        iri=told.iri,
        near=near,
        kind=names.kind(told.classes),
        name=names.name(told.iri),
        facts=read_facts(told, names, everything=is_question),
        thing_said=None if is_question else read_said(told, told.iri),
        counts=counts,
        listing=listing,
        forms=FORMS,
        near_pages=near_pages,
        sparql=f"/sparql?query={quote(_query(told.iri))}",
        **special,
    )


def near_pages(page: int, pages: int) -> list[int | None]:
    """The pages a reader may go to: the first, the last and those around; None for what is left out between."""
    shown = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    gaps = zip([0, *shown], shown, strict=False)
    return [each for before, number in gaps for each in ([None, number] if number > before + 1 else [number])]


def _query(iri: str) -> str:
    return f"""# What the store says of one thing.
SELECT ?property ?value WHERE {{
  {ox.NamedNode(iri)} ?property ?value
}}
"""
