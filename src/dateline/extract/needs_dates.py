"""What must stand beside a trigger that is told by its date alone: a date given, or a date denied."""

from __future__ import annotations

import re

from dateline.extract.arguments import RELEASE_NOUNS, clause_text, governing_verb, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import read_stance
from dateline.extract.times import TimeExpression

__all__ = ["adjoining", "dated", "intransitive", "no_date", "placed", "ranged", "to_date"]

_BETWEEN = re.compile(
    r"['’]?s?[\s,–—-]+(?:(?:theatrical|worldwide|global|nationwide|national|domestic|international|wide|limited|digital|"
    r"streaming|linear|tentative|planned|scheduled|likely|possible|surprise|series|season|world|U\.?S\.?|UK|release|tv|"
    r"cinema|prime-?time|weekend)\s+){0,3}"
)
_AFTER = re.compile(
    r"[\s,:(–—-]*(?:(?:date|set|due|slated|planned|scheduled|expected|of\s+its\s+\w+\s+season|here|there|worldwide|globally|"
    r"again)\s+){0,2}(?:is\s+|for\s+|in\s+|on\s+|of\s+)?(?:the\s+)?"
)
_FOR_TIME = re.compile(r"\s*(?:the\s+|an?\s+|sometime\s+(?:in\s+)?|as\s+early\s+as\s+)?")
_GOAL = re.compile(
    r"\b(?:to|from|into|until|till|for|up|back|forward)\s+(?:the\s+|its\s+|an?\s+)?"
    r"(?:new\s+|original\s+|planned\s+|previous\s+)?$",
    re.IGNORECASE,
)
_GOAL_IN = re.compile(r"(?:to|from|into|until|till)\b|.*\bto\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)
_DATED_NOUN = re.compile(r"\bdates?\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:(?:will|to|would)\s+(?:be\s+)?(?:announced|confirmed|revealed|set|decided|named|shared|come|follow)|"
    r"(?:will|is\s+to)\s+follow|tba|tbc|tbd)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:set|give|gave|given|put|name|named|announced?|confirm(?:ed)?|have|has|had|fix(?:ed)?|reveal(?:ed)?|"
    r"follow|no|tb[acd]|share[d]?|agree[d]?|decided?)\b",
    re.IGNORECASE,
)


def adjoining(context: Context, candidate: Candidate) -> TimeExpression | None:
    """The time that stands right beside a trigger: "the June 29 release", "its opening on Friday"."""
    sentence, text = candidate.sentence, context.text
    for time in context.times_in(sentence.start, sentence.end):
        if time.window is None or time.role is not None:
            continue
        if time.end <= candidate.start and _BETWEEN.fullmatch(text, time.end, candidate.start):
            return time
        if time.start >= candidate.end and _AFTER.fullmatch(text, candidate.end, time.start):
            return time
    return None


def dated(context: Context, candidate: Candidate) -> bool:
    """Whether a date to come adjoins the trigger: a past one is mostly told in passing."""
    time = adjoining(context, candidate)
    if time is None or time.window is None:
        return False
    if context.text[candidate.start : time.start].casefold().startswith("out of"):
        return False  # "sails out of February"
    published = context.article.published
    latest = time.window.latest
    return published is None or latest is None or latest >= published or time.window.basis == "year-inferred"


def placed(context: Context, candidate: Candidate) -> bool:
    """Whether a work is what is put on the date that follows: "set the film for May 8"."""
    if not any(
        (gap := _FOR_TIME.match(context.text, candidate.end)) and gap.end() >= time.start >= candidate.end
        for time in context.times_in(candidate.sentence.start, candidate.sentence.end)
    ):
        return False
    verb = candidate.head
    things = [t for t in verb.children if t.dep_ in {"dobj", "nsubjpass", "oprd", "ccomp", "dative", "nsubj"}]
    if context.works.within(candidate.start, candidate.end):
        return True
    things = [verb.head if t.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else t for t in things]
    return any(is_workish(context, candidate.parse, t) for t in things if t.i > verb.i or t.dep_ != "nsubj")


def intransitive(context: Context, candidate: Candidate) -> bool:
    """Whether a verb has no object: "season 2 follows in May", not "it follows a nurse"."""
    if candidate.head.dep_ == "prep":
        return False  # "following a change of plan"
    subject = candidate.parse.subject(candidate.head)
    if subject is not None and context.lexicon.words["not-a-work"].search(
        context.text[slice(*candidate.parse.subtree_span(subject))]
    ):
        return False
    return not any(t.dep_ in {"dobj", "ccomp"} for t in candidate.head.children)


def no_date(context: Context, candidate: Candidate) -> bool:
    """Whether a release is said to have no date yet."""
    start, end, clause = clause_text(context, candidate)
    words = context.text[candidate.start : candidate.end]
    if _dates_something_else(context, candidate) or any(
        t.window is not None and (t.window.days or 99) < 40 and t.role is None and t.start > candidate.start
        for t in context.times_in(start, end)
        if "report" not in t.text
    ):
        return False
    if not context.speaks_of_work(candidate.end):
        return False
    if re.search(r"dated$", words, re.IGNORECASE) and not words.casefold().startswith("undated"):
        verb = candidate.head
        things = [t for t in verb.children if t.dep_ in {"dobj", "nsubjpass"}]
        return read_stance(context, candidate).negated and any(
            is_workish(context, candidate.parse, t) for t in things
        )
    if words.casefold() in {"undated", "dateless"}:
        verb_of = governing_verb(candidate.head)
        return verb_of is not None and verb_of.pos_ == "AUX"
    if not _DATED_NOUN.search(words) or not _GIVEN.search(clause):
        return False
    denied = bool(_DENIED.search(words)) or read_stance(context, candidate).negated
    return denied or bool(_LATER.search(clause))


def ranged(context: Context, candidate: Candidate) -> bool:
    """Whether a first and a last day follow the trigger."""
    return any(
        len(time.members) == 2 and time.start >= candidate.end
        for time in context.times_in(candidate.end, candidate.sentence.end)
    )


def to_date(context: Context, candidate: Candidate) -> bool:
    """Whether a move goes to or comes from a day and not to a place: "to May 7", "up to July 3"."""
    return any(
        _GOAL.search(context.text, max(candidate.start, time.start - 24), time.start)
        or _GOAL_IN.match(time.text)
        for time in context.times_in(candidate.start, candidate.sentence.end)
        if time.window is not None
    )


def _dates_something_else(context: Context, candidate: Candidate) -> bool:
    """“No date for the trial”, "a date for going back": the date of what is no release."""
    for token in candidate.parse.clause_tokens(candidate.clause):
        if token.dep_ not in {"pobj", "pcomp"} or token.head.text.casefold() not in {"for", "of", "with"}:
            continue
        if candidate.parse.at(token) < candidate.start or token.pos_ in {"PROPN", "PRON"}:
            continue
        if not is_workish(context, candidate.parse, token) and not RELEASE_NOUNS.fullmatch(token.text):
            return True
    return False
