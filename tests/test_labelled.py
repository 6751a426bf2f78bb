"""The labelled sentences: sound labels, works kept apart, and scores that do not fall below those reached."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from functools import cache

import pytest
from tests.labelled_scores import (
    LABELLED,
    SECOND,
    Score,
    check,
    claims_of,
    f1,
    files,
    read,
    same_work,
    score,
    score_items,
    second_reader,
)

ITEMS = [item for path in files() for item in read(path)]
FLOORS = tomllib.loads((LABELLED / "floors.toml").read_text(encoding="utf-8"))


@cache
def parts() -> dict[str, Score]:
    whole: dict[str, Score] = defaultdict(Score)
    for (_, part), one in score_items(ITEMS).items():
        whole[part].add(one)
    return whole


def test_there_is_enough_of_everything() -> None:
    assert len(ITEMS) >= 2000
    assert sum(bool(item.trap) for item in ITEMS) >= len(ITEMS) / 2
    assert {item.part for item in ITEMS} == {"train", "test"}


def test_every_label_can_be_right_and_no_work_is_in_both_parts() -> None:
    assert list(check(ITEMS)) == []


def test_a_wrong_label_is_told() -> None:
    item = next(item for item in ITEMS if item.claims)
    row = json.loads(json.dumps(item.row))
    row["claims"][0] |= {"quote": "words that are not there", "start": "2025-02-01", "end": "2025-01-01"}
    path = LABELLED / "no-such-style.jsonl"
    with pytest.raises(FileNotFoundError):
        read(path)
    from tests.labelled_scores import _item

    told = list(check([_item(row)]))
    assert any("no such words" in one for one in told)
    assert any("ends before it starts" in one for one in told)


@pytest.mark.parametrize("part", ["train", "test"])
@pytest.mark.parametrize("measure", ["lenient", "strict"])
def test_scores_hold_their_floors(part: str, measure: str) -> None:
    one = parts()[part]
    reached = f1(getattr(one, measure), one.gold, one.said)
    assert reached >= FLOORS[part][measure], f"{part} {measure} F1 fell to {reached:.4f}"


def test_claims_where_none_is_stay_few() -> None:
    disturbed = sum(one.disturbed for one in parts().values())
    assert disturbed <= FLOORS["disturbed"]["most"]


def test_a_second_reader_agrees() -> None:
    one = second_reader(ITEMS)
    assert one.items == len(SECOND.read_text(encoding="utf-8").splitlines()) == 200
    assert f1(one.lenient, one.gold, one.said) >= FLOORS["agreement"]["lenient"]


def test_a_label_is_matched_by_its_own_reading_only() -> None:
    item = next(item for item in ITEMS if len(item.claims) == 1 and score(item, claims_of(item)).strict == 1)
    assert score(item, ()).strict == 0
    assert score(item, claims_of(item)).said == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Salt Road", "Salt Road", True),
        ("Iron Tern 3", "Iron Tern 3", True),
        ("Mudlark Bay", "Harrow Lane", False),
    ],
)
def test_titles_are_compared_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_work(one, other) is same
