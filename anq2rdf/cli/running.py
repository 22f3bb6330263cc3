"""What convert, inspect and load share: open the inputs, run the conversion, tell what happened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from anq2rdf import __version__
from anq2rdf.cli.console import fail, say
from anq2rdf.cli.progress import Progress
from anq2rdf.errors import Anq2rdfError, SinkError, UsageError
from anq2rdf.problems import Problem, catalogue
from anq2rdf.report import RunReport, Tally, worst

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from anq2rdf.crew import Cluster
    from anq2rdf.pipeline import Conversion, Watch
    from anq2rdf.records import SourceFile
    from anq2rdf.sinks import Writer
    from anq2rdf.sources import Sources

OURS: Final = ("E900", "E901", "E902")  # rejections that are no fault of the source
SHOWN: Final = 3  # examples of each problem on stderr; --report has more


class Running:
    """One call of a command that converts."""

    def __init__(self, name: str, given: dict[str, Any]) -> None:
        self.given = given
        self.report = RunReport(name, __version__)
        self.quiet = bool(given.get("quiet"))
        self._opened: Sources | None = None
        self._cluster: Cluster | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._cluster is not None:
            self._cluster.close()
        if self._opened is not None:
            self._opened.close()

    # ---- one command ----------------------------------------------------------------------------------------------

    def inspect(self) -> int:
        """Sources to nowhere; the counts are the result."""
        from anq2rdf import sinks

        self.drain(self.conversion(sinks.writer("nt")).pieces())
        code = self.end(summary=False)
        if self.given["format_"] == "json":
            sys.stdout.buffer.write(self.report.as_json())
        else:
            self._tell()
        return code

    # ---- their parts ---------------------------------------------------------------------------------------------

    @property
    def failures(self) -> Sequence[Anq2rdfError]:
        """The sources that could not be read, so far."""
        return self._opened.failures if self._opened is not None else ()

    def drain(self, pieces: Iterator[bytes], keep: Callable[[bytes], None] | None = None) -> None:
        """Go through the pieces for what is counted on the way; `keep` gets each."""
        with Progress(self.report.tally, quiet=self.quiet) as progress:
            for piece in pieces:
                progress.advance(len(piece))
                if keep is not None:
                    keep(piece)

    def conversion(
        self, writer: Writer, arguments: list[str] | None = None, watch: Watch | None = None
    ) -> Conversion:
        """The conversion of these arguments, or of all sources, with everything the options say."""
        from anq2rdf.pipeline import Conversion

        register, register_file = self._register()
        sources = self._sources(list(self.given["sources"]) if arguments is None else arguments)
        executor = self._executor(sources)
        conversion = Conversion(
            sources,
            register,
            writer,
            base=self.given["base"] or default_base(),
            selection=selection(self.given),
            register_file=register_file,
            roster=register if self.given.get("all_actors") else None,
            jobs=self._cluster.size if self._cluster is not None else self.given.get("jobs") or 1,
            executor=executor,
            watch=watch,
        )
        self.report.tally = conversion.tally
        self.report.run = conversion.run.fingerprint
        self.report.inputs = sources.files
        self.report.register = register_file
        self.report.options = {
            name: value
            for name, value in self.given.items()
            if value not in (None, (), False, "") and name != "sources"
        }
        return conversion

    def _register(self) -> tuple[Any, SourceFile | None]:
        from anq2rdf.register import EmptyRegister, load

        path = self.given.get("register")
        if not path:
            if self.given.get("all_actors"):
                raise UsageError("--all-actors needs --register", remedy="give the AMO30 zip with --register")
            return EmptyRegister(), None
        register = load(Path(path))
        return register, register_file(Path(path), register.sha256)

    def _sources(self, arguments: list[str]) -> Sources:
        from msgspec.structs import replace

        from anq2rdf import limits
        from anq2rdf.sources import open_sources

        caps = replace(limits.DEFAULT, json_repeated_keys=not self.given["strict"])
        sources = open_sources(arguments, caps, stdin=sys.stdin.buffer)
        self._opened = sources
        return sources

    def _executor(self, sources: Sources) -> Executor | None:
        """Somebody else's workers, if they were asked for."""
        from anq2rdf.crew import Cluster, sights

        address = self.given.get("executor") or "local"
        if address == "local":
            return None
        self._cluster = Cluster(address)
        self._cluster.demand(sights(sources.extents))
        return self._cluster.executor

    # ---- the end -------------------------------------------------------------------------------------------------

    def end(self, *, summary: bool = True, empty_is_fine: bool = False) -> int:
        """Tell what happened, write the report; gives the exit code."""
        tally, report = self.report.tally, self.report
        for failure in self.failures:
            fail(failure)
            report.failures.append({"message": failure.message, "remedy": failure.remedy, "code": failure.code})
            report.exit_codes.add(failure.exit_code)
        report.exit_codes |= rejection_codes(tally)
        if not tally.read and not report.failures and not empty_is_fine:
            tally.note([Problem(code="E209", detail="no question in the input")])
            report.exit_codes.add(1)
        if summary and not self.quiet and not (empty_is_fine and not tally.read):
            self.tell_problems()
            say(tally.line())
        self._write_report()
        return worst(report.exit_codes)

    def tell_problems(self) -> None:
        """What was found, by code, with some of the places."""
        for code, count in sorted(self.report.tally.codes.items()):
            entry = catalogue()[code]
            say(f"{entry.severity} {code} ×{count}: {entry.en}")
            for problem in self.report.tally.examples.get(code, [])[:SHOWN]:
                if entry.severity != "info":
                    say(f"  {problem}")
            if entry.severity == "error":
                say(f"  {entry.remedy}")

    def _tell(self) -> None:
        tally = self.report.tally
        out = [f"{file.name}  {file.size:,} bytes  sha256 {file.sha256}" for file in self.report.inputs]
        out += [f"{count:>9,}  {form}" for form, count in sorted(tally.forms.items())]
        out += [f"{count:>9,}  L{leg} {kind}" for (leg, kind), count in sorted(tally.questions.items())]
        out += [f"{count:>9,}  {code} {catalogue()[code].en}" for code, count in sorted(tally.codes.items())]
        out.append(tally.line())
        sys.stdout.write("\n".join(out) + "\n")

    def _write_report(self) -> None:
        path = self.given.get("report")
        if not path:
            return
        content = self.report.as_json()
        if path == "-":
            sys.stdout.buffer.write(content)
            return
        try:
            Path(path).write_bytes(content)
        except OSError as error:
            raise SinkError(
                f"the report could not be written: {error}", remedy="check the folder of --report"
            ) from error


def rejection_codes(tally: Tally) -> set[int]:
    """The exit codes that rejections alone lead to: bytes that could not be had are a source that could not be read."""
    from anq2rdf.sources import UNREADABLE

    unreadable = sum(tally.codes[code] for code in UNREADABLE)
    codes = {3} if unreadable else set()
    faults = sum(tally.codes[code] for code in OURS)
    if faults:
        codes.add(70)
    return codes | {1} if tally.rejected > unreadable + faults else codes


def selection(given: dict[str, Any]) -> Any:
    """The records asked for."""
    from anq2rdf.units import Selection

    return Selection(
        legislatures=frozenset(given["legislatures"]),
        types=frozenset(each.upper() for each in given["types"]),
        strict=given["strict"],
    )


def register_file(path: Path, sha256: str | None) -> SourceFile:
    """The register as a source of its own, by its content."""
    from anq2rdf.records import SourceFile

    size = path.stat().st_size if path.is_file() else 0
    kind = "application/zip" if path.is_file() else "inode/directory"
    return SourceFile(name=path.resolve().name, sha256=sha256 or "", size=size, media_type=kind)


def default_base() -> str:
    """The base of the instances' IRIs where none is given."""
    from anq2rdf.rdf import DEFAULT_BASE

    return DEFAULT_BASE
