"""What must stand beside a trigger that orders, ends, announces or moves a work or a season."""

from __future__ import annotations

import re

from dateline.extract.arguments import RELEASE_NOUNS, arguments, clause_text, is_person, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS

__all__ = ["final_season", "new_work", "next_season", "season_count", "work_or_release"]

_SEASON_COUNT = re.compile(
    r"\s*(?:\w+\s+){0,4}?(?P<n>\d{1,2}|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r")\s+(?:more\s+|full\s+)?seasons\b",
    re.IGNORECASE,
)


def next_season(context: Context, candidate: Candidate) -> bool:
    """Whether a further season is the thing ordered, given, or come back for."""
    start, end, _ = clause_text(context, candidate)
    subject = candidate.parse.subject(candidate.head)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in candidate.head.children)
    if (
        passive
        and subject is not None
        and subject.pos_ == "NOUN"
        and not is_workish(context, candidate.parse, subject)
    ):
        return False
    for mention in context.seasons_in(start, end):
        if (
            mention.part is not None
            or mention.relative in {"previous", "this"}
            or (mention.seasons and max(mention.seasons) < 2)
        ):
            continue
        if re.match(
            r"\s*(?:['’]s)?\s*(?:finale|premiere|trailer|teaser|cast|episodes?|release|date|filming|production|opener)",
            context.text[mention.end : mention.end + 14],
            re.IGNORECASE,
        ):
            continue
        if (
            0 <= mention.start - candidate.end < 60
            or mention.start <= candidate.start <= mention.end
            or mention.start < candidate.end <= mention.end
        ):
            return True
        if (
            passive
            and subject is not None
            and candidate.parse.subtree_span(subject)[0] <= mention.start < candidate.start
        ):
            return True
    return False


def final_season(context: Context, candidate: Candidate) -> bool:
    """Whether the words say that a season is the last, rather than speak of one in passing."""
    words = context.text[candidate.start : candidate.end].casefold()
    start, _, clause = clause_text(context, candidate)
    if words.startswith(("last season", "last series", "last run")):
        return (
            bool(re.search(r"\b(?:be|is|its|their|the) $", context.text[start : candidate.start]))
            and "will" in clause
        )
    if words.startswith(("final", "farewell", "last chapter")):
        preposition = candidate.head.head.text.casefold() if candidate.head.dep_ == "pobj" else ""
        return preposition not in {"in", "of", "during", "throughout", "from"} and bool(
            re.search(
                r"\b(?:renew|return|come back|ends?|conclude|(?:will|to) be|is|was|announce|confirm|order)",
                clause,
                re.IGNORECASE,
            )
        )
    return True


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
    orders = re.match(
        r"commission|order|green-?li|green", context.text[candidate.start : candidate.end], re.IGNORECASE
    )
    for token in arguments(candidate):
        left, right = parse.subtree_span(token)
        phrase = context.text[left:right]
        if orders and token.dep_ == "dobj" and context.works.within(left, right):
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
