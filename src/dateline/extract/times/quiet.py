"""Where time words are no times: in titles and names."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Titles"]

# A quoted stretch on one line; bounded, so that a stray quotation mark costs little.
_QUOTED = re.compile(
    r"“([^“”\n]{1,70})”"
    r"|(?<![\w\"])\"([^\"\n]{1,70})\"(?!\w)"
    r"|‘([^‘\n]{1,60}?)’(?!\w)"
    r"|(?<![\w'’])'([^'\n]{1,60})'(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
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
