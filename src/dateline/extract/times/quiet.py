"""Where time words are no times: in titles and names."""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.extract.times.nodes import Node, Part, Point, Unit, Vague
from dateline.extract.times.tokens import Tokens
from dateline.extract.times.words import Words

__all__ = ["Titles", "is_named"]

# A quoted stretch on one line; bounded, so that a stray quotation mark costs little.
_QUOTED = re.compile(
    r"“([^“”\n]{1,70})”"
    r"|(?<![\w\"])\"([^\"\n]{1,70})\"(?!\w)"
    r"|‘([^‘\n]{1,60}?)’(?!\w)"
    r"|(?<![\w'’])'([^'\n]{1,60})'(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTHAND = frozenset(["EOY", "EOQ", "EOM", "EOW"])
_SMALL = frozenset("a an the of in on at by to for and or but nor as from with vs is it".split())  # noqa: SIM905  (a list of words reads best as words)


class Titles:
    """The quoted stretches of a text that are titles: every word that titles capitalise has its capital."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _QUOTED.finditer(text):
            group = match.lastindex
            assert group is not None  # noqa: S101  (each alternative has a group)  # noqa: S101  (readers fill it: for the type checker)
            if _titled(match[group]):
                self._starts.append(match.start(group))
                self._ends.append(match.end(group))

    def hold(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` stands wholly inside one title."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


def _titled(quoted: str) -> bool:
    words = _WORD.findall(quoted)
    if not words:
        return True
    if quoted.rstrip()[-1:] in ",." and len(words) > 6:
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words) and words[0][0].isupper()


def is_named(node: Node, tokens: Tokens, table: Words, titles: Titles) -> bool:
    """Whether the words are (part of) a title or name: "Saturday Morning Live", "The Tuesday Club"."""
    if isinstance(node, Vague) and tokens.raw[node.i : node.j + 1] == ["Now", ","]:
        # "Now, that is odd": it turns to the hearer and tells no time.
        return True
    if tokens.low[node.i] == "noon" and tokens.low[node.i - 1] == "high":
        return True
    if tokens.low[node.j] == "-" and tokens.low[node.j + 1] in ("old", "olds"):
        return True
    start, end = tokens.start[node.i], tokens.end[node.j - 1]
    full = isinstance(node, Point) and node.day is not None and node.year is not None
    if titles.hold(start, end):
        return not full and tokens.raw[node.i] not in _SHORTHAND
    word, following = tokens.raw[node.i], tokens.raw[node.j]
    if not word[:1].isupper():
        return False
    if _idiom(node, tokens):
        return True
    before = tokens.raw[node.i - 1] if node.i else ""
    capital = following[:1].isupper() and tokens.low[node.j] not in table.flags
    if isinstance(node, Part) and node.j - node.i == 1 and capital:
        # "Midsummer Tellers"
        return True
    if isinstance(node, Point) and node.kind == "weekday" and _named_day(node, tokens, table):
        return True
    if isinstance(node, Unit) or (
        isinstance(node, Point)
        and node.kind in ("weekday", "holiday", "season", "slot")
        and node.year is None
    ):
        if capital and before in ("The", "A", "An", "the", "a", "an"):
            return True
        if word in ("The", "A", "An") and tokens.raw[node.i + 1][:1].isupper() and capital:
            return True
    if isinstance(node, Point) and node.kind == "weekday" and capital and node.deixis is None:
        # "freshman comedy Sunday Best Regards": no preposition leads it, and a name goes on.
        lead = tokens.low[node.i - 1] if node.i else ""
        long_name = tokens.raw[node.j + 1][:1].isupper() and lead not in table.company["weekday_leads"]
        told = (
            lead in table.company["month_leads"] or lead in table.past or lead.endswith("ed") or lead == "on"
        )
        return long_name or not told
    if isinstance(node, Point) and node.kind in ("holiday", "slot") and node.year is None:
        low = tokens.low[node.i - 1] if node.i else ""
        opens = node.i < 2 or tokens.raw[node.i - 2] in (".", "\n", ":", "!", "?")
        return before[:1].isupper() and low not in table.flags and low not in table.present and not opens
    return False


def _idiom(node: Node, tokens: Tokens) -> bool:
    """Whether a holiday is none: "Christmas came early", "it felt like Groundhog Day"."""
    low, j = tokens.low, node.j
    if isinstance(node, Point) and node.kind == "month" and node.day is None:
        return low[max(0, node.i - 2) : node.i] == ["christmas", "in"]
    if not isinstance(node, Point) or node.kind != "holiday" or node.year is not None:
        return False
    if node.i and low[node.i - 1] in ("like", "get", "gets"):
        return True
    j += low[j] in ("has", "had")
    early = low[j] in ("come", "came", "comes", "coming") and low[j + 1] == "early"
    return early or (node.name == "christmas" and low[node.j : node.j + 2] == ["in", "july"])


def _named_day(node: Point, tokens: Tokens, table: Words) -> bool:
    """Whether a weekday opens a name: "in Sunday Night Reader magazine", "Friday's Lanterns, the band"."""
    low, raw, j = tokens.low, tokens.raw, node.j
    if low[j] in table.dayparts and raw[j][0].isupper():
        j += 1
    if raw[j][:1].isupper() and low[j] not in table.flags:
        return node.i > 0 and low[node.i - 1] in ("in", "of", "with", "reads", "read")
    if low[j] != "'s" or not raw[j + 1][:1].isupper():
        return False
    k = j + 1
    while k < j + 5 and raw[k][:1].isupper():
        k += 1
    if raw[k] != "," or low[k + 1] not in ("the", "a", "an"):
        return False
    return not table.company["name_kinds"].isdisjoint(low[k + 2 : k + 6])
