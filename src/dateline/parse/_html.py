"""Decoded HTML to `Article`."""

from __future__ import annotations

import datetime as dt
import logging
import re
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import ParseError
from dateline.model import Article, Page
from dateline.parse._assemble import Draft, article_id, assemble
from dateline.parse._body import drafts_of, plain_drafts
from dateline.parse._dates import Credit, read_credit, read_wire
from dateline.parse._language import require_english
from dateline.parse._metadata import Metadata, read_metadata
from dateline.parse._tidy import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MIN_WORDS: Final = 25
"""Words below which a page holds no article."""
_SHORT: Final = 60
"""Words below which trafilatura's result is compared with the page's own main element."""
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_FAR: Final = "2100-01-01"
"""Upper bound for htmldate, which otherwise asks the clock."""


def read_html(text: str, page: Page) -> Article:
    """Read the article in `text`, the decoded HTML of `page`.

    Raises:
        ParseError: with reason ``no-text`` or ``language``.
    """
    tree = _tree(text, page)
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    meta = read_metadata(tree, url=page.url)
    title = page.title or meta.title
    tidy(tree)
    drafts = _drafts(tree, meta, title)
    if sum(len(draft.text.split()) for draft in drafts if draft.kind != "heading") < _MIN_WORDS:
        msg = f"{page.source}: no article text found in the page"
        raise ParseError(msg, source=page.source, reason="no-text")
    credit, drafts = _credits(drafts)
    rendered, blocks = assemble(title, drafts)
    language = require_english(rendered, declared=declared, source=page.source)
    published, published_from = _published(page, meta, credit, tree, text)
    url = meta.url or page.url
    return Article(
        id=article_id(url or page.doc, published, rendered),
        doc=page.doc,
        source=page.source,
        text=rendered,
        blocks=blocks,
        title=title,
        url=url,
        outlet=page.outlet or meta.outlet or credit.outlet,
        byline=meta.byline or credit.byline,
        language=language,
        published=published,
        published_from=published_from,
        modified=meta.modified or credit.modified,
    )


def _tree(text: str, page: Page) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        msg = f"{page.source}: not HTML that can be read ({error})"
        raise ParseError(msg, source=page.source, reason="no-text") from error
    return tree


def _drafts(tree: HtmlElement, meta: Metadata, title: str | None) -> list[Draft]:
    body = _extract(tree)
    drafts = drafts_of(body, meta.headings, title) if body is not None else []
    words = _words(drafts)
    if words < _SHORT:
        own = plain_drafts(tree, title)
        if _words(own) > words:
            return own
    return drafts


def _words(drafts: list[Draft]) -> int:
    return sum(len(draft.text.split()) for draft in drafts)


def _extract(tree: HtmlElement) -> Any:
    """The body element that trafilatura finds, None when it finds no content."""
    from copy import deepcopy

    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        deepcopy(tree),
        favor_precision=True,
        include_comments=False,
        include_formatting=True,
        include_tables=True,
        with_metadata=False,
    )
    return getattr(document, "body", None)


def _credits(drafts: list[Draft]) -> tuple[Credit, list[Draft]]:
    """Read bylines and date lines near the top and the end; they are no part of the text."""
    published = modified = byline = outlet = None
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        found = None
        if draft.kind in {"paragraph", "list_item", "heading"} and (at < 6 or at >= len(drafts) - 2):
            found = read_credit(draft.text)
        if found is None:
            kept.append(draft)
            found = read_wire(draft.text) if at < 6 and draft.kind == "paragraph" else None
        if found is not None:
            published = published or found.published
            modified = modified or found.modified
            byline = byline or found.byline
            outlet = outlet or found.outlet
    return Credit(published=published, modified=modified, byline=byline, outlet=outlet), kept


def _published(
    page: Page, meta: Metadata, credit: Credit, tree: HtmlElement, text: str
) -> tuple[dt.date | None, str | None]:
    if page.published:
        return page.published, "user"
    if meta.published:
        return meta.published, meta.published_from
    if credit.published:
        return credit.published, "text"
    if (day := _htmldate(tree, text)) is not None:
        return day, "htmldate"
    if meta.modified or credit.modified:
        return meta.modified or credit.modified, "modified"
    return None, None


def _htmldate(tree: HtmlElement, text: str) -> dt.date | None:
    from copy import deepcopy

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(deepcopy(tree), original_date=True, extensive_search=False, max_date=_FAR)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    day = dt.date.fromisoformat(found) if found else None
    return None if day is None or _is_ambiguous(day, text) else day


def _is_ambiguous(day: dt.date, text: str) -> bool:
    """Whether the page writes `day` in numbers that another order reads as another day ("03/04/2025")."""
    if day.day > 12 or day.day == day.month:
        return False
    pair = rf"0?{day.day}[/.-]0?{day.month}|0?{day.month}[/.-]0?{day.day}"
    return re.search(rf"(?<!\d)(?:{pair})[/.-]{day.year}(?!\d)", text) is not None
