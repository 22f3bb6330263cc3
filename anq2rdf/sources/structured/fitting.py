"""A record of unusual shape brought to the schema's structs: object for list and list for object, nil, numbers as text.

Nothing is guessed: what cannot be the value that belongs there raises `Mistyped`, what has no place is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from anq2rdf.sources.structured.opendata_schema import BARE, Ignored
from anq2rdf.sources.structured.wire import Wire, many, one, scalar, scalars

S = TypeVar("S", bound=Struct)
Stranger = Callable[[str], None]
Kind = Literal["ignored", "scalar", "strings", "one", "many"]


class Slot(Struct, frozen=True):
    """What belongs at one key: its kind and, where it is an object, the struct."""

    name: str
    kind: Kind
    struct: type[Struct] | None


def fitted(wire: Wire, schema: type[S], stranger: Stranger, name: str = "question") -> S:
    """The struct that says what the record says; each unknown key is given to `stranger` as "object/key".

    Raises `Mistyped` where a value is of a type that cannot belong there.
    """
    try:
        return msgspec.convert(wire, schema)
    except msgspec.ValidationError:
        return _fit(wire, schema, stranger, name)


def _fit(wire: Wire, schema: type[S], stranger: Stranger, name: str) -> S:
    slots = _slots(schema)
    for key in wire:
        if key not in slots and not key.startswith(("@", "#")):
            stranger(f"{name}/{key}")
    values = {slot.name: _value(wire, key, slot, stranger) for key, slot in slots.items() if key in wire}
    return schema(**values)


def _value(wire: Wire, key: str, slot: Slot, stranger: Stranger) -> object:
    if slot.kind == "scalar":
        return scalar(wire, key)
    if slot.kind == "strings":
        return scalars(wire, key)
    if slot.struct is None:
        return None
    bare = BARE.get(slot.struct)
    entries = many(wire, key, bare) if slot.kind == "many" else _single(wire, key)
    found = [_fit(entry, slot.struct, stranger, key) for entry in entries]
    return found if slot.kind == "many" else found[0] if found else None


def _single(wire: Wire, key: str) -> list[Wire]:
    entry = one(wire, key)
    return [entry] if entry else []


@cache
def _slots(schema: type[Struct]) -> dict[str, Slot]:
    hints = get_type_hints(schema)
    return {f.encode_name: _slot(f.name, hints[f.name]) for f in msgspec.structs.fields(schema)}


def _slot(name: str, hint: Any) -> Slot:
    if hint == Ignored:
        return Slot(name, "ignored", None)
    members = [member for member in get_args(hint) if member is not NoneType]
    struct = next((m for m in members if isinstance(m, type) and issubclass(m, Struct)), None)
    listed = any(getattr(member, "__origin__", None) is list for member in members)
    if struct is None:
        return Slot(name, "strings" if listed else "scalar", None)
    return Slot(name, "many" if listed else "one", struct)


