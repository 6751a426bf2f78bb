"""Filming: whether it is a work that is shot, and which of a shoot's dates are its first and its last day.

"Shoots from May to July" is two claims, a start and an end; "shooting since May" is a start in May, not a span
that May opens; "has begun filming", without a date, is a start on the day of saying or before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dateline.extract.arguments import clause_text, is_workish
from dateline.extract.asof import read_as_of
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance
from dateline.model import Event
from dateline.window import Window

__all__ = ["FILMING_NOUN", "cameras_turn_elsewhere", "is_wrapped", "shoot_windows", "shoots", "wraps"]

FILMING_NOUN = re.compile(r"(?:filming|production|shooting|shoot|photography|cameras|work)", re.IGNORECASE)
_SPANS = frozenset({"filming_start.film", "filming_start.run"})
"""Triggers that tell of a shoot as a whole, not of its first day."""
_CREW = frozenset({"we", "they"})
_OTHER_SHOTS = re.compile(
    r"\s+(?:to|up|down|past|into|through|ahead|dead|at|himself|herself|a glance|the messenger)\b", re.IGNORECASE
)
_RANGE = re.compile(r"\b(?:from|between)\b|\b(?:to|through|until|till)\b|[-–—]", re.IGNORECASE)
_SINCE = re.compile(r"(?:from|since|starting|beginning)\b(?!.*\b(?:earliest|onwards?|soonest)\b)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|'til|’til|through|to)\b", re.IGNORECASE)
_PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
_AIRING = re.compile(
    r"\b(?:finale|episodes?|viewers|aired|airs|airing|broadcast|run|ratings|audiences?|with an?)\b", re.IGNORECASE
)
_TURNED_TO = re.compile(
    r"\s+(?:to|toward|towards|away|against|their|his|her|into|off|around|back)\b|\s+(?:on|in)\s+(?:the|a|an|her|him|his|its|them)\b(?!\s+\w+\s+of\b)",
    re.IGNORECASE,
)


def shoots(context: Context, candidate: Candidate) -> bool:
    """Whether what "shoot" or "film" happens to, or does it, is a work or its crew."""
    parse, head = candidate.parse, candidate.head
    if _OTHER_SHOTS.match(context.text, candidate.end):
        return False
    objects = [c for c in head.children if c.dep_ == "dobj"]
    if objects:
        return all(_work(context, candidate, t) for t in objects)
    subject = parse.subject(head)
    if subject is None:
        opens = not context.text[candidate.sentence.start : candidate.start].strip(" *-–•\"“'‘")
        return opens and head.tag_ == "VBN" and context.works.main is not None
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)
    if not passive and subject.text.casefold() in _CREW:
        return context.works.main is not None
    return _work(context, candidate, subject)


def wraps(context: Context, candidate: Candidate) -> bool:
    """Whether "wrap" says that the filming of a work is over, rather than its run on the air."""
    parse, head = candidate.parse, candidate.head
    _, _, clause = clause_text(context, candidate)
    timed = context.times_in(candidate.sentence.start, candidate.sentence.end)
    if context.text[: candidate.start].rstrip().endswith(("under", "Under")) or _AIRING.search(clause):
        return False
    if re.match(r"\s+(?:around|up\s+(?:with|in)|in\s+(?!\w+\s+\d))", context.text[candidate.end :][:24]) and not any(
        0 <= t.start - candidate.end < 6 for t in timed
    ):
        return False
    objects = [c for c in head.children if c.dep_ == "dobj"]
    subject = parse.subject(head)
    about = objects or ([subject] if subject is not None else [])
    if not about or not all(FILMING_NOUN.fullmatch(t.text) or _work(context, candidate, t) for t in about):
        return False
    return bool(timed) or _is_perfect(candidate) or head.tag_ in {"VBZ", "NNS", "NNPS"}


def is_wrapped(context: Context, candidate: Candidate) -> bool:
    """Whether it is a work that "is a wrap" or "in the can"."""
    subject = candidate.parse.subject(candidate.parse.doc[candidate.clause])
    held = candidate.head
    while subject is None and held.head.i != held.i and held.pos_ in {"ADP", "NOUN", "ADV"}:
        if held.dep_ == "prep" and held.head.pos_ in {"NOUN", "PROPN"}:
            subject = held.head
        held = held.head
    if subject is None or subject.text.casefold() in {"that", "it", "this"}:
        return context.works.main is not None
    return _work(context, candidate, subject)


def _work(context: Context, candidate: Candidate, token: Any) -> bool:
    if token.text.casefold() in {"episode", "episodes", "that", "which"} and token.dep_ != "nsubj":
        return token.text.casefold() in {"that", "which"}
    if is_workish(context, candidate.parse, token):
        return True
    # "Iron Gate, the space epic shooting in May": the noun beside a title.
    return any(
        is_workish(context, candidate.parse, t)
        for t in (*([token.head] if token.dep_ == "appos" else []), *(c for c in token.children if c.dep_ == "appos"))
    )


def cameras_turn_elsewhere(context: Context, candidate: Candidate) -> bool:
    """“The cameras turned to the mayor”: no shoot begins."""
    words = context.text[candidate.start : candidate.end].casefold()
    return (
        words.startswith("cameras")
        and words.endswith(("turn", "turns", "turned", "turning"))
        and bool(_TURNED_TO.match(context.text, candidate.end))
        and not any(0 <= t.start - candidate.end < 5 for t in context.times_in(candidate.end, candidate.end + 5))
    )


def _is_perfect(candidate: Candidate) -> bool:
    token = candidate.parse.doc[candidate.clause] if candidate.is_noun else candidate.head
    return token.tag_ in {"VBN", "VBD"} and any(
        c.dep_ in {"aux", "auxpass"} and c.text.casefold() in _PERFECT for c in token.children
    )


def shoot_windows(
    context: Context, candidate: Candidate, stance: Stance, windows: list[Window]
) -> list[tuple[Event, Window | None]]:
    """First and last days of filming that a candidate's dates tell, each with its event."""
    event = candidate.trigger.event
    if not windows:
        return [(event, _by_now(context, candidate, stance))]
    found: list[tuple[Event, Window | None]] = []
    for window in windows:
        time = next((t for t in candidate.times if t.window is window), None)
        if time is None or event != "filming_start" or stance.negated:
            found.append((event, window))
        elif (
            candidate.trigger.id in _SPANS
            and len(time.members) == 2
            and _RANGE.search(time.text)
            and not re.search(r"\bor\b", time.text)
        ):
            found += [("filming_start", time.members[0]), ("filming_end", time.members[1])]
        elif window.latest is None and time.core is not None and _SINCE.match(time.text):
            found.append((event, time.core))
        elif (
            candidate.trigger.id in _SPANS
            and window.earliest is None
            and time.core is not None
            and _UNTIL.match(time.text)
        ):
            found.append(("filming_end", time.core))
        else:
            found.append((event, window))
    return found


def _by_now(context: Context, candidate: Candidate, stance: Stance) -> Window | None:
    """Of an event that has happened, with no date: the day of saying or any before."""
    if (
        stance.polarity == "-"
        or stance.modality not in {None, "asserted"}
        or "resumed" in stance.notes
        or not _is_perfect(candidate)
    ):
        return None
    day, _ = read_as_of(context, candidate)
    if day is None:
        return None
    return Window(
        earliest=None, latest=day, granularity="span", basis="relative-to-publication", text=""
    )
