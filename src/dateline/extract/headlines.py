"""Reads headlines by their own grammar: "X Renewed for Season 3", "Network Axes X", "X Slips to Late 2026".

Headlines drop articles and auxiliaries and set nouns as verbs, which a parser of running text reads badly.
The title is what stands before the verb, or between a network's verb and what follows. It must be quoted,
or the headline or its article must show that they are about films, series or games.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dateline.extract.claims import default_modality, finish
from dateline.extract.context import Context
from dateline.extract.frames import labels_at
from dateline.extract.identity import quote_of
from dateline.extract.items import is_title
from dateline.extract.seasons import find_seasons, number
from dateline.extract.sentences import Sentence
from dateline.extract.stance import Stance
from dateline.lexicon.schema import Label
from dateline.model import Attribution, Claim, Event, Modality, Note, Polarity, Subject
from dateline.titles import fold_title
from dateline.window import Window

__all__ = ["headline_claims"]

_CUT = re.compile(r"(?:[;!—–]|:(?=\s)|\.(?=\s))\s*")
_QUOTED = re.compile(r"(?<!\w)[“\"‘'](?P<title>[^“”\"\n]{1,80}?),?[”\"’'](?=$|[\s:,;.!?()–—-])")
_SEASON = re.compile(
    r"[\s,]+(?:\(?(?:season|series|part|volume)\s+[\w-]+\)?|S\d{1,2})(?:['’]s)?$", re.IGNORECASE
)
_AFTER_TITLE = re.compile(
    r"\s+(?:for|after|at|with|to|from|until|midway|following|as|in|on|ahead|amid|over|season|series|starring)\b|[,;:(]|$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:exclusive|breaking|watch|it['’]s official|confirmed|updated?|report|reports)\s*[:|]\s*",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:reportedly|rumou?red|could|may|might|likely|expected|eyes|eyeing)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?|\b(?:why|how|what|when|where|who|review|recap|ranked|quiz|explained|opinion|petition)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bfor\s+(?:an?\s+)?(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE
)
_OF_IT = re.compile(
    r"\b(?:seasons?|series of|more|episodes?|sequel|prequel|spin-?off|remake|reboot)\b", re.IGNORECASE
)
_MADE_OF_IT = re.compile(r"[”\"’']?\s*(?:sequel|prequel|spin-?off|remake|reboot|movie|film)\b", re.IGNORECASE)
_WORDS = 9
"""Of the longest title."""
_NEEDS_DATE = frozenset({"premiere", "other_release", "finale"})
_LONGEST = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    label: Label
    title: str
    start: int
    end: int
    tail: tuple[int, int]
    company: str | None = None
    marked: bool = False


def headline_claims(
    context: Context, claims: Sequence[Claim], owned: AbstractSet[int] = frozenset()
) -> Iterator[Claim]:
    """The claims of headlines that `claims` do not hold; sentences `owned` have been read otherwise."""
    for sentence in context.sentences:
        if sentence.index in owned or not _is_headline(context, sentence):
            continue
        for start, end in _segments(context, sentence):
            reading = _read(context, start, end)
            if reading is None or not (reading.marked or _about_screens(context, sentence)):
                continue
            key = fold_title(reading.title)
            if any(c.event == reading.label.reads and fold_title(c.subject.work) == key for c in claims):
                continue
            yield from _claims(context, sentence, reading)


def _is_headline(context: Context, sentence: Sentence) -> bool:
    if sentence.end - sentence.start > _LONGEST or _QUESTION.search(sentence.text):
        return False
    if sentence.kind in {"title", "list_item"}:
        return True
    return (
        sentence.kind == "paragraph" and len(context.article.blocks) == 1 and not sentence.text.endswith(".")
    )


def _segments(context: Context, sentence: Sentence) -> Iterator[tuple[int, int]]:
    lead = _LEAD_IN.match(sentence.text)
    left = sentence.start + (lead.end() if lead else 0)
    for match in _CUT.finditer(context.text, left, sentence.end):
        if context.text[match.end() : match.end() + 1].isupper() or match.group()[0] != ":":
            yield left, match.start()
            left = match.end()
    yield left, sentence.end


def _read(context: Context, start: int, end: int) -> _Reading | None:
    text = context.text[start:end]
    best: tuple[int, int, _Reading] | None = None
    for one in labels_at(context, "headline"):
        for match in one.pattern.finditer(text):
            found = _before(context, one.entry, text, start, match)
            found = found or _behind(context, one.entry, text, start, match)
            if found is not None and (best is None or (match.start(), -match.end()) < best[:2]):
                best = (match.start(), -match.end(), found)
    return best[2] if best else None


def _before(context: Context, label: Label, text: str, base: int, match: re.Match[str]) -> _Reading | None:
    """“'X' renewed for …”: the title stands right before the verb."""
    if label.subject != "work":
        return None
    words = text[: match.start()].rstrip()
    words = re.sub(
        r"\s+(?:is|gets|got|has been|will be|are|reportedly|officially|finally|now)$",
        "",
        words,
        flags=re.IGNORECASE,
    )
    bare = _SEASON.sub("", words).rstrip()
    quoted = [m for m in _QUOTED.finditer(bare) if m.end() >= len(bare) - 1]
    if quoted:
        name, left = quoted[-1]["title"], quoted[-1].start("title")
    else:
        name, left = bare.strip(" \"'“”‘’"), len(bare) - len(bare.lstrip(" \"'“”‘’"))
    if not is_title(context, name) or len(name.split()) > _WORDS or _holds_more(context, name, base + left):
        return None
    return _Reading(
        label=label,
        title=name,
        start=base + left,
        end=base + left + len(name),
        tail=(base + match.start(), base + len(text)),
        marked=bool(quoted) or bare != words or bool(find_seasons_in(text)),
    )


def _behind(context: Context, label: Label, text: str, base: int, match: re.Match[str]) -> _Reading | None:
    """“Network renews X for …”: a company before the verb, the title after it."""
    if label.subject != "company":
        return None
    company = text[: match.start()].strip(" ,")
    if company and (len(company.split()) > 4 or not company[0].isupper()):
        return None
    rest = text[match.end() :].lstrip(" ")
    offset = len(text) - len(rest)
    quoted = _QUOTED.search(rest[:90])
    if quoted and not re.search(r"\b(?:star|creator|director|actor|alum)\b", rest[: quoted.start()]):
        name, left = quoted["title"], offset + quoted.start("title")
    else:
        stop = _AFTER_TITLE.search(rest)
        name = rest[: stop.start() if stop else len(rest)].strip(" .")
        left = offset
    between, after = rest[: left - offset], text[left + len(name) : left + len(name) + 24]
    if (
        not is_title(context, name)
        or len(name.split()) > _WORDS
        or _OF_IT.search(between)
        or _MADE_OF_IT.match(after)
    ):
        return None
    return _Reading(
        label=label,
        title=name,
        start=base + left,
        end=base + left + len(name),
        tail=(base + left + len(name), base + len(text)),
        company=company or None,
        marked=bool(quoted) or bool(find_seasons_in(text)),
    )


def _holds_more(context: Context, name: str, start: int) -> bool:
    """Whether the words before a verb hold another verb or a date: two statements, no title."""
    times = [t for t in context.times_in(start, start + len(name)) if t.window is not None]
    return bool(times and ", " in name) or any(
        one.pattern.search(name) and re.search(r",\s", name) for one in labels_at(context, "headline")
    )


def find_seasons_in(text: str) -> list[int]:
    """The numbers of seasons that a headline names."""
    return [season for mention in find_seasons(text) for season in mention.seasons]


def _about_screens(context: Context, sentence: Sentence) -> bool:
    words = context.lexicon.words
    return bool(words["domain"].search(context.text) or words["screen-word"].search(sentence.text))


def _claims(context: Context, sentence: Sentence, reading: _Reading) -> Iterator[Claim]:
    article, label = context.article, reading.label
    event: Event = label.reads  # type: ignore[assignment]
    times = [
        t
        for t in context.times_in(reading.tail[0], sentence.end)
        if t.window is not None and t.timex3.type not in {"SET", "DURATION"} and t.start >= reading.end
    ]
    window = times[0].window if len(times) == 1 else None
    head = context.text[max(sentence.start, reading.end - 1) : sentence.end]
    seasons = find_seasons_in(head) or find_seasons_in(context.text[sentence.start : sentence.end])
    hedged: Modality | None = "estimated" if _HEDGED.search(sentence.text) else None
    if event in _NEEDS_DATE or label.dated:
        if window is None:
            return
        if event == "delay":
            yield _claim(context, sentence, reading, "delay", seasons[:1], None, "+", hedged or "asserted")
            event = "premiere"
        modality = hedged or default_modality(Stance("+", None, tense="none"), window, article.published)
        yield _claim(context, sentence, reading, event, seasons[:1], window, "+", modality)
        return
    notes: tuple[Note, ...] = ()
    if event == "cancellation" and seasons:
        notes = ("ends_after",)
        if re.search(r"\b(?:for|no)\s+(?:a\s+)?season\b", head, re.IGNORECASE) and seasons[0] > 1:
            seasons = [seasons[0] - 1]
    numbered = _ORDINAL.search(head) if event == "renewal" and not seasons else None
    if numbered and (n := number(numbered["n"])):
        seasons = [n]
    each: list[int | None] = [*seasons] if event == "renewal" else [*seasons[:1]]
    for season in each or [None]:
        yield _claim(
            context,
            sentence,
            reading,
            event,
            [season] if season is not None else [],
            None,
            label.polarity,
            hedged or "asserted",
            notes,
        )


def _claim(
    context: Context,
    sentence: Sentence,
    reading: _Reading,
    event: Event,
    seasons: list[int],
    window: Window | None,
    polarity: Polarity,
    modality: Modality,
    notes: tuple[Note, ...] = (),
) -> Claim:
    article = context.article
    key = fold_title(reading.title)
    work = next((m.work for m in context.works.mentions if fold_title(m.work) == key), reading.title)
    kind = context.works.kind(work)
    return finish(
        Claim(
            id="",
            article=article.id,
            doc=article.doc,
            subject=Subject(
                work=work, kind="series" if seasons else kind, season=seasons[0] if seasons else None
            ),
            event=event,
            window=window,
            polarity=polarity,
            modality=modality,
            attribution=Attribution(name=reading.company, kind="company") if reading.company else None,
            as_of=article.published,
            quote=quote_of(article.text, sentence.start, sentence.end),
            confidence=0.7 if reading.marked else 0.6,
            outlet=article.outlet,
            published=article.published,
            notes=notes,
        )
    )
