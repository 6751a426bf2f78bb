"""The notation of lexicon phrases."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import LexiconError
from dateline.lexicon.phrases import compile_phrases, inflect, plural, to_pattern

IRREGULAR = {"begin": ("begins", "began", "begun", "beginning")}


def pattern(*phrases: str) -> re.Pattern[str]:
    return compile_phrases(phrases, IRREGULAR)


@pytest.mark.parametrize(
    ("phrase", "fires", "quiet"),
    [
        ("{premiere}", "It premiered in May.", "The premier spoke."),
        ("{begin}", "Filming began.", "A new beginner."),
        ("[trailer]", "Two trailers", "the trailered boat"),
        ("(set|slated)? to air", "It is to air", "It is due air"),
        ("(set|slated)? to air", "slated  to\nair", "slated air"),
        ("picked ... up", "picked the whole show up", "picked it; up"),
        ("season #", "season three", "season thrice"),
        ("spin-off", "spin off", "spin the off"),
        ("spin-off", "spinoff", "spinoffs"),
        ("won't air", "It won’t air", "It wont air"),
        ("n't", "It didn't air", "n' t"),
    ],
)
def test_a_mark_means_what_it_says(phrase: str, fires: str, quiet: str) -> None:
    assert pattern(phrase).search(fires)
    assert not pattern(phrase).search(quiet)


def test_the_longer_phrase_wins() -> None:
    found = pattern("release", "release date").search("the release date")
    assert found
    assert found.group() == "release date"


@pytest.mark.parametrize("phrase", ["", "...", "(set)?", "-"])
def test_a_phrase_that_needs_no_word_is_refused(phrase: str) -> None:
    with pytest.raises(LexiconError, match="anywhere"):
        pattern(phrase)


@pytest.mark.parametrize("phrase", ["(set", "set)", "{set", "[set", "{s t}"])
def test_a_broken_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(LexiconError, match="phrase"):
        to_pattern(phrase, {})


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("air", ("air", "airs", "aired", "airing")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("drop", ("drop", "drops", "dropped", "dropping")),
        ("launch", ("launch", "launches", "launched", "launching")),
        ("begin", ("begin", "begins", "began", "begun", "beginning")),
    ],
)
def test_verbs_are_inflected(verb: str, forms: tuple[str, ...]) -> None:
    assert inflect(verb, IRREGULAR) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("trailer", "trailers"), ("comedy", "comedies"), ("boss", "bosses")]
)
def test_nouns_have_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


@given(words=st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=6), min_size=1, max_size=5))
def test_plain_words_match_themselves_whatever_their_spacing(words: list[str]) -> None:
    assert pattern(" ".join(words)).fullmatch("  ".join(words).upper())


@given(phrase=st.text(alphabet="ab (){}[]|?.-#'", max_size=14))
def test_a_phrase_is_compiled_or_refused(phrase: str) -> None:
    try:
        found = to_pattern(phrase, {})
    except LexiconError:
        return
    re.compile(found)
