"""Lines of fact sheets, about the page's own work: "Release: April 11", "Episodes: 9"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.context import Context
from dateline.extract.entries import Entry
from dateline.extract.frames import labels_at
from dateline.extract.items import dates_apart, match_label
from dateline.extract.seasons import find_seasons, number
from dateline.extract.sentences import Sentence
from dateline.extract.times import TimeExpression
from dateline.model import Event, Value
from dateline.window import Window

__all__ = ["fact", "season_facts"]

_COUNT = re.compile(
    r"\s*(?P<n>\d{1,3}|[a-z]+)(?:\s+(?:episodes|parts))?\s*(?:$|[.;(]|,\s+(?![a-z]?\d))", re.IGNORECASE
)
_COUNTED = re.compile(r"\b(?P<n>\d{1,3}|[a-z]+)\s+episodes\b", re.IGNORECASE)
_UNDATED = re.compile(
    r"\b(?:tbd|tba|tbc|undated|to be (?:announced|confirmed|decided)|no date|unknown"
    r"|not (?:yet )?(?:announced|confirmed|set))\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|was|are|were|will|has|have|had|could|may|might|says?|said|can)\b")
_AFTER_SEASONS = re.compile(
    r"\b(?:after|with)\s+(?P<n>\d{1,2}|[a-z]+)\s+(?:seasons?|series)\b", re.IGNORECASE
)
_LABEL = re.compile(r"[A-Z][\w’' -]{0,40}:\s*$")
_FEW = 5
"""Words beside its date that a fact may hold."""


def season_facts(context: Context, season: int, start: int, end: int, sentence: Sentence) -> Iterator[Entry]:
    """“S1: 10 episodes, October 2020”."""
    times = [t for t in dates_apart(context, start, end) if t.window is not None]
    if len(times) != 1 or _FINITE.search(context.text[start:end]):
        return
    yield Entry(
        event="premiere",
        work=None,
        season=season,
        window=times[0].window,
        start=sentence.start,
        end=times[0].end,
    )
    counted = _COUNTED.search(context.text, start, end)
    count = number(counted["n"]) if counted else None
    if counted and count:
        yield Entry(
            event="episode_count",
            work=None,
            season=season,
            value=Value(low=count, high=count),
            start=sentence.start,
            end=counted.end(),
        )


def fact(
    context: Context, reads: str, label: str | None, start: int, end: int, sentence: Sentence
) -> Iterator[Entry]:
    """A line of a fact sheet, about the page's own work: “Release: April 11”, “Episodes: 9”."""
    text = context.text
    times = [t for t in context.times_in(start, end) if t.window is not None and t.end <= end]
    words = text[start:end]
    for time in times:
        words = words.replace(time.text, " ")
    if len(re.findall(r"[\w’'-]+", words)) > _FEW or _FINITE.search(words):
        return
    base = Entry(event="premiere", work=None, start=_line_start(text, sentence, start), end=end)
    if reads == "status":
        yield from _status(context, base, start, end)
        return
    if reads == "episode_count":
        counted = _COUNT.match(text, start, end)
        count = number(counted["n"]) if counted else None
        if count and not times:
            yield replace(base, event="episode_count", value=Value(low=count, high=count))
    elif reads == "filming":
        members = _ends(text, start, times)
        if len(members) == 2:
            yield replace(base, event="filming_start", window=members[0])
            yield replace(base, event="filming_end", window=members[1])
    elif not times and reads == "premiere" and _UNDATED.search(words):
        yield replace(base, polarity="-", modality="asserted", notes=("no date announced",))
    elif len(times) == 1 and reads not in {"nothing", "delay", "cancellation"}:
        event: Event = reads  # type: ignore[assignment]
        if reads == "renewal" and not any(n > 1 for n in context.works.headline_season[:1]):
            event = "announcement"
        yield replace(base, event=event, window=times[0].window, value=Value(label=label) if label else None)


def _status(context: Context, base: Entry, start: int, end: int) -> Iterator[Entry]:
    """“Status: renewed for season 4”."""
    words = context.text[start:end]
    found = match_label(labels_at(context, "tail"), words.strip())
    if found is None or found[0].reads not in {"renewal", "cancellation"}:
        return
    event: Event = "renewal" if found[0].reads == "renewal" else "cancellation"
    seasons = [s for m in find_seasons(words) for s in m.seasons]
    after = _AFTER_SEASONS.search(words)
    if event == "cancellation" and after and (count := number(after["n"])):
        seasons = [count]
    each: list[int | None] = [*seasons]
    for season in each or [None]:
        yield replace(base, event=event, season=season)


def _line_start(text: str, sentence: Sentence, start: int) -> int:
    """Where the label before `start` begins, in a paragraph of several."""
    if sentence.kind == "list_item":
        return sentence.start
    label = _LABEL.search(text[sentence.start : start])
    return sentence.start + label.start() if label else sentence.start


def _ends(text: str, start: int, times: list[TimeExpression]) -> tuple[Window, ...]:
    """First and last day or month of a shoot."""
    if len(times) == 1 and times[0].members:
        return times[0].members
    if len(times) == 1 and times[0].window is not None:
        since = _month_before(text[start : times[0].start], times[0].window)
        return (since, times[0].window) if since is not None else ()
    return tuple(t.window for t in times if t.window is not None)


def _month_before(words: str, until: Window) -> Window | None:
    """The month at the start of "May to September 2024", where only its end is read as a date."""
    match = re.fullmatch(r"\s*(?P<month>[A-Z][a-z]{2,8})\.?\s*(?:to|until|through|[-–])\s*", words)
    months = [
        m for m in range(1, 13) if match and dt.date(2000, m, 1).strftime("%B").startswith(match["month"])
    ]
    if len(months) != 1 or until.latest is None or until.earliest is None:
        return None
    year = until.latest.year - (months[0] > until.latest.month)
    first = dt.date(year, months[0], 1)
    last = dt.date(year + (months[0] == 12), months[0] % 12 + 1, 1) - dt.timedelta(days=1)
    return Window(earliest=first, latest=last, granularity="month", basis="year-inferred", text=words.strip())
