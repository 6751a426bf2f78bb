"""What an article says by its layout: the lines of its lists, the cells of its tables, and their claims."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.claims import default_modality, finish
from dateline.extract.context import Context
from dateline.extract.entries import Entry, Listing, same_entry
from dateline.extract.frames import Frames
from dateline.extract.identity import quote_of
from dateline.extract.items import is_title
from dateline.extract.listings import read_lines
from dateline.extract.rows import iter_rows
from dateline.extract.seasons import find_seasons
from dateline.extract.sentences import Sentence
from dateline.extract.stance import Stance
from dateline.extract.tables import read_table
from dateline.extract.works import WorkMention
from dateline.model import Claim, Scope, Subject, Value
from dateline.titles import fold_title

__all__ = ["layout_claims", "place_titles", "read_layout"]

_OF_SHOWS = re.compile(
    r"(?:every|all|the \d+|\d+|new|upcoming|(?:renewed|cancell?ed|delayed)(?:\s+(?:and|or|vs\.?)\s+\w+)?)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:shows?|series|films?|movies?|games?)\b",
    re.IGNORECASE,
)
_ROUND_UP = re.compile(
    r"(?:the\s+)?(?:\d+|every|all|best|here)\b|what(?:['’]s|\s+to)\b|how\b|why\b|when\b|which\b",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"^(?:#|No\. ?)?\d{1,3}[.):]\s+")
_PART = re.compile(
    r"(?:the\s+)?(?:cast|plot|story|crew|trailers?|release|filming|production|overview|details|synopsis|schedule|"
    r"season|episodes?|news|more|premise|latest)(?:\s.*)?",
    re.IGNORECASE,
)
_UNDATED = frozenset({"renewal", "cancellation", "announcement", "delay", "episode_count"})


def read_layout(context: Context) -> Listing:
    """Read the lines and tables of an article."""
    listing = Listing()
    frames = Frames(context)
    rows = {row.sentence.index for row in iter_rows(context)}
    table: list[Sentence] = []
    for sentence in context.sentences:
        if sentence.kind == "title" and _is_round_up(context, frames, sentence):
            listing.owned.add(sentence.index)
        if sentence.kind == "table_cell":
            table.append(sentence)
            continue
        _close(context, frames, listing, table, rows)
        table = []
        if frames.enter(sentence):
            listing.owned.add(sentence.index)
            continue
        if sentence.index not in rows:
            read_lines(context, frames, listing, sentence)
    _close(context, frames, listing, table, rows)
    listing.entries = list(_again(listing.entries))
    return listing


def _is_round_up(context: Context, frames: Frames, title: Sentence) -> bool:
    """“Every show delayed so far”: a headline over a list, of no work in particular."""
    if _OF_SHOWS.match(title.text):
        return True
    return not context.works.within(title.start, title.end) and bool(
        frames.page is not None or _ROUND_UP.match(title.text)
    )


def place_titles(context: Context, listing: Listing) -> None:
    """Make the titles that open lines known as works, where no other title stands."""
    works = context.works
    known = {fold_title(m.work): m.work for m in works.mentions}
    for start, end, name in listing.titles:
        if any(m.start < end and start < m.end for m in works.mentions):
            continue
        work = known.setdefault(fold_title(name), name)
        insort(works.mentions, WorkMention(start, end, work, end), key=lambda m: m.start)
        works.kinds.setdefault(work, "work")


def _close(context: Context, frames: Frames, listing: Listing, table: list[Sentence], rows: set[int]) -> None:
    if not table:
        return
    found = [e for e in read_table(context, frames, table) if e.index not in rows]
    listing.entries += found
    listing.titles += [(*e.span, e.work) for e in found if e.work and e.span]
    listing.owned.update(e.index for e in found)


def _again(entries: list[Entry]) -> Iterator[Entry]:
    """A later date of the same work in one list is a further release, as on another machine."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.event != "premiere" or entry.polarity == "-" or entry.work is None or entry.territory:
            yield entry
            continue
        key = f"{fold_title(entry.work)} {entry.season}"
        known = first.setdefault(key, entry)
        again = (
            known is not entry
            and known.index != entry.index
            and same_entry(known, entry)
            and known.window is not None
            and entry.window is not None
            and known.window.before(entry.window)
        )
        yield replace(entry, event="other_release", value=Value(label="further release")) if again else entry


def layout_claims(context: Context, listing: Listing) -> Iterator[Claim]:
    """The claims of what was read from the layout."""
    article = context.article
    for entry in listing.entries:
        work = _canonical(context, entry) if entry.work else _page_work(context, entry)
        if work is None or (entry.window is None and entry.event not in _UNDATED and entry.polarity == "+"):
            continue
        season = entry.season
        if entry.work is None and season is None:
            season = _page_season(context, entry)
        kind = context.works.kind(work)
        if season is not None and kind in {"work", "film"}:
            kind = "series"
        modality = entry.modality
        if modality is None:
            modality = (
                "asserted"
                if entry.event in _UNDATED
                else default_modality(Stance("+", None, tense="none"), entry.window, article.published)
            )
        yield finish(
            Claim(
                id="",
                article=article.id,
                doc=article.doc,
                subject=Subject(work=work, kind=kind, season=season, part=entry.part),
                event=entry.event,
                window=entry.window,
                value=entry.value,
                scope=Scope(territory=entry.territory),
                polarity=entry.polarity,
                modality=modality,
                attribution=None,
                as_of=article.published,
                quote=quote_of(article.text, entry.start, entry.end),
                confidence=0.82 if entry.work else 0.78,
                outlet=article.outlet,
                published=article.published,
                notes=entry.notes,
            )
        )


def _canonical(context: Context, entry: Entry) -> str:
    """The title as the article spells it elsewhere, if it does."""
    assert entry.work is not None  # noqa: S101 - its caller looked
    key = fold_title(entry.work)
    return next((m.work for m in context.works.mentions if fold_title(m.work) == key), entry.work)


def _page_work(context: Context, entry: Entry) -> str | None:
    sentence = context.sentences[entry.index]
    for heading in reversed(sentence.headings):
        place = context.text.rfind(heading, 0, sentence.start)
        named = context.works.within(place, place + len(heading)) if place >= 0 else []
        if named:
            return named[0].work
    main, title = context.works.main, context.sentences[0] if context.sentences else None
    about = {m.work for m in context.works.within(title.start, title.end)} if title else set()
    if main in about or not sentence.headings:
        return main
    # On a page about no work in particular, a heading that is worded as a title is one.
    name = _NUMBER.sub("", sentence.headings[-1]).strip(" '‘’“”\"")
    return name if is_title(context, name) and not _PART.fullmatch(name) else None


def _page_season(context: Context, entry: Entry) -> int | None:
    for heading in reversed(context.sentences[entry.index].headings):
        found = next((m.seasons for m in find_seasons(heading) if m.seasons), ())
        if found:
            return found[0]
    return (context.works.headline_season or (None,))[0]
