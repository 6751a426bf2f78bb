"""Reads single places in the calendar: years, months, days, weekdays."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from dateline.extract.times.nodes import Node, Point
from dateline.extract.times.tokens import BREAK, Tokens
from dateline.extract.times.words import Words

__all__ = ["PointReader", "Read", "century"]

Read = tuple[Node, int] | None
"""A node and the token after it."""

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DASHES = frozenset("-–—")


class PointReader:
    """Reads one point of the calendar at a token: the node and the token after it, or None."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.t, self.w = tokens, words
        self.low, self.raw, self.n = tokens.low, tokens.raw, tokens.count

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
        if (comma and low[j] == ",") or low[j] in ("of", "in", "-", "–"):
            j += 1
        if low[j] == "the" and low[j + 1] == "year":
            j += 2
        elif low[j] == "year":
            j += 1
        found = self.year(j)
        if found and not self._counted(found[1]):
            return found[0], None, found[1]
        if (ancient := self.before_christ(j)) and isinstance(ancient[0], Point):
            return ancient[0].year, None, ancient[1]
        if re.fullmatch(r"'\d\d", low[i]):
            return century(int(low[i][1:])), None, i + 1
        if low[i] == "," and re.fullmatch(r"'\d\d", low[i + 1]):
            return century(int(low[i + 1][1:])), None, i + 2
        if low[i] == "the" and low[i + 2] == "year" and low[i + 1] in self.w.company["years_beside"]:
            return None, low[i + 1] if low[i + 1] != "next" else "following", i + 3
        if low[i] in ("of", "in") or low[i] in ("this", "last", "next", "that"):
            k = i + 1 if low[i] in ("of", "in") else i
            if (far := (low[k : k + 4])) in (
                ["the", "year", "after", "next"],
                ["the", "year", "before", "last"],
            ):
                return None, f"{far[2]}_{far[3]}", k + 4
            word = self.w.deixis.at(low, k)
            if word and low[word[1]] == "year":
                return None, word[0], word[1] + 1
            if low[i] == "of" and low[k] == "the" and low[k + 1] == "year":
                return None, "this", k + 2
        return None, None, i

    def before_christ(self, i: int) -> Read:
        """Reads "480 BC", and the first year of "490-480 BC"; the year is negative."""
        low = self.low
        if not low[i].isdecimal() or len(low[i]) > 4:
            return None
        end = self._era(i + 1)
        if end:
            return Point(i=i, j=end, kind="year", year=-int(low[i])), end
        joined = low[i + 1] in ("-", "–", "to", "and", "or", "until") and self._era(i + 3)
        listed = low[i + 1] == "," and low[i + 3] in ("and", "or", ",") and self.before_christ(i + 2)
        if (joined and low[i + 2].isdecimal()) or listed:
            return Point(i=i, j=i + 1, kind="year", year=-int(low[i])), i + 1
        return None

    def _era(self, j: int) -> int | None:
        low = self.low
        if low[j] in ("bc", "bce") and self.raw[j].isupper():
            return j + 1
        if low[j] == "b" and low[j + 1] == "." and low[j + 2] == "c":
            return j + 4 if low[j + 3] == "." else j + 3
        return None

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
            i = j
        year, end = found
        if self._counted(end) or (self.t.glued(j) and low[j - 1] not in _DASHES | set("([\"'“‘/")):
            return None
        if low[end] == "," and self.t.glued(end + 1) and low[end + 1].isdecimal():
            return None
        if (
            low[j - 1] in _DASHES
            and self.t.glued(j)
            and self.t.glued(j - 1)
            and low[j - 2].isdecimal()
            and not _YEAR.fullmatch(low[j - 2])
        ):
            return None
        if self._model(j) or self._address(end) or self._measures(end):
            return None
        before = low[i - 1] if i else ""
        if before in self.w.company["never_before_years"]:
            return None
        if before == "." and i > 1 and low[i - 2] == "no":
            return None
        if not marked and not self._year_company(i, end, year, before):
            return None
        return Point(i=i, j=end, kind="year", year=year), end

    def _model(self, j: int) -> bool:
        """Whether the number ends a model's name: "DX-2020"."""
        code = self.raw[j - 2] if j > 1 and self.t.glued(j) and self.t.glued(j - 1) else ""
        return (
            self.low[j - 1] in _DASHES
            and code.isupper()
            and code.lower() not in self.w.flags
            and code.lower() not in self.w.company["before_dashed_years"]
        )

    def _measures(self, j: int) -> bool:
        """Whether a counted noun is hyphened on: "a 2023-seat theatre"."""
        if self.low[j] != "-" or not self.t.glued(j) or not self.t.glued(j + 1):
            return False
        noun = self.low[j + 1]
        return noun in self.w.company["measured"] or noun + "s" in self.w.counted

    def _address(self, j: int) -> bool:
        """Whether a street's name follows: "2019 Harrow Street"."""
        k = j
        while k < j + 3 and self.raw[k][:1].isupper():
            if k > j and self.low[k] in self.w.company["streets"]:
                return True
            k += 1
        return False

    def _year_company(self, i: int, end: int, year: int, before: str) -> bool:
        if not self.low[end - 1].isdecimal():
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

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name; an abbreviation takes its full stop along, and needs a capital."""
        low = self.low[i]
        number = self.w.months.get(low)
        if number is None or not self.raw[i][0].isupper():
            return None
        j = i + 1
        if low == "apr" and self._interest(i):
            return None
        if low in self.w.company["abbreviated"] or len(low) == 3:
            if self.low[j] == "." and self.t.glued(j):
                if low == "may" and not self.low[j + 1].isdecimal():
                    return number, j
                return number, j + 1
            if low in ("mar", "jan", "jun", "dec") and not self.low[j][:1].isdecimal():
                return None
        return number, j

    def _interest(self, i: int) -> bool:
        """Whether "APR" is a rate of interest: "9% APR", "the Apr rate"."""
        before = self.low[i - 1] if i else ""
        return before == "%" or "." in before[1:] or self.low[i + 1] in self.w.company["rates"]

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: 6, 6th, sixth, twenty-first."""
        low = self.low[i]
        if low.isdecimal():
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
        return (value, i + 1) if value >= 1 and low != "opening" else None

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
        if low[j] == ":" and low[j + 1].isdecimal() and self.t.glued(j + 1):
            return False
        return not (
            low[k].isdecimal()
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
        if after == "-" and low[j + 1] == "ish":
            return True
        lead = before in w.company["month_leads"]
        capital_next = raw[j][:1].isupper() and after not in w.flags and j < self.n and raw[j] != BREAK
        if low[i] in w.company["shaky_months"]:
            if not lead or (before in (",", ";", "(") and len(low[i]) > 3):
                # An unled name needs a month's company: "a June premiere".
                noun = (raw[j][:1].islower() and after not in w.flags) or after in w.event_nouns
                return (
                    noun
                    and (before != "the" or after in w.event_nouns or low[i] not in ("may", "march"))
                    and before in w.company["month_nouns_before"]
                )
            return not capital_next or before in ("in", "last", "next", "this", "since", "until")
        if capital_next and not lead:
            return False
        return not (capital_next and before == "the")

    def day_month(self, i: int) -> Read:
        """Reads "6 June 2022", "the 6th of June", "the sixth day of June 2022"."""
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
        dashed = low[j] == "-" and self.t.glued(j) and self.t.glued(j + 1)
        if of or dashed:
            j += 1
        found = self.month(j)
        if found is None or value > calendar.monthrange(2024, found[0])[1]:
            return None
        if not of and low[i].isalpha():
            return None
        numbered = self.w.company["numbered"]
        joined = i > 2 and low[i - 1] in ("and", "or", "&", "-", "–") and low[i - 3] in numbered
        if low[i].isdecimal() and not of and i and (joined or low[i - 1] in numbered):
            return None
        tail = self.year_tail(found[1])
        if dashed and tail[0] is None:
            return None
        if tail[0] is None and not of and self.day_number(found[1]) and low[found[1]].isdecimal():
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
        match = _EAST_ASIAN.fullmatch(low)
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
        if mark == "." and len(last) == 2 and not self._dotted(i, match):
            return None
        if mark == "-" and len(last) == 2:
            return None
        year = int(last) if len(last) == 4 else century(int(last))
        month_first = self._ymd(i, year, int(first), second)
        day_first = self._ymd(i, year, second, int(first))
        if month_first and day_first and first != str(second) and int(first) != second:
            if mark == "." and len(last) == 4:
                return day_first
            point, rival = month_first[0], day_first[0]
            point.other = (year, rival.month or 0, rival.day or 0)
            return month_first
        return month_first or day_first

    def _dotted(self, i: int, match: re.Match[str]) -> bool:
        """Whether "10.10.25" is a date and no version: every field has two digits, and nothing counts it."""
        fields = match[1], match[3]
        near = "20" <= match[4] <= "39"
        led = i > 0 and self.low[i - 1] in self.w.company["numbered_releases"]
        return near and all(len(field) == 2 for field in fields) and not led

    def _ymd(self, i: int, year: int, month: int, day: int) -> tuple[Point, int] | None:
        if (
            not 1000 <= year <= 2999
            or not 1 <= month <= 12
            or not 1 <= day <= calendar.monthrange(year, month)[1]
        ):
            return None
        return Point(i=i, j=i + 1, kind="day", year=year, month=month, day=day), i + 1

    def _no_one_day(self, i: int, j: int) -> bool:
        """Whether the weekday begins a name ("as Wednesday Pell") or comes again ("Friday nights")."""
        low = self.low
        if low[j] in self.w.dayparts and low[j].endswith("s"):
            return True
        named = self.raw[j][:1].isupper() and low[j] not in self.w.flags
        return named and low[i - 1] in self.w.company["name_leads"]

    def weekday(self, i: int) -> Read:
        """A weekday, with the date or time of day that may follow: "Wednesday, Oct. 2", "Friday night"."""
        number = self.w.weekdays.get(self.low[i])
        if number is None or not self.raw[i][0].isupper():
            return None
        low, j = self.low, i + 1
        if self._no_one_day(i, j):
            return None
        short = low[i] in self.w.company["abbreviated"]
        if low[j] == "." and short and self.t.glued(j):
            j += 1
        k = j
        while low[k] in (",", "(") or (low[k] in ("the", "of", "on") and k - j < 2):
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


def century(two: int) -> int:
    """The year that two digits write: 24 is 2024, 98 is 1998."""
    if two >= 100:
        return two
    return two + (2000 if two < 50 else 1900)
