"""Order and lag: event days as a Simple Temporal Network.

Every rule says that one event lies at least so many days after another, every dated claim that an event lies
no earlier than one day and no later than another: difference constraints, which are consistent unless their
graph has a negative cycle (R. Dechter, I. Meiri and J. Pearl, "Temporal constraint networks", Artificial
Intelligence 49, 1991). The rules alone have no cycle, so a cycle passes the origin of time once: it is one
claim's earliest day, a chain of rules, and another claim's latest day. Longest chains from every event, by
Bellman-Ford, therefore find every conflict, and no explanation can be shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from dateline.lexicon.order import OrderRule, OrderRules
from dateline.model import WorkKind
from dateline.reconcile.blocks import Block, Position
from dateline.reconcile.levels import shift, together
from dateline.reconcile.views import FOREVER, NEVER, Axis, View, fold

__all__ = ["Chain", "OrderConflict", "chains", "judge_order"]

Node = tuple[Axis, int | None]

_EVENTS: tuple[Axis, ...] = ("filming_start", "filming_end", "premiere", "finale")
_SAME_TIME = 60
"""Days within which two plans are taken to be current together; after that, one may have been made anew."""
_RETURN = 366
"""A series that names no season may return within a year of its last episode."""
_ONE_PRODUCTION: tuple[WorkKind, ...] = ("film", "special", "game", "product")
"""Kinds of work that are made once, so that events without a season belong together."""
_MOST = 40
"""Conflicts reported of one pair of events."""


class Chain(NamedTuple):
    """The longest lag from one event to another, and the rules that make it."""

    days: int
    rules: tuple[OrderRule, ...]


@dataclass(frozen=True, slots=True)
class OrderConflict:
    """A negative cycle: `first` cannot be early enough for `second`."""

    first: View
    second: View
    chain: Chain
    slack: int
    """Days by which the order is missed."""

    @property
    def usual(self) -> bool:
        """Whether the chain rests on a usual lag."""
        return any(rule.strength == "usual" for rule in self.chain.rules)


def chains(nodes: Iterable[Node], rules: Sequence[OrderRule]) -> dict[tuple[Node, Node], Chain]:
    """The longest chain of rules from each event to each later one.

    Bellman-Ford on the events of one work: as many rounds as there are events, each rule relaxed in each.
    """
    known = sorted(nodes, key=lambda n: (n[1] if n[1] is not None else -1, n[0]))
    edges = list(_edges(known, rules))
    found: dict[tuple[Node, Node], Chain] = {}
    for start in known:
        best: dict[Node, Chain] = {start: Chain(0, ())}
        for _ in known:
            moved = False
            for first, second, entry in edges:
                if first in best:
                    days = best[first].days + entry.days
                    if second not in best or days > best[second].days:
                        best[second] = Chain(days, (*best[first].rules, entry))
                        moved = True
            if not moved:
                break
        found.update(((start, end), chain) for end, chain in best.items() if end != start)
    return found


def _edges(nodes: Sequence[Node], rules: Sequence[OrderRule]) -> Iterator[tuple[Node, Node, OrderRule]]:
    seasons = sorted({season for _, season in nodes if season is not None})
    every: list[int | None] = [None, *seasons]
    present = set(nodes)
    for entry in rules:
        pairs = [(s, s) for s in every] if entry.across == "same" else list(pairwise(seasons))
        for earlier, later in pairs:
            first: Node = (entry.first, earlier)  # type: ignore[assignment]
            second: Node = (entry.second, later)  # type: ignore[assignment]
            if entry.across == "next":
                yield from _onward(entry, first, second, present)
            elif first in present and second in present:
                yield first, second, entry


def _onward(
    entry: OrderRule, first: Node, second: Node, present: set[Node]
) -> Iterator[tuple[Node, Node, OrderRule]]:
    if first in present and second in present:
        yield first, second, entry


def judge_order(blocks: dict[Axis, Block], rules: OrderRules) -> Iterator[OrderConflict]:
    """Every pair of claims of one work whose windows leave no order the rules allow."""
    at: dict[Node, list[Position]] = defaultdict(list)
    for axis in _EVENTS:
        if axis in blocks:
            for position in blocks[axis].positions:
                kept = [v for v in position.views if (v.claim.article, v.season) not in blocks[axis].tangled]
                if kept and _bounds_time(position.head):
                    at[axis, position.season].append(replace(position, views=tuple(kept)))
    if len(at) < 2:
        return
    kind = _kind(blocks)
    unclear = kind not in _ONE_PRODUCTION and _many_productions(blocks)
    rolling = _rolling(blocks, rules)
    held = [r for r in rules.rule if (not r.kinds or kind in r.kinds) and (r.rolling or not rolling)]
    necessary = [r for r in held if r.strength == "necessary"]
    nodes: list[Node] = [(event, season) for season in {s for _, s in at} for event in _EVENTS]
    hard, soft = chains(nodes, necessary), chains(nodes, held)
    told = [(first, second) for first in at for second in at if (first, second) in soft]
    if unclear:
        told = [pair for pair in told if pair[0][1] is not None]
    for pair in sorted(told, key=repr):
        seen: set[frozenset[int]] = set()
        for network in (hard, soft):
            if pair in network:
                yield from _between(at[pair[0]], at[pair[1]], network[pair], seen)


def _between(
    firsts: list[Position], seconds: list[Position], chain: Chain, seen: set[frozenset[int]]
) -> Iterator[OrderConflict]:
    late = sorted((p for p in firsts if p.head.lo != NEVER), key=lambda p: (-p.head.lo, repr(p.key)))
    early = sorted((p for p in seconds if p.head.hi != FOREVER), key=lambda p: (p.head.hi, repr(p.key)))
    usual = any(rule.strength == "usual" for rule in chain.rules)
    made = 0
    for one in late:
        for two in early:
            slack = one.head.lo + chain.days - two.head.hi
            if slack <= 0 or made == _MOST:
                break
            mark = frozenset((id(one), id(two)))
            if mark in seen:
                continue
            pair = _current_pair(one, two, usual=usual)
            if pair is not None:
                seen.add(mark)
                made += 1
                yield OrderConflict(first=pair[0], second=pair[1], chain=chain, slack=slack)


def _current_pair(one: Position, two: Position, *, usual: bool) -> tuple[View, View] | None:
    """The clearest pair of claims that were current together; None when a change of plan explains it."""
    best: tuple[tuple[object, ...], View, View] | None = None
    for a in (one.views[0], *one.views[-8:]):
        for b in (two.views[0], *two.views[-8:]):
            if not _weighable(a, b, usual=usual):
                continue
            apart = shift(a, b)
            rank = (not together(a, b), abs(apart) if apart is not None else 10**6, a.claim.id, b.claim.id)
            if best is None or rank < best[0]:
                best = (rank, a, b)
    return (best[1], best[2]) if best else None


def _weighable(a: View, b: View, *, usual: bool) -> bool:
    if a.claim.id == b.claim.id or not _one_place(a, b):
        return False
    both_past = a.force == b.force == "fact"
    one_source = a.claim.attribution is not None and a.claim.attribution == b.claim.attribution
    if usual and (both_past or one_source):
        return False
    if usual and not together(a, b) and not (a.firm and b.firm):
        return False
    if a.force != "fact" and b.force == "fact":
        return False
    if a.season is None and b.season is None and a.claim.subject.kind == "series" and b.axis == "finale":
        ago = a.lo - b.hi
        if not both_past or ago < _RETURN or "return" in (a.flavour, b.flavour):
            return False
    if both_past or together(a, b):
        return not (a.explicit != b.explicit and not both_past)
    apart = shift(a, b)
    if apart is None or abs(apart) > _SAME_TIME:
        return False
    older, newer = (a, b) if apart >= 0 else (b, a)
    return not (newer.noted("change") and older.force != "fact")


def _one_place(a: View, b: View) -> bool:
    """Whether both speak of one part and place; a shoot comes before a release in whatever country."""
    one, two = a.claim, b.claim
    same_part = one.subject.part == two.subject.part and (one.subject.episode or "") == (
        two.subject.episode or ""
    )
    places = one.scope.territory, two.scope.territory
    shot = a.axis in ("filming_start", "filming_end")
    return same_part and (places[0] == places[1] or (shot and None in places))


def _bounds_time(view: View) -> bool:
    if view.claim.modality == "speculated" or view.flavour == "return":
        return False
    return view.side == "+" and view.dated and view.force in ("fact", "plan", "guess")


def _kind(blocks: dict[Axis, Block]) -> WorkKind:
    """The kind most claims give, but a work told of by seasons is a series.

    A work of unknown kind without any season is judged as a film.
    """
    votes: dict[WorkKind, int] = defaultdict(int)
    for block in blocks.values():
        for view in block.views:
            votes[view.claim.subject.kind] += 1
    kind = max(sorted(votes), key=lambda k: votes[k]) if votes else "work"
    seasons = any(p.season for block in blocks.values() for p in block.positions)
    if seasons:
        return kind if kind in ("game", "product") else "series"
    return "film" if kind == "work" else kind


def _many_productions(blocks: dict[Axis, Block]) -> bool:
    """Whether a series has seasons, or has been shown: an event without a season may then be any season's."""
    if any(p.season for block in blocks.values() for p in block.positions):
        return True
    shown = (blocks[axis] for axis in ("premiere", "finale") if axis in blocks)
    return any(v.force == "fact" and v.side == "+" for block in shown for v in block.views)


def _rolling(blocks: dict[Axis, Block], rules: OrderRules) -> bool:
    names = {fold(name) for name in rules.rolling}
    for block in blocks.values():
        for view in block.views:
            claim = view.claim
            said = [claim.scope.platform or "", claim.attribution.name if claim.attribution else ""]
            if any(
                names & {fold(part), *fold(part).split()} for text in said for part in text.split(";") if part
            ):
                return True
    return False
