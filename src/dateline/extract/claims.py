"""Fills in one claim: its words, event, day of speaking, source, value and confidence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dateline.extract.asof import read_as_of
from dateline.extract.attribution import read_attribution
from dateline.extract.confidence import features, rate
from dateline.extract.context import Candidate, Context
from dateline.extract.counts import count_value
from dateline.extract.identity import claim_id, quote_of
from dateline.extract.stance import Stance
from dateline.extract.values import cast_value, read_scope
from dateline.extract.windows import ahead
from dateline.model import Claim, Event, Modality, Note, Subject, Value
from dateline.window import Window

__all__ = ["default_modality", "event_of", "finish", "make_claim"]

_LAST_EPISODE = re.compile(r"\b(?:final|last)\s+(?:ever\s+)?episode\b", re.IGNORECASE)
_TRAILER = re.compile(r"\b(?:trailer|teaser)\b", re.IGNORECASE)
_NUMBERED_EPISODE = re.compile(
    r"(?:the\s+)?episode\s+(?P<n>\d{1,3}|[a-z]+)\b|(?:the\s+)?(?P<th>\d{1,3})(?:st|nd|rd|th)\s+episode\b",
    re.IGNORECASE,
)
_EPISODE_SUBJECT = re.compile(
    r"\b(?P<which>first|latest|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last|next|new|an?|one|\w+['’]s)\s+(?:[\w-]+\s+){0,2}?(?:episode|instal?lment)\b(?!s)",
    re.IGNORECASE,
)


def make_claim(
    context: Context,
    candidate: Candidate,
    stance: Stance,
    subject: Subject,
    event: Event,
    window: Window | None,
    *,
    label: str | None = None,
) -> Claim:
    """The claim of a candidate about one subject, with one window."""
    article = context.article
    start, end = _quote_span(context, candidate, window)
    as_of, explicit = read_as_of(context, candidate)
    attribution = read_attribution(context, candidate)
    value = _value(context, candidate, event, label)
    window = ahead(
        window, stance, article.published, release=event in {"premiere", "finale", "other_release", "trailer"}
    )
    modality = stance.modality or default_modality(stance, window, article.published)
    return finish(
        Claim(
            id="",
            article=article.id,
            doc=article.doc,
            subject=subject,
            event=event,
            window=window,
            value=value,
            scope=read_scope(context, candidate),
            polarity=stance.polarity,
            modality=modality,
            condition=stance.condition if modality == "conditional" else None,
            attribution=attribution,
            as_of=as_of,
            as_of_explicit=explicit,
            quote=quote_of(article.text, start, end),
            confidence=rate(features(context, candidate, stance, subject, window)),
            outlet=article.outlet,
            published=article.published,
            notes=_notes(stance, event, window),
        )
    )


def finish(claim: Claim) -> Claim:
    """Give a claim the id that its content calls for."""
    return replace(claim, id=claim_id(claim))


def event_of(context: Context, candidate: Candidate, subject: Subject) -> tuple[Event, str | None]:
    """The event, after what the subject is: part two of a season, or a single episode, is another release."""
    event, label = candidate.trigger.event, candidate.trigger.label
    if event not in {"premiere", "finale"}:
        return event, label
    if subject.part is not None and subject.part > 1 and event == "premiere":
        return "other_release", f"part {subject.part}"
    if event == "premiere":
        noun = candidate.parse.subject(candidate.head)
        text = context.text[slice(*candidate.parse.subtree_span(noun))] if noun is not None else ""
        match = _EPISODE_SUBJECT.search(text)
        numbered = _NUMBERED_EPISODE.match(text)
        which = (numbered["n"] or numbered["th"]).casefold() if numbered else "one"
        if which not in {"1", "one"}:
            return "other_release", f"episode {which}"
        if noun is not None and re.search(r"\bfinale\b", text):
            return "finale", label
        if any(
            _LAST_EPISODE.search(context.text[slice(*candidate.parse.subtree_span(t))])
            for t in candidate.head.children
            if t.dep_ == "dobj"
        ):
            return "finale", label
        if noun is not None and noun.text.casefold() == "it" and _it_is_trailer(context, candidate):
            return "trailer", label
        if match and noun is not None and noun.text.casefold() in {"episode", "installment", "instalment"}:
            which = match["which"].casefold()
            if which in {"final", "last"}:
                return "finale", label
            if which != "first":
                return "other_release", f"{which} episode" if which not in {"a", "an", "one"} else "episode"
    return event, label


def _it_is_trailer(context: Context, candidate: Candidate) -> bool:
    """Whether "it" stands for a trailer named just before in the paragraph."""
    floor = max(context.article.blocks[candidate.sentence.block].start, candidate.start - 160)
    named = [m.end() for m in _TRAILER.finditer(context.text, floor, candidate.start)]
    works = [m.start for m in context.works.within(floor, candidate.start)]
    return bool(named) and (not works or named[-1] > works[-1])


def default_modality(stance: Stance, window: Window | None, published: dt.date | None) -> Modality:
    """Asserted or scheduled, where no cue decides: by tense, then by the window against publication."""
    if window is None:
        return "asserted"
    if stance.tense == "past":
        ahead_of = published is not None and window.earliest is not None and window.earliest > published
        return "scheduled" if ahead_of else "asserted"  # "has set the film for May 8"
    if stance.tense == "future":
        return "scheduled"
    if published is not None and window.latest is not None and window.latest <= published:
        return "asserted"
    if published is None:
        return "scheduled" if stance.tense == "present" else "asserted"
    return (
        "scheduled"
        if (window.latest or dt.date.max) >= published and (window.earliest or published) >= published
        else "asserted"
    )


def _value(context: Context, candidate: Candidate, event: Event, label: str | None) -> Value | None:
    if event == "episode_count":
        return count_value(context, candidate)
    if event == "cast":
        return cast_value(context, candidate)
    if event == "production":
        return Value(status=candidate.trigger.status)
    return Value(label=label) if label else None


def _notes(stance: Stance, event: Event, window: Window | None) -> tuple[Note, ...]:
    notes = list(stance.notes)
    if (
        event == "premiere"
        and stance.polarity == "-"
        and stance.modality == "asserted"
        and window is None
        and "no date announced" not in notes
        and "availability" not in notes
        and stance.tense != "past"
    ):
        notes.append("no date announced")
    return tuple(notes)


def _quote_span(context: Context, candidate: Candidate, window: Window | None) -> tuple[int, int]:
    sentence, parse = candidate.sentence, candidate.parse
    if sentence.kind in {"title", "heading"}:
        return sentence.start, sentence.end
    start, end = parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    for time in candidate.times:
        if time.window is not None and (
            window is None or time.window.same_days(window) or len(candidate.times) == 1
        ):
            start, end = min(start, time.start), max(end, time.end)
    subject = parse.subject(candidate.head)
    if subject is not None:
        left, right = parse.subtree_span(subject)
        if left < start and right - left < 80 and start - left < 120:
            start = left
    start, end = max(start, sentence.start), min(end, sentence.end)
    text = context.text
    while end < sentence.end and text[end] in "”\"’'":
        end += 1
    return start, end
