"""Explicit dates in other languages: the span is found here, dateparser reads it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.extract.times.nodes import Point
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["foreign_points"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_LINKS = frozenset(["de", "del", "di", "of", ",", ".", "г", "van"])
# News languages whose dates are written day, month's name, year.
_LANGUAGES = (
    "fr",
    "es",
    "de",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "id",
    "ro",
    "hu",
)
_MOST = 200
"""Candidates read in one text at most: each unknown one costs dateparser a look in every language."""


def foreign_points(tokens: Tokens, words: Words) -> Iterator[Point]:
    """Dates such as "6 juin 2022" and "6 de junio de 2022", as points of the calendar."""
    tried = 0
    for i in range(2, tokens.count):
        if len(tokens.low[i]) != 4 or not _YEAR.fullmatch(tokens.low[i]):
            continue
        first = _candidate(tokens, words, i)
        if first is None:
            continue
        tried += 1
        if tried > _MOST:
            return
        day = _read(tokens.text[tokens.start[first] : tokens.end[i]])
        if day is not None:
            yield Point(i=first, j=i + 1, kind="day", year=day.year, month=day.month, day=day.day)


def _candidate(tokens: Tokens, words: Words, i: int) -> int | None:
    """The first token of a day, an unknown word and the year at token `i`."""
    low, k = tokens.low, i - 1
    while k > 1 and i - k < 3 and low[k] in _LINKS:
        k -= 1
    word = low[k]
    if len(word) < 3 or not word.isalpha() or word in words.flags:
        return None
    k -= 1
    while k > 0 and i - k < 6 and low[k] in _LINKS:
        k -= 1
    number = low[k]
    return k if number.isdecimal() and len(number) <= 2 and 1 <= int(number) <= 31 else None


@lru_cache(maxsize=1024)
def _read(words: str) -> dt.date | None:
    import dateparser

    moment = dateparser.parse(
        words,
        languages=list(_LANGUAGES),
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY", "STRICT_PARSING": True},
    )
    return moment.date() if moment else None
