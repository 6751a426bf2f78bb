from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest

from dateline.extract.times import DEFAULT_POLICY, TimeExpression, TimePolicy, find_times, infer_published
from dateline.window import Window


def days(window: Window | None) -> str | None:
    return window and f"{window.earliest or '..'}/{window.latest or '..'}"


def the(text: str, published: str | None = None, policy: TimePolicy = DEFAULT_POLICY) -> TimeExpression:
    [found] = find_times(text, published=published, policy=policy)
    return found


def of(text: str, phrase: str, published: str | None = None) -> TimeExpression:
    return next(e for e in find_times(text, published=published) if phrase in e.text)


# ---------------------------------------------------------------- spans, notation, basis


@pytest.mark.parametrize(
    ("text", "published", "words", "kind", "value", "mod"),
    [
        (
            "It opens in late 2023, at the earliest.",
            None,
            "late 2023, at the earliest",
            "DATE",
            "2023",
            "END",
        ),
        ("It opens in the spring of 2024.", None, "the spring of 2024", "DATE", "2024-SP", None),
        ("It opens in Q3 2025.", None, "Q3 2025", "DATE", "2025-Q3", None),
        ("It ran for more than two years.", None, "more than two years", "DURATION", "P2Y", "MORE_THAN"),
        ("After a five-month break it is back.", None, "five-month", "DURATION", "P5M", None),
        ("It airs every Wednesday.", None, "every Wednesday", "SET", "XXXX-WXX-3", None),
        (
            "It airs Friday at 8 p.m. ET.",
            "2024-02-28",
            "Friday at 8 p.m. ET",
            "TIME",
            "2024-03-01T20:00",
            None,
        ),
        ("It will air next week.", "2024-02-28", "next week", "DATE", "2024-W10", None),
        ("It was shot in the 1990s.", None, "the 1990s", "DATE", "199", None),
        ("Nothing is fixed now.", None, "now", "DATE", "PRESENT_REF", None),
    ],
)
def test_words_and_timex3(
    text: str, published: str | None, words: str, kind: str, value: str, mod: str | None
) -> None:
    found = the(text, published)
    assert found.text == words
    assert text[found.start : found.end] == words
    assert (found.timex3.type, found.timex3.value, found.timex3.mod) == (kind, value, mod)


def test_a_range_holds_two_timex3_and_two_members() -> None:
    found = the("Shooting ran in Leeds from March to July 2023.")
    assert [t.value for t in found.timexes] == ["2023-03", "2023-07"]
    assert [days(m) for m in found.members] == ["2023-03-01/2023-03-31", "2023-07-01/2023-07-31"]
    assert days(found.window) == "2023-03-01/2023-07-31"


def test_a_bound_keeps_the_time_it_names() -> None:
    found = the("You can rent it from May 26, 2026.")
    assert days(found.window) == "2026-05-26/.."
    assert days(found.core) == "2026-05-26/2026-05-26"


@pytest.mark.parametrize(
    ("text", "published", "basis"),
    [
        ("It opened on June 6, 2022.", None, "explicit"),
        ("It opened on June 6.", "2022-07-01", "year-inferred"),
        ("It opens next spring.", "2022-07-01", "relative-to-publication"),
        ("It opens two weeks after June 6, 2022.", None, "relative-to-event"),
    ],
)
def test_the_basis_is_recorded(text: str, published: str | None, basis: str) -> None:
    window = the(text, published).window
    assert window is not None
    assert window.basis == basis


# ---------------------------------------------------------------- publication and context


def test_relative_times_have_no_window_without_publication() -> None:
    text = "It returns next year, a week from Friday, or in the fall; tonight it rests."
    assert [e.text for e in find_times(text) if e.window] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Lantern Bay" was renewed on June 6. It was renewed on June 6, 2022, at last.',
            "2022-06-06/2022-06-06",
        ),
        ("The pilot aired on March 21, 2022. It was picked up on June 6.", "2022-06-06/2022-06-06"),
    ],
)
def test_a_year_comes_from_the_text_where_publication_is_unknown(text: str, expected: str) -> None:
    found = of(text, "June 6")
    assert days(found.window) == expected
    assert found.window is not None
    assert found.window.basis == "year-inferred"


def test_the_weekday_that_fits_decides_the_year() -> None:
    assert days(the("It bows Thursday, March 14.", "2024-03-12").window) == "2024-03-14/2024-03-14"
    assert days(the("It bowed Tuesday, March 14.", "2024-03-12").window) == "2023-03-14/2023-03-14"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The network said Thursday that the show is safe.", "2024-02-22/2024-02-22"),
        ("The network said the show will return Thursday.", "2024-02-29/2024-02-29"),
        ("The drama, shelved by its studio, returns Thursday.", "2024-02-29/2024-02-29"),
        ("On Thursday, the network confirmed the news.", "2024-02-22/2024-02-22"),
        ("On Thursday, the network will air the finale.", "2024-02-29/2024-02-29"),
    ],
)
def test_tense_gives_a_weekday_its_direction(sentence: str, expected: str) -> None:
    assert days(the(sentence, "2024-02-28").window) == expected


def test_publication_day_itself_is_the_weekday_of_a_report() -> None:
    assert days(the("The trailer debuted on Sunday.", "2023-03-12").window) == "2023-03-12/2023-03-12"


def test_moved_dates_are_two_times_not_a_range() -> None:
    found = find_times("The film was pushed from March 5 to May 7, 2025.")
    assert [days(e.window) for e in found] == ["2025-03-05/2025-03-05", "2025-05-07/2025-05-07"]


def test_a_move_forward_keeps_the_year() -> None:
    found = find_times("It has been moved up, from June 26 to June 12.", published="2026-02-17")
    assert [days(e.window) for e in found] == ["2026-06-26/2026-06-26", "2026-06-12/2026-06-12"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It won't be a winter release.", "2025-12-01/2026-02-28"),
        ("It has been put back to 9 March.", "2026-03-09/2026-03-09"),
        ("The studio has set the start of filming for November.", "2025-11-01/2025-11-30"),
        ("That May 9 date was an error.", "2026-05-09/2026-05-09"),
        ("The finale is live on Thursday.", "2025-10-09/2025-10-09"),
        ("It was seen in March.", "2025-03-01/2025-03-31"),
    ],
)
def test_cues_of_a_plan_outrank_the_past_tense_of_its_telling(sentence: str, expected: str) -> None:
    assert days(the(sentence, "2025-10-08").window) == expected


def test_since_an_event_is_counted_back_from_publication() -> None:
    relation = the("It is six months to the day since the cameras rolled.", "2026-03-01").relation
    assert relation is not None
    assert (relation.direction, relation.amount, relation.event) == ("since", (6, 6), "the cameras rolled")


def test_a_row_of_days_shares_its_month() -> None:
    found = find_times("The last episodes air May 14, 17 and 21, 2024.")
    assert [days(e.window) for e in found] == [f"2024-05-{d}/2024-05-{d}" for d in (14, 17, 21)]
    assert [e.text for e in found] == ["May 14", "17", "21, 2024"]


def test_days_may_stand_before_their_month() -> None:
    found = find_times("It runs 6-8 June 2025 and again on 28 and 29 August 2025.")
    assert [days(e.window) for e in found] == [
        "2025-06-06/2025-06-08", "2025-08-28/2025-08-28", "2025-08-29/2025-08-29"
    ]  # fmt: skip


def test_a_year_that_opens_a_line_is_read() -> None:
    found = of("Nothing yet.\n\n2024: the second season\n\nIt is done.", "2024")
    assert days(found.window) == "2024-01-01/2024-12-31"


def test_years_before_christ_have_a_value_and_no_window() -> None:
    found = the("The siege of 480 BC is its subject.")
    assert (found.timex3.value, found.window) == ("BC0480", None)


def test_a_month_shared_by_two_years() -> None:
    found = find_times("Both seasons came in July 2021 and 2022 respectively.")
    assert [days(e.window) for e in found] == ["2021-07-01/2021-07-31", "2022-07-01/2022-07-31"]


# ---------------------------------------------------------------- events, as-of, alternatives, roles


@pytest.mark.parametrize(
    ("text", "direction", "amount", "unit", "event"),
    [
        ("It could arrive six months after the premiere.", "after", (6, 6), "month", "the premiere"),
        (
            "A teaser comes a month before the season's debut.",
            "before",
            (1, 1),
            "month",
            "the season's debut",
        ),
        ("It opens nine months after filming wraps.", "after", (9, 9), "month", "filming wraps"),
        ("Work began shortly following the renewal.", "after", None, None, "the renewal"),
        ("They met the day before the finale.", "before", (1, 1), "day", "the finale"),
    ],
)
def test_a_time_by_an_event_is_a_relation(
    text: str, direction: str, amount: tuple[float, float] | None, unit: str | None, event: str
) -> None:
    found = the(text, "2024-07-18")
    assert found.window is None
    relation = found.relation
    assert relation is not None
    assert (relation.direction, relation.amount, relation.unit) == (direction, amount, unit)
    assert relation.event == event
    assert text[relation.event_start : relation.event_end] == event


def test_an_amount_by_a_date_is_resolved() -> None:
    found = the("It opens six months after March 2024.")
    assert found.relation is None
    assert days(found.window) == "2024-09-01/2024-09-30"


def test_as_of_is_a_role() -> None:
    found = the("As of March 2023, no renewal had come.", "2023-05-20")
    assert (found.role, found.text, days(found.window)) == (
        "as_of",
        "As of March 2023",
        "2023-03-01/2023-03-31",
    )
    assert days(the("As of this writing it is out.", "2023-05-20").window) == "2023-05-20/2023-05-20"
    assert the("As of this writing it is out.").window is None


@pytest.mark.parametrize("text", ['It follows 2003\'s "Velvet Tide".', '"Velvet Tide" (2003) was a hit.'])
def test_a_year_that_names_a_work_is_an_epithet(text: str) -> None:
    assert the(text, "2024-05-20").role == "epithet"


def test_a_numeric_date_keeps_both_readings_until_something_decides() -> None:
    found = the("It opened on 06/07/2022.")
    assert days(found.window) == "2022-06-07/2022-06-07"
    assert [days(w) for w in found.alternatives] == ["2022-07-06/2022-07-06"]
    decided = of("It opened on 06/07/2022 and closed on 25/12/2022.", "06/07")
    assert (days(decided.window), decided.alternatives) == ("2022-07-06/2022-07-06", ())
    policy = replace(DEFAULT_POLICY, numeric_order="day-first")
    assert days(the("It opened on 06/07/2022.", policy=policy).window) == "2022-07-06/2022-07-06"


# ---------------------------------------------------------------- policy, languages, inference


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        (replace(DEFAULT_POLICY, hemisphere="south"), "It shoots in summer 2024.", "2024-12-01/2025-02-28"),
        (replace(DEFAULT_POLICY, edge_months=1), "It opens at the end of 2024.", "2024-12-01/2024-12-31"),
        (
            replace(DEFAULT_POLICY, month_parts=(15, 15)),
            "It opens in early May 2024.",
            "2024-05-01/2024-05-15",
        ),
        (
            replace(DEFAULT_POLICY, weekend=(4, 6)),
            "It opens the weekend of May 7, 2024.",
            "2024-05-10/2024-05-12",
        ),
        (replace(DEFAULT_POLICY, fiscal_start=4), "It is a fiscal 2025 title.", "2024-04-01/2025-03-31"),
    ],
)
def test_the_policy_decides_what_words_mean(policy: TimePolicy, text: str, expected: str) -> None:
    assert days(the(text, policy=policy).window) == expected


@pytest.mark.parametrize(
    "text",
    ["La série sort le 6 juin 2022.", "Se estrena el 6 de junio de 2022.", "Start ist am 6. Juni 2022.",
     "Премьера 6 июня 2022 г.", "公開は2022年6月6日です"],
)  # fmt: skip
def test_explicit_dates_of_other_languages_are_read(text: str) -> None:
    assert days(the(text).window) == "2022-06-06/2022-06-06"


def test_an_unknown_word_between_numbers_is_no_month() -> None:
    assert [days(e.window) for e in find_times("All 12 songs 2024 brought.")] == ["2024-01-01/2024-12-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published March 4, 2025\n\nIt is back.", "2025-03-04/2025-03-04"),
        ("LEEDS, March 4, 2025 (Union Wire) - It is back.", "2025-03-04/2025-03-04"),
        ("As of March 2023 nothing is shot. It will open in late 2024.", "2023-03-01/2024-12-31"),
        ("It was renewed on June 6, 2022.", "2022-06-06/.."),
    ],
)
def test_the_day_of_an_undated_article_is_inferred_from_its_words(text: str, expected: str) -> None:
    assert days(infer_published(text)) == expected


def test_nothing_is_inferred_from_a_text_without_dates() -> None:
    assert infer_published("It is back, and it is good.") is None


def test_published_may_be_text_and_must_be_a_date() -> None:
    assert find_times("It aired yesterday.", published=dt.date(2024, 2, 1)) == find_times(
        "It aired yesterday.", published="2024-02-01"
    )
    with pytest.raises(ValueError, match="yesterday"):
        find_times("It aired yesterday.", published="yesterday")


def test_times_are_read_without_spacy() -> None:
    code = (
        "import sys; from dateline.extract.times import find_times; find_times('It opens in May 2024.');"
        "assert 'spacy' not in sys.modules and 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
