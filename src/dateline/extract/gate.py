"""The gate: compiled trigger patterns, then the times found, decide which sentences are read any further.

It may let too much through; it must not stop a claim. Rows of schedules have no trigger and are read apart.
"""

from __future__ import annotations

from dateline.extract.context import Context
from dateline.extract.sentences import Sentence
from dateline.lexicon import Lexicon

__all__ = ["about_works", "passes", "worth_parsing"]

_FEW = 2
"""Blocks of an article so short that it need not say in other words what it is about."""


def passes(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence holds a trigger phrase of any event."""
    return lexicon.gate.search(sentence) is not None


def about_works(context: Context) -> bool:
    """Whether a page of some length can hold a claim: a title was found, or it speaks of series or films."""
    article, lexicon = context.article, context.lexicon
    return (
        context.works.main is not None
        or len(article.blocks) <= _FEW
        or lexicon.words["domain"].search(article.text) is not None
    )


def worth_parsing(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence that passed has the time or denial without which its triggers claim nothing."""
    lexicon = context.lexicon
    return (
        lexicon.undated_gate.search(sentence.text) is not None
        or bool(context.times_in(sentence.start, sentence.end))
        or any(
            cue.pattern.search(sentence.text) for cue in lexicon.cues_of("negation", "not_yet", "undecided")
        )
    )
