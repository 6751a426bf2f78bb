"""Names and limits that a claim carries: people with what they do, territory and platform."""

from __future__ import annotations

import re

from dateline.extract.casting import cast_people
from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS
from dateline.model import Scope, Value

__all__ = ["cast_value", "read_scope"]

_NUMBER = (
    r"\d{1,3}|"
    + "|".join(sorted((w for w in NUMBERS if len(w) > 2), key=len, reverse=True))
    + r"|(?:a|two) dozen"
)
_ROLE = re.compile(
    r"\b(?:as|role of|play(?:s|ed|ing)?|portray(?:s|ed|ing)?|voice(?:s|d)?)\s+"
    r"(?P<role>(?:the\s+)?[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){0,3})"
)
_THEATRES = re.compile(
    r"\b(?:in|to|into|hits?|reach(?:es)?)\s+(?:(?:US|UK|U\.S\.|U\.K\.|Australian|British|American|Irish|Indian)\s+)?"
    r"(?:theaters?|theatres?|cinemas?|the big screen)\b"
    r"|\btheatrical(?:ly)?\b",
    re.IGNORECASE,
)
_HOME = re.compile(r"\b(?:blu-?ray|dvd|4k|digital(?:ly)?|vod|home video|to rent|to buy)\b", re.IGNORECASE)


def cast_value(context: Context, candidate: Candidate) -> Value | None:
    """The people of a cast claim, with role and status."""
    start, end = candidate.parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    subject = candidate.parse.subject(candidate.head)
    if subject is not None:
        left, right = candidate.parse.subtree_span(subject)
        start, end = min(start, left), max(end, right)
    names = list(cast_people(context, candidate)) or [
        n.text for n in context.people(candidate.sentence) if start <= n.start < end
    ]
    group = context.lexicon.words["cast-group"].search(context.text[start:end])
    if not names and group:
        counted = re.search(
            rf"\b(?P<n>{_NUMBER})\s+(?:[\w-]+\s+){{0,3}}$",
            context.text[start : start + group.start()],
            re.IGNORECASE,
        )
        label = f"{counted['n']} {group.group()}" if counted else None
        return (
            Value(label=label, status=candidate.trigger.status) if label or candidate.trigger.status else None
        )
    role = _ROLE.search(context.text[start:end])
    return Value(
        names=tuple(dict.fromkeys(names)),
        role=role["role"] if role and len(names) == 1 and role["role"] not in names else None,
        status=candidate.trigger.status,
    )


def read_scope(context: Context, candidate: Candidate) -> Scope:
    """Territory and platform, where the claim's clause limits it."""
    start, end = candidate.parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    clause = context.text[start:end]
    codes = []
    for entry in context.lexicon.names:
        for code, names in entry.codes.items():
            pattern = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
            if re.search(
                rf"\b(?:in|across|for|to|throughout)\s+(?:the\s+)?(?:{pattern})(?!\w)|(?<!\w)(?:{pattern})\s+(?:release|premiere|debut|audiences|viewers|cinemas|theaters|theatres|screens|date|launch)\b",
                clause,
            ):
                codes.append(code)
    platform = candidate.trigger.platform
    if platform is None:
        platform = (
            "home"
            if _HOME.search(clause)
            else "theatres"
            if _THEATRES.search(clause)
            else _company(context, candidate, start, end)
        )
    return Scope(territory=";".join(sorted(codes)) or None, platform=platform)


def _company(context: Context, candidate: Candidate, start: int, end: int) -> str | None:
    for name in context.names(candidate.sentence):
        before = context.text[max(0, name.start - 12) : name.start]
        if (
            start <= name.start < end
            and context.is_company(name.text)
            and re.search(r"\b(?:on|to|hits?|at)\s+(?:the\s+)?$", before, re.IGNORECASE)
        ):
            return name.text
    return None
