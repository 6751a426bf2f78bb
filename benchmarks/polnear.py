#!/usr/bin/env python3
"""Score `find_voices` on PolNeAR: who says what in political news, attributions marked by hand.

usage: polnear.py FOLDER [--part test] [--every N] [--errors N]

FOLDER holds PolNeAR's `data` directory (github.com/networkdynamics/PolNeAR; third-party, not part of the
project). Where several people annotated an article, the first file by name counts. Text marked `Discard` is
no part of the article, and what lies in it counts on neither side.

An attribution of ours finds one of theirs when all their parts overlap: cue with cue, content with content,
and source with source (a source that is not there is met by none). Overlapping means sharing a letter or
digit, as in the agreement measure of PARC and PolNeAR. Pairs are one to one, best overlap first. *Exact* asks
all three parts to be the same words; *speaker* asks only source and content, *cue* only the cue.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

Spans = tuple[tuple[int, int], ...]


class Mark(NamedTuple):
    source: Spans
    cue: Spans
    content: Spans


class Article(NamedTuple):
    text: str
    marks: list[Mark]
    discarded: Spans


def read(folder: Path, part: str) -> Iterator[Article]:
    """The articles of one part."""
    notes: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "data" / part / "attributions").glob("*.ann")):
        notes[path.stem.rsplit("_", 1)[0]].append(path)
    for name, paths in sorted(notes.items()):
        text = (folder / "data" / part / "text" / f"{name}.txt").read_text(encoding="utf-8")
        yield _article(text, paths[0].read_text(encoding="utf-8"))


def _article(text: str, notes: str) -> Article:
    spans: dict[str, Spans] = {}
    discarded: list[tuple[int, int]] = []
    marks = []
    for line in notes.splitlines():
        match = re.match(r"(T\d+)\t(\w+) ([\d ;]+)\t", line)
        if match:
            spans[match[1]] = tuple(_pair(piece) for piece in match[3].split(";"))
            if match[2] == "Discard":
                discarded += spans[match[1]]
        elif re.match(r"E\d+\t", line):
            held: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for one in line.split("\t")[1].split():
                role, _, key = one.partition(":")
                held[role.rstrip("0123456789")] += spans.get(key, ())
            mark = Mark(*(tuple(sorted(held[role])) for role in ("Source", "Cue", "Content")))
            if mark.cue and mark.content:
                marks.append(mark)
    return Article(text, marks, tuple(discarded))


def _pair(piece: str) -> tuple[int, int]:
    start, end = piece.split()
    return int(start), int(end)


def ours(article: Article, nlp: Any, find: Callable[[Any], Any]) -> list[Mark]:
    """What the package finds, paragraph by paragraph."""
    paragraphs = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", article.text) if m.group().strip()]
    found = []
    for (start, _), doc in zip(paragraphs, nlp.pipe(p for _, p in paragraphs), strict=True):
        for voice in find(doc):
            source = (voice.source,) if voice.source else ()
            found.append(
                Mark(
                    *(
                        tuple((a + start, b + start) for a, b in spans)
                        for spans in (source, (voice.cue,), voice.content)
                    )
                )
            )
    return [m for m in found if not any(a < m.cue[0][1] and m.cue[0][0] < b for a, b in article.discarded)]


def letters(text: str, spans: Spans) -> set[int]:
    return {
        k
        for start, end in spans
        for k in range(start, end)
        if text[k : k + 1].isalnum() or text[k : k + 1] == ":"
    }


def pairs(article: Article, said: list[Mark], parts: tuple[str, ...], *, exact: bool = False) -> int:
    """How many attributions are found, one to one."""
    gold = [{p: letters(article.text, getattr(m, p)) for p in parts} for m in article.marks]
    mine = [{p: letters(article.text, getattr(m, p)) for p in parts} for m in said]
    scored = []
    for i, one in enumerate(gold):
        for j, other in enumerate(mine):
            if exact:
                if one == other:
                    scored.append((1.0, i, j))
                continue
            if all(bool(one[p] & other[p]) or not (one[p] or other[p]) for p in parts):
                share = sum(len(one[p] & other[p]) / max(1, len(one[p] | other[p])) for p in parts)
                scored.append((share, i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


RULES: dict[str, tuple[tuple[str, ...], bool]] = {
    "relation": (("source", "cue", "content"), False),
    "exact": (("source", "cue", "content"), True),
    "speaker": (("source", "content"), False),
    "cue": (("cue",), False),
    "content": (("content",), False),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--every", type=int, default=1, help="read every nth article only")
    asked = parser.parse_args()

    from dateline.extract.nlp import load_model
    from dateline.extract.voices import find_voices
    from dateline.lexicon import load

    nlp, lexicon = load_model(), load()
    gold = said = 0
    hits = dict.fromkeys(RULES, 0)
    started = time.process_time()
    articles = list(read(asked.folder, asked.part))[:: asked.every]
    for article in articles:
        marks = ours(article, nlp, lambda doc: find_voices(doc, lexicon))
        gold += len(article.marks)
        said += len(marks)
        for name, (parts, exact) in RULES.items():
            hits[name] += pairs(article, marks, parts, exact=exact)
    seconds = time.process_time() - started
    words = sum(len(a.text.split()) for a in articles)
    print(
        f"{asked.part}: {len(articles)} articles, {gold} attributions, {said} found, "
        f"{words / seconds:,.0f} words/s"
    )
    for name, hit in hits.items():
        p, r = hit / max(1, said), hit / max(1, gold)
        print(f"{name:9s} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}")


if __name__ == "__main__":
    main()
