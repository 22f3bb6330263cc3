"""What there is beside an identifier that there is not: nothing is guessed, what is listed exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from anq2rdf.web.entities.asking import ask_about, ask_page, is_iri, values
from anq2rdf.web.site import Site

_SHOWN: Final = 12
_SCHEME: Final = 5_000  # members of a scheme that are looked at
_DIGITS: Final = "0123456789"


async def find_near(site: Site, path: str) -> list[str]:
    """IRIs that exist and share the beginning of the one that this path means: the longest beginning first."""
    if len(path) > 200:
        return []
    wanted = site.iris_of(path)
    tried = list(dict.fromkeys(each for iri in wanted for each in _candidates(iri) if is_iri(each)))
    there = set(values(await ask_about(site, "entity_exists", tried), "it"))
    found = [each for each in tried if each in there]
    if path.startswith("code/"):
        found += [each for iri in wanted for each in await _of_scheme(site, iri)]
    return list(dict.fromkeys(found))[:_SHOWN]


def _candidates(iri: str) -> Iterator[str]:
    """The identifier with up to two digits more, less, or other ones at its end; then what it would be a part of."""
    head, _, last = iri.rpartition("/")
    for cut in range(min(3, len(last))):
        begun = iri[: len(iri) - cut]
        for more in range(3 - cut):
            yield from (begun + "".join(digits) for digits in product(_DIGITS, repeat=more))
    while head.count("/") > 4:
        yield head
        head = head.rpartition("/")[0]


async def _of_scheme(site: Site, iri: str) -> list[str]:
    scheme, _, begun = iri.rpartition("/")
    rows = await ask_page(site, "entity_members", limit=_SCHEME, entity=scheme)
    members = sorted(values(rows, "concept"))
    for length in range(len(begun), 2, -1):
        found = [each for each in members if each.startswith(f"{scheme}/{begun[:length]}")]
        if found:
            return found
    return []
