"""Episode counts: whether a number of episodes is how long a season or series is, and what number it is.

"Returns Friday with two episodes", "pulled with three episodes left", "has directed five episodes" and "all
171 episodes so far" count something else: an opening night, what remains, a person's work, a whole past run.
"""

from __future__ import annotations

import re

from dateline.extract.arguments import arguments, clause_text, governing_verb, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS
from dateline.model import Value

__all__ = ["count", "count_change", "count_value", "is_attributive"]

_WORDS = "|".join(sorted((w for w in NUMBERS if len(w) > 2), key=len, reverse=True))
_NUMBER = rf"\d{{1,3}}|{_WORDS}|(?:a|two) dozen"
_COUNT = re.compile(
    rf"(?P<least>at least|a minimum of|no fewer than|more than)?\s*\b(?P<a>{_NUMBER})"
    rf"(?:\s*(?:-|–|to|or|and)\s*(?P<b>{_NUMBER}))?(?P<more>\s*\+|\s+or\s+more)?"
    r"(?:[-\s]+(?:new|brand-new|hour-long|half-hour|one-hour|consecutive|more|additional|full|weekly|all-new|"
    r"\w+-minute))*[-\s]+$",
    re.IGNORECASE,
)
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "debut", "freshman"})
_SOME_OF = re.compile(
    r"\b(?:first|last|final|next|directed|wrote|remaining|opening|previous|other|leaving|left|lost|missed)\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\bseasons?\s*(?:,|and|&|/|–|-)\s*$", re.IGNORECASE)
_REST = re.compile(
    r"\s+(?:left|remaining|to go|unaired|so far|already|behind|in the can|on the shelf|in hand|still)\b|"
    r"\s+(?:\S+\s+){1,5}?(?:in the can|on the shelf|left|still to)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:after|across|over|within|following|since|missing|every|per)\s*(?:just|only)?\s*$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\s*(?:a|its|the)?\s*$", re.IGNORECASE)
_ALL = re.compile(r"\ball\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_SHOWING = re.compile(r"(?:air|arriv|drop|premier|debut|stream|land|screen|releas|launch)", re.IGNORECASE)
_BY_PEOPLE = re.compile(
    r"(?:direct|wr(?:ite|ote|itten)|tap|sign|cast|join|recur|board|promot|star|appear|watch|saw|seen|shot|edit)",
    re.IGNORECASE,
)
_RUNS = frozenset({"season", "series", "order", "run", "batch", "outing", "show", "drama", "total"})
_LONG_RUN = 40
"""Episodes that no season of ours has: the count of a whole run."""
_OPENING = 3
"""Most episodes that a season opens with at once."""
_PREPOSITION = re.compile(r"\b(?:of|for|about|on|in|to|from|with|at|by)\b", re.IGNORECASE)
_CHANGED_TO = re.compile(
    rf"\bto\s+(?:just\s+|only\s+)?(?P<n>{_NUMBER})\b"
    r"(?=\s*(?:$|[,.;:!?)]|and\b|from\b|after\b|in the edit\b|episodes\b|instal|parts\b))",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"\b(?:episodes?|orders?|run|season|series|instal?lments?)\b", re.IGNORECASE)


def count(context: Context, candidate: Candidate) -> bool:
    """Whether a number before the trigger says how many episodes a season or work has."""
    text, sentence = context.text, candidate.sentence
    before = text[sentence.start : candidate.start]
    match = _COUNT.search(before)
    if match is None or any(
        m.start < candidate.start and sentence.start + match.start("a") < m.end
        for m in context.seasons_in(sentence.start, candidate.end)
    ):
        return False
    number, lead = match["a"].casefold(), before[: match.start("least" if match["least"] else "a")]
    words = text[candidate.start : candidate.end].casefold()
    figure = _figure(number) or 0
    if (
        number in _ORDINALS
        or _AFTER.search(lead)
        or _TOTAL.search(lead)
        or _REST.match(text[candidate.end :][:40])
    ):
        return False
    if _WITH.search(lead) and figure <= _OPENING:
        return False
    if words.endswith("parts") and figure <= _OPENING:
        return False  # "in two parts": a season that is split
    if "part" in words and _PREPOSITION.search(words):
        return False
    if _SOME_OF.search(lead):
        return False
    verb = governing_verb(candidate.head)
    plural = words.endswith("s")
    if verb is not None and plural:
        if _BY_PEOPLE.match(verb.text):
            return False
        if _SHOWING.match(verb.text) and not _ALL.search(lead) and not _WITH.search(lead):
            return False
    start, end, _ = clause_text(context, candidate)
    named = bool(context.works.within(start, end) or context.seasons_in(start, end))
    if figure >= _LONG_RUN and not context.seasons_in(start, end):
        return False
    above = candidate.head.head
    if (
        named
        or above.text.casefold() in _RUNS
        or (above.dep_ == "prep" and above.head.text.casefold() in _RUNS)
    ):
        return True
    subject = candidate.parse.subject(candidate.parse.doc[candidate.clause])
    if (subject is not None and (subject.dep_ == "expl" or subject.i == candidate.head.i)) or _ALL.search(
        lead
    ):
        return context.works.main is not None
    if candidate.parse.doc[candidate.clause].i == candidate.head.i and not lead.strip(" *-•"):
        return context.works.main is not None  # "Ten episodes." as a sentence of its own
    return any(is_workish(context, candidate.parse, t) for t in arguments(candidate))


def count_change(context: Context, candidate: Candidate) -> bool:
    """Whether "cut to eight" speaks of an order of episodes."""
    changed = _CHANGED_TO.search(context.text, candidate.start, candidate.sentence.end)
    return changed is not None and bool(_ORDERED.search(candidate.sentence.text))


def is_attributive(candidate: Candidate) -> bool:
    """Whether a count only describes a noun: "the eight-part drama was delayed" doubts no eight parts."""
    return candidate.trigger.event == "episode_count" and (
        candidate.head.dep_ in {"compound", "amod", "nummod", "nmod", "appos"}
        or bool(
            re.match(r"-?\s?part\b", candidate.sentence.text[candidate.start - candidate.sentence.start :])
        )
    )


def count_value(context: Context, candidate: Candidate) -> Value | None:
    """The number of episodes, with its bounds."""
    if candidate.trigger.id.endswith("change"):
        changed = _CHANGED_TO.search(context.text, candidate.start, candidate.sentence.end)
        figure = _figure(changed["n"]) if changed else None
        return Value(low=figure, high=figure)
    match = _COUNT.search(context.text[candidate.sentence.start : candidate.start])
    if match is None:
        return None
    low = _figure(match["a"])
    high = _figure(match["b"]) if match["b"] else low
    after = context.text[candidate.end : candidate.end + 12].casefold()
    if match["least"] or match["more"] or after.startswith((" or more", " minimum")):
        high = None
    if high is not None and low is not None and high < low:
        high = low
    return Value(low=low, high=high)


def _figure(word: str) -> int | None:
    word = word.casefold().strip()
    if word.isdecimal():
        return int(word)
    return {"a dozen": 12, "two dozen": 24}.get(word, NUMBERS.get(word))
