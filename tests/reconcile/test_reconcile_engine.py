"""What the rest of a text says bears on whether a pair of claims is a finding, and against whom."""

from __future__ import annotations

from dataclasses import replace

from reconcile_builders import claim, codes, run

OTHER = {"outlet": "Tide Weekly"}


def test_an_article_that_says_both_contradicts_itself_alone() -> None:
    said = {"article": "page", "said": "2025-06-12"}
    first = claim("filming_end", "2025-01-27", at=1, **said)
    second = claim("filming_end", "2025-05-30", at=900, **said)
    other = claim("filming_end", "2025-05-01/2025-05-31", said="2025-06-14", **OTHER)
    found = [f for f in run(first, second, other).findings if f.relation == "contradiction"]
    assert [f.code for f in found] == ["D101"]
    assert set(found[0].claims[:2]) == {first.id, second.id}
    assert "D101" in codes(first, other), "alone, the one date contradicts the other article"


def test_a_state_the_same_text_overtakes_is_not_held_against_others() -> None:
    renewed = claim("renewal", "2025-02-13", said="2025-02-13")
    page = {"article": "page", "said": "2025-11-04", "outlet": "Dial"}
    not_yet = claim("renewal", polarity="-", at=1, **page)
    itself = claim("renewal", "2025-02-13", at=900, **page)
    assert codes(renewed, not_yet) == ["S201"]
    assert codes(renewed, not_yet, itself) == ["S102"]


def test_what_reads_as_past_is_what_the_same_text_plans() -> None:
    page = {"article": "page", "said": "2025-07-02"}
    back = claim("premiere", "2025-07-01/2025-07-31", at=1, **page)
    night = claim("premiere", "2025-07-17", modality="scheduled", at=900, **page)
    moved = claim("premiere", "2025-11-12", modality="scheduled", said="2025-08-25", **OTHER)
    assert "D103" in codes(back, moved)
    assert "D103" not in codes(back, night, moved)


def test_availability_from_a_day_on_is_no_second_first_night() -> None:
    shown = claim("premiere", "2025-05-15", season=None, kind="film", said="2025-05-20")
    later = {"season": None, "kind": "film", "modality": "scheduled", "said": "2025-07-03", **OTHER}
    assert "D103" in codes(shown, claim("premiere", "2025-08-25", **later))
    assert codes(shown, claim("premiere", "2025-08-25/..", **later)) == []


def test_first_nights_far_apart_may_be_those_of_two_seasons() -> None:
    first = claim("premiere", "2021-01-01/2021-12-31", season=None)
    assert codes(first, claim("premiere", "2025-05-20", season=None, **OTHER)) == []
    assert codes(
        claim("premiere", "2025-03-20", season=None), claim("premiere", "2025-05-20", season=None, **OTHER)
    ) == ["D101"]


def test_a_guess_is_stale_only_against_its_own_season() -> None:
    guess = claim("premiere", "2026-01-01/2026-01-31", modality="estimated", season=5, said="2025-06-20")
    assert "S204" in codes(claim("premiere", "2025-05-20", season=5), guess)
    assert codes(claim("premiere", "2025-05-20", season=None), guess) == []


def test_a_sentence_that_tells_of_end_and_order_tells_of_a_rescue() -> None:
    page = {"article": "page", "said": "2025-06-05"}
    saved = claim("renewal", "2025-06-05", quote="Orrin has ordered more", at=10, **page)
    ended = claim("cancellation", quote="after the axe fell at Vale", at=34, **page)
    both = [saved, ended]
    assert codes(*both) == ["S102"], "nothing says that the two stand in one sentence"
    adjoining = replace(saved, quote=replace(saved.quote, suffix=", after the axe fell at Vale."))
    assert codes(adjoining, ended) == []
    parted = replace(saved, quote=replace(saved.quote, suffix=". After the axe fell at Vale."))
    assert codes(parted, ended) == ["S102"]
    whole = claim("cancellation", quote="Orrin has ordered more after the axe", at=10, **page)
    assert codes(saved, whole) == []
    unnumbered = claim("cancellation", season=None, quote="after the axe fell at Vale", at=134, **page)
    assert codes(saved, unnumbered) == ["R202"]


def test_a_doubtful_reading_makes_no_clash_of_days() -> None:
    day = claim("filming_end", "2025-05-30")
    assert codes(day, claim("filming_end", "2025-05-20", confidence=0.5, **OTHER)) == ["D101"]
    assert codes(day, claim("filming_end", "2025-05-20", confidence=0.45, **OTHER)) == []
