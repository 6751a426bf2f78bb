"""Unmarked titles: where the words around a name show that it is one, and where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import lexicon as lexica
from dateline.extract.title_model import candidates, likely_titles, tokenise
from dateline.extract.title_places import STRONG, framed_titles
from dateline.extract.title_spots import may_be_title, title_runs

LEXICON = lexica.load()


def likely(text: str) -> list[str]:
    return [name for _, name, _ in likely_titles(text, [(0, len(text), "paragraph")], LEXICON)]


def framed(text: str) -> list[str]:
    found = framed_titles(text, title_runs(text, LEXICON), LEXICON)
    return [name for _, name, weight in found if weight >= STRONG]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Season three of The Pewter Mile premieres on Jan. 9.", "The Pewter Mile"),
        ("Filming on Gannet Sound wrapped on Friday.", "Gannet Sound"),
        ("The trailer for Sandling dropped on Tuesday.", "Sandling"),
        ("The network has renewed Ember & Ash for a fourth season.", "Ember & Ash"),
    ],
)
def test_a_name_where_works_stand_is_a_title(text: str, title: str) -> None:
    assert title in likely(text) or title in framed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sunniva Dahl told the Harbour Post on Monday that she was tired.",
        "The crew flew from Tarnholm to Lisbon in March, said Ottoline Prewse.",
        "Tidewater Bank reported a loss for the third quarter.",
    ],
)
def test_people_places_and_banks_are_none(text: str) -> None:
    assert likely(text) == []


def test_a_company_that_premieres_something_is_no_title() -> None:
    assert "Vellum" not in framed("Vellum premieres the new season on May 3.")
    assert "Sandling" in framed("Sandling premieres on May 3.")


@pytest.mark.parametrize(
    "name", ["March", "Production", "The 10", "Ines Marchetti and Bram Oduya", "Jory Vane, 34"]
)
def test_what_no_title_can_be(name: str) -> None:
    assert not may_be_title(name, LEXICON)


@given(st.text(alphabet=st.sampled_from("Abc Of the's:,.&0 “”\n"), max_size=80))
def test_candidates_lie_inside_any_text(text: str) -> None:
    tokens = tokenise(text)
    for span in candidates(tokens):
        assert 0 <= span.i < span.j <= len(tokens)
    for start, name, chance in likely_titles(text, [(0, len(text), "paragraph")], LEXICON):
        assert text[start : start + len(name)] == name
        assert 0 < chance <= 1
