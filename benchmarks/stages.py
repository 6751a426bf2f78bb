#!/usr/bin/env python3
"""CPU time of each stage over a folder of pages, beside a full spaCy pipeline over the same texts.

usage: stages.py [FOLDER] [--without-spacy]

FOLDER holds .html files, searched through; without one, the shipped pages are read. Times are processor
seconds of one process after a warm-up page; the share of sentences that the gate passes is told too.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline import lexicon
from dateline.errors import DatelineError
from dateline.extract import cascade, extract
from dateline.extract.nlp import load_model
from dateline.inputs import iter_sources, read_source
from dateline.model import Article, Source
from dateline.parse import parse_page
from dateline.scan import DEFAULT_MODEL

SHIPPED = Path(__file__).resolve().parent.parent / "corpora"
STEPS = {
    "iter_sentences": "sentences",
    "passes": "gate",
    "read_times": "times",
    "index_works": "works",
    "find_candidates": "events",
    "build_claims": "claims",
    "row_claims": "rows",
}
"""Functions of the cascade, and the stage that each is."""


def clocked(spent: Counter[str], stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """`call`, with its processor time added to a stage; what it yields is drawn inside."""

    def run(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        told = call(*given, **named)
        if stage == "sentences":
            told = list(told)
        spent[stage] += time.process_time() - began  # type: ignore[assignment]
        return told

    return run


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)
    parser.add_argument("--without-spacy", action="store_true")
    asked = parser.parse_args()
    words, nlp = lexicon.load(), load_model(DEFAULT_MODEL)
    files = [str(path) for path in sorted(asked.folder.rglob("*.html"))]
    pages = [
        read_source(source)
        for source in iter_sources(files, published=None, url=None, stdin=None)
        if isinstance(source, Source)
    ]
    spent: Counter[str] = Counter()
    gate: Counter[bool] = Counter()
    for name, stage in STEPS.items():
        if hasattr(cascade, name):
            setattr(cascade, name, clocked(spent, stage, getattr(cascade, name)))
    passes = cascade.passes

    def counted(*given: Any) -> bool:
        passed = bool(passes(*given))
        gate[passed] += 1
        return passed

    cascade.passes = counted
    articles: list[Article] = []
    parsing = extracting = 0.0
    for number, page in enumerate(pages):
        began = time.process_time()
        try:
            article = parse_page(page)
        except DatelineError:
            continue
        between = time.process_time()
        extract(article, lexicon=words, nlp=nlp)
        after = time.process_time()
        if number == 0:
            spent.clear()
            continue
        parsing += between - began
        extracting += after - between
        articles.append(article)
    print(f"{len(articles)} pages, {sum(len(a.text.split()) for a in articles):,} words")
    print(
        f"sentences that pass the gate: {gate[True]} of {sum(gate.values())}"
        f" ({100 * gate[True] / max(1, sum(gate.values())):.0f} %)"
    )
    print(f"{'parsing HTML':24}{parsing:8.2f} s")
    print(f"{'extraction in all':24}{extracting:8.2f} s")
    for stage, seconds in spent.most_common():
        print(f"  {stage:22}{seconds:8.2f} s")
    print(f"  {'spaCy and the rest':22}{extracting - sum(spent.values()):8.2f} s")
    if not asked.without_spacy:
        import spacy

        full = spacy.load(DEFAULT_MODEL)
        began = time.process_time()
        for _ in full.pipe(article.text for article in articles):
            pass
        whole = time.process_time() - began
        print(f"{'full spaCy pipeline':24}{whole:8.2f} s  ({whole / max(extracting, 1e-9):.1f} as long)")


if __name__ == "__main__":
    main()
