"""Reads seasons, quarters, fiscal years, decades, holidays and times of day."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from dateline.extract.times.nodes import Clock, Point
from dateline.extract.times.points import PointReader, Read, century
from dateline.extract.times.tokens import BREAK

__all__ = ["SlotReader"]

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DECADE = re.compile(r"'?(\d{2}|\d{4})s")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_GLUED_CLOCK = re.compile(r"(\d{1,2})(am|pm)")
_QUARTER = re.compile(r"(?:q([1-4])|([1-4])q)(\d{2}|\d{4})?")
_HALF = re.compile(r"(?:h([12])|([12])h)(\d{2}|\d{4})?")
_FISCAL = re.compile(r"fy(\d{2}|\d{4})")
_DASHES = frozenset("-–—")


class SlotReader(PointReader):
    """Reads what comes once a year, and what is longer than one."""

    def season(self, i: int) -> Read:
        """A season of the year, where it is a noun of time."""
        low = self.low
        start = i
        if low[i] == "the":
            i += 1
        name = self.w.seasons.get(low[i])
        if name is None:
            return None
        j = i + 1
        while low[j] in ("season", "term", "semester") and low[i] != "fall" and low[j + 1] in ("of", "in"):
            j += 1
        if low[j] in self.w.company["season_breaks"] and start != i and start:
            led = low[start - 1] in self.w.company["break_leads"] or low[max(0, start - 2) : start] == [
                "ahead",
                "of",
            ]
            return (Point(i=start, j=j + 1, kind="season", name=name), j + 1) if led else None
        tail = self.year_tail(j, comma=False)
        if tail[2] > j:
            year, end = tail[0], tail[2]
            if (
                year is not None
                and low[end] in _DASHES
                and self.t.glued(end)
                and len(low[end + 1]) in (2, 4)
                and low[end + 1].isdecimal()
                and self.t.glued(end + 1)
            ):
                end += 2
            return Point(i=start, j=end, kind="season", name=name, year=year, year_word=tail[1]), end
        if not self._season_noun(start, i, j):
            return None
        return Point(i=start, j=j, kind="season", name=name), j

    def _season_noun(self, start: int, i: int, j: int) -> bool:
        """Whether the word for a season is one, and no verb ("to fall further"), name or title."""
        low, raw, company = self.low, self.raw, self.w.company
        before, after = (low[start - 1] if start else ""), low[j]
        if after == "-" and self.t.glued(j + 1) and low[j + 1] not in self.w.flags and low[j + 1].isalpha():
            # "spring-like", "summer-themed"
            return False
        if (
            raw[i][0].isupper()
            and raw[j][:1].isupper()
            and raw[j + 1][:1].isupper()
            and after in self.w.units
        ):
            # "Summer Nights Forever"
            return False
        if after == "/" and low[j + 1] in self.w.seasons and self.year(j + 2):
            return True
        if after in company["season_no_time_after"] or before in company["season_no_time_before"]:
            return False
        if raw[i][0].isupper():
            if raw[j][:1].isupper() and after not in self.w.flags:
                return False
            return not i or low[i - 1] == BREAK or low[i - 1] in company["season_capital_leads"]
        if low[i] not in ("fall", "spring"):
            return True
        if before == "to" and low[start - 2] not in self.w.seasons and low[start - 2] not in self.w.months:
            return False
        if start != i:
            return before in company["season_leads"] and after not in ("of", "from")
        return before in company["season_leads"] and not (
            before in ("to", "a", "and", "or", "of") and after in company["season_verb_followers"]
        )

    def quarter(self, i: int) -> Read:
        """Reads "Q3 2025", "the third quarter of fiscal 2025", "H1 2025", "FY25"."""
        low = self.low
        start, j = i, i
        if low[j] == "the":
            j += 1
        fiscal = False
        named = self.year(j)
        if named and (low[named[1]] in self.w.ordinals or low[named[1]] == "'s"):
            of_year = self._of_year(start, named[0], named[1] + (low[named[1]] == "'s"))
            if of_year:
                return of_year
        if low[j] in ("fiscal", "financial"):
            fiscal, j = True, j + 1
        match = _QUARTER.fullmatch(low[j])
        kind: Literal["quarter", "half"] = "quarter"
        if match is None and (match := _HALF.fullmatch(low[j])):
            kind = "half"
        if match and self.raw[j][0] not in "qh":
            number = int(match[1] or match[2])
            if match[3]:
                return Point(
                    i=start, j=j + 1, kind=kind, number=number, year=century(int(match[3])), fiscal=fiscal
                ), j + 1
            return self._quarter_tail(start, j + 1, kind, number, fiscal=fiscal)
        if match:
            return None
        if (match := _FISCAL.fullmatch(low[j])) and self.raw[j][0] == "F":
            return Point(i=start, j=j + 1, kind="year", year=century(int(match[1])), fiscal=True), j + 1
        number = self.w.ordinals.get(low[j], 0)
        if not number and (ordinal := _ORDINAL.fullmatch(low[j])):
            number = int(ordinal[1])
        k = j + 1
        if low[k] == "-":
            k += 1
        if low[k] in ("fiscal", "calendar"):
            fiscal, k = low[k] == "fiscal", k + 1
        if low[k] == "half" and 1 <= number <= 2 and low[j][0].isdecimal():
            tail = self._quarter_tail(start, k + 1, "half", number, fiscal=fiscal)
            # A half without a year is as well one of a game.
            return (
                tail if tail and isinstance(tail[0], Point) and (tail[0].year or tail[0].year_word) else None
            )
        if (
            low[k] == "quarter"
            and (1 <= number <= 4 or number == -1)
            and low[j] not in ("last", "closing", "opening")
        ):
            return self._quarter_tail(start, k + 1, "quarter", 4 if number == -1 else number, fiscal=fiscal)
        return None

    def _of_year(self, start: int, year: int, k: int) -> Read:
        """The quarter or half at token `k`, of the year before it: "2025's third quarter"."""
        found = None if self.low[k] == "the" or self.year(k) else self.quarter(k)
        if found and isinstance(found[0], Point) and found[0].year is None and found[0].year_word is None:
            return replace(found[0], i=start, year=year), found[1]
        part = self.w.parts.at(self.low, k)
        number = {"first_half": 1, "second_half": 2}.get(part[0]) if part else None
        if part is None or number is None:
            return None
        return Point(i=start, j=part[1], kind="half", number=number, year=year), part[1]

    def year_then(self, i: int) -> Read:
        """Reads a season or slot after its year: "the 2025 holiday season", "the 2024 summer season"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        year = self.year(j)
        if year is None:
            return None
        k = year[1]
        slot = self.w.slots.at(low, k)
        if slot:
            return Point(i=i, j=slot[1], kind="slot", name=slot[0], year=year[0]), slot[1]
        name = self.w.seasons.get(low[k])
        if name and self.raw[k].islower() and low[k + 1] in self.w.company["season_kinds"]:
            end = k + 2 if low[k + 1] == "season" else k + 1
            return Point(i=i, j=end, kind="season", name=name, year=year[0]), end
        return None

    def _quarter_tail(
        self, start: int, j: int, kind: Literal["quarter", "half"], number: int, *, fiscal: bool
    ) -> Read:
        low, k = self.low, j
        if low[k] in ("of", "in", ",", "-"):
            k += 1
        if low[k] in ("the", "its") and low[k + 1] in ("fiscal", "financial"):
            k += 1
        if low[k] in ("fiscal", "financial"):
            fiscal, k = True, k + 1
            if low[k] == "year":
                k += 1
            found = self.year(k)
            if found:
                return Point(
                    i=start, j=found[1], kind=kind, number=number, year=found[0], fiscal=True
                ), found[1]
        short = _FISCAL.fullmatch(low[k])
        if short:
            year = century(int(short[1]))
            return Point(i=start, j=k + 1, kind=kind, number=number, year=year, fiscal=True), k + 1
        tail = self.year_tail(j)
        return Point(
            i=start, j=tail[2], kind=kind, number=number, year=tail[0], year_word=tail[1], fiscal=fiscal
        ), tail[2]

    def fiscal_year(self, i: int) -> Read:
        """Reads "fiscal 2025", "the fiscal year 2025", "the fiscal year ending March 31, 2025"."""
        low, j = self.low, i
        if low[j] in ("the", "its", "their"):
            j += 1
        if low[j] not in ("fiscal", "financial"):
            return None
        j += 1
        if low[j] in ("year", "-"):
            j += 1
        found = self.year(j)
        if found:
            return Point(i=i, j=found[1], kind="year", year=found[0], fiscal=True), found[1]
        if low[j] in ("ending", "ended", "that") or (low[j] == "," and low[j + 1] in ("ending", "ended")):
            k = j + 1 if low[j] in ("ending", "ended") else j + 2
            if low[k] in ("on", "in"):
                k += 1
            end = self.month_point(k) or self.day_month(k)
            if end and isinstance(end[0], Point):
                return replace(end[0], i=i, kind="year", fiscal=True), end[1]
        return None

    def decade(self, i: int) -> Read:
        """Reads "the 1990s", "the '90s", "the nineties", "the 19th century"."""
        low = self.low
        start, j = i, i
        if low[j] == "the":
            j += 1
        part = None
        if ancient := self._ancient_decade(j):
            return Point(i=start, j=ancient[1], kind="decade", year=-ancient[0], number=ancient[0]), ancient[
                1
            ]
        match = _DECADE.fullmatch(low[j])
        if match:
            number = int(match[1])
            if len(match[1]) == 2:
                if number % 10 or not (low[j][0] == "'" or j > i):
                    return None
                number += 2000 if number < 30 else 1900
            elif number % 10 or not 1000 <= number <= 2190:
                return None
            return Point(i=start, j=j + 1, kind="decade", number=number), j + 1
        if low[j] == "'" and low[j + 1] in self.w.decades:
            j += 1
        value = self.w.decades.get(low[j])
        if value is not None and self._spoken_decade(i, j):
            return Point(
                i=start, j=j + 1, kind="decade", number=(2000 if value == 0 else 1900) + value
            ), j + 1
        number = self.w.ordinals.get(low[j], 0)
        if ordinal := _ORDINAL.fullmatch(low[j]):
            number = int(ordinal[1])
        k = j + 1
        if low[j] == "twenty" and low[j + 1] == "-" and low[j + 2] == "first":
            number, k = 21, j + 3
        if low[k] == "-":
            k += 1
        if low[k] == "century" and number >= 1 and part is None and low[j] not in self.w.ordinals | {}:
            return Point(i=start, j=k + 1, kind="century", number=number), k + 1
        if low[k] == "century" and number >= 5:
            return Point(i=start, j=k + 1, kind="century", number=number), k + 1
        return None

    def _ancient_decade(self, j: int) -> tuple[int, int] | None:
        """The years before Christ of "the 470s BC", and of each in "the 480s and 470s BC"."""
        low, k = self.low, j
        if not low[j].endswith("0s") or not low[j][:-1].isdecimal():
            return None
        end = self._era(j + 1)
        while end is None and low[k + 1] in (",", "and", "or", "to", "-", "–") and k < j + 12:
            k += 2 + (low[k + 2] == "the")
            if not low[k].endswith("0s") or not low[k][:-1].isdecimal():
                return None
            if self._era(k + 1):
                end = j + 1
        return (int(low[j][:-1]), end) if end is not None else None

    def _spoken_decade(self, i: int, j: int) -> bool:
        """Whether "eighties" is a decade, no age ("in her eighties") and no heat ("lows in the eighties")."""
        low, company = self.low, self.w.company
        before = low[max(0, i - 3) : i]
        if not company["owners"].isdisjoint(before) or not company["weather"].isdisjoint(
            low[max(0, i - 6) : i]
        ):
            return False
        led = bool(before) and before[-1] in company["decade_leads"] and self.raw[j].islower()
        return j > i or low[j] == "noughties" or led

    def holiday(self, i: int) -> Read:
        """A holiday or a holiday slot, its weekend or its week, with the year if one follows."""
        low, start, shift = self.low, i, 0
        if (
            low[i] == "the"
            and low[i + 1] in ("day", "weekend", "week", "night")
            and low[i + 2] in ("after", "before", "of")
        ):
            if low[i + 2] != "of":
                shift = 1 if low[i + 2] == "after" else -1
                if low[i + 1] in ("week", "weekend"):
                    return None
            elif low[i + 1] != "night":
                return None
            i += 3
        if low[i] == "the":
            found = self.w.slots.at(low, i)
            if found is None:
                i += 1
        found = self.w.holidays.at(low, i)
        if found and low[i : found[1]] == ["new", "year"] and i > start:
            return None
        if found and i == start and self._of_a_kind(i, found[1]):
            return None
        if found and self.raw[i][0].isupper() | self.raw[i][0].isdecimal():
            return self._holiday_tail(start, found[0], found[1], shift)
        if found and low[i] == "the":
            return self._holiday_tail(start, found[0], found[1], shift)
        found = self.w.slots.at(low, i)
        if found is None or shift:
            return None
        name, j = found
        tail = self.year_tail(j, comma=False)
        if tail[2] == j and (j - i == 1 or name in self.w.company["slots_of_a_year"]):
            if name != "midseason" or not self._held_for(i, j):
                return None
            deixis = "held" if low[i - 1] == "for" else None
            return Point(i=start, j=j, kind="slot", name=name, deixis=deixis), j
        return Point(i=start, j=tail[2], kind="slot", name=name, year=tail[0], year_word=tail[1]), tail[2]

    def _held_for(self, i: int, j: int) -> bool:
        """Whether "midseason" stands as a noun of time: "held for midseason"."""
        company = self.w.company
        ends = not self.low[j][:1].isalpha() or self.low[j] in company["goes_on"] or self.low[j] == BREAK
        return i > 0 and self.low[i - 1] in company["slot_leads"] and ends and self.low[j] != "-"

    def _of_a_kind(self, i: int, j: int) -> bool:
        """Whether the holiday only says what kind a work is: "a Christmas special"."""
        return (
            bool(i)
            and self.low[i - 1] in self.w.company["kind_leads"]
            and self.low[j] in self.w.company["kinds"]
            and self.low[j - 1] != "eve"
        )

    def _holiday_tail(self, start: int, name: str, j: int, shift: int) -> Read:
        low = self.low
        weekend = week = False
        of_day = None
        if low[j] == "-":
            j += 1
        if low[j] in ("weekend", "week"):
            weekend, week, j = low[j] == "weekend", low[j] == "week", j + 1
        elif low[j] in ("day", "night", "morning") and name != "easter sunday":
            of_day = self.w.dayparts.get(low[j])
            j += 1
        if (
            low[j] == ","
            and self.year(j + 1) is None
            and self.w.months.get(low[j + 1])
            and (dated := self.month_point(j + 1))
        ):
            point = dated[0]
            if isinstance(point, Point) and point.kind == "day" and not weekend:
                return replace(point, i=start), dated[1]
        tail = self.year_tail(j)
        return Point(
            i=start,
            j=tail[2],
            kind="holiday",
            name=name,
            year=tail[0],
            year_word=tail[1],
            weekend=weekend,
            week=week,
            of_day=of_day,
            shift=shift,
        ), tail[2]

    def _tv_season(self, i: int) -> Read:
        """Reads "the 2024-25 season", "the 2023–2024 television season"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        first = self.year(j)
        if first is None or low[j + 1] not in ("-", "–", "/") or not self.t.glued(j + 1):
            return None
        second = self.year(j + 2)
        year = (
            second[0]
            if second
            else first[0] // 100 * 100 + int(low[j + 2])
            if low[j + 2].isdecimal() and len(low[j + 2]) == 2
            else 0
        )
        k = j + 3
        while low[k] in self.w.company["season_kinds"] and low[k] not in ("season", ".", ","):
            k += 1
        if year != first[0] + 1 or low[k] not in ("season", "year"):
            return None
        return Point(i=i, j=k + 1, kind="tv-season", year=first[0]), k + 1

    def _masthead(self, i: int) -> bool:
        """Whether "Today" ends a paper's name: "Harbour Today reports", "NORTH BAY TODAY has"."""
        before, raw = self.raw[i - 1] if i else "", self.raw
        if not before[:1].isupper() or self.low[i - 1] in self.w.flags:
            return False
        if raw[i].isupper():
            return before.isupper() and len(before) > 1 and raw[i + 1][:1].islower()
        opens = i < 2 or not raw[i - 2][:1].isalnum()
        return raw[i - 2][:1].islower() or (opens and raw[i + 1][:1].islower())

    def clock(self, i: int) -> Read:
        """A time of day: "8 p.m. ET", "8:30", "noon", "8/7c"."""
        low = self.low
        hour, minute, j = -1, 0, i
        if low[i] in ("noon", "midnight"):
            j = self._zone_end(i + 1)
            return Clock(i=i, j=j, value="T12:00" if low[i] == "noon" else "T24:00"), j
        if match := _CLOCK.fullmatch(low[i]):
            hour, minute, j = int(match[1]), int(match[2]), i + 1
        elif match := _GLUED_CLOCK.fullmatch(low[i]):
            hour = int(match[1]) % 12 + (12 if match[2] == "pm" else 0)
            return self._zone(i, i + 1, hour, 0)
        elif low[i].isdecimal() and len(low[i]) <= 2:
            hour, j = int(low[i]), i + 1
        if not 0 <= hour <= 24 or minute > 59:
            return None
        half = self._meridiem(j)
        if half:
            return self._zone(i, half[1], hour % 12 + half[0], minute)
        if low[j] == "o" and low[j + 1] == "'" and low[j + 2] == "clock":
            return self._zone(i, j + 3, hour, 0)
        if low[j] == "/" and re.fullmatch(r"\d{1,2}c", low[j + 1]):
            return Clock(i=i, j=j + 2, value=f"T{hour % 12 + 12:02}:00"), j + 2
        if low[i - 1] == "at" and j > i and ":" in low[i]:
            return self._zone(i, j, hour, minute)
        if ":" in low[i] and low[j] in self.w.company["zones"]:
            return self._zone(i, j, hour, minute)
        return None

    def _meridiem(self, j: int) -> tuple[int, int] | None:
        low = self.low
        if low[j] in ("am", "pm"):
            return (12 if low[j] == "pm" else 0), j + 1
        if low[j] in ("a", "p") and low[j + 1] == "." and low[j + 2] == "m":
            return (12 if low[j] == "p" else 0), j + (4 if low[j + 3] == "." else 3)
        return None

    def _zone(self, i: int, j: int, hour: int, minute: int) -> Read:
        j = self._zone_end(j)
        return Clock(i=i, j=j, value=f"T{hour:02}:{minute:02}"), j

    def _zone_end(self, j: int) -> int:
        """The token after a time zone, where one stands at token `j`: "ET", "Pacific", "Eastern Time"."""
        low, zones = self.low, self.w.company["zones"]
        if low[j] in zones and self.raw[j].isupper():
            return j + 3 if low[j + 1] == "/" and low[j + 2] in zones else j + 1
        if low[j] in self.w.company["zone_names"] and self.raw[j][0].isupper():
            k = j + 1 + (low[j + 1] in ("standard", "daylight"))
            if low[k] == "time":
                return k + 1
            return j if self.raw[k][:1].isupper() else k
        return j
