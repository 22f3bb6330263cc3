"""The same outcomes in the same order from any executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from anq2rdf import sinks
from anq2rdf.crew import Crew, batches
from anq2rdf.errors import RemoteError
from anq2rdf.pipeline import Conversion
from anq2rdf.register import EmptyRegister
from anq2rdf.sources import Sources, open_sources
from anq2rdf.units import Outcome
from tests.crew.made import archive, converter, outcomes

COUNT = 500


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    with open_sources([str(archive(tmp_path_factory.mktemp("archive"), COUNT))]) as opened:
        yield opened


@pytest.fixture(scope="module")
def expected(sources: Sources) -> list[Outcome]:
    return outcomes(batches(sources, converter()))


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(3),
    "spawn": lambda: ProcessPoolExecutor(2, get_context("spawn")),
    "forkserver": lambda: ProcessPoolExecutor(2, get_context("forkserver")),
}


@pytest.mark.parametrize("kind", EXECUTORS)
def test_any_executor_gives_the_same_and_stays_its_owners(
    kind: str, sources: Sources, expected: list[Outcome]
) -> None:
    with EXECUTORS[kind]() as executor:
        assert outcomes(Crew(converter(), 2, executor).batches(sources)) == expected
        assert executor.submit(int, 7).result() == 7
        assert outcomes(Crew(converter(), executor=executor).batches(sources)) == expected


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_own_processes_give_the_same(jobs: int, sources: Sources, expected: list[Outcome]) -> None:
    assert outcomes(Crew(converter(), jobs).batches(sources)) == expected


def test_the_whole_output_is_the_same_with_an_executor(sources: Sources) -> None:
    def output(executor: Executor | None) -> bytes:
        conversion = Conversion(sources, EmptyRegister(), sinks.writer("trig"), executor=executor)
        return b"".join(conversion.pieces())

    with ThreadPoolExecutor(2) as executor:
        assert output(executor) == output(None)


class Counting(ThreadPoolExecutor):
    """Knows how many tasks were under way at most, and what they weighed."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.under_way: set[Future[Any]] = set()
        self.most = 0
        self.with_converter = 0

    def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self.with_converter += given[-1] is not None
        future = super().submit(task, *given, **named)
        self.under_way.add(future)
        self.most = max(self.most, len(self.under_way))
        return future


def test_few_lots_are_under_way_and_the_converter_goes_only_where_it_is_missing(
    sources: Sources, expected: list[Outcome]
) -> None:
    """Nothing is taken ahead of a reader who stands still, and a worker is told once what all its tasks need."""
    documents = list(sources)[:200] * 20
    with Counting(1) as executor:
        taken = 0
        for _ in Crew(converter(), 1, executor).batches(documents):
            taken += 1
            executor.under_way = {future for future in executor.under_way if not future.done()}
        assert taken > 10
        assert executor.with_converter <= 4  # those under way before the first said that it is missing
        assert executor.most <= 4 * 8  # three for each of this machine's few processors, and one


def test_a_job_that_its_executor_cancels_is_the_networks_fault(sources: Sources) -> None:
    class Cancelling(ThreadPoolExecutor):
        def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            return future

    with Cancelling(1) as executor, pytest.raises(RemoteError, match="gave up the job"):
        outcomes(Crew(converter(), 1, executor).batches(sources))
