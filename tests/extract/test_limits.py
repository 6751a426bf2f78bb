"""“Not until” and “not before” date an event; other denials deny it."""

from __future__ import annotations

import pytest

import dateline


def claims(text: str) -> list[tuple[str, str, str | None, str]]:
    report = dateline.scan(dateline.Text(text, published="2025-03-04", doc="a"), as_of="2025-03-05")
    return [(c.event, c.polarity, c.window.edtf if c.window else None, c.modality) for c in report.claims]


@pytest.mark.parametrize(
    ("text", "window", "modality"),
    [
        ('Season 2 of "Glass Harbour" will not return until May 2026.', "2026-05", "scheduled"),
        ('"Glass Harbour" season 2 will not air before autumn 2026.', "2026-09-01/..", "scheduled"),
        ('"Glass Harbour" probably won\'t premiere before June 5, 2026.', "2026-06-05/..", "estimated"),
    ],
)
def test_a_denial_with_a_limit_dates_the_event(text: str, window: str, modality: str) -> None:
    assert ("premiere", "+", window, modality) in claims(text)


def test_a_denial_without_one_stays_a_denial() -> None:
    assert [c[1] for c in claims('Season 2 of "Glass Harbour" has not been released.')] == ["-"]


def test_not_before_in_the_past_dates_nothing() -> None:
    assert ("premiere", "+", "2024-12-25/..", "asserted") not in claims(
        '"Glass Harbour" did not premiere before Christmas 2024.'
    )
