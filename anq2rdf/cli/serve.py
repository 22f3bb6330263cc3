"""`anq2rdf serve`: a store as a web site on this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.console import say
from anq2rdf.cli.running import Running


@click.command("serve")
@click.argument("store", metavar="STORE")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@options.reporting
def command(**given: Any) -> int:
    """Show STORE in a browser, and answer SPARQL."""
    with Running("serve", given):
        _serve(Path(given["store"]), given["port"])
        return 0


def _serve(store: Path, port: int) -> None:
    import uvicorn

    from anq2rdf.web.app import make_app
    from anq2rdf.web.site import Site

    site = Site(store)
    with socket.create_server(("127.0.0.1", port)) as listening:
        say(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(make_app(site), log_level="warning", server_header=False))
        server.run(sockets=[listening])
