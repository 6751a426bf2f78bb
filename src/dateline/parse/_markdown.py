"""Markdown (CommonMark and tables) to blocks: markup goes, the words and their order stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.model import BlockKind
from dateline.parse._assemble import Draft, squeeze

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)(?:\r?\n|\A)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEYS: Final = frozenset(
    {
        "title",
        "date",
        "published",
        "outlet",
        "url",
        "author",
        "byline",
        "lang",
        "language",
        "modified",
        "updated",
    }
)
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(slots=True)
class Markdown:
    """What a Markdown file was found to hold."""

    title: str | None = None
    drafts: list[Draft] = field(default_factory=list)
    front: dict[str, str] = field(default_factory=dict)


def read_markdown(text: str) -> Markdown:
    """Split off the front matter and render the rest to blocks; a leading level-1 heading is the title."""
    front, body = split_front_matter(text)
    drafts = _drafts(body)
    title = front.get("title")
    if drafts and drafts[0].kind == "heading" and drafts[0].level == 1:
        first = drafts[0]
        if title is None or squeeze(title).casefold() == first.text.casefold():
            title = first.text
            drafts = drafts[1:]
    return Markdown(title=title, drafts=drafts, front=front)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """``key: value`` lines between two ``---`` lines at the top, and the text below them.

    Only flat keys that describe an article are read; others are left alone.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    front: dict[str, str] = {}
    for line in match.group(1).splitlines():
        key, colon, value = line.partition(":")
        key, value = key.strip().lower(), value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if colon and key in _KEYS and value and value.lower() not in {"null", "~"}:
            front.setdefault(key, value)
    return front, text[match.end() :]


def _drafts(body: str) -> list[Draft]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    drafts: list[Draft] = []
    lists = quotes = 0
    row: list[str] | None = None
    heading = 0
    for token in parser.parse(body):
        if token.type in {"list_item_open", "list_item_close"}:
            lists += token.nesting
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            _add(drafts, "table_cell", " | ".join(cell for cell in row if cell))
            row = None
        elif token.type == "inline":
            text = squeeze(_inline_text(token))
            if row is not None:
                row.append(text)
            elif heading:
                _add(drafts, "heading", text, heading)
            else:
                _add(drafts, "quote" if quotes else "list_item" if lists else "paragraph", text)
        elif token.type == "html_block":
            _add(drafts, "paragraph", squeeze(_TAG.sub(" ", token.content)))
    return drafts


def _add(drafts: list[Draft], kind: BlockKind, text: str, level: int = 0) -> None:
    if text:
        drafts.append(Draft(kind=kind, text=text, level=level))


def _inline_text(token: Token) -> str:
    """The words of an inline token; a picture is not words."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
