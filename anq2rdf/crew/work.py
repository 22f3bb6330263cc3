"""What is done with documents, here or in a worker."""

from __future__ import annotations

import hashlib
import pickle
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from anq2rdf.crew.lots import Lot
from anq2rdf.crew.parcel import Packer
from anq2rdf.problems import Place, Problem
from anq2rdf.records import Reading
from anq2rdf.sources import Piece, readings
from anq2rdf.units import BATCH, Batch, Converter

_KEPT: Final = 4  # converters a worker remembers; one run needs one


def batches(documents: Iterable[Piece], converter: Converter) -> Iterator[Batch]:
    """Every reading of the documents, converted here, some at a time. A bug met on a record rejects it (E900)."""
    return _converted((reading for document in documents for reading in readings(document)), converter)


def _converted(flow: Iterator[Reading | Problem], converter: Converter) -> Iterator[Batch]:
    while some := list(islice(flow, BATCH)):
        try:
            batch = converter.convert(some)
        except Exception:
            yield from (_one(reading, converter) for reading in some)
        else:
            yield batch


def _one(reading: Reading | Problem, converter: Converter) -> Batch:
    try:
        return converter.convert([reading])
    except Exception as error:
        return converter.convert([rejection("E900", _place(reading), type(error).__name__)])


def _place(reading: Reading | Problem) -> Place:
    if isinstance(reading, Problem):
        return reading.place
    if reading.question is None:
        return reading.problems[0].place if reading.problems else Place()
    origin = reading.question.origin
    uid = reading.question.uid
    return Place(file=origin.file.name, member=origin.member, pointer=origin.pointer, uid=uid)


def rejection(code: str, place: Place, detail: str) -> Reading:
    """The reading of a record that could not be converted."""
    return Reading(question=None, problems=(Problem(code=code, place=place, detail=detail),))


# ---- in a worker -----------------------------------------------------------------------------------------------------


class Recipe:
    """A converter as bytes, known by their digest: sent once to a worker, then only named."""

    def __init__(self, converter: Converter) -> None:
        self.packed = pickle.dumps(converter)
        self.digest = hashlib.blake2b(self.packed, digest_size=16).digest()


_recipes: dict[bytes, bytes] = {}
_made = threading.local()  # a converter remembers what it reached last: no two threads may share one


def learn(digest: bytes, packed: bytes) -> None:
    """Keep a recipe in this process."""
    while len(_recipes) >= _KEPT and digest not in _recipes:
        _recipes.pop(next(iter(_recipes)), None)
    _recipes[digest] = packed


def _means(digest: bytes) -> tuple[Converter, Packer] | None:
    """The converter and packer of this thread, made at the first call; None where the recipe is not known."""
    made: tuple[bytes, Converter, Packer] | None = getattr(_made, "means", None)
    if made is None or made[0] != digest:
        packed = _recipes.get(digest)
        if packed is None:
            return None
        made = _made.means = digest, pickle.loads(packed), Packer()  # noqa: S301 (our own bytes, from the same run)
    return made[1:]


def convert(digest: bytes, lot: Lot, packed: bytes | None = None) -> bytes | None:
    """The lot's batches as bytes; None where the recipe is needed first: then the caller sends it along."""
    if packed is not None:
        learn(digest, packed)
    means = _means(digest)
    if means is None:
        return None
    converter, packer = means
    try:
        return packer.pack(_of_lot(lot, converter))
    except BaseException as error:
        # As it is (SystemExit, say) it would end the process that asks for the result.
        raise RuntimeError(type(error).__name__) from None


def count(lot: Lot) -> int:
    """How many readings the lot's documents hold."""
    return sum(1 for document in lot.documents for _ in readings(document))


def _of_lot(lot: Lot, converter: Converter) -> Iterator[Batch]:
    if lot.record is None:
        return batches(lot.documents, converter)
    flow = (reading for document in lot.documents for reading in readings(document))
    return _converted(islice(flow, lot.record, lot.record + 1), converter)
