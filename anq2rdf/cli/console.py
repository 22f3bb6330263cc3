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


def warn_in_clear(address: str) -> None:
    """Say so where there are credentials for a server and they would go there readable by anybody on the way."""
    from anq2rdf.remote.address import in_clear, shown
    from anq2rdf.remote.credentials import credentials

    if in_clear(address) and credentials(address):
        say(f"warning: the credentials for {shown(address)} go over plain http, which others can read: use https")
