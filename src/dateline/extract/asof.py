"""From which day a statement speaks.

The article's date, unless the text dates itself: "as of March 2023", "Updated June 3:", "as reported on March
21, 2022", or by the age of something it dates elsewhere ("has been available for a little more than 24 hours
as of this writing", in a page that gives the release). Such a clock holds for the paragraph it stands in. "As
of this writing" alone names no day but the article's own.
"""

from __future__ import annotations

import datetime as dt
import re

from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS
from dateline.extract.times import TimeExpression
from dateline.model import Claim

__all__ = ["age_clocks", "read_as_of"]

_AGE = re.compile(
    r"\b(?:available|out|streaming|on (?:air|the air|screens)|released|live|up|premiered|debuted)\b"
    r"[^.]{0,60}?\bfor\s{1,3}(?:(?:just|only|barely)\s{1,3})?"
    r"(?:a\s{1,3}little\s{1,3}(?:more|over)\s{1,3}than|more than|less than|under|over|about|around|"
    r"nearly|almost|roughly|a little (?:more|over) than)?\s{0,3}"
    r"(?P<n>\d{1,3}|an?|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r")\s{1,3}(?P<unit>hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
_REPORTED_ON = re.compile(
    r"\b(?:reported|announced|posted|published|noted|written|stated|confirmed)\b[^.]{0,24}?\bon\s*$",
    re.IGNORECASE,
)


def read_as_of(context: Context, candidate: Candidate) -> tuple[dt.date | None, bool]:
    """The day a candidate's statement speaks from, and whether the text itself says so."""
    sentence = candidate.sentence
    for expression in context.times_in(sentence.start, sentence.end):
        if expression.role == "as_of" and expression.window is not None:
            day = expression.window.earliest or expression.window.latest
            return day, day != context.article.published
        if expression.window is not None and _dates_the_report(context, expression):
            return expression.window.earliest, True
    return context.article.published, False


def _dates_the_report(context: Context, expression: TimeExpression) -> bool:
    before = context.text[max(0, expression.start - 48) : expression.start]
    return bool(_REPORTED_ON.search(before) and re.search(r"\bas\b", before, re.IGNORECASE))


def age_clocks(context: Context, claims: list[Claim]) -> dict[int, dt.date]:
    """Blocks that tell their day by the age of a release, and that day; keyed by block number.

    The release is the latest asserted premiere of the same work that the article dates to the day.
    """
    clocks: dict[int, dt.date] = {}
    for number, block in enumerate(context.article.blocks):
        match = _AGE.search(context.text, block.start, block.end)
        if match is None:
            continue
        released = [
            c.window.earliest
            for c in claims
            if c.event == "premiere"
            and c.polarity == "+"
            and c.modality == "asserted"
            and c.window is not None
            and c.window.days == 1
            and c.window.earliest is not None
            and (context.article.published is None or c.window.earliest <= context.article.published)
        ]
        if not released:
            continue
        word = match["n"].casefold()
        amount = 1 if word in {"a", "an"} else int(word) if word.isdecimal() else NUMBERS.get(word, 1)
        hours = amount * {"hour": 1, "day": 24, "week": 168}[match["unit"].casefold().rstrip("s")]
        clocks[number] = max(released) + dt.timedelta(days=hours // 24)
    return clocks
