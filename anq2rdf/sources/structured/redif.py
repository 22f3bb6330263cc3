"""The Journal officiel's own archive of the questions (DILA): `REDIF_ANQ*.xml`, one file an issue.

Section QE holds the questions published that day, section REP the answers: entries of one or several `question`
followed by the one `reponse` to them all (a joint answer). What REP says of publication is the answer's; the
question's own day stands at the start of its text: "13382. — 10 mars 2026. — …". Names may vary in case.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from anq2rdf.records import Answer, Attribution, JournalReference, Ministry, Origin, Question, Reading
from anq2rdf.sources.base import Document
from anq2rdf.sources.contradictions import contradictions
from anq2rdf.sources.identity import Identity, identify
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.structured.opendata import rejection
from anq2rdf.sources.structured.opendata_places import names_a_publication
from anq2rdf.sources.structured.redif_entries import Entries, Entry, Piece
from anq2rdf.sources.structured.redif_fields import asked_by, dated_text, issue_number
from anq2rdf.sources.structured.wire import Mistyped, Wire, one, scalar
from anq2rdf.sources.structured.xml_records import Refused, check_prologue, root_name

_SERIES = "JO_QUESTION"     # the archive is that edition's
_KNOWN = frozenset({
    "idquestion", "referencepublication", "ministrejo", "parlementaire", "objet", "textequestion", "reponse",
})


class Redif:
    """Reader of the JO archive."""

    form = "redif"
    media_type = "application/xml"

    def recognises(self, head: bytes) -> bool:
        """Whether the root is QuestionsPublieesAN or its like."""
        name = root_name(head)
        return name is not None and name.lower().startswith("questionspubliees")

    def read(self, document: Document) -> Iterator[Reading]:
        """Every question, in order, a joint answer with each of its questions; Senate questions are rejected (E258)."""
        met: set[str] = set()
        senate = (root_name(document.head()) or "").lower().endswith("as")
        try:
            check_prologue(document.head())
            for entry in Entries(document):
                origin = document.origin(
                    form=self.form, media_type=self.media_type, digest=entry.digest, pointer=entry.pointer
                )
                yield _Record(Intake(document, entry.pointer, met), entry, senate).reading(origin)
        except Refused as fault:
            yield rejection(document, fault.code, fault.detail, fault.pointer)


class _Record:
    """One question of the archive, with the answers printed under it."""

    def __init__(self, intake: Intake, entry: Entry, senate: bool) -> None:
        self._intake = intake
        self._entry = entry
        self._fields = entry.question.fields
        self._default_source = "SENAT" if senate else "AN"

    def reading(self, origin: Origin) -> Reading:
        try:
            question = self._question(origin)
        except Rejected as fault:
            return self._intake.reject(fault)
        except Mistyped as fault:
            return self._intake.reject(Rejected("E231", f"{fault.value!r}"[:120]))
        for code, detail in contradictions(question, rubrique_told=False):
            self._intake.note(code, detail)
        return self._intake.accept(question)

    def _question(self, origin: Origin) -> Question:
        named = self._identity()
        self._report_strangers()
        printed = self._reference(self._fields)
        raw, day = dated_text(scalar(self._fields, "textequestion"), named.number)
        author, group, constituency = asked_by(self._intake.label(scalar(self._fields, "parlementaire")))
        asked, answering = self._ministries()
        return Question(
            uid=named.uid,
            legislature=named.legislature,
            type=named.type,
            number=named.number,
            origin=origin,
            title=self._intake.label(scalar(self._fields, "objet")),
            author=author,
            group=group,
            constituency=constituency,
            interrogated=asked,
            attributions=(Attribution(ministry=answering),) if answering is not None else (),
            reference=self._own_reference(printed, day),
            text=self._intake.text(raw),
            answers=tuple(self._answers(printed, answering)),
            snapshot=True,
        )

    def _identity(self) -> Identity:
        identity = one(self._fields, "idquestion")
        source = (scalar(identity, "source") or self._default_source).strip()
        if source.upper() != "AN":
            raise Rejected("E258", f"{source} {scalar(identity, 'numeroquestion') or ''}".strip())
        return identify(
            self._intake,
            legislature=scalar(identity, "legislature"),
            type=self._type(scalar(identity, "type")),
            number=scalar(identity, "numeroquestion"),
        )

    def _type(self, raw: str | None) -> str | None:
        # In section REP the type names the section; this edition publishes the answers to written questions.
        if (raw or "").strip().upper() == "REP" and self._entry.part == "REP":
            return "QE"
        return raw or ("QE" if self._entry.part == "QE" else None)

    def _report_strangers(self) -> None:
        if self._entry.part not in ("QE", "REP"):
            self._intake.unknown(f"Section {self._entry.part}")
        for name in self._fields:
            if name not in _KNOWN:
                self._intake.unknown(f"question/{name}")

    def _own_reference(self, printed: JournalReference | None, day: str | None) -> JournalReference | None:
        """Where the question was published: told by the section QE, elsewhere only by the day before its text."""
        if self._entry.part == "QE" and printed is not None:
            return printed if printed.date is not None else replace(printed, date=self._intake.date(day))
        found = self._intake.reference(_SERIES, day, None, None) if day else None
        return found if found is not None and found.date is not None else None

    def _reference(self, holder: Wire) -> JournalReference | None:
        place = one(holder, "referencepublication")
        day, page, issue = (scalar(place, key) for key in ("datepublication", "pagejo", "nopublication"))
        if day is None and page is None and issue is None:
            return None
        return self._intake.reference(_SERIES, day, page, issue_number(issue))

    def _ministries(self) -> tuple[Ministry | None, Ministry | None]:
        """Who was asked and who answers.

        The section QE prints a question under the ministry asked. The section REP prints answers under the ministry
        that gives them, which often is another one: there the asked ministry is known only when the answer names its
        own beside the question's.
        """
        named = self._ministry(self._fields)
        if self._entry.part != "REP":
            return named, None
        own = next(filter(None, (self._ministry(piece.fields) for piece in self._entry.answers)), None)
        return (named, own) if own is not None else (None, named)

    def _ministry(self, holder: Wire) -> Ministry | None:
        label = self._intake.label(scalar(holder, "ministrejo"))
        return Ministry(label=label) if label is not None else None

    def _answers(self, printed: JournalReference | None, ministry: Ministry | None) -> Iterator[Answer]:
        place = printed if self._entry.part == "REP" else None
        for piece in self._entry.answers:
            yield from self._answer(piece, place, ministry)
        if not self._entry.answers and names_a_publication(place):
            yield Answer(reference=place, ministry=ministry)

    def _answer(self, piece: Piece, place: JournalReference | None, ministry: Ministry | None) -> Iterator[Answer]:
        reference = self._reference(piece.fields) or place
        text = self._intake.text(scalar(piece.fields, "textereponse"))
        if text is not None or names_a_publication(reference):
            yield Answer(reference=reference, text=text, ministry=self._ministry(piece.fields) or ministry)


READER = Redif()
