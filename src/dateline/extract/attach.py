"""Gives every date of a sentence to the trigger it belongs to.

Times go to the trigger that governs them, or else to the nearest in the same clause: "pushed from March 5 to
May 7" is read by `dateline.extract.moves`, not here.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.arguments import governing_verb
from dateline.extract.context import Candidate, Context
from dateline.extract.sentences import Sentence
from dateline.extract.times import TimeExpression

__all__ = ["attach_times", "follows_report"]

_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "cast", "delay"})
_LAST_WORDS = re.compile(r"(?P<verb>\w+)(?:\s+(?:in\s+an?\s+\w+|earlier|late))?\s+(?:on\s+)?$")
_AS_DATE = re.compile(r"\s+(?:as|for)\s+(?:the|its|a|an|their)\s+(?:\w+\s+)?", re.IGNORECASE)
_MAKING = frozenset({"trailer", "filming_start", "filming_end"})
_OF_A_RELEASE = re.compile(
    r"\b(?:ahead of|before|for|towards?)\s+(?:an?|the|its|their)?\s*(?:[\w-]+\s+){0,3}"
    r"(?:opening|premiere|debut|release|launch|return|bow|arrival)(?:\s+date)?\s*(?:on|in|of|,)?\s*$",
    re.IGNORECASE,
)
"""The day of a release named beside a trailer or a shoot: "the trailer, ahead of its opening on May 3"."""
_LINE_DATE = re.compile(r"\s?:\s|\s[–—-]\s")
_FARTHEST = 15.0
"""Cost above which a time belongs to no trigger of its sentence."""


def attach_times(context: Context, sentence: Sentence, candidates: list[Candidate]) -> None:
    """Give each time expression of the sentence to the candidate it belongs to, or to none."""
    titles = context.works.within(sentence.start, sentence.end)
    # "Begins its final season on May 5" dates a premiere: that a season is the last has no day of its own.
    candidates = [c for c in candidates if "ends_after" not in c.trigger.notes]
    for expression in context.times_in(sentence.start, sentence.end):
        if any(m.start <= expression.start and expression.end <= m.name_end for m in titles):
            continue  # "Late Summer" in a title dates nothing
        if expression.role == "as_of" or (
            expression.timex3.type in {"DURATION", "SET"} and expression.window is None
        ):
            continue
        if expression.window is None and expression.relation is None:
            continue
        if expression.role == "epithet" or _names_a_version(context, expression):
            continue
        best = min(
            ((_price(context, c, expression, candidates), c.start, i) for i, c in enumerate(candidates)),
            default=None,
        )
        if best is not None and best[0] < _FARTHEST:
            for other in candidates:
                # Two readings of one trigger (premiere and cast of "returns") share its time.
                if other is candidates[best[2]] or (other.head.i == candidates[best[2]].head.i):
                    other.times.append(expression)


def _names_a_version(context: Context, expression: TimeExpression) -> bool:
    """“The 2003 version”, "1998's film": a year that tells works apart and dates nothing."""
    window = expression.window
    if window is None or window.granularity != "year" or not expression.text.isdecimal():
        return False
    return bool(
        re.match(
            r"['’]s\b|\s+(?:\w+\s+)?(?:version|film|movie|series|show|classic|original|novel|book|comedy|drama|remake|game|hit|album)\b",
            context.text[expression.end : expression.end + 30],
        )
    )


def _cost(
    context: Context, candidate: Candidate, expression: TimeExpression, others: list[Candidate]
) -> float:
    parse = candidate.parse
    time_head = parse.head_of(expression.start, expression.end)
    if expression.relation is not None and expression.start <= candidate.start < expression.end:
        return 99.0  # "after its premiere" does not date the premiere
    if candidate.start <= expression.start < candidate.end and candidate.is_tight:
        return 0.0
    clause = parse.clause(time_head)
    cost = 7.0 * parse.distance(clause, candidate.clause)
    first, last = parse.span(expression.start, expression.end)
    head = candidate.head.i
    cost += 0.4 * (first - head if first > head else head - last if last < head else 0)
    cost += 3.0 if last < head else 0.0
    between = [o for o in others if o.head.i != head and min(first, head) < o.head.i < max(first, head)]
    cost += 2.5 * len(between)
    governor = time_head
    for steps in range(5):
        if governor.i == head:
            cost -= 6.0 - steps
            break
        if governor.head.i == governor.i:
            break
        governor = governor.head
    verb = governing_verb(time_head)
    if verb is not None and verb.i != head and not candidate.is_noun:
        related = (
            head in {t.i for t in verb.children}
            or verb.i in {t.i for t in parse.doc[head].children}
            or parse.clause(verb) == candidate.clause
        )
        # "said on Monday that it will return": Monday is the day of saying.
        cost += 0.0 if related and verb.dep_ != "ROOT" else (4.0 if _is_reporting(context, verb) else 0.5)
    if (
        verb is not None
        and candidate.is_noun
        and _is_reporting(context, verb)
        and candidate.trigger.event == "premiere"
    ):
        cost += 4.0
    if candidate.moves and re.match(r"(?:from|to|until|till|into|up to)\b", expression.text, re.IGNORECASE):
        cost -= 8.0
    if _dates_another(context, candidate, expression):
        cost += 20.0
    if candidate.trigger.event in _DECISIONS - {"delay"} and _lies_ahead(context, expression):
        cost += 4.0  # a decision taken is not dated by what is to come
    if candidate.trigger.id.endswith("date-noun") and _AS_DATE.fullmatch(
        context.text, expression.end, candidate.start
    ):
        cost -= 8.0
    gap = context.text[min(expression.end, candidate.end) : max(expression.start, candidate.start)]
    if re.search(r"\b(?:that|which|who|whether|when|while|but|although|though|despite)\b", gap):
        cost += 5.0
    if re.search(r"\bdespite\b", gap):
        cost += 20.0
    if re.search(r"[;:]", gap):
        cost += 1.5
    return cost


def _lies_ahead(context: Context, expression: TimeExpression) -> bool:
    published, window = context.article.published, expression.window
    return (
        published is not None
        and window is not None
        and window.earliest is not None
        and window.earliest > published
    )


def _dates_another(context: Context, candidate: Candidate, expression: TimeExpression) -> bool:
    """Whether a time dates the saying, or the release for which a trailer or shoot makes ready."""
    if candidate.trigger.event not in _DECISIONS and follows_report(context, expression):
        return True
    floor = max(candidate.sentence.start, expression.start - 60)
    return candidate.trigger.event in _MAKING and bool(
        _OF_A_RELEASE.search(context.text[floor : expression.start])
    )


def _price(
    context: Context, candidate: Candidate, expression: TimeExpression, others: list[Candidate]
) -> float:
    """The cost, which for a date at the head of a line is least for the line's first event."""
    if _dates_line(context, candidate.sentence, expression):
        return 0.1 * sum(o.start < candidate.start for o in others)
    return _cost(context, candidate, expression, others)


def _dates_line(context: Context, sentence: Sentence, expression: TimeExpression) -> bool:
    """“12 May 2022: First season arrives”: the date at the head of a line is that of its first event."""
    lead = context.text[sentence.start : expression.start].strip(" *")
    return not lead and bool(_LINE_DATE.match(context.text, expression.end, sentence.end))


def follows_report(context: Context, expression: TimeExpression) -> bool:
    """“…, the network announced on Monday”: the day of saying, whatever is said."""
    before = context.text[max(0, expression.start - 60) : expression.start]
    match = _LAST_WORDS.search(before)
    return (
        match is not None
        and match["verb"].islower()
        and bool(context.lexicon.words["reporting-verb"].fullmatch(match["verb"]))
    )


def _is_reporting(context: Context, token: Any) -> bool:
    return bool(context.lexicon.words["reporting-verb"].fullmatch(token.text))
