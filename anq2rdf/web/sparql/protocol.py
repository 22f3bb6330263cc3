"""A query out of an HTTP request, by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/ §2.1)."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from msgspec import Struct
from starlette.requests import ClientDisconnect, Request

from anq2rdf.errors import QueryRefused
from anq2rdf.limits import Limits
from anq2rdf.web.sparql.refusals import Refusal

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_MOST_FIELDS: Final = 1_000


class Asked(Struct, frozen=True):
    """What a request asks; `text` is None where it asks nothing."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    form: str | None = None


async def read_asked(request: Request, limits: Limits) -> Asked:
    """What the request asks. Raises `Refusal`, or `QueryRefused` for an update."""
    fields = _fields(_text(request.scope["query_string"]))
    if request.method == "POST":
        kind, _, parameters = request.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        _check_kind(kind, parameters)
        body = _text(await _body(request, limits))
        fields += _fields(body) if kind == FORM else [("query", body)]
    return _asked(fields, must=request.method == "POST")


def _check_kind(kind: str, parameters: str) -> None:
    if kind == UPDATE:
        raise _no_updates()
    if kind not in (FORM, QUERY):
        raise Refusal(415, "a query comes by POST in one of two ways", remedy=f"as {QUERY}, or in a form ({FORM})")
    name, _, charset = parameters.partition("=")
    if name.strip().lower() == "charset" and charset.strip().strip('"').lower() not in ("utf-8", "utf8"):
        raise Refusal(415, "a query is encoded in UTF-8")


def _asked(fields: list[tuple[str, str]], *, must: bool) -> Asked:
    if any(name == "update" for name, _ in fields):
        raise _no_updates()
    texts = [value for name, value in fields if name == "query"]
    if len(texts) > 1:
        raise Refusal(400, "there is more than one query", remedy="send one")
    if must and not texts:
        raise Refusal(400, "there is no query", remedy="send it in the field `query`")
    return Asked(
        text=texts[0] if texts else None,
        default_graphs=_all(fields, "default-graph-uri"),
        named_graphs=_all(fields, "named-graph-uri"),
        form=next(iter(_all(fields, "format")), None),
    )


def _all(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    values = tuple(value for known, value in fields if known == name)
    if name.endswith("-uri") and any(value.lower().startswith("file:") for value in values):
        raise QueryRefused(f"{name} names a graph of the store; files are not read", remedy="name a graph of the store")
    return values


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:  # not UTF-8, or too many
        raise Refusal(400, "the fields cannot be read", remedy="encode them as UTF-8, percent-encoded") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the query is not UTF-8") from error


async def _body(request: Request, limits: Limits) -> bytes:
    try:
        async with asyncio.timeout(limits.request_seconds):
            return await _within(request, limits.request_bytes)
    except TimeoutError:
        raise Refusal(408, f"the query was not there within {limits.request_seconds:g} seconds") from None
    except ClientDisconnect:
        raise Refusal(499, "the client went away") from None


async def _within(request: Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refusal(413, f"the request has more than {most:,} bytes")
    return bytes(body)


def _no_updates() -> QueryRefused:
    return QueryRefused("this endpoint is read-only; updates are refused")
