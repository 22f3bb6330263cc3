"""The XML that the Assemblée published before its open data: `<QUESTION TYPE="QE">`, one question a file.

Two DEPOT elements stand in it: the first is the publication, the second holds the text. Identifiers come without
their letters, empty elements mean nothing, and the answer has no reference of its own: where the file is closed as
answered (REP_PUB), the closure's is the answer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from anq2rdf.normalise import departments, identifiers, names
from anq2rdf.records import (
    Answer,
    Attribution,
    Author,
    Closure,
    Constituency,
    Erratum,
    Group,
    JournalReference,
    Ministry,
    Origin,
    Question,
    Reading,
    Reminder,
    Renewal,
    Signalement,
)
from anq2rdf.sources.base import Document
from anq2rdf.sources.contradictions import ANSWERED, contradictions
from anq2rdf.sources.identity import identify
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.structured.opendata import rejection
from anq2rdf.sources.structured.opendata_events import says_withdrawn
from anq2rdf.sources.structured.opendata_places import names_a_publication
from anq2rdf.sources.structured.xml_records import Refused, local, markup, members, root_name

_KNOWN = frozenset({
    "LEGISLATURE", "DEPOT", "AUTEUR", "GROUPE", "CIRCONSCRIPTION", "INDEXATION_AN", "MINI", "MINA", "ERRATUM_QUESTION",
    "ERRATUM_REPONSE", "SIGNALEMENT", "RENOUVELLEMENT", "RAPPEL", "CLOTURE", "REPONSE",
})


class LegacyXml:
    """Reader of the `<QUESTION>` XML."""

    form = "legacy-xml"
    media_type = "application/xml"

    def recognises(self, head: bytes) -> bool:
        """Whether the root is QUESTION or QUESTIONS, in capitals."""
        return root_name(head) in ("QUESTION", "QUESTIONS")

    def read(self, document: Document) -> Iterator[Reading]:
        """Every question, in order; XML that is refused or cut ends with one rejection (E220, E221, E222)."""
        met: set[str] = set()
        try:
            for member in members(document, ("QUESTION",)):
                origin = document.origin(
                    form=self.form, media_type=self.media_type, digest=member.digest, pointer=member.pointer
                )
                yield _reading(Intake(document, member.pointer, met), member.element, origin)
        except Refused as fault:
            yield rejection(document, fault.code, fault.detail, fault.pointer)


def _reading(intake: Intake, element: Any, origin: Origin) -> Reading:
    try:
        question = _question(intake, element, origin)
    except Rejected as fault:
        return intake.reject(fault)
    for code, detail in contradictions(question):
        intake.note(code, detail)
    return intake.accept(question)


def _question(intake: Intake, element: Any, origin: Origin) -> Question:
    deposit = next((d for d in element.iterchildren("{*}DEPOT") if d.get("NUMERO")), None)
    named = identify(
        intake,
        legislature=_text(element, "LEGISLATURE"),
        type=element.get("TYPE"),
        number=None if deposit is None else deposit.get("NUMERO"),
    )
    for child in element:
        if local(child) not in _KNOWN:
            intake.unknown(f"QUESTION/{local(child)}")
    subject = _child(element, "INDEXATION_AN")
    head = intake.label(_text(subject, "TETE_ANALYSE"))
    analyses = _analyses(intake, subject)
    closure = _closure(intake, _child(element, "CLOTURE"))
    return Question(
        uid=named.uid,
        legislature=named.legislature,
        type=named.type,
        number=named.number,
        origin=origin,
        title=head or (analyses[0] if analyses else None),
        rubrique=intake.label(_attribute(subject, "RUBRIQUE")),
        head_analysis=head,
        analyses=analyses,
        author=_author(intake, _child(element, "AUTEUR")),
        group=_group(intake, _child(element, "GROUPE")),
        constituency=_constituency(intake, _child(element, "CIRCONSCRIPTION")),
        interrogated=_ministry(intake, _child(element, "MINI"), "ID_MINI"),
        attributions=tuple(_attributions(intake, _child(element, "MINA"))),
        reference=_reference(intake, deposit),
        text=intake.text(next(filter(None, (_text(d, "TEXTE_DEPOT") for d in _all(element, "DEPOT"))), None)),
        answers=_answers(intake, element, closure),
        signalements=tuple(_signalements(intake, element)),
        renewals=tuple(Renewal(reference=r) for r in _repeated(intake, element, "RENOUVELLEMENT")),
        reminders=tuple(Reminder(reference=r) for r in _repeated(intake, element, "RAPPEL")),
        errata=(
            *_errata(intake, element, "ERRATUM_QUESTION", "question"),
            *_errata(intake, element, "ERRATUM_REPONSE", "answer"),
        ),
        closure=closure,
    )


def _author(intake: Intake, author: Any) -> Author:
    parts = (_text(author, part) for part in ("CIVILITE", "PRENOM", "NOM"))
    label = intake.label(" ".join(part.strip() for part in parts if part))
    return Author(
        id=intake.identifier(identifiers.actor, _text(author, "ID_ACTEUR")),
        mandate=intake.identifier(identifiers.mandate, _attribute(author, "ID_MANDAT")),
        label=label,
        name=names.split_civility(label)[1] if label else None,
    )


def _group(intake: Intake, group: Any) -> Group:
    return Group(
        id=intake.identifier(identifiers.organ, _text(group, "ID_GROUPE"), "E119"),
        short=intake.label(_attribute(group, "SIGLE")),
        label=intake.label(_text(group, "LIBELLE")),
    )


def _constituency(intake: Intake, place: Any) -> Constituency:
    raw, label = _text(place, "CODE_DEPARTEMENT"), intake.label(_text(place, "DEPARTEMENT"))
    code = (departments.code_of(raw) if raw else None) or (departments.code_of(label) if label else None)
    if code is None and (raw or label):
        intake.note("E121", label or raw or "")
    number = intake.count(_attribute(place, "NUMERO_CIRCONSCRIPTION"))
    return Constituency(department=code, number=number, department_label=label if code is None else None)


def _analyses(intake: Intake, subject: Any) -> tuple[str, ...]:
    raw = (_own(ana) for analysis in _all(subject, "ANALYSE") for ana in _all(analysis, "ANA"))
    labels = (intake.label(entry) for entry in raw)
    return tuple(label for label in labels if label is not None)


def _ministry(intake: Intake, ministry: Any, identifier: str) -> Ministry | None:
    found = Ministry(
        id=intake.identifier(identifiers.organ, _text(ministry, identifier)),
        short=intake.label(_text(ministry, "ABREGE")),
        label=intake.label(_text(ministry, "DEVELOPPE")),
    )
    return None if found == Ministry() else found


def _attributions(intake: Intake, attributions: Any) -> Iterator[Attribution]:
    for entry in _all(attributions, "ORDRE"):
        ministry = _ministry(intake, entry, "ID_MINA")
        reference = _reference(intake, entry)
        if ministry is not None:
            yield Attribution(ministry=ministry, reference=reference)
        elif reference is not None:
            intake.note("E277", "MINA")


def _answers(intake: Intake, element: Any, closure: Closure | None) -> tuple[Answer, ...]:
    texts = [intake.text(_text(r, "TEXTE_REPONSE")) for r in _all(element, "REPONSE")]
    told = [text for text in texts if text is not None]
    reference = closure.reference if closure is not None and closure.code == ANSWERED else None
    if not told:
        return (Answer(reference=reference),) if names_a_publication(reference) else ()
    alone = len(told) == 1     # of several texts the closure does not say which one it published
    return tuple(Answer(reference=reference if alone else None, text=text) for text in told)


def _closure(intake: Intake, closing: Any) -> Closure | None:
    code, label = intake.label(_text(closing, "ABREGE")), intake.label(_text(closing, "LIBELLE"))
    reference = _reference(intake, closing)
    date = intake.date(_text(closing, "DATE_CLOTURE")) or (reference.date if reference is not None else None)
    found = Closure(
        code=code, label=label, date=date, reference=reference, withdrawn=says_withdrawn(code, label)
    )
    return None if found == Closure() else found


def _signalements(intake: Intake, element: Any) -> Iterator[Signalement]:
    for flag in _all(element, "SIGNALEMENT"):
        for entry in _all(flag, "ORDRE") or [flag]:
            deposited = intake.date(_text(entry, "DATE_DEPOT_SIGNAL"))
            reference = _reference(intake, entry)
            if deposited is not None or reference is not None:
                yield Signalement(reference=reference, deposited=deposited)


def _repeated(intake: Intake, element: Any, name: str) -> Iterator[JournalReference]:
    for event in _all(element, name):
        for entry in _all(event, "ORDRE") or [event]:
            reference = _reference(intake, entry, f"DATE_{name}")
            if reference is not None:
                yield reference


def _errata(
    intake: Intake, element: Any, name: str, corrects: Literal["question", "answer"]
) -> Iterator[Erratum]:
    for entry in _all(element, name):
        raw = _text(entry, f"TEXTE_{name}") or _text(entry, "TEXTE_ERRATUM") or _text(entry, "TEXTE")
        text, reference = intake.text(raw), _reference(intake, entry)
        if text is not None or reference is not None:
            yield Erratum(corrects=corrects, reference=reference, text=text)


def _reference(intake: Intake, holder: Any, date: str = "DATE_JO") -> JournalReference | None:
    day = _text(holder, "DATE_JO") or _text(holder, date)
    page, issue = _text(holder, "PAGE_JO"), _text(holder, "NUMERO_JO")
    if day is None and page is None and issue is None:
        return None     # the edition alone is no place
    return intake.reference(_text(holder, "TYPE_JO"), day, page, issue)


def _child(element: Any, name: str) -> Any:
    return element.find(f"{{*}}{name}")


def _all(element: Any, name: str) -> list[Any]:
    return [] if element is None else list(element.iterchildren(f"{{*}}{name}"))


def _text(element: Any, name: str) -> str | None:
    return None if element is None else _own(element.find(f"{{*}}{name}"))


def _own(element: Any) -> str | None:
    raw = None if element is None else markup(element)
    return raw if raw and not raw.isspace() else None


def _attribute(element: Any, name: str) -> str | None:
    raw = None if element is None else element.get(name)
    return raw if raw and not raw.isspace() else None


READER = LegacyXml()
