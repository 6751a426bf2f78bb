"""Who says what in running text; all people and outlets are invented."""

from __future__ import annotations

import pytest

from dateline.extract.nlp import load_model
from dateline.extract.voices import Voice, find_voices, quotations
from dateline.lexicon import load


def voices(text: str) -> list[tuple[str | None, str, str]]:
    found: list[Voice] = find_voices(load_model()(text), load())
    return [
        (
            text[slice(*v.source)] if v.source else None,
            text[slice(*v.cue)],
            " … ".join(text[a:b].strip(" ,.") for a, b in v.content),
        )
        for v in found
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Marla Voss said that the drama would return in May.",
            "Marla Voss",
            "said",
            "that the drama would return in May",
        ),
        (
            "“We are done filming,” Marla Voss told reporters.",
            "Marla Voss",
            "told",
            "“We are done filming,”",
        ),
        (
            "According to two people close to the show, filming begins in June.",
            "two people close to the show",
            "According to",
            "filming begins in June",
        ),
        (
            "The network denied the rumour.",
            "The network",
            "denied",
            "the rumour",
        ),
        (
            "Her claim that the show was cancelled surprised the cast.",
            "Her",
            "claim",
            "that the show was cancelled",
        ),
    ],
)
def test_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in voices(text)


@pytest.mark.parametrize(
    "text",
    ["Filming begins in June.", "The crew painted the set and went home.", "The boat sank on Tuesday."],
)
def test_plain_news_has_no_voice(text: str) -> None:
    assert voices(text) == []


def test_what_a_speaker_reports_is_not_attributed_again() -> None:
    assert [v[0] for v in voices("Marla Voss said that she thought the show was over.")] == ["Marla Voss"]


def test_a_quotation_that_runs_on_stays_with_its_speaker() -> None:
    text = "“We are done filming,” Marla Voss said. “It was a long and a very cold winter for all of us.”"
    (voice,) = voices(text)
    assert voice[2].endswith("“It was a long and a very cold winter for all of us.”")


def test_a_scare_quote_runs_on_from_nobody() -> None:
    (voice,) = voices("Marla Voss said it was over. The “cold” house was sold.")
    assert "cold" not in voice[2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“It is done", ["“It is done"]),
        ("no marks", []),
        ("a last mark”", []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in quotations(text)] == found


@pytest.mark.parametrize("text", ["", '"' * 4000, "“" * 4000, "said " * 800, "he said " * 800, "X: " * 800])
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    for voice in find_voices(load_model()(text), load()):
        assert all(0 <= a < b <= len(text) for a, b in (voice.cue, *voice.content))
