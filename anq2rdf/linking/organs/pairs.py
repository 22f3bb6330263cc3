"""One organ and one item, judged: what is compared for each kind, and what a link of the two would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from anq2rdf.linking.decisions import Judgement, Relation, Witness
from anq2rdf.linking.items import PartialDate, Thing
from anq2rdf.linking.organs import weights, wording
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.linking.organs.maps import SOLE, compare_map
from anq2rdf.linking.organs.members import Members, Share
from anq2rdf.linking.organs.spans import Span, compare, span_of

#: How many linked deputies an agreement takes: two in a seat, which one holds at a time.
_ENOUGH = {"legislature": 5, "constituency": 2, "group": 5}
#: Findings on days after which two things of one name are one, and not one face of a lasting one.
_ONE_TIME = frozenset({"same", "near", "same years", "running", "one map"})


class Pair(Struct, frozen=True):
    """A judged pair and what a link would say."""

    body: Body
    judgement: Judgement
    relation: Relation

    def finding(self, feature: str) -> str:
        """What was found on a feature; empty where it was not compared."""
        return next((one.finding for one in self.judgement.witnesses if one.feature == feature), "")


def judge(body: Body, thing: Thing, members: Members) -> Pair:
    """Everything that speaks for and against the pair, and what it comes to."""
    witnesses = tuple(_witnesses(body, thing, members))
    total = weights.bits(body.kind, "prior", "pair") + sum(one.weight for one in witnesses)
    judgement = Judgement(
        subject=body.iri,
        item=thing.id,
        score=weights.probability(total),
        bits=total,
        witnesses=witnesses,
        method="identifier" if any(one.feature == "identifier" for one in witnesses) else "evidence",
        label=thing.label,
    )
    return Pair(body, judgement, _relation(body, witnesses))


def _relation(body: Body, witnesses: tuple[Witness, ...]) -> Relation:
    """The same only where the item's time is ours; legislatures are never anything else."""
    told = {(one.feature, one.finding) for one in witnesses}
    one_time = any(feature in ("dates", "map") and finding in _ONE_TIME for feature, finding in told)
    named = told & {("legislature", "equal"), ("identifier", "equal")}
    return "same" if body.kind == "legislature" or one_time or named else "specialization"


def _witnesses(body: Body, thing: Thing, members: Members) -> Iterator[Witness]:
    if body.id and body.id in thing.identifiers:
        yield Witness("identifier", "equal", weights.bits("any", "identifier", "equal"), body.id, body.id)
    span = span_of(thing)
    match body.kind:
        case "legislature":
            yield from _legislature(body, thing)
            yield from _dates(body, span)
        case "constituency":
            yield from _constituency(body, thing, span)
        case "group":
            dates = list(_dates(body, span))
            yield from _group(body, thing, dated=dates[0].finding not in ("not told", "start only"))
            yield from dates
        case "ministry":
            yield _witness(body, "name", "equal", body.label, thing.label)
            yield from _elsewhere(body, thing)
            yield from _dates(body, span)
    if body.kind in _ENOUGH:
        yield from _seated(body, thing, members)


def _witness(body: Body, feature: str, finding: str, ours: str = "", theirs: str = "") -> Witness:
    return Witness(feature, finding, weights.bits(body.kind, feature, finding), ours, theirs)


def _names(thing: Thing) -> tuple[str, ...]:
    return (thing.label, *thing.aliases)


def _elsewhere(body: Body, thing: Thing) -> Iterator[Witness]:
    if wording.elsewhere(_names(thing)):
        yield _witness(body, "kind", "elsewhere", "", thing.label)


def _legislature(body: Body, thing: Thing) -> Iterator[Witness]:
    number = "" if thing.legislature is None else str(thing.legislature)
    yield _witness(body, "number", "equal" if number else "not told", str(body.legislature), number)
    said = "another" if wording.elsewhere(_names(thing)) else wording.republic(_names(thing))
    yield _witness(body, "republic", said, "", thing.label)


def _constituency(body: Body, thing: Thing, span: Span) -> Iterator[Witness]:
    assert body.department is not None
    assert body.delimitation is not None
    yield _witness(body, "seat", seat_finding(body, thing), body.label, thing.label)
    on_map = compare_map(body.delimitation, body.department, span)
    yield _witness(body, "map", on_map, str(body.delimitation), _told(span))


def seat_finding(body: Body, thing: Thing) -> str:
    """How two of one département compare: equal, sole or no number.

    "circonscription de la Creuse" is number 1 of the map on which the Creuse has one seat; on the older map it had
    two, and its first was another.
    """
    if thing.number is not None and not wording.sole_seat(thing.label):
        return "equal"
    sole = body.number == 1 and body.department in SOLE.get(body.delimitation or 0, ())
    return "sole" if sole else "no number"


def _group(body: Body, thing: Thing, *, dated: bool) -> Iterator[Witness]:
    yield _witness(body, "name", name_finding(body, thing), body.label, thing.label)
    said = "group" if wording.says_group(_names(thing)) else "not said"
    yield _witness(body, "kind", "elsewhere" if wording.elsewhere(_names(thing)) else said, "", thing.label)
    if thing.legislature is not None and body.legislature is not None:
        same = "differs" if thing.legislature != body.legislature else "dated" if dated else "equal"
        yield _witness(body, "legislature", same, str(body.legislature), str(thing.legislature))


def name_finding(body: Body, thing: Thing) -> str:
    """How the names of two groups compare: equal, short, beginning or differs."""
    ours, theirs = wording.group_key(body.label), {wording.group_key(name) for name in _names(thing)} - {""}
    if ours in theirs:
        return "equal"
    if theirs & {wording.group_key(name) for name in body.names}:
        return "short"
    begins = any(_begins(ours, each) or _begins(each, ours) for each in theirs)
    return "beginning" if begins else "differs"


def _begins(name: str, other: str) -> bool:
    return name.startswith(f"{other} ")


def _dates(body: Body, span: Span) -> Iterator[Witness]:
    yield _witness(body, "dates", compare(body, span), _days(body.start, body.end), _told(span))


def _days(start: dt.date | None, end: dt.date | None) -> str:
    return f"{start or '…'} – {end or '…'}" if start or end else ""


def _told(span: Span) -> str:
    return f"{_partial(span.start)} – {_partial(span.end)}" if span.start or span.end else ""


def _partial(date: PartialDate | None) -> str:
    if date is None:
        return "…"
    return "-".join(f"{part:02d}" for part in (date.year, date.month, date.day) if part is not None)


# ---- members --------------------------------------------------------------------------------------------------------


def _seated(body: Body, thing: Thing, members: Members) -> Iterator[Witness]:
    share = members.share(body, thing.id)
    if share.of_item:
        told = f"{share.both} of {share.of_item} linked deputies who name the item sat in it"
        back = f"{share.both} of {share.of_body} linked deputies who sat in it name the item"
        yield _witness(body, "members", _shared(body, share), told, back)


def _shared(body: Body, share: Share) -> str:
    if 2 * share.both < share.of_item:
        return "apart"
    if 10 * share.both < 9 * share.of_item:
        return "mixed"
    if share.both < _ENOUGH[body.kind] or 2 * share.both < share.of_body:
        return "few"
    return "agree" if body.kind != "group" or 10 * share.both >= 9 * share.of_body else "most"
