from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.window import Window
from strategies import days, windows


def win(first: str | None, last: str | None, **more: object) -> Window:
    day = dt.date.fromisoformat
    return Window(earliest=first and day(first), latest=last and day(last), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("window", "edtf", "phrase"),
    [
        (win("2022-06-06", "2022-06-06"), "2022-06-06", "June 6, 2022"),
        (win("2023-09-01", None), "2023-09-01/..", "September 2023 or later"),
        (win("2024-01-01", None), "2024-01-01/..", "2024 or later"),
        (win("2024-01-05", None), "2024-01-05/..", "January 5, 2024 or later"),
        (win(None, "2025-12-31"), "../2025-12-31", "by the end of 2025"),
        (win(None, "2025-06-30"), "../2025-06-30", "by the end of June 2025"),
        (win(None, "2025-06-29"), "../2025-06-29", "by June 29, 2025"),
        (win("2024-05-01", "2024-08-31"), "2024-05/2024-08", "May to August 2024"),
        (win("2024-06-01", "2024-06-30", approximate=True), "2024-06~", "around June 2024"),
        (win("2024-01-01", "2024-12-31"), "2024", "2024"),
        (win("2012-01-01", "2019-12-31"), "2012/2019", "2012 to 2019"),
        (win("2024-12-01", "2025-02-28"), "2024-12/2025-02", "December 2024 to February 2025"),
        (win("2024-06-06", "2024-06-08"), "2024-06-06/2024-06-08", "June 6 to 8, 2024"),
        (win("2024-06-06", "2024-07-08"), "2024-06-06/2024-07-08", "June 6 to July 8, 2024"),
        (win("2023-12-30", "2024-01-02"), "2023-12-30/2024-01-02", "December 30, 2023 to January 2, 2024"),
        (win(None, None), "../..", "at an unknown time"),
    ],
)
def test_window_is_written_in_edtf_and_in_words(window: Window, edtf: str, phrase: str) -> None:
    assert window.edtf == edtf
    assert window.phrase() == phrase
    assert Window.from_edtf(edtf).same_days(window)


@pytest.mark.parametrize(
    ("written", "first", "last", "granularity"),
    [
        ("2024-21", "2024-03-01", "2024-05-31", "season"),
        ("2024-24", "2024-12-01", "2025-02-28", "season"),
        ("2025-35", "2025-07-01", "2025-09-30", "quarter"),
        ("2024-37", "2024-01-01", "2024-04-30", "part"),
        ("2025-41", "2025-07-01", "2025-12-31", "half"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("2024-06?", "2024-06-01", "2024-06-30", "month"),
    ],
)
def test_from_edtf_reads_parts_of_years(written: str, first: str, last: str, granularity: str) -> None:
    window = Window.from_edtf(written)
    assert window.same_days(win(first, last))
    assert window.granularity == granularity
    assert window.approximate == written.endswith("?")


@pytest.mark.parametrize(
    "written", ["", "2024-13", "2024-02-30", "June", "2024-06-06/2024-06-01", "20245", "٢٠٢٤", "000X"]
)
def test_from_edtf_rejects_what_is_no_window(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Window.from_edtf(written)


def test_a_window_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        win("2024-02-01", "2024-01-01")


@pytest.mark.parametrize(
    ("edtf", "amount", "unit", "moved"),
    [
        ("2021-03", 18, "month", "2022-09"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2024-02", 1, "year", "2025-02"),
        ("2023", -3, "year", "2020"),
        ("2024-03-01/..", 2, "week", "2024-03-15/.."),
        ("2024-03-05", 10, "day", "2024-03-15"),
        ("2024-11/2024-12", 2, "month", "2025-01/2025-02"),
    ],
)
def test_shift_keeps_whole_months_whole(edtf: str, amount: int, unit: str, moved: str) -> None:
    assert Window.from_edtf(edtf).shift(amount, unit).edtf == moved  # type: ignore[arg-type]


def test_shift_out_of_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        Window.from_edtf("2024").shift(9000, "year")


def test_union_is_none_across_a_gap() -> None:
    assert Window.from_edtf("2024-01").union(Window.from_edtf("2024-03")) is None
    joined = Window.from_edtf("2024-01").union(Window.from_edtf("2024-02"))
    assert joined is not None
    assert joined.edtf == "2024-01/2024-02"


@given(windows())
def test_edtf_out_and_in_is_the_identity(window: Window) -> None:
    back = Window.from_edtf(window.edtf)
    assert back.same_days(window)
    assert back.approximate == window.approximate
    assert back.edtf == window.edtf


@given(windows(), windows())
def test_intersection_is_what_both_contain(a: Window, b: Window) -> None:
    both = a.intersect(b)
    assert (both is None) == (not a.overlaps(b))
    assert a.overlaps(b) == b.overlaps(a)
    if both is not None:
        assert a.contains(both)
        assert b.contains(both)
        again = b.intersect(a)
        assert again is not None
        assert again.same_days(both)


@given(windows(), windows())
def test_exactly_one_of_before_after_overlaps(a: Window, b: Window) -> None:
    assert [a.before(b), a.after(b), a.overlaps(b)].count(True) == 1
    assert a.gap(b) == b.gap(a)
    assert (a.gap(b) == 0) == a.overlaps(b)


@given(windows(), windows())
def test_union_contains_both_or_is_none_across_a_gap(a: Window, b: Window) -> None:
    joined = a.union(b)
    if joined is None:
        assert a.gap(b) > 1
    else:
        assert joined.contains(a)
        assert joined.contains(b)
        other = b.union(a)
        assert other is not None
        assert other.same_days(joined)


@given(windows(), days)
def test_a_day_in_a_window_is_contained(window: Window, day: dt.date) -> None:
    started = window.earliest is None or window.earliest <= day
    inside = started and (window.latest is None or day <= window.latest)
    assert window.contains(Window(earliest=day, latest=day)) == inside


@given(windows(), st.integers(-400, 400), st.sampled_from(["day", "week"]))
def test_shift_by_days_and_back_is_the_identity(window: Window, amount: int, unit: str) -> None:
    moved = window.shift(amount, unit)  # type: ignore[arg-type]
    assert moved.shift(-amount, unit).same_days(window)  # type: ignore[arg-type]
    assert moved.days == window.days


@given(windows(), windows(), windows())
def test_intersection_is_associative_idempotent_and_absorbs(a: Window, b: Window, c: Window) -> None:
    def meet(x: Window | None, y: Window | None) -> Window | None:
        return x.intersect(y) if x and y else None

    def days_of(x: Window | None) -> tuple[dt.date | None, dt.date | None] | None:
        return (x.earliest, x.latest) if x else None

    assert days_of(meet(meet(a, b), c)) == days_of(meet(a, meet(b, c)))
    assert days_of(meet(a, a)) == days_of(a)
    joined = a.union(b)
    if joined is not None:
        assert days_of(meet(a, joined)) == days_of(a)
    both = meet(a, b)
    if both is not None:
        assert days_of(a.union(both)) == days_of(a)


@given(windows(), windows(), windows())
def test_union_is_idempotent_and_associative_where_it_is_one(a: Window, b: Window, c: Window) -> None:
    again = a.union(a)
    assert again is not None
    assert again.same_days(a)
    left, right = a.union(b), b.union(c)
    one, two = left and left.union(c), right and a.union(right)
    if one and two:
        assert one.same_days(two)


@given(windows(), windows(), windows())
def test_containing_and_preceding_are_orders(a: Window, b: Window, c: Window) -> None:
    assert a.contains(a)
    assert (a.contains(b) and b.contains(a)) == a.same_days(b)
    assert not (a.before(b) and b.before(a))
    assert not a.before(a)
    assert a.before(b) == b.after(a)
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    if a.before(b) and b.before(c):
        assert a.before(c)
        assert a.gap(c) > a.gap(b)


@given(windows(), windows(), st.integers(-400, 400))
def test_moving_both_windows_keeps_their_relation(a: Window, b: Window, amount: int) -> None:
    first, second = a.shift(amount, "day"), b.shift(amount, "day")
    assert first.overlaps(second) == a.overlaps(b)
    assert first.gap(second) == a.gap(b)
    assert first.contains(second) == a.contains(b)


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(0, 30), st.integers(-500, 500))
def test_whole_months_shift_there_and_back(year: int, month: int, more: int, amount: int) -> None:
    first = Window.from_edtf(f"{year}-{month:02}")
    last = first.shift(more, "month")
    whole = Window(earliest=first.earliest, latest=last.latest)
    assert whole.shift(amount, "month").shift(-amount, "month").same_days(whole)
    assert whole.shift(amount, "year").same_days(whole.shift(12 * amount, "month"))


@given(windows(), st.integers(-60, 60), st.sampled_from(["month", "year"]))
def test_shifting_by_calendar_units_keeps_the_order_of_the_ends(window: Window, n: int, unit: str) -> None:
    moved = window.shift(n, unit)  # type: ignore[arg-type]
    assert (moved.earliest is None, moved.latest is None) == (window.earliest is None, window.latest is None)
    if n > 0 and window.latest is not None:
        assert moved.latest is not None
        assert moved.latest > window.latest


@given(windows())
def test_a_phrase_names_the_ends_and_which_are_open(window: Window) -> None:
    phrase = window.phrase()
    assert phrase.startswith("around ") == window.approximate
    for day in (window.earliest, window.latest):
        assert day is None or str(day.year) in phrase
    assert phrase.endswith(" or later") == (window.latest is None and window.earliest is not None)


def test_what_outsiders_use_of_a_window_is_documented() -> None:
    for name in ("intersect", "contains", "overlaps", "before", "after", "gap", "union", "shift", "same_days",
                 "edtf", "from_edtf", "phrase", "days", "is_open"):  # fmt: skip
        assert getattr(Window, name).__doc__, name


@given(windows())
def test_the_edtf_package_reads_what_is_written(window: Window) -> None:
    edtf = pytest.importorskip("edtf")
    assert edtf.parse_edtf(window.edtf) is not None
