"""One server, asked politely: retries that end, deadlines that hold, answers that fit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self
from urllib.parse import urljoin

import requests
import urllib3

from anq2rdf import __version__
from anq2rdf.errors import RemoteError, UsageError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import entry, escaped
from anq2rdf.remote.address import origin, shown
from anq2rdf.remote.connections import Cuttable
from anq2rdf.remote.credentials import Credentials
from anq2rdf.remote.patience import pause, wish_of

_REDIRECTS: Final = 5
_MOVED: Final = frozenset({301, 302, 307, 308})
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCK: Final = 64 << 10
_GRACE: Final = 10.0  # seconds of silence beyond the whole time: it is the clock that ends a request, and says so


class Request(NamedTuple):
    """What is asked. `body` is bytes, or opens a seekable stream that knows its length."""

    method: str
    address: str
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = {}
    body: bytes | Callable[[], BinaryIO] | None = None
    size: int = 0  # bytes of the body: how long it may take depends on them
    repeatable: bool = True  # asking twice has the effect of asking once
    seconds: float | None = None  # the whole time allowed; None: `remote_seconds` and what the bytes need
    cap: int = 1 << 20  # bytes of the answer


class Answer(NamedTuple):
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]  # names in any case
    body: bytes
    address: str  # without what may be secret
    text: str  # the beginning of the body, on one line, safe to show and without our secrets

    @property
    def media_type(self) -> str:
        """Without its parameters, in small letters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def told(self) -> str:
        """The status and what is said with it, in one line."""
        return f"the server answered {self.status}" + (f": {self.text}" if self.body else "")

    @property
    def wish(self) -> float | None:
        """Seconds to wait before asking again, as the server says; None where it does not."""
        return wish_of(self.headers.get("Retry-After", ""))


class Again(Exception):
    """This attempt failed in a way that may pass. `wish`: seconds the server asks to wait; `late`: an answer began and
    broke off, or none came whole in the time allowed."""

    def __init__(self, reason: str, wish: float | None = None, *, late: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.wish, self.late = reason, wish, late


class _BrokenOff(OSError):
    """The body did not come to its end."""


class AnswerTooLong(RemoteError):
    """The answer passed its cap; it was not read to the end."""


class Client:
    """Requests to the server of one address; a context manager. Its credentials go to no other server."""

    def __init__(
        self, address: str, credentials: Credentials, limits: Limits = DEFAULT, agent: str = f"anq2rdf/{__version__}"
    ) -> None:
        self._origin = origin(address)
        self._credentials = credentials
        self._limits = limits
        self._auth = credentials.at_first()
        self._adapter = Cuttable()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._session.headers["Accept-Encoding"] = "identity"  # nothing unpacks into more than its cap
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, self._adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    @property
    def authenticated(self) -> bool:
        """Whether there is something to say who we are."""
        return bool(self._credentials)

    def send(self, request: Request) -> Answer:
        """The final answer, of whatever status but those that say "later"; see `demand_success`.

        Raises `RemoteError` E217 when it still fails after `limits.retries` more attempts (none for a request that is
        not repeatable), or when the answer passes its cap or points at another server.
        """
        tries = self._limits.retries + 1 if request.repeatable else 1
        for attempt in range(tries):
            try:
                answer = self.once(request)
                if answer.status in BUSY:
                    raise Again(answer.told, answer.wish)
                return answer
            except Again as again:
                reason = again.reason
                if attempt + 1 < tries:
                    time.sleep(pause(attempt, again.wish))
        times = f"{tries} attempts" if tries > 1 else "one attempt (it is not safe to repeat)"
        raise self._gave_up(f"gave up after {times}: {reason}", request.address)

    def once(self, request: Request) -> Answer:
        """The answer to one attempt, of whatever status: for those who decide themselves what may be asked again.

        Raises `Again` where the network failed or the time was over, and `RemoteError` as `send` does.
        """
        answer = self._followed(request)
        if answer.status == 401:
            auth = self._credentials.when_asked(answer.headers.get("WWW-Authenticate", ""))
            if auth is not None and type(auth) is not type(self._auth):
                self._auth = auth
                answer = self._followed(request)
        return answer

    def _followed(self, request: Request) -> Answer:
        """The answer after redirects on the same server; one to another is not followed, nor one without TLS."""
        address = request.address
        for _ in range(_REDIRECTS):
            answer = self._exchanged(request, address)
            if answer.status not in _MOVED:
                return answer
            address = urljoin(address, answer.headers.get("Location", ""))
            if not self._is_home(address):
                raise self._gave_up(
                    f"the server points at another one, {shown(address)}, which is not followed", request.address,
                    "give that address yourself if you trust it",
                )
        raise self._gave_up(f"more than {_REDIRECTS} redirects", request.address)

    def _is_home(self, address: str) -> bool:
        return origin(address) == self._origin

    def _exchanged(self, request: Request, address: str) -> Answer:
        if not self._is_home(address):  # an endpoint elsewhere, by an option: it gets no credentials of ours
            raise UsageError(
                f"{shown(address)} is not on the server of the store", remedy="give addresses of one server"
            )
        seconds = self._seconds(request)
        with self._adapter.within(seconds) as over:
            try:
                answer = self._exchange(request, address, seconds)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidHeader):
                    raise self._gave_up(f"odd address: {cause(error)}", address) from None
                broken = isinstance(error, _BrokenOff)
                if not over.is_set():
                    raise Again(str(error) if broken else cause(error), late=broken) from None
            if over.is_set():  # also without an error: headers that were cut look like headers that ended
                raise Again(f"no whole answer within {seconds:g} s", late=True)
            return answer

    def _exchange(self, request: Request, address: str, seconds: float) -> Answer:
        body = request.body() if callable(request.body) else request.body
        try:
            response = self._session.request(
                request.method, address, params=list(request.parameters), data=body, headers=dict(request.headers),
                auth=self._auth, stream=True, allow_redirects=False,
                timeout=(self._limits.connect_seconds, seconds + _GRACE),
            )
            with closing(response):
                content = self._read(response, request)
                told = self._shown(content)
                return Answer(response.status_code, response.headers, content, shown(address), told)
        finally:
            if body is not None and not isinstance(body, bytes):
                body.close()

    def _read(self, response: requests.Response, request: Request) -> bytes:
        found = bytearray()
        for block in _blocks(response):
            found += block
            if len(found) > request.cap:
                reason = f"the answer is longer than {request.cap} bytes"
                raise AnswerTooLong(f"{shown(request.address)}: {reason}", remedy=entry("E217").remedy, code="E217")
        return bytes(found)

    def _shown(self, content: bytes) -> str:
        words = content[:2000].decode(errors="replace").split()
        return escaped(self._credentials.hide(" ".join(words)), 200)

    def _seconds(self, request: Request) -> float:
        if request.seconds is not None:
            return request.seconds
        return self._limits.remote_seconds + request.size / self._limits.remote_bytes_per_second

    def _gave_up(self, reason: str, address: str, remedy: str = "") -> RemoteError:
        remedy = remedy or entry("E217").remedy
        return RemoteError(f"{shown(address)}: {self._credentials.hide(reason)}", remedy=remedy, code="E217")


def _blocks(response: requests.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_content(_BLOCK)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise _BrokenOff(f"the answer broke off: {cause(error)}") from error


def cause(error: BaseException) -> str:
    """The innermost reason in one line; the layers around it only repeat the address."""
    for inner in (getattr(error, "reason", None), *error.args):
        if isinstance(inner, BaseException):
            return cause(inner)
    text = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
    return escaped(f"{type(error).__name__}: {text}" if text else type(error).__name__, 160)
