"""The only place that speaks to a person: messages on stderr, never on stdout, which carries data alone."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from anq2rdf.errors import Anq2rdfError


def colour(stream: TextIO) -> bool:
    """Whether to colour this stream: a terminal, and NO_COLOR is not set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say(message: str) -> None:
    """One line to the person."""
    click.echo(message, err=True)


def fail(error: Anq2rdfError) -> None:
    """One clean line, then the remedy, then where to read more."""
    heading = click.style("error:", fg="red", bold=True) if colour(sys.stderr) else "error:"
    say(f"{heading} {error.message}")
    if error.remedy:
        say(f"  {error.remedy}")
    if error.code:
        say(f"  more: anq2rdf explain {error.code}")
