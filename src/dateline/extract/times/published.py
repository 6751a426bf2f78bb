"""Infers the day of an article that does not tell its own, from the times in its words."""

from __future__ import annotations

import datetime as dt
import re

from dateline.extract.times.find import find_times, tense_of
from dateline.extract.times.policy import DEFAULT_POLICY, TimePolicy
from dateline.window import Window

__all__ = ["infer_published"]

_STAMP = re.compile(
    r"\b(?:published|updated|posted|last modified|last updated|filed|first published)\b[^\n]{0,24}$",
    re.IGNORECASE,
)


def infer_published(text: str, *, policy: TimePolicy = DEFAULT_POLICY) -> Window | None:
    """The days on which `text` can have been published, told by its own words; None when they tell nothing.

    A stamp ("Published March 4, 2025") or a wire dateline is the day itself. Otherwise the text was written
    on or after the latest day that it tells as past or speaks "as of", and before the earliest window that it
    still expects is over. Bounds that cross are dropped: an updated page tells no single day.
    """
    expressions = find_times(text, policy=policy)
    for found in expressions:
        window = found.window
        if window and window.earliest and window.earliest == window.latest and window.basis == "explicit":
            before = text[max(0, found.start - 40) : found.start]
            if _STAMP.search(before) or (
                found.start < 120
                and re.match(r"\s*\([^)\n]{2,40}\)\s*[-–—]", text[found.end : found.end + 50])
            ):
                return window
    earliest: dt.date | None = None
    latest: dt.date | None = None
    for found, tense in tense_of(text, expressions):
        window = found.core or found.window
        if (
            window is None
            or window.basis not in ("explicit", "year-inferred")
            or not (window.earliest and window.latest)
        ):
            continue
        if found.role == "as_of" or (tense == "past" and found.window and not found.window.is_open):
            earliest = max(earliest or window.earliest, window.earliest)
        elif tense in ("future", "present"):
            end = (found.window or window).latest or window.latest
            latest = min(latest or end, end)
    if earliest is None and latest is None:
        return None
    if earliest and latest and earliest > latest:
        latest = None
    return Window(
        earliest=earliest, latest=latest, granularity="span", approximate=True, basis="year-inferred"
    )
