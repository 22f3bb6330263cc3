"""The answers that one text is: which questions were answered together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.asking import ask_about, value
from anq2rdf.web.entities.naming import Names

MOST: Final = 200  # answers that are listed


async def read_joint(names: Names, groups: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The questions of each group with their answers there, in the order of their names."""
    rows = await ask_about(names.site, "entity_joint", groups, limit=MOST)
    pairs = [(group, answer) for row in rows if (group := value(row, "it")) and (answer := value(row, "answer"))]
    await names.learn(answer for _, answer in pairs)
    found: dict[str, list[tuple[str, str]]] = {}
    for group, answer in pairs:
        card = names.cards.get(answer)
        question = card.link(v.ANSWER_TO) if card else None
        if question:
            found.setdefault(group, []).append((question, answer))
    return {group: sorted(together) for group, together in found.items()}
