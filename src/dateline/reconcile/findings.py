"""Findings from what was judged: message, steps, and a fingerprint that outlives further copies."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.model import Claim, Finding, Severity, Step, Subject
from dateline.reconcile.engine import GRAVITY, Match
from dateline.reconcile.levels import together
from dateline.reconcile.order import OrderConflict
from dateline.reconcile.origins import Origin
from dateline.reconcile.rules import rule
from dateline.reconcile.views import AHEAD, FOREVER, View, project, work_key
from dateline.reconcile.wording import day_words, says, span_words, subject_words, where

__all__ = ["after_publication", "copy_finding", "match_finding", "merged", "order_finding"]

_SEVERITY: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}

_SENTENCES = {
    "contradiction": "{older}, but {newer}",
    "stale": "{older}, yet {newer}",
    "superseded": "{older}; since then {newer}",
    "retracted": "{older}; {newer}",
    "rival_estimates": "{older}, while {newer}",
    "refined": "{older}; more precisely {newer}",
}


_BORNE_OUT = "{older}; borne out since: {newer}"


def match_finding(match: Match) -> Finding:
    """A finding from two sides of a conflict."""
    entry, verdict = rule(match.verdict.code), match.verdict
    older, newer = verdict.older, verdict.newer
    views = (*match.older, *match.newer)
    subject = _subject(older, newer)
    if not match.newer:
        message = f"{subject_words(subject)}: {where(older)} takes back its own claim: {says(older)}."
    else:
        message = f"{subject_words(subject)}: {_sentence(entry.code, older, newer)}."
    steps = [_step(older)]
    if match.newer:
        steps += [
            _step(newer),
            Step(text=f"comparable: {match.place}"),
            Step(text=verdict.reason, rule=entry.code),
        ]
    else:
        steps.append(Step(text=verdict.reason, rule=entry.code))
    more = len(views) - (2 if match.newer else 1)
    if more:
        steps.append(Step(text=f"{more} further claim{'s' if more > 1 else ''} belong to it"))
    return Finding(
        code=entry.code,
        relation=entry.relation,
        severity=entry.severity,
        subject=subject,
        event=older.claim.event,
        claims=tuple(dict.fromkeys(v.claim.id for v in (older, newer, *views))),
        message=message,
        steps=tuple(steps),
        fingerprint=_fingerprint(entry.code, older, newer),
    )


def order_finding(conflict: OrderConflict) -> Finding:
    """A finding from two events whose windows leave no order."""
    first, second, chain = conflict.first, conflict.second, conflict.chain
    entry = rule("O103" if conflict.usual else "O102")
    severity: Severity = entry.severity if first.firm and second.firm else "warning"
    subject = _subject(first, second)
    reasons = "; ".join(r.summary for r in chain.rules)
    message = (
        f"{subject_words(subject)}: {where(first)} says {says(first)}, "
        f"and {where(second)} says {says(second)}; "
        f"{reasons}, so the order is missed by {conflict.slack} day{'s' if conflict.slack > 1 else ''}."
    )
    steps = (
        _step(first),
        *(Step(text=f"{r.summary} (at least {r.days} days)", rule=r.id) for r in chain.rules),
        _step(second),
        Step(
            text=f"the earliest day of the one leaves the other {conflict.slack} days short", rule=entry.code
        ),
    )
    return Finding(
        code=entry.code,
        relation=entry.relation,
        severity=severity,
        subject=subject,
        event=second.claim.event,
        claims=(first.claim.id, second.claim.id),
        message=message,
        steps=steps,
        fingerprint=_fingerprint(entry.code, first, second),
    )


def copy_finding(origin: Origin) -> Finding:
    """A finding from claims that count as one source."""
    entry = rule(origin.how)
    head = origin.views[0]
    names = list(dict.fromkeys(v.claim.outlet or v.claim.doc for v in origin.views))
    listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    subject = head.claim.subject
    return Finding(
        code=entry.code,
        relation=entry.relation,
        severity=entry.severity,
        subject=subject,
        event=head.claim.event,
        claims=tuple(dict.fromkeys(v.claim.id for v in origin.views)),
        message=f"{subject_words(subject)}: {listed} count as one source for the claim that {says(head)}.",
        steps=(*(_step(v) for v in origin.views[:8]), Step(text=entry.summary, rule=entry.code)),
        fingerprint=_fingerprint(entry.code, head, head),
    )


def after_publication(claims: Iterable[Claim], as_of: dt.date) -> Iterator[Finding]:
    """What articles tell as past although they date it after their own day; one finding an article."""
    late: dict[str, list[View]] = defaultdict(list)
    for claim in claims:
        day = claim.published or as_of
        if (
            claim.modality != "asserted"
            or claim.polarity != "+"
            or claim.window is None
            or claim.window.earliest is None
        ):
            continue
        if 0 < (claim.window.earliest - day).days <= AHEAD or (
            claim.published is None and claim.window.earliest > day
        ):
            late[claim.article].extend([v for v in project(claim) if v.force == "fact"][:1])
    entry = rule("O101")
    for article in sorted(late):
        views = sorted(late[article], key=lambda v: (v.claim.quote.start, v.claim.id))
        if not views:
            continue
        head = views[0]
        day = head.claim.published or as_of
        dated = f"is dated {day_words(day)}" if head.claim.published else f"was read on {day_words(day)}"
        more = f" (and {len(views) - 1} more)" if len(views) > 1 else ""
        yield Finding(
            code=entry.code,
            relation=entry.relation,
            severity=entry.severity,
            subject=head.claim.subject,
            event=head.claim.event,
            claims=tuple(v.claim.id for v in views),
            message=f"{subject_words(head.claim.subject)}: {head.claim.outlet or head.claim.doc} {dated} "
            f"but tells as past that {_told(head)}{more}.",
            steps=(*(_step(v) for v in views), Step(text=f"the text {dated}", rule=entry.code)),
            fingerprint=_fingerprint(entry.code, head, views[-1]),
        )


def merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in order, gravest first; those that say the same, or rest on the same claims, are one.

    Two that say the same ("8 October was the plan, 12 November is", told by two outlets) share a fingerprint:
    the first keeps its words and takes the other's claims in.
    """
    told: dict[str, Finding] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    for finding in sorted(findings, key=_order):
        rests_on = (finding.code, frozenset(finding.claims))
        if rests_on in seen:
            continue
        seen.add(rests_on)
        first = told.get(finding.fingerprint)
        if first is None:
            told[finding.fingerprint] = finding
        else:
            claims = tuple(dict.fromkeys((*first.claims, *finding.claims)))
            told[finding.fingerprint] = replace(first, claims=claims)
    return tuple(told.values())


def _order(finding: Finding) -> tuple[object, ...]:
    subject = finding.subject
    return (
        _SEVERITY[finding.severity],
        GRAVITY.index(finding.relation),
        work_key(subject.work),
        subject.season or 0,
        finding.event,
        finding.code,
        finding.claims,
        finding.fingerprint,
    )


def _sentence(code: str, older: View, newer: View) -> str:
    one, two = where(older), where(newer)
    if together(older, newer) and one == two:
        return f"{one} says both that {says(older)} and that {says(newer)}"
    pattern = _BORNE_OUT if code == "D302" else _SENTENCES[rule(code).relation]
    return pattern.format(older=f"{one} says that {says(older)}", newer=f"{two} says that {says(newer)}")


def _told(view: View) -> str:
    words, window = says(view), view.claim.window
    if window is None or window.earliest is None:
        return words
    when = span_words(window.earliest.toordinal(), window.latest.toordinal() if window.latest else FOREVER)
    return words if when in words else f"{words} ({when})"


def _step(view: View) -> Step:
    return Step(text=f"{where(view)}: {says(view)}", claim=view.claim.id)


def _subject(first: View, second: View) -> Subject:
    one, two = first.claim.subject, second.claim.subject
    if one.season is not None or two.season is None:
        return one
    return two


def _fingerprint(code: str, first: View, second: View) -> str:
    """Over what is said and not over who says it: a further copy leaves it as it is."""
    sides = sorted(repr((v.axis, v.season, v.key)) for v in (first, second))
    text = "\n".join((code, first.work, *sides))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
