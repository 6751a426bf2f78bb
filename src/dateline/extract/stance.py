"""How a claim holds: whether, how surely, under which condition; or that the words claim nothing.

Cues come from the lexicon; what they reach comes from the parse. A cue counts when it stands in the trigger's
clause or in a clause of which that clause is a complement ("it is likely that …", "has not said when …"). The
order of precedence is that of FactBank and of the labelled conventions: withdrawn, conditional, speculated,
estimated, scheduled, asserted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.extract.context import Candidate, Context, CueHit
from dateline.extract.counts import is_attributive
from dateline.extract.plans import replaced, reports_it, revoked, taken_back, unmoved, was_planned
from dateline.lexicon.schema import Trigger
from dateline.model import Modality, Note, Polarity

__all__ = ["Stance", "Tense", "read_stance", "tense_of"]

Tense = Literal["past", "present", "future", "none"]

_BECAUSE = re.compile(r"\s+because\b", re.IGNORECASE)
_ASKING = ("ask", "asked", "asks", "asking", "wonder", "wondered", "see", "know")
_DECISIONS = frozenset(
    {"renewal", "cancellation", "announcement", "cast", "episode_count", "delay", "production"}
)
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "to", "would"})
_HEDGES: dict[str, Modality] = {
    "speculated": "speculated",
    "estimated": "estimated",
    "scheduled": "scheduled",
}


@dataclass(frozen=True, slots=True)
class Stance:
    """What the cues say of a candidate; `modality` None leaves the choice to tense and window."""

    polarity: Polarity
    modality: Modality | None
    condition: str | None = None
    notes: tuple[Note, ...] = ()
    tense: Tense = "none"
    negated: bool = False
    dropped: bool = False
    cues: frozenset[str] = field(default_factory=frozenset)


def read_stance(context: Context, candidate: Candidate) -> Stance:
    """Read the stance of one candidate from its sentence."""
    trigger = candidate.trigger
    reached, condition, supposed = _cues_that_reach(context, candidate)
    if supposed:
        return Stance("+", None, dropped=True)
    stands = unmoved(candidate)
    tense = "none" if stands else tense_of(candidate)
    if is_attributive(candidate):
        return Stance("+", "asserted", tense=tense)
    undecided = "undecided" in reached and trigger.event in {
        "renewal",
        "cancellation",
        "premiere",
        "announcement",
    }
    if "wish" in reached or (
        "question" in reached and not undecided and not reached.keys() & {"negation", "not_yet"}
    ):
        return Stance("+", None, dropped=True)
    negations = len(_distinct(reached.get("negation", []) + reached.get("not_yet", [])))
    negated = bool(negations % 2) and not stands
    after = candidate.sentence.text[candidate.end - candidate.sentence.start :]
    if negated and _BECAUSE.match(after):
        # "Was not cancelled because of its ratings" may deny the reason alone.
        return Stance("+", None, dropped=True)
    polarity = _polarity(trigger, negated=negated)
    notes: list[Note] = list(trigger.notes)
    modality: Modality | None = trigger.modality
    if undecided and trigger.event != "premiere":
        polarity, modality = "-", "asserted"
        notes.append("undecided")
    elif "reported_wrong" in reached:
        polarity, modality = "-", "retracted"
        notes.append("reported wrong")
    elif "denial" in reached and not _beyond_denial(candidate, reached["denial"]):
        polarity, modality = "-", "retracted"
        notes.append("denial")
    elif "original_plan" in reached or was_planned(candidate):
        polarity, modality = "-", "retracted"
        notes.append("original plan")
    elif taken_back(context, candidate) or revoked(context, candidate):
        polarity, modality = "-", "retracted"
        notes.append("denial")
    elif condition is not None:
        modality = "conditional"
    elif modality is None:
        modality = _hedge(candidate, reached, tense, polarity)
    if "change" in reached and "change" not in notes:
        notes.append("change")
    if "correction" in reached:
        notes.append("correction")
    if polarity == "-" and modality == "asserted" and _denies_a_date(trigger):
        notes.append("no date announced")
    return Stance(
        polarity, modality, condition, tuple(dict.fromkeys(notes)), tense, negated, cues=frozenset(reached)
    )


def _polarity(trigger: Trigger, *, negated: bool) -> Polarity:
    """Whether the event holds; who is not leaving stays."""
    if trigger.status == "leaves":
        return "+" if negated else "-"
    return "-" if negated or trigger.polarity == "-" else "+"


def _cues_that_reach(
    context: Context, candidate: Candidate
) -> tuple[dict[str, list[CueHit]], str | None, bool]:
    """The cues that bear on a candidate, by category; its condition; whether it is only supposed."""
    parse, trigger = candidate.parse, candidate.trigger
    chain = list(parse.chain(candidate.clause))
    reached: dict[str, list[CueHit]] = {}
    condition: str | None = None
    for hit in context.cues(candidate.sentence):
        category = hit.cue.entry.category
        if hit.start < candidate.end and candidate.start < hit.end and not _counts_inside(trigger, category):
            continue
        if context.in_title(hit.start, hit.end):
            continue
        token = parse.head_of(hit.start, hit.end)
        if category == "conditional":
            verdict = _condition(context, candidate, hit, token, chain)
            presupposed = _presupposed(context, candidate)
            if verdict == "inside" and not presupposed:
                return reached, None, True
            if verdict != "inside" and not presupposed:
                condition = condition or verdict
        elif _reaches(candidate, hit, token, chain):
            reached.setdefault(category, []).append(hit)
    return reached, condition, False


def _denies_a_date(trigger: Trigger) -> bool:
    """Whether the denial of a trigger says that a release has no date yet."""
    return trigger.event in {"premiere", "finale", "trailer"} and "date" in trigger.id


def _presupposed(context: Context, candidate: Candidate) -> bool:
    """“If they keep the earlier seasons' twelve episodes”: that count is taken for granted."""
    if candidate.trigger.event != "episode_count":
        return False
    nearby = context.seasons_in(max(candidate.sentence.start, candidate.start - 50), candidate.end)
    return any(m.relative == "previous" for m in nearby)


def _counts_inside(trigger: Trigger, category: str) -> bool:
    """Whether a cue counts although the trigger's own words hold it ("production has not yet begun")."""
    if category in {"negation", "not_yet"}:
        return not any("not|n't" in phrase for phrase in trigger.phrases) and trigger.polarity == "+"
    return category in {"undecided", "change", "speculated", "estimated", "original_plan"}


def tense_of(candidate: Candidate) -> Tense:
    """Tense of the verb that carries the trigger: its own, or that of the clause a noun stands in."""
    token = candidate.head
    if candidate.is_noun:
        token = candidate.parse.doc[candidate.clause]
        if token.dep_ in {"acl", "advcl"} and token.tag_ in {"VBN", "VBG"}:
            token = candidate.parse.doc[candidate.parse.clause(token.head)]
    for _ in range(4):
        auxiliaries = {c.text.casefold() for c in token.children if c.dep_ in {"aux", "auxpass"}}
        if auxiliaries & _FUTURE and not auxiliaries & {"have", "has", "had"}:
            return "future"
        if auxiliaries & {"has", "have", "had", "was", "were", "did", "been"}:
            return "past"
        if token.tag_ == "VBD":
            return "past"
        if token.tag_ in {"VBZ", "VBP"} or auxiliaries & {"is", "are", "'s", "’s", "am"}:
            return "present"
        if token.tag_ == "VBN":
            return "past"
        if (
            token.tag_ in {"NNS", "NNPS"}
            and candidate.trigger.pos != "noun"
            and not candidate.trigger.id.endswith("noun")
        ):
            return "present"  # a headline's verb, taken for a plural
        if (
            token.dep_ in {"xcomp", "conj", "advcl", "acl"}
            and token.head.i != token.i
            and token.head.pos_ in {"VERB", "AUX"}
        ):
            token = token.head
            continue
        return "none"
    return "none"


def _hedge(
    candidate: Candidate, reached: dict[str, list[CueHit]], tense: Tense, polarity: Polarity
) -> Modality | None:
    hits = {c: [h for h in reached.get(c, []) if not _reported_would(candidate, h)] for c in _HEDGES}
    for category, modality in _HEDGES.items():
        if not hits[category]:
            continue
        if category == "scheduled" and candidate.trigger.event in _DECISIONS:
            return "scheduled" if candidate.trigger.id.endswith("planned-run") else "asserted"
        if category == "scheduled" and polarity == "-":
            return "asserted"
        if (
            category == "scheduled"
            and tense == "past"
            and not candidate.is_noun
            and candidate.head.tag_ == "VBD"
        ):
            continue
        return modality
    if candidate.trigger.event in _DECISIONS or polarity == "-":
        return "asserted"
    return None


def _reported_would(candidate: Candidate, hit: CueHit) -> bool:
    """“Netflix said it would return”: the "will" of a report told in the past, no guess."""
    if (
        hit.cue.entry.category != "speculated"
        or candidate.sentence.text[
            hit.start - candidate.sentence.start : hit.end - candidate.sentence.start
        ].casefold()
        != "would"
    ):
        return False
    head = candidate.parse.doc[candidate.clause]
    return head.dep_ == "ccomp" and head.head.tag_ in {"VBD", "VBN"}


def _reaches(candidate: Candidate, hit: CueHit, token: Any, chain: list[int]) -> bool:
    parse = candidate.parse
    clause = parse.clause(token)
    scope = hit.cue.entry.scope
    category = hit.cue.entry.category
    if category == "reported_wrong" and reports_it(candidate, hit):
        return True
    if category == "original_plan" and not replaced(candidate, hit):
        return False
    if category in {"undecided", "correction"}:
        return clause in chain or parse.distance(clause, candidate.clause) <= 2
    if category == "change":
        return clause in chain
    if category == "original_plan" and hit.start >= candidate.end and _weighs_against(candidate, hit):
        return False
    if (
        category == "negation"
        and candidate.parse.doc[candidate.clause].dep_ == "conj"
        and _neither_nor(candidate, hit)
    ):
        return True
    if clause not in chain:
        return False
    if category in {"negation", "not_yet"} and token.dep_ == "det":
        return _denies(candidate, token.head)
    if scope in {"clause", "sentence"}:
        # A hedge that stands in a relative clause below, or after "and", is not in the chain and never comes
        # here.
        return not (
            clause == candidate.clause
            and category in {"estimated", "speculated"}
            and _in_other_phrase(candidate, token)
        )
    if candidate.is_noun or clause != candidate.clause:
        return hit.start < candidate.start or clause == candidate.clause
    return hit.start < candidate.end or _negates(candidate, token)


def _in_other_phrase(candidate: Candidate, token: Any) -> bool:
    """Whether a hedging word belongs to a phrase the trigger is no part of ("a possible twist")."""
    if token.pos_ not in {"ADJ", "NOUN"} or token.dep_ not in {"amod", "compound"}:
        return False
    return token.head.i != candidate.head.i and candidate.head not in token.head.subtree


def _weighs_against(candidate: Candidate, hit: CueHit) -> bool:
    """“Six episodes instead of ten”: what is told comes first, what it replaces after."""
    offset = candidate.sentence.start
    words = candidate.sentence.text[hit.start - offset : hit.end - offset].casefold()
    return words in {"instead of", "rather than"}


def _neither_nor(candidate: Candidate, hit: CueHit) -> bool:
    """“Neither renewed nor cancelled”: the second verb is denied as well."""
    words = candidate.sentence.text[: candidate.start - candidate.sentence.start].casefold()
    return words.rstrip().endswith("nor") and "neither" in words and hit.end <= candidate.start


def _denies(candidate: Candidate, noun: Any) -> bool:
    """Whether "no" before a noun denies the trigger: its own noun, an argument of it, or a noun it fills."""
    head = candidate.head
    if noun.i == head.i or (
        noun.head.i == head.i and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "poss"}
    ):
        return True
    token = head
    for _ in range(6):
        if token.i == noun.i:
            return True
        if token.dep_ == "conj" or token.head.i == token.i:
            break
        token = token.head
    verb = candidate.parse.doc[candidate.clause]
    return bool(
        noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}
        and noun.head.i == verb.i
        and head.head.i == verb.i
    )


def _negates(candidate: Candidate, token: Any) -> bool:
    return bool(token.dep_ == "neg" and token.head.i == candidate.head.i)


def _beyond_denial(candidate: Candidate, hits: list[CueHit]) -> bool:
    """Whether the denial's verb governs something else than the trigger."""
    return all(hit.start > candidate.start and not candidate.is_noun for hit in hits)


def _condition(
    context: Context, candidate: Candidate, hit: CueHit, token: Any, chain: list[int]
) -> str | None:
    """The condition a candidate hangs on; ``inside`` when the candidate itself stands in the if-clause."""
    parse = candidate.parse
    words = hit.cue.pattern.match(candidate.sentence.text, hit.start - candidate.sentence.start)
    phrase = (words.group() if words else "").casefold()
    if phrase in {"if", "unless", "assuming", "provided", "provided that", "as long as", "in case"}:
        governor = token.head if token.dep_ in {"mark", "advmod", "prep", "advcl"} else token
        clause = parse.clause(token if token.dep_ == "advcl" else governor)
        asked = candidate.sentence.text[: hit.start - candidate.sentence.start].casefold().rstrip()
        if (token.dep_ == "mark" and governor.dep_ == "ccomp") or asked.endswith(_ASKING):
            return None  # "asked if", a question
        head = parse.doc[clause]
        if clause in chain and clause == candidate.clause and head.dep_ != "ROOT":
            return "inside"
        if any(parse.doc[c].dep_ == "advcl" and c == clause for c in chain):
            return "inside"
        if head.dep_ == "ROOT" and hit.start < candidate.start and candidate.clause == clause:
            return context.text[hit.start : candidate.start].strip(" ,") or phrase
        if head.head.i != head.i and (
            parse.clause(head.head) in chain or parse.clause(head.head) == candidate.clause
        ):
            left, right = parse.subtree_span(head)
            return context.text[left:right].strip(" ,.")
        return None
    if parse.clause(token) in chain:
        return context.text[hit.start : hit.end]
    return None


def _is_pair(nor: CueHit, neither: CueHit) -> bool:
    """Whether two hits are the halves of "neither … nor": one negation."""
    return nor.end - nor.start == len("nor") and neither.end - neither.start == len("neither")


def _distinct(hits: list[CueHit]) -> list[CueHit]:
    """Cues that do not overlap one another: "not yet" is one negation, not two."""
    kept: list[CueHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end:
            continue
        if kept and hit.start <= kept[-1].end + 1 and "yet" in hit.cue.entry.id:
            continue
        if kept and "nor" in hit.cue.entry.phrases and _is_pair(hit, kept[-1]):
            continue
        kept.append(hit)
    return kept
