"""What comparing two views comes to: a code, which of them is the older, and why."""

from __future__ import annotations

from typing import NamedTuple

from dateline.reconcile.levels import shift, together
from dateline.reconcile.views import View

__all__ = ["SOON", "Verdict", "changed", "close", "later_of", "plan_kept"]

SOON = 7
"""Days within which two firm texts are taken to speak of one time."""


class Verdict(NamedTuple):
    """A relation between two views."""

    code: str
    older: View
    newer: View
    reason: str


def close(a: View, b: View) -> bool:
    """Whether two statements speak of one time: the same text, or within a week."""
    apart = shift(a, b)
    return apart is not None and abs(apart) <= SOON


def later_of(a: View, b: View) -> tuple[View, View]:
    """The two views as (older, newer) by the day they speak from; unknown days leave the given order."""
    apart = shift(a, b)
    return (b, a) if apart is not None and apart < 0 else (a, b)


def changed(a: View, b: View) -> bool:
    """Whether the later of the two says that things have changed since the earlier.

    When both tell of a change within a week, they tell of the same one, and must agree on what it came to.
    """
    if together(a, b):
        return a.noted("change") or b.noted("change")
    older, newer = later_of(a, b)
    return newer.noted("change") and not (older.noted("change") and close(a, b))


def plan_kept(a: View, b: View) -> bool:
    """Whether both are schedules told as current by texts of one time, with no word of a change."""
    return close(a, b) and not changed(a, b)
