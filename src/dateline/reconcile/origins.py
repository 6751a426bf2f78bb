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
from dateline.reconcile.views import View, fold, in_order

__all__ = ["Origin", "copies_of", "count_origins", "origins_of"]

_LIKE = 0.6
"""Share of word pairs in common from which two quotes count as one wording."""

_COMPARED = 40
"""Origins an article is compared with at most, the earliest first."""


_EARLIEST = 8
"""Claims of an origin by which further ones are known as its own."""

_NAME = 4
"""Letters an outlet's name must have to be looked for in running text."""


class Origin(NamedTuple):
    """Claims of equal content that count as one source; `how` names the strongest link."""

    views: tuple[View, ...]
    how: str


def origins_of(views: Iterable[View], *, alike: bool = True) -> list[Origin]:
    """Part claims into independent origins, earliest first.

    Claims that name different days share none, unless `alike` is false: then all are taken to agree.
    """
    made: list[_Group] = []
    for view in in_order(views):
        trace = _trace(view)
        for group in made[:_COMPARED]:
            if alike and not all(_same_days(m, view) for m in group.days.values()):
                continue
            how = next((h for t in group.traces if (h := _link(t, trace))), None)
            if how:
                group.add(view, trace)
                group.hows.add(how)
                break
        else:
            made.append(_Group(view, trace))
    return [Origin(tuple(group.views), min(group.hows, default="")) for group in made]


class _Trace(NamedTuple):
    """What a view shows of where it comes from."""

    article: str
    outlet: str
    credited: str
    """The named source, folded; empty when there is none."""
    around: str
    """The folded words of the quote and beside it, with a space at either end."""
    pairs: frozenset[tuple[str, str]]


class _Group:
    """An origin in the making: its claims, the earliest traces, and one claim for each of its windows."""

    __slots__ = ("days", "hows", "traces", "views")

    def __init__(self, view: View, trace: _Trace) -> None:
        self.views: list[View] = []
        self.traces: list[_Trace] = []
        self.days: dict[tuple[bool, int, int], View] = {}
        self.hows: set[str] = set()
        self.add(view, trace)

    def add(self, view: View, trace: _Trace) -> None:
        self.views.append(view)
        self.days.setdefault((view.dated, view.lo, view.hi), view)
        if len(self.traces) < _EARLIEST:
            self.traces.append(trace)


def _trace(view: View) -> _Trace:
    claim = view.claim
    return _Trace(
        article=claim.article,
        outlet=view.outlet,
        credited=view.voice if claim.attribution else "",
        around=f" {fold(f'{claim.quote.prefix} {claim.quote.exact} {claim.quote.suffix}')} ",
        pairs=_shingles(claim.quote.exact),
    )


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


def _link(first: _Trace, second: _Trace) -> str | None:
    """P102 when one credits the other, P101 for one wording, P103 for one outlet; None when independent."""
    if first.article == second.article:
        return None
    if first.outlet != second.outlet and (_credits(second, first.outlet) or _credits(first, second.outlet)):
        return "P102"
    one, two = first.pairs, second.pairs
    if one and two:
        # With n pairs in common of n1 and n2, the union holds n1 + n2 - n.
        common = len(one & two)
        if common >= _LIKE * (len(one) + len(two) - common):
            return "P101"
    if first.outlet and first.outlet == second.outlet:
        return "P103"
    return None


def _same_days(a: View, b: View) -> bool:
    """Whether two claims name the same days, or one of them none: a shortened copy may leave the date out."""
    if a.dated and b.dated:
        return (a.lo, a.hi) == (b.lo, b.hi)
    return a.axis != "episode_count" or a.dated == b.dated


def _credits(trace: _Trace, outlet: str) -> bool:
    """Whether a claim names another's outlet as its source, in its attribution or around its quote."""
    if len(outlet) < _NAME:
        return False
    if outlet in trace.credited:
        return True
    return " " in outlet and f" {outlet} " in trace.around


def _shingles(text: str) -> frozenset[tuple[str, str]]:
    words = fold(text).split()
    return frozenset(pairwise(words))
