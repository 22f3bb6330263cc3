"""What a program is told when it gets no answer: an honest status and one clear sentence.

As plain text, or as a problem document (RFC 9457) for clients that list `application/problem+json` or
`application/json`.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from anq2rdf.errors import Anq2rdfError, QueryBusy, QueryRefused, QueryStopped, UsageError
from anq2rdf.web.negotiation import read_wishes
from anq2rdf.web.turnstile import CrowdedAddress

RETRY_SECONDS: Final = 5
_PROBLEM: Final = "application/problem+json"
# SPARQL 1.1 Protocol §2.1.7 names only 400 and 500; these say who has to change what.
_STOPPED: Final = {"time": 504, "memory": 507, "rows": 413, "bytes": 413, "depth": 400, "wish": 499}


class Refusal(Anq2rdfError):
    """No answer, for a reason that HTTP has a number for."""

    def __init__(self, status: int, message: str, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.status = status


def status_of(error: Anq2rdfError) -> int:
    """The HTTP status that says what happened."""
    if isinstance(error, Refusal):
        return error.status
    if isinstance(error, QueryStopped):
        return _STOPPED[error.limit]
    if isinstance(error, CrowdedAddress):
        return 429
    if isinstance(error, QueryBusy):
        return 503
    if isinstance(error, QueryRefused):
        return 403
    return 400 if isinstance(error, UsageError) else 500


def refused(request: Request, error: Anq2rdfError) -> Response:
    """The response for an error."""
    status = status_of(error)
    headers = {"vary": "Accept", "cache-control": "no-store"}
    if isinstance(error, QueryBusy):
        headers["retry-after"] = str(RETRY_SECONDS)
    if not _takes_problems(request):
        return PlainTextResponse(_sentence(error), status, headers)
    content = {"title": _title(status), "status": status, "detail": error.message}
    if error.remedy:
        content["remedy"] = error.remedy
    if isinstance(error, QueryStopped):
        content["limit"] = error.limit
    return JSONResponse(content, status, headers, _PROBLEM)


def _sentence(error: Anq2rdfError) -> str:
    return f"{error.message[:1].upper()}{error.message[1:]}.\n" + (f"{error.remedy}\n" if error.remedy else "")


def _title(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Client Closed Request"


def _takes_problems(request: Request) -> bool:
    names = {wish.name for wish in read_wishes(request.headers.get("accept", "")) if wish.quality > 0}
    return bool(names & {_PROBLEM, "application/json"})
