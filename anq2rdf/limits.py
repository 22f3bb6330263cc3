"""Every cap and default of the package, in one table.

Sizes are bytes, times seconds. A cap that is met is a `LimitExceeded` for a whole input or a Problem for one
member or record: never a hang, never an exhausted machine.
"""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """The caps in force for one run; `Limits()` holds the defaults."""

    # Containers. The largest official archive (XIV, XML) is 133 MB zipped.
    archive_bytes: int = 8 << 30
    archive_members: int = 2_000_000
    member_bytes: int = 64 << 20  # one question a file: real ones are some tens of kB
    giant_bytes: int = 16 << 30  # one file for a whole legislature, streamed
    total_bytes: int = 64 << 30  # inflated, all members of one archive
    register_bytes: int = 2 << 30  # the register, as a file and inflated
    ratio: int = 200  # inflated : deflated, for members over `ratio_floor`
    ratio_floor: int = 1 << 20
    member_name_bytes: int = 4096
    stdin_bytes: int = 8 << 30
    folder_files: int = 2_000_000
    # Documents.
    page_bytes: int = 16 << 20  # a saved page
    json_depth: int = 64
    json_repeated_keys: bool = True  # the last value wins; --strict rejects the record (E234)
    html_depth: int = 256
    text_characters: int = 5 << 20  # one question's or answer's text
    field_characters: int = 4096  # a label, a name, a code
    # What is saved of Wikidata.
    answer_bytes: int = 256 << 20  # one answer or table, read whole; 20,000 deputies are some 30 MB
    entity_bytes: int = 16 << 20  # one line of a dump: Wikidata's own cap is some 4 MB an entity
    candidate_items: int = 1_000_000  # of Wikidata, in all inputs
    other_entities: int = 50_000  # of a dump, that are nobody: some are named by somebody's position
    # Worker processes.
    record_seconds: float = 60.0  # converting one record, or one lot of them; then its process is ended
    # Network.
    download_bytes: int = 8 << 30
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    retries: int = 4
    remote_seconds: float = 600.0  # one request to a store, answer and all
    remote_graphs: int = 100_000  # named graphs of one load over HTTP
    remote_bytes_per_second: int = 64 << 10  # the slowest line: a body may take as much longer
    # Candidates from an endpoint, page by page. Wikidata's service itself ends a query after 60 seconds.
    endpoint_seconds: float = 90.0  # one page, answer and all
    endpoint_bytes: int = 32 << 20  # one page
    endpoint_wait_seconds: float = 300.0  # the longest Retry-After that is waited for; beyond it the run ends
    # Queries on the embedded store. The answer is kept whole before any of it is given.
    query_seconds: float = 60.0
    query_rows: int = 1_000_000  # or triples
    query_bytes: int = 256 << 20  # of the answer in the form asked for
    query_memory_bytes: int = 4 << 30  # address space of the process that runs it
    query_depth: int = 200  # brackets within brackets: the engine's parser goes down with them
    query_wait_seconds: float = 2.0  # for a free process, then it is "busy"
    # The site: what strangers ask together.
    query_processes: int = 4  # one of them answers pages only
    queries_per_address: int = 2  # at once
    request_bytes: int = 1 << 20  # the body of a request
    request_seconds: float = 20.0  # until that body is there
    reconcile_queries: int = 100  # of one batch
    reconcile_ids: int = 1_000  # things whose values are fetched at once
    reconcile_rows: int = 400_000  # of each look at the store for those who can be reconciled
    reconcile_seconds: float = 120.0  # of each of these looks, once a generation


DEFAULT = Limits()
SERVED = Limits(query_seconds=20.0, query_rows=100_000, query_bytes=64 << 20, query_memory_bytes=3 << 29)
