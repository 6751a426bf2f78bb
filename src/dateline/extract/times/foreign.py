"""Dates in other languages: months, seasons and parts from the word list, other days read by dateparser."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dateline.extract.times.nodes import Node, Part, Point, Span
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["foreign_points"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})(?:er|º|ª)?")
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


def foreign_points(tokens: Tokens, words: Words) -> Iterator[Node]:
    """Dates such as "6 juin 2022", "von Juni bis September 2025" and "a principios de 2026"."""
    yield from _yearless(tokens, words)
    tried = 0
    for i in range(2, tokens.count):
        if len(tokens.low[i]) != 4 or not _YEAR.fullmatch(tokens.low[i]):
            continue
        listed = _listed(tokens, words, i)
        if listed is not None:
            yield listed
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


def _back(low: list[str], k: int) -> int:
    """The token at or before `k` that is no link."""
    for _ in range(2):
        if k > 0 and low[k] in _LINKS:
            k -= 1
    return k


def _listed(tokens: Tokens, words: Words, i: int) -> Node | None:
    """What the listed words before the year at token `i` make: a day, month, season, part or range."""
    low, foreign, year = tokens.low, words.source.foreign, int(tokens.low[i])
    k = _back(low, i - 1)
    if low[k] in foreign.parts and _lower_fin(tokens, k):
        return _part(k, i, foreign.parts[low[k]], Point(i=i, j=i + 1, kind="year", year=year))
    if low[k] in foreign.periods:
        return _counted_period(tokens, words, k, i, year)
    if low[k] in foreign.seasons:
        of: Point = Point(i=k, j=i + 1, kind="season", name=foreign.seasons[low[k]], year=year)
        own = True
    else:
        own = low[k] in foreign.months
        month = foreign.months.get(low[k]) or words.months.get(low[k])
        if month is None or k == 0:
            return None
        of = Point(i=k, j=i + 1, kind="month", month=month, year=year)
    before = _back(low, k - 1) if k else 0
    if low[before] in foreign.parts and before < k and _lower_fin(tokens, before):
        return _part(before, i, foreign.parts[low[before]], of)
    if of.kind == "month" and low[k - 1] in foreign.to and k > 1:
        first = foreign.months.get(low[k - 2]) or words.months.get(low[k - 2])
        if first and of.month and first != of.month:
            start = Point(i=k - 2, j=k - 1, kind="month", month=first, year=year - (first > of.month))
            return Span(i=k - 2, j=i + 1, first=start, last=of)
    number = _DAY.fullmatch(low[before]) if own and of.kind == "month" and before < k else None
    if number is None:
        return of if own else None
    return _days(tokens, words, before, replace(of, j=i + 1))


def _days(tokens: Tokens, words: Words, k: int, of: Point) -> Node | None:
    """The day whose number stands at token `k`, or the range that ends with it: "du 3 au 6 juillet"."""
    low, month = tokens.low, of.month or 1
    number = _DAY.fullmatch(low[k])
    if number is None or not 1 <= int(number[1]) <= calendar.monthrange(of.year or 2024, month)[1]:
        return None
    last = Point(i=k, j=of.j, kind="day", year=of.year, month=month, day=int(number[1]))
    to = k - 1
    if to < 2 or not (low[to] in words.source.foreign.to or low[to] in "-–"):
        return last
    before = _back(low, to - 1)
    start = _DAY.fullmatch(low[before])
    if start is None or not 1 <= int(start[1]) < (last.day or 1):
        return last
    first = Point(i=before, j=before + 1, kind="day", year=of.year, month=month, day=int(start[1]))
    return Span(i=before, j=of.j, first=first, last=last)


def _yearless(tokens: Tokens, words: Words) -> Iterator[Node]:
    """Months and days without a year, where words of their language lead them: "en février"."""
    low, foreign = tokens.low, words.source.foreign
    if foreign.months.keys().isdisjoint(low):
        return
    for k in range(1, tokens.count):
        month = foreign.months.get(low[k])
        if month is None or _YEAR.fullmatch(low[k + 1]) or _YEAR.fullmatch(low[k + 2]):
            continue
        of = Point(i=k, j=k + 1, kind="month", month=month)
        if low[k - 1] in foreign.leads:
            yield of
            continue
        at = _back(low, k - 1)
        days = _days(tokens, words, at, of) if at > 0 else None
        if days is None:
            continue
        if low[days.i - 1] in foreign.day_leads or low[k - 1] == "de":
            yield days


def _counted_period(tokens: Tokens, words: Words, k: int, i: int, year: int) -> Point | None:
    """The half or quarter that the word at token `k` names: "premier semestre 2025"."""
    low, foreign = tokens.low, words.source.foreign
    at = k - 1 - (low[k - 1] == ".")
    word = low[at] if at >= 0 else ""
    number = foreign.ordinals.get(word) or (int(word) if word in ("1", "2", "3", "4") else 0)
    half = foreign.periods[low[k]] == "half"
    if not number or (half and number > 2):
        return None
    return Point(i=at, j=i + 1, kind="half" if half else "quarter", number=number, year=year)


def _lower_fin(tokens: Tokens, k: int) -> bool:
    """Whether the short "fin" is written as the French and Spanish word, no code of a country."""
    return tokens.low[k] != "fin" or tokens.raw[k] == "fin"


def _part(first: int, i: int, name: str, of: Point) -> Part:
    return Part(i=first, j=i + 1, first=name, last=name, of=of)


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
