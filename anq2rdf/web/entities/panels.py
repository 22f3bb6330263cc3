"""What is special to the page of each kind of thing, beside its facts and what points at it.

A panel is made where there is something to show in it; the templates `entities/panels/NAME.html` draw them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeAlias

from msgspec import Struct

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.asking import ask_about, ask_page, value, values
from anq2rdf.web.entities.inverse import Count, Item, read_items
from anq2rdf.web.entities.joint import read_joint
from anq2rdf.web.entities.life import whole
from anq2rdf.web.entities.naming import Name, Names
from anq2rdf.web.entities.prose import Said, read_said
from anq2rdf.web.entities.statements import Statements, find_statements
from anq2rdf.web.site import Row

#: Where each question has to be looked at, no more of them than these: a page is not to wait for more.
EACH: Final = 5_000
_ROWS: Final = 400
_LATE: Final = 61  # days: two months, without their exact length

Panel: TypeAlias = tuple[str, dict[str, Any]]


class Tally(Struct, frozen=True):
    """The questions of one legislature and type."""

    legislature: Name
    type: Name
    asked: int
    answered: int


class Delays(Struct, frozen=True):
    """After how many days answers came."""

    answers: int
    median: int
    ninth: int  # nine of ten came by then
    late: int


class Membership(Struct, frozen=True):
    """Somebody somewhere between two days."""

    item: Name
    member: Name | None
    organ: Name | None
    legislature: Name | None
    place: Name | None
    start: str | None
    end: str | None
    replaces: Name | None


class Office(Struct, frozen=True):
    """A ministry of a portfolio."""

    ministry: Name
    government: Name | None
    start: str | None
    end: str | None
    asked: int
    charged: int
    here: bool


class Line(Struct, frozen=True):
    """What is printed on one page."""

    page: str | None
    item: Item


async def read_panels(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
    """The panels that a thing of these classes has, by name, in their order."""
    found: list[Panel] = []
    for kind, makers in _PANELS.items():
        if kind in told.classes:
            for make in makers:
                found += await make(told, names, counts)
    return found


async def _tallies(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
    of_questions = [each for each in counts if each.property in _ASKED]
    panels: list[Panel] = []
    for count in of_questions[:2]:
        if count.n <= EACH:
            rows = await _about(told, names, "entity_tally", count.property)
            await names.learn(values(rows, "legislature") + values(rows, "type"))
            panels.append(("tally", {"count": count, "rows": _tally(names, rows)}))
        else:
            panels.append(("many", {"count": count}))
    return panels


_ASKED: Final = frozenset(
    [
        v.AUTHOR, v.ATTRIBUTED_MINISTRY, v.INTERROGATED_MINISTRY, v.AUTHOR_GROUP, v.GROUP_AT_DATE, v.RUBRIC,
        v.AUTHOR_CIRCONSCRIPTION, v.AUTHOR_DEPARTMENT, v.HEAD_ANALYSIS, v.ANALYSIS, v.LEGISLATURE,
    ]
)  # fmt: skip


def _tally(names: Names, rows: Sequence[Row]) -> list[Tally]:
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        legislature, type_, status = value(row, "legislature"), value(row, "type"), value(row, "status")
        n = whole(value(row, "n")) or 0
        if legislature and type_:
            both = sums.setdefault((legislature, type_), [0, 0])
            both[0] += n
            both[1] += n if status and status.endswith("/status/answered") else 0
    made = [Tally(names.name(leg), names.name(type_), *both) for (leg, type_), both in sums.items()]
    return sorted(made, key=lambda each: (_number(each.legislature), each.type.text))


def _number(name: Name) -> tuple[int, str]:
    last = name.iri.rpartition("/")[2]
    return whole(last) or 0, last


async def _delays(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
    if any(each.property == v.ATTRIBUTED_MINISTRY and each.n > EACH for each in counts):
        return []
    rows = await ask_page(names.site, "entity_delays", limit=EACH, entity=told.iri)
    days = sorted((whole(value(row, "days")) or 0, whole(value(row, "n")) or 0) for row in rows)
    made = summed(days)
    return [("delays", {"delays": made})] if made else []


def summed(days: Sequence[tuple[int, int]]) -> Delays | None:
    """Median and ninth decile of days with their numbers, in order: the smallest day by which so many answers came."""
    total = sum(n for _, n in days)
    if not total:
        return None

    def by(share: float) -> int:
        needed, so_far = share * total, 0
        for day, n in days:
            so_far += n
            if so_far >= needed:
                return day
        return days[-1][0]

    return Delays(total, by(0.5), by(0.9), sum(n for day, n in days if day > _LATE))


def _memberships(property_: str, title: str) -> Callable[..., Awaitable[list[Panel]]]:
    async def make(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
        if not any(each.property == property_ and each.n <= EACH for each in counts):
            return []
        rows = await _about(told, names, "entity_memberships", property_)
        columns = ("item", "member", "organ", "legislature", "place", "replaces")
        await names.learn(iri for column in columns for iri in values(rows, column))
        mandates = [_membership(names, row) for row in rows if value(row, "kind") == v.MANDATE]
        groups = [_membership(names, row) for row in rows if value(row, "kind") == v.GROUP_MEMBERSHIP]
        made = [("memberships", {"title": "entity_mandates" if title == "member" else title, "rows": mandates})]
        made += [("memberships", {"title": "entity_groups" if title == "member" else title, "rows": groups})]
        return [panel for panel in made if panel[1]["rows"]]

    return make


def _membership(names: Names, row: Row) -> Membership:
    linked = {each: names.maybe(value(row, each)) for each in ("member", "organ", "legislature", "place", "replaces")}
    return Membership(
        item=names.name(value(row, "item") or ""), start=value(row, "start"), end=value(row, "end"), **linked
    )


async def _succession(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
    panels: list[Panel] = []
    for portfolio in [told.iri] if v.PORTFOLIO_CLASS in told.classes else told.iris(v.PORTFOLIO):
        rows = await ask_page(names.site, "entity_succession", limit=_ROWS, entity=portfolio)
        ministries = values(rows, "ministry")
        asked = await ask_about(names.site, "entity_charged", ministries)
        n = {(value(row, "it"), value(row, "property")): whole(value(row, "n")) or 0 for row in asked}
        await names.learn([portfolio, *ministries, *values(rows, "government")])
        offices = [_office(names, told.iri, row, n) for row in rows]
        panels.append(("succession", {"portfolio": names.name(portfolio), "rows": offices}))
    return panels


def _office(names: Names, here: str, row: Row, n: dict[tuple[str | None, str | None], int]) -> Office:
    iri = value(row, "ministry") or ""
    return Office(
        ministry=names.name(iri),
        government=names.maybe(value(row, "government")),
        start=value(row, "start"),
        end=value(row, "end"),
        asked=n.get((iri, v.INTERROGATED_MINISTRY), 0),
        charged=n.get((iri, v.ATTRIBUTED_MINISTRY), 0),
        here=iri == here,
    )


def _printed(property_: str) -> Callable[..., Awaitable[list[Panel]]]:
    async def make(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
        if any(each.property == property_ and each.n > EACH for each in counts):
            return []
        rows = await _about(told, names, "entity_printed", property_)
        items = {item.name.iri: item for item in await read_items(names, values(rows, "item"))}
        lines = [Line(value(row, "page"), items[iri]) for row in rows if (iri := value(row, "item")) in items]
        return [("printed", {"rows": lines, "full": len(rows) == _ROWS})] if lines else []

    return make


async def _joint(told: Statements, names: Names, counts: Sequence[Count]) -> list[Panel]:
    together = (await read_joint(names, [told.iri])).get(told.iri, [])
    items = await read_items(names, [question for question, _ in together])
    first = await find_statements(names.site, [answer for _, answer in together[:1]])
    said: Said | None = read_said(first, first.iri) if first else None
    return [("joint", {"items": items, "said": said})] if items else []


async def _about(told: Statements, names: Names, query: str, property_: str) -> list[Row]:
    return await ask_page(names.site, query, limit=_ROWS, entity=told.iri, property=property_)


_PANELS: Final[dict[str, list[Callable[..., Awaitable[list[Panel]]]]]] = {
    v.DEPUTY: [_memberships(v.MEMBER, "member"), _tallies],
    v.PARLIAMENTARY_GROUP: [_tallies, _memberships(v.ORGANIZATION, "entity_members")],
    v.MINISTRY: [_succession, _delays, _tallies],
    v.PORTFOLIO_CLASS: [_succession],
    v.LEGISLATURE_CLASS: [_tallies],
    v.CIRCONSCRIPTION_CLASS: [_memberships(v.CIRCONSCRIPTION, "entity_deputies"), _tallies],
    v.DEPARTMENT_CLASS: [_tallies],
    v.RUBRIC_CLASS: [_tallies],
    v.HEAD_ANALYSIS_CLASS: [_tallies],
    v.ANALYSIS_CLASS: [_tallies],
    v.JOURNAL_ISSUE: [_printed(v.PUBLISHED_IN)],
    v.JOURNAL_PAGE: [_printed(v.PUBLISHED_ON_PAGE)],
    v.ANSWER_GROUP_CLASS: [_joint],
}
