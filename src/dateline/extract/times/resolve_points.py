"""Resolves points of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from dateline.extract.times import calendars as cal
from dateline.extract.times.against import Days, YearPlacer
from dateline.extract.times.amounts import SEASON_CODE
from dateline.extract.times.nodes import Point
from dateline.window import Basis, Granularity

__all__ = ["PointResolver", "clock_value"]

_DAY = dt.timedelta(days=1)
_REPORTED_AFTER = 75
"""Days from a quarter's first day on which a report of it can speak."""
_HELD_UNTIL = 3
"""Last month in which "held for midseason" still means this year's."""
_GRAINS: dict[str, Granularity] = {
    "month": "month",
    "season": "season",
    "quarter": "quarter",
    "half": "half",
    "holiday": "day",
    "slot": "month",
}


class PointResolver(YearPlacer):
    """Days of points: days, weekdays, months, seasons, quarters, years, holidays."""

    def point(self, node: Point) -> Days | None:
        """The days of a point."""
        if node.year is not None and node.year < 0:
            return self._ancient(node)
        match node.kind:
            case "day":
                return self._day(node)
            case "weekday":
                return self._weekday(node)
            case "year":
                return self._year(node)
            case "decade":
                assert node.number is not None  # noqa: S101  (readers fill it: for the type checker)
                first, last = cal.decade_days(node.number)
                return Days(first=first, last=last, granularity="decade", value=f"{node.number // 10}")
            case "century":
                assert node.number is not None  # noqa: S101  (readers fill it: for the type checker)
                first, last = cal.decade_days((node.number - 1) * 100 + 1 if node.number > 1 else 1, 100)
                return Days(first=first, last=last, granularity="decade", value=f"{node.number - 1:02}")
            case "tv-season":
                season = node.year if node.year is not None else self._tv_year(node)
                if season is None:
                    return None
                first, last = cal.month_days(
                    season, self.c.policy.tv_season_start, self.c.policy.tv_season_months
                )
                return Days(first=first, last=last, granularity="season", value=f"{season}/{season + 1}")
            case _:
                return self._yearly(node)

    def _tv_year(self, node: Point) -> int | None:
        """The year in which this, the last or the next television season begins."""
        pub = self.c.published
        if pub is None:
            return None
        over = pub.month - self.c.policy.tv_season_start in (-3, -2, -1)
        step = {"last": 0 if over else -1, "next": 1}.get(node.deixis or "", 0)
        return pub.year - (pub.month < self.c.policy.tv_season_start) + step

    def _ancient(self, node: Point) -> Days:
        """A time before Christ: a value, but no window, as calendars of dates begin with year 1."""
        if node.kind == "decade":
            decade = f"BC{-(node.year or 0) // 10:03}"
            return Days(first=None, last=None, granularity="decade", value=decade, known=False)
        value = f"BC{-(node.year or 0):04}"
        if node.month:
            value += f"-{node.month:02}" + (f"-{node.day:02}" if node.day else "")
        elif node.name in SEASON_CODE:
            value += f"-{SEASON_CODE[node.name]}"
        return Days(first=None, last=None, granularity="year", value=value, known=False)

    def _yearly(self, node: Point) -> Days | None:
        """Months, seasons, quarters, halves, holidays, slots: what comes once a year."""

        def days_in(year: int) -> cal.Days:
            return self._once(node, year)

        year = node.year
        basis: Basis = "explicit"
        if node.year_word:
            year, basis = self._year_of_word(node.year_word), "relative-to-publication"
            if year is None:
                return self._unknown(node)
        if year is None and node.deixis:
            year, basis = self._deictic_year(node, days_in), "relative-to-publication"
        elif year is None:
            placed = self.place(node, days_in, node.month if node.kind == "month" else None)
            if placed:
                year, basis = placed
        if year is None:
            return self._unknown(node)
        first, last = days_in(year)
        granularity = _GRAINS[node.kind]
        if node.kind == "holiday" and (node.weekend or node.week):
            granularity = "weekend" if node.weekend else "week"
        if node.kind == "slot" and first.month != last.month:
            granularity = "span"
        if node.kind == "quarter" and node.deixis is None and node.year is None:
            self._report(node, first)
        return Days(
            first=first, last=last, granularity=granularity, value=self._value(node, year, first), basis=basis
        )

    def _report(self, node: Point, first: dt.date) -> None:
        """Keeps the quarter that a report is about: one named without its year, and over or nearly so."""
        pub = self.c.published
        if pub is None or node.number is None:
            return
        if node.fiscal:
            first = dt.date(pub.year, 3 * node.number - 2, 1)
        if (pub - first).days >= _REPORTED_AFTER:
            self.c.quarter = f"{first.year}-Q{node.number}"

    def _once(self, node: Point, year: int) -> cal.Days:
        policy = self.c.policy
        if node.kind == "month":
            assert node.month  # noqa: S101  (readers fill it: for the type checker)
            return cal.month_days(year, node.month)
        if node.kind == "season":
            assert node.name  # noqa: S101  (readers fill it: for the type checker)
            return cal.season_days(year, node.name, policy)
        if node.kind in ("quarter", "half"):
            assert node.number  # noqa: S101  (readers fill it: for the type checker)
            months = 3 if node.kind == "quarter" else 6
            if node.fiscal:
                return cal.month_days(
                    year - (policy.fiscal_start > 1), policy.fiscal_start + months * (node.number - 1), months
                )
            return cal.month_days(year, months * (node.number - 1) + 1, months)
        assert node.name  # noqa: S101  (readers fill it: for the type checker)
        if node.kind == "holiday":
            holiday = self.c.words.holiday_of[node.name]
            day = cal.holiday_day(holiday, year)
            if node.weekend:
                return cal.holiday_weekend(holiday, day, policy)
            if node.week:
                return cal.week_of(day, policy)
            day += dt.timedelta(days=node.shift)
            return day, day
        slot = self.c.words.slot_of[node.name]
        first = dt.date(year, *map(int, slot.first.split("-")))
        last = dt.date(year, *map(int, slot.last.split("-")))
        return (first, last) if last >= first else (first, last.replace(year=year + 1))

    def _deictic_year(self, node: Point, days_in: Callable[[int], cal.Days]) -> int | None:
        word, pub, ref = node.deixis, self.c.published, self.c.ref
        if word in ("before_last", "after_next"):
            step = 1 if word == "after_next" else -1
            beside = self._deictic_year(replace(node, deixis="next" if step > 0 else "past"), days_in)
            return None if beside is None else beside + step
        if word in ("next", "the_next") and self.c.narrative:
            word = "following"
        if word in ("same", "following", "previous") and ref and ref.first and ref.last:
            years = range(ref.first.year - 1, ref.last.year + 3)
            if word == "following":
                return next((y for y in years if days_in(y)[0] > ref.last), None)
            if word == "previous":
                return next((y for y in reversed(years) if days_in(y)[1] < ref.first), None)
            return ref.first.year
        if pub is None:
            return None
        if word == "held":
            return pub.year + (pub.month > _HELD_UNTIL)
        years = range(pub.year - 2, pub.year + 3)
        if word == "year_ago":
            return min(years, key=lambda y: distance(days_in(y), pub)) - 1
        if word in ("last", "past", "previous"):
            gap = {"season": 60, "month": 31}.get(node.kind, 0) if word == "last" else 0
            return next((y for y in reversed(years) if days_in(y)[1] + dt.timedelta(days=gap) < pub), None)
        if word in ("coming", "following"):
            return next((y for y in years if days_in(y)[1] >= pub), None)
        if word == "next":
            upcoming = next(y for y in years if days_in(y)[0] > pub)
            wintry = days_in(upcoming)[0].year != days_in(upcoming)[1].year
            if node.kind in ("season", "month", "holiday", "slot") and upcoming == pub.year and not wintry:
                return pub.year + 1
            return upcoming
        nearest = min(years, key=lambda y: distance(days_in(y), pub))
        tense = self.c.tense(node)
        if (
            tense in ("future", "present")
            and days_in(nearest)[1] < pub
            and distance(days_in(nearest), pub) > 60
        ):
            return next(y for y in years if days_in(y)[1] >= pub)
        if days_in(pub.year)[0].year == pub.year and node.kind != "holiday":
            first, last = days_in(pub.year - 1)
            return pub.year - 1 if first <= pub <= last else pub.year
        return nearest

    def _value(self, node: Point, year: int, first: dt.date) -> str:
        if node.kind == "month":
            return f"{year}-{node.month:02}"
        if node.kind == "season":
            return f"{year}-{SEASON_CODE[node.name or '']}"
        if node.kind == "quarter":
            return f"{year}-Q{node.number}"
        if node.kind == "half":
            return f"{year}-H{node.number}"
        if node.kind == "slot":
            return f"{first:%Y-%m}"
        iso = first.isocalendar()
        if node.weekend:
            return f"{iso.year}-W{iso.week:02}-WE"
        if node.week:
            return f"{iso.year}-W{iso.week:02}"
        return first.isoformat() + clock_value(node.of_day)

    def _unknown(self, node: Point) -> Days:
        if node.kind == "month":
            value = f"XXXX-{node.month:02}"
        elif node.kind == "season":
            value = f"XXXX-{SEASON_CODE[node.name or '']}"
        elif node.kind in ("quarter", "half"):
            value = f"XXXX-{'Q' if node.kind == 'quarter' else 'H'}{node.number}"
        elif node.kind == "holiday" and node.name:
            day = cal.holiday_day(self.c.words.holiday_of[node.name], 2001)
            value = (
                f"XXXX-{day:%m-%d}"
                if "-" in self.c.words.holiday_of[node.name].on
                and " " not in self.c.words.holiday_of[node.name].on
                else f"XXXX-{day:%m}"
            )
        else:
            value = "XXXX-XX-XX"
        return Days(first=None, last=None, granularity="span", value=value, known=False)

    def _day(self, node: Point) -> Days | None:
        if node.month is None:
            return self._day_of_month(node)
        month, day = node.month, node.day or 1
        basis: Basis = "explicit"
        year = node.year
        if node.year_word:
            year, basis = self._year_of_word(node.year_word), "relative-to-publication"
        elif year is None and node.deixis and self.c.published:
            year = self._deictic_year(node, lambda y: (dt.date(y, month, day),) * 2)
            basis = "relative-to-publication"
        elif year is None:
            placed = self._weekday_year(node, month, day) or self.place(
                node, lambda y: (dt.date(y, month, day),) * 2, month, day
            )
            if placed:
                year, basis = placed
        if year is None:
            return Days(
                first=None, last=None, granularity="day", value=f"XXXX-{month:02}-{day:02}", known=False
            )
        date = dt.date(year, month, day)
        other: tuple[tuple[dt.date, dt.date], ...] = ()
        if node.other:
            rival = dt.date(*node.other)
            order = self.c.policy.numeric_order or self.c.numeric_order
            if order == "day-first":
                date = rival
            elif order is None:
                other = ((rival, rival),)
        if node.week or node.weekend:
            date += dt.timedelta(days=node.shift)
            first, last = (
                cal.week_of(date, self.c.policy) if node.week else cal.weekend_of(date, self.c.policy)
            )
            iso = first.isocalendar()
            return Days(
                first=first,
                last=last,
                granularity="week" if node.week else "weekend",
                value=f"{iso.year}-W{iso.week:02}" + ("-WE" if node.weekend else ""),
                basis=basis,
            )
        return Days(
            first=date,
            last=date,
            granularity="day",
            value=date.isoformat() + clock_value(node.of_day),
            basis=basis,
            other=other,
        )

    def _weekday_year(self, node: Point, month: int, day: int) -> tuple[int, Basis] | None:
        """The year near publication in which the weekday fits the date."""
        pub = self.c.published
        if node.weekday is None or pub is None:
            return None
        fits = []
        for year in range(pub.year - 2, pub.year + 3):
            try:
                date = dt.date(year, month, day)
            except ValueError:
                continue
            if date.weekday() == node.weekday:
                fits.append((abs((date - pub).days), year))
        return (min(fits)[1], "year-inferred") if fits else None

    def _day_of_month(self, node: Point) -> Days | None:
        pub = self.c.published
        if pub is None or self.c.narrative:
            return None
        if node.weekday is None:
            return self._nearest_day(node, pub)
        for months in (0, 1, -1, 2, -2):
            base = cal.shift(pub.replace(day=1), months, "month")
            try:
                date = base.replace(day=node.day or 1)
            except ValueError:
                continue
            if date.weekday() == node.weekday:
                return Days(
                    first=date, last=date, granularity="day", value=date.isoformat(), basis="year-inferred"
                )
        return None

    def _nearest_day(self, node: Point, pub: dt.date) -> Days | None:
        """The latest or next such day of a month, as the tense has it; what can be both lies ahead."""
        tense = self.c.tense(node)
        for months in (0, -1, -2) if tense == "past" else (0, 1, 2):
            base = cal.shift(pub.replace(day=1), months, "month")
            try:
                date = base.replace(day=node.day or 1)
            except ValueError:
                continue
            if (date <= pub) if tense == "past" else (date >= pub):
                return Days(
                    first=date, last=date, granularity="day", value=date.isoformat(), basis="year-inferred"
                )
        return None

    def _weekday(self, node: Point) -> Days | None:
        pub, ref = self.c.published, self.c.ref
        assert node.weekday is not None  # noqa: S101  (readers fill it: for the type checker)
        word = node.deixis
        base = pub
        if word in ("following", "same", "previous") and ref and ref.first and ref.first == ref.last:
            base = ref.first
        if base is None:
            return Days(
                first=None, last=None, granularity="day", value=f"XXXX-WXX-{node.weekday + 1}", known=False
            )
        back = (base.weekday() - node.weekday) % 7
        ahead = (node.weekday - base.weekday()) % 7
        if word in ("last", "past", "previous"):
            day = base - dt.timedelta(days=back or 7)
        elif word == "next":
            day = base + dt.timedelta(days=7 - base.weekday() + node.weekday)
        elif word in ("coming", "following"):
            day = base + dt.timedelta(days=ahead or 7)
        elif word == "this":
            day = base + dt.timedelta(days=node.weekday - base.weekday())
            tense = self.c.tense(node)
            if tense != "past" and day < base:
                day = base + dt.timedelta(days=ahead)
        elif word == "same":
            day = base + dt.timedelta(days=ahead)
        else:
            tense = self.c.tense(node)
            planned = self.c.ahead(node)
            if planned is False:
                tense = "past"
            elif planned and tense not in ("future", "present"):
                tense = "future"
            day = (
                base + dt.timedelta(days=ahead if tense == "present" else ahead or 7)
                if tense in ("future", "present")
                else base - dt.timedelta(days=back)
            )
        return Days(
            first=day,
            last=day,
            granularity="day",
            value=day.isoformat() + clock_value(node.of_day),
            basis="relative-to-publication",
        )

    def _year(self, node: Point) -> Days | None:
        if node.fiscal:
            return self._fiscal(node)
        if node.year is None:
            return None
        first, last = cal.year_days(node.year)
        return Days(first=first, last=last, granularity="year", value=f"{node.year:04}")

    def _fiscal(self, node: Point) -> Days | None:
        policy = self.c.policy
        if node.month:
            year = node.year
            if year is None:
                placed = self.place(node, lambda y: cal.month_days(y, node.month or 1), node.month)
                if placed is None:
                    return None
                year = placed[0]
            last = dt.date(year, node.month, node.day) if node.day else cal.month_days(year, node.month)[1]
            first = cal.shift(last + _DAY, -1, "year")
            return Days(first=first, last=last, granularity="year", value=f"{last.year}")
        assert node.year is not None  # noqa: S101  (readers fill it: for the type checker)
        start_year = node.year - (policy.fiscal_start > 1)
        first, last = cal.month_days(start_year, policy.fiscal_start, 12)
        return Days(first=first, last=last, granularity="year", value=f"{node.year}")


def distance(days: cal.Days, day: dt.date) -> int:
    """Days between a day and a stretch of days; 0 inside."""
    first, last = days
    return 0 if first <= day <= last else (first - day).days if first > day else (day - last).days


def clock_value(of_day: str | None) -> str:
    """The time of day as the end of a TIMEX3 value."""
    if of_day is None:
        return ""
    return of_day if of_day.startswith("T") else "T" + of_day
