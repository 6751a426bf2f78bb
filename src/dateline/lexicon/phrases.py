"""The small notation in which lexicon phrases are written, and its translation to patterns.

A phrase is plain words, with six marks a journalist can learn in a minute:

    {premiere}        a verb in all its forms: premiere, premieres, premiered, premiering
    [trailer]         a noun, singular or plural: trailer, trailers
    (set|slated)      one of several; (set|slated)? or none of them
    ...               up to eight words between
    #                 a number in digits or words
    -                 a hyphen, a space or nothing: spin-off, spin off, spinoff

Straight apostrophes stand for curly ones too, a space for any white space, and case is ignored. The resulting
patterns have no nested repetition, so matching time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.errors import LexiconError

__all__ = ["alternation", "compile_phrases", "inflect", "plural", "to_pattern"]

_TOKEN = re.compile(
    r"\{(?P<verb>[a-z]+)\}|\[(?P<noun>[a-z]+)\]|(?P<gap>\.\.\.)|(?P<opening>\()|(?P<closing>\)\??)"
    r"|(?P<plain>\||\s+|-|['’]|#)|(?P<word>[^\s\[\](){}|'’.#-]+|\.)",
    re.IGNORECASE,
)
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")
_SPACE = r"\s+"
_FIGURE = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PLAIN = {"|": "|", "-": "[-\\u2010-\\u2013\\s]?", "'": "['’]", "’": "['’]", "#": _FIGURE}
"""What each one-character mark stands for; everything else of its kind is white space."""
_GAP = r'(?:[\w\'’‘“”".-]+,?\s+){0,8}?'


def inflect(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All forms of an English verb, the base first; `irregular` lists the forms that rules do not give."""
    if verb in irregular:
        return (verb, *irregular[verb])
    if verb.endswith("e"):
        stem, past, ing = verb, verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        stem, past, ing = verb[:-1] + "ie", verb[:-1] + "ied", verb + "ing"
    elif _DOUBLING.match(verb):
        stem, past, ing = verb, verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    else:
        stem, past, ing = verb, verb + "ed", verb + "ing"
    third = stem + "es" if re.search(r"(s|x|z|ch|sh|o)$", stem) else stem + "s"
    return (verb, third, past, ing)


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def to_pattern(phrase: str, irregular: Mapping[str, tuple[str, ...]]) -> str:
    """Translate one phrase to a regular expression without flags.

    Raises:
        LexiconError: if a bracket is not closed or a mark is unknown.
    """
    out: list[str] = []
    opened: list[int] = []
    position = 0
    while position < len(phrase):
        match = _TOKEN.match(phrase, position)
        if match is None:
            rest = phrase[position:]
            msg = f"phrase {phrase!r}: cannot read {rest!r}; see the notation in dateline.lexicon.phrases"
            raise LexiconError(msg)
        position = match.end()
        verb, noun, gap, opening, closing, plain, word = match.group(
            "verb", "noun", "gap", "opening", "closing", "plain", "word"
        )
        if verb:
            out.append(alternation(inflect(verb.lower(), irregular)))
        elif noun:
            out.append(alternation((noun.lower(), plural(noun.lower()))))
        elif gap:
            out.append(_GAP)
            position += len(phrase[position:]) - len(phrase[position:].lstrip())
        elif opening:
            opened.append(len(out))
            out.append("(?:")
        elif closing and opened:
            start = opened.pop()
            out.append(")")
            if closing == ")?":
                position = _make_optional(out, start, phrase, position)
        elif plain:
            out.append(_PLAIN.get(plain, _SPACE))
        elif word:
            out.append(re.escape(word))
        else:
            msg = f"phrase {phrase!r}: a bracket is closed that was not opened"
            raise LexiconError(msg)
    if opened:
        msg = f"phrase {phrase!r}: a bracket is left open"
        raise LexiconError(msg)
    return "".join(out)


def _make_optional(out: list[str], start: int, phrase: str, position: int) -> int:
    """Make the group from `start` optional, together with one of the spaces beside it."""
    if phrase[position : position + 1] == " ":
        out[start] = "(?:(?:"
        out.append(_SPACE + ")?")
        return position + 1
    if start and out[start - 1] == _SPACE:
        out[start - 1] = ""
        out[start] = "(?:" + _SPACE + "(?:"
        out.append(")?")
    else:
        out.append("?")
    return position


def alternation(words: Iterable[str]) -> str:
    """A non-capturing group of literal words, longest first."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w) for w in ordered) + ")"


def compile_phrases(phrases: Iterable[str], irregular: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """One pattern for all `phrases`, anchored at word borders.

    Raises:
        LexiconError: if a phrase cannot be read, or is satisfied by no words at all.
    """
    # Longer phrases first: "release date" must win over "release".
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    heads: list[str] = []
    tails: list[str] = []
    for phrase in ordered:
        pattern = to_pattern(phrase, irregular)
        if re.fullmatch(pattern, ""):
            msg = f"phrase {phrase!r}: it would match anywhere; give it a word that must be there"
            raise LexiconError(msg)
        # "n't" is the end of a word; every other phrase begins at the start of one.
        (tails if phrase.startswith("n't") else heads).append(pattern)
    parts = [rf"(?<!\w)(?:{'|'.join(heads)})(?!\w)"] if heads else []
    parts += [rf"(?<=\w)(?:{'|'.join(tails)})(?!\w)"] if tails else []
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)
