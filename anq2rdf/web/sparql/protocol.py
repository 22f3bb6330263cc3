"""A query out of an HTTP request, by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/ §2.1)."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from starlette.requests import Request

from anq2rdf.errors import QueryRefused
from anq2rdf.limits import Limits
from anq2rdf.web.fields import FORM, Fields, as_text, read_address, read_body, read_form
from anq2rdf.web.refusals import Refusal

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"


class Asked(Struct, frozen=True):
    """What a request asks; `text` is None where it asks nothing."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    form: str | None = None


async def read_asked(request: Request, limits: Limits) -> Asked:
    """What the request asks. Raises `Refusal`, or `QueryRefused` for an update."""
    fields = read_address(request)
    if request.method == "POST":
        kind, _, parameters = request.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        _check_kind(kind, parameters)
        body = as_text(await read_body(request, limits))
        fields += read_form(body) if kind == FORM else [("query", body)]
    return _asked(fields, must=request.method == "POST")


def _check_kind(kind: str, parameters: str) -> None:
    if kind == UPDATE:
        raise _no_updates()
    if kind not in (FORM, QUERY):
        raise Refusal(415, "a query comes by POST in one of two ways", remedy=f"as {QUERY}, or in a form ({FORM})")
    name, _, charset = parameters.partition("=")
    if name.strip().lower() == "charset" and charset.strip().strip('"').lower() not in ("utf-8", "utf8"):
        raise Refusal(415, "a query is encoded in UTF-8")


def _asked(fields: Fields, *, must: bool) -> Asked:
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


def _all(fields: Fields, name: str) -> tuple[str, ...]:
    values = tuple(value for known, value in fields if known == name)
    if name.endswith("-uri") and any(value.lower().startswith("file:") for value in values):
        raise QueryRefused(f"{name} names a graph of the store; files are not read", remedy="name a graph of the store")
    return values


def _no_updates() -> QueryRefused:
    return QueryRefused("this endpoint is read-only; updates are refused")
