"""Resolves parts of periods and counted places in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.extract.times import calendars as cal
from dateline.extract.times.against import Days
from dateline.extract.times.amounts import period_value
from dateline.extract.times.nodes import Nth, Part, Point, Unit
from dateline.extract.times.resolve_periods import PeriodResolver
from dateline.window import Granularity

__all__ = ["PartResolver"]

_DAY = dt.timedelta(days=1)
_MOD = {
    "early": "START",
    "start": "START",
    "mid": "MID",
    "late": "END",
    "end": "END",
    "first_half": None,
    "second_half": None,
}


class PartResolver(PeriodResolver):
    """Days of parts ("early 2024") and of counted places ("the last Friday in May")."""

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
        """Resolves "The first week of March", "the last Friday in May", "the first two months of 2024"."""
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
        grains: dict[str, Granularity] = {
            "week": "week",
            "month": "month",
            "day": "day",
            "quarter": "quarter",
            "year": "year",
        }
        granularity = grains.get(unit, "span") if node.count == 1 else "span"
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
