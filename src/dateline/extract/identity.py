"""Quotes and ids of claims: the same text scanned twice gives the same id."""

from __future__ import annotations

import hashlib

from dateline.model import Claim, Quote

__all__ = ["claim_id", "quote_of"]

_AROUND = 32
"""Code points of prefix and suffix, as W3C Web Annotation examples use."""


def quote_of(text: str, start: int, end: int) -> Quote:
    """The quote selector of a range of `text`."""
    return Quote(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - _AROUND) : start],
        suffix=text[end : end + _AROUND],
    )


def claim_id(claim: Claim) -> str:
    """A hash of what the claim says and where: article, subject, event, window, value, stance and quote."""
    window = (claim.window.earliest, claim.window.latest) if claim.window else None
    parts = (
        claim.article,
        claim.subject.work,
        claim.subject.season,
        claim.subject.part,
        claim.event,
        window,
        str(claim.value) if claim.value else "",
        claim.polarity,
        claim.modality,
        claim.attribution.name if claim.attribution else "",
        claim.as_of,
        claim.quote.start,
        claim.quote.end,
    )
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
