"""Where an unmarked title shows itself by the words around it: "season 2 of X", "X premieres on May 3".

The lists of words are data (``before-title`` and ``after-title``); this module says which capitalised run of
those that a passage holds they frame. A transitive verb after a name ("X premieres the new drama") makes the
name the one who shows, not what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon import Lexicon

__all__ = ["STRONG", "WEAK", "framed_titles"]

STRONG, WEAK = 3.5, 2.0
"""Weights of a frame that only titles stand in, and of one in which people and companies stand too."""

_LISTS = ("before-title", "after-title", "before-title-weak", "after-title-weak")
_REACH = 48
"""Code points before and after a name in which its frame must stand."""
_OWNER = re.compile(r"(?P<owner>.+?)['’]s?\s+(?P<rest>[A-Z0-9].*)$")
_TRANSITIVE = re.compile(
    r"\s+(?:the|its|their|an?|his|her|all|both|new|two|three|season|series|[“\"‘])(?!\w)"
    r"|\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|"
    r"Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Christmas|Easter|Halloween|Thanksgiving|Boxing|New|Memorial|Labor|Valentine|In|On|At|This|Next)\b)[A-Z]"
)
_DATED_TAIL = re.compile(
    r",?\s+(?:(?:on|in|by|from|until|for|at|to|since|this|next)\s+)?(?:(?:Jan(?:uary|\b)|Feb(?:ruary|\b)|Mar(?:ch|\b)|Apr(?:il|\b)|June?\b|"
    r"July?\b|Aug(?:ust|\b)|Sept?(?:ember|\b)|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b)|May)\.?\s+\d|(?:19|20)\d\d\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_VERBAL = re.compile(r"\w+(?:s|ed|ts)$|\w*(?:premiere|air|debut|bow)\w*$", re.IGNORECASE)


def framed_titles(
    text: str, runs: list[tuple[int, int, str]], lexicon: Lexicon
) -> Iterator[tuple[int, str, float]]:
    """Offset, words and weight of each run, or part of one, that the words around it frame as a title."""
    before, after, led_weakly, followed_weakly = _frames(lexicon)
    for begin, _, run in runs:
        best: tuple[float, int, str] | None = None
        for start, name in _variants(begin, run):
            end, lead = start + len(name), text[max(0, start - _REACH) : start]
            match = after.match(text, end)
            shown = match is not None and not (
                _VERBAL.search(match.group()) and _TRANSITIVE.match(text, match.end())
            )
            weight = STRONG if shown or before.search(lead) else 0.0
            weight += WEAK * (bool(led_weakly.search(lead)) + bool(followed_weakly.match(text, end)))
            if weight and (best is None or weight > best[0]):
                best = (weight, start, name)
        if best:
            yield best[1], best[2], best[0]


def _variants(begin: int, run: str) -> Iterator[tuple[int, str]]:
    """The run whole, without what owns it, and up to its first comma."""
    run = _DATED_TAIL.split(run)[0]
    yield begin, re.sub(r"['’]s?$", "", run)
    owner = _OWNER.match(run)
    if owner:
        yield begin + owner.start("rest"), owner["rest"]
        yield begin, owner["owner"]
    for cut in (", ", " and ", " for ", " on ", " in "):
        if cut in run:
            yield begin, run[: run.index(cut)]
            if cut in {", ", " and "}:
                rest = run[run.rindex(cut) + len(cut) :]
                yield begin + len(run) - len(rest), rest


@lru_cache(maxsize=8)
def _led(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _followed(words: str) -> re.Pattern[str]:
    return re.compile(rf"[’'”\"]?,?(?:\s+|(?=['’]s\b))(?:{words})", re.IGNORECASE)


def _frames(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    words = {key: lexicon.words[key].pattern for key in _LISTS}
    return (
        _led(words["before-title"]),
        _followed(words["after-title"]),
        _led(words["before-title-weak"]),
        _followed(words["after-title-weak"]),
    )
