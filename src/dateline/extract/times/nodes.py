"""What the grammar finds, before any day is computed: small trees over token indices.

Every node knows the tokens it covers, ``i`` to ``j`` exclusive, prepositions and modifiers included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "AsOf",
    "Bound",
    "Clock",
    "Duration",
    "Either",
    "Guess",
    "Hanging",
    "Node",
    "Nth",
    "Offset",
    "Part",
    "Point",
    "Recurring",
    "Row",
    "Span",
    "Unit",
    "Vague",
]

Kind = Literal[
    "day",
    "month",
    "weekday",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "holiday",
    "slot",
    "tv-season",
]


@dataclass(slots=True, kw_only=True)
class Node:
    """The tokens a reading covers."""

    i: int
    j: int


@dataclass(slots=True, kw_only=True)
class Point(Node):
    """A place in the calendar, as far as the words fill it in."""

    kind: Kind
    year: int | None = None
    year_word: str | None = None
    """The deixis of its year: "June of *next* year"."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    """Of a quarter, half, decade (first year) or century."""
    name: str | None = None
    """Of a season, holiday or slot."""
    deixis: str | None = None
    """"*next* March", "*this* Friday"."""
    of_day: str | None = None
    """Time of day in TIMEX3: ``NI``, ``T20:00``."""
    weekend: bool = False
    """The weekend of a holiday or day, not the day itself."""
    week: bool = False
    """The week that holds the day."""
    fiscal: bool = False
    other: tuple[int, int, int] | None = None
    """The other reading of a numeric date: year, month, day."""
    shift: int = 0
    """Days to add: "the day after Christmas"."""


@dataclass(slots=True, kw_only=True)
class Unit(Node):
    """A period seen from here: "this week", "the past two years", "later this year"."""

    unit: str
    deixis: str
    count: tuple[float, float] | None = None
    side: Literal["later", "earlier"] | None = None
    of: Node | None = None
    of_day: str | None = None
    days: int = 0
    """For unit "day": days from publication ("tomorrow" = 1)."""
    fiscal: bool = False


@dataclass(slots=True, kw_only=True)
class Offset(Node):
    """An amount counted from publication ("ago"), another time in the text ("later") or a time beside it."""

    low: float
    high: float
    unit: str
    direction: Literal[-1, 1]
    anchor: Node | Literal["now", "ref"]
    mod: str | None = None
    vague: bool = False


@dataclass(slots=True, kw_only=True)
class Nth(Node):
    """The n-th (-1 = last) unit or weekday of a period; `count` of them for "the first two weeks of"."""

    n: int
    unit: str | None
    weekday: int | None
    count: int
    of: Node
    beyond: bool = False
    """"The Friday *after* Thanksgiving": counted from the period's end, or back from its start."""


@dataclass(slots=True, kw_only=True)
class Part(Node):
    """A part of a period, or from one part to another ("mid to late")."""

    first: str
    last: str
    of: Node


@dataclass(slots=True, kw_only=True)
class Span(Node):
    """From one time to another."""

    first: Node
    last: Node


@dataclass(slots=True, kw_only=True)
class Either(Node):
    """One of several times; the window is what they cover together."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Row(Node):
    """Several times in a row, each of them meant."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Bound(Node):
    """An open end: before, by, after or from a time."""

    kind: Literal["before", "by", "after", "from"]
    of: Node
    firm: bool = True
    """False where the words may as well name the time itself ("from May 26", "not until 2025")."""
    soon: bool = False
    """"Shortly after": from that day to publication."""


@dataclass(slots=True, kw_only=True)
class Guess(Node):
    """Around a time."""

    of: Node


@dataclass(slots=True, kw_only=True)
class AsOf(Node):
    """The day from which a passage speaks; `of` is None for "as of this writing"."""

    of: Node | None


@dataclass(slots=True, kw_only=True)
class Clock(Node):
    """A time of day without a day."""

    value: str


@dataclass(slots=True, kw_only=True)
class Duration(Node):
    """A length of time."""

    low: float
    high: float
    unit: str
    mod: str | None = None
    vague: bool = False


@dataclass(slots=True, kw_only=True)
class Recurring(Node):
    """A time that comes again: "every Wednesday"."""

    value: str


@dataclass(slots=True, kw_only=True)
class Vague(Node):
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    ref: str
    ahead: bool = False
    """"In the near future": from now on, where the clause looks ahead."""


@dataclass(slots=True, kw_only=True)
class Hanging(Node):
    """An amount before or after an event that is told by words, not by a date."""

    direction: Literal["before", "after", "since"]
    amount: Duration | None
    event_i: int
    event_j: int
    soon: bool = False
