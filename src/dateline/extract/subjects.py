"""Which work and season a claim is about.

A claim's subject is read from the trigger's own arguments first, then from its clause, its sentence, the
heading above it and the page's headline. Seasons that the text does not name are taken from a heading or
headline only for events that happen to seasons (a filming start, a renewal); a series' first night long ago
stays without one.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.arguments import arguments
from dateline.extract.context import Candidate, Context
from dateline.extract.decided import decision_seasons
from dateline.extract.needs_decision import given_seasons, is_aside
from dateline.extract.seasons import SeasonMention, find_seasons, number
from dateline.extract.stance import Stance
from dateline.extract.works import WorkMention
from dateline.model import Subject

__all__ = ["argument_names", "resolve_subjects"]

_SEASONAL = frozenset({"filming_start", "filming_end", "production", "renewal", "cast", "trailer", "delay"})
_DEFINITE_DERIVED = re.compile(
    r"\b(?:the|this|that|upcoming|new|its)\s+(?:[\w-]+\s+){0,3}?(?P<noun>spin-?off|prequel|sequel|remake|reboot|live-action\s+\w+)\b",
    re.IGNORECASE,
)
_WHOLE_SERIES = re.compile(r"\b(?:series|show|sitcom|drama|programme|program|franchise)\b", re.IGNORECASE)
_RUN_LENGTH = re.compile(r"\b(?P<n>\d{1,2}|[a-z]+)\s+(?:(?:more|full)\s+)?seasons\b", re.IGNORECASE)
_DECIDED = frozenset({"renewal", "cast", "filming_start", "episode_count"})
_ORDERS = frozenset({"renewal.verb", "renewal.noun", "renewal.season-ordered"})
_AFTER_SEASONS = re.compile(r"\bafter\s+(?:just\s+|only\s+)?(?P<n>\d{1,2}|[a-z]+)\s+seasons\b", re.IGNORECASE)
_PASSING = re.compile(
    r"\b(?:from|by|like|as|behind|with|unlike|than|alongside|after|starred in|known for|"
    r"(?:maker|creator|director|writer|producer|star|team|studio|spin-?off|prequel|sequel|remake|version)s?\s+(?:of|to|behind))"
    r"\s+(?:the\s+)?[\"“‘']?$",
    re.IGNORECASE,
)
_SEASON_WORD = re.compile(r"\bseason\b", re.IGNORECASE)


def argument_names(context: Context, candidates: list[Candidate]) -> list[str]:
    """Capitalised names parsed as the thing renewed, released or returning: titles without marks."""
    names: list[str] = []
    for candidate in candidates:
        if candidate.trigger.event in {"cast", "episode_count"} or candidate.is_noun:
            continue
        head = candidate.head
        tokens = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}]
        if candidate.trigger.subject == "work" or candidate.trigger.event == "finale":
            tokens += [c for c in head.children if c.dep_ == "nsubj"]
        for child in head.children:
            if child.dep_ == "prep" and child.text.casefold() in {"on", "of", "to"}:
                tokens += [c for c in child.children if c.dep_ == "pobj"]
        for token in tokens:
            names += [
                n.text
                for n in context.names(candidate.sentence)
                if _fits(context, candidate, token, n.start, n.end, n.text)
            ]
    return names


def _fits(context: Context, candidate: Candidate, token: Any, start: int, end: int, name: str) -> bool:
    at = candidate.parse.at(token)
    if not start <= at < end or context.is_company(name) or context.is_outlet(name) or len(name) < 3:
        return False
    return token.pos_ in {"PROPN", "NOUN"}


def resolve_subjects(context: Context, candidate: Candidate, stance: Stance) -> list[Subject]:
    """The subjects of a candidate: one per work and season of its words; none when no work is known."""
    works = _works(context, candidate)
    if not works:
        return []
    subjects = []
    for work in works:
        for season, part in _seasons(context, candidate, stance, work):
            kind = context.works.kind(work)
            if season is not None and kind in {"work", "film"}:
                kind = "series"
            subjects.append(Subject(work=work, kind=kind, season=season, part=part))
    return subjects


def _works(context: Context, candidate: Candidate) -> list[str]:
    parse, sentence = candidate.parse, candidate.sentence
    tokens = arguments(candidate)
    if candidate.trigger.event == "cast":
        # "Mara Quill of X joins Y": what is joined, before what its subject is known for.
        tokens = [*tokens[1:], *tokens[:1]]
    for token in tokens:
        left, right = parse.subtree_span(token)
        mentions = [
            m for m in context.works.within(left, right) if _in_clause(candidate, m) and _is_topic(context, m)
        ]
        if not mentions:
            continue
        nearest = min(mentions, key=lambda m: abs(m.start - candidate.start))
        group = [m.work for m in mentions if _joined(context.text, mentions, nearest, m)]
        return list(dict.fromkeys(group or [nearest.work]))
    derived = _definite_derived(context, candidate)
    if derived:
        return [derived]
    start, end = parse.clause_span(candidate.clause)
    inside = [m for m in context.works.within(start, end) if _is_topic(context, m)]
    if inside:
        return [min(inside, key=lambda m: abs(m.start - candidate.start)).work]
    before = [m for m in context.works.within(sentence.start, candidate.start) if _is_topic(context, m)]
    if before:
        return [before[-1].work]
    block = context.article.blocks[sentence.block]
    earlier = [m for m in context.works.within(block.start, sentence.start) if _is_topic(context, m)]
    if earlier:
        main = [m for m in earlier if m.work == context.works.main]
        told = [m for m in earlier if not _in_passing(context, m)]
        last = (told or earlier)[-1]
        if main and _generic_subject(context, candidate) and not _just_told(context, candidate, last):
            return [main[-1].work]
        return [last.work]
    for heading in reversed(sentence.headings):
        place = context.text.rfind(heading, 0, sentence.start)
        named = context.works.within(place, place + len(heading)) if place >= 0 else []
        if named:
            return [named[0].work]
    if context.works.main:
        return [context.works.main]
    inside = context.works.within(sentence.start, sentence.end)
    return [inside[0].work] if inside else []


def _is_topic(context: Context, mention: WorkMention) -> bool:
    """Whether a mention can be a sentence's topic: not in brackets, no badge ("X" star Mara Quill)."""
    before = context.text[max(0, mention.start - 2) : mention.start]
    if "(" in before:
        return False
    after = context.text[mention.end : mention.end + 24]
    return not re.match(
        r"[”\"'’,]{0,2}\s+(?:star|stars|actor|actress|creators?|director|alum|alumna|alumni|writer|producer|showrunner|co-star|fame|fans?)\b",
        after,
    )


def _just_told(context: Context, candidate: Candidate, mention: WorkMention) -> bool:
    """Whether a work is what the sentence before was about, so that "it" stands for it."""
    before = context.sentences[candidate.sentence.index - 1] if candidate.sentence.index else None
    return before is not None and before.start <= mention.start and not _in_passing(context, mention)


def _in_passing(context: Context, mention: WorkMention) -> bool:
    """Whether a work only serves to place another: "from the makers of X", "like X"."""
    return _PASSING.search(context.text[max(0, mention.start - 30) : mention.start]) is not None


def _generic_subject(context: Context, candidate: Candidate) -> bool:
    """Whether the trigger's subject is "the show" or "it": the page's own work, not one named in passing."""
    subject = candidate.parse.subject(candidate.head)
    if subject is None:
        return True
    return subject.pos_ in {"PRON", "DET"} or bool(context.lexicon.words["work-noun"].fullmatch(subject.text))


def _in_clause(candidate: Candidate, mention: WorkMention) -> bool:
    parse = candidate.parse
    token = parse.head_of(mention.start, mention.end)
    return parse.distance(parse.clause(token), candidate.clause) <= 1


def _joined(text: str, mentions: list[WorkMention], nearest: WorkMention, other: WorkMention) -> bool:
    """Whether two mentions are items of one list ("A" and "B")."""
    if other is nearest:
        return True
    left, right = (nearest, other) if nearest.start < other.start else (other, nearest)
    between = text[left.end : right.start]
    for mention in mentions:
        if left.end <= mention.start < right.start:
            between = between.replace(text[mention.start : mention.end], "")
    return bool(re.fullmatch(r"[\s,”“\"'’‘]*(?:(?:and|&|or)?[\s,”“\"'’‘]*){1,3}", between))


def _definite_derived(context: Context, candidate: Candidate) -> str | None:
    """“The spinoff”: the derived work named before, or the page's main work with that word."""
    for token in arguments(candidate):
        left, right = candidate.parse.subtree_span(token)
        if right - left > 120:
            continue
        match = _DEFINITE_DERIVED.match(context.text[left:right])
        if match is None:
            continue
        noun = match["noun"].casefold().replace("spinoff", "spin-off")
        named = [m.work for m in context.works.mentions if m.start < left and noun in m.work.casefold()]
        if named:
            return named[-1]
        return f"{context.works.main} {noun}" if context.works.main else None
    return None


def _seasons(
    context: Context, candidate: Candidate, stance: Stance, work: str
) -> list[tuple[int | None, int | None]]:
    parse, sentence = candidate.parse, candidate.sentence
    start, end = parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    own = context.seasons_in(start, end)
    if candidate.trigger.id.endswith("planned-run"):
        count = _RUN_LENGTH.search(context.text, candidate.start, sentence.end)
        return [(number(count["n"]), None)] if count else []
    decided = decision_seasons(context, candidate, _page_season(context, candidate))
    if decided:
        return [(s, None) for s in decided]
    for token in arguments(candidate):
        left, right = parse.subtree_span(token)
        # A passive's or relative's subject may lie outside its clause.
        if right <= start or left >= end:
            own = [*context.seasons_in(left, right), *own]
    part = next((m.part for m in own if m.part is not None), None)
    numbered = [m for m in own if m.seasons]
    if candidate.trigger.event == "renewal":
        own = given_seasons(context, candidate) or [m for m in own if not is_aside(context, candidate, m)]
        numbered = [m for m in own if m.seasons]
        numbered = [m for m in numbered if m.start >= candidate.start] or numbered
    if numbered:
        nearest = min(numbered, key=lambda m: _gap(m, candidate))
        seasons = [
            s
            for m in numbered
            if _gap(m, candidate) == _gap(nearest, candidate) or _listed(context, nearest, m)
            for s in m.seasons
        ]
        return [(s, part) for s in dict.fromkeys(seasons)]
    relative = next(
        (m for m in sorted(own, key=lambda m: _gap(m, candidate)) if m.relative and not m.plural), None
    )
    if any(m.plural for m in own) and relative is None:
        return [(None, part)]
    elsewhere = candidate.trigger.event == "cast" and work != context.works.main
    context_season = None if elsewhere else _context_season(context, candidate, work)
    if relative is not None:
        return [(_relative(relative, context, candidate, context_season), part)]
    nearby = [m for m in context.seasons_in(sentence.start, sentence.end) if m.seasons]
    if nearby and _inherits(context, candidate):
        nearest = min(nearby, key=lambda m: _gap(m, candidate))
        return [(nearest.seasons[0], part)]
    if part is not None:
        before = [m for m in context.seasons_in(sentence.start, candidate.end) if m.seasons]
        return [(before[-1].seasons[0] if before else context_season, part)]
    return [(context_season if _wants_season(context, candidate, stance) else None, part)]


def _gap(mention: SeasonMention, candidate: Candidate) -> int:
    return max(mention.start - candidate.end, candidate.start - mention.end, 0)


def _listed(context: Context, nearest: SeasonMention, other: SeasonMention) -> bool:
    left, right = (nearest, other) if nearest.start < other.start else (other, nearest)
    return bool(re.fullmatch(r"\s*(?:,|and|&|or)\s*(?:and\s*)?", context.text[left.end : right.start]))


def _inherits(context: Context, candidate: Candidate) -> bool:
    """Whether the clause speaks of its sentence's season: "Season 2 was renewed and premieres in May"."""
    subject = candidate.parse.subject(candidate.head) if not candidate.is_noun else None
    if subject is None:
        return True
    text = context.text[slice(*candidate.parse.subtree_span(subject))]
    return subject.pos_ == "PRON" or bool(_SEASON_WORD.search(text))


def _context_season(context: Context, candidate: Candidate, work: str) -> int | None:
    """The season that the nearest heading, the headline, or else the text above is about."""
    return _page_season(context, candidate) or _newest_above(context, candidate, work)


def _page_season(context: Context, candidate: Candidate) -> int | None:
    """The season that the nearest heading, or else the headline, is about."""
    for heading in reversed(candidate.sentence.headings):
        mentions = [m for m in find_seasons(heading) if m.seasons]
        if mentions:
            return mentions[0].seasons[0]
    if context.works.headline_season:
        return context.works.headline_season[0]
    return None


def _newest_above(context: Context, candidate: Candidate, work: str) -> int | None:
    """The highest season of `work` named before the candidate's sentence.

    One that is only ordered there does not shoot, air or end yet: it counts for decisions, or if no other is
    told.
    """
    told: list[int] = []
    ordered: list[int] = []
    for mention in context.seasons_in(0, candidate.sentence.start):
        if mention.seasons and _season_of(context, mention) == work:
            decided = candidate.trigger.event not in _DECIDED and _is_order(context, mention)
            (ordered if decided else told).extend(mention.seasons)
    told += [
        count
        for match in _AFTER_SEASONS.finditer(context.text, 0, candidate.sentence.start)
        if (count := number(match["n"])) is not None
    ]
    return max(told, default=max(ordered, default=None))


def _is_order(context: Context, mention: SeasonMention) -> bool:
    """Whether the sentence of a season orders it."""
    sentence = context.sentence_at(mention.start)
    return sentence is not None and any(
        t.entry.event == "renewal" and t.entry.id in _ORDERS and t.pattern.search(sentence.text)
        for t in context.lexicon.triggers
    )


def _season_of(context: Context, mention: SeasonMention) -> str | None:
    """The work whose season a mention names: the nearest title of its sentence, or the last one before."""
    sentence = context.sentence_at(mention.start)
    inside = context.works.within(sentence.start, sentence.end) if sentence else []
    if inside:
        return min(inside, key=lambda m: max(m.start - mention.end, mention.start - m.end)).work
    return context.works.last_before(mention.start) or context.works.main


def _relative(
    mention: SeasonMention, context: Context, candidate: Candidate, known: int | None
) -> int | None:
    before = [s for m in context.seasons if m.end <= mention.start and m.seasons for s in m.seasons]
    if mention.relative == "this":
        recent = [
            m for m in context.seasons_in(max(0, candidate.sentence.start - 400), mention.start) if m.seasons
        ]
        if recent and context.article.blocks[candidate.sentence.block].start <= recent[-1].start:
            return recent[-1].seasons[0]
        return known if known is not None else (before[-1] if before else None)
    if mention.relative == "previous":
        return known - 1 if known and known > 1 else None
    if mention.relative in {"next", "another", "final"}:
        if known is not None:
            return known
        current = re.search(r"\bcurrently in its (\w+) season", context.text)
        counted = next((m.seasons[0] for m in find_seasons(current.group())), None) if current else None
        if counted is None and before:
            counted = max(before)
        return counted + 1 if counted else None
    return known


def _wants_season(context: Context, candidate: Candidate, stance: Stance) -> bool:
    event = candidate.trigger.event
    if event == "renewal":
        if stance.polarity == "+" and (_page_season(context, candidate) or 0) > 1:
            return True
        return stance.polarity == "-" or stance.modality != "asserted"
    if event in _SEASONAL:
        return True
    subject = candidate.parse.subject(candidate.head) if not candidate.is_noun else None
    words = context.text[slice(*candidate.parse.subtree_span(subject))] if subject is not None else ""
    if event in {"premiere", "finale", "other_release", "episode_count"}:
        if _SEASON_WORD.search(words) or re.search(r"\bepisode\b", words):
            return True
        return not (stance.tense == "past" and stance.polarity == "+" and stance.modality != "retracted")
    return event == "cancellation" and not _WHOLE_SERIES.search(words) and bool(_SEASON_WORD.search(words))
