"""Queries written to take all there is, each with how it may end: which limit it meets first is the machine's."""

from __future__ import annotations

from typing import Final, NamedTuple

CROSS: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
TIME, MEMORY, SIZE, DEPTH = 504, 507, 413, 400


class Hog(NamedTuple):
    """One of them; `ends` are statuses of HTTP."""

    name: str
    query: str
    ends: set[int]


def _doubled(times: int) -> str:
    return " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))


def _values(name: str, count: int) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, range(count)))} }}"


def hogs(step: str, text: str) -> tuple[Hog, ...]:
    """The queries, for a store where the IRI `step` leads from node to node and `text` to texts."""
    step, text = f"<{step}>", f"<{text}>"
    return (
        Hog("count over a cross join", f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", {TIME}),
        Hog("order over a cross join", f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f ?i", {TIME, MEMORY}),
        Hog("distinct over a cross join",
            f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {CROSS} }} }}", {TIME, MEMORY}),
        Hog("rows of a cross join", f"SELECT * {{ {CROSS} }}", {SIZE, TIME}),
        Hog("closure of paths",
            f"SELECT (COUNT(*) AS ?n) {{ ?a ({step}|^{step})* ?b . ?c (!{text})+ ?d }}", {TIME, MEMORY}),
        Hog("a regex that backtracks",
            f"SELECT (COUNT(*) AS ?n) {{ ?s {text} ?t FILTER regex(?t, '^(a+)+$') }}", {200}),
        Hog("a regex that grows",
            f"ASK {{ ?s {text} ?t FILTER regex(?t, '((a{{1,60}}){{1,60}}){{1,60}}b') }}", {200, TIME}),
        Hog("giant VALUES", f"SELECT (COUNT(*) AS ?n) {{ {_values('a', 70_000)} {_values('b', 70_000)} }}", {TIME}),
        Hog("everything constructed", f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}", {SIZE, TIME}),
        Hog("ten thousand parentheses", f"ASK {{ FILTER({'(' * 10_000}1{')' * 10_000}) }}", {DEPTH}),
        Hog("ten thousand groups", f"ASK {'{' * 10_000}{'}' * 10_000}", {DEPTH}),
        Hog("a chain of sums", f"SELECT ({'1+' * 200_000}1 AS ?x) {{}}", {DEPTH, TIME, MEMORY}),
        Hog("a chain of unions", f"ASK {{ {'{} UNION ' * 50_000} {{}} }}", {DEPTH, TIME, MEMORY}),
        Hog("one text of everything",
            f"SELECT (GROUP_CONCAT(?t) AS ?all) {{ ?s {text} ?t . {CROSS} }}", {TIME, MEMORY}),
        Hog("a text doubled forty times",
            f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaaaaaa' AS ?x0) {_doubled(40)} }}", {MEMORY, TIME}),
        Hog("more than a request may hold", f"ASK {{ # {'x' * (5 << 20)}\n }}", {413}),
    )  # fmt: skip
