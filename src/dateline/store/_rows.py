"""Records to rows and back, without loss: a claim read from the database equals the claim that was stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from dateline.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Finding,
    Note,
    OutlookEntry,
    Page,
    Quote,
    Scope,
    Skipped,
    Step,
    Subject,
    Value,
)
from dateline.titles import fold_title as work_key
from dateline.window import Window

__all__ = [
    "article_from",
    "article_row",
    "claim_from",
    "claim_row",
    "finding_from",
    "finding_row",
    "outlook_from",
    "outlook_row",
    "page_from",
    "page_row",
    "skipped_from",
    "work_key",
]

Row = dict[str, Any]
T = TypeVar("T")


def page_row(page: Page) -> Row:
    """The columns of ``pages`` that a page itself fills."""
    return {
        "sha256": page.sha256,
        "source": page.source,
        "url": page.url,
        "doc": page.doc,
        "media_type": page.media_type,
        "charset": page.charset,
        "status": page.status,
        "fetched_at": _instant(page.fetched_at),
        "headers": _json(page.headers),
        "body": page.body,
    }


def page_from(row: Mapping[str, Any]) -> Page:
    """The page as it was fetched; what a user said of it is not kept here but in its article."""
    at = row["fetched_at"]
    return Page(
        source=row["source"],
        doc=row["doc"],
        url=row["url"],
        body=row["body"],
        media_type=row["media_type"],
        charset=row["charset"],
        sha256=row["sha256"],
        fetched_at=None if at is None else dt.datetime.fromisoformat(at),
        status=row["status"],
        headers=_read(row["headers"], tuple[tuple[str, str], ...]),
    )


def article_row(article: Article) -> Row:
    """One row of ``articles``."""
    return {
        "id": article.id,
        "doc": article.doc,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published),
        "published_from": article.published_from,
        "modified": _day(article.modified),
        "byline": article.byline,
        "language": article.language,
        "url": article.url,
        "source": article.source,
        "text": article.text,
        "blocks": _json(article.blocks),
    }


def article_from(row: Mapping[str, Any]) -> Article:
    """The article a row of ``articles`` was made from."""
    return Article(
        id=row["id"],
        doc=row["doc"],
        source=row["source"],
        text=row["text"],
        blocks=_read(row["blocks"], tuple[Block, ...]),
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        byline=row["byline"],
        language=row["language"],
        published=_date(row["published"]),
        published_from=row["published_from"],
        modified=_date(row["modified"]),
    )


def claim_row(claim: Claim, position: int) -> Row:
    """One row of ``claims``; `position` is the claim's place in its article."""
    return {
        "id": claim.id,
        "article": claim.article,
        "position": position,
        "doc": claim.doc,
        **_subject_columns(claim.subject),
        "event": claim.event,
        **_window_columns(claim.window),
        "value": None if claim.value is None else str(claim.value),
        "value_parts": None if claim.value is None else _json(claim.value),
        "territory": claim.scope.territory,
        "platform": claim.scope.platform,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "condition": claim.condition,
        "attribution": claim.attribution.name if claim.attribution else None,
        "attribution_kind": claim.attribution.kind if claim.attribution else None,
        "as_of": _day(claim.as_of),
        "as_of_explicit": int(claim.as_of_explicit),
        "quote": claim.quote.exact,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "prefix": claim.quote.prefix,
        "suffix": claim.quote.suffix,
        "mentions": _json(claim.mentions),
        "confidence": claim.confidence,
        "outlet": claim.outlet,
        "published": _day(claim.published),
        "notes": _json(claim.notes),
    }


def claim_from(row: Mapping[str, Any]) -> Claim:
    """The claim a row of ``claims`` was made from."""
    name, kind = row["attribution"], row["attribution_kind"]
    return Claim(
        id=row["id"],
        article=row["article"],
        doc=row["doc"],
        subject=_subject(row),
        event=row["event"],
        window=_window(row),
        value=None if row["value_parts"] is None else _read(row["value_parts"], Value),
        scope=Scope(territory=row["territory"], platform=row["platform"]),
        polarity=row["polarity"],
        modality=row["modality"],
        condition=row["condition"],
        attribution=None if name is None else Attribution(name=name, kind=kind),
        as_of=_date(row["as_of"]),
        as_of_explicit=bool(row["as_of_explicit"]),
        quote=Quote(
            start=row["quote_start"],
            end=row["quote_end"],
            exact=row["quote"],
            prefix=row["prefix"],
            suffix=row["suffix"],
        ),
        mentions=_read(row["mentions"], tuple[tuple[int, int], ...]),
        confidence=row["confidence"],
        outlet=row["outlet"],
        published=_date(row["published"]),
        notes=_read(row["notes"], tuple[Note, ...]),
    )


def finding_row(finding: Finding, position: int) -> Row:
    """One row of ``findings``, without the claims it joins and the run that found it."""
    return {
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "relation": finding.relation,
        "severity": finding.severity,
        **_subject_columns(finding.subject),
        "event": finding.event,
        "message": finding.message,
        "steps": _json(finding.steps),
        "position": position,
    }


def finding_from(row: Mapping[str, Any], claims: tuple[str, ...]) -> Finding:
    """The finding a row of ``findings`` and its rows of ``finding_claims`` were made from."""
    return Finding(
        code=row["code"],
        relation=row["relation"],
        severity=row["severity"],
        subject=_subject(row),
        event=row["event"],
        claims=claims,
        message=row["message"],
        steps=_read(row["steps"], tuple[Step, ...]),
        fingerprint=row["fingerprint"],
    )


def outlook_row(entry: OutlookEntry, position: int) -> Row:
    """One row of ``outlook``."""
    return {
        **_subject_columns(entry.subject),
        "event": entry.event,
        **_window_columns(entry.window),
        "status": entry.status,
        "confidence": entry.confidence,
        "origins": entry.origins,
        "supports": _json(entry.supports),
        "overrules": _json(entry.overrules),
        "why": entry.why,
        "moved": _json(entry.moved),
        "position": position,
    }


def outlook_from(row: Mapping[str, Any]) -> OutlookEntry:
    """The entry a row of ``outlook`` was made from."""
    return OutlookEntry(
        subject=_subject(row),
        event=row["event"],
        window=_window(row),
        status=row["status"],
        confidence=row["confidence"],
        supports=_read(row["supports"], tuple[str, ...]),
        origins=row["origins"],
        overrules=_read(row["overrules"], tuple[str, ...]),
        why=row["why"],
        moved=_read(row["moved"], tuple[tuple[dt.date, str], ...]),
    )


def skipped_from(row: Mapping[str, Any]) -> Skipped:
    """The skipped input a row of ``skipped`` tells of."""
    return Skipped(source=row["source"], reason=row["reason"], detail=row["detail"])


def _subject_columns(subject: Subject) -> Row:
    return {
        "work": work_key(subject.work),
        "subject": subject.work,
        "kind": subject.kind,
        "season": subject.season,
        "part": subject.part,
        "episode": subject.episode,
    }


def _subject(row: Mapping[str, Any]) -> Subject:
    return Subject(
        work=row["subject"],
        kind=row["kind"],
        season=row["season"],
        part=row["part"],
        episode=row["episode"],
    )


def _window_columns(window: Window | None) -> Row:
    if window is None:
        return dict.fromkeys(("start", "end", "edtf", "granularity", "approximate", "basis", "when_text"))
    return {
        "start": _day(window.earliest),
        "end": _day(window.latest),
        "edtf": window.edtf,
        "granularity": window.granularity,
        "approximate": int(window.approximate),
        "basis": window.basis,
        "when_text": window.text,
    }


def _window(row: Mapping[str, Any]) -> Window | None:
    # A window open at both ends has no day at all, yet it is one: its words say which.
    if row["granularity"] is None:
        return None
    return Window(
        earliest=_date(row["start"]),
        latest=_date(row["end"]),
        granularity=row["granularity"],
        approximate=bool(row["approximate"]),
        basis=row["basis"],
        text=row["when_text"],
    )


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _instant(instant: dt.datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _read(text: str, kind: type[T]) -> T:
    return msgspec.json.decode(text, type=kind)
