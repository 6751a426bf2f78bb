"""Where connections go, how long they may take, and what their failures are called."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

import httpcore
import httpx

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Deadline(threading.local):
    """When the fetch of this thread must be over (monotonic seconds)."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        return max(0.0, self.at - time.monotonic())

    @contextlib.contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Allow only `part` (0-1) of what is left, for the time of the block."""
        whole = self.at
        self.at = time.monotonic() + part * self.left()
        try:
            yield
        finally:
            self.at = whole


class AddressRefused(httpx.ConnectError):
    """The name leads to an address that must not be fetched."""


class NameUnknown(httpx.ConnectError):
    """The name does not resolve."""


EXPLAINED: Final = {
    "url": "not a URL that can be fetched",
    "refused-address": "leads to a private or local address; --allow-private permits it",
    "dns": "the host name does not resolve",
    "connect": "no connection, or it broke",
    "tls": "no secure connection",
    "timeout": "the server takes too long",
    "protocol": "the server does not speak HTTP properly",
    "redirects": "too many redirects",
}
_REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (AddressRefused, "refused-address"),
    (NameUnknown, "dns"),
    (httpx.TimeoutException, "timeout"),
    (httpx.TooManyRedirects, "redirects"),
    (httpx.UnsupportedProtocol, "url"),
    (httpx.InvalidURL, "url"),
    (httpx.ProtocolError, "protocol"),
    (httpx.DecodingError, "protocol"),
    (httpx.CookieConflict, "protocol"),
    (httpx.StreamError, "protocol"),
    (httpx.HTTPError, "connect"),
)


def reason_of(error: Exception) -> str:
    """The reason word for an exception of httpx."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "connect")


def is_public(address: str) -> bool:
    """Whether an IP address is a public one, seen through every form that wraps an IPv4 address.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """Addresses of `host`; looked up in a thread, because the system's resolver has no deadline."""
    found: list[str] = []
    problem: list[Exception] = []

    def look_up() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            problem.append(error)
        else:
            found.extend(dict.fromkeys(str(info[4][0]) for info in infos))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(min(seconds, 60.0))
    if problem:
        msg = f"{host}: {problem[0]}"
        raise NameUnknown(msg) from problem[0]
    if thread.is_alive():
        msg = f"{host}: the name server takes too long"
        raise httpx.ConnectTimeout(msg)
    return found


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses it has judged itself."""

    def __init__(self, *, clock: Deadline, allow_private: bool) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolve(host, port, self._clock.left())
        usable = (
            addresses if self._allow_private else [address for address in addresses if is_public(address)]
        )
        if not usable:
            msg = f"{host} is {', '.join(addresses) or 'nowhere'}"
            raise AddressRefused(msg)
        for address in usable[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connect(address, port, timeout, local_address, socket_options)
        return self._connect(usable[-1], port, timeout, local_address, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, local_address: str | None, options: Any
    ) -> httpcore.NetworkStream:
        left = _within(timeout, self._clock)
        return _TimedStream(
            self._backend.connect_tcp(address, port, left, local_address, options), self._clock
        )

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _within(timeout: float | None, clock: Deadline) -> float:
    """The smaller of a step's timeout and what is left of the whole."""
    left = clock.left()
    if left <= 0:
        msg = "the time for this page is used up"
        raise httpcore.ReadTimeout(msg)
    return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore.NetworkStream):
    """A connection every step of which ends by the deadline, so that dribbled bytes buy no time."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Deadline) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(timeout, self._clock))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout, self._clock))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _within(timeout, self._clock))
        return _TimedStream(stream, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """httpx over httpcore, with `GuardedBackend` below; exceptions become those of httpx."""

    def __init__(self, *, clock: Deadline, allow_private: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=True),
            max_connections=64,
            max_keepalive_connections=32,
            keepalive_expiry=10.0,
            network_backend=GuardedBackend(clock=clock, allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with _translated():
            response = self._pool.handle_request(
                httpcore.Request(
                    request.method, url, headers=request.headers.raw, extensions=request.extensions
                )
            )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """A response's body as it arrives."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._response.iter_stream()

    def close(self) -> None:
        with _translated():
            self._response.close()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Turn httpcore's exceptions into httpx's of the same name, as httpx's own transport does."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
    ) as error:
        kind = getattr(httpx, type(error).__name__, httpx.NetworkError)
        raise kind(str(error)) from error
    except (httpcore.UnsupportedProtocol, httpcore.ConnectionNotAvailable) as error:
        raise httpx.UnsupportedProtocol(str(error)) from error
