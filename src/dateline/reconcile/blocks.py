"""Blocking: which claims are compared at all.

Claims are blocked by work and axis and grouped into positions: claims that say the same of the same thing are
one position, however many say it, so that the number of comparisons grows with what is said and not with how
often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Claim
from dateline.reconcile.levels import together
from dateline.reconcile.views import Axis, View, in_order, project

__all__ = ["Block", "Position", "blocks_of", "pairs_of", "sample_pairs"]

Cells = dict[tuple[int, tuple[object, ...]], list[View]]

_NEIGHBOURS = 60
"""With more positions than this on one question, each is compared with its neighbours in time alone."""

_WAYS = 2
"""How many days one text may give for one event before it is taken to speak of several."""

_ALL_PAIRS = 36
"""Up to this many pairs of claims, a pair of positions is compared claim by claim."""


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Views of equal content, in the order they were spoken."""

    season: int | None
    key: tuple[object, ...]
    views: tuple[View, ...]

    @property
    def head(self) -> View:
        """The earliest view."""
        return self.views[0]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """All positions on one axis of one work."""

    work: str
    axis: Axis
    positions: tuple[Position, ...]
    seasons: dict[str, frozenset[int]]
    """For each article, the seasons of the work it names on any axis."""
    stated: dict[str, tuple[View, ...]]
    """For each article, the days it gives the event as current."""
    affirmed: dict[str, tuple[View, ...]]
    """For each article, where it tells the event as fact or plan, dated or not."""
    dropped: dict[str, tuple[View, ...]]
    """For each article, the days it names as a plan that was replaced."""
    tangled: frozenset[tuple[str, int | None]]
    """Articles, with the season, that date one event three ways or more and so are evidence of nothing."""

    @property
    def views(self) -> Iterator[View]:
        """Every view of the block."""
        for position in self.positions:
            yield from position.views


def blocks_of(claims: Iterable[Claim]) -> dict[str, dict[Axis, Block]]:
    """Lay claims on their axes, block by work and axis, and group them into positions."""
    grouped: dict[str, dict[Axis, Cells]] = {}
    named: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        for view in project(claim):
            axes = grouped.setdefault(view.work, {})
            cells = axes.setdefault(view.axis, {})
            cells.setdefault((-1 if view.season is None else view.season, view.key), []).append(view)
            if claim.subject.season is not None:
                named[view.work][claim.article].add(claim.subject.season)
    found: dict[str, dict[Axis, Block]] = {}
    for work in sorted(grouped):
        seasons = {article: frozenset(numbers) for article, numbers in named[work].items()}
        found[work] = {
            axis: _block(work, axis, cells, seasons) for axis, cells in sorted(grouped[work].items())
        }
    return found


def _block(work: str, axis: Axis, cells: Cells, seasons: dict[str, frozenset[int]]) -> Block:
    positions = _positions(cells)
    stated: dict[str, list[View]] = defaultdict(list)
    dropped: dict[str, list[View]] = defaultdict(list)
    affirmed: dict[str, list[View]] = defaultdict(list)
    for position in positions:
        head = position.head
        if head.dated and head.force == "void" and not head.withdrawn:
            for view in position.views:
                dropped[view.claim.article].append(view)
        elif head.dated and head.side == "+" and head.force in ("fact", "plan", "guess"):
            for view in position.views:
                stated[view.claim.article].append(view)
        if head.side == "+" and head.firm and head.flavour != "not-cancelled":
            for view in position.views:
                affirmed[view.claim.article].append(view)
    return Block(
        work=work,
        axis=axis,
        positions=positions,
        seasons=seasons,
        stated={article: tuple(views) for article, views in stated.items()},
        affirmed={article: tuple(views) for article, views in affirmed.items()},
        dropped={article: tuple(views) for article, views in dropped.items()},
        tangled=frozenset(_tangled(stated)),
    )


def _tangled(stated: dict[str, list[View]]) -> Iterator[tuple[str, int | None]]:
    for article, views in stated.items():
        firm: dict[tuple[object, ...], list[View]] = defaultdict(list)
        for view in views:
            if view.firm:
                firm[view.season, view.item, view.claim.subject.part, view.places].append(view)
        for dated in firm.values():
            if len(dated) > _WAYS and _apart(dated) > _WAYS:
                yield article, dated[0].season


def _apart(views: list[View]) -> int:
    """The largest number of the views whose windows exclude each other: earliest ends first."""
    count, end = 0, -1
    for view in sorted(views, key=lambda v: v.hi):
        if view.lo > end:
            count, end = count + 1, view.hi
    return count


def _positions(cells: Cells) -> tuple[Position, ...]:
    made = []
    for (season, key), views in cells.items():
        made.append(Position(season=None if season < 0 else season, key=key, views=tuple(in_order(views))))
    return tuple(sorted(made, key=lambda p: (p.head.spoken or 0, p.season or 0, repr(p.key))))


def pairs_of(block: Block) -> Iterator[tuple[Position, Position]]:
    """Pairs of positions that may bear on each other, each once: of one season, or one of no named season."""
    by_season: dict[int | None, list[Position]] = defaultdict(list)
    for position in block.positions:
        by_season[position.season].append(position)
    for group in by_season.values():
        yield from _near(group)
    loose = by_season.get(None, [])
    for season, group in by_season.items():
        if season is not None:
            for first in loose[:_NEIGHBOURS]:
                for second in group[:_NEIGHBOURS]:
                    yield first, second


def _near(group: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    for i, first in enumerate(group):
        for second in group[i + 1 : i + 1 + _NEIGHBOURS]:
            yield first, second


def sample_pairs(first: Position, second: Position) -> Iterator[tuple[View, View]]:
    """The pairs of claims that decide what two positions are to each other.

    All of them when they are few; else those of one article, those nearest in time, and the ends.
    """
    left, right = first.views, second.views
    if len(left) * len(right) <= _ALL_PAIRS:
        for a in left:
            for b in right:
                yield a, b
        return
    articles = {b.claim.article: b for b in right}
    same = [(a, articles[a.claim.article]) for a in left if a.claim.article in articles]
    yield from same[:_ALL_PAIRS]
    yield left[0], right[0]
    yield left[-1], right[-1]
    yield left[0], right[-1]
    yield left[-1], right[0]
    merged = in_order((*left, *right))
    ours = set(map(id, left))
    taken = 0
    for a, b in pairwise(merged):
        if (id(a) in ours) != (id(b) in ours) and not together(a, b):
            yield (a, b) if id(a) in ours else (b, a)
            taken += 1
            if taken == _ALL_PAIRS:
                return
