"""Writing a verdict down: for `validate` and for `convert --validate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anq2rdf.errors import SinkError
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.validation import Report

FORMATS: Final = ("text", "json", "ttl", "html")
FAIL_ON: Final = ("violation", "warning", "info", "none")


def write_verdict(report: Report, format_: str, output: str, *, language: str = "en", subject: str = "") -> None:
    """Write it as one of `FORMATS`: whole or not at all, '-' being stdout. Raises `SinkError`."""
    text = _text(report, format_, language, subject)
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        return
    part = Path(output + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SinkError(
            f"the verdict could not be written to {escaped(output)}: {error.strerror}",
            remedy="choose a folder that is there and can be written to",
        ) from error


def _text(report: Report, format_: str, language: str, subject: str) -> str:
    if format_ == "json":
        return report.as_json()
    if format_ == "ttl":
        return report.as_turtle()
    if format_ == "html":
        return report.as_html(language, subject=subject)
    return report.as_text(language)
