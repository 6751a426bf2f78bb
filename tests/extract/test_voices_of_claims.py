"""How claims hold and who says them, over whole texts; works, people and companies are invented."""

from __future__ import annotations

import pytest

import dateline
from dateline.inputs import iter_sources, read_source
from dateline.model import Claim
from dateline.parse import parse_page


def claims(text: str) -> list[Claim]:
    page = dateline.Text(text=text, published="2026-03-04", outlet="Port Ellis Ledger", doc="x")
    (source,) = iter_sources([page], published=None, url=None, stdin=None)
    return list(dateline.extract(parse_page(read_source(source, max_bytes=10**6))))


def stance(text: str, event: str) -> list[tuple[str, str]]:
    return [(c.polarity, c.modality) for c in claims(text) if c.event == event]


def sources(text: str) -> list[str | None]:
    return [c.attribution.name if c.attribution else None for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "event", "told"),
    [
        ('"Pale Tide" was un-cancelled on Monday.', "cancellation", [("-", "retracted")]),
        ('"Pale Tide" was cancelled on Monday.', "cancellation", [("+", "asserted")]),
        (
            'A site reported that "Pale Tide" had been cancelled. That is not true.',
            "cancellation",
            [("-", "retracted")],
        ),
        (
            'A site reported that "Pale Tide" had been cancelled. That is a pity.',
            "cancellation",
            [("+", "asserted")],
        ),
        (
            'Northlight hasn\'t moved the release date of "Pale Tide", May 5, 2026.',
            "premiere",
            [("+", "scheduled")],
        ),
        (
            'Northlight hasn\'t set a release date for "Pale Tide".',
            "premiere",
            [("-", "asserted")],
        ),
        (
            'Filming on "Pale Tide" had been due to begin in May.',
            "filming_start",
            [("-", "retracted")],
        ),
        ('Filming on "Pale Tide" is due to begin in May.', "filming_start", [("+", "scheduled")]),
        (
            'Earlier reports, ours among them, that filming on "Pale Tide" would begin in May were wrong.',
            "filming_start",
            [("-", "retracted")],
        ),
        (
            '"Pale Tide" will return on May 5, 2026, if you can believe it.',
            "premiere",
            [("+", "scheduled")],
        ),
        (
            '"Pale Tide" will return on May 5, 2026, if filming ends in time.',
            "premiere",
            [("+", "conditional")],
        ),
        ('If only "Pale Tide" would return in May 2026.', "premiere", []),
    ],
)
def test_how_it_holds(text: str, event: str, told: list[tuple[str, str]]) -> None:
    assert stance(text, event) == told


def test_words_of_a_title_are_no_cue() -> None:
    text = 'Northlight has made "Otherwise Unless". Filming on "Otherwise Unless" began on Monday.'
    assert stance(text, "filming_start") == [("+", "asserted")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            '"It is done," Marla Voss said. "Filming on the second season of Pale Tide ended on Monday."',
            "Marla Voss",
        ),
        (
            'Producer Marla Voss laughed. "Filming on the second season of Pale Tide ended on Monday."',
            "Marla Voss",
        ),
        (
            'Marla Voss: "We ended filming on the second season of Pale Tide on Monday."',
            "Marla Voss",
        ),
        ('Filming on "Pale Tide" ended on Monday, two crew members said.', "two crew members"),
        ('Filming on "Pale Tide" ended on Monday, according to the caterer.', "the caterer"),
        ('Vantor+ has renewed "Pale Tide" for a second season.', "Vantor+"),
    ],
)
def test_who_says_so(text: str, name: str) -> None:
    assert name in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        'Filming on "Pale Tide" ended on Monday. "It is cold here," Marla Voss said.',
        'The teaser shows that "Pale Tide" returns on May 5, 2026.',
        'Filming on "Pale Tide" ended on Monday, the third time it did.',
    ],
)
def test_who_says_nothing_of_it(text: str) -> None:
    assert set(sources(text)) == {None}
