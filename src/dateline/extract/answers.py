"""Reads short answers under a question: "Not so far" under "Has it been renewed?".

The question names event, work and season; the answer says whether and when. A question alone claims nothing,
and an answer that is a sentence of its own about the event is left to the readers of prose.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.claims import default_modality, finish
from dateline.extract.context import Context
from dateline.extract.frames import labels_at
from dateline.extract.identity import quote_of
from dateline.extract.seasons import find_seasons, number
from dateline.extract.sentences import Sentence
from dateline.extract.stance import Stance
from dateline.extract.times import TimeExpression
from dateline.lexicon.schema import Label
from dateline.model import Attribution, Claim, Event, Modality, Note, Polarity, Subject, Value
from dateline.window import Window

__all__ = ["read_answers"]

_ASKED = re.compile(r"[\s*]*(?:Q\s*[:.]\s*)?", re.IGNORECASE)
_ANSWERED = re.compile(r"[\s*]*(?:A\s*[:.]\s*)?")
_POLAR = re.compile(
    r"(?:so,?\s+|but\s+|and\s+|wait,?\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|isn[’']t|wasn[’']t|won[’']t|hasn[’']t)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:so\s+)?(?:when|what(?:['’]s|\s+is)\s+the|release date|premiere date|what\s+(?:day|date))",
    re.IGNORECASE,
)
_WHO = re.compile(r"how many\b|who\b", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:released|dropped|shared|unveiled|posted|published|debuted|put)\s+(?:out\s+)?(?:one|it)\b"
)
_PLANS = re.compile(
    r"\b(?:it|they|season|series|show|film|movie|"
    r"episodes?|first|scheduled|set|due|slated|expected|bet|date|both)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:would|wasn[’']t|supposed to|meant to|if)\b", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:$|[.,;:!–—(-]|\b(?:on|in|since|at|by|from|this|last|and|but)\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"(?P<hedge>probably|likely|about|around|perhaps|maybe)?\s*"
    r"(?:there (?:are|will be|were)\s+|it (?:has|will have)\s+)?(?:only\s+|just\s+|a total of\s+)?"
    r"(?P<n>\d{1,3}|[a-z]+)(?:\s+(?:episodes|parts|chapters|instal?lments))?\s*(?:again|in all|in total)?\s*"
    r"(?:$|[.,;:!–—(-])",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|assuming|provided|unless)\b.*$", re.IGNORECASE)
_GUESS = re.compile(
    r"\b(?:probably|likely|expect(?:ed)?|should|our (?:guess|bet)|fair bet|estimate|hopefully|"
    r"around|perhaps|maybe|not before|at the earliest|have been told)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\baccording to\s+(?:(?:the|an?)\s+)?(?:[a-z-]+\s+){0,3}(?P<name>[A-Z][\w+&.]*(?:\s+[A-Z][\w+&]*){0,3})"
)
_FINITE = re.compile(
    r"\b(?:is|was|are|were|will|has|have|had|says?|said|told|wanted|did|does|premieres?|airs?|returns?|"
    r"released|announced)\b"
)
_DECISIONS = frozenset({"renewal", "cancellation"})
_DATED = frozenset({"premiere", "filming_start", "filming_end", "finale", "trailer"})
_SHORT, _LONG = 8, 16
"""Words beside its date of an answer that is none but a date, and of one that may be a sentence."""
_LONGEST = 120
"""Of a question that opens the paragraph of its answer."""
_NEAREST = 3
"""Sentences of an answer that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    sentence: Sentence
    answer: tuple[Sentence, ...]
    label: Label
    words: str
    polar: bool
    work: str
    season: int | None
    named: bool
    """Whether the question itself names the season."""


def read_answers(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """`claims`, those of answers told what their question is about, and the claims of short answers added."""
    known = list(claims)
    for question in _questions(context):
        start, end = question.answer[0].start, question.answer[-1].end
        event = "filming_start" if question.label.reads == "filming" else question.label.reads
        known = [_about(context, question, c) if start <= c.quote.start < end else c for c in known]
        if not any(c.event == event and start <= c.quote.start < end for c in known):
            known.extend(_answered(context, question))
    return known


def _about(context: Context, question: _Question, claim: Claim) -> Claim:
    """A claim of an answer: "one" is the trailer asked for, "it" the season."""
    text = context.text[question.answer[0].start : question.answer[0].end]
    if question.label.reads == "trailer" and claim.event == "premiere" and _ONE.search(text):
        claim = finish(
            replace(claim, event="trailer", subject=replace(claim.subject, season=question.season))
        )
    if (
        question.named
        and claim.event == question.label.reads
        and claim.subject.season is None
        and not context.seasons_in(claim.quote.start, claim.quote.end)
    ):
        claim = finish(replace(claim, subject=replace(claim.subject, season=question.season, kind="series")))
    return claim


def _questions(context: Context) -> Iterator[_Question]:
    sentences = context.sentences
    about = context.lexicon.words["domain"].search(context.text) is not None
    for place, sentence in enumerate(sentences):
        if not sentence.text.rstrip('*_ ”"').endswith("?") or sentence.kind in {"title", "table_cell"}:
            continue
        answer = _answer(context, sentences, place)
        if not answer:
            continue
        words = sentence.text[_lead(_ASKED, sentence.text) :]
        polar = _POLAR.match(words) is not None
        if not polar and not _WHEN.match(words) and not _WHO.match(words):
            continue
        label = _label(context, words, polar=polar)
        around = " ".join((context.article.title or "", words, *(one.text for one in answer)))
        if not (about or context.lexicon.words["screen-word"].search(around)):
            continue
        work = _work(context, sentence)
        if label is None or work is None:
            continue
        seasons = [m for m in find_seasons(words) if m.seasons]
        season = seasons[0].seasons[0] if seasons else _season(context, label)
        yield _Question(
            sentence=sentence,
            answer=answer,
            label=label,
            words=words,
            polar=polar,
            work=work,
            season=season,
            named=bool(seasons),
        )


def _answer(context: Context, sentences: list[Sentence], place: int) -> tuple[Sentence, ...]:
    """The sentences that answer a question: those after it up to the next heading or question."""
    question = sentences[place]
    found: list[Sentence] = []
    alone = question.kind == "heading" or _stands_alone(context, question)
    for following in sentences[place + 1 : place + 1 + _NEAREST]:
        if following.kind == "heading" or following.text.rstrip().endswith("?"):
            break
        if not alone and following.block != question.block:
            break
        if found and following.block != found[0].block:
            break
        found.append(following)
    if not alone and question.first and found:
        # A question that opens a paragraph is answered in it.
        return tuple(found) if question.end - question.start < _LONGEST else ()
    return tuple(found) if alone else ()


def _stands_alone(context: Context, sentence: Sentence) -> bool:
    block = context.article.blocks[sentence.block]
    return context.text[block.start : block.end].strip("* \n") == sentence.text.strip("* \n")


def _lead(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.match(words)
    return match.end() if match else 0


def _label(context: Context, words: str, *, polar: bool) -> Label | None:
    """What a question asks: of several labels the one that suits its form, then the longest."""
    best: tuple[int, int, Label] | None = None
    for one in labels_at(context, "question"):
        reads = one.entry.reads
        match = one.pattern.search(words)
        if match is None or (reads == "episode_count") != words.casefold().startswith("how many"):
            continue
        who = words.casefold().startswith("who")
        if not polar and reads in {"renewal", "cancellation", "delay", "announcement", "cast"} and not who:
            continue
        if who and reads != "cast":
            continue
        if polar and reads in {"filming", "finale"}:
            continue
        rank = {"filming_start": 3, "filming_end": 3, "trailer": 3, "filming": 2, "finale": 1}.get(reads, 0)
        if polar:
            rank = {**dict.fromkeys(("renewal", "cancellation"), 2), "cast": 1}.get(reads, rank)
        key = (rank, match.end() - match.start())
        if best is None or key > best[:2]:
            best = (*key, one.entry)
    return best[2] if best else None


def _work(context: Context, sentence: Sentence) -> str | None:
    named = context.works.within(sentence.start, sentence.end)
    if named:
        main = [m.work for m in named if m.work == context.works.main]
        return main[0] if main else named[0].work
    for heading in reversed(sentence.headings):
        place = context.text.rfind(heading, 0, sentence.start)
        over = context.works.within(place, place + len(heading)) if place >= 0 else []
        if over:
            return over[0].work
    return context.works.main


def _season(context: Context, label: Label) -> int | None:
    """The season of the page, for what happens to seasons."""
    if label.reads in {"renewal", "cancellation", "announcement"}:
        return None
    return (context.works.headline_season or (None,))[0]


def _answered(context: Context, question: _Question) -> Iterator[Claim]:
    first = question.answer[0]
    start = first.start + _lead(_ANSWERED, first.text)
    words = context.text[start : first.end]
    reads = question.label.reads
    if _SUPPOSED.search(question.words) and reads != "premiere":
        return
    yes, no, unknown = (_says(context, f"answer-{kind}", words) for kind in ("yes", "no", "unknown"))
    if words.casefold().startswith("yes and no"):
        return
    if reads == "cast" and not question.polar:
        yield from _joined(context, question, start)
    elif reads == "episode_count":
        yield from _counted(context, question, words, start)
    elif question.polar:
        if unknown and not no:
            if reads == "renewal":
                yield _claim(context, question, "renewal", None, "-", "asserted", start, notes=("undecided",))
        elif no:
            yield from _denied(context, question, start)
        elif yes:
            yield from _affirmed(context, question, start)
    elif unknown or no:
        if reads in {"premiere", "filming_start"} and not _usable(context, start, first.end):
            notes: tuple[Note, ...] = ("no date announced",) if reads == "premiere" else ()
            yield _claim(context, question, reads, None, "-", "asserted", start, notes=notes)
            second = question.answer[1] if len(question.answer) > 1 else None
            if second is not None and any(
                t.start <= second.start + 3 for t in _usable(context, second.start, second.end)
            ):
                inner = replace(question, answer=question.answer[1:])
                yield from _told(context, inner, second.text, second.start)
        elif reads in _DATED:
            yield from _told(context, question, words, start)
    else:
        yield from _told(context, question, words, start)


def _says(context: Context, key: str, words: str) -> bool:
    """Whether an answer opens with words of a list and then pauses, or goes on to a date."""
    match = context.lexicon.words[key].match(words)
    return match is not None and _CUT.match(words, match.end()) is not None


def _usable(context: Context, start: int, end: int) -> list[TimeExpression]:
    return [
        t
        for t in context.times_in(start, end)
        if t.window is not None and t.role is None and t.end <= end and t.timex3.type not in {"SET", "TIME"}
    ]


def _denied(context: Context, question: _Question, start: int) -> Iterator[Claim]:
    reads = question.label.reads
    if reads in {
        "renewal",
        "cancellation",
        "announcement",
        "delay",
        "trailer",
        "filming_start",
        "filming_end",
    }:
        event: Event = reads
        yield _claim(context, question, event, None, "-", "asserted", start)


def _affirmed(context: Context, question: _Question, start: int) -> Iterator[Claim]:
    """“Yes, on October 28”, “It did, on January 8”, “Yes. The network signed on March 3”."""
    first, reads = question.answer[0], question.label.reads
    dates = _usable(context, start, first.end)
    source = None
    if reads in _DECISIONS | {"premiere"} and not dates and len(question.answer) > 1:
        second = question.answer[1]
        dates = [t for t in _usable(context, second.start, second.end) if _is_past(context, t.window)]
        source = _company(context, second)
    window = dates[0].window if len(dates) == 1 else None
    if reads in _DATED and reads != "premiere" and window is None:
        if reads != "filming_start" or dates:
            return
        window = (
            Window(earliest=None, latest=context.article.published) if context.article.published else None
        )
        if window is None:
            return
    if reads == "announcement" or (reads == "premiere" and window is None):
        return
    event: Event = reads  # type: ignore[assignment]
    value = None
    if reads == "cast":
        names = tuple(n.text for n in context.people(question.sentence))
        if not names:
            return
        value, window = Value(names=names), None
    if reads == "delay":
        window = None
    modality: Modality | None = (
        "asserted" if reads in _DECISIONS | {"cast", "delay", "announcement"} else None
    )
    end = dates[0].end if len(dates) == 1 else first.end
    yield _with_end(
        context,
        _claim(context, question, event, window, "+", modality, start, value=value, source=source),
        end,
    )


def _told(context: Context, question: _Question, words: str, start: int) -> Iterator[Claim]:
    """“In August, in Leeds”, “Between September 12 and December 20”."""
    first, reads = question.answer[0], question.label.reads
    dates = _usable(context, start, first.end)
    bare = words
    for time in dates:
        bare = bare.replace(time.text, " ")
    condition = _IF.search(bare)
    bare = _IF.sub("", bare)
    if len(dates) not in {1, 2} or (len(dates) == 2 and reads != "filming"):
        return
    if reads == "premiere" and _is_second_release(context, words):
        return
    size = len(re.findall(r"\w+", bare))
    if _FINITE.search(bare) or size > _SHORT:
        opens = dates[0].start <= start + 3
        if size > _LONG or not (opens or _PLANS.search(bare)) or _other_event(context, bare, reads):
            return
    if reads == "filming":
        members = dates[0].members or tuple(t.window for t in dates if t.window)
        if len(members) == 2:
            yield _claim(context, question, "filming_start", members[0], "+", None, start)
            yield _claim(context, question, "filming_end", members[1], "+", None, start)
        return
    event: Event = reads  # type: ignore[assignment]
    modality: Modality | None = None
    if condition or _SUPPOSED.search(question.words):
        modality = "conditional"
    elif _GUESS.search(words):
        modality = "estimated"
    found = _claim(context, question, event, dates[0].window, "+", modality, start)
    named = _ACCORDING.search(words)
    if named:
        found = finish(replace(found, attribution=Attribution(name=named["name"], kind="outlet")))
    yield found


def _joined(context: Context, question: _Question, start: int) -> Iterator[Claim]:
    """“Mara Quill, a newcomer” under “Who is the new sheriff?”."""
    people = context.people(question.answer[0])
    names = [n for n in people if n.start == start]
    names += [
        n
        for n in people
        if names and re.fullmatch(r",?\s+(?:and\s+)?", context.text[names[-1].end : n.start])
    ]
    if names:
        value = Value(names=tuple(n.text for n in names))
        yield _claim(context, question, "cast", None, "+", "asserted", start, value=value)


def _counted(context: Context, question: _Question, words: str, start: int) -> Iterator[Claim]:
    match = _COUNT.match(words)
    count = number(match["n"]) if match else None
    if match is None or not count:
        return
    modality: Modality = "estimated" if match["hedge"] else "asserted"
    yield _claim(
        context, question, "episode_count", None, "+", modality, start, value=Value(low=count, high=count)
    )


def _is_second_release(context: Context, words: str) -> bool:
    """Whether an answer tells of discs, rental or a festival."""
    return any(
        one.entry.event == "other_release" and one.pattern.search(words) for one in context.lexicon.triggers
    )


def _other_event(context: Context, words: str, reads: str) -> bool:
    """Whether a sentence speaks of something that was not asked."""
    own = {reads, "production", "other_release" if reads == "premiere" else ""}
    return any(
        one.entry.event not in own
        and one.entry.event not in {"cast", "announcement"}
        and one.pattern.search(words)
        for one in context.lexicon.triggers
        if one.entry.id != "premiere.noun"
    )


def _is_past(context: Context, window: Window | None) -> bool:
    published: dt.date | None = context.article.published
    return bool(window and window.latest and published and window.latest <= published)


def _company(context: Context, sentence: Sentence) -> Attribution | None:
    """The company that a sentence opens with."""
    name = next((n for n in context.names(sentence) if n.start == sentence.start), None)
    if name is None or not context.is_company(name.text):
        return None
    return Attribution(name=name.text, kind="company")


def _with_end(context: Context, claim: Claim, end: int) -> Claim:
    """The claim with a quote that reaches to `end`."""
    return finish(replace(claim, quote=quote_of(context.text, claim.quote.start, end)))


def _claim(
    context: Context,
    question: _Question,
    event: Event,
    window: Window | None,
    polarity: Polarity,
    modality: Modality | None,
    start: int,
    *,
    value: Value | None = None,
    notes: tuple[Note, ...] = (),
    source: Attribution | None = None,
) -> Claim:
    article = context.article
    kind = context.works.kind(question.work)
    if question.season is not None and kind in {"work", "film"}:
        kind = "series"
    if modality is None:
        modality = default_modality(Stance("+", None, tense="none"), window, article.published)
    return finish(
        Claim(
            id="",
            article=article.id,
            doc=article.doc,
            subject=Subject(work=question.work, kind=kind, season=question.season),
            event=event,
            window=window,
            value=value,
            polarity=polarity,
            modality=modality,
            attribution=source,
            as_of=article.published,
            quote=quote_of(article.text, start, question.answer[0].end),
            confidence=0.75,
            outlet=article.outlet,
            published=article.published,
            notes=notes,
        )
    )
