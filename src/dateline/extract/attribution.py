"""Who says so: companies, outlets, people and unnamed sources, and whom they credit.

A source is the subject of the reporting verb that governs the claim ("Smith told the Port Ellis Ledger that
…" has two), the name after "according to", the company that takes a decision ("the network renewed …"), or
whoever was quoted last in the paragraph while the quotation runs on. The scheme (source, cue, content) is
that of PARC and PolNeAR.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.context import Candidate, Context
from dateline.model import Attribution, AttributionKind

__all__ = ["read_attribution"]

_UNNAMED = re.compile(
    r"\b(?:sources?|insiders?|people (?:close|familiar)|person (?:close|familiar)|"
    r"reports?|rumou?rs?|analysts?|leak\w*|listings?|chatter|spokes(?:man|woman|person|people))\b",
    re.IGNORECASE,
)
_PERSON_PRONOUN = frozenset({"he", "she", "they", "who", "i"})
_DECIDERS = frozenset({"renewal", "cancellation", "announcement", "delay", "episode_count"})
_TITLE_WORDS = re.compile(
    r"^(?:(?:co-)?(?:showrunner|creator|director|producer|executive|star|actor|actress|writer|ceo|president|chief|"
    r"entertainment|series|network|streamer|host|author|lead|studio|boss|head|the|an?|film|show|"
    r"publisher|distributor|developer|columnist|analyst|outlet|magazine|newspaper|site|trade|paper)\s+)+",
    re.IGNORECASE,
)


def read_attribution(context: Context, candidate: Candidate) -> Attribution | None:
    """The sources of a candidate's claim, joined by ``; ``; None when the article itself says it."""
    names: list[tuple[str, AttributionKind]] = []
    for name in (*_governing(context, candidate), *_according_to(context, candidate)):
        if name[0] and name[0].casefold() not in {n[0].casefold() for n in names}:
            names.append(name)
    if not names:
        names = _decider(context, candidate) or _running_quote(context, candidate)
    if not names:
        return None
    return Attribution(name="; ".join(n for n, _ in names[:3]), kind=names[0][1])


def _governing(context: Context, candidate: Candidate) -> list[tuple[str, AttributionKind]]:
    """Sources of the reporting verbs above the claim's clause, innermost first."""
    parse = candidate.parse
    found: list[tuple[str, AttributionKind]] = []
    verb_pattern = context.lexicon.words["reporting-verb"]
    clauses = list(parse.chain(candidate.clause))
    own = parse.doc[candidate.clause]
    parenthetical = [
        t
        for t in parse.doc
        if t.dep_ in {"parataxis", "ccomp"} and t.head.i == own.i and verb_pattern.fullmatch(t.text)
    ]
    governors = [parse.doc[c] for c in clauses[1:]] + [
        t for t in parenthetical if t.i > own.i or t.dep_ == "parataxis"
    ]
    if candidate.is_noun and verb_pattern.fullmatch(own.text):
        governors.insert(0, own)
    for verb in governors:
        if not verb_pattern.fullmatch(verb.text):
            continue
        subject = parse.subject(verb)
        if subject is not None and any(c.dep_ == "auxpass" for c in verb.children):
            subject = parse.agent(verb)
        if subject is not None:
            found += _sources(context, candidate, subject)
        for child in verb.children:
            if child.dep_ in {"dobj", "dative"} and verb.text.casefold() in {
                "told",
                "tells",
                "tell",
                "telling",
            }:
                found += [s for s in _sources(context, candidate, child) if s[1] != "person" or s[0]]
            if child.dep_ == "prep" and child.text.casefold() in {"in", "to", "with"}:
                found += _interview(context, candidate, child)
    return found


def _interview(context: Context, candidate: Candidate, preposition: Any) -> list[tuple[str, AttributionKind]]:
    """“In an interview with the Port Ellis Ledger”: the outlet is a source too."""
    left, right = candidate.parse.subtree_span(preposition)
    match = re.search(
        r"\b(?:interview|conversation|statement|chat)\s+(?:with|to)\s+", context.text[left:right]
    )
    if not match and preposition.text.casefold() != "to":
        return []
    start = left + (match.end() if match else len(preposition.text))
    return [
        (_strip(n.text), _kind(context, n.text, "outlet"))
        for n in context.names(candidate.sentence)
        if start <= n.start < right
    ][:1]


def _according_to(context: Context, candidate: Candidate) -> list[tuple[str, AttributionKind]]:
    sentence = candidate.sentence
    found: list[tuple[str, AttributionKind]] = []
    for match in context.lexicon.words["according-to"].finditer(sentence.text):
        start = sentence.start + match.end()
        after = [n for n in context.names(sentence) if start <= n.start <= start + 45]
        reach = context.text[start : start + 60]
        if _UNNAMED.search(reach) and (not after or _UNNAMED.search(context.text[start : after[0].start])):
            phrase = re.split(r"[,.;]", reach)[0].strip()
            found.append((phrase, "unnamed"))
        elif after:
            found.append(
                (_strip(_full_name(context, after[0].text)), _kind(context, after[0].text, "outlet"))
            )
    return found


def _decider(context: Context, candidate: Candidate) -> list[tuple[str, AttributionKind]]:
    """The company whose act the claim is: it renewed, cancelled, has not announced."""
    parse = candidate.parse
    verb = candidate.head if not candidate.is_noun else parse.doc[candidate.clause]
    verbs = [verb]
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.i != verb.i:
        verbs.append(verb.head)
    reporting = context.lexicon.words["reporting-verb"]
    for one in verbs:
        if candidate.trigger.event not in _DECIDERS and not reporting.fullmatch(one.text):
            continue
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in one.children)
        subject = parse.agent(one) if passive else parse.subject(one)
        if subject is None:
            continue
        sources = [s for s in _sources(context, candidate, subject) if s[1] in {"company", "person"}]
        if sources:
            return sources
    return []


def _running_quote(context: Context, candidate: Candidate) -> list[tuple[str, AttributionKind]]:
    """The speaker of a quotation that the claim stands in, named in the same paragraph."""
    block = context.article.blocks[candidate.sentence.block]
    before = context.text[block.start : candidate.start]
    opened = before.count("“") - before.count("”") if "“" in before else before.count('"') % 2
    if not opened:
        return []
    after = context.text[candidate.end : block.end]
    match = re.search(
        r"[”\"],?\s+(?P<a>[^.”\"]{3,60}?)\s+(?:said|says|told|added|wrote|explained|admitted|revealed)\b|[”\"],?\s+(?:said|says|added|wrote)\s+(?P<b>[^.,”\"]{3,60})",
        after,
    )
    if match is None:
        match = re.search(
            r"(?P<a>[A-Z][^.”\"“]{2,60}?)\s+(?:said|says|told|added|wrote|explained|admitted|revealed)\b(?P<b>)[^“\"]{0,60}[“\"][^”\"]*$",
            before,
        )
    if match is None:
        return []
    words = (match["a"] or match["b"] or "").strip()
    name = re.search(r"(?:[A-Z][\w'’.-]+\s?)+$|(?:[A-Z][\w'’.-]+\s?)+", words)
    return [(_full_name(context, _strip(name.group().strip())), "person")] if name else []


def _sources(context: Context, candidate: Candidate, token: Any) -> list[tuple[str, AttributionKind]]:
    """The names inside a noun phrase that stands for a source."""
    parse = candidate.parse
    left, right = parse.subtree_span(token)
    at = parse.at(token)
    # The subject's own words only, not its relative clauses.
    stop = next(
        (
            parse.at(c.left_edge)
            for c in token.children
            if c.dep_ in {"relcl", "acl", "appos"} and c.i > token.i
        ),
        right,
    )
    names = [
        n for n in context.names(candidate.sentence) if left <= n.start < max(stop, at + len(token.text))
    ]
    if (
        len(names) == 1
        and token.pos_ != "PROPN"
        and " " not in names[0].text
        and names[0].start == candidate.sentence.start
    ):
        names = []  # a common noun that only opens the sentence
    if not names:
        apposed = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        if apposed is not None:
            return _sources(context, candidate, apposed)
    if names:
        return [
            (_strip(_full_name(context, n.text)), _kind(context, n.text, "person"))
            for n in names
            if not _shadowed(n.text)
        ][:3]
    word = token.text.casefold()
    if word in _PERSON_PRONOUN:
        speaker = _last_person(context, candidate)
        return [(speaker, "person")] if speaker else []
    phrase = context.text[left:stop].strip(" ,")
    if _UNNAMED.search(phrase):
        return [(phrase, "unnamed")]
    if word in {
        "network",
        "streamer",
        "studio",
        "broadcaster",
        "platform",
        "channel",
        "company",
        "distributor",
        "publisher",
        "developer",
    }:
        company = _last_company(context, candidate)
        return [(company or phrase, "company")]
    return []


def _shadowed(name: str) -> bool:
    return name.casefold() in {"season", "series", "the"}


def _kind(context: Context, name: str, fallback: AttributionKind) -> AttributionKind:
    if context.is_company(name):
        return "company"
    if context.is_outlet(name):
        return "outlet"
    if fallback == "person" and len(name.split()) == 1 and _full_name(context, name) == name:
        return "company"
    return fallback


def _strip(name: str) -> str:
    return re.sub(r"['’]s?$", "", _TITLE_WORDS.sub("", name)).strip(" ,")


def _full_name(context: Context, name: str) -> str:
    """The full name a last name stands for, if the article gives it earlier."""
    name = _strip(name)
    if " " in name:
        return name
    match = re.search(rf"\b((?:[A-Z][\w'’-]+ ){{1,3}}{re.escape(name)})\b", context.text)
    if (
        match
        and not context.is_company(match[1])
        and match[1].split()[0] not in {"The", "But", "And", "In", "While", "As", "When", "For", "Season"}
    ):
        return re.sub(r"\s+", " ", _strip(match[1]))
    return name


def _last_person(context: Context, candidate: Candidate) -> str | None:
    for sentence in reversed(context.sentences[: candidate.sentence.index + 1]):
        if sentence.index < candidate.sentence.index - 3:
            return None
        people = [n for n in context.people(sentence) if n.end <= candidate.start]
        if people:
            return people[-1].text
    return None


def _last_company(context: Context, candidate: Candidate) -> str | None:
    for sentence in reversed(context.sentences[: candidate.sentence.index + 1]):
        companies = [
            n for n in context.names(sentence) if n.end <= candidate.start and context.is_company(n.text)
        ]
        if companies:
            return _strip(companies[-1].text)
    return None
