"""The page of the linker."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from anq2rdf.linking.decision import Settings
from bench.goals import Part, machine_line


def linking(part: Part, plots: str = "plots") -> Iterator[str]:
    """Tables, curve and errors."""
    yield "## Deputies linked to Wikidata"
    yield ""
    yield from machine_line(part)
    if "missing" in part:
        yield f"Not measured: {part['missing']}."
        return
    yield from _introduction(part)
    yield from _table("Whole sets", part, "whole")
    yield from _table("Held-out half", part, "held out")
    yield from _table("Calibration half", part, "calibration")
    yield from _curve(part, plots)
    yield from _errors(part)
    yield from _doubts(part)
    yield from _speed(part["speed"])


def _introduction(part: Part) -> Iterator[str]:
    settings = Settings()
    yield (
        f"Every set of candidates is put beside all {part['deputies']:,} people of the register, most of whom have no "
        "item in it. \"Linked\": what is written without anybody looking, at the default threshold "
        f"({settings.link:g}) and margin ({settings.margin:g} bits). \"Review\": true items laid before a person "
        "as the likeliest. \"Lost\": true items nobody is asked about. \"Asked\": all that a person is asked. "
        "Intervals are Clopper and Pearson's, at 95 %."
    )
    yield ""
    yield (
        "Made sets are the register's own facts, spoiled as their titles say; in those with decoys half of the true "
        "items are missing, so that a decoy is all there is for their deputies. One tenth of the disturbed names has "
        "another surname altogether: by name and mandate alone such a pair is for review. Not among the decoys, since "
        "nothing tells it from the deputy with a second first name: a relative called Jean-Guillem for Jean whom "
        "Wikidata wrongly gives the very seat in the very legislature."
    )
    yield ""
    yield (
        "Sets are halved by a digest of the identifier. The weights are estimates, fitted to no half. Which "
        "differences of names are told apart was changed after looking at errors of made sets; after that, what is "
        "done to whom was drawn anew, and these figures are the first of that drawing."
    )
    yield ""


def _table(title: str, part: Part, which: str) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| candidates | items | true pairs | linked | wrong | precision | recall | review | lost | asked |"
    yield "|---|--:|--:|--:|--:|---|---|--:|--:|--:|"
    for each in part["sets"]:
        row = each["whole"] if which == "whole" else each["halves"][which]
        cells = [
            each["title"], f"{row['items']:,}", f"{row['pairs']:,}", f"{row['linked']:,}", len(row["wrong"]),
            share(row["precision"]), share(row["recall"]), row["review"], sum(row["lost"].values()), row["asked"],
        ]
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""


def share(row: dict[str, Any]) -> str:
    """A share with its interval; the upper bound of an interval is told only where it is not 1."""
    if math.isnan(row["share"]):
        return "–"
    return f"{row['share']:.4f} ({row['low']:.4f}–{row['high']:.4f})"


def _curve(part: Part, plots: str) -> Iterator[str]:
    yield "### By threshold, held-out half"
    yield ""
    first = part["sets"][0]["halves"]["held out"]["curve"]
    yield f"| candidates | {' | '.join(format(row['threshold'], 'g') for row in first)} |"
    yield "|---|" + "---|" * len(first)
    for each in part["sets"]:
        curve = each["halves"]["held out"]["curve"]
        cells = [f"{row['precision']['share']:.4f} / {row['recall']['share']:.3f}" for row in curve]
        yield f"| {each['title']} | {' | '.join(cells)} |"
    yield ""
    yield "Precision / recall, all other rules (margin, contradictions, identifiers) being in force."
    yield ""
    yield f"![Precision and recall by threshold]({plots}/linking.svg)"
    yield ""


def _errors(part: Part) -> Iterator[str]:
    yield "### Every wrong link"
    yield ""
    wrong = [(each["title"], error) for each in part["sets"] for error in each["whole"]["wrong"]]
    if not wrong:
        yield "None, in any set."
    else:
        yield "| set | deputy | item | truly | score | because |"
        yield "|---|---|---|---|--:|---|"
    for title, error in wrong:
        item = f"{error['item']}, {error['what']}" if error["what"] else error["item"]
        yield f"| {title} | {error['deputy']} | {item} | {error['is']} | {error['score']:.5f} | {error['because']} |"
    yield ""


def _doubts(part: Part) -> Iterator[str]:
    yield "### Why a person is asked, and what is lost"
    yield ""
    yield "| candidates | asked because | lost: what was done to the item |"
    yield "|---|---|---|"
    for each in part["sets"]:
        told = [_listed(each["whole"][which]) for which in ("doubted", "lost")]
        yield f"| {each['title']} | {' | '.join(told)} |"
    yield ""


def _listed(counts: dict[str, int]) -> str:
    return "; ".join(f"{what or 'nothing'} {count}" for what, count in counts.items()) or "–"


def _speed(part: Part) -> Iterator[str]:
    runs = part["runs"]
    first = runs[0]
    whole, processor = (sorted(run[key] for run in runs)[len(runs) // 2] for key in ("whole", "processor"))
    deciding = sorted(run["seconds"] for run in runs)[len(runs) // 2]
    peak = max(run["peak_bytes"] for run in runs)
    met = "met" if whole <= part["goal_seconds"] and peak <= part["goal_bytes"] else "**missed**"
    yield "### What it costs"
    yield ""
    yield (
        f"{first['items']:,} candidates against {first['deputies']:,} deputies, one process from start to exit, with "
        f"reading the register and the candidates: {whole:.1f} s by the clock, {processor:.1f} s of processor "
        f"({deciding:.1f} s by the clock for deciding), {peak / 1e6:.0f} MB at most, median of {len(runs)} runs. Goal: "
        f"{part['goal_seconds']:g} s and {part['goal_bytes'] / 1e6:.0f} MB, {met}."
    )
