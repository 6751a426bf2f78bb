"""One item of a list, cell or enumeration: a title, and what stands beside it without a verb.

"Glass Harbour, season 2 (Northlight, May 6)": title, season, times and the words left over. A title here
needs no mark but its place: it opens the item with a capital or figure, and ends where a date, a season, a
bracket or words in lower case begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.extract.context import Context
from dateline.extract.seasons import SeasonMention, find_seasons
from dateline.extract.times import TimeExpression
from dateline.extract.title_spots import MONTHS
from dateline.lexicon import CompiledLabel
from dateline.lexicon.schema import Label

__all__ = ["Item", "dates_apart", "is_title", "match_label", "read_item", "split_items"]

_BRACKET = re.compile(r"\([^()\n]{0,160}\)")
_BOUNDARY = re.compile(r"\s[–—|]|:\s+(?=[a-z“\"'‘]*[a-z])|,\s+(?=[a-z])|;|[.!?]\s|\s-\s")
_SEASON_LED = re.compile(
    r"(?:the\s+)?(?:(?:first|final|last|new)\s+(?:\w+\s+)?(?:episodes?|season|series)|seasons?\s+[\w-]+(?:\s*(?:and|&|-|–)\s*\w+)?|series\s+\d+|(?:\w+th|second|third|fifth)\s+(?:season|series))\s+of\s+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘'](?P<title>[^“”\"\n]{1,80}?),?[”\"’'](?=$|[\s:,;.()|–—-])")
_LEADS_TO_DATE = re.compile(
    r"(?:^|[\s(,:;–—|-])(?:on|in|from|until|till|due|was|now|to|out|by|back|opens?|returns?|released|arrives?|starts?|premieres?|begins?|ends?|"
    r"wide|originally|formerly|previously|limited|expected|not before|around|since|up)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STANDS_OFF = re.compile(
    r"\s*(?:$|[:,;)|–—.!?-]|\(|to be confirmed|tbc)|\s+(?:at|in|on|via|and|with)\s", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:was|were|will|has|have|had|can|could|should|would|isn[’']t|won[’']t|says?|said)\b"
)
_DERIVED = re.compile(r"spin-?off|sequel|prequel|remake|reboot|project|movie|film|series|special")
_JOINT = re.compile(r"\s*(?:and\s+|plus\s+|&\s+)?")
_EDGES = " \t\n:,;–—|*•·✔✘✓-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one item says; offsets into the article."""

    start: int
    end: int
    title: str | None
    title_start: int
    title_end: int
    seasons: tuple[int, ...]
    part: int | None
    times: tuple[TimeExpression, ...]
    rest: str
    """The words after title and season, brackets included, dates left out."""


def dates_apart(context: Context, start: int, end: int) -> tuple[TimeExpression, ...]:
    """The dates of a range that stand for themselves and are no part of a title."""
    text = context.text
    found = []
    for time in context.times_in(start, end):
        if time.window is None or time.end > end or time.timex3.type == "SET":
            continue
        before, after = text[start : time.start], text[time.end : end]
        if (
            (not before.strip() or before.rstrip()[-1] in ":(,–—-|;." or _LEADS_TO_DATE.search(before))
            and (_STANDS_OFF.match(after) or bool(_LEADS_TO_DATE.search(before)))
        ) or time.text.casefold().startswith(("on ", "in ", "from ", "by ")):
            found.append(time)
    return tuple(found)


def match_label(
    labels: list[CompiledLabel], words: str, *, whole: bool = False
) -> tuple[Label, re.Match[str]] | None:
    """The label that the words begin with (or are, if `whole`): the longest match wins."""
    best: tuple[int, Label, re.Match[str]] | None = None
    for compiled in labels:
        match = compiled.pattern.fullmatch(words) if whole else compiled.pattern.match(words)
        if match and match.end() and (best is None or match.end() > best[0]):
            best = (match.end(), compiled.entry, match)
    return (best[1], best[2]) if best else None


def split_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of an enumeration, cut at semicolons or, without any, at commas outside brackets."""
    piece = text[start:end]
    mark = ";" if ";" in re.sub(r"\([^()]*\)", "", piece) else ","
    spans, depth, left = [], 0, 0
    for position, char in enumerate(piece):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == mark and not depth and piece[position + 1 : position + 2] in {" ", ""}:
            spans.append((start + left, start + position))
            left = position + 1
    spans.append((start + left, start + len(piece)))
    trimmed = []
    for one, other in spans:
        joint = _JOINT.match(text, one, other)
        first = joint.end() if joint else one
        if text[first:other].strip(" .!"):
            trimmed.append((first, other))
    return trimmed


def read_item(context: Context, start: int, end: int) -> Item:
    """Read one item."""
    text = context.text[start:end]
    times = dates_apart(context, start, end)
    mentions = list(find_seasons(text))
    led = _SEASON_LED.match(text)
    first = led.end() if led else len(text) - len(text.lstrip(_EDGES))
    stop = _end_of_title(context, text, start, first, times, mentions)
    raw = text[first:stop]
    quoted = _QUOTED.match(raw)
    if quoted:
        title, left, right = quoted["title"], first + quoted.start("title"), first + quoted.end("title")
    else:
        name = raw.rstrip(_EDGES).rstrip(".")
        name = name.removesuffix("'s").removesuffix("’s")
        if name.startswith("Untitled "):
            first += len("Untitled ")
            name = name.removeprefix("Untitled ")
        title, left, right = name, first, first + len(name)
    good = is_title(context, title) and not any(
        t.start <= start + left + 1 and start + right - 1 <= t.end
        for t in context.times_in(start, end)
        if t.window
    )
    rest = text[max(right, first) if good else 0 :]
    for time in times:
        rest = rest.replace(time.text, " ")
    numbered = [m for m in mentions if m.seasons and (m.start >= right or m.end <= first or not good)]
    parts = [m for m in mentions if m.part is not None and m.start >= right]
    return Item(
        start=start,
        end=start + len(text.rstrip(" ,;")),
        title=title if good else None,
        title_start=start + left,
        title_end=start + right,
        seasons=numbered[0].seasons if numbered else (),
        part=parts[0].part if parts else None,
        times=times,
        rest=rest.strip(_EDGES),
    )


def _end_of_title(
    context: Context,
    text: str,
    base: int,
    first: int,
    times: tuple[TimeExpression, ...],
    mentions: list[SeasonMention],
) -> int:
    ends = [len(text)]
    bracket = _BRACKET.search(text, first + 1)
    if bracket:
        ends.append(bracket.start())
    boundary = _BOUNDARY.search(text, first + 1)
    if boundary:
        ends.append(boundary.start() + (boundary.group()[0] in "!?"))
    for time in times:
        if time.start - base > first:
            before = re.sub(
                r"\s+(?:on|in|from|due|out|was|now|by|to|until|returns|opens)\s*$",
                "",
                text[: time.start - base],
            )
            ends.append(len(before))
    ends += [m.start for m in mentions if (m.seasons or m.part is not None) and m.start > first]
    for compiled in context.lexicon.labels:
        if compiled.entry.place != "tail":
            continue
        ends += [
            m.start()
            for m in compiled.pattern.finditer(text, first + 1)
            if m.start() > first
            and (
                m.group()[0].islower()
                or m.group()[0].isdecimal()
                or m.group()[:2].isupper()
                or "-" in m.group()
            )
        ][:1]
    return min(ends)


def is_title(context: Context, name: str) -> bool:
    """Whether words that stand where a title stands are worded as one."""
    words = name.split()
    if (
        not 1 <= len(words) <= 10
        or len(name) < 2
        or not (name[0].isupper() or name[0].isdecimal() or name[0] in "¡¿")
    ):
        return False
    folded = name.casefold()
    small, opener = context.lexicon.words["small-word"], context.lexicon.words["opener"]
    if (
        folded in MONTHS
        or name.replace(".", "").replace(" ", "").isdecimal()
        or context.is_company(name)
        or opener.fullmatch(name)
        or context.lexicon.words["pronoun"].fullmatch(name)
        or context.lexicon.territory.fullmatch(name)
        or _FINITE.search(name)
    ):
        return False
    body = words[1:-1] if _DERIVED.fullmatch(words[-1]) else words[1:]
    lower = [w for w in body if w[0].islower() and not small.fullmatch(w.strip(",:"))]
    if lower or (
        len(words) > 1
        and opener.fullmatch(words[0])
        and words[1][0].islower()
        and folded.split()[0] not in {"the", "a", "an"}
    ):
        return False
    return not any(
        compiled.entry.place in {"lead", "tail", "column"} and compiled.pattern.fullmatch(name)
        for compiled in context.lexicon.labels
    )
