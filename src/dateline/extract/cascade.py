"""Runs the steps of extraction over one article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.extract.answers import read_answers
from dateline.extract.assemble import build_claims
from dateline.extract.claims import finish
from dateline.extract.context import Candidate, Context
from dateline.extract.events import find_candidates
from dateline.extract.gate import about_works, passes, worth_parsing
from dateline.extract.headlines import headline_claims
from dateline.extract.layout import layout_claims, place_titles, read_layout
from dateline.extract.loose import may_be_loose
from dateline.extract.merge import merge_claims
from dateline.extract.plain import plain
from dateline.extract.reading import read_times
from dateline.extract.schedule import row_claims
from dateline.extract.seasons import find_seasons
from dateline.extract.sentences import Sentence, iter_sentences
from dateline.extract.subjects import argument_names
from dateline.extract.syntax import Parse, mask
from dateline.extract.times import DEFAULT_POLICY, TimePolicy
from dateline.extract.works import WorkIndex, index_works
from dateline.lexicon import Lexicon
from dateline.model import Article, Claim

__all__ = ["run"]

_LONGEST = 900
"""Code points of a sentence that is still parsed: longer ones are lists or code."""


def run(
    article: Article, lexicon: Lexicon, nlp: Any, policy: TimePolicy = DEFAULT_POLICY
) -> tuple[Claim, ...]:
    """All claims of one article."""
    sentences = list(iter_sentences(article))
    sized = [s for s in sentences if s.end - s.start <= _LONGEST]
    gated = [s for s in sized if passes(s.text, lexicon)]
    if not gated and "?" not in article.text and not any(c.isdecimal() for c in article.text):
        return ()
    reading = read_times(article, policy)
    told = article.published is None and reading.published is not None
    article = replace(article, published=reading.published)
    seasons = list(find_seasons(article.text))
    works = _index(article, lexicon, (), gated)
    context = Context(
        article=article,
        lexicon=lexicon,
        sentences=sentences,
        works=works,
        seasons=seasons,
        times=reading.times,
    )
    listing = read_layout(context)
    place_titles(context, listing)
    if not listing.entries and not about_works(context):
        return ()
    passed = {s.index for s in gated if worth_parsing(context, s)}
    gated = [s for s in sized if s.index in passed or may_be_loose(context, s)]
    gated = [s for s in gated if s.index not in listing.owned]
    masked = [
        plain(
            mask(s.text, s.start, [(m.start, m.name_end) for m in context.works.within(s.start, s.end)]),
            lexicon,
        )
        for s in gated
    ]
    for sentence, text, doc in zip(
        gated, masked, nlp.pipe([m.text for m in masked], batch_size=64), strict=True
    ):
        context.parses[sentence.index] = Parse(doc, text)
    candidates = _candidates(context, gated)
    named = () if works.main is not None else tuple(argument_names(context, _loose(context, gated)))
    if named:
        context.works = _index(article, lexicon, named, gated)
        place_titles(context, listing)
        context.forget_names()
        candidates = _candidates(context, gated)
    claims = build_claims(context, candidates)
    claims.extend(row_claims(context))
    claims.extend(layout_claims(context, listing))
    claims = read_answers(context, claims)
    claims.extend(headline_claims(context, claims, listing.owned))
    merged = merge_claims(claims)
    return tuple(map(_dated_by_words, merged)) if told else merged


def _dated_by_words(claim: Claim) -> Claim:
    """A claim of an article without a date, which speaks from the day that its words tell."""
    return finish(replace(claim, published=None, as_of_explicit=True))


def _index(article: Article, lexicon: Lexicon, names: tuple[str, ...], gated: list[Sentence]) -> WorkIndex:
    works = index_works(article, lexicon, list(names), read={s.block for s in gated})
    if article.blocks and article.blocks[0].kind == "title":
        title = article.text[article.blocks[0].start : article.blocks[0].end]
        works.headline_season = next((m.seasons for m in find_seasons(title) if m.seasons), ())
    return works


def _candidates(context: Context, gated: list[Sentence]) -> list[Candidate]:
    found: list[Candidate] = []
    for sentence in gated:
        found.extend(find_candidates(context, sentence, context.parses[sentence.index]))
    return found


def _loose(context: Context, gated: list[Sentence]) -> list[Candidate]:
    """Triggers by their words alone: enough to see which names are renewed, released or cancelled."""
    found: list[Candidate] = []
    for sentence in gated:
        parse = context.parses[sentence.index]
        for compiled in context.lexicon.triggers:
            if compiled.entry.event in {"cast", "episode_count", "trailer", "production"}:
                continue
            for match in compiled.pattern.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                head = parse.head_of(start, end)
                found.append(Candidate(compiled.entry, sentence, parse, start, end, head, parse.clause(head)))
    return found
