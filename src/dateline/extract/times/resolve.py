"""Turns what the grammar read into days and TIMEX3 values, in the order of the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.extract.times.against import Context, Days
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
    Part,
    Point,
    Recurring,
    Row,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.resolve_parts import PartResolver

__all__ = ["Context", "Days", "Resolver"]

_DAY = dt.timedelta(days=1)
_FAR = 180
"""Days that times in a row may step back before they mean the next year."""


class Resolver(PartResolver):
    """Resolves nodes against a `Context`."""

    def resolve(self, node: Node) -> Days | None:
        """The days of a node; None for lengths, recurring and vague times, and what cannot be told."""
        try:
            return self._resolve(node)
        except (OverflowError, ValueError):
            return None

    def _resolve(self, node: Node) -> Days | None:
        match node:
            case Point():
                return self.point(node)
            case Unit():
                return self.unit(node)
            case Offset():
                return self.offset(node)
            case Nth():
                return self.nth(node)
            case Part():
                return self.part(node)
            case Span():
                return self.span(node)
            case Either() | Row():
                return self.either(node.items)
            case Bound():
                return self.bound(node)
            case Guess():
                inner = self._resolve(node.of)
                return replace(inner, approximate=True, mod=inner.mod or "APPROX") if inner else None
            case AsOf():
                if node.of is None:
                    pub = self.c.published
                    return (
                        Days(
                            first=pub,
                            last=pub,
                            granularity="day",
                            value=pub.isoformat(),
                            basis="relative-to-publication",
                        )
                        if pub
                        else None
                    )
                return self._resolve(node.of)
            case Vague(ahead=True):
                return self._ahead(node)
            case Clock() | Duration() | Recurring() | Vague() | Hanging():
                return None
        return None

    def _ahead(self, node: Vague) -> Days | None:
        """From publication on, where the clause looks ahead."""
        pub = self.c.published
        if pub is None or self.c.tense(node) not in ("future", "present"):
            return None
        return Days(
            first=pub,
            last=None,
            granularity="span",
            value=node.ref,
            basis="relative-to-publication",
            approximate=True,
        )

    def pair(self, a: Node, b: Node, *, ordered: bool = True) -> tuple[Days | None, Days | None]:
        """Resolves two times that share what one of them leaves out: "from March to July 2023"."""
        missing_a, missing_b = _yearless(a), _yearless(b)
        if missing_a and not missing_b:
            last = self._resolve(b)
            if last and last.last:
                _share_year(a, last.last.year)
                first = self._resolve(a)
                if first and first.first and (first.first - last.last).days > (0 if ordered else _FAR):
                    _share_year(a, last.last.year - 1)
                    first = self._resolve(a)
                return first, last
        first = self._resolve(a)
        if missing_b and first and first.first and first.known:
            _share_year(b, first.first.year)
            last = self._resolve(b)
            if last and last.last and (first.first - last.last).days > (0 if ordered else _FAR):
                _share_year(b, first.first.year + 1)
                last = self._resolve(b)
            if last:
                last = replace(last, basis=first.basis if first.basis != "explicit" else last.basis)
            return first, last
        if _is_weekday(b) and first and first.first:
            weekday = b
            assert isinstance(weekday, Point)  # noqa: S101  (readers fill it: for the type checker)
            assert weekday.weekday is not None  # noqa: S101  (readers fill it: for the type checker)
            day = first.first + dt.timedelta(days=(weekday.weekday - first.first.weekday()) % 7)
            return first, Days(
                first=day, last=day, granularity="day", value=day.isoformat(), basis=first.basis
            )
        return first, self._resolve(b)

    def span(self, node: Span) -> Days | None:
        """From the first day of one time to the last day of another."""
        a, b = self.pair(node.first, node.last)
        if a is None or b is None or not a.known or not b.known:
            return None
        start, end = a.first, b.last
        if start and end and start > end:
            return None
        basis = a.basis if a.basis != "explicit" else b.basis
        return Days(
            first=start,
            last=end,
            granularity="span",
            value=f"{a.value}/{b.value}",
            basis=basis,
            approximate=a.approximate or b.approximate,
            members=(a, b),
        )

    def either(self, items: list[Node]) -> Days | None:
        """The days that several times cover together."""
        found = self.row(items)
        good = [days for days in found if days and days.known]
        if not good or len(good) != len(items):
            return None
        starts, ends = [d.first for d in good], [d.last for d in good]
        first = None if None in starts else min(s for s in starts if s)
        last = None if None in ends else max(e for e in ends if e)
        basis = next((d.basis for d in good if d.basis != "explicit"), good[0].basis)
        return Days(
            first=first,
            last=last,
            granularity="span",
            value="/".join((good[0].value, good[-1].value)),
            basis=basis,
            approximate=any(d.approximate for d in good),
            members=tuple(good),
        )

    def row(self, items: list[Node]) -> list[Days | None]:
        """Resolves a row of times, sharing years from the one that has it."""
        anchor = next((k for k, item in enumerate(items) if not _yearless(item)), None)
        found: list[Days | None] = [None] * len(items)
        if anchor is None:
            found[0] = self._resolve(items[0])
            for k in range(1, len(items)):
                found[k] = (
                    self.pair(items[k - 1], items[k])[1]
                    if _yearless(items[k - 1]) is False
                    else self._after(found[k - 1], items[k])
                )
            return found
        for k in range(anchor, -1, -1):
            if k == anchor:
                found[k] = self._resolve(items[k])
            else:
                found[k], _ = self.pair(items[k], items[k + 1], ordered=False)
        for k in range(anchor + 1, len(items)):
            found[k] = self.pair(items[k - 1], items[k], ordered=False)[1]
        return found

    def _after(self, before: Days | None, item: Node) -> Days | None:
        if before and before.first and _yearless(item):
            _share_year(item, before.first.year)
            found = self._resolve(item)
            if found and found.last and (before.first - found.last).days > _FAR:
                _share_year(item, before.first.year + 1)
                found = self._resolve(item)
            return replace(found, basis=before.basis) if found else None
        if _is_weekday(item) and before and before.first:
            assert isinstance(item, Point)  # noqa: S101  (readers fill it: for the type checker)
            assert item.weekday is not None  # noqa: S101  (readers fill it: for the type checker)
            day = before.first + dt.timedelta(days=(item.weekday - before.first.weekday()) % 7)
            return Days(first=day, last=day, granularity="day", value=day.isoformat(), basis=before.basis)
        return self._resolve(item)

    def bound(self, node: Bound) -> Days | None:
        """An open window before, by, after or from a time."""
        inner = self._resolve(node.of)
        if inner is None or not inner.known:
            return inner
        first, last = inner.first, inner.last
        edge = node.of.first if isinstance(node.of, Part) else None
        days: tuple[dt.date | None, dt.date | None]
        if node.kind == "before":
            end = last if edge == "end" else first - _DAY if first else None
            days = (None, end)
        elif node.kind == "by":
            days = (None, last)
        elif node.kind == "after":
            start = first if edge == "start" else last + _DAY if last else None
            days = (start, None)
            pub = self.c.published
            if node.soon and last and pub and last <= pub:
                days = (last, pub)
        else:
            days = (first, None)
        if days == (None, None):
            return inner
        return replace(inner, first=days[0], last=days[1], granularity="span", core=inner)


def _leaf(node: Node) -> Node:
    while isinstance(node, (Part, Guess, Bound, Nth)):
        node = node.of
    return node


def _yearless(node: Node) -> bool:
    leaf = _leaf(node)
    return (
        isinstance(leaf, Point)
        and leaf.year is None
        and leaf.year_word is None
        and leaf.deixis is None
        and leaf.kind in ("day", "month", "season", "quarter", "half", "holiday", "slot")
    )


def _is_weekday(node: Node) -> bool:
    return isinstance(node, Point) and node.kind == "weekday" and node.deixis is None


def _share_year(node: Node, year: int) -> None:
    leaf = _leaf(node)
    if isinstance(leaf, Point):
        leaf.year = year
