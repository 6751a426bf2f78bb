"""Whose words a quotation is: named behind it, before it, or by an earlier quotation of the paragraph."""

from __future__ import annotations

import re

from dateline.extract.context import Context, NameSpan
from dateline.extract.voices import quotations
from dateline.model import AttributionKind

__all__ = ["full_name", "is_name", "kind_of", "last_person", "speaker_at", "strip_titles"]

Named = tuple[str, AttributionKind]

_TITLE_WORDS = re.compile(
    r"^(?:(?:(?:co-|executive[- ]|former[- ]|lead[- ])?"
    r"(?:showrunner|creator|director|producer|executive|star|actor|actress|writer|ceo|president|chief|"
    r"entertainment|series|network|streamer|host|author|studio|boss|head|film|show|"
    r"publisher|distributor|developer|columnist|analyst|outlet|magazine|newspaper|site|trade|paper|streaming|"
    r"service|its|newcomers?|lead)|the|an?)\s+)+",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"(?P<who>(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3})(?:,[^.:“”\"\n]{1,40})?:\s+(?=\S)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|I['’]\w+|[Ww]e['’]\w+)\b")
_CAPITALS = re.compile(r"(?:[A-Z][\w'’.-]*\s?)+")


def speaker_at(context: Context, position: int) -> list[Named]:
    """Who speaks at an offset, if it stands in a quotation or in a line of an interview."""
    number = _block_of(context, position)
    block = context.article.blocks[number]
    text = context.text[block.start : block.end]
    at = position - block.start
    quotes = quotations(text)
    index = next((k for k, (left, right) in enumerate(quotes) if left < at < right), None)
    if index is None:
        return _transcript(context, block.start, text)
    return _speaker(context, number, quotes, index) or _transcript(context, block.start, text)


def _block_of(context: Context, position: int) -> int:
    sentence = context.sentence_at(position)
    return sentence.block if sentence is not None else 0


def _transcript(context: Context, start: int, text: str) -> list[Named]:
    """“Reed: We are done.”, at the head of a paragraph."""
    match = _TRANSCRIPT.match(text.lstrip("*_> "))
    if match is None:
        return []
    start += len(text) - len(text.lstrip("*_> "))
    name = match["who"].strip(" *_")
    rest = text[match.end() :]
    named = strip_titles(name)
    if (
        any(context.lexicon.words["label-word"].fullmatch(word) for word in name.split())
        or context.works.within(start, start + len(match["who"]))
        or not (_FIRST_PERSON.search(rest) or rest.lstrip()[:1] in '“"')
        or not named
    ):
        return []
    return [(full_name(context, named), kind_of(context, named, "person"))]


def _speaker(context: Context, number: int, quotes: list[tuple[int, int]], index: int) -> list[Named]:
    block = context.article.blocks[number]
    text = context.text[block.start : block.end]
    for k in range(index, max(-1, index - 6), -1):
        left, right = quotes[k]
        stop = quotes[k + 1][0] if k + 1 < len(quotes) else len(text)
        found = _named_behind(context, block.start + right, text[right : min(stop, right + 200)])
        if found:
            return found
        floor = quotes[k - 1][1] if k else 0
        between = text[floor:left]
        if between.strip(" ,.;:–—-*>\n"):
            if k and (found := _named_behind(context, block.start + floor, between[:200])):
                return found
            return _named_before(context, block.start + floor, between)
    for k in range(index + 1, min(len(quotes), index + 3)):
        stop = quotes[k + 1][0] if k + 1 < len(quotes) else len(text)
        if text[quotes[k - 1][1] : quotes[k][0]].strip():
            break
        found = _named_behind(context, block.start + quotes[k][1], text[quotes[k][1] : stop][:200])
        if found:
            return found
    return []


def _named_behind(context: Context, start: int, text: str) -> list[Named]:
    """“…,” said Reed; “…,” Reed told the Ledger."""
    verbs = context.lexicon.words["speech-verb"]
    first = re.match(r"[\s,–—-]*(?P<verb>[a-z]+)\s+(?P<who>[^.!?,;“”\"():\n]{2,80})", text)
    if first is not None and verbs.fullmatch(first["verb"]):
        return _named(context, start + first.start("who"), first["who"])
    # The shortest phrase before a verb of saying.
    for verb in re.finditer(r"\s([a-z]+)\b", text[:120]):
        if verbs.fullmatch(verb[1]):
            who = text[: verb.start()]
            if re.search(r"[!?;“”\":]|\.(?:\s|$)", who):
                return []
            lead = len(who) - len(who.lstrip(" ,–—-\n"))
            return _named(context, start + lead, who.strip(" ,–—-\n"))
    return []


def _named_before(context: Context, start: int, text: str) -> list[Named]:
    """“Reed laughed. ‘…’”, “Reed, by e-mail: ‘…’”: whoever the words before the quotation are about."""
    sentences = [s for s in context.sentences if s.end > start and s.start < start + len(text.rstrip())]
    for sentence in reversed(sentences[-2:]):
        names = [
            n
            for n in context.names(sentence)
            if start <= n.start and n.end <= start + len(text) and is_name(context, n)
        ]
        people = [n for n in names if context.is_person(n.text) or full_name(context, n.text) != n.text]
        chosen = people or [n for n in names if _says(context, n)]
        if chosen:
            name = strip_titles(chosen[0].text)
            return [(full_name(context, name), kind_of(context, name, "person"))]
        words = context.text[max(start, sentence.start) : start + len(text)]
        if re.match(r"(?:He|She)\b", words) and (who := last_person(context, sentence.index, start)):
            return [(who, "person")]
    return []


def _says(context: Context, name: NameSpan) -> bool:
    after = re.match(r"\s+([a-z]+)\b", context.text[name.end : name.end + 24])
    return bool(after and context.lexicon.words["speech-verb"].fullmatch(after[1])) or context.text[
        name.end : name.end + 1
    ] in {":", ","}


def _named(context: Context, start: int, words: str) -> list[Named]:
    """The source that a phrase beside a verb of saying names."""
    words = re.split(r"\s+(?:when|as|on|in|at|with|to|while|after|before|who|during)\s", words)[0].strip(" ,")
    folded = words.casefold()
    if folded in {"he", "she"}:
        sentence = context.sentence_at(start)
        who = last_person(context, sentence.index, start) if sentence is not None else None
        return [(who, "person")] if who else []
    if folded in {"it", "they", "i", "we", "you", "who", "that", "this"} or not words:
        return []
    bare = strip_titles(words)
    pieces = [m.group().strip() for m in _CAPITALS.finditer(bare)]
    if len(pieces) > 1 and re.search(r"['’]s?\s+[\w-]+,\s", bare):
        pieces = pieces[-1:]  # "Holloway's co-star, Bo Lund"
        bare = pieces[0]
    if pieces and bare[:1].isupper():
        name = pieces[0]
        return [(full_name(context, name), kind_of(context, name, "person"))]
    # "showrunner Ann Reed", "Reed's co-star, Bo Lund": the last name of the phrase.
    ending = re.search(r"(?P<lead>,|\b[a-z-]+)\s+" + re.escape(pieces[-1]) + "$", bare) if pieces else None
    if ending is not None and ending["lead"] not in {"of", "for", "at", "from", "the", "a"}:
        name = pieces[-1]
        return [(full_name(context, name), kind_of(context, name, "person"))]
    return [(words, "unnamed")]


def is_name(context: Context, name: NameSpan) -> bool:
    """Whether a run of capitals is more than the first word of a sentence."""
    folded = strip_titles(name.text).casefold()
    words = context.lexicon.words
    if context.is_company(name.text):
        return True
    return not (
        not folded
        or words["pronoun"].fullmatch(folded)
        or words["opener"].fullmatch(folded)
        or words["person-noun"].fullmatch(folded)
        or words["work-noun"].fullmatch(folded)
        or folded.startswith(("i'", "i’", "season ", "episode ", "we'", "we’"))
        or words["label-word"].fullmatch(folded)
        or words["speech-verb"].fullmatch(folded)
    )


def kind_of(context: Context, name: str, fallback: AttributionKind) -> AttributionKind:
    """Company, outlet or person, by the words of a name."""
    if context.is_company(name):
        return "company"
    if context.is_outlet(name):
        return "outlet"
    if fallback == "person" and len(name.split()) == 1 and full_name(context, name) == name:
        return "company"
    return fallback


def strip_titles(name: str) -> str:
    """A name without the words for an office before it, and without a genitive."""
    return re.sub(r"['’]s?$", "", _TITLE_WORDS.sub("", name)).strip(" ,")


def full_name(context: Context, name: str) -> str:
    """The full name a last name stands for, if the article gives it."""
    name = strip_titles(name)
    if " " in name or not name:
        return name
    match = re.search(rf"\b((?:[A-Z][\w'’-]+ ){{1,3}}{re.escape(name)})(?![\w+])", context.text)
    if (
        match
        and not context.is_company(match[1])
        and not context.works.within(match.start(), match.end())
        and not context.lexicon.words["opener"].fullmatch(match[1].split()[0])
        and match[1].split()[0] not in {"The", "Season"}
    ):
        return re.sub(r"\s+", " ", strip_titles(match[1]))
    return name


def last_person(context: Context, index: int, before: int) -> str | None:
    """The person named last before an offset, in this sentence or the three above it."""
    for sentence in reversed(context.sentences[max(0, index - 3) : index + 1]):
        names = [n for n in context.names(sentence) if n.end <= before and is_name(context, n)]
        for name in reversed(names):
            if context.is_person(name.text):
                return strip_titles(name.text)
            full = full_name(context, name.text)
            if full != name.text and " " in full:
                return full
        said = [
            n for n in names if " " not in n.text and _says(context, n) and not context.is_company(n.text)
        ]
        if said:
            return strip_titles(said[-1].text)
    return None
