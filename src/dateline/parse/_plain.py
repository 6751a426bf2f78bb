"""Blocks of a plain text file, found in the file's own text: not a character is moved.

The first line is the title when a blank line follows it; blank lines part blocks; a line that opens with a
bullet is a list item. A short line without final punctuation that stands alone is a heading, unless it is a
row of a list ("Episode 12: Oct. 23", "Ana Ruiz as the captain"). Bylines, date lines and invitations get no
block: they are in the text, but no part of what the article says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dateline.model import Block, BlockKind
from dateline.parse._assemble import HeadingPath
from dateline.parse._clutter import is_clutter, is_credit_tail, is_note
from dateline.parse._dates import Credit, read_credit, read_wire

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"(?:[-*•‣▪●◦–—]|\d{1,2}[.)])\s+(?=\S)")
_TITLE_MAX: Final = 300
_HEADING_MAX: Final = 110
_HEADING_WORDS: Final = 18
_LEVEL: Final = 2
_CREDIT_LINES: Final = 8
"""How many lines from the top (and three from the end) may hold a byline or a date."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\b\.?"
_ROW_DATE = re.compile(
    rf"\S.*?(?::|\s[–—-])\s*(?:{_MONTH}\s+\d|\d{{1,2}}\s+{_MONTH}|\d)[^!?]{{0,30}}", re.IGNORECASE
)
_ROW_NUMBERED = re.compile(
    r"(?:episodes?|ep\.?|chapters?|parts?|no\.|#)\s*\d+[^:–—-]{0,40}(?::|\s[–—-]|\s[\"“'‘])\s*\S",
    re.IGNORECASE,
)
_ROW_ROLE = re.compile(r"[A-Z][\w.'’“”\" -]{1,50}\sas\s(?:[A-Z\"“'‘]|an?\s|the\s)\S*")
_ROW_PERSON = re.compile(r"[A-Z][^:]{1,40},[\"”’']?\s\d{1,2}\s*:\s*\S")
_QUESTION_WORD = re.compile(
    r"(?:who|what|when|where|why|how|will|is|are|does|do|did|has|have|can|should)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its end and without white space around it, by its place in the text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Plain:
    """What a plain text was found to hold."""

    title: str | None = None
    blocks: list[Block] = field(default_factory=list)
    credit: Credit = field(default_factory=Credit)


def read_plain(text: str) -> Plain:
    """Find title, blocks and credits in `text`."""
    groups = _groups(text)
    plain = Plain()
    path = HeadingPath()
    plain.credit, told = _credits(groups)
    if groups and _is_title(groups):
        first = groups.pop(0)[0]
        plain.title = first.text
        plain.blocks.append(Block(kind="title", start=first.start, end=first.end, level=1))
    headings = _headings(groups, told)
    for group in groups:
        for piece, first, last in _split(group):
            line = first.text if first is last else text[first.start : last.end]
            if first in told or is_clutter(line):
                continue
            if piece == "paragraph" and first in headings:
                over = path.enter(_LEVEL, first.text)
                plain.blocks.append(
                    Block(kind="heading", start=first.start, end=first.end, headings=over, level=_LEVEL)
                )
                continue
            kind: BlockKind = piece
            if piece == "paragraph" and is_note(line):
                kind = "note"
            elif piece == "paragraph" and first is last and is_row(line):
                kind = "list_item"
            plain.blocks.append(Block(kind=kind, start=first.start, end=last.end, headings=path.path))
    return plain


def _groups(text: str) -> list[list[_Line]]:
    """Lines in groups parted by blank lines."""
    groups: list[list[_Line]] = [[]]
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            if groups[-1]:
                groups.append([])
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        groups[-1].append(_Line(start, start + len(stripped), stripped))
    return [group for group in groups if group]


def _is_title(groups: list[list[_Line]]) -> bool:
    first = groups[0]
    return (
        len(first) == 1
        and len(groups) > 1
        and len(first[0].text) <= _TITLE_MAX
        and not _BULLET.match(first[0].text)
        and read_credit(first[0].text) is None
        and read_wire(first[0].text) is None
    )


def _credits(groups: list[list[_Line]]) -> tuple[Credit, set[_Line]]:
    """What the lines at the top and the end say of author, outlet and day; and the lines that say it."""
    lines = [line for group in groups for line in group]
    used: set[_Line] = set()
    published = modified = byline = outlet = None
    for line in dict.fromkeys(lines[:_CREDIT_LINES] + lines[-3:]):
        found = read_credit(line.text)
        if found is not None:
            used.add(line)
        else:
            found = read_wire(line.text)
        if found is None:
            continue
        published = published or found.published
        modified = modified or found.modified
        byline = byline or found.byline
        outlet = outlet or found.outlet
    return Credit(published=published, modified=modified, byline=byline, outlet=outlet), used


def _split(group: list[_Line]) -> list[tuple[BlockKind, _Line, _Line]]:
    """The blocks of a group, each from its first to its last line."""
    if not any(_BULLET.match(line.text) for line in group):
        if len(group) > 1 and _is_listing(group):
            return [("list_item", line, line) for line in group]
        return _prose(group)
    pieces: list[tuple[BlockKind, _Line, _Line]] = []
    for line in group:
        if _BULLET.match(line.text):
            mark = _BULLET.match(line.text)
            start = line.start + (mark.end() if mark else 0)
            item = _Line(start, line.end, line.text[start - line.start :])
            pieces.append(("list_item", item, item))
        else:
            pieces.append(("paragraph", line, line))
    return pieces


def _prose(group: list[_Line]) -> list[tuple[BlockKind, _Line, _Line]]:
    """One paragraph, with credit lines set apart from what follows them."""
    pieces: list[tuple[BlockKind, _Line, _Line]] = []
    while len(group) > 1 and read_credit(group[0].text) is not None:
        pieces.append(("paragraph", group[0], group[0]))
        group = group[1:]
    pieces.append(("paragraph", group[0], group[-1]))
    return pieces


def _is_listing(group: list[_Line]) -> bool:
    """Whether lines without bullets are entries of a list rather than one wrapped paragraph."""
    if sum(is_row(line.text) for line in group) * 2 > len(group):
        return True
    return all(len(line.text) <= 60 and line.text[-1] not in ".!?,;" for line in group)


def is_row(line: str) -> bool:
    """Whether a short line is a row of a list: a dated or numbered entry, a person with age or role.

    >>> is_row("Episode 12: Oct. 23"), is_row("Harbor Lights season 2: renewal status")
    (True, False)
    """
    if len(line) > _HEADING_MAX or line[-1] in ".!?;":
        return False
    return any(pattern.fullmatch(line) for pattern in (_ROW_DATE,)) or any(
        pattern.match(line) for pattern in (_ROW_NUMBERED, _ROW_ROLE, _ROW_PERSON)
    )


def _is_short(line: str) -> bool:
    """Whether a line alone could be a heading by its looks."""
    return (
        len(line) <= _HEADING_MAX
        and len(line.split()) <= _HEADING_WORDS
        and line[-1] not in ".!:;,…-–—"
        and "@" not in line
        and not line.endswith(('."', ".”", ".'", ".’", '!"', "!”"))
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘#¿(")
        and not (line[0] in '"“' and line[-1] in '"”' and len(line.split()) > 6)
        and not is_credit_tail(line)
    )


def _headings(groups: list[list[_Line]], told: set[_Line]) -> set[_Line]:
    """The lines that are headings, judged by the run of short lines each stands in."""
    found: set[_Line] = set()
    run: list[_Line] = []
    for group in groups:
        line = group[0]
        if line in told or is_clutter(line.text):
            continue
        if len(group) == 1 and _is_short(line.text):
            run.append(line)
            continue
        found.update(_of_run(run, ends_text=False))
        run = []
    found.update(_of_run(run, ends_text=True))
    return found


def _of_run(run: list[_Line], *, ends_text: bool) -> list[_Line]:
    """Headings of a run of consecutive short lines: neither rows nor entries between headings are.

    The last line of a text heads nothing.
    """
    named = [line for line in run if not is_row(line.text)]
    if ends_text and named and named[-1] is run[-1]:
        named.pop()
    if len(named) <= 2 or len(named) < len(run):
        return named
    # Three and more short lines without the look of rows: a heading, the entries under it, the next heading.
    keep = [named[0]] if ends_text else [named[0], named[-1]]
    return keep + [
        line for line in named[1:-1] if line.text.endswith("?") and _QUESTION_WORD.match(line.text)
    ]
