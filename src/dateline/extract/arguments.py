"""What a trigger is about: its arguments, and whether each is a work, a person or something else.

A trigger's arguments are read from the parse: subject, objects, what a noun possesses or modifies.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.context import Candidate, Context
from dateline.extract.syntax import Parse

__all__ = [
    "RELEASE_NOUNS",
    "arguments",
    "clause_text",
    "core_arguments",
    "governing_verb",
    "has_work",
    "is_person",
    "is_workish",
]

RELEASE_NOUNS = re.compile(
    r"\b(?:releases?|premieres?|debut|launch|return|date|filming|production|shoot(?:ing)?|finale|trailer|"
    r"episodes?|start)\b",
    re.IGNORECASE,
)


def arguments(candidate: Candidate) -> list[Any]:
    """The nouns a trigger is about: subject, objects, what it possesses or modifies."""
    parse, head = candidate.parse, candidate.head
    found: list[Any] = []
    first, last = parse.span(candidate.start, candidate.end)
    for token in parse.doc[first : last + 1]:
        if token.i != head.i and token.pos_ == "VERB":
            found += parse.objects(token)
    if candidate.is_noun:
        found += [c for c in head.children if c.dep_ in {"poss", "compound", "nmod", "amod"}]
        for child in head.children:
            if child.dep_ == "prep":
                found += [c for c in child.children if c.dep_ == "pobj"]
        verb = parse.doc[candidate.clause]
        if verb.i != head.i:
            subject = parse.subject(verb)
            found += [
                t for t in ([subject] if subject is not None else []) + parse.objects(verb) if t.i != head.i
            ]
    else:
        subject = parse.subject(head)
        if subject is not None:
            found.append(subject)
        found += parse.objects(head)
        found += [c for c in head.children if c.dep_ in {"npadvmod", "oprd", "attr"}]
    return found


def core_arguments(candidate: Candidate) -> list[Any]:
    """What a verb happens to: its object or passive subject, or else its subject."""
    head = candidate.head
    objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "oprd"}]
    if objects:
        return objects
    if head.dep_ == "acl" and head.tag_ == "VBN" and head.head.i != head.i:
        return [head.head]
    subject = candidate.parse.subject(head)
    return [subject] if subject is not None else []


def has_work(context: Context, candidate: Candidate) -> bool:
    """Whether a work, season or a word for one is an argument of the trigger or stands in its clause."""
    parse = candidate.parse
    start, end = parse.clause_span(candidate.clause)
    named = bool(context.works.within(start, end) or context.seasons_in(start, end))
    if candidate.is_noun:
        return named or any(is_workish(context, parse, t) for t in arguments(candidate))
    first, last = parse.span(candidate.start, candidate.end)
    core = core_arguments(candidate)
    if core and all(first <= t.i <= last and not RELEASE_NOUNS.fullmatch(t.text) for t in core):
        core = [
            t for t in parse.objects(candidate.head) if not first <= t.i <= last
        ]  # "pulled the plug on X"
    for token in parse.doc[first : last + 1]:
        if token.i != candidate.head.i and token.pos_ == "VERB":
            core += parse.objects(token)
    if core and all(RELEASE_NOUNS.fullmatch(t.text) for t in core):
        subject = parse.subject(candidate.head)
        core += [subject] if subject is not None else []
    if any(is_workish(context, parse, t) for t in core):
        return True
    if core and all(
        t.pos_ == "NOUN" and not RELEASE_NOUNS.fullmatch(t.text) and not is_person(context, candidate, t)
        for t in core
    ):
        return False
    return named


def is_workish(context: Context, parse: Parse, token: Any) -> bool:
    """Whether a noun phrase names a work or season, or is a word for one."""
    at = parse.at(token)
    for mention in context.works.mentions:
        if mention.start <= at < mention.end:
            return True
        if mention.start > at:
            break
    if any(m.start <= at < m.end for m in context.seasons_in(at - 40, at + 60)):
        return True
    word = token.text.casefold()
    if word in {"it", "which", "that"} and token.pos_ in {"PRON", "DET", "SCONJ"}:
        return word != "it" or context.speaks_of_work(at)
    if context.lexicon.words["work-noun"].fullmatch(word) or context.lexicon.words["new-work-noun"].fullmatch(
        word
    ):
        return True
    if word in {
        "both",
        "all",
        "either",
        "part",
        "half",
        "episode",
        "episodes",
        "edition",
        "instalment",
        "installment",
        "batch",
    }:
        return True
    if context.lexicon.words["not-a-work"].fullmatch(word):
        return False
    if word in {
        "version",
        "edition",
        "run",
        "adventure",
        "story",
        "saga",
        "chapter",
        "finale",
        "premiere",
        "opener",
    }:
        return bool(context.works.within(*parse.subtree_span(token)))
    return False


def is_person(context: Context, candidate: Candidate, token: Any) -> bool | None:
    """Whether a noun names a person; None when it may be anything."""
    people = context.lexicon.words["person-noun"]
    word = token.text.casefold()
    if is_workish(context, candidate.parse, token):
        return False
    if (
        people.fullmatch(word)
        or people.fullmatch(word.removesuffix("s"))
        or context.lexicon.words["cast-group"].search(word)
    ):
        return True
    if token.pos_ == "PRON":
        return False if word in {"it", "which", "that", "this"} else None
    if token.pos_ == "PROPN":
        start, end = candidate.parse.subtree_span(token)
        for name in context.names(candidate.sentence):
            if name.start < end and start < name.end and start <= candidate.parse.at(token) < name.end:
                if context.is_company(name.text) or context.is_outlet(name.text):
                    return True
                if context.is_person(name.text):
                    return True
        return None
    return None if token.pos_ == "NUM" else False


def clause_text(context: Context, candidate: Candidate) -> tuple[int, int, str]:
    """Start, end and words of the clause a candidate stands in, the trigger included."""
    start, end = candidate.parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    return start, end, context.text[start:end]


def governing_verb(token: Any) -> Any | None:
    """The nearest verb at or above a token."""
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
