"""Queries written to take all there is. Each with the answers it may end in: which limit it meets first is the machine's."""

from __future__ import annotations

from typing import Final, NamedTuple

CROSS: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
NEXT: Final = "<http://example.org/next>"
TEXT: Final = "<http://example.org/text>"
TIME, MEMORY, SIZE, DEPTH = 504, 507, 413, 400


class Hog(NamedTuple):
    name: str
    query: str
    ends: frozenset[int]


def _doubled(times: int) -> str:
    return " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))


def _values(name: str, count: int) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, range(count)))} }}"


HOGS: Final = tuple(
    Hog(name, query, frozenset(ends))
    for name, query, ends in (
        ("count over a cross join", f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", {TIME}),
        ("order over a cross join", f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f ?i", {TIME, MEMORY}),
        ("distinct over a cross join", f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {CROSS} }} }}", {TIME, MEMORY}),
        ("rows of a cross join", f"SELECT * {{ {CROSS} }}", {SIZE, TIME}),
        ("closure of paths", f"SELECT (COUNT(*) AS ?n) {{ ?a ({NEXT}|^{NEXT})* ?b . ?c (!{TEXT})+ ?d }}", {TIME, MEMORY}),
        ("a regex that backtracks", f"SELECT (COUNT(*) AS ?n) {{ ?s {TEXT} ?t FILTER regex(?t, '^(a+)+$') }}", {200}),
        ("a regex that grows", f"ASK {{ ?s {TEXT} ?t FILTER regex(?t, '((a{{1,60}}){{1,60}}){{1,60}}b') }}", {200, TIME}),
        ("giant VALUES", f"SELECT (COUNT(*) AS ?n) {{ {_values('a', 70_000)} {_values('b', 70_000)} }}", {TIME}),
        ("everything constructed", f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}", {SIZE, TIME}),
        ("ten thousand parentheses", f"ASK {{ FILTER({'(' * 10_000}1{')' * 10_000}) }}", {DEPTH}),
        ("ten thousand groups", f"ASK {'{' * 10_000}{'}' * 10_000}", {DEPTH}),
        ("a chain of sums", f"SELECT ({'1+' * 200_000}1 AS ?x) {{}}", {DEPTH, TIME, MEMORY}),
        ("a chain of unions", f"ASK {{ {'{} UNION ' * 50_000} {{}} }}", {DEPTH, TIME, MEMORY}),
        ("one text of everything", f"SELECT (GROUP_CONCAT(?t) AS ?all) {{ ?s {TEXT} ?t . {CROSS} }}", {TIME, MEMORY}),
        ("a text doubled forty times", f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaaaaaa' AS ?x0) {_doubled(40)} }}", {MEMORY, TIME}),
        ("more than a request may hold", f"ASK {{ # {'x' * (5 << 20)}\n }}", {413}),
    )
)  # fmt: skip
