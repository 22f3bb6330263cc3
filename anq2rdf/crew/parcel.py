"""Batches as bytes, between processes: several times as fast as pickle, and smaller.

What is shared is packed bundle by bundle, since a worker packs the same ones again and again, and whoever gets them
opens only those that are new to him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import msgspec
from msgspec import Raw, Struct

from anq2rdf.problems import Problem
from anq2rdf.statements import Bundle, Node, Pair
from anq2rdf.units import Batch, Outcome

_KEPT: Final = 8_192  # packed bundles, some kB each


class _Parcel(Struct, array_like=True, frozen=True):
    outcomes: list[Outcome]
    bundles: dict[int, Raw]
    filtered: int
    notes: tuple[Problem, ...]


_ENCODER: Final = msgspec.msgpack.Encoder()
_PARCELS: Final = msgspec.msgpack.Decoder(list[_Parcel])
_NODES: Final = msgspec.msgpack.Decoder(dict[int, tuple[str, str, list[Pair]]])


class Packer:
    """Packs batches, and remembers the bundles it packed."""

    def __init__(self) -> None:
        self._made: dict[int, Raw] = {}

    def pack(self, batches: Iterator[Batch]) -> bytes:
        """All of them."""
        return _ENCODER.encode([self._parcel(batch) for batch in batches])

    def _parcel(self, batch: Batch) -> _Parcel:
        bundles = {mark: self._raw(bundle) for mark, bundle in batch.bundles.items()}
        return _Parcel(batch.outcomes, bundles, batch.filtered, batch.notes)

    def _raw(self, bundle: Bundle) -> Raw:
        made = self._made.get(bundle.mark)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            nodes = {key: (node.subject, node.graph, node.pairs) for key, node in bundle.nodes.items()}
            made = self._made[bundle.mark] = Raw(_ENCODER.encode(nodes))
        return made


def unpack(packed: bytes) -> list[Batch]:
    """The batches again."""
    return [_batch(parcel) for parcel in _PARCELS.decode(packed)]


def _batch(parcel: _Parcel) -> Batch:
    bundles = {mark: Bundle(mark, _Nodes(raw)) for mark, raw in parcel.bundles.items()}
    return Batch(parcel.outcomes, bundles, parcel.filtered, parcel.notes)


class _Nodes(Mapping[int, Node]):
    """A bundle's nodes, opened when they are asked for."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    @cached_property
    def _nodes(self) -> dict[int, Node]:
        return {key: Node(*told) for key, told in _NODES.decode(self._raw).items()}

    def __getitem__(self, key: int) -> Node:
        return self._nodes[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)
