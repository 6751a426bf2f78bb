"""Dates that move: "pushed from March 5 to May 7" is a delay, a plan withdrawn and a new plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.extract.arguments import arguments
from dateline.extract.context import Candidate, Context
from dateline.extract.times import TimeExpression
from dateline.model import Event
from dateline.window import Window

__all__ = ["Move", "read_move"]

_TO = re.compile(r"\b(?:to|until|till|into|for)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom\s+(?:its\s+|the\s+|an?\s+)?(?:original\s+|planned\s+|previous\s+)?$", re.IGNORECASE
)
_FILMING = re.compile(r"\b(?:filming|production|shoot(?:ing)?|principal photography)\b", re.IGNORECASE)
_FINALE = re.compile(r"\bfinale\b", re.IGNORECASE)
_TRAILER = re.compile(r"\b(?:trailer|teaser)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Move:
    """What was moved, from when, to when, decided when; None where the text does not say."""

    event: Event
    old: Window | None
    new: Window | None
    decided: Window | None


def read_move(context: Context, candidate: Candidate) -> Move:
    """Read the dates of a delay trigger as old, new and decision dates."""
    old = new = decided = None
    for expression in candidate.times:
        window = expression.window
        if window is None:
            continue
        before = context.text[max(candidate.sentence.start, expression.start - 24) : expression.start]
        words = expression.text.casefold()
        if (len(expression.members) == 2 and re.match(r"from\b", words)) or (
            len(expression.members) == 2 and _FROM.search(before)
        ):
            old, new = expression.members
        elif re.match(r"(?:to|until|till|into)\b", words) or _TO.search(before):
            new = new or (window if window.latest is None else expression.core or window)
        elif words.startswith("from ") or _FROM.search(before):
            old = old or expression.core or window
        elif _is_decision_day(context, expression):
            decided = decided or window
        else:
            new = new or window
    return Move(_moved(context, candidate), old, new, decided)


def _is_decision_day(context: Context, expression: TimeExpression) -> bool:
    published = context.article.published
    window = expression.window
    return (
        window is not None and window.latest is not None and (published is None or window.latest <= published)
    )


def _moved(context: Context, candidate: Candidate) -> Event:
    for token in arguments(candidate):
        left, right = candidate.parse.subtree_span(token)
        phrase = context.text[left : min(right, left + 80)]
        if _FILMING.search(phrase) and candidate.parse.subject(candidate.head) is not None:
            return "filming_start"
        if _FINALE.search(phrase):
            return "finale"
        if _TRAILER.search(phrase):
            return "trailer"
    return "premiere"
