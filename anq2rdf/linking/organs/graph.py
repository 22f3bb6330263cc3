"""The organs a graph holds, as anyone may have loaded it: in named graphs or in none."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from anq2rdf.linking.items import Kind
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.rdf import vocabulary as v

_CLASSES: dict[str, Kind] = {
    v.LEGISLATURE_CLASS: "legislature",
    v.CIRCONSCRIPTION_CLASS: "constituency",
    v.PARLIAMENTARY_GROUP: "group",
    v.MINISTRY: "ministry",
}
_SEAT = re.compile(r"([0-9AB]{2,3})-([0-9]{1,3})")
_Values = dict[str, list[NamedNode | Literal]]


def graphed(store: Store) -> Iterator[Body]:
    """Every legislature, constituency, group and ministry of the store, in the order of their IRIs within a kind."""
    for class_, kind in _CLASSES.items():
        found = store.quads_for_pattern(None, NamedNode(v.TYPE), NamedNode(class_), None)
        nodes = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
        for iri in sorted(nodes):
            yield _body(store, iri, kind)


def _body(store: Store, iri: str, kind: Kind) -> Body:
    values = _values(store, iri)
    labels = _texts(values, v.LABEL) or [iri.rsplit("/", 1)[-1]]
    department, number = _seat(values) if kind == "constituency" else (None, None)
    return Body(
        iri=iri,
        kind=kind,
        label=labels[0],
        names=tuple(dict.fromkeys((*labels[1:], *_texts(values, v.ALT_LABEL)))),
        id=next(iter(_texts(values, v.IDENTIFIER)), None),
        legislature=_legislature(store, values, kind),
        department=department,
        number=number,
        delimitation=_integer(values, v.DELIMITATION),
        start=_day(values, v.START_DATE),
        end=_day(values, v.END_DATE),
    )


def _values(store: Store, iri: str) -> _Values:
    values: _Values = defaultdict(list)
    for quad in store.quads_for_pattern(NamedNode(iri), None, None, None):
        if isinstance(quad.object, NamedNode | Literal) and quad.object not in values[quad.predicate.value]:
            values[quad.predicate.value].append(quad.object)
    return values


def _texts(values: _Values, predicate: str) -> list[str]:
    """The literals of a property, French before other languages, each group in order: stores keep none."""
    literals = [value for value in values.get(predicate, ()) if isinstance(value, Literal)]
    return [value.value for value in sorted(literals, key=lambda one: (one.language != "fr", one.value))]


def _integer(values: _Values, predicate: str) -> int | None:
    found = next(iter(_texts(values, predicate)), "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 6 else None


def _day(values: _Values, predicate: str) -> dt.date | None:
    """The one day of a property; where a graph tells two, none is certain."""
    found = _texts(values, predicate)
    try:
        return dt.date.fromisoformat(found[0][:10]) if len(found) == 1 else None
    except ValueError:
        return None


def _seat(values: _Values) -> tuple[str | None, int | None]:
    """Département and number of the notation: "2A-01"."""
    told = _SEAT.fullmatch(next(iter(_texts(values, v.NOTATION)), ""))
    return (told[1], int(told[2])) if told else (None, None)


def _legislature(store: Store, values: _Values, kind: Kind) -> int | None:
    if kind == "legislature":
        return _integer(values, v.NUMBER)
    node = next((one for one in values.get(v.LEGISLATURE, ()) if isinstance(one, NamedNode)), None)
    return _integer(_values(store, node.value), v.NUMBER) if node and kind == "group" else None
