"""A page's article as blocks: trafilatura's tree, with the headings it loses and without the boxes it keeps.

trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery
and Extraction") finds the content. Three rules are added: a short paragraph that is bold throughout and
stands before running text is a heading; a heading of a site's own box is none; a block that the page itself
tags h2-h6 is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dateline.model import BlockKind
from dateline.parse._assemble import Draft, squeeze
from dateline.parse._clutter import is_clutter, is_junk_heading, is_note

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOLD: Final = frozenset({"#b", "#strong"})
_BREAKS: Final = frozenset({"p", "head", "quote", "list", "item", "table", "div", "code", "ab"})
_BOLD_MAX: Final = 110
"""Characters of a bold paragraph that may be a heading."""
_TEASERS: Final = 3
"""Headings of one level in a row that are links to other articles, not headings."""
_DOM_KINDS: Final[dict[str, BlockKind]] = {
    "p": "paragraph",
    "li": "list_item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "td": "table_cell",
    "th": "table_cell",
    "dd": "list_item",
    "dt": "list_item",
}
_DOM_SKIP: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "header",
        "form",
        "iframe",
        "svg",
        "button",
    }
)


@dataclass(slots=True)
class _Walker:
    """Collects blocks while the tree is walked; nothing recurses."""

    drafts: list[Draft] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    bold_depth: int = 0
    lists: int = 0
    quotes: int = 0
    level: int = 0
    row: list[str] | None = None

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            letters = sum(1 for char in text if not char.isspace())
            self.letters += letters
            self.bold_letters += letters if self.bold_depth else 0

    def flush(self) -> None:
        text = squeeze("".join(self.parts))
        bold = bool(text) and self.bold_letters == self.letters
        self.parts, self.letters, self.bold_letters = [], 0, 0
        if not text:
            return
        if self.row is not None:
            self.row.append(text)
            return
        kind: BlockKind = (
            "heading"
            if self.level
            else "quote"
            if self.quotes
            else "list_item"
            if self.lists
            else "paragraph"
        )
        self.emit(kind, text, bold)

    def emit(self, kind: BlockKind, text: str, bold: bool = False) -> None:
        self.drafts.append(Draft(kind=kind, text=text, level=self.level if kind == "heading" else 0))
        self.bold.append(bold)


def drafts_of(body: _Element, headings: dict[str, int], title: str | None) -> list[Draft]:
    """The blocks of trafilatura's `body`; `headings` are the page's own h2-h6 texts with their levels."""
    from lxml import etree

    walker = _Walker()
    breaks = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag: Any = element.tag
        if not isinstance(tag, str):
            if event == "end":
                walker.add(element.tail)
            continue
        if event == "start":
            if tag == "lb":
                breaks = breaks + 1 if not (element.text or "").strip() else 0
                walker.add(" ")
            _enter(walker, tag, element)
            walker.add(element.text)
        else:
            _leave(walker, tag, element)
            if element is not body:
                walker.add(element.tail)
        if tag == "lb" and event == "end" and not (element.tail or "").strip():
            following = element.getnext()
            if following is not None and following.tag == "lb":
                walker.flush()
    walker.flush()
    return _finish(walker, headings, title)


def _enter(walker: _Walker, tag: str, element: _Element) -> None:
    if tag in _BREAKS or tag in {"row", "cell"}:
        walker.flush()
    if tag == "head":
        rend = element.get("rend") or "h2"
        walker.level = int(rend[1]) if len(rend) == 2 and rend[1] in "123456" else 2
    elif tag == "list":
        walker.lists += 1
    elif tag == "quote":
        walker.quotes += 1
    elif tag == "row":
        walker.row = []
    elif tag == "hi" and element.get("rend") in _BOLD:
        walker.bold_depth += 1


def _leave(walker: _Walker, tag: str, element: _Element) -> None:
    if tag in _BREAKS or tag in {"row", "cell"}:
        walker.flush()
    if tag == "head":
        walker.level = 0
    elif tag == "list":
        walker.lists -= 1
    elif tag == "quote":
        walker.quotes -= 1
    elif tag == "row" and walker.row is not None:
        cells, walker.row = walker.row, None
        if len(cells) > 1:
            walker.emit("table_cell", " | ".join(cells))
        elif cells:
            walker.emit("list_item", cells[0])
    elif tag == "hi" and element.get("rend") in _BOLD:
        walker.bold_depth -= 1


def _finish(walker: _Walker, headings: dict[str, int], title: str | None) -> list[Draft]:
    """Apply the heading rules and leave out what is no part of the article."""
    drafts = [
        _restored(draft, headings) or (_promoted(walker, at, headings) if walker.bold[at] else None) or draft
        for at, draft in enumerate(walker.drafts)
    ]
    own = (title or "").casefold()
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        if at < 4 and draft.text.casefold() == own and draft.kind in {"heading", "paragraph"}:
            continue
        if draft.kind == "heading" and is_junk_heading(draft.text):
            continue
        if is_clutter(draft.text):
            continue
        if draft.kind == "paragraph" and is_note(draft.text):
            kept.append(Draft(kind="note", text=draft.text))
        else:
            kept.append(draft)
    return _without_empty(kept)


def _without_empty(drafts: list[Draft]) -> list[Draft]:
    """Leave out headings that head nothing: those at the end, and teasers, three and more in a row."""
    kept: list[Draft] = []
    run: list[Draft] = []
    for draft in drafts:
        if draft.kind == "heading":
            run.append(draft)
            continue
        kept += run if len(run) < _TEASERS or len({head.level for head in run}) > 1 else run[-1:]
        run = []
        kept.append(draft)
    return kept


def _restored(draft: Draft, headings: dict[str, int]) -> Draft | None:
    """A block that the page tags h2-h6 is a heading of that level."""
    if draft.kind not in {"paragraph", "list_item", "heading"}:
        return None
    level = headings.get(draft.text.casefold())
    if level is None or (draft.kind != "heading" and len(draft.text) > 200):
        return None
    return Draft(kind="heading", text=draft.text, level=level)


def _promoted(walker: _Walker, at: int, headings: dict[str, int]) -> Draft | None:
    """A short bold paragraph before running text is a heading, below those the page tags."""
    draft = walker.drafts[at]
    if draft.kind != "paragraph" or len(draft.text) > _BOLD_MAX or draft.text[-1] in ".,;…":
        return None
    if draft.text[0] in '"“‘' and draft.text[-1] in '"”’':
        return None  # a line of dialogue
    following = walker.drafts[at + 1] if at + 1 < len(walker.drafts) else None
    if (
        following is None
        or following.kind == "heading"
        or (walker.bold[at + 1] and following.kind == "paragraph")
    ):
        return None
    above = any(
        headings.get(other.text.casefold()) or other.kind == "heading" for other in walker.drafts[:at]
    )
    return Draft(kind="heading", text=draft.text.rstrip(":").rstrip(), level=3 if above else 2)


def plain_drafts(tree: _Element, title: str | None) -> list[Draft]:
    """The blocks of a page too short for trafilatura: paragraphs, lists and headings of its main element."""
    root = next(
        (
            found
            for path in (".//article", ".//main", './/*[@role="main"]', ".//body")
            if (found := tree.find(path)) is not None
        ),
        tree,
    )
    walker = _Walker()
    own = (title or "").casefold()
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    stack = [root]
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _DOM_SKIP:
            continue
        heading = len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"
        if heading or tag in _DOM_KINDS:
            text = squeeze("".join(str(part) for part in element.itertext()))
            if text and text.casefold() != own and not is_clutter(text):
                walker.level = int(tag[1]) if heading else 0
                walker.emit("heading" if heading else _DOM_KINDS[tag], text)
            continue
        stack.extend(reversed(element))
    kept = [draft for draft in walker.drafts if not (draft.kind == "heading" and is_junk_heading(draft.text))]
    return _without_empty(kept)
