"""The records of time expressions: where the words stand, what window they name, and their TIMEX3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.window import Window

__all__ = ["Relation", "Role", "TimeExpression", "Timex3", "TimexType"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Role = Literal["as_of", "epithet", "dateline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex3:
    """One TIMEX3 (TimeML 1.2.1): its own words, without the prepositions that a window needs."""

    start: int
    end: int
    type: TimexType
    value: str
    """ISO 8601 as TimeML extends it: ``2024-SU``, ``P18M``, ``PRESENT_REF``; X for unknown digits."""
    mod: str | None = None
    """``START``, ``MID``, ``END``, ``APPROX``, ``MORE_THAN`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a time hangs on an event whose date these words do not tell."""

    direction: Literal["before", "after", "since"]
    """``since``: publication itself lies this long after the event ("it is six months since …")."""
    amount: tuple[float, float] | None
    """Fewest and most units between event and time; None = not said ("shortly after the renewal")."""
    unit: str | None
    """``day``, ``week``, ``month``, ``year`` …"""
    mod: str | None
    """``MORE_THAN``, ``LESS_THAN``, ``APPROX`` … of the amount; ``SOON`` for "shortly after"."""
    event_start: int
    """Offset of the event's words in the text."""
    event_end: int
    event: str
    """The event's words: "the premiere", "filming wraps"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell a time, and the days they leave possible; ``text[start:end]`` are the words."""

    start: int
    end: int
    text: str
    window: Window | None
    """None for durations, recurring times, and times that hang on an event or day unknown here."""
    timex3: Timex3
    relation: Relation | None = None
    role: Role | None = None
    """``as_of``: the day a passage speaks from; ``epithet``: the year that names a work ("2003's …")."""
    alternatives: tuple[Window, ...] = ()
    """Other readings that the text does not rule out ("06/07/2022")."""
    core: Window | None = None
    """Of an open bound, the window of the time it names ("from May 26": May 26); else the window itself."""
    members: tuple[Window, ...] = ()
    """Of a range or list, the windows of its items."""
    timexes: tuple[Timex3, ...] = ()
    """All TIMEX3s of the words, in order: a range holds two."""
