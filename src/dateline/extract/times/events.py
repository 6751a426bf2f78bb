"""Counts a time from an event that the text dates itself: "six weeks after its premiere".

The text must date one event of the kind, and only one, in the sentences around; words that name something
("after Hollow Bay's premiere") are left to whoever knows what they name.
"""

from __future__ import annotations

from typing import Literal

from dateline.extract.times.against import Days
from dateline.extract.times.context import sentence_bounds
from dateline.extract.times.nodes import Hanging, Node, Offset, Point
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["EventDates"]

_HEAD = 6
"""Tokens in which the words of an event name it."""
_CLAUSE = 10
"""Tokens before a date in which the verb of its event stands."""
_BACK = 90
"""Tokens away that a dated event can be meant."""


class EventDates:
    """The events whose days the text has told so far, by kind."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self._low, self._raw, self._tokens = tokens.low, tokens.raw, tokens
        self._kinds = words.source.events.kinds
        self._ending = frozenset(words.source.events.ending)
        self._begun = frozenset(words.source.events.begun)
        self._told: list[tuple[int, str, Point]] = []

    def keep(self, node: Node, days: Days) -> None:
        """Keeps the day or month that `node` gives to the event its clause tells."""
        if isinstance(node, Hanging) or days.members or days.other or days.first is None or days.last is None:
            return
        if days.core is not None or days.approximate:
            return
        day = days.first == days.last
        if not day and days.granularity != "month":
            return
        first, _ = sentence_bounds(self._tokens, node.i, node.j)
        kind = self._kind_in(max(first, node.i - _CLAUSE), node.i, last=True)
        if kind is None:
            return
        point = Point(
            i=node.i,
            j=node.j,
            kind="day" if day else "month",
            year=days.first.year,
            month=days.first.month,
            day=days.first.day if day else None,
        )
        self._told.append((node.i, kind, point))

    def counted(self, node: Hanging) -> Offset | None:
        """The time that an amount names from the one dated event of its kind; None without just one."""
        amount = node.amount
        if not self._told or amount is None or node.direction == "since":
            return None
        end = min(node.event_j, node.event_i + _HEAD)
        words = self._raw[node.event_i + (node.event_i == node.i) : end]
        if any(word[:1].isupper() for word in words):
            return None
        kind = self._kind_in(node.event_i, end, last=False)
        if kind is None:
            return None
        told = [point for at, of, point in self._told if of == kind and abs(node.i - at) <= _BACK]
        days = {(point.year, point.month, point.day) for point in told}
        if len(days) != 1:
            return None
        direction: Literal[-1, 1] = -1 if node.direction == "before" else 1
        return Offset(
            i=node.i,
            j=node.j,
            low=amount.low,
            high=amount.high,
            unit=amount.unit,
            direction=direction,
            anchor=told[0],
            mod=amount.mod,
            vague=amount.vague,
        )

    def _kind_in(self, i: int, j: int, *, last: bool) -> str | None:
        """The kind of event that tokens `i` to `j` tell: its first word there, or the last before a date."""
        low, kinds = self._low, self._kinds
        places = range(j - 1, i - 1, -1) if last else range(i, j)
        found = next((k for k in places if low[k] in kinds), None)
        if found is None:
            return None
        kind = kinds[low[found]]
        if kind != "filming":
            return kind
        near = low[max(i, found - 3) : j]
        if not self._ending.isdisjoint(near):
            return "filming ends"
        return "filming begins" if not self._begun.isdisjoint(near) else None
