"""When a fiscal year begins, where the text says so: "its fiscal year starts in April"."""

from __future__ import annotations

from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["fiscal_start"]

_REACH = 9
"""Tokens after "fiscal year" in which its beginning or end is told."""


def fiscal_start(tokens: Tokens, words: Words) -> int | None:
    """The first month (1-12) of the fiscal year that the text defines; None where it tells none, or several.

    >>> from dateline.extract.times.tokens import tokenise
    >>> from dateline.extract.times.words import words
    >>> fiscal_start(tokenise("Its fiscal year ends on March 31."), words())
    4
    """
    low = tokens.low
    if "fiscal" not in low and "financial" not in low:
        return None
    told = set()
    for i in range(tokens.count):
        if low[i] in ("fiscal", "financial") and low[i + 1] == "year":
            start = _told_after(tokens, words, i + 2)
            if start is not None:
                told.add(start)
    return told.pop() if len(told) == 1 else None


def _told_after(tokens: Tokens, words: Words, i: int) -> int | None:
    """The first month that the words after "fiscal year", from token `i` on, tell."""
    low, verbs = tokens.low, words.company
    ends = low[i] in ("on", "in")
    starts = False
    for k in range(i, min(i + _REACH, tokens.count)):
        word = low[k]
        if word in (".", ";", "!", "?", "\n"):
            return None
        starts = starts or word in verbs["year_starts"]
        ends = ends or word in verbs["year_ends"]
        month = words.months.get(word) if tokens.raw[k][:1].isupper() else None
        if month is None:
            if word == "quarter":
                return None
            continue
        if low[k - 1] == "from" or starts:
            return month
        return month % 12 + 1 if ends else None
    return None
