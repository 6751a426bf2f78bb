"""Reads single places in the calendar: days, months, weekdays, seasons, quarters, years, decades, holidays, clocks."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from dateline.extract.times.nodes import Clock, Node, Point
from dateline.extract.times.tokens import BREAK, Tokens
from dateline.extract.times.words import Words

__all__ = ["PointReader", "Read"]

Read = tuple[Node, int] | None
"""A node and the token after it."""

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DECADE = re.compile(r"'?(\d{2}|\d{4})s")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_GLUED_CLOCK = re.compile(r"(\d{1,2})(am|pm)")
_QUARTER = re.compile(r"(?:q([1-4])|([1-4])q)(\d{2}|\d{4})?")
_HALF = re.compile(r"(?:h([12])|([12])h)(\d{2}|\d{4})?")
_FISCAL = re.compile(r"fy(\d{2}|\d{4})")
_DASHES = frozenset("-–—")


class PointReader:
    """Reads one point of the calendar at a token; each method gives the node and the token after it, or None."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.t, self.w = tokens, words
        self.low, self.raw, self.n = tokens.low, tokens.raw, tokens.count

    # ------------------------------------------------------------------ years

    def year(self, i: int) -> tuple[int, int] | None:
        """A year in four digits, or spoken: "nineteen ninety-six", "two thousand"."""
        low = self.low[i]
        if _YEAR.fullmatch(low):
            return int(low), i + 1
        if low in ("seventeen", "eighteen", "nineteen", "twenty", "two") and self.raw[i].islower():
            return self._spoken_year(i)
        return None

    def _spoken_year(self, i: int) -> tuple[int, int] | None:
        low, numbers = self.low, self.w.numbers
        if low[i] == "two":
            if low[i + 1] != "thousand" or low[i - 1] != "year":
                return None
            return 2000, i + 2
        tens = numbers.get(low[i + 1], 0)
        if not (10 <= tens <= 90) or low[i + 1] in ("dozen", "hundred"):
            return None
        century, j = numbers[low[i]] * 100, i + 2
        if tens < 20:
            return (century + tens, j) if low[j] not in self.w.units and century < 2000 else None
        k = j + 1 if low[j] == "-" else j
        unit = numbers.get(low[k], 0)
        if 1 <= unit <= 9 and low[k] not in ("a", "an"):
            tens, j = tens + unit, k + 1
        if low[j] in self.w.units or (century == 2000 and tens < 20):
            return None
        return century + tens, j

    def year_tail(self, i: int, *, comma: bool = True) -> tuple[int | None, str | None, int]:
        """The year after a month, season or holiday: ", 2024", "of 2024", "'24", "of next year"."""
        low, j = self.low, i
        if comma and low[j] == ",":
            j += 1
        elif low[j] in ("of", "in", "-", "–"):
            j += 1
        if low[j] == "the" and low[j + 1] == "year":
            j += 2
        elif low[j] == "year":
            j += 1
        found = self.year(j)
        if found and not self._counted(found[1]):
            return found[0], None, found[1]
        if re.fullmatch(r"'\d\d", low[i]):
            return _century(int(low[i][1:])), None, i + 1
        if low[i] == "," and re.fullmatch(r"'\d\d", low[i + 1]):
            return _century(int(low[i + 1][1:])), None, i + 2
        if low[i] in ("of", "in") or low[i] in ("this", "last", "next", "that"):
            k = i + 1 if low[i] in ("of", "in") else i
            word = self.w.deixis.at(low, k)
            if word and low[word[1]] == "year":
                return None, word[0], word[1] + 1
            if low[i] == "of" and low[k] == "the" and low[k + 1] == "year":
                return None, "this", k + 2
        return None, None, i

    def _counted(self, j: int) -> bool:
        """Whether the number before token `j` counts things ("2000 theaters", "2,000", "2024 %")."""
        return self.low[j] in self.w.counted or self.low[j] in ("%", "½")

    def lone_year(self, i: int) -> Read:
        """A year that stands by itself, where its neighbours leave no doubt that it is one."""
        low = self.low
        j = i
        marked = False
        while low[j] in ("the", "calendar", "year"):
            marked = marked or low[j] == "year" or low[j] == "calendar"
            j += 1
        found = self.year(j)
        if found is None:
            return None
        if j > i and not marked:
            j, i = j, j
        year, end = found
        if self._counted(end) or self.t.glued(j) and low[j - 1] not in _DASHES | set("([\"'“‘/"):
            return None
        if low[end] == "," and self.t.glued(end + 1) and low[end + 1].isdigit():
            return None
        if (
            low[j - 1] in _DASHES
            and self.t.glued(j)
            and self.t.glued(j - 1)
            and low[j - 2].isdigit()
            and not _YEAR.fullmatch(low[j - 2])
        ):
            return None
        before = low[i - 1] if i else ""
        if before in self.w.company["never_before_years"]:
            return None
        if before == "." and i > 1 and low[i - 2] == "no":
            return None
        if not marked and not self._year_company(i, end, year, before):
            return None
        return Point(i=i, j=end, kind="year", year=year), end

    def _year_company(self, i: int, end: int, year: int, before: str) -> bool:
        if not self.low[end - 1].isdigit():
            return (
                before in self.w.company["year_leads"]
                or before in self.w.months
                or before in ("a", "the", "year")
            )
        if 1500 <= year < 1900 and (
            before in ("as", "(", "the", "-", "–", "and", BREAK) or self.low[end] in ("-", "–")
        ):
            return True
        near = 1900 <= year <= 2099
        if (
            before in self.w.company["year_leads"]
            or before in self.w.months
            or before in self.w.holidays.vocabulary()
        ):
            return near or before in ("in", "since", "until", "by", "from", "of", "to", "before", "after")
        if not near:
            return False
        prev_raw = self.raw[i - 1] if i else ""
        if prev_raw[:1].isupper() and before not in self.w.flags:
            return before in self.w.dated_events and not self.raw[end][:1].isupper()
        if self.raw[end][:1].isupper() and prev_raw[:1].isupper():
            return before in self.w.flags
        return True

    # ------------------------------------------------------------------ months and days

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name; an abbreviation takes its full stop along, and needs a capital."""
        low = self.low[i]
        number = self.w.months.get(low)
        if number is None or not self.raw[i][0].isupper():
            return None
        j = i + 1
        if low in self.w.company["abbreviated"] or len(low) == 3:
            if self.low[j] == "." and self.t.glued(j):
                if low == "may" and not self.low[j + 1].isdigit():
                    return number, j
                return number, j + 1
            if low in ("mar", "jan", "jun", "dec") and not self.low[j][:1].isdigit():
                return None
        return number, j

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: 6, 6th, sixth, twenty-first."""
        low = self.low[i]
        if low.isdigit():
            value = int(low)
            if not 1 <= value <= 31 or len(low) > 2:
                return None
            if self.low[i + 1] == "%":
                return None
            return value, i + 1
        match = _ORDINAL.fullmatch(low)
        if match and 1 <= int(match[1]) <= 31:
            return int(match[1]), i + 1
        if low in ("twenty", "thirty") and self.low[i + 1] == "-":
            unit = self.w.ordinals.get(self.low[i + 2], 0)
            if 1 <= unit <= 9 and (low == "twenty" or unit == 1):
                return self.w.numbers[low] + unit, i + 3
        value = self.w.ordinals.get(low, 0)
        return (value, i + 1) if value >= 1 and low not in ("opening",) else None

    def month_point(self, i: int) -> Read:
        """A month with what follows: a day, a year, both, or nothing."""
        found = self.month(i)
        if found is None:
            return None
        month, j = found
        low = self.low
        year = self.year(j)
        if year is None:
            k = j + 1 if low[j] == "the" else j
            day = self.day_number(k)
            if day and self._is_day(k, day, month):
                after = day[1]
                tail = self.year_tail(after)
                return Point(
                    i=i, j=tail[2], kind="day", year=tail[0], year_word=tail[1], month=month, day=day[0]
                ), tail[2]
        tail = self.year_tail(j)
        if tail[2] == j and not self._bare_month(i, j):
            return None
        if tail[0] is None and tail[1] is None and low[j] == ",":
            tail = (None, None, j)
        return Point(i=i, j=tail[2], kind="month", year=tail[0], year_word=tail[1], month=month), tail[2]

    def _is_day(self, k: int, day: tuple[int, int], month: int) -> bool:
        low, value, j = self.low, *day
        if value > calendar.monthrange(2024, month)[1]:
            return False
        if low[k].isalpha() and low[j] in self.w.units:
            return False
        if low[j] in (":",) and low[j + 1].isdigit() and self.t.glued(j + 1):
            return False
        return not (
            low[k].isdigit()
            and low[j] in ("percent", "%", "million", "billion", "episodes", "p", "a", "am", "pm")
            and self._no_clock_day(j)
        )

    def _no_clock_day(self, j: int) -> bool:
        return self.low[j] not in ("p", "a") or self.low[j + 1] == "."

    def _bare_month(self, i: int, j: int) -> bool:
        """Whether a month's name without day or year is a month and not a name, a verb or a title."""
        low, raw, w = self.low, self.raw, self.w
        before, after = (low[i - 1] if i else ""), low[j]
        if before in w.name_before or after in w.name_after:
            return False
        lead = before in w.company["month_leads"]
        capital_next = raw[j][:1].isupper() and after not in w.flags and j < self.n and raw[j] != BREAK
        if low[i] in w.company["shaky_months"]:
            if low[i] in ("may", "march") and not lead:
                return False
            if (
                not lead
                or before in (",", ";", "(")
                and low[i] in ("april", "june", "august", "may", "march")
            ):
                # An unled name needs a month's company: "a June premiere".
                return (
                    before in ("a", "an", "the", "'s", "its", "their", "planned", "likely")
                    and raw[j][:1].islower()
                )
            return not capital_next or before in ("in", "last", "next", "this", "since", "until")
        if capital_next and not lead:
            return False
        return not (capital_next and before == "the")

    def day_month(self, i: int) -> Read:
        """ "6 June 2022", "the 6th of June", "the sixth day of June 2022"."""
        low = self.low
        start = i
        if low[i] == "the":
            i += 1
        day = self.day_number(i)
        if day is None:
            return None
        value, j = day
        if low[j] == "day" and low[j + 1] == "of":
            j += 1
        of = low[j] == "of"
        if of:
            j += 1
        found = self.month(j)
        if found is None or value > calendar.monthrange(2024, found[0])[1]:
            return None
        if not of and low[i].isalpha():
            return None
        if (
            low[i].isdigit()
            and not of
            and i
            and low[i - 1] in ("season", "episode", "chapter", "part", "volume", "no", "#")
        ):
            return None
        tail = self.year_tail(found[1])
        if tail[0] is None and not of and self.day_number(found[1]) and low[found[1]].isdigit():
            return None
        return Point(
            i=start, j=tail[2], kind="day", year=tail[0], year_word=tail[1], month=found[0], day=value
        ), tail[2]

    def numeric(self, i: int) -> Read:
        """2024-07-18, 07/18/2024, 18.07.2024; 06/07/2022 keeps both readings."""
        low = self.low[i]
        match = _ISO.fullmatch(low)
        if match:
            return self._ymd(i, int(match[1]), int(match[2]), int(match[3]))
        match = _NUMERIC.fullmatch(low)
        if match is None:
            return None
        first, mark, second, last = match[1], match[2], int(match[3]), match[4]
        if len(first) == 4:
            return self._ymd(i, int(first), second, int(last)) if len(last) == 2 else None
        if len(last) == 3 or len(first) > 2:
            return None
        if mark == "." and len(last) == 2:
            return None
        if mark == "-" and len(last) == 2:
            return None
        year = int(last) if len(last) == 4 else _century(int(last))
        month_first = self._ymd(i, year, int(first), second)
        day_first = self._ymd(i, year, second, int(first))
        if month_first and day_first and first != str(second) and int(first) != second:
            chosen, rival = (day_first, month_first) if mark == "." else (month_first, day_first)
            point, other = chosen[0], rival[0]
            assert isinstance(point, Point)
            assert isinstance(other, Point)
            point.other = (other.year or 0, other.month or 0, other.day or 0)
            return point, i + 1
        return month_first or day_first

    def _ymd(self, i: int, year: int, month: int, day: int) -> tuple[Point, int] | None:
        if (
            not 1000 <= year <= 2999
            or not 1 <= month <= 12
            or not 1 <= day <= calendar.monthrange(year, month)[1]
        ):
            return None
        return Point(i=i, j=i + 1, kind="day", year=year, month=month, day=day), i + 1

    # ------------------------------------------------------------------ weekdays

    def weekday(self, i: int) -> Read:
        """A weekday, with the date that may follow or the time of day: "Wednesday, Oct. 2", "Friday night"."""
        number = self.w.weekdays.get(self.low[i])
        if number is None or not self.raw[i][0].isupper():
            return None
        low, j = self.low, i + 1
        short = low[i] in self.w.company["abbreviated"]
        if low[j] == "." and short and self.t.glued(j):
            j += 1
        k = j
        while low[k] in (",", "(") or low[k] in ("the", "of", "on") and k - j < 2:
            k += 1
        dated = self.month_point(k) or self.day_month(k) or self.numeric(k)
        if dated and isinstance(dated[0], Point) and dated[0].kind == "day":
            end = dated[1]
            if low[k - 1] == "(" and low[end] == ")":
                end += 1
            return replace(dated[0], i=i, j=end, weekday=number), end
        if short and not (
            low[j - 1] == "." or low[i - 1] in ("on", "this", "next", "last", "until", "by", ",", "(")
        ):
            return None
        if short and low[i] in ("sun", "sat", "wed", "mon") and low[j - 1] != ".":
            return None
        if self.raw[i].isupper() and len(self.raw[i]) < 6 and low[j - 1] != ".":
            return None
        if low[k] == "the" and (day := self.day_number(k + 1)) and _ORDINAL.fullmatch(low[k + 1]):
            return Point(i=i, j=day[1], kind="day", day=day[0], weekday=number), day[1]
        if k == j and _ORDINAL.fullmatch(low[k]) and (day := self.day_number(k)):
            return Point(i=i, j=day[1], kind="day", day=day[0], weekday=number), day[1]
        of_day = self.w.dayparts.get(low[j])
        if of_day and not low[j].endswith("s"):
            follow = self.raw[j + 1]
            if not (self.raw[j][0].isupper() and follow[:1].isupper()):
                j += 1
        else:
            of_day = None
        tail = self._comma_date(j)
        if tail:
            return replace(tail[0], i=i, weekday=number, of_day=of_day), tail[1]
        return Point(i=i, j=j, kind="weekday", weekday=number, of_day=of_day), j

    def _comma_date(self, j: int) -> tuple[Point, int] | None:
        k = j + 1 if self.low[j] == "," else j
        if k == j:
            return None
        dated = self.month_point(k) or self.day_month(k)
        if dated and isinstance(dated[0], Point) and dated[0].kind == "day":
            return dated[0], dated[1]
        return None

    # ------------------------------------------------------------------ seasons, quarters, decades, holidays

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
        if low[j] == "/" and low[j + 1] in self.w.seasons:
            return None
        while low[j] in ("season", "term", "semester") and low[i] != "fall" and low[j + 1] in ("of", "in"):
            j += 1
        tail = self.year_tail(j, comma=False)
        if tail[2] > j:
            year, end = tail[0], tail[2]
            if (
                year is not None
                and low[end] in _DASHES
                and self.t.glued(end)
                and len(low[end + 1]) in (2, 4)
                and low[end + 1].isdigit()
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
        """ "Q3 2025", "the third quarter of fiscal 2025", "H1 2025", "FY25"."""
        low = self.low
        start, j = i, i
        if low[j] == "the":
            j += 1
        fiscal = False
        named = self.year(j)
        if named and low[named[1]] in self.w.ordinals:
            found = self.quarter(named[1])
            if found and isinstance(found[0], Point) and found[0].year is None and found[0].year_word is None:
                return replace(found[0], i=start, year=named[0]), found[1]
        if low[j] in ("fiscal", "financial"):
            fiscal, j = True, j + 1
        match = _QUARTER.fullmatch(low[j])
        kind: str = "quarter"
        if match is None and (match := _HALF.fullmatch(low[j])):
            kind = "half"
        if match and self.raw[j][0] not in "qh":
            number = int(match[1] or match[2])
            if match[3]:
                return Point(
                    i=start, j=j + 1, kind=kind, number=number, year=_century(int(match[3])), fiscal=fiscal
                ), j + 1  # type: ignore[arg-type]
            return self._quarter_tail(start, j + 1, kind, number, fiscal=fiscal)
        if match:
            return None
        if (match := _FISCAL.fullmatch(low[j])) and self.raw[j][0] == "F":
            return Point(i=start, j=j + 1, kind="year", year=_century(int(match[1])), fiscal=True), j + 1
        number = self.w.ordinals.get(low[j], 0)
        if not number and (ordinal := _ORDINAL.fullmatch(low[j])):
            number = int(ordinal[1])
        k = j + 1
        if low[k] == "-":
            k += 1
        if low[k] in ("fiscal", "calendar"):
            fiscal, k = low[k] == "fiscal", k + 1
        if (
            low[k] == "quarter"
            and (1 <= number <= 4 or number == -1)
            and low[j] not in ("last", "closing", "opening")
        ):
            return self._quarter_tail(start, k + 1, "quarter", 4 if number == -1 else number, fiscal=fiscal)
        return None

    def _quarter_tail(self, start: int, j: int, kind: str, number: int, *, fiscal: bool) -> Read:
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
                ), found[1]  # type: ignore[arg-type]
        tail = self.year_tail(j)
        return Point(
            i=start, j=tail[2], kind=kind, number=number, year=tail[0], year_word=tail[1], fiscal=fiscal
        ), tail[2]  # type: ignore[arg-type]

    def fiscal_year(self, i: int) -> Read:
        """ "fiscal 2025", "the fiscal year 2025", "the fiscal year ending March 31, 2025"."""
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
        if low[j] in ("ending", "ended", "that") or low[j] == "," and low[j + 1] in ("ending", "ended"):
            k = j + 1 if low[j] in ("ending", "ended") else j + 2
            if low[k] in ("on", "in"):
                k += 1
            end = self.month_point(k) or self.day_month(k)
            if end and isinstance(end[0], Point):
                return replace(end[0], i=i, kind="year", fiscal=True), end[1]
        return None

    def decade(self, i: int) -> Read:
        """ "the 1990s", "the '90s", "the nineties", "the 19th century"."""
        low = self.low
        start, j = i, i
        if low[j] == "the":
            j += 1
        part = None
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
        value = self.w.decades.get(low[j])
        if value is not None and j > i:
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
        if found and self.raw[i][0].isupper() | self.raw[i][0].isdigit():
            return self._holiday_tail(start, found[0], found[1], shift)
        if found and low[i] in ("the",):
            return self._holiday_tail(start, found[0], found[1], shift)
        found = self.w.slots.at(low, i)
        if found is None or shift:
            return None
        name, j = found
        tail = self.year_tail(j, comma=False)
        if j - i == 1 and tail[2] == j:
            return None
        return Point(i=start, j=tail[2], kind="slot", name=name, year=tail[0], year_word=tail[1]), tail[2]

    def _holiday_tail(self, start: int, name: str, j: int, shift: int) -> Read:
        low = self.low
        weekend = week = False
        of_day = None
        if low[j] == "-":
            j += 1
        if low[j] in ("weekend", "week"):
            weekend, week, j = low[j] == "weekend", low[j] == "week", j + 1
        elif low[j] in ("day", "night", "morning") and name not in ("easter sunday",):
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

    # ------------------------------------------------------------------ clocks

    def clock(self, i: int) -> Read:
        """A time of day: "8 p.m. ET", "8:30", "noon", "8/7c"."""
        low = self.low
        hour, minute, j = -1, 0, i
        if low[i] in ("noon", "midnight"):
            return Clock(i=i, j=i + 1, value="T12:00" if low[i] == "noon" else "T24:00"), i + 1
        if match := _CLOCK.fullmatch(low[i]):
            hour, minute, j = int(match[1]), int(match[2]), i + 1
        elif match := _GLUED_CLOCK.fullmatch(low[i]):
            hour = int(match[1]) % 12 + (12 if match[2] == "pm" else 0)
            return self._zone(i, i + 1, hour, 0)
        elif low[i].isdigit() and len(low[i]) <= 2:
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
        low = self.low
        if low[j] in self.w.company["zones"] and self.raw[j].isupper():
            j += 1
            if low[j] == "/" and low[j + 1] in self.w.company["zones"]:
                j += 2
        return Clock(i=i, j=j, value=f"T{hour:02}:{minute:02}"), j


def _century(two: int) -> int:
    if two >= 100:
        return two
    return two + (2000 if two < 50 else 1900)
