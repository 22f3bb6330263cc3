"""Pages from templates: everything is escaped, the language is the reader's, what does not change is not sent twice."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from anq2rdf import __version__
from anq2rdf.look.wording import day, figures
from anq2rdf.web.negotiation import choose

LANGUAGES: Final = ("fr", "en")
_HERE: Final = Path(__file__).parent


@cache
def environment() -> Environment:
    """Jinja with escaping on for every template and an error for every name that is not there."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, figures=figures)
    return made


@cache
def words(language: str) -> Mapping[str, str]:
    """What pages say, in French or English (`words.toml`)."""
    entries = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    return {name: entry[language] for name, entry in entries.items()}


def language_of(request: Request) -> str:
    """The reader's language: asked for (`?lang=`), chosen before (cookie), or the browser's; else French."""
    for wanted in (request.query_params.get("lang"), request.cookies.get("lang")):
        if wanted in LANGUAGES:
            return wanted
    return choose(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]


def in_language(request: Request, code: str) -> str:
    """This page in another language, the rest of what it was asked for unchanged; an address relative to itself."""
    return f"?{request.url.include_query_params(lang=code).query}"


def page(request: Request, template: str, *, status: int = 200, **given: Any) -> Response:
    """A page in the reader's language. An answer the client has already is a 304.

    Templates have the filters `day(lang)` and `figures(lang)`.
    """
    language = language_of(request)
    made = environment().get_template(template)
    text = made.render(
        given,
        t=words(language),
        lang=language,
        path=request.url.path,
        site=request.app.state.site,
        version=__version__,
        in_language=lambda code: in_language(request, code),
    )
    response = tagged(request, text.encode(), "text/html; charset=utf-8", status=status)
    response.headers["vary"] = "Accept, Accept-Language, Cookie"
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", language, samesite="lax", httponly=True, max_age=365 * 86_400)
    return response


def tagged(request: Request, content: bytes, media_type: str, *, status: int = 200) -> Response:
    """Content with its ETag; 304 without it where the client named that tag (RFC 9110 §13.1.2)."""
    tag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if status == 200 and request.method in ("GET", "HEAD") and knows(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type)


def knows(request: Request, tag: str) -> bool:
    """Whether the client has what bears that tag (If-None-Match compares weakly, RFC 9110 §13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag.removeprefix("W/") in known or known == ["*"]
