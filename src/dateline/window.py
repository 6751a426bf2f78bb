"""Windows: spans of days with open ends, and their algebra.

A news sentence seldom names a day. "Late 2023, at the earliest" names every day from 1 September 2023 on. A
`Window` holds the earliest and the latest day such words leave possible, both inclusive, either of them
open, with the words themselves and how they were read. Comparing windows answers the one question
reconciliation asks of time: can one day satisfy both?

Written forms follow ISO 8601-2 (EDTF), levels 0 to 2 as far as windows need them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Basis", "Granularity", "Window"]

Granularity = Literal[
    "day", "weekend", "week", "part", "month", "quarter", "season", "half", "year", "decade", "span"
]
"""How fine the words were: ``part`` is early/mid/late of a period, ``span`` a range or an open bound."""

Basis = Literal["explicit", "year-inferred", "relative-to-publication", "relative-to-event"]
"""How the words became days."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that some words leave possible, from `earliest` to `latest`, both inclusive.

    Raises:
        ValueError: if `earliest` lies after `latest`.
    """

    earliest: dt.date | None
    """First possible day; None means open to the past."""
    latest: dt.date | None
    """Last possible day; None means open to the future."""
    granularity: Granularity = "day"
    approximate: bool = False
    """True for "around", "about", "roughly"."""
    basis: Basis = "explicit"
    text: str = ""
    """The words that named the window, as they stand in the article."""

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            msg = f"a window cannot end before it starts: {self.earliest} > {self.latest}"
            raise ValueError(msg)

    @property
    def is_open(self) -> bool:
        """Whether either end is open."""
        return self.earliest is None or self.latest is None

    @property
    def days(self) -> int | None:
        """Number of days in the window; None when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def edtf(self) -> str:
        """The window in EDTF: ``2022-06-06``, ``2023-09-01/..``, ``2024-05/2024-08``, ``2024-06~``."""
        mark = "~" if self.approximate else ""
        first, last = self.earliest, self.latest
        if first is None or last is None:
            return (
                f"{first.isoformat() + mark if first else '..'}/{last.isoformat() + mark if last else '..'}"
            )
        start, end = first.isoformat(), last.isoformat()
        if first == last:
            return start + mark
        if first.day == 1 and _ends_month(last):
            cut = 4 if first.month == 1 and last.month == 12 else 7
            start, end = start[:cut], end[:cut]
        return start + mark if start == end else f"{start}{mark}/{end}{mark}"

    @classmethod
    def from_edtf(cls, written: str) -> Window:
        """The window that an EDTF string writes: levels 0 and 1, and the level-2 codes for parts of a year.

        Read are days, months, years, decades (``201X``), seasons (``2024-21`` to ``24``, northern), quarters
        (``2024-33`` …), thirds and halves of a year (``2024-37`` …, ``2024-40``, ``41``), intervals of these
        with open ends (``..``), and the marks ``~``, ``?`` and ``%`` as approximate.

        Raises:
            ValueError: if the string is none of these, or its interval ends before it starts.

        >>> Window.from_edtf("2023-09-01/..").edtf
        '2023-09-01/..'
        """
        approximate = bool(re.search(r"[~?%]", written))
        plain = re.sub(r"[~?%]", "", written)
        first, slash, last = plain.partition("/")
        if not slash:
            earliest, latest, granularity = _edtf_date(first)
            return cls(earliest=earliest, latest=latest, granularity=granularity, approximate=approximate)
        start = None if first in ("..", "") else _edtf_date(first)[0]
        end = None if last in ("..", "") else _edtf_date(last)[1]
        return cls(earliest=start, latest=end, granularity="span", approximate=approximate)

    def phrase(self) -> str:
        """The window in words for a report: "June 6, 2022", "September 2023 or later", "by the end of 2025".

        >>> Window.from_edtf("2024-05/2024-08").phrase()
        'May to August 2024'
        """
        first, last = self.earliest, self.latest
        about = "around " if self.approximate else ""
        if first is None and last is None:
            return "at an unknown time"
        if first is None or last is None:
            return about + _open_phrase(first, last)
        if first == last:
            return about + _day_phrase(first)
        if first.day == 1 and _ends_month(last):
            return about + _months_phrase(first, last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{about}{first:%B} {first.day} to {last.day}, {first.year}"
        if first.year == last.year:
            return f"{about}{first:%B} {first.day} to {last:%B} {last.day}, {first.year}"
        return f"{about}{_day_phrase(first)} to {_day_phrase(last)}"

    def shift(self, amount: int, unit: Literal["day", "week", "month", "year"]) -> Window:
        """The window moved by calendar units.

        A whole month or year stays whole; the 31st becomes the last day of a shorter month.

        Raises:
            OverflowError: if an end leaves the calendar (years 1 to 9999).

        >>> Window.from_edtf("2021-03").shift(18, "month").edtf
        '2022-09'
        """
        last = self.latest
        if last is not None and unit in ("month", "year") and _ends_month(last) and last.month != 12:
            moved: dt.date | None = _shift(last + _DAY, amount, unit) - _DAY
        elif last is not None and unit in ("month", "year") and _ends_month(last):
            moved = _month_end(_shift(last.replace(day=1), amount, unit))
        else:
            moved = last and _shift(last, amount, unit)
        return replace(self, earliest=self.earliest and _shift(self.earliest, amount, unit), latest=moved)

    def union(self, other: Window) -> Window | None:
        """The days of both windows where they overlap or touch; None where days between belong to neither."""
        if not self.overlaps(other) and self.gap(other) > 1:
            return None
        if self.contains(other):
            return self
        if other.contains(self):
            return other
        earliest = (
            None if self.earliest is None or other.earliest is None else min(self.earliest, other.earliest)
        )
        latest = None if self.latest is None or other.latest is None else max(self.latest, other.latest)
        approximate = self.approximate or other.approximate
        return replace(self, earliest=earliest, latest=latest, granularity="span", approximate=approximate)

    def contains(self, other: Window) -> bool:
        """Whether every day of `other` is a day of this window."""
        return _lo(self.earliest) <= _lo(other.earliest) and _hi(other.latest) <= _hi(self.latest)

    def overlaps(self, other: Window) -> bool:
        """Whether at least one day satisfies both windows."""
        return _lo(self.earliest) <= _hi(other.latest) and _lo(other.earliest) <= _hi(self.latest)

    def before(self, other: Window) -> bool:
        """Whether every day of this window lies before every day of `other`."""
        return _hi(self.latest) < _lo(other.earliest)

    def after(self, other: Window) -> bool:
        """Whether every day of this window lies after every day of `other`."""
        return other.before(self)

    def gap(self, other: Window) -> int:
        """Days that separate the two windows; 0 when they overlap, 1 when they touch."""
        if self.overlaps(other):
            return 0
        first, second = (self, other) if self.before(other) else (other, self)
        return (_lo(second.earliest) - _hi(first.latest)).days

    def intersect(self, other: Window) -> Window | None:
        """The days both windows share; None when there are none."""
        if not self.overlaps(other):
            return None
        earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        latest = min((d for d in (self.latest, other.latest) if d), default=None)
        finer = (
            self
            if other.contains(self)
            else other
            if self.contains(other)
            else replace(self, granularity="span")
        )
        return replace(finer, earliest=earliest, latest=latest)

    def same_days(self, other: Window) -> bool:
        """Whether both windows hold exactly the same days, however they were worded."""
        return (self.earliest, self.latest) == (other.earliest, other.latest)


def _lo(day: dt.date | None) -> dt.date:
    return day or dt.date.min


def _hi(day: dt.date | None) -> dt.date:
    return day or dt.date.max


def _ends_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _shift(day: dt.date, amount: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=amount * (7 if unit == "week" else 1))
    years, index = divmod(day.month - 1 + amount * (12 if unit == "year" else 1), 12)
    year = day.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        msg = f"{day} moved by {amount} {unit}s leaves the calendar"
        raise OverflowError(msg)
    return dt.date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# ISO 8601-2:2019, sub-year groupings: first month and number of months. Winter (24) starts in December.
_SUB_YEAR: dict[int, tuple[int, int, Granularity]] = {
    21: (3, 3, "season"),
    22: (6, 3, "season"),
    23: (9, 3, "season"),
    24: (12, 3, "season"),
    33: (1, 3, "quarter"),
    34: (4, 3, "quarter"),
    35: (7, 3, "quarter"),
    36: (10, 3, "quarter"),
    37: (1, 4, "part"),
    38: (5, 4, "part"),
    39: (9, 4, "part"),
    40: (1, 6, "half"),
    41: (7, 6, "half"),
}


def _edtf_date(written: str) -> tuple[dt.date, dt.date, Granularity]:
    if re.fullmatch(r"\d{3}X", written, re.ASCII) and written != "000X":
        year = int(written[:3]) * 10
        return dt.date(year, 1, 1), dt.date(year + 9, 12, 31), "decade"
    match = _EDTF.fullmatch(written)
    if match is None:
        msg = f"not an EDTF date that windows know: {written!r}"
        raise ValueError(msg)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[3]:
        date = dt.date(year, month, day)
        return date, date, "day"
    if match[2] is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"
    if month in _SUB_YEAR:
        start, months, granularity = _SUB_YEAR[month]
        first = dt.date(year, start, 1)
        return first, _month_end(_shift(first, months - 1, "month")), granularity
    first = dt.date(year, month, 1)
    return first, _month_end(first), "month"


def _day_phrase(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _months_phrase(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    if first.year == last.year:
        return f"{first:%B} to {last:%B} {last.year}"
    return f"{first:%B} {first.year} to {last:%B} {last.year}"


def _open_phrase(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None:
        if first.day == 1:
            return f"{first.year} or later" if first.month == 1 else f"{first:%B} {first.year} or later"
        return f"{_day_phrase(first)} or later"
    assert last is not None  # noqa: S101  (the caller has one of the two)
    if _ends_month(last):
        return f"by the end of {last.year}" if last.month == 12 else f"by the end of {last:%B} {last.year}"
    return f"by {_day_phrase(last)}"
