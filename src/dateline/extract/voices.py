"""Who says what, in any parsed text: source, cue and content of each attribution.

The scheme is that of PARC and PolNeAR: a *source* ("Northlight"), a *cue* that ties it to a *content*
("said"), and the content itself ("the series would return"). Verbs come from the lexicon, what they govern
from the parse, quotation marks from the text. What is attributed inside a content is that speaker's affair,
and gives no attribution of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline.lexicon import Lexicon

__all__ = ["Voice", "find_voices", "quotations"]

_QUOTE = re.compile(r"[“”\"]|''|``")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "oprd", "attr", "prep", "acl", "dative"})
_ABOUT = frozenset({"for", "of", "about", "on", "to", "against", "with", "that", "over", "in", "at"})
_VERBAL = frozenset({"VERB", "AUX"})
_TRANSCRIPT = re.compile(r"(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+(?=[\"“‘'A-Z])")
_SPOKEN = 30
"""Fewest code points of a quotation that is speech, no scare quote."""
_NEAR = 90
"""Most code points between a verb of saying and the quotation it gives."""
_ADVERBS = frozenset({"also", "later", "then", "now", "repeatedly", "once", "even"})
"""Adverbs that annotators count into a cue; others they mostly leave out."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution; offsets are those of the parsed text."""

    source: Span | None
    """None where the words name nobody ("is expected to")."""
    cue: Span
    content: tuple[Span, ...]
    """In order, without what lies between ("“We are,” she said, “done.”")."""
    speaker: int | None = None
    """Index of the source's head token."""


def quotations(text: str) -> list[Span]:
    """The quotations of a paragraph, marks and all; one left open runs to its end."""
    found: list[Span] = []
    opened: int | None = None
    for match in _QUOTE.finditer(text):
        mark = match.group()
        if opened is None:
            if mark != "”":
                opened = match.start()
        elif mark != "“":
            found.append((opened, match.end()))
            opened = None
    if opened is not None and len(text) - opened > 2:
        found.append((opened, len(text)))
    return found


def find_voices(doc: Any, lexicon: Lexicon) -> list[Voice]:
    """The attributions of a parsed paragraph, in order of their cues."""
    quotes = quotations(doc.text)
    inside = _mask(len(doc.text), quotes)
    found: list[Voice] = []
    taken = [False] * (len(doc.text) + 1)
    for token in sorted(doc, key=_depth):
        if inside[token.idx] or taken[token.idx]:
            continue
        voice = _voice_of(token, lexicon, quotes)
        if voice is None:
            continue
        found.append(voice)
        for start, end in voice.content:
            taken[start:end] = [True] * (end - start)
    found += _transcript(doc, found)
    found = _running_on(doc, found, quotes)
    return sorted(found, key=lambda v: v.cue)


def _mask(size: int, spans: Iterable[Span]) -> list[bool]:
    held = [False] * (size + 1)
    for start, end in spans:
        held[start:end] = [True] * (end - start)
    return held


def _depth(token: Any) -> tuple[int, int]:
    depth = 0
    for depth in range(64):  # noqa: B007  (the last value counts)
        if token.head.i == token.i:
            break
        token = token.head
    return depth, token.i


def _voice_of(token: Any, lexicon: Lexicon, quotes: list[Span]) -> Voice | None:
    if token.pos_ in _VERBAL or token.tag_.startswith("VB"):
        return _according(token) or _of_verb(token, lexicon, quotes)
    if token.pos_ == "NOUN":
        return _of_noun(token, lexicon)
    return None


def _according(token: Any) -> Voice | None:
    """“According to Northlight, …”: the rest of the sentence is the content."""
    if token.lower_ != "according":
        return None
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return None
    head = token.head
    content = _without(_reach(head), (token.idx, _right(source)))
    return Voice(_reach(source), (token.idx, _stop(to)), content, source.i) if content else None


def _of_verb(token: Any, lexicon: Lexicon, quotes: list[Span]) -> Voice | None:
    clausal = lexicon.words["voice-clause"].fullmatch(token.text)
    objective = lexicon.words["voice-object"].fullmatch(token.text)
    about = lexicon.words["voice-about"].fullmatch(token.text)
    if not (clausal or objective or about):
        return None
    source, passive = _source(token)
    content: tuple[Span, ...] = ()
    if clausal:
        content = _clauses(token) or _quoted(token, quotes)
    if not content and objective and not passive:
        content = _objects(token)
    if not content and passive and (clausal or objective):
        content = _passive(token)
    cue = _cue(token)
    if not content and about and not passive:
        content = _after_preposition(token)
        if content and content[0][0] - cue[1] < 16:
            cue = (cue[0], content[0][0] - 1)
    if not content or (source is None and not passive):
        return None
    content = tuple(piece for span in content for piece in _without(span, cue))
    if source is None:
        return Voice(None, cue, content) if content else None
    span = _noun_phrase(source)
    content = tuple(piece for one in content for piece in _without(one, span))
    return Voice(span, cue, content, source.i) if content else None


def _clauses(token: Any) -> tuple[Span, ...]:
    """The clauses a verb of saying governs, or the sentence it is set into."""
    found = [_one_clause(c, token) for c in token.children if c.dep_ == "ccomp" and _worded(c)]
    if (
        not found
        and token.dep_ in {"parataxis", "ccomp"}
        and token.head.pos_ in _VERBAL
        and token.i > token.head.i
    ):
        # "The series, she said, will return": the verb hangs on what it reports.
        found = list(_without(_reach(token.head), _reach(token)))
    return tuple(found)


def _one_clause(clause: Any, verb: Any) -> Span:
    """A clause up to a further verb of the one who speaks ("said it would end and thanked viewers")."""
    start, end = _reach(clause)
    for child in clause.children:
        # A verb without a subject of its own, in the tense of the saying, goes on with it.
        if (
            child.dep_ == "conj"
            and child.i > verb.i
            and child.tag_ == verb.tag_
            and clause.tag_ != verb.tag_
            and not any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in child.children)
        ):
            before = child.doc[child.left_edge.i - 1]
            return start, before.idx if before.dep_ == "cc" else _stop(before)
    return start, end


def _worded(token: Any) -> bool:
    return token.pos_ not in {"PUNCT", "SPACE"}


def _quoted(token: Any, quotes: list[Span]) -> tuple[Span, ...]:
    """The quotations beside a verb of saying, in its own sentence."""
    start, end = token.sent.start_char, token.sent.end_char
    beside = []
    k = bisect_left(quotes, (token.idx, 0))
    for left, right in quotes[max(0, k - 2) : k + 2]:
        gap = left - _stop(token) if left > token.idx else token.idx - right
        if left < end and right > start and 0 <= gap <= _NEAR:
            beside.append((max(left, start), right))
    return tuple(beside)


def _objects(token: Any) -> tuple[Span, ...]:
    """Everything a verb governs to its right, from its object on."""
    pieces = [c for c in token.children if c.i > token.i and c.dep_ in _COMPLEMENTS]
    if not any(c.dep_ in {"dobj", "xcomp", "ccomp", "oprd"} for c in pieces):
        return ()
    return ((pieces[0].left_edge.idx, max(_right(c) for c in pieces)),)


def _passive(token: Any) -> tuple[Span, ...]:
    """“Is expected to return”, “was described as slow by critics”."""
    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    pieces = [c for c in token.children if c.i > token.i and c.dep_ in {"xcomp", "ccomp", "oprd", "prep"}]
    found = [_reach(subject)] if subject is not None else []
    found += [_reach(c) for c in pieces if c.dep_ != "prep" or c.lower_ in {"as", "for"}]
    return tuple(found)


def _after_preposition(token: Any) -> tuple[Span, ...]:
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in _ABOUT:
            objects = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if objects:
                return (_reach(objects[0]),)
    return ()


def _of_noun(token: Any, lexicon: Lexicon) -> Voice | None:
    """“Her claim that …”, “the network's support for …”."""
    if not lexicon.words["voice-noun"].fullmatch(token.text):
        return None
    content = next(
        (
            c
            for c in token.children
            if c.i > token.i
            and (
                c.dep_ in {"acl", "relcl"}
                and any(g.dep_ in {"mark", "aux"} for g in c.children)
                and c.dep_ == "acl"
            )
        ),
        None,
    ) or next((c for c in token.children if c.i > token.i and c.dep_ == "prep" and c.lower_ in _ABOUT), None)
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if content is None or owner is None:
        return None
    return Voice(_reach(owner), (token.idx, _stop(token)), (_reach(content),), owner.i)


def _source(token: Any) -> tuple[Any | None, bool]:
    """The token that names who speaks, and whether the verb is passive."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children)
    if passive:
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        return (
            next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        ), True
    verb = token
    for _ in range(5):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "expl"}), None)
        if subject is not None:
            return subject, False
        if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return verb.head, False
        if verb.dep_ not in {"conj", "advcl", "xcomp", "ccomp", "pcomp", "dep"} or verb.head.i == verb.i:
            return None, False
        if verb.dep_ == "pcomp" and verb.head.head.i != verb.head.i:
            verb = verb.head
        passive_above = next((c for c in verb.head.children if c.dep_ == "nsubjpass"), None)
        if passive_above is not None:
            return passive_above, False
        verb = verb.head
    return None, False


def _cue(token: Any) -> Span:
    """The verb with its auxiliaries, particles and adverbs beside it."""
    left, right = token.idx, _stop(token)
    for child in token.children:
        near = 0 < token.i - child.i <= 4
        if near and (
            (child.dep_ in {"aux", "auxpass", "neg"} and child.lower_ != "to") or child.lower_ in _ADVERBS
        ):
            left = min(left, child.idx)
        elif child.dep_ == "prt" and child.i > token.i:
            right = max(right, _stop(child))
    after = next((c for c in token.children if c.idx == right), None)
    if after is not None and after.text == ":":
        right = _stop(after)
    return left, right


def _noun_phrase(token: Any) -> Span:
    """A source without the relative clauses that hang on it."""
    end = _right(token)
    for child in token.children:
        if child.i > token.i and child.dep_ in {"relcl", "acl"}:
            end = min(end, _stop(token.doc[child.left_edge.i - 1]))
    return token.left_edge.idx, max(end, _stop(token))


def _transcript(doc: Any, found: list[Voice]) -> Iterator[Voice]:
    """“Reed: We are done.” at the head of a paragraph."""
    match = _TRANSCRIPT.match(doc.text)
    if match is None or any(v.cue[0] < match.end() for v in found):
        return
    yield Voice(match.span("who"), (match.end("who"), match.end("who") + 1), ((match.end(), len(doc.text)),))


def _running_on(doc: Any, found: list[Voice], quotes: list[Span]) -> list[Voice]:
    """Give a quotation that runs on in the same paragraph, and names nobody, to the one who spoke before."""
    voices = sorted(found, key=lambda v: v.cue)
    starts = [v.cue[0] for v in voices]
    owner: list[int | None] = [None] * (len(doc.text) + 1)
    for k, voice in enumerate(voices):
        for start, end in (voice.cue, *voice.content):
            owner[start:end] = [k] * (end - start)
    more: dict[int, list[Span]] = defaultdict(list)
    for left, right in quotes:
        held = next((k for k in owner[left + 1 : right - 1] if k is not None), None)
        if held is None and right - left >= _SPOKEN:
            held = bisect_left(starts, left) - 1
            while held >= 0 and voices[held].source is None:
                held -= 1
        if held is not None and held >= 0:
            more[held].append((left, right))
    return [
        replace(v, content=_join((*v.content, *more[k]))) if k in more else v for k, v in enumerate(voices)
    ]


def _join(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _reach(token: Any) -> Span:
    """From the first to the last word under a token."""
    return token.left_edge.idx, _right(token)


def _stop(token: Any) -> int:
    return int(token.idx + len(token))


def _right(token: Any) -> int:
    return _stop(token.right_edge)


def _without(span: Span, hole: Span) -> tuple[Span, ...]:
    """A span less another."""
    start, end = span
    if hole[1] <= start or end <= hole[0]:
        return (span,)
    pieces = ((start, hole[0]), (hole[1], end))
    return tuple(p for p in pieces if p[1] - p[0] > 1)
