"""Reads the times of an article as its own readers do: by where it was written, where a shoot is, and when.

Where an outlet is at home decides whether its seasons are southern, and which number of 06/07/2022 is the
day: its wire dateline, web address, name or declared language tells it, never a place that the text merely
mentions. Seasons of a shoot are those of the place that the shoot is said to be in.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from dateline.extract.times import DEFAULT_POLICY, TimeExpression, TimePolicy, find_times, infer_published
from dateline.extract.times.datelines import read_dateline
from dateline.extract.times.numeric import numeric_order
from dateline.lexicon.places import Country, load_places
from dateline.model import Article
from dateline.window import Window

__all__ = ["Reading", "country_of", "policy_of", "read_times"]

_WIDEST = 62
"""Days of an inferred day of publication within which "last week" still names a window worth having."""
_STOP = re.compile(r"[.;!?\n]")
_SEASONAL = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article's words say of time."""

    times: list[TimeExpression]
    """In text order. One that leaves two readings has the window that holds both, marked approximate."""
    policy: TimePolicy
    """What words meant here."""
    published: dt.date | None
    """The day the article speaks from: its own, or the one its words leave as the only one."""
    inferred: Window | None = None
    """Where the article gives no day, the days its words leave possible."""


def read_times(article: Article, policy: TimePolicy = DEFAULT_POLICY) -> Reading:
    """Find the times of `article`, read by `policy` with the habits of the article's country."""
    policy = policy_of(article, policy)
    published, inferred = article.published, None
    if published is None:
        inferred = infer_published(article.text, policy=policy)
        if inferred is not None and inferred.days == 1 and not inferred.approximate:
            published = inferred.earliest
    times = _times(article.text, published, inferred, policy)
    if policy.hemisphere == "north":
        times = _southern_shoots(article.text, published, times, policy)
    times = [_both(found) if found.alternatives else found for found in times]
    return Reading(times=times, policy=policy, published=published, inferred=inferred)


def country_of(article: Article) -> Country | None:
    """The country an article was written in; None where nothing tells it.

    A wire dateline outranks the address of the page that carries the story, which outranks the outlet's name
    and the language tag.
    """
    dateline = read_dateline(article.text)
    if dateline is not None and dateline.country is not None:
        return dateline.country
    countries = load_places().country
    label = _host(article.url).rpartition(".")[2]
    tag = (article.language or "").lower()
    return (
        next((c for c in countries if label and label in c.domains), None)
        or _of_outlet(article.outlet or "")
        or next((c for c in countries if tag and tag in c.languages), None)
    )


def policy_of(article: Article, policy: TimePolicy = DEFAULT_POLICY) -> TimePolicy:
    """`policy` with the hemisphere and the order of numeric dates that the article's country has.

    What the policy itself decides stands, and so does an order that the text's own dates show.
    """
    country = country_of(article)
    if country is None:
        return policy
    order = policy.numeric_order
    if order is None and numeric_order(article.text) is None:
        order = country.numeric_order
    south = "south" in (policy.hemisphere, country.hemisphere)
    return replace(policy, hemisphere="south" if south else "north", numeric_order=order)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


@cache
def _outlet_names() -> re.Pattern[str]:
    words = [re.escape(word) for country in load_places().country for word in country.outlets]
    return re.compile(rf"\b({'|'.join(sorted(words, key=len, reverse=True))})\b(?![’'])")


def _of_outlet(name: str) -> Country | None:
    told = {match[1] for match in _outlet_names().finditer(name)}
    countries = [c for c in load_places().country if not told.isdisjoint(c.outlets)]
    return countries[0] if len(countries) == 1 else None


def _times(
    text: str, published: dt.date | None, inferred: Window | None, policy: TimePolicy
) -> list[TimeExpression]:
    if published is not None or inferred is None or (inferred.days or _WIDEST + 1) > _WIDEST:
        return find_times(text, published=published, policy=policy)
    plain = find_times(text, policy=policy)
    early = _by_place(find_times(text, published=inferred.earliest, policy=policy))
    late = _by_place(find_times(text, published=inferred.latest, policy=policy))
    return [_between(found, early, late) for found in plain]


_Placed = dict[tuple[int, int], TimeExpression]


def _by_place(times: list[TimeExpression]) -> _Placed:
    return {(found.start, found.end): found for found in times}


def _between(found: TimeExpression, early: _Placed, late: _Placed) -> TimeExpression:
    """A time that hangs on the day of publication, as the window that holds it from the first to the last."""
    place = (found.start, found.end)
    first, last = early.get(place), late.get(place)
    if found.window is not None or first is None or last is None:
        return found
    window = _hull(first.window, last.window)
    return replace(found, window=window, core=window) if window is not None else found


def _hull(first: Window | None, second: Window | None) -> Window | None:
    """The shortest window that holds both; None where the two are not open on the same sides."""
    if first is None or second is None:
        return None
    if (first.earliest is None, first.latest is None) != (second.earliest is None, second.latest is None):
        return None
    if first.same_days(second):
        return first
    ends = [day for day in (first.latest, second.latest) if day]
    starts = [day for day in (first.earliest, second.earliest) if day]
    return replace(
        first,
        earliest=min(starts) if starts else None,
        latest=max(ends) if ends else None,
        granularity="span",
        approximate=True,
    )


def _both(found: TimeExpression) -> TimeExpression:
    """A time of two readings as the window that holds both: what contradicts it contradicts either."""
    window = found.window
    for other in found.alternatives:
        window = _hull(window, other)
    return replace(found, window=window, core=window, members=())


@cache
def _shoots() -> re.Pattern[str]:
    places = load_places()
    words = "|".join(map(re.escape, places.shoot_words))
    south = "|".join(re.escape(p) for c in places.country if c.hemisphere == "south" for p in c.shoots)
    return re.compile(
        rf"\b(?i:{words})\b[^.,;!?\n]{{0,60}}?\b(?<!\bset )(?i:in|on|across|around) (?:{south})\b(?!['’-])"
    )


def _southern_shoots(
    text: str, published: dt.date | None, times: list[TimeExpression], policy: TimePolicy
) -> list[TimeExpression]:
    seasonal = [found for found in times if any(_SEASONAL.match(t.value) for t in found.timexes)]
    spots = [match.span() for match in _shoots().finditer(text)] if seasonal else []
    meant = {
        (found.start, found.end)
        for found in seasonal
        if any(
            not _STOP.search(text, min(end, found.end), max(start, found.start))
            and abs(found.start - end) < 120
            for start, end in spots
        )
    }
    if not meant:
        return times
    south = _by_place(find_times(text, published=published, policy=replace(policy, hemisphere="south")))
    return [
        south.get((found.start, found.end), found) if (found.start, found.end) in meant else found
        for found in times
    ]
