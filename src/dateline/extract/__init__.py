"""From an article to its claims: a cascade, cheapest step first.

``gate -> times -> works -> parse -> events -> stance, attribution, as-of -> claims -> merged claims``. Most
sentences stop at the gate, one pass of compiled patterns; only the rest are parsed.
"""

from __future__ import annotations

from typing import Any

from dateline.lexicon import Lexicon
from dateline.model import Article, Claim

__all__ = ["extract"]


def extract(article: Article, *, lexicon: Lexicon, nlp: Any) -> tuple[Claim, ...]:
    """Extract the dated claims of `article`, in text order.

    Args:
        article: a parsed article; offsets of claims refer to its text.
        lexicon: from `dateline.lexicon.load`.
        nlp: a spaCy pipeline with tagger and parser, from `dateline.extract.nlp.load_model`.
    """
    from dateline.extract.cascade import run

    return run(article, lexicon, nlp)
