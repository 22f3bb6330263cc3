"""The embedded store asked by the query library or one's own SPARQL, in processes that can be stopped.

    ask(store, text)                        one question
    with Workers(store, size=4) as workers: many, from many threads
"""

from __future__ import annotations

from anq2rdf.query.library import LibraryQuery, find_query, library, read_query
from anq2rdf.query.runner import ask
from anq2rdf.query.workers import Question, Reply, Workers

__all__ = ["LibraryQuery", "Question", "Reply", "Workers", "ask", "find_query", "library", "read_query"]
