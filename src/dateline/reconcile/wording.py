"""The words of a finding: one sentence a journalist would write, and the steps behind it."""

from __future__ import annotations

import datetime as dt

from dateline.model import Subject
from dateline.reconcile.views import FOREVER, NEVER, View

__all__ = ["day_words", "says", "span_words", "subject_words", "where", "window_words"]

_PHRASES = {
    "premiere": "premiere",
    "finale": "finale",
    "filming_start": "start of filming",
    "filming_end": "end of filming",
    "trailer": "trailer",
    "other_release": "release",
    "announcement": "order",
    "renewal": "renewal",
    "cancellation": "end",
    "delay": "postponement",
    "cast": "casting",
    "episode_count": "number of episodes",
    "production": "production",
}

_YES = {
    "premiere": "it is out",
    "finale": "the last episode has aired",
    "filming_start": "filming has started",
    "filming_end": "filming has ended",
    "trailer": "there is a trailer",
    "other_release": "it is out",
    "announcement": "it is ordered",
    "renewal": "it is renewed",
    "cancellation": "it is cancelled",
    "delay": "the release is put off",
    "production": "production is under way",
}

_NO = {
    "premiere": "it is not out yet",
    "finale": "the last episode has not aired",
    "filming_start": "filming has not started",
    "filming_end": "filming is not over",
    "trailer": "there is no trailer yet",
    "other_release": "it is not out yet",
    "announcement": "nothing is ordered",
    "renewal": "it is not renewed",
    "cancellation": "it is not cancelled",
    "delay": "nothing is put off",
    "cast": "nobody's part is confirmed",
    "episode_count": "the number of episodes is not known",
    "production": "production has not started",
}


def subject_words(subject: Subject, season: int | None = None) -> str:
    """``Glass Harbour season 2``."""
    number = season if season is not None else subject.season
    words = subject.work if number is None else f"{subject.work} season {number}"
    return words if subject.part is None else f"{words} part {subject.part}"


def day_words(day: dt.date) -> str:
    """``6 June 2022``."""
    return f"{day.day} {day:%B %Y}"


def window_words(view: View) -> str:
    """The days of a view: ``on 6 June 2022``, ``in December 2024``, ``between … and …``, ``by …``."""
    if view.axis == "episode_count":
        return f"{view.claim.value} episodes"
    if view.dated:
        return span_words(view.lo, view.hi)
    return "on an unknown day"


def span_words(low: int, high: int) -> str:
    """The days from `low` to `high`, as ordinals, in words."""
    if low == NEVER and high == FOREVER:
        return "on an unknown day"
    if low == NEVER:
        return f"by {day_words(dt.date.fromordinal(high))}"
    first = dt.date.fromordinal(low)
    if high == FOREVER:
        return f"from {day_words(first)} on"
    last = dt.date.fromordinal(high)
    if first == last:
        return f"on {day_words(first)}"
    whole = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}"
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    return f"between {day_words(first)} and {day_words(last)}"


def where(view: View) -> str:
    """Who says it and when: ``Ana Ruiz, in Harbor Post (6 June 2025)``."""
    claim = view.claim
    place = claim.outlet or claim.doc
    name = f"{claim.attribution.name}, in {place}" if claim.attribution else place
    day = claim.as_of if claim.as_of_explicit and claim.as_of else claim.published
    return f"{name} ({'as of ' if claim.as_of_explicit and day else ''}{day_words(day)})" if day else name


def says(view: View) -> str:
    """What a view says, without who says it: ``the premiere is planned in December 2024``."""
    claim, noun = view.claim, _PHRASES[view.claim.event]
    if view.flavour == "under way":
        return "production is under way"
    if view.flavour == "moved":
        return "the release is put off"
    if claim.event == "cancellation":
        return _end(view)
    if claim.event == "cast":
        return _casting(view)
    if claim.event == "episode_count":
        return f"there will be {claim.value} episodes" if view.dated else _NO["episode_count"]
    if view.force == "void":
        dated = f" {window_words(view)}" if view.dated else ""
        return f"the {noun}{dated} was {'wrong' if view.withdrawn else 'the old plan'}"
    if view.flavour == "no-date":
        return f"no date is set for the {noun}"
    if view.flavour == "undecided":
        return f"the {noun} is undecided"
    if view.side == "-" or claim.polarity == "-":
        return f"there will be no {noun} {window_words(view)}" if view.dated else _NO[claim.event]
    return _dated(view, noun)


def _dated(view: View, noun: str) -> str:
    claim = view.claim
    if not view.dated:
        return (
            _YES[claim.event]
            if view.force == "fact"
            else f"the {noun} is {'planned' if view.firm else 'expected'}"
        )
    verb = {"fact": "was", "plan": "is planned", "guess": "is expected", "weak": "depends on conditions,"}[
        view.force
    ]
    return f"the {noun} {verb} {window_words(view)}"


def _end(view: View) -> str:
    claim = view.claim
    season = claim.subject.season
    if claim.polarity == "-" or view.force == "void":
        return "it is not cancelled"
    if "ends_after" in claim.notes and season is not None:
        return f"it ends after season {season}"
    return f"it was cancelled {window_words(view)}" if view.dated else "it is cancelled"


def _casting(view: View) -> str:
    claim, value = view.claim, view.claim.value
    names = str(value) if value and value.names else ""
    if view.force == "void":
        news = "exit" if value and value.status == "leaves" else "casting"
        return f"the {news} of {names or 'the part'} was {'wrong' if view.withdrawn else 'the old plan'}"
    if claim.polarity == "-":
        return f"{names} is not in it" if names else "no casting is announced"
    if not names:
        return f"{str(value) if value else 'cast members'} are back"
    return f"{names} {'is expected' if view.force == 'guess' else 'is in it'}"
