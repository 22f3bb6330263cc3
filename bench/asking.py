"""`python -m bench.asking STORE ID RUNS OUTPUT [VAR=VALUE…]`: one query of the library, asked in this process.

Tells rows, bytes and the seconds of each run, from the text of the query to the last byte of its answer.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from anq2rdf.limits import Limits
from anq2rdf.query import Question, Reply, find_query
from anq2rdf.query.answering import outcome
from anq2rdf.query.parameters import bind_parameters, read_settings
from anq2rdf.sinks import open_store


def main() -> None:
    """Raises `SystemExit` with the error when the query gives no answer."""
    folder, name, runs, output, *given = sys.argv[1:]
    query = find_query(name)
    question = Question(query.text, "tsv", bind_parameters(query, read_settings(given)))
    store, found = open_store(folder), []
    for _ in range(int(runs)):
        begun, used = time.perf_counter(), time.process_time()
        reply = outcome(store, question, Limits())
        if not isinstance(reply, Reply):
            raise SystemExit(str(reply))
        found.append((time.perf_counter() - begun, time.process_time() - used, reply.rows, len(reply.content)))
    seconds, processor, rows, size = zip(*found, strict=True)
    told = {"seconds": seconds, "processor_seconds": processor, "rows": rows[0], "bytes": size[0]}
    Path(output).write_text(json.dumps(told))


main()
