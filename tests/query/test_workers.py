"""Many questions to one store: stopped alone, refused honestly, replaced quietly, gone when nobody is there."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.errors import QueryBusy, QueryRefused, QueryStopped, SourceError, UsageError
from anq2rdf.limits import Limits
from anq2rdf.query.answering import outcome
from anq2rdf.query.question import GRAPHS, ROWS
from anq2rdf.query.workers import Call, Question, Reply, Workers

JOIN = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = Question(f"SELECT (COUNT(*) AS ?n) {{ {JOIN} }}")
CHEAP = Question("SELECT ?d { ?d a <https://w3id.org/anq/ontology#Deputy> } ORDER BY ?d", "tsv")
DEPUTIES = b"?d\n<https://w3id.org/anq/id/person/PA1>\n<https://w3id.org/anq/id/person/PA2>\n"


@pytest.fixture
def workers(store: str) -> Iterator[Workers]:
    with Workers(Path(store), size=2, limits=Limits(query_seconds=30.0)) as made:
        yield made


def soon(true: Callable[[], object], seconds: float = 20.0) -> bool:
    """Whether something becomes true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def processes() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid is not None}


def limited(question: Question, **limits: float) -> Question:
    return Question(question.text, question.form, limits=Limits(**{"query_seconds": 30.0, **limits}))  # type: ignore[arg-type]


# ---- answers


def test_many_threads_get_each_its_own_answer(workers: Workers) -> None:
    questions = [Question(f"SELECT ({n} AS ?n) {{}}", "csv") for n in range(60)]
    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(workers.ask, questions))
    assert [reply.content for reply in replies] == [b"n\r\n%d\r\n" % n for n in range(60)]
    assert {reply.rows for reply in replies} == {1}


def test_an_error_of_one_query_costs_its_process_nothing(workers: Workers) -> None:
    assert soon(lambda: workers.ready == 3)
    before = processes()
    for text in ("SELECT * {", "SELECT (<http://example.org/f>(1) AS ?x) {}", "INSERT DATA {}"):
        with pytest.raises(UsageError):
            workers.ask(Question(text))
    assert workers.ask(CHEAP).content == DEPUTIES
    assert processes() == before


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX a: <b:> dElEtE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
        "# SELECT\nCLEAR ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX f: <file:///etc/> SELECT * FROM NAMED f:passwd { ?s ?p ?o }",
        "BASE <FILE:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    ],
)
def test_what_would_write_or_leave_is_refused_as_such(workers: Workers, text: str) -> None:
    with pytest.raises(QueryRefused):
        workers.ask(Question(text))


def test_a_dataset_is_what_the_question_says(workers: Workers) -> None:
    actors, questions = "https://w3id.org/anq/graph/actors", "https://w3id.org/anq/graph/questions/L14/QE"
    counted = "SELECT (COUNT(?x) AS ?n) { { ?x a ?t } UNION { GRAPH ?g { ?x a ?t } } }"

    def count(**dataset: tuple[str, ...]) -> bytes:
        return workers.ask(Question(counted, "csv", **dataset)).content.split()[1]  # type: ignore[arg-type]

    assert count() == b"8"  # four typed things, once in all graphs together and once in their own
    assert count(default_graphs=(actors,)) == b"2"
    assert count(named_graphs=(actors, questions)) == b"4"
    assert count(default_graphs=(actors,), named_graphs=(questions,)) == b"4"
    with pytest.raises(UsageError, match="absolute IRI"):
        count(default_graphs=("actors",))


# ---- limits


@pytest.mark.parametrize(
    ("question", "limits", "limit", "said"),
    [
        (ENDLESS, {"query_seconds": 0.7}, "time", "more than 0.7 seconds"),
        (Question(f"SELECT * {{ {JOIN} }}", "json"), {"query_rows": 4_000}, "rows", "more than 4,000 rows"),
        (Question(f"CONSTRUCT WHERE {{ {JOIN} }}", "nt"), {"query_rows": 400}, "rows", "more than 400 rows"),
        (Question(f"SELECT * {{ {JOIN} }}", "csv"), {"query_bytes": 99_999}, "bytes", "more than 99,999 bytes"),
        (Question("CONSTRUCT WHERE { ?s ?p ?o }", "ttl"), {"query_bytes": 9_999}, "bytes", "more than 9,999 bytes"),
        (Question("ASK {" + "{" * 300 + "}" * 301), {}, "depth", "more than 200 deep"),
        (Question("ASK { FILTER(" + "(" * 9_000 + "1" + ")" * 9_001 + "}"), {"query_depth": 9**9}, "depth", "engine"),
        (Question("SELECT (" + "1+" * 60_000 + "1 AS ?x) {}"), {}, "depth", "engine"),
    ],
)
def test_a_query_stops_at_its_limit_and_says_which(
    workers: Workers, question: Question, limits: dict[str, float], limit: str, said: str
) -> None:
    with pytest.raises(QueryStopped, match=said) as caught:
        workers.ask(limited(question, **limits))
    assert caught.value.limit == limit
    assert workers.ask(CHEAP).content == DEPUTIES


def test_who_needs_too_much_memory_dies_alone(store: str) -> None:
    hog = Question(f"SELECT (GROUP_CONCAT(?x) AS ?all) {{ BIND('{'x' * 100_000}' AS ?x) {JOIN} }}")
    with Workers(Path(store), size=2, limits=Limits(query_memory_bytes=700 << 20)) as workers:
        with ThreadPoolExecutor(2) as threads:
            stopped = threads.submit(workers.ask, hog)
            while not stopped.done():
                assert workers.ask(CHEAP).content == DEPUTIES
        error = stopped.exception()
    assert isinstance(error, QueryStopped)
    assert error.limit == "memory"


def test_stopping_some_costs_the_others_nothing(workers: Workers) -> None:
    assert soon(lambda: workers.ready == 3)
    open_before = handles()
    with ThreadPoolExecutor(1) as threads:
        for _ in range(3):
            stopped = threads.submit(workers.ask, limited(ENDLESS, query_seconds=0.4))
            while not stopped.done():
                assert workers.ask(CHEAP).content == DEPUTIES
            assert isinstance(stopped.exception(), QueryStopped)
    assert soon(lambda: workers.ready == 3 and handles() == open_before)
    assert soon(lambda: len(processes()) == 3)


def handles() -> int:
    """How many files and sockets this process has open, where the system tells."""
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0


def test_all_processes_taken_is_busy_and_not_stopped(store: str) -> None:
    limits = Limits(query_wait_seconds=0.2, query_seconds=30)
    with Workers(Path(store), size=1, limits=limits) as workers, ThreadPoolExecutor(1) as threads:
        call = Call()
        endless = threads.submit(workers.ask, ENDLESS, call)
        assert soon(lambda: call.is_under_way)
        with pytest.raises(QueryBusy):
            workers.ask(CHEAP)
        call.give_up()
        assert isinstance(endless.exception(), QueryStopped)
        assert workers.ask(CHEAP).content == DEPUTIES


# ---- processes come and go


def test_giving_up_ends_the_process(workers: Workers) -> None:
    assert soon(lambda: workers.ready == 3)
    before, call = processes(), Call()
    with ThreadPoolExecutor(1) as threads:
        endless = threads.submit(workers.ask, ENDLESS, call)
        assert soon(lambda: call.is_under_way)
        call.give_up()
        error = endless.exception(10)
    assert isinstance(error, QueryStopped)
    assert error.limit == "wish"
    assert soon(lambda: len(processes() & before) == 2 and workers.ready == 3)


def test_what_was_given_up_before_it_began_does_not_begin(workers: Workers) -> None:
    call = Call()
    call.give_up()
    with pytest.raises(QueryStopped) as caught:
        workers.ask(ENDLESS, call)
    assert caught.value.limit == "wish"


def test_giving_up_late_does_nothing(workers: Workers) -> None:
    assert soon(lambda: workers.ready == 3)
    before, call = processes(), Call()
    assert workers.ask(CHEAP, call).content == DEPUTIES
    call.give_up()
    assert workers.ask(CHEAP).content == DEPUTIES
    assert processes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_died_is_replaced(workers: Workers) -> None:
    assert soon(lambda: workers.ready == 3)
    dead = processes()
    for pid in dead:
        os.kill(pid, signal.SIGKILL)
    assert soon(lambda: not processes() & dead)
    assert [workers.ask(CHEAP).content for _ in range(4)] == [DEPUTIES] * 4
    assert soon(lambda: workers.ready == 3)


def test_nothing_is_left_when_they_are_closed(store: str) -> None:
    before = processes()
    with ThreadPoolExecutor(1) as threads:
        with Workers(Path(store), size=2) as workers:
            endless = threads.submit(workers.ask, ENDLESS)
            assert soon(lambda: len(processes() - before) == 3)
        assert isinstance(endless.exception(10), QueryStopped)
    assert processes() <= before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc here")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_none_outlives_its_parent_even_in_the_middle_of_a_query(store: str, end: signal.Signals) -> None:
    program = f"""
import multiprocessing, threading, time
from pathlib import Path
from anq2rdf.query.workers import Call, Question, Workers
if __name__ == "__main__":
    workers, call = Workers(Path({store!r}), size=1), Call()
    threading.Thread(target=workers.ask, args=(Question({ENDLESS.text!r}), call)).start()
    while not call.is_under_way or len(multiprocessing.active_children()) < 2:
        time.sleep(0.02)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        assert all(alive(pid) for pid in children)
        parent.send_signal(end)
        parent.wait(10)
    assert soon(lambda: not any(alive(pid) for pid in children))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="network namespaces are Linux's")
def test_a_process_has_no_network(workers: Workers) -> None:
    if not workers.are_cut_off:
        pytest.skip("this system gives no process a network namespace of its own")
    assert soon(lambda: workers.ready == 3)
    ours = Path("/proc/self/ns/net").readlink()
    for pid in processes():
        assert Path(f"/proc/{pid}/ns/net").readlink() != ours
        table = Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]
        assert [line.partition(":")[0].strip() for line in table] == ["lo"]
        assert not Path(f"/proc/{pid}/net/route").read_text().splitlines()[1:]


def test_where_there_is_no_store_that_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no store"):
        Workers(tmp_path)
    assert not [child for child in multiprocessing.active_children() if child.is_alive()]


# ---- another generation


def test_after_a_change_questions_go_to_what_is_there_now(store: str, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(store, folder)
    slow = Question("SELECT (COUNT(*) AS ?n) { ?a <http://example.org/p> ?b . ?c <http://example.org/p> ?d }", "csv")
    with Workers(folder, size=2) as workers, ThreadPoolExecutor(1) as threads:
        old, call = workers.generation, Call()
        assert workers.ask(CHEAP).generation == old
        running = threads.submit(workers.ask, slow, call)
        assert soon(lambda: call.is_under_way or running.done())
        change(folder)
        now = workers.ask(CHEAP)
        assert now.generation == workers.generation != old
        assert now.content == DEPUTIES + b"<https://w3id.org/anq/id/person/PA3>\n"
        before = running.result(60)
        assert (before.content, before.generation) == (b"n\r\n4000000\r\n", old)
        assert {workers.ask(CHEAP).content for _ in range(6)} == {now.content}


def change(folder: Path) -> None:
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    third = ox.NamedNode("https://w3id.org/anq/id/person/PA3")
    made = ox.Store(str(folder))
    made.add(ox.Quad(third, rdf_type, ox.NamedNode("https://w3id.org/anq/ontology#Deputy"), ox.NamedNode("http://x.example/")))
    made.flush()


# ---- counting rows does not change them

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
TERMS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(ox.Literal, TEXTS, language=st.sampled_from(["fr", "en-gb"])),
    st.builds(
        ox.Literal,
        st.one_of(TEXTS, st.sampled_from(["1", "+1", "01", "1.", "1.0", ".5", "1e3", "1.e1", "true", "1", "INF", "NaN"])),
        datatype=st.sampled_from(["integer", "decimal", "double", "boolean", "date"]).map(
            lambda name: ox.NamedNode("http://www.w3.org/2001/XMLSchema#" + name)
        ),
    ),
    st.sampled_from([ox.NamedNode("http://example.org/é?a=b&c#<>".replace("<>", "x")), ox.NamedNode("urn:x:y")]),
    st.none(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TERMS, TERMS), max_size=4), st.sampled_from(sorted(ROWS)))
def test_every_table_is_what_the_engine_itself_would_write(rows: list[tuple[object, object]], form: str) -> None:
    lines = "\n".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    text = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {lines} }} }}"
    found = outcome(ox.Store(), Question(text, form), Limits())
    direct = ox.Store().query(text)
    assert isinstance(direct, ox.QuerySolutions)
    assert isinstance(found, Reply)
    assert (found.content, found.rows) == (direct.serialize(format=ROWS[form]), len(rows))


@pytest.mark.parametrize("form", sorted(ROWS))
def test_a_row_without_a_variable_is_a_row(form: str) -> None:
    found = outcome(ox.Store(), Question("SELECT * {}", form), Limits())
    direct = ox.Store().query("SELECT * {}")
    assert isinstance(direct, ox.QuerySolutions)
    assert isinstance(found, Reply)
    assert (found.content, found.rows) == (direct.serialize(format=ROWS[form]), 1)


@pytest.mark.parametrize("form", sorted(GRAPHS))
def test_the_same_graph_has_the_same_bytes(form: str) -> None:
    text = "PREFIX anq: <https://w3id.org/anq/ontology#> CONSTRUCT { <a:b> a anq:X . <a:b> anq:y 1, 'é'@fr } {}"
    contents = {outcome(ox.Store(), Question(text, form), Limits()).content for _ in range(5)}  # type: ignore[union-attr]
    assert len(contents) == 1
    read = set(ox.parse(contents.pop(), format=GRAPHS[form]))
    assert len(read) == 3


def test_a_graph_that_nobody_saw_coming_is_refused() -> None:
    text = "PREFIX a: <b:> " * 6_000 + "CONSTRUCT WHERE { ?s ?p ?o }"
    found = outcome(ox.Store(), Question(text, "json"), Limits())
    assert isinstance(found, UsageError)
    assert "prologue" in found.message
