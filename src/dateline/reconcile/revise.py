"""Claims that a text takes back: wrong ones, which were never right, and plans that were replaced."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reconcile.blocks import Block
from dateline.reconcile.engine import Match
from dateline.reconcile.levels import comparable, distance, season_level, shift, together
from dateline.reconcile.verdict import Verdict
from dateline.reconcile.views import Axis, View

__all__ = ["judge_revisions"]

_NEXT: dict[Axis, tuple[Axis, ...]] = {"finale": ("finale", "future", "premiere")}
"""Where the successor of a dropped plan may be told, besides its own axis: a further season after a
planned end.
"""

_MONTH = 31
"""Days up to which a window may be wider than the withdrawn one and still be what was withdrawn."""

_CURRENT = ("fact", "plan", "guess")


def judge_revisions(blocks: dict[Axis, Block]) -> Iterator[Match]:
    """Relate each claim that its own text takes back to what it hits and to what replaced it."""
    for axis, block in blocks.items():
        for view in block.views:
            if view.force == "void":
                yield from _withdrawn(block, view) if view.withdrawn else _replaced(blocks, axis, view)


def _withdrawn(block: Block, void: View) -> Iterator[Match]:
    hits = [v for v in block.views if v.force in _CURRENT and v.side == void.side and _hits(block, void, v)]
    elsewhere = [v for v in hits if not together(v, void)]
    if elsewhere:
        first = elsewhere[0]
        verdict = Verdict("R101", first, void, "the text says that the claim was never right")
        yield Match(verdict=verdict, older=tuple(elsewhere), newer=(void,), place=_place(void, first))
    instead = [v for v in block.views if together(v, void) and _replaces(block, void, v)]
    if instead:
        instead.sort(key=lambda v: (v.side == "-", not v.dated, v.claim.quote.start))
        verdict = Verdict("R102", void, instead[0], "the text calls the one wrong and gives the other")
        yield Match(verdict=verdict, older=(void,), newer=(instead[0],), place=_place(void, instead[0]))
    elif not elsewhere and void.noted("correction"):
        verdict = Verdict("R103", void, void, "the text takes its own claim back")
        yield Match(verdict=verdict, older=(void,), newer=(), place="one text")


def _replaced(blocks: dict[Axis, Block], axis: Axis, void: View) -> Iterator[Match]:
    block = blocks[axis]
    heirs = [v for v in block.views if together(v, void) and _succeeds(block, void, v)]
    for other in _NEXT.get(axis, ()):
        if other in blocks and not heirs:
            heirs = [v for v in blocks[other].views if together(v, void) and _further(void, v)]
    if heirs:
        heirs.sort(key=lambda v: (v.force == "guess", v.side == "-", not v.dated, v.claim.quote.start))
        verdict = Verdict("R205", void, heirs[0], "the text tells what has become of the plan")
        yield Match(verdict=verdict, older=(void,), newer=tuple(heirs), place=_place(void, heirs[0]))
        return
    earlier = [
        v
        for v in block.views
        if v.force in _CURRENT
        and v.side == void.side
        and not together(v, void)
        and _hits(block, void, v)
        and void.dated
    ]
    if earlier:
        verdict = Verdict("R201", earlier[0], void, "the later text speaks of the plan as past")
        yield Match(verdict=verdict, older=tuple(earlier), newer=(void,), place=_place(void, earlier[0]))
    later = [
        v for v in block.views if not together(v, void) and _succeeds(block, void, v) and _after(void, v)
    ]
    if later and void.dated:
        verdict = Verdict("R205", void, later[0], "a later text tells what has become of the plan")
        yield Match(verdict=verdict, older=(void,), newer=tuple(later), place=_place(void, later[0]))


def _hits(block: Block, void: View, target: View) -> bool:
    """Whether a withdrawal means this claim: same thing, told no later, on days that fit."""
    if not _same_thing(block, void, target):
        return False
    if target.flavour == "moved" or (void.flavour == "cancelled") != (target.flavour == "cancelled"):
        return False
    apart = shift(target, void)
    if apart is not None and apart < 0:
        return False
    if together(void, target):
        return False
    if not (void.dated and target.dated):
        return True
    return distance(void, target) == 0 and target.hi - target.lo <= max(_MONTH, void.hi - void.lo)


def _replaces(block: Block, void: View, other: View) -> bool:
    if other.force not in _CURRENT or other.claim.id == void.claim.id or not _same_thing(block, void, other):
        return False
    if other.side == "-":
        return (
            other.force == "fact" and other.flavour in ("", "undecided", "no-date") and void.axis != "future"
        )
    return other.dated and void.dated and distance(other, void) > 0


def _succeeds(block: Block, void: View, other: View) -> bool:
    """Whether another claim of the same text tells what has become of a replaced plan."""
    if other.force not in _CURRENT or not _same_thing(block, void, other):
        return False
    if other.side == "-":
        return other.flavour in ("", "moved") and not other.dated
    if void.dated and other.dated:
        return distance(other, void) > 0
    return not void.dated


def _after(void: View, other: View) -> bool:
    apart = shift(void, other)
    return apart is not None and apart > 0


def _further(void: View, other: View) -> bool:
    """Whether a further season of the same text overtakes a planned end."""
    if other.side != "+" or other.force not in ("fact", "plan"):
        return False
    return void.season is not None and other.season is not None and other.season > void.season


def _same_thing(block: Block, void: View, other: View) -> bool:
    only = block.seasons.get(void.claim.article, frozenset()) if together(void, other) else frozenset()
    if season_level(void, other, only).outcome == "incomparable":
        return False
    if void.item != other.item and (void.axis == "cast" or (void.item and other.item)):
        return False
    return comparable(void, other).outcome == "agree"


def _place(a: View, b: View) -> str:
    return "one text" if together(a, b) else "same work, season, place and part"
