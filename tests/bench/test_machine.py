"""Figures belong to the code they were measured with."""

from __future__ import annotations

from pathlib import Path

from bench import machine


def test_the_digest_is_of_the_code_wherever_the_checkout_lies(tmp_path: Path) -> None:
    root = tmp_path / "work" / "checkout"
    for name, text in (("anq2rdf/a.py", "1"), ("bench/b.py", "2"), ("bench/work/c.py", "3")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    before = machine.digest(root)
    (root / "bench/work/c.py").write_text("made while measuring")
    assert machine.digest(root) == before
    (root / "anq2rdf/a.py").write_text("4")
    assert machine.digest(root) != before
