"""Where a quote stands: its line and column, and a line or two of the paragraph around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import Article, Claim, Finding, Report
from dateline.report.safe import clip
from dateline.report.words import SEVERITIES

__all__ = ["Index", "Passage", "by_work"]

_QUOTE_LIMIT = 600
"""Characters of a quote that are shown; a longer one is cut in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote with what stands before and after it in its paragraph."""

    before: str
    quote: str
    after: str

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The three as ``(text, marked)``."""
        return [(self.before, False), (self.quote, True), (self.after, False)]


@dataclass(slots=True)
class Index:
    """Looks up a report's claims, articles, and the line starts of their texts."""

    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    _lines: dict[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report) -> Index:
        """The index of one report."""
        return cls(
            claims={claim.id: claim for claim in report.claims},
            articles={article.id: article for article in report.articles},
        )

    def known(self, finding: Finding) -> list[Claim]:
        """The finding's claims in its own order; ids that the report does not hold are left out."""
        return [self.claims[name] for name in finding.claims if name in self.claims]

    def line_column(self, claim: Claim) -> tuple[int, int] | None:
        """1-based line and column of the quote in the article's text; None when the report lacks the text."""
        article = self.articles.get(claim.article)
        if article is None:
            return None
        starts = self._lines.get(article.id)
        if starts is None:
            starts = [0, *(at + 1 for at, char in enumerate(article.text) if char == "\n")]
            self._lines[article.id] = starts
        line = bisect_right(starts, claim.quote.start)
        return line, claim.quote.start - starts[line - 1] + 1

    def place(self, claim: Claim, *, limit: int = 200) -> str:
        """``doc:line:column``, or ``doc`` alone when the text is not in the report."""
        where = self.line_column(claim)
        doc = clip(claim.doc, limit)
        return doc if where is None else f"{doc}:{where[0]}:{where[1]}"

    def outlet(self, claim: Claim) -> str | None:
        """The outlet's name, else the article's title."""
        article = self.articles.get(claim.article)
        name = claim.outlet or (article and (article.outlet or article.title))
        return clip(name, 60) if name else None

    def passage(self, claim: Claim, *, room: int) -> Passage:
        """The quote with up to `room` characters of its paragraph on either side."""
        quote, article = claim.quote, self.articles.get(claim.article)
        if article is None or article.text[quote.start : quote.end] != quote.exact:
            before, after = quote.prefix, quote.suffix
        else:
            text = article.text
            before = text[max(0, quote.start - 4 * room) : quote.start].rpartition("\n\n")[2]
            after = text[quote.end : quote.end + 4 * room].partition("\n\n")[0]
        exact = quote.exact
        if len(exact) > _QUOTE_LIMIT:
            exact = f"{exact[: _QUOTE_LIMIT - 200]} … {exact[-200:]}"
        return Passage(before=_tail(before, room), quote=exact, after=_head(after, room))


def by_work(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by work: the work with the worst finding first, and within a work the worst first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.subject.work, []).append(finding)
    for group in groups.values():
        group.sort(key=_rank)
    return sorted(groups.items(), key=lambda item: (_rank(item[1][0])[0], item[0].casefold(), item[0]))


def _rank(finding: Finding) -> tuple[int, int, int, str, str]:
    subject = finding.subject
    return (
        SEVERITIES.index(finding.severity),
        subject.season if subject.season is not None else -1,
        subject.part if subject.part is not None else -1,
        finding.event,
        finding.code,
    )


def _tail(text: str, room: int) -> str:
    text = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    if len(text) <= room:
        return text
    cut = text[-room:]
    return "… " + (cut.partition(" ")[2] if " " in cut.rstrip() else cut)


def _head(text: str, room: int) -> str:
    text = (" " if text[:1].isspace() else "") + " ".join(text.split())
    if len(text) <= room:
        return text
    cut = text[:room]
    return (cut.rpartition(" ")[0] if " " in cut.lstrip() else cut) + " …"
