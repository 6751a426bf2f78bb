"""Windows: spans of days with open ends, and their algebra.

A news sentence seldom names a day. "Late 2023, at the earliest" names every day from 1 September 2023 on. A
`Window` holds the earliest and the latest day such words leave possible, both inclusive, either of them open, with
the words themselves and how they were read. Comparing windows answers the only question reconciliation asks of
time: can one day satisfy both?

Written forms follow ISO 8601-2 (EDTF), levels 0 to 2 as far as windows need them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Basis", "Granularity", "Window"]

Granularity = Literal["day", "weekend", "week", "part", "month", "quarter", "season", "half", "year", "decade", "span"]
"""How fine the words were: ``part`` is early/mid/late of a month or year, ``span`` a range or an open bound."""

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
            return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
        if first == last:
            return first.isoformat() + mark
        starts_month, ends_month = first.day == 1, (last + _DAY).day == 1
        if starts_month and ends_month:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first:%Y-%m}{mark}"
            if first.month == 1 and last.month == 12:
                if first.year == last.year:
                    return f"{first:%Y}{mark}"
                return f"{first:%Y}/{last:%Y}"
            return f"{first:%Y-%m}/{last:%Y-%m}"
        return f"{first.isoformat()}/{last.isoformat()}"

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
        finer = self if other.contains(self) else other if self.contains(other) else replace(self, granularity="span")
        return replace(finer, earliest=earliest, latest=latest)

    def same_days(self, other: Window) -> bool:
        """Whether both windows hold exactly the same days, however they were worded."""
        return (self.earliest, self.latest) == (other.earliest, other.latest)


def _lo(day: dt.date | None) -> dt.date:
    return day or dt.date.min


def _hi(day: dt.date | None) -> dt.date:
    return day or dt.date.max
