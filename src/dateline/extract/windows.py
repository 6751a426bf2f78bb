"""Which of a candidate's dates its claim holds, and which is only the day it was told."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from dateline.extract.attach import follows_report
from dateline.extract.casting import cast_day
from dateline.extract.context import Candidate, Context
from dateline.extract.decided import decision_windows, told_day
from dateline.extract.stance import Stance
from dateline.extract.times import TimeExpression
from dateline.window import Window

__all__ = ["ahead", "claimed_windows", "replaced", "report_day", "run_of", "split_decision"]

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_LISTED = re.compile(
    r"[\s,;/&()–-]*(?:(?:and|or|then|i\.e\.|that is|namely)[\s,]*)?"
    r"(?:(?:in|across|to)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?[\s,]*|(?:here|there|elsewhere|worldwide)[\s,]*(?:and[\s,]*)?)?"
    r"(?:on|in|from|during)?\s*"
)
_FROM = re.compile(r"(?:from|starting|beginning|commencing|as of|kicking off)\b", re.IGNORECASE)
_RUNS = re.compile(r"(?:air|r[au]n|broadcast|show|stream|play|screen)", re.IGNORECASE)
_NOT = re.compile(
    r"[\s,;–—(]*(?:(?:and\s+|but\s+)?not|rather than|instead of)\s+(?:on|in|until|from)?\s*(?:the\s+)?"
)
_MONTH = re.compile(
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)"
)
_MONTHS = tuple(month.casefold() for month in calendar.month_name)


def claimed_windows(context: Context, candidate: Candidate) -> list[Window]:
    """The windows of a candidate's own dates, without those that only restate a finer one."""
    times = _coordinated(
        context,
        [t for t in _own_times(candidate) if t.window is not None and t.role is None],
        candidate,
    )
    windows: list[Window] = []
    for time in times:
        if len(time.members) > 1 and _distributes(context, candidate, time):
            windows.extend(time.members)
        elif time.window is not None:
            # "From August 14" names the day of the release; it goes on being out.
            starts = time.window.latest is None and time.core is not None and _FROM.match(time.text)
            windows.append(time.core if starts and time.core is not None else time.window)
    kept: list[Window] = []
    for window in windows:
        finer = [w for w in windows if w is not window and window.contains(w) and not w.same_days(window)]
        if not finer and not any(w.same_days(window) for w in kept):
            kept.append(window)
    return kept


def run_of(context: Context, candidate: Candidate) -> tuple[Window, Window] | None:
    """First and last day of a run: "aired from April to June", "was shown between 2 May and 6 June"."""
    if not _RUNS.match(candidate.head.text) or candidate.is_noun:
        return None
    for time in candidate.times:
        if (
            len(time.members) == 2
            and time.start >= candidate.start
            and time.members[0].before(time.members[1])
        ):
            words = context.text[time.start : time.end]
            if re.search(r"\b(?:to|and|through|until|till)\b|[-–—]", words) and not re.search(
                r"\bor\b", words
            ):
                return time.members[0], time.members[1]
    return None


def replaced(context: Context, candidate: Candidate, windows: list[Window]) -> Window | None:
    """The plan that a new date displaces: "in May, not April", "on the 20th rather than December 6"."""
    if len(windows) != 1 or windows[0].latest is None or windows[0].earliest is None:
        return None
    new = windows[0]
    end = max(
        (t.end for t in candidate.times if t.window is not None and t.window.same_days(new)), default=None
    )
    lead = _NOT.match(context.text, end, candidate.sentence.end) if end is not None else None
    if lead is None:
        return None
    for time in context.times_in(lead.start(), candidate.sentence.end):
        if time.start > lead.end():
            break
        if time.window is not None and time.end > lead.end():
            return _in_year_of(time.core or time.window, new)
    month = _MONTH.match(context.text, lead.end(), candidate.sentence.end)
    if month is None:
        return None
    first = dt.date(windows[0].earliest.year, _MONTHS.index(month["month"].casefold()), 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return Window(earliest=first, latest=last, granularity="month", basis="year-inferred", text=month.group())


def _in_year_of(old: Window, new: Window) -> Window:
    """A date without a year in the year of the date that it is set against."""
    if old.basis != "year-inferred" or old.earliest is None or old.latest is None or new.earliest is None:
        return old
    shift = new.earliest.year - old.earliest.year
    try:
        return replace(
            old,
            earliest=old.earliest.replace(year=old.earliest.year + shift),
            latest=old.latest.replace(year=old.latest.year + shift),
        )
    except ValueError:  # 29 February
        return old


def _refused(candidate: Candidate, stance: Stance) -> bool:
    """“Declined to renew", "will not return": a decision with a day of its own, not the lack of one."""
    if "not_yet" in stance.cues:
        return False
    head = candidate.head
    return stance.tense == "future" or (head.dep_ == "xcomp" and head.head.tag_ in {"VBD", "VBN"})


def _own_times(candidate: Candidate) -> list[TimeExpression]:
    """The candidate's times, of a decision without those that date something else in its sentence."""
    if candidate.trigger.event in {"renewal", "cancellation", "announcement"}:
        return decision_windows(candidate)
    return candidate.times


def _coordinated(context: Context, times: list[TimeExpression], candidate: Candidate) -> list[TimeExpression]:
    """The time nearest the trigger with those listed beside it: a date farther off dates something else."""
    if len(times) < 2:
        return times
    nearest = min(times, key=lambda t: (_farness(context, candidate, t), t.start))
    kept = [nearest]
    for time in sorted(times, key=lambda t: abs(t.start - nearest.start)):
        if time is nearest:
            continue
        if any(
            _LISTED.fullmatch(context.text[min(time.end, k.end) : max(time.start, k.start)]) for k in kept
        ):
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def _farness(context: Context, candidate: Candidate, time: TimeExpression) -> int:
    """How far a time stands from the trigger's last word, in code points; a comma between adds to it."""
    if time.start >= candidate.end:
        return time.start - candidate.end
    if time.start >= candidate.start:
        return max(candidate.end - time.end, 0)
    gap = context.text[time.end : candidate.start]
    return len(gap) + (20 if gap.lstrip().startswith(",") else 0)


def _distributes(context: Context, candidate: Candidate, time: TimeExpression) -> bool:
    """Whether the items of a list of dates belong to items of a list of works or seasons."""
    rest = context.text[time.end : time.end + 16].casefold()
    if "respectively" in rest:
        return True
    seasons = [
        s for m in context.seasons_in(candidate.sentence.start, candidate.sentence.end) for s in m.seasons
    ]
    return len(seasons) == len(time.members) and not re.search(r"\bor\b", time.text)


def split_decision(
    context: Context, candidate: Candidate, stance: Stance, windows: list[Window]
) -> tuple[list[Window], Window | None]:
    """Split the windows of a decision into the day it was taken and the day it points to."""
    published = context.article.published
    taken = [w for w in windows if published is None or (w.earliest or w.latest or published) <= published]
    ahead = [w for w in windows if w not in taken]
    if candidate.trigger.id == "renewal.decide":
        # "Returned for its third season in May": the day is the premiere's, unless it is that of the report.
        told = [t.window for t in candidate.times if t.window is not None and follows_report(context, t)]
        taken, ahead = [w for w in taken if w in told], [w for w in windows if w not in told]
    if candidate.trigger.event == "cast":
        day = cast_day(context, candidate) if stance.modality == "asserted" else None
        return ([day] if day is not None else []), None
    denied = stance.polarity == "-" and not _refused(candidate, stance)
    if denied or stance.modality in {"estimated", "speculated"} or "undecided" in stance.notes:
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
    if not taken and candidate.trigger.event in {"renewal", "cancellation", "announcement"}:
        day = report_day(context, candidate) or told_day(context, candidate, stance)
        taken = [day] if day is not None else []
    elif not taken and (day := report_day(context, candidate)) is not None:
        taken = [day]
    return taken[:1], ahead[0] if ahead and returning else None


def report_day(context: Context, candidate: Candidate) -> Window | None:
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


def ahead(
    window: Window | None, stance: Stance, published: dt.date | None, *, release: bool = False
) -> Window | None:
    """A plan's date without a year lies ahead: where its inferred year does not, the next one is meant."""
    planned = stance.modality in {"scheduled", "estimated", "speculated"} or stance.tense == "future"
    planned = planned or (release and stance.tense == "present")  # "opens on June 29"
    if release and not planned and stance.tense == "none" and window and window.latest and published:
        planned = (published - window.latest).days > 183  # "in theaters March 29"
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
    if _WEEKDAY.search(window.text) and not re.search(r"\d", window.text):
        # "The first Monday of June" falls on another date each year, but on a Monday.
        year = dt.timedelta(weeks=52)
        return replace(window, earliest=window.earliest + year, latest=window.latest + year)
    try:
        return replace(
            window,
            earliest=window.earliest.replace(year=window.earliest.year + 1),
            latest=window.latest.replace(year=window.latest.year + 1),
        )
    except ValueError:  # 29 February
        return window
