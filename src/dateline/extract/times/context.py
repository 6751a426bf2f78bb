"""What surrounds a time: the tense of its clause, and the years that the text itself tells."""

from __future__ import annotations

import re
from typing import Literal

from dateline.extract.times.tokens import BREAK, Tokens
from dateline.extract.times.words import Words

__all__ = ["Tense", "lies_ahead", "sentence_bounds", "tense_at"]

Tense = Literal["future", "present", "past", "weak"]
"""``weak``: a bare "is" or "are", which leans to what lies ahead."""

_ENDS = frozenset([BREAK, "", "!", "?"])
_LOOK = 16
_ABBREVIATION = re.compile(
    r"(?:[a-z]|mr|mrs|ms|dr|st|jr|sr|vs|no|inc|co|corp|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ep|vol|gen|sen|rep|gov|lt|col)"
)


def ends_sentence(tokens: Tokens, k: int) -> bool:
    """Whether token `k` closes a sentence."""
    word = tokens.low[k]
    if word in _ENDS:
        return True
    if word != ".":
        return False
    if k and _ABBREVIATION.fullmatch(tokens.low[k - 1]) and tokens.glued(k):
        following = tokens.raw[k + 1]
        return (
            len(tokens.low[k - 1]) > 1
            and following[:1].isupper()
            and tokens.low[k - 1]
            not in ("mr", "mrs", "ms", "dr", "st", "gen", "sen", "rep", "gov", "lt", "col")
        )
    return True


def sentence_bounds(tokens: Tokens, i: int, j: int) -> tuple[int, int]:
    """The tokens of the sentence around tokens `i` to `j`, at most 60 on each side."""
    first = i
    while first > 0 and i - first < 60 and not ends_sentence(tokens, first - 1):
        first -= 1
    last = j
    while last < tokens.count and last - j < 60 and not ends_sentence(tokens, last):
        last += 1
    return first, last


def tense_at(tokens: Tokens, words: Words, i: int, j: int) -> Tense | None:
    """On which side of publication the clause around tokens `i` to `j` puts its time.

    The nearest cue to the left decides; where a time opens its clause, the nearest to the right.
    """
    first, last = sentence_bounds(tokens, i, j)
    if tokens.low[j] in words.company["dated_nouns"]:
        return "weak"
    if tokens.low[i] == "effective":
        return "weak"
    if "since" in (tokens.low[i], tokens.low[i - 1]):
        return "past"
    if _barred(tokens, i) and _told_by(tokens, words, i, first):
        return "future"
    if tokens.low[i - 1] == "for" and "set" in tokens.low[max(first, i - 14) : i]:
        return "future"
    for k in range(i - 1, max(first, i - _LOOK) - 1, -1):
        if tokens.low[k] in ("is", "are") and i - k <= (8 if tokens.low[k + 1].endswith("ing") else 4):
            return "present"
        cue = _cue(tokens, words, k, first)
        if cue:
            return cue
        if tokens.low[k] == ";":
            break
    attributed = tokens.low[j] == ","
    for k in range(j, min(last, j + _LOOK)):
        cue = _cue(tokens, words, k, first)
        closes = not tokens.low[k + 1][:1].isalpha()
        if cue == "past" and attributed and closes and tokens.low[k] in words.company["tellers"]:
            # ", the label confirmed" tells when it was said, not what is.
            break
        if cue:
            return cue
        if tokens.low[k] == ";":
            break
    if tokens.low[i] in ("starting", "beginning", "commencing"):
        return "weak"
    here = range(max(first, i - _LOOK), min(last, j + _LOOK))
    return "weak" if any(tokens.low[k] in ("is", "are", "'s") for k in here) else None


def _barred(tokens: Tokens, i: int) -> bool:
    """Whether token `i` opens a bound that bars what comes before it: "no earlier than", "not before"."""
    return tokens.low[i] in ("no", "not", "any") and tokens.low[i + 1] in ("earlier", "sooner", "before")


def _told_by(tokens: Tokens, words: Words, i: int, first: int) -> bool:
    """Whether the nearest verb before token `i` only says who tells."""
    for k in range(i - 1, max(first, i - _LOOK) - 1, -1):
        if tokens.low[k] in words.company["tellers"]:
            return True
        if _cue(tokens, words, k, first):
            return False
    return False


def lies_ahead(tokens: Tokens, words: Words, i: int) -> bool | None:
    """Whether words before a weekday put it ahead of a past verb ("postponed until Tuesday").

    False for a plan that was one before ("had been due to end on Friday"), None where no words tell.
    """
    low = tokens.low
    k = i if low[i] in ("until", "till") else i - 1
    if k < 0:
        return None
    if low[k] in ("until", "till"):
        return (low[k - 1] not in ("not", "up") and not tokens.raw[k][0].isupper()) or None
    if low[k] == "as" and low[k - 1] in ("early", "soon"):
        return True
    first, _ = sentence_bounds(tokens, i, i)
    for at in range(k, max(first, k - 12), -1):
        if low[at] == "to" and low[at - 1] in words.company["plans"]:
            return "had" not in low[max(first, at - 4) : at]
        if low[at] in (",", ";", "that", "which", "who"):
            return None
    return None


def _cue(tokens: Tokens, words: Words, k: int, first: int) -> Tense | None:
    low = tokens.low[k]
    if low in words.company["move_cues"] or (low == "won" and tokens.low[k + 1] == "'t"):
        return "weak" if low != "won" else "future"
    hit = words.future.at(tokens.low, k)
    if hit:
        if low == "may" and tokens.raw[k][0].isupper():
            return None
        return "future"
    # "set to air": the cue's first word stands before token k.
    if k > first and (hit := words.future.at(tokens.low, k - 1)) and hit[1] > k:
        return "future"
    if low in words.past:
        if tokens.low[k - 1] == "be" or (low == "have" and tokens.low[k - 1] in words.company["will"]):
            return "future"
        if low in ("has", "have") or {"has", "have", "'ve"} & set(tokens.low[max(first, k - 3) : k]):
            # "has been put back to 9 March": the perfect does not say when, so the date is another's.
            return "weak"
        return _perfect(tokens, k)
    if (
        low == "to"
        and tokens.raw[k + 1].islower()
        and not tokens.low[k + 1].endswith("s")
        and tokens.low[k + 1] not in words.flags
        and tokens.low[k + 1] not in words.company["to_no_verb"]
    ):
        # "expects to open in March" looks ahead; of other infinitives one cannot tell.
        return "future" if tokens.low[k - 1] in words.company["looks_ahead_to"] else "weak"
    if low in words.present:
        return "present"
    if len(low) > 3 and low.endswith("ed") and low not in words.not_past:
        if tokens.raw[k][0].isupper() and (
            k > first or tokens.low[k + 1] not in words.company["after_participle"]
        ):
            return None
        before = tokens.low[k - 1] if k > first else ""
        if {"has", "have", "'ve"} & set(tokens.low[max(first, k - 3) : k]):
            return "weak"
        if before in ("be", "is", "are", "to"):
            return "future" if before in ("be", "to") else None
        if before in ("a", "the", "an", "its", "their", "his", "her") and tokens.low[k + 1] not in (
            "by",
            "in",
            "on",
        ):
            return None
        return "past"
    return None


def _perfect(tokens: Tokens, k: int) -> Tense | None:
    low = tokens.low
    if low[k] in ("set", "put", "cut", "hit", "led", "left", "shot", "bid", "lay", "split", "spread", "shut"):
        return None if low[k - 1] in ("to", "a", "the", "will", "be", "is", "are", "on") else "past"
    if low[k] in ("has", "have", "been", "had") and low[k + 1] in ("yet", "to"):
        return None
    return "past"
