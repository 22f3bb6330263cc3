"""The crew: lots under way at an executor, taken back in order; a worker that is lost costs one retry."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Final

from anq2rdf.crew.isolation import Isolation
from anq2rdf.crew.lots import Lot, lots
from anq2rdf.crew.parcel import unpack
from anq2rdf.crew.pool import Pool
from anq2rdf.crew.work import Recipe, batches, convert
from anq2rdf.errors import RemoteError
from anq2rdf.limits import DEFAULT
from anq2rdf.problems import Problem
from anq2rdf.sources import Piece
from anq2rdf.units import Batch, Converter

_AHEAD: Final = 3  # lots under way for each worker: the next is there before the last is fetched
_PATIENCE: Final = 10  # how much longer somebody else's executor may take: others may queue there too


class _Work:
    """A lot under way."""

    def __init__(self, lot: Lot, future: Future[bytes | None]) -> None:
        self.lot = lot
        self.future = future
        self.breaks = 0

    def is_done(self) -> bool:
        """Whether its result is safe."""
        return self._ended() and self.future.exception() is None

    def is_lost(self) -> bool:
        """Whether whoever had it ended."""
        return self._ended() and isinstance(self.future.exception(), BrokenExecutor)

    def _ended(self) -> bool:
        return self.future.done() and not self.future.cancelled()


class Crew:
    """Workers for one run: `jobs` processes of our own, or an executor that is lent to us and stays the lender's.

    With an executor `jobs` says how many tasks it does at once; 1 stands for as many as this machine has processors.
    `seconds` is what one record may take.
    """

    def __init__(
        self,
        converter: Converter,
        jobs: int = 1,
        executor: Executor | None = None,
        *,
        seconds: float = DEFAULT.record_seconds,
    ) -> None:
        self._converter = converter
        self._recipe = Recipe(converter)
        self._size = jobs if executor is None or jobs > 1 else os.cpu_count() or 1
        self._pool = Pool(self._size, self._recipe, seconds)
        self._executor = executor or self._pool
        self._patience = None if executor is None else seconds * _PATIENCE
        self._isolation = Isolation(self._recipe, seconds, lambda reading: converter.convert([reading]))
        self._under_way: deque[_Work] = deque()
        self._notes: list[Problem] = []

    def batches(self, documents: Iterable[Piece]) -> Iterator[Batch]:
        """The documents' batches in their order. Raises `RemoteError` where a lent executor gives up the job."""
        try:
            for lot in lots(documents):
                if isinstance(lot, Piece):
                    yield from self._collected(0)
                    yield from batches([lot], self._converter)
                else:
                    self._under_way.append(_Work(lot, self._submit(lot)))
                    yield from self._collected(_AHEAD * self._size)
            yield from self._collected(0)
        finally:
            self._end()

    def _end(self) -> None:
        for work in self._under_way:
            work.future.cancel()
        self._pool.kill()
        self._isolation.close()

    def _submit(self, lot: Lot, packed: bytes | None = None) -> Future[bytes | None]:
        try:
            return self._executor.submit(convert, self._recipe.digest, lot, packed)
        except BrokenExecutor as error:  # said when the result is asked for
            future: Future[bytes | None] = Future()
            future.set_exception(error)
            return future

    def _collected(self, left: int) -> Iterator[Batch]:
        while len(self._under_way) > left:
            yield from self._result(self._under_way.popleft())
        if self._notes:
            notes, self._notes = tuple(self._notes), []
            yield Batch([], {}, 0, notes)

    def _result(self, work: _Work) -> Iterator[Batch]:
        while work.breaks < 2:
            try:
                answer = work.future.result(self._patience)
            except (BrokenExecutor, TimeoutError) as error:
                if self._executor is not self._pool:
                    self._leave(work)
                elif isinstance(error, TimeoutError):
                    break
                else:
                    self._mend(work)
            except CancelledError:
                raise RemoteError("the executor gave up the job", remedy="start the run again") from None
            except Exception:  # whatever an executor says of a worker it lost once too often
                break
            else:
                if answer is not None:
                    return iter(unpack(answer))
                work.future = self._submit(work.lot, self._recipe.packed)
        return self._isolation.batches(work.lot)

    def _leave(self, first: _Work) -> None:
        """Do the rest ourselves: an executor that broke stays broken, and one that is silent may stay so."""
        self._executor, self._patience = self._pool, None
        self._again([work for work in (first, *self._under_way) if not work.is_done()])

    def _mend(self, first: _Work) -> None:
        """Once more, what was lost with a worker."""
        lost = [work for work in (first, *self._under_way) if work.is_lost()]
        for work in lost:
            work.breaks += 1
        self._again([work for work in lost if work.breaks < 2])

    def _again(self, some: list[_Work]) -> None:
        for work in some:
            work.future.cancel()
            work.future = self._submit(work.lot)
        if some:
            count = sum(len(work.lot.documents) for work in some)
            self._notes.append(Problem(code="E903", detail=f"{count} documents"))
