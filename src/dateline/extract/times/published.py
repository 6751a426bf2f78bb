"""Infers the day of an article that does not tell its own, from the times in its words.

Three kinds of words tell it. A wire dateline or a stamp ("Published March 4, 2025") is the day itself. A
relative time beside the date that it means ("yesterday, March 4, 2025"; "last month, in February 2025")
leaves the days from which it means that date. What the text tells in the past tense, or speaks "as of", was
there when it was written; what it says will be was still ahead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.extract.times.find import find_times, tense_of
from dateline.extract.times.policy import DEFAULT_POLICY, TimePolicy
from dateline.extract.times.records import TimeExpression
from dateline.window import Window

__all__ = ["infer_published"]

_STAMP = re.compile(
    r"\b(?:published|updated|posted|last modified|last updated|filed|first published)\b[^\n]{0,24}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s{0,2}(?:,|\(|–|—|-)?\s{0,2}(?:(?:on|in|i\.e\.|that is|namely)[\s,]{1,2})?(?:the\s)?")
"""What may stand between a relative time and the date that it means."""
_POINTED = re.compile(
    r"(?:last|this past|this|this coming|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
"""A weekday seen from publication, which the date after it makes certain."""
_NEARBY = dt.timedelta(days=62)
"""How far from a date the words beside it are tried: "last month" is the longest step they take."""
_MOST = 6
"""Pairs tried in one text."""
_DAY = dt.timedelta(days=1)


def infer_published(text: str, *, policy: TimePolicy = DEFAULT_POLICY) -> Window | None:
    """The days on which `text` can have been published, told by its own words; None when they tell nothing.

    A single day with ``approximate`` False is certain: a stamp, a dateline, or a pair such as "yesterday,
    March 4, 2025" says it. Bounds from tense are approximate; where they cross, the later one is dropped, for
    an updated page tells no single day.

    >>> infer_published("It aired yesterday, March 4, 2025.").edtf
    '2025-03-05'
    """
    expressions = find_times(text, policy=policy)
    for found in expressions:
        if _is_day(found) and (
            found.role == "dateline" or _STAMP.search(text[max(0, found.start - 40) : found.start])
        ):
            assert found.window is not None  # noqa: S101  (a day has a window)
            return found.window
    earliest, latest = _bounds(text, expressions)
    told = list(_weekdays_told(text, expressions, policy))
    pairs = (
        _agreed(iter(told))
        if told
        else _agreed(_pairs(text, max(filter(None, map(_told_day, expressions)), default=None), policy))
    )
    if pairs is not None:
        first, last = pairs
        if (earliest is None or earliest <= last) and (latest is None or latest >= first):
            return _window(max(first, earliest or first), min(last, latest or last), sure=True)
        return _window(first, last, sure=True)
    if earliest is None and latest is None:
        return None
    if earliest and latest and earliest > latest:
        latest = None
    return _window(earliest, latest, sure=False)


def _window(earliest: dt.date | None, latest: dt.date | None, *, sure: bool) -> Window:
    day = sure and earliest == latest
    return Window(
        earliest=earliest,
        latest=latest,
        granularity="day" if day else "span",
        approximate=not sure,
        basis="year-inferred",
    )


def _is_day(found: TimeExpression) -> bool:
    window = found.window
    return window is not None and window.days == 1 and window.basis == "explicit" and not found.alternatives


def _bounds(text: str, expressions: list[TimeExpression]) -> tuple[dt.date | None, dt.date | None]:
    """The latest day told as past, and the earliest end of what is still ahead."""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    for found, tense in tense_of(text, expressions):
        window = found.core or found.window
        if (
            window is None
            or window.basis not in ("explicit", "year-inferred")
            or window.earliest is None
            or window.latest is None
            or found.alternatives
            or found.role == "epithet"
        ):
            continue
        if found.role == "as_of" or (tense == "past" and found.window and not found.window.is_open):
            earliest = max(earliest or window.earliest, window.earliest)
        elif tense in ("future", "present"):
            end = (found.window or window).latest or window.latest
            latest = min(latest or end, end)
    return earliest, latest


def _told_day(found: TimeExpression) -> dt.date | None:
    return found.window.earliest if _can_be_told(found) and found.window else None


def _pairs(text: str, near: dt.date | None, policy: TimePolicy) -> Iterator[tuple[dt.date, dt.date]]:
    """The days of publication that each relative time leaves by the date beside it."""
    if near is None:
        return
    tried = 0
    for one, two in pairwise(find_times(text, published=near, policy=policy)):
        relative, told = (one, two) if _is_relative(one) else (two, one)
        if not _is_relative(relative) or not _can_be_told(told):
            continue
        if not _BESIDE.fullmatch(text, one.end, two.start):
            continue
        tried += 1
        if tried > _MOST:
            return
        days = _days_of(text[relative.start : relative.end], told, policy)
        if days is not None:
            yield days


def _weekdays_told(
    text: str, expressions: list[TimeExpression], policy: TimePolicy
) -> Iterator[tuple[dt.date, dt.date]]:
    """The days of publication that "last Friday, March 7, 2025" leaves: the week after it."""
    for found in [e for e in expressions if _can_be_told(e)][:_MOST]:
        lead = _POINTED.match(text, found.start)
        if lead is not None and (days := _days_of(lead[0], found, policy)) is not None:
            yield days


def _is_relative(found: TimeExpression) -> bool:
    window = found.window
    return window is not None and window.basis == "relative-to-publication" and found.relation is None


def _can_be_told(found: TimeExpression) -> bool:
    window = found.window
    return (
        window is not None
        and window.basis == "explicit"
        and window.granularity in ("day", "week", "weekend", "month")
        and not window.approximate
        and not found.alternatives
        and window.earliest is not None
        and window.latest is not None
        and dt.date.min + 2 * _NEARBY < window.earliest
        and window.latest < dt.date.max - 2 * _NEARBY
    )


def _days_of(words: str, told: TimeExpression, policy: TimePolicy) -> tuple[dt.date, dt.date] | None:
    """The days from which `words` mean the date told; None where they never do, or from far away too."""
    window = told.window
    assert window is not None  # noqa: S101  (such a date has a window)
    assert window.earliest is not None  # noqa: S101
    assert window.latest is not None  # noqa: S101
    first, count = window.earliest - _NEARBY, (window.latest - window.earliest + 2 * _NEARBY).days + 1
    fits = [day for day in (first + k * _DAY for k in range(count)) if _means(words, day, window, policy)]
    if not fits or fits[0] == first or fits[-1] == first + (count - 1) * _DAY:
        return None
    return (fits[0], fits[-1]) if (fits[-1] - fits[0]).days == len(fits) - 1 else None


def _means(words: str, day: dt.date, window: Window, policy: TimePolicy) -> bool:
    read = find_times(words, published=day, policy=policy)
    meant = read[0].window if len(read) == 1 else None
    if meant is None or meant.is_open or meant.basis != "relative-to-publication":
        return False
    return meant.contains(window) or (window.granularity != "day" and window.contains(meant))


def _agreed(pairs: Iterator[tuple[dt.date, dt.date]]) -> tuple[dt.date, dt.date] | None:
    """The days that all pairs leave; None where there is no pair, or they leave none."""
    spans = list(pairs)
    if not spans:
        return None
    first, last = max(a for a, _ in spans), min(b for _, b in spans)
    return (first, last) if first <= last else None
