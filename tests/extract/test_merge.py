"""What an article says several times is one claim; what differs stays apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.extract.identity import claim_id, quote_of
from dateline.extract.merge import merge_claims
from dateline.model import Attribution, Claim, Scope, Subject
from dateline.window import Window

TEXT = "Glass Harbour opens in May. The drama opens on May 7. It opens in June."
MAY = Window(earliest=dt.date(2025, 5, 1), latest=dt.date(2025, 5, 31))
MAY_7 = Window(earliest=dt.date(2025, 5, 7), latest=dt.date(2025, 5, 7))
JUNE = Window(earliest=dt.date(2025, 6, 1), latest=dt.date(2025, 6, 30))


def claim(window: Window | None, start: int, end: int, **changes: object) -> Claim:
    made = Claim(
        id="",
        article="a",
        doc="a",
        subject=Subject(work="Glass Harbour", kind="series", season=2),
        event="premiere",
        window=window,
        value=None,
        scope=Scope(),
        polarity="+",
        modality="scheduled",
        condition=None,
        attribution=None,
        as_of=None,
        as_of_explicit=False,
        quote=quote_of(TEXT, start, end),
        confidence=0.9,
        outlet=None,
        published=None,
        notes=(),
    )
    made = replace(made, **changes)
    return replace(made, id=claim_id(made))


def test_a_coarser_telling_is_a_mention_of_the_finer() -> None:
    (found,) = merge_claims([claim(MAY, 0, 27), claim(MAY_7, 28, 53)])
    assert found.window == MAY_7
    assert found.mentions == ((0, 27),)


def test_other_days_stay_apart_in_text_order() -> None:
    found = merge_claims([claim(JUNE, 54, 71), claim(MAY_7, 28, 53)])
    assert [c.window for c in found] == [MAY_7, JUNE]


def test_two_sources_of_the_same_are_named_together() -> None:
    one = claim(MAY_7, 0, 27, attribution=Attribution(name="Mara Orne", kind="person"))
    two = claim(MAY_7, 28, 53, attribution=Attribution(name="Harbour Post", kind="outlet"))
    (found,) = merge_claims([one, two])
    assert found.attribution == Attribution(name="Mara Orne; Harbour Post", kind="person")


def test_a_finer_day_of_another_source_is_another_claim() -> None:
    one = claim(MAY, 0, 27, attribution=Attribution(name="Mara Orne", kind="person"))
    two = claim(MAY_7, 28, 53, attribution=Attribution(name="Harbour Post", kind="outlet"))
    assert len(merge_claims([one, two])) == 2


def test_spellings_of_the_title_do_not_part_claims_but_seasons_do() -> None:
    other = Subject(work="The Glass Harbour", kind="series", season=2)
    assert len(merge_claims([claim(MAY_7, 0, 27), claim(MAY_7, 28, 53, subject=other)])) == 1
    third = Subject(work="Glass Harbour", kind="series", season=3)
    assert len(merge_claims([claim(MAY_7, 0, 27), claim(MAY_7, 28, 53, subject=third)])) == 2


def test_a_denial_is_never_merged_with_what_it_denies() -> None:
    assert len(merge_claims([claim(MAY_7, 0, 27), claim(MAY_7, 28, 53, polarity="-")])) == 2
