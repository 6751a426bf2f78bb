"""What came back: judged by status and type, decompressed within limits, and kept as a `Page`."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.errors import FetchError
from dateline.inputs import binary_kind, bom_charset, sniff_media_type
from dateline.model import Page

if TYPE_CHECKING:
    import httpx

_READABLE: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_SNIFFED: Final = frozenset(
    {"", "application/octet-stream", "application/xml", "text/xml", "binary/octet-stream"}
)
_BLOCKED: Final = frozenset({401, 403, 451})
_WAITABLE: Final = frozenset({429, 503})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def failed(url: str, reason: str, detail: str) -> FetchError:
    return FetchError(f"{url}: {detail}", source=url, reason=reason)


def check_status(url: str, response: httpx.Response) -> None:
    status = response.status_code
    if status in _BLOCKED:
        raise failed(
            url, "blocked", f"the server does not give this page to programs or strangers (HTTP {status})"
        )
    if status != 200:
        hint = " after waiting as it asked, or asks to wait too long" if status in _WAITABLE else ""
        raise failed(
            url, f"http-{status}", f"the server answers HTTP {status} {response.reason_phrase}{hint}".rstrip()
        )


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def check_type(url: str, response: httpx.Response) -> None:
    declared = _media_type(response)
    if declared not in _READABLE and declared not in _SNIFFED:
        raise failed(url, "not-html", f"the server gives {declared[:80]}, not a page")


def page_of(url: str, response: httpx.Response, body: bytes, published: dt.date | None) -> Page:
    if not body.strip():
        raise failed(url, "empty", "the server sends an empty page")
    if kind := binary_kind(body):
        raise failed(url, "not-html", f"the server sends {kind} data, not a page")
    media_type = _media_type(response)
    sniffed = sniff_media_type(body)
    if media_type in _SNIFFED or (media_type == "text/plain" and sniffed == "text/html"):
        media_type = sniffed
    if media_type not in _READABLE:
        raise failed(url, "not-html", f"the server sends {media_type}, not a page")
    declared = _CHARSET.search(str(response.headers.get("content-type", "")))
    final = str(response.url.copy_with(fragment=None))
    return Page(
        source=url,
        doc=final,
        url=final,
        body=body,
        media_type="text/html" if media_type == "application/xhtml+xml" else media_type,
        charset=bom_charset(body) or (declared.group(1) if declared else None),
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=dt.datetime.now(dt.UTC),
        status=response.status_code,
        headers=tuple(response.headers.multi_items()),
        published=published,
    )


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that a 429 or 503 asks to wait; None when it does not say."""
    written = str(response.headers.get("retry-after", "")).strip()
    if response.status_code not in _WAITABLE or not written:
        return None
    if written.isdecimal() and len(written) < 10:
        return float(written)
    try:
        at = email.utils.parsedate_to_datetime(written)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return max(0.0, (at - dt.datetime.now(dt.UTC)).total_seconds())


def decoded(url: str, response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The body in pieces, decompressed piece by piece so that no bomb unfolds in memory."""
    coding = str(response.headers.get("content-encoding", "")).strip().lower()
    if coding in {"", "identity"}:
        yield from response.iter_raw()
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise failed(
            url, "protocol", f"the server uses content encoding {coding[:40]!r}, which was not offered"
        )
    unzip = zlib.decompressobj(47)
    raw = first = True
    wire = 0
    for piece in response.iter_raw():
        wire += len(piece)
        if wire > limit:
            raise failed(url, "too-large", f"more than the limit of {limit:,} bytes")
        data = piece
        while data and not unzip.eof:
            try:
                out = unzip.decompress(data, 1 << 16)
            except zlib.error as error:
                if coding == "deflate" and first and raw:
                    # "deflate" should mean zlib, but some servers send the bare stream.
                    unzip, raw = zlib.decompressobj(-zlib.MAX_WBITS), False
                    continue
                raise failed(url, "protocol", f"the compressed page is damaged ({error})") from error
            first = False
            data = unzip.unconsumed_tail
            if out:
                yield out
    if not unzip.eof:
        raise failed(url, "protocol", "the compressed page ends in the middle")
