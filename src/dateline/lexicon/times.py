"""The words of time as data: months, parts, bounds, holidays, cues of direction, and what must stay quiet."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.lexicon._load import shipped

__all__ = ["Fire", "Holiday", "Slot", "TimeWords", "load_times"]


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named day: its names, the rule that finds it in a year, and its weekend as days from it."""

    names: list[str]
    on: str
    weekend: tuple[int, int] | None = None


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """A named stretch of a year, as month-day borders ("the festive season")."""

    names: list[str]
    first: str
    last: str


class Fire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in which `phrase` must name `window` (``first/last``, ``..`` for an open end, ``none``)."""

    text: str
    phrase: str
    window: str
    published: str | None = None


class Opens(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Phrases before a time that leave one end open."""

    before: list[str]
    by: list[str]
    after: list[str]
    from_: list[str]


class Closes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Phrases after a time that leave one end open."""

    from_: list[str]
    by: list[str]


class Approximate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that make a time a guess."""

    before: list[str]
    after: list[str]
    sometime: list[str]


class Sets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that make a time recur."""

    each: list[str]
    adverbs: dict[str, str]
    times: list[str]


class Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cues that say on which side of publication a time lies."""

    future: list[str]
    present: list[str]
    past: list[str]
    not_past: list[str]


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of events, and the words that hang a time on one."""

    nouns: list[str]
    qualifiers: list[str]
    after: list[str]
    before: list[str]
    kinds: dict[str, str]
    """Words of the events that a text dates and counts from, with the kind of event."""
    ending: list[str]
    begun: list[str]


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Surroundings in which a time word is no time."""

    counted: list[str]
    name_before: list[str]
    name_after: list[str]
    dated_events: list[str]


class ForeignWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of other languages before a year in figures: "septembre 2024", "Anfang 2026"."""

    months: dict[str, int]
    seasons: dict[str, str]
    parts: dict[str, str]
    periods: dict[str, str]
    """Words for a half or quarter of a year."""
    ordinals: dict[str, int]
    leads: list[str]
    """Words that lead a month without a year: "en février"."""
    day_leads: list[str]
    to: list[str]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file ``times.toml``, as it stands."""

    version: int
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    dayparts: dict[str, str]
    decades: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    vague_counts: dict[str, tuple[float, float]]
    parts: dict[str, list[str]]
    opens: Opens
    closes: Closes
    approximate: Approximate
    deixis: dict[str, list[str]]
    deictic_days: dict[str, int]
    vague_refs: dict[str, list[str]]
    amount_mods: dict[str, list[str]]
    offsets: dict[str, list[str]]
    sets: Sets
    holidays: list[Holiday]
    slots: list[Slot]
    tense: Tense
    events: EventWords
    quiet: Quiet
    foreign: ForeignWords
    company: dict[str, list[str]]
    fire: list[Fire] = []
    silent: list[str] = []


@cache
def load_times() -> TimeWords:
    """Read the shipped time words, once per process.

    Raises:
        LexiconError: if the file does not fit its schema.
    """
    return shipped("times.toml", TimeWords)
