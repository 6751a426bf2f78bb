"""Plain records for machines: the rows of ``--format json`` and ``ndjson``, of exports and of data frames.

Keys and their order are part of Dateline's interface; the JSON Schemas in ``dateline/report/schemas`` say the
same in a form that programs check. Dates are ISO 8601 strings, windows are flattened into ``start`` and
``end`` with the EDTF form beside them, and whatever an article leaves open is null, never an empty string.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from dateline.model import Article, Claim, Finding, OutlookEntry, Report, RunFacts, Skipped, Value
from dateline.report.safe import json_safe

__all__ = [
    "SCHEMA_VERSION",
    "article_row",
    "claim_row",
    "dumps",
    "finding_row",
    "iter_records",
    "outlook_row",
    "report_dict",
    "run_row",
    "schema",
    "skipped_row",
]

SCHEMA_VERSION = "1"
"""Version of every row's shape; it changes when a key is removed, renamed or changes its meaning."""

Row = dict[str, Any]


def claim_row(claim: Claim) -> Row:
    """One claim, flat: what ``dateline export claims`` prints."""
    subject, window, scope, source = claim.subject, claim.window, claim.scope, claim.attribution
    return {
        "doc": claim.doc,
        "subject": subject.work,
        "kind": subject.kind,
        "season": subject.season,
        "part": subject.part,
        "episode": subject.episode,
        "event": claim.event,
        "start": _iso(window.earliest) if window else None,
        "end": _iso(window.latest) if window else None,
        "edtf": window.edtf if window else None,
        "granularity": window.granularity if window else None,
        "basis": window.basis if window else None,
        "when_text": (window.text or None) if window else None,
        "value": _value(claim.value),
        "territory": scope.territory,
        "platform": scope.platform,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "condition": claim.condition,
        "attribution": source.name if source else None,
        "attribution_kind": source.kind if source else None,
        "as_of": _iso(claim.as_of),
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "quote": claim.quote.exact,
        "mentions": [list(span) for span in claim.mentions],
        "confidence": round(claim.confidence, 4),
        "id": claim.id,
        "article": claim.article,
    }


def finding_row(finding: Finding) -> Row:
    """One finding: what ``dateline export findings`` prints."""
    return {
        "code": finding.code,
        "relation": finding.relation,
        "severity": finding.severity,
        "subject": finding.subject.work,
        "season": finding.subject.season,
        "event": finding.event,
        "claims": list(finding.claims),
        "message": finding.message,
        "steps": [{"text": step.text, "claim": step.claim, "rule": step.rule} for step in finding.steps],
        "fingerprint": finding.fingerprint,
    }


def outlook_row(entry: OutlookEntry) -> Row:
    """One best current answer; ``moved`` lists ``[as-of day, EDTF answer]`` pairs, oldest first."""
    window = entry.window
    return {
        "subject": entry.subject.work,
        "season": entry.subject.season,
        "event": entry.event,
        "start": _iso(window.earliest) if window else None,
        "end": _iso(window.latest) if window else None,
        "edtf": window.edtf if window else None,
        "status": entry.status,
        "confidence": round(entry.confidence, 4),
        "supports": list(entry.supports),
        "overrules": list(entry.overrules),
        "why": entry.why,
        "origins": entry.origins,
        "moved": [[day.isoformat(), answer] for day, answer in entry.moved],
    }


def article_row(article: Article, *, text: bool = False) -> Row:
    """One article's metadata; with `text`, also the stored text that quotes are offsets into."""
    row: Row = {
        "id": article.id,
        "doc": article.doc,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "url": article.url,
        "published": _iso(article.published),
        "published_from": article.published_from,
        "modified": _iso(article.modified),
        "language": article.language,
        "source": article.source,
        "characters": len(article.text),
    }
    if text:
        row["text"] = article.text
    return row


def skipped_row(skipped: Skipped) -> Row:
    """One input that was not read, and why."""
    return {"source": skipped.source, "reason": skipped.reason, "detail": skipped.detail}


def run_row(run: RunFacts) -> Row:
    """What made the report: versions, the day it speaks from, how much was read."""
    return {
        "version": run.version,
        "as_of": run.as_of.isoformat(),
        "model": run.model,
        "lexicons": list(run.lexicons),
        "times": dict(run.times),
        "articles": run.articles,
        "schema": run.schema,
    }


def report_dict(report: Report) -> Row:
    """The whole report as one object: what ``--format json`` prints."""
    return {
        "schema": SCHEMA_VERSION,
        "run": run_row(report.run),
        "articles": [article_row(article) for article in report.articles],
        "claims": [claim_row(claim) for claim in report.claims],
        "findings": [finding_row(finding) for finding in report.findings],
        "outlook": [outlook_row(entry) for entry in report.outlook],
        "skipped": [skipped_row(skipped) for skipped in report.skipped],
    }


def iter_records(report: Report) -> Iterator[Row]:
    """The same rows one by one, each with its ``type`` first: what ``--format ndjson`` prints."""
    yield {"type": "run", **run_row(report.run)}
    yield from ({"type": "article", **article_row(article)} for article in report.articles)
    yield from ({"type": "claim", **claim_row(claim)} for claim in report.claims)
    yield from ({"type": "finding", **finding_row(finding)} for finding in report.findings)
    yield from ({"type": "outlook", **outlook_row(entry)} for entry in report.outlook)
    yield from ({"type": "skipped", **skipped_row(skipped)} for skipped in report.skipped)


def dumps(rows: Row | Iterable[Row], *, lines: bool = False) -> str:
    """JSON text of one object (indented) or, with `lines`, of one row a line.

    Letters of every script stay readable; characters that could steer a terminal or reorder a line are
    written as JSON escapes, so that the output is both exact as data and safe to look at.
    """
    if lines:
        return "".join(json_safe(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)
    return json_safe(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def schema(name: str) -> Row:
    """The JSON Schema (draft 2020-12) of ``claim``, ``finding``, ``outlook``, ``article`` or ``report``.

    Raises:
        KeyError: if there is no schema of that name.
    """
    resource = resources.files("dateline.report").joinpath("schemas", f"{name}.schema.json")
    if not resource.is_file():
        raise KeyError(name)
    loaded: Row = json.loads(resource.read_text(encoding="utf-8"))
    return loaded


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _value(value: Value | None) -> int | str | None:
    if value is None:
        return None
    if value.low is not None and value.low == value.high:
        return value.low
    return str(value) or None
