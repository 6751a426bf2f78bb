"""Rows of schedules: lines such as ``Episodes 7-9: Feb. 21`` that hold a claim without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.context import Context
from dateline.extract.seasons import find_seasons, number
from dateline.extract.sentences import Sentence
from dateline.model import Event
from dateline.window import Window

__all__ = ["Row", "iter_rows"]

_UNIT = re.compile(
    r"(?P<unit>episodes?|eps?\.?|part|volume|vol\.?)\s+(?P<a>\d{1,3}|one|two|three|four|five|six|i{1,3})"
    r"(?:\s*(?:-|–|—|to|through|and|&)\s*(?P<b>\d{1,3}))?\b(?P<end>\s*\((?:season |series )?finale\))?",
    re.IGNORECASE,
)
_CELL = re.compile(
    r"\s*(?P<unit>episodes?|eps?\.?|season|series|part|volume)?\s*(?P<a>\d{1,3})(?:\s*[-–]\s*(?P<b>\d{1,3}))?"
    r"\s*\|(?P<end>[^|]*\bfinale\b)?",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\b(?:schedule|episode guide|episode list|release dates?|air dates?|when do|when does|new episodes|"
    r"line-?up|rollout)\b",
    re.IGNORECASE,
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row of a schedule."""

    sentence: Sentence
    event: Event
    window: Window
    label: str
    season: int | None
    end: int


def iter_rows(context: Context) -> Iterator[Row]:
    """Yield the dated rows of the article's schedules; the last of three or more is the finale."""
    run: list[tuple[Sentence, re.Match[str], Window, int]] = []
    last_block = -2
    for sentence in context.sentences:
        row = _read(context, sentence)
        if row is None:
            if sentence.block > last_block + 1:
                yield from _emit(context, run)
                run = []
            continue
        if run and sentence.block > last_block + 2:
            yield from _emit(context, run)
            run = []
        run.append((sentence, *row))
        last_block = sentence.block
    yield from _emit(context, run)


def _read(context: Context, sentence: Sentence) -> tuple[re.Match[str], Window, int] | None:
    if "|" in sentence.text:
        return _read_cells(context, sentence)
    if sentence.end - sentence.start > _LONGEST or sentence.kind in {"title", "heading"}:
        return None
    dated = [
        t
        for t in context.times_in(sentence.start, sentence.end)
        if t.window is not None and t.window.granularity in {"day", "month"}
    ]
    match = _UNIT.search(sentence.text)
    if match is None or len(dated) != 1:
        return None
    rest = sentence.text[: match.start()] + sentence.text[match.end() :]
    # A row has no sentence around it: nothing stands before the unit but the date, a number or a season.
    time = dated[0]
    lead = sentence.text[: match.start()].replace(time.text, "").strip(" :–—-,•*“\"'’”()").casefold()
    if lead and not re.fullmatch(r"(?:season|series)\s+\w+|the|new", lead):
        return None
    if re.search(
        r"\b(?:is|was|will|were|are|has|have|said|directed|wrote)\b", re.sub(r"[“\"‘'].*?[”\"’']", "", rest)
    ):
        return None
    assert time.window is not None  # noqa: S101 - filtered above
    return match, time.window, max(time.end, sentence.start + match.end())


def _read_cells(context: Context, sentence: Sentence) -> tuple[re.Match[str], Window, int] | None:
    """A table's row: an episode number or a season in its first cell, one date in another."""
    dated = [
        t
        for t in context.times_in(sentence.start, sentence.end)
        if t.window is not None and t.window.granularity in {"day", "month"}
    ]
    match = _CELL.match(sentence.text)
    if match is None or len(dated) != 1 or dated[0].window is None:
        return None
    return match, dated[0].window, dated[0].end


def _emit(context: Context, run: list[tuple[Sentence, re.Match[str], Window, int]]) -> Iterator[Row]:
    premiere: Window | None = None
    for position, (sentence, match, window, end) in enumerate(run):
        first = number(match["a"]) or 0
        unit = (match["unit"] or "episode").casefold()
        is_part = not unit.startswith("ep")
        if unit.startswith(("season", "series")):
            yield Row(sentence, "premiere", window, "", first, end)
            continue
        label = f"{unit.rstrip('s.')} {match['a']}" + (f"-{match['b']}" if match["b"] else "")
        event: Event = "other_release"
        if first == 1:
            event = "premiere"
        elif match["end"] or (
            position == len(run) - 1 and len(run) >= 3 and not is_part and _is_complete(context, run)
        ):
            event = "finale"
        if event == "other_release" and premiere is not None and window.same_days(premiere):
            continue
        premiere = window if event == "premiere" else premiere
        season = next((s for m in find_seasons(sentence.text) for s in m.seasons), None)
        yield Row(sentence, event, window, label, season, end)


def _is_complete(context: Context, run: list[tuple[Sentence, re.Match[str], Window, int]]) -> bool:
    """Whether the rows are a whole schedule: they start at episode 1 or 2, or a line above says so."""
    first = number(run[0][1]["a"]) or 0
    sentence = run[0][0]
    above = " ".join((*sentence.headings[-1:], context.text[max(0, sentence.start - 200) : sentence.start]))
    return first <= 2 or bool(_SCHEDULE.search(above))
