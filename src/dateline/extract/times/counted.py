"""Reads what is counted from somewhere: "two weeks ago", "18 months later", "a month before the debut"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from dateline.extract.times.nodes import (
    Bound,
    Clock,
    Duration,
    Hanging,
    Node,
    Nth,
    Offset,
    Point,
    Recurring,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.periods import PeriodReader
from dateline.extract.times.points import Read
from dateline.extract.times.tokens import BREAK
from dateline.extract.times.words import TRIGGER

__all__ = ["STOP", "CountedReader"]

STOP = frozenset([BREAK, "", ".", ",", ";", ":", "!", "?", "(", ")", '"', "“", "”", "—", "–"])
"""Tokens that end a phrase."""


class CountedReader(PeriodReader):
    """Reads amounts counted from publication, from another time, or from an event."""

    def beyond(self, i: int) -> Read:
        """What a word after the unit places: "the week after next", "the weeks ahead"."""
        return (
            self._beyond_next(i)
            or self._same_time(i)
            or self._weekday_of_week(i)
            or self._units_ahead(i)
            or self._any_day(i)
            or self._quarters(i)
        )

    def _beyond_next(self, i: int) -> Read:
        """Reads "the week after next", "the month before last", "the Friday after next"."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        ways: dict[tuple[str, str], Literal[-1, 1]] = {("after", "next"): 1, ("before", "last"): -1}
        direction = ways.get((low[k + 1], low[k + 2]))
        if direction is None or self.raw[k + 3][:1].isupper() or low[k + 3] in self.w.units:
            return self._holiday_beyond(i, k)
        j, word = k + 3, low[k + 2]
        far_word = "after_next" if direction > 0 else "before_last"
        if low[k] in self.w.seasons:
            return Point(i=i, j=j, kind="season", name=self.w.seasons[low[k]], deixis=far_word), j
        if low[k] in self.w.months and self.raw[k][0].isupper():
            return Point(i=i, j=j, kind="month", month=self.w.months[low[k]], deixis=far_word), j
        weekday = self.w.weekdays.get(low[k]) if self.raw[k][0].isupper() else None
        if weekday is not None:
            day = Point(i=i, j=j, kind="weekday", weekday=weekday, deixis=word)
            return Offset(i=i, j=j, low=1, high=1, unit="week", direction=direction, anchor=day), j
        unit = low[k]
        bare = k == i and i > 0 and low[i - 1] in self.w.company["before_unit"]
        if bare or self.w.units.get(unit) != unit or unit not in self.w.company["whole_periods"]:
            return self._holiday_beyond(i, k)
        of = "week" if unit == "weekend" else unit
        near = Unit(i=i, j=j, unit=of, deixis=word)
        far = Offset(i=i, j=j, low=1, high=1, unit=of, direction=direction, anchor=near)
        if unit == "weekend":
            return Nth(i=i, j=j, n=1, unit="weekend", weekday=None, count=1, of=far), j
        return far, j

    def _holiday_beyond(self, i: int, k: int) -> Read:
        """Reads "the Christmas before last"."""
        name = self.w.holidays.at(self.low, k) if self.raw[k][:1].isupper() else None
        if name is None or k == i:
            return None
        far = " ".join(self.low[name[1] : name[1] + 2])
        if far not in ("before last", "after next"):
            return None
        j = name[1] + 2
        return Point(i=i, j=j, kind="holiday", name=name[0], deixis=far.replace(" ", "_")), j

    def _period(self, j: int) -> Read:
        return self._beyond_next(j) or super()._period(j)

    def _same_time(self, i: int) -> Read:
        """Reads "this time next year", "at this point last year": the month or week as far from here."""
        low = self.low
        k = i + 1 if low[i] == "at" else i
        if low[k] != "this" or low[k + 1] not in ("time", "point", "stage"):
            return None
        if low[k + 2] not in ("last", "next"):
            return None
        unit = low[k + 3]
        if unit not in ("year", "month", "week"):
            return None
        count, unit = (12, "month") if unit == "year" else (1, unit)
        direction: Literal[-1, 1] = 1 if low[k + 2] == "next" else -1
        j = k + 4
        return Offset(i=i, j=j, low=count, high=count, unit=unit, direction=direction, anchor="now"), j

    def _weekday_of_week(self, i: int) -> Read:
        """Reads "Friday of last week", "the Monday of that week"."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        weekday = self.w.weekdays.get(low[k]) if self.raw[k][:1].isupper() else None
        if weekday is None or low[k + 1] != "of":
            return None
        week = self._beyond_next(k + 2) or self._unit(k + 2)
        if week is None or not isinstance(week[0], (Unit, Offset)) or week[0].unit != "week":
            return None
        return Nth(i=i, j=week[1], n=1, unit=None, weekday=weekday, count=1, of=week[0]), week[1]

    def _units_ahead(self, i: int) -> Read:
        """Reads "in the weeks ahead", "the months to come"."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        unit = self.w.units.get(low[k])
        if k == i or unit not in ("day", "week", "month", "year") or (low[k] == unit and unit == "day"):
            return None
        if low[k + 1] == "ahead" and low[k + 2] != "of":
            j = k + 2
        elif low[k + 1 : k + 3] == ["to", "come"]:
            j = k + 3
        else:
            return None
        return Unit(i=i, j=j, unit=unit, deixis="coming", count=(1, 1) if low[k] == unit else (2, 6)), j

    def _quarters(self, i: int) -> Read:
        """Reads "the first or second quarter of 2026": the noun stands once for both."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        number = self.w.ordinals.get(low[k], 0)
        if not 1 <= number <= 3 or low[k + 1] not in ("or", "to", "and", "through", "/", "-", "–"):
            return None
        found = self.quarter(k + 2)
        if found is None or not isinstance(found[0], Point) or (found[0].number or 0) <= number:
            return None
        first = replace(found[0], i=i, j=k + 1, number=number)
        return Span(i=i, j=found[1], first=first, last=found[0]), found[1]

    def _any_day(self, i: int) -> Read:
        """Reads "any day now" as within two weeks, "any week now" as within several."""
        low = self.low
        if (
            low[i] != "any"
            or low[i + 1] not in ("day", "week", "time", "moment", "minute")
            or low[i + 2] != "now"
        ):
            return None
        count = (2, 6) if low[i + 1] in ("week", "time") else (2, 2)
        return Unit(i=i, j=i + 3, unit="week", deixis="coming", count=count), i + 3

    def clocked(self, i: int, kind: str, node: Node) -> Node | None:
        """The day of "after 10 p.m. on Thursday" counts, and "before 5 p.m. Friday" ends with it."""
        if not isinstance(node, (Point, Unit)) or not (node.of_day or "").startswith("T"):
            return None
        if kind == "after":
            return replace(node, i=i)
        return Bound(i=i, j=node.j, kind="by", of=node) if kind == "before" else None

    def leant(self, i: int, node: Node) -> Node:
        """The time after "this side of" or "as early as", which lies ahead where nothing looks back."""
        low = self.low
        if not isinstance(node, Point) or node.year is not None or node.deixis is not None:
            return node
        if low[i : i + 3] == ["this", "side", "of"]:
            return replace(node, deixis="coming")
        if low[i] == "as" and node.kind == "weekday" and self.w.past.isdisjoint(low[max(0, i - 8) : i]):
            return replace(node, deixis="coming")
        return node

    def following(self, first: Node, last: Node) -> Node:
        """The end of "from November 2023 to the following March", its year counted from the beginning."""
        if not (isinstance(first, Point) and isinstance(last, Point) and last.deixis == "following"):
            return last
        kinds = ("month", "season", "day")
        if first.year is None or first.kind not in kinds or last.kind not in ("month", "season"):
            return last
        start, end = self._place_in_year(first), self._place_in_year(last)
        return replace(last, deixis=None, year=first.year + (end <= start))

    def _place_in_year(self, point: Point) -> int:
        return point.month or {"spring": 3, "summer": 6, "fall": 9, "winter": 12}.get(point.name or "", 0)

    def _amount_time(self, i: int) -> Read:
        """An amount and what it is counted from; alone, a duration."""
        low = self.low
        ahead = None
        if low[i] in ("in", "within") and low[i + 1] != "the":
            ahead, k = low[i], i + 1
        else:
            k = i
        found = self.amount(k)
        if found is None:
            return self._day_before(i)
        length, j = found
        offset = self._counted_from(i, length, j)
        if offset:
            return offset
        if length.unit == "night" or low[j] in ("old", "olds") or (low[j] == "-" and low[j + 1] == "old"):
            return None
        if low[length.i] in ("a", "an") and self._rate(length.i):
            return None
        length = self._trimmed(length)
        if ahead:
            return self._ahead(i, ahead, length, j)
        if length.vague and low[length.i] in self.w.units and low[i - 1] not in ("for", "takes", "took"):
            return None
        return length, j

    def _ahead(self, i: int, word: str, length: Duration, j: int) -> Read:
        """Reads "in three months": counted from here, to be settled by tense; "within": up to then."""
        mod = length.mod or ("EQUAL_OR_LESS" if word == "within" else None)
        if word == "in" and length.unit == "day" and self.low[length.i] == "a" and self.low[j] != "or":
            # "Rome wasn't built in a day": how long it takes.
            return length, j
        if word == "in" and not {"has", "have", "had"}.isdisjoint(self.low[j : j + 4]):
            # "In less than a month it has sold …": how long that took.
            return length, j
        if word == "within" and self.low[j] == "of":
            return self._within_of(i, length, j, mod)
        return Offset(
            i=i,
            j=j,
            low=length.low,
            high=length.high,
            unit=length.unit,
            direction=1,
            anchor="now",
            mod=f"IN:{mod or ''}",
            vague=length.vague,
        ), j

    def _within_of(self, i: int, length: Duration, j: int, mod: str | None) -> Read:
        """Reads "within 60 days of May 3", "within a week of that date", "within a month of its release"."""
        low = self.low
        anchor: Node | Literal["ref"] | None = None
        end = j
        if low[j + 1] in ("that", "this", "the", "said") and low[j + 2] in ("date", "day"):
            anchor, end = "ref", j + 3
        elif (found := self._dated(j + 1)) and not isinstance(found[0], (Duration, Recurring, Vague, Clock)):
            anchor, end = found
        if anchor is not None:
            few, most, unit = length.low, length.high, length.unit
            return Offset(i=i, j=end, low=few, high=most, unit=unit, direction=1, anchor=anchor, mod=mod), end
        event = self._event(j + 1)
        if event is None:
            return length, j
        return Hanging(
            i=i, j=event, direction="after", amount=replace(length, mod=mod), event_i=j + 1, event_j=event
        ), event

    def _counted_from(self, i: int, length: Duration, j: int) -> Read:
        low, offsets = self.low, self.w.offsets

        def offset(
            end: int, direction: Literal[-1, 1], anchor: Node | Literal["now", "ref"]
        ) -> tuple[Node, int]:
            return Offset(
                i=i,
                j=end,
                low=length.low,
                high=length.high,
                unit=length.unit,
                mod=length.mod,
                vague=length.vague,
                direction=direction,
                anchor=anchor,
            ), end

        if (hit := offsets["ago"].at(low, j)) and (low[j] != "back" or low[hit[1]] in STOP):
            end = hit[1]
            if low[end] == "today":
                return offset(end + 1, -1, Unit(i=end, j=end + 1, unit="day", deixis="this"))
            if low[end] == "this" and low[end + 1] in ("week", "month"):
                return offset(end + 2, -1, Unit(i=end, j=end + 2, unit=low[end + 1], deixis="this"))
            return offset(end, -1, "now")
        if (hit := offsets["hence"].at(low, j)) and (low[j] != "time" or low[j - 1] == "'"):
            return offset(hit[1], 1, "now")
        if day := self._week_on(length, j):
            return offset(day[1], 1, day[0])
        for name, direction in (("after", 1), ("before", -1)):
            hit = offsets[name].at(low, j)
            if hit is None or (
                low[j] in ("to", "from", "past", "until")
                and low[j + 1] not in ("now", "today", "the")
                and not self._dated(hit[1])
            ):
                continue
            if self._lasts_to(length, j, hit[1]):
                continue
            anchor = self._dated(hit[1])
            if anchor and not isinstance(anchor[0], (Duration, Recurring, Vague, Clock)):
                if low[j] == "from" and isinstance(anchor[0], Point) and anchor[0].kind == "weekday":
                    anchor = replace(anchor[0], deixis=anchor[0].deixis or "coming"), anchor[1]
                return offset(anchor[1], cast("Literal[-1, 1]", direction), anchor[0])
            event = self._event(hit[1])
            if event and " ".join(low[j : hit[1]]) not in ("to", "past", "until", "from"):
                since = low[hit[1] - 1] == "since"
                return Hanging(
                    i=i,
                    j=event,
                    direction="since" if since else "after" if direction > 0 else "before",
                    amount=length,
                    event_i=hit[1],
                    event_j=event,
                ), event
        if (hit := offsets["later"].at(low, j)) and (low[j] != "on" or low[j + 1] in STOP):
            return offset(hit[1], 1, "ref")
        if hit := offsets["earlier"].at(low, j):
            return offset(hit[1], -1, "ref")
        return None

    def _lasts_to(self, length: Duration, j: int, after: int) -> bool:
        """Whether a length ends at a time, and is not counted from it: "the three months to June 30"."""
        low = self.low
        if low[j] == "from":
            return self._spans(after)
        return low[j] in ("to", "through") and "the" in (low[length.i], low[length.i - 1])

    def _spans(self, j: int) -> bool:
        """Whether a range begins at token `j`: "the three days *from May 2 to May 4*"."""
        first = self._dated(j)
        if first is None or self.low[first[1]] not in ("to", "through", "until", "-", "–", "—"):
            return False
        last = first[1] + 1
        return self.low[last][:1].isdecimal() or self._dated(last) is not None

    def _week_on(self, length: Duration, j: int) -> Read:
        """The coming Friday of "a week on Friday", to which the week is added."""
        if self.low[j] != "on" or length.unit not in ("week", "fortnight"):
            return None
        day = self.weekday(j + 1)
        if day is None or not isinstance(day[0], Point) or day[0].kind != "weekday":
            return None
        return replace(day[0], deixis="coming"), day[1]

    def _dated(self, j: int) -> Read:
        return (
            self._beyond_next(j)
            or self._part(j)
            or self._deictic(j)
            or self._unit(j)
            or self._nth(j)
            or self._tv_season(j)
            or self.point(j)
        )

    def _day_before(self, i: int) -> Read:
        """Reads "the day after", "the week before", "the next day": one unit from another time."""
        low, j = self.low, i
        if low[j] != "the":
            return None
        unit = self.w.units.get(low[j + 1])
        if unit not in ("day", "week", "month", "year", "night", "weekend") or low[j + 1] != unit:
            return None
        word = low[j + 2]
        if word not in ("before", "after", "following", "prior", "preceding", "earlier", "previous"):
            return None
        direction: Literal[-1, 1] = 1 if word in ("after", "following") else -1
        k = j + 3
        if word == "prior" and low[k] == "to":
            k += 1
        anchor = self._dated(k)
        unit = "day" if unit == "night" else unit
        if anchor and not isinstance(anchor[0], (Duration, Recurring, Vague, Clock)):
            return Offset(
                i=i, j=anchor[1], low=1, high=1, unit=unit, direction=direction, anchor=anchor[0]
            ), anchor[1]
        event = self._event(k)
        if event:
            one = Duration(i=i, j=j + 2, low=1, high=1, unit=unit)
            return Hanging(
                i=i,
                j=event,
                direction="after" if direction > 0 else "before",
                amount=one,
                event_i=k,
                event_j=event,
            ), event
        if word in ("following", "earlier", "prior", "preceding", "previous") or low[k] in STOP:
            return Offset(i=i, j=j + 3, low=1, high=1, unit=unit, direction=direction, anchor="ref"), j + 3
        return None

    def _event(self, j: int) -> int | None:
        """The token after the words of an event: a noun phrase or a short clause."""
        low, k = self.low, j
        if low[j] in ("in", "on", "at", "during", "by", "of", "for"):
            return None
        while k < self.n and k - j < 12 and low[k] not in STOP:
            if k > j and low[k] in self.w.company["ends_an_event"]:
                break
            k += 1
        if k - j == 1 and (
            low[j] in ("the", "a", "that", "this", "it") or low[j] in ("and", "but", "or", "with")
        ):
            return None
        return k if k > j else None

    def _soon_after(self, i: int) -> Read:
        """Reads "shortly following the renewal", "after the premiere": by an event, no amount told."""
        low = self.low
        qualified = self.w.qualifiers.at(low, i)
        k = qualified[1] if qualified else i
        for name, table in (("after", self.w.event_after), ("before", self.w.event_before)):
            hit = table.at(low, k)
            if hit is None:
                continue
            event = self._event(hit[1])
            if event is None:
                return None
            if low[hit[1]] in self.w.numbers or low[hit[1]].isdecimal():
                return None
            marks = (
                self.w.flags.get(word, 0) for word in low[hit[1] : event] if word not in self.w.event_nouns
            )
            if qualified and any(mark & TRIGGER for mark in marks):
                # The event holds a time of its own: "just ahead of the one-day trip".
                return None
            near = [word for word in low[hit[1] : event][:7] if word in self.w.event_nouns]
            if not qualified and not near:
                return None
            return Hanging(
                i=i,
                j=event,
                direction=cast("Literal['before', 'after']", name),
                amount=None,
                event_i=hit[1],
                event_j=event,
                soon=qualified is not None,
            ), event
        return None
