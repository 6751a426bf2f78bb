"""The report as one HTML fragment or page: no script, no request to anywhere, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dateline.model import Claim, Finding, OutlookEntry, Report
from dateline.report.context import Index, by_work
from dateline.report.full import verdict
from dateline.report.safe import clip, safe
from dateline.report.words import (
    day_words,
    event_words,
    stance_words,
    subject_words,
    window_words,
)

__all__ = ["render_fragment", "render_html"]

_LIMIT = 1_000
_STYLE = """\
.dateline{font:15px/1.5 system-ui,sans-serif;max-width:52rem;color:inherit}
.dateline h2{font-size:1.25em;margin:1.6em 0 .4em}
.dateline h3{font-size:1em;margin:1.2em 0 .2em}
.dateline blockquote{margin:.6em 0;padding:.1em 1em;border-left:3px solid #8888}
.dateline mark{background:#fd08;color:inherit}
.dateline .error{color:#c22}.dateline .warning{color:#a60}.dateline .info{color:#27a}
.dateline small{opacity:.8}
.dateline table{border-collapse:collapse}
.dateline th,.dateline td{text-align:left;vertical-align:top;padding:.2em 1em .2em 0}
"""


def render_html(report: Report) -> str:
    """A whole page that stands on its own: opens from disk and in mail."""
    title = f"Dateline report, {day_words(report.run.as_of)}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(title)}</title>\n</head>\n<body>\n<main>\n{render_fragment(report)}</main>\n</body>\n</html>\n"
    )


def render_fragment(report: Report) -> str:
    """What a notebook shows: the same content without the page around it."""
    index = Index.of(report)
    parts = [
        f'<div class="dateline">\n<style>\n{_STYLE}</style>\n',
        f"<p><strong>{_text(verdict(report))}</strong></p>\n",
    ]
    for work, findings in by_work(report.findings):
        parts.append(f"<h2>{_text(work)}</h2>\n")
        parts.extend(_finding(finding, index) for finding in findings)
    if report.outlook:
        parts.append(_outlook(report.outlook, f"Outlook as of {day_words(report.run.as_of)}"))
    if report.skipped:
        rows = "".join(_row((row.source, row.reason, row.detail)) for row in report.skipped)
        parts.append(f"<h2>Not read</h2>\n<table>\n{_head(('Input', 'Reason', 'Detail'))}{rows}</table>\n")
    parts.append("</div>\n")
    return "".join(parts)


def _finding(finding: Finding, index: Index) -> str:
    where = _text(f"{subject_words(finding.subject)}, {event_words(finding.event)}")
    quotes = "".join(_quote(claim, index) for claim in index.known(finding))
    steps = "".join(f"<li>{_text(step.text)}</li>\n" for step in finding.steps)
    return (
        f'<section>\n<h3><span class="{_text(finding.severity)}">{_text(finding.severity)}</span> '
        f"{_text(finding.code)} {_text(finding.relation)}: {where}</h3>\n<p>{_text(finding.message)}</p>\n"
        f"{quotes}<ol>\n{steps}</ol>\n</section>\n"
    )


def _quote(claim: Claim, index: Index) -> str:
    passage = index.passage(claim, room=160)
    dated = day_words(claim.published) if claim.published else "undated"
    who = ", ".join(part for part in (index.outlet(claim), dated, index.place(claim)) if part)
    when = ""
    if claim.window is not None:
        said = f"“{clip(claim.window.text, 200)}”: " if claim.window.text else ""
        when = "<br>" + _text(said + window_words(claim.window))
    return (
        f"<blockquote>\n<p><bdi>{_inline(passage.before)}<mark>{_inline(passage.quote)}</mark>"
        f"{_inline(passage.after)}</bdi></p>\n<p><small>{_text(who)}<br>{_text(stance_words(claim))}{when}</small></p>\n"
        "</blockquote>\n"
    )


def _outlook(entries: Iterable[OutlookEntry], title: str) -> str:
    head = _head(("Subject", "Event", "Status", "When", "Sure", "Origins", "Why"))
    rows = "".join(
        _row(
            (
                subject_words(entry.subject),
                event_words(entry.event),
                entry.status,
                window_words(entry.window),
                f"{entry.confidence:.0%}",
                str(entry.origins),
                entry.why,
            )
        )
        for entry in entries
    )
    return f"<h2>{_text(title)}</h2>\n<table>\n{head}{rows}</table>\n"


def _head(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<th scope="col">{_text(cell)}</th>' for cell in cells) + "</tr>\n"


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in cells) + "</tr>\n"


def _text(text: str) -> str:
    """`text` cut to a bearable length, freed of controls, and escaped."""
    return escape(clip(text, _LIMIT))


def _inline(text: str) -> str:
    """The same for a piece of a sentence, whose outer spaces matter."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return escape(before + safe(text) + after)
