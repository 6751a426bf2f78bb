"""Seasons, parts and episodes as they are named in running text.

"Season 2", "seasons three and four", "the sophomore run", "series two", "Part 1 of Season 3", "its next
season".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["NUMBERS", "SeasonMention", "find_seasons", "number"]

_CARDINALS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
NUMBERS: dict[str, int] = {
    **{w: n for n, w in enumerate(_CARDINALS, 1)},
    **{w: n for n, w in enumerate(_ORDINALS, 1)},
    "freshman": 1,
    "debut": 1,
    "inaugural": 1,
    "sophomore": 2,
    "junior": 3,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
}
_CARD = r"(?:\d{1,2}|" + "|".join(_CARDINALS) + ")"
_ORD = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|"
    + "|".join((*_ORDINALS, "freshman", "sophomore", "debut", "inaugural", "junior"))
    + ")"
)
_UNIT = r"(?:season|series|run|outing|cour|year)"
_NUMBERED = re.compile(
    rf"\b(?P<unit>seasons?|series)\s+(?P<a>{_CARD})(?!\w|:\d|\.\d)(?:\s*(?:,\s*)?(?P<join>and|&|to|through|[-–])\s*(?P<b>{_CARD})\b(?!\s*(?:episodes|million)))?"
    rf"|\bS(?P<s>\d{{1,2}})\b(?!\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?P<a>{_ORD})(?:\s*(?:,|and|&)+\s*(?P<b>{_ORD}|final|last))?[\s-]+(?:and\s+(?P<final>final|last)\s+)?(?:\w+\s+)?(?P<unit>{_UNIT}s?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<word>next|new|upcoming|forthcoming|latest|current|coming|final|last|another|previous|past|prior|further|future|this|the)\s+(?:all-new\s+)?seasons?\b(?!\s+\d)",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    rf"\b(?:an?|its|their|the|no|any)\s+(?P<a>{_ORD})(?=\s*(?:[,.;:!?)”\"’']|$)|\s+(?:in|on|at|and|but|before|after|is|was|"
    r"has|had|will|would|have|being|already|last|next|this|today|yesterday|by|from)\b)",
    re.IGNORECASE,
)
"""“… and for a third in August": an ordinal alone, after a season has been numbered."""
_DECIDING = re.compile(
    r"\b(?:renew|recommission|order|commission|greenl|option on|pick|get|got|giv|gave|hand|scripts? for|"
    r"work on|written|planned)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:renew\w*|recommission\w*|reorder\w*|re-?up\w*|return\w*|back|set)\b"
    rf"[^.;!?]{{0,60}}?\bfor\s+(?:an?\s+|its\s+)?(?P<a>{_ORD})"
    r"\s+(?!time|day|week|month|hour|straight|consecutive|film|movie|feature|date|airing|showing|show|part|half|"
    r"volume|batch)[a-z-]{3,}\b"
    rf"|\b(?:pick\w* up|order\w*|commission\w*|gave|giv\w+|hand\w*|gets?|got|getting|land\w*|earn\w*)\b"
    rf"[^.;!?]{{0,40}}?\b(?:an?|its)\s+(?P<b>{_ORD})"
    r"\s+(?:helping|serving|stint|term|dose|innings|chapter|voyage|tide|round|go-?round|trip|ride|lap|dance)\b",
    re.IGNORECASE,
)
"""“Renewed for a second helping": whatever a season is called after the words that order one."""
_BOTH = re.compile(
    rf"\bseasons\s*[,:(–—-]\s*(?:its|the|a)\s+(?P<a>{_ORD})\s+and\s+(?:its\s+|the\s+|a\s+)?(?P<b>{_ORD})\b",
    re.IGNORECASE,
)
"""“Two more seasons, its fourth and fifth"."""
_PART = re.compile(
    rf"\b(?:part|volume|vol\.?|chapter|block)\s+(?P<a>{_CARD}|i{{1,3}}|iv|v)\b"
    rf"|\b(?P<b>{_ORD}|final|last)\s+(?:part|half|volume|batch)\b(?!\s+of\s+(?:the\s+)?(?:\d{{4}}|year|month|decade|century))",
    re.IGNORECASE,
)

_REACH = 200
"""Code points from a numbered season to an ordinal that stands alone for another."""

Relative = Literal["next", "this", "final", "previous", "another"]
_RELATIVE_KIND: dict[str, Relative] = {
    "next": "next",
    "new": "this",
    "upcoming": "this",
    "forthcoming": "this",
    "coming": "this",
    "future": "this",
    "latest": "this",
    "current": "this",
    "this": "this",
    "the": "this",
    "final": "final",
    "last": "previous",
    "previous": "previous",
    "past": "previous",
    "prior": "previous",
    "another": "another",
    "further": "another",
}


@dataclass(frozen=True, slots=True)
class SeasonMention:
    """Words that name seasons, or a part of one; offsets into the text searched, plus `base`."""

    start: int
    end: int
    seasons: tuple[int, ...] = ()
    relative: Relative | None = None
    part: int | None = None
    plural: bool = False


def number(word: str) -> int | None:
    """The number a word, digit string or ordinal stands for; None when it is none."""
    word = word.casefold().rstrip(".")
    if word.isdecimal():
        return int(word)
    if word in NUMBERS:
        return NUMBERS[word]
    digits = re.match(r"(\d+)(?:st|nd|rd|th)$", word)
    return int(digits[1]) if digits else None


def find_seasons(text: str, base: int = 0) -> Iterator[SeasonMention]:
    """Yield the season and part mentions of `text`, leftmost first, none inside another."""
    found: list[SeasonMention] = []
    for match in _NUMBERED.finditer(text):
        if match["s"]:
            found.append(SeasonMention(base + match.start(), base + match.end(), (int(match["s"]),)))
            continue
        seasons = _range(
            match["a"], match["b"], match["join"], plural=match["unit"].lower().endswith("seasons")
        )
        end = match.end() if len(seasons) > 1 or not match["b"] else match.end("a")
        found.append(SeasonMention(base + match.start(), base + end, seasons))
    for match in _ORDINAL.finditer(text):
        unit = match["unit"].casefold()
        if (
            unit.startswith(("run", "outing", "instal", "cour", "year"))
            and match["a"][0].isdecimal()
            and unit.startswith("year")
        ):
            continue
        numbers = [n for n in (number(match["a"]), number(match["b"]) if match["b"] else None) if n]
        if unit.startswith("year") and match["a"].casefold() not in {"sophomore", "freshman"}:
            continue
        found.append(SeasonMention(base + match.start(), base + match.end(), tuple(numbers)))
    for match in _RELATIVE.finditer(text):
        kind = _RELATIVE_KIND[match["word"].casefold()]
        plural = match.group().casefold().endswith("seasons")
        found.append(SeasonMention(base + match.start(), base + match.end(), relative=kind, plural=plural))
    for match in _PART.finditer(text):
        part = number(match["a"] or match["b"]) or 2
        found.append(SeasonMention(base + match.start(), base + match.end(), part=part))
    for match in _ORDERED.finditer(text):
        group = "a" if match["a"] else "b"
        if ordered := number(match[group]):
            found.append(SeasonMention(base + match.start(group), base + match.end(), (ordered,)))
    for match in _BOTH.finditer(text):
        both = tuple(n for n in (number(match["a"]), number(match["b"])) if n)
        found.append(SeasonMention(base + match.start("a"), base + match.end(), both))
    found.extend(_elliptic(text, base, found))
    found.sort(key=lambda m: (m.start, -m.end))
    last = -1
    for mention in found:
        if mention.start >= last:
            yield mention
            last = mention.end


def _elliptic(text: str, base: int, found: list[SeasonMention]) -> Iterator[SeasonMention]:
    """Ordinals that stand alone for a season, because the text just before has numbered one."""
    numbered = sorted(m.end - base for m in found if m.seasons)
    for match in _ELLIPTIC.finditer(text):
        k = bisect_left(numbered, match.start())
        if k and match.start() - numbered[k - 1] <= _REACH and (season := number(match["a"])):
            gap = text[numbered[k - 1] : match.start()]
            around = text[max(0, match.start() - 50) : match.end() + 40]
            if "\n\n" not in gap.strip() and _DECIDING.search(around):
                yield SeasonMention(base + match.start("a"), base + match.end("a"), (season,))


def _range(first: str, second: str | None, join: str | None, *, plural: bool) -> tuple[int, ...]:
    low, high = number(first), number(second) if second else None
    if low is None:
        return ()
    if high is None or high <= low or not (plural or (join in {"and", "&"} and high == low + 1)):
        return (low,)
    if join in {"to", "through", "-", "–"}:
        return tuple(range(low, min(high, low + 12) + 1))
    return (low, high)
