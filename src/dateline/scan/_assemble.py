"""Puts a report together: what concerns the run, with everything it cites, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.model import Article, Claim, Finding, OutlookEntry, Report, RunFacts, Skipped
from dateline.scan._options import ScanOptions
from dateline.store import Store, work_key

__all__ = ["about", "assemble", "is_out", "narrow"]


def is_out(published: dt.date | None, as_of: dt.date) -> bool:
    """Whether an article was published by `as_of`; one without a date may have been."""
    return published is None or published <= as_of


def about(claims: Iterable[Claim], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings about the works of `claims`, under any title that a finding gives them."""
    claims = tuple(claims)
    ids = {claim.id for claim in claims}
    works = {work_key(claim.subject.work) for claim in claims}
    works.update(work_key(f.subject.work) for f in findings if not ids.isdisjoint(f.claims))
    return tuple(f for f in findings if work_key(f.subject.work) in works or not ids.isdisjoint(f.claims))


def assemble(
    facts: RunFacts,
    articles: Sequence[Article],
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    outlook: Sequence[OutlookEntry],
    skipped: Sequence[Skipped],
    *,
    pool: Iterable[Claim],
    store: Store | None,
) -> Report:
    """The report of a run: its own articles and claims first, then those of the archive that are cited.

    Args:
        facts: what the report says of the run.
        articles: those the run read, in input order.
        claims: their claims.
        findings: what the report tells.
        outlook: likewise.
        skipped: inputs that were not read.
        pool: every claim that was reconciled, where cited ones are looked up.
        store: where their articles are.
    """
    mine = {claim.id for claim in claims}
    cited = {identity for finding in findings for identity in finding.claims}
    cited.update(identity for entry in outlook for identity in (*entry.supports, *entry.overrules))
    others = tuple(claim for claim in pool if claim.id in cited - mine)
    known = {article.id for article in articles}
    missing = dict.fromkeys(claim.article for claim in others if claim.article not in known)
    from_archive = store.articles(missing) if store is not None and missing else ()
    return Report(
        run=replace(facts, articles=len(articles)),
        articles=(*articles, *from_archive),
        claims=(*claims, *others),
        findings=tuple(findings),
        outlook=tuple(outlook),
        skipped=tuple(skipped),
    )


def narrow(report: Report, options: ScanOptions) -> Report:
    """Keep what the options' `work` and `since` ask for, and what that cites."""
    if options.work is None and options.since is None:
        return report
    wanted = None if options.work is None else work_key(options.work)
    since = options.since
    claims = {claim.id: claim for claim in report.claims}

    def fits(claim: Claim) -> bool:
        recent = since is None or (claim.published is not None and claim.published >= since)
        return recent and (wanted is None or work_key(claim.subject.work) == wanted)

    kept = {identity for identity, claim in claims.items() if fits(claim)}
    findings = tuple(f for f in report.findings if not kept.isdisjoint(f.claims))
    works = {work_key(claims[identity].subject.work) for identity in kept}
    works.update(work_key(f.subject.work) for f in findings)
    outlook = tuple(e for e in report.outlook if work_key(e.subject.work) in works)
    kept.update(identity for f in findings for identity in f.claims)
    kept.update(identity for e in outlook for identity in (*e.supports, *e.overrules))
    chosen = tuple(claim for claim in report.claims if claim.id in kept)
    articles = {claim.article for claim in chosen}
    return replace(
        report,
        articles=tuple(article for article in report.articles if article.id in articles),
        claims=chosen,
        findings=findings,
        outlook=outlook,
    )
