"""What the archive says of each outlet: how much it claims, what of that is its own, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.model import Report
from dateline.report import records
from dateline.report.safe import clip, width_of
from dateline.report.style import Style

__all__ = ["SOURCES_FORMATS", "Outlet", "outlets", "render_sources"]

SOURCES_FORMATS = ("full", "json", "ndjson")
"""Formats of the table of outlets."""
_UNKNOWN = "(no outlet named)"
_COLUMNS = ("articles", "claims", "own", "retractions")


@dataclass(slots=True, kw_only=True)
class Outlet:
    """One outlet's counts."""

    name: str | None
    articles: int = 0
    claims: int = 0
    origins: int = 0
    """Claims that are not, by a `copy` finding, the words or the news of another outlet's earlier article."""
    retractions: int = 0
    """`retracted` findings that cite a claim of this outlet."""


def outlets(report: Report) -> list[Outlet]:
    """Outlets with the most claims first."""
    table: dict[str | None, Outlet] = {}

    def row(name: str | None) -> Outlet:
        return table.setdefault(name, Outlet(name=name))

    claims = {claim.id: claim for claim in report.claims}
    for article in report.articles:
        row(article.outlet).articles += 1
    copied: set[str] = set()
    for finding in report.findings:
        cited = [claims[identity] for identity in finding.claims if identity in claims]
        if finding.relation == "copy" and cited:
            first = min(cited, key=lambda c: (c.published is None, c.published, cited.index(c)))
            copied.update(claim.id for claim in cited if claim.outlet != first.outlet)
        elif finding.relation == "retracted":
            for name in {claim.outlet for claim in cited}:
                row(name).retractions += 1
    for claim in report.claims:
        own = row(claim.outlet)
        own.claims += 1
        own.origins += claim.id not in copied
    return sorted(
        table.values(), key=lambda o: (-o.claims, -o.articles, (o.name or "").casefold(), o.name or "")
    )


def render_sources(report: Report, format: str = "full", *, colour: bool = False) -> str:  # noqa: A002 - the word users know
    """The table of outlets in one of `SOURCES_FORMATS`."""
    table = outlets(report)
    rows: list[dict[str, Any]] = [
        {
            "outlet": outlet.name,
            "articles": outlet.articles,
            "claims": outlet.claims,
            "origins": outlet.origins,
            "retractions": outlet.retractions,
        }
        for outlet in table
    ]
    if format == "ndjson":
        return records.dumps(rows, lines=True)
    if format == "json":
        run = records.run_row(report.run)
        return records.dumps({"schema": records.SCHEMA_VERSION, "run": run, "sources": rows})
    names = [clip(outlet.name or _UNKNOWN, 40) for outlet in table]
    pad = max((width_of(name) for name in names), default=0)
    lines = [Style(colour)("title", " " * pad + _cells(_COLUMNS))]
    for name, outlet in zip(names, table, strict=True):
        counts = (outlet.articles, outlet.claims, outlet.origins, outlet.retractions)
        lines.append(name + " " * (pad - width_of(name)) + _cells(f"{number:,}" for number in counts))
    return "\n".join(lines) + "\n"


def _cells(cells: Iterable[str]) -> str:
    return "".join(f"  {cell:>{len(head)}}" for cell, head in zip(cells, _COLUMNS, strict=True))
