"""Fetching over HTTP and HTTPS: every outcome is an `Answer`, none is an exception.

    with Fetcher() as fetcher:
        answer = fetcher.get("https://example.com/feed.xml", etag='"1"', last_modified="...")
        if answer.fault: ...
        elif answer.not_modified: ...
        else: answer.body

Redirects are followed one by one, each address checked. Cookies, credentials of the environment and proxies are not
used.
"""

import hashlib
import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from alliance_cli import __version__
from alliance_cli.errors import ExitCode
from alliance_cli.sources.http_headers import charset_of, max_age, media_type, retry_after
from alliance_cli.sources.items import Fault, one_line
from alliance_cli.sources.urls import is_url

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

AGENT = f"alliance-cli/{__version__} (news reader; one request at a time)"
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({401, 402, 403, 404, 405, 406, 407, 410, 451})
_NAMES = {
    401: "it asks for a password", 402: "it asks for payment", 403: "it refuses this program", 404: "not found",
    410: "gone for good", 429: "too many requests", 451: "blocked for legal reasons", 500: "the server failed",
    502: "a bad gateway", 503: "not available now", 504: "a gateway that got no answer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for connecting, for each wait for data and for all of one fetch, bytes of a body once unpacked, the
    number of redirects and of further tries, and the seconds that the wait before a further try grows by.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    body: int = 20 << 20
    redirects: int = 8
    retries: int = 2
    backoff: float = 0.7


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a fetch. `url` is what was asked for and `final_url` where the answer came from.

    With a `fault` there is no body; its `passing` says whether another try later makes sense. `moved_to` is the final
    address where every redirect on the way was permanent (adopt it once that has repeated), else empty. `etag` and
    `last_modified` are to be sent next time (those sent, where an unchanged answer names none). `retry_after` are the
    seconds the server asks to be left alone, `digest` the SHA-256 of the body.
    """

    url: str
    final_url: str = ""
    status: int = 0
    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    max_age: int | None = None
    retry_after: float | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    fault: Fault | None = None

    @property
    def not_modified(self) -> bool:
        """True where nothing changed since the answer that the validators came from."""
        return self.status == 304 and self.fault is None

    @property
    def moved_to(self) -> str:
        """The address to use from now on, empty where the way there was not permanent throughout."""
        permanent = bool(self.redirects) and all(status in _PERMANENT for status, _ in self.redirects)
        return self.final_url if permanent and self.fault is None else ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the body, for servers that say "changed" when nothing is."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class Fetcher:
    """Fetches addresses; safe to share between threads. `allow_private` permits addresses of this machine and of
    private networks, `now` is the clock that dates in `Retry-After` are counted from.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    agent: str = AGENT
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        if "_pools" in self.__dict__:
            self._pools.clear()

    @cached_property
    def _pools(self) -> "PoolManager":
        from urllib3 import Timeout

        from alliance_cli.sources.connections import guarded_pools

        timeout = Timeout(connect=self.limits.connect, read=self.limits.read)
        return guarded_pools(num_pools=64, maxsize=4, timeout=timeout)

    def get(self, url: str, *, etag: str = "", last_modified: str = "", accept: str = PAGES) -> Answer:
        """Fetch `url`, only if changed where validators are given. Never raises for anything the network does."""
        from alliance_cli.sources.connections import OverdueError, Visit

        headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        headers |= {"If-None-Match": etag} if _is_header(etag) else {}
        headers |= {"If-Modified-Since": last_modified} if _is_header(last_modified) else {}
        asked = Answer(url=url, final_url=url, etag=etag, last_modified=last_modified)
        with Visit(self.limits.total, allow_private=self.allow_private) as visit:
            try:
                found = self._followed(asked, headers)
            except Exception as error:
                failure: Exception | None = error
            else:
                failure = OverdueError() if visit.overdue else None  # a socket that is shut looks like the end
        if failure is None:
            return found
        return replace(asked, fault=_fault(url, failure, overdue=visit.overdue, total=self.limits.total))

    def _followed(self, asked: Answer, headers: dict[str, str]) -> Answer:
        """The answer at the end of the redirects."""
        answer, target = asked, asked.url
        seen: set[str] = set()
        while True:
            if not is_url(target):
                return _refused(answer, f"it leads to {one_line(target, 80)!r}, which is no web address", "address")
            if target in seen or len(answer.redirects) > self.limits.redirects:
                return _refused(answer, "it redirects in a circle or too often", "redirect")
            seen.add(target)
            response = self._opened(_bare(target), headers | _secret(asked.url, target))
            location = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not location:
                return self._read(replace(answer, final_url=_bare(target)), response)
            response.close()
            target = urljoin(_bare(target), location.strip())
            answer = replace(answer, redirects=(*answer.redirects, (response.status, target)), final_url=target)

    def _opened(self, url: str, headers: dict[str, str]) -> "BaseHTTPResponse":
        return self._pools.request(
            "GET",
            url,
            headers=headers,
            redirect=False,
            preload_content=False,
            retries=_retries(self.limits),
        )

    def _read(self, answer: Answer, response: "BaseHTTPResponse") -> Answer:
        """The answer with what the response says, its body only where it is one to be used."""
        kind = response.headers.get("Content-Type", "")
        wait = response.headers.get("Retry-After", "")
        answer = replace(
            answer,
            status=response.status,
            content_type=media_type(kind),
            charset=charset_of(kind),
            max_age=max_age(response.headers.get("Cache-Control", "")),
            retry_after=retry_after(wait, self.now()) if wait else None,
        )
        if response.status == 304:
            response.drain_conn()
            response.release_conn()
            return self._unchanged(answer, response)
        if response.status not in {200, 203, 206, 226}:
            response.close()
            return replace(answer, fault=_status_fault(answer))
        body = self._body(response)
        if body is None:
            return _refused(answer, f"more than {self.limits.body >> 20} MiB", "too-large", ExitCode.BAD_DATA)
        etag, modified = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        return replace(answer, body=body, etag=etag, last_modified=modified)

    def _unchanged(self, answer: Answer, response: "BaseHTTPResponse") -> Answer:
        if not answer.etag and not answer.last_modified:
            reason = 'it says "unchanged" to a first request'
            return replace(answer, fault=Fault(_shown(answer.url), reason, ExitCode.TRY_AGAIN, "http", passing=True))
        names = {"etag": "ETag", "last_modified": "Last-Modified"}
        new = {ours: response.headers[theirs] for ours, theirs in names.items() if response.headers.get(theirs)}
        return replace(
            answer, etag=new.get("etag", answer.etag), last_modified=new.get("last_modified", answer.last_modified)
        )

    def _body(self, response: "BaseHTTPResponse") -> bytes | None:
        """The body, unpacked; None where it is larger than allowed."""
        pieces: list[bytes] = []
        size = 0
        for piece in response.stream(1 << 16, decode_content=True):
            size += len(piece)
            if size > self.limits.body:
                response.close()
                return None
            pieces.append(piece)
        response.release_conn()
        return b"".join(pieces)


def _retries(limits: Limits) -> Any:
    """Further tries for what is transient, with growing waits; none where the server itself names a time, or where
    encryption fails.
    """
    from urllib3 import Retry
    from urllib3.exceptions import SSLError

    class Tries(Retry):
        def increment(
            self,
            method: str | None = None,
            url: str | None = None,
            response: Any = None,
            error: Exception | None = None,
            _pool: Any = None,
            _stacktrace: Any = None,
        ) -> "Tries":
            if isinstance(error, SSLError):
                raise error
            return super().increment(method, url, response, error, _pool, _stacktrace)

        def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
            return not has_retry_after and super().is_retry(method, status_code)

    return Tries(
        total=limits.retries,
        redirect=False,
        status_forcelist={500, 502, 503, 504},
        backoff_factor=limits.backoff,
        backoff_jitter=limits.backoff * random.random(),
        backoff_max=10,
        respect_retry_after_header=False,
        raise_on_status=False,
    )


def _is_header(value: str) -> bool:
    return bool(value) and value.isprintable() and value.isascii() and len(value) < 1000


def _secret(url: str, target: str) -> dict[str, str]:
    """The header with the user name and password in `url`, for a target on the same host and port only."""
    split = urlsplit(url)
    if not split.username or urlsplit(_bare(url)).netloc != urlsplit(_bare(target)).netloc:
        return {}
    pair = f"{unquote(split.username)}:{unquote(split.password or '')}"
    return {"Authorization": "Basic " + b64encode(pair.encode()).decode("ascii")}


def _bare(url: str) -> str:
    """The address without user name and password."""
    split = urlsplit(url)
    return urlunsplit(split._replace(netloc=split.netloc.rpartition("@")[2])) if "@" in split.netloc else url


def _shown(url: str) -> str:
    """The address as it may be shown: on one line, without a password."""
    try:
        return one_line(_bare(url))
    except ValueError:
        return one_line(url.rpartition("@")[2])


def _refused(answer: Answer, reason: str, kind: str, code: ExitCode = ExitCode.UNAVAILABLE) -> Answer:
    return replace(answer, fault=Fault(_shown(answer.url), reason, code, kind))


def _status_fault(answer: Answer) -> Fault:
    """What a status other than success means: gone for now (try again) or until something is changed."""
    status = answer.status
    passing = status not in _GONE and (status >= 500 or status in {408, 425, 429})
    reason = f"HTTP {status}, {_NAMES.get(status, 'not what was asked for')}"
    if passing and answer.retry_after:
        reason += f"; to be asked again in {round(answer.retry_after)} seconds"
    kind = "gone" if status == 410 else "busy" if status in {429, 503} else "http"
    code = ExitCode.TRY_AGAIN if passing else ExitCode.UNAVAILABLE
    return Fault(_shown(answer.url), reason, code, kind, passing=passing)


def _fault(url: str, error: Exception, *, overdue: bool, total: float) -> Fault:
    """The fault that an exception on the way stands for."""
    from urllib3 import exceptions

    from alliance_cli.sources.connections import OverdueError, RefusedError

    cause = error.reason if isinstance(error, exceptions.MaxRetryError) and error.reason else error
    passing, kind = True, "http"
    if overdue or isinstance(cause, OverdueError):
        reason, kind = f"not done within {total:g} seconds", "timeout"
    elif isinstance(cause, RefusedError):
        reason, kind, passing = str(cause), "address", False
    elif isinstance(cause, exceptions.SSLError):
        reason, kind, passing = f"its certificate or encryption is not accepted: {cause}", "tls", False
    elif isinstance(cause, exceptions.NameResolutionError):
        reason = "its name cannot be resolved"
    elif isinstance(cause, exceptions.NewConnectionError):
        reason = "no connection"
    elif isinstance(cause, exceptions.TimeoutError):
        reason, kind = "no answer in time", "timeout"
    elif isinstance(cause, exceptions.IncompleteRead) or "IncompleteRead" in str(cause):
        reason, kind = "the answer was cut short", "cut-short"
    elif isinstance(cause, exceptions.DecodeError):
        reason, kind = "the answer is damaged: it is not packed as it says", "damaged"
    elif isinstance(cause, exceptions.LocationParseError | exceptions.LocationValueError | ValueError):
        reason, kind, passing = "not a web address", "address", False
    else:
        reason = f"the connection failed: {one_line(str(cause), 120)}"
    code = ExitCode.TRY_AGAIN if passing else ExitCode.UNAVAILABLE
    return Fault(_shown(url), reason, code, kind, passing=passing)
