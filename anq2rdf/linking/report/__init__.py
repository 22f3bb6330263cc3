"""The run of a linking as one page to read: how many are linked, on what evidence, who is left, what is in doubt.

    page = render(decisions, subjects, candidates, run, settings=settings, language="fr")

One file, no script, nothing fetched; every word of the data is escaped, and a link goes to the Assemblée's site or to
Wikidata only. `counts` counts, `pairs` sets two sides beside each other, `drawings` draws, `report.html` is the page.
The sentences for findings and reasons are those of the tables that decided.
"""

from __future__ import annotations

from anq2rdf.linking.report.page import render

__all__ = ["render"]
