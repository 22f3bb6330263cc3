"""Search: a page, JSON and Atom, with facets and what a name or number leads to."""

from __future__ import annotations

from anq2rdf.web.search.pages import routes

__all__ = ["routes"]
