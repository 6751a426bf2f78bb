"""The work that a guide's headline names: "Glass Harbour: the FAQ", "Your Salt Parade questions".

Such a headline is made of the title and of words that headlines of guides end in, so that the title needs no
other mark.
"""

from __future__ import annotations

import re

__all__ = ["guide_titles"]

_ABOUT = (
    r"(?:FAQs?|Q&A|questions|frequently asked|everything|all (?:we|you|about)|what(?:['’]s|\s+we|\s+happens|"
    r"\s+you|\s+to)|timeline|episode guide|episodes|episode list|release (?:date|schedule)|seasons|cast and|"
    r"is it|was it|will it|when|at a glance|explained|renewed or|fact (?:file|sheet)|key dates|how many)\b"
)
_LED = re.compile(
    r"(?P<title>[A-Z0-9¡¿].{1,70}?)(?::|\s[—–-])\s+"
    rf"(?:(?:the|your|our|a|all|full|complete|big|burning|short|long)\s+){{0,4}}{_ABOUT}",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"(?:(?i:all\s+your|all\s+the|your|our)\s+)?(?:(?i:big|burning|most-asked)\s+)?"
    r"(?P<title>[A-Z0-9¡¿][^:]{1,70}?)\s+"
    r"(?:FAQs?|Q&A|questions|episode guide|fact file|fact sheet|at a glance|timeline)\b",
)
_SEASON = re.compile(r"\s+(?:(?:season|series|part|volume)\s+\w+|S\d+)$", re.IGNORECASE)
_LOWER = re.compile(
    r"\b(?!(?:of|the|and|a|an|in|on|for|to|with|at|from|by|de|la|el|le|der|die|das|y|is|are)\b)[a-z]{2,}"
)
_WORDS = 9
"""Of the longest title taken."""


def guide_titles(headline: str) -> list[tuple[str, int]]:
    """The title in the headline of a guide and its offset; none where it is no such headline."""
    match = _LED.match(headline) or _FRAMED.match(headline)
    if match is None:
        return []
    name = _SEASON.sub("", match["title"]).strip(" '‘’“”\",")
    if not name or not (name[0].isupper() or name[0].isdecimal() or name[0] in "¡¿") or _LOWER.search(name):
        return []
    return [(name, match.start("title"))] if len(name.split()) <= _WORDS else []
