"""Reads the lines of calendars, lists and fact sheets: "March 5: Glass Harbour, season 2", "Trailer: May 6".

A line claims something when it, or what it stands under, names an event, and where the page is about releases
a date beside a title is one. What is read here is not read again as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.context import Context
from dateline.extract.entries import Entry, Listing, about_works, entries_of_item, tail_of
from dateline.extract.facts import fact, season_facts
from dateline.extract.frames import Frame, Frames, labels_at, read_lead
from dateline.extract.items import read_item, split_items
from dateline.extract.seasons import find_seasons
from dateline.extract.sentences import Sentence
from dateline.extract.times import TimeExpression
from dateline.window import Window

__all__ = ["read_lines"]

_LEAD = re.compile(r"(?P<lead>[^:\n|]{1,80}?)\s*:(?:\s+|$)")
_NUMBERED = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*[:–—-]\s+(?=\S)")
_CLOCK = re.compile(
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\d{1,2}[:.]\d\d|noon|midnight)(?:\s?(?:ET|PT|GMT|BST|CET))?"
    r"\s*[:–—-]\s+",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s*[–—-]\s+(?=\S)")
_FINITE = re.compile(r"\b(?:is|was|are|were|will|has|have|had|could|may|might|says?|said|can)\b")
_INSIDE_LEAD = re.compile(r"(?:^|\s)(?:[a-z][\w-]*|[A-Z]\w+ed|Coming|Out|Due|New|Also)\s+$")
_LONGEST = 320
_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "delay"})


def read_lines(context: Context, frames: Frames, listing: Listing, sentence: Sentence) -> None:
    """Read one sentence as lines of a list, where it is any."""
    if sentence.kind not in {"paragraph", "list_item"} or sentence.end - sentence.start > _LONGEST:
        return
    if sentence.text.rstrip().endswith("?"):
        return
    frame = frames.over(sentence)
    found: list[Entry] = []
    for start, end in _segments(context, sentence):
        entries, nothing = _line(context, sentence, frame, start, end)
        found += entries
        if nothing:
            listing.owned.add(sentence.index)
    if found:
        listing.owned.add(sentence.index)
    elif sentence.kind == "list_item" and sentence.first and sentence.index not in listing.owned:
        listing.titles += _opening_title(context, sentence)
    listing.entries += [replace(one, index=sentence.index) for one in found]
    listing.titles += [(*one.span, one.work) for one in found if one.work and one.span]


def _opening_title(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The title that opens a list item, where a sentence about it follows: “Glass Harbour. Out in June”."""
    lead = _LEAD.match(context.text, sentence.start, sentence.end)
    block = context.article.blocks[sentence.block]
    start, end = sentence.start, lead.end("lead") if lead else sentence.end
    follows = context.text[lead.end() : sentence.end] if lead else context.text[end : block.end]
    if not context.lexicon.gate.search(follows) or (lead and read_lead(context, start, end) is not None):
        return
    if not lead and sentence.end - sentence.start > 80:
        return
    item = read_item(context, start, end)
    if item.title is not None and not item.rest.strip(" .!") and not item.times:
        yield item.title_start, item.title_end, item.title


def _segments(context: Context, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut where a further date or label with a colon begins ("May 6: A May 9: B")."""
    cuts = [sentence.start]
    if sentence.kind == "paragraph" and sentence.text.count(": ") > 1:
        cuts += _label_starts(context, sentence)
    for time in context.times_in(sentence.start + 1, sentence.end):
        after = context.text[time.end : time.end + 2]
        before = context.text[time.start - 2 : time.start]
        if (
            time.window is not None
            and after in {": ", ":\n"}
            and before[-1:].isspace()
            and before[:1] not in ",("
            and (time.start == sentence.start or not _INSIDE_LEAD.search(context.text[cuts[-1] : time.start]))
        ):
            cuts.append(time.start)
    cuts = sorted(set(cuts))
    ends = [*cuts[1:], sentence.end]
    return list(zip(cuts, ends, strict=True))


def _label_starts(context: Context, sentence: Sentence) -> list[int]:
    """Where known labels with a colon stand in a paragraph that opens with one."""
    found: dict[int, int] = {}
    for one in labels_at(context, "lead"):
        for match in one.pattern.finditer(sentence.text):
            if sentence.text.startswith(":", match.end()) and match.group()[0].isupper():
                found[match.end()] = min(match.start(), found.get(match.end(), match.start()))
    return [sentence.start + start for start in found.values()] if 0 in found.values() else []


def _line(
    context: Context, sentence: Sentence, frame: Frame, start: int, end: int
) -> tuple[list[Entry], bool]:
    """The entries of one line, and whether it is known to tell of no release."""
    text = context.text
    listed = sentence.kind == "list_item"
    day = _NUMBERED.match(text, start, end)
    if day and frame.window is not None and frame.window.granularity == "month" and frame.reads != "nothing":
        window = _day_of(frame.window, int(day["day"]))
        if window is not None:
            return list(_items(context, replace(frame, window=window), day.end(), end, dated=True)), False
    first = next((t for t in context.times_in(start, end) if t.window is not None), None)
    if first is not None and not text[start : first.start].strip(" *,").rstrip("."):
        dash = _DASHED.match(text, first.end, end)
        if dash:
            return list(_dated(context, frame, first, dash.end(), end)), False
    clock = _CLOCK.match(text, start, end)
    if clock and frame.window is not None and frame.window.granularity == "day" and frame.reads != "nothing":
        return list(_items(context, frame, clock.end(), end, dated=True)), False
    lead = _LEAD.match(text, start, end)
    if lead is None:
        if frame.reads == "nothing":
            return [], frame.explicit and listed
        return (list(_items(context, frame, start, end, dated=False)) if listed else []), False
    found = read_lead(context, start, lead.end("lead"))
    if found is not None and found.reads is None:
        return list(_dated(context, replace(frame, window=found.window), None, lead.end(), end)), False
    if found is not None and found.reads == "nothing":
        return [], True
    if found is not None and (listed or sentence.first or _is_bare(text, lead.end(), end)):
        return list(_led(context, frame, found, lead.end(), end, sentence)), False
    season = next(iter(find_seasons(lead["lead"])), None)
    if listed and season and season.seasons and season.start == 0 and season.end == len(lead["lead"]):
        return list(season_facts(context, season.seasons[0], lead.end(), end, sentence)), False
    if listed and re.match(r"On\s+[A-Z]", lead["lead"]):
        return list(fact(context, "premiere", None, lead.end(), end, sentence)), False
    if frame.reads == "nothing":
        return [], frame.explicit and listed
    return list(_titled(context, frame, start, end, listed=listed)), False


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether the words after a label are no sentence."""
    return not _FINITE.search(text[start:end])


def _dated(
    context: Context, frame: Frame, time: TimeExpression | None, start: int, end: int
) -> Iterator[Entry]:
    """“March 5: Glass Harbour, season 2”."""
    window = time.window if time is not None else frame.window
    if frame.reads == "nothing" or window is None:
        return
    yield from _items(context, replace(frame, window=window), start, end, dated=True)


def _items(context: Context, frame: Frame, start: int, end: int, *, dated: bool) -> Iterator[Entry]:
    spans = split_items(context.text, start, end) if ";" in context.text[start:end] else [(start, end)]
    for position, (left, right) in enumerate(spans):
        item = read_item(context, left, right)
        if item.title is None and position:
            continue
        yield from entries_of_item(context, frame, item, dated=dated)


def _led(
    context: Context, frame: Frame, found: Frame, start: int, end: int, sentence: Sentence
) -> Iterator[Entry]:
    """“Pushed to 2026: A, B and C”, “Trailer: May 6”."""
    text = context.text
    window = found.window or (frame.window if found.reads not in _DECISIONS else None)
    inner = replace(found, window=window, about=frame.about)
    spans = split_items(text, start, end)
    items = [read_item(context, *span) for span in spans]
    if not text[start:end].strip():
        return
    if items and items[0].title is None:
        if found.reads is not None and (sentence.kind == "list_item" or sentence.first):
            yield from fact(context, found.reads, found.label, start, end, sentence)
        return
    if not _is_bare(text, start, end) or (found.reads == "delay" and not about_works(context, frame)):
        return
    for item in items:
        if item.title is not None:
            yield from entries_of_item(context, inner, item, dated=inner.window is not None)


def _titled(context: Context, frame: Frame, start: int, end: int, *, listed: bool) -> Iterator[Entry]:
    """“Glass Harbour (Northlight): was June 2, now to be announced”, “Salt Parade: season 12”."""
    item = read_item(context, start, end)
    if item.title is None or (not listed and not tail_of(context, item)):
        return
    if not listed and not about_works(context, frame):
        return
    yield from entries_of_item(context, frame, item, dated=False)


def _day_of(month: Window, day: int) -> Window | None:
    """A day of a month, None when it has no such day."""
    if month.earliest is None or month.latest is None or not 1 <= day <= month.latest.day:
        return None
    date = month.earliest.replace(day=day)
    return Window(
        earliest=date, latest=date, granularity="day", basis="year-inferred", text=f"{day} {month.text}"
    )
