"""Filming: whether it is a work that is shot, and which of its dates are first and last days.

"Shoots from May to July" is two claims, a start and an end; "shooting since May" is a start in May, not a
span that May opens; "has begun filming", without a date, is a start on the day of saying or before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dateline.extract.arguments import clause_text, is_workish
from dateline.extract.asof import read_as_of
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance
from dateline.extract.times import TimeExpression
from dateline.model import Event
from dateline.window import Window

__all__ = [
    "FILMING_NOUN",
    "cameras_turn_elsewhere",
    "filming_is_subject",
    "is_wrapped",
    "shoot_stance",
    "shoot_windows",
    "shoots",
    "wraps",
]

FILMING_NOUN = re.compile(r"(?:filming|production|shooting|shoot|photography|cameras|work)", re.IGNORECASE)
_SPANS = frozenset({"filming_start.film", "filming_start.run"})
"""Triggers that tell of a shoot as a whole, not of its first day."""
_CREW = frozenset({"we", "they"})
_FILMING_SUBJECT = re.compile(r"filming|production|shooting|shoot|photography|cameras", re.IGNORECASE)
_OF_A_SHOOT = re.compile(r"starts?|dates?|wraps?|begins?|ends?|restart|window|schedules?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,”\"'’)]*(?:(?:which|that|has|have|had|been|will|would|could|may|might|is|was|to|be|now|also|already|"
    r"then|next|only|just|finally|actually|due|set|expected|scheduled|slated|likely)\s+){0,6}",
    re.IGNORECASE,
)
_PART_OF = (" of", " from", " in", " on", " for", " to", " with")
_STOPS = re.compile(r"stop|finish|quit|halt|end|wrap|complet|conclud|paus|suspend|ceas", re.IGNORECASE)
_AGAIN = re.compile(r"resum|restart|again|back", re.IGNORECASE)
_MISSED = re.compile(
    r"\bcould(?: not|n['’]t)\b|\bto have\b|"
    r"\bhad (?:been (?:due|set|meant|scheduled|supposed)|meant|hoped|planned)\b",
    re.IGNORECASE,
)
_OTHER_SHOTS = re.compile(
    r"\s+(?:to|up|down|past|into|through|ahead|dead|at|himself|herself|a glance|the messenger)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:from|between)\b|\b(?:to|through|until|till)\b|[-–—]", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:from|since|starting|beginning)\b(?!.*\b(?:earliest|onwards?|soonest)\b)", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:until|till|'til|’til|through|to)\b", re.IGNORECASE)
_PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
_AIRING = re.compile(
    r"\b(?:finale|episodes?|viewers|aired|airs|airing|broadcast|run|ratings|audiences?|with an?)\b",
    re.IGNORECASE,
)
_TURNED_TO = re.compile(
    r"\s+(?:to|toward|towards|away|against|their|his|her|into|off|around|back)\b|\s+(?:on|in)\s+(?:the|a|an|her|him|his|its|them)\b(?!\s+\w+\s+of\b)",
    re.IGNORECASE,
)


def filming_is_subject(context: Context, candidate: Candidate) -> bool:
    """Whether the verb's subject is the filming itself, however far it stands from the verb."""
    if candidate.is_noun and candidate.head.pos_ != "ADV":
        return False
    verb = candidate.parse.doc[candidate.clause] if candidate.is_noun else candidate.head
    subject = next((c for c in verb.children if c.dep_ == "csubj"), candidate.parse.subject(verb))
    return (
        subject is not None
        and bool(_FILMING_SUBJECT.fullmatch(subject.text))
        and is_shoot(context, candidate, subject)
    )


def is_shoot(context: Context, candidate: Candidate, token: Any) -> bool:
    """Whether "production" and the like mean the shooting of a work: not "production of steel"."""
    if (
        token.text.casefold() == "production"
        and token.dep_ == "compound"
        and token.head.pos_ in {"NOUN", "PROPN"}
    ):
        return bool(_OF_A_SHOOT.fullmatch(token.head.text))
    for child in token.children:
        if child.dep_ == "compound" and child.pos_ == "NOUN" and token.text.casefold() == "cameras":
            return False
        if child.dep_ == "prep" and child.text.casefold() == "of":
            made = [t for t in child.children if t.dep_ == "pobj"]
            return all(is_workish(context, candidate.parse, t) or t.pos_ == "PROPN" for t in made)
    return True


def shoots(context: Context, candidate: Candidate) -> bool:
    """Whether what "shoot" or "film" happens to, or does it, is a work or its crew."""
    parse, head = candidate.parse, candidate.head
    if candidate.trigger.pos != "verb":
        within = candidate.sentence.start, candidate.sentence.end
        return bool(context.works.within(*within) or context.seasons_in(*within))
    if _OTHER_SHOTS.match(context.text, candidate.end):
        return False
    if head.dep_ == "xcomp" and _STOPS.match(head.head.text):
        return False
    objects = [c for c in head.children if c.dep_ == "dobj"]
    if objects:
        return all(_work(context, candidate, t) for t in objects)
    if _follows_work(context, candidate):
        return True
    subject = parse.subject(head)
    if subject is None:
        opens = not context.text[candidate.sentence.start : candidate.start].strip(" *-–•\"“'‘")
        return opens and head.tag_ == "VBN" and context.works.main is not None
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)
    if not passive and subject.text.casefold() in _CREW:
        return context.works.main is not None
    return _work(context, candidate, subject)


def _follows_work(context: Context, candidate: Candidate) -> bool:
    """“Iron Gate shoots in May”, “Iron Gate, which shoots in May”: a title right before the verb."""
    floor = max(candidate.sentence.start, candidate.start - 60)
    mentions = [m for m in context.works.mentions if floor <= m.end <= candidate.start]
    if not mentions:
        return False
    part = context.text[: mentions[-1].start].rstrip(" “\"'‘").endswith(_PART_OF)
    return not part and bool(_BETWEEN.fullmatch(context.text, mentions[-1].end, candidate.start))


def wraps(context: Context, candidate: Candidate) -> bool:
    """Whether "wrap" says that the filming of a work is over, rather than its run on the air."""
    parse, head = candidate.parse, candidate.head
    _, _, clause = clause_text(context, candidate)
    timed = context.times_in(candidate.sentence.start, candidate.sentence.end)
    if context.text[: candidate.start].rstrip().endswith(("under", "Under")) or _AIRING.search(clause):
        return False
    if re.match(
        r"\s+(?:around\b|up\s+(?:with|in)\b|in\s+(?!(?-i:[A-Z])))", context.text[candidate.end :][:24]
    ) and not any(0 <= t.start - candidate.end < 6 for t in timed):
        return False
    objects = [c for c in head.children if c.dep_ == "dobj"]
    subject = parse.subject(head)
    about = objects or ([subject] if subject is not None else [])
    if not objects and _follows_work(context, candidate):
        about = []
    elif not about or not all(FILMING_NOUN.fullmatch(t.text) or _work(context, candidate, t) for t in about):
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
    word = token.text.casefold()
    if word in {"episode", "episodes"}:
        return False
    if word in {"that", "which"} and token.dep_ != "nsubj":
        return True
    if word == "it" and context.works.main is not None:
        return True
    if is_workish(context, candidate.parse, token):
        return True
    # "Iron Gate, the space epic shooting in May": the noun beside a title.
    return any(
        is_workish(context, candidate.parse, t)
        for t in (
            *([token.head] if token.dep_ == "appos" else []),
            *(c for c in token.children if c.dep_ == "appos"),
        )
    )


def cameras_turn_elsewhere(context: Context, candidate: Candidate) -> bool:
    """“The cameras turned to the mayor”: no shoot begins."""
    words = context.text[candidate.start : candidate.end].casefold()
    return (
        words.startswith("cameras")
        and words.endswith(("turn", "turns", "turned", "turning"))
        and bool(_TURNED_TO.match(context.text, candidate.end))
        and not any(
            0 <= t.start - candidate.end < 5 for t in context.times_in(candidate.end, candidate.end + 5)
        )
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
        day = _when(context, candidate)
        if day is None and _only_supposed(candidate):
            return []
        return [(event, day or _by_now(context, candidate, stance))]
    found: list[tuple[Event, Window | None]] = []
    for window in windows:
        time = next((t for t in candidate.times if t.window is window), None)
        if time is not None and _of_next_verb(candidate, time):
            continue
        if time is None or stance.negated or stance.polarity == "-":
            found.append((event, _missed(context, candidate, window)))
        elif event == "filming_end" and _SINCE.match(time.text) and time.core is not None:
            found.append((event, time.core))
        elif event == "filming_end":
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
    return found or [(event, _by_now(context, candidate, stance))]


def _of_next_verb(candidate: Candidate, time: TimeExpression) -> bool:
    """“Is in the can and will be shown in May”: the date of what follows."""
    parse = candidate.parse
    clause = parse.clause(parse.head_of(time.start, time.end))
    return (
        clause != candidate.clause
        and parse.doc[clause].dep_ == "conj"
        and parse.at(parse.doc[clause]) >= candidate.end
        and parse.at(parse.doc[clause]) < time.start
    )


def _missed(context: Context, candidate: Candidate, window: Window) -> Window:
    """“Could not start in April”: a date without a year that has gone by."""
    published = context.article.published
    _, _, clause = clause_text(context, candidate)
    if (
        published is None
        or window.basis != "year-inferred"
        or window.earliest is None
        or window.latest is None
        or window.earliest <= published
        or not _MISSED.search(clause)
    ):
        return window
    try:
        return replace(
            window,
            earliest=window.earliest.replace(year=window.earliest.year - 1),
            latest=window.latest.replace(year=window.latest.year - 1),
        )
    except ValueError:  # 29 February
        return window


def _when(context: Context, candidate: Candidate) -> Window | None:
    """“Since July 19, when cameras rolled”: the day that a when-clause fills."""
    times = [
        t
        for t in context.times_in(candidate.sentence.start, candidate.start)
        if t.role is None and t.core is not None
    ]
    if times and re.match(r"\s*,?\s+when\b[^.;]{0,60}$", context.text[times[-1].end : candidate.start]):
        return times[-1].core
    return None


def _only_supposed(candidate: Candidate) -> bool:
    """“Two days before production was to begin”, “once filming ends”: no claim of its own."""
    verb = candidate.parse.doc[candidate.clause]
    return any(
        c.dep_ in {"mark", "advmod"} and c.text.casefold() in {"before", "after", "until", "once", "as"}
        for c in verb.children
        if c.i < verb.i
    )


def shoot_stance(context: Context, candidate: Candidate, stance: Stance) -> Stance:
    """The stance of a shoot: the present of a plan lies ahead, "could not start" is a fact of the past."""
    words = context.text[candidate.start : candidate.end].casefold()
    if stance.negated and stance.modality == "speculated" and re.search(r"\bcould(?: not|n['’]t)\b", words):
        return replace(stance, modality="asserted")
    if stance.negated or stance.modality is not None or stance.polarity == "-":
        return stance
    before = context.text[max(candidate.sentence.start, candidate.start - 24) : candidate.start]
    loose = re.search(r"\bwith\s+(?:[\w'’]+\s+){0,2}$", before, re.IGNORECASE) and re.search(
        r"(?:ing|for|from|in)$", words
    )
    if loose or candidate.trigger.id.endswith(".plan"):
        return replace(stance, tense="future", modality="scheduled")
    token = candidate.head
    present = (
        stance.tense == "present" and token.tag_ in {"VBZ", "VBP"} and candidate.sentence.kind != "title"
    )
    return replace(stance, tense="future") if present else stance


def _by_now(context: Context, candidate: Candidate, stance: Stance) -> Window | None:
    """Of an event that has happened, with no date: the day of saying or any before."""
    if (
        stance.polarity == "-"
        or stance.modality not in {None, "asserted"}
        or "resumed" in stance.notes
        or _AGAIN.search(context.text, candidate.start, candidate.end)
        or not _is_perfect(candidate)
    ):
        return None
    day, _ = read_as_of(context, candidate)
    if day is None:
        return None
    return Window(earliest=None, latest=day, granularity="span", basis="relative-to-publication", text="")
