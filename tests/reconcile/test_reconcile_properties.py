"""What must hold whatever the claims are: order, repeats, copies, names and calendars change no verdict."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_builders import claim, run

from dateline.model import Claim, Value
from dateline.window import Window

OUTLETS = ("Harbor Post", "Tide Weekly", "Frame & Reel", "Quay Courier")
EVENTS = (
    "premiere",
    "finale",
    "filming_start",
    "filming_end",
    "renewal",
    "cancellation",
    "cast",
    "episode_count",
    "delay",
)
NOTES = (
    "change",
    "original plan",
    "reported wrong",
    "undecided",
    "no date announced",
    "ends_after",
    "availability",
)

_month = st.integers(min_value=1, max_value=24)


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    event = draw(st.sampled_from(EVENTS))
    first = dt.date(2025, 1, 1) + dt.timedelta(days=draw(st.integers(0, 600)))
    last = first + dt.timedelta(days=draw(st.sampled_from((0, 6, 30, 92))))
    when = draw(st.sampled_from((None, f"{first}", f"{first}/{last}", f"{first}/..", f"../{last}")))
    value = None
    if event == "cast":
        value = Value(names=(draw(st.sampled_from(("Ana Ruiz", "Ben Cole"))),), status="joins")
    elif event == "episode_count":
        low = draw(st.integers(4, 8))
        value = Value(low=low, high=draw(st.sampled_from((low, None))))
    return claim(
        event,
        when,
        said=draw(st.sampled_from((None, *(f"2025-{m:02d}-10" for m in (2, 5, 6)), "2025-06-13"))),
        outlet=draw(st.sampled_from(OUTLETS)),
        season=draw(st.sampled_from((None, 1, 2))),
        polarity=draw(st.sampled_from(("+", "+", "-"))),
        modality=draw(
            st.sampled_from(("asserted", "scheduled", "estimated", "speculated", "conditional", "retracted"))
        ),
        by=draw(st.sampled_from((None, "Northlight", "Ana Ruiz"))),
        notes=draw(st.lists(st.sampled_from(NOTES), max_size=1)),
        value=value,
        at=draw(st.integers(0, 5000)),
        confidence=draw(st.sampled_from((0.3, 0.9))),
    )


batches = st.lists(any_claim(), max_size=9, unique_by=lambda c: c.id)


@settings(max_examples=40, deadline=None)
@given(batches, st.randoms(use_true_random=False))
def test_reconcile_does_not_depend_on_order_or_repeats(claims: list[Claim], rng: random.Random) -> None:
    shuffled = [*claims, *claims[:3]]
    rng.shuffle(shuffled)
    assert run(*shuffled) == run(*claims)


@settings(max_examples=40, deadline=None)
@given(batches)
def test_reconcile_takes_works_apart(claims: list[Claim]) -> None:
    other = [
        replace(c, id=f"x{c.id}", article=f"x{c.article}", subject=replace(c.subject, work="Paper Moth"))
        for c in claims
    ]
    alone, both = run(*claims), run(*claims, *other)
    assert {f for f in both.findings if f.subject.work == "Marrow Lane"} == set(alone.findings)
    assert len(both.findings) == 2 * len(alone.findings)


@settings(max_examples=40, deadline=None)
@given(batches, st.integers(-30, 30).map(lambda k: 1461 * k))
def test_reconcile_does_not_depend_on_the_calendar(claims: list[Claim], days: int) -> None:
    by = dt.timedelta(days=days)

    def moved(c: Claim) -> Claim:
        window = c.window and Window(
            earliest=c.window.earliest and c.window.earliest + by,
            latest=c.window.latest and c.window.latest + by,
        )
        return replace(
            c, window=window, as_of=c.as_of and c.as_of + by, published=c.published and c.published + by
        )

    today = dt.date(2026, 1, 1)
    before = run(*claims, as_of=today)
    after = run(*map(moved, claims), as_of=today + by)
    assert [(f.code, f.claims) for f in before.findings] == [(f.code, f.claims) for f in after.findings]
    assert [o.status for o in before.outlook] == [o.status for o in after.outlook]


@settings(max_examples=40, deadline=None)
@given(batches.filter(bool), st.data())
def test_copies_change_no_verdict(claims: list[Claim], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(claims))
    copy = replace(one, id=f"copy-{one.id}", article="Copy Desk", doc="Copy Desk", outlet="Copy Desk")

    def verdicts(batch: list[Claim]) -> set[str]:
        found = run(*batch).findings
        return {
            f.fingerprint
            for f in found
            if f.relation != "copy" and f.severity == "error" and f.code != "O101"
        }

    assert verdicts(claims) <= verdicts([*claims, copy])


@settings(max_examples=40, deadline=None)
@given(batches)
def test_findings_point_at_claims_and_are_unique(claims: list[Claim]) -> None:
    known = {c.id for c in claims}
    found = run(*claims).findings
    for finding in found:
        assert set(finding.claims) <= known
        assert len(set(finding.claims)) == len(finding.claims)
        assert {step.claim for step in finding.steps if step.claim} <= set(finding.claims)
        assert finding.message.endswith(".")
    assert len({(f.code, f.claims) for f in found}) == len(found)


@settings(max_examples=40, deadline=None)
@given(batches)
def test_contradictions_are_irreducible(claims: list[Claim]) -> None:
    for finding in run(*claims).findings:
        if finding.severity != "error":
            continue
        core = {step.claim for step in finding.steps if step.claim}
        if finding.code == "O101":
            core = set(finding.claims)
        kept = [c for c in claims if c.id in core]
        assert any(f.relation == finding.relation for f in run(*kept).findings)
        if len(core) > 1 and finding.code != "O101":
            for gone in core:
                rest = run(*(c for c in kept if c.id != gone)).findings
                assert finding.fingerprint not in {f.fingerprint for f in rest}


@settings(max_examples=40, deadline=None)
@given(batches)
def test_weak_and_open_claims_make_no_error(claims: list[Claim]) -> None:
    tame = [
        replace(c, modality="conditional") if i % 2 else replace(c, confidence=0.3)
        for i, c in enumerate(claims)
    ]
    tame = [replace(c, notes=()) for c in tame]
    assert not [f for f in run(*tame).findings if f.severity == "error" and f.code != "O101"]
