"""The proof inside times.toml: each phrase names its window, and the quiet sentences stay quiet."""

from __future__ import annotations

import pytest

from dateline.extract.times import find_times
from dateline.lexicon.times import Fire, load_times

WORDS = load_times()


@pytest.mark.parametrize("fire", WORDS.fire, ids=lambda fire: fire.phrase)
def test_a_phrase_of_the_lexicon_names_its_window(fire: Fire) -> None:
    start = fire.text.index(fire.phrase)
    end = start + len(fire.phrase)
    found = [
        e
        for e in find_times(fire.text, published=fire.published)
        if e.start < end and start < e.end and e.window
    ]
    assert found, "no time was read over the phrase"
    best = max(found, key=lambda e: min(e.end, end) - max(e.start, start))
    assert best.window is not None
    assert f"{best.window.earliest or '..'}/{best.window.latest or '..'}" == fire.window
    assert best.start <= start
    assert best.end >= end


@pytest.mark.parametrize("sentence", WORDS.silent)
def test_a_quiet_sentence_of_the_lexicon_tells_no_time(sentence: str) -> None:
    assert [e.text for e in find_times(sentence, published="2023-10-05") if e.window] == []
