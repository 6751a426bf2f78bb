#!/usr/bin/env python3
"""How fast `find_times` reads the shipped corpora, and how long the import of its module takes.

usage: times_speed.py [FOLDER] [--rounds N] [--dateparser]

Every .txt, .md and .html file under FOLDER (default: corpora) is read as the text that the parser makes of
it, or as it stands where the parser refuses it. Words per second are of processor time, the best round.
`--dateparser` reads the same texts with dateparser's search in the same run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def texts(folder: Path) -> list[str]:
    """The texts of a folder's articles."""
    from dateline.errors import DatelineError
    from dateline.inputs import read_source
    from dateline.model import Source
    from dateline.parse import parse_page

    found: list[str] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md", ".html")):
        try:
            found.append(parse_page(read_source(Source(kind="file", name=str(path)))).text)
        except DatelineError:
            found.append(path.read_text(encoding="utf-8", errors="replace"))
    return found


def words_per_second(read: Callable[[str], object], found: list[str], rounds: int) -> float:
    """Words read in a second of processor time, in the best round."""
    words = sum(len(text.split()) for text in found)
    read(found[0])
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for text in found:
            read(text)
        best = min(best, time.process_time() - began)
    return words / best


def import_seconds(module: str, rounds: int) -> float:
    """Seconds that importing a module adds to a start of Python, in the best round."""

    def start(code: str) -> float:
        began = time.perf_counter()
        environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        subprocess.run([sys.executable, "-c", code], check=True, env=environ)
        return time.perf_counter() - began

    start(f"import {module}")
    bare = min(start("pass") for _ in range(rounds))
    return min(start(f"import {module}") for _ in range(rounds)) - bare


def search(text: str) -> object:
    """Dateparser's search, told that the text is English."""
    from dateparser.search import search_dates

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return search_dates(text, languages=["en"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "corpora")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dateparser", action="store_true", help="compare with dateparser's search")
    options = parser.parse_args()

    from dateline.extract.times import find_times

    found = texts(options.folder)
    ours = words_per_second(lambda text: find_times(text, published="2025-06-10"), found, options.rounds)
    print(f"texts        {len(found)}, {sum(len(text.split()) for text in found):,} words")
    print(f"find_times   {ours:,.0f} words/s")
    if options.dateparser:
        theirs = words_per_second(search, found, 1)
        print(f"dateparser   {theirs:,.0f} words/s (find_times is {ours / theirs:.1f} times as fast)")
    print(f"import       {import_seconds('dateline.extract.times', options.rounds):.3f} s")


if __name__ == "__main__":
    main()
