"""TIMEX3s: the words they cover, what reports and histories mean by short times, and where there is none."""

from __future__ import annotations

import pytest

from dateline.extract.times import find_times

HISTORY = (
    "In 1871 the canal company was founded. Digging began on 4 April 1872 and the first lock opened on "
    "9 May 1874. In 1876 the dam broke. The second lock was built in June 1877, a third in August 1878. "
    "In 1880 the company was sold. "
)


def marks(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [
        (text[timex.start : timex.end], timex.value)
        for found in find_times(text, published=published)
        for timex in found.timexes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote was put off until Tuesday.", [("Tuesday", "1999-06-15")]),
        ("He left just months ago.", [("months ago", "PAST_REF")]),
        (
            "It earned $3 in the fiscal year ended Jan. 31.",
            [("the fiscal year", "P1Y"), ("Jan. 31", "1999-01-31")],
        ),
        ("It lost money in the year ended March 31.", [("the year", "P1Y"), ("March 31", "1999-03-31")]),
        (
            "It sold well in the first nine months of 1998.",
            [("the first nine months", "P9M"), ("1998", "1998")],
        ),
        ("The third-quarter loss was small.", [("third-quarter", "1999-Q3")]),
        ("They will stay from now to Friday.", [("now", "PRESENT_REF"), ("Friday", "1999-06-11")]),
        ("The fair ran for over a week.", [("over a week", "P1W")]),
        ("She hopes he will one day return.", [("one day", "FUTURE_REF")]),
        ("They wait for Election Day.", [("Election Day", "1999-11-02")]),
        ("The walk took one day.", [("one day", "P1D")]),
        ("It ended a month-long strike.", [("month-long", "P1M")]),
        ("It ended a six year dispute.", [("six year", "P6Y")]),
        ("The mill has stood empty for decades.", [("decades", "PXY")]),
        ("Profit was flat in the past.", [("the past", "PAST_REF")]),
        ("Doors opened at 10 p.m. as planned.", [("10 p.m.", "1999-06-09T22:00")]),
        ("It burned down in nineteen eighty-six.", [("nineteen eighty-six", "1986")]),
    ],
)
def test_a_timex_covers_the_words_of_its_time(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text, "1999-06-09") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 8-year-old sang.",
        "They met at high noon.",
        "Now, that is odd.",
        "The past glory is gone.",
        "Years of it went by.",
    ],
)
def test_ages_and_idioms_are_no_times(text: str) -> None:
    assert marks(text, "1999-06-09") == []


def test_a_year_ago_beside_figures_is_the_quarter_before_the_one_reported() -> None:
    text = "Harrow Mills said third-quarter profit rose to $4 million from $3 million a year ago."
    assert marks(text, "1999-10-20") == [("third-quarter", "1999-Q3"), ("a year ago", "1998-Q3")]


def test_a_year_ago_without_figures_is_a_year() -> None:
    text = "The third quarter was calm. The mayor moved here a year ago."
    assert marks(text, "1999-10-20")[-1] == ("a year ago", "1998")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the year-earlier period", "1998-Q3"),
        ("the latest period", "1999-Q3"),
        ("the 1998 period", "1998-Q3"),
    ],
)
def test_a_period_of_a_report_is_the_quarter_reported(words: str, value: str) -> None:
    text = f"Harrow Mills reported a loss for the third quarter. Sales fell in {words} too."
    assert marks(text, "1999-10-20")[-1] == (words, value)


def test_a_period_without_a_report_is_no_time() -> None:
    assert marks("The period was calm.", "1999-10-20") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew planned to leave on Friday.", "1999-06-11"),
        ("The tour could begin as early as Friday.", "1999-06-11"),
        ("The talks were extended until Friday.", "1999-06-11"),
        ("The offer had been scheduled to expire on Friday.", "1999-06-04"),
        ("It was not until Friday that he called.", "1999-06-04"),
        ("Until Friday, nobody had called.", "1999-06-04"),
        ("He was shot to death on Friday.", "1999-06-04"),
    ],
)
def test_what_leads_a_weekday_puts_it_ahead_or_behind(text: str, value: str) -> None:
    assert marks(text, "1999-06-09")[-1][1] == value


def test_the_last_day_of_a_date_has_passed() -> None:
    assert marks("The bridge fell last Oct. 23.", "1999-04-19") == [("last Oct. 23", "1998-10-23")]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The price of 1850 was never paid. The gates closed in May.", "1880-05"),
        ("The last boat left on 3 December 1881. The ice came in January.", "1882-01"),
        ("The last boat left on 3 December 1881. The next day the lock froze.", "1881-12-04"),
        ("The last boat left on 3 December 1881. The lock froze early the next morning.", "1881-12-04TMO"),
        ("The last boat left on 3 December 1881. It sank at 5:30 p.m. in the basin.", "1881-12-03T17:30"),
    ],
)
def test_a_history_is_told_by_its_own_dates(sentence: str, value: str) -> None:
    assert value in [told for _, told in marks(HISTORY + sentence, "2009-12-19")]


def test_news_with_old_dates_is_no_history() -> None:
    news = HISTORY + "The museum opened on Friday. Last week it sold out. On Monday it closes in January."
    assert ("Friday", "2009-12-18") in marks(news, "2009-12-19")
    assert ("January", "2010-01") in marks(news, "2009-12-19")


@pytest.mark.parametrize(
    ("text", "value"),
    [("The city fell in April 480 BC.", "BC0480-04"), ("It fell in the spring of 480 BC.", "BC0480-SP")],
)
def test_a_date_before_christ_has_a_value_but_no_window(text: str, value: str) -> None:
    [found] = find_times(text, published="2009-12-19")
    assert (found.timex3.value, found.window) == (value, None)
