"""Dates that move: "pushed from March 5 to May 7" is a delay, a plan withdrawn and a new plan.

A move to an earlier day is no delay, one whose direction the words leave open only a new plan, and a release
taken off the calendar one that has no date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dateline.extract.arguments import arguments
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance
from dateline.extract.times import TimeExpression
from dateline.extract.windows import report_day
from dateline.model import Event
from dateline.window import Window

__all__ = ["Move", "read_move", "told_by"]

_TO = re.compile(r"\b(?:to|until|till|into|for)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom\s+(?:its\s+|the\s+|an?\s+)?(?:original\s+|planned\s+|previous\s+|initial\s+)?$", re.IGNORECASE
)
_OFF = re.compile(
    r"\b(?:from|off|out\s+of|vacat\w+)\s+(?:its\s+|the\s+|an?\s+|this\s+|next\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_FILMING = re.compile(r"\b(?:filming|production|shoot(?:ing)?|principal photography)\b", re.IGNORECASE)
_FINALE = re.compile(r"\bfinale\b", re.IGNORECASE)
_TRAILER = re.compile(r"\b(?:trailer|teaser)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:back|later|out)\b", re.IGNORECASE)
_SPARE = 400
"""Days within which a withdrawn plan and the new one lie, where the text names no year."""

_Kind = Literal["back", "forward", "open", "removed"]


@dataclass(frozen=True, slots=True)
class Move:
    """What was moved, from when, to when, decided when; None where the text does not say."""

    event: Event
    old: Window | None
    new: Window | None
    decided: Window | None
    kind: _Kind


def read_move(context: Context, candidate: Candidate) -> Move:
    """Read the dates of a trigger that moves a release as old, new and decision dates."""
    kind: _Kind = _KINDS.get(candidate.trigger.id, "back")
    old = new = decided = None
    for expression in candidate.times:
        window = expression.window
        if window is None or expression.role is not None:
            continue
        before = context.text[max(candidate.sentence.start, expression.start - 24) : expression.start]
        words = expression.text.casefold()
        if (len(expression.members) == 2 and re.match(r"from\b", words)) or (
            len(expression.members) == 2 and _FROM.search(before)
        ):
            old, new = expression.members
        elif kind == "removed" and _OFF.search(before):
            old = old or (None if _is_slot(window) else window)
        elif re.match(r"(?:to|until|till|into|up to)\b", words) or _TO.search(before):
            new = new or (window if window.latest is None else expression.core or window)
        elif words.startswith("from ") or _FROM.search(before):
            old = old or expression.core or window
        elif _is_decision_day(context, expression):
            decided = decided or window
        elif kind != "removed":
            new = new or window
    words = context.text[candidate.start : candidate.end]
    if kind == "open" and _BACK.search(words):
        kind = "back"
    old, new = _in_order(old, new, kind, context.article.published)
    if kind == "open" and old is not None and new is not None and old.before(new):
        kind = "back"
    return Move(_moved(context, candidate), old, new, decided, kind)


_KINDS: dict[str, _Kind] = {"delay.move": "open", "premiere.move-up": "forward", "delay.removed": "removed"}


def told_by(
    context: Context, candidate: Candidate, stance: Stance
) -> Iterator[tuple[Stance, Event, Window | None]]:
    """What a trigger that moves a release claims: stance, event and window of each claim."""
    move = read_move(context, candidate)
    told_plainly = stance.modality in {None, "asserted", "scheduled"}
    if move.kind in {"back", "removed"} and ((move.event == "premiere" and told_plainly) or move.new is None):
        decided = move.decided or report_day(context, candidate)
        yield replace(stance, modality=stance.modality or "asserted"), "delay", decided
    if stance.polarity == "-":
        return
    withdrawn = replace(stance, polarity="-", modality="retracted", notes=("original plan",))
    if move.new is not None:
        notes = tuple(dict.fromkeys((*stance.notes, "change")))
        yield (
            replace(stance, modality=_modality(context, stance, move.new), notes=notes),
            move.event,
            move.new,
        )
    if move.old is not None:
        yield withdrawn, move.event, move.old
    elif move.kind == "removed" and move.new is None:
        undated = replace(stance, polarity="-", modality="asserted", notes=("no date announced",))
        if not _weekday_slot(candidate):
            yield undated, move.event, None


def _modality(
    context: Context, stance: Stance, new: Window
) -> Literal["asserted", "scheduled", "estimated", "speculated", "conditional"]:
    if stance.modality in {"estimated", "speculated", "conditional"}:
        return stance.modality
    published = context.article.published
    told_later = published is not None and new.latest is not None and new.latest < published
    return "asserted" if told_later else "scheduled"


def _in_order(
    old: Window | None, new: Window | None, kind: _Kind, published: dt.date | None
) -> tuple[Window | None, Window | None]:
    """Give dates without a year the one in which the move makes sense: a plan that is moved lay ahead."""
    if new is not None and _floats(new) and published is not None and new.latest and new.latest < published:
        later = _next_year(new)
        if old is None or kind == "back" or _floats(old):
            new = later if old is None or not old.latest or old.latest >= published or _floats(old) else new
    if old is None or new is None:
        if (
            old is not None
            and _floats(old)
            and published is not None
            and old.latest
            and old.latest < published
        ):
            old = _next_year(old) if (published - old.latest).days > _SPARE // 2 else old
        return old, new
    if kind == "forward" and not new.before(old) and _floats(old):
        return _next_year(old), new
    if kind == "back" and new.before(old) and (_floats(new) or new.basis == "relative-to-publication"):
        return old, _next_year(new)
    if kind != "forward" and _floats(old) and published is not None and old.latest and old.latest < published:
        later = _next_year(old)
        if later.before(new):
            return later, new
    return old, new


def _floats(window: Window) -> bool:
    return window.basis == "year-inferred"


def _next_year(window: Window) -> Window:
    def shift(day: dt.date | None) -> dt.date | None:
        if day is None:
            return None
        try:
            return day.replace(year=day.year + 1)
        except ValueError:  # 29 February
            return day.replace(year=day.year + 1, day=28)

    return replace(window, earliest=shift(window.earliest), latest=shift(window.latest))


def _is_slot(window: Window) -> bool:
    """Whether "its Thursday schedule" was read as a day."""
    return window.granularity == "day" and window.basis == "relative-to-publication"


def _weekday_slot(candidate: Candidate) -> bool:
    """Whether what a series is taken from is its weekly hour."""
    return any(
        t.window is not None and _is_slot(t.window) and t.start > candidate.start for t in candidate.times
    )


def _is_decision_day(context: Context, expression: TimeExpression) -> bool:
    published = context.article.published
    window = expression.window
    return (
        window is not None and window.latest is not None and (published is None or window.latest <= published)
    )


def _moved(context: Context, candidate: Candidate) -> Event:
    for token in arguments(candidate):
        left, right = candidate.parse.subtree_span(token)
        phrase = context.text[left : min(right, left + 80)]
        if _FILMING.search(phrase) and candidate.parse.subject(candidate.head) is not None:
            return "filming_start"
        if _FINALE.search(phrase):
            return "finale"
        if _TRAILER.search(phrase):
            return "trailer"
    return "premiere"
