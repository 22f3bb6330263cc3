"""`anq2rdf serve`: a store, or sources straight away, as a web site on this machine."""

from __future__ import annotations

import contextlib
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from anq2rdf.cli import options
from anq2rdf.cli.console import say
from anq2rdf.cli.running import Running
from anq2rdf.errors import SinkError, UsageError

if TYPE_CHECKING:
    from anq2rdf.web.site import Site

_OWN: Final = ("127.0.0.1", "::1", "localhost")
_ANY: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what stands for every address, and one to show


@click.command("serve")
@click.argument("sources", nargs=-1, required=True, metavar="STORE|SOURCE…")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N", help="0 takes a free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Another one than this makes public what is served.",
)
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME",
    help="A further name this site answers to, as behind a proxy; may be repeated.",
)
@click.option("--open", "open_", is_flag=True, help="Open the first page in the browser.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    metavar="N",
    help="Processes that ask the store.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="The longest a query may take.")
@click.option("--access-log", metavar="PATH", help="Write a JSON line for each answer ('-' for stdout).")
@options.mapping
@options.jobs
@options.reporting
@click.pass_obj
def command(context: dict[str, Any], /, **given: Any) -> int:
    """Show a store in a browser, and answer SPARQL; nothing is changed by it.

    STORE is a folder made by `anq2rdf load`. Sources in any other form, and RDF files, are loaded into a store of their
    own first, which is taken away at the end. Ctrl-C, SIGTERM and SIGHUP end the serving in order, with exit code 0.
    """
    with _listen(given["host"], given["port"]) as listening, _log(given["access_log"]) as log, _store(given) as store:
        _serve(store, listening, log, given, debug=context["debug"])
    return 0


# ---- the store -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _store(given: dict[str, Any]) -> Iterator[Path]:
    from anq2rdf.sinks.generations import is_store

    stores = [each for each in given["sources"] if is_store(Path(each))]
    if len(given["sources"]) == 1 and stores:
        yield Path(stores[0])
        return
    if stores:
        raise UsageError(
            f"{stores[0]} is a store: it is served alone", remedy="load the sources into it with `anq2rdf load --to`"
        )
    with tempfile.TemporaryDirectory(prefix="anq2rdf-", ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "store"
        _load(store, given)
        yield store


def _load(store: Path, given: dict[str, Any]) -> None:
    """What could be read is shown, whatever was rejected; where a source could not be read there is nothing to show."""
    from anq2rdf.cli.loading import Loading

    with Running("serve", {**given, "store": str(store), "dry_run": False}) as running:
        code = Loading(running.given, running, passing=True).run()
    loaded = sum(output["statements"] for output in running.report.outputs)
    if code > 1 or not loaded:
        raise click.exceptions.Exit(code or 1)


# ---- the serving -----------------------------------------------------------------------------------------------------


def _serve(store: Path, listening: socket.socket, log: TextIO | None, given: dict[str, Any], *, debug: bool) -> None:
    from anq2rdf.web.access import AccessLog
    from anq2rdf.web.app import make_app
    from anq2rdf.web.server import serve

    with contextlib.closing(_site(store, given)) as site:
        app = make_app(site)
        address = _address(given["host"], listening.getsockname()[1])
        if not given["quiet"]:
            say(f"{address}  (Ctrl-C ends it)")
            if given["host"] not in _OWN:
                say(f"public: whoever reaches {given['host']} can read all of {store} and ask it; nobody can change it")
        if given["open_"]:
            _open(address)
        serve(AccessLog(app, log) if log is not None else app, listening, debug=debug)


def _site(store: Path, given: dict[str, Any]) -> Site:
    from msgspec.structs import replace

    from anq2rdf.limits import SERVED
    from anq2rdf.rdf import DEFAULT_BASE
    from anq2rdf.web.site import Site

    limits = replace(SERVED, query_seconds=given["timeout"]) if given["timeout"] else SERVED
    names = ["127.0.0.1", "localhost", "[::1]", _bracketed(given["host"]), *given["host_names"]]
    if given["host"] not in _OWN:
        names.append(socket.gethostname())
    return Site(
        store,
        base=given["base"] or DEFAULT_BASE,
        hosts=tuple(dict.fromkeys(names)),
        limits=limits,
        workers=given["workers"],
        tell=_keep_quiet if given["quiet"] else say,
    )


def _keep_quiet(text: str) -> None:
    """What --quiet does not want to hear."""


@contextlib.contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    """Listening comes first: a port that is taken is told before hours of conversion."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host} port {port}: {error.strerror or error}",
            remedy="another --port, or --port 0 for a free one",
        ) from None
    with listening:
        yield listening


@contextlib.contextmanager
def _log(path: str | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
    elif path == "-":
        yield sys.stdout
    else:
        with _opened(path) as file:
            yield file


def _opened(path: str) -> TextIO:
    try:
        return Path(path).open("a", encoding="utf-8")
    except OSError as error:
        raise SinkError(f"the log could not be opened: {error}", remedy="check the folder of --access-log") from None


def _address(host: str, port: int) -> str:
    return f"http://{_bracketed(_ANY.get(host, host))}:{port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open(address: str) -> None:
    # In a thread: a browser in the terminal would keep it. It may ask at once: the socket listens already.
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
