"""The report as one page: no script, nothing fetched, every word of the data escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from anq2rdf.look.standalone import Style, style
from anq2rdf.problems import escaped
from anq2rdf.validation.plain import shown, summary
from anq2rdf.validation.results import Result, Tally, Verdict, short_path
from anq2rdf.validation.words import words

ROWS: Final = 500  # results of one shape on the page; the other forms hold all
_COLUMNS: Final = ("message", "focus", "path", "value", "source")
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{subject}<p class="sum">{summary}</p>
<p class="soft">{legend}</p>
</header>
<main>
{body}
</main>
</body>
</html>
"""


def write_page(verdict: Verdict, language: str, subject: str) -> str:
    """The whole page. `subject` says what was judged."""
    text = words(language)
    look = _look()
    sections = "\n".join(_section(tally, number, language) for number, tally in enumerate(verdict.tallies, 1))
    body = f"{_overview(verdict, language)}\n{sections}" if sections else f"<p>{escape(text['nothing'])}</p>"
    return _PAGE.format(
        language="fr" if language == "fr" else "en",
        policy=look.policy,
        style=look.text,
        title=escape(text["title"]),
        subject=f"<p><code>{_safe(subject)}</code></p>\n" if subject else "",
        legend=escape(text["legend"]),
        summary=escape(summary(verdict, language)),
        body=body,
    )


@cache
def _look() -> Style:
    return style(further=(Path(__file__).parent / "page.css").read_text(encoding="utf-8"))


def _safe(text: str) -> str:
    return escape(escaped(text))


def _overview(verdict: Verdict, language: str) -> str:
    text = words(language)
    rows = [
        _row(
            [
                ("shape", f'<a href="#t{number}">{_safe(tally.name)}</a>', ""),
                ("severity", escape(text[tally.level]), f"level {tally.level}"),
                ("count", str(len(tally.results)), "number"),
                ("message", _safe(_headline(tally, language)), ""),
            ],
            text,
        )
        for number, tally in enumerate(verdict.tallies, 1)
    ]
    return _table(("shape", "severity", "count", "message"), rows, text, "overview")


def _section(tally: Tally, number: int, language: str) -> str:
    text = words(language)
    rest = len(tally.results) - ROWS
    more = f'<p class="soft">{escape(text["listed"].format(rest))}</p>' if rest > 0 else ""
    cells = [_result(result, language) for result in tally.results[:ROWS]]
    columns = [n for n in _COLUMNS if any(row[n] for row in cells) and not (n == "message" and tally.shared_message)]
    rows = [_row([(name, row[name], "") for name in columns], text) for row in cells]
    title = f"{_safe(tally.name)} — {_safe(_headline(tally, language))}"
    return (
        f'<section class="{tally.level}" id="t{number}"><h2>{title}</h2>'
        f'<p><span class="level">{escape(text[tally.level])}</span> ×{len(tally.results)}</p>'
        f"{_table(columns, rows, text, 'results')}{more}</section>"
    )


def _headline(tally: Tally, language: str) -> str:
    first = tally.results[0].message(language)
    return first if tally.shared_message else first + " …"


def _result(result: Result, language: str) -> dict[str, str]:
    return {
        "message": _safe(result.message(language)),
        "focus": _code(shown(result.focus)),
        "path": _code(short_path(result.path)) if result.path is not None else "",
        "value": escape(shown(result.value)) if result.value != result.focus else "",
        "source": _safe(result.source),
    }


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>" if text else ""


def _row(cells: Iterable[tuple[str, str, str]], text: dict[str, str]) -> str:
    return (
        "<tr>"
        + "".join(
            f'<td class="{kind}" data-label="{escape(text[label])}">{content}</td>' for label, content, kind in cells
        )
        + "</tr>"
    )


def _table(columns: Iterable[str], rows: Iterable[str], text: dict[str, str], kind: str) -> str:
    head = "".join(f'<th scope="col">{escape(text[column])}</th>' for column in columns)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"
