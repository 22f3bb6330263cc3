"""Worker processes: documents go out in chunks, batches come back in order.

A worker opens its documents by itself (a document is a place on the disk, not bytes) and keeps one converter; only
bytes, counts and shared nodes come back. A document too large to hold is converted here, as a stream, in its turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final

from anq2rdf.problems import Problem
from anq2rdf.records import Reading
from anq2rdf.sources import Piece, readings
from anq2rdf.units import BATCH, Batch, Converter

CHUNK: Final = 64  # documents
_AHEAD: Final = 3  # chunks under way for each worker

_converter: Converter | None = None


def batches(documents: Iterable[Piece], converter: Converter) -> Iterator[Batch]:
    """Every reading of the documents, converted here, some at a time."""
    flow: Iterator[Reading | Problem] = (reading for document in documents for reading in readings(document))
    while some := list(islice(flow, BATCH)):
        yield converter.convert(some)


def batches_of_workers(documents: Iterable[Piece], converter: Converter, jobs: int) -> Iterator[Batch]:
    """The same batches in the same order, made by that many processes."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (converter,)) as pool:
        under_way: deque[Future[list[Batch]]] = deque()
        try:
            for chunk in _chunks(documents):
                if isinstance(chunk, Piece):
                    yield from _collected(under_way, 0)
                    yield from batches([chunk], converter)
                else:
                    under_way.append(pool.submit(_convert, chunk))
                    yield from _collected(under_way, _AHEAD * jobs)
            yield from _collected(under_way, 0)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _collected(under_way: deque[Future[list[Batch]]], left: int) -> Iterator[Batch]:
    while len(under_way) > left:
        yield from under_way.popleft().result()


def _chunks(documents: Iterable[Piece]) -> Iterator[list[Piece] | Piece]:
    chunk: list[Piece] = []
    for document in documents:
        if document.small():
            chunk.append(document)
        if chunk and (len(chunk) == CHUNK or not document.small()):
            yield chunk
            chunk = []
        if not document.small():
            yield document
    if chunk:
        yield chunk


def _start(converter: Converter) -> None:
    global _converter  # noqa: PLW0603 — what a worker keeps between chunks
    _converter = converter


def _convert(chunk: list[Piece]) -> list[Batch]:
    if _converter is None:
        raise RuntimeError("the worker was not started")
    return list(batches(chunk, _converter))
