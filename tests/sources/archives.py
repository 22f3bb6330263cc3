"""Archives made for tests: sound ones by the standard library, then spoilt byte by byte where a test needs it."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from anq2rdf.problems import Problem
from anq2rdf.records import Question, Reading
from anq2rdf.sources.base import Document

Members = Mapping[str, bytes] | Sequence[tuple[str, bytes]]


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members in this order; names may repeat."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return target.getvalue()


def tarred(members: Members, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar of these members in this order."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def gzipped(data: bytes) -> bytes:
    """A gzip of these bytes, the same at every run."""
    return gzip.compress(data, mtime=0)


def patched(archive: bytes, at: int, form: str, *values: int) -> bytes:
    """The archive with these numbers written over what stands at a position, negative from the end."""
    spoilt = bytearray(archive)
    struct.pack_into(form, spoilt, at % len(archive), *values)
    return bytes(spoilt)


def directory_of(archive: bytes, number: int = 0) -> int:
    """Where the n-th line of a zip's directory begins."""
    at = -1
    for _ in range(number + 1):
        at = archive.index(b"PK\x01\x02", at + 1)
    return at


class LineReader:
    """A form made up for tests: each line `Q14QE1` is a question, the line `!` a fault of the reader."""

    form = "test-lines"
    media_type = "text/x-test-lines"

    def recognises(self, head: bytes) -> bool:
        """By its first letter."""
        return head.startswith(b"Q14QE")

    def read(self, document: Document) -> Iterator[Reading]:
        """A question a line."""
        with document.open() as stream:
            for line in stream:
                if line.strip() == b"!":
                    raise ZeroDivisionError
                digits = bytes(byte for byte in line[5:] if 48 <= byte <= 57)      # tests spoil single bytes
                yield Reading(question=self._question(document, int(digits or b"0")))

    def _question(self, document: Document, number: int) -> Question:
        origin = document.origin(form=self.form, media_type=self.media_type, digest="")
        return Question(uid=f"QANR5L14QE{number}", legislature=14, type="QE", number=number, origin=origin)


def told(results: Iterator[Reading | Problem]) -> list[str]:
    """In a word each: the uid of a question, the code of a rejection with !, the code of a remark."""
    return [
        result.code if isinstance(result, Problem)
        else result.question.uid if result.question
        else "!" + ",".join(problem.code for problem in result.problems)
        for result in results
    ]
