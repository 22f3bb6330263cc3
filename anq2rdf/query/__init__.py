"""The embedded store asked by the query library or one's own SPARQL, in a process that can be stopped."""

from __future__ import annotations

from anq2rdf.query.library import LibraryQuery, find_query, library, read_query
from anq2rdf.query.runner import Answer, ask

__all__ = ["Answer", "LibraryQuery", "ask", "find_query", "library", "read_query"]
