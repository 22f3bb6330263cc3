"""The Reconciliation Service API 0.2: other people's tables matched with deputies, groups, ministries and places.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ ("the specification" in this package)

    GET  /reconcile                       the service manifest
    POST /reconcile   queries=…           candidates for a batch of names (also by GET)
    POST /reconcile   extend=…            values of things that are matched (also by GET)
    GET  /reconcile/suggest/{kind}        entities, properties or types that begin so
    GET  /reconcile/properties            what can be fetched of a type
    GET  /reconcile/preview?id=…          one thing in a small frame

`reading` makes the `holdings` of a generation when first asked, and they stay until the store has another one. A name
leads to `candidates`; deputies are judged by the evidence of `anq2rdf link` (`people`), all else by label (`labels`).
"""

from __future__ import annotations

from anq2rdf.web.reconcile.routes import routes

__all__ = ["routes"]
