"""`anq2rdf inspect`: what is in a source, nothing written."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.running import Running


@click.command("inspect")
@options.sources
@options.mapping
@click.option("--format", "-t", "format_", type=click.Choice(["text", "json"]), default="text")
@options.reporting
def command(**given: Any) -> int:
    """Say what SOURCE… holds: forms, legislatures, types, problems. Reads everything, writes nothing."""
    with Running("inspect", given) as running:
        return running.inspect()
