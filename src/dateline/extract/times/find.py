"""Finds the times of a text: a cheap look at every word, then the grammar where a time word stands."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from dateline.extract.times.amounts import period_value
from dateline.extract.times.context import Tense, sentence_bounds, tense_at
from dateline.extract.times.foreign import foreign_points
from dateline.extract.times.grammar import Grammar
from dateline.extract.times.nodes import (
    AsOf,
    Bound,
    Clock,
    Duration,
    Either,
    Guess,
    Hanging,
    Node,
    Offset,
    Point,
    Recurring,
    Row,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.policy import DEFAULT_POLICY, TimePolicy
from dateline.extract.times.quiet import Titles
from dateline.extract.times.records import Relation, Role, TimeExpression, Timex3, TimexType
from dateline.extract.times.resolve import Context, Days, Resolver
from dateline.extract.times.tokens import Tokens, tokenise
from dateline.extract.times.words import PART, TRIGGER, Words, words
from dateline.window import Window

__all__ = ["find_times", "tense_of"]

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{2}|\d{4})")
_NUMERIC_TRIGGER = PART | TRIGGER


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
    nodes = [node for node in _nodes(tokens, table) if not _named(node, tokens, table, titles)]
    for point in foreign_points(tokens, table):
        nodes = [node for node in nodes if node.j <= point.i or node.i >= point.j]
        insort(nodes, point, key=lambda node: node.i)
    return _Reading(tokens, table, nodes, published, policy).expressions()


def tense_of(text: str, expressions: list[TimeExpression]) -> Iterator[tuple[TimeExpression, Tense | None]]:
    """Each expression with the tense of its clause."""
    table, tokens = words(), tokenise(text)
    for found in expressions:
        i = bisect_left(tokens.start, found.start, 0, tokens.count)
        j = bisect_left(tokens.start, found.end, 0, tokens.count)
        yield found, tense_at(tokens, table, i, j)


def _flag(low: str, flags: dict[str, int]) -> int:
    flag = flags.get(low)
    if flag is not None:
        return flag
    if low[:1].isdecimal() or (low[:1] == "'" and low[1:2].isdecimal()):
        return _NUMERIC_TRIGGER if len(low) >= 3 else PART
    if low[:1] in "qhfm" and (
        low[-1:].isdecimal() or low in ("midyear", "midsummer", "midwinter", "midweek")
    ):
        return _NUMERIC_TRIGGER
    return 0


def _nodes(tokens: Tokens, table: Words) -> Iterator[Node]:
    """Runs the grammar over the stretches of time words that hold at least one that can make a time."""
    grammar = Grammar(tokens, table)
    flags, low, count = table.flags, tokens.low, tokens.count
    marks = [flags.get(word, 0) or _flag(word, flags) for word in low[:count]]
    events = table.event_nouns
    i = 0
    while i < count:
        if not marks[i]:
            i += 1
            continue
        j, hot = i, 0
        while j < count and marks[j]:
            hot |= marks[j]
            j += 1
        if hot & TRIGGER or any(word in events for word in low[j : j + 4]):
            k = i
            while k < j:
                found = grammar.read(k)
                if found and found[1] > k:
                    yield found[0]
                    k = found[1]
                else:
                    k += 1
            j = max(j, k)
        i = j


def _named(node: Node, tokens: Tokens, table: Words, titles: Titles) -> bool:
    """Whether the words are (part of) a title or name: "Saturday Morning Live", "The Tuesday Club"."""
    start, end = tokens.start[node.i], tokens.end[node.j - 1]
    full = isinstance(node, Point) and node.day is not None and node.year is not None
    if titles.hold(start, end):
        return not full
    word, following = tokens.raw[node.i], tokens.raw[node.j]
    if not word[:1].isupper():
        return False
    before = tokens.raw[node.i - 1] if node.i else ""
    capital = following[:1].isupper() and tokens.low[node.j] not in table.flags
    if isinstance(node, Unit) or (
        isinstance(node, Point)
        and node.kind in ("weekday", "holiday", "season", "slot")
        and node.year is None
    ):
        if capital and before in ("The", "A", "An", "the", "a", "an"):
            return True
        if word in ("The", "A", "An") and tokens.raw[node.i + 1][:1].isupper() and capital:
            return True
    if isinstance(node, Point) and node.kind == "weekday" and capital and node.deixis is None:
        # "freshman comedy Sunday Best Regards": no preposition leads it, and a name goes on.
        lead = tokens.low[node.i - 1] if node.i else ""
        long_name = tokens.raw[node.j + 1][:1].isupper() and lead not in table.company["weekday_leads"]
        told = (
            lead in table.company["month_leads"] or lead in table.past or lead.endswith("ed") or lead == "on"
        )
        return long_name or not told
    if isinstance(node, Point) and node.kind in ("holiday", "slot") and node.year is None:
        low = tokens.low[node.i - 1] if node.i else ""
        opens = node.i < 2 or tokens.raw[node.i - 2] in (".", "\n", ":", "!", "?")
        return before[:1].isupper() and low not in table.flags and low not in table.present and not opens
    return False


class _Reading:
    """One text read: its nodes, and what they are read against."""

    def __init__(
        self, tokens: Tokens, table: Words, nodes: list[Node], published: dt.date | None, policy: TimePolicy
    ) -> None:
        self.tokens, self.table, self.nodes = tokens, table, nodes
        self.published = published
        self.context = Context(published, policy, table, self._tense, self._year_for, self._possessive)
        self.resolver = Resolver(self.context)
        self.dated: list[tuple[int, Point]] = [
            (point.i, point)
            for node in nodes
            for point in _points(node)
            if (point.year or 0) > 0 and point.kind in ("day", "month", "year", "season")
        ]
        self.by_day: dict[tuple[int | None, int | None], list[Point]] = {}
        for _, point in self.dated:
            self.by_day.setdefault((point.month, point.day), []).append(point)
        self._tenses: dict[int, Tense | None] = {}
        self._whole: Node | None = None
        self.context.narrative = self._is_narrative()
        self.context.numeric_order = _numeric_order(tokens)

    def _is_narrative(self) -> bool:
        if self.published is None:
            return False
        told = [point.year for _, point in self.dated if point.year]
        far = sum(year < self.published.year - 5 for year in told)
        return len(told) >= 8 and far > 0.7 * len(told)

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
        for node in self.nodes:
            if isinstance(node, Row):
                out.extend(self._sequence(node))
            else:
                made = self._expression(node)
                if made:
                    out.append(made)
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
                yield made

    def _expression(self, node: Node) -> TimeExpression | None:
        self._whole = node
        days = self.resolver.resolve(node)
        made = self._record(node, days)
        if days and made and not isinstance(node, AsOf):
            self._remember(days)
        return made

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
        timexes = tuple(self._timexes(node, days))
        if not timexes and isinstance(node, Hanging):
            placeholder = self._timex(node, "DATE", "XXXX-XX-XX", None)
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
            alternatives = tuple(replace(window, earliest=a, latest=b) for a, b in days.other)
        if isinstance(node, Hanging):
            relation = self._relation(node)
        role: Role | None = (
            "as_of" if isinstance(node, AsOf) else "epithet" if self._is_epithet(node) else None
        )
        return TimeExpression(
            start=start,
            end=end,
            text=text,
            window=window,
            timex3=placeholder,
            relation=relation,
            role=role,
            alternatives=alternatives,
            core=core,
            members=members,
            timexes=timexes,
        )

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

    def _timexes(self, node: Node, days: Days | None) -> Iterator[Timex3]:
        """The TIMEX3s of a node: one for each of the times that a range or list holds."""
        match node:
            case Span() | Either() | Row():
                items = [node.first, node.last] if isinstance(node, Span) else node.items
                members = days.members if days else ()
                for k, item in enumerate(items):
                    found = members[k] if k < len(members) else self.resolver.resolve(item)
                    yield from self._timexes(item, found)
            case Bound(of=of):
                yield from self._timexes(of, days.core if days and days.core else days)
            case AsOf(of=None):
                yield self._timex(node, "DATE", days.value if days else "PRESENT_REF", None)
            case AsOf(of=Node() as of):
                yield from self._timexes(of, days)
            case Guess(of=of):
                inner = self.tokens.low[node.i] not in self.table.company["around"]
                for made in self._timexes(of, days):
                    start = made.start if inner else self.tokens.start[node.i]
                    yield replace(made, start=start, mod=made.mod or "APPROX")
            case Hanging(amount=amount):
                if amount is not None:
                    yield from self._timexes(amount, None)
            case _:
                yield from self._leaf_timex(node, days)

    def _leaf_timex(self, node: Node, days: Days | None) -> Iterator[Timex3]:
        match node:
            case Duration():
                yield self._timex(node, "DURATION", period_value(node.low, node.high, node.unit), node.mod)
            case Recurring():
                yield self._timex(node, "SET", node.value, None)
            case Vague():
                yield self._timex(node, "DATE", node.ref, None)
            case Clock():
                day = self.published.isoformat() if self.published else "XXXX-XX-XX"
                yield self._timex(node, "TIME", day + node.value, None)
            case Offset() if (
                days is None or node.mod == "IN:EQUAL_OR_LESS" or (node.mod == "IN:" and node.vague)
            ):
                mod = (node.mod or "").removeprefix("IN:") or None
                yield self._timex(node, "DURATION", period_value(node.low, node.high, node.unit), mod)
            case _ if days is not None:
                kind: TimexType = "TIME" if "T" in days.value else "DATE"
                if days.value.startswith("P") and not days.value.endswith("REF"):
                    kind = "DURATION"
                yield self._timex(node, kind, days.value, days.mod)

    def _timex(self, node: Node, kind: TimexType, value: str, mod: str | None) -> Timex3:
        i = node.i
        low = self.tokens.low
        while (
            i < node.j - 1
            and low[i + 1] not in ("least", "most")
            and low[i]
            in (
                "in",
                "on",
                "at",
                "sometime",
                "during",
                "within",
                "either",
                "from",
                "between",
            )
        ):
            i += 1
        if isinstance(node, (Unit, Offset)) and low[i] == "over" and low[i + 1] == "the":
            i += 1
        j = node.j
        if isinstance(node, Offset) and isinstance(node.anchor, Node):
            pass
        return Timex3(start=self.tokens.start[i], end=self.tokens.end[j - 1], type=kind, value=value, mod=mod)


def _numeric_order(tokens: Tokens) -> Literal["month-first", "day-first"] | None:
    """The order that the text's own numeric dates show, where all that can tell agree."""
    firsts = [match for word in tokens.raw if (match := _SLASHED.fullmatch(word))]
    day_first = any(int(match[1]) > 12 for match in firsts)
    month_first = any(int(match[2]) > 12 for match in firsts)
    if day_first == month_first:
        return None
    return "day-first" if day_first else "month-first"


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
