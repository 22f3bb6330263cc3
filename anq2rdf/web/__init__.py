"""A store as a web site on one's own machine: pages for people, data and a SPARQL endpoint for programs.

    site = Site(store, base=…)          one store, its workers, what every page needs
    app = make_app(site)                an ASGI application; `anq2rdf serve` runs it

Each room brings its routes: `home`, `sparql/`, `entities/`, `search/`, `statistics/`, `reports`. Nothing here writes to
the store, and nothing a page shows is fetched from elsewhere.
"""

from __future__ import annotations
