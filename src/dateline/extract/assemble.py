"""From candidates to claims: windows, sources, as-of days, quotes, ids; then one claim for what is said several times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.asof import age_clocks, read_as_of
from dateline.extract.attribution import read_attribution
from dateline.extract.context import Candidate, Context
from dateline.extract.events import follows_report
from dateline.extract.identity import claim_id, quote_of
from dateline.extract.moves import read_move
from dateline.extract.relative import resolve_relation
from dateline.extract.rows import Row, iter_rows
from dateline.extract.stance import Stance, read_stance
from dateline.extract.subjects import resolve_subjects
from dateline.extract.times import TimeExpression
from dateline.extract.values import cast_value, count_value, read_scope
from dateline.model import Attribution, Claim, Event, Modality, Note, Polarity, Subject, Value
from dateline.window import Window

__all__ = ["build_claims", "row_claims"]

_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "cast", "delay"})
_UNDATED = frozenset({"episode_count", "production"})
_LISTED = re.compile(
    r"[\s,;/&()–-]*(?:(?:and|or|then|i\.e\.|that is|namely)[\s,]*)?(?:on|in|from|during)?\s*"
)
_LAST_EPISODE = re.compile(r"\b(?:final|last)\s+(?:ever\s+)?episode\b", re.I)
_TRAILER = re.compile(r"\b(?:trailer|teaser)\b", re.I)
_STREAMS = re.compile(r"\bstream|\bplatform\b|\bto watch at home\b", re.I)
_DO_SO = re.compile(
    r"\bdespite\s+(?:being|having\s+been)\s+(?:originally\s+|initially\s+)?(?:scheduled|set|slated|due|expected|planned)\s+to\b",
    re.I,
)
_EPISODE_SUBJECT = re.compile(
    r"\b(?P<which>first|latest|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last|next|new|an?|one|\w+['’]s)\s+(?:[\w-]+\s+){0,2}?(?:episode|instal?lment)\b(?!s)",
    re.I,
)


def build_claims(context: Context, candidates: list[Candidate]) -> list[Claim]:
    """Claims of all candidates, in text order, before merging."""
    claims: list[Claim] = []
    waiting: list[tuple[Candidate, Stance]] = []
    for candidate in candidates:
        stance = read_stance(context, candidate)
        if stance.dropped or candidate.sentence.text.rstrip().endswith("?"):
            continue
        if any(t.window is None and t.relation is not None for t in candidate.times) and not any(
            t.window for t in candidate.times
        ):
            waiting.append((candidate, stance))
            continue
        claims.extend(_claims_of(context, candidate, stance))
        claims.extend(_unmet_plan(context, candidate, stance))
    for candidate, stance in waiting:
        windows = [w for t in candidate.times if (w := resolve_relation(context, t, claims)) is not None]
        if windows or candidate.trigger.event in _DECISIONS | _UNDATED or stance.polarity == "-":
            claims.extend(_claims_of(context, candidate, stance, windows))
        claims.extend(_unmet_plan(context, candidate, stance))
    claims = [c for c in claims if c.event != "cast" or not _in_headline(context, c)]
    claims = [_second_release(context, c, claims) for c in claims]
    clocks = age_clocks(context, claims)
    return [_with_clock(context, claim, clocks) for claim in claims]


def _in_headline(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in a headline or heading, where a title and a person's name look the same."""
    return any(
        b.kind in {"title", "heading"} and b.start <= claim.quote.start < b.end
        for b in context.article.blocks
    )


def _second_release(context: Context, claim: Claim, claims: list[Claim]) -> Claim:
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
    return _finish(
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
    if candidate.trigger.event == "delay" and "production_halt" not in stance.notes:
        yield from _moved(context, candidate, stance, subjects)
        return
    windows = resolved if resolved is not None else _windows(context, candidate, stance)
    event, label = _event(context, candidate, subjects[0])
    extra: Window | None = None
    if event in _UNDATED:
        windows = []
    elif event in _DECISIONS:
        windows, extra = _decision(context, candidate, stance, windows)
    elif (
        not windows
        and stance.polarity == "+"
        and "availability" not in stance.notes
        and event not in {"filming_start", "filming_end", "trailer", "other_release"}
    ):
        return
    elif not windows and stance.polarity == "+" and event in {"trailer", "other_release"}:
        return
    if (
        event in {"filming_start", "filming_end"}
        and not windows
        and candidate.is_noun
        and stance.polarity == "+"
        and candidate.trigger.id.endswith("start-noun")
    ):
        return
    pairs = _pair(subjects, windows)
    for subject, window in pairs:
        yield _claim(context, candidate, stance, subject, event, window, label=label)
        if extra is not None and stance.polarity == "+":
            yield _claim(context, candidate, replace(stance, modality=None), subject, "premiere", extra)


def _unmet_plan(context: Context, candidate: Candidate, stance: Stance) -> Iterator[Claim]:
    """ "… has not begun, despite being scheduled to do so in May": the plan that "do so" repeats, and that failed."""
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
        claim = _claim(
            context,
            _with_times(candidate, []),
            plan,
            subject,
            candidate.trigger.event,
            windows[0] if windows else None,
        )
        yield _finish(
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


def _windows(context: Context, candidate: Candidate, stance: Stance) -> list[Window]:
    times = _coordinated(
        context, [t for t in candidate.times if t.window is not None and t.role is None], candidate
    )
    windows: list[Window] = []
    for time in times:
        if len(time.members) > 1 and _distributes(context, candidate, time):
            windows.extend(time.members)
        elif time.window is not None:
            windows.append(time.window)
    kept: list[Window] = []
    for window in windows:
        finer = [w for w in windows if w is not window and window.contains(w) and not w.same_days(window)]
        if not finer and not any(w.same_days(window) for w in kept):
            kept.append(window)
    return kept


def _coordinated(context: Context, times: list[TimeExpression], candidate: Candidate) -> list[TimeExpression]:
    """The time nearest the trigger with those listed beside it: a date farther off dates something else."""
    if len(times) < 2:
        return times
    nearest = min(times, key=lambda t: (max(t.start - candidate.end, candidate.start - t.end, 0), t.start))
    kept = [nearest]
    for time in sorted(times, key=lambda t: abs(t.start - nearest.start)):
        if time is nearest:
            continue
        if any(
            _LISTED.fullmatch(context.text[min(time.end, k.end) : max(time.start, k.start)]) for k in kept
        ):
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def _distributes(context: Context, candidate: Candidate, time: TimeExpression) -> bool:
    """Whether the items of a list of dates belong to items of a list of works or seasons."""
    rest = context.text[time.end : time.end + 16].casefold()
    if "respectively" in rest:
        return True
    seasons = [
        s for m in context.seasons_in(candidate.sentence.start, candidate.sentence.end) for s in m.seasons
    ]
    return len(seasons) == len(time.members) and not re.search(r"\bor\b", time.text)


def _pair(subjects: list[Subject], windows: list[Window]) -> list[tuple[Subject, Window | None]]:
    if not windows:
        return [(s, None) for s in subjects]
    if len(subjects) == len(windows) > 1:
        return list(zip(subjects, windows, strict=True))
    return [(s, w) for s in subjects for w in windows]


def _event(context: Context, candidate: Candidate, subject: Subject) -> tuple[Event, str | None]:
    """The event, after what the subject is: part two of a season, or a single episode, is another release."""
    event, label = candidate.trigger.event, candidate.trigger.label
    if event not in {"premiere", "finale"}:
        return event, label
    if subject.part is not None and subject.part > 1 and event == "premiere":
        return "other_release", f"part {subject.part}"
    if event == "premiere":
        noun = candidate.parse.subject(candidate.head)
        text = context.text[slice(*candidate.parse.subtree_span(noun))] if noun is not None else ""
        match = _EPISODE_SUBJECT.search(text)
        if noun is not None and re.search(r"\bfinale\b", text):
            return "finale", label
        if any(
            _LAST_EPISODE.search(context.text[slice(*candidate.parse.subtree_span(t))])
            for t in candidate.head.children
            if t.dep_ == "dobj"
        ):
            return "finale", label
        if noun is not None and noun.text.casefold() == "it" and _it_is_trailer(context, candidate):
            return "trailer", label
        if match and noun is not None and noun.text.casefold() in {"episode", "installment", "instalment"}:
            which = match["which"].casefold()
            if which in {"final", "last"}:
                return "finale", label
            if which != "first":
                return "other_release", f"{which} episode" if which not in {"a", "an", "one"} else "episode"
    return event, label


def _it_is_trailer(context: Context, candidate: Candidate) -> bool:
    """Whether "it" stands for a trailer named just before in the paragraph."""
    floor = max(context.article.blocks[candidate.sentence.block].start, candidate.start - 160)
    named = [m.end() for m in _TRAILER.finditer(context.text, floor, candidate.start)]
    works = [m.start for m in context.works.within(floor, candidate.start)]
    return bool(named) and (not works or named[-1] > works[-1])


def _decision(
    context: Context, candidate: Candidate, stance: Stance, windows: list[Window]
) -> tuple[list[Window], Window | None]:
    """Split the windows of a decision into the day it was taken and the day it points to."""
    published = context.article.published
    taken = [w for w in windows if published is None or (w.earliest or w.latest or published) <= published]
    ahead = [w for w in windows if w not in taken]
    if candidate.trigger.event == "cast":
        taken, ahead = (taken if stance.tense == "past" else []), []
    if stance.polarity == "-" or stance.modality in {"estimated", "speculated"}:
        return [], None
    if not taken:
        attached = {id(t) for t in candidate.times}
        chain = set(candidate.parse.chain(candidate.clause))
        for time in context.times_in(candidate.sentence.start, candidate.sentence.end):
            if id(time) in attached or time.window is None or time.role is not None:
                continue
            clause = candidate.parse.clause(candidate.parse.head_of(time.start, time.end))
            if (
                clause in chain
                and clause != candidate.clause
                and (published is None or (time.window.latest or dt.date.max) <= published)
            ):
                taken = [time.window]
                break
    returning = candidate.trigger.event == "renewal" and candidate.trigger.id.endswith(
        ("decide", "season-ordered")
    )
    if not taken and (day := _report_day(context, candidate)) is not None:
        taken = [day]
    return taken[:1], ahead[0] if ahead and returning else None


def _report_day(context: Context, candidate: Candidate) -> Window | None:
    """The day given with the verb of saying, when the news was told: "…, the network announced on Monday"."""
    published = context.article.published
    for time in context.times_in(candidate.sentence.start, candidate.sentence.end):
        if (
            time.window is not None
            and time.role is None
            and follows_report(context, time)
            and (published is None or (time.window.latest or dt.date.max) <= published)
        ):
            return time.window
    return None


def _moved(
    context: Context, candidate: Candidate, stance: Stance, subjects: list[Subject]
) -> Iterator[Claim]:
    move = read_move(context, candidate)
    for subject in subjects:
        if (
            move.event == "premiere" and stance.modality in {None, "asserted", "scheduled"}
        ) or move.new is None:
            decided = move.decided or _report_day(context, candidate)
            yield _claim(
                context,
                candidate,
                replace(stance, modality=stance.modality or "asserted"),
                subject,
                "delay",
                decided,
            )
        if stance.polarity == "-":
            continue
        if move.new is not None:
            modality: Modality = (
                stance.modality
                if stance.modality in {"estimated", "speculated", "conditional"}
                else "scheduled"
            )
            new = replace(stance, modality=modality, notes=tuple(dict.fromkeys((*stance.notes, "change"))))
            yield _claim(context, candidate, new, subject, move.event, move.new)
        if move.old is not None:
            old = replace(stance, polarity="-", modality="retracted", notes=("original plan",))
            yield _claim(context, candidate, old, subject, move.event, move.old)


def _claim(
    context: Context,
    candidate: Candidate,
    stance: Stance,
    subject: Subject,
    event: Event,
    window: Window | None,
    *,
    label: str | None = None,
) -> Claim:
    article = context.article
    start, end = _quote_span(context, candidate, window)
    as_of, explicit = read_as_of(context, candidate)
    attribution = read_attribution(context, candidate)
    value = _value(context, candidate, event, label)
    window = _ahead(window, stance, article.published)
    modality = stance.modality or _modality(stance, window, article.published)
    return _finish(
        Claim(
            id="",
            article=article.id,
            doc=article.doc,
            subject=subject,
            event=event,
            window=window,
            value=value,
            scope=read_scope(context, candidate),
            polarity=stance.polarity,
            modality=modality,
            condition=stance.condition if modality == "conditional" else None,
            attribution=attribution,
            as_of=as_of,
            as_of_explicit=explicit,
            quote=quote_of(article.text, start, end),
            confidence=_confidence(context, candidate, subject),
            outlet=article.outlet,
            published=article.published,
            notes=_notes(stance, event, window),
        )
    )


def _ahead(window: Window | None, stance: Stance, published: dt.date | None) -> Window | None:
    """A plan's date without a year lies ahead: where its inferred year does not, the next one is meant."""
    planned = stance.modality in {"scheduled", "estimated", "speculated"} or stance.tense == "future"
    if (
        window is None
        or published is None
        or window.basis != "year-inferred"
        or not planned
        or stance.polarity == "-"
    ):
        return window
    if window.latest is None or window.earliest is None or window.latest >= published:
        return window
    try:
        return replace(
            window,
            earliest=window.earliest.replace(year=window.earliest.year + 1),
            latest=window.latest.replace(year=window.latest.year + 1),
        )
    except ValueError:  # 29 February
        return window


def _finish(claim: Claim) -> Claim:
    return replace(claim, id=claim_id(claim))


def _modality(stance: Stance, window: Window | None, published: dt.date | None) -> Modality:
    """Asserted or scheduled, where no cue decides: by tense, then by the window's place before or after publication."""
    if stance.tense == "past" or window is None:
        return "asserted"
    if stance.tense == "future":
        return "scheduled"
    if published is not None and window.latest is not None and window.latest <= published:
        return "asserted"
    if published is None:
        return "scheduled" if stance.tense == "present" else "asserted"
    return (
        "scheduled"
        if (window.latest or dt.date.max) >= published and (window.earliest or published) >= published
        else "asserted"
    )


def _value(context: Context, candidate: Candidate, event: Event, label: str | None) -> Value | None:
    if event == "episode_count":
        return count_value(context, candidate)
    if event == "cast":
        return cast_value(context, candidate)
    if event == "production":
        return Value(status=candidate.trigger.status)
    return Value(label=label) if label else None


def _notes(stance: Stance, event: Event, window: Window | None) -> tuple[Note, ...]:
    notes = list(stance.notes)
    if (
        event == "premiere"
        and stance.polarity == "-"
        and stance.modality == "asserted"
        and window is None
        and "no date announced" not in notes
        and "availability" not in notes
        and stance.tense != "past"
    ):
        notes.append("no date announced")
    return tuple(notes)


def _quote_span(context: Context, candidate: Candidate, window: Window | None) -> tuple[int, int]:
    sentence, parse = candidate.sentence, candidate.parse
    if sentence.kind in {"title", "heading"}:
        return sentence.start, sentence.end
    start, end = parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    for time in candidate.times:
        if time.window is not None and (
            window is None or time.window.same_days(window) or len(candidate.times) == 1
        ):
            start, end = min(start, time.start), max(end, time.end)
    subject = parse.subject(candidate.head)
    if subject is not None:
        left, right = parse.subtree_span(subject)
        if left < start and right - left < 80 and start - left < 120:
            start = left
    start, end = max(start, sentence.start), min(end, sentence.end)
    text = context.text
    while end < sentence.end and text[end] in "”\"’'":
        end += 1
    return start, end


def _confidence(context: Context, candidate: Candidate, subject: Subject) -> float:
    score = 0.92
    sentence = candidate.sentence
    if not context.works.within(sentence.start, sentence.end):
        score -= 0.08
        if context.works.main is not None and subject.work != context.works.main:
            score -= 0.08
    if sentence.kind in {"title", "heading", "caption"}:
        score -= 0.1
    if len(context.works.mentions) < 2:
        score -= 0.07
    if sentence.end - sentence.start > 320:
        score -= 0.08
    return round(max(score, 0.3), 2)


def _with_clock(context: Context, claim: Claim, clocks: dict[int, dt.date]) -> Claim:
    if claim.as_of_explicit or not clocks:
        return claim
    for number, day in clocks.items():
        block = context.article.blocks[number]
        if block.start <= claim.quote.start < block.end and claim.window is None:
            return _finish(replace(claim, as_of=day, as_of_explicit=True))
    return claim


def row_claims(context: Context) -> Iterator[Claim]:
    """Claims of schedule rows."""
    article = context.article
    for row in iter_rows(context):
        work = _row_work(context, row)
        if work is None:
            continue
        season = (
            row.season
            if row.season is not None
            else next(
                (s for h in reversed(row.sentence.headings) for s in _season_of(h)),
                (context.works.headline_season or (None,))[0],
            )
        )
        polarity: Polarity = "+"
        attribution: Attribution | None = None
        yield _finish(
            Claim(
                id="",
                article=article.id,
                doc=article.doc,
                subject=Subject(work=work, kind="series", season=season),
                event=row.event,
                window=row.window,
                value=Value(label=row.label) if row.event != "premiere" else None,
                polarity=polarity,
                modality=_modality(Stance("+", None, tense="none"), row.window, article.published),
                attribution=attribution,
                as_of=article.published,
                quote=quote_of(article.text, row.sentence.start, row.end),
                confidence=0.8,
                outlet=article.outlet,
                published=article.published,
                notes=("episode",) if row.event == "other_release" and row.label.startswith("ep") else (),
            )
        )


def _row_work(context: Context, row: Row) -> str | None:
    for heading in reversed(row.sentence.headings):
        place = context.text.rfind(heading, 0, row.sentence.start)
        named = context.works.within(place, place + len(heading)) if place >= 0 else []
        if named:
            return named[0].work
    return context.works.main


def _season_of(heading: str) -> tuple[int, ...]:
    from dateline.extract.seasons import find_seasons

    return next((m.seasons for m in find_seasons(heading) if m.seasons), ())
