"""Titles are found where newspapers mark them, and their aliases meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import lexicon
from dateline.extract.derived import derived_work
from dateline.extract.title_spots import quoted_titles, title_runs
from dateline.extract.works import WorkIndex, index_works
from dateline.model import Article, Block
from dateline.titles import fold_title

LEXICON = lexicon.load()


def index(headline: str, body: str) -> WorkIndex:
    text = f"{headline}\n\n{body}"
    blocks = (
        Block(kind="title", start=0, end=len(headline)),
        Block(kind="paragraph", start=len(headline) + 2, end=len(text)),
    )
    return index_works(Article(id="a", doc="a", source="a.txt", text=text, blocks=blocks), LEXICON)


@pytest.mark.parametrize(
    ("headline", "body", "work"),
    [
        ("‘Glass Harbour’ renewed", "The drama returns for season two.", "Glass Harbour"),
        ("Glass Harbour Season 2: all we know", "The show is back.", "Glass Harbour"),
        ("What to watch", "“Glass Harbour” opens; the film stars Mara Orne.", "Glass Harbour"),
        ("News of the week", "Filming of season three of Tin Moon began.", "Tin Moon"),
    ],
)
def test_an_article_is_about_the_work_it_marks(headline: str, body: str, work: str) -> None:
    assert index(headline, body).main == work


def test_a_page_without_works_has_none() -> None:
    assert index("Council votes on bridge", "Mayor Orne said the road opens in May.").main is None


def test_a_subtitle_is_an_alias_and_a_number_another_work() -> None:
    found = index(
        "‘Tin Moon: The Long Night’ sets a date",
        "The film ‘Tin Moon’ opens in May, after ‘Tin Moon: The Long Night’. Tin Moon 2 is a film too.",
    )
    assert {m.work for m in found.mentions} == {"Tin Moon: The Long Night"}
    assert not any(found.within(m.start, m.end + 2) and "2" in m.work for m in found.mentions)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("‘Tin Moon’ spinoff", "Tin Moon spin-off"),
        ("the sequel to ‘Tin Moon’", "Tin Moon sequel"),
        ("‘Tin Moon’ returns", "Tin Moon"),
    ],
)
def test_a_work_may_be_named_after_another(text: str, works: str) -> None:
    start = text.index("Tin Moon")
    assert derived_work(text, start, start + len("Tin Moon"), "Tin Moon")[1] == works


@pytest.mark.parametrize(
    "text", ["“Yes,” he said.", "“we do not know yet”", "Mara “Sparrow” Orne", "episode 4, “The Ferry”"]
)
def test_not_every_quotation_is_a_title(text: str) -> None:
    assert quoted_titles(text, LEXICON) == []


def test_openers_are_no_part_of_a_name() -> None:
    assert [name for _, _, name in title_runs("When Glass Harbour opens", LEXICON)] == ["Glass Harbour"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Salt Road", "salt road"),
        ("K.I.T.E.", "KITE"),
        ("Orne & Sons", "Orne and Sons"),
        ("Élan", "Elan"),
        ("The Keeper’s Son", "Keeper's Son"),
        ("7-2-7", "7 2 7"),
    ],
)
def test_spellings_of_one_title_meet(one: str, other: str) -> None:
    assert fold_title(one) == fold_title(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Salt Road", "Salt Roads"), ("Tin Moon", "Tin Moon 2"), ("7-2-7", "727")]
)
def test_other_titles_stay_apart(one: str, other: str) -> None:
    assert fold_title(one) != fold_title(other)


@given(title=st.text(max_size=20))
def test_a_folded_title_ignores_case_and_stays_when_folded_again(title: str) -> None:
    assert bool(fold_title(title)) == bool(title)
    assert fold_title(f"The Salt {title}") == fold_title(f"the salt {title}")


@given(text=st.text(alphabet=st.sampled_from("Aa bB'’“”.,1&-"), max_size=60))
def test_names_lie_where_they_are_said_to(text: str) -> None:
    for start, end, name in title_runs(text, LEXICON):
        assert text[start:end] == name
