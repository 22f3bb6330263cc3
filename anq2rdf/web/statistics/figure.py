"""One figure: what it says in numbers. Drawings and tables are made of these, and of nothing else."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Cell: TypeAlias = str | int | float | None
Kind: TypeAlias = Literal["text", "number", "share", "days", "year"]


class Column(Struct, frozen=True):
    """A column of the table; its name is a word of `words.toml` (`stats_…`) and the field's name in CSV and JSON."""

    name: str
    kind: Kind = "number"


class Figure(Struct, frozen=True, kw_only=True):
    """A table with a name. `told` are numbers that its note names (what is left out, and how much)."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    told: dict[str, int] = {}

    def column(self, name: str) -> list[Cell]:
        """All cells of a column."""
        place = [column.name for column in self.columns].index(name)
        return [row[place] for row in self.rows]
