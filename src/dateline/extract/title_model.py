"""How likely a capitalised run of words is the title of a work, by a small trained model.

A logistic regression over the words around a run and its shape; never over the words of the run themselves,
so that it learns where titles stand and not which there are. Trained by ``benchmarks/train_titles.py`` on
`corpora/labelled` and the golden stories; the weights are data of the package. Maximum-entropy models over
context and shape for names are those of Borthwick, "A Maximum Entropy Approach to Named Entity Recognition"
(1999).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.logistic import probability
from dateline.lexicon import Lexicon

__all__ = [
    "Names",
    "Span",
    "Token",
    "candidates",
    "count_runs",
    "features",
    "likelihood",
    "likely_titles",
    "tokenise",
]

_TOKEN = re.compile(r"(?:Dr|Mr|Mrs|Ms|St|Mt)\.(?= [A-Z])|['’]s\b|\w+(?:[-'’.&+]\w+)*[+]?|\S")
_LINKS = frozenset(
    {"of", "the", "and", "a", "an", "in", "on", "for", "to", "with", "at", "from", "by", "is", "are", "&"}
    | {"de", "la", "le", "der", "die", "das", "und", "et", "y", "du", "von", "or", "my", "not", "it", "as"}
)
_INNER = frozenset({",", ":", "!", "?", "–", "'s", "’s", "…"})
_STOPS = frozenset(
    {"season", "seasons", "series", "part", "volume", "episode", "episodes", "trailer", "teaser", "finale"}
)
_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
    }
    | {"thu", "thurs", "fri", "sat", "sun", "january", "february", "march", "april", "may", "june", "july"}
    | {
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sept",
        "sep",
    }
    | {"oct", "nov", "dec", "christmas", "easter", "halloween", "thanksgiving", "spring", "summer", "autumn"}
    | {"fall", "winter"}
)
_ENDING = re.compile(r"(?:ing|ed|es|s|e|ly)$")
_LONGEST = 11
"""Tokens of the longest candidate."""
_LIKELY = 0.35


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark, with its offsets."""

    start: int
    end: int
    text: str
    low: str
    cap: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate: tokens `i` up to, not including, `j`."""

    i: int
    j: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of a stretch of text."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        found.append(
            Token(match.start(), match.end(), word, word.lower(), word[0].isupper() or word[0].isdecimal())
        )
    return found


def candidates(tokens: Sequence[Token]) -> Iterator[Span]:
    """Every stretch that may be a title: runs of capitalised words, and their parts between natural cuts."""
    i, count = 0, len(tokens)
    while i < count:
        if not tokens[i].cap:
            i += 1
            continue
        j = _run_end(tokens, i)
        yield from _parts(tokens, i, j)
        i = max(j, i + 1)


def _run_end(tokens: Sequence[Token], i: int) -> int:
    """Behind the last capitalised word that links or marks join to the first."""
    last, k, gap = i, i + 1, 0
    while k < len(tokens) and k - i < 3 * _LONGEST:
        token = tokens[k]
        if token.cap:
            last, gap = k, 0
        elif (token.low in _LINKS or token.text in _INNER) and gap < 3:
            gap += 1
        else:
            break
        if tokens[k].start - tokens[k - 1].end > 1:
            break
        k += 1
    return last + 1


def _parts(tokens: Sequence[Token], i: int, j: int) -> Iterator[Span]:
    starts, ends = [i], [j]
    for k in range(i + 1, j):
        before, token = tokens[k - 1], tokens[k]
        if token.cap and (not before.cap or before.low in _STOPS or k == i + 1 or before.text[0].isdecimal()):
            starts.append(k)
        if (
            token.text in {",", ":", "'s", "’s", "?", "!"}
            or token.low in _STOPS | {"and", "&"}
            or (token.low in _LINKS and k + 1 < j)
        ) or (token.cap and (token.low.rstrip(".") in _DAYS or token.text[0].isdecimal())):
            ends.append(k)
    for start in starts:
        for end in ends:
            if start < end <= start + _LONGEST and tokens[end - 1].cap | (tokens[end - 1].text in {"!", "?"}):
                yield Span(start, end)


def _stem(word: str) -> str:
    """A verb or noun without its ending, roughly: premieres, premiered and premiering are one."""
    return _ENDING.sub("", word) if len(word) > 4 else word


class Names:
    """The lexicon's lists as the model asks for them."""

    __slots__ = ("companies", "endings", "opener", "pronoun")

    def __init__(self, lexicon: Lexicon) -> None:
        self.companies = lexicon.names_of("company")
        self.endings = {
            word: kind for kind in ("company", "outlet", "not-a-title") for word in lexicon.suffixes_of(kind)
        }
        self.opener = lexicon.words["opener"]
        self.pronoun = lexicon.words["pronoun"]


def _word(tokens: Sequence[Token], k: int, names: Names) -> str:
    """A token as context: its lower-case form, or the class of a name, number or date."""
    if not 0 <= k < len(tokens):
        return "<edge>"
    token = tokens[k]
    if token.text[0].isdecimal():
        return "<number>"
    if token.low.rstrip(".") in _DAYS:
        return "<date>"
    if token.text in {"“", '"', "”", "‘"}:
        return "<quote>"
    if token.cap:
        if token.low in names.companies:
            return "<company>"
        if k > 0 and tokens[k - 1].text not in {".", "!", "?", "\n", "“", '"', ":"}:
            return "<name>"
    return token.low


def features(
    tokens: Sequence[Token], span: Span, names: Names, *, kind: str, counts: Counter[str]
) -> list[str]:
    """What the model sees of a candidate.

    Args:
        tokens: those of the block.
        span: the candidate.
        names: listed companies and what names end in.
        kind: of the block: ``title``, ``paragraph`` …
        counts: how often each run of the article occurs, by its lower-case words.
    """
    return [
        *_around(tokens, span, names),
        f"kind={kind}",
        f"kind,n={kind},{min(span.j - span.i, 4)}",
        f"seen={min(counts[_said(tokens, span)], 4)}",
        *_shape(tokens, span, names),
        *_borders(tokens, span, names),
    ]


def _said(tokens: Sequence[Token], span: Span) -> str:
    return " ".join(t.low for t in tokens[span.i : span.j])


def _around(tokens: Sequence[Token], span: Span, names: Names) -> list[str]:
    i, j = span.i, span.j
    b1, b2, b3 = (_word(tokens, i - n, names) for n in (1, 2, 3))
    a1, a2, a3 = (_word(tokens, j + n, names) for n in (0, 1, 2))
    return [
        f"b1={b1}",
        f"b2={b2}|{b1}",
        f"b3={b3}|{b2}|{b1}",
        f"a1={a1}",
        f"a2={a1}|{a2}",
        f"a3={a1}|{a2}|{a3}",
        f"ba={b1}|{a1}",
        f"bs={_stem(b1)}",
        f"bs2={_stem(b2)}|{_stem(b1)}",
        f"as={_stem(a1)}",
        f"as2={_stem(a1)}|{_stem(a2)}",
        *(f"near-after={_stem(_word(tokens, j + n, names))}" for n in range(1, 6)),
        *(f"near-before={_stem(_word(tokens, i - n, names))}" for n in range(2, 6)),
    ]


def _shape(tokens: Sequence[Token], span: Span, names: Names) -> list[str]:
    inside = tokens[span.i : span.j]
    words = [t for t in inside if t.text not in _INNER]
    caps = [t for t in words if t.cap]
    name, first, last = _said(tokens, span), inside[0], inside[-1]
    before, after = _word(tokens, span.i - 1, names), _word(tokens, span.j, names)
    opens = before in {"<edge>", "."}
    digits = [t for t in inside if t.text[0].isdecimal()]
    found = [f"n={min(len(words), 5)}", f"links={any(t.low in _LINKS for t in inside[1:-1])}"]
    found += [
        f"has={m}" for m in (",", ":", "'s", "!", "?") if any(t.text.replace("’", "'") == m for t in inside)
    ]
    shapes = {
        f"and={first.low == 'the'},{len(caps)}": any(t.low in {"and", "&"} for t in inside),
        f"digit={'first' if first in digits else 'last' if last in digits else 'in'}": bool(digits),
        f"article={first.low},{opens}": first.low in {"the", "a", "an"},
        f"caps={len(caps) > 1}": all(t.text.isupper() for t in caps) and len(name) > 3,
        "company": name in names.companies,
        f"ending={names.endings.get(last.low)}": len(words) > 1 and last.low in names.endings,
        f"date={len(caps) > 1}": first.low.rstrip(".") in _DAYS,
        "date-last": last.low.rstrip(".") in _DAYS,
        f"opener={len(words) > 1},{opens}": names.opener.fullmatch(first.text) is not None,
        "pronoun": len(words) == 1 and (names.pronoun.fullmatch(name) is not None or first.low in _STOPS),
    }
    found += [shape for shape, holds in shapes.items() if holds]
    if len(caps) == len(words) == 2 and not digits:
        found += ["two-names", f"two-names,a={after}", f"two-names,b={before}"]
    return found


def _borders(tokens: Sequence[Token], span: Span, names: Names) -> list[str]:
    """Whether the candidate is cut out of a longer run, and where."""
    i, j = span.i, span.j
    before, after = _word(tokens, i - 1, names), _word(tokens, j, names)
    follows = j + 1 < len(tokens) and tokens[j + 1].cap
    found = []
    if i and tokens[i - 1].cap and tokens[i].start - tokens[i - 1].end == 1:
        found.append(f"cut-before={before}")
    if (
        j < len(tokens)
        and tokens[j].start - tokens[j - 1].end <= 1
        and (tokens[j].cap or tokens[j].text in {":", "&"})
    ):
        found.append(f"cut-after={tokens[j].low if tokens[j].low in _STOPS else after}")
    if follows and (after in _LINKS or after == ","):
        found.append(
            f"link-after={after}|{_word(tokens, j + 1, names)}" if after != "," else "comma-name-after"
        )
    if before in _LINKS and i > 1 and tokens[i - 2].cap:
        found.append(f"link-before={before}")
    return found


def likelihood(found: Sequence[str]) -> float:
    """The model's probability for a candidate's features."""
    return probability("titles", found)


def count_runs(blocks: Sequence[Sequence[Token]]) -> Counter[str]:
    """How often each candidate of an article occurs."""
    return Counter(
        " ".join(t.low for t in tokens[span.i : span.j]) for tokens in blocks for span in candidates(tokens)
    )


def likely_titles(
    text: str, blocks: Sequence[tuple[int, int, str]], lexicon: Lexicon, *, least: float = _LIKELY
) -> Iterator[tuple[int, str, float]]:
    """Offset, words and probability of what is likely a title; none overlaps another.

    Args:
        text: the article's.
        blocks: start, end and kind of each.
        lexicon: its lists of names.
        least: probability from which a candidate counts.
    """
    tokenised = [tokenise(text, start, end) for start, end, _ in blocks]
    counts, names = count_runs(tokenised), Names(lexicon)
    for tokens, (_, _, kind) in zip(tokenised, blocks, strict=True):
        scored = sorted(
            (
                (likelihood(features(tokens, span, names, kind=kind, counts=counts)), span.i, span.j)
                for span in candidates(tokens)
            ),
            key=lambda item: (-item[0], item[1], -item[2]),
        )
        taken: set[int] = set()
        for chance, i, j in scored:
            if chance < least:
                break
            if taken.isdisjoint(range(i, j)):
                taken.update(range(i, j))
                yield tokens[i].start, text[tokens[i].start : tokens[j - 1].end], chance
