"""Renders a report: one renderer per format, and the only place that writes markup.

`render` gives text; nothing here prints, asks the terminal, or reads a clock. Whatever comes from an article
goes through `dateline.report.safe` first.
"""

from __future__ import annotations

import difflib

from dateline.errors import ConfigError
from dateline.model import Report
from dateline.report import records
from dateline.report.concise import render_concise, render_outlook_concise
from dateline.report.full import render_full, render_outlook
from dateline.report.html import render_fragment, render_html

__all__ = ["FORMATS", "OUTLOOK_FORMATS", "records", "render", "render_fragment", "render_outlook_as"]

FORMATS = ("full", "concise", "json", "ndjson", "html")
"""Formats of a report."""
OUTLOOK_FORMATS = ("full", "concise", "json", "ndjson")
"""Formats of an outlook alone."""


def render(report: Report, format: str = "full", *, colour: bool = False, width: int = 80) -> str:  # noqa: A002 - the word users know
    """The report in one of `FORMATS`; `colour` and `width` (columns) matter to those for terminals.

    Raises:
        ConfigError: for a format that does not exist; names the nearest.
    """
    match format:
        case "full":
            return render_full(report, colour=colour, width=width)
        case "concise":
            return render_concise(report, colour=colour)
        case "json":
            return records.dumps(records.report_dict(report))
        case "ndjson":
            return records.dumps(records.iter_records(report), lines=True)
        case "html":
            return render_html(report)
    raise _unknown(format, FORMATS)


def render_outlook_as(report: Report, format: str = "full", *, colour: bool = False, width: int = 80) -> str:  # noqa: A002 - the word users know
    """The report's outlook alone, in one of `OUTLOOK_FORMATS`.

    Raises:
        ConfigError: for a format that does not exist; names the nearest.
    """
    rows = [records.outlook_row(entry) for entry in report.outlook]
    match format:
        case "full":
            return render_outlook(report, colour=colour, width=width)
        case "concise":
            return render_outlook_concise(report)
        case "json":
            document = {"schema": records.SCHEMA_VERSION, "run": records.run_row(report.run), "outlook": rows}
            return records.dumps(document)
        case "ndjson":
            return records.dumps(rows, lines=True)
    raise _unknown(format, OUTLOOK_FORMATS)


def _unknown(name: str, known: tuple[str, ...]) -> ConfigError:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return ConfigError(f"unknown format {name!r}{hint} (known: {', '.join(known)})")
