"""From candidates to claims: which candidates claim something, about what, and with which of their dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.asof import age_clocks
from dateline.extract.claims import event_of, finish, make_claim
from dateline.extract.context import Candidate, Context
from dateline.extract.identity import quote_of
from dateline.extract.limits import dated_denial
from dateline.extract.moves import told_by
from dateline.extract.relative import resolve_relation
from dateline.extract.shoots import shoot_stance, shoot_windows
from dateline.extract.stance import Stance, read_stance
from dateline.extract.subjects import resolve_subjects
from dateline.extract.times import TimeExpression
from dateline.extract.trailers import told_without_date
from dateline.extract.windows import claimed_windows, replaced, run_of, split_decision
from dateline.model import Claim, Event, Subject, Value
from dateline.window import Window

__all__ = ["build_claims"]

_LEAST = 0.3
"""Confidence below which a reading is no claim: most such, in articles of other fields, are misread."""
_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "cast", "delay"})
_RELEASES = frozenset({"premiere", "finale", "other_release"})
_NOW = re.compile(r"\b(?:now|instead)\b", re.IGNORECASE)
_UNDATED = frozenset({"episode_count", "production"})
_SHOOTS = frozenset({"filming_start", "filming_end"})
_STREAMS = re.compile(r"\bstream|\bplatform\b|\bto watch at home\b", re.IGNORECASE)
_QUESTION = re.compile(r"[^.!?:;]{0,40}\?")
_DO_SO = re.compile(
    r"\bdespite\s+(?:being|having\s+been)\s+(?:originally\s+|initially\s+)?(?:scheduled|set|slated|due|expected|planned)\s+to\b",
    re.IGNORECASE,
)


def build_claims(context: Context, candidates: list[Candidate]) -> list[Claim]:
    """Claims of all candidates, in text order, before merging."""
    claims: list[Claim] = []
    waiting: list[tuple[Candidate, Stance]] = []
    beside: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        beside.setdefault(candidate.sentence.index, []).append(candidate)
    for candidate in candidates:
        stance = read_stance(context, candidate)
        if stance.dropped or _asked(context, candidate):
            continue
        if any(t.window is None and t.relation is not None for t in candidate.times) and not any(
            t.window for t in candidate.times
        ):
            waiting.append((candidate, stance))
            continue
        if _overtaken(candidate, beside[candidate.sentence.index]):
            stance = replace(stance, polarity="-", modality="retracted", notes=("original plan",))
        limited = dated_denial(context, candidate, stance)
        claims.extend(_claims_of(context, candidate, *(limited or (stance,))))
        claims.extend(_unmet_plan(context, candidate, stance))
    for candidate, stance in waiting:
        windows = [w for t in candidate.times if (w := resolve_relation(context, t, claims)) is not None]
        if windows or candidate.trigger.event in _DECISIONS | _UNDATED or stance.polarity == "-":
            claims.extend(_claims_of(context, candidate, stance, windows))
        claims.extend(_unmet_plan(context, candidate, stance))
    claims = [
        c for c in claims if c.event != "cast" or not _in_headline(context, c) or _names_both(context, c)
    ]
    claims = [_second_release(c, claims) for c in claims]
    claims = [c for c in claims if c.confidence >= _LEAST]
    clocks = age_clocks(context, claims)
    return [_with_clock(context, claim, clocks) for claim in claims]


def _overtaken(candidate: Candidate, others: list[Candidate]) -> bool:
    """“The film, pencilled in for January 6, now opens on February 24”: a plan replaced."""
    added = candidate.head.dep_ in {"acl", "advcl", "amod", "relcl"}
    if candidate.trigger.id != "premiere.planned-for" or not added:
        return False
    head = candidate.head.head
    for other in others:
        if other.start < candidate.end or not other.times:
            continue
        if other.trigger.event in {"premiere", "delay"} and candidate.times and _changes(candidate, other):
            return other.head.i == head.i or head in other.parse.doc[other.clause].subtree
    return False


def _changes(candidate: Candidate, other: Candidate) -> bool:
    between = candidate.sentence.text[
        candidate.end - candidate.sentence.start : other.end - candidate.sentence.start
    ]
    return other.trigger.event == "delay" or bool(_NOW.search(between))


def _asked(context: Context, candidate: Candidate) -> bool:
    """Whether the candidate stands in a question: one that ends its sentence, or opens a headline."""
    rest = context.text[candidate.end : candidate.sentence.end].rstrip()
    return rest.endswith("?") or bool(_QUESTION.match(rest))


def _in_headline(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in a headline or heading, where a title and a person's name look the same."""
    return any(
        b.kind in {"title", "heading"} and b.start <= claim.quote.start < b.end
        for b in context.article.blocks
    )


def _names_both(context: Context, claim: Claim) -> bool:
    """Whether a headline names a work and people who are told of below it too, or nothing stands below."""
    text, blocks = context.text, context.article.blocks
    block = next(b for b in blocks if b.start <= claim.quote.start < b.end)
    names = claim.value.names if claim.value else ()
    if not names or not context.works.within(block.start, block.end):
        return False
    return len(blocks) < 3 or any(text.find(name.split()[-1], block.end) >= 0 for name in names)


def _second_release(claim: Claim, claims: list[Claim]) -> Claim:
    """A film's streaming date after its cinema date is another release."""
    if (
        claim.event != "premiere"
        or claim.subject.kind != "film"
        or claim.window is None
        or claim.window.earliest is None
    ):
        return claim
    streams = bool(_STREAMS.search(claim.quote.exact)) or claim.scope.platform not in {None, "theatres"}
    first = [
        c
        for c in claims
        if c is not claim
        and c.event == "premiere"
        and c.subject.work == claim.subject.work
        and c.window is not None
        and c.window.before(claim.window)
    ]
    if not streams or not any(
        c.scope.platform in {None, "theatres"} and not _STREAMS.search(c.quote.exact) for c in first
    ):
        return claim
    return finish(
        replace(
            claim,
            event="other_release",
            value=Value(label="streaming"),
            scope=replace(claim.scope, platform=claim.scope.platform or "streaming"),
        )
    )


def _claims_of(
    context: Context, candidate: Candidate, stance: Stance, resolved: list[Window] | None = None
) -> Iterator[Claim]:
    subjects = resolve_subjects(context, candidate, stance)
    if not subjects:
        return
    if candidate.moves and "production_halt" not in stance.notes:
        yield from _moved(context, candidate, stance, subjects)
        return
    windows = resolved if resolved is not None else claimed_windows(context, candidate)
    event, label = event_of(context, candidate, subjects[0])
    extra: Window | None = None
    if event in _UNDATED:
        windows = []
    elif event in _DECISIONS:
        windows, extra = split_decision(context, candidate, stance, windows)
    elif _says_nothing(context, candidate, stance, event, windows):
        return
    if event in _SHOOTS:
        stance = shoot_stance(context, candidate, stance)
        shot = shoot_windows(context, candidate, stance, windows)
        if len(shot) != len(windows) or not len(subjects) == len(windows) > 1:
            for subject in subjects:
                for happening, window in shot:
                    yield make_claim(context, candidate, stance, subject, happening, window, label=label)
            return
    told, windows = _beside(context, candidate, stance, event, windows)
    for subject in subjects:
        for held, happening, window in told:
            yield make_claim(context, candidate, held, subject, happening, window, label=label)
    if told and not windows:
        return
    decided = extra is None or bool(windows) or candidate.trigger.id != "renewal.decide"
    for subject, window in _pair(subjects, windows):
        if decided:
            yield make_claim(context, candidate, stance, subject, event, window, label=label)
        yield from _returns(context, candidate, stance, subject, extra)


def _returns(
    context: Context, candidate: Candidate, stance: Stance, subject: Subject, day: Window | None
) -> Iterator[Claim]:
    """“Returns for its second season in May", "renewed for next spring": the premiere told beside it."""
    if day is not None and stance.polarity == "+":
        yield make_claim(context, candidate, replace(stance, modality=None), subject, "premiere", day)


def _says_nothing(
    context: Context, candidate: Candidate, stance: Stance, event: Event, windows: list[Window]
) -> bool:
    """Whether a release or shoot without a date is only spoken of, not told."""
    if windows or stance.polarity == "-":
        return False
    if event in {"filming_start", "filming_end"}:
        return candidate.is_noun and candidate.trigger.id.endswith(
            ("start-noun", "shoot-noun", "restart-noun")
        )
    if event == "trailer":
        return not told_without_date(context, candidate, stance)
    return event == "other_release" or "availability" not in stance.notes


def _beside(
    context: Context, candidate: Candidate, stance: Stance, event: Event, windows: list[Window]
) -> tuple[list[tuple[Stance, Event, Window]], list[Window]]:
    """What is told beside a release's date, and the dates then left: both ends of a run, a plan dropped."""
    if event not in _RELEASES or stance.polarity != "+":
        return [], windows
    run = run_of(context, candidate) if event == "premiere" else None
    if run is not None:
        return [(stance, "premiere", run[0]), (stance, "finale", run[1])], []
    old = replaced(context, candidate, windows)
    if old is None:
        return [], windows
    withdrawn = replace(stance, polarity="-", modality="retracted", notes=("original plan",))
    return [(withdrawn, event, old)], windows


def _unmet_plan(context: Context, candidate: Candidate, stance: Stance) -> Iterator[Claim]:
    """“… has not begun, despite being scheduled to do so in May”: a plan that failed."""
    match = _DO_SO.search(context.text, candidate.end, candidate.sentence.end)
    if match is None or stance.polarity != "-" or candidate.trigger.event in _UNDATED:
        return
    windows = [
        t.window
        for t in context.times_in(match.end(), candidate.sentence.end)
        if t.window is not None and t.role is None
    ]
    plan = replace(stance, polarity="-", modality="retracted", notes=("original plan",))
    for subject in resolve_subjects(context, candidate, stance):
        claim = make_claim(
            context,
            _with_times(candidate, []),
            plan,
            subject,
            candidate.trigger.event,
            windows[0] if windows else None,
        )
        yield finish(
            replace(
                claim,
                quote=quote_of(
                    context.text, match.start(), _trim(context.text, match.start(), candidate.sentence.end)
                ),
            )
        )


def _with_times(candidate: Candidate, times: list[TimeExpression]) -> Candidate:
    """The same candidate with other times."""
    return Candidate(
        candidate.trigger,
        candidate.sentence,
        candidate.parse,
        candidate.start,
        candidate.end,
        candidate.head,
        candidate.clause,
        times,
    )


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".!? ”\"'’":
        end -= 1
    return end


def _pair(subjects: list[Subject], windows: list[Window]) -> list[tuple[Subject, Window | None]]:
    if not windows:
        return [(s, None) for s in subjects]
    if len(subjects) == len(windows) > 1:
        return list(zip(subjects, windows, strict=True))
    return [(s, w) for s in subjects for w in windows]


def _moved(
    context: Context, candidate: Candidate, stance: Stance, subjects: list[Subject]
) -> Iterator[Claim]:
    for subject in subjects:
        for told, event, window in told_by(context, candidate, stance):
            yield make_claim(context, candidate, told, subject, event, window)


def _with_clock(context: Context, claim: Claim, clocks: dict[int, dt.date]) -> Claim:
    if claim.as_of_explicit or not clocks:
        return claim
    for number, day in clocks.items():
        block = context.article.blocks[number]
        if block.start <= claim.quote.start < block.end and claim.window is None:
            return finish(replace(claim, as_of=day, as_of_explicit=True))
    return claim
