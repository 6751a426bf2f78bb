"""Provenance: which articles are one source.

Claims of equal content share an origin when one credits the other, when they stand in nearly the same words,
or when they come from one outlet. Words are compared as sets of word pairs (A. Broder, "On the resemblance
and containment of documents", 1997); only claims that already say the same are compared, so a chance likeness
of wording cannot join different claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from dateline.reconcile.blocks import Block
from dateline.reconcile.levels import together
from dateline.reconcile.views import View, fold, in_order

__all__ = ["Origin", "copies_of", "count_origins", "origins_of"]

_LIKE = 0.6
"""Share of word pairs in common from which two quotes count as one wording."""

_COMPARED = 40
"""Origins an article is compared with at most, the earliest first."""


class Origin(NamedTuple):
    """Claims of equal content that count as one source; `how` names the strongest link."""

    views: tuple[View, ...]
    how: str


def origins_of(views: Iterable[View], *, alike: bool = True) -> list[Origin]:
    """Part claims into independent origins, earliest first.

    Claims that name different days share none, unless `alike` is false: then all are taken to agree.
    """
    made: list[tuple[list[View], set[str]]] = []
    shingles: dict[str, frozenset[tuple[str, str]]] = {}
    for view in in_order(views):
        shingles[view.claim.id] = _shingles(view.claim.quote.exact)
        for members, hows in made[:_COMPARED]:
            if alike and not all(_same_days(m, view) for m in members):
                continue
            how = next((h for m in members[:8] if (h := _link(m, view, shingles))), None)
            if how:
                members.append(view)
                hows.add(how)
                break
        else:
            made.append(([view], set()))
    return [Origin(tuple(members), min(hows, default="")) for members, hows in made]


def count_origins(views: Iterable[View]) -> int:
    """How many independent origins stand behind claims that agree."""
    return len(origins_of(views, alike=False))


def copies_of(block: Block) -> Iterator[Origin]:
    """Origins of a block that more than one article draws on."""
    groups: dict[tuple[object, ...], list[View]] = defaultdict(list)
    for position in block.positions:
        for view in position.views:
            if view.force not in ("weak", "void") and view.flavour != "moved":
                groups[position.season, *_content(view)].append(view)
    for group in groups.values():
        if len({v.claim.article for v in group}) < 2:
            continue
        for origin in origins_of(group):
            if len({v.claim.article for v in origin.views}) > 1:
                yield origin


def _content(view: View) -> tuple[object, ...]:
    subject, scope = view.claim.subject, view.claim.scope
    return (view.item, view.side, subject.part or 0, subject.episode or "", scope.territory or "")


def _link(first: View, second: View, shingles: dict[str, frozenset[tuple[str, str]]]) -> str | None:
    """P102 when one credits the other, P101 for one wording, P103 for one outlet; None when independent."""
    if together(first, second):
        return None
    if _credits(second, first) or _credits(first, second):
        return "P102"
    one, two = shingles[first.claim.id], shingles[second.claim.id]
    if one and two and len(one & two) >= _LIKE * len(one | two):
        return "P101"
    if first.outlet and first.outlet == second.outlet:
        return "P103"
    return None


def _same_days(a: View, b: View) -> bool:
    """Whether two claims name the same days, or one of them none: a shortened copy may leave the date out."""
    if a.dated and b.dated:
        return (a.lo, a.hi) == (b.lo, b.hi)
    return a.axis != "episode_count" or a.dated == b.dated


def _credits(view: View, source: View) -> bool:
    """Whether a claim names the other's outlet as its source, in its attribution or around its quote."""
    outlet = source.outlet
    if len(outlet) < 4 or outlet == view.outlet:
        return False
    claim = view.claim
    if claim.attribution and outlet in view.voice:
        return True
    if " " not in outlet:
        return False
    around = fold(f"{claim.quote.prefix} {claim.quote.exact} {claim.quote.suffix}")
    return f" {outlet} " in f" {around} "


def _shingles(text: str) -> frozenset[tuple[str, str]]:
    words = fold(text).split()
    return frozenset(pairwise(words))
