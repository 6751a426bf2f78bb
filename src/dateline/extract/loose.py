"""Releases told by any verb: "the film crosses the Channel on November 2", "season 3 to shine from April 17".

Writers of headlines and briefs find a new verb for every release, so no list of them is long enough. What
gives one away is its frame: a work as the subject, and a date to come that no other trigger of the sentence
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.extract.arguments import governing_verb, is_person
from dateline.extract.context import Candidate, Context
from dateline.extract.sentences import Sentence
from dateline.extract.syntax import Parse
from dateline.extract.times import TimeExpression

__all__ = ["loose_candidates", "may_be_loose"]

TRIGGER = "premiere.loose"
_LEAD = re.compile(
    r"(?:before|after|since|ahead|prior|following|during|over|within|for|every|as of|of|out of|than)\b",
    re.IGNORECASE,
)
_FINE = frozenset({"day", "week", "weekend", "month", "season", "part", "quarter"})


def may_be_loose(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence that holds no trigger names a work and a date to come."""
    return any(_ahead(context, time) for time in context.times_in(sentence.start, sentence.end)) and bool(
        context.works.within(sentence.start, sentence.end) or context.seasons_in(sentence.start, sentence.end)
    )


def loose_candidates(
    context: Context, sentence: Sentence, parse: Parse, taken: list[Candidate], touched: set[int]
) -> Iterator[Candidate]:
    """Candidates of verbs that no trigger names; `touched` are the words that some trigger does."""
    entry = next((c.entry for c in context.lexicon.triggers if c.entry.id == TRIGGER), None)
    if entry is None:
        return
    held = {id(time) for candidate in taken for time in candidate.times}
    heads = {candidate.head.i for candidate in taken}
    for time in context.times_in(sentence.start, sentence.end):
        if id(time) in held or not _ahead(context, time) or _LEAD.match(time.text):
            continue
        if _LEAD.search(context.text, max(sentence.start, time.start - 7), time.start):
            continue
        verb = governing_verb(parse.head_of(time.start, time.end))
        if (
            verb is None
            or verb.i in heads
            or verb.i in touched
            or not _frames(context, parse, verb, sentence)
        ):
            continue
        heads.add(verb.i)
        start, end = parse.at(verb), parse.stop(verb)
        candidate = Candidate(entry, sentence, parse, start, end, verb, parse.clause(verb), [time])
        if not _of_people(context, candidate):
            yield candidate


def _ahead(context: Context, time: TimeExpression) -> bool:
    published, window = context.article.published, time.window
    if published is None or window is None or time.role is not None or time.relation is not None:
        return False
    if window.latest is None and time.core is not None:
        window = time.core
    if window.granularity not in _FINE or window.latest is None:
        return False
    return window.latest > published or (window.basis == "year-inferred" and window.granularity != "season")


def _frames(context: Context, parse: Parse, verb: Any, sentence: Sentence) -> bool:
    """Whether a verb's own subject is a work or season, by its name, and the verb may release one."""
    if (
        verb.pos_ != "VERB"
        or verb.tag_ in {"VBD", "VBN"}
        or context.lexicon.words["no-release-verb"].fullmatch(verb.text)
    ):
        return False
    if context.lexicon.words["reporting-verb"].fullmatch(verb.text):
        return False
    subject = parse.subject(verb)
    if subject is None or subject.i > verb.i:
        return False
    at = parse.at(subject)
    if any(m.start <= at < m.end for m in context.works.within(sentence.start, sentence.end)):
        return True
    return any(m.start <= at < m.end for m in context.seasons_in(sentence.start, sentence.end))


def _of_people(context: Context, candidate: Candidate) -> bool:
    """Whether the verb's object is a person: "season 3 follows Mara in the spring" tells a plot."""
    return any(
        t.pos_ in {"PROPN", "PRON"}
        and is_person(context, candidate, t) is not False
        and t.text.istitle()
        and t.dep_ == "dobj"
        and any(
            n.start <= candidate.parse.at(t) < n.end and context.is_person(n.text)
            for n in context.names(candidate.sentence)
        )
        for t in candidate.head.children
    )
