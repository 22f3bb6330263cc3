"""One call of `anq2rdf link`: who is to be linked, what Wikidata tells, what is decided, and where it is written."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from anq2rdf import __version__
from anq2rdf.cli.console import say
from anq2rdf.cli.linked import REVIEW, Linked
from anq2rdf.cli.progress import Pages
from anq2rdf.cli.running import Running, default_base
from anq2rdf.errors import UsageError
from anq2rdf.linking.decision.settings import Settings
from anq2rdf.linking.deputies import of_graph, of_register, with_register
from anq2rdf.linking.run import LinkingRun
from anq2rdf.records import SourceFile
from anq2rdf.sinks.generations import current, is_store

if TYPE_CHECKING:
    import pyoxigraph as ox

    from anq2rdf.linking.decisions import Decision
    from anq2rdf.linking.items import Candidates
    from anq2rdf.linking.organs import Body
    from anq2rdf.linking.subjects import Subject
    from anq2rdf.linking.verdicts import Verdicts
    from anq2rdf.register import Register
    from anq2rdf.validation.data import Spool

KINDS: Final = {
    "person": "deputies",
    "legislature": "legislatures",
    "constituency": "constituencies",
    "group": "groups",
    "ministry": "ministries",
}
_MEDIA_TYPE: Final = "application/octet-stream"


def print_queries(what: str, legislatures: Sequence[int]) -> int:
    """The queries to run at Wikidata's service, on stdout."""
    from anq2rdf.linking.candidates import ORGANS, print_organ_query, print_query

    if what == "deputies":
        texts = [print_query(each) for each in legislatures] or [print_query(None)]
    else:
        texts = [print_organ_query(kind) for kind in ORGANS if KINDS[kind] == what]
    sys.stdout.write("\n".join(texts))
    if what == "deputies" and not legislatures:
        say("this one tells names, births and identifiers; with --legislature N, seats as well")
    return 0


class Linking:
    """One call of the command."""

    def __init__(self, given: dict[str, Any], running: Running) -> None:
        self.given, self.running = given, running
        self.base: str = given["base"] or default_base()
        self.settings = Settings(identifiers_only=given["identifiers_only"])

    def run(self) -> int:
        """Decide and write; gives the exit code."""
        self._check()
        verdicts = self._verdicts()
        register = self._register()
        subjects, organs = self._ours(register)
        everybody = of_register(register, self.base) if register else []
        candidates = self._candidates(subjects)
        linked = Linked(
            decisions=self._decide(subjects, everybody, organs, candidates, verdicts),
            subjects=subjects,
            candidates=candidates,
            verdicts=verdicts,
            run=self._run(candidates),
            settings=self.settings,
        )
        if not self.given["dry_run"]:
            linked.write(self.given, self.running.report.outputs)
        self._summary(linked)
        self.running.report.linking = linked.counts
        return self.running.end(summary=False, empty_is_fine=True)

    def _run(self, candidates: Candidates) -> LinkingRun:
        """What the outputs tell of how they came to be."""
        files = [*self.given["sources"], *self.given["wikidata"], *self.given["verdicts"]]
        files += filter(None, [self.given["register"], self.given["cache"]])
        kept = ("identifiers_only", "owl_same_as", "organs")
        return LinkingRun(
            version=__version__,
            date=dt.datetime.now(dt.UTC).date(),
            base=self.base,
            source=candidates.source,
            retrieved=candidates.retrieved,
            inputs=tuple(_inputs(files)),
            options=tuple((name, str(self.given[name])) for name in kept),
        )

    def _check(self) -> None:
        given = self.given
        if not given["sources"] and not given["register"]:
            raise UsageError("nobody to link", remedy="give DATA, STORE or SOURCE, or --register AMO30.zip, or both")
        if not given["wikidata"] and not given["endpoint"]:
            raise UsageError(
                "nothing to link to: what does Wikidata tell?",
                remedy="save the answer to `anq2rdf link --print-query` and give it with --wikidata; or --endpoint URL",
            )
        if given["wikidata"] and given["endpoint"]:
            raise UsageError("--wikidata and --endpoint at once", remedy="link twice, or save the service's answer")
        if not given["endpoint"]:
            for name in ("cache", "refresh", "offline", "contact"):
                if given[name]:
                    raise UsageError(f"--{name} is for --endpoint: with --wikidata nothing is asked of anybody")

    # ---- ours

    def _register(self) -> Register | None:
        from anq2rdf.register import load

        path = self.given["register"]
        return load(Path(path)) if path else None

    def _ours(self, register: Register | None) -> tuple[list[Subject], Sequence[Body]]:
        from anq2rdf.linking.organs import organs_of

        with ExitStack() as opened:
            store = self._store(opened)
            if store is None:
                assert register is not None
                subjects = of_register(register, self.base)
            else:
                subjects = of_graph(store)
                subjects = with_register(subjects, register) if register else subjects
            organs = organs_of(store, register, base=self.base) if self.given["organs"] else ()
        return subjects, organs

    def _store(self, opened: ExitStack) -> ox.Store | None:
        """The store given, or one of all the data and sources given; None where there are none."""
        from anq2rdf.sinks import open_store
        from anq2rdf.validation.data import Spool, is_data

        arguments: list[str] = list(self.given["sources"])
        if not arguments:
            return None
        if len(arguments) == 1 and is_store(Path(arguments[0])):
            return open_store(arguments[0])
        spool = opened.enter_context(Spool())
        for path in (Path(each) for each in arguments if is_data(each)):
            (spool.add_store if is_store(path) else spool.add_file)(path)
        if sources := [each for each in arguments if not is_data(each)]:
            self._convert(sources, spool)
        return spool.store()

    def _convert(self, sources: list[str], spool: Spool) -> None:
        from anq2rdf import sinks

        def keep(piece: bytes) -> None:
            spool.write(piece)

        self.running.drain(self.running.conversion(sinks.writer("nt"), sources).pieces(), keep)

    # ---- theirs

    def _candidates(self, subjects: Iterable[Subject]) -> Candidates:
        if self.given["endpoint"]:
            return self._asked(subjects)
        from anq2rdf.linking.candidates import read

        note = self.running.report.tally.note
        return read(
            [Path(each) for each in self.given["wikidata"]],
            columns=dict(_settings(self.given["columns"])),
            on_problem=lambda problem: note([problem]),
        )

    def _asked(self, subjects: Iterable[Subject]) -> Candidates:
        from anq2rdf.linking.candidates import ORGANS
        from anq2rdf.linking.service.gathering import gather

        note = self.running.report.tally.note
        sat = sorted({seat.legislature for each in subjects for seat in each.seats if seat.legislature})
        with Pages(quiet=self.given["quiet"]) as pages:
            return gather(
                self.given["endpoint"],
                [*(self.given["legislatures"] or sat), None],
                organs=ORGANS if self.given["organs"] else (),
                cache=Path(self.given["cache"]) if self.given["cache"] else None,
                refresh=self.given["refresh"],
                offline=self.given["offline"],
                contact=self.given["contact"] or "",
                progress=pages.advance,
                on_problem=lambda problem: note([problem]),
            )

    def _verdicts(self) -> Verdicts:
        """What was said before: in the review file that the last run left, and in those given."""
        from anq2rdf.linking.outputs.review import read_verdicts
        from anq2rdf.linking.verdicts import joined

        last = Path(self.given["output"]) / REVIEW
        own = [last] if self.given["output"] != "-" and last.exists() else []
        return joined(read_verdicts(each) for each in (*own, *map(Path, self.given["verdicts"])))

    # ---- the result

    def _decide(
        self,
        subjects: Sequence[Subject],
        everybody: Sequence[Subject],
        organs: Sequence[Body],
        candidates: Candidates,
        verdicts: Verdicts,
    ) -> list[Decision]:
        from anq2rdf.linking.decision import decide
        from anq2rdf.linking.organs import link_things

        known = {each.id for each in subjects}
        others = [each for each in everybody if each.id not in known]
        people = decide([*subjects, *others], candidates.people, verdicts=verdicts, settings=self.settings)
        # Who is not in the data, but in the register, tells where a constituency's or a group's members sat.
        things = link_things(
            organs, candidates.things, verdicts=verdicts, people=people, subjects=[*subjects, *others],
            items=candidates.people,
        )
        return [*people[: len(subjects)], *things]

    def _summary(self, linked: Linked) -> None:
        if self.given["quiet"]:
            return
        self.running.tell_problems()
        found = linked.candidates
        say(f"{found.source}: {len(found.people):,} people, {len(found.things):,} organs")
        for kind, told in linked.counts.items():
            say(
                f"{KINDS[kind]}: {sum(told.values()):,} = {told['linked']:,} linked + {told['review']:,} to review "
                f"+ {told['none']:,} without an item"
            )
        for line in linked.told:
            say(line)


def _settings(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in told:
        theirs, equals, ours = each.partition("=")
        if not (equals and theirs.strip() and ours.strip()):
            raise UsageError(f"--column {each!r} is not THEIRS=OURS", remedy="for example --column parlementaire=item")
        yield theirs.strip(), ours.strip()


def _inputs(places: Iterable[str]) -> Iterator[SourceFile]:
    """The files read, by their content; of an embedded store, which load of it."""
    for path in (Path(each) for each in places if each != "-"):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield SourceFile(name=path.name, sha256=digest, size=path.stat().st_size, media_type=_MEDIA_TYPE)
        elif is_store(path):
            digest = hashlib.sha256(current(path).name.encode()).hexdigest()
            yield SourceFile(name=path.resolve().name, sha256=digest, size=0, media_type="inode/directory")
