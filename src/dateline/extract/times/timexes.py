"""Writes TIMEX3s: which of a time's words they cover, and what newswire means by its shorter phrases.

A TIMEX3 leaves out the prepositions that a window needs, and a comparison of earnings ("$4 million a year
ago") means the quarter before the one reported, not a year. Source: TimeML annotation guidelines 1.2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.times.against import Days
from dateline.extract.times.amounts import period_value
from dateline.extract.times.context import sentence_bounds
from dateline.extract.times.nodes import (
    AsOf,
    Bound,
    Clock,
    Duration,
    Either,
    Guess,
    Hanging,
    Node,
    Nth,
    Offset,
    Point,
    Recurring,
    Row,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.records import Timex3, TimexType
from dateline.extract.times.resolve import Resolver
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["TimexWriter"]

_LEADS = frozenset(
    ["in", "on", "at", "sometime", "during", "within", "either", "from", "between", "until", "till", "not"]
)
_SLIGHT = frozenset(["just", "only", "barely", "even"])


class TimexWriter:
    """Writes the TIMEX3s of nodes, in the order of the text."""

    def __init__(self, tokens: Tokens, table: Words, resolver: Resolver) -> None:
        self.tokens, self.table, self.resolver = tokens, table, resolver
        self.context = resolver.c

    def write(self, node: Node, days: Days | None) -> Iterator[Timex3]:
        """The TIMEX3s of a node: one for each of the times that a range or list holds."""
        match node:
            case Span() | Either() | Row():
                items = [node.first, node.last] if isinstance(node, Span) else node.items
                members = days.members if days else ()
                for k, item in enumerate(items):
                    found = members[k] if k < len(members) else self.resolver.resolve(item)
                    yield from self.write(item, found)
            case Bound(of=of):
                yield from self.write(of, days.core if days and days.core else days)
            case AsOf(of=None):
                yield self.one(node, "DATE", days.value if days else "PRESENT_REF")
            case AsOf(of=Node() as of):
                yield from self.write(of, days)
            case Guess(of=of):
                inner = self.tokens.low[node.i] not in self.table.company["around"]
                for made in self.write(of, days):
                    start = made.start if inner else self.tokens.start[node.i]
                    yield replace(made, start=start, mod=made.mod or "APPROX")
            case Hanging(amount=amount):
                if amount is not None:
                    yield from self.write(amount, None)
            case _:
                yield from self._leaf(node, days)

    def _leaf(self, node: Node, days: Days | None) -> Iterator[Timex3]:
        match node:
            case Duration(low=1, unit="day") if self._some_day(node):
                yield self.one(node, "DATE", "FUTURE_REF")
            case Duration():
                yield self.one(node, "DURATION", period_value(node.low, node.high, node.unit), node.mod)
            case Recurring():
                yield self.one(node, "SET", node.value)
            case Vague():
                yield self.one(node, "DATE", node.ref)
            case Clock():
                yield self.one(node, "TIME", self._day_of_clock() + node.value)
            case Offset() if (
                days is None or node.mod == "IN:EQUAL_OR_LESS" or (node.mod == "IN:" and node.vague)
            ):
                mod = (node.mod or "").removeprefix("IN:") or None
                yield self.one(node, "DURATION", period_value(node.low, node.high, node.unit), mod)
            case Offset() if days is not None:
                quarter = self._quarter_compared(node)
                yield self._valued(node, replace(days, value=quarter) if quarter else days)
            case Unit(unit="day", deixis="this") if self.tokens.low[node.i] == "now":
                yield self.one(node, "DATE", "PRESENT_REF")
            case Point(kind="year", name="period") if days is not None and self.context.quarter:
                yield self._valued(node, replace(days, value=f"{node.year}{self.context.quarter[4:]}"))
            case Point(fiscal=True, kind="year", month=int()) if days is not None:
                yield from self._fiscal_year(node, days)
            case Nth(count=count, unit="month" | "week" | "day") if count > 1 and days is not None:
                yield from self._counted_in(node, days)
            case _ if days is not None:
                yield self._valued(node, days)

    def _valued(self, node: Node, days: Days) -> Timex3:
        kind: TimexType = "TIME" if "T" in days.value else "DATE"
        if days.value.startswith("P") and not days.value.endswith("REF"):
            kind = "DURATION"
        return self.one(node, kind, days.value, days.mod)

    def _some_day(self, node: Duration) -> bool:
        """Whether "one day" after a modal is a day to come ("will one day return"), no length."""
        low = self.tokens.low
        return low[node.i] == "one" and low[node.i - 1] in self.table.company["modals"]

    def _day_of_clock(self) -> str:
        """The day of a time of day told alone: of the story in a history, else publication."""
        told, pub = self.context.ref_day, self.context.published
        if self.context.narrative and told and told.first:
            return told.first.isoformat()
        return pub.isoformat() if pub else "XXXX-XX-XX"

    def _quarter_compared(self, node: Offset) -> str | None:
        """The quarter that "a year ago" means in a comparison of figures with a quarter told before."""
        quarter = self.context.quarter
        if node.unit != "year" or node.low != 1 or node.high != 1 or node.direction > 0 or quarter is None:
            return None
        if isinstance(node.anchor, Node):
            return None
        first, _ = sentence_bounds(self.tokens, node.i, node.j)
        if not self.table.company["figures"].intersection(self.tokens.low[first : node.i]):
            return None
        return f"{int(quarter[:4]) - 1}{quarter[4:]}"

    def _fiscal_year(self, node: Point, days: Days) -> Iterator[Timex3]:
        """Two times of "the fiscal year ended Jan. 31": its length, and the day."""
        low = self.tokens.low
        cut = next((k for k in range(node.i, node.j) if low[k] in ("ended", "ending", "that")), None)
        if cut is None or days.last is None:
            yield self._valued(node, days)
            return
        k = cut
        while low[k] in ("ended", "ending", "that", "ends", "on", "in", ","):
            k += 1
        end = cut - (low[cut - 1] == ",")
        yield self.one(Duration(i=node.i, j=end, low=1, high=1, unit="year"), "DURATION", "P1Y")
        value = days.last.isoformat() if node.day else f"{days.last:%Y-%m}"
        yield self.one(replace(node, i=k), "DATE", value)

    def _counted_in(self, node: Nth, days: Days) -> Iterator[Timex3]:
        """Two times of "the first nine months of 1997": their length, and the year."""
        low = self.tokens.low
        cut = next((k for k in range(node.of.i, node.i, -1) if low[k - 1] in ("of", "in")), None)
        if cut is None:
            yield self._valued(node, days)
            return
        value = period_value(node.count, node.count, node.unit or "day")
        yield self.one(
            Duration(i=node.i, j=cut - 1, low=node.count, high=node.count, unit="day"), "DURATION", value
        )
        yield from self.write(node.of, self.resolver.resolve(node.of))

    def one(self, node: Node, kind: TimexType, value: str, mod: str | None = None) -> Timex3:
        """One TIMEX3 over the node's words, without those that lead it."""
        i, j, low = node.i, node.j, self.tokens.low
        while i < j - 1 and low[i + 1] not in ("least", "most"):
            if low[i] not in _LEADS and not (isinstance(node, Offset) and low[i] in _SLIGHT):
                break
            i += 1
        if isinstance(node, (Unit, Offset)) and low[i] == "over" and low[i + 1] == "the":
            i += 1
        if isinstance(node, Point) and node.kind == "quarter" and low[i] == "the" and low[i + 2] == "-":
            i += low[i + 3] == "quarter"
        if isinstance(node, (Unit, Offset, Duration)) and low[j] == "or" and low[j + 1] == "so":
            j += 2
        return Timex3(start=self.tokens.start[i], end=self.tokens.end[j - 1], type=kind, value=value, mod=mod)
