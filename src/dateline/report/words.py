"""How records read as English: windows as days, subjects, counts, and what a claim says beside its words."""

from __future__ import annotations

import datetime as dt

from dateline.model import Claim, Subject
from dateline.report.safe import clip
from dateline.window import Window

__all__ = [
    "count",
    "day_words",
    "event_words",
    "severity_words",
    "stance_words",
    "subject_words",
    "window_words",
]

_DAY = dt.timedelta(days=1)
_NAME = 120
"""Columns a title, outlet or other name may take; longer ones are cut."""

_PLATFORMS = {"theatres": "in theatres", "streaming": "streaming", "home": "on home video"}

SEVERITIES = ("error", "warning", "info")
"""Worst first."""


def day_words(day: dt.date) -> str:
    """``4 March 2025``."""
    return f"{day.day} {day:%B} {day.year}"


def window_words(window: Window | None) -> str:
    """The days of a window: ``4 March 2025``, ``May – August 2024``, ``from 1 September 2023``."""
    if window is None:
        return "no date"
    first, last = window.earliest, window.latest
    about = "about " if window.approximate else ""
    if first is None and last is None:
        return "any day"
    if last is None:
        return f"{about}from {day_words(first)}" if first else "any day"
    if first is None:
        return f"{about}by {day_words(last)}"
    if first == last:
        return about + day_words(first)
    if first.day == 1 and (last + _DAY).day == 1:
        return about + _months(first, last)
    return about + _days(first, last)


def _months(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    if first.year == last.year:
        return f"{first:%B} – {last:%B} {last.year}"
    return f"{first:%B} {first.year} – {last:%B} {last.year}"


def _days(first: dt.date, last: dt.date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {last.day} {last:%B} {last.year}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B} {last.year}"
    return f"{day_words(first)} – {day_words(last)}"


def event_words(event: str) -> str:
    """``filming start`` for ``filming_start``."""
    return event.replace("_", " ")


def subject_words(subject: Subject, *, work: bool = True) -> str:
    """``Harbour Lights, season 2``; without `work` only the season, part and episode, if any."""
    parts = [clip(subject.work, _NAME)] if work else []
    if subject.season is not None:
        parts.append(f"season {subject.season}")
    if subject.part is not None:
        parts.append(f"part {subject.part}")
    if subject.episode is not None:
        episode = clip(subject.episode, _NAME)
        parts.append(episode if episode.casefold().startswith("episode") else f"episode {episode}")
    return ", ".join(parts)


def stance_words(claim: Claim) -> str:
    """What a claim says besides its days: ``premiere · scheduled · according to Northlight``."""
    parts = [event_words(claim.event)]
    if claim.polarity == "-":
        parts.append("negated")
    parts.append(claim.modality)
    if claim.value is not None and (shown := str(claim.value)):
        parts.append(clip(shown, _NAME))
    if claim.scope.territory:
        parts.append("in " + clip(claim.scope.territory.replace(";", ", "), _NAME))
    if claim.scope.platform:
        platform = clip(claim.scope.platform, _NAME)
        parts.append(_PLATFORMS.get(platform, "on " + platform))
    if claim.condition:
        parts.append("on condition: " + clip(claim.condition, _NAME))
    if claim.attribution is not None:
        parts.append("according to " + clip(claim.attribution.name, _NAME))
    if claim.as_of is not None and claim.as_of != claim.published:
        parts.append("as of " + day_words(claim.as_of))
    return " · ".join(parts)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def severity_words(counts: dict[str, int]) -> str:
    """``2 errors, 1 warning, 4 notes``; ``no findings`` when there are none."""
    nouns = {"error": "error", "warning": "warning", "info": "note"}
    shown = [count(counts[level], nouns[level]) for level in SEVERITIES if counts.get(level)]
    return ", ".join(shown) or "no findings"
