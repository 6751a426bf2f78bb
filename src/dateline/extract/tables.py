"""Reads tables of releases: what a column tells is in its head, what the table is about in its page.

A table claims something only where its head names an event, or a title beside a date, and no word over it
says that it is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.context import Context
from dateline.extract.entries import Entry, entries_of_item
from dateline.extract.frames import Frame, Frames, labels_at
from dateline.extract.items import Item, match_label, read_item
from dateline.extract.seasons import number
from dateline.extract.sentences import Sentence
from dateline.extract.times import find_times
from dateline.lexicon.schema import Reads
from dateline.model import EVENTS, Value
from dateline.window import Window

__all__ = ["read_table"]

_SPLIT = re.compile(r"\s*\|\s*")
_WORK_COLUMN = re.compile(
    r"\b(?:shows?|series|films?|movies?|games?|programmes?|dramas?|disc)\b", re.IGNORECASE
)
_UNDATED = re.compile(r"^(?:tbd|tba|tbc|undated|unknown|-|–|—|to be \w+|no date)$", re.IGNORECASE)
_SEASON_ALONE = re.compile(r"spring|summer|fall|autumn|winter", re.IGNORECASE)

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    reads: Reads
    label: str | None = None
    territory: str | None = None


def read_table(context: Context, frames: Frames, rows: Sequence[Sentence]) -> Iterator[Entry]:
    """The entries of one table, given its rows in order, the head first."""
    if len(rows) < 2:
        return
    frame = frames.over(rows[0])
    head, *body = (list(_cells(row)) for row in rows)
    if frame.reads == "nothing" or any(_date(context, cell) for cell in head):
        return
    columns = [_column(context, cell) for cell in head]
    width = max(len(cells) for cells in body)
    if len(columns) == width - 1:
        columns.insert(0, _Column("title"))
    if any(column is not None and column.reads == "nothing" for column in columns):
        return  # the titles are of episodes
    titles = next((k for k, column in enumerate(columns) if column and column.reads == "title"), None)
    seasons = next((k for k, column in enumerate(columns) if column and column.reads == "season"), None)
    if titles is None and seasons is None:
        return
    heads = context.text[rows[0].start : rows[0].end]
    if not (
        frame.reads
        or _WORK_COLUMN.search(heads)
        or context.lexicon.words["screen-word"].search(_above(context, rows[0]))
    ):
        return
    for row, cells in zip(rows[1:], body, strict=True):
        if len(cells) != len(columns):
            continue
        for entry in _row(context, frame, columns, cells, row, titles, seasons):
            yield replace(entry, index=row.index, start=row.start)


def _row(
    context: Context,
    frame: Frame,
    columns: list[_Column | None],
    cells: list[Cell],
    row: Sentence,
    titles: int | None,
    seasons: int | None,
) -> Iterator[Entry]:
    item = read_item(context, *cells[titles]) if titles is not None else None
    if item is not None and item.title is None:
        return
    season = _season(context, cells, seasons)
    base = item or _own(row, season)
    if season is not None and item is not None and not item.seasons:
        base = replace(item, seasons=(season,))
    old = next(
        (_date(context, c) for c, k in zip(cells, columns, strict=True) if k and k.reads == "old-date"), None
    )
    for cell, column in zip(cells, columns, strict=True):
        if column is None or column.reads in {"title", "season", "filming"}:
            continue
        window = _date(context, cell)
        if column.reads in {"old-date", "new-date"}:
            yield from _moved(context, base, row, column, cell, window, old)
        elif column.reads == "status" and base.title is not None:
            status = read_status(context, base, cell)
            yield from entries_of_item(context, Frame(about=True), status, dated=False)
        elif column.reads == "episode_count":
            count = number(context.text[slice(*cell)].strip())
            if count and (frame.reads or base.seasons):
                yield _entry(base, row, "episode_count", None, cell, value=Value(low=count, high=count))
        elif column.reads == "date" and frame.reads is not None and window is not None:
            inner = replace(frame, window=window, weak=False)
            yield from (replace(e, end=cell[1]) for e in entries_of_item(context, inner, base, dated=True))
        elif window is not None and column.reads in EVENTS:
            value = Value(label=column.label) if column.label else None
            found = _entry(base, row, column.reads, window, cell, value=value)
            yield replace(found, territory=column.territory)


def _moved(
    context: Context,
    base: Item,
    row: Sentence,
    column: _Column,
    cell: Cell,
    window: Window | None,
    old: Window | None,
) -> Iterator[Entry]:
    """A date given up, or the one that stands for it, and the delay that this is."""
    if column.reads == "old-date":
        if window is not None:
            found = _entry(base, row, "premiere", window, cell, notes=("original plan",))
            yield replace(found, polarity="-", modality="retracted")
        return
    if window is not None:
        yield _entry(base, row, "premiere", window, cell, notes=("change",))
    elif _UNDATED.match(context.text[slice(*cell)]):
        found = _entry(base, row, "premiere", None, cell, notes=("no date announced",))
        yield replace(found, polarity="-", modality="asserted")
    else:
        return
    if old is not None and (window is None or old.before(window)):
        yield _entry(base, row, "delay", None, cell)


def read_status(context: Context, item: Item, cell: Cell) -> Item:
    """The item of a row with the words of its status after it: seasons named there are the ones meant."""
    status = read_item(context, *cell)
    words = context.text[slice(*cell)]
    return replace(item, rest=words, seasons=status.seasons or item.seasons, times=status.times, end=cell[1])


def _entry(
    base: Item, row: Sentence, event: Reads, window: Window | None, cell: Cell, **more: object
) -> Entry:
    return Entry(
        event=event,  # type: ignore[arg-type]
        work=base.title,
        start=row.start,
        end=cell[1],
        season=base.seasons[0] if base.seasons else None,
        part=base.part,
        span=(base.title_start, base.title_end),
        window=window,
        **more,  # type: ignore[arg-type]
    )


def _own(row: Sentence, season: int | None) -> Item:
    """A row about the page's own work."""
    return Item(
        start=row.start,
        end=row.end,
        title=None,
        title_start=row.start,
        title_end=row.start,
        seasons=(season,) if season else (),
        part=None,
        times=(),
        rest="",
    )


def _season(context: Context, cells: list[Cell], column: int | None) -> int | None:
    if column is None:
        return None
    figure = re.search(r"\d{1,2}|[a-z]+$", context.text[slice(*cells[column])], re.IGNORECASE)
    return number(figure.group()) if figure else None


def _cells(row: Sentence) -> Iterator[Cell]:
    position = 0
    for match in _SPLIT.finditer(row.text):
        yield row.start + position, row.start + match.start()
        position = match.end()
    yield row.start + position, row.end


def _date(context: Context, cell: Cell) -> Window | None:
    """The date that a cell is, but for a word or two."""
    times = [t for t in context.times_in(*cell) if t.window is not None and t.end <= cell[1]]
    words = context.text[slice(*cell)].strip()
    if not times and _SEASON_ALONE.fullmatch(words):
        read = find_times(f"in the {words.lower()}", published=context.article.published)
        return read[0].window if read else None
    if len(times) != 1:
        return None
    left = words.replace(times[0].text, " ")
    return times[0].window if len(re.findall(r"\w+", left)) <= 2 else None


def _column(context: Context, cell: Cell) -> _Column | None:
    words = context.text[slice(*cell)].strip(" *:")
    found = match_label(labels_at(context, "column"), words, whole=True)
    if found is not None:
        return _Column(found[0].reads, found[0].label)
    if context.lexicon.territory.fullmatch(words):
        codes = [
            code
            for entry in context.lexicon.names
            for code, names in entry.codes.items()
            if words.casefold().removeprefix("the ") in {n.casefold() for n in names}
        ]
        return _Column("premiere", None, codes[0] if codes else None)
    return None


def _above(context: Context, row: Sentence) -> str:
    return " ".join((context.article.title or "", *row.headings))
