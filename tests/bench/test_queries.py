"""What the bench asks of the query library fits it."""

from __future__ import annotations

from anq2rdf.query import find_query
from anq2rdf.query.parameters import bind_parameters, read_settings
from bench.goals import Part
from bench.pages_queries import queries
from bench.queries import CAPS, GIVEN


def test_every_parameter_it_sets_is_there() -> None:
    for name, given in GIVEN.items():
        assert bind_parameters(find_query(name), read_settings(given))
    assert all(find_query(name).id == name for name in CAPS)


def test_a_query_beyond_its_cap_is_told_as_such() -> None:
    facts = dict.fromkeys(("date", "processor", "memory", "system", "packages", "load"), "")
    within = {"id": "CQ03", "name": "life-of-question", "cap": 15.0, "first": 1.0, "median": 0.5,
              "processor_median": 0.4, "rows": 4}
    slow = within | {"median": 15.5}
    endless = {"id": "CQ17", "name": "words", "cap": 180.0, "median": None}
    part: Part = {"questions": 1000, "runs": 3, "machine": facts, "queries": [within, slow, endless]}
    lines = list(queries(part))
    assert [line.split("|")[-2].strip() for line in lines[-3:]] == ["within", "**beyond**", "**beyond**"]
