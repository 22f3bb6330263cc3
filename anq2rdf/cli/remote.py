"""`anq2rdf load --to http(s)://…`: sources or RDF into any SPARQL 1.1 store."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from anq2rdf.cli.console import fail, say, warn_in_clear
from anq2rdf.errors import Anq2rdfError, RemoteError, UsageError

if TYPE_CHECKING:
    from anq2rdf.cli.running import Running
    from anq2rdf.remote.client import Client
    from anq2rdf.sinks.graphstore.loader import Loader, Sent
    from anq2rdf.sinks.graphstore.spool import Graph, GraphSpool
    from anq2rdf.sinks.graphstore.store import GraphStore

F = TypeVar("F", bound=Callable[..., Any])

KINDS: Final = ("auto", "oxigraph", "fuseki", "virtuoso", "rdf4j", "graphdb", "generic")
ONLY_HTTP: Final = ("query_url", "update_url", "gsp_url", "graph", "part_bytes", "journal", "resume")
_EVERY: Final = 0.2  # seconds between two looks


def options(command: F) -> F:
    """What only a store over HTTP needs."""
    for option in reversed((
        click.option("--flavour", type=click.Choice(KINDS), default="auto", show_default=True,
                     help="HTTP: the kind of store; auto asks it."),
        click.option("--query-url", metavar="URL", help="HTTP: where to ask, if it is not where the flavour has it."),
        click.option("--update-url", metavar="URL", help="HTTP: where to update."),
        click.option("--gsp-url", metavar="URL", help="HTTP: where the Graph Store Protocol is spoken."),
        click.option("--graph", metavar="IRI", help="HTTP: the graph of statements that are in none."),
        click.option("--part-bytes", type=click.IntRange(1 << 10), metavar="N",
                     help="HTTP: send a graph in parts of N bytes, for servers that limit a request."),
        click.option("--journal", metavar="PATH", help="HTTP: where to note what is done; else in the state folder."),
        click.option("--resume", is_flag=True, help="HTTP: go on at the first graph that was not finished."),
    )):
        command = option(command)
    return command


def demand_folder(given: dict[str, Any]) -> None:
    """`UsageError` when an option that is for HTTP alone comes with a folder."""
    named = [name for name in ONLY_HTTP if given[name]] + ["flavour"] * (given["flavour"] != "auto")
    if named:
        raise UsageError(
            f"--{named[0].replace('_', '-')} is for stores over HTTP", remedy="give --to http://… or leave it out"
        )


class RemoteLoading:
    """One load over HTTP: everything is converted and sorted by graph first, then sent graph by graph."""

    def __init__(self, given: dict[str, Any], running: Running) -> None:
        self.given = given
        self.running = running
        self._data: list[str] = []

    def run(self) -> int:
        """Gives the exit code."""
        from anq2rdf.remote.address import store_address
        from anq2rdf.remote.client import Client
        from anq2rdf.remote.credentials import credentials
        from anq2rdf.sinks.graphstore.spool import GraphSpool

        address = store_address(self.given["store"])
        for name in ("query_url", "update_url", "gsp_url"):
            if self.given[name]:
                store_address(self.given[name])
        warn_in_clear(address)
        with Client(address, credentials(address)) as client, GraphSpool(self._default_graph()) as spool:
            store, progress = self._recognised(client, address)
            self._gather(spool)
            try:
                self._load(store, spool.graphs(), progress)
            except Anq2rdfError as error:
                self._note(error)
        return self.running.end(empty_is_fine=bool(self._data))

    def _default_graph(self) -> str:
        if not self.given["graph"]:
            return ""
        import pyoxigraph as ox

        try:
            return str(ox.NamedNode(self.given["graph"]))
        except ValueError as error:
            raise UsageError(f"--graph is no IRI: {error}", remedy="give an absolute IRI") from error

    def _recognised(self, client: Client, address: str) -> tuple[GraphStore, Sending]:
        from anq2rdf.sinks.graphstore.flavours import Given, recognise
        from anq2rdf.sinks.graphstore.store import GraphStore

        options = Given(*(self.given[name] for name in ("flavour", "query_url", "update_url", "gsp_url")))
        flavour, endpoints = recognise(client, address, options)
        progress = Sending(quiet=self.running.quiet)
        return GraphStore(client, flavour, endpoints, progress.advance), progress

    def _gather(self, spool: GraphSpool) -> None:
        from anq2rdf import sinks

        self._data = [each for each in self.given["sources"] if sinks.is_rdf(each)]
        others = [each for each in self.given["sources"] if not sinks.is_rdf(each)]
        for path in self._data:
            spool.add_file(path)
        if others:
            self.running.drain(self.running.conversion(sinks.writer("nq"), others).pieces(), spool.write)

    def _load(self, store: GraphStore, graphs: list[Graph], progress: Sending) -> None:
        from anq2rdf.sinks.graphstore.journal import Journal, journal_place, load_name
        from anq2rdf.sinks.graphstore.loader import Loader

        loader = Loader(store, add=self.given["add"], part_bytes=self.given["part_bytes"])
        if self.given["dry_run"]:
            self._foretell(store, loader, graphs)
            return
        target = store.endpoints.gsp or store.endpoints.update or ""
        load = load_name(graphs, target, "add" if self.given["add"] else "replace")
        place = Path(self.given["journal"]) if self.given["journal"] else journal_place(load)
        journal = Journal(place, load, resume=self.given["resume"])
        if self.given["resume"] and not journal.done and not self.running.quiet:
            say("no unfinished load of this into that store: beginning from the start")
        journal.begin()
        with progress.over(sum(graph.size for graph in graphs)):
            loader.load(graphs, journal, lambda sent: self._sent(store, sent))
        if not self.running.quiet:
            say(f"{len(graphs)} graphs, {sum(each.statements for each in graphs)} statements are in the store")

    def _foretell(self, store: GraphStore, loader: Loader, graphs: list[Graph]) -> None:
        from anq2rdf.remote.address import shown

        where = {"query": store.endpoints.query, "update": store.endpoints.update, "gsp": store.endpoints.gsp}
        lines = [f"flavour {store.flavour.name}"]
        lines += [f"{name:<7} {shown(place)}" for name, place in where.items() if place]
        for graph in graphs:
            way = loader.way(graph)
            lines.append(
                f"{graph.statements:>12,} statements {graph.size:>15,} bytes  {graph.name or 'the default graph'}  "
                f"by {way.by}{f' in parts of {way.parts:,} bytes' if way.parts else ''}"
                f"{', loaded beside and moved' if way.staged else ''}{'' if way.whole else '; not in one piece'}"
            )
        sys.stdout.write("\n".join(lines) + "\n")

    def _sent(self, store: GraphStore, sent: Sent) -> None:
        row = {
            "graph": sent.graph[1:-1], "format": "http", "flavour": store.flavour.name, "by": sent.way.by,
            "statements": sent.statements, "bytes": sent.size, "found": sent.found, "whole": sent.way.whole,
        }
        self.running.report.outputs.append(row)

    def _note(self, error: Anq2rdfError) -> None:
        """Tells of a failure now, and in the report; what the network did not let through can be gone on with."""
        fail(error)
        if isinstance(error, RemoteError):
            again = [each for each in sys.argv[1:] if each != "--resume"]
            say(f"  to go on: {shlex.join(['anq2rdf', *again, '--resume'])}")
        report = self.running.report
        report.failures.append({"message": error.message, "remedy": error.remedy, "code": error.code})
        report.exit_codes.add(error.exit_code)


class Sending:
    """How far the sending is: one line on a terminal, nothing elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._done = self._all = 0
        self._last = time.monotonic()

    def over(self, size: int) -> Sending:
        """The whole to send, in bytes."""
        self._all = size
        return self

    def __enter__(self) -> Sending:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, size: int) -> None:
        """Some bytes were sent; fewer than none when a request begins again."""
        self._done += size
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY:
            self._last = now
            sys.stderr.write(f"\r\x1b[K{self._done / 1e6:,.1f} of {self._all / 1e6:,.1f} MB sent")
            sys.stderr.flush()
