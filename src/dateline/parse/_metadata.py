"""What a page says of itself: structured data first, then meta elements, visible markup, and the URL.

Sources: schema.org JSON-LD (NewsArticle and its kin, alone, in lists or in ``@graph``), Open Graph, the usual
meta names of publishing systems, ``<time>``, and the headings the page really shows.
"""

from __future__ import annotations

import datetime as dt
import html as htmllib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from dateline.parse._assemble import squeeze
from dateline.parse._dates import parse_day, url_day

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

_NODES: Final = 5000
"""JSON-LD nodes looked at before giving up."""
_ARTICLE_TYPES: Final = {
    "newsarticle": 0,
    "reportagenewsarticle": 0,
    "analysisnewsarticle": 0,
    "reviewnewsarticle": 0,
    "opinionnewsarticle": 0,
    "liveblogposting": 1,
    "article": 1,
    "blogposting": 1,
    "techarticle": 2,
    "report": 2,
    "review": 3,
    "webpage": 4,
    "itempage": 4,
}
_PUBLISHED_META: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "article.published",
    "published_time",
    "publish_date",
    "publishdate",
    "publish-date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "published-date",
    "published_at",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "og:published_time",
    "og:pubdate",
    "rnews:datepublished",
    "article_date_original",
    "originalpublicationdate",
    "displaydate",
    "date",
)
_MODIFIED_META: Final = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "article.updated",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "modified_time",
    "updated_time",
    "revision_date",
)
_TIME_OF_PUBLICATION = re.compile(
    r"publish|posted|pubdate|entry-date|post-date|article-date|dateline|byline|timestamp", re.IGNORECASE
)
_TIME_OF_CHANGE = re.compile(r"modif|updat", re.IGNORECASE)
_JSON_NOISE = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z"
)
_WORD = re.compile(r"\w+")
_ADDED_SITE = re.compile(r"\s+[|–—·•-]\s+([A-Z0-9][^|–—·•]{1,38}[^|–—·•\s])")


@dataclass(slots=True)
class Metadata:
    """What was found, each field None when the page does not say."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    modified: dt.date | None = None
    headings: dict[str, int] = field(default_factory=dict)
    """Text of the page's h2-h6 elements, case folded, with their level."""
    described: str | None = None
    """The article's text as structured data repeats it, when it does."""


def read_metadata(tree: HtmlElement, *, url: str | None) -> Metadata:
    """Read a page's own description of itself; `url` is where it was fetched, if known.

    BeautifulSoup is given only the elements that can describe the page: building its objects for the whole
    page would take longer than finding the article.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_skeleton(tree), "lxml")
    metas = _metas(soup)
    canonical = _canonical(soup, metas, url)
    node = _best_node(soup, url or canonical)
    found = Metadata(url=canonical or url)
    found.outlet = _outlet(node, metas)
    found.title = _title(soup, node, metas, found.outlet)
    found.outlet = found.outlet or _site_in_title(soup, found.title) or _domain(url or canonical)
    found.byline = _byline(node, metas)
    _days(found, soup, node, metas, url or canonical)
    for heading in soup.find_all(["h2", "h3", "h4", "h5", "h6"]):
        text = squeeze(heading.get_text(" ")).casefold()
        if text and len(text) <= 300:
            found.headings.setdefault(text, int(heading.name[1]))
    body = _string(node.get("articleBody"))
    found.described = body if body and len(body) > 200 else None
    return found


def _skeleton(tree: HtmlElement) -> str:
    """The descriptive elements of a page, one after the other, as HTML."""
    from lxml import etree

    parts: list[str] = []
    for element in tree.iter("meta", "link", "title", "script", "time", "h1", "h2", "h3", "h4", "h5", "h6"):
        if element.tag == "script" and "ld+json" not in (element.get("type") or "").lower():
            continue
        if element.tag == "link" and "canonical" not in (element.get("rel") or "").lower():
            continue
        parts.append(etree.tostring(element, method="html", encoding="unicode", with_tail=False))
    return "\n".join(parts)


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in soup.find_all("meta"):
        content = meta.get("content")
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if isinstance(content, str) and isinstance(name, str) and content.strip():
            metas.setdefault(name.strip().lower(), []).append(squeeze(content))
    return metas


def _canonical(soup: BeautifulSoup, metas: dict[str, list[str]], url: str | None) -> str | None:
    """The page's canonical URL; a canonical that points to a site's front page is a mistake of the site."""
    candidates = [
        link.get("href") for link in soup.find_all("link") if "canonical" in (link.get("rel") or ())
    ]
    for candidate in [*candidates, *metas.get("og:url", [])]:
        if not isinstance(candidate, str) or not candidate.strip():
            continue
        try:
            joined = urljoin(url or "", candidate.strip())
            parts = urlsplit(joined)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc and parts.path.strip("/"):
            return joined
    return None


def _best_node(soup: BeautifulSoup, url: str | None) -> dict[str, Any]:
    """The JSON-LD node that describes the article; an empty one when there is none."""
    best: dict[str, Any] = {}
    best_rank = (99, 99)
    place = 0
    for node in _nodes(soup):
        rank = min((_ARTICLE_TYPES.get(kind, 9) for kind in _types(node)), default=9)
        if rank == 9:
            continue
        dated = 0 if "datePublished" in node else 10
        elsewhere = 0 if place == 0 or _same_page(node, url) else 1
        place += 1
        if (rank + dated, elsewhere) < best_rank:
            best, best_rank = node, (rank + dated, elsewhere)
    return best


def _nodes(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    budget = _NODES
    for script in soup.find_all("script"):
        kind = script.get("type")
        if not isinstance(kind, str) or "ld+json" not in kind.lower():
            continue
        queue = [_loads(script.get_text())]
        while queue and budget:
            budget -= 1
            item = queue.pop(0)
            if isinstance(item, list):
                queue[:0] = item[:200]
            elif isinstance(item, dict):
                yield item
                queue.extend(
                    item[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                    if key in item
                )


def _loads(written: str) -> Any:
    text = _JSON_NOISE.sub("", _JSON_NOISE.sub("", written)).strip()
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)]


def _same_page(node: dict[str, Any], url: str | None) -> bool:
    if not url:
        return False
    main = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    path = urlsplit(url).path.rstrip("/")
    return any(isinstance(name, str) and path and path in name for name in named)


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    return squeeze(htmllib.unescape(value)) or None


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if metas.get(name)), None)


def _outlet(node: dict[str, Any], metas: dict[str, list[str]]) -> str | None:
    named = _string(node.get("publisher")) or _string(node.get("sourceOrganization"))
    if named and not named.startswith("http"):
        return named
    return _first(
        metas, "og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher", "publisher"
    )


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _title(
    soup: BeautifulSoup, node: dict[str, Any], metas: dict[str, list[str]], outlet: str | None
) -> str | None:
    """The headline the page shows, when an h1 agrees with what its metadata call it; else the metadata's."""
    element = soup.find("title")
    tag = squeeze(element.get_text(" ")) if element else None
    named = [
        name
        for name in (
            _string(node.get("headline")),
            _first(metas, "og:title", "twitter:title", "dc.title"),
            tag,
        )
        if name
    ]
    shown = [text for h1 in soup.find_all("h1") if (text := squeeze(h1.get_text(" ")))]
    for text in shown:
        if any(_alike(text, name) for name in named):
            return text
    if named:
        return _without_site(htmllib.unescape(named[0]), outlet)
    return shown[0] if len(shown) == 1 else None


def _alike(one: str, other: str) -> bool:
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return bool(first) and 2 * len(first & second) >= len(first | second)


def _without_site(title: str, outlet: str | None) -> str:
    """Take a site's name off the end of a title ("… | Harbor Post")."""
    head, mark, tail = title.rpartition(" | ")
    if not mark:
        head, mark, tail = max(
            (title.rpartition(dash) for dash in (" - ", " – ", " — ")), key=lambda part: len(part[0])
        )
    if not mark or not head:
        return title
    site = "".join(_WORD.findall(tail.lower()))
    name = "".join(_WORD.findall((outlet or "").lower()))
    same = bool(site and name) and (site in name or name in site)
    return head.strip() if same else title


def _site_in_title(soup: BeautifulSoup, title: str | None) -> str | None:
    """The site's name that a title element adds to the headline ("Headline | Harbor Post")."""
    element = soup.find("title")
    written = squeeze(element.get_text(" ")) if element else ""
    if not title or not written.casefold().startswith(title.casefold()):
        return None
    added = _ADDED_SITE.fullmatch(written[len(title) :])
    return added.group(1) if added else None


def _byline(node: dict[str, Any], metas: dict[str, list[str]]) -> str | None:
    authors = node.get("author") or node.get("creator")
    names: list[str] = []
    for author in authors if isinstance(authors, list) else [authors]:
        name = _string(author)
        if name and not name.startswith("http") and len(name) <= 100:
            names.append(re.sub(r"\Aby\s+", "", name, flags=re.IGNORECASE))
    if not names:
        written = metas.get("author") or metas.get("article:author") or metas.get("parsely-author") or []
        names = [name for name in written if not name.startswith("http") and len(name) <= 100]
    return ", ".join(dict.fromkeys(names)) or None


def _days(
    found: Metadata, soup: BeautifulSoup, node: dict[str, Any], metas: dict[str, list[str]], url: str | None
) -> None:
    """Fill in the days, from the most to the least reliable place."""
    published: list[tuple[str, str | None]] = [("json-ld", _string(node.get("datePublished")))]
    published += [("meta", value) for name in _PUBLISHED_META for value in metas.get(name, [])]
    modified = [_string(node.get("dateModified"))]
    modified += [value for name in _MODIFIED_META for value in metas.get(name, [])]
    marked: list[str] = []
    others: list[str] = []
    for time in soup.find_all("time")[:50]:
        value = time.get("datetime") or time.get("content") or time.get_text(" ")
        if not isinstance(value, str):
            continue
        said = " ".join(
            str(time.get(key) or "") for key in ("itemprop", "class", "id", "data-testid", "pubdate")
        )
        if _TIME_OF_CHANGE.search(said) and not re.search(r"publish", said, re.IGNORECASE):
            modified.append(value)
        elif _TIME_OF_PUBLICATION.search(said) or time.has_attr("pubdate"):
            marked.append(value)
        else:
            others.append(value)
    published += [("time", value) for value in marked + others[:1]]
    for origin, written in published:
        if written and (day := parse_day(written)):
            found.published, found.published_from = day, origin
            break
    else:
        if day := url_day(url):
            found.published, found.published_from = day, "url"
    found.modified = next((day for written in modified if written and (day := parse_day(written))), None)
