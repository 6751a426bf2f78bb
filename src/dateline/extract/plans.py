"""Plans that were, plans that stay, and reports taken back: what one cue in one clause does not tell."""

from __future__ import annotations

import re

from dateline.extract.context import Candidate, Context, CueHit

__all__ = ["replaced", "reports_it", "revoked", "taken_back", "unmoved", "was_planned"]

_MOVED = re.compile(
    r"mov(?:ed?|ing)|chang(?:ed?|ing)|push(?:ed)?|delay(?:ed)?|shift(?:ed)?|affect(?:ed)?|postponed?|"
    r"threaten(?:ed)?|touch(?:ed)?|budge[d]?|slip(?:ped)?",
    re.IGNORECASE,
)
_PLANNED = frozenset(
    {
        "planned",
        "slated",
        "scheduled",
        "pencilled",
        "penciled",
        "dated",
        "due",
        "set",
        "announced",
        "expected",
    }
)
_REPORTS = re.compile(r"\b(?:reports?|reported|claims?|claimed|rumou?rs?|stories|listings?)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"[\s“\"]*(?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?:\s*[“\"]?)?"
    r"(?:(?:(?:that|it|this)(?:['’]s| is| was)|they(?: are|['’]re| were)|both were|all)\s+"
    r"(?:simply |just |plain |flatly )?"
    r"(?:not (?:true|right|so|correct|the case)|false|wrong|untrue|nonsense|mistaken)"
    r"|not (?:so|true)\b)",
    re.IGNORECASE,
)


def unmoved(candidate: Candidate) -> bool:
    """“Hasn't moved its release date of May 5”, “the May 5 premiere is not affected”: the date stands."""
    if not candidate.is_noun or candidate.trigger.event not in {"premiere", "finale", "filming_start"}:
        return False
    verb = candidate.parse.doc[candidate.clause]
    return bool(_MOVED.fullmatch(verb.text)) and any(c.dep_ == "neg" for c in verb.children)


def replaced(candidate: Candidate, hit: CueHit) -> bool:
    """Whether a cue of a former plan bears on the trigger: "six episodes instead of ten" keeps the six."""
    words = candidate.sentence.text[hit.start - candidate.sentence.start :]
    if words.casefold().startswith(("instead", "rather")):
        return hit.end <= candidate.start
    if candidate.trigger.event in {"episode_count", "production"} and candidate.is_noun:
        # "The eight-part drama was originally written for radio": the plan is not the number's.
        verb = candidate.parse.doc[candidate.clause]
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        return subject is None or not subject.left_edge.i <= candidate.head.i <= subject.right_edge.i
    return True


def was_planned(candidate: Candidate) -> bool:
    """“Planned for May, it will now open in July”: a plan in a participle, with what came instead."""
    head = candidate.head
    if head.lower_ not in _PLANNED or head.dep_ not in {"acl", "advcl", "amod", "relcl"}:
        return False
    verb = head.head if head.dep_ == "advcl" else head.head.head
    return any(c.lower_ == "now" for c in verb.children) or any(
        c.lower_ == "now"
        for c in (g for a in verb.children if a.dep_ in {"aux", "advmod"} for g in a.children)
    )


def reports_it(candidate: Candidate, hit: CueHit) -> bool:
    """“Reports that it would open in May were wrong”, whatever stands between."""
    if hit.start <= candidate.start:
        return False
    before = candidate.sentence.text[: candidate.start - candidate.sentence.start]
    between = candidate.sentence.text[
        candidate.end - candidate.sentence.start : hit.start - candidate.sentence.start
    ]
    return bool(_REPORTS.search(before)) and not re.search(r"[;:]|, (?:and|but)\b", between)


def taken_back(context: Context, candidate: Candidate) -> bool:
    """“A site reported that it was over. That's not true.”: the next sentence denies what was reported."""
    sentence = candidate.sentence
    if sentence.index + 1 >= len(context.sentences) or not _REPORTS.search(sentence.text):
        return False
    following = context.sentences[sentence.index + 1]
    return following.block == sentence.block and bool(_TAKEN_BACK.match(following.text))


def revoked(context: Context, candidate: Candidate) -> bool:
    """“Un-cancelled”: the decision taken back in one word."""
    before = context.text[max(0, candidate.start - 3) : candidate.start]
    return bool(re.search(r"(?:\b|^)un[-‐‑]$", before, re.IGNORECASE))
