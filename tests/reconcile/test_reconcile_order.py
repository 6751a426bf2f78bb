"""Order rules and the network of event days, against a plain oracle."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_builders import claim, run

from dateline.errors import LexiconError
from dateline.lexicon.order import OrderExamples, OrderRule, OrderRules, check_order, load_order
from dateline.model import Scope
from dateline.reconcile import reconcile
from dateline.reconcile.order import chains

RULES = load_order()
EVENTS = ("filming_start", "filming_end", "premiere", "finale")


def _claims(rule: OrderRule, first: dt.date, second: dt.date):
    kind = rule.kinds[0] if rule.kinds else "series"
    later = 3 if rule.across == "next" else 2
    seasons = (None, None) if kind == "film" else (2, later)
    facts = {"kind": kind, "modality": "scheduled", "said": "2025-01-10"}
    return (
        claim(rule.first, first.isoformat(), season=seasons[0], at=1, **facts),
        claim(rule.second, second.isoformat(), season=seasons[1], at=900, **facts),
    )


@pytest.mark.parametrize("rule", RULES.rule, ids=lambda r: r.id)
def test_order_rule_examples(rule: OrderRule) -> None:
    only = OrderRules(version=1, rule=(rule,))
    assert rule.source
    for first, second in rule.examples.fire:
        found = reconcile(_claims(rule, first, second), as_of=dt.date(2025, 2, 1), rules=only).findings
        assert [f.relation for f in found] == ["impossible_order"], (first, second)
        assert found[0].severity == ("error" if rule.strength == "necessary" else "warning")
        assert rule.id in [step.rule for step in found[0].steps]
    for first, second in rule.examples.quiet:
        assert not reconcile(_claims(rule, first, second), as_of=dt.date(2025, 2, 1), rules=only).findings


def test_order_rules_in_a_circle_are_refused() -> None:
    examples = OrderExamples(fire=(), quiet=())
    forth = OrderRule(id="a", first="premiere", second="finale", summary="", source="x", examples=examples)
    back = OrderRule(id="b", first="finale", second="premiere", summary="", source="x", examples=examples)
    with pytest.raises(LexiconError, match="before itself"):
        check_order(OrderRules(version=1, rule=(forth, back)))
    with pytest.raises(LexiconError, match="two rules are called 'a'"):
        check_order(OrderRules(version=1, rule=(forth, forth)))


def test_plan_made_anew_explains_the_order() -> None:
    old = claim("premiere", "2025-10-01", said="2024-06-10", modality="scheduled")
    new = claim("filming_end", "2026-02-01", said="2025-09-10", modality="scheduled", outlet="Tide Weekly")
    assert not run(old, new).findings


def test_past_events_out_of_order_are_impossible_however_late_told() -> None:
    end = claim("finale", "2013-06-14", said="2024-10-03", season=None, kind="work")
    start = claim("premiere", "2016-03-01/2016-03-31", said="2019-10-04", season=None, kind="work")
    assert [f.code for f in run(end, start).findings] == ["O102"]


def test_speculation_makes_no_impossible_order() -> None:
    end = claim("filming_end", "2026-02-01", modality="scheduled")
    start = claim("premiere", "2025-10-01", modality="speculated")
    assert not run(end, start).findings


days = st.integers(min_value=0, max_value=900)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(days)
    return first, first + draw(st.integers(min_value=0, max_value=120))


def _consistent(windows: dict[str, tuple[int, int]], lags: dict[tuple[str, str], int]) -> bool:
    """Whether days exist for all: the earliest ones, pushed along the rules, meet every last day."""
    windows = {event: windows.get(event, (-9999, 9999)) for event in EVENTS}
    at = {event: low for event, (low, _) in windows.items()}
    for _ in at:
        for (first, second), lag in lags.items():
            at[second] = max(at[second], at[first] + lag)
    return all(at[event] <= high for event, (_, high) in windows.items())


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(EVENTS), spans(), min_size=2))
def test_order_conflicts_are_those_of_the_network(windows: dict[str, tuple[int, int]]) -> None:
    examples = OrderExamples(fire=(), quiet=())
    lags = dict.fromkeys(pairwise(EVENTS), 30)
    rules = OrderRules(
        version=1,
        rule=tuple(
            OrderRule(
                id=f"{a}-{b}",
                first=a,
                second=b,
                days=lag,
                summary=f"{a} first",
                source="x",
                examples=examples,
            )
            for (a, b), lag in lags.items()
        ),
    )
    base = dt.date(2026, 1, 1)
    claims = [
        claim(
            event,
            f"{base + dt.timedelta(low)}/{base + dt.timedelta(high)}",
            said="2025-12-01",
            modality="scheduled",
            article=event,
        )
        for event, (low, high) in windows.items()
    ]
    found = [
        f for f in reconcile(claims, as_of=base, rules=rules).findings if f.relation == "impossible_order"
    ]
    assert bool(found) != _consistent(windows, lags)
    for finding in found:
        core = [c for c in claims if c.id in finding.claims]
        assert reconcile(core, as_of=base, rules=rules).findings
        for one in core:
            rest = reconcile([c for c in core if c is not one], as_of=base, rules=rules)
            assert not rest.findings, "an explanation must not hold a claim it does not need"


def test_chains_take_the_longest_way() -> None:
    nodes = [(event, 2) for event in EVENTS]
    network = chains(nodes, [r for r in RULES.rule if not r.kinds or "series" in r.kinds])
    assert network[("filming_start", 2), ("finale", 2)].days == 217
    assert (("finale", 2), ("premiere", 2)) not in network


def test_events_without_a_season_may_belong_to_any_season_of_a_series() -> None:
    shoot = claim("filming_start", "2025-09-01", modality="scheduled", season=None)
    first = claim("premiere", "2025-08-15", modality="scheduled", season=None, outlet="Tide Weekly")
    assert [f.code for f in run(shoot, first).findings] == ["O102"], "nothing is told but one production"
    numbered = claim("trailer", "2024-03-01", season=3, outlet="Dial")
    assert not run(shoot, first, numbered).findings
    shown = claim("premiere", "2022-03-01", season=None, said="2022-03-02", outlet="Dial")
    assert "O102" not in [f.code for f in run(shoot, first, shown).findings]


def test_a_work_told_of_by_seasons_is_no_film() -> None:
    shoot = claim("filming_start", "2025-09-01", modality="scheduled", season=None, kind="film")
    first = claim(
        "premiere", "2025-08-15", modality="scheduled", season=None, kind="film", outlet="Tide Weekly"
    )
    assert [f.code for f in run(shoot, first).findings] == ["O102"]
    series = claim("renewal", "2024-03-01", season=2, outlet="Dial", said="2024-03-02")
    assert not run(shoot, first, series).findings


def test_a_shoot_ahead_is_not_that_of_what_has_been_shown() -> None:
    ahead = claim("filming_start", "2025-09-01", modality="scheduled", at=1)
    due = claim("premiere", "2025-06-20", modality="scheduled", at=900)
    out = claim("premiere", "2025-05-20", at=900)
    assert [f.code for f in run(ahead, due).findings] == ["O102"]
    assert not run(ahead, out).findings


def test_a_usual_lag_needs_firm_days_across_articles() -> None:
    shoot = claim("filming_start", "2025-09-01/2025-09-30", modality="scheduled", at=1)
    guess = claim("premiere", "2026-01-01/2026-01-31", modality="estimated", at=900)
    assert [f.code for f in run(shoot, guess).findings] == ["O103"], "one article can be asked to add up"
    elsewhere = claim("premiere", "2026-01-01/2026-01-31", modality="estimated", outlet="Tide Weekly")
    assert not run(shoot, elsewhere).findings
    firm = claim("premiere", "2026-01-01/2026-01-31", modality="scheduled", outlet="Tide Weekly")
    assert [f.code for f in run(shoot, firm).findings] == ["O103"]


def test_first_and_last_episode_are_those_of_one_country() -> None:
    last = claim("finale", "2025-11-03", modality="scheduled", scope=Scope(territory="US"), at=1)
    later = claim("premiere", "2025-12-01", modality="scheduled", scope=Scope(territory="US"), at=900)
    assert "O102" in [f.code for f in run(last, later).findings]
    abroad = claim("premiere", "2025-12-01", modality="scheduled", scope=Scope(territory="DK"), at=900)
    unsaid = claim("premiere", "2025-12-01", modality="scheduled", at=900)
    assert not run(last, abroad).findings
    assert not run(last, unsaid).findings
