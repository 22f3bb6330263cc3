"""The fields that a request carries, in its address and in the form it sends, within the limits of the site."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from anq2rdf.limits import Limits
from anq2rdf.web.refusals import Refusal

FORM: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 1_000

Fields = list[tuple[str, str]]


def read_address(request: Request) -> Fields:
    """The fields of the address. Raises `Refusal` where they are not UTF-8, or too many."""
    return read_form(as_text(request.scope["query_string"]))


def read_form(text: str) -> Fields:
    """The fields of a form. Raises `Refusal` as `read_address` does."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:  # not UTF-8, or too many
        raise Refusal(400, "the fields cannot be read", remedy="encode them as UTF-8, percent-encoded") from error


def as_text(body: bytes) -> str:
    """A body as text. Raises `Refusal` where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the query is not UTF-8") from error


async def read_body(request: Request, limits: Limits) -> bytes:
    """The whole body. Raises `Refusal` for one that is too long or too slow, or when the client goes away."""
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
