"""A small report about invented works, made by hand: two outlets that disagree, a guess, an input unread."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Finding,
    OutlookEntry,
    Quote,
    Report,
    RunFacts,
    Scope,
    Skipped,
    Step,
    Subject,
    Value,
)
from dateline.window import Window

LEDGER = """Harbour Lights returns to Leeds

The harbour is lit again. Northlight has ordered ten more episodes of its quiet hit. The second season \
of Harbour Lights will premiere on March 4, 2025, the network said on Monday, and nobody in the room \
seemed surprised by that.

Cameras start rolling in the autumn.
"""
POST = """Everything we know about Harbour Lights season 2

Fans have waited long enough. Season 2 is set to premiere on May 9, 2025. The Tide Room is expected \
midway through 2026.
"""


def article(doc: str, text: str, *, outlet: str, published: dt.date) -> Article:
    title = text.partition("\n")[0]
    return Article(
        id=f"a-{doc}",
        doc=doc,
        source=f"stories/{doc}.txt",
        text=text,
        blocks=(Block(kind="title", start=0, end=len(title)),),
        title=title,
        outlet=outlet,
        language="en",
        published=published,
        published_from="text",
    )


def claim(page: Article, words: str, **fields: object) -> Claim:
    start = page.text.index(words)
    values: dict[str, object] = {
        "id": f"c-{page.doc}-{start}",
        "article": page.id,
        "doc": page.doc,
        "subject": Subject(work="Harbour Lights", season=2),
        "event": "premiere",
        "modality": "scheduled",
        "as_of": page.published,
        "quote": Quote(start=start, end=start + len(words), exact=words),
        "confidence": 0.9,
        "outlet": page.outlet,
        "published": page.published,
        **fields,
    }
    return Claim(**values)  # type: ignore[arg-type]


def day(text: str, iso: str) -> Window:
    when = dt.date.fromisoformat(iso)
    return Window(earliest=when, latest=when, text=text)


@pytest.fixture
def report() -> Report:
    ledger = article("ledger", LEDGER, outlet="The Leeds Ledger", published=dt.date(2024, 6, 10))
    post = article("post", POST, outlet="Screen Post", published=dt.date(2024, 7, 2))
    march = claim(
        ledger,
        "The second season of Harbour Lights will premiere on March 4, 2025, the network said on Monday",
        window=day("March 4, 2025", "2025-03-04"),
        attribution=Attribution(name="Northlight", kind="company"),
        scope=Scope(territory="GB;IE", platform="streaming"),
    )
    may = claim(
        post,
        "Season 2 is set to premiere on May 9, 2025.",
        window=day("May 9, 2025", "2025-05-09"),
        mentions=((9, 16),),
    )
    ten = claim(
        ledger,
        "Northlight has ordered ten more episodes",
        event="episode_count",
        modality="asserted",
        value=Value(low=10, high=10),
    )
    tide = claim(
        post,
        "The Tide Room is expected midway through 2026.",
        subject=Subject(work="The Tide Room", kind="film"),
        modality="estimated",
        window=Window(
            earliest=dt.date(2026, 5, 1),
            latest=dt.date(2026, 8, 31),
            granularity="part",
            text="midway through 2026",
        ),
    )
    contradiction = Finding(
        code="D101",
        relation="contradiction",
        severity="error",
        subject=march.subject,
        event="premiere",
        claims=(march.id, may.id),
        message="The Leeds Ledger has season 2 premiere on 4 March 2025, Screen Post on 9 May 2025.",
        steps=(
            Step(text="The Leeds Ledger gives 4 March 2025.", claim=march.id),
            Step(text="Screen Post gives 9 May 2025 and reports no change.", claim=may.id),
            Step(text="No day satisfies both windows.", rule="D101"),
        ),
        fingerprint="f1",
    )
    note = Finding(
        code="R301",
        relation="refined",
        severity="info",
        subject=tide.subject,
        event="premiere",
        claims=(tide.id,),
        message="A later window lies inside an earlier one.",
        steps=(),
        fingerprint="f2",
    )
    outlook = (
        OutlookEntry(
            subject=march.subject,
            event="premiere",
            window=may.window,
            status="scheduled",
            confidence=0.62,
            supports=(may.id,),
            origins=1,
            overrules=(march.id,),
            why="Screen Post is the later report.",
            moved=((dt.date(2024, 6, 10), "2025-03-04"), (dt.date(2024, 7, 2), "2025-05-09")),
        ),
        OutlookEntry(
            subject=tide.subject,
            event="premiere",
            window=tide.window,
            status="expected",
            confidence=0.4,
            supports=(tide.id,),
            origins=1,
            why="",
            moved=((dt.date(2024, 7, 2), "2026-05/2026-08"),),
        ),
    )
    return Report(
        run=RunFacts(version="0.1", as_of=dt.date(2024, 8, 1), model="en_core_web_sm 3.8.0", articles=2),
        articles=(ledger, post),
        claims=(march, ten, may, tide),
        findings=(note, contradiction),
        outlook=outlook,
        skipped=(Skipped(source="stories/gone.html", reason="missing", detail="no such file"),),
    )
