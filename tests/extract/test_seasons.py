"""Seasons and parts, as running text names them, and words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.seasons import find_seasons, number


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        ("Season 2 is coming", (2,)),
        ("series two", (2,)),
        ("seasons three and four", (3, 4)),
        ("Seasons 2-4 are out", (2, 3, 4)),
        ("S3 begins", (3,)),
        ("the sophomore season", (2,)),
        ("its 21st season", (21,)),
        ("a fifth and final season", (5,)),
    ],
)
def test_a_season_has_its_number(text: str, seasons: tuple[int, ...]) -> None:
    assert [m.seasons for m in find_seasons(text)] == [seasons]


@pytest.mark.parametrize(
    "text", ["the season of giving", "series of events", "in its second year", "10 seasons", "the US3 road"]
)
def test_what_names_no_season(text: str) -> None:
    assert [m for m in find_seasons(text) if m.seasons] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("its next season", "next"),
        ("another season", "another"),
        ("the final season", "final"),
        ("last season", "previous"),
    ],
)
def test_a_season_may_be_named_by_its_place(text: str, kind: str) -> None:
    assert [m.relative for m in find_seasons(text)] == [kind]


def test_a_part_is_told_from_half_a_year() -> None:
    assert [m.part for m in find_seasons("Part 2 arrives")] == [2]
    assert next(m.part for m in find_seasons("the second half of the season")) == 2
    assert list(find_seasons("the second half of 2025")) == []


@pytest.mark.parametrize(
    ("word", "value"), [("7", 7), ("third", 3), ("22nd", 22), ("IV", 4), ("many", None), ("2x", None)]
)
def test_numbers(word: str, value: int | None) -> None:
    assert number(word) == value


PIECES = st.sampled_from(
    [
        "season",
        "Seasons",
        "series",
        "S2",
        "part",
        "two",
        "3",
        "and",
        "-",
        "the",
        "final",
        "third",
        "half",
        ",",
        "é",
    ]
)


@given(pieces=st.lists(PIECES | st.text(max_size=3), max_size=14), base=st.integers(0, 1000))
def test_mentions_lie_inside_the_text_in_order_and_apart(pieces: list[str], base: int) -> None:
    text = " ".join(pieces)
    last = base
    for mention in find_seasons(text, base):
        assert last <= mention.start < mention.end <= base + len(text)
        last = mention.end
