"""What a dependency parse says of one sentence, in the few terms that extraction needs.

The parse is cut into clauses, each headed by a verb that is not part of its governor's verb group. Everything
that decides how a claim holds (negation, modality, conditions, who speaks) is read along the chain of clauses
above it. Labels are those of spaCy's English pipelines (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Masked", "Parse", "mask"]

_STAND_IN = "Avalon"
_OPENING = "\"“'‘"
_CLOSING = "\"”'’"
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj", "attr", "oprd", "dative"})


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence whose titles are replaced by one invented name each, with the way back to article offsets.

    A parser reads "we could see All of Us Are Leaving" as a clause of its own; a name it reads as a name.
    """

    text: str
    left: tuple[int, ...]
    """Article offset of each code point."""
    right: tuple[int, ...]
    """Article offset behind each code point."""


def mask(text: str, offset: int, titles: Sequence[tuple[int, int]]) -> Masked:
    """Replace the titles (article offsets) in the sentence at `offset`, with their quotation marks."""
    pieces: list[str] = []
    left: list[int] = []
    right: list[int] = []

    def copy(start: int, end: int) -> None:
        pieces.append(text[start:end])
        left.extend(range(offset + start, offset + end))
        right.extend(range(offset + start + 1, offset + end + 1))

    position = 0
    for begin, finish in titles:
        start, end = begin - offset, finish - offset
        if start < position or end > len(text):
            continue
        opened = start > position and text[start - 1] in _OPENING
        copy(position, start - 1 if opened else start)
        pieces.append(_STAND_IN)
        left.extend([offset + start] * len(_STAND_IN))
        right.extend([offset + end] * len(_STAND_IN))
        position = end
        if opened:
            # American usage puts the comma inside: "Title," she said.
            comma = (
                end < len(text)
                and text[end] in ",."
                and text[end + 1 : end + 2] in _CLOSING
                and text[end + 1 : end + 2] != ""
            )
            if comma:
                copy(end, end + 1)
                position = end + 2
            elif text[end : end + 1] in _CLOSING and end < len(text):
                position = end + 1
    copy(position, len(text))
    return Masked("".join(pieces), tuple(left), tuple(right))


class Parse:
    """A parsed sentence. Tokens are spaCy's; offsets are the article's, by way of its `Masked` text."""

    __slots__ = ("_clause", "_masked", "_roots", "doc")

    def __init__(self, doc: Any, masked: Masked) -> None:
        self.doc = doc
        self._masked = masked
        self._roots: list[int] = []
        self._clause: list[int] = [-1] * len(doc)
        for token in doc:
            self._clause[token.i] = self._root_of(token)
        self._roots = sorted(set(self._clause))

    def _root_of(self, token: Any) -> int:
        # Iterative on purpose: heads form a tree, but its depth is the author's to choose.
        for _ in range(len(self.doc)):
            if token.head is token or token.head.i == token.i:
                return int(token.i)
            if token.dep_ in _CLAUSAL and (
                token.pos_ in _VERBAL or token.dep_ in {"ccomp", "relcl", "advcl"}
            ):
                return int(token.i)
            if token.dep_ == "conj" and token.pos_ in _VERBAL and token.head.pos_ in _VERBAL:
                return int(token.i)
            token = token.head
        return int(token.i)

    def at(self, token: Any) -> int:
        """Article offset of a token's first code point."""
        return self._masked.left[int(token.idx)]

    def stop(self, token: Any) -> int:
        """Article offset behind a token's last code point."""
        return self._masked.right[int(token.idx) + len(token) - 1]

    def article_span(self, start: int, end: int) -> tuple[int, int]:
        """Article offsets of a piece of the parsed text."""
        return (self._masked.left[start], self._masked.right[end - 1])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Token range [first, last] that covers the article offsets, clipped to the sentence."""
        first = last = -1
        for token in self.doc:
            if self.at(token) < end and self.stop(token) > start:
                first = token.i if first < 0 else first
                last = token.i
        if first < 0:
            return (0, 0)
        return (first, last)

    def head_of(self, start: int, end: int) -> Any:
        """The token of a span that governs the others."""
        first, last = self.span(start, end)
        for token in self.doc[first : last + 1]:
            if not first <= token.head.i <= last or token.head.i == token.i:
                return token
        return self.doc[first]

    def clause(self, token: Any) -> int:
        """The clause a token belongs to, named by the index of its head."""
        return self._clause[int(token.i)]

    def clause_tokens(self, clause: int) -> list[Any]:
        """The tokens of a clause without those of the clauses below it."""
        return [t for t in self.doc if self._clause[t.i] == clause]

    def clause_span(self, clause: int) -> tuple[int, int]:
        """Article offsets from the first to the last token of a clause, without outer punctuation."""
        tokens = [t for t in self.clause_tokens(clause) if not t.is_punct and t.dep_ != "cc"]
        if not tokens:
            tokens = [self.doc[clause]]
        return (self.at(tokens[0]), self.stop(tokens[-1]))

    def chain(self, clause: int, *, complements_only: bool = True) -> Iterator[int]:
        """The clause and those above it, as long as each is what the one above says, wants or expects."""
        seen: set[int] = set()
        while clause not in seen:
            seen.add(clause)
            yield clause
            head = self.doc[clause]
            if head.head.i == head.i:
                return
            if complements_only and not self._is_complement(head):
                return
            clause = self._clause[head.head.i]

    @staticmethod
    def _is_complement(head: Any) -> bool:
        if head.dep_ in _COMPLEMENT:
            return True
        # "has not said when it will return": parsers call the question an adverbial.
        if head.dep_ == "advcl" and head.left_edge.tag_ == "WRB" and head.left_edge.i == head.head.i + 1:
            return True
        # "no plans to wrap up", "the claim that …": a clause that fills a noun.
        return (
            head.dep_ == "acl"
            and head.head.pos_ in {"NOUN", "ADJ"}
            and any(c.dep_ in {"mark", "aux"} for c in head.children)
        )

    def distance(self, one: int, other: int) -> int:
        """Number of clause borders between two clauses."""
        up_one, up_other = (
            list(self.chain(one, complements_only=False)),
            list(self.chain(other, complements_only=False)),
        )
        for steps, clause in enumerate(up_one):
            if clause in up_other:
                return steps + up_other.index(clause)
        return len(up_one) + len(up_other)

    def subject(self, token: Any) -> Any | None:
        """The grammatical subject of a verb: its own, or that of the verbs above it."""
        for _ in range(6):
            for child in token.children:
                if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
                    if child.tag_ in {"WDT", "WP"} and token.dep_ == "relcl":
                        return token.head
                    return child
            if token.dep_ in {"relcl", "acl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
                return token.head
            if (
                token.dep_ in {"xcomp", "conj", "ccomp", "advcl", "aux", "auxpass", "acomp"}
                and token.head.i != token.i
            ):
                token = token.head
                continue
            return None
        return None

    def agent(self, token: Any) -> Any | None:
        """The noun of a passive's by-phrase."""
        for child in token.children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def objects(self, token: Any) -> list[Any]:
        """Objects of a verb, those of its prepositions too."""
        found = []
        for child in token.children:
            if child.dep_ in _OBJECTS or (child.dep_ == "ccomp" and child.pos_ in {"PROPN", "NOUN"}):
                found.append(child)
            elif child.dep_ in {"prep", "agent"}:
                found.extend(c for c in child.children if c.dep_ == "pobj")
        return found

    def subtree_span(self, token: Any) -> tuple[int, int]:
        """Article offsets of a token with everything below it."""
        left, right = token.left_edge, token.right_edge
        return (self.at(left), self.stop(right))
