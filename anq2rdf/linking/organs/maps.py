"""The maps of constituencies: when each was in force, and what only one of them has.

The 1986 map (loi n° 86-1197 du 24 novembre 1986) served the elections of 1988 to 2007; the 2010 map (ordonnance
n° 2009-935 du 29 juillet 2009, ratified by the loi n° 2010-165 du 23 février 2010) those since 2012. Wikidata's items
take their first or last day from the text, its ratification or the election: so years are compared, not days.
"""

from __future__ import annotations

from anq2rdf.linking.items import PartialDate
from anq2rdf.linking.organs.spans import Span

_FIRST = {1986: range(1986, 1989), 2010: range(2009, 2013)}  # years in which an item of that map may begin
_LAST = {1986: range(2009, 2013)}  # and end; the 2010 map is in force

#: Départements with one seat on a map: there "circonscription de la Lozère" is number 1.
SOLE = {
    1986: frozenset({"975", "976", "986"}),
    2010: frozenset({"23", "48", "975", "977", "986"}),
}
#: Seats that exist on the 2010 map alone: the French abroad (Constitution, art. 24, since 2008) and the two
#: collectivities made of communes of Guadeloupe (loi organique n° 2007-223 du 21 février 2007).
ONLY_2010 = frozenset({"099", "977"})


def compare_map(delimitation: int, department: str, span: Span) -> str:
    """What the item's time says of a constituency on that map: one map, another map, longer, or not told."""
    if department in ONLY_2010:
        return "one map" if delimitation == 2010 else "another map"
    first, last = _year(span.start), _year(span.end)
    if first is None and last is None:
        return "not told"
    if _apart(delimitation, first, last):
        return "another map"
    begins = first is not None and first in _FIRST.get(delimitation, ())
    ends = last in _LAST.get(delimitation, (None,))
    return "one map" if begins and ends else "longer"


def _year(date: PartialDate | None) -> int | None:
    return None if date is None else date.year


def _apart(delimitation: int, first: int | None, last: int | None) -> bool:
    """Whether the item began with a later map or ended before this one was in use."""
    if delimitation == 2010:
        return last is not None and last < 2013
    return (first is not None and first > 2008) or (last is not None and last < 1988)
