"""Trailers: whether one is released, rather than spoken of, and when its release counts without a date.

"In the trailer, the harbour burns" presupposes one; "the trailer is out now" and "Northlight has released a
first clip" tell of it.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.arguments import governing_verb
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance

__all__ = ["told_without_date", "trailer_shown"]

_RELEASES = re.compile(
    r"(?:releas|drop|unveil|debut|premier|shar(?:e[ds]?|ing)$|put|reveal|launch|arriv|land|publish|post|shows?$|shown$|"
    r"showed$|gives?$|gave$|given$|surfac|bow|screen|teas|present|upload|stream|air(?:s|ed|ing)?$|r[au]n(?:s|ning)?$|"
    r"com(?:e|es|ing)$|came$|go(?:es|ing)?$|went$|hits?$|gets?$|got$|has$|have$|had$|see(?:s|n|ing)?$|saw$|"
    r"follow|watch|unleash|deliver|offer)",
    re.IGNORECASE,
)
_RELEASED_ONLY = re.compile(
    r"(?:releas|drop|unveil|debut|launch|arriv|land|publish|post|surfac|unleash|present|reveal|upload|premier|"
    r"shar(?:e[ds]?|ing)$|gets$|bows$)",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:is|are|has|have|was)\s+)?"
    r"(?:\b(?:now|finally|officially|already|here and|been)\s+){0,2}"
    r"\b(?:out|here|online|live|up)\b(?!\s+(?:of|to|on the (?:bridge|hill)|in the))",
    re.IGNORECASE,
)
_SHOWING_STATES = frozenset(
    {"out", "here", "online", "live", "up", "due", "coming", "available", "ready", "set", "expected"}
)
_PRESUPPOSED = frozenset(
    {"since", "when", "after", "before", "as", "once", "while", "where", "because", "until"}
)


def trailer_shown(context: Context, candidate: Candidate) -> bool:
    """Whether the clause publishes the trailer: a verb of releasing, or "is out", "is due"."""
    noun = candidate.head
    words = context.text[candidate.start : candidate.end].casefold()
    if words.endswith(("look", "taste")) or candidate.trigger.id.endswith("first-look"):
        within = candidate.sentence.start, candidate.sentence.end
        if not context.works.within(*within) and not context.seasons_in(*within):
            return False
        if candidate.trigger.id.endswith("first-look"):
            return True
    if _is_out(context, candidate) or _released_one(candidate) or _with_day(context, candidate):
        return True
    verb = governing_verb(noun)
    if verb is None:
        return False
    if verb.text.casefold() in {"make", "makes", "made", "making"}:
        return any(
            c.dep_ == "dobj" and c.text.casefold() in {"debut", "bow", "premiere"} for c in verb.children
        )
    if noun.dep_ == "conj" and verb.text.casefold() in {"has", "have", "had"}:
        return False
    if noun.dep_ == "pobj":
        preposition = noun.head.text.casefold()
        return preposition in {"of", "at", "with"} and verb.text.casefold().startswith(
            ("release", "gave", "give", "greet", "treat", "surprise")
        )
    if verb.pos_ == "AUX" or verb.text.casefold() in {"is", "are", "was", "were", "be", "been"}:
        return any(c.text.casefold() in _SHOWING_STATES for c in verb.children) or (
            noun.i != verb.i and any(c.dep_ == "expl" for c in verb.children)
        )
    if not _RELEASES.match(verb.text):
        return verb.text.casefold() in {
            "set",
            "due",
            "expected",
            "scheduled",
            "slated",
            "promised",
            "planned",
        }
    return not (verb.text.casefold() in {"shows", "showed", "show"} and _is_subject(noun, verb))


def told_without_date(context: Context, candidate: Candidate, stance: Stance) -> bool:
    """Whether the words say, with no date, that a trailer has been released."""
    if stance.polarity == "-" or stance.modality not in {None, "asserted"} or stance.tense == "future":
        return False
    verb = candidate.parse.doc[candidate.clause]
    if any(
        c.text.casefold() in _PRESUPPOSED and c.dep_ in {"mark", "advmod"} and c.i < verb.i
        for c in verb.children
    ):
        return False
    if verb.dep_ in {"relcl", "advcl", "acl"}:
        return False
    if _is_out(context, candidate) or candidate.trigger.id.endswith("first-look"):
        return True
    governor = governing_verb(candidate.head)
    if (
        governor is None
        or not _RELEASED_ONLY.match(governor.text)
        or candidate.head.dep_
        not in {
            "dobj",
            "nsubj",
            "nsubjpass",
        }
    ):
        return False
    # "The trailer reveals a twist" and "the trailer dropped hints" publish nothing.
    return not (
        _is_subject(candidate.head, governor)
        and candidate.head.dep_ == "nsubj"
        and any(c.dep_ in {"dobj", "ccomp"} for c in governor.children)
    )


def _released_one(candidate: Candidate) -> bool:
    """“A teaser released last week”: the participle that describes it."""
    return any(
        c.dep_ in {"acl", "relcl"} and c.tag_ in {"VBN", "VBD"} and _RELEASED_ONLY.match(c.text)
        for c in candidate.head.children
    )


def _with_day(context: Context, candidate: Candidate) -> bool:
    """“New trailer Friday.”: no verb, but a day right after."""
    return candidate.head.dep_ == "ROOT" and any(
        0 < t.start - candidate.end <= 4 for t in context.times_in(candidate.end, candidate.end + 6)
    )


def _is_subject(noun: Any, verb: Any) -> bool:
    return noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.i == verb.i


def _is_out(context: Context, candidate: Candidate) -> bool:
    """“The trailer is here”, “Trailer out now”: after the noun and the title it belongs to."""
    end = candidate.end
    follows = re.match(r"\s+(?:for|of)\s+[“\"'‘]?", context.text[end : end + 12])
    if follows is not None:
        start = end + follows.end()
        named = [m for m in context.works.within(start - 1, candidate.sentence.end) if m.start <= start + 4]
        if not named:
            return False
        end = named[0].end
        season = [m for m in context.seasons_in(end, candidate.sentence.end) if m.start - end <= 4]
        end = season[0].end if season else end
        closing = re.match(r"[”\"'’]?", context.text[end : end + 1])
        end += closing.end() if closing else 0
    return bool(_OUT.match(context.text, end, candidate.sentence.end))
