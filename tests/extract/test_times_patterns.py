"""No pattern of the time reader or the lexicon can be made to backtrack without bound.

Two checks without a clock: the structure of every compiled pattern, and the work of a whole reading, counted
in calls of the grammar, on texts of doubled length.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

import pytest

import dateline.extract.times as package
from dateline import lexicon
from dateline.extract import asof, reading
from dateline.extract.times import find_times, infer_published
from dateline.extract.times.grammar import Grammar

_UNBOUND = 200
"""A repeat that may run this often, or for ever, is one that can run over a whole article."""
_SAMPLE = [*map(chr, range(128)), *"“”‘’–—…é年月日ÄßİΩя\u00a0\u2028"]


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        yield from _of(module)
    for module in (asof, reading):
        yield from _of(module)
    yield "reading.shoots", reading._shoots()
    yield "reading.outlets", reading._outlet_names()
    words = lexicon.load()
    yield from ((f"trigger {t.entry.id}", t.pattern) for t in words.triggers)
    yield from ((f"cue {c.entry.id}", c.pattern) for c in words.cues)
    yield from ((f"words {name}", pattern) for name, pattern in words.words.items())
    yield "gate", words.gate
    yield "territory", words.territory


def _of(module: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            yield f"{module.__name__.rpartition('.')[2]}.{name}", value


PATTERNS = dict(_patterns())


def _long_repeats(tree: Any) -> Iterator[Any]:
    """The bodies of all repeats that may run over a whole text, at any depth."""
    for op, argument in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most is ops.MAXREPEAT or most >= _UNBOUND:
                yield body
            yield from _long_repeats(body)
        elif op is ops.BRANCH:
            for option in argument[1]:
                yield from _long_repeats(option)
        elif op is ops.SUBPATTERN:
            yield from _long_repeats(argument[3])
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _long_repeats(argument[1])
        elif op is ops.ATOMIC_GROUP:
            yield from _long_repeats(argument)


def nested(pattern: str, flags: int = 0) -> bool:
    """Whether a repeat without bound holds another one: what makes matching take exponential time.

    A body that opens with a character that nothing else in it can match is safe: ``(?:,\\d+)*``.
    """
    for body in _long_repeats(sre.parse(pattern, flags)):
        opening = _first(list(body)[:1], flags) or set()
        for inner in _long_repeats(body):
            if not opening or opening & _chars(inner, flags):
                return True
    return False


def _chars(tree: Any, flags: int) -> set[str]:
    """Sample characters that a match can hold."""
    found: set[str] = set()
    for sequence in _sequences(tree):
        for op, argument in sequence:
            if op in (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY):
                found |= {c for c in _SAMPLE if _fits(op, argument, c, flags)}
    return found


def _first(tree: Any, flags: int) -> set[str] | None:
    """Sample characters with which a match can begin; None where it can be empty."""
    found: set[str] = set()
    for op, argument in tree:
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        if op is ops.SUBPATTERN:
            inner = _first(argument[3], flags)
        elif op is ops.BRANCH:
            options = [_first(option, flags) for option in argument[1]]
            known = [option for option in options if option is not None]
            inner = set().union(*known) if len(known) == len(options) else None
            found |= set().union(*known)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            body = _first(argument[2], flags)
            if argument[0] == 0 or body is None:
                found |= body or set()
                continue
            inner = body
        elif op in (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY, ops.CATEGORY):
            inner = {c for c in _SAMPLE if _fits(op, argument, c, flags)}
        else:
            return None
        if inner is None:
            continue
        return found | inner
    return None


def _fits(op: Any, argument: Any, char: str, flags: int) -> bool:
    if op is ops.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    code = ord(char)
    same = {code}
    if flags & re.IGNORECASE:
        same |= {ord(c) for c in (char.lower(), char.upper()) if len(c) == 1}
    if op is ops.LITERAL:
        return argument in same
    if op is ops.NOT_LITERAL:
        return argument not in same
    hit = False
    negated = False
    for kind, value in argument:
        if kind is ops.NEGATE:
            negated = True
        elif kind is ops.LITERAL:
            hit |= value in same
        elif kind is ops.RANGE:
            hit |= any(value[0] <= c <= value[1] for c in same)
        elif kind is ops.CATEGORY:
            letter = {
                ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_SPACE: r"\s",
                ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_WORD: r"\W",
            }[value]  # fmt: skip
            hit |= re.match(letter, char) is not None
    return hit is not negated


def twins(pattern: str, flags: int = 0) -> bool:
    """Whether two repeats without bound stand side by side and can share characters: quadratic, or worse."""
    return any(_twins(branch, flags) for branch in _sequences(sre.parse(pattern, flags)))


def _sequences(tree: Any) -> Iterator[list[Any]]:
    """Every sequence of the pattern, at any depth."""
    yield list(tree)
    for op, argument in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            yield from _sequences(argument[2])
        elif op is ops.BRANCH:
            for option in argument[1]:
                yield from _sequences(option)
        elif op is ops.SUBPATTERN:
            yield from _sequences(argument[3])
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _sequences(argument[1])


def _twins(sequence: list[Any], flags: int) -> bool:
    running: list[set[str]] = []
    for op, argument in sequence:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            least, most, body = argument
            chars = _first(body, flags) or set()
            if most is ops.MAXREPEAT or most >= _UNBOUND:
                if any(chars & other for other in running):
                    return True
                running = [*(running if least == 0 else [other & chars for other in running]), chars]
                running = [other for other in running if other]
                continue
            if least == 0:
                continue
            running = [other & chars for other in running]
        elif op in (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY):
            chars = {c for c in _SAMPLE if _fits(op, argument, c, flags)}
            running = [other & chars for other in running]
        elif op not in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            running = []
        running = [other for other in running if other]
    return False


def test_there_are_patterns_to_check() -> None:
    assert len(PATTERNS) > 60
    assert "tokens._TOKEN" in PATTERNS


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_repeats_what_repeats(name: str) -> None:
    pattern = PATTERNS[name]
    assert not nested(pattern.pattern, pattern.flags)
    assert not twins(pattern.pattern, pattern.flags)


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:\w*,)*\d", r"(?:(?:x{0,500})y)*", r"(?=(?:a*)*b)"])
def test_a_nested_repeat_is_seen(pattern: str) -> None:
    assert nested(pattern)


@pytest.mark.parametrize("pattern", [r"\s*\w*\s+", r"\d+\w*x", r"[^,]*\s*,", r"(?:a+|b)(?:,\s*\s*)"])
def test_two_repeats_that_share_characters_are_seen(pattern: str) -> None:
    assert twins(pattern)


@pytest.mark.parametrize("pattern", [r"\s*\w+", r"\d+(?:,\d+)*", r"\w+\s+\w+", r"[a-z]+-[a-z]+"])
def test_repeats_that_part_cleanly_are_accepted(pattern: str) -> None:
    assert not nested(pattern)
    assert not twins(pattern)


# ---------------------------------------------------------------- the whole reading

PIECES = [
    "and ", "the ", "the next ", "next ", "1", "12 ", "2024 ", "2024-", "6/7/", "June ", "from ", "to ",
    "of ", "the end of ", "between June and ", "more than ", "two ", "a ", "late ", "mid-", "as of ",
    "no later than ", "yesterday" + " " * 50, "available for" + " " * 50,
    "“A ", "' ", "‘", "(", "updated June 3 ", "LEEDS, ", "SYDNEY - \n", "A ", "6 juni ", "Friday, ",
    "yesterday, March 4, 2025, ", "\n", "\n\n", "\u200f\u05d9\u05d5\u05dd ", "年", "６", "é", "'90s ",
    "8 p.m. ", "filming in ", "June to ", "2024 to 2025 to ", "from June to ", "a week after ",
    "two weeks after the premiere ", "every ", "half ", "Q3 ", "1,000", "1.",
]  # fmt: skip


class _Count:
    """Counts the grammar's reads, the tokens it looks at, and the resolver's steps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        from dateline.extract.times.resolve import Resolver
        from dateline.extract.times.words import Phrases

        for owner, name in ((Grammar, "read"), (Phrases, "at"), (Resolver, "_resolve")):
            self._count(monkeypatch, owner, name)

    def _count(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        plain = getattr(owner, name)

        def counted(this: Any, *arguments: Any) -> Any:
            self.calls += 1
            return plain(this, *arguments)

        monkeypatch.setattr(owner, name, counted)

    def of(self, text: str) -> int:
        self.calls = 0
        find_times(text, published="2025-06-10")
        return self.calls


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_twice_the_steps(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count = _Count(monkeypatch)
    once, twice = count.of(piece * 120), count.of(piece * 240)
    assert twice <= 2.2 * once + 200


def test_steps_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _Count(monkeypatch).of("It opens in June 2025 or in the fall.") > 20


@pytest.mark.parametrize("piece", ["and ", "1", "the next ", "the end of ", "\u05d9\u05d5\u05dd ", "2024 "])
def test_a_hundred_kilobytes_of_one_piece_are_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    last = 0
    for found in find_times(text, published="2025-06-10"):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize("piece", [c * 3 for c in string.punctuation] + ["“”", "a'", "1/", "1-", "1."])
def test_marks_without_words_tell_nothing(piece: str) -> None:
    assert [found for found in find_times(piece * 500) if found.window] == []
    assert infer_published(piece * 500) is None
