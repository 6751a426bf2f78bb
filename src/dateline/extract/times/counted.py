"""Reads what is counted from somewhere: "two weeks ago", "18 months later", "a month before the debut"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from dateline.extract.times.nodes import Clock, Duration, Hanging, Node, Offset, Point, Recurring, Unit, Vague
from dateline.extract.times.periods import PeriodReader
from dateline.extract.times.points import Read
from dateline.extract.times.tokens import BREAK

__all__ = ["STOP", "CountedReader"]

STOP = frozenset([BREAK, "", ".", ",", ";", ":", "!", "?", "(", ")", '"', "“", "”", "—", "–"])
"""Tokens that end a phrase."""


class CountedReader(PeriodReader):
    """Reads amounts counted from publication, from another time, or from an event."""

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
        if length.vague and low[length.i] in self.w.units:
            return None
        return length, j

    def _ahead(self, i: int, word: str, length: Duration, j: int) -> Read:
        """Reads "in three months": counted from here, to be settled by tense; "within": up to then."""
        mod = length.mod or ("EQUAL_OR_LESS" if word == "within" else None)
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
        for name, direction in (("after", 1), ("before", -1)):
            hit = offsets[name].at(low, j)
            if hit is None or (
                low[j] in ("to", "from", "past", "until")
                and low[j + 1] not in ("now", "today", "the")
                and not self._dated(hit[1])
            ):
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

    def _dated(self, j: int) -> Read:
        return (
            self._part(j)
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
