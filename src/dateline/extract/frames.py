"""What stands over a line: a headline, a heading or a short line of its own says what lines under it tell.

"Renewed" over a list makes each of its lines a renewal; "March 3" dates them; "New on Northlight in March"
says that dated lines are releases, "Summer tour dates" that they are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.extract.context import Context
from dateline.extract.items import match_label
from dateline.extract.sentences import Sentence
from dateline.lexicon import CompiledLabel
from dateline.lexicon.schema import Reads
from dateline.window import Window

__all__ = ["Frame", "Frames", "labels_at", "read_lead"]

_FILLERS = re.compile(
    r"\b(?:the|on|in|for|from|of|at|by|this|our|since|last|week|month|weekend|and|later|early|mid|late|so|far|also|to|no|dates?|come|tbc|tba)\b"
    r"|[^\w]+",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\s(?:before|after|because|amid|despite|while|owing|due to)\s")
_LEFTOVER = 6
"""Words that a label may hold beside the phrase that it is known by."""
_LONGEST_LEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a line stands under."""

    reads: Reads | None = None
    label: str | None = None
    window: Window | None = None
    explicit: bool = False
    """Whether a label says the event, rather than the page being about releases."""
    weak: bool = False
    about: bool = False
    """Whether the page is known to be about releases."""


def labels_at(context: Context, place: str) -> list[CompiledLabel]:
    """The labels of one place."""
    return [one for one in context.lexicon.labels if one.entry.place == place]


def read_lead(context: Context, start: int, end: int) -> Frame | None:
    """What a short label says: an event, a day or month, or both; None when it says neither."""
    text = context.text
    words = text[start:end]
    times = [t for t in context.times_in(start, end) if t.window is not None and t.end <= end]
    window = times[0].window if len(times) == 1 else None
    undated = words
    for time in times:
        undated = undated.replace(time.text, " ")
    residue = _FILLERS.sub(" ", undated).strip()
    if window is not None and not residue:
        return Frame(window=window)
    words = _SUBORDINATE.split(words)[0]
    found = match_label(labels_at(context, "lead"), words.strip(" *:"))
    if found is None:
        return None
    label, match = found
    left = _FILLERS.sub(" ", _SUBORDINATE.split(undated)[0].replace(match.group(), " ", 1)).split()
    if len(left) > _LEFTOVER or (
        left and label.reads != "nothing" and re.search(r"\b(?:is|was|are|were|has|have|will)\b", words)
    ):
        return None
    return Frame(reads=label.reads, label=label.label, window=window, explicit=True)


class Frames:
    """Follows what stands over the lines of an article, from line to line."""

    def __init__(self, context: Context) -> None:
        """Read the page's own frame."""
        self.context = context
        title = context.article.title or ""
        if not title and context.sentences and context.sentences[0].kind == "title":
            title = context.sentences[0].text
        self.page = self._about(title)
        self.lead: Frame | None = None
        self._blocks = context.article.blocks
        self._cache: dict[tuple[str, int], Frame | None] = {}

    def over(self, sentence: Sentence) -> Frame:
        """What a sentence stands under, nearest first."""
        frames = [self.lead, *self._headings(sentence), self.page]
        reads, label, window, explicit, weak = None, None, None, False, False
        for frame in frames:
            if frame is None:
                continue
            if reads is None and frame.reads is not None:
                reads, label, explicit, weak = frame.reads, frame.label, frame.explicit, frame.weak
            window = window or (frame.window if frame is not self.page else None)
        about = any(f is not None and not f.explicit and f.reads not in {None, "nothing"} for f in frames)
        return Frame(reads=reads, label=label, window=window, explicit=explicit, weak=weak, about=about)

    def enter(self, sentence: Sentence) -> bool:
        """Whether a sentence is a short line over a list, which then holds for the lines below."""
        if sentence.kind not in {"paragraph", "list_item"}:
            if sentence.kind == "heading":
                self.lead = None
            return False
        if self._stands_over(sentence):
            found = read_lead(self.context, sentence.start, sentence.end)
            self.lead = found or self._about(sentence.text) or Frame()
            return found is not None
        if sentence.kind == "paragraph":
            self.lead = None
        return False

    def _stands_over(self, sentence: Sentence) -> bool:
        block = self._blocks[sentence.block]
        if (sentence.start, sentence.end) != (block.start, block.end) and self.context.text[
            block.start : block.end
        ].strip("*•- \n") != sentence.text:
            return False
        if sentence.end - sentence.start > _LONGEST_LEAD or sentence.text[-1] in ".!?":
            return False
        following = self._blocks[sentence.block + 1] if sentence.block + 1 < len(self._blocks) else None
        if following is None or following.kind not in {"list_item", "table_cell"}:
            return False
        if sentence.kind == "paragraph":
            return True
        return sentence.text.isupper() or sentence.text.endswith(":")

    def _headings(self, sentence: Sentence) -> list[Frame | None]:
        found = []
        for heading in reversed(sentence.headings):
            place = self.context.text.rfind(heading, 0, sentence.start)
            key = (heading, place)
            if key not in self._cache:
                frame = read_lead(self.context, place, place + len(heading)) if place >= 0 else None
                self._cache[key] = None if heading.rstrip().endswith("?") else frame or self._about(heading)
            found.append(self._cache[key])
        return found

    def _about(self, words: str) -> Frame | None:
        """What a headline or heading says that dated lines under it are."""
        best: Frame | None = None
        for one in labels_at(self.context, "page"):
            if not one.pattern.search(words):
                continue
            if one.entry.reads == "nothing":
                return Frame(reads="nothing")
            if best is None or best.weak or one.entry.reads != "premiere":
                if one.entry.weak and best is not None:
                    continue
                best = Frame(reads=one.entry.reads, label=one.entry.label, weak=one.entry.weak)
        return best
