"""Shapes → verdicts: `check(store, shapes)` gives a `Report`, whose results are those of SHACL."""

from __future__ import annotations

from anq2rdf.validation.check import check
from anq2rdf.validation.report import Report
from anq2rdf.validation.results import Result, Tally
from anq2rdf.validation.shapes import Shapes, read_shapes

__all__ = ["Report", "Result", "Shapes", "Tally", "check", "read_shapes"]
