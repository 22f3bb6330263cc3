"""`infoJO`: a place in the Journal officiel, as an object of its own or its fields beside the text."""

from __future__ import annotations

from anq2rdf.records import JournalReference
from anq2rdf.sources.intake import Intake
from anq2rdf.sources.structured.opendata_schema import InfoJO, Placed


def place_of(intake: Intake, info: InfoJO | None, date: str | None = None) -> JournalReference | None:
    """The reference an `infoJO` makes; `date` is the day where it has none."""
    if info is None:
        return intake.reference(None, date, None, None) if date else None
    return intake.reference(info.typeJO, info.dateJO or date, info.pageJO, info.numJO)


def places_of(intake: Intake, holder: Placed, date: str | None = None) -> list[JournalReference]:
    """Every reference of something that has a place; `date` is its day where the place has none."""
    infos = holder.infoJO
    if infos is None:
        found = [place_of(intake, holder, date)]
    elif isinstance(infos, list):
        found = [place_of(intake, info, date if len(infos) == 1 else None) for info in infos]
    else:
        found = [place_of(intake, infos, date)]
    return [reference for reference in found if reference is not None]


def only_place_of(intake: Intake, holder: Placed, date: str | None = None) -> JournalReference | None:
    """The one reference of something published once; of several the last, as with texts (E276)."""
    infos = holder.infoJO
    if not isinstance(infos, list):
        return place_of(intake, holder if infos is None else infos, date)
    found = places_of(intake, holder, date)
    if len(found) > 1:
        intake.note("E276", ", ".join(str(reference.date or "?") for reference in found[:-1]))
    return found[-1] if found else None


def names_a_publication(reference: JournalReference | None) -> bool:
    """Whether the reference has a date or a page: what makes a published answer where there is no text."""
    return reference is not None and not (
        reference.date is None and reference.page is None and reference.page_as_recorded is None
    )
