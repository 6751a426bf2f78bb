"""Sentences of an article, cut by rule inside each block, with what each stands under.

A trained sentence splitter reads every word; this one looks only at full stops, because most sentences of a
page are never read further. A block never shares a sentence with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Article, Block

__all__ = ["Sentence", "iter_sentences"]

_ABBREVIATIONS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "vol",
        "ep",
        "eps",
        "approx",
        "est",
        "dept",
        "ave",
        "capt",
        "sgt",
        "lt",
        "col",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "d.c",
        "l.a",
        "n.y",
        "bros",
        "feat",
        "ca",
        "cf",
        "fig",
    )
)
_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the article's text, and the block it stands in."""

    index: int
    start: int
    end: int
    block: int
    kind: str
    headings: tuple[str, ...]
    first: bool
    """Whether it opens its block."""
    text: str


def iter_sentences(article: Article) -> Iterator[Sentence]:
    """Yield the sentences of `article` in order."""
    index = 0
    for number, block in enumerate(article.blocks):
        for position, (start, end) in enumerate(_spans(article.text, block)):
            yield Sentence(
                index,
                start,
                end,
                number,
                block.kind,
                block.headings,
                position == 0,
                article.text[start:end],
            )
            index += 1


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    if block.kind not in {"title", "heading", "table_cell"}:
        for match in _BREAK.finditer(text, block.start, block.end):
            if match.group() != "\n" and not _ends(text, match, start, block.end):
                continue
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, block.end)


def _ends(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether the mark ends a sentence: not after an abbreviation, not before a lower-case word."""
    following = text[match.end() : min(match.end() + 6, stop)].lstrip().lstrip("\"'“‘([•")
    if following[:1].islower():
        return False
    if match.group()[-1] in "!?" and re.match(
        r"\s\((?:[A-Z0-9][\w+.]*\s?){1,3}\)", text[match.end() : match.end() + 40]
    ):
        return False  # "Goose! (Oct. 19)" in a list
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = text[max(start, match.start() - 12) : match.start()].split()
    word = before[-1].lstrip("(\"'“‘").casefold() if before else ""
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    if word in _ABBREVIATIONS or "." in word:
        # "at 3 a.m. The show" ends a sentence; "on Jan. 17" and "Dr. Reed" do not.
        return (
            word in {"a.m", "p.m", "u.s", "u.k", "etc", "inc", "jr"}
            and following[:1].isupper()
            and word not in {"u.s", "u.k"}
        )
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" \t\r\n\f\v\u00a0•*–—-·"))
    tail = len(piece) - len(piece.rstrip())
    if lead + tail < len(piece):
        yield start + lead, end - tail
