"""What an endpoint tells of deputies and organs, as candidates."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from anq2rdf.errors import SourceError, UsageError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.linking.candidates import Gathering, print_organ_query, print_query, read_into
from anq2rdf.linking.items import Candidates, Kind
from anq2rdf.linking.service.cache import Cache
from anq2rdf.linking.service.harvest import Harvest
from anq2rdf.linking.service.replaying import Pages, Replayed
from anq2rdf.linking.service.tally import Progress, Tally
from anq2rdf.linking.service.topic import Topic
from anq2rdf.problems import Problem
from anq2rdf.remote.address import shown, store_address

_PLURALS: Final[dict[Kind, str]] = {
    "legislature": "legislatures", "constituency": "constituencies", "group": "groups", "ministry": "ministries",
}


def gather(
    endpoint: str,
    legislatures: Iterable[int | None],
    *,
    organs: Iterable[Kind] = (),
    cache: Path | None = None,
    refresh: bool = False,
    offline: bool = False,
    contact: str = "",
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    limits: Limits = DEFAULT,
) -> Candidates:
    """The deputies of these legislatures, and the organs of these kinds, as Wikidata's service or an endpoint that
    holds the like tells of them now; None among the legislatures stands for everybody with an identifier (P4123).

    What the `cache` holds is not asked again, unless to `refresh` it; `offline`, nothing else is there, and no
    connection is opened. `retrieved` is the day of the oldest answer used, so a replay gives the same candidates.
    `progress` is told what came (a page's name) or is waited for, and the rows so far.

    Raises `RemoteError` where no whole answer comes, at last; `SourceError` where the endpoint refuses the query or
    holds nothing of this, where the cache is damaged, or where, offline, it lacks a page; `UsageError` for arguments
    that do not go together.
    """
    address, topics = store_address(endpoint), [*_people(legislatures), *_organs(organs)]
    _check(topics, cache, refresh, offline)
    tally = Tally(progress)
    with (
        Cache(cache, frozen=offline) as kept,
        _pages(address, kept, tally, contact, limits, refresh=refresh, offline=offline) as pages,
    ):
        gathering = _gathered(topics, Harvest(pages, tally), limits)
    if not tally.rows:
        raise _nothing(address, topics)
    if on_problem is not None:
        gathering.notices.tell(on_problem)
    day = tally.oldest.date() if tally.oldest else None
    return replace(gathering.candidates(shown(address)), retrieved=day)


def _gathered(topics: Iterable[Topic], harvest: Harvest, limits: Limits) -> Gathering:
    gathering = Gathering(limits)
    for topic in topics:
        for body in harvest.bodies(topic):
            read_into(gathering, body, limits=limits)
    return gathering


def _nothing(address: str, topics: Iterable[Topic]) -> SourceError:
    return SourceError(
        f"{shown(address)} holds nothing of what was asked for: {', '.join(each.name for each in topics)}",
        remedy="does it hold what Wikidata holds, under Wikidata's IRIs?",
    )


def _check(topics: list[Topic], cache: Path | None, refresh: bool, offline: bool) -> None:
    if not topics:
        raise UsageError("nothing is asked for", remedy="name legislatures, or kinds of organs")
    if offline and cache is None:
        raise UsageError("without the network there is only a cache to ask", remedy="give --cache with --offline")
    if offline and refresh:
        raise UsageError("nothing is asked afresh without the network", remedy="leave out --refresh, or --offline")


def _people(legislatures: Iterable[int | None]) -> Iterator[Topic]:
    for each in dict.fromkeys(legislatures):
        name = "everybody with an identifier" if each is None else f"the deputies of legislature {each}"
        yield Topic(name, print_query(each))


def _organs(kinds: Iterable[Kind]) -> Iterator[Topic]:
    for each in dict.fromkeys(kinds):
        yield Topic(f"the {_PLURALS[each]}", print_organ_query(each))


@contextlib.contextmanager
def _pages(
    address: str, cache: Cache, tally: Tally, contact: str, limits: Limits, *, refresh: bool, offline: bool
) -> Iterator[Pages]:
    if offline:
        yield Replayed(address, cache)
        return
    from anq2rdf.linking.service.asking import Asked
    from anq2rdf.remote.agent import agent
    from anq2rdf.remote.client import Client
    from anq2rdf.remote.credentials import credentials

    with Client(address, credentials(address), limits, agent(address, contact)) as client:
        yield Asked(client, address, cache, limits, refresh=refresh, on_wait=tally.wait)
