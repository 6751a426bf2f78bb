"""Claims against each other: findings, and the best current answers.

Pure: the same claims give the same result whatever their order, and nothing but the claims is looked at.
Claims are blocked by work and question, compared by levels, reasoned over in order, and reported once per
conflict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lexicon.order import OrderRules, load_order
from dateline.model import Claim, Finding, OutlookEntry
from dateline.reconcile.blocks import blocks_of
from dateline.reconcile.engine import judge_block
from dateline.reconcile.findings import after_publication, copy_finding, match_finding, merged, order_finding
from dateline.reconcile.order import judge_order
from dateline.reconcile.origins import copies_of
from dateline.reconcile.outlook import outlook_of
from dateline.reconcile.revise import judge_revisions

__all__ = ["Reconciliation", "reconcile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What a set of claims comes to."""

    findings: tuple[Finding, ...] = ()
    """Gravest first, then by work, season and event."""
    outlook: tuple[OutlookEntry, ...] = ()
    """By work, season and event."""


def reconcile(claims: Iterable[Claim], *, as_of: dt.date, rules: OrderRules | None = None) -> Reconciliation:
    """Compare claims with each other as on the day `as_of`.

    Claims published after `as_of` are left out. A claim given twice counts once. `rules` replaces the shipped
    order rules.
    """
    order = load_order() if rules is None else rules
    known = {c.id: c for c in claims if c.published is None or c.published <= as_of}
    ordered = [known[key] for key in sorted(known)]
    findings: list[Finding] = list(after_publication(ordered, as_of))
    outlook: list[OutlookEntry] = []
    for blocks in blocks_of(ordered).values():
        for block in blocks.values():
            findings.extend(match_finding(match) for match in judge_block(block))
            findings.extend(copy_finding(origin) for origin in copies_of(block))
        findings.extend(match_finding(match) for match in judge_revisions(blocks))
        findings.extend(order_finding(conflict) for conflict in judge_order(blocks, order))
        outlook.extend(outlook_of(blocks, as_of))
    return Reconciliation(findings=merged(findings), outlook=tuple(outlook))
