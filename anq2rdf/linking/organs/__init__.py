"""Legislatures, constituencies, groups and ministries tied to Wikidata items, with evidence.

    organs = organs_of(store, register)          # ours, from a graph, the register, or both
    decisions = link_things(organs, candidates.things, people=decided, subjects=subjects, items=candidates.people)

What is the same and what is not. Ours are things of their time: a constituency on one map (1986, 2010), a group of one
legislature, a ministry of one government. Wikidata's items mostly are the lasting thing: the seat through every map,
the group from its founding to its end, the institution. `sameAs` between the two would make one of what we hold apart
(both maps' Ain-1 the same territory), so it is said only where the item's own time is ours. Where the lasting thing is
certain and its time is longer, or not told, the link is prov:specializationOf
(https://www.w3.org/TR/prov-dm/#term-specialization): ours is that thing, more specific and of a part of its time.

    bodies          who is to be linked              graph, official  where they are read
    wording         labels made comparable           spans            two lifetimes compared
    maps            the maps of constituencies       members          what the linked deputies' seats tell
    weights         the table of evidence            reasons          the sentences for outcomes
    pairs           one pair, judged
    blocks          which pairs are compared         deciding         the three outcomes
"""

from __future__ import annotations

from anq2rdf.linking.organs.bodies import Body
from anq2rdf.linking.organs.deciding import link_things
from anq2rdf.linking.organs.gathering import organs_of
from anq2rdf.linking.organs.reasons import reason

__all__ = ["Body", "link_things", "organs_of", "reason"]
