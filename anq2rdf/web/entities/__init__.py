"""A page for every thing, and its data.

    /id/question/QANR5L14QE76935      the thing: 303 to a document, by Accept
    /doc/question/QANR5L14QE76935     the document: a page, Turtle, N-Triples, JSON-LD or TriG, by Accept
    /doc/question/QANR5L14QE76935.ttl that form of it

`routes` takes a request to `statements` (what the store says), and either to `forms` (its bytes) or to `pages`, which
names everything (`naming`), counts and lists what points at it (`inverse`), and adds what the kind of thing deserves
(`question`, `panels`).
"""

from __future__ import annotations

from anq2rdf.web.entities.routes import routes

__all__ = ["routes"]
