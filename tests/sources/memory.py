"""A document in memory, for tests of readers, and one invented question in the official schema."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from msgspec.structs import replace

from anq2rdf.limits import Limits
from anq2rdf.problems import Place
from anq2rdf.records import Origin, Question, Reading, SourceFile
from anq2rdf.sources.base import HEAD_BYTES, Reader

NAMESPACE = "http://schemas.assemblee-nationale.fr/referentiel"


class MemoryDocument:
    """What `sources.base.Document` asks for, over bytes or over a stream that is made anew each time."""

    def __init__(self, data: bytes, *, member: str | None = None, limits: Limits | None = None) -> None:
        self.data = data
        self.member = member
        self.limits = limits or Limits()
        self.file = SourceFile(name="exemple", sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="")

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def read(self) -> bytes:
        return self.data

    def place(self, pointer: str | None = None, uid: str | None = None) -> Place:
        return Place(file=self.file.name, member=self.member, pointer=pointer, uid=uid)

    def origin(self, *, form: str, media_type: str, digest: str, pointer: str | None = None) -> Origin:
        return Origin(
            file=self.file, form=form, member=self.member, pointer=pointer, digest=digest, media_type=media_type
        )


class Generated(io.RawIOBase):
    """A stream of pieces that are never all in memory."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, None)) is not None:
            self._left += piece
        found, self._left = self._left[:size], self._left[size:]
        return found


def readings(reader: Reader, data: bytes, *, limits: Limits | None = None) -> list[Reading]:
    """Everything the reader finds in these bytes; a reader that does not know its own form finds nothing."""
    document = MemoryDocument(data, limits=limits)
    assert reader.recognises(document.head())
    return list(reader.read(document))


def only(reader: Reader, data: bytes) -> Question:
    """The one question of these bytes."""
    (reading,) = readings(reader, data)
    assert reading.question is not None, reading.problems
    return reading.question


def bare(found: Question) -> Question:
    """The question without where it was read, to compare across forms."""
    nowhere = Origin(file=SourceFile(name="", sha256="", size=0, media_type=""), form="")
    return replace(found, origin=nowhere)


def codes(found: Iterable[Reading]) -> list[str]:
    """The problem codes of these readings, in order."""
    return [problem.code for reading in found for problem in reading.problems]


def question(**changes: Any) -> dict[str, Any]:
    """An invented written question (exemple inventé) in the official schema; a change to None takes the key away."""
    found: dict[str, Any] = {
        "uid": "QANR5L16QE4321",
        "identifiant": {"numero": "4321", "regime": "5eme Republique", "legislature": "16"},
        "type": "QE",
        "indexationAN": {"rubrique": "eau", "teteAnalyse": None, "analyses": {"analyse": "Exemple inventé"}},
        "auteur": {
            "identite": {"acteurRef": "PA1", "mandatRef": "PM2"},
            "groupe": {"organeRef": "PO3", "abrege": "EX", "developpe": "Groupe inventé"},
        },
        "minInt": {"abrege": "Exemples", "developpe": "Ministère des exemples"},
        "minAttribs": {
            "minAttrib": {
                "infoJO": {"typeJO": "JO_QUESTION", "dateJO": "2023-01-10", "pageJO": "12", "numJO": "2"},
                "denomination": {"abrege": "Exemples", "developpe": "Ministère des exemples"},
            }
        },
        "textesQuestion": {
            "texteQuestion": {
                "infoJO": {"typeJO": "JO_QUESTION", "dateJO": "2023-01-10", "pageJO": "12", "numJO": "2"},
                "texte": "Question inventée ?",
            }
        },
        "textesReponse": {
            "texteReponse": {
                "infoJO": {"typeJO": "JO_QUESTION", "dateJO": "2023-03-07", "pageJO": "340", "numJO": "10"},
                "texte": "Réponse inventée.",
            }
        },
        "cloture": {
            "codeCloture": "REP_PUB",
            "libelleCloture": "Réponse publiée",
            "dateCloture": "2023-03-07",
            "infoJO": {"typeJO": "JO_QUESTION", "dateJO": "2023-03-07", "pageJO": "340", "numJO": "10"},
        },
        **changes,
    }
    return {key: value for key, value in found.items() if value is not None}


def as_json(value: Any) -> bytes:
    """A file of one question."""
    return json.dumps({"question": value}, ensure_ascii=False).encode()


def as_xml(value: dict[str, Any], *, namespace: str | None = NAMESPACE) -> bytes:
    """The same question as the Assemblée's XML writes it."""
    xmlns = f' xmlns="{namespace}"' if namespace else ""
    inner = "".join(_element(key, entry) for key, entry in value.items() if not key.startswith("@"))
    kind = f' xsi:type="{value["@xsi:type"]}"' if "@xsi:type" in value else ""
    xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return f'<?xml version="1.0" encoding="UTF-8"?><question{xmlns}{xsi}{kind}>{inner}</question>'.encode()


def _element(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(key, entry) for entry in value)
    if value is None:
        return f'<{key} xsi:nil="true"/>'
    if isinstance(value, dict):
        return f"<{key}>{''.join(_element(k, v) for k, v in value.items())}</{key}>"
    return f"<{key}>{escape(str(value))}</{key}>"
