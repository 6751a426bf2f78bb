"""Builds an `Article` out of blocks: the text, its offsets, the heading paths, and the id."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.model import Block, BlockKind

_SPACE = re.compile(r"\s+")


def article_id(where: str, published: dt.date | None, text: str) -> str:
    """The stable id of an article: 32 hex digits (BLAKE2b, 16 bytes) of its place, day and text.

    Args:
        where: the URL, or the document's name when no URL is known.
        published: the publication day, if known.
        text: the article's text.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (where, published.isoformat() if published else "", text):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block before it has a place in the text."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(slots=True)
class HeadingPath:
    """The headings that stand over the next block, outermost first."""

    stack: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, level: int, text: str) -> tuple[str, ...]:
        """Go under a heading and return the path it stands under itself."""
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        above = self.path
        self.stack.append((level, text))
        return above

    @property
    def path(self) -> tuple[str, ...]:
        """The headings from the outermost to the nearest."""
        return tuple(text for _, text in self.stack)


def squeeze(text: str) -> str:
    """Collapse every run of white space, no-break spaces included, to one space."""
    return _SPACE.sub(" ", text).strip()


def assemble(title: str | None, drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    """Join title and blocks by blank lines, and place each block in the result."""
    parts: list[str] = []
    blocks: list[Block] = []
    path = HeadingPath()
    at = 0
    if title:
        parts.append(title)
        blocks.append(Block(kind="title", start=0, end=len(title), level=1))
        at = len(title) + 2
    for draft in drafts:
        over = path.enter(draft.level, draft.text) if draft.kind == "heading" else path.path
        blocks.append(
            Block(kind=draft.kind, start=at, end=at + len(draft.text), headings=over, level=draft.level)
        )
        parts.append(draft.text)
        at += len(draft.text) + 2
    return "\n\n".join(parts), tuple(blocks)
