"""Of a decision: which season it is about, and on which day it was taken or told.

A series that is axed after four seasons ends with the fourth; one that will not be back for a second ends
with the first. "Two more seasons" are two. The day may stand in the next sentence ("The news came on
Thursday").
"""

from __future__ import annotations

import datetime as dt
import re

from dateline.extract.attach import follows_report
from dateline.extract.context import Candidate, Context
from dateline.extract.needs_decision import given_seasons
from dateline.extract.seasons import NUMBERS, number
from dateline.extract.sentences import Sentence
from dateline.extract.stance import Stance
from dateline.extract.times import TimeExpression
from dateline.window import Window

__all__ = ["decision_seasons", "decision_windows", "told_day"]

_CARDINAL = r"(?:\d{1,2}|" + "|".join(w for w in NUMBERS if len(w) > 2) + r"|single)"
_RUN = re.compile(
    rf"\bafter\s+(?:just\s+|only\s+|a\s+|its\s+|the\s+)?(?P<a>{_CARDINAL})\s+"
    r"(?:\w+\s+)?(?:seasons?|series|volumes?)\b"
    rf"|\b(?P<b>{_CARDINAL})[- ]season run\b"
    rf"|\bbeyond\s+(?:its|the|a)\s+(?P<c>{_CARDINAL})\s+(?:season|series)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?P<n>two|three|four|five)\s+(?:more\s+|further\s+|additional\s+|new\s+)?(?:seasons|series)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = ("cancellation.against-season", "cancellation.not-return", "cancellation.no-further")


def decision_seasons(context: Context, candidate: Candidate, known: int | None) -> list[int] | None:
    """The seasons a renewal orders or with which a series ends; None where the words name none.

    `known` is the season that the page or the text above is about.
    """
    event = candidate.trigger.event
    if event == "cancellation":
        return _ended(context, candidate)
    if event != "renewal":
        return None
    given = given_seasons(context, candidate)
    numbered = [m for m in given if m.seasons]
    if numbered:
        after = [m for m in numbered if m.start >= candidate.start] or numbered
        nearest = min(after, key=lambda m: max(m.start - candidate.end, candidate.start - m.end, 0))
        chosen = [m for m in after if m is nearest or _listed(context, nearest.end, m.start)]
        seasons = list(dict.fromkeys(s for m in chosen for s in m.seasons))
        if len(seasons) == 1 and (count := _how_many(context, candidate)) and seasons[0] > count:
            return list(range(seasons[0] - count + 1, seasons[0] + 1))
        return seasons
    first = context.works.headline_season[0] if context.works.headline_season else known
    count = _how_many(context, candidate)
    if count and first is not None:
        return list(range(first, first + count))
    return None


def _listed(context: Context, end: int, start: int) -> bool:
    return bool(re.fullmatch(r"\s*(?:,|and|&|or)\s*(?:and\s*)?(?:an?\s+|its\s+)?", context.text[end:start]))


def _how_many(context: Context, candidate: Candidate) -> int | None:
    """How many seasons were ordered at once; None when the words do not say."""
    floor = max(candidate.sentence.start, candidate.start - 80)
    match = _MORE.search(context.text, candidate.end, candidate.sentence.end) or _MORE.search(
        context.text, floor, candidate.start
    )
    if match is None or context.text[max(0, match.start() - 8) : match.start()].casefold().endswith(
        ("after ", "first ")
    ):
        return None
    return number(match["n"])


def _ended(context: Context, candidate: Candidate) -> list[int] | None:
    """The season with which a series ends."""
    if candidate.trigger.id in _TURNED_DOWN:
        further = [m for m in given_seasons(context, candidate) if m.seasons]
        words = context.text[candidate.start : candidate.end]
        if (
            further
            and re.search(r"n[o']t|never|no |against|pass|rule", words, re.IGNORECASE)
            and not re.search(r"\bafter\b", context.text[candidate.start : further[0].start], re.IGNORECASE)
        ):
            return [max(1, further[0].seasons[0] - 1)]
    match = _RUN.search(context.text, candidate.start, min(candidate.sentence.end, candidate.end + 90))
    if match is None:
        return None
    word = (match["a"] or match["b"] or match["c"]).casefold()
    found = 1 if word == "single" else number(word)
    return [found] if found else None


def decision_windows(candidate: Candidate) -> list[TimeExpression]:
    """The dates of a candidate that can be the day of its decision, or of what it decides."""
    parse = candidate.parse
    if "ends_after" in candidate.trigger.notes:
        return []
    chain = set(parse.chain(candidate.clause))
    kept = []
    for time in candidate.times:
        if time.window is not None and time.window.earliest and time.window.latest and len(time.members) > 1:
            continue
        clause = parse.clause(parse.head_of(time.start, time.end))
        below = clause != candidate.clause and clause not in chain
        if below and parse.doc[clause].dep_ in {"relcl", "advcl", "acl"} and clause != candidate.head.i:
            continue
        kept.append(time)
    return kept


def told_day(context: Context, candidate: Candidate, stance: Stance) -> Window | None:
    """The day on which the news broke, by the sentence beside it ("The news came on Tuesday")."""
    if stance.polarity == "-" and stance.tense != "future":
        return None
    nearby = [candidate.sentence]
    if candidate.sentence.index + 1 < len(context.sentences):
        following = context.sentences[candidate.sentence.index + 1]
        if following.block == candidate.sentence.block:
            nearby.append(following)
    for sentence in nearby:
        match = context.lexicon.words["news-broke"].search(sentence.text)
        if match is None:
            continue
        for time in context.times_in(sentence.start, sentence.end):
            near = sentence.start + match.start() - 30 <= time.start <= sentence.start + match.end() + 40
            if near and time.window is not None and time.role is None and _is_past(context, time.window):
                return time.window
    if len(nearby) > 1:
        return _reported_next(context, nearby[1])
    return None


def _reported_next(context: Context, sentence: Sentence) -> Window | None:
    """“Northlight confirmed on Monday …" right after the decision: a report that names no other event."""
    if context.lexicon.words["reported-first"].match(sentence.text) is None:
        return None
    for time in context.times_in(sentence.start, min(sentence.end, sentence.start + 90)):
        if time.window is not None and time.role is None and _is_past(context, time.window):
            return time.window if follows_report(context, time) else None
    return None


def _is_past(context: Context, window: Window) -> bool:
    published = context.article.published
    return published is None or (window.latest or dt.date.max) <= published
