"""What must stand beside a trigger that orders, ends, announces or moves a work or a season."""

from __future__ import annotations

import re

from dateline.extract.arguments import RELEASE_NOUNS, arguments, clause_text, is_person, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS

__all__ = ["further_film", "landed_work", "new_work", "season_count", "titled_work", "work_or_release"]

_SEASON_COUNT = re.compile(
    r"\s*(?:\w+\s+){0,4}?(?P<n>\d{1,2}|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r")\s+(?:more\s+|full\s+)?seasons\b",
    re.IGNORECASE,
)


def season_count(context: Context, candidate: Candidate) -> bool:
    """Whether a number of seasons follows as something still to come."""
    past = candidate.head.tag_ == "VBD" and not any(
        h.cue.entry.category == "scheduled" for h in context.cues(candidate.sentence)
    )
    return not past and bool(_SEASON_COUNT.match(context.text, candidate.end, candidate.sentence.end))


def new_work(context: Context, candidate: Candidate) -> bool:
    """Whether a sequel, spin-off, film or series is the thing announced."""
    parse = candidate.parse
    nouns = context.lexicon.words["new-work-noun"]
    start, end, clause = clause_text(context, candidate)
    if any(m.seasons or m.relative in {"next", "another", "final"} for m in context.seasons_in(start, end)):
        return False
    if re.search(
        r"\bas (?:was |had been )?$", context.text[candidate.sentence.start : candidate.start], re.IGNORECASE
    ):
        return False
    orders = re.match(
        r"commission|order|green-?li|green|approv|develop|option",
        context.text[candidate.start : candidate.end],
        re.IGNORECASE,
    )
    for token in arguments(candidate):
        left, right = parse.subtree_span(token)
        phrase = context.text[left:right]
        if any(m.seasons for m in context.seasons_in(left, right)) or token.text.casefold() in {
            "seasons",
            "scripts",
            "episodes",
        }:
            continue
        if token.pos_ == "PRON" and token.text.casefold() == "it" and not orders:
            continue
        at = parse.at(token)
        if (
            orders
            and token.dep_ == "dobj"
            and any(m.start <= at < m.end for m in context.works.within(left, right))
        ):
            return True
        if any(
            re.search(
                r" (?:spin-off|sequel|prequel|remake|reboot|threequel|live-action\b.*|stage .*)$", m.work
            )
            for m in context.works.within(left, right)
        ):
            return True
        if nouns.fullmatch(token.text) and re.match(
            r"(?:an?|another|the|its|his|her|two|three|four|\d+)\s+(?:[\w-]+\s+){0,4}?(?:new\b|untitled\b|sequel|prequel|spin-?off|reboot|remake|adaptation|revival|series|film|movie|special|project|sitcom|drama|game)",
            phrase,
            re.IGNORECASE,
        ):
            return token.dep_ != "pobj" or not candidate.is_noun
        passive = token.dep_ == "nsubjpass" or (
            token.dep_ not in {"dobj", "pobj"} and any(c.dep_ == "auxpass" for c in candidate.head.children)
        )
        if (
            passive
            and is_workish(context, parse, token)
            and token.text.casefold() not in {"episode", "episodes", "date"}
        ):
            return not re.search(r"\b(?:date|trailer|cast|renewal|return|premiere)\b", phrase, re.IGNORECASE)
    if (
        candidate.head.dep_ in {"acl", "relcl"}
        and is_workish(context, parse, candidate.head.head)
        and "first" in clause.casefold()
    ):
        return True
    if candidate.trigger.id.endswith("development"):
        return any(is_workish(context, parse, t) and t.pos_ != "PRON" for t in arguments(candidate))
    return False


def work_or_release(context: Context, candidate: Candidate) -> bool:
    """Whether a work, a season or the release of one is the thing moved."""
    parse = candidate.parse
    passive = any(
        c.dep_ in {"nsubjpass", "auxpass"} for c in candidate.head.children
    ) or candidate.head.dep_ in {"acl", "relcl"}
    for token in arguments(candidate):
        if token.dep_ == "pobj" or (
            token.dep_ == "nsubj" and not passive and is_person(context, candidate, token)
        ):
            continue
        if is_workish(context, parse, token):
            return True
        left, right = parse.subtree_span(token)
        if RELEASE_NOUNS.fullmatch(token.text) and any(is_workish(context, parse, t) for t in token.subtree):
            return True
        if RELEASE_NOUNS.search(context.text[left:right]) and not context.lexicon.words["not-a-work"].search(
            context.text[left:right]
        ):
            return True
    return False


_FURTHER_FILM = re.compile(
    r"\b(?:an?|two|three|four|five|six|another|\d)\s+(?:(?P<more>more|further|new|additional|second|third|fourth|fifth|"
    r"sixth|seventh|\d(?:nd|rd|th))\s+)?(?P<between>(?:[\w'’:“”\"-]+\s+){0,5}?)(?P<noun>films?|movies?|pictures?|sequels?|"
    r"spin-?offs?|prequels?|remakes?|instal?lments?)\b",
    re.IGNORECASE,
)


def titled_work(context: Context, candidate: Candidate) -> bool:
    """Whether a work is named in the trigger's own clause, or is what "the series" stands for there."""
    start, end, _ = clause_text(context, candidate)
    if context.seasons_in(start, end):
        return False
    if context.works.within(start, end):
        return True
    return any(is_workish(context, candidate.parse, t) and t.pos_ != "PRON" for t in arguments(candidate))


def further_film(context: Context, candidate: Candidate) -> bool:
    """Whether a further film, or one of a named work, is the thing made or planned."""
    match = _FURTHER_FILM.search(
        context.text, candidate.start, min(candidate.sentence.end, candidate.end + 70)
    )
    if match is None or match.start() > candidate.end:
        return False
    named = bool(context.works.within(match.start(), match.end()))
    further = bool(match["more"]) and match["more"].casefold() != "new"
    derived = match["noun"].casefold()[:3] in {"seq", "spi", "pre", "rem"}
    past = candidate.head.tag_ == "VBD"
    return not past and (named or derived or (further and context.works.main is not None))


_DESCRIBED = re.compile(
    r"[”\"'’]*,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?:series|drama|comedy|thriller|sitcom|film|movie|prequel|"
    r"sequel|spin-?off|miniseries|adaptation)\b|[^.;]{0,60}\bfor (?:\w+\s+){0,2}episodes\b",
    re.IGNORECASE,
)


def landed_work(context: Context, candidate: Candidate) -> bool:
    """Whether a work that still has to be described, or so many episodes of one, is what was picked up."""
    for token in candidate.head.children:
        if token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        at = candidate.parse.at(token)
        for mention in context.works.within(candidate.sentence.start, candidate.sentence.end):
            if mention.start <= at < mention.end:
                return bool(_DESCRIBED.match(context.text, mention.end, candidate.sentence.end)) and not (
                    context.seasons_in(candidate.sentence.start, candidate.sentence.end)
                )
    return False
