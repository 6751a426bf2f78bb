"""Bytes to `Article`: text, blocks with their headings, and what the page says of itself.

The same bytes always give the same text, because offsets into it are the evidence of every claim.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from dateline.errors import ParseError
from dateline.inputs import bom_charset
from dateline.model import Article, Block, Page
from dateline.parse._assemble import article_id, assemble, squeeze
from dateline.parse._clutter import is_clutter, is_note
from dateline.parse._dates import Credit, parse_day, read_credit, url_day
from dateline.parse._decode import decode
from dateline.parse._language import require_english
from dateline.parse._markdown import read_markdown
from dateline.parse._plain import read_plain

__all__ = ["article_id", "parse_html", "parse_page"]

_MAX_TEXT = 5_000_000
"""Characters; what is longer is no article."""


def parse_page(page: Page) -> Article:
    """Read the article that `page` holds.

    Raises:
        ParseError: with reason ``empty``, ``binary``, ``encoding``, ``too-large``, ``no-text``, ``language``
            or ``unsupported``.
    """
    html = page.media_type in {"text/html", "application/xhtml+xml"}
    if not html and page.media_type not in {"text/plain", "text/markdown"}:
        msg = f"{page.source}: {page.media_type} is not read; give HTML, plain text or Markdown"
        raise ParseError(msg, source=page.source, reason="unsupported")
    text = decode(page.body, charset=page.charset, html=html, source=page.source)
    if not text.strip():
        msg = f"{page.source}: empty, there is nothing to read"
        raise ParseError(msg, source=page.source, reason="empty")
    if html:
        from dateline.parse._html import read_html

        return read_html(text, page)
    if len(text) > _MAX_TEXT:
        msg = f"{page.source}: {len(text):,} characters are no article; split it"
        raise ParseError(msg, source=page.source, reason="too-large")
    return _markdown(text, page) if page.media_type == "text/markdown" else _plain(text, page)


def parse_html(
    html: str | bytes,
    *,
    url: str | None = None,
    doc: str | None = None,
    published: dt.date | None = None,
) -> Article:
    """Read the article in a page's HTML.

    Raises:
        ParseError: as `parse_page` does.
    """
    body = html.encode("utf-8", "replace") if isinstance(html, str) else html
    name = doc or url or "page"
    page = Page(
        source=name,
        doc=name,
        url=url,
        body=body,
        media_type="text/html",
        charset="utf-8" if isinstance(html, str) else bom_charset(body),
        sha256=hashlib.sha256(body).hexdigest(),
        published=published,
    )
    return parse_page(page)


def _plain(text: str, page: Page) -> Article:
    plain = read_plain(text)
    if not plain.blocks:
        raise _no_text(page)
    return _article(
        page, text, tuple(plain.blocks), title=page.title or plain.title, credit=plain.credit, declared=None
    )


def _markdown(text: str, page: Page) -> Article:
    found = read_markdown(text)
    front = found.front
    drafts = []
    credit = Credit()
    for at, draft in enumerate(found.drafts):
        if draft.kind == "paragraph" and at < 4 and (line := read_credit(draft.text)):
            credit = _merge(credit, line)
        elif not is_clutter(draft.text):
            note = draft.kind == "paragraph" and is_note(draft.text)
            drafts.append(type(draft)(kind="note", text=draft.text) if note else draft)
    if not drafts:
        raise _no_text(page)
    title = squeeze(found.title) if found.title else page.title
    rendered, blocks = assemble(title, drafts)
    declared = front.get("lang") or front.get("language")
    written = front.get("published") or front.get("date")
    changed = front.get("modified") or front.get("updated")
    told = Credit(
        published=parse_day(written) if written else None,
        modified=parse_day(changed) if changed else None,
        byline=front.get("author") or front.get("byline"),
        outlet=front.get("outlet"),
    )
    return _article(
        page,
        rendered,
        blocks,
        title=title,
        credit=_merge(told, credit),
        declared=declared,
        url=front.get("url"),
        published_from="front matter" if told.published else "text",
    )


def _merge(first: Credit, second: Credit) -> Credit:
    return Credit(
        published=first.published or second.published,
        modified=first.modified or second.modified,
        byline=first.byline or second.byline,
        outlet=first.outlet or second.outlet,
    )


def _article(
    page: Page,
    text: str,
    blocks: tuple[Block, ...],
    *,
    title: str | None,
    credit: Credit,
    declared: str | None,
    url: str | None = None,
    published_from: str = "text",
) -> Article:
    """An article without markup of its own; days are taken in the order user, front matter, URL, text."""
    language = require_english(text, declared=declared, source=page.source)
    url = page.url or url
    days = [("user", page.published)]
    if published_from != "text":
        days.append((published_from, credit.published))
    days += [("url", url_day(url)), ("text", credit.published), ("text", credit.modified)]
    published_from, published = next(((origin, day) for origin, day in days if day), ("", None))
    return Article(
        id=article_id(url or page.doc, published, text),
        doc=page.doc,
        source=page.source,
        text=text,
        blocks=blocks,
        title=title,
        url=url,
        outlet=page.outlet or credit.outlet,
        byline=credit.byline,
        language=language,
        published=published,
        published_from=published_from or None,
        modified=credit.modified,
    )


def _no_text(page: Page) -> ParseError:
    msg = f"{page.source}: no article text found"
    return ParseError(msg, source=page.source, reason="no-text")
