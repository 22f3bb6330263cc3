"""The official schema as it travels: nested dicts whose shapes vary from edition to edition.

The Assemblée's JSON is made from its XML, so an element that stands once is an object and one that stands twice a
list; an empty one is null, missing, "" or {"@xsi:nil": "true"}; a text may be {"#text": …}; a number may be text.
XML is brought to the same dicts, so both forms of one question are read by the same code.
"""

from __future__ import annotations

import math
from typing import Any

Wire = dict[str, Any]


class Mistyped(Exception):
    """A value of the wrong type: `holder` is the object or list it stands in."""

    def __init__(self, value: object, holder: object = None) -> None:
        super().__init__()
        self.value = value
        self.holder = holder


def is_nil(value: Wire) -> bool:
    """Whether an object stands for nothing: empty, or `xsi:nil` is true."""
    nil = value.get("@xsi:nil")
    return not value or nil is True or (isinstance(nil, str) and nil.strip().lower() in ("true", "1"))


def one(holder: Wire, key: str) -> Wire:
    """The object at `key`; empty where there is none. Raises `Mistyped` for anything else."""
    value = holder.get(key)
    if value is None:
        return {}
    if isinstance(value, list) and len(value) <= 1:
        value = value[0] if value else None
    if isinstance(value, dict):
        return {} if "@xsi:nil" in value and is_nil(value) else value
    if value is None or (isinstance(value, str) and not value.strip()):
        return {}
    raise Mistyped(value, holder)


def many(holder: Wire, key: str, bare: str | None = None) -> list[Wire]:
    """The objects at `key`, whether it holds one, a list or nothing.

    With `bare`, a plain text stands for an object that has it at that key.
    """
    value = holder.get(key)
    if value is None:
        return []
    values = value if isinstance(value, list) else (value,)
    found = [_entry(entry, holder, bare) for entry in values]
    return [entry for entry in found if entry]


def _entry(value: object, holder: Wire, bare: str | None) -> Wire:
    if isinstance(value, dict):
        return {} if is_nil(value) else value
    if value is None:
        return {}
    if isinstance(value, str):
        if not value.strip():
            return {}
        if bare is not None:
            return {bare: value}
    raise Mistyped(value, holder)


def scalar(holder: Wire, key: str) -> str | None:
    """The text at `key`, None where it is absent or blank; a number becomes its digits.

    Raises `Mistyped` for anything that is neither.
    """
    value = holder.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    return _loose(value, holder)


def scalars(holder: Wire, key: str) -> list[str]:
    """The texts at `key`, whether it holds one, a list or nothing."""
    value = holder.get(key)
    if not isinstance(value, list):
        found = scalar(holder, key)
        return [] if found is None else [found]
    texts = [_loose(entry, holder) for entry in value]
    return [text for text in texts if text is not None]


def _loose(value: object, holder: object) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        return _loose(value[0], holder)
    if isinstance(value, dict) and ("#text" in value or is_nil(value)):
        return None if is_nil(value) else _loose(value["#text"], value)
    if value is None or value == []:
        return None
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    return _digits(value, holder)


def _digits(value: object, holder: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:d}" if value.bit_length() < 128 else f"{value:#x}"
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    raise Mistyped(value, holder)


def pointer_to(root: object, fault: Mistyped, prefix: str = "") -> str:
    """The JSON pointer (RFC 6901) of a mistyped value inside its record; the record's own where it is not found."""
    pending: list[tuple[str, object]] = [(prefix, root)]
    while pending:
        path, node = pending.pop()
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in children:
            here = f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}"
            if child is fault.value and (fault.holder is None or node is fault.holder or isinstance(node, list)):
                return here
            pending.append((here, child))
    return prefix
