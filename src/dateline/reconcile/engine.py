"""From blocks to matches: every pair of positions is related, and each relation reported once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.reconcile.blocks import Block, Position, pairs_of, sample_pairs
from dateline.reconcile.dates import compare_counts, compare_dates
from dateline.reconcile.levels import Level, comparable, distance, role_level, season_level, shift, together
from dateline.reconcile.rules import rule
from dateline.reconcile.status import compare_status
from dateline.reconcile.verdict import Verdict, changed, close, later_of
from dateline.reconcile.views import View

__all__ = ["GRAVITY", "Match", "judge_block", "relate"]

GRAVITY = (
    "impossible_order",
    "contradiction",
    "stale",
    "retracted",
    "superseded",
    "rival_estimates",
    "refined",
    "copy",
)
"""Relations from the gravest to the lightest."""


_GRAVE = ("contradiction", "stale")

_APART = frozenset({"D101", "D102", "D103", "D202"})
_SURE = 0.5
"""Below this, a claim is no party to a clash of days; it may still be refined, or be overtaken."""


class Match(NamedTuple):
    """A finding in the making: the verdict on the clearest pair, and every view that shares it."""

    verdict: Verdict
    older: tuple[View, ...]
    newer: tuple[View, ...]
    place: str
    """What makes them comparable, in words."""


def relate(a: View, b: View, seasons: Iterable[int] = ()) -> tuple[Verdict, Level] | None:
    """Relate two views of one work and axis; None when nothing follows from the pair."""
    if "weak" in (a.force, b.force) or "void" in (a.force, b.force):
        return None
    if a.claim.id == b.claim.id:
        return None
    season = season_level(a, b, frozenset(seasons))
    if season.outcome == "incomparable":
        return None
    place = comparable(a, b)
    verdict: Verdict | None
    if a.axis == "cast" and a.item != b.item and a.side == b.side == "+":
        verdict = _one_role(a, b)
    elif place.outcome == "incomparable":
        return None
    elif a.side != b.side:
        verdict = compare_status(a, b) if a.side == "+" else compare_status(b, a)
    elif a.side == "-":
        verdict = _two_negatives(a, b)
    elif a.axis == "episode_count":
        verdict = compare_counts(a, b)
    else:
        verdict = compare_dates(a, b)
    if verdict is None or (place.outcome == "overlap" and not _holds_anywhere(verdict)):
        return None
    return verdict, (season if a.season != b.season else place)


def _holds_anywhere(verdict: Verdict) -> bool:
    """Whether a verdict stands although only one claim names a country: it agrees, or tells of a change."""
    relation = rule(verdict.code).relation
    return relation == "refined" or (relation == "superseded" and changed(verdict.older, verdict.newer))


def judge_block(block: Block) -> Iterator[Match]:
    """Relate the positions of a block.

    Revisions and refinements of one position are one match: the first that hit it, with the later ones.
    """
    chains: dict[tuple[int, str], list[_Judged]] = {}
    for first, second in pairs_of(block):
        for judged in _judge(block, first, second):
            relation = rule(judged.verdict.code).relation
            if relation in ("superseded", "refined"):
                chains.setdefault((id(judged.older), relation), []).append(judged)
            else:
                yield _match(block, judged)
    for chain in chains.values():
        chain.sort(key=_when)
        match = _match(block, chain[0])
        later = (judged.verdict.newer for judged in chain[1:])
        yield match._replace(newer=(*match.newer, *later))


class _Judged(NamedTuple):
    verdict: Verdict
    place: str
    older: Position
    newer: Position


def _when(judged: _Judged) -> tuple[object, ...]:
    newer = judged.verdict.newer
    return (newer.spoken or 0, newer.force == "guess", newer.claim.published or dt.date.min, newer.claim.id)


def _judge(block: Block, first: Position, second: Position) -> Iterator[_Judged]:
    """The relations between two positions, each with its clearest pair of claims."""
    if _idle(first.head, second.head):
        return
    best: dict[str, tuple[tuple[object, ...], Verdict, Level, bool]] = {}
    for a, b in sample_pairs(first, second):
        found = _weigh(block, a, b)
        if found is None or _unsure(found[0]) or _several(found[0]) or _alone(block, found[0]):
            continue
        verdict, level = found
        relation, rank = rule(verdict.code).relation, _rank(verdict)
        if relation not in best or rank < best[relation][0]:
            best[relation] = (rank, verdict, level, verdict.older is a)
    for _, verdict, level, straight in sorted(best.values(), key=lambda found: found[0]):
        older, newer = (first, second) if straight else (second, first)
        yield _Judged(verdict=verdict, place=level.reason, older=older, newer=newer)


def _match(block: Block, judged: _Judged) -> Match:
    verdict = judged.verdict
    older = _sharing(block, judged.older.views, verdict.newer, verdict)
    newer = _sharing(block, judged.newer.views, verdict.older, verdict)
    return Match(
        verdict=verdict,
        older=_lead(verdict.older, older),
        newer=_lead(verdict.newer, newer),
        place=judged.place,
    )


def _weigh(block: Block, a: View, b: View) -> tuple[Verdict, Level] | None:
    found = relate(a, b, block.seasons.get(a.claim.article, ()) if together(a, b) else ())
    if found is None:
        return None
    verdict = found[0]
    if a.side == b.side and _tangled(block, a, b):
        return None
    if verdict.newer.flavour == "moved":
        current = block.stated.get(verdict.newer.claim.article, ())
        if verdict.older.dated and any(distance(v, verdict.older) == 0 for v in current):
            return None
        if verdict.code == "R104" and current:
            return verdict._replace(code="R201"), found[1]
    if block.dropped and verdict.code in ("D102", "R201") and _old_plan(block, *later_of(a, b)):
        return verdict._replace(
            code="R201", reason="the later text names the earlier date as the old plan"
        ), found[1]
    return found


def _tangled(block: Block, a: View, b: View) -> bool:
    """Whether one of two dates stands in an article that gives one event too many of them."""
    if not block.tangled or a.axis in ("cast", "episode_count"):
        return False
    return any(v.firm and (v.claim.article, v.season) in block.tangled for v in (a, b))


def _unsure(verdict: Verdict) -> bool:
    """Whether a clash of days rests on a claim that is as likely misread as not."""
    weakest = min(verdict.older.claim.confidence, verdict.newer.claim.confidence)
    return verdict.code.startswith("D1") and weakest < _SURE


def _several(verdict: Verdict) -> bool:
    """Whether one article dates two further releases: a disc and a download are no contradiction."""
    a, b = verdict.older, verdict.newer
    return a.axis == "other_release" and together(a, b) and verdict.code in _APART


def _alone(block: Block, verdict: Verdict) -> bool:
    """Whether one of two articles in conflict also says what the other does, and contradicts itself alone."""
    a, b = verdict.older, verdict.newer
    if rule(verdict.code).relation not in _GRAVE or together(a, b):
        return False
    if a.side != b.side:
        plus, minus = (a, b) if a.side == "+" else (b, a)
        said = block.affirmed.get(minus.claim.article, ())
        return any(_same_event(v, plus) and v.spoken == minus.spoken for v in said)
    if a.axis in ("cast", "episode_count"):
        return False
    for one, other in ((a, b), (b, a)):
        for v in block.stated.get(one.claim.article, ()):
            if v.force == one.force and _same_event(v, one) and distance(v, other) == 0:
                return True
            if one.force == "fact" and other.force == v.force == "plan" and _yet_to_come(one, v):
                return True
    return False


def _yet_to_come(fact: View, plan: View) -> bool:
    """Whether what reads as past ("back this month") is what the same text plans within these days."""
    return fact.spoken is not None and fact.lo <= fact.spoken < plan.lo <= fact.hi


def _same_event(a: View, b: View) -> bool:
    return a.season == b.season and a.item == b.item and comparable(a, b).outcome == "agree"


def _old_plan(block: Block, older: View, newer: View) -> bool:
    """Whether the newer article names the older date as the plan that was replaced."""
    plans = block.dropped.get(newer.claim.article, ())
    return any(distance(v, older) == 0 for v in plans)


def _idle(a: View, b: View) -> bool:
    """Whether two positions cannot bear on each other, seen from their content alone."""
    if a.force in ("weak", "void") or b.force in ("weak", "void"):
        return True
    same_days = a.side == b.side == "+" and a.force == b.force and (a.lo, a.hi) == (b.lo, b.hi)
    return same_days and a.axis != "cast"


def _rank(verdict: Verdict) -> tuple[object, ...]:
    older, newer = verdict.older, verdict.newer
    apart = shift(older, newer)
    return (
        GRAVITY.index(rule(verdict.code).relation),
        not together(older, newer),
        abs(apart) if apart is not None else 1_000_000,
        -min(older.claim.confidence, newer.claim.confidence),
        older.claim.id,
        newer.claim.id,
    )


def _sharing(block: Block, views: Iterable[View], other: View, verdict: Verdict) -> list[View]:
    """The views of one side that stand in the same relation to the other side's clearest view."""
    relation, kept = rule(verdict.code).relation, []
    for view in views:
        found = _weigh(block, view, other)
        if found is not None and rule(found[0].code).relation == relation:
            kept.append(view)
    return kept


def _lead(view: View, views: Iterable[View]) -> tuple[View, ...]:
    return (view, *(v for v in views if v.claim.id != view.claim.id))


def _two_negatives(a: View, b: View) -> Verdict | None:
    """Two ways of saying no: dropped against undecided, and one end dated twice."""
    if a.axis != "future":
        return None
    undecided = [v for v in (a, b) if v.flavour == "undecided"]
    decided = [v for v in (a, b) if v.flavour == "cancelled" and v.firm]
    if len(undecided) == 1 and len(decided) == 1:
        return compare_status(decided[0], undecided[0])
    if a.flavour == b.flavour == "cancelled" and a.force == b.force == "fact" and a.dated and b.dated:
        verdict = compare_dates(a, b)
        return verdict if verdict and verdict.code == "D101" else None
    return None


def _one_role(a: View, b: View) -> Verdict | None:
    if not (a.firm and b.firm) or role_level(a, b).outcome != "conflict" or comparable_but_item(a, b):
        return None
    older, newer = later_of(a, b)
    if changed(a, b):
        return Verdict("W201", older, newer, "the later text reports the change")
    if close(a, b):
        return Verdict("W102", older, newer, "both are given as settled at one time")
    return (
        Verdict("W201", older, newer, "enough time lies between them for a change") if shift(a, b) else None
    )


def comparable_but_item(a: View, b: View) -> bool:
    """Whether something other than the person sets two castings apart: part, episode or place."""
    return a.claim.subject.part != b.claim.subject.part or a.claim.subject.episode != b.claim.subject.episode
