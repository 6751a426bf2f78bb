"""One line a finding, in the form that editors and `grep` understand."""

from __future__ import annotations

from dateline.model import Report
from dateline.report.context import Index, by_work
from dateline.report.safe import clip
from dateline.report.style import Style
from dateline.report.words import event_words, subject_words, window_words

__all__ = ["render_concise", "render_outlook_concise"]

_MESSAGE_LIMIT = 1_000


def render_concise(report: Report, *, colour: bool) -> str:
    """``doc:line:column: D101 error contradiction: message`` for each finding, then what was skipped."""
    style, index = Style(colour), Index.of(report)
    lines = []
    for _, findings in by_work(report.findings):
        for finding in findings:
            claims = index.known(finding)
            place = index.place(claims[0]) if claims else "-"
            severity = style(finding.severity, finding.severity)
            message = clip(finding.message, _MESSAGE_LIMIT)
            lines.append(f"{place}: {finding.code} {severity} {finding.relation}: {message}")
    for row in report.skipped:
        detail = f": {clip(row.detail, _MESSAGE_LIMIT)}" if row.detail else ""
        lines.append(f"{clip(row.source, 200)}: skipped {clip(row.reason, 40)}{detail}")
    return "".join(line + "\n" for line in lines)


def render_outlook_concise(report: Report) -> str:
    """``Harbour Lights, season 2: premiere scheduled 4 March 2025`` for each best current answer."""
    return "".join(
        f"{subject_words(entry.subject)}: {event_words(entry.event)} {entry.status}"
        f"{' ' + window_words(entry.window) if entry.window else ''}\n"
        for entry in report.outlook
    )
