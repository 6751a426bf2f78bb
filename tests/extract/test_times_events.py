"""Times counted from what the text itself tells: dated events, fiscal years, the day of publication."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.extract.times import find_times, infer_published
from dateline.extract.times.calendars import lunar_new_year
from dateline.extract.times.fiscal import fiscal_start
from dateline.extract.times.tokens import tokenise
from dateline.extract.times.words import words


def read(text: str) -> dict[str, str | None]:
    """Each time of a text with its window as EDTF, read as of July 2024."""
    found = find_times(text, published="2024-07-18")
    return {time.text: time.window and time.window.edtf for time in found}


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "The film premiered on June 1, 2024. It streams 45 days after its premiere.",
            "45 days after its premiere",
            "2024-07-16",
        ),
        (
            "Work on the score ends a month after shooting ends. Shooting ends on October 7, 2024.",
            "a month after shooting ends",
            "2024-11",
        ),
        (
            "The premiere is on August 30; screenings start a week before the premiere.",
            "a week before the premiere",
            "2024-08-23",
        ),
    ],
)
def test_an_amount_is_counted_from_the_event_the_text_dates(text: str, phrase: str, expected: str) -> None:
    assert read(text)[phrase] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dry Bay premiered May 3, 2024, Tin Men premiered in June. Ten days after its premiere it ended.",
        "The trailer came out on May 3, 2024. Ten days after its premiere it was renewed.",
        "The film premiered on May 3, 2024. Ten days after Tin Men's premiere it was renewed.",
        "The film premiered in 2023. Ten days after its premiere it was renewed.",
        "Filming began on May 3, 2024. Ten days after filming wraps it is cut.",
    ],
    ids=["two", "another kind", "another's", "no day", "its other end"],
)
def test_an_amount_from_an_event_that_is_not_dated_names_no_day(text: str) -> None:
    [counted] = [time for time in find_times(text, published="2024-07-18") if time.relation]
    assert counted.window is None


def test_an_event_that_holds_a_time_does_not_hide_it() -> None:
    assert "August 3" in read("Just ahead of Ada's one-day trip in early fall, on August 3, they left.")
    assert any("one-day" in phrase for phrase in read("Just ahead of Ada's one-day trip, they left."))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Its fiscal year starts in April.", 4),
        ("The company, whose financial year ends on June 30, said so.", 7),
        ("The fiscal year runs from October to September.", 10),
        ("For the fiscal year ended December 31, 2023, sales rose.", 1),
        ("Halden's fiscal year ends in March and Corvane's fiscal year ends in June.", None),
        ("It posts fiscal year results in May.", None),
        ("In the fiscal year, its third quarter ends in May.", None),
        ("The calendar year starts in January.", None),
    ],
)
def test_a_text_defines_its_fiscal_year(text: str, start: int | None) -> None:
    assert fiscal_start(tokenise(text), words()) == start


def test_a_fiscal_year_is_read_as_the_text_defines_it() -> None:
    assert (
        read("Its fiscal year starts in April. It is due in fiscal 2026.")["fiscal 2026"] == "2025-04/2026-03"
    )
    assert read("Its fiscal year went well. It is due in fiscal 2026.")["fiscal 2026"] == "2025-10/2026-09"


@pytest.mark.parametrize(
    "day",
    ["1966-01-21", "1985-02-20", "2004-01-22", "2012-01-23", "2015-02-19", "2024-02-10", "2033-01-31",
     "2034-02-19"],
)  # fmt: skip
def test_the_lunar_new_year_is_the_one_of_the_chinese_calendar(day: str) -> None:
    assert lunar_new_year(int(day[:4])) == dt.date.fromisoformat(day)


def test_a_weekday_seen_from_publication_beside_its_date_tells_the_week_of_publication() -> None:
    pointed = infer_published("Last Friday, March 7, 2025, it opened in Lund.")
    assert pointed is not None
    assert pointed.edtf == "2025-03-08/2025-03-14"
    bare = infer_published("Friday, March 7, 2025, it opened in Lund.")
    assert bare is not None
    assert bare.edtf == "2025-03-07~/.."


def test_what_a_release_starts_from_keeps_its_day() -> None:
    [time] = find_times("It streams from October 6.", published="2024-07-18")
    assert time.window is not None
    assert time.core is not None
    assert (time.window.edtf, time.core.edtf) == ("2024-10-06/..", "2024-10-06")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It arose in the 470s BC.", ["BC047"]),
        ("It traces the wars of the 480s and the 470s BC.", ["BC048", "BC047"]),
        ("He ruled in 482, 481 and 480 BC.", ["BC0482", "BC0481", "BC0480"]),
        ("It was big in the 1980s.", ["198"]),
    ],
)
def test_years_before_christ_keep_their_era_in_lists(text: str, values: list[str]) -> None:
    assert [timex.value for time in find_times(text) for timex in time.timexes] == values
