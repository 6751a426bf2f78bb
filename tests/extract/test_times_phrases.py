"""The phrases of `corpora/times` are well formed, and read as well as its `floors.toml` says, or better."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import find_times

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "times"
FILES = sorted(FOLDER.glob("*.jsonl"))
FLOORS: dict[str, dict[str, float]] = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
KEYS = {
    "id", "cat", "text", "expr", "expr_start", "docdate", "gold_start", "gold_end", "alts", "note",
}  # fmt: skip
CATEGORIES = {
    "part-year", "part-month", "part-season", "part-decade", "season", "quarter", "half", "fiscal",
    "tv-season", "decade", "holiday", "open", "range", "list", "infer-year", "weekday", "weekend", "week",
    "relative", "anchored", "as-of", "approx", "numeric", "plain", "time-of-day", "vague", "foreign",
    "noisy", "abstain",
}  # fmt: skip

Phrase = dict[str, Any]
Ends = tuple[str | None, str | None]


def phrases(path: Path) -> list[Phrase]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def windows(phrase: Phrase) -> list[tuple[int, int, Ends]]:
    """The windows read in a phrase's text that meet it: how much they share, their length, their ends."""
    start = phrase["expr_start"]
    end = start + len(phrase["expr"]) if phrase["expr"] else len(phrase["text"])
    found = []
    for time in find_times(phrase["text"], published=phrase["docdate"]):
        shared = min(time.end, end) - max(time.start, start)
        if shared > 0 and time.window and (time.window.earliest or time.window.latest):
            ends = tuple(day and day.isoformat() for day in (time.window.earliest, time.window.latest))
            found.append((shared, time.end - time.start, ends))
    return found


def best(phrase: Phrase) -> Ends | None:
    """The window that shares most with the expression, the longer one of two that share alike."""
    found = max(windows(phrase), key=lambda window: window[:2], default=None)
    return found and found[2]


def accepted(phrase: Phrase) -> list[Ends]:
    return [(phrase["gold_start"], phrase["gold_end"]), *map(tuple, phrase["alts"])]


def faults(phrase: Phrase) -> list[str]:
    """What is wrong with a line, whatever the reader makes of it."""
    if phrase.keys() != KEYS:
        return ["its keys"]
    text, expr, start = phrase["text"], phrase["expr"], phrase["expr_start"]
    bad = []
    if phrase["cat"] not in CATEGORIES:
        bad.append("its category")
    if text[start : start + len(expr)] != expr or text != text.strip():
        bad.append("its expression is not where it says")
    try:
        dt.date.fromisoformat(phrase["docdate"])
        for first, last in accepted(phrase):
            ends = [dt.date.fromisoformat(day) for day in (first, last) if day is not None]
            if ends != sorted(ends):
                bad.append("a window that ends before it begins")
            if bool(ends) == (phrase["cat"] == "abstain"):
                bad.append("a window where none may be, or none where one must be")
    except ValueError:
        bad.append("a day that is none")
    if not expr and phrase["cat"] != "abstain":
        bad.append("no expression")
    return bad


def test_phrases_are_there_each_with_its_floor() -> None:
    assert FILES
    assert {path.stem for path in FILES} == FLOORS.keys()
    assert all(set(floor) == {"exact"} and 0 < floor["exact"] <= 1 for floor in FLOORS.values())


def test_ids_are_used_once() -> None:
    ids = [phrase["id"] for path in FILES for phrase in phrases(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_well_formed(path: Path) -> None:
    assert {p["id"]: found for p in phrases(path) if (found := faults(p))} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_category_is_tried(path: Path) -> None:
    assert {phrase["cat"] for phrase in phrases(path)} == CATEGORIES


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"expr_start": 1}, "its expression is not where it says"),
        ({"cat": "someday"}, "its category"),
        ({"gold_end": "2024-01-01"}, "a window that ends before it begins"),
        ({"gold_start": "2025-02-30"}, "a day that is none"),
        ({"cat": "abstain"}, "a window where none may be, or none where one must be"),
    ],
)
def test_a_faulty_line_is_told(change: Phrase, fault: str) -> None:
    right: Phrase = {
        "id": "x001", "cat": "plain", "text": "It opens on May 3, 2025.", "expr": "May 3, 2025",
        "expr_start": 12, "docdate": "2024-01-10", "gold_start": "2025-05-03", "gold_end": "2025-05-03",
        "alts": [], "note": "",
    }  # fmt: skip
    assert faults(right) == []
    assert faults(right | change) == [fault]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_windows_are_as_exact_as_they_were(path: Path) -> None:
    dated = [phrase for phrase in phrases(path) if phrase["cat"] != "abstain"]
    missed = [phrase["id"] for phrase in dated if best(phrase) not in accepted(phrase)]
    share = 1 - len(missed) / len(dated)
    assert share >= FLOORS[path.stem]["exact"], f"{share:.4f}, not read exactly: {missed}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_read_where_there_is_no_time(path: Path) -> None:
    quiet = [phrase for phrase in phrases(path) if phrase["cat"] == "abstain"]
    assert {p["id"]: found for p in quiet if (found := windows(p))} == {}


@pytest.mark.parametrize(
    "words",
    ["the 2024's ", "next year of ", "the first or ", "the week after next of ", "within 3 days of ",
     "spring/", "Friday of last week of ", "bis Juni 2025 ", "July 1 and on ", "before the year is out "],
)  # fmt: skip
def test_what_goes_on_for_ever_is_read_without_going_deeper(words: str) -> None:
    text = words * 1500
    assert all(0 <= time.start < time.end <= len(text) for time in find_times(text, published="2025-01-01"))
