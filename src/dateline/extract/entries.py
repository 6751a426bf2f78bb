"""What a line says of a work, from its own words and from what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.extract.context import Context
from dateline.extract.frames import Frame, labels_at
from dateline.extract.items import Item
from dateline.extract.seasons import number
from dateline.lexicon.schema import Label
from dateline.model import Event, Modality, Note, Polarity, Value
from dateline.titles import fold_title
from dateline.window import Window

__all__ = ["Entry", "Listing", "about_works", "entries_of_item", "same_entry", "tail_of"]

_COUNTED = re.compile(r"\b(?P<n>\d{1,3}|[a-z]+)\s+episodes\b", re.IGNORECASE)
_AFTER_SEASONS = re.compile(
    r"\b(?:after|with)\s+(?P<n>\d{1,2}|[a-z]+)\s+(?:seasons?|series)\b", re.IGNORECASE
)
_WORKISH = re.compile(
    r"\b(?:film|movie|series|special|drama|comedy|miniseries|documentary|part)\b", re.IGNORECASE
)
_UNDATED = re.compile(
    r"\b(?:tbd|tba|tbc|undated|to be (?:announced|confirmed|decided)|no date|unknown"
    r"|not (?:yet )?(?:announced|confirmed|set))\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:was|originally|formerly|previously|(?:moved|pushed|delayed|bumped|brought)\s+(?:up\s+|back\s+|forward\s+)?from|from)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:now|to|until)\s+(?:on\s+|for\s+)?$", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:moved up|brought forward|moved forward)\b", re.IGNORECASE)
_FAR = 200
"""Days before the page's own from which a plan without a year is taken for next year's."""
_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "delay"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one line says of one work; `work` None: of the page's own."""

    event: Event
    work: str | None
    start: int
    end: int
    season: int | None = None
    part: int | None = None
    window: Window | None = None
    polarity: Polarity = "+"
    modality: Modality | None = None
    value: Value | None = None
    notes: tuple[Note, ...] = ()
    territory: str | None = None
    index: int = 0
    """Of its sentence."""
    span: tuple[int, int] | None = None
    """Of the title."""


@dataclass(slots=True)
class Listing:
    """What the lines of an article say, which sentences were read so, and where they name works."""

    entries: list[Entry] = field(default_factory=list)
    owned: set[int] = field(default_factory=set)
    titles: list[tuple[int, int, str]] = field(default_factory=list)


def about_works(context: Context, frame: Frame) -> bool:
    """Whether the page is about films, series or games at all: trains are cancelled too."""
    if frame.about:
        return True
    words = context.lexicon.words
    return bool(
        words["screen-word"].search(context.article.title or "") or words["domain"].search(context.text)
    )


def entries_of_item(context: Context, frame: Frame, item: Item, *, dated: bool) -> Iterator[Entry]:
    """What an item under a frame says; `dated`: the frame's date stands beside the item itself."""
    if item.title is None:
        return
    tail = tail_of(context, item)
    reads = tail.reads if tail is not None and tail.label != "wide" else frame.reads
    label = tail.label if tail is not None and tail.label != "wide" else frame.label
    own = item.times
    moved = list(_moved(context, item)) if frame.reads is not None or tail is not None else []
    base = Base(item.title, item.start, item.end, item.part, (item.title_start, item.title_end))
    if reads is None or reads == "nothing" or not about_works(context, frame):
        return
    if moved and reads in {"premiere", "delay", "other_release"}:
        new = frame.window if dated and reads != "delay" else None
        yield from _move_entries(item, moved, new, base, delayed=reads == "delay")
        return
    if reads in _DECISIONS:
        if tail is None and not frame.explicit:
            return
        yield from _decided(context, frame, item, reads, base, tail)
        return
    if tail is None and frame.weak and not (item.seasons or _WORKISH.search(item.rest)):
        return
    wide = tail is not None and tail.label == "wide"
    if _no_date(frame, item, reads):
        yield base.entry(
            "premiere",
            item.seasons[:1],
            None,
            polarity="-",
            modality="asserted",
            notes=("no date announced",),
        )
        return
    window = (
        frame.window if frame.window is not None and (wide or not own) else own[0].window if own else None
    )
    if window is None or (window.granularity == "year" and _is_epithet(context, item, window)):
        return
    event: Event = reads  # type: ignore[assignment]
    if reads == "filming":
        return
    if reads in {"premiere", "filming_start"}:
        window = _near(context, window)
    if event == "premiere" and item.part is not None and item.part > 1:
        event, label = "other_release", f"part {item.part}"
    value = Value(label=label) if label and event == "other_release" else None
    yield base.entry(event, item.seasons[:1], window, value=value)
    if wide and own and frame.window is not None:
        yield base.entry("other_release", item.seasons[:1], own[-1].window, value=Value(label="wide"))
    counted = _COUNTED.search(item.rest)
    count = number(counted["n"]) if counted else None
    if (
        count
        and event == "premiere"
        and not re.search(r"\bfirst\s+$", item.rest[: counted.start()] if counted else "")
    ):
        yield base.entry("episode_count", item.seasons[:1], None, value=Value(low=count, high=count))


def _no_date(frame: Frame, item: Item, reads: str) -> bool:
    """“Glass Harbour – TBA” in a list of releases."""
    if reads != "premiere" or item.times or frame.window is not None:
        return False
    return bool(_UNDATED.fullmatch(item.rest.strip(" ().")))


@dataclass(frozen=True, slots=True)
class Base:
    """What all entries of an item share."""

    work: str
    start: int
    end: int
    part: int | None
    span: tuple[int, int]

    def entry(
        self,
        event: Event,
        seasons: tuple[int, ...],
        window: Window | None,
        *,
        polarity: Polarity = "+",
        modality: Modality | None = None,
        value: Value | None = None,
        notes: tuple[Note, ...] = (),
    ) -> Entry:
        return Entry(
            event=event,
            work=self.work,
            start=self.start,
            end=self.end,
            season=seasons[0] if seasons else None,
            part=self.part,
            span=self.span,
            window=window,
            polarity=polarity,
            modality=modality,
            value=value,
            notes=notes,
        )


def tail_of(context: Context, item: Item) -> Label | None:
    """The label among the words after the title: the earliest, then the longest."""
    best: tuple[int, int, Label] | None = None
    for one in labels_at(context, "tail"):
        match = one.pattern.search(item.rest)
        if match and (best is None or (match.start(), -match.end()) < best[:2]):
            best = (match.start(), -match.end(), one.entry)
    return best[2] if best else None


def _is_epithet(context: Context, item: Item, window: Window) -> bool:
    """“Glass Harbour (2019)”: the year that tells a work from its namesake, not a plan."""
    published = context.article.published
    return bool(item.times) and (
        published is None or (window.earliest is not None and window.earliest <= published)
    )


def _decided(
    context: Context, frame: Frame, item: Item, reads: str, base: Base, tail: Label | None
) -> Iterator[Entry]:
    event: Event = reads  # type: ignore[assignment]
    seasons = item.seasons
    after = _AFTER_SEASONS.search(item.rest)
    if event == "cancellation" and after and (count := number(after["n"])):
        seasons = (count,)
    own = [t.window for t in item.times if t.window is not None]
    published = context.article.published
    news = (
        own[0]
        if len(own) == 1
        and tail is None
        and event != "delay"
        and (published is None or (own[0].earliest is not None and own[0].earliest <= published))
        else None
    )
    if event == "delay" and (frame.window is not None or own):
        yield base.entry("premiere", seasons[:1], frame.window or own[0], notes=("change",))
    notes: tuple[Note, ...] = ("ends_after",) if event == "cancellation" and seasons else ()
    for season in seasons or (None,):
        yield base.entry(event, (season,) if season else (), news, notes=notes)


def _near(context: Context, window: Window) -> Window:
    """A day without its year, in the year that brings it nearest to the page's day."""
    published = context.article.published
    if window.basis != "year-inferred" or published is None or window.latest is None:
        return window
    return window.shift(1, "year") if (published - window.latest).days > _FAR else window


def _moved(context: Context, item: Item) -> Iterator[tuple[str, Window | None]]:
    """The dates of an item that was moved: ("old", window), ("new", window or None for none yet)."""
    plain: list[Window | None] = []
    told: list[tuple[str, Window | None]] = []
    for time in item.times:
        before = context.text[max(item.title_end, time.start - 40) : time.start]
        opening = time.text.split(" ")[0].casefold()
        whole = f"{before}{opening} " if opening in {"from", "until", "to"} else before
        if _OLD.search(whole):
            old = time.core or time.window
            told.append(("old", _near(context, old) if old else None))
        elif _NEW.search(whole):
            told.append(("new", time.core or time.window))
        else:
            plain.append(time.window)
    if _UNDATED.search(item.rest) and re.search(r"\bnow\b", item.rest):
        told.append(("new", None))
    if told and len(plain) == 1 and not any(kind == "new" for kind, _ in told):
        told.append(("new", plain[0]))
    yield from told


def _move_entries(
    item: Item, moved: list[tuple[str, Window | None]], window: Window | None, base: Base, *, delayed: bool
) -> Iterator[Entry]:
    old = next((w for kind, w in moved if kind == "old"), None)
    new = next((w for kind, w in moved if kind == "new"), window)
    undated = ("new", None) in moved
    if old is None and not undated and new is None:
        return
    event: Event = "other_release" if item.part is not None and item.part > 1 else "premiere"
    if old is not None:
        yield base.entry(
            event, item.seasons[:1], old, polarity="-", modality="retracted", notes=("original plan",)
        )
    if new is not None:
        yield base.entry(event, item.seasons[:1], new, notes=("change",))
    elif undated:
        yield base.entry(
            event,
            item.seasons[:1],
            None,
            polarity="-",
            modality="asserted",
            notes=("no date announced",),
        )
    if (
        undated
        or (delayed and old is None)
        or (old is not None and new is not None and old.before(new) and not _EARLIER.search(item.rest))
    ):
        yield base.entry("delay", item.seasons[:1], None)


def same_entry(one: Entry, other: Entry) -> bool:
    """Whether two entries are of one work and season."""
    return (
        one.work is not None
        and other.work is not None
        and fold_title(one.work) == fold_title(other.work)
        and one.season == other.season
    )
