"""The lexicon: what English says about releases, as data a journalist can edit.

`load` reads the shipped files and any of the user's, checks them, and compiles their phrases once per
process.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from dateline.errors import LexiconError
from dateline.lexicon._load import decode, user
from dateline.lexicon.phrases import compile_phrases
from dateline.lexicon.schema import Cue, CueCategory, Label, LexiconFile, Names, Trigger, WordSet

__all__ = ["CompiledCue", "CompiledLabel", "CompiledTrigger", "Lexicon", "domains", "load"]

_SHIPPED = (
    "verbs.toml",
    "cues.toml",
    "names.toml",
    "releases.toml",
    "decisions.toml",
    "games.toml",
    "layout.toml",
)
_VERSION = 1
_DATED = frozenset({"time", "time-or-negation"})
"""Needs of triggers that claim nothing without a time or a denial."""

E = TypeVar("E", Trigger, Cue, Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTrigger:
    """A trigger with the pattern of its phrases."""

    entry: Trigger
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCue:
    """A cue with the pattern of its phrases."""

    entry: Cue
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledLabel:
    """A label with the pattern of its phrases."""

    entry: Label
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All entries, compiled. Equal sources give an equal `fingerprint`."""

    triggers: tuple[CompiledTrigger, ...]
    cues: tuple[CompiledCue, ...]
    labels: tuple[CompiledLabel, ...]
    words: Mapping[str, re.Pattern[str]]
    names: tuple[Names, ...]
    listed: Mapping[str, frozenset[str]]
    """Listed names by kind, case-folded."""
    endings: Mapping[str, frozenset[str]]
    """Last words that mark a name, by kind, case-folded."""
    gate: re.Pattern[str]
    """Every trigger phrase in one pattern: the cheap first look at a sentence."""
    undated_gate: re.Pattern[str]
    """The phrases of triggers that can claim something without a time or a denial."""
    territory: re.Pattern[str]
    """The name of a country, with or without its article."""
    fingerprint: str
    sources: tuple[str, ...]

    def cues_of(self, *categories: CueCategory) -> Iterator[CompiledCue]:
        """The cues of some categories, in file order."""
        return (cue for cue in self.cues if cue.entry.category in categories)

    def names_of(self, kind: str) -> frozenset[str]:
        """All listed names of one kind, case-folded."""
        return self.listed.get(kind, frozenset())

    def suffixes_of(self, kind: str) -> frozenset[str]:
        """All last words that mark a name as of this kind, case-folded."""
        return self.endings.get(kind, frozenset())


def load(extra: Sequence[Path] = ()) -> Lexicon:
    """Read the shipped lexicon and those in `extra`, whose entries replace shipped ones of the same id.

    One of `extra` is a file, or the name of a shipped domain (`domains`).

    Raises:
        LexiconError: if a file is missing, does not fit the schema, or two entries of one file share an id.
    """
    return _load(tuple(str(path) for path in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[str, ...]) -> Lexicon:
    digest = hashlib.blake2b(digest_size=8)
    files: list[tuple[str, LexiconFile]] = []
    for name in _SHIPPED:
        data = resources.files("dateline.lexicon").joinpath("data", name).read_bytes()
        digest.update(data)
        files.append((name, decode(data, LexiconFile, f"{name} (shipped)")))
    for path in extra:
        own = _domain(path)
        if own is not None:
            files.append((path, decode(own, LexiconFile, f"{path} (shipped)")))
        else:
            files.append((path, user(Path(path), LexiconFile)))
        digest.update(own if own is not None else Path(path).read_bytes())
    for name, file in files:
        _check(name, file)
    irregular = {verb: forms for _, file in files for verb, forms in file.irregular.items()}
    triggers = _merge((name, file.trigger) for name, file in files)
    cues = _merge((name, file.cue) for name, file in files)
    labels = _merge((name, file.label) for name, file in files)
    names = tuple(entry for _, file in files for entry in file.names)
    words: dict[str, tuple[str, ...]] = {}
    for _, file in files:
        for entry in file.words:
            words[entry.id] = (*words.get(entry.id, ()), *entry.phrases) if entry.extend else entry.phrases
    return Lexicon(
        triggers=tuple(
            CompiledTrigger(entry=t, pattern=compile_phrases(t.phrases, irregular)) for t in triggers
        ),
        cues=tuple(CompiledCue(entry=c, pattern=compile_phrases(c.phrases, irregular)) for c in cues),
        labels=tuple(CompiledLabel(entry=e, pattern=compile_phrases(e.phrases, irregular)) for e in labels),
        words={key: compile_phrases(phrases, irregular) for key, phrases in words.items()},
        names=names,
        listed=_by_kind((entry.kind, entry.names) for entry in names),
        endings=_by_kind((entry.kind, entry.suffixes) for entry in names),
        gate=compile_phrases({p for t in triggers for p in t.phrases}, irregular),
        undated_gate=compile_phrases(
            {p for t in triggers if _DATED.isdisjoint(t.needs) for p in t.phrases}, irregular
        ),
        territory=_territories(names),
        fingerprint=digest.hexdigest(),
        sources=tuple(name for name, _ in files),
    )


def _by_kind(lists: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for kind, words in lists:
        held.setdefault(kind, set()).update(word.casefold() for word in words)
    return {kind: frozenset(words) for kind, words in held.items()}


def domains() -> tuple[str, ...]:
    """Names of the shipped lexica that are read only when asked for."""
    folder = resources.files("dateline.lexicon").joinpath("data", "domains")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir()))


def _domain(path: str) -> bytes | None:
    """The shipped lexicon that a path names, in whatever folder; None where it is the user's file."""
    name = Path(path).name
    if name not in domains() or Path(path).exists():
        return None
    return resources.files("dateline.lexicon").joinpath("data", "domains", f"{name}.toml").read_bytes()


def _territories(names: tuple[Names, ...]) -> re.Pattern[str]:
    spelled = [re.escape(n) for entry in names for words in entry.codes.values() for n in words]
    return re.compile(rf"(?:the\s+)?(?:{'|'.join(spelled) or '(?!)'})", re.IGNORECASE)


def _check(name: str, file: LexiconFile) -> None:
    if file.version != _VERSION:
        msg = f"lexicon {name}: version {file.version} is unknown; this Dateline reads version {_VERSION}"
        raise LexiconError(msg)
    seen: set[str] = set()
    entries: tuple[Trigger | Cue | WordSet | Label, ...] = (
        *file.trigger,
        *file.cue,
        *file.words,
        *file.label,
    )
    for entry in entries:
        if entry.id in seen:
            msg = f"lexicon {name}: two entries are called {entry.id!r}; rename one"
            raise LexiconError(msg)
        seen.add(entry.id)
        if not entry.phrases:
            msg = f"lexicon {name}: {entry.id!r} has no phrases"
            raise LexiconError(msg)


def _merge(parts: Iterator[tuple[str, tuple[E, ...]]]) -> tuple[E, ...]:
    merged: dict[str, E] = {}
    for _, entries in parts:
        merged.update((entry.id, entry) for entry in entries)
    return tuple(merged.values())
