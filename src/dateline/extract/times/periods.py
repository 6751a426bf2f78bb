"""Reads periods: their parts, those seen from here ("this week"), and counted places in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, cast

from dateline.extract.times.amounts import AmountReader
from dateline.extract.times.nodes import Clock, Node, Nth, Part, Point, Unit
from dateline.extract.times.points import Read

__all__ = ["PeriodReader"]

_DASHES = frozenset("-–—")


class PeriodReader(AmountReader):
    """Reads periods and their parts, seen from publication or from another time."""

    def point(self, i: int) -> Read:
        """A point of the calendar, with the clock time before it."""
        return (
            self.numeric(i)
            or self.weekday(i)
            or self.day_month(i)
            or self.holiday(i)
            or self.month_point(i)
            or self.quarter(i)
            or self.fiscal_year(i)
            or self.season(i)
            or self.decade(i)
            or self.year_then(i)
            or self._clock_then(i)
            or self.before_christ(i)
            or self.lone_year(i)
            or self._week_of(i)
        )

    def _clock_then(self, i: int) -> Read:
        found = self.clock(i)
        if found is None:
            return None
        clock, j = found
        assert isinstance(clock, Clock)  # noqa: S101  (readers fill it: for the type checker)
        k = j
        if self.low[k] == "," or self.low[k] in ("on", "this", "in"):
            k += 1 if self.low[k] != "this" else 0
        if self.low[k] == "on":
            k += 1
        day = (
            self._deictic(k)
            or self.weekday(k)
            or self.day_month(k)
            or self.holiday(k)
            or self.month_point(k)
            or self.numeric(k)
        )
        if day is None and (unit := self._unit(k)) and isinstance(unit[0], (Unit, Point)):
            day = unit if isinstance(unit[0], Point) or unit[0].unit == "day" else None
        if day is None:
            return clock, j
        node = day[0]
        if isinstance(node, Point) and node.kind in ("day", "weekday", "holiday"):
            return replace(node, i=i, of_day=clock.value), day[1]
        if isinstance(node, Unit):
            return replace(node, i=i, of_day=clock.value), day[1]
        return clock, j

    def _with_clock(self, node: Node, j: int) -> tuple[Node, int]:
        """Takes "at 8 p.m." after a day along."""
        if not (
            (isinstance(node, Point) and node.kind in ("day", "weekday", "holiday"))
            or (isinstance(node, Unit) and node.unit == "day")
        ):
            return node, j
        k = j
        if self.low[k] == ",":
            k += 1
        if self.low[k] == "at":
            k += 1
        if (k == j and not self.low[k][:1].isdecimal()) or (
            k > j and self.low[k - 1] == "," and not self.low[k][:1].isdecimal()
        ):
            return node, j
        found = self.clock(k)
        if found is None or not isinstance(found[0], Clock):
            return node, j
        return replace(node, j=found[1], of_day=found[0].value), found[1]

    def _part(self, i: int) -> Read:
        found = self.w.parts.at(self.low, i)
        start = i
        if found and self.w.slots.at(self.low, i):
            return None
        if found is None and self.low[i] == "the":
            found = self.w.parts.at(self.low, i + 1)
        if found is None or (self.low[i] == "top" and self.low[i - 1] == "on"):
            return None
        first, j = found
        last = first
        low = self.low
        if low[j] == "-" and (low[j + 1] in ("to", "or") or self.w.parts.at(low, j + 1)):
            j += 1
        if low[j] in ("to", "or", "and", "/", "-", "–"):
            k = j + 1
            if low[k] in _DASHES:
                k += 1
            second = self.w.parts.at(low, k) or (self.w.parts.at(low, k + 1) if low[k] == "the" else None)
            if second and low[j] != "and":
                last, j = second
        while low[j] in ("-", "–", "in", "of", "to") and low[j] != "to":
            j += 1
        if low[j] == "in":
            j += 1
        whole = self._period(j)
        if whole is None:
            return None
        node, end = whole
        if isinstance(node, Point) and node.kind == "weekday" and first not in ("early", "late"):
            return None
        if first in ("end", "start") and isinstance(node, Point) and node.kind == "day":
            return None
        if isinstance(node, (Point, Unit)) and _is_day(node) and first in ("early", "late", "mid"):
            # "late yesterday", "early Tuesday": still that day.
            return (replace(node, i=start), end) if low[start] in ("early", "late", "mid") else None
        return Part(i=start, j=end, first=first, last=last, of=node), end

    def _period(self, j: int) -> Read:
        """What can have parts: a year, month, season, decade, or a unit seen from here."""
        low = self.low
        if low[j] in ("the", "a") and low[j + 1] in self.w.company["whole_periods"]:
            follow = low[j + 2]
            if follow != "of" and self.year(j + 2) is None:
                return Unit(i=j, j=j + 2, unit=low[j + 1], deixis="told"), j + 2
        if low[j] == "the" and low[j + 1] == "new" and low[j + 2] == "year":
            return Unit(i=j, j=j + 3, unit="year", deixis="next"), j + 3
        ancient = self.before_christ(j)
        if ancient:
            return ancient
        if of_tv := self._tv_season(j):
            return of_tv
        year = self.year(j + 1 if low[j] == "the" else j)
        if year and not self._counted(year[1]):
            return Point(i=j, j=year[1], kind="year", year=year[0]), year[1]
        month = self.month(j)
        if month and low[month[1]] not in ("fools", "fool"):
            day = None if self.year(month[1]) else self.day_number(month[1])
            if day is None:
                tail = self.year_tail(month[1])
                point = Point(i=j, j=tail[2], kind="month", month=month[0], year=tail[0], year_word=tail[1])
                return point, tail[2]
        k = j + 1 if low[j] == "the" else j
        name = self.w.seasons.get(low[k])
        if name:
            tail = self.year_tail(k + 1, comma=False)
            if (
                low[k] not in ("fall", "spring")
                or tail[2] > k + 1
                or low[j - 1] in ("of", "-", "late", "early", "mid", "in")
            ):
                return Point(i=j, j=tail[2], kind="season", name=name, year=tail[0], year_word=tail[1]), tail[
                    2
                ]
        found = self._deictic(j) or self._unit(j) or self.point(j)
        if found and isinstance(found[0], (Point, Unit)):
            return found
        return None

    def _late(self, i: int) -> Read:
        """Reads "year-end", "year's end", "the year 2024's close"."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        if low[k] in ("midyear", "midsummer", "midwinter", "midweek") or (
            low[k] == "mid" and low[k + 1] == "-" and low[k + 2] == "year"
        ):
            m = k + 1 if low[k] != "mid" else k + 3
            tail = self.year_tail(m)
            name = self.w.seasons.get(low[k][3:])
            if name:
                of_season = Point(i=i, j=tail[2], kind="season", name=name, year=tail[0], year_word=tail[1])
                return Part(i=i, j=tail[2], first="mid", last="mid", of=of_season), tail[2]
            whole: Node = Unit(i=i, j=m, unit="week" if low[k] == "midweek" else "year", deixis="this")
            if tail[0] or tail[1]:
                whole = Point(i=i, j=tail[2], kind="year", year=tail[0], year_word=tail[1])
            return Part(i=i, j=tail[2], first="mid", last="mid", of=whole), tail[2]
        if low[k] == "new" and low[k + 1] == "year" and k > i and low[k + 2] not in ("'", "'s", "eve", "day"):
            return Unit(i=i, j=k + 2, unit="year", deixis="new"), k + 2
        unit = self.w.units.get(low[k])
        if (
            unit in ("year", "month", "week", "quarter", "decade")
            and low[k + 1] in ("-", "'s", "end")
            and ("end" in low[k + 1 : k + 3] or low[k + 2] == "close")
        ):
            after = k + (2 if low[k + 1] == "end" else 3)
            if low[k + 1] == "end" and unit != "year":
                return None
            tail = self.year_tail(after)
            of: Node = Unit(i=i, j=after, unit=unit, deixis="this")
            if tail[0] or tail[1]:
                of = Point(i=i, j=tail[2], kind="year", year=tail[0], year_word=tail[1])
            return Part(i=i, j=tail[2], first="end", last="end", of=of), tail[2]
        found = self.year(k)
        if found and low[found[1]] == "'s" and low[found[1] + 1] in ("end", "close", "start", "beginning"):
            edge = "end" if low[found[1] + 1] in ("end", "close") else "start"
            j = found[1] + 2
            return Part(i=i, j=j, first=edge, last=edge, of=Point(i=i, j=j, kind="year", year=found[0])), j
        return None

    def _side(self, i: int) -> Read:
        """Reads "later this year", "earlier that month", "later in 2024"."""
        low = self.low
        if low[i] not in ("later", "earlier"):
            return None
        side = cast("Literal['later', 'earlier']", low[i])
        j = i + 1
        if low[j] in ("on", "in", "during"):
            j += 1
            if low[j] == "in":
                j += 1
        if low[j] == "today":
            return Unit(i=i, j=j + 1, unit="day", deixis="this", days=0), j + 1
        whole = self._period(j)
        if whole is None:
            return None
        node, end = whole
        if isinstance(node, Unit) and node.count is None and node.unit != "day":
            return Unit(i=i, j=end, unit=node.unit, deixis=node.deixis, side=side), end
        if isinstance(node, Point) and node.kind in ("year", "month", "season", "decade"):
            return Unit(i=i, j=end, unit=node.kind, deixis="of", side=side, of=node), end
        if _is_day(node):
            return replace(node, i=i), end
        return None

    def _deictic(self, i: int) -> Read:
        low = self.low
        found = self.w.deictic_days.at(low, i)
        if found is None and low[i] == "the":
            found = self.w.deictic_days.at(low, i)
        if found:
            days, j = found
            named = low[i] == "today" and self.raw[i][0].isupper()
            if named and (low[i - 1] in self.w.company["papers_today"] or low[j] in ("show", "programme")):
                return None
            if named and (self._masthead(i) or (low[j] == "'s" and self.raw[j + 1][:1].isupper())):
                return None
            of_day = "NI" if low[i] in ("tonight", "tonite", "overnight") else None
            if low[j] in self.w.dayparts and of_day is None:
                of_day, j = self.w.dayparts[low[j]], j + 1
            return Unit(i=i, j=j, unit="day", deixis="this", days=days, of_day=of_day), j
        return None

    def _unit(self, i: int) -> Read:
        """Reads "this week", "the past two years", "last night", "next March", "the weekend"."""
        low = self.low
        if low[i] == "the" and low[i + 1] in ("weekend", "quarter"):
            return self._bare_unit(i)
        found = self.w.deixis.at(low, i)
        if found is None:
            return None
        word, j = found
        quoted = i > 0 and low[i - 1] in ('"', "“", "`", "'", "‘")
        if low[j] in ("a", "an") or (quoted and self.raw[i][0].isupper() and self.raw[j][:1].isupper()):
            return None
        part = self.w.dayparts.get(low[j])
        if part and word in self.w.company["daypart_deixis"] and not low[j].endswith("s"):
            days = {"this": 0, "last": -1, "past": -1}.get(word)
            if days is not None:
                return Unit(i=i, j=j + 1, unit="day", deixis="this", days=days, of_day=part), j + 1
            return Unit(i=i, j=j + 1, unit="day", deixis=word, of_day=part), j + 1
        that = low[i] == "that" and word == "same"
        if word != "current" and (
            not that or low[j] in self.w.weekdays or low[j] in self.w.seasons or self._that_month(i, j)
        ):
            pointed = self._pointed(i, j, word)
            if pointed:
                return pointed
        return self._counted_unit(i, j, word, that=that)

    def _that_month(self, i: int, j: int) -> bool:
        """Whether "that December" points to one, and "that" opens no clause ("said that December is …")."""
        after, company = self.low[j + 1], self.w.company
        ends = not after[:1].isalnum() or after in company["goes_on"]
        return self.low[j] in self.w.months and ends and self.low[i - 1] not in company["tellers"]

    def _bare_unit(self, i: int) -> Read:
        """Reads "over the weekend" and "for the quarter": the one that the sentence is about."""
        low, before = self.low, self.low[i - 1] if i else ""
        if low[i + 1] == "quarter":
            led = before in ("for", "in", "during") and low[i + 2] != "of"
            return (Unit(i=i, j=i + 2, unit="quarter", deixis="in_question"), i + 2) if led else None
        if (
            before not in self.w.company["season_leads"]
            or low[i + 2] in self.w.company["weekend_no_time_after"]
        ):
            return None
        return Unit(i=i, j=i + 2, unit="weekend", deixis="near"), i + 2

    def _counted_unit(self, i: int, j: int, word: str, *, that: bool) -> Read:
        """Reads the unit after a word of direction, with its count: "the past *two years*"."""
        low = self.low
        count: tuple[float, float] | None = None
        number = self._number(j)
        k = j
        if number and low[j] not in ("a", "an"):
            count, k = (number[0], number[1]), number[2]
            k += low[k] == "-"
        fiscal = low[k] in ("fiscal", "financial")
        if low[k] in self.w.company["period_adjectives"]:
            k += 1
        unit = self.w.units.get(low[k])
        if unit is None or (unit == "second" and count is None) or (unit == "weekend" and low[k + 1] == "'"):
            return None
        plural = low[k] != unit
        if plural and count is None:
            if word in ("this", "same") and unit != "day":
                return None
            count = (2, 6)
        if not plural and count is not None and count != (1, 1) and low[k - 1] != "-":
            return None
        if unit == "night" and word not in self.w.company["daypart_deixis"]:
            return None
        if (
            that
            and not plural
            and (unit in ("second", "minute", "hour", "quarter") or low[k + 1] in ("is", "was", "we"))
        ):
            return None
        if not plural and low[k + 1] == "and" and low[k + 2] == "a" and low[k + 3] == "half":
            count, k = (1.5, 1.5), k + 3
        if word == "the_next" and count is None and i and low[i - 1] == "within" and unit != "day":
            count = (1, 1)
        if word == "coming" and count is None and unit == "year" and low[i] == "the":
            count = (1, 1)
        if word == "the_next" and count is None and unit == "day":
            word = "following"
        return self._unit_tail(Unit(i=i, j=k + 1, unit=unit, deixis=word, count=count, fiscal=fiscal))

    def _unit_tail(self, node: Unit) -> Read:
        """Reads what a unit belongs to: "the following two months *of 2023*", "next year's first quarter"."""
        low, j, word = self.low, node.j, node.deixis
        if low[j] == "of" and word in ("following", "next", "the_next", "last", "previous", "coming"):
            seen = self.w.deixis.at(low, j + 1)
            # Only a point can follow: "next year of next year of …" goes no deeper.
            pointed = seen is None or low[seen[1]] in self.w.months or low[seen[1]] in self.w.seasons
            whole = self._period(j + 1) if pointed else None
            if whole and isinstance(whole[0], Point):
                return replace(node, j=whole[1], of=whole[0]), whole[1]
            if word == "last" and node.count and low[node.i] == "the":
                return None
        if low[j] == "of" and word in ("same", "this") and self.year(j + 1):
            return None
        if node.unit == "year" and low[j] == "'s" and word in ("this", "last", "next"):
            quarter = self.quarter(j + 1)
            if quarter and isinstance(quarter[0], Point) and quarter[0].year is None:
                return replace(quarter[0], i=node.i, year_word=word), quarter[1]
        return node, j

    def _pointed(self, i: int, j: int, word: str) -> Read:
        """A weekday, month, season or holiday with a word of direction before it."""
        low = self.low
        if low[j] in self.w.weekdays:
            point = self.weekday(j)
        elif low[j] in self.w.months and self.raw[j][0].isupper():
            month = self.month(j)
            if month is None:
                return None
            day = self.day_number(month[1])
            if day and not low[month[1]].isalpha():
                point = self.month_point(j)
            else:
                if low[j] == "may" and low[i] == "that":
                    return None
                tail = self.year_tail(month[1])
                point = (
                    Point(i=j, j=tail[2], kind="month", month=month[0], year=tail[0], year_word=tail[1]),
                    tail[2],
                )
        elif low[j] in self.w.seasons:
            tail = self.year_tail(j + 1, comma=False)
            verb = low[j] in ("fall", "spring") and low[j + 1] not in (".", ",", ";", ")", "—")
            if tail[0] is None and low[i] == "that" and verb:
                return None
            point = Point(i=j, j=tail[2], kind="season", name=self.w.seasons[low[j]], year=tail[0]), tail[2]
        else:
            point = self.holiday(j)
            if (
                point is None
                and (slot := self.w.slots.at(low, j))
                and word in ("this", "next", "last", "coming", "past")
            ):
                point = Point(i=j, j=slot[1], kind="slot", name=slot[0]), slot[1]
            if point is None and (quarter := self.quarter(j)) and low[j] != "the":
                point = quarter
        if point is None or not isinstance(point[0], Point):
            return None
        return replace(point[0], i=i, deixis=word), point[1]

    def _nth(self, i: int) -> Read:
        """Reads "the first week of March", "the first two weeks of July", "the last Friday in May"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        if low[j] == "very":
            j += 1
        n = self.w.ordinals.get(low[j], 0)
        if not n and (match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", low[j])):
            n = int(match[1])
        if not n or n > 53:
            return None
        j += 1
        if low[j] in ("full", "calendar"):
            j += 1
        count = 1
        number = self._number(j)
        if number and low[j] not in ("a", "an"):
            count, j = max(1, round((number[0] + number[1]) / 2)), number[2]
        weekday = self.w.weekdays.get(low[j]) if self.raw[j][:1].isupper() else None
        unit = None if weekday is not None else self.w.units.get(low[j])
        if weekday is None and unit not in ("week", "weekend", "month", "day", "quarter", "year", "decade"):
            return None
        if low[j + 1] in ("of", "in"):
            k = j + 2
        elif low[j + 1] == "during" or low[j + 1] == "after":
            return None
        else:
            return None
        if low[j].endswith("s") and count == 1 and low[j] not in self.w.weekdays:
            count = 3
        whole = self._period(k)
        if whole is None or (isinstance(whole[0], Point) and whole[0].kind in ("day", "weekday", "holiday")):
            return None
        if unit == "day" and count == 1 and not isinstance(whole[0], Point):
            return None
        return Nth(i=i, j=whole[1], n=n, unit=unit, weekday=weekday, count=count, of=whole[0]), whole[1]

    def _beside(self, i: int) -> Read:
        """Reads "The Friday after Thanksgiving", "the weekend before Halloween"."""
        low, j = self.low, i
        if low[j] != "the":
            return None
        weekday = self.w.weekdays.get(low[j + 1]) if self.raw[j + 1][:1].isupper() else None
        if weekday is None and low[j + 1] not in ("weekend", "week"):
            return None
        if low[j + 2] not in ("after", "before", "following"):
            return None
        anchor = self.holiday(j + 3) or self.month_point(j + 3) or self.day_month(j + 3)
        if anchor is None or not isinstance(anchor[0], Point) or anchor[0].kind not in ("day", "holiday"):
            return None
        n = -1 if low[j + 2] == "before" else 1
        unit = None if weekday is not None else low[j + 1]
        return Nth(
            i=i, j=anchor[1], n=n, unit=unit, weekday=weekday, count=1, of=anchor[0], beyond=True
        ), anchor[1]

    def _week_of(self, i: int) -> Read:
        """Reads "the week of April 7, 2025", "the weekend of June 6-8", "the night of May 3"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        if low[j] not in self.w.company["units_of_a_day"] or low[j + 1] not in (
            "of",
            "beginning",
            "starting",
            "ending",
            "ended",
            "ending",
        ):
            return None
        k = j + 2
        if low[k] in ("the", "on"):
            k += low[k] == "on"
        found = self.point(k)
        if found is None or not isinstance(found[0], Point):
            return None
        node = found[0]
        unit = low[j]
        if unit in ("week", "weekend") and node.kind in ("day", "holiday"):
            ends = low[j + 1] in ("ending", "ended")
            return replace(
                node, i=i, week=unit == "week", weekend=unit == "weekend", shift=-6 if ends else 0
            ), found[1]
        if unit in self.w.dayparts and node.kind in ("day", "holiday", "weekday"):
            return replace(node, i=i, of_day=self.w.dayparts[unit]), found[1]
        if unit == "month" and node.kind == "month":
            return replace(node, i=i), found[1]
        return None


def _is_day(node: Node) -> bool:
    return (isinstance(node, Point) and node.kind in ("day", "weekday")) or (
        isinstance(node, Unit) and node.unit == "day"
    )
