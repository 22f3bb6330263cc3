"""The validation report that is kept with the store, as a page: by shape and severity, each result with its entity.

The words are those of the reports that `anq2rdf validate` writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from anq2rdf.sinks.generations import REPORT, current
from anq2rdf.validation.kept import KeptTally, Summary, read_summary, read_verdict
from anq2rdf.validation.machine import write_turtle
from anq2rdf.validation.results import Result, Tally, Verdict, local_name, short_path
from anq2rdf.validation.words import words as validation_words
from anq2rdf.web.rendering import language_of, page, tagged
from anq2rdf.web.site import Site

PAGE: Final = 50  # results
MOST: Final = 64 << 20  # bytes of a report whose results are shown; of a larger one there are the counts and the file
_COLUMNS: Final = ("severity", "shape", "focus", "path", "value", "message", "component", "source")
_SPACES: Final = re.compile(r"\s+")


class Line(Struct, frozen=True):
    """One result as a row of the page."""

    focus: str
    link: str | None
    path: str
    value: str
    value_link: str | None
    message: str
    source: str


class Chosen(Struct, frozen=True):
    """The results of one shape at one severity, a page of them."""

    name: str
    severity: str
    total: int
    page: int
    pages: int
    lines: Sequence[Line]


class Mark(Struct, frozen=True):
    """Which file it was, and in which state."""

    file: Path
    changed: int
    size: int


class Reports:
    """The report of a site: read when first asked for, kept until its file changes."""

    def __init__(self) -> None:
        self._mark: Mark | None = None
        self._summary: Summary | None = None
        self._verdict: Verdict | None = None
        self._limiter = CapacityLimiter(1)

    async def summary(self, file: Path) -> Summary:
        """What it comes to. Raises 404 where there is no report."""
        await to_thread.run_sync(self._read, file, limiter=self._limiter)
        if self._summary is None:
            raise HTTPException(404)
        return self._summary

    async def verdict(self, file: Path) -> Verdict | None:
        """All its results; None where they are too many to hold."""
        await self.summary(file)
        return self._verdict

    def _read(self, file: Path) -> None:
        mark = _mark(file)
        if mark == self._mark:
            return
        self._summary = read_summary(file) if mark else None
        self._verdict = read_verdict(file) if mark and mark.size <= MOST else None
        self._mark = mark


def _mark(file: Path) -> Mark | None:
    try:
        told = file.stat()
    except FileNotFoundError:
        return None
    return Mark(file, told.st_mtime_ns, told.st_size)


async def _report(request: Request) -> Response:
    language, file = language_of(request), _file(request)
    reports = _reports(request)
    try:
        summary = await reports.summary(file)
    except HTTPException:
        return page(request, "report.html", summary=None, how=_how(request.app.state.site))
    verdict = await reports.verdict(file)
    chosen = _chosen(request, verdict, language) if "shape" in request.query_params else None
    return page(
        request,
        "report.html",
        summary=summary,
        chosen=chosen,
        w=validation_words(language),
        rows=[
            (each, _address(each), _headline(_tally(verdict, each.name, each.severity), language))
            for each in summary.shapes
        ],
        go=_page_address,
        levels=list(summary.counts.items()),
        large=file.stat().st_size > MOST,
    )


def _how(site: Site) -> str:
    """What to call, without where the store lies: that is nothing for visitors."""
    kept = current(site.store).sidecar(REPORT).relative_to(site.store)
    return f"anq2rdf load … --to STORE --validate\nanq2rdf validate STORE -t json -o STORE/{kept}"


def _address(tally: KeptTally) -> str:
    return "/report?" + urlencode({"shape": tally.name, "severity": tally.severity})


def _page_address(chosen: Chosen, number: int) -> str:
    return "/report?" + urlencode({"shape": chosen.name, "severity": chosen.severity, "page": number})


def _chosen(request: Request, verdict: Verdict | None, language: str) -> Chosen:
    wanted = request.query_params.get("shape"), request.query_params.get("severity")
    tally = _tally(verdict, *wanted)
    if tally is None:
        raise HTTPException(404)
    text = request.query_params.get("page", "1")
    pages = -(-len(tally.results) // PAGE)
    number = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    results = tally.results[(number - 1) * PAGE : number * PAGE]
    site: Site = request.app.state.site
    lines = [_line(site, each, language) for each in results]
    return Chosen(tally.name, tally.level, len(tally.results), number, pages, lines)


def _tally(verdict: Verdict | None, name: str | None, level: str | None) -> Tally | None:
    known = verdict.tallies if verdict else ()
    return next((each for each in known if each.name == name and level in (each.level, None)), None)


def _headline(tally: Tally | None, language: str) -> str:
    """What the results of a shape say, or the first of them where they do not all say the same."""
    if tally is None:
        return ""
    return tally.results[0].message(language) + ("" if tally.shared_message else " …")


def _line(site: Site, result: Result, language: str) -> Line:
    value = None if result.value in (None, result.focus) else result.value
    return Line(
        focus=result.focus.value,
        link=site.link_of(result.focus.value),
        path="" if result.path is None else short_path(result.path),
        value="" if value is None else value.value,
        value_link=None if value is None or not _is_iri(result) else site.link_of(value.value),
        message=result.message(language),
        source=result.source,
    )


def _is_iri(result: Result) -> bool:
    return str(result.value).startswith("<")


async def _json(request: Request) -> Response:
    await _reports(request).summary(_file(request))
    return FileResponse(_file(request), media_type="application/json", filename="report.json")


async def _turtle(request: Request) -> Response:
    verdict = await _held(request)
    return tagged(request, (await to_thread.run_sync(write_turtle, verdict)).encode(), "text/turtle; charset=utf-8")


async def _csv(request: Request) -> Response:
    verdict, language = await _held(request), language_of(request)
    content = await to_thread.run_sync(write_csv, verdict, language)
    return tagged(request, content, "text/csv; charset=utf-8; header=present")


async def _held(request: Request) -> Verdict:
    verdict = await _reports(request).verdict(_file(request))
    if verdict is None:
        raise HTTPException(404, f"the report is larger than {MOST >> 20} MiB: take report.json")
    return verdict


def write_csv(verdict: Verdict, language: str) -> bytes:
    """The results as CSV (RFC 4180), one a line, as the data hold them: no cell is made safe for a spreadsheet."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for each in verdict.results:
        path = "" if each.path is None else short_path(each.path)
        value = "" if each.value is None else each.value.value
        shape, component = (local_name(term.value) for term in (each.shape, each.component))
        message = _SPACES.sub(" ", each.message(language))
        table.writerow((each.level, shape, each.focus.value, path, value, message, component, each.source))
    return out.getvalue().encode()


def _file(request: Request) -> Path:
    site: Site = request.app.state.site
    return current(site.store).sidecar(REPORT)


def _reports(request: Request) -> Reports:
    state = request.app.state
    if not hasattr(state, "reports"):
        state.reports = Reports()
    reports: Reports = state.reports
    return reports


routes: Final = [
    Route("/report", _report),
    Route("/report.json", _json),
    Route("/report.ttl", _turtle),
    Route("/report.csv", _csv),
]
