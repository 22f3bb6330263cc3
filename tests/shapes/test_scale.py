"""What keeps the constraints linear in the data: the store joins inside EXISTS anew, over everything, for each row."""

from __future__ import annotations

import re

import pytest

from anq2rdf.validation import read_shapes

CONSTRAINTS = {str(each.shape).rpartition("#")[2].rstrip(">"): each.select for each in read_shapes().constraints}
_EXISTS = re.compile(r"EXISTS\s*\{")


def groups(text: str) -> list[str]:
    """What stands directly in each EXISTS { … }, without the groups in it."""
    found = []
    for match in _EXISTS.finditer(text):
        depth, own = 1, []
        for character in text[match.end() :]:
            depth += {"{": 1, "}": -1}.get(character, 0)
            if depth == 0:
                break
            if depth == 1:
                own.append(character)
        found.append("".join(own))
    return found


def test_groups_are_found_without_what_is_nested() -> None:
    assert groups("FILTER NOT EXISTS { ?a ?b ?c . FILTER EXISTS { ?c ?d ?e } }") == [
        " ?a ?b ?c . FILTER EXISTS } ",
        " ?c ?d ?e ",
    ]


@pytest.mark.parametrize("name", [name for name, select in CONSTRAINTS.items() if _EXISTS.search(select)])
def test_no_pattern_is_joined_inside_exists(name: str) -> None:
    for group in groups(CONSTRAINTS[name]):
        pattern = re.sub(r"FILTER.*", "", group, flags=re.DOTALL).strip().rstrip(".")
        assert len(pattern.split()) == 3, pattern
        assert "/" not in pattern
