#!/usr/bin/env python3
"""Score `find_times` on a folder of TimeML files, as TempEval-3 defines it, beside dateparser's search.

usage: times_corpora.py FOLDER [--without-dateparser] [--errors N]

Only the text body counts. A gold and a system TIMEX3 match relaxed when they share a character, strict when
they cover the same; each matches at most once. A value is right when the strings are equal. The last line is
the ratio of the two speeds in processor time, both of this run. The corpora (TimeBank, AQUAINT, WikiWars)
are third-party and not part of the project: get them where their licences allow.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET


class Mark(NamedTuple):
    start: int
    end: int
    value: str
    type: str = ""


def read(path: Path) -> tuple[str, dt.date | None, list[Mark]]:
    """The text body, the document's day, and the gold marks."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (a corpus on the own disk)
    dct = root.find(".//DCT/TIMEX3")
    day = None
    if dct is not None:
        try:
            day = dt.date.fromisoformat(dct.get("value", "")[:10])
        except ValueError:
            day = None
    pieces: list[str] = []
    marks: list[Mark] = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, pieces))
        if node.text:
            pieces.append(node.text)
        for child in node:
            walk(child)
            if child.tail:
                pieces.append(child.tail)
        end = sum(map(len, pieces))
        if node.tag == "TIMEX3" and end > start:
            marks.append(Mark(start, end, node.get("value", ""), node.get("type", "")))

    body = root.find("TEXT")
    if body is None:
        return "", day, []
    walk(body)
    return "".join(pieces), day, marks


def ours(text: str, day: dt.date | None) -> list[Mark]:
    from dateline.extract.times import find_times

    return [Mark(t.start, t.end, t.value, t.type) for e in find_times(text, published=day) for t in e.timexes]


def theirs(text: str, day: dt.date | None) -> list[Mark]:
    from dateparser.search import search_dates

    base = dt.datetime.combine(day, dt.time()) if day else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base} if base else {}) or []
    marks, at = [], 0
    for words, moment in found:
        start = text.find(words, at)
        if start >= 0:
            marks.append(Mark(start, start + len(words), moment.date().isoformat()))
            at = start + len(words)
    return marks


def pairs(gold: list[Mark], system: list[Mark]) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Gold and system marks matched in order, exact covers first; what stays alone has None beside it."""
    free = list(system)
    exact = {}
    for g in gold:
        hit = next((s for s in free if (s.start, s.end) == (g.start, g.end)), None)
        if hit:
            exact[g] = hit
            free.remove(hit)
    for g in gold:
        hit = exact.get(g) or next((s for s in free if s.start < g.end and g.start < s.end), None)
        if hit in free:
            free.remove(hit)
        yield g, hit
    yield from ((None, s) for s in free)


def f1(right: int, gold: int, system: int) -> float:
    return 200 * right / (gold + system) if gold + system else 0.0


def score(name: str, folder: Path, reader: Callable[[str, dt.date | None], list[Mark]], errors: int) -> float:
    """Prints the scores of one reader and its differences from the gold marks; its words per second."""
    gold_n = system_n = relaxed = strict = value = words = 0
    spent = 0.0
    shown: list[str] = []
    reader("It opens on May 3, 2024.", None)  # what is loaded once per process is not timed
    for path in sorted(folder.glob("*.tml")):
        text, day, gold = read(path)
        began = time.process_time()
        system = reader(text, day)
        spent += time.process_time() - began
        words += len(text.split())
        gold_n += len(gold)
        system_n += len(system)
        for g, s in pairs(gold, system):
            if g and s:
                relaxed += 1
                strict += (g.start, g.end) == (s.start, s.end)
                value += g.value == s.value
            if not g or not s or g.value != s.value or (g.start, g.end) != (s.start, s.end):
                a, b = (g or s).start, (g or s).end  # type: ignore[union-attr]
                kind = "miss" if not s else "extra" if not g else "span" if g.value == s.value else "value"
                around = " ".join(text[max(0, a - 60) : b + 30].split())
                shown.append(
                    f"{kind}\t{day}\tgold {g and (text[g.start : g.end], g.value)}\t"
                    f"ours {s and (text[s.start : s.end], s.value)}\t{around}"
                )
    print(
        f"{name:12} value F1 {f1(value, gold_n, system_n):5.1f}  "
        f"relaxed span F1 {f1(relaxed, gold_n, system_n):5.1f}  "
        f"strict span F1 {f1(strict, gold_n, system_n):5.1f}  (gold {gold_n}, system {system_n}; "
        f"{words / spent:,.0f} words/s)"
    )
    for line in shown[:errors]:
        print("  " + line.replace("\n", " "))
    return words / spent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-dateparser", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show this many differences")
    options = parser.parse_args()
    fast = score("dateline", options.folder, ours, options.errors)
    if not options.without_dateparser:
        slow = score("dateparser", options.folder, theirs, 0)
        print(f"dateline reads {fast / slow:.1f} times as fast")


if __name__ == "__main__":
    main()
