"""The time words compiled for the grammar: phrase tables, and the two flags that decide where it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Generic, Protocol, TypeVar

from dateline.lexicon.times import Holiday, Slot, TimeWords, load_times

__all__ = ["PART", "TRIGGER", "Phrases", "Words", "words"]

PART = 1
"""The word can stand inside a time."""
TRIGGER = 2
"""The word can be what makes words a time."""

V = TypeVar("V")
_PIECE = re.compile(r"[^\W\d_]+|'(?:s|ll|d|ve|re|t)\b|'|\d\w*|[^\w\s]")


class Phrases(Generic[V]):
    """Phrases by their first word, longest first."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            pieces = tuple(_PIECE.findall(phrase.lower()))
            self._by_first.setdefault(pieces[0], []).append((pieces, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def at(self, low: list[str], i: int) -> tuple[V, int] | None:
        """The value of the longest phrase that starts at token `i`, and the token after it."""
        options = self._by_first.get(low[i])
        if options is None:
            return None
        for pieces, value in options:
            j = i + len(pieces)
            if len(pieces) == 1 or tuple(low[i:j]) == pieces:
                return value, j
        return None

    def vocabulary(self) -> set[str]:
        """Every word of every phrase."""
        return {word for options in self._by_first.values() for pieces, _ in options for word in pieces}


def _table(groups: Mapping[str, Iterable[str]]) -> Phrases[str]:
    return Phrases((phrase, name) for name, phrases in groups.items() for phrase in phrases)


class _Vocabulary(Protocol):
    def vocabulary(self) -> set[str]: ...


class Words:
    """All tables of the grammar."""

    def __init__(self, source: TimeWords) -> None:
        self.source = source
        self.months, self.weekdays, self.seasons = source.months, source.weekdays, source.seasons
        self.units, self.dayparts, self.decades = source.units, source.dayparts, source.decades
        self.numbers, self.ordinals = source.numbers, source.ordinals
        self.parts = _table(source.parts)
        opens, closes = source.opens, source.closes
        self.opens = _table(
            {"before": opens.before, "by": opens.by, "after": opens.after, "from": opens.from_}
        )
        self.closes = _table({"from": closes.from_, "by": closes.by})
        self.around = Phrases((phrase, True) for phrase in source.approximate.before)
        self.about_after = Phrases((phrase, True) for phrase in source.approximate.after)
        self.sometime = Phrases((phrase, True) for phrase in source.approximate.sometime)
        self.deixis = _table(source.deixis)
        self.deictic_days = Phrases(source.deictic_days.items())
        self.vague_refs = _table(source.vague_refs)
        self.vague_counts = Phrases(source.vague_counts.items())
        self.amount_mods = _table(source.amount_mods)
        self.offsets = {name: Phrases((p, name) for p in phrases) for name, phrases in source.offsets.items()}
        self.each = Phrases((phrase, True) for phrase in source.sets.each)
        self.set_adverbs = source.sets.adverbs
        self.holiday_of: dict[str, Holiday] = {h.names[0]: h for h in source.holidays}
        self.holidays: Phrases[str] = Phrases((n, h.names[0]) for h in source.holidays for n in h.names)
        self.slot_of: dict[str, Slot] = {s.names[0]: s for s in source.slots}
        self.slots: Phrases[str] = Phrases((n, s.names[0]) for s in source.slots for n in s.names)
        tense = source.tense
        self.future = Phrases((phrase, 1) for phrase in tense.future)
        self.present = frozenset(tense.present)
        self.past = frozenset(tense.past)
        self.not_past = frozenset(tense.not_past)
        events = source.events
        self.event_nouns = frozenset(events.nouns)
        self.event_after = Phrases((phrase, True) for phrase in events.after)
        self.event_before = Phrases((phrase, True) for phrase in events.before)
        self.qualifiers = Phrases((phrase, True) for phrase in events.qualifiers)
        quiet = source.quiet
        self.counted = frozenset(quiet.counted)
        self.name_before, self.name_after = frozenset(quiet.name_before), frozenset(quiet.name_after)
        self.dated_events = frozenset(quiet.dated_events)
        self.company = {name: frozenset(words) for name, words in source.company.items()}
        self.flags = self._flags()

    def _flags(self) -> dict[str, int]:
        flags: dict[str, int] = dict.fromkeys(self.company["glue"], PART)
        phrases: list[_Vocabulary] = [
            self.parts,
            self.opens,
            self.closes,
            self.around,
            self.about_after,
            self.sometime,
            self.deixis,
        ]
        phrases += [self.vague_counts, self.amount_mods, self.each, *self.offsets.values(), self.event_after]
        phrases += [
            self.event_before,
            self.qualifiers,
            self.vague_refs,
            self.holidays,
            self.slots,
            self.deictic_days,
        ]
        for table in phrases:
            flags.update(dict.fromkeys(table.vocabulary(), PART))
        for mapping in (self.numbers, self.ordinals):
            flags.update(dict.fromkeys(mapping, PART))
        triggers: set[str] = set()
        for names in (self.months, self.weekdays, self.seasons, self.units, self.dayparts, self.decades):
            triggers.update(names)
        triggers.update(self.set_adverbs)
        triggers |= self.company["triggers"]
        for table in (self.holidays, self.slots):
            triggers.update(name for name in table.vocabulary() if len(name) > 3 and name not in flags)
        for holiday in self.source.holidays:
            triggers.update(word for name in holiday.names for word in _PIECE.findall(name) if len(word) > 4)
        triggers -= self.company["never_triggers"]
        flags.update(dict.fromkeys(triggers, PART | TRIGGER))
        flags["second"] = PART
        return flags


@cache
def words() -> Words:
    """The compiled shipped words, once per process."""
    return Words(load_times())
