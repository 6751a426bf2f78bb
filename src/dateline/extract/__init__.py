"""From an article to its claims: a cascade, cheapest step first.

``gate -> times -> works -> parse -> events -> stance, attribution, as-of -> claims -> merged claims``. Most
sentences stop at the gate, one pass of compiled patterns; only the rest are parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.lexicon import Lexicon
from dateline.model import Article, Claim

if TYPE_CHECKING:
    from dateline.extract.times import TimePolicy

__all__ = ["extract"]


def extract(
    article: Article, *, lexicon: Lexicon, nlp: Any, policy: TimePolicy | None = None
) -> tuple[Claim, ...]:
    """Extract the dated claims of `article`, in text order.

    Args:
        article: a parsed article; offsets of claims refer to its text.
        lexicon: from `dateline.lexicon.load`.
        nlp: a spaCy pipeline with tagger and parser, from `dateline.extract.nlp.load_model`.
        policy: what words of time mean; None takes the defaults. An article's country may turn its
            hemisphere and its order of numeric dates.
    """
    from dateline.extract.cascade import run

    return run(article, lexicon, nlp) if policy is None else run(article, lexicon, nlp, policy)
