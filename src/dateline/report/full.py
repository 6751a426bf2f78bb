"""The report for people, on a terminal: each finding with its quotes in context, windows and reasoning.

The layout follows ruff's and rustc's full diagnostics: a header, the place, the passage with the words
underlined, notes behind ``=``.
"""

from __future__ import annotations

from collections import Counter

from dateline.model import EVENTS, Claim, Finding, OutlookEntry, Report, Skipped
from dateline.report.context import Index, by_work
from dateline.report.safe import clip, mark_lines, width_of, wrap
from dateline.report.style import Style
from dateline.report.words import (
    count,
    day_words,
    event_words,
    severity_words,
    stance_words,
    subject_words,
    window_words,
)

__all__ = ["outlook_lines", "render_full", "render_outlook", "skipped_lines", "verdict"]

_MESSAGE_LIMIT = 1_000
"""Columns of a message, a step or a reason that are shown."""
_QUOTES = 12
"""Quotes shown of one finding; more are counted."""
_INDENT = "  "
_NARROWEST = 40
_UNSET = "no date"


def render_full(report: Report, *, colour: bool, width: int) -> str:
    """Findings by work, worst first; then the outlook, what was skipped and why, and the verdict."""
    style, index = Style(colour), Index.of(report)
    width = max(width, _NARROWEST)
    lines: list[str] = []
    for work, findings in by_work(report.findings):
        title = clip(work, width)
        lines += [style("title", title), style("dim", "─" * width_of(title)), ""]
        for finding in findings:
            lines += [*_finding(finding, index, style, width), ""]
    if report.outlook:
        lines += [*outlook_lines(report, style=style, width=width), ""]
    if report.skipped:
        lines += [*skipped_lines(report.skipped, style=style, width=width), ""]
    lines += wrap(verdict(report), width, rest="")
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, index: Index, style: Style, width: int) -> list[str]:
    where = [subject_words(finding.subject), event_words(finding.event)]
    head, *more = wrap(
        f"{finding.severity} {finding.code} {finding.relation}: {', '.join(where)}", width, rest=_INDENT
    )
    lines = [head.replace(finding.severity, style(finding.severity, finding.severity), 1), *more]
    lines += [*wrap(clip(finding.message, _MESSAGE_LIMIT), width, first=_INDENT), ""]
    claims = index.known(finding)
    names = {claim.id: _letter(at) for at, claim in enumerate(claims)}
    for claim in claims[:_QUOTES]:
        lines += [*_quote(claim, names[claim.id], finding, index, style, width), ""]
    if len(claims) > _QUOTES:
        lines += [f"{_INDENT}… and {count(len(claims) - _QUOTES, 'more claim')}", ""]
    if missing := len(finding.claims) - len(claims):
        lines += [f"{_INDENT}({count(missing, 'claim')} of articles that this report leaves out)", ""]
    for number, step in enumerate(finding.steps, 1):
        tail = [names[step.claim]] if step.claim in names else []
        tail += [clip(step.rule, 60)] if step.rule else []
        text = clip(step.text, _MESSAGE_LIMIT) + (f" [{', '.join(tail)}]" if tail else "")
        lines += wrap(text, width, first=f"{_INDENT}{number}. ")
    return lines if finding.steps else lines[:-1]


def _quote(claim: Claim, name: str, finding: Finding, index: Index, style: Style, width: int) -> list[str]:
    dated = day_words(claim.published) if claim.published else "undated"
    who = ", ".join(part for part in (index.outlet(claim), dated) if part)
    lines = wrap(f"{who} ({index.place(claim)})", width, first=f"{_INDENT}{name}  ")
    where = index.line_column(claim)
    number = str(where[0]) if where else ""
    gutter = max(4, len(number))
    blank = _INDENT + " " * gutter + style("dim", " │ ")
    room = max(20, width - gutter - 5)
    passage = index.passage(claim, room=room)
    for at, (text, carets) in enumerate(mark_lines(passage.parts, room)):
        front = blank if at else _INDENT + style("dim", f"{number:>{gutter}} │ ")
        lines.append((front + text).rstrip())
        if carets:
            lines.append(blank + style(finding.severity, carets))
    note = " " * gutter + _INDENT + " = "
    lines += wrap(stance_words(claim), width, first=note)
    if claim.window is not None:
        said = f"“{clip(claim.window.text, 80)}”: " if claim.window.text else ""
        lines += wrap(said + window_words(claim.window), width, first=note)
    return lines


def outlook_lines(report: Report, *, style: Style, width: int) -> list[str]:
    """The best current answers by work: status, window, how sure, from how many origins, and why."""
    lines = [style("title", f"Outlook as of {day_words(report.run.as_of)}")]
    groups: dict[str, list[OutlookEntry]] = {}
    for entry in report.outlook:
        groups.setdefault(entry.subject.work, []).append(entry)
    for work in sorted(groups, key=lambda name: (name.casefold(), name)):
        lines += ["", _INDENT + style("title", clip(work, width - 2))]
        entries = sorted(groups[work], key=_place)
        rows = [(subject_words(entry.subject, work=False), entry) for entry in entries]
        pad_subject = min(24, max((width_of(name) for name, _ in rows), default=0))
        pad_event = max(len(event_words(entry.event)) for _, entry in rows)
        for name, entry in rows:
            label = _pad(clip(name, 24), pad_subject) + ("  " if pad_subject else "")
            label += event_words(entry.event).ljust(pad_event)
            lines += _answer(entry, f"{_INDENT * 2}{label}  ", style, width)
    return lines


def _place(entry: OutlookEntry) -> tuple[int, int, str, int]:
    subject = entry.subject
    return subject.season or 0, subject.part or 0, subject.episode or "", EVENTS.index(entry.event)


def _answer(entry: OutlookEntry, label: str, style: Style, width: int) -> list[str]:
    facts: list[str] = [entry.status]
    if entry.window is not None:
        facts.append(window_words(entry.window))
    facts.append(f"{entry.confidence:.0%} sure")
    facts.append(count(entry.origins, "origin"))
    role = {"happened": "good", "overdue": "warning", "unknown": "dim"}.get(entry.status, "info")
    lines = []
    if width_of(label) > width - 30:
        lines, label = [label.rstrip()], _INDENT * 3
    head, *more = wrap(", ".join(facts), width, first=label)
    plain = head[len(label) :]
    lines += [label + plain.replace(entry.status, style(role, entry.status), 1), *more]
    if entry.why:
        lines += wrap(clip(entry.why, _MESSAGE_LIMIT), width, first=_INDENT * 3)
    return lines


def render_outlook(report: Report, *, colour: bool, width: int) -> str:
    """The best current answers, and how belief moved on each."""
    style = Style(colour)
    width = max(width, _NARROWEST)
    if not report.outlook:
        return (
            f"No outlook: no event is claimed in the articles published by {day_words(report.run.as_of)}.\n"
        )
    lines = outlook_lines(report, style=style, width=width)
    moved = [entry for entry in report.outlook if len(entry.moved) > 1]
    if moved:
        lines += ["", style("title", "How the answers moved")]
    for entry in moved:
        event = f"{subject_words(entry.subject)}, {event_words(entry.event)}"
        lines += ["", *wrap(event, width, first=_INDENT)]
        for day, answer in entry.moved:
            lines += wrap(
                _UNSET if answer == "?" else clip(answer, 120),
                width,
                first=f"{_INDENT * 2}{day.isoformat()}  ",
            )
    return "\n".join(lines) + "\n"


def skipped_lines(skipped: tuple[Skipped, ...], *, style: Style, width: int) -> list[str]:
    """What was not read, and why."""
    lines = [style("title", f"Not read: {count(len(skipped), 'input')}")]
    for row in skipped:
        detail = f" ({clip(row.detail, 300)})" if row.detail else ""
        lines += wrap(
            f"{clip(row.source, 300)}: {clip(row.reason, 40)}{detail}", width, first=_INDENT, rest="    "
        )
    return lines


def verdict(report: Report) -> str:
    """The report in numbers: ``2 errors, 1 warning in 12 claims from 5 articles, as of 1 May 2026``."""
    counts = Counter[str](finding.severity for finding in report.findings)
    articles = max(report.run.articles, len(report.articles))
    parts = (
        f"{severity_words(counts)} in {count(len(report.claims), 'claim')} from {count(articles, 'article')}"
    )
    if report.skipped:
        parts += f", {count(len(report.skipped), 'input')} not read"
    parts += f", as of {day_words(report.run.as_of)}."
    return parts[0].upper() + parts[1:]


def _letter(at: int) -> str:
    """A, B, … Z, A2, B2, …."""
    return chr(ord("A") + at % 26) + (str(at // 26 + 1) if at >= 26 else "")


def _pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width_of(text))
