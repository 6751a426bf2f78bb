"""Scores Dateline on `corpora/labelled`: sentences and short paragraphs, each with every claim it makes.

`python -m tests.labelled_scores` prints a table by style; with names of files only those; ``-v`` tells every
miss, extra and difference of the training part (``--part test`` shows the held-out works: look at that only
to judge a finished change). ``--check`` reads the files and reports labels that cannot be right.

A claim stands for a label of the same item, event, work and season when their windows overlap (an undated one
for an undated one); each counts once. It is *strict* when window, polarity and class of modality are the
label's too. A label's `alts` are other readings that count; an `optional` one counts neither way.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.corpus_scores import CORPORA, MODALITY_CLASS, best_pairs

import dateline
from dateline.errors import ParseError
from dateline.model import EVENTS, Article, Attribution, Claim, Page, Quote, Subject
from dateline.parse import parse_page
from dateline.window import Window

LABELLED = CORPORA / "labelled"
SECOND = LABELLED / "second" / "labels.jsonl"
_FILLER = frozenset(
    {"the", "a", "an", "of", "and", "series", "season", "movie", "film", "show", "tv", "franchise"}
)


@dataclass(frozen=True, kw_only=True)
class Label:
    """One claim that an item makes."""

    quote: str
    subject: str
    season: int | None
    event: str
    start: dt.date | None
    end: dt.date | None
    polarity: str
    modality: str
    attribution: str | None
    optional: bool = False
    alts: tuple[Label, ...] = ()

    @property
    def readings(self) -> tuple[Label, ...]:
        return (self, *self.alts)

    def told(self) -> str:
        days = f"{self.start or '..'}/{self.end or '..'}" if self.start or self.end else "undated"
        return f"{self.event} {self.subject} S{self.season or '-'} {days} {self.polarity} {self.modality}"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A sentence or short paragraph, and all that it claims."""

    id: str
    style: str
    part: str
    works: tuple[str, ...]
    published: dt.date | None
    outlet: str | None
    title: str | None
    format: str
    text: str
    claims: tuple[Label, ...]
    trap: str | None
    row: dict[str, Any]

    @property
    def held_out(self) -> bool:
        return self.part == "test"


def read(path: Path) -> list[Item]:
    """The items of a file.

    Raises:
        ValueError: naming file and line, for a line that is no item.
    """
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            items.append(_item(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            msg = f"{path.name}:{number}: {type(error).__name__} {error}"
            raise ValueError(msg) from error
    return items


def _item(row: dict[str, Any]) -> Item:
    return Item(
        id=row["id"],
        style=row["style"],
        part=row["part"],
        works=tuple(row["works"]),
        published=_day(row["published"]),
        outlet=row.get("outlet"),
        title=row.get("title"),
        format=row.get("format", "text"),
        text=row["text"],
        claims=tuple(_label(one) for one in row["claims"]),
        trap=row.get("trap"),
        row=row,
    )


def _label(row: dict[str, Any]) -> Label:
    base = Label(
        quote=row["quote"],
        subject=row["subject"],
        season=row.get("season"),
        event=row["event"],
        start=_day(row.get("start")),
        end=_day(row.get("end")),
        polarity=row["polarity"],
        modality=row["modality"],
        attribution=row.get("attribution"),
        optional=row.get("optional", False),
    )
    other = [{**row, **alt, "alts": []} for alt in row.get("alts", ())]
    return replace(base, alts=tuple(_label(one) for one in other))


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def check(items: Sequence[Item]) -> Iterator[str]:
    """What cannot be right in the labels."""
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield f"{item.id}: the id occurs twice"
        seen.add(item.id)
        if item.part not in ("train", "test"):
            yield f"{item.id}: part {item.part!r}"
        if item.format not in ("text", "md"):
            yield f"{item.id}: format {item.format!r}"
        for label in (reading for one in item.claims for reading in one.readings):
            where = f"{item.id} {label.quote!r}"
            if label.quote not in item.text and label.quote not in (item.title or ""):
                yield f"{where}: no such words in the text"
            if label.event not in EVENTS:
                yield f"{where}: event {label.event!r}"
            if label.modality not in MODALITY_CLASS:
                yield f"{where}: modality {label.modality!r}"
            if label.polarity not in ("+", "-"):
                yield f"{where}: polarity {label.polarity!r}"
            if label.start and label.end and label.start > label.end:
                yield f"{where}: ends before it starts"
            if label.season is not None and not 1 <= label.season <= 60:
                yield f"{where}: season {label.season}"
    parts: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for work in item.works:
            parts[_fold(work)].add(item.part)
    yield from (f"{work}: in both parts" for work, held in sorted(parts.items()) if len(held) > 1)


def _fold(title: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", title.lower()))


def article_of(item: Item) -> Article | None:
    """An item as a page of its own; None where it is too little to be one."""
    if item.format == "md":
        front = {"title": item.title, "date": item.published, "outlet": item.outlet}
        head = [f"{key}: {json.dumps(str(value))}" for key, value in front.items() if value]
        text = "\n".join(["---", *head, "---", "", item.text])
    else:
        text = f"{item.title}\n\n{item.text}" if item.title else item.text
    body = text.encode()
    page = Page(
        source=item.id,
        doc=item.id,
        url=None,
        body=body,
        media_type="text/markdown" if item.format == "md" else "text/plain",
        charset="utf-8",
        sha256=hashlib.sha256(body).hexdigest(),
        published=item.published,
        title=item.title,
        outlet=item.outlet,
    )
    try:
        return parse_page(page)
    except ParseError:
        return None


def claims_of(item: Item) -> tuple[Claim, ...]:
    """What Dateline extracts from an item, but for states of production, which are not labelled."""
    article = article_of(item)
    claims = dateline.extract(article) if article is not None else ()
    return tuple(claim for claim in claims if claim.event != "production")


def same_work(label: str, found: str) -> bool:
    """Whether two titles share most of their words."""
    one, other = ({*_fold(title).split()} for title in (label, found))
    one, other = (one - _FILLER or one), (other - _FILLER or other)
    return bool(one & other) and len(one & other) >= 0.6 * min(len(one), len(other))


def _overlap(label: Label, claim: Claim) -> bool:
    window = claim.window
    if not (label.start or label.end) or window is None:
        return not (label.start or label.end) and window is None
    return (label.start or dt.date.min) <= (window.latest or dt.date.max) and (
        window.earliest or dt.date.min
    ) <= (label.end or dt.date.max)


def differences(label: Label, claim: Claim) -> tuple[str, ...]:
    """Names of the fields in which a matched claim is not what the label says."""
    window = claim.window
    days = (window.earliest, window.latest) if window else (None, None)
    wrong = {
        "window": (label.start, label.end) != days,
        "polarity": label.polarity != claim.polarity,
        "modality": MODALITY_CLASS[label.modality] != MODALITY_CLASS[claim.modality],
    }
    return tuple(name for name, is_wrong in wrong.items() if is_wrong)


def fits(label: Label, claim: Claim) -> bool:
    return (
        label.event == claim.event
        and label.season == claim.subject.season
        and _overlap(label, claim)
        and same_work(label.subject, claim.subject.work)
    )


@dataclass(kw_only=True)
class Score:
    """Counts over items; `lines` tells what went wrong."""

    items: int = 0
    gold: int = 0
    said: int = 0
    lenient: int = 0
    strict: int = 0
    polarity: int = 0
    modality: int = 0
    attribution: int = 0
    empty: int = 0
    disturbed: int = 0
    lines: list[str] = field(default_factory=list)
    confidence: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def score(item: Item, claims: Sequence[Claim]) -> Score:
    """Compare what was extracted from one item with its labels."""
    found = Score(items=1, empty=not item.claims, disturbed=not item.claims and bool(claims))

    def best(label: Label, claim: Claim) -> Label | None:
        fitting = [reading for reading in label.readings if fits(reading, claim)]
        return min(fitting, key=lambda one: len(differences(one, claim)), default=None)

    def pairs(*, exact: bool) -> list[tuple[Label, Claim, Label]]:
        readings = {
            (i, j): reading
            for i, label in enumerate(item.claims)
            for j, claim in enumerate(claims)
            if (reading := best(label, claim)) and not (exact and differences(reading, claim))
        }
        weights = {
            (i, j): (1000 if item.claims[i].optional else 2000) - len(differences(reading, claims[j]))
            for (i, j), reading in readings.items()
        }
        return [(item.claims[i], claims[j], readings[i, j]) for i, j in best_pairs(weights)]

    matched, exact = pairs(exact=False), pairs(exact=True)
    required = [(reading, claim) for label, claim, reading in matched if not label.optional]
    found.gold = sum(not label.optional for label in item.claims)
    found.said = len(claims) - (len(matched) - len(required))
    found.lenient = len(required)
    found.strict = sum(not label.optional for label, _, _ in exact)
    found.polarity = sum(label.polarity == claim.polarity for label, claim in required)
    found.modality = sum("modality" not in differences(label, claim) for label, claim in required)
    found.attribution = sum(_same_source(label, claim) for label, claim in required)
    right = {claim.id for _, claim, _ in exact}
    spent = {claim.id for label, claim, _ in matched if label.optional}
    found.confidence = [(claim.confidence, claim.id in right) for claim in claims if claim.id not in spent]
    found.lines = list(_lines(item, claims, matched, right))
    return found


def _lines(
    item: Item, claims: Sequence[Claim], matched: Sequence[tuple[Label, Claim, Label]], right: set[str]
) -> Iterator[str]:
    hit = {id(label) for label, _, _ in matched}
    taken = {claim.id for _, claim, _ in matched}
    for label in item.claims:
        if id(label) not in hit and not label.optional:
            yield f"miss {label.event}\t{item.id}\t{label.told()}\t{label.quote!r}"
    for claim in claims:
        if claim.id not in taken:
            yield f"extra {claim.event}\t{item.id}\t{_got(claim)}\t{claim.quote.exact!r}"
    for label, claim, reading in matched:
        if claim.id not in right and not label.optional and (wrong := differences(reading, claim)):
            yield f"wrong {'+'.join(wrong)}\t{item.id}\t{label.told()} / {_got(claim)}\t{label.quote!r}"


def _got(claim: Claim) -> str:
    window = claim.window
    days = f"{window.earliest or '..'}/{window.latest or '..'}" if window else "undated"
    return (
        f"{claim.event} {claim.subject.work} S{claim.subject.season or '-'} {days} "
        f"{claim.polarity} {claim.modality}"
    )


def _same_source(label: Label, claim: Claim) -> bool:
    said = claim.attribution.name if claim.attribution else None
    if not label.attribution or not said:
        return not label.attribution and not said
    return any(same_work(one, said) for one in label.attribution.split(";"))


def f1(matched: int, gold: int, said: int) -> float:
    return 2 * matched / (gold + said) if gold + said else 1.0


def row(name: str, one: Score) -> str:
    n = max(1, one.lenient)
    return (
        f"{name:18s} {one.items:5d} {one.gold:5d} {one.said:5d}   "
        f"{one.lenient / max(1, one.said):.3f} {one.lenient / max(1, one.gold):.3f} "
        f"{f1(one.lenient, one.gold, one.said):.3f}   {f1(one.strict, one.gold, one.said):.3f}   "
        f"{one.polarity / n:.3f} {one.modality / n:.3f} {one.attribution / n:.3f}   "
        f"{one.disturbed:3d} of {one.empty}"
    )


HEAD = f"{'':18s} items  gold  said   P     R     F1      strict   pol.  mod.  attr.   claims where none is"


def table(scores: dict[tuple[str, str], Score]) -> Iterator[str]:
    yield HEAD
    for part in ("train", "test"):
        rows = {style: one for (style, held), one in scores.items() if held == part}
        whole = Score()
        for style, one in sorted(rows.items()):
            whole.add(one)
            yield row(f"{style} ({part})", one)
        if rows:
            yield row(f"all ({part})", whole)


def score_items(items: Iterable[Item]) -> dict[tuple[str, str], Score]:
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for item in items:
        scores[item.style, item.part].add(score(item, claims_of(item)))
    return scores


def second_reader(items: Sequence[Item]) -> Score:
    """How far a second reader, who saw only the texts, agrees: their labels scored as if they were extracted.

    Raises:
        ValueError: for labels of an item that is not there.
    """
    known = {item.id: item for item in items}
    whole = Score()
    for line in SECOND.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if told["id"] not in known:
            msg = f"{SECOND.name}: no item is called {told['id']!r}"
            raise ValueError(msg)
        item = known[told["id"]]
        labels = [_label({"polarity": "+", "modality": "asserted", **one}) for one in told["claims"]]
        whole.add(score(item, [_as_claim(label, item, n) for n, label in enumerate(labels)]))
    return whole


def _as_claim(label: Label, item: Item, number: int) -> Claim:
    """A second reader's label in the form of a claim, of which only what is scored is filled in."""
    start = max(item.text.find(label.quote), 0)
    dated = label.start or label.end
    return Claim(
        id=f"{item.id}/{number}",
        article=item.id,
        doc=item.id,
        subject=Subject(work=label.subject, kind="work", season=label.season),
        event=label.event,  # type: ignore[arg-type]
        window=Window(earliest=label.start, latest=label.end) if dated else None,
        polarity=label.polarity,  # type: ignore[arg-type]
        modality=label.modality,  # type: ignore[arg-type]
        attribution=Attribution(name=label.attribution, kind="person") if label.attribution else None,
        as_of=item.published,
        quote=Quote(start=start, end=start + len(label.quote), exact=label.quote, prefix="", suffix=""),
        confidence=1.0,
    )


def files() -> list[Path]:
    return sorted(LABELLED.glob("*.jsonl"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.labelled_scores", description="Labelled sentences."
    )
    parser.add_argument("files", nargs="*", type=Path, help="only these files")
    parser.add_argument("--check", action="store_true", help="only check the labels")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell what went wrong")
    parser.add_argument("--agreement", action="store_true", help="score the second reader instead")
    parser.add_argument("--part", choices=("train", "test"), default="train", help="whose lines -v tells")
    asked = parser.parse_args(arguments)
    items = [item for path in asked.files or files() for item in read(path)]
    wrong = list(check(items))
    if wrong or asked.check:
        empty = sum(not item.claims for item in items)
        trapped = sum(bool(item.trap) for item in items)
        held = sum(item.held_out for item in items)
        print("\n".join(wrong))  # noqa: T201
        print(  # noqa: T201
            f"{len(items)} items, {sum(len(item.claims) for item in items)} claims, {empty} items without, "
            f"{trapped} traps, {held} held out, {len(wrong)} wrong labels"
        )
        if asked.check:
            return 1 if wrong else 0
    if asked.agreement:
        print("\n".join([HEAD, row("second reader", second_reader(items))]))  # noqa: T201
        return 0
    scores = score_items(items)
    print("\n".join(table(scores)))  # noqa: T201
    if asked.verbose:
        lines = sorted(line for (_, part), one in scores.items() if part == asked.part for line in one.lines)
        kinds = Counter(line.split("\t")[0] for line in lines)
        print("\n".join(["", *lines, "", *(f"{n:4d}  {kind}" for kind, n in kinds.most_common())]))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
