"""The page about the endpoint says what was measured, and of whom."""

from __future__ import annotations

from typing import Any

from bench import pages_endpoint

MACHINE = {"date": "", "processor": "", "memory": "", "system": "", "packages": "", "load": ""}
TIMES = {"times": 1_200, "refused": 0, "p50": 4.04, "p95": 9.96, "worst": 31.4}


def hog(name: str, **told: Any) -> dict[str, Any]:
    return {"name": name, "status": [504], "worst": 2.05, "alive": True, "whole": True, **told}


def page(**more: Any) -> list[str]:
    part = {"questions": 10_000, "limit": 2.0, "runs": 3, "machine": MACHINE, "quiet": {"a page": TIMES},
            "loaded": {"a page": {**TIMES, "refused": 7}}, "hogs": [hog("a join"), hog("a regex", status=[200, 504])]}
    return list(pages_endpoint.endpoint({**part, **more}))


def test_each_load_and_each_hostile_query_has_its_row() -> None:
    lines = page()
    assert "| a page | quiet | 1,200 | 0 | 4.0 | 10.0 | 31 |" in lines
    assert "| a page | loaded | 1,200 | 7 | 4.0 | 10.0 | 31 |" in lines
    assert "| a join | 2.05 | 504 |" in lines
    assert "| a regex | 2.05 | 200, 504 |" in lines


def test_a_peer_that_cuts_its_answer_off_or_ends_is_told() -> None:
    peer = {"title": "oxigraph 1", "hogs": [hog("a join", status=[200], whole=False, worst=15.0, alive=False)]}
    lines = page(oxigraph=peer)
    assert "| a join | 2.05 | 504 | 15.00 | 200; the server ended | **no** |" in lines
    assert "| a regex | 2.05 | 200, 504 | – | – | – |" in lines
