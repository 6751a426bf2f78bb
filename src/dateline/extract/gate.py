"""The gate: one pass of compiled trigger patterns decides which sentences are read any further.

It may let too much through; it must not stop a claim. Rows of schedules have no trigger and are read apart.
"""

from __future__ import annotations

from dateline.lexicon import Lexicon

__all__ = ["passes"]


def passes(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence holds a trigger phrase of any event."""
    return lexicon.gate.search(sentence) is not None
