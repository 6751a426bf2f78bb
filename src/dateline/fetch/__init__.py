"""Polite, safe HTTP: one page for one URL, or a named reason why not.

Fetched servers are hostile input. Names are resolved here, every address is judged, and the connection goes
to the address that was judged, so that a name cannot change its answer in between; redirects pass the same
gate. One deadline covers a fetch from the first byte sent to the last one read, whatever the server dribbles;
sizes are counted on the wire and again after decompression. robots.txt is read as RFC 9309 says.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.cookiejar
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

import httpx

from dateline._version import __version__
from dateline.errors import FetchError
from dateline.fetch._network import EXPLAINED, Deadline, GuardedTransport, is_public, reason_of
from dateline.fetch._response import check_status, check_type, decoded, failed, page_of, retry_after
from dateline.fetch._robots import CLOSED, OPEN, Rules, read_robots
from dateline.inputs import MAX_BYTES
from dateline.model import Page

__all__ = ["FetchSettings", "Fetcher", "fetch", "is_public", "reason_of"]

AGENT: Final = "Dateline"
"""The name robots.txt files may address."""
_ROBOTS_BYTES: Final = 512 * 1024
_ROBOTS_SHARE: Final = 0.5
"""Share of the time budget that robots.txt may use."""
_MAX_CRAWL_DELAY: Final = 10.0
"""Seconds; a longer crawl-delay is not waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """The limits and manners of fetching."""

    timeout: float = 30.0
    """Seconds for one page, redirects, robots.txt and one wait included."""
    max_bytes: int = MAX_BYTES
    """Bytes of one page, on the wire and decompressed."""
    max_redirects: int = 5
    allow_private: bool = False
    """Whether loopback, link-local and private addresses may be fetched."""
    robots: bool = True
    """Whether robots.txt is respected."""
    pace: float = 1.0
    """Seconds between the starts of two requests to one host."""
    contact: str | None = None
    """An address or URL that the User-Agent names."""

    @property
    def user_agent(self) -> str:
        """``Dateline/0.1.0 (news claim reader; contact)``."""
        return f"{AGENT}/{__version__} (news claim reader{f'; {self.contact}' if self.contact else ''})"


def fetch(
    url: str,
    *,
    settings: FetchSettings,
    transport: httpx.BaseTransport | None = None,
    published: dt.date | None = None,
) -> Page:
    """Fetch one page; `transport` replaces the guarded one, and with it the address check.

    Raises:
        FetchError: as `Fetcher.fetch` does.
    """
    with Fetcher(settings=settings, transport=transport) as fetcher:
        return fetcher.fetch(url, published=published)


class Fetcher:
    """Fetches pages over one pool of connections, each host at its pace; safe to share between threads."""

    def __init__(self, *, settings: FetchSettings, transport: httpx.BaseTransport | None = None) -> None:
        self._settings = settings
        self._clock = Deadline()
        guarded = transport or GuardedTransport(clock=self._clock, allow_private=settings.allow_private)
        headers = {
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
            "Accept-Language": "en",
            "Accept-Encoding": "gzip, deflate",
        }
        # No cookie is kept: what one page sets must not change what another is given.
        cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.Client(
            transport=guarded, headers=headers, cookies=cookies, timeout=settings.timeout, trust_env=False
        )
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def fetch(self, url: str, *, published: dt.date | None = None) -> Page:
        """Fetch the page at `url`, following redirects; `published` is what the user says of it.

        Raises:
            FetchError: with reason ``url``, ``refused-address``, ``dns``, ``connect``, ``tls``, ``timeout``,
                ``too-large``, ``redirects``, ``robots``, ``blocked``, ``not-html``, ``empty``, ``protocol``
                or ``http-`` and the status.
        """
        try:
            response, body = self._follow(url)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError) as error:
            reason = reason_of(error)
            raise failed(url, reason, f"{EXPLAINED[reason]} ({error})") from error
        return page_of(url, response, body, published)

    def _follow(self, url: str) -> tuple[httpx.Response, bytes]:
        """The last response of a chain of redirects, with its body."""
        request = self._client.build_request("GET", url)
        seen: set[str] = set()
        waited = False
        first = True
        while True:
            target = str(request.url.copy_with(fragment=None))
            if request.url.scheme not in {"http", "https"} or not request.url.host:
                raise failed(url, "url", f"only http and https are fetched, not {target}")
            if target in seen or len(seen) > self._settings.max_redirects:
                raise failed(
                    url, "redirects", f"more than {self._settings.max_redirects} redirects, or a loop"
                )
            seen.add(target)
            host = self._host(request.url)
            self._wait_for_turn(host, self._settings.pace)
            if first:
                self._clock.start(self._settings.timeout)
                first = False
            if self._settings.robots and not self._allowed(host, request.url):
                raise _kept_out(url, host)
            with self._open(request) as response:
                wait = None if waited else retry_after(response)
                if wait is not None and wait < self._clock.left():
                    waited = True
                    seen.discard(target)
                    time.sleep(wait)
                    continue
                if response.next_request is not None:
                    request = response.next_request
                    continue
                check_status(url, response)
                check_type(url, response)
                return response, self._body(url, response)

    @contextlib.contextmanager
    def _open(self, request: httpx.Request) -> Iterator[httpx.Response]:
        request.extensions = {**request.extensions, "timeout": httpx.Timeout(self._clock.left()).as_dict()}
        response = self._client.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()

    def _body(self, url: str, response: httpx.Response) -> bytes:
        limit = self._settings.max_bytes
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and len(declared) < 19 and int(declared) > limit:
            raise failed(
                url, "too-large", f"the server announces {int(declared):,} bytes; the limit is {limit:,}"
            )
        body = bytearray()
        for chunk in decoded(url, response, limit):
            body += chunk
            if len(body) > limit:
                raise failed(url, "too-large", f"more than the limit of {limit:,} bytes")
            if self._clock.left() <= 0:
                raise failed(url, "timeout", f"not done within {self._settings.timeout:g} seconds")
        return bytes(body)

    def _host(self, url: httpx.URL) -> _Host:
        origin = f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"
        with self._lock:
            return self._hosts.setdefault(origin, _Host(origin))

    def _wait_for_turn(self, host: _Host, pace: float) -> None:
        """Take the host's next free moment, and sleep until it comes."""
        if self._settings.robots and host.rules is not None:
            pace = max(pace, min(host.rules.crawl_delay, _MAX_CRAWL_DELAY))
        with self._lock:
            now = time.monotonic()
            turn = max(now, host.next_turn)
            host.next_turn = turn + pace
        if turn > now:
            time.sleep(turn - now)

    def _allowed(self, host: _Host, url: httpx.URL) -> bool:
        with host.lock:
            if host.rules is None:
                try:
                    host.rules = self._read_robots(host.origin)
                except httpx.TimeoutException:
                    host.rules, host.silent = CLOSED, True
        return host.rules.allows(url.raw_path.decode("ascii", "replace"))

    def _read_robots(self, origin: str) -> Rules:
        """The rules of a host: all open without a robots.txt, all closed when it cannot be read.

        That is RFC 9309, section 2.3.1: a client error means no rules, a server error means "do not".
        """
        request = self._client.build_request("GET", f"{origin}/robots.txt")
        with self._clock.share(_ROBOTS_SHARE):
            for _ in range(self._settings.max_redirects + 1):
                if request.url.scheme not in {"http", "https"}:
                    return OPEN
                try:
                    with self._open(request) as response:
                        if response.next_request is None:
                            return self._robots_of(origin, response)
                        request = response.next_request
                except (httpx.ProtocolError, httpx.ReadError, FetchError):
                    return CLOSED
        return OPEN

    def _robots_of(self, origin: str, response: httpx.Response) -> Rules:
        if response.is_success:
            pieces = decoded(origin, response, self._settings.max_bytes)
            body = _at_most(pieces, _ROBOTS_BYTES, self._clock)
            return read_robots(body.decode("utf-8", "replace").lstrip("\ufeff"), AGENT)
        refused = response.status_code >= 500 or response.status_code == 429
        return CLOSED if refused else OPEN


@dataclass(slots=True)
class _Host:
    """What is remembered of one origin."""

    origin: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_turn: float = 0.0
    """Monotonic seconds of the next free moment."""
    rules: Rules | None = None
    silent: bool = False
    """Whether its robots.txt never came."""


def _kept_out(url: str, host: _Host) -> FetchError:
    """Why robots.txt stands between us and `url`."""
    if host.silent:
        return failed(
            url, "timeout", f"{host.origin}/robots.txt does not answer, so nothing is fetched there"
        )
    if host.rules is CLOSED:
        return failed(url, "robots", f"{host.origin}/robots.txt cannot be read, so nothing is fetched there")
    return failed(url, "robots", f"{host.origin}/robots.txt asks programs not to fetch this page")


def _at_most(pieces: Iterable[bytes], limit: int, clock: Deadline) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) >= limit or clock.left() <= 0:
            break
    return bytes(body[:limit])
