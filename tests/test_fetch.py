"""Fetching from a real server on the loopback address, well-behaved and hostile."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import inspect
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import FetchError
from dateline.fetch import Fetcher, FetchSettings, fetch, is_public, reason_of
from dateline.fetch._network import EXPLAINED
from dateline.fetch._robots import CLOSED, OPEN, read_robots

if TYPE_CHECKING:
    from tests.conftest import Site

RawServer = Callable[[Callable[[socket.socket], None]], str]

PAGE = "<!doctype html><title>Harbor Lights</title><p>Harbor Lights returns on March 4, 2025."
LOCAL = FetchSettings(allow_private=True, pace=0.0, timeout=5.0)
FAST = FetchSettings(allow_private=True, pace=0.0, timeout=0.6, robots=False)


def reason(url: str, settings: FetchSettings = LOCAL) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, settings=settings)
    assert caught.value.source == url
    assert url in str(caught.value)
    return caught.value.reason


def test_fetch_gives_the_page_as_sent(site: Site) -> None:
    url = site.html("/story", PAGE, X_Served_By="press")
    page = fetch(url + "#top", settings=LOCAL, published=dt.date(2025, 3, 1))
    assert page.body == PAGE.encode()
    assert (page.source, page.url, page.doc) == (url + "#top", url, url)
    assert (page.media_type, page.charset, page.status) == ("text/html", "utf-8", 200)
    assert ("x-served-by", "press") in page.headers
    assert page.published == dt.date(2025, 3, 1)
    assert page.fetched_at is not None
    assert page.fetched_at.utcoffset() == dt.timedelta(0)
    assert len(page.sha256) == 64


def test_fetch_names_itself_and_reads_robots_first(site: Site) -> None:
    fetch(site.html("/story", PAGE), settings=FetchSettings(allow_private=True, contact="desk@example.org"))
    assert site.asked == ["/robots.txt", "/story"]
    assert all(agent.startswith("Dateline/") and "desk@example.org" in agent for agent in site.agents)


def test_robots_keep_us_out_of_what_they_name_and_nothing_else(site: Site) -> None:
    site.answers["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /drafts/\n",
    )
    assert reason(site.html("/drafts/story", PAGE)) == "robots"
    assert "/drafts/story" not in site.asked
    assert fetch(site.html("/draft", PAGE), settings=LOCAL).status == 200


def test_robots_that_fail_close_the_site_and_missing_ones_open_it(site: Site) -> None:
    url = site.html("/story", PAGE)
    site.answers["/robots.txt"] = (503, {}, b"")
    assert reason(url) == "robots"
    site.answers["/robots.txt"] = (403, {}, b"")
    assert fetch(url, settings=LOCAL).status == 200


def test_robots_are_read_once_for_many_pages(site: Site) -> None:
    urls = [site.html(f"/{number}", PAGE) for number in range(3)]
    with Fetcher(settings=LOCAL) as fetcher:
        for url in urls:
            fetcher.fetch(url)
    assert site.asked.count("/robots.txt") == 1


def test_endless_robots_are_cut_short(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /x\n" + b"#" * 5_000_000)
    assert fetch(site.html("/story", PAGE), settings=LOCAL).status == 200


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/story", False),
        ("User-agent: *\nDisallow:", "/story", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/story", True),
        ("User-agent: *\nAllow: /news\nDisallow: /news/old", "/news/old/story", False),
        ("User-agent: *\nDisallow: /*?print=", "/story?print=1", False),
        ("User-agent: *\nDisallow: /*?print=", "/story?page=1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdfs", True),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "/story", True),
        ("User-agent: dateline\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/story", False),
        ("User-agent: Dateline/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("Disallow: /", "/story", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    ],
)
def test_robots_rules(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(rules, "Dateline").allows(path) is allowed


def test_robots_crawl_delay_is_read() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5", "Dateline").crawl_delay == 2.5
    assert read_robots("User-agent: *\nCrawl-delay: soon", "Dateline").crawl_delay == 0.0
    assert OPEN.allows("/")
    assert not CLOSED.allows("/")


@given(st.text(max_size=300), st.text(max_size=60))
def test_robots_of_any_text_are_read(rules: str, path: str) -> None:
    read_robots("User-agent: *\n" + rules, "Dateline").allows("/" + path)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, "http-404"),
        (410, "http-410"),
        (500, "http-500"),
        (401, "blocked"),
        (403, "blocked"),
        (451, "blocked"),
    ],
)
def test_statuses_are_named(site: Site, status: int, expected: str) -> None:
    assert reason(site.html("/story", PAGE, status=status)) == expected


def test_retry_after_is_honoured_once(site: Site) -> None:
    url = site.html("/story", PAGE)
    first: tuple[int, dict[str, str], bytes] = (429, {"Retry-After": "0"}, b"")
    turns = iter([first, (200, {"Content-Type": "text/html"}, PAGE.encode())])
    site.answers["/story"] = lambda: next(turns)
    assert fetch(url, settings=LOCAL).status == 200
    site.answers["/story"] = lambda: first
    site.asked.clear()
    assert reason(url) == "http-429"
    assert site.asked.count("/story") == 2


def test_retry_after_beyond_the_time_is_not_waited_for(site: Site) -> None:
    url = site.html("/story", PAGE, status=503, Retry_After="3600")
    assert reason(url) == "http-503"
    assert site.asked.count("/story") == 1


def test_redirects_are_followed_to_the_final_url(site: Site) -> None:
    end = site.html("/end", PAGE)
    page = fetch(site.redirect("/start", "/end"), settings=LOCAL)
    assert (page.url, page.source) == (end, site.url("/start"))


def test_redirects_that_loop_or_never_end(site: Site) -> None:
    site.redirect("/a", "/b")
    assert reason(site.redirect("/b", "/a")) == "redirects"
    for number in range(10):
        site.redirect(f"/{number}", f"/{number + 1}")
    assert reason(site.url("/0")) == "redirects"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/"])
def test_redirects_to_other_schemes_are_refused(site: Site, target: str) -> None:
    assert reason(site.redirect("/story", target)) == "url"


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http:///x", "http://a:b:c/"])
def test_urls_that_are_none(url: str) -> None:
    assert reason(url) == "url"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"]
)
def test_local_addresses_are_refused_in_every_form(site: Site, host: str) -> None:
    site.html("/story", PAGE)
    guarded = FetchSettings(pace=0.0, timeout=5.0)
    assert reason(site.url("/story", host=host), guarded) == "refused-address"
    assert site.asked == []


def test_a_redirect_to_a_local_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop counts as public here; the hop to the loopback address must still be stopped."""
    real = socket.getaddrinfo
    monkeypatch.setattr("dateline.fetch._network.is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: real("127.0.0.2" if host == "inside.example" else host, *rest, **more),
    )
    url = site.redirect("/story", f"http://inside.example:{site.port}/secret")
    assert reason(url, FetchSettings(pace=0.0, timeout=5.0)) == "refused-address"
    assert "/secret" not in site.asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 (an address under test, nothing is bound)
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_unknown_host_and_closed_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}/") == "connect"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert reason("http://harbor-post.example/") == "dns"


def test_size_limit_announced_streamed_and_unpacked(site: Site) -> None:
    small = FetchSettings(allow_private=True, pace=0.0, timeout=5.0, max_bytes=100_000, robots=False)
    assert reason(site.html("/big", b"x" * 100_001), small) == "too-large"
    site.html("/bomb", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    assert reason(site.url("/bomb"), small) == "too-large"
    site.html("/fits", gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
    assert len(fetch(site.url("/fits"), settings=small).body) == 100_000


@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_in_both_its_forms(site: Site, wbits: int) -> None:
    packer = zlib.compressobj(wbits=wbits)
    url = site.html("/story", packer.compress(PAGE.encode()) + packer.flush(), Content_Encoding="deflate")
    assert fetch(url, settings=LOCAL).body == PAGE.encode()


def test_damaged_or_unknown_compression(site: Site) -> None:
    whole = gzip.compress(PAGE.encode())
    assert reason(site.html("/cut", whole[:-12], Content_Encoding="gzip")) == "protocol"
    assert reason(site.html("/noise", b"no gzip at all", Content_Encoding="gzip")) == "protocol"
    assert reason(site.html("/br", whole, Content_Encoding="br")) == "protocol"


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/pdf", b"%PDF-1.7", "not-html"),
        ("image/png", b"\x89PNG\r\n", "not-html"),
        ("text/html", b"%PDF-1.7 ...", "not-html"),
        ("application/json", b"{}", "not-html"),
        ("application/xml", b"<?xml version='1.0'?><rss/>", "not-html"),
        ("text/html", b"  \n ", "empty"),
    ],
)
def test_what_is_no_page_is_refused(site: Site, kind: str, body: bytes, expected: str) -> None:
    site.answers["/story"] = (200, {"Content-Type": kind}, body)
    assert reason(site.url("/story")) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "text/html"),
        ("application/octet-stream", "text/html"),
        ("text/plain", "text/html"),
        ("TEXT/HTML", "text/html"),
    ],
)
def test_media_type_is_seen_through_a_wrong_header(site: Site, kind: str, expected: str) -> None:
    site.answers["/story"] = (200, {"Content-Type": kind} if kind else {}, PAGE.encode())
    assert fetch(site.url("/story"), settings=LOCAL).media_type == expected


# --- servers that do not behave --------------------------------------------------


def dribble(head: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(head)
        for _ in range(200):
            connection.sendall(drop)
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["silence", "slow headers", "slow body", "slow chunks"],
)
def test_slow_servers_end_at_the_deadline(raw_server: RawServer, head: bytes, drop: bytes) -> None:
    host = raw_server(dribble(head, drop))
    started = time.monotonic()
    assert reason(f"http://{host}/", FAST) == "timeout"
    assert time.monotonic() - started < 10 * FAST.timeout  # far from the 10 s the server takes


def test_a_server_that_hangs_on_robots_is_a_timeout(raw_server: RawServer) -> None:
    host = raw_server(dribble(b"", b""))
    assert reason(f"http://{host}/story", FetchSettings(allow_private=True, timeout=0.6)) == "timeout"


def test_an_endless_body_ends_at_the_size_limit(raw_server: RawServer) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    settings = FetchSettings(allow_private=True, timeout=20.0, robots=False, max_bytes=1_000_000)
    assert reason(f"http://{raw_server(answer)}/", settings) == "too-large"


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>cut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /\x07\x00\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[bad\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=["no http", "cut body", "bad chunk", "huge header", "control characters", "bad location"],
)
def test_broken_answers_are_protocol_errors(raw_server: RawServer, sent: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(sent)

    assert reason(f"http://{raw_server(answer)}/", FAST) in {"protocol", "connect", "dns"}


def test_tls_that_is_none(site: Site) -> None:
    assert reason(site.url("/").replace("http:", "https:")) == "tls"


# --- pace and errors ------------------------------------------------------------


def test_one_host_keeps_its_pace_over_threads(site: Site) -> None:
    times: list[float] = []

    def answer() -> tuple[int, dict[str, str], bytes]:
        times.append(time.monotonic())
        return 200, {"Content-Type": "text/html"}, PAGE.encode()

    for number in range(4):
        site.answers[f"/{number}"] = answer
    with Fetcher(settings=FetchSettings(allow_private=True, pace=0.1, robots=False)) as fetcher:
        threads = [
            threading.Thread(target=fetcher.fetch, args=(site.url(f"/{number}"),)) for number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(times) == 4
    assert max(times) - min(times) >= 0.29  # three gaps of 0.1 s at least, less what the first took to arrive


def test_every_httpx_exception_has_a_reason() -> None:
    kinds = [
        kind
        for _, kind in inspect.getmembers(httpx, inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__.startswith("httpx")
    ]
    assert len(kinds) > 20
    for kind in kinds:
        error = kind.__new__(kind)
        assert reason_of(error) in EXPLAINED, kind


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (httpx.ReadTimeout, "timeout"),
        (httpx.PoolTimeout, "timeout"),
        (httpx.ConnectError, "connect"),
        (httpx.RemoteProtocolError, "protocol"),
        (httpx.InvalidURL, "url"),
        (httpx.UnsupportedProtocol, "url"),
    ],
)
def test_exceptions_of_a_given_transport_are_translated(kind: type[Exception], expected: str) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise kind("on purpose")

    with pytest.raises(FetchError) as caught:
        fetch(
            "http://harbor-post.example/",
            settings=FetchSettings(robots=False),
            transport=httpx.MockTransport(fail),
        )
    assert caught.value.reason == expected
    assert isinstance(caught.value.__cause__, kind)


def test_cookies_are_not_kept(site: Site) -> None:
    site.html("/one", PAGE, Set_Cookie="seen=1; Path=/")
    with Fetcher(settings=LOCAL) as fetcher, contextlib.ExitStack():
        fetcher.fetch(site.url("/one"))
        assert len(fetcher._client.cookies.jar) == 0


def test_reasons_are_words_that_can_be_told_apart() -> None:
    for one, other in itertools.combinations(EXPLAINED.values(), 2):
        assert one != other
