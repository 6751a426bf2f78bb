"""Works named after another: "X" spin-off, the sequel to "X"."""

from __future__ import annotations

import re

__all__ = ["derived_work"]

_DERIVED = re.compile(
    r"\b(?:(?:live-action|animated|prequel|sequel|upcoming|new|second|third|untitled)\s+){0,3}"
    r"(?P<noun>spin-?offs?|prequels?|sequels?|remake|reboot|live-action(?:\s+(?:film|movie|series|remake|adaptation))?|stage\s+(?:play|musical)|film\s+series|franchise|threequel|follow-up)\b",
    re.IGNORECASE,
)


def derived_work(text: str, start: int, end: int, work: str) -> tuple[int, str]:
    """“X” spinoff, the sequel to "X": another work, named after the first."""
    after = re.match(r"[”\"'’,]{0,2}s?[”\"]?\s*", text[end : end + 6])
    position = end + (after.end() if after else 0)
    match = _DERIVED.match(text, position)
    if match and not re.match(r"\s*,?\s*[“\"‘']", text[match.end() : match.end() + 4]):
        return match.end(), f"{work} {_noun(match.group())}"
    before = re.search(
        _DERIVED.pattern + r"\s+(?:to|of|for)\s+(?:the\s+)?(?:\d{4}\s+)?(?:\w+\s+)?[“\"‘']?$",
        text[max(0, start - 60) : start],
        re.IGNORECASE,
    )
    if before and before["noun"].casefold() not in {"franchise", "film series"}:
        return end, f"{work} {_noun(before['noun'])}"
    return end, work


def _noun(words: str) -> str:
    words = re.sub(r"\s+", " ", words.casefold()).strip()
    words = re.sub(r"\b(?:upcoming|new|untitled)\s+", "", words)
    words = re.sub(r"spin-?offs?", "spin-off", words)
    return {"prequels": "prequel", "sequels": "sequel"}.get(words, words)
