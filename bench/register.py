"""A register for the invented questions: the actors, groups and ministries of `examples/register`, many times over.

577 deputies, 9 groups and 20 ministries of the XVI legislature, so that caches of shared things work as hard as with
the official register. Eight ministries give way, on one day, to others of the same name, as governments do: only the
day of a question tells which of the two it means. Everything cloned has new identifiers from PA9001001 up and says
that it is made up.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench import phrases

EXAMPLES = Path(__file__).parent.parent / "examples" / "register" / "json"
DEPUTIES = 577
FOLLOWED = 8                      # ministries
LAST_DAY, NEXT_DAY = "2023-07-20", "2023-07-21"
MADE_UP = "(exemple inventé)"
_DEPARTMENTS = [f"{number:02d}" for number in range(1, 96) if number != 20]


class Deputy(NamedTuple):
    """Someone who asks."""

    id: str
    mandate: str
    name: str
    group: str


class Named(NamedTuple):
    """A group or a ministry."""

    id: str
    short: str
    label: str


def groups() -> list[Named]:
    """The political groups."""
    return [Named(f"PO90016{61 + i}", f"{_initials(name)}-EX", f"{name} {MADE_UP}")
            for i, name in enumerate(phrases.GROUPS)]


def portfolios() -> list[Named]:
    """The ministries in office at the beginning; some of these names are borne by other organs later."""
    return [Named(f"PO90013{i:02d}", f"{name.capitalize()} {MADE_UP}", f"Ministère pour {name} {MADE_UP}")
            for i, name in enumerate(phrases.PORTFOLIOS)]


def ministries() -> list[tuple[Named, str, str | None]]:
    """Every ministry with its first and last day."""
    found: list[tuple[Named, str, str | None]] = []
    for i, first in enumerate(portfolios()):
        followed = i < FOLLOWED
        found.append((first, "2022-05-20", LAST_DAY if followed else None))
        if followed:
            found.append((first._replace(id=f"PO90014{i:02d}"), NEXT_DAY, None))
    return found


def deputies() -> list[Deputy]:
    """The deputies; no two have one name."""
    found = []
    parties = groups()
    for i in range(DEPUTIES):
        first = phrases.FIRST_NAMES[i % len(phrases.FIRST_NAMES)]
        stem = phrases.NAME_STEMS[(i // len(phrases.FIRST_NAMES)) % len(phrases.NAME_STEMS)]
        civility = "Mme" if i % 2 else "M."
        name = f"{civility} {first} {stem}-Inventé"
        found.append(Deputy(f"PA{9001001 + i}", f"PM{9010001 + 2 * i}", name, parties[i % len(parties)].id))
    return found


def members() -> Iterator[tuple[str, bytes]]:
    """Name and content of every member of the register's archive, in the official layout."""
    for path in sorted(EXAMPLES.glob("*/*.json")):
        yield f"json/{path.parent.name}/{path.name}", path.read_bytes()
    for group in groups():
        yield _organ("PO9000161", group)
    for ministry, start, end in ministries():
        name, content = _organ("PO9000103", ministry)
        found = json.loads(content)
        found["organe"]["viMoDe"] |= {"dateDebut": start, "dateFin": end}
        yield name, _encoded(found)
    for i, deputy in enumerate(deputies()):
        yield _actor(i, deputy)


def write(path: Path) -> None:
    """The register as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _organ(like: str, named: Named) -> tuple[str, bytes]:
    found = _example("organe", like)
    found["organe"] |= {
        "uid": named.id, "libelle": named.label, "libelleEdition": named.label, "libelleAbrege": named.short,
        "libelleAbrev": named.short,
    }
    return f"json/organe/{named.id}.json", _encoded(found)


def _actor(index: int, deputy: Deputy) -> tuple[str, bytes]:
    found = _example("acteur", "PA9000003")
    civility, first, last = deputy.name.split(" ", 2)
    actor = found["acteur"]
    actor["uid"]["#text"] = deputy.id
    actor["etatCivil"]["ident"] = {"civ": civility, "prenom": first, "nom": last, "alpha": last}
    seat, group = (m for m in actor["mandats"]["mandat"] if m["legislature"] == "16")
    seat |= {"uid": deputy.mandate, "acteurRef": deputy.id}
    seat["election"]["lieu"] |= {
        "departement": None, "numDepartement": _DEPARTMENTS[index % len(_DEPARTMENTS)],
        "numCirco": str(index // len(_DEPARTMENTS) + 1),
    }
    group |= {"uid": f"PM{int(deputy.mandate[2:]) + 1}", "acteurRef": deputy.id}
    group["organes"] = {"organeRef": deputy.group}
    actor["mandats"]["mandat"] = [seat, group]
    return f"json/acteur/{deputy.id}.json", _encoded(found)


def _example(kind: str, identifier: str) -> Any:
    return json.loads((EXAMPLES / kind / f"{identifier}.json").read_bytes())


def _encoded(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split())
