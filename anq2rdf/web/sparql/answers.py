"""A question answered over HTTP: asked once, in the form wanted, not sent twice, given up when nobody waits."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from anq2rdf import sparql
from anq2rdf.query.workers import Call, Question, Reply
from anq2rdf.web.negotiation import read_wishes
from anq2rdf.web.refusals import Refusal
from anq2rdf.web.rendering import knows
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.forms import Form

T = TypeVar("T")
_SMALL: Final = 1_000  # bytes that are not worth packing
_FAST: Final = 3  # of 9: a level above costs more time than its bytes take on the way
_differs: Final = re.compile(r"\b(?:RAND|NOW|(?:STR)?UUID|BNODE)\b", re.IGNORECASE).search  # from one time to the next


async def answered(request: Request, question: Question, form: Form, *, must_be: bool = False) -> Response:
    """The answer, 304 where the client has it. An empty one is a 404 where there `must_be` something.

    Raises the errors of `Workers.ask` and of the turnstile, and `Refusal`.
    """
    site: Site = request.app.state.site
    tag = _tag(site.workers.generation, question, form) if _is_kept(request, question) else None
    if tag and knows(request, tag):
        return Response(status_code=304, headers=_headers(tag))
    give = _packed if _takes_gzip(request) else _plain
    reply, content = await _while_wanted(request, partial(give, site, question))
    if must_be and not reply.rows:
        raise Refusal(404, "there is no such graph here")
    if tag:
        tag = _tag(reply.generation, question, form)
    response = Response(content, headers=_headers(tag), media_type=form.media_type)
    if content is not reply.content:
        response.headers["content-encoding"] = "gzip"
    return response


async def asked(request: Request, question: Question) -> Reply:
    """The answer to a question that a stranger may make heavy: in his turn, and given up when he goes away."""
    site: Site = request.app.state.site
    return await _while_wanted(request, partial(site.workers.ask, question, gives_way=True))


async def _while_wanted(request: Request, work: Callable[[Call], T]) -> T:
    site: Site = request.app.state.site
    call = Call()
    async with site.turnstile.passed(request.client.host if request.client else ""):
        watcher = asyncio.create_task(_watch(request, call))
        try:
            return await to_thread.run_sync(work, call, limiter=site.threads)
        finally:
            watcher.cancel()
            call.give_up()


def _packed(site: Site, question: Question, call: Call) -> tuple[Reply, bytes]:
    reply = site.workers.ask(question, call, gives_way=True)
    if len(reply.content) < _SMALL:
        return reply, reply.content
    return reply, gzip.compress(reply.content, _FAST, mtime=0)


def _plain(site: Site, question: Question, call: Call) -> tuple[Reply, bytes]:
    reply = site.workers.ask(question, call, gives_way=True)
    return reply, reply.content


async def _watch(request: Request, call: Call) -> None:
    """The request is read; what comes now is that the client goes away."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            call.give_up()
            return


def _is_kept(request: Request, question: Question) -> bool:
    """Whether a client may keep the answer: not one to a POST, nor one that differs each time."""
    return request.method != "POST" and not _differs(sparql.unescape(question.text))


def _tag(generation: str, question: Question, form: Form) -> str:
    """Weak: packed or not, it is the same answer."""
    said = repr((generation, question.text, question.default_graphs, question.named_graphs, form))
    return f'W/"{hashlib.blake2b(said.encode(), digest_size=12).hexdigest()}"'


def _headers(tag: str | None) -> dict[str, str]:
    headers = {"vary": "Accept, Accept-Encoding"}
    if tag is None:
        return {**headers, "cache-control": "no-store"}
    return {**headers, "cache-control": "no-cache", "etag": tag}


def _takes_gzip(request: Request) -> bool:
    wishes = {wish.name: wish.quality for wish in read_wishes(request.headers.get("accept-encoding", ""))}
    return wishes.get("gzip", wishes.get("*", 0.0)) > 0
