"""Finds the times of a text: a cheap look at every word, then the grammar where a time word stands."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dateline.extract.times.context import Tense, lies_ahead, sentence_bounds, tense_at
from dateline.extract.times.datelines import read_dateline
from dateline.extract.times.events import EventDates
from dateline.extract.times.fiscal import fiscal_start
from dateline.extract.times.foreign import foreign_points
from dateline.extract.times.nodes import (
    AsOf,
    Either,
    Hanging,
    Node,
    Offset,
    Point,
    Row,
    Span,
    Unit,
)
from dateline.extract.times.numeric import numeric_order
from dateline.extract.times.policy import DEFAULT_POLICY, TimePolicy
from dateline.extract.times.quiet import Titles, is_named
from dateline.extract.times.records import Relation, Role, TimeExpression
from dateline.extract.times.resolve import Context, Days, Resolver
from dateline.extract.times.stretches import read_nodes
from dateline.extract.times.timexes import TimexWriter
from dateline.extract.times.tokens import BREAK, Tokens, tokenise
from dateline.extract.times.words import Words, words
from dateline.window import Window

__all__ = ["find_times", "tense_of"]

_STAMP = re.compile(r"[\W_]{0,4}(?:last |as )?updated?(?: on)?[:,]? ?\(?", re.IGNORECASE)
"""What opens a line or a bracket before the day from which the words after it speak."""


def find_times(
    text: str, *, published: dt.date | str | None = None, policy: TimePolicy = DEFAULT_POLICY
) -> list[TimeExpression]:
    """The times that `text` tells, in order of their place.

    Args:
        text: an article's whole text: neighbouring dates, tense and "the following year" are read from it.
        published: the day the text speaks from, a date or ISO text; None leaves "next year" without a window.
        policy: what "early", "summer" or "holiday" mean in days.

    Raises:
        ValueError: if `published` is text that is no ISO date.
    """
    if isinstance(published, str):
        published = dt.date.fromisoformat(published[:10])
    elif isinstance(published, dt.datetime):
        published = published.date()
    table = words()
    tokens = tokenise(text)
    titles = Titles(text)
    nodes = [node for node in read_nodes(tokens, table) if not is_named(node, tokens, table, titles)]
    for point in foreign_points(tokens, table):
        nodes = [node for node in nodes if node.j <= point.i or node.i >= point.j]
        insort(nodes, point, key=lambda node: node.i)
    fiscal = fiscal_start(tokens, table)
    if fiscal is not None:
        policy = replace(policy, fiscal_start=fiscal)
    reading = _Reading(tokens, table, nodes, published, policy)
    reading.context.fiscal_told = fiscal is not None
    return reading.expressions()


def tense_of(text: str, expressions: list[TimeExpression]) -> Iterator[tuple[TimeExpression, Tense | None]]:
    """Each expression with the tense of its clause."""
    table, tokens = words(), tokenise(text)
    for found in expressions:
        i = bisect_left(tokens.start, found.start, 0, tokens.count)
        j = bisect_left(tokens.start, found.end, 0, tokens.count)
        yield found, tense_at(tokens, table, i, j)


class _Reading:
    """One text read: its nodes, and what they are read against."""

    def __init__(
        self, tokens: Tokens, table: Words, nodes: list[Node], published: dt.date | None, policy: TimePolicy
    ) -> None:
        self.tokens, self.table, self.nodes = tokens, table, nodes
        self.published = published
        self.context = Context(published, policy, table, self._tense, self._year_for, self._possessive)
        self.resolver = Resolver(self.context)
        self.timexes = TimexWriter(tokens, table, self.resolver)
        self.dated: list[tuple[int, Point]] = [
            (point.i, point)
            for node in nodes
            for point in _points(node)
            if (point.year or 0) > 0 and point.kind in ("day", "month", "year", "season")
        ]
        self.by_day: dict[tuple[int | None, int | None], list[Point]] = {}
        for _, point in self.dated:
            self.by_day.setdefault((point.month, point.day), []).append(point)
        self.events = EventDates(tokens, table)
        self._counts = any(isinstance(node, Hanging) and node.amount for node in nodes)
        self._tenses: dict[int, Tense | None] = {}
        self._whole: Node | None = None
        self.context.ahead = lambda node: lies_ahead(tokens, table, node.i)
        self.context.narrative = self._is_narrative()
        self.context.numeric_order = numeric_order(tokens.text)
        self._decided = bool(policy.numeric_order or self.context.numeric_order)
        self._dateline = read_dateline(tokens.text)

    def _is_narrative(self) -> bool:
        """Whether the text tells a past by its own dates, hardly any of them seen from publication."""
        if self.published is None:
            return False
        told = [point.year for _, point in self.dated if point.year]
        if 8 * sum(map(_seen_from_here, self.nodes)) > len(told):
            return False
        far = sum(year < self.published.year - 5 for year in told)
        past = sum(year < self.published.year for year in told)
        return (len(told) >= 7 and far > 0.7 * len(told)) or (len(told) >= 20 and past > 0.8 * len(told))

    def _tense(self, node: Node) -> Tense | None:
        whole = self._whole or node
        if isinstance(whole, AsOf):
            return "past"
        if whole.i not in self._tenses:
            self._tenses[whole.i] = tense_at(self.tokens, self.table, whole.i, whole.j)
        return self._tenses[whole.i]

    def _possessive(self, node: Node) -> bool:
        return self.tokens.low[node.j] == "'s"

    def _year_for(self, node: Node, month: int | None, day: int | None) -> int | None:
        """The year that the text around gives a month or day without one."""
        if self.published is not None:
            return self._sentence_year(node)
        same = self.by_day.get((month, day), []) if month else []
        if same:
            k = bisect_left(same, node.i, key=lambda point: point.i)
            return min(same[max(0, k - 1) : k + 1], key=lambda point: abs(point.i - node.i)).year
        k = bisect_left(self.dated, node.i, key=lambda entry: entry[0])
        before = self.dated[k - 1][1] if k else None
        after = next((point for at, point in self.dated[k : k + 2] if at > node.i), None)
        first, last = sentence_bounds(self.tokens, node.i, node.j)
        if before and before.i >= first:
            return before.year
        if after and after.i < last:
            return after.year
        told = before or after
        return told.year if told else None

    def _sentence_year(self, node: Node) -> int | None:
        """The year that opens a sentence about the past frames what follows: "In 2016, … and in March"."""
        assert self.published  # noqa: S101  (readers fill it: for the type checker)
        first, _ = sentence_bounds(self.tokens, node.i, node.j)
        k = bisect_left(self.dated, first, key=lambda entry: entry[0])
        frame = self.dated[k][1] if k < len(self.dated) else None
        if frame is None or frame.i >= node.i or frame.kind != "year" or frame.i > first + 2:
            return None
        year = frame.year
        if year is None or year >= self.published.year or self._tense(node) != "past":
            return None
        return year

    # ------------------------------------------------------------------ expressions

    def expressions(self) -> list[TimeExpression]:
        """Resolves every node in order."""
        out: list[TimeExpression] = []
        waiting: list[tuple[int, Hanging]] = []
        for node in self.nodes:
            if isinstance(node, Row):
                out.extend(self._sequence(node))
            else:
                made = self._expression(node)
                if made and isinstance(node, Hanging):
                    waiting.append((len(out), node))
                if made:
                    out.append(made)
        for at, node in waiting:
            counted = self.events.counted(node)
            again = self._record(node, self.resolver.resolve(counted)) if counted else None
            out[at] = again or out[at]
        return out

    def _sequence(self, node: Row) -> Iterator[TimeExpression]:
        self._whole = node
        try:
            found = self.resolver.row(node.items)
        except (OverflowError, ValueError):
            found = [None] * len(node.items)
        good = [d for d in found if d and d.first and d.last]
        merged = (
            len(good) == len(found)
            and all(b.first and a.last and (b.first - a.last).days == 1 for a, b in pairwise(good))
            and good[0].granularity in ("month", "season", "quarter")
        )
        if merged:
            days = self.resolver.resolve(node)
            made = self._record(node, days)
            if made:
                self._remember(days)
                yield made
            return
        for item, days in zip(node.items, found, strict=True):
            made = self._record(item, days)
            if made:
                self._remember(days)
                if days:
                    self._follow(item, days)
                yield made

    def _expression(self, node: Node) -> TimeExpression | None:
        self._whole = node
        days = self.resolver.resolve(node)
        made = self._record(node, days)
        if days and self._counts:
            self.events.keep(node, days)
        if days and made and not isinstance(node, AsOf):
            self._remember(days)
            self._follow(node, days)
        return made

    def _follow(self, node: Node, days: Days) -> None:
        """Keeps the place that a history has reached; a year told in passing does not move it."""
        if not self.context.narrative or not days.known:
            return
        last = next(reversed(list(_points(node))), None)
        if last is None or isinstance(node, Offset) or last.kind not in ("day", "month", "season", "year"):
            return
        found = days.core or days
        found = found.members[-1] if found.members else found
        first, _ = sentence_bounds(self.tokens, node.i, node.j)
        if found.first is None or found.last is None:
            return
        reached, opens = self.context.reached, node.i <= first + 2
        if reached and reached.first and not opens and last.kind == "year":
            opens = 0 < found.first.year - reached.first.year <= 2
        if reached is None or opens or last.kind != "year":
            self.context.reached = found

    def _remember(self, days: Days | None) -> None:
        if days is None or not days.known:
            return
        if self.context.narrative and days.basis == "relative-to-publication":
            return
        days = days.core or days
        if days.members:
            days = days.members[-1]
        if days.first and days.last:
            self.context.ref = days
            if days.granularity == "day":
                self.context.ref_day = days

    def _record(self, node: Node, days: Days | None) -> TimeExpression | None:
        start, end = self._offsets(node)
        text = self.tokens.text[start:end]
        timexes = tuple(self.timexes.write(node, days))
        if not timexes and isinstance(node, Hanging):
            placeholder = self.timexes.one(node, "DATE", "XXXX-XX-XX")
        elif not timexes:
            return None
        else:
            placeholder = timexes[0]
        window = core = None
        members: tuple[Window, ...] = ()
        alternatives: tuple[Window, ...] = ()
        relation = None
        if days and days.known and (days.first or days.last):
            window = _window(days, text)
            core = _window(days.core, text) if days.core else window
            members = tuple(_window(m, text) for m in days.members if m.first or m.last)
            alternatives = self._alternatives(node, window)
        if isinstance(node, Hanging):
            relation = self._relation(node)
        return TimeExpression(
            start=start,
            end=end,
            text=text,
            window=window,
            timex3=placeholder,
            relation=relation,
            role=self._role(node),
            alternatives=alternatives,
            core=core,
            members=members,
            timexes=timexes,
        )

    def _role(self, node: Node) -> Role | None:
        if isinstance(node, AsOf) or self._is_stamp(node):
            return "as_of"
        if self._is_epithet(node):
            return "epithet"
        start, line = self.tokens.start[node.i], self._dateline
        if line and line.start is not None and line.end is not None and line.start <= start < line.end:
            return "dateline"
        return None

    def _is_stamp(self, node: Node) -> bool:
        """Whether the day opens a passage as the day of its update: "Updated June 3: …"."""
        if not isinstance(node, Point) or node.kind != "day":
            return False
        low, k = self.tokens.low, max(node.i - 1, 0)
        if not {"updated", "update"} & set(low[max(0, node.i - 3) : node.i]):
            return False
        while k > 0 and node.i - k < 6 and low[k - 1] not in (BREAK, "(", "["):
            k -= 1
        opens = k == 0 or low[k - 1] in (BREAK, "(", "[")
        return opens and bool(
            _STAMP.fullmatch(self.tokens.text[self.tokens.start[k] : self._offsets(node)[0]])
        )

    def _alternatives(self, node: Node, window: Window) -> tuple[Window, ...]:
        """The window that the other order of day and month gives, where nothing decides the order."""
        if self._decided or not any(point.other for point in _points(node)):
            return ()
        self.context.numeric_order = "day-first"
        try:
            days = self.resolver.resolve(node)
        finally:
            self.context.numeric_order = None
        if days is None or not days.known or not (days.first or days.last):
            return ()
        other = _window(days, window.text)
        return () if other.same_days(window) else (other,)

    def _is_epithet(self, node: Node) -> bool:
        """Whether a year names a work: "2003's …", "… (2018)"."""
        if not isinstance(node, Point) or node.kind != "year" or node.fiscal:
            return False
        low, i, j = self.tokens.low, node.i, node.j
        return low[j] == "'s" or (i > 1 and low[i - 1] == "(" and low[j] == ")")

    def _offsets(self, node: Node) -> tuple[int, int]:
        return self.tokens.start[node.i], self.tokens.end[node.j - 1]

    def _relation(self, node: Hanging) -> Relation:
        start, end = self.tokens.start[node.event_i], self.tokens.end[node.event_j - 1]
        amount = node.amount
        return Relation(
            direction=node.direction,
            amount=(amount.low, amount.high) if amount else None,
            unit=amount.unit if amount else None,
            mod=amount.mod if amount else "SOON" if node.soon else None,
            event_start=start,
            event_end=end,
            event=self.tokens.text[start:end],
        )


def _seen_from_here(node: Node) -> bool:
    """Whether a time is told as news tells it: "on Friday", "last week", "two days ago"."""
    match node:
        case Point():
            return node.kind == "weekday"
        case Unit():
            return node.deixis in ("this", "last", "next")
        case Offset():
            return node.anchor == "now"
    return False


def _points(node: Node) -> Iterator[Point]:
    if isinstance(node, Point):
        yield node
    elif isinstance(node, Span):
        yield from _points(node.first)
        yield from _points(node.last)
    elif isinstance(node, (Either, Row)):
        for item in node.items:
            yield from _points(item)
    elif isinstance(of := getattr(node, "of", None) or getattr(node, "anchor", None), Node):
        yield from _points(of)


def _window(days: Days, text: str) -> Window:
    return Window(
        earliest=days.first,
        latest=days.last,
        granularity=days.granularity,
        approximate=days.approximate,
        basis=days.basis,
        text=text,
    )
