"""Finds the triggers of a sentence, checks what each needs, and settles which stand where they overlap.

A trigger alone proves little ("the premiere party"). Its lexicon entry says what must stand beside it; the
checks read the parse.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.arguments import arguments
from dateline.extract.attach import attach_times
from dateline.extract.context import Candidate, Context
from dateline.extract.loose import loose_candidates
from dateline.extract.needs import meets, meets_times
from dateline.extract.plausible import plausible
from dateline.extract.sentences import Sentence
from dateline.extract.syntax import Parse

__all__ = ["find_candidates"]

_CALENDAR = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\.|[a-z]+)?$|(?:mon|tues|wednes|thurs|fri|satur|sun)day$|"
    r"(?:spring|summer|autumn|fall|winter|today|tonight|tomorrow|next|this|christmas|easter)$",
    re.IGNORECASE,
)


def find_candidates(context: Context, sentence: Sentence, parse: Parse) -> list[Candidate]:
    """The triggers of one sentence that have what they need, with their times attached."""
    raw: list[Candidate] = []
    touched: set[int] = set()
    for compiled in context.lexicon.triggers:
        for match in compiled.pattern.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            head = _head(parse, start, end, compiled.entry.pos)
            if head is None:
                continue
            touched.add(int(head.i))
            candidate = Candidate(compiled.entry, sentence, parse, start, end, head, parse.clause(head))
            if plausible(context, candidate) and meets(context, candidate):
                raw.append(candidate)
    survivors = _resolve_overlaps(raw)
    attach_times(context, sentence, survivors)
    kept = [c for c in survivors if meets_times(context, c)]
    kept.extend(loose_candidates(context, sentence, parse, kept, touched))
    return kept


def _head(parse: Parse, start: int, end: int, pos: str) -> Any | None:
    head = parse.head_of(start, end)
    if pos == "any":
        return head
    first, last = parse.span(start, end)
    wanted = {"VERB", "AUX"} if pos == "verb" else {"NOUN", "PROPN", "ADJ"}
    if head.pos_ in wanted or (pos == "verb" and head.tag_.startswith("VB")):
        return head
    if pos == "noun":
        return next((t for t in parse.doc[first : last + 1] if t.pos_ in wanted), None)
    # A small model tags headline verbs as nouns ("Glass Harbour returns March 5").
    if (
        head.tag_ in {"NNS", "NNPS"}
        and head.i + 1 < len(parse.doc)
        and head.dep_ in {"ROOT", "appos", "conj"}
        and not any(c.dep_ in {"det", "amod", "nummod"} and not _counts_seasons(c) for c in head.children)
    ):
        return head
    if _headline_verb(parse, head):
        return head
    return next((t for t in parse.doc[first : last + 1] if t.pos_ in wanted), None)


def _counts_seasons(token: Any) -> bool:
    """“Season four shoots in May”: the number is the season's, not the shoots'."""
    return token.i > 0 and token.nbor(-1).text.casefold() in {"season", "series", "part", "volume"}


def _headline_verb(parse: Parse, head: Any) -> bool:
    """Whether a word tagged as a noun is a verb by its place: "… special airs Dec. 22", "to Open Aug. 24"."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    before = parse.doc[head.i - 1] if head.i else None
    after = parse.doc[head.i + 1] if head.i + 1 < len(parse.doc) else None
    if before is None or after is None:
        return False
    follows = (
        after.pos_ in {"ADP", "ADV", "NUM"} or after.ent_type_ == "DATE" or bool(_CALENDAR.match(after.text))
    )
    if before.text.casefold() == "to":
        return follows and not head.text.endswith("s")
    return (
        follows
        and head.text[-1:] == "s"
        and head.text[-2:] != "ss"
        and before.pos_ in {"NOUN", "PROPN", "NUM"}
    )


def _resolve_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Where triggers cover the same words, keep the one of higher rank, then the longer."""
    kept: list[Candidate] = []
    for candidate in sorted(
        candidates, key=lambda c: (-c.trigger.rank, -(c.end - c.start), c.start, c.trigger.id)
    ):
        if not any(_collide(k, candidate) for k in kept):
            kept.append(candidate)
    # "The release was pushed to May": the move speaks for the release it moves.
    moves = {c.clause for c in kept if c.trigger.event == "delay" and not c.is_noun}
    kept = [
        c
        for c in kept
        if not (
            c.clause in moves and c.is_noun and c.trigger.event in {"premiere", "finale", "filming_start"}
        )
    ]
    # "The finale airs on May 20", "comes out on Blu-ray": the noun says what is shown, the verb only that it
    # is.
    nouns = [
        c
        for c in kept
        if c.trigger.event in {"finale", "trailer", "other_release"}
        and (c.is_noun or c.trigger.event == "other_release")
    ]
    kept = [
        c
        for c in kept
        if c.trigger.event != "premiere"
        or c.is_noun
        or not any(n.clause == c.clause or n.head.i in {t.i for t in arguments(c)} for n in nouns)
    ]
    return sorted(kept, key=lambda c: (c.start, c.trigger.id))


def _collide(one: Candidate, other: Candidate) -> bool:
    """Whether two triggers are readings of the same words."""
    # "Filming began … and wrapped" holds two that are not.
    if not (one.start < other.end and other.start < one.end):
        return False
    if one.trigger.event == other.trigger.event and one.trigger.event in {"filming_start", "filming_end"}:
        return True
    if {one.trigger.id, other.trigger.id} == {"cast.replace", "cast.replaced"}:
        return False  # one comes, the other goes
    if one.head.i != other.head.i and "cancellation.final-season" in {one.trigger.id, other.trigger.id}:
        return False  # "will return for a final season" is a renewal and an ending
    return one.head.i == other.head.i or (one.is_tight and other.is_tight)
