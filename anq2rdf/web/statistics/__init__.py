"""Statistics: figures computed from the index, each drawn on the server with the same numbers in a table under it."""

from __future__ import annotations

from anq2rdf.web.statistics.pages import routes

__all__ = ["routes"]
