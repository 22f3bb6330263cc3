"""Deputies judged by the evidence that `anq2rdf link` goes by: a query is what somebody else tells of a person."""

from __future__ import annotations

from anq2rdf.web.reconcile.holdings import Entity, Holdings
from anq2rdf.web.reconcile.verdict import Verdict
from anq2rdf.web.reconcile.wanted import Wanted


def judge_deputy(wanted: Wanted, entity: Entity, holdings: Holdings) -> Verdict:
    from rapidfuzz import fuzz

    if set(wanted.item().assembly_ids) & {k.removeprefix("PA") for k in entity.keys} or entity.id in wanted.identifiers:
        return Verdict(score=100.0, features={"identifier": 1.0}, certain=True, rivals=True)
    s = max(fuzz.token_sort_ratio(wanted.name, n) for n in (entity.label, *entity.names))
    return Verdict(score=s, features={"name": s}, certain=False, rivals=s > 80)
