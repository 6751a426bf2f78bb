"""The days of a time, what times are read against, and the year of a date that names none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from dateline.extract.times import calendars as cal
from dateline.extract.times.context import Tense
from dateline.extract.times.nodes import Node, Point
from dateline.extract.times.policy import TimePolicy
from dateline.extract.times.words import Words
from dateline.window import Basis, Granularity

__all__ = ["Context", "Days", "YearPlacer"]


@dataclass(slots=True, kw_only=True)
class Days:
    """A node with its days; ends are None where open or unknown."""

    first: dt.date | None
    last: dt.date | None
    granularity: Granularity
    value: str
    mod: str | None = None
    basis: Basis = "explicit"
    approximate: bool = False
    other: tuple[tuple[dt.date, dt.date], ...] = ()
    known: bool = True
    """False when only a value without a year could be told."""
    core: Days | None = None
    members: tuple[Days, ...] = ()


@dataclass(slots=True)
class Context:
    """What a time is read against."""

    published: dt.date | None
    policy: TimePolicy
    words: Words
    tense: Callable[[Node], Tense | None]
    year_for: Callable[[Node, int | None, int | None], int | None]
    """The year that the text around gives a month or day, or None."""
    possessive: Callable[[Node], bool]
    """Whether the words name something by their time ("Wednesday's ruling")."""
    ref: Days | None = None
    """The latest time told before, for "later" and "the same year"."""
    ref_day: Days | None = None
    """The latest single day told before, for "the same day"."""
    reached: Days | None = None
    """In a history, the latest date of the story itself: years told in passing are left out."""
    quarter: str | None = None
    """The TIMEX3 value of the latest quarter told before, for "a year ago" beside figures."""
    numeric_order: Literal["month-first", "day-first"] | None = None
    """How the text's own unmistakable numeric dates are written ("25/12/2022")."""
    ahead: Callable[[Node], bool | None] = field(default=lambda _: None)
    """Whether words before a weekday put it ahead ("postponed until Tuesday")."""
    fiscal_told: bool = False
    """Whether the text itself says when its fiscal year begins."""
    narrative: bool = False
    """Whether the text tells a past far from its publication, so that its own dates lead."""


class YearPlacer:
    """Finds the year of a date that names none."""

    def __init__(self, context: Context) -> None:
        self.c = context

    def _year_of_word(self, word: str) -> int | None:
        pub, ref = self.c.published, self.c.ref
        if word in ("same", "following", "previous") and ref and ref.first and ref.last:
            return {"same": ref.first.year, "following": ref.last.year + 1, "previous": ref.first.year - 1}[
                word
            ]
        if pub is None:
            return None
        return pub.year + {
            "next": 1,
            "coming": 1,
            "last": -1,
            "past": -1,
            "previous": -1,
            "following": 1,
            "after_next": 2,
            "before_last": -2,
        }.get(word, 0)

    def place(
        self, node: Node, days_in: Callable[[int], cal.Days], month: int | None = None, day: int | None = None
    ) -> tuple[int, Basis] | None:
        """The year of a date that names none: from the text around, else by tense from publication."""
        told = self.c.year_for(node, month, day)
        if told is not None:
            return told, "year-inferred"
        pub = self.c.published
        if pub is None:
            return None
        if self.c.narrative and (told := self._narrated(days_in)) is not None:
            return told, "year-inferred"
        tense = self.c.tense(node)
        slip = 60 if isinstance(node, Point) and node.kind == "quarter" else self.c.policy.slip
        best: tuple[float, int] | None = None
        for year in (pub.year - 1, pub.year, pub.year + 1):
            try:
                first, last = days_in(year)
            except ValueError:
                continue
            distance = 0 if first <= pub <= last else (first - pub).days if first > pub else (pub - last).days
            wrong = (tense == "past" and first > pub) or (tense in ("future", "present") and last < pub)
            cost = float(distance)
            if wrong:
                cost = distance + (1000.0 if distance > slip else 300.0 if slip < 60 else 0.0)
            elif tense in (None, "weak") and last < pub:
                cost = distance * (1.05 if tense is None else 1.6)
            if best is None or cost < best[0]:
                best = (cost, year)
        return (best[1], "year-inferred") if best else None

    def _narrated(self, days_in: Callable[[int], cal.Days]) -> int | None:
        """In a history, a date without a year is the next such after the latest time told, or in its year."""
        ref = self.c.reached or self.c.ref
        if ref is None or ref.first is None:
            return None
        year = ref.first.year
        first, last = days_in(year)
        if last < ref.first and (ref.first - first).days > 240:
            return year + 1
        return year

    def _resolve(self, node: Node) -> Days | None:
        """The days of any node; the whole resolver knows how."""
        raise NotImplementedError
