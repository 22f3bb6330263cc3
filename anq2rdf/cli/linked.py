"""What `anq2rdf link` found, and the files it is told in."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from anq2rdf.errors import SinkError
from anq2rdf.linking.decision.settings import Settings
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Candidates
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.subjects import Subject
from anq2rdf.linking.verdicts import Verdicts
from anq2rdf.problems import escaped
from anq2rdf.sinks import Writer, open_target, writer

REVIEW: Final = "review.csv"
_PIECE: Final = 1000  # nodes written at once


class Linked(Struct, kw_only=True):
    """The decisions, what they are about, and how they came to be."""

    decisions: list[Decision]
    subjects: Sequence[Subject]
    candidates: Candidates
    verdicts: Verdicts
    run: LinkingRun
    settings: Settings
    told: list[str] = []  # what a person should know of the files written

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many were linked, are to review, and have no item, by kind."""
        found: dict[str, dict[str, int]] = {}
        for each in self.decisions:
            of_kind = found.setdefault(each.kind, {"linked": 0, "review": 0, "none": 0})
            of_kind[each.outcome] += 1
        return found

    def write(self, given: dict[str, Any], outputs: list[dict[str, Any]]) -> None:
        """Write the links to stdout, or everything into the folder; each file is whole or not there."""
        form = writer(given["format_"], base=self.run.base)
        inputs = [*given["sources"], *given["wikidata"], *filter(None, [given["register"]])]
        if given["output"] == "-":
            _put("-", self._graph(form, owl=given["owl_same_as"]), inputs)
            return
        folder = _made(given["output"])
        for name, pieces in self._files(form, given):
            size = _put(str(folder / name), pieces, inputs)
            outputs.append({"path": name, "bytes": size})
        self._review(folder, outputs)
        self.told.append(f"to load them: anq2rdf load {shlex.quote(str(folder / f'links{form.extension}'))} --to STORE")

    def _files(self, form: Writer, given: dict[str, Any]) -> Iterator[tuple[str, Iterable[bytes]]]:
        from anq2rdf.linking.outputs.quickstatements import additions
        from anq2rdf.linking.outputs.sssom import sssom_tsv

        owl = given["owl_same_as"]
        yield f"links{form.extension}", self._graph(form, owl=owl)
        yield "links.sssom.tsv", [sssom_tsv(self.decisions, self.run, self.verdicts, owl=owl)]
        added = additions(self.decisions, self.subjects, self.candidates, self.run)
        yield "quickstatements.txt", [added.as_bytes()]
        yield "decisions.json", [self._as_json()]
        yield "report.html", [self._report(given["language"]).encode()]

    def _graph(self, form: Writer, *, owl: bool) -> Iterator[bytes]:
        from anq2rdf.linking.outputs.graph import link_nodes

        yield form.start()
        nodes = list(link_nodes(self.decisions, self.run, self.verdicts, owl=owl))
        joint = b""
        for start in range(0, len(nodes), _PIECE):
            if piece := form.nodes(nodes[start : start + _PIECE]):
                yield joint + piece
                joint = form.joint
        yield form.finish()

    def _as_json(self) -> bytes:
        told = {"tool": "anq2rdf link", "run": self.run, "settings": self.settings, "counts": self.counts,
                "decisions": self.decisions}
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"

    def _report(self, language: str) -> str:
        from anq2rdf.linking.report import render

        return render(
            self.decisions, self.subjects, self.candidates, self.run, settings=self.settings, language=language
        )

    def _review(self, folder: Path, outputs: list[dict[str, Any]]) -> None:
        from anq2rdf.linking.outputs.review import write_review

        place = folder / REVIEW
        waiting = write_review(place, self.decisions)
        outputs.append({"path": REVIEW, "bytes": place.stat().st_size, "waiting": waiting})
        if waiting:
            self.told.append(f"{waiting:,} pairs wait for a verdict: anq2rdf link review {shlex.quote(str(place))}")


def _put(place: str, pieces: Iterable[bytes], inputs: Sequence[str]) -> int:
    with open_target(place, inputs=inputs) as target:
        for piece in pieces:
            target.write(piece)
    return target.written


def _made(folder: str) -> Path:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinkError(
            f"the folder {escaped(folder)} cannot be made: {error.strerror}", remedy="give another one with -o"
        ) from error
    return Path(folder)
