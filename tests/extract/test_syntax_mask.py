"""Masking a title keeps a way back from every code point to the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.syntax import mask


@pytest.mark.parametrize(
    ("text", "title", "masked"),
    [
        ("We could see Salt and Stay return.", "Salt and Stay", "We could see Avalon return."),
        ("Then “Glass Harbour” returns.", "Glass Harbour", "Then Avalon returns."),
        ("In “Glass Harbour,” she sings.", "Glass Harbour", "In Avalon, she sings."),
    ],
)
def test_a_title_becomes_one_name(text: str, title: str, masked: str) -> None:
    start = text.index(title)
    found = mask(text, 100, [(100 + start, 100 + start + len(title))])
    assert found.text == masked
    at = masked.index("Avalon")
    assert (found.left[at], found.right[at]) == (100 + start, 100 + start + len(title))


def test_without_titles_nothing_changes() -> None:
    found = mask("It returns.", 5, [])
    assert found.text == "It returns."
    assert found.left[0] == 5
    assert found.right[-1] == 16


@given(
    text=st.text(alphabet=st.sampled_from("ab “”\"',."), max_size=40),
    offset=st.integers(0, 50),
    cuts=st.lists(st.tuples(st.integers(0, 45), st.integers(1, 12)), max_size=4),
)
def test_every_code_point_leads_back_to_the_sentence(
    text: str, offset: int, cuts: list[tuple[int, int]]
) -> None:
    titles = sorted((offset + start, offset + start + length) for start, length in cuts)
    found = mask(text, offset, titles)
    assert len(found.text) == len(found.left) == len(found.right)
    for left, right in zip(found.left, found.right, strict=True):
        assert offset <= left < right <= offset + len(text)
    assert list(found.left) == sorted(found.left)
