"""Cuts text into the tokens that the time grammar reads, once per text and in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Tokens", "tokenise"]

# Words come first: they are most of a text. No alternative can match in two ways, so nothing backtracks.
_TOKEN = re.compile(
    r"[^\W\d_]+(?![\w])"
    r"|[^\W\d_]+(?=\d{4}\s?[年년])"
    r"|[^\W\d_]{3,}(?=20\d\d(?!\w))"
    r"|\d{4}-\d{2}-\d{2}(?![\d-])"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d/])"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d+(?:\.\d+)+"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d{2,4}s\b"
    r"|[’'‘]\d{2}s?\b"
    r"|\d{1,2}(?=[apAP]\.?[mM]\b)"
    r"|\d+(?![^\W_])"
    r"|[’'](?:s|S|ll|d|ve|re|t|em)\b"
    r"|\w+"
    r"|[^\w\s]"
)
BREAK = "\n"
"""Stands between paragraphs; no time crosses it."""
_PAD = 12
_LONGEST = 64
"""Characters of a word or number that can be read; a longer one is data."""
_OVERLONG = "\ufffd"


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry per token; padded at the end so that looking ahead needs no bound check."""

    text: str
    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    count: int

    def glued(self, index: int) -> bool:
        """Whether no space stands between the token and the one before it."""
        return index > 0 and self.end[index - 1] == self.start[index] and self.raw[index - 1] != BREAK


def tokenise(text: str) -> Tokens:
    """Cut `text`; a blank line, or a line break after a short line, becomes a `BREAK` token."""
    raw: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for first, last in _blocks(text):
        if raw:
            raw.append(BREAK)
            start.append(first)
            end.append(first)
        spans = [match.span() for match in _TOKEN.finditer(text, first, last)]
        raw += [text[i:j] for i, j in spans]
        start += [i for i, _ in spans]
        end += [j for _, j in spans]
    count = len(raw)
    raw.extend([""] * _PAD)
    start.extend([len(text)] * _PAD)
    end.extend([len(text)] * _PAD)
    low = [word.lower() for word in raw]
    if max(map(len, raw), default=0) > _LONGEST:
        low = [word if len(word) <= _LONGEST else _OVERLONG for word in low]
    if "’" in text or "‘" in text:
        low = [word.replace("’", "'").replace("‘", "'") for word in low]
    return Tokens(text, raw, low, start, end, count)


_SHORT_LINE = 45


def _blocks(text: str) -> list[tuple[int, int]]:
    """The stretches of text that read on: a line break inside long lines is only a wrapped line."""
    blocks: list[tuple[int, int]] = []
    first = at = 0
    while True:
        line_end = text.find("\n", at)
        if line_end < 0:
            blocks.append((first, len(text)))
            return blocks
        following = text[line_end + 1 : line_end + 2]
        if following in ("", "\n", "\r") or text[at:line_end].isspace() or line_end - at < _SHORT_LINE:
            if line_end > first:
                blocks.append((first, line_end))
            first = line_end + 1
        at = line_end + 1
