"""Who says so: companies, outlets, people and unnamed sources, and whom they credit.

A source is whoever speaks in the quotation the claim stands in, the subject of the reporting verb that
governs it ("Smith told the Port Ellis Ledger that …" has two), the name after "according to", or the company
that takes a decision ("the network renewed …"). The scheme (source, cue, content) is PARC's and PolNeAR's.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.extract.context import Candidate, Context
from dateline.extract.speakers import full_name, is_name, kind_of, last_person, speaker_at, strip_titles
from dateline.extract.voices import Voice, find_voices
from dateline.model import Attribution, AttributionKind

__all__ = ["read_attribution"]

Named = tuple[str, AttributionKind]

_UNNAMED = re.compile(
    r"\b(?:sources?|insiders?|people (?:close|familiar|with)|person (?:close|familiar|with)|"
    r"reports?|rumou?rs?|analysts?|leak\w*|listings?|chatter|spokes(?:man|woman|person|people))\b",
    re.IGNORECASE,
)
_PERSON_PRONOUN = frozenset({"he", "she", "they", "who", "i"})
_DECIDERS = frozenset({"renewal", "cancellation", "announcement", "delay", "episode_count"})
_COMPANY_NOUNS = frozenset(
    {
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
        "service",
    }
)
_HEADLINE_VERB = re.compile(r"[A-Z][a-z]+s\b")
_LONGEST = 60
"""Code points of a description that still stands for a source."""
_TELLING = frozenset({"told", "tells", "tell", "telling"})


def read_attribution(context: Context, candidate: Candidate) -> Attribution | None:
    """The sources of a candidate's claim, joined by ``; ``; None when the article itself says it."""
    names: list[Named] = []
    spoken = speaker_at(context, candidate.start)
    for name in spoken or (
        *_governing(context, candidate),
        *_according_to(context, candidate),
        *_voiced(context, candidate),
    ):
        if name[0] and name[0].casefold() not in {n[0].casefold() for n in names}:
            names.append(name)
    if not names:
        names = _decider(context, candidate)
    if not names:
        return None
    return Attribution(name="; ".join(n for n, _ in names[:3]), kind=names[0][1])


def _governing(context: Context, candidate: Candidate) -> list[Named]:
    """Sources of the reporting verbs above the claim's clause, innermost first."""
    parse = candidate.parse
    found: list[Named] = []
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
            found += _sources(context, candidate, subject, saying=True)
        for child in verb.children:
            if child.dep_ in {"dobj", "dative"} and verb.text.casefold() in _TELLING:
                found += [s for s in _sources(context, candidate, child) if s[1] in {"outlet", "company"}]
            if child.dep_ == "prep" and child.text.casefold() in {"in", "to", "with"}:
                found += _interview(context, candidate, child)
    return found


def _interview(context: Context, candidate: Candidate, preposition: Any) -> list[Named]:
    """“In an interview with the Port Ellis Ledger”: the outlet is a source too."""
    left, right = candidate.parse.subtree_span(preposition)
    match = re.search(
        r"\b(?:interview|conversation|statement|chat)\s+(?:with|to)\s+", context.text[left:right]
    )
    if not match and preposition.text.casefold() != "to":
        return []
    start = left + (match.end() if match else len(preposition.text))
    return [
        (strip_titles(n.text), kind_of(context, n.text, "outlet"))
        for n in context.names(candidate.sentence)
        if start <= n.start < right
    ][:1]


def _according_to(context: Context, candidate: Candidate) -> list[Named]:
    sentence = candidate.sentence
    found: list[Named] = []
    for match in context.lexicon.words["according-to"].finditer(sentence.text):
        start = sentence.start + match.end()
        after = [n for n in context.names(sentence) if start <= n.start <= start + 45]
        reach = context.text[start : start + 60]
        phrase = re.split(r"[,.;:]", reach)[0].strip()
        if _UNNAMED.search(reach) and (not after or _UNNAMED.search(context.text[start : after[0].start])):
            found.append((phrase, "unnamed"))
        elif after and after[0].start - start <= len(phrase):
            name = strip_titles(full_name(context, after[0].text))
            found.append((name, kind_of(context, after[0].text, "outlet")))
        elif re.match(r"(?:the|its|his|her|their|one|two|three|an?)\s+[a-z]", phrase) and _speaks(
            context, phrase
        ):
            found.append((phrase, "unnamed"))
    return found


def _speaks(context: Context, phrase: str) -> bool:
    """Whether a phrase without a name may stand for somebody who says something."""
    mute = context.lexicon.words["mute-noun"].search(phrase)
    return mute is None and not phrase[:1].isdigit() and len(phrase) < _LONGEST


def _voiced(context: Context, candidate: Candidate) -> list[Named]:
    """Sources of attributions of the sentence in whose content the claim stands."""
    found: list[Named] = []
    for voice, spans in _voices(context, candidate):
        if voice.source is None or voice.speaker is None:
            continue
        if any(a <= candidate.start < b for a, b in spans):
            token = candidate.parse.doc[voice.speaker]
            found += _sources(context, candidate, token, saying=True)
    return found


def _voices(context: Context, candidate: Candidate) -> list[tuple[Voice, list[tuple[int, int]]]]:
    parse = candidate.parse
    found = []
    for voice in find_voices(parse.doc, context.lexicon):
        cue = parse.doc.char_span(*voice.cue, alignment_mode="expand")
        if cue is None or not any(context.lexicon.words["stating-verb"].fullmatch(t.text) for t in cue):
            continue
        found.append((voice, [parse.article_span(a, b) for a, b in voice.content]))
    return found


def _decider(context: Context, candidate: Candidate) -> list[Named]:
    """The company whose act the claim is: it renewed, cancelled, has not announced."""
    parse = candidate.parse
    if candidate.trigger.event in _DECIDERS and (headed := _in_headline(context, candidate)):
        return headed
    verb = candidate.head if not candidate.is_noun else parse.doc[candidate.clause]
    verbs = [verb]
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.i != verb.i:
        verbs.append(verb.head)
    deciding = context.lexicon.words["deciding-verb"]
    for one in verbs:
        if not deciding.fullmatch(one.text) and (
            candidate.trigger.event not in _DECIDERS or not _acts_on(one)
        ):
            continue
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in one.children)
        subject = parse.agent(one) if passive else parse.subject(one)
        if subject is None or (candidate.trigger.event == "episode_count" and _apposed(candidate)):
            continue
        sources = [s for s in _sources(context, candidate, subject) if s[1] in {"company", "person"}]
        if sources:
            return sources[:1]
    return []


def _in_headline(context: Context, candidate: Candidate) -> list[Named]:
    """“Northlight Renews Glass Harbour”: where every word is a capital, the name right before the verb."""
    if not _HEADLINE_VERB.match(context.text, candidate.start):
        return []
    before = context.text[candidate.sentence.start : candidate.start].rstrip()
    piece = re.split(r"[:;.,]\s", before)[-1]
    if not piece or len(piece.split()) > 3 or not all(w[0].isupper() for w in piece.split()):
        return []
    start = candidate.sentence.start + len(before) - len(piece)
    if context.works.within(start, candidate.start) or context.seasons_in(start, candidate.start):
        return []
    return [(piece, kind_of(context, piece, "company"))]


def _acts_on(verb: Any) -> bool:
    """Whether a verb has something it acts on: what only "ends" or "slips" decides nothing."""
    return any(c.dep_ in {"dobj", "xcomp", "ccomp", "dative", "agent"} for c in verb.children) or any(
        c.dep_ in {"prep", "prt"} and c.i == verb.i + 1 for c in verb.children
    )


def _apposed(candidate: Candidate) -> bool:
    """Whether a number of episodes only describes the work ("…, a drama in ten episodes")."""
    token = candidate.head
    for _ in range(6):
        if token.dep_ == "appos":
            return True
        if token.head.i == token.i or token.pos_ in {"VERB", "AUX"}:
            return False
        token = token.head
    return False


def _sources(
    context: Context, candidate: Candidate, token: Any, *, saying: bool = False, nested: bool = False
) -> list[Named]:
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
        n
        for n in context.names(candidate.sentence)
        if left <= n.start < max(stop, at + len(token.text)) and is_name(context, n)
    ]
    if (
        len(names) == 1
        and token.pos_ != "PROPN"
        and " " not in names[0].text
        and names[0].start == candidate.sentence.start
        and not context.is_company(names[0].text)
    ):
        names = []  # a common noun that only opens the sentence
    apposed = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if apposed is not None and not nested and (not names or token.pos_ == "NOUN"):
        found = _sources(context, candidate, apposed, saying=saying, nested=True)
        if found:
            return found
    if context.works.within(at, parse.stop(token)):
        return []
    word = token.text.casefold()
    phrase = context.text[left:stop].strip(" ,")
    named = bool(names) and names[-1].start <= at < names[-1].end
    if names and (named or token.pos_ == "PROPN" or not saying or token.pos_ not in {"NOUN", "PRON"}):
        return [
            (strip_titles(full_name(context, n.text)), kind_of(context, n.text, "person")) for n in names
        ][:3]
    if word in _PERSON_PRONOUN:
        speaker = last_person(context, candidate.sentence.index, candidate.parse.at(token))
        return [(speaker, "person")] if speaker else []
    if word == "it":
        company = _last_company(context, candidate, at)
        return [(company, "company")] if company else []
    if word in _COMPANY_NOUNS:
        if names:
            return [(strip_titles(names[0].text), "company")]
        company = _last_company(context, candidate, at)
        return [(company or phrase, "company")]
    if _UNNAMED.search(phrase):
        return [(phrase, "unnamed")]
    if names and not saying:
        return [(strip_titles(full_name(context, names[0].text)), kind_of(context, names[0].text, "person"))]
    if saying and token.pos_ in {"NOUN", "NUM", "PRON", "DET"} and _speaks(context, phrase):
        return [(phrase, "unnamed")]
    return []


def _last_company(context: Context, candidate: Candidate, before: int) -> str | None:
    """The company that "it" or "the network" stands for: the last one that is named, or acts, above."""
    index = candidate.sentence.index
    for sentence in reversed(context.sentences[max(0, index - 3) : index + 1]):
        names = [n for n in context.names(sentence) if n.end <= before and is_name(context, n)]
        companies = [n for n in names if context.is_company(n.text)]
        if companies:
            return strip_titles(companies[-1].text)
        acting = [n for n in names if " " not in n.text and _opens(context, sentence.start, n.start)]
        if acting and sentence.index >= index - 1:
            return strip_titles(acting[0].text)
    return None


def _opens(context: Context, start: int, at: int) -> bool:
    """Whether a name is the first word of its sentence but for an article or a short adverbial."""
    lead = context.text[start:at].strip()
    return len(lead) <= 4 or lead.endswith(",")
