"""The outlook: for each question, the best current answer, its support, and how belief moved.

The answer is chosen in the order an editor would: what has happened before what is planned, what is planned
before what is guessed, and among equals the latest, the official, the most widely and independently told.
"Unknown" is an answer, and a date that passed without a report is overdue, not true.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.model import Event, OutlookEntry, Subject
from dateline.reconcile.blocks import Block
from dateline.reconcile.origins import count_origins
from dateline.reconcile.views import FOREVER, NEVER, Axis, View, in_order
from dateline.reconcile.wording import says, where
from dateline.window import Window

__all__ = ["outlook_of"]

_TIER: dict[str, float] = {"fact": 3, "plan": 2, "guess": 1}
_OPEN = 0.5
"""Below any guess: states of not knowing, and reports that are denied."""
_SURE = {"fact": 0.95, "plan": 0.75, "guess": 0.4}
_OFFICIAL = 0.1
_ORIGIN = 0.04
_DISPUTED = 0.75
_MOVES = 50

Status = Literal["happened", "scheduled", "expected", "unknown", "overdue"]


_OPPOSITE = {"yes": "no", "no": "yes"}


def outlook_of(blocks: dict[Axis, Block], as_of: dt.date) -> Iterator[OutlookEntry]:
    """Best current answers for one work, by season and event; casting and single releases have none."""
    for axis, block in blocks.items():
        if axis in ("cast", "other_release"):
            continue
        seasons: dict[int | None, list[View]] = defaultdict(list)
        for position in block.positions:
            seasons[position.season].extend(
                v for v in position.views if v.flavour != "under way" or v.side == "+"
            )
        for season in sorted((s for s in seasons if seasons[s]), key=lambda s: (s is not None, s or 0)):
            entry = _entry(axis, season, in_order(seasons[season]), as_of)
            if entry is not None:
                yield entry


def _entry(axis: Axis, season: int | None, views: Sequence[View], as_of: dt.date) -> OutlookEntry | None:
    today = as_of.toordinal()
    heard = [v for v in views if v.force in _TIER]
    subject = _subject(views[0], season)
    event: Event = "renewal" if axis == "future" else axis
    scale = _Scale(heard)
    best = max(heard, key=scale.rank, default=None)
    moved = _moved(heard, scale)
    if best is None:
        return OutlookEntry(
            subject=subject,
            event=event,
            window=None,
            status="unknown",
            confidence=0.0,
            supports=(),
            why="only conditions and withdrawn claims speak of it",
            moved=moved,
        )
    if axis == "future" and best.claim.event == "cancellation":
        # The answer to "does it go on?" told as what happened: it was ended.
        event = "cancellation"
        moved = tuple((day, _OPPOSITE.get(answer, answer)) for day, answer in moved)
    agree = [v for v in heard if v.side == best.side and v.flavour != "moved" and _agrees(v, best)]
    against = [v for v in heard if v is not best and not _agrees(v, best)]
    status = _status(best, today)
    origins = count_origins(agree)
    return OutlookEntry(
        subject=subject,
        event=event,
        window=best.claim.window if best.side == "+" and best.dated and axis != "episode_count" else None,
        status=status,
        confidence=_confidence(best, agree, against, origins, status),
        supports=tuple(dict.fromkeys(v.claim.id for v in (best, *agree))),
        origins=origins,
        overrules=tuple(dict.fromkeys(v.claim.id for v in against)),
        why=_why(best, against, status),
        moved=moved,
    )


def _subject(view: View, season: int | None) -> Subject:
    subject = view.claim.subject
    return Subject(work=subject.work, kind=subject.kind, season=season)


class _Scale:
    """How claims of one question weigh against each other: firmness, then day, then source and precision."""

    def __init__(self, views: Sequence[View]) -> None:
        self._latest = max((_known(v) or 0 for v in views), default=0)
        self._denials = [
            v for v in views if v.side == "-" and v.force == "fact" and v.flavour in ("", "under way")
        ]

    def day(self, view: View) -> int:
        """The day a claim speaks from; an undated text is as late as the latest day it could know of."""
        return _known(view) or self._latest

    def rank(self, view: View) -> tuple[object, ...]:
        """The sort key: the best claim has the greatest."""
        width = view.hi - view.lo if view.dated and view.lo != NEVER and view.hi != FOREVER else FOREVER
        return (
            self._tier(view),
            self.day(view),
            view.dated,
            view.official,
            -width,
            view.claim.confidence,
            view.claim.id,
        )

    def _tier(self, view: View) -> float:
        if view.flavour == "moved" or (view.flavour == "no-date" and view.noted("change")):
            return _TIER["plan"]
        if view.side == "-" and view.axis not in ("future", "announcement"):
            return _OPEN
        if view.flavour in ("undecided", "not-cancelled"):
            return _OPEN
        if view.side == "-" and view.flavour != "cancelled" and not view.noted("change"):
            return min(_TIER[view.force], _TIER["plan"])
        if view.side == "+" and view.force == "fact" and not view.dated and self._denied(view):
            return _OPEN
        return _TIER[view.force]

    def _denied(self, view: View) -> bool:
        """Whether an undated report that it happened is denied by a text as late."""
        return view.axis != "future" and any(self.day(d) >= self.day(view) for d in self._denials)


def _known(view: View) -> int | None:
    if view.spoken is None and view.force == "fact" and view.dated and view.lo != NEVER:
        return view.lo
    return view.spoken


def _agrees(view: View, best: View) -> bool:
    if view.side != best.side:
        return False
    if not (view.dated and best.dated):
        return True
    return view.lo <= best.hi and best.lo <= view.hi


def _status(best: View, today: int) -> Status:
    if best.axis == "episode_count":
        return "expected" if best.force == "guess" else "scheduled" if best.dated else "unknown"
    if best.side == "-":
        return "happened" if best.flavour == "cancelled" and best.force == "fact" else "unknown"
    if best.force == "fact":
        return "happened"
    if best.dated and best.hi < today:
        return "overdue"
    return "scheduled" if best.force == "plan" else "expected"


def _confidence(
    best: View, agree: Sequence[View], against: Sequence[View], origins: int, status: str
) -> float:
    if status == "unknown":
        return 0.0
    sure = _SURE[best.force] * (0.5 + 0.5 * best.claim.confidence)
    sure += _OFFICIAL if any(v.official for v in agree) else 0.0
    sure += _ORIGIN * min(origins - 1, 3)
    rivals = [
        v for v in against if _TIER[v.force] >= _TIER[best.force] and (v.spoken or 0) >= (best.spoken or 0)
    ]
    if rivals:
        sure *= _DISPUTED
    if status == "overdue":
        sure *= 0.5
    return round(min(sure, 0.99), 2)


def _why(best: View, against: Sequence[View], status: str) -> str:
    words = f"{where(best)}: {says(best)}"
    if status == "overdue":
        words += "; the day has passed without a report"
    if against:
        words += f"; outweighs {len(against)} other claim{'s' if len(against) > 1 else ''}"
    return words


def _moved(views: Sequence[View], scale: _Scale) -> tuple[tuple[dt.date, str], ...]:
    """The answer after each day on which it changed, as EDTF; ``?`` while the answer is no date."""
    moved: list[tuple[dt.date, str]] = []
    best: View | None = None
    dated = [(at, view) for view in views if (at := _known(view)) is not None]
    for known, view in sorted(dated, key=lambda pair: pair[0]):
        best = view if best is None else max(best, view, key=scale.rank)
        answer = _edtf(best)
        if not moved or moved[-1][1] != answer:
            day = dt.date.fromordinal(known)
            if moved and moved[-1][0] == day:
                moved.pop()
            if not moved or moved[-1][1] != answer:
                moved.append((day, answer))
    return tuple(moved[-_MOVES:])


def _edtf(view: View) -> str:
    if view.axis == "episode_count":
        return str(view.claim.value or "?")
    window: Window | None = view.claim.window
    if view.side == "-" or window is None:
        return {"+": "yes", "-": "no"}[view.side] if view.axis in ("future", "announcement") else "?"
    return window.edtf
