"""The best current answer, its support and its history; and who counts as one source."""

from __future__ import annotations

import datetime as dt

from reconcile_builders import claim, run

from dateline.model import OutlookEntry, Value
from dateline.reconcile.origins import count_origins
from dateline.reconcile.views import project


def _entry(event: str, *claims, as_of: dt.date = dt.date(2025, 7, 1)) -> OutlookEntry:
    return next(o for o in run(*claims, as_of=as_of).outlook if o.event == event)


def test_outlook_follows_the_latest_firm_date() -> None:
    old = claim("premiere", "2025-09-03", said="2025-02-10", modality="scheduled")
    new = claim("premiere", "2025-11-17", said="2025-06-10", modality="scheduled", outlet="Tide Weekly")
    guess = claim("premiere", "2026-02-01", said="2025-06-20", modality="estimated", outlet="Quay Courier")
    entry = _entry("premiere", old, new, guess)
    assert entry.window == new.window
    assert entry.status == "scheduled"
    assert entry.supports == (new.id,)
    assert set(entry.overrules) == {old.id, guess.id}
    assert entry.moved == ((dt.date(2025, 2, 10), "2025-09-03"), (dt.date(2025, 6, 10), "2025-11-17"))


def test_outlook_calls_a_passed_date_overdue_until_it_is_reported() -> None:
    plan = claim("premiere", "2025-06-20", modality="scheduled")
    fact = claim("premiere", "2025-06-20", said="2025-06-21", outlet="Tide Weekly")
    assert _entry("premiere", plan).status == "overdue"
    assert _entry("premiere", plan, as_of=dt.date(2025, 6, 15)).status == "scheduled"
    assert _entry("premiere", plan, fact).status == "happened"


def test_outlook_is_unknown_when_only_conditions_speak() -> None:
    entry = _entry("premiere", claim("premiere", "2026-01-01", modality="conditional"))
    assert (entry.status, entry.window, entry.confidence) == ("unknown", None, 0.0)


def test_outlook_knows_an_end_from_an_order() -> None:
    order = claim("renewal", said="2025-06-10")
    end = claim("cancellation", said="2025-09-10", outlet="Tide Weekly")
    entry = _entry("cancellation", order, end, as_of=dt.date(2025, 10, 1))
    assert entry.supports == (end.id,)
    assert entry.moved == ((dt.date(2025, 6, 10), "no"), (dt.date(2025, 9, 10), "yes"))


def test_outlook_is_surer_of_official_and_independent_claims() -> None:
    lone = claim("premiere", "2025-09-03", modality="scheduled")
    second = claim("premiere", "2025-09-03", modality="scheduled", outlet="Tide Weekly")
    official = claim("premiere", "2025-09-03", modality="scheduled", by="Northlight", by_kind="company")
    assert _entry("premiere", lone).confidence < _entry("premiere", lone, second).confidence
    assert _entry("premiere", lone).confidence < _entry("premiere", official).confidence


def test_outlook_leaves_casting_to_the_claims() -> None:
    assert run(claim("cast", value=Value(names=("Ana Ruiz",)))).outlook == ()


def _origins(*claims) -> int:
    return count_origins(view for c in claims for view in project(c))


def test_origins_count_sources_and_not_articles() -> None:
    wire = "the drama about a missing ferry is renewed for a second season of eight episodes"
    first = claim("renewal", outlet="Union Wire", quote=wire)
    printed = claim("renewal", outlet="Harbor Post", quote=wire.replace("drama", "series"))
    credited = claim("renewal", outlet="Tide Weekly", by="Union Wire", by_kind="outlet")
    head = claim("renewal", outlet="Quay Courier", prefix="(Union Wire) - ")
    own = claim("renewal", outlet="Frame & Reel", quote="gets another run, says its maker")
    assert _origins(first) == 1
    assert _origins(first, printed, credited, head) == 1
    assert _origins(first, printed, own) == 2


def test_outlook_keeps_the_plan_while_nothing_has_happened_yet() -> None:
    plan = claim("premiere", "2025-09-03", modality="scheduled")
    not_yet = claim("premiere", polarity="-", said="2025-06-20", outlet="Tide Weekly")
    entry = _entry("premiere", plan, not_yet)
    assert (entry.status, entry.window) == ("scheduled", plan.window)


def test_outlook_does_not_trust_a_report_its_own_text_denies() -> None:
    out = claim("premiere", notes=["availability"], said=None, article="guide", at=10)
    not_out = claim("premiere", polarity="-", said=None, article="guide", at=60)
    plan = claim(
        "premiere", "2025-12-01/2025-12-31", modality="scheduled", said=None, article="guide", at=300
    )
    assert _entry("premiere", out, not_out, plan).window == plan.window


def test_outlook_lets_news_overtake_a_passage_left_standing() -> None:
    early = claim(
        "renewal", polarity="-", said=None, as_of="2025-01-29", article="guide", notes=["undecided"]
    )
    news = claim("renewal", "2025-06-06", said=None, article="guide")
    assert _entry("renewal", early, news).status == "happened"
