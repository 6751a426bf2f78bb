"""Whether a trigger's words can mean its event at all.

Ruled out are words that are part of another word group or of a title, and those with the wrong kind of
subject.
"""

from __future__ import annotations

import re

from dateline.extract.arguments import core_arguments, governing_verb, is_person, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.shoots import cameras_turn_elsewhere, is_shoot

__all__ = ["plausible"]

_FILMING = re.compile(r"(?:filming|production|shooting|shoot|photography|cameras)$", re.IGNORECASE)
_TRAILER = re.compile(r"trailers?|teasers?|clips?|footage|promos?", re.IGNORECASE)
_SHOOTS = frozenset({"filming_start", "filming_end", "delay"})
_RENEWAL_WORDS = re.compile(
    r"early|quick|official|formal|surprise|latest|expected|possible|potential|new|first|second|third|fourth|season|"
    r"series|show|early-season|two-season|such|last-minute|recent",
    re.IGNORECASE,
)


def plausible(context: Context, candidate: Candidate) -> bool:
    """Rule out triggers that are part of another word group, a title, or have the wrong kind of subject."""
    parse, head, trigger = candidate.parse, candidate.head, candidate.trigger
    at = parse.at(head)
    sentence = candidate.sentence
    if any(m.start <= at < m.name_end for m in context.works.within(sentence.start, sentence.end)):
        return False
    if trigger.event in _SHOOTS and (
        not _shoots_a_work(context, candidate) or cameras_turn_elsewhere(context, candidate)
    ):
        return False
    if trigger.id == "renewal.noun" and any(
        c.dep_ in {"amod", "compound"}
        and not _RENEWAL_WORDS.fullmatch(c.text)
        and not is_workish(context, parse, c)
        for c in head.children
    ):
        return False
    if (
        candidate.is_noun
        and head.dep_ == "compound"
        and head.head.i != head.i
        and trigger.event != "episode_count"
    ):
        outer = head.head
        misread = outer.tag_ == "NNS" and bool(context.lexicon.words["release-verb"].fullmatch(outer.text))
        if (
            parse.at(outer) >= candidate.end
            and not misread
            and outer.text.casefold()
            not in {
                "date",
                "dates",
                "episode",
                "announcement",
                "release",
                "order",
                "window",
            }
        ):
            return False
    if head.dep_ == "amod" and trigger.pos == "verb":
        return False
    doer = parse.subject(head)
    if trigger.event == "premiere" and any(
        _FILMING.match(t.text) for t in [*core_arguments(candidate), *([doer] if doer is not None else [])]
    ):
        return False
    if (
        trigger.event == "premiere"
        and head.text.casefold().startswith("drop")
        and _drops_show(context, candidate)
    ):
        return False
    if trigger.event == "premiere" and candidate.is_noun and _of_a_trailer(candidate):
        return False
    if _generic_infinitive(context, candidate) or _of_episodes(context, candidate):
        return False
    if trigger.subject == "any":
        return True
    subject = parse.subject(head) if not candidate.is_noun else None
    if subject is None:
        return True
    person = is_person(context, candidate, subject)
    if trigger.subject == "person":
        return person is not False or (trigger.event == "cast" and not is_workish(context, parse, subject))
    if person is not True:
        return True
    # A company or a director as subject: then the thing released must be a work.
    return (
        any(is_workish(context, parse, t) for t in parse.objects(head) if t.dep_ in {"dobj", "ccomp"})
        and subject.pos_ != "PRON"
    )


def _shoots_a_work(context: Context, candidate: Candidate) -> bool:
    """“Production of steel”, "security cameras": not what this desk covers."""
    first, last = candidate.parse.span(candidate.start, candidate.end)
    for token in candidate.parse.doc[first : last + 1]:
        if not _FILMING.match(token.text):
            continue
        if not is_shoot(context, candidate, token):
            return False
    return True


def _of_a_trailer(candidate: Candidate) -> bool:
    """“The trailer made its debut”: no work did."""
    verb = governing_verb(candidate.head)
    subject = candidate.parse.subject(verb) if verb is not None and candidate.head.dep_ == "dobj" else None
    return subject is not None and bool(_TRAILER.fullmatch(subject.text))


def _drops_show(context: Context, candidate: Candidate) -> bool:
    """“The network dropped the series”: it was given up, unless a season or date says that it came out."""
    for token in candidate.head.children:
        if token.dep_ == "dobj" and is_workish(context, candidate.parse, token):
            return not context.seasons_in(*candidate.parse.subtree_span(token))
    return False


def _generic_infinitive(context: Context, candidate: Candidate) -> bool:
    """“It is rare for a network to renew a show early”: nobody did."""
    head = candidate.head
    if candidate.is_noun or not any(c.dep_ == "aux" and c.text.casefold() == "to" for c in head.children):
        return False
    if candidate.trigger.id == "renewal.decide":
        return False
    return any(c.dep_ == "mark" and c.text.casefold() == "for" for c in head.children) and not (
        context.cues(candidate.sentence)
        and any(
            h.cue.entry.category in {"scheduled", "estimated", "undecided"}
            for h in context.cues(candidate.sentence)
        )
    )


def _of_episodes(context: Context, candidate: Candidate) -> bool:
    """“New episodes drop every Wednesday”: no premiere of a season by itself."""
    if candidate.trigger.event != "premiere" or candidate.is_noun or "no-date" in candidate.trigger.needs:
        return False
    head = candidate.head
    tokens = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}] + (
        [head.head] if head.dep_ == "acl" else []
    )
    for token in tokens:
        if token.text.casefold() == "episodes":
            phrase = context.text[slice(*candidate.parse.subtree_span(token))]
            if re.match(r"(?:the\s+|its\s+)?first\b", phrase, re.IGNORECASE):
                return False
            # "New episodes could arrive in the autumn": a run of them, unless told to the day.
            sentence = candidate.sentence
            windows = [
                t.window for t in context.times_in(sentence.start, sentence.end) if t.window is not None
            ]
            run = re.match(r"(?:the\s+|its\s+)?(?:new\s+)?episodes\b", phrase, re.IGNORECASE)
            return not (
                run and windows and all(w.granularity not in {"day", "week", "weekend"} for w in windows)
            )
        if re.fullmatch(
            r"trailers?|teasers?|clips?|posters?|images?|photos?|footage|look|peek|albums?|singles?|songs?|statements?|figures?|list|schedule|plans?|dates?|details|news|numbers?",
            token.text,
            re.IGNORECASE,
        ):
            return True
    return False
