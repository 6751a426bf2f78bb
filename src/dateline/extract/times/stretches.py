"""A cheap look at every word decides where the grammar runs at all."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.times.grammar import Grammar
from dateline.extract.times.nodes import Node
from dateline.extract.times.points import Read
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import PART, TRIGGER, Words

__all__ = ["read_nodes"]

_DEEPEST = 6
_NUMERIC_TRIGGER = PART | TRIGGER
_INNER = frozenset([",", ".", "&", "/", "'", "'s", "of", "and"])
"""Words that stand inside times and never open one."""
_MIDDLES = frozenset(["midyear", "midsummer", "midwinter", "midweek"])


class _Shallow(Grammar):
    """The grammar, told when to stop: times in times in times ("2024-2024-2024-…") are data."""

    _depth = 0

    def _inside(self, j: int) -> Read:
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return super()._inside(j)
        finally:
            self._depth -= 1


def read_nodes(tokens: Tokens, table: Words) -> Iterator[Node]:
    """Runs the grammar over the stretches of time words that hold at least one that can make a time."""
    grammar = _Shallow(tokens, table)
    flags, low, count = table.flags, tokens.low, tokens.count
    marks = [flags.get(word) or _flag(word) for word in low[:count]]
    events = table.event_nouns
    i = 0
    while i < count:
        if not marks[i]:
            i += 1
            continue
        j, hot = i, 0
        while j < count and marks[j]:
            hot |= marks[j]
            j += 1
        if hot & TRIGGER or not events.isdisjoint(low[j : j + 4]) or _goes_beyond(grammar, low, i, j):
            k = i
            while k < j:
                found = None if low[k] in _INNER else grammar.read(k)
                if found and found[1] > k:
                    yield found[0]
                    k = found[1]
                else:
                    k += 1
            j = max(j, k)
        i = j


def _goes_beyond(grammar: Grammar, low: list[str], i: int, j: int) -> bool:
    """Whether a cold stretch opens a time: "before | our fiscal year ends", "the second half"."""
    return low[j + 1] in ("fiscal", "financial") or (grammar.awaits_half and "half" in low[i:j])


def _flag(low: str) -> int:
    """What a word that no table holds can be: a number, or a number with a letter ("q3", "h1")."""
    if low.isalpha():
        return _NUMERIC_TRIGGER if low in _MIDDLES else 0
    if low[:1].isdecimal() or (low[:1] == "'" and low[1:2].isdecimal()):
        return _NUMERIC_TRIGGER if len(low) >= 3 else PART
    if low[:1] in "qhfm" and low[-1:].isdecimal():
        return _NUMERIC_TRIGGER
    return 0
