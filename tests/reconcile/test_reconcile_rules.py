"""Every rule fires on its example and keeps quiet on its near miss."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from reconcile_builders import TODAY, claim, codes, run

from dateline.model import Claim, Scope, Value
from dateline.reconcile.rules import RULES, rule


class Case(NamedTuple):
    code: str
    fire: tuple[Claim, ...]
    quiet: tuple[Claim, ...]
    """A near miss: the code must not be reported."""


def _names(*names: str, status: str = "joins", role: str | None = None) -> Value:
    return Value(names=names, status=status, role=role)


def _count(low: int, high: int | None = None) -> Value:
    return Value(low=low, high=high)


def _two(first: dict, second: dict, **both) -> tuple[Claim, ...]:
    """Two claims from two outlets a day apart, unless said otherwise."""
    one = {"event": "premiere", "outlet": "Harbor Post", "said": "2025-06-10", **both, **first}
    two = {"event": "premiere", "outlet": "Tide Weekly", "said": "2025-06-11", **both, **second}
    return claim(**one), claim(**two)


def _same(first: dict, second: dict, **both) -> tuple[Claim, ...]:
    """Two claims of one article."""
    return _two({"at": 10, **first}, {"at": 500, **second}, outlet="Harbor Post", said="2025-06-10", **both)


PLAN, GUESS = {"modality": "scheduled"}, {"modality": "estimated"}
NO = {"polarity": "-"}
CASES = [
    Case(
        "D101",
        _two({"when": "2025-05-02"}, {"when": "2025-05-23"}, event="filming_end"),
        _two({"when": "2025-05-02"}, {"when": "2025-05-01/2025-05-31"}, event="filming_end"),
    ),
    Case(
        "D101",
        _two({"when": "2025-05-02"}, {"when": "2025-05-05"}, event="renewal"),
        _two({"when": "2025-05-02"}, {"when": "2025-05-03"}, event="renewal"),
    ),
    Case(
        "D102",
        _two({"when": "2025-09-03"}, {"when": "2025-09-17"}, **PLAN),
        _two({"when": "2025-09-03"}, {"when": "2025-09-17", "notes": ["change"]}, **PLAN),
    ),
    Case(
        "D102",
        _same({"when": "2025-09-03"}, {"when": "2025-09-17"}, **PLAN),
        _same({"when": "2025-09-03", "season": 1}, {"when": "2025-09-17"}, **PLAN),
    ),
    Case(
        "D102",
        _two({"when": "2025-09-03"}, {"when": "2025-09-17"}, scope=Scope(territory="AU"), **PLAN),
        _two(
            {"when": "2025-09-03", "scope": Scope(territory="AU")},
            {"when": "2025-09-17", "scope": Scope(territory="US")},
            **PLAN,
        ),
    ),
    Case(
        "D103",
        _same({"when": "2025-06-06"}, {"when": "2026-01-01/2026-12-31", **PLAN}),
        _same({"when": "2025-06-06", "season": 1}, {"when": "2026-01-01/2026-12-31", **PLAN}),
    ),
    Case(
        "D104",
        _two({"when": "2027-01-01/2027-12-31", **NO}, {"when": "2027-03-01/2027-03-31", **PLAN}),
        _two({"when": "2027-01-01/2027-12-31", **NO}, {"when": "2028-03-01/2028-03-31", **PLAN}),
    ),
    Case(
        "D201",
        _two({"when": "2026-09-01/2026-12-31"}, {"when": "2026-06-01/2026-08-31"}, **GUESS),
        _two({"when": "2026-09-01/2026-12-31"}, {"when": "2026-06-01/2026-10-31"}, **GUESS),
    ),
    Case(
        "D202",
        _same(
            {"when": "2026-05-01/2026-08-31", "modality": "speculated"},
            {"when": "2026-12-01/2026-12-31", **PLAN},
        ),
        _same(
            {"when": "2026-05-01/2026-12-31", "modality": "speculated"},
            {"when": "2026-12-01/2026-12-31", **PLAN},
        ),
    ),
    Case(
        "D301",
        _two({"when": "2026-01-01/2026-12-31"}, {"when": "2026-07-01/2026-09-30"}, **PLAN),
        _two({"when": "2026-01-01/2026-04-30"}, {"when": "2026-01-01/2026-03-31"}, **PLAN),
    ),
    Case(
        "D302",
        _two({"when": "2025-06-10", **PLAN, "said": "2025-05-01"}, {"when": "2025-06-10"}),
        _two({"when": "2025-06-10"}, {"when": "2025-06-10"}),
    ),
    Case(
        "S101",
        _same({"notes": ["availability"]}, NO),
        _same({"notes": ["availability"], "season": 1}, NO),
    ),
    Case(
        "S102",
        _two({"when": "2025-06-09"}, {**NO, "said": "2025-06-10"}, event="renewal"),
        _two({"when": "2025-06-09"}, {**NO, "said": "2025-06-08"}, event="renewal"),
    ),
    Case(
        "S102",
        (
            claim("renewal", said="2025-06-10", season=3),
            claim("cancellation", said="2025-06-12", season=2, notes=["ends_after"], outlet="Tide Weekly"),
        ),
        (
            claim("renewal", said="2025-06-10", season=3),
            claim("cancellation", said="2025-06-12", season=3, notes=["ends_after"], outlet="Tide Weekly"),
        ),
    ),
    Case(
        "S103",
        (
            claim("production", value=Value(status="under way"), at=1),
            claim("filming_start", polarity="-", at=400),
        ),
        (
            claim("production", value=Value(status="in the works"), at=1),
            claim("filming_start", polarity="-", at=400),
        ),
    ),
    Case(
        "S201",
        _two({"when": "2025-06-06"}, {**NO, "said": "2025-06-25"}, event="renewal"),
        _two({"when": "2025-06-06"}, {**NO, "said": "2025-06-25", "as_of": "2025-05-03"}, event="renewal"),
    ),
    Case(
        "S202",
        _same({**NO, "as_of": "2025-01-29"}, {"when": "2025-06-06"}, event="renewal"),
        _same({**NO, "as_of": "2025-01-29"}, {"when": "2025-06-06", "notes": ["change"]}, event="renewal"),
    ),
    Case(
        "S203",
        _two({"when": "2025-09-07", **PLAN, "said": "2025-04-02"}, {**NO, "notes": ["no date announced"]}),
        _two(
            {"when": "2025-01-01/2025-12-31", **PLAN, "said": "2025-04-02"},
            {**NO, "notes": ["no date announced"]},
        ),
    ),
    Case(
        "S204",
        _two({"when": "2025-03-03", "said": "2025-03-04"}, {"when": "2025-09-01/2025-11-30", **GUESS}),
        _two(
            {"when": "2025-03-03", "said": "2025-03-04"},
            {"when": "2025-09-01/2025-11-30", **GUESS, "season": 3},
        ),
    ),
    Case(
        "S301",
        _two({}, NO, event="renewal", **GUESS),
        _two({}, {}, event="renewal", **GUESS),
    ),
    Case(
        "O101",
        (claim("premiere", "2025-06-20", said="2025-06-10"),),
        (claim("premiere", "2025-06-20", said="2025-06-10", modality="scheduled"),),
    ),
    Case(
        "O102",
        (
            claim("premiere", "2025-10-24", season=None, kind="film", **PLAN),
            claim("filming_end", "2026-01-01/2026-01-31", season=None, kind="film", **PLAN),
        ),
        (
            claim("premiere", "2026-10-24", season=None, kind="film", **PLAN),
            claim("filming_end", "2026-01-01/2026-01-31", season=None, kind="film", **PLAN),
        ),
    ),
    Case(
        "O102",
        (
            claim("premiere", "2025-08-04", season=3, **PLAN),
            claim("finale", "2025-08-25", season=2, outlet="Tide Weekly", **PLAN),
        ),
        (
            claim("premiere", "2025-08-04", season=3, said="2024-11-10", **PLAN),
            claim("finale", "2025-08-25", season=2, outlet="Tide Weekly", **PLAN),
        ),
    ),
    Case(
        "O103",
        (
            claim("filming_start", "2025-09-01/..", **PLAN),
            claim("premiere", "2025-10-01/2026-01-31", **PLAN),
        ),
        (
            claim("filming_start", "2025-09-01/..", **PLAN),
            claim("premiere", "2025-10-01/2026-01-31", by="NBC", by_kind="company", **PLAN),
        ),
    ),
    Case(
        "R101",
        _two(
            {"said": "2025-06-03"},
            {**NO, "modality": "retracted", "notes": ["reported wrong"]},
            event="renewal",
        ),
        _two(
            {"said": "2025-06-20"},
            {**NO, "modality": "retracted", "notes": ["reported wrong"]},
            event="renewal",
        ),
    ),
    Case(
        "R102",
        _same(
            {"when": "2025-09-01/2025-09-30", "modality": "retracted", **NO, "notes": ["reported wrong"]},
            {"when": "2025-11-01/2025-11-30", **PLAN},
            event="filming_start",
        ),
        _same(
            {"when": "2025-09-01/2025-09-30", "modality": "retracted", **NO, "notes": ["reported wrong"]},
            {"when": "2025-11-01/2025-11-30", **PLAN, "season": 3},
            event="filming_start",
        ),
    ),
    Case(
        "R103",
        (claim("cast", polarity="-", modality="retracted", notes=["correction"], value=_names("Ana Ruiz")),),
        (claim("cast", polarity="-", modality="retracted", notes=["denial"], value=_names("Ana Ruiz")),),
    ),
    Case(
        "R104",
        (
            claim("premiere", said="2025-06-10", by="Ana Ruiz", notes=["return"], **PLAN),
            claim("delay", "2025-06-15", said="2025-06-15", by="Ana Ruiz", outlet="Tide Weekly"),
        ),
        (
            claim("premiere", said="2025-06-10", by="Ana Ruiz", notes=["return"], **PLAN),
            claim("delay", "2025-09-15", said="2025-09-15", by="Ana Ruiz", outlet="Tide Weekly"),
        ),
    ),
    Case(
        "R201",
        _two({"when": "2025-09-03", "said": "2025-02-10"}, {"when": "2025-11-17"}, **PLAN),
        _two({"when": "2025-09-03"}, {"when": "2025-11-17"}, **PLAN),
    ),
    Case(
        "R202",
        _two({**NO, "said": "2025-06-05"}, {"when": "2025-06-09"}, event="filming_start"),
        _two({**NO, "said": "2025-06-05"}, {"when": "2025-06-20", **PLAN}, event="filming_start"),
    ),
    Case(
        "R203",
        _two(
            {"when": "2025-09-01/2025-11-30", **GUESS, "said": "2025-01-10"}, {"when": "2026-01-15", **PLAN}
        ),
        _two(
            {"when": "2025-09-01/2026-02-28", **GUESS, "said": "2025-01-10"}, {"when": "2026-01-15", **PLAN}
        ),
    ),
    Case(
        "R204",
        _two(
            {"when": "2025-07-01/2025-12-31", "said": "2025-01-10"},
            {"when": "2026-01-01/2026-12-31"},
            outlet="Tide Weekly",
            **GUESS,
        ),
        _two(
            {"when": "2025-07-01/2025-12-31", "said": "2025-01-10"},
            {"when": "2026-01-01/2026-12-31"},
            **GUESS,
        ),
    ),
    Case(
        "R205",
        _same(
            {"when": "2025-08-05", **NO, "modality": "retracted", "notes": ["original plan"]},
            {"when": "2025-10-07", **PLAN},
        ),
        _same(
            {"when": "2025-08-05", **NO, "modality": "retracted", "notes": ["original plan"]},
            {"when": "2025-10-07", **PLAN, "work": "Paper Moth"},
        ),
    ),
    Case(
        "W101",
        _two(
            {"value": _names("Ana Ruiz", "Ben Cole", "Cora Lind")},
            {**NO, "value": _names("Cora Lind")},
            event="cast",
        ),
        _two({"value": _names("Ana Ruiz", "Ben Cole")}, {**NO, "value": _names("Cora Lind")}, event="cast"),
    ),
    Case(
        "W101",
        _two({"value": _names("Min Yeon-su")}, {**NO, "value": _names("Min Yeon-soo")}, event="cast"),
        _two(
            {"value": _names("Min Yeon-su"), **GUESS}, {**NO, "value": _names("Min Yeon-soo")}, event="cast"
        ),
    ),
    Case(
        "W102",
        _two(
            {"value": _names("Ana Ruiz", role="Captain Vane")},
            {"value": _names("Cora Lind", role="Captain Vane")},
            event="cast",
        ),
        _two(
            {"value": _names("Ana Ruiz", role="Captain Vane")},
            {"value": _names("Cora Lind", role="Mrs Vane")},
            event="cast",
        ),
    ),
    Case(
        "W103",
        _same(
            {"value": Value(label="four leads", status="returns")},
            {**NO, "value": Value(status="returns")},
            event="cast",
        ),
        _same({"value": _names("Ana Ruiz")}, {**NO, "value": Value(status="joins")}, event="cast"),
    ),
    Case(
        "W201",
        _two(
            {"value": _names("Ana Ruiz"), "said": "2025-02-10"},
            {**NO, "value": _names("Ana Ruiz")},
            event="cast",
        ),
        _two({"value": _names("Ana Ruiz")}, {**NO, "value": _names("Ana Ruiz")}, event="cast"),
    ),
    Case(
        "W202",
        _two(
            {**NO, "value": _names("Ana Ruiz"), "said": "2025-04-10"},
            {"value": _names("Ana Ruiz")},
            event="cast",
        ),
        _two(
            {**NO, "value": _names("Ana Ruiz"), "said": "2025-04-10"},
            {"value": _names("Ana Ruiz"), "notes": ["change"]},
            event="cast",
        ),
    ),
    Case(
        "Q101",
        _two({"value": _count(12, 12)}, {"value": _count(24, 24)}, event="episode_count"),
        _two({"value": _count(12, 12)}, {"value": _count(12)}, event="episode_count"),
    ),
    Case(
        "Q101",
        _two({"value": _count(4, 4)}, {"value": _count(7, 7)}, event="episode_count", part=1),
        _two({"value": _count(4, 4), "part": 1}, {"value": _count(9, 9)}, event="episode_count"),
    ),
    Case(
        "Q201",
        _two({"value": _count(24, 24)}, {"value": _count(11, 12)}, event="episode_count", **GUESS),
        _two({"value": _count(10, 13)}, {"value": _count(11, 12)}, event="episode_count", **GUESS),
    ),
    Case(
        "Q301",
        _two({"value": _count(6, 6), "said": "2024-06-13"}, {"value": _count(4, 4)}, event="episode_count"),
        _two({"value": _count(6, 6), "said": "2024-06-13"}, {"value": _count(6, 6)}, event="episode_count"),
    ),
    Case(
        "P101",
        _two({}, {}, event="renewal", quote="the missing-persons drama is renewed for a second season"),
        _two(
            {"quote": "is renewed for a second season"},
            {"quote": "gets another run, says the network"},
            event="renewal",
        ),
    ),
    Case(
        "P102",
        _two({}, {"by": "Harbor Post", "by_kind": "outlet"}, event="renewal"),
        _two({}, {"by": "Ana Ruiz"}, event="renewal"),
    ),
    Case(
        "P103",
        _two({}, {}, event="renewal", outlet="Harbor Post"),
        _two({}, {}, event="renewal"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.code)
def test_rule_fires(case: Case) -> None:
    findings = run(*case.fire).findings
    hit = [f for f in findings if f.code == case.code]
    assert hit, [f.code for f in findings]
    assert set(hit[0].claims) <= {c.id for c in case.fire}
    assert hit[0].relation == rule(case.code).relation


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.code)
def test_rule_keeps_quiet(case: Case) -> None:
    assert case.code not in [f.code for f in run(*case.quiet).findings]


def test_rules_are_all_tried() -> None:
    assert {case.code for case in CASES} == {entry.code for entry in RULES}


def test_rules_explain_themselves() -> None:
    assert len({entry.code for entry in RULES}) == len({entry.name for entry in RULES}) == len(RULES)
    for entry in RULES:
        assert entry.summary.endswith(".")
        assert entry.explanation.endswith(".")
        assert entry.example
    with pytest.raises(KeyError):
        rule("D999")


def test_finding_explains_itself() -> None:
    finding = run(*CASES[0].fire).findings[0]
    assert [step.claim for step in finding.steps[:2]] == list(finding.claims)
    assert finding.steps[-1].rule == "D101"
    assert finding.message == (
        "Marrow Lane season 2: Harbor Post (10 June 2025) says that the end of filming was on 2 May 2025, "
        "but Tide Weekly (11 June 2025) says that the end of filming was on 23 May 2025."
    )


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param(
            _two({"season": None, "kind": "film"}, {"work": "The Marrow Lane Online", **NO}), id="two works"
        ),
        pytest.param(
            _two({"when": "2025-05-16", "part": 1}, {"when": "2025-06-09", "part": 2}), id="two parts"
        ),
        pytest.param(
            _two(
                {"when": "2025-09-01/2025-12-31", "modality": "conditional"},
                {"when": "2026-03-01", "modality": "conditional"},
            ),
            id="branches of a condition",
        ),
        pytest.param(
            _two({"when": "2025-09-03", **PLAN, "confidence": 0.3}, {"when": "2025-09-17", **PLAN}),
            id="weak evidence",
        ),
        pytest.param(
            _two(
                {"when": "2025-06-04", "value": Value(label="episode 2")},
                {"when": "2025-06-11", "value": Value(label="episode 3")},
                event="other_release",
            ),
            id="two episodes",
        ),
        pytest.param(
            _two({"when": "2025-02-01"}, {"when": "2025-06-05"}, event="trailer"), id="two trailers"
        ),
        pytest.param(
            _two({**NO, "notes": ["no date announced"]}, {"when": "2026-01-01/2026-12-31", **GUESS}),
            id="guess beside no date",
        ),
        pytest.param(_two({**NO, "notes": ["undecided"]}, NO, event="renewal"), id="two ways of not yet"),
        pytest.param(_two({"season": 3}, {"season": 4, **NO}, event="renewal"), id="two seasons"),
        pytest.param(
            _two({"season": None, "when": "2020-03-01"}, {"when": "2025-05-05"}), id="debut and season"
        ),
    ],
)
def test_reconcile_leaves_harmless_pairs_alone(claims: tuple[Claim, ...]) -> None:
    assert codes(*claims) == []


def test_reconcile_joins_spellings_of_one_title() -> None:
    claims = _two(
        {"when": "2025-09-03", "work": "The Café of Ghosts!"},
        {"when": "2025-09-17", "work": "Cafe of Ghosts"},
        **PLAN,
    )
    assert codes(*claims) == ["D102"]


def test_old_plan_named_as_such_is_no_contradiction() -> None:
    claims = (
        claim("premiere", "2025-09-03", said="2025-06-09", **PLAN),
        claim(
            "premiere",
            "2025-09-03",
            polarity="-",
            modality="retracted",
            notes=["original plan"],
            outlet="Tide Weekly",
        ),
        claim("premiere", "2025-09-17", outlet="Tide Weekly", **PLAN),
    )
    assert set(codes(*claims)) == {"R201", "R205"}


def test_two_reports_of_one_move_must_agree() -> None:
    claims = _two(
        {"when": "2025-08-09", "notes": ["change"]}, {"when": "2025-08-16", "notes": ["change"]}, **PLAN
    )
    assert codes(*claims) == ["D102"]


def test_cancelled_show_saved_later_is_a_change() -> None:
    claims = (
        claim("cancellation", season=None, said="2024-11-08"),
        claim("renewal", season=4, said="2025-08-20", outlet="Tide Weekly"),
    )
    assert codes(*claims) == ["R202"]


def test_claims_published_after_the_day_are_left_out() -> None:
    assert codes(*CASES[0].fire, as_of=CASES[0].fire[0].published) == []


def test_text_that_dates_one_event_three_ways_is_no_evidence() -> None:
    dates = ("2023-09-01", "2023-11-01", "2024-08-01")
    claims = [claim("premiere", when, at=100 * i) for i, when in enumerate(dates)]
    assert codes(*claims) == []
    assert codes(*claims[:2]) == ["D101"]


def test_one_phrase_with_two_days_is_no_contradiction() -> None:
    words = {"quote": "moves between March 3 and May 7", "modality": "scheduled"}
    assert (
        codes(
            claim("premiere", "2026-03-03", at=40, **words), claim("premiere", "2026-05-07", at=52, **words)
        )
        == []
    )


def test_plan_that_passed_unmet_is_overtaken() -> None:
    plan = claim("filming_start", "2024-09-01/2024-09-30", said="2024-02-13", modality="scheduled")
    later = claim("filming_start", polarity="-", said="2024-11-04", outlet="Tide Weekly")
    sooner = claim("filming_start", polarity="-", said="2024-08-04", outlet="Tide Weekly")
    assert codes(plan, later) == ["R202"]
    assert codes(plan, sooner) == []


def test_corrected_date_withdraws_the_one_before() -> None:
    wrong = claim("premiere", "2025-10-12", modality="scheduled")
    right = claim("premiere", "2025-10-05", said="2025-06-12", modality="scheduled", notes=["correction"])
    assert codes(wrong, right) == ["R101"]


def test_fact_worded_months_ahead_is_a_plan() -> None:
    assert codes(claim("premiere", "2026-03-01", said="2025-06-10")) == []
    assert codes(claim("premiere", "2025-06-20", said="2025-06-10")) == ["O101"]


def test_country_unknown_is_no_contradiction() -> None:
    home = claim("premiere", "2025-09-03", modality="scheduled", scope=Scope(territory="US"))
    bare = claim("premiere", "2025-09-17", modality="scheduled", outlet="Tide Weekly")
    same = claim("premiere", "2025-09-03", said="2025-09-04", outlet="Tide Weekly")
    assert codes(home, bare) == []
    assert codes(home, same, as_of=TODAY) == ["D302"]


def test_chain_of_moves_is_one_finding_for_each_step() -> None:
    moves = [
        claim("premiere", f"2026-0{m}-01", said=f"2025-0{m}-10", modality="scheduled", outlet=outlet)
        for m, outlet in ((1, "Harbor Post"), (3, "Tide Weekly"), (5, "Quay Courier"))
    ]
    found = [f for f in run(*moves).findings if f.code == "R201"]
    assert sorted(len(f.claims) for f in found) == [2, 3]
