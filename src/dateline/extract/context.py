"""What the later steps of extraction look at: an article with all that has been read from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from dateline.extract.seasons import SeasonMention
from dateline.extract.sentences import Sentence
from dateline.extract.syntax import Parse
from dateline.extract.times import TimeExpression
from dateline.extract.title_spots import title_runs
from dateline.extract.works import WorkIndex
from dateline.lexicon import CompiledCue, Lexicon
from dateline.lexicon.schema import Trigger
from dateline.model import Article

__all__ = ["Candidate", "Context", "CueHit", "NameSpan"]

_PERSON_BLOCKERS = re.compile(
    r"\b(?:Season|Series|Episode|Part|Volume|Chapter|Release|Date|Trailer|Cast|Awards?|Festival|Film|Fest|Instagram|Twitter|"
    r"Facebook|Street|University|Guild|Association|America|Hollywood|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Aug|Sept|Oct|"
    r"Nov|Dec|Christmas|Easter|Thanksgiving|Halloween)\b"
)
_DAY_NEXT = re.compile(
    r"\s+(?:on\s+|in\s+|the\s+)?(?:\d|jan|feb|mar|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec|spring|summer|autumn|fall\b|"
    r"winter|mon|tue|wed|thu|fri|sat|sun|this (?:year|summer|spring|fall|autumn|winter|coming)|next )"
)
_NOT_BUT = re.compile(r"\s+(?:one|two|three|a single)\b[^.;]{0,40}?\bbut\b", re.IGNORECASE)
_IDIOMATIC_IF = re.compile(
    r"\s+(?:you\s+(?:can\s+(?:be\b|believe|call)|dare|must\b|ask\s+me|will|please|missed|were\s+wondering)\b|"
    r"only\b|anything\b|ever\b|memory\s+serves|truth\s+be\s+told|i\s+may\b|"
    r"[^.;]{1,40}?\b(?:is|are)\s+(?:anything\s+to\s+go\s+by|to\s+be\s+believed))",
    re.IGNORECASE,
)
"""What makes an "if" a manner of speaking, no condition."""
_TIGHT = 36
"""Longest trigger, in code points, that holds nothing but itself."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found in a sentence; article offsets."""

    cue: CompiledCue
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A run of capitalised words that names a person, company or outlet; article offsets."""

    start: int
    end: int
    text: str


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger in a sentence, on its way to becoming a claim."""

    trigger: Trigger
    sentence: Sentence
    parse: Parse
    start: int
    end: int
    head: Any
    clause: int
    times: list[TimeExpression] = field(default_factory=list)

    @property
    def is_noun(self) -> bool:
        """Whether the trigger's head word is nominal."""
        return self.head.pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "ADP"}

    @property
    def moves(self) -> bool:
        """Whether the trigger moves a release, so that its dates are an old and a new one."""
        return self.trigger.event == "delay" or self.trigger.id == "premiere.move-up"

    @property
    def is_tight(self) -> bool:
        """Whether the matched words are so few that they hold nothing but the trigger itself."""
        return self.end - self.start <= _TIGHT


@dataclass(slots=True)
class Context:
    """The article and everything read from it so far."""

    article: Article
    lexicon: Lexicon
    sentences: list[Sentence]
    works: WorkIndex
    seasons: list[SeasonMention]
    times: list[TimeExpression]
    parses: dict[int, Parse] = field(default_factory=dict)
    _names: dict[int, list[NameSpan]] = field(default_factory=dict)
    _cues: dict[int, list[CueHit]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def seasons_in(self, start: int, end: int) -> list[SeasonMention]:
        """Season mentions that lie inside a range."""
        first = bisect_left(self.seasons, start, key=lambda m: m.start)
        found = []
        for mention in self.seasons[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds an offset."""
        k = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        found = self.sentences[k] if k >= 0 else None
        return found if found is not None and position < found.end else None

    def times_in(self, start: int, end: int) -> list[TimeExpression]:
        """Time expressions that begin inside a range."""
        first = bisect_left(self.times, start, key=lambda t: t.start)
        found = [t for t in self.times[first : first + 40] if t.start < end]
        titles = self.works.within(start, end) if found else []
        return [
            t
            for t in found
            if not any(
                m.start <= t.start and t.end <= m.name_end and t.end - t.start < m.name_end - m.start
                for m in titles
            )
        ]

    def in_title(self, start: int, end: int) -> bool:
        """Whether a range lies inside the name of a work, whose words say nothing of the claim."""
        return any(m.start <= start and end <= m.name_end for m in self.works.within(start - 80, end + 80))

    def cues(self, sentence: Sentence) -> list[CueHit]:
        """All cue phrases of a sentence, found once."""
        if sentence.index not in self._cues:
            hits: list[CueHit] = []
            for cue in self.lexicon.cues:
                hits.extend(
                    CueHit(cue, sentence.start + match.start(), sentence.start + match.end())
                    for match in cue.pattern.finditer(sentence.text)
                    if not _blocked(sentence.text, match)
                )
            titles = self.works.within(sentence.start, sentence.end)
            hits = [h for h in hits if not any(m.start <= h.start and h.end <= m.name_end for m in titles)]
            # "expected" inside the original plan "was expected" is part of it, not a hedge of its own.
            # A title's own words ("Nobody's Harbour") say nothing of how a claim holds.
            titles = self.works.within(sentence.start, sentence.end)
            hits = [h for h in hits if not any(m.start <= h.start and h.end <= m.name_end for m in titles)]
            plans = [h for h in hits if h.cue.entry.category in {"original_plan", "reported_wrong"}]
            self._cues[sentence.index] = [
                h
                for h in hits
                if not any(
                    p is not h and p.start <= h.start and h.end <= p.end and h.end - h.start < p.end - p.start
                    for p in plans
                )
            ]
        return self._cues[sentence.index]

    def names(self, sentence: Sentence) -> list[NameSpan]:
        """What a sentence may name beside works: capitalised runs that are no work, season or date."""
        if sentence.index not in self._names:
            taken = [(m.start, m.end) for m in self.works.within(sentence.start, sentence.end)]
            taken += [(m.start, m.end) for m in self.seasons_in(sentence.start, sentence.end)]
            taken += [(t.start, t.end) for t in self.times_in(sentence.start, sentence.end)]
            names = []
            for start, end, _ in title_runs(sentence.text, self.lexicon):
                left, right = sentence.start + start, sentence.start + end
                for piece_start, piece_end in _outside(left, right, taken):
                    names.extend(_split_names(self.text, piece_start, piece_end))
            self._names[sentence.index] = names
        return self._names[sentence.index]

    def speaks_of_work(self, position: int) -> bool:
        """Whether "it" at `position` has a work, or a word for one, to stand for in the text just above."""
        floor = max(0, position - 400)
        before = self.text[floor:position]
        return (
            self.works.last_before(position, floor) is not None
            or bool(self.lexicon.words["work-noun"].search(before))
            or bool(self.seasons_in(floor, position))
        )

    def forget_names(self) -> None:
        """Drop the cached names and cues, which depend on the works known."""
        self._names.clear()
        self._cues.clear()

    def people(self, sentence: Sentence) -> list[NameSpan]:
        """The names of a sentence that may be people's."""
        return [n for n in self.names(sentence) if self.is_person(n.text)]

    def is_company(self, name: str) -> bool:
        """Whether a name is a listed company or ends in a word that companies' names end in."""
        folded = name.casefold().removesuffix("'s").removesuffix("’s").removeprefix("the ").strip()
        if folded in self.lexicon.names_of("company"):
            return True
        last = folded.rsplit(" ", 1)[-1]
        return (" " in folded and last in self.lexicon.suffixes_of("company")) or folded.endswith("+")

    def is_outlet(self, name: str) -> bool:
        """Whether a name ends in a word that outlets' names end in."""
        folded = name.casefold().removesuffix("'s").removesuffix("’s")
        return " " in folded and folded.rsplit(" ", 1)[-1] in self.lexicon.suffixes_of("outlet")

    def is_person(self, name: str) -> bool:
        """Whether a name may be a person's: two to four words that nothing marks as another kind."""
        words = name.split()
        return (
            1 < len(words) <= 4
            and not self.is_company(name)
            and not self.is_outlet(name)
            and not _PERSON_BLOCKERS.search(name)
            and not any(ch.isdecimal() for ch in name)
            and words[0] not in {"The", "A", "An"}
        )


def _blocked(text: str, match: re.Match[str]) -> bool:
    """Words that look like a cue and are none: "not only", "no wonder", the month of May, "can" the noun."""
    phrase, after = match.group().casefold(), text[match.end() : match.end() + 12].casefold()
    if phrase == "no" and after.startswith(","):
        return True
    if phrase == "not" and text[: match.start()].endswith((", ", "– ", "— ")) and _DAY_NEXT.match(after):
        return True  # "in May, not April" sets one date against another
    if phrase == "can":
        return text[: match.start()].casefold().endswith("in the ")
    if phrase in {"not", "no", "n't"} and re.match(
        r"\s+(?:only|just|wonder|doubt|sooner|surprise|matter|longer than)\b", after
    ):
        return phrase != "no" or not after.startswith(" longer")
    if phrase == "not" and _NOT_BUT.match(text, match.end()):
        return True
    if phrase == "if":
        # "Check in, if you dare": addressed to the reader, and no condition.
        return bool(
            re.search(r"\b(?:as|even)\s$", text[: match.start()], re.IGNORECASE)
            or _IDIOMATIC_IF.match(text, match.end())
        )
    if phrase == "may":
        return bool(
            match.group() == "May"
            and (
                re.match(r"\s+(?:\d|of\b|at\b|and\b|or\b)", after)
                or after[:1] in ",.;:)"
                or re.search(
                    r"(?:in|of|last|next|this|early|late|mid|until|by|since|from|to|for|on)[ -]$",
                    text[: match.start()],
                    re.IGNORECASE,
                )
            )
        )
    return phrase == "now" and (
        match.group() == "Now"
        or bool(re.match(r"\s+(?:that|known|streaming|available)\b", after))
        or bool(re.search(r"\b(?:right|until|for|by)\s$", text[: match.start()], re.IGNORECASE))
    )


def _outside(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = [(start, end)]
    for left, right in taken:
        pieces = [
            piece
            for a, b in pieces
            for piece in (((a, b),) if right <= a or left >= b else ((a, left), (right, b)))
            if piece[1] - piece[0] > 1
        ]
    return pieces


def _split_names(text: str, start: int, end: int) -> list[NameSpan]:
    """Cut a run at commas and "and", and drop small words at its ends."""
    names = []
    position = start
    for part in re.split(
        r"(,\s+|\s+and\s+|['’]s?\s+|\s+(?:for|to|in|on|at|with|from|by|as|is|are)\s+)",
        text[start:end],
    ):
        stripped = part.strip(" ,.;:'’\"“”()")
        if stripped and stripped[0].isupper() and len(stripped) > 1:
            left = position + part.find(stripped)
            if text[left + len(stripped) : left + len(stripped) + 1] == "+":
                stripped += "+"  # a streamer's name
            names.append(NameSpan(left, left + len(stripped), stripped))
        position += len(part)
    return names
