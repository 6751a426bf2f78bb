"""Resolves periods, amounts and parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.extract.times import calendars as cal
from dateline.extract.times.against import Days
from dateline.extract.times.amounts import period_value
from dateline.extract.times.nodes import Node, Offset, Unit
from dateline.extract.times.resolve_points import PointResolver, clock_value
from dateline.window import Basis, Granularity

__all__ = ["PeriodResolver"]

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


class PeriodResolver(PointResolver):
    """Days of periods seen from here, of amounts counted, and of parts of periods."""

    def unit(self, node: Unit) -> Days | None:
        """The days of a period seen from publication or from another time."""
        pub = self.c.published
        node = self._settled(node)
        if node.deixis == "new":
            if pub is None:
                return None
            first, last = cal.year_days(pub.year + (pub.month > 2))
            return Days(
                first=first,
                last=last,
                granularity="year",
                value=f"{first.year}",
                basis="relative-to-publication",
            )
        if node.side:
            return self._side(node)
        if node.of is not None:
            return self._counted_in(node)
        if node.unit in ("day", "night") and node.deixis == "this" and node.count is None:
            return self._this_day(node)
        if node.deixis in ("near", "year_ago", "latest", "in_question"):
            return self._near(node)
        ref = self.c.ref
        coarser = ref is not None and _ORDER[ref.granularity] > _ORDER.get(node.unit, 0)
        if node.deixis == "same" and ref is not None and coarser:
            told = ref if node.unit != "day" else self.c.ref_day
            if told and node.of_day and told.granularity == "day":
                told = replace(told, value=told.value[:10] + clock_value(node.of_day))
            return replace(told, basis="relative-to-event") if told else None
        anchor, basis = self._anchor(node)
        if anchor is None:
            return None
        if node.unit in ("hour", "minute", "second"):
            if node.count is None:
                return None
            value = period_value(*node.count, node.unit)
            return Days(first=anchor, last=anchor, granularity="day", value=value, basis=basis)
        if node.count is not None:
            return self._counted(node, anchor, basis)
        return self._stepped(node, anchor, basis)

    def _settled(self, node: Unit) -> Unit:
        """Decides whether "the next year" or "the end of the year" counts from here or from a time told."""
        pub, ref = self.c.published, self.c.ref
        if node.deixis not in ("the_next", "told"):
            return node
        if ref is None or ref.first is None:
            return replace(node, deixis="next" if node.deixis == "the_next" else "this")
        if node.deixis == "the_next":
            past = self.c.narrative or self.c.tense(node) == "past"
            told = pub is None or (past and node.count is None)
            return replace(node, deixis="following" if told else "next")
        earlier = pub is None or (ref.first.year < pub.year and ref.basis != "relative-to-publication")
        back = earlier and (pub is None or self.c.narrative or self.c.tense(node) == "past")
        return replace(node, deixis="same" if back else "this")

    def _anchor(self, node: Unit) -> tuple[dt.date | None, Basis]:
        """The day that a period is counted from: of a time told for "the following", else publication."""
        pub, ref = self.c.published, self.c.ref
        if node.deixis not in ("same", "following", "previous") and not (
            node.deixis == "next" and pub is None
        ):
            return pub, "relative-to-publication"
        if ref and ref.first and ref.last:
            return (ref.last if node.deixis == "following" else ref.first), "relative-to-event"
        return (pub if node.deixis != "same" and node.count is None else None), "relative-to-publication"

    def _this_day(self, node: Unit) -> Days:
        """Today, yesterday, tomorrow."""
        pub = self.c.published
        if pub is None:
            return Days(first=None, last=None, granularity="day", value="XXXX-XX-XX", known=False)
        day = pub + dt.timedelta(days=node.days)
        if self.c.narrative and node.j - node.i == 2 and not node.days and self.c.ref_day:
            # "this day" of a history is the one just told.
            return self.c.ref_day
        value = day.isoformat() + clock_value(node.of_day)
        return Days(first=day, last=day, granularity="day", value=value, basis="relative-to-publication")

    def _stepped(self, node: Unit, anchor: dt.date, basis: Basis) -> Days | None:
        """One calendar unit, this or a neighbour: "next month", "last year"; "the past year" ends today."""
        step = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}.get(
            node.deixis, 0
        )
        if node.deixis == "coming" and node.unit == "weekend":
            step = 0
        found = self._whole(node.unit, anchor, step)
        if found is None:
            return None
        if node.fiscal and node.unit == "year" and self.c.fiscal_told:
            return self._fiscal_around(anchor, step, basis)
        if node.deixis == "past" and node.unit in ("year", "month", "week", "decade") and node.of_day is None:
            start = cal.shift(anchor, -1, node.unit)
            value = period_value(1, 1, node.unit)
            return Days(first=start, last=anchor, granularity="span", value=value, basis=basis)
        if node.deixis == "this" and node.unit == "year" and self.c.tense(node) == "past":
            return replace(found, last=anchor, granularity="span", basis=basis)
        if node.of_day and found.granularity == "day":
            found = replace(found, value=found.value[:10] + clock_value(node.of_day))
        return replace(found, basis=basis)

    def _fiscal_around(self, anchor: dt.date, step: int, basis: Basis) -> Days:
        """The fiscal year that holds `anchor`, as the text defines one, moved by `step`."""
        start = self.c.policy.fiscal_start
        year = anchor.year - (anchor.month < start) + step
        first, last = cal.month_days(year, start, 12)
        return Days(first=first, last=last, granularity="year", value=f"{last.year}", basis=basis)

    def _near(self, node: Unit) -> Days | None:
        """Resolves "Over the weekend", "the latest quarter", "the year-ago quarter"."""
        pub = self.c.published
        if pub is None:
            return None
        if node.count is not None:
            value = period_value(*node.count, node.unit)
            return Days(first=None, last=None, granularity="span", value=value, known=False)
        if node.unit == "weekend":
            step = (
                0
                if self.c.tense(node) in ("future", "present") or pub.weekday() >= self.c.policy.weekend[0]
                else -1
            )
        elif node.unit == "quarter" and self.c.quarter:
            told = self._quarter_told(self.c.quarter, back=node.deixis == "year_ago")
            open_ended = node.deixis == "in_question"
            return replace(told, first=None, last=None, known=False) if open_ended else told
        elif node.deixis == "in_question":
            asked = self._whole(node.unit, pub, 0 if node.unit == "year" else -1)
            return replace(asked, first=None, last=None, known=False) if asked else None
        elif node.unit == "quarter":
            step = -1 if node.deixis == "latest" else -5
        elif node.unit in ("year", "month", "week"):
            step = 0 if node.deixis == "latest" else -1
        else:
            return None
        found = self._whole(node.unit, pub, step)
        return replace(found, basis="relative-to-publication") if found else None

    def _quarter_told(self, value: str, *, back: bool) -> Days:
        """The quarter that the text told before, or the same a year earlier."""
        year, number = int(value[:4]) - back, int(value[-1])
        first, last = cal.quarter_days(year, number)
        found = Days(first=first, last=last, granularity="quarter", value=f"{year}-Q{number}")
        return replace(found, basis="relative-to-event")

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
        """Resolves "The past two years", "the coming weeks", "the following two months"."""
        assert node.count is not None  # noqa: S101  (readers fill it: for the type checker)
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
        """Resolves "The following two months of 2023", "the last two weeks of May"."""
        assert node.of is not None  # noqa: S101  (readers fill it: for the type checker)
        whole = self._resolve(node.of)
        if whole is None or whole.first is None or whole.last is None:
            return whole
        ref = self.c.ref
        low, high = node.count or (1, 1)
        if node.deixis == "last":
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
        """Resolves "Later this year", "earlier that month", "later in 2024"."""
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

    def offset(self, node: Offset) -> Days | None:
        """The days an amount away from publication, from another time, or from the time beside it."""
        basis: Basis = "relative-to-publication"
        mod, unit = node.mod, node.unit
        if mod and mod.startswith("IN:"):
            mod = mod[3:] or None
            if self.c.narrative or self.c.tense(node) == "past":
                told = self.c.ref_day
                within = mod == "EQUAL_OR_LESS" and node.low == node.high and told is not None
                dated = told is not None and told.basis in ("explicit", "year-inferred")
                if self.c.narrative or not within or not dated or told != self.c.ref:
                    return None
                node = replace(node, anchor="ref")
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
            assert isinstance(node.anchor, Node)  # noqa: S101  (readers fill it: for the type checker)
            found = self._resolve(node.anchor)
            if found is None or found.first is None or found.last is None:
                return None
            base, basis = found, "relative-to-event"
        assert base.first  # noqa: S101  (readers fill it: for the type checker)
        assert base.last  # noqa: S101  (readers fill it: for the type checker)
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


def replace_unit(node: Unit) -> Unit:
    """The same period without "later" or "earlier"; its past does not end today."""
    return Unit(
        i=node.i,
        j=node.j,
        unit=node.unit,
        deixis="this" if node.deixis == "of" else node.deixis,
        count=(1, 1) if False else None,
    )
