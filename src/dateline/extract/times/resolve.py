"""Turns what the grammar read into days and TIMEX3 values, in the order of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.extract.times import calendars as cal
from dateline.extract.times.context import Tense
from dateline.extract.times.nodes import (
    AsOf,
    Bound,
    Clock,
    Duration,
    Either,
    Guess,
    Hanging,
    Node,
    Nth,
    Offset,
    Part,
    Point,
    Recurring,
    Sequence_,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.grammar import period_value
from dateline.extract.times.policy import TimePolicy
from dateline.extract.times.words import Words
from dateline.window import Basis, Granularity

__all__ = ["Context", "Days", "Resolver"]

_DAY = dt.timedelta(days=1)
_ORDER: dict[str, int] = {
    "day": 0,
    "weekend": 1,
    "week": 1,
    "part": 2,
    "month": 2,
    "quarter": 3,
    "season": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
    "span": 2,
}
_SEASON_CODE = {"spring": "SP", "summer": "SU", "fall": "FA", "winter": "WI"}
_MOD = {
    "early": "START",
    "start": "START",
    "mid": "MID",
    "late": "END",
    "end": "END",
    "first_half": None,
    "second_half": None,
}


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
    narrative: bool = False
    """Whether the text tells a past far from its publication, so that its own dates lead."""


class Resolver:
    """Resolves nodes against a `Context`."""

    def __init__(self, context: Context) -> None:
        self.c = context

    def resolve(self, node: Node) -> Days | None:
        """The days of a node; None for lengths, recurring and vague times, and what cannot be told."""
        try:
            return self._resolve(node)
        except (OverflowError, ValueError):
            return None

    def _resolve(self, node: Node) -> Days | None:
        match node:
            case Point():
                return self.point(node)
            case Unit():
                return self.unit(node)
            case Offset():
                return self.offset(node)
            case Nth():
                return self.nth(node)
            case Part():
                return self.part(node)
            case Span():
                return self.span(node)
            case Either() | Sequence_():
                return self.either(node.items)
            case Bound():
                return self.bound(node)
            case Guess():
                inner = self._resolve(node.of)
                return replace(inner, approximate=True, mod=inner.mod or "APPROX") if inner else None
            case AsOf():
                if node.of is None:
                    pub = self.c.published
                    return (
                        Days(
                            first=pub,
                            last=pub,
                            granularity="day",
                            value=pub.isoformat(),
                            basis="relative-to-publication",
                        )
                        if pub
                        else None
                    )
                return self._resolve(node.of)
            case Clock() | Duration() | Recurring() | Vague() | Hanging():
                return None
        return None

    # ------------------------------------------------------------------ years

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
        ref = self.c.ref
        if ref is None or ref.first is None:
            return None
        year = ref.first.year
        first, last = days_in(year)
        if last < ref.first and (ref.first - first).days > 240:
            return year + 1
        return year

    # ------------------------------------------------------------------ points

    def point(self, node: Point) -> Days | None:
        """The days of a point."""
        match node.kind:
            case "day":
                return self._day(node)
            case "weekday":
                return self._weekday(node)
            case "year":
                return self._year(node)
            case "decade":
                assert node.number is not None
                first, last = cal.decade_days(node.number)
                return Days(first=first, last=last, granularity="decade", value=f"{node.number // 10}")
            case "century":
                assert node.number is not None
                first, last = cal.decade_days((node.number - 1) * 100 + 1 if node.number > 1 else 1, 100)
                return Days(first=first, last=last, granularity="decade", value=f"{node.number - 1:02}")
            case "tv-season":
                assert node.year is not None
                first, last = cal.month_days(
                    node.year, self.c.policy.tv_season_start, self.c.policy.tv_season_months
                )
                return Days(
                    first=first, last=last, granularity="season", value=f"{node.year}/{node.year + 1}"
                )
            case _:
                return self._yearly(node)

    def _yearly(self, node: Point) -> Days | None:
        """Months, seasons, quarters, halves, holidays, slots: what comes once a year."""

        def days_in(year: int) -> cal.Days:
            return self._once(node, year)

        year, basis = node.year, "explicit"
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
        granularity: Granularity = {
            "month": "month",
            "season": "season",
            "quarter": "quarter",
            "half": "half",
            "holiday": "day",
            "slot": "month",
        }[node.kind]  # type: ignore[assignment]
        if node.kind == "holiday" and (node.weekend or node.week):
            granularity = "weekend" if node.weekend else "week"
        if node.kind == "slot" and first.month != last.month:
            granularity = "span"
        return Days(
            first=first, last=last, granularity=granularity, value=self._value(node, year, first), basis=basis
        )  # type: ignore[arg-type]

    def _once(self, node: Point, year: int) -> cal.Days:
        policy = self.c.policy
        if node.kind == "month":
            assert node.month
            return cal.month_days(year, node.month)
        if node.kind == "season":
            assert node.name
            return cal.season_days(year, node.name, policy)
        if node.kind in ("quarter", "half"):
            assert node.number
            months = 3 if node.kind == "quarter" else 6
            if node.fiscal:
                return cal.month_days(
                    year - (policy.fiscal_start > 1), policy.fiscal_start + months * (node.number - 1), months
                )
            return cal.month_days(year, months * (node.number - 1) + 1, months)
        assert node.name
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
        if word in ("same", "following", "previous") and ref and ref.first and ref.last:
            years = range(ref.first.year - 1, ref.last.year + 3)
            if word == "following":
                return next((y for y in years if days_in(y)[0] > ref.last), None)
            if word == "previous":
                return next((y for y in reversed(years) if days_in(y)[1] < ref.first), None)
            return ref.first.year
        if pub is None:
            return None
        years = range(pub.year - 2, pub.year + 3)
        if word == "year_ago":
            return min(years, key=lambda y: _distance(days_in(y), pub)) - 1
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
        nearest = min(years, key=lambda y: _distance(days_in(y), pub))
        tense = self.c.tense(node)
        if (
            tense in ("future", "present")
            and days_in(nearest)[1] < pub
            and _distance(days_in(nearest), pub) > 60
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
            return f"{year}-{_SEASON_CODE[node.name or '']}"
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
        return first.isoformat() + _clock(node.of_day)

    def _unknown(self, node: Point) -> Days:
        if node.kind == "month":
            value = f"XXXX-{node.month:02}"
        elif node.kind == "season":
            value = f"XXXX-{_SEASON_CODE[node.name or '']}"
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
            if self.c.policy.numeric_order == "day-first":
                date, rival = (rival, date) if date.month == month else (date, rival)
            if self.c.policy.numeric_order is None:
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
            value=date.isoformat() + _clock(node.of_day),
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
        if pub is None or node.weekday is None:
            return None
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

    def _weekday(self, node: Point) -> Days | None:
        pub, ref = self.c.published, self.c.ref
        assert node.weekday is not None
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
            day = (
                base + dt.timedelta(days=ahead or 7)
                if tense in ("future", "present")
                else base - dt.timedelta(days=back)
            )
        return Days(
            first=day,
            last=day,
            granularity="day",
            value=day.isoformat() + _clock(node.of_day),
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
        assert node.year is not None
        start_year = node.year - (policy.fiscal_start > 1)
        first, last = cal.month_days(start_year, policy.fiscal_start, 12)
        return Days(first=first, last=last, granularity="year", value=f"{node.year}")

    # ------------------------------------------------------------------ periods from here

    def unit(self, node: Unit) -> Days | None:
        """The days of a period seen from publication or from another time."""
        pub, ref = self.c.published, self.c.ref
        relative: Basis = "relative-to-publication"
        if node.deixis == "the_next":
            told = (
                ref is not None
                and ref.first is not None
                and (pub is None or (self.c.tense(node) == "past" and node.count is None))
            )
            node = replace(node, deixis="following" if told else "next")
        if node.deixis == "told":
            earlier = (
                ref is not None
                and ref.first is not None
                and (pub is None or (ref.first.year < pub.year and ref.basis != "relative-to-publication"))
            )
            back = earlier and (pub is None or self.c.narrative or self.c.tense(node) == "past")
            node = replace(node, deixis="same" if back else "this")
        if node.deixis == "new":
            if pub is None:
                return None
            first, last = cal.year_days(pub.year + (pub.month > 2))
            return Days(first=first, last=last, granularity="year", value=f"{first.year}", basis=relative)
        if node.side:
            return self._side(node)
        if node.of is not None:
            return self._counted_in(node)
        if node.unit in ("day", "night") and node.deixis == "this" and node.count is None:
            if pub is None:
                return Days(first=None, last=None, granularity="day", value="XXXX-XX-XX", known=False)
            day = pub + dt.timedelta(days=node.days)
            return Days(
                first=day,
                last=day,
                granularity="day",
                value=day.isoformat() + _clock(node.of_day),
                basis=relative,
            )
        if node.deixis == "in_question":
            found = self._whole(node.unit, pub, -1) if pub else None
            return replace(found, first=None, last=None, known=False) if found else None
        if node.deixis in ("near", "year_ago", "latest"):
            return self._near(node)
        anchor = pub
        if node.deixis in ("same", "following", "previous") or (node.deixis == "next" and pub is None):
            anchor = None
            if ref and ref.first and ref.last:
                anchor = ref.last if node.deixis == "following" else ref.first
                if (
                    node.deixis == "following"
                    and node.count is None
                    and _ORDER[ref.granularity] > _ORDER.get(node.unit, 0)
                ):
                    anchor = ref.last
                if node.deixis == "same" and _ORDER[ref.granularity] > _ORDER.get(node.unit, 0):
                    return replace(ref, basis="relative-to-event") if node.unit != "day" else None
                relative = "relative-to-event"
            elif node.deixis != "same" and pub is not None and node.count is None:
                anchor = pub
        if node.unit in ("hour", "minute", "second"):
            if anchor is None or node.count is None:
                return None
            return Days(
                first=anchor,
                last=anchor,
                granularity="day",
                value=period_value(*node.count, node.unit),
                basis=relative,
            )
        if anchor is None:
            return None
        if node.count is not None:
            return self._counted(node, anchor, relative)
        step = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}.get(
            node.deixis, 0
        )
        if (
            node.deixis == "coming"
            and node.unit in ("week", "weekend", "year", "month")
            and node.unit == "weekend"
        ):
            step = 0
        found = self._whole(node.unit, anchor, step)
        if found is None:
            return None
        if node.deixis == "past" and node.unit in ("year", "month", "week", "decade") and node.of_day is None:
            start = cal.shift(anchor, -1, node.unit)
            return Days(
                first=start,
                last=anchor,
                granularity="span",
                value=period_value(1, 1, node.unit),
                basis=relative,
            )
        if (
            node.deixis == "this"
            and node.unit == "year"
            and self.c.tense(node) == "past"
            and found.first
            and anchor
        ):
            return replace(found, last=anchor, granularity="span", basis=relative)
        return replace(found, basis=relative)

    def _near(self, node: Unit) -> Days | None:
        """ "Over the weekend", "the latest quarter", "the year-ago quarter"."""
        pub = self.c.published
        if pub is None:
            return None
        if node.unit == "weekend":
            step = (
                0
                if self.c.tense(node) in ("future", "present") or pub.weekday() >= self.c.policy.weekend[0]
                else -1
            )
        elif node.unit == "quarter":
            step = -1 if node.deixis == "latest" else -5
        elif node.unit in ("year", "month", "week"):
            step = 0 if node.deixis == "latest" else -1
        else:
            return None
        found = self._whole(node.unit, pub, step)
        return replace(found, basis="relative-to-publication") if found else None

    def _whole(self, unit: str, day: dt.date, step: int) -> Days | None:
        """The calendar unit that holds `day`, moved by `step` units."""
        policy = self.c.policy
        if unit in ("day", "night"):
            day += dt.timedelta(days=step)
            return Days(
                first=day,
                last=day,
                granularity="day",
                value=day.isoformat() + ("TNI" if unit == "night" else ""),
            )
        if unit in ("week", "fortnight"):
            first, last = cal.week_of(day + dt.timedelta(days=7 * step), policy)
            iso = (first + dt.timedelta(days=3)).isocalendar()
            return Days(first=first, last=last, granularity="week", value=f"{iso.year}-W{iso.week:02}")
        if unit == "weekend":
            first, last = cal.weekend_of(day + dt.timedelta(days=7 * step), policy)
            iso = first.isocalendar()
            return Days(first=first, last=last, granularity="weekend", value=f"{iso.year}-W{iso.week:02}-WE")
        if unit == "month":
            first, last = cal.month_days(day.year, day.month + step)
            return Days(first=first, last=last, granularity="month", value=f"{first:%Y-%m}")
        if unit == "quarter":
            quarter = (day.month - 1) // 3 + step
            first, last = cal.month_days(day.year, 3 * quarter + 1, 3)
            return Days(
                first=first, last=last, granularity="quarter", value=f"{first.year}-Q{(first.month + 2) // 3}"
            )
        if unit == "year":
            first, last = cal.year_days(day.year + step)
            return Days(first=first, last=last, granularity="year", value=f"{first.year:04}")
        if unit in ("decade", "century"):
            size = 10 if unit == "decade" else 100
            start = (day.year // size + step) * size
            first, last = cal.decade_days(start, size)
            return Days(first=first, last=last, granularity="decade", value=f"{start // size}")
        return None

    def _counted(self, node: Unit, anchor: dt.date, basis: Basis) -> Days | None:
        """ "The past two years", "the coming weeks", "the following two months"."""
        assert node.count is not None
        low, high = node.count
        policy = self.c.policy
        value = period_value(low, high, node.unit)
        vague = low != high
        if vague and node.deixis == "coming" and node.j - node.i == 2:
            value = "FUTURE_REF"
        if vague:
            high = policy.soon_days if node.unit == "day" else policy.soon_units
        if vague and node.deixis == "past" and node.j - node.i == 2:
            value = "PAST_REF"
        if node.deixis in ("last", "past", "previous"):
            return Days(
                first=cal.shift(anchor, -high, node.unit),
                last=anchor,
                granularity="span",
                value=value,
                basis=basis,
                approximate=vague,
            )
        if node.deixis == "following" and basis == "relative-to-event":
            start = anchor + _DAY
            return Days(
                first=start,
                last=cal.shift(start, high, node.unit) - _DAY,
                granularity="span",
                value=value,
                basis=basis,
                approximate=vague,
            )
        if node.deixis in ("next", "coming", "following", "this"):
            return Days(
                first=anchor,
                last=cal.shift(anchor, high, node.unit),
                granularity="span",
                value=value,
                basis=basis,
                approximate=vague,
            )
        return None

    def _counted_in(self, node: Unit) -> Days | None:
        """ "The following two months of 2023", "the last two weeks of May"."""
        assert node.of is not None
        whole = self._resolve(node.of)
        if whole is None or whole.first is None or whole.last is None:
            return whole
        ref = self.c.ref
        low, high = node.count or (1, 1)
        if node.deixis in ("last",):
            first = cal.shift(whole.last + _DAY, -high, node.unit)
            return Days(
                first=max(first, whole.first),
                last=whole.last,
                granularity="span",
                value=period_value(low, high, node.unit),
                basis=whole.basis,
            )
        if ref and ref.last and whole.first <= ref.last < whole.last:
            start = ref.last + _DAY
            end = min(whole.last, cal.shift(start, high, node.unit) - _DAY)
            return Days(
                first=start,
                last=end,
                granularity="span",
                value=period_value(low, high, node.unit),
                basis="relative-to-event",
            )
        pub = self.c.published
        if pub and whole.first <= pub <= whole.last and self.c.tense(node) != "past":
            return Days(
                first=pub,
                last=min(whole.last, cal.shift(pub, high, node.unit)),
                granularity="span",
                value=period_value(low, high, node.unit),
                basis="relative-to-publication",
            )
        return whole

    def _side(self, node: Unit) -> Days | None:
        """ "Later this year", "earlier that month", "later in 2024"."""
        pub, ref = self.c.published, self.c.ref
        whole = self._resolve(node.of) if node.of else self.unit(replace_unit(node))
        if whole is None or whole.first is None or whole.last is None:
            return whole
        mod = "END" if node.side == "later" else "START"
        turn = pub
        if (
            node.deixis in ("same", "of")
            and ref
            and ref.first
            and ref.last
            and ref.first >= whole.first
            and ref.last <= whole.last
            and (ref.first, ref.last) != (whole.first, whole.last)
        ):
            turn = ref.last if node.side == "later" else ref.first
        first, last = whole.first, whole.last
        if turn and first <= turn <= last:
            if node.side == "later":
                first = turn
            else:
                last = turn
        elif node.deixis in ("next", "last", "of") and node.of is None:
            first, last = cal.part_of(
                (first, last),
                "second_half" if node.side == "later" else "first_half",
                whole.granularity,
                self.c.policy,
            )
        return replace(whole, first=first, last=last, granularity="span", mod=mod)

    # ------------------------------------------------------------------ amounts

    def offset(self, node: Offset) -> Days | None:
        """The days an amount away from publication, from another time, or from the time beside it."""
        basis: Basis = "relative-to-publication"
        mod, unit = node.mod, node.unit
        if mod and mod.startswith("IN:"):
            mod = mod[3:] or None
            if self.c.tense(node) == "past":
                return None
        if node.anchor == "now":
            pub = self.c.published
            if pub is None:
                return None
            base: Days = Days(first=pub, last=pub, granularity="day", value=pub.isoformat())
        elif node.anchor == "ref":
            if self.c.ref is None or self.c.ref.first is None or self.c.ref.last is None:
                return None
            base, basis = self.c.ref, "relative-to-event"
        else:
            assert isinstance(node.anchor, Node)
            found = self._resolve(node.anchor)
            if found is None or found.first is None or found.last is None:
                return None
            base, basis = found, "relative-to-event"
        assert base.first
        assert base.last
        sign = node.direction
        low, high = sorted((sign * node.low, sign * node.high))
        first, last = cal.shift(base.first, low, unit), cal.shift(base.last, high, unit)
        near = node.anchor == "now"
        if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
            days = (
                Days(
                    first=None,
                    last=cal.shift(base.last, -node.low, unit),
                    granularity="span",
                    value="",
                    core=None,
                )
                if sign < 0
                else Days(
                    first=cal.shift(base.first, node.low, unit), last=None, granularity="span", value=""
                )
            )
        elif mod in ("LESS_THAN", "EQUAL_OR_LESS"):
            days = (
                Days(
                    first=cal.shift(base.first, -node.high, unit),
                    last=base.last,
                    granularity="span",
                    value="",
                )
                if sign < 0
                else Days(
                    first=base.first, last=cal.shift(base.last, node.high, unit), granularity="span", value=""
                )
            )
        else:
            days = self._rounded(first, last, unit, base, node)
        value = days.value or self._rounded(first, last, unit, base, node).value
        if near and node.vague:
            value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return replace(
            days,
            value=value,
            mod=mod or days.mod,
            basis=basis,
            approximate=mod == "APPROX" or node.vague or base.approximate,
        )

    def _rounded(self, first: dt.date, last: dt.date, unit: str, base: Days, node: Offset) -> Days:
        """Rounds to the unit counted in: "two months ago" is a month, "two weeks ago" a week."""
        policy = self.c.policy
        whole = node.low == node.high == int(node.low)
        fine = _ORDER[base.granularity]
        anchored = node.anchor != "now"
        if isinstance(node.anchor, Unit) and node.anchor.unit == "day" and whole and node.anchor.days == 0:
            return Days(first=first, last=last, granularity="day", value=first.isoformat())
        if unit in ("day", "night", "hour", "minute", "second") or (
            unit == "week" and anchored and fine == 0
        ):
            granularity: Granularity = "day" if first == last else "span"
            return Days(
                first=first,
                last=last,
                granularity=base.granularity if fine else granularity,
                value=first.isoformat() if first == last else period_value(node.low, node.high, unit),
            )
        if unit in ("week", "fortnight", "weekend"):
            start, end = cal.week_of(first, policy)[0], cal.week_of(last, policy)[1]
            iso = (start + dt.timedelta(days=3)).isocalendar()
            return Days(
                first=start,
                last=end,
                granularity="week" if (end - start).days < 7 else "span",
                value=f"{iso.year}-W{iso.week:02}",
            )
        if unit == "month" or not whole or (anchored and fine <= 2 and unit == "year"):
            start, end = cal.month_days(first.year, first.month)[0], cal.month_days(last.year, last.month)[1]
            same = (start.year, start.month) == (end.year, end.month)
            value = f"{start:%Y-%m}" if unit == "month" else f"{start.year}"
            if not anchored and unit == "year":
                return Days(
                    first=start, last=end, granularity="month" if same else "span", value=f"{start:%Y-%m}"
                )
            return Days(first=start, last=end, granularity="month" if same else "span", value=value)
        if unit == "quarter":
            return Days(
                first=first, last=last, granularity="span", value=f"{first.year}-Q{(first.month + 2) // 3}"
            )
        if anchored and fine == 3:
            return Days(
                first=first, last=last, granularity=base.granularity, value=f"{first.year}{base.value[4:]}"
            )
        start, end = dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
        if unit == "decade" and node.low != node.high:
            return Days(first=start, last=end, granularity="span", value=f"{start.year}")
        return Days(
            first=start,
            last=end,
            granularity="year" if start.year == end.year else "span",
            value=f"{start.year}",
        )

    # ------------------------------------------------------------------ parts and counts

    def part(self, node: Part) -> Days | None:
        """Early, mid, late, beginning, end of a period."""
        of = node.of
        whole = self._resolve(of)
        if isinstance(of, Unit) and of.unit == "year" and whole and whole.first:
            whole = replace(whole, last=cal.year_days(whole.first.year)[1])
        if whole is None or whole.first is None or whole.last is None:
            return replace(whole, mod=_MOD[node.first]) if whole else None
        granularity = whole.granularity
        first = cal.part_of((whole.first, whole.last), node.first, granularity, self.c.policy)[0]
        last = cal.part_of((whole.first, whole.last), node.last, granularity, self.c.policy)[1]
        pub = self.c.published
        if (
            pub
            and isinstance(of, Point)
            and whole.basis == "year-inferred"
            and (pub - last).days > self.c.policy.slip
            and whole.last >= pub - dt.timedelta(days=self.c.policy.slip)
            and self.c.tense(node) in ("future", "present")
        ):
            return self.part(replace(node, of=replace(of, year=pub.year + 1)))
        value = whole.value
        new_granularity: Granularity = "part"
        if node.first == node.last and node.first in ("first_half", "second_half"):
            half = 1 if node.first == "first_half" else 2
            if granularity == "year":
                value, new_granularity = f"{whole.first.year}-H{half}", "half"
        if isinstance(of, Unit) and of.deixis == "next" and of.j - of.i == 3:
            first, last = (
                whole.first,
                cal.month_days(whole.first.year, 1)[1] if node.first == "start" else last,
            )
        return replace(
            whole, first=first, last=last, granularity=new_granularity, value=value, mod=_MOD[node.first]
        )

    def nth(self, node: Nth) -> Days | None:
        """ "The first week of March", "the last Friday in May", "the first two months of 2024"."""
        whole = self._resolve(node.of)
        if whole is None or whole.first is None or whole.last is None:
            return None
        policy = self.c.policy
        start, end = whole.first, whole.last
        if node.beyond and node.unit == "week":
            first, last = cal.week_of(start + dt.timedelta(days=7 * node.n), policy)
            return Days(
                first=first,
                last=last,
                granularity="week",
                value=f"{first.isocalendar().year}-W{first.isocalendar().week:02}",
                basis=whole.basis,
            )
        if node.beyond:
            start, end = (
                (end + _DAY, end + dt.timedelta(days=10))
                if node.n > 0
                else (start - dt.timedelta(days=10), start - _DAY)
            )
        if node.weekday is not None or node.unit == "weekend":
            index = policy.weekend[0] if node.weekday is None else node.weekday
            if node.n > 0:
                first = start + dt.timedelta(days=(index - start.weekday()) % 7 + 7 * (node.n - 1))
            else:
                first = end - dt.timedelta(days=(end.weekday() - index) % 7)
            if first > end:
                return None
            if node.weekday is not None:
                return Days(
                    first=first, last=first, granularity="day", value=first.isoformat(), basis=whole.basis
                )
            last = first + dt.timedelta(days=policy.weekend[1] - policy.weekend[0])
            iso = first.isocalendar()
            return Days(
                first=first,
                last=last,
                granularity="weekend",
                value=f"{iso.year}-W{iso.week:02}-WE",
                basis=whole.basis,
            )
        unit = node.unit or "day"
        if node.n > 0:
            first = cal.shift(start, node.n - 1, unit)
            last = cal.shift(first, node.count, unit) - _DAY
        else:
            last = end
            first = cal.shift(end + _DAY, -node.count, unit)
        if first > end:
            return None
        last = min(last, end)
        granularity: Granularity = (
            unit if node.count == 1 and unit in ("week", "month", "day", "quarter", "year") else "span"
        )  # type: ignore[assignment]
        value = {
            "month": f"{first:%Y-%m}",
            "day": first.isoformat(),
            "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
            "year": f"{first.year}",
        }.get(granularity, whole.value)
        if node.count > 1:
            value = period_value(node.count, node.count, unit)
        elif unit == "week":
            iso = (first + dt.timedelta(days=3)).isocalendar()
            value = f"{iso.year}-W{iso.week:02}"
        return Days(first=first, last=last, granularity=granularity, value=value, basis=whole.basis)

    # ------------------------------------------------------------------ compounds

    def pair(self, a: Node, b: Node) -> tuple[Days | None, Days | None]:
        """Resolves two times that share what one of them leaves out: "from March to July 2023"."""
        missing_a, missing_b = _yearless(a), _yearless(b)
        if missing_a and not missing_b:
            last = self._resolve(b)
            if last and last.last:
                _share_year(a, last.last.year)
                first = self._resolve(a)
                if first and first.first and first.first > last.last:
                    _share_year(a, last.last.year - 1)
                    first = self._resolve(a)
                return first, last
        first = self._resolve(a)
        if missing_b and first and first.first and first.known:
            _share_year(b, first.first.year)
            last = self._resolve(b)
            if last and last.last and last.last < first.first:
                _share_year(b, first.first.year + 1)
                last = self._resolve(b)
            if last:
                last = replace(last, basis=first.basis if first.basis != "explicit" else last.basis)
            return first, last
        if _is_weekday(b) and first and first.first:
            weekday = b
            assert isinstance(weekday, Point)
            assert weekday.weekday is not None
            day = first.first + dt.timedelta(days=(weekday.weekday - first.first.weekday()) % 7)
            return first, Days(
                first=day, last=day, granularity="day", value=day.isoformat(), basis=first.basis
            )
        return first, self._resolve(b)

    def span(self, node: Span) -> Days | None:
        """From the first day of one time to the last day of another."""
        a, b = self.pair(node.first, node.last)
        if a is None or b is None or not a.known or not b.known:
            return None
        start, end = a.first, b.last
        if start and end and start > end:
            return None
        basis = a.basis if a.basis != "explicit" else b.basis
        return Days(
            first=start,
            last=end,
            granularity="span",
            value=f"{a.value}/{b.value}",
            basis=basis,
            approximate=a.approximate or b.approximate,
            members=(a, b),
        )

    def either(self, items: list[Node]) -> Days | None:
        """The days that several times cover together."""
        found = self.row(items)
        good = [days for days in found if days and days.known]
        if not good or len(good) != len(items):
            return None
        starts, ends = [d.first for d in good], [d.last for d in good]
        first = None if None in starts else min(s for s in starts if s)
        last = None if None in ends else max(e for e in ends if e)
        basis = next((d.basis for d in good if d.basis != "explicit"), good[0].basis)
        return Days(
            first=first,
            last=last,
            granularity="span",
            value="/".join((good[0].value, good[-1].value)),
            basis=basis,
            approximate=any(d.approximate for d in good),
            members=tuple(good),
        )

    def row(self, items: list[Node]) -> list[Days | None]:
        """Resolves a row of times, sharing years from the one that has it."""
        anchor = next((k for k, item in enumerate(items) if not _yearless(item)), None)
        found: list[Days | None] = [None] * len(items)
        if anchor is None:
            found[0] = self._resolve(items[0])
            for k in range(1, len(items)):
                found[k] = (
                    self.pair(items[k - 1], items[k])[1]
                    if _yearless(items[k - 1]) is False
                    else self._after(found[k - 1], items[k])
                )
            return found
        for k in range(anchor, -1, -1):
            if k == anchor:
                found[k] = self._resolve(items[k])
            else:
                found[k], _ = self.pair(items[k], items[k + 1])
        for k in range(anchor + 1, len(items)):
            found[k] = self.pair(items[k - 1], items[k])[1]
        return found

    def _after(self, before: Days | None, item: Node) -> Days | None:
        if before and before.first and _yearless(item):
            _share_year(item, before.first.year)
            found = self._resolve(item)
            if found and found.last and found.last < before.first:
                _share_year(item, before.first.year + 1)
                found = self._resolve(item)
            return replace(found, basis=before.basis) if found else None
        if _is_weekday(item) and before and before.first:
            assert isinstance(item, Point)
            assert item.weekday is not None
            day = before.first + dt.timedelta(days=(item.weekday - before.first.weekday()) % 7)
            return Days(first=day, last=day, granularity="day", value=day.isoformat(), basis=before.basis)
        return self._resolve(item)

    def bound(self, node: Bound) -> Days | None:
        """An open window before, by, after or from a time."""
        inner = self._resolve(node.of)
        if inner is None or not inner.known:
            return inner
        first, last = inner.first, inner.last
        edge = node.of.first if isinstance(node.of, Part) else None
        if node.kind == "before":
            end = last if edge == "end" else first - _DAY if first else None
            days = (None, end)
        elif node.kind == "by":
            days = (None, last)
        elif node.kind == "after":
            start = first if edge == "start" else last + _DAY if last else None
            days = (start, None)
        else:
            days = (first, None)
        if days == (None, None):
            return inner
        return replace(inner, first=days[0], last=days[1], granularity="span", core=inner)


def _distance(days: cal.Days, day: dt.date) -> int:
    first, last = days
    return 0 if first <= day <= last else (first - day).days if first > day else (day - last).days


def _clock(of_day: str | None) -> str:
    if of_day is None:
        return ""
    return of_day if of_day.startswith("T") else "T" + of_day


def replace_unit(node: Unit) -> Unit:
    """The same period without "later" or "earlier"; its past does not end today."""
    return Unit(
        i=node.i,
        j=node.j,
        unit=node.unit,
        deixis="this" if node.deixis == "of" else node.deixis,
        count=(1, 1) if False else None,
    )


def _leaf(node: Node) -> Node:
    while isinstance(node, (Part, Guess, Bound, Nth)):
        node = node.of
    return node


def _yearless(node: Node) -> bool:
    leaf = _leaf(node)
    return (
        isinstance(leaf, Point)
        and leaf.year is None
        and leaf.year_word is None
        and leaf.deixis is None
        and leaf.kind in ("day", "month", "season", "quarter", "half", "holiday", "slot")
    )


def _is_weekday(node: Node) -> bool:
    return isinstance(node, Point) and node.kind == "weekday" and node.deixis is None


def _share_year(node: Node, year: int) -> None:
    leaf = _leaf(node)
    if isinstance(leaf, Point):
        leaf.year = year
