"""Comparisons by levels: does a pair agree, conflict, or can it not be compared, and why.

The habit is Splink's: a comparison is an ordered list of levels, and missing evidence is a level of its own,
never a disagreement (R. Linacre et al., "Splink: Free software for probabilistic record linkage at scale",
IJPDS 7(3), 2022).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from dateline.reconcile.views import FOREVER, NEVER, View, fold

__all__ = [
    "Level",
    "comparable",
    "distance",
    "items_meet",
    "one_breath",
    "one_sentence",
    "role_level",
    "season_level",
    "shift",
    "together",
    "windows",
]

Outcome = Literal["agree", "conflict", "incomparable", "inside", "holds", "overlap"]

_LOOSE_DAYS = 210
"""A text that names no season means the current one; two such texts this far apart may mean different
ones.
"""

_FINER = 0.55
"""How much narrower a window must be to count as finer: half a year in a year is, a quarter in four months
is not.
"""


_END = frozenset(".!?;\n")
"""What ends a sentence, or parts one."""


class Level(NamedTuple):
    """The outcome of one comparison, and the reason in words."""

    outcome: Outcome
    reason: str


_SAME = Level("agree", "same work, season, place and part")
_SAME_SEASON = Level("agree", "same season")
_APART = Level("conflict", "no day lies in both windows")


def comparable(a: View, b: View) -> Level:
    """Whether two views speak of the same place, platform, part, episode and item."""
    one, two = a.claim, b.claim
    if (
        a.item == b.item
        and one.subject.part == two.subject.part
        and one.subject.episode == two.subject.episode
        and one.scope == two.scope
    ):
        return _SAME
    if a.places and b.places and a.places.isdisjoint(b.places):
        return Level("incomparable", "they speak of different countries")
    platforms = a.platforms, b.platforms
    if platforms[0] and platforms[1] and platforms[0].isdisjoint(platforms[1]):
        return Level("incomparable", "they speak of different platforms")
    if "home" in (one.scope.platform, two.scope.platform) and platforms[0] != platforms[1]:
        return Level("incomparable", "one of them speaks of the home release alone")
    if one.subject.part != two.subject.part:
        return Level("incomparable", "they speak of different parts, or of a part and the whole")
    if fold(one.subject.episode or "") != fold(two.subject.episode or ""):
        return Level("incomparable", "they speak of different episodes")
    if not items_meet(a, b) and a.force != "void" and b.force != "void":
        return Level("incomparable", "they speak of different items")
    if bool(a.places) != bool(b.places):
        return Level("overlap", "only one of them names a country")
    return _SAME


def season_level(a: View, b: View, only: frozenset[int]) -> Level:
    """Whether two views speak of one season.

    A text that names none means the season of the day: it is compared with one that names a season only when
    both look at the present or ahead and speak within months of each other, or, within one text, when that
    text speaks of a single season (`only` holds the seasons it names).
    """
    if a.season == b.season:
        return _SAME_SEASON
    if a.season is not None and b.season is not None:
        return Level("incomparable", "different seasons")
    loose, fixed = (a, b) if a.season is None else (b, a)
    named, apart = fixed.season, shift(a, b)
    after = shift(loose, fixed)
    if loose.flavour == "cancelled" and after is not None and after > 0:
        return Level("agree", "an end told of the whole work is undone by any later season")
    if not (_current(a) and _current(b)):
        return Level("incomparable", "one of them names no season")
    if a.claim.article == b.claim.article:
        if only == {named}:
            return Level("agree", "the text speaks of one season alone")
        return Level("incomparable", "one of them names no season")
    if apart is None or abs(apart) > _LOOSE_DAYS:
        return Level("incomparable", "one of them names no season")
    return Level("agree", "both speak of the coming season, within months of each other")


def windows(a: View, b: View) -> Level:
    """How the days of two dated views lie: equal, one inside the other and finer, overlapping, apart."""
    if not (a.dated and b.dated):
        return Level("incomparable", "at least one of them is undated")
    if (a.lo, a.hi) == (b.lo, b.hi):
        return Level("agree", "both name the same days")
    if a.hi < b.lo or b.hi < a.lo:
        return _APART
    if b.lo <= a.lo and a.hi <= b.hi and _finer(a, b):
        return Level("inside", "one window lies inside the other")
    if a.lo <= b.lo and b.hi <= a.hi and _finer(b, a):
        return Level("holds", "one window lies inside the other")
    return Level("overlap", "the windows overlap")


def distance(a: View, b: View) -> int:
    """Days between two windows that do not overlap; 1 when they touch, 0 when they overlap."""
    return max(0, b.lo - a.hi, a.lo - b.hi)


def shift(a: View, b: View) -> int | None:
    """Days from the one statement to the other; None when one of them cannot be dated."""
    if a.spoken is None or b.spoken is None:
        return 0 if together(a, b) else None
    return b.spoken - a.spoken


def together(a: View, b: View) -> bool:
    """Whether both stand in one article."""
    return a.claim.article == b.claim.article


def items_meet(a: View, b: View) -> bool:
    """Whether two views name one item, or runs that share one ("episodes 10-11", "episode 11")."""
    if a.item == b.item:
        return True
    if a.axis == "trailer" and a.side != b.side and not (a.item and b.item):
        return True
    one, two = _run(a.item), _run(b.item)
    return one is not None and two is not None and one[0] == two[0] and one[1] <= two[2] and two[1] <= one[2]


def _run(item: str) -> tuple[str, int, int] | None:
    words = item.split()
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    stem = " ".join(word.rstrip("s") for word in words if not word.isdecimal())
    if not numbers or len(numbers) > 2 or not stem:
        return None
    return stem, min(numbers), max(numbers)


def one_breath(a: View, b: View) -> bool:
    """Whether both rest on the same words: one phrase that names two days names two events or a span."""
    one, two = a.claim.quote, b.claim.quote
    return together(a, b) and one.start < two.end and two.start < one.end


def one_sentence(a: View, b: View) -> bool:
    """Whether both rest on one sentence: the same words, also where one is said again, or adjoining ones."""
    if not together(a, b):
        return False
    one, two = a.claim, b.claim
    spans = (
        [(one.quote.start, one.quote.end), *one.mentions],
        [(two.quote.start, two.quote.end), *two.mentions],
    )
    if any(first < end and start < last for first, last in spans[0] for start, end in spans[1]):
        return True
    before, after = sorted((one.quote, two.quote), key=lambda q: q.start)
    gap = after.start - before.end
    between = before.suffix[:gap]
    return len(between) == gap and _END.isdisjoint(between)


def role_level(a: View, b: View) -> Level:
    """Whether two castings name one role and different people."""
    one, two = a.claim.value, b.claim.value
    if not (one and two and one.role and two.role) or fold(one.role) != fold(two.role):
        return Level("incomparable", "they do not name the same role")
    if a.item == b.item:
        return Level("agree", "same person, same role")
    return Level("conflict", "one role, two people")


def _finer(inner: View, outer: View) -> bool:
    if inner.lo == NEVER or inner.hi == FOREVER:
        return False
    if outer.force == "fact" and outer.lo == NEVER:
        return False
    if outer.lo == NEVER or outer.hi == FOREVER:
        return True
    return (inner.hi - inner.lo + 1) <= _FINER * (outer.hi - outer.lo + 1)


def _current(view: View) -> bool:
    if view.axis in ("future", "filming_start", "filming_end", "trailer") or view.force in ("plan", "guess"):
        return True
    if view.side == "-" or not view.dated:
        return True
    return view.spoken is not None and view.spoken - 60 <= view.hi
