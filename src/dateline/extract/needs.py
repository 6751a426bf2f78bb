"""What else must stand beside a trigger before it counts: a check for each need an entry may state."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.extract.arguments import clause_text, governing_verb, has_work, is_person
from dateline.extract.casting import casting
from dateline.extract.context import Candidate, Context
from dateline.extract.counts import count, count_change
from dateline.extract.needs_dates import adjoining, dated, intransitive, no_date, placed, ranged, to_date
from dateline.extract.needs_decision import (
    final_season,
    next_season,
    season_subject,
    show_over,
    work_decided,
    work_dropped,
    work_object,
)
from dateline.extract.needs_work import (
    further_film,
    landed_work,
    new_work,
    season_count,
    titled_work,
    work_or_release,
)
from dateline.extract.shoots import filming_is_subject, is_wrapped, shoots, wraps
from dateline.extract.stance import read_stance, tense_of
from dateline.extract.trailers import trailer_shown
from dateline.lexicon.schema import Need

__all__ = ["meets", "meets_times"]

_TIMED: frozenset[Need] = frozenset({"time", "time-or-negation", "modal", "negation"})
_CAST_FRAME = re.compile(
    r"\b(?:cast|roles?|character|part of|stars? (?:as|in)|as an?\b|reprise|series regular|opposite|ensemble|"
    r"film|movie|show|series|season|sequel|reunion)\b|\bas [A-Z]",
    re.IGNORECASE,
)
_ROLE_VERBS = re.compile(
    r"\b(?:cast|play|portray|star|appear|voice|role|reprise|joins?|joined|joining|sign|tap|return|back|leav|left|exit|depart|quit|board)",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+(?:will\s+)?(\w+)")


def _platform_follows(context: Context, candidate: Candidate) -> bool:
    after = context.text[candidate.end : candidate.end + 40]
    match = re.match(r"\s+(?:the\s+)?([A-Z][\w+.]*(?:\s+[A-Z][\w+.]*){0,2})", after)
    if match is None:
        return False
    if context.is_company(match[1]) or context.is_company(match[1].split()[0]):
        return True
    # A name that no list knows is a platform when it is a work that comes to it, by name.
    start, end, _ = clause_text(context, candidate)
    goal = candidate.end + match.start(1)
    return (
        not context.is_person(match[1])
        and (
            any(m.end <= candidate.start for m in context.works.within(start, end))
            or any(m.end <= candidate.start for m in context.seasons_in(start, end))
        )
        and not any(
            t.start <= goal < t.end
            for t in context.times_in(candidate.sentence.start, candidate.sentence.end)
        )
    )


def _release_verb(context: Context, candidate: Candidate) -> bool:
    verb = governing_verb(candidate.head)
    if verb is None:
        return False
    if candidate.head.dep_ == "pobj" and verb.head is not None:
        preposition = candidate.head.head.text.casefold()
        return preposition in {"of", "at", "with"} and verb.text.casefold().startswith(
            ("release", "gave", "give", "greet", "treat", "surprise")
        )
    return bool(context.lexicon.words["release-verb"].match(verb.text)) and verb.text.casefold() not in {
        "shows",
        "showed",
    }


def _shown(context: Context, candidate: Candidate) -> bool:
    """Whether the noun is what is aired, released, set or dated."""
    if candidate.head.dep_ == "pobj" and candidate.head.head.text.casefold() in {
        "after",
        "before",
        "since",
        "until",
        "following",
    }:
        return True
    verb = governing_verb(candidate.head)
    if verb is None or (candidate.trigger.event == "finale" and adjoining(context, candidate)):
        return True
    following = _NEXT_WORD.match(context.text, candidate.end)  # a verb that the parse took for a noun
    if following and context.lexicon.words["release-verb"].fullmatch(following[1]):
        return True
    return bool(
        context.lexicon.words["release-verb"].match(verb.text)
        or context.lexicon.words["shown-verb"].match(verb.text)
    )


def _names(context: Context, candidate: Candidate) -> bool:
    if context.people(candidate.sentence):
        return True
    subject = candidate.parse.subject(candidate.head)
    return (
        subject is not None
        and subject.pos_ == "PROPN"
        and is_person(context, candidate, subject) is not False
    )


def _cast_names(context: Context, candidate: Candidate) -> bool:
    subject = candidate.parse.subject(candidate.head)
    if subject is not None and context.lexicon.words["cast-group"].search(
        context.text[slice(*candidate.parse.subtree_span(subject))]
    ):
        return True
    start, end, _ = clause_text(context, candidate)
    return _names(context, candidate) or bool(
        context.lexicon.words["cast-group"].search(context.text[start:end])
    )


def _cast_frame(context: Context, candidate: Candidate) -> bool:
    start, end, clause = clause_text(context, candidate)
    if any("cast" in h.casefold() for h in candidate.sentence.headings) and _ROLE_VERBS.search(clause):
        return True
    return bool(
        context.works.within(start, end) or context.seasons_in(start, end) or _CAST_FRAME.search(clause)
    )


def _not_announced(context: Context, candidate: Candidate) -> bool:
    _, _, clause = clause_text(context, candidate)
    return (
        bool(context.lexicon.words["announce-negated"].search(clause))
        and read_stance(context, candidate).negated
    )


_NEEDS: dict[Need, Callable[[Context, Candidate], bool]] = {
    "time": lambda _, c: bool(c.times),
    "negation": lambda x, c: read_stance(x, c).negated,
    "time-or-negation": lambda x, c: (
        bool(c.times) or read_stance(x, c).negated or "undecided" in read_stance(x, c).cues
    ),
    "modal": lambda x, c: (
        bool(read_stance(x, c).cues & {"scheduled", "estimated", "speculated"})
        or tense_of(c) in {"future", "present"}
    ),
    "season": lambda x, c: bool(x.seasons_in(*clause_text(x, c)[:2])),
    "next-season": next_season,
    "final-season": final_season,
    "season-count": season_count,
    "season-subject": season_subject,
    "work-decided": work_decided,
    "work-object": work_object,
    "work-dropped": work_dropped,
    "show-over": show_over,
    "titled-work": titled_work,
    "further-film": further_film,
    "landed-work": landed_work,
    "work": has_work,
    "new-work": new_work,
    "work-or-release": work_or_release,
    "platform": _platform_follows,
    "release-verb": _release_verb,
    "shown": _shown,
    "names": _names,
    "cast-names": _cast_names,
    "cast-frame": _cast_frame,
    "casting": casting,
    "not-announced": _not_announced,
    "count": count,
    "count-change": count_change,
    "trailer-shown": trailer_shown,
    "filming": filming_is_subject,
    "shoots": shoots,
    "wraps": wraps,
    "is-wrapped": is_wrapped,
    "dated": dated,
    "placed": placed,
    "intransitive": intransitive,
    "no-date": no_date,
    "to-date": to_date,
    "range": ranged,
}


def meets(context: Context, candidate: Candidate) -> bool:
    """Whether everything an entry needs is there, save what depends on the times attached."""
    return all(_NEEDS[need](context, candidate) for need in candidate.trigger.needs if need not in _TIMED)


def meets_times(context: Context, candidate: Candidate) -> bool:
    """Whether what an entry needs of its times and stance is there, once times are attached."""
    return all(_NEEDS[need](context, candidate) for need in candidate.trigger.needs if need in _TIMED)
