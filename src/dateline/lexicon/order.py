"""The order of events: which comes before which, and how long it takes at least.

Rules are data (`data/order.toml`), each with its source and with pairs of days that must and must not break
it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal

import msgspec

from dateline.errors import LexiconError
from dateline.lexicon._load import shipped
from dateline.model import Event, WorkKind

__all__ = ["OrderExamples", "OrderRule", "OrderRules", "load_order"]


class OrderExamples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pairs of days, first event and second, that break the rule or keep it."""

    fire: tuple[tuple[dt.date, dt.date], ...]
    quiet: tuple[tuple[dt.date, dt.date], ...]


class OrderRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One difference constraint: `second` lies at least `days` after `first`."""

    id: str
    first: Event
    second: Event
    days: int = 0
    """Least number of days between the two; 0 allows the same day."""
    strength: Literal["necessary", "usual"] = "necessary"
    kinds: tuple[WorkKind, ...] = ()
    """Kinds of work it holds for; empty means all."""
    across: Literal["same", "next"] = "same"
    """Whether `second` belongs to the same season or to the next one told of."""
    rolling: bool = True
    """Whether it also holds for broadcasters that air a season while it is being shot."""
    summary: str
    source: str
    examples: OrderExamples


class OrderRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules of a file."""

    version: int
    rolling: tuple[str, ...] = ()
    """Broadcasters that air episodes of a season while later ones are still being shot."""
    rule: tuple[OrderRule, ...] = ()


@lru_cache(maxsize=1)
def load_order() -> OrderRules:
    """Read the shipped order rules.

    Raises:
        LexiconError: if the file does not fit its schema, or rules of one strength lead in a circle.
    """
    rules = shipped("order.toml", OrderRules)
    check_order(rules)
    return rules


def check_order(rules: OrderRules) -> None:
    """Refuse rules that share an id or that no order can satisfy.

    Raises:
        LexiconError: naming the rule.
    """
    seen: set[str] = set()
    after: dict[Event, set[Event]] = {}
    for entry in rules.rule:
        if entry.id in seen:
            msg = f"order rules: two rules are called {entry.id!r}; rename one"
            raise LexiconError(msg)
        seen.add(entry.id)
        if entry.across == "same":
            after.setdefault(entry.first, set()).add(entry.second)
    for start, direct in after.items():
        reached: set[Event] = set()
        frontier = set(direct)
        while frontier:
            reached |= frontier
            frontier = {nxt for event in frontier for nxt in after.get(event, ())} - reached
        if start in reached:
            msg = f"order rules: {start!r} would have to come before itself; remove one of the rules"
            raise LexiconError(msg)
