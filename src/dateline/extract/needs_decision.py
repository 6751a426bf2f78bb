"""What must stand beside a trigger that orders, renews or ends a series.

The same few verbs order coffee, renew vows and drop albums. What tells them apart is the thing decided on: a
season still to come, or a work by its name or by a word for one.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.arguments import clause_text, core_arguments, has_work, is_person, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import SeasonMention

__all__ = [
    "final_season",
    "given_seasons",
    "is_aside",
    "next_season",
    "season_subject",
    "show_over",
    "work_decided",
    "work_dropped",
    "work_object",
]

_PART_OF_SEASON = re.compile(
    r"\s*(?:['’]s?)?\s*(?:\w+\s+)?(?:finale|premiere|trailer|teaser|cast|episodes?|release|date|filming|"
    r"production|opener|start|launch|return|debut)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:after|before|ahead of|following|since|during|until|despite|unlike|like|than|in|"
    r"(?:launch|end|start|finale|premiere|conclusion|middle|run) of)\s+"
    r"(?:(?:the|its|their|his|her|\w+['’]s)\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"[^.;:!?]{0,50}?\b(?:two|three|four|five|\d)\s+(?P<more>more\s+|further\s+|additional\s+)?(?:seasons|series)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"order|commission|green|approv|renew", re.IGNORECASE)
_SAID = re.compile(r"(?:announc|confirm|reveal|unveil)", re.IGNORECASE)
_FARTHEST = 80
"""Code points between a verb and the season it orders."""
_RUN_ENDS = re.compile(
    r"\bafter\s+(?:\w+\s+){0,2}?(?:seasons?|series|episodes?|runs?|volumes?)\b", re.IGNORECASE
)
_DEFINITE = frozenset({"the", "its", "this", "that", "their", "our", "his", "her"})


_PIECE_OF = re.compile(
    r"\b(?:episodes?|half|part|finale|premiere|trailer|start|end|middle|cast|rest|release) of (?:the )?$",
    re.IGNORECASE,
)


def given_seasons(context: Context, candidate: Candidate) -> list[SeasonMention]:
    """The seasons that a trigger orders, gives or denies: its object, or the subject of its passive."""
    start, end, _ = clause_text(context, candidate)
    parse, head = candidate.parse, candidate.head
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in head.children) or head.dep_ in {"acl", "relcl"}
    subject = parse.subject(head)
    subject_span = parse.subtree_span(subject) if subject is not None else (0, 0)
    said = _SAID.match(context.text, candidate.start)
    found = []
    lowest, highest = min(start, subject_span[0]) if subject is not None else start, end
    for mention in context.seasons_in(lowest, highest):
        if mention.part is not None or mention.relative in {"previous", "this"}:
            continue
        if mention.seasons and max(mention.seasons) < 2:
            continue
        inside = mention.start < candidate.end and candidate.start < mention.end
        if _PART_OF_SEASON.match(context.text, mention.end, mention.end + 24):
            continue
        if not inside and is_aside(context, candidate, mention):
            continue
        if _PIECE_OF.search(context.text, max(candidate.sentence.start, mention.start - 24), mention.start):
            continue
        if said and mention.start < candidate.start and not any(c.dep_ == "auxpass" for c in head.children):
            continue
        if said and not any(mention.start <= parse.at(t) < mention.end for t in core_arguments(candidate)):
            continue
        follows = 0 <= mention.start - candidate.end < _FARTHEST
        # A past tense after a season is that season's own ("season two landed in May"), but in headlines.
        told = {"VBN", "VBD"} if candidate.sentence.kind in {"title", "heading"} else {"VBN"}
        undergoes = passive or head.tag_ in told or candidate.is_noun
        precedes = subject_span[0] <= mention.start < candidate.start and undergoes and not follows
        if inside or follows or (precedes and subject is not None and (passive or not _has_object(head))):
            found.append(mention)
    return found


def is_aside(context: Context, candidate: Candidate, mention: SeasonMention) -> bool:
    """Whether a season only tells when or unlike what: "ahead of its second season"."""
    floor = max(candidate.sentence.start, mention.start - 40)
    return _ASIDE.search(context.text, floor, mention.start) is not None


def _has_object(head: Any) -> bool:
    return any(c.dep_ == "dobj" for c in head.children)


def next_season(context: Context, candidate: Candidate) -> bool:
    """Whether a further season is the thing ordered, given, or come back for."""
    head = candidate.head
    subject = candidate.parse.subject(head)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in head.children)
    if (
        passive
        and subject is not None
        and subject.pos_ == "NOUN"
        and not is_workish(context, candidate.parse, subject)
        and not subject.text.casefold().endswith(("hit", "soap", "satire", "procedural", "scripts"))
    ):
        return False
    return bool(given_seasons(context, candidate)) or _several(context, candidate)


def _several(context: Context, candidate: Candidate) -> bool:
    """Whether a number of seasons is ordered at once ("ordered two more seasons of")."""
    match = _SEVERAL.match(context.text, candidate.end, candidate.sentence.end)
    if match is None or not (match["more"] or _ORDERS.match(context.text, candidate.start)):
        return False
    return context.works.main is not None


def season_subject(context: Context, candidate: Candidate) -> bool:
    """Whether what is said to be coming, official or the last is a season, and the words end there."""
    start, _, _ = clause_text(context, candidate)
    if re.match(r"[^.!?]{0,30}\?", context.text[candidate.end : candidate.sentence.end]):
        return False
    parse = candidate.parse
    verb = parse.doc[candidate.clause]
    subject = parse.subject(candidate.head) or parse.subject(verb)
    if subject is not None:
        left, right = parse.subtree_span(subject)
        start, stop = left, max(right, left)
        if subject.text.casefold() in {"it", "this", "that", "which"}:
            return context.works.main is not None and "final" in candidate.trigger.id
    else:
        stop = candidate.start
    for mention in context.seasons_in(min(start, candidate.start), min(stop, candidate.start)):
        if (
            mention.part is None
            and mention.relative != "previous"
            and not _PART_OF_SEASON.match(context.text, mention.end, mention.end + 24)
        ):
            return True
    return False


def final_season(context: Context, candidate: Candidate) -> bool:
    """Whether the words say that a season is the last, rather than speak of one in passing."""
    words = context.text[candidate.start : candidate.end].casefold()
    start, _, clause = clause_text(context, candidate)
    before = context.text[start : candidate.start]
    if candidate.head.dep_ == "pobj" and candidate.head.head.text.casefold() in {
        "in",
        "of",
        "on",
        "during",
        "from",
    }:
        return False
    if words.startswith("last"):
        numbered = re.search(r"\b(?:and|its|[a-z]+(?:th|rd|nd)) $", before, re.IGNORECASE)
        return (
            bool(re.search(r"\b(?:be|is|its|their|the) $", before))
            and (
                "will" in clause
                or bool(re.match(r"(?:this|it|season \w+) (?:is|was|will be) the $", before, re.IGNORECASE))
            )
        ) or bool(numbered and before.rstrip().casefold().endswith("and"))
    if words.startswith(("final", "farewell")):
        preposition = candidate.head.head.text.casefold() if candidate.head.dep_ == "pobj" else ""
        if preposition in {"in", "of", "on", "during", "throughout", "from"}:
            return False
        return before.rstrip().casefold().endswith(" and") or bool(
            re.search(
                r"\b(?:renew|return|com(?:e|ing) back|ends?|conclude|(?:will|to) be|is|was|announce|confirm|"
                r"order|giv|hand|get|land|gave|got|bow out|pick)",
                clause,
                re.IGNORECASE,
            )
        )
    if words.startswith(("season ", "series ")):
        return True
    if words.endswith((" last", " final", " last one", " final one")):
        following = next((t for t in candidate.parse.doc if candidate.parse.at(t) >= candidate.end), None)
        if following is not None and following.text.casefold() in {
            "season",
            "series",
            "run",
            "outing",
            "chapter",
        }:
            return season_subject(context, candidate)
        if following is not None and following.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PART", "ADP"}:
            return following.pos_ == "ADP" and following.text.casefold() in {"for", "on"}
        return season_subject(context, candidate)
    return True


def work_decided(context: Context, candidate: Candidate) -> bool:
    """Whether a work is renewed or ended; where nothing is named, whether one has just been spoken of."""
    if candidate.head.dep_ in {"amod", "compound"} or not _definite_object(context, candidate):
        return False
    if has_work(context, candidate):
        return True
    if candidate.sentence.end - candidate.sentence.start - (candidate.end - candidate.start) < 4:
        return False
    first, last = candidate.parse.span(candidate.start, candidate.end)
    core = [t for t in core_arguments(candidate) if not first <= t.i <= last]
    if candidate.is_noun:
        return False
    others = [
        t
        for t in candidate.parse.objects(candidate.head)
        if not first <= t.i <= last and not _is_time(context, t, candidate)
    ]
    subject = candidate.parse.subject(candidate.head)
    if subject is not None and is_person(context, candidate, subject) is None and subject.pos_ == "PROPN":
        core = [t for t in core if t.i != subject.i]
    return not core and not others and context.speaks_of_work(candidate.start)


def _definite_object(context: Context, candidate: Candidate) -> bool:
    """Whether the thing decided on is one work and not works at large, nor "a train that was cancelled"."""
    parse, head = candidate.parse, candidate.head
    tokens = core_arguments(candidate)
    if head.dep_ == "relcl":
        own = [t for t in tokens if t.tag_ not in {"WDT", "WP"}]
        tokens = own if len(own) < len(tokens) == 1 and own else (own or [head.head])
        if not own and not is_workish(context, parse, head.head):
            return False
    for token in tokens:
        if token.tag_ == "NNS" and not context.works.within(*parse.subtree_span(token)):
            return False
    return True


def _is_time(context: Context, token: Any, candidate: Candidate) -> bool:
    at = candidate.parse.at(token)
    return any(
        t.start <= at < t.end for t in context.times_in(candidate.sentence.start, candidate.sentence.end)
    )


def work_object(context: Context, candidate: Candidate) -> bool:
    """Whether a work, by its name or by a word for it, is the very thing dropped, rescued or let go."""
    parse = candidate.parse
    tokens = core_arguments(candidate)
    if candidate.head.dep_ == "relcl":
        tokens = [candidate.head.head if t.tag_ in {"WDT", "WP"} else t for t in tokens]
    if not tokens or (len(tokens) == 1 and tokens[0] == parse.subject(candidate.head)):
        tokens = [*tokens, *[t for t in parse.objects(candidate.head) if t.dep_ == "pobj"][:1]]
    return any(_is_the_work(context, candidate, token) for token in tokens)


def _is_the_work(context: Context, candidate: Candidate, token: Any) -> bool:
    parse = candidate.parse
    at = parse.at(token)
    left, right = parse.subtree_span(token)
    if context.seasons_in(left, min(right, at + 40)):
        return False
    for mention in context.works.within(max(0, at - 120), at + 120):
        if mention.start <= at < mention.end:
            return True
    word = token.text.casefold()
    if word in {"it", "which", "that", "itself"}:
        return word == "it" and context.speaks_of_work(at)
    if not (
        context.lexicon.words["work-noun"].fullmatch(word)
        or context.lexicon.words["new-work-noun"].fullmatch(word)
    ):
        return False
    return any(c.text.casefold() in _DEFINITE or c.dep_ == "poss" for c in token.children)


def work_dropped(context: Context, candidate: Candidate) -> bool:
    """Whether "dropped", "killed" or "pulled" ends a work: said of one, and not of its release."""
    if not work_object(context, candidate):
        return False
    head = candidate.head
    if head.lemma_ == "pull" or context.text[candidate.start : candidate.end].casefold().startswith("pull"):
        return bool(_RUN_ENDS.search(context.text, candidate.end, candidate.sentence.end))
    if any(c.dep_ == "dobj" for c in head.children) or any(c.dep_ == "agent" for c in head.children):
        return True
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in head.children):
        return True
    return bool(_RUN_ENDS.search(context.text, candidate.end, candidate.sentence.end))


def show_over(context: Context, candidate: Candidate) -> bool:
    """Whether a series is what is said to be over, dead or at its end."""
    subject = candidate.parse.subject(candidate.head)
    if subject is None:
        return False
    return _is_the_work(context, candidate, subject)
