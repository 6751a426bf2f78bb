"""Reads wordings that join or shorten times: "the 5th to the 9th of May", "the year so far", "3/14"."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from dateline.extract.times.counted import STOP
from dateline.extract.times.nodes import Bound, Either, Node, Part, Point, Row, Span, Unit, Vague
from dateline.extract.times.points import Read
from dateline.extract.times.reports import ReportReader

__all__ = ["WordingReader"]

_DAYS_JOINED = frozenset(["-", "–", "—", "to", "through", "thru", "until", "till", "and", "&", "or"])
_RANGED = frozenset(["-", "–", "—", "to", "through", "thru"])
_ENDS = {"eoy": "year", "eom": "month", "eow": "week", "eoq": "quarter"}
_NO_DAYS = frozenset([(24, 7), (16, 9), (21, 9)])
"""Around the clock, and the shapes of screens."""
_OPENERS = frozenset(["the", "this", "last", "next", "in", "end", "close", "second", *_ENDS])
"""Words that open a wording of this module; figures open one as well."""
_LATER_HALF = 24
"""Tokens within which "second half" still borrows the year of the half told before."""


class WordingReader(ReportReader):
    """Reads days in ranges, months and days in figures, and what borrows its end or year."""

    _half: Point | None = None
    """The latest half of a year that was read with its year."""

    def worded(self, i: int) -> Read:
        """A time in one of the wordings of this module, told apart by its first words."""
        low = self.low
        word, after = low[i], low[i + 1]
        if word[0].isdecimal():
            if after == "/":
                return self._month_day(i)
            return self._other_half(i) if after == "half" else self._day_pair(i)
        if word not in _OPENERS:
            return None
        if word == "the" and after[:1].isdecimal():
            return self._day_pair(i) or self._other_half(i) or self._bare_day(i)
        if after == "season":
            return self._top_of_season(i)
        if word == "in":
            return self._future(i) if after == "the" else None
        if low[i + 2] == "so":
            return self._so_far(i)
        return self._shortened(i) or self._fiscal_end(i) or self._other_half(i)

    def _day_pair(self, i: int) -> Read:
        """Reads days before their month: "6-8 June 2025", "the 5th to the 9th of May", "28 and 29 August"."""
        low = self.low
        lead = low[i] == "the"
        first = self.day_number(i + lead) if low[i + lead][:1].isdecimal() else None
        if first is None or low[first[1]] not in _DAYS_JOINED:
            return None
        if i and low[i - 1] in self.w.company["numbered"]:
            return None
        k = first[1] + 1
        last = self.day_month(k) if low[k][:1].isdecimal() or low[k] == "the" else None
        if last is None or not isinstance(last[0], Point) or (last[0].day or 0) <= first[0]:
            return None
        start = Point(i=i, j=first[1], kind="day", month=last[0].month, day=first[0])
        if low[first[1]] in ("and", "&"):
            return Row(i=i, j=last[1], items=[start, last[0]]), last[1]
        return Span(i=i, j=last[1], first=start, last=last[0]), last[1]

    def days_between(self, i: int, node: Node) -> Node | None:
        """The days of "between the 5th and the 9th of May", which join as a pair."""
        if not isinstance(node, Row) or len(node.items) != 2 or self.low[node.items[0].j] != "and":
            return None
        first, last = node.items
        if not (isinstance(first, Point) and isinstance(last, Point) and first.kind == last.kind == "day"):
            return None
        return Span(i=i, j=node.j, first=first, last=last)

    def next_year(self, node: Node, j: int) -> tuple[Point, int] | None:
        """The second year of "2025/26" and "2025/2026", where it is the next."""
        if not isinstance(node, Point) or node.kind != "year" or node.year is None or node.fiscal:
            return None
        if not (self.t.glued(j) and self.t.glued(j + 1)) or self.low[j + 2] == "/":
            return None
        after = f"{node.year + 1}"
        if self.low[j + 1] not in (after, after[2:]):
            return None
        return Point(i=j + 1, j=j + 2, kind="year", year=node.year + 1), j + 2

    def _week_of(self, i: int) -> Read:
        """Takes the days along that a weekend or week is told to run: "the weekend of July 5-7"."""
        found = super()._week_of(i)
        if found is None or not isinstance(found[0], Point) or found[0].kind != "day":
            return found
        node, j = found[0], found[1]
        if not (node.week or node.weekend) or self.low[j] not in _RANGED:
            return found
        first = replace(node, week=False, weekend=False)
        last = self._second_day(first, j + 1) or self.month_point(j + 1)
        if last is None or not isinstance(last[0], Point) or last[0].kind != "day":
            return found
        return Span(i=i, j=last[1], first=first, last=last[0]), last[1]

    def _so_far(self, i: int) -> Read:
        """Reads "the decade so far", "this year so far": up to today."""
        low = self.low
        if low[i] not in ("the", "this") or low[i + 2 : i + 4] != ["so", "far"]:
            return None
        unit = low[i + 1]
        if unit not in ("decade", "year", "month", "week", "quarter", "century"):
            return None
        return Unit(i=i, j=i + 4, unit=unit, deixis="this", side="earlier"), i + 4

    def _shortened(self, i: int) -> Read:
        """Reads "EOY 2025", and "end of year" without an article."""
        low = self.low
        if low[i] in _ENDS and self.raw[i].isupper():
            unit, j = _ENDS[low[i]], i + 1
        elif low[i] == "end" and low[i + 1] == "of" and low[i + 2] in _ENDS.values():
            unit, j = low[i + 2], i + 3
            if low[j] not in STOP and low[j] not in self.w.company["goes_on"]:
                return None
        else:
            return None
        of: Node = Unit(i=i, j=j, unit=unit, deixis="this")
        year = self.year(j) if unit == "year" else None
        if year is not None:
            of, j = Point(i=i, j=year[1], kind="year", year=year[0]), year[1]
        return Part(i=i, j=j, first="end", last="end", of=of), j

    def _fiscal_end(self, i: int) -> Read:
        """The day of "the end of our fiscal year on March 31, 2025"."""
        low, j = self.low, i + (self.low[i] == "the")
        if low[j] not in ("end", "close") or low[j + 1] != "of":
            return None
        day = self._year_closes(j + 2)
        if day is None:
            return None
        return Part(i=i, j=day[1], first="end", last="end", of=replace(day[0], i=i)), day[1]

    def _year_closes(self, k: int) -> tuple[Point, int] | None:
        """The day or month on which "our fiscal year" is told to end, from token `k` on."""
        low = self.low
        k += low[k] in self.w.company["of_whom"]
        if low[k] not in ("fiscal", "financial") or low[k + 1] != "year":
            return None
        k += 2
        if low[k] in ("ends", "closes", "finishes", "ending"):
            k += 1
        k += low[k] == ","
        if low[k] not in ("on", "in"):
            return None
        found = self.month_point(k + 1) or self.day_month(k + 1)
        if found is None or not isinstance(found[0], Point):
            return None
        return found[0], found[1]

    def its_end(self, i: int) -> Read:
        """Reads "before the year is out", "before this month ends", "before the summer is over"."""
        low, w = self.low, self.w
        if low[i] not in ("before", "by", "until"):
            return None
        closing = (
            self._year_closes(i + 1) if "fiscal" in low[i : i + 4] or "financial" in low[i : i + 4] else None
        )
        if closing is not None:
            return Bound(i=i, j=closing[1], kind="by", of=closing[0]), closing[1]
        of: Node
        if year := self.year(i + 1):
            k = year[1]
            of = Point(i=i + 1, j=k, kind="year", year=year[0])
        elif low[i + 1] not in ("the", "this"):
            return None
        else:
            unit, k = low[i + 2], i + 3
            if unit in w.seasons:
                of = Point(i=i + 1, j=k, kind="season", name=w.seasons[unit], deixis="this")
            elif unit in w.company["whole_periods"] and unit != "day":
                of = Unit(i=i + 1, j=k, unit=unit, deixis="told" if low[k] == "was" else "this")
            else:
                return None
        if low[k] in ("is", "'s", "was") and low[k + 1] in ("out", "over", "through", "done", "up"):
            j = k + 2
        elif low[k] in ("ends", "closes", "finishes", "expires"):
            j = k + 1
        else:
            return None
        end = Part(i=of.i, j=of.j, first="end", last="end", of=of)
        return Bound(i=i, j=j, kind="by", of=end), j

    def _other_half(self, i: int) -> Read:
        """Reads "the second half" after "the first half of 2025": of the same year."""
        low, told = self.low, self._half
        j = i + (low[i] == "the")
        if (
            told is None
            or low[j + 1] != "half"
            or low[j] not in ("second", "2nd")
            or i - told.j > _LATER_HALF
        ):
            return None
        ends = low[j + 2] in STOP or low[j + 2] in self.w.company["goes_on"] or not low[j + 2].isalpha()
        if told.number != 1 or not ends or low[j + 2] == "-" or self.year_tail(j + 2)[2] > j + 2:
            return None
        return Point(i=i, j=j + 2, kind="half", number=2, year=told.year), j + 2

    @property
    def awaits_half(self) -> bool:
        """Whether a bare "second half" can have a year now."""
        return self._half is not None

    def keep_half(self, node: Node) -> None:
        """Remembers a half of a year told with its year."""
        items = [node.first, node.last] if isinstance(node, Span) else [node]
        for item in items:
            if isinstance(item, Point) and item.kind == "half" and item.year and not item.fiscal:
                self._half = item
            elif isinstance(item, Part) and item.first == item.last == "first_half":
                of = item.of
                if isinstance(of, Point) and of.kind == "year" and of.year and not of.fiscal:
                    self._half = Point(i=item.i, j=item.j, kind="half", number=1, year=of.year)

    def _month_day(self, i: int) -> Read:
        """Reads "3/14" and "28/04" where a word before leads a day and only one order can be meant."""
        low, glued = self.low, self.t.glued
        if not (low[i].isdecimal() and low[i + 1] == "/" and low[i + 2].isdecimal()):
            return None
        if not (glued(i + 1) and glued(i + 2)) or len(low[i]) > 2 or len(low[i + 2]) > 2:
            return None
        if low[i + 3] in ("/", "of", "%") or (glued(i + 3) and low[i + 3].isalnum()):
            return None
        one, two = int(low[i]), int(low[i + 2])
        month, day = (one, two) if one <= 12 else (two, one)
        plain = (one > 12) != (two > 12) or (one == two and len(low[i]) == 2)
        if not plain or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2024, month)[1]:
            return None
        if (one, two) in _NO_DAYS or not self._leads_figures(i):
            return None
        return Point(i=i, j=i + 3, kind="day", month=month, day=day), i + 3

    def _leads_figures(self, i: int) -> bool:
        low, company = self.low, self.w.company
        k = i - 1
        if k < 0 or (self.t.glued(i) and low[k] not in _RANGED and low[k] != "("):
            return False
        if low[k] in _RANGED and k > 2 and low[k - 2] == "/":
            return True
        if low[k] == ":":
            return not company["day_nouns"].isdisjoint(low[max(0, k - 6) : k])
        k -= low[k] == "("
        if k < 0 or not low[k].strip():
            return False
        return low[k] in company["figure_leads"] or low[k] in self.w.weekdays

    def numeric(self, i: int) -> Read:
        """A day in figures, with or without its year."""
        return self._month_day(i) if self.low[i + 1] == "/" else super().numeric(i)

    def _bare_day(self, i: int) -> Read:
        """Reads "on the 12th" and "the deadline is the 29th": the nearest such day, as the tense has it."""
        low = self.low
        if low[i] != "the" or not i or not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", low[i + 1]):
            return None
        day, j = self.day_number(i + 1), i + 2
        if day is None or not (low[j] in STOP or low[j] in self.w.company["goes_on"]):
            return None
        company, before = self.w.company, low[i - 1]
        dated = before in ("is", "was", "'s") and not company["day_nouns"].isdisjoint(low[max(0, i - 6) : i])
        if before not in company["day_leads"] and not dated:
            return None
        return Point(i=i, j=j, kind="day", day=day[0]), j

    def _top_of_season(self, i: int) -> Read:
        """Reads "last season's top drama" and "the top drama of last season": the television season."""
        low, company = self.low, self.w.company
        if low[i] not in ("last", "this", "next") or low[i + 1] != "season":
            return None
        ranked = low[i + 2] == "'s" and low[i + 3] in company["ranks"]
        if not ranked and (low[i - 1] != "of" or company["ranks"].isdisjoint(low[max(0, i - 6) : i])):
            return None
        return Point(i=i, j=i + 2, kind="tv-season", deixis=low[i]), i + 2

    def _future(self, i: int) -> Read:
        """Reads "in the not-too-distant future": from now on, where the clause looks ahead."""
        low = self.low
        if low[i] != "in" or low[i + 1] != "the":
            return None
        j = next((k for k in range(i + 2, i + 10) if low[k] == "future"), None)
        words = "".join(low[i + 2 : j]) if j else ""
        if j is None or words not in (
            "near",
            "nottoodistant",
            "not-too-distant",
            "not-so-distant",
            "verynear",
        ):
            return None
        return Vague(i=i + 1, j=j + 1, ref="FUTURE_REF", ahead=True), j + 1

    def _second_day(self, node: Node, k: int) -> tuple[Node, int] | None:
        """The bare second number of "June 6-8", "May 14 and 17, 2024", "2023-24"."""
        low = self.low
        inner = node.items[-1] if isinstance(node, (Either, Row)) else node
        if not isinstance(inner, Point):
            return None
        if inner.kind == "day" and inner.month and low[k][:1].isdecimal():
            day = self.day_number(k)
            if day is None or self.month(day[1]) or (low[day[1]] == "/" and self.t.glued(day[1])):
                return None
            dashed = (
                low[k - 1] in "-–" and self.t.glued(k) and self.t.glued(k - 1) and day[0] > (inner.day or 31)
            )
            if self._counts_something(day[1]) and (not dashed or low[day[1]] in self.w.units):
                return None
            tail = self.year_tail(day[1])
            year = tail[0]
            return Point(
                i=k, j=tail[2], kind="day", year=year, year_word=tail[1], month=inner.month, day=day[0]
            ), tail[2]
        if (
            inner.kind == "year"
            and inner.year is not None
            and inner.year > 0
            and self.t.glued(k)
            and low[k].isdecimal()
            and len(low[k]) == 2
        ):
            year = inner.year // 100 * 100 + int(low[k])
            if inner.year < year <= inner.year + 15:
                return Point(i=k, j=k + 1, kind="year", year=year), k + 1
        if inner.kind == "decade" and (match := re.fullmatch(r"'?(\d0)s", low[k])):
            base = (inner.number or 0) // 100 * 100 + int(match[1])
            return Point(i=k, j=k + 1, kind="decade", number=base), k + 1
        return None

    def _counts_something(self, j: int) -> bool:
        low = self.low
        if low[j] in STOP or low[j] in self.w.company["ends_a_row"]:
            return False
        return not self.year(j)
