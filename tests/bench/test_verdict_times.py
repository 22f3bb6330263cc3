"""Results of two engines that read the data each by itself."""

from __future__ import annotations

from bench.verdict_times import _difference

RESULT = ["<http://example.org/q>", "<http://example.org/author>", "Class", "_:c70", "Violation", "Q04", "one author"]


def test_a_blank_node_has_another_name_in_each_engine_and_is_the_same_value() -> None:
    other = [*RESULT[:3], "_:N2a", *RESULT[4:]]
    assert _difference([RESULT], [other]) == {"missing": 0, "added": 0, "same": 1}


def test_any_other_part_tells_results_apart() -> None:
    for place in (0, 1, 2, 4, 5, 6):
        other = [*RESULT[:place], "else", *RESULT[place + 1 :]]
        assert _difference([RESULT], [other]) == {"missing": 1, "added": 1, "same": 0}
    assert _difference([RESULT], [[*RESULT[:3], "<http://example.org/v>", *RESULT[4:]]])["missing"] == 1
    assert _difference([RESULT, RESULT], [RESULT]) == {"missing": 0, "added": 1, "same": 1}
