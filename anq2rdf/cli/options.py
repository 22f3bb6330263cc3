"""Options that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

TYPES: Final = ("QE", "QG", "QOSD")


def sources(command: F) -> F:
    """SOURCE…: what is read."""
    return click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")(command)


def mapping(command: F) -> F:
    """--register, --base, --legislature, --type, --strict: what determines the statements."""
    for option in reversed(
        (
            click.option(
                "--register",
                metavar="ZIP",
                help="The official register of actors, mandates and organs (AMO30 zip or folder).",
            ),
            click.option("--base", metavar="IRI", default=None, help="Base of the instances' IRIs."),
            click.option(
                "--legislature",
                "legislatures",
                type=click.IntRange(1, 99),
                multiple=True,
                metavar="N",
                help="Only this legislature; may be repeated.",
            ),
            click.option(
                "--type",
                "types",
                type=click.Choice(TYPES, case_sensitive=False),
                multiple=True,
                help="Only this type of question; may be repeated.",
            ),
            click.option(
                "--strict",
                is_flag=True,
                help="Reject every record that needs a warning, and JSON with a key that stands twice.",
            ),
        )
    ):
        command = option(command)
    return command


def jobs(command: F) -> F:
    """--jobs and --executor: who converts; the bytes are the same whoever does."""
    for option in (
        click.option(
            "--executor",
            metavar="local|dask://HOST:PORT",
            default="local",
            show_default=True,
            help="Who converts. The workers of a Dask cluster must see the sources under the same path.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 256),
            default=1,
            show_default=True,
            metavar="N",
            help="Convert in N processes; the result is the same for any N.",
        ),
    ):
        command = option(command)
    return command


def reporting(command: F) -> F:
    """--report and --quiet: what is said about the run."""
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
        click.option("--report", metavar="PATH", help="Write the run's report as JSON ('-' for stdout)."),
    ):
        command = option(command)
    return command
