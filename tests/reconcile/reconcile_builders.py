"""Short ways to write claims down in tests: invented works, outlets and people."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from dateline.model import Attribution, AttributionKind, Claim, Note, Quote, Scope, Subject, Value
from dateline.reconcile import Reconciliation, reconcile
from dateline.window import Window

TODAY = dt.date(2026, 1, 1)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def span(text: str | None) -> Window | None:
    """``2025-03-04``, ``2025-03-01/2025-03-31``, ``../2025-03-31`` or ``2025-09-01/..``."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    ends = [None if part == ".." else day(part) for part in (first, last or first)]
    one = "day" if ends[0] == ends[1] else "span"
    return Window(earliest=ends[0], latest=ends[1], granularity=one)


def claim(
    event: str,
    when: str | None = None,
    *,
    said: str | None = "2025-06-10",
    outlet: str = "Harbor Post",
    article: str | None = None,
    work: str = "Marrow Lane",
    season: int | None = 2,
    kind: str = "series",
    polarity: str = "+",
    modality: str = "asserted",
    by: str | None = None,
    by_kind: AttributionKind = "person",
    as_of: str | None = None,
    notes: Iterable[Note] = (),
    value: Value | None = None,
    scope: Scope | None = None,
    part: int | None = None,
    quote: str | None = None,
    prefix: str = "",
    at: int | None = None,
    confidence: float = 0.9,
) -> Claim:
    """One claim; `said` is its article's date; without `article`, an outlet has one article a day."""
    page = article or f"{outlet} {said}"
    content = (event, when, polarity, modality, season, value, scope, part, by, as_of, tuple(notes))
    digest = hashlib.blake2b(repr((page, work, content, quote, at)).encode(), digest_size=6).hexdigest()
    start = at if at is not None else int(digest[:6], 16)
    exact = quote or f"words of {digest}"
    return Claim(
        id=digest,
        article=page,
        doc=page,
        subject=Subject(work=work, kind=kind, season=season, part=part),
        event=event,
        window=span(when),
        value=value,
        scope=scope or Scope(),
        polarity=polarity,
        modality=modality,
        attribution=Attribution(name=by, kind=by_kind) if by else None,
        as_of=day(as_of or said),
        as_of_explicit=as_of is not None,
        quote=Quote(start=start, end=start + len(exact), exact=exact, prefix=prefix),
        confidence=confidence,
        outlet=outlet,
        published=day(said),
        notes=tuple(notes),
    )


def run(*claims: Claim, as_of: dt.date = TODAY) -> Reconciliation:
    return reconcile(claims, as_of=as_of)


def codes(*claims: Claim, as_of: dt.date = TODAY) -> list[str]:
    """Codes of all findings but copies, sorted."""
    return sorted(f.code for f in run(*claims, as_of=as_of).findings if f.relation != "copy")
