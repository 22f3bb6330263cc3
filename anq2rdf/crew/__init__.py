"""Workers: documents go out in lots, batches come back in order, whoever does the work and whatever befalls him.

    for batch in Crew(converter, jobs=4).batches(documents): ...
    for batch in Crew(converter, executor=client.get_executor()).batches(documents): ...

A worker opens its documents by itself (a document is a place on the disk, not bytes) and keeps one converter; only
bytes, counts, problems and shared nodes come back. A document too large to hold is converted here, as a stream, in
its turn.

`Cluster("dask://host:8786")` connects to a Dask cluster, whose `executor` is one of those.
"""

from __future__ import annotations

from anq2rdf.crew.cluster import Cluster, sights
from anq2rdf.crew.crew import Crew
from anq2rdf.crew.work import batches

__all__ = ["Cluster", "Crew", "batches", "sights"]
