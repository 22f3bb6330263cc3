"""What questions can be narrowed by, each with a fixed set of values."""

from __future__ import annotations

from typing import Final

#: By the name they have in addresses, in the order in which they are shown. The index's columns have the same names.
FACETS: Final = ("legislature", "type", "status", "ministry", "party", "rubric", "year")
