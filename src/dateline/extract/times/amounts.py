"""Reads counts and lengths of time: "six months", "more than two and a half years", bare "weeks"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.extract.times.nodes import Duration
from dateline.extract.times.slots import SlotReader

__all__ = ["SEASON_CODE", "AmountReader", "period_value"]

SEASON_CODE = {"spring": "SP", "summer": "SU", "fall": "FA", "winter": "WI"}
"""Seasons as TIMEX3 writes them."""


class AmountReader(SlotReader):
    """Reads counts and lengths."""

    def _number(self, i: int) -> tuple[float, float, int, bool] | None:
        """A count: fewest, most, the token after it, and whether it is vague."""
        low, w = self.low, self.w
        vague = w.vague_counts.at(low, i)
        if vague:
            counts, j = vague
            if low[i] == "half" and low[j] in ("a", "an"):
                j += 1
            if low[i] == "another" and (more := self._number(j)):
                return more
            return counts[0], counts[1], j, counts[0] != counts[1]
        first = self._count(i)
        if first is None:
            return None
        value, j = first
        if low[j] in ("to", "or", "-", "–") or (low[j] == "and" and low[i - 1] == "between"):
            second = self._count(j + 1)
            if second and second[0] > value and not (low[j] in ("-", "–") and low[j + 1] in ("a", "an")):
                return value, second[0], second[1], False
        if low[j] == "1" and low[j + 1] == "/" and low[j + 2] == "2":
            return value + 0.5, value + 0.5, j + 3, False
        if low[j] == "½":
            return value + 0.5, value + 0.5, j + 1, False
        if low[j] in ("and", "-") and low[j + 1] in ("a", "and", "half") and "half" in low[j + 1 : j + 5]:
            k = j
            while low[k] != "half":
                k += 1
            return value + 0.5, value + 0.5, k + 1, False
        return value, value, j, False

    def _count(self, i: int) -> tuple[float, int] | None:
        low = self.low[i]
        if re.fullmatch(r"\d{1,5}(?:\.\d+)?", low):
            return float(low), i + 1
        value = self.w.numbers.get(low)
        if value is None:
            return None
        j = i + 1
        if 20 <= value <= 90:
            k = j + 1 if self.low[j] == "-" else j
            unit = self.w.numbers.get(self.low[k], 0)
            if 1 <= unit <= 9 and self.low[k] not in ("a", "an"):
                return value + unit, k + 1
        if self.low[j] == "hundred":
            return value * 100.0, j + 1
        if self.low[j] == "dozen" and low in ("a", "two", "three"):
            return value * 12.0, j + 1
        return float(value), j

    def amount(self, i: int) -> tuple[Duration, int] | None:
        """A length of time: "six months", "more than two years", "a year and a half", bare "weeks"."""
        low = self.low
        start = i
        mod, i = self._amount_mod(i)
        if low[i] == "the" and start == i:
            i += 1
            while low[i] in self.w.company["counted_periods"]:
                i += 1
            vague_lead = low[i - 1] in ("last", "past", "next")
            if self._number(i) is None or low[i] in ("a", "an", "half") or vague_lead:
                return None
        number = self._number(i)
        few, most, j, vague = number or (2.0, 6.0, i, True)
        j += low[j] == "-"
        while low[j] in self.w.company["amount_adjectives"]:
            j += 1
        unit = self.w.units.get(low[j])
        if unit is None or not self._countable(j, unit, counted=number is not None, one=most <= 1):
            return None
        if low[start] == "the" and low[j] == unit:
            return None
        few, most, unit, j = self._more(few, most, unit, j + 1)
        for words, meaning in (
            (("so",), "APPROX"),
            (("more", "longer"), "EQUAL_OR_MORE"),
            (("less", "fewer"), "EQUAL_OR_LESS"),
        ):
            if low[j] == "or" and low[j + 1] in words:
                mod, j = meaning, j + 2
        j += low[j] == "'"
        return Duration(
            i=start, j=j, low=few, high=most, unit=unit, mod=None if mod == "EXACT" else mod, vague=vague
        ), j

    def _amount_mod(self, i: int) -> tuple[str | None, int]:
        """The words before an amount that make it a bound or a guess, and the token after them."""
        mod = None
        found = self.w.amount_mods.at(self.low, i)
        while found and not (self.low[found[1] - 1] in ("a", "the") and found[1] - i == 1):
            mod = found[0] if found[0] != "EXACT" or mod is None else mod
            i = found[1]
            found = self.w.amount_mods.at(self.low, i)
        return mod, i

    def _countable(self, j: int, unit: str, *, counted: bool, one: bool) -> bool:
        """Whether the unit at token `j` can end an amount: bare "weeks", "five-month", but no "a second"."""
        low = self.low
        plural, hyphen = low[j] != unit, low[j - 1] == "-"
        if unit == "quarter":
            return False
        if not counted:
            short = unit in ("second", "minute") and low[j + 1] not in ("later", "after", "ago", "before")
            return plural and not short
        if plural:
            return True
        if unit == "second" and not hyphen:
            return False
        if low[j - 1] in ("a", "an") and low[j + 1] == "-" and unit != "night":
            return False
        if one or hyphen or low[j + 1] in self.w.company["attributed_nouns"]:
            return True
        # "a six year process" for "a six-year process": the unit is one, the count more.
        return unit != "night" and low[j - 2] in ("a", "an", "the") and self.raw[j + 1][:1].islower()

    def _more(self, few: float, most: float, unit: str, j: int) -> tuple[float, float, str, int]:
        """Takes "and a half" and "and two months" along."""
        low = self.low
        if low[j] != "and":
            return few, most, unit, j
        if low[j + 1] == "a" and low[j + 2] == "half":
            return few + 0.5, most + 0.5, unit, j + 3
        more = self._number(j + 1)
        smaller = self.w.units.get(low[more[2]]) if more else None
        if more is None or smaller is None:
            return few, most, unit, j
        parts = {
            ("year", "month"): 12,
            ("hour", "minute"): 60,
            ("week", "day"): 7,
            ("minute", "second"): 60,
        }.get((unit, smaller))
        if parts is None or low[more[2]] == "second":
            return few, most, unit, j
        return few * parts + more[0], most * parts + more[1], smaller, more[2] + 1

    def _rate(self, i: int) -> bool:
        """Whether "a year" after a count is a rate ("four flights a week"), no length."""
        before = self.low[i - 1] if i else ""
        return (
            before[:1].isdecimal()
            or before in ("times", "once", "twice", "cents", "%", "percent", "million", "billion", "trillion")
            or (
                before.endswith("s")
                and not before.endswith("ss")
                and before not in ("lasts", "takes", "was", "is", "has", "as", "runs", "spends", "'s")
            )
        )

    def _trimmed(self, length: Duration) -> Duration:
        """Leaves out words that do not change the amount: "only six months", a stretch "over three years"."""
        i = length.i
        low = self.low
        while i < length.j - 1 and low[i] in self.w.company["empty_mods"]:
            if low[i] == "just" and low[i + 1] in ("over", "under"):
                break
            if low[i] == "another" or (low[i] == "over" and low[i - 1] in self.w.company["lasting"]):
                break
            i += 1
        if i == length.i:
            return length
        return replace(
            length, i=i, mod=None if length.mod in ("MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS") else length.mod
        )


def period_value(low: float, high: float, unit: str) -> str:
    """A length as TIMEX3 writes it: ``P6M``, ``PT24H``, ``PXW`` for a vague count."""
    letter = {
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "decade": "DE",
        "century": "CE",
        "hour": "H",
        "minute": "M",
        "second": "S",
        "quarter": "Q",
        "fortnight": "W",
        "night": "D",
        "weekend": "WE",
    }[unit]
    number = "X" if low != high else f"{high:g}"
    if unit == "fortnight" and low == high:
        number = f"{2 * high:g}"
    if unit == "decade":
        unit, letter, number = "year", "Y", number if number == "X" else f"{10 * high:g}"
    if high > 1 and high % 1 == 0.5 and low == high and unit in ("year", "hour", "minute"):
        small = {"year": "6M", "hour": "30M", "minute": "30S"}[unit]
        return f"{'P' if unit == 'year' else 'PT'}{int(high)}{letter}{small}"
    return f"PT{number}{letter}" if unit in ("hour", "minute", "second") else f"P{number}{letter}"
