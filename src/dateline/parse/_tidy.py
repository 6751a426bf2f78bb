"""Makes a page's tree ready for the search for its article: layout tables open up, the site's own boxes go.

Boxes are known by the words of their class and id. A box goes only if it holds little of the page's text:
some sites call the wrapper of everything "has-newsletter".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOX_WORDS: Final = frozenset(
    {
        "newsletter",
        "newsletters",
        "signup",
        "subscribe",
        "subscription",
        "poll",
        "quiz",
        "related",
        "recirc",
        "recirculation",
    }
    | {
        "promo",
        "promos",
        "share",
        "sharing",
        "sharebar",
        "social",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "paywall",
    }
    | {
        "advert",
        "advertisement",
        "adslot",
        "ads",
        "sponsored",
        "taboola",
        "outbrain",
        "trending",
        "recommended",
    }
    | {
        "comments",
        "disqus",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "popup",
        "modal",
        "trendingnow",
        "mostread",
    }
    | {"mostpopular", "readmore", "morefrom", "upnext"}
)
_BOX_TAGS: Final = frozenset({"div", "section", "aside", "ul", "ol", "form", "p", "nav", "figure", "table"})
_MAX_SHARE: Final = 0.05
"""Share of the page's text that a box may hold and still be a box."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LAYOUT_CELL: Final = 600
"""Characters in one table cell that make it a column of a page rather than a datum."""


def tidy(tree: HtmlElement) -> None:
    """Open layout tables and remove boxes, in place."""
    _open_layout_tables(tree)
    lengths = _lengths(tree)
    most = _MAX_SHARE * lengths[tree]
    for element in list(tree.iter(*_BOX_TAGS)):
        if lengths[element] <= most and _is_box(element) and element.getparent() is not None:
            element.drop_tree()


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text in each element, scripts and styles not counted."""
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "noscript", "template"}:
            lengths[element] = 0
            continue
        below = sum(lengths[child] + len(child.tail or "") for child in element)
        lengths[element] = below + len(element.text or "")
    return lengths


def _is_box(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not named.strip() or len(named) > 500:
        return False
    for name in named.split():
        words = [word.lower() for word in _TOKEN.findall(name)]
        if len(words) <= 4 and (not _BOX_WORDS.isdisjoint(words) or "".join(words) in _BOX_WORDS):
            return True
    return False


def _open_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that only arrange a page into plain divisions; tables of data stay."""
    for table in list(tree.iter("table")):
        if not _is_layout(table):
            continue
        for element in list(table.iter("table", "tbody", "thead", "tr", "td", "th")):
            if _table_of(element) is table:
                element.tag = "div"
        table.tag = "div"


def _table_of(element: HtmlElement) -> HtmlElement | None:
    above: HtmlElement | None = element.getparent()
    while above is not None and above.tag != "table":
        above = above.getparent()
    return above


def _is_layout(table: HtmlElement) -> bool:
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    for cell in table.iter("td"):
        paragraphs = sum(1 for _ in cell.iter("p", "h1", "h2"))
        if paragraphs >= 2 or sum(len(part) for part in cell.itertext()) > _LAYOUT_CELL:
            return True
    return len(table.findall(".//tr/td")) <= 2 and table.find(".//img") is not None
