"""The command line: one file per command, imported only when it is called, so that `--help` answers at once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from anq2rdf import __version__
from anq2rdf.cli.console import fail, say
from anq2rdf.errors import Anq2rdfError

COMMANDS: Final = {
    "convert": "Questions in any published form become RDF.",
    "inspect": "What is in there; nothing is written.",
    "validate": "Check sources or RDF against the shapes.",
    "load": "Load sources or RDF into a store.",
    "query": "Ask a store, by the query library or your own query.",
    "link": "Tie deputies to Wikidata, with evidence.",
    "serve": "Show a store in a browser, and answer SPARQL.",
    "ontology": "Print the ontology and what else is shipped.",
    "explain": "What a problem or a shape means, and what to do.",
}

EXITS: Final = """\b
Exit codes:
  0 done (repairs alone are 0)        5 the network gave up, try again later
  1 findings: records rejected, …     6 a query was stopped by a limit
  2 the call is wrong                 70 a fault of anq2rdf
  3 a source could not be read        130 interrupted
  4 the output could not be written   141 the reader of a pipe went away"""


class LazyGroup(click.Group):
    """Commands by name; the module of one is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"anq2rdf.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the known commands in the error."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command {args[0]!r}; there are {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anq2rdf", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def group(ctx: click.Context, debug: bool) -> None:
    """Questions of the French Assemblée nationale as linked data.

    \b
    anq2rdf convert 14-76935QE.md                        one page, as Turtle on stdout
    anq2rdf convert Questions_ecrites.json.zip -o qe.nq.gz --register AMO30.zip
    anq2rdf validate qe.nq.gz
    anq2rdf load qe.nq.gz --to store && anq2rdf query store cq01
    """
    ctx.obj = {"debug": debug}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a person never sees a traceback unasked."""
    for name in ("SIGTERM", "SIGHUP"):
        _end_cleanly_on(name)
    try:
        code = run(list(sys.argv[1:] if arguments is None else arguments))
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # all is done: now they could only spoil the exit code
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
    except KeyboardInterrupt:  # it came as `run` returned
        code = _interrupted()
    sys.exit(code)


def _end_cleanly_on(name: str) -> None:
    # As with Ctrl-C: part files are taken away, and the exit code says that the run was stopped.
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler)


def run(arguments: list[str]) -> int:
    """One call of the command line; gives the exit code."""
    try:
        return _invoke(_debug_first(arguments))
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except BrokenPipeError:
        _silence_stdout()
        return 141
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _failure(error)


def _invoke(arguments: list[str]) -> int:
    # Not click's own main(): it would turn a closed pipe into exit 1.
    with group.make_context("anq2rdf", arguments) as context:
        code = group.invoke(context)
        sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    # CPython remembers an interrupt that hit code run from a string (as some imports do) as unhandled, although it was
    # handled here, and would end by the signal instead of the exit code; running another string makes it forget.
    exec("")  # noqa: S102
    say("interrupted; nothing half-written was left")
    return 130


def _failure(error: Exception) -> int:
    if isinstance(error, Anq2rdfError):
        fail(error)
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    say(f"error: a fault of anq2rdf itself: {type(error).__name__}: {error}")
    say("  please report it with the input; --debug shows where it happened")
    return 70


def _debug_first(arguments: list[str]) -> list[str]:
    # --debug may stand anywhere on the line, as people add it at the end after an error.
    if "--debug" not in arguments:
        return arguments
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return ["--debug", *(a for a in arguments[:end] if a != "--debug"), *arguments[end:]]


def _silence_stdout() -> None:
    # Python would complain while closing a pipe nobody reads.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
