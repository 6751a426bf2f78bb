from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.times import find_times, infer_published

_WORDS = [
    "\n",
    "\n\n",
    *re.findall(
        r"\S+",
        """early mid late the end of beginning middle between from to until by before after no later than
        earlier at and or in on next last this following two three 18 6 months weeks years days ago
        later 2023 2024 1999 January May Sept . , - – June 6 6th Friday Sun weekend spring fall summer
        quarter Q3 H1 first second half holiday Thanksgiving Christmas midnight 8 p.m. 06/07/2022
        2024-07-18 '90s 1980s as writing tonight yesterday within about around more less a an dozen few
        several ( ) “ ” ' $ % century fiscal year night week February 29 31 30 Easter new premiere
        filming noon every each juin 年 FY25 today's""",
    ),
]
soup = st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join)
published = st.none() | st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


@given(st.text(max_size=300) | soup, published)
def test_any_text_gives_spans_in_order_inside_it(text: str, day: dt.date | None) -> None:
    last = 0
    for found in find_times(text, published=day):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert all(found.start <= t.start < t.end <= found.end for t in found.timexes)
        last = found.end
    infer_published(text)


@given(
    st.sampled_from(
        ["next year", "three weeks ago", "yesterday", "last month", "in two months", "this weekend"]
    ),
    st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)),
)
def test_publication_moves_relative_times_and_leaves_explicit_ones(words: str, day: dt.date) -> None:
    text = f"It will open {words}, not on June 6, 2022."
    weeks = 7 * 208  # four years, whole weeks: weekdays and leap years stay in step
    moved_day = day + dt.timedelta(days=weeks)
    relative, explicit = find_times(text, published=day)
    moved, still = find_times(text, published=moved_day)
    assert relative.window is not None
    assert moved.window is not None
    assert moved.window.earliest != relative.window.earliest
    assert relative.window.before(moved.window)
    assert still.window == explicit.window


def test_long_repetitions_cost_no_more_than_their_length() -> None:
    for piece in (
        "a",
        "2024 ",
        "June ",
        "the end of ",
        "from ",
        "“A ",
        "' ",
        "1/2/",
        "more than ",
        "6, ",
        "6 juni ",
    ):
        assert len(find_times(piece * 3000, published="2024-01-01")) <= 3000


@given(
    st.sampled_from(["yesterday", "tomorrow", "three days ago", "in four days", "today"]),
    st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)),
    st.integers(-1000, 1000),
)
def test_days_counted_from_publication_move_with_it_and_explicit_ones_stay(
    words: str, day: dt.date, k: int
) -> None:
    text = f"It is out {words}, not on June 6, 2022."
    step = dt.timedelta(days=k)
    relative, explicit = find_times(text, published=day)
    moved, still = find_times(text, published=day + step)
    assert relative.window is not None
    assert moved.window is not None
    assert relative.window.earliest is not None
    assert moved.window.earliest == relative.window.earliest + step
    assert moved.window.days == relative.window.days == 1
    assert still.window == explicit.window


@given(
    st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)),
    st.sampled_from([("yesterday", -1), ("tomorrow", 1), ("three days ago", -3), ("today", 0)]),
    st.sampled_from(["{0}, {1}", "{0} ({1})", "{1}, {0}", "{0}, on {1}"]),
)
def test_a_relative_day_beside_its_date_tells_the_day_of_the_article(
    day: dt.date, told: tuple[str, int], frame: str
) -> None:
    meant = day + dt.timedelta(days=told[1])
    pair = frame.format(told[0], f"{meant:%B} {meant.day}, {meant.year}")
    found = infer_published(f"It is out {pair}. It is good.")
    assert found is not None
    assert (found.earliest, found.latest, found.approximate) == (day, day, False)


@given(
    st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)),
    st.integers(1, 900),
    st.integers(1, 900),
)
def test_what_is_past_and_what_is_ahead_bound_the_day_of_the_article(
    day: dt.date, ago: int, ahead: int
) -> None:
    past, future = day - dt.timedelta(days=ago), day + dt.timedelta(days=ahead)
    text = (
        f"It was renewed on {past:%B} {past.day}, {past.year}. It will open on {future:%B} {future.day},"
        f" {future.year}."
    )
    found = infer_published(text)
    assert found is not None
    assert (found.earliest, found.latest, found.approximate) == (past, future, True)
