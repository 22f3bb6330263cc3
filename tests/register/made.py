"""Made-up registers and questions for tests, in the official shapes."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path
from typing import Any

from anq2rdf.records import (
    Answer,
    Attribution,
    Author,
    JournalReference,
    Ministry,
    Origin,
    Question,
    SourceFile,
)

ORIGIN = Origin(
    file=SourceFile(name="made.zip", sha256="0" * 64, size=1, media_type="application/zip"),
    form="opendata-json",
    member="json/X.json",
)
UID = "QANR5L15QE1"


def day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def on(iso: str | None) -> JournalReference:
    return JournalReference(series="an-questions", date=day(iso))


def question(published: str | None = None, *, legislature: int = 15, **fields: Any) -> Question:
    """A written question of that day."""
    given: dict[str, Any] = {"type": "QE", "uid": UID, "number": 1, "origin": ORIGIN}
    return Question(legislature=legislature, reference=on(published), **(given | fields))


def asked_by(name: str, published: str | None, legislature: int, **fields: Any) -> Question:
    return question(published, legislature=legislature, author=Author(label=f"M. {name}", name=name), **fields)


def asked_to(short: str | None, published: str | None, *, label: str | None = None) -> Question:
    return question(published, interrogated=Ministry(short=short, label=label))


def attributed(*ministries: tuple[str, str | None], published: str, answered: str | None = None) -> Question:
    """Attributed to ministries, each with its short name and its day or none."""
    return question(
        published,
        attributions=tuple(
            Attribution(ministry=Ministry(short=short), reference=on(iso) if iso else None) for short, iso in ministries
        ),
        answers=(Answer(reference=on(answered)),) if answered else (),
    )


# ---- the register's own shapes


def actor(identifier: str, given: str = "Ada", family: str = "Test", *mandates: Any, uid: Any = None) -> dict[str, Any]:
    held = None if not mandates else {"mandat": mandates[0] if len(mandates) == 1 else list(mandates)}
    return {
        "uid": uid or {"@xsi:type": "IdActeur_type", "#text": identifier},
        "etatCivil": {"ident": {"prenom": given, "nom": family}, "infoNaissance": {"dateNais": "1970-01-01"}},
        "mandats": held,
    }


def seat(
    uid: str, legislature: int, department: str, number: int, start: str, end: str | None, **more: Any
) -> dict[str, Any]:
    return {
        "uid": uid, "legislature": str(legislature), "typeOrgane": "ASSEMBLEE", "dateDebut": start, "dateFin": end,
        "organes": {"organeRef": "PO717460"},
        "election": {"lieu": {"numDepartement": department, "numCirco": str(number)}},
        "mandature": {"datePriseFonction": start, "mandatRemplaceRef": None},
    } | more


def simple(uid: str, kind: str, organ_: Any, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {
        "uid": uid, "legislature": None, "typeOrgane": kind, "dateDebut": start, "dateFin": end,
        "infosQualite": {"codeQualite": "Membre"}, "organes": {"organeRef": organ_},
    } | more


def organ(
    uid: str, kind: str, label: str, start: str | None, end: str | None, *, short: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "uid": uid, "codeType": kind, "libelle": label, "libelleEdition": None, "libelleAbrege": short or label,
        "libelleAbrev": None, "viMoDe": {"dateDebut": start, "dateFin": end}, "organeParent": None,
    } | more


def entries(*items: dict[str, Any]) -> dict[str, bytes]:
    """Member name → bytes, in the official layout."""
    found = {}
    for item in items:
        kind = "organe" if "codeType" in item else "acteur"
        uid = item["uid"] if isinstance(item["uid"], str) else item["uid"]["#text"]
        found[f"json/{kind}/{uid}.json"] = json.dumps({kind: item}, ensure_ascii=False).encode()
    return found


def zipped(path: Path, members: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def unpacked(path: Path, members: dict[str, bytes]) -> Path:
    for name, data in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path
