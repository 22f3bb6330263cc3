"""Full-text search: an SQLite file beside a store, made from its statements in one pass, and asked read-only.

    build_index(store, target)          all questions, their texts, people, ministries, subjects; counts of the store
    Index(target).search(wanted)        hits by relevance or day, facets with counts, exact hits first

What a person types never reaches FTS5 as syntax (`wording`), and no connection that answers can write.
"""

from __future__ import annotations

from anq2rdf.query.search.build import build_index
from anq2rdf.query.search.direct import Direct
from anq2rdf.query.search.facets import FACETS
from anq2rdf.query.search.index import Counted, Found, Hit, Index, Search
from anq2rdf.query.search.place import INDEX, open_index
from anq2rdf.query.search.served import ServedIndex
from anq2rdf.query.search.wording import Wording, read_wording

__all__ = [
    "FACETS",
    "INDEX",
    "Counted",
    "Direct",
    "Found",
    "Hit",
    "Index",
    "Search",
    "ServedIndex",
    "Wording",
    "build_index",
    "open_index",
    "read_wording",
]
