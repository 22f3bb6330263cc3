"""The organs to be linked, from a graph, the register, or a graph completed by the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from anq2rdf.linking.organs.bodies import Body, in_order
from anq2rdf.linking.organs.official import legislatures, registered
from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.vocabulary import DEFAULT_BASE
from anq2rdf.register import Register

if TYPE_CHECKING:
    from pyoxigraph import Store


def organs_of(
    store: Store | None = None, register: Register | None = None, *, base: str = DEFAULT_BASE
) -> tuple[Body, ...]:
    """Every legislature, constituency, group and ministry, each once.

    With a store: those it holds, with the labels and days only the register knows. Without one: the register's, and
    the legislatures VII to XVII. `base` is that of the IRIs, as given to `convert`.
    """
    minter = Minter(base)
    official = {body.iri: body for body in legislatures(minter)}
    if register is not None:
        official |= {body.iri: body for body in registered(register, minter)}
    if store is None:
        return _in_order(official.values())
    from anq2rdf.linking.organs.graph import graphed

    return _in_order(_completed(body, official.get(body.iri)) for body in graphed(store))


def _completed(body: Body, known: Body | None) -> Body:
    """What the graph tells, and beside it what the register knows. Where both tell, the register is the source."""
    if known is None:
        return body
    names = dict.fromkeys((*known.names, body.label, *body.names))
    return replace(
        known,
        names=tuple(name for name in names if name != known.label),
        start=known.start or body.start,
        end=known.end or body.end,
    )


def _in_order(bodies: Iterable[Body]) -> tuple[Body, ...]:
    return tuple(sorted(bodies, key=in_order))
