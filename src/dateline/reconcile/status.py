"""One claim that it is so, one that it is not: what the days they speak from make of it."""

from __future__ import annotations

from dateline.reconcile.levels import one_sentence, shift, together
from dateline.reconcile.verdict import SOON, Verdict, changed, close, later_of
from dateline.reconcile.views import NEVER, View

__all__ = ["compare_status"]

_DECIDED = frozenset(("future", "announcement", "cast"))
"""Axes whose claims are decisions: a schedule of one ("will return") is the decision itself."""

_COMEBACK = 365
"""Days after an exit within which a return would be told as news, and a mere listing is a leftover."""

_STALE_LOOSE = 60
"""Days within which a text that names no season still means the one another text names."""


def compare_status(plus: View, minus: View) -> Verdict | None:
    """Relate a view that affirms with one that denies or leaves open."""
    if minus.flavour == "moved":
        return _moved(plus, minus)
    if minus.flavour == "no-date":
        return _no_date(plus, minus)
    if minus.axis == "episode_count":
        return None
    if minus.dated and minus.axis not in _DECIDED:
        return _ruled_out(plus, minus)
    if plus.force == "guess" or minus.force == "guess":
        return _odds(plus, minus)
    if plus.force != "fact" and plus.axis not in _DECIDED:
        return _unmet(plus, minus)
    if plus.force == "plan" and plus.dated and minus.spoken is not None and plus.lo > minus.spoken:
        return None
    if minus.axis == "cast":
        return _cast(plus, minus)
    if minus.flavour == "cancelled":
        if plus.flavour == "not-cancelled":
            return _event_and_not_yet(minus, plus)
        return _decisions(plus, minus)
    return _event_and_not_yet(plus, minus)


def _unmet(plan: View, not_yet: View) -> Verdict | None:
    """A plan whose days had passed when a later text says 'not yet'."""
    if not plan.dated or not_yet.spoken is None or plan.hi >= not_yet.spoken or together(plan, not_yet):
        return None
    return Verdict("R202", plan, not_yet, "the day passed, and it had not happened")


def _code(event: View, other: View) -> str:
    if "under way" in (event.flavour, other.flavour):
        return "S103"
    return "S102" if event.axis == "future" else "S101"


def _event_and_not_yet(event: View, not_yet: View) -> Verdict | None:
    """An event, and a state that it ends: 'not yet', 'undecided', 'not cancelled'."""
    spoken = not_yet.spoken
    if together(event, not_yet):
        if event.noted("change") or not_yet.noted("change"):
            return Verdict("R202", not_yet, event, "the text reports the change")
        if not_yet.explicit and spoken is not None:
            before = _speaks_before(event, spoken)
            if before is None:
                return None
            if before and not_yet.claim.attribution is not None:
                return Verdict("R202", not_yet, event, "the text tells how things stood before")
            if before:
                return Verdict("S202", not_yet, event, "the passage speaks from before the event")
        if event.explicit and not not_yet.explicit and not_yet.axis == "future":
            return None
        return Verdict(_code(event, not_yet), not_yet, event, "both stand in one text, as of one time")
    if spoken is None or (event.spoken is None and not event.dated):
        return None
    since = _since(event, spoken)
    if since is None:
        return None
    if since < 0:
        if _looks_back(not_yet, event):
            return None
        return Verdict("R202", not_yet, event, "the later claim tells what has happened since")
    if not_yet.noted("change") and event.axis in _DECIDED:
        return Verdict("R202", event, not_yet, "the later text reports the change")
    if since > _STALE_LOOSE and event.season != not_yet.season:
        return None
    if since >= 2:
        return Verdict("S201", event, not_yet, "the event lies before the day the other text speaks from")
    return Verdict(_code(event, not_yet), event, not_yet, "both speak of one time")


def _looks_back(not_yet: View, event: View) -> bool:
    """Whether a later text recalls how things stood before the event."""
    published = not_yet.claim.published
    if not not_yet.explicit or published is None or event.spoken is None:
        return False
    return published.toordinal() >= event.spoken


def _since(event: View, spoken: int) -> int | None:
    """Days from the event to the day a 'not yet' speaks from: negative when it spoke before the event.

    A window that holds this day leaves open which came first; then the days of the two texts decide.
    """
    if event.dated and event.lo != NEVER:
        if spoken < event.lo:
            return spoken - event.lo
        if spoken > event.hi:
            return spoken - event.hi
    if event.spoken is None:
        return None
    return spoken - event.spoken


def _speaks_before(event: View, spoken: int) -> bool | None:
    """Whether a passage speaks from before the event; None when the text leaves open when that was.

    "As of March it had not begun" beside "it is under way" is how a text tells a story: nothing was left
    standing.
    """
    if event.dated and event.lo != NEVER:
        return spoken < event.lo
    if event.axis == "future":
        return event.spoken is None or spoken < event.spoken
    return False if event.spoken is not None and spoken >= event.spoken else None


def _decisions(yes: View, no: View) -> Verdict | None:
    """An order and a cancellation: two events, which may follow each other."""
    if one_sentence(yes, no):
        return None
    if together(yes, no) and no.season is None and yes.season is not None and no.firm:
        return Verdict("R202", no, yes, "the text tells of the end, and of what undid it")
    if yes.dated and no.dated and yes.lo != NEVER and no.lo != NEVER:
        if no.hi < yes.lo:
            return Verdict("R202", no, yes, "the order came after the end was told")
        if yes.hi < no.lo:
            return None if together(yes, no) else Verdict("R202", yes, no, "the end came after the order")
        if yes.hi - yes.lo > SOON or no.hi - no.lo > SOON:
            return None
    older, newer = later_of(yes, no)
    if together(yes, no) and (yes.explicit or no.explicit) and yes.spoken != no.spoken:
        return Verdict("R202", older, newer, "the text tells them as of different days")
    if changed(yes, no):
        return Verdict("R202", older, newer, "the later text reports the change")
    if close(yes, no):
        return Verdict("S102", older, newer, "both speak of one time")
    if shift(yes, no) is None:
        return None
    return Verdict("R202", older, newer, "enough time lies between them for a change")


def _cast(plus: View, minus: View) -> Verdict | None:
    if not plus.item:
        return _nobody(plus, minus)
    older, newer = later_of(plus, minus)
    if changed(plus, minus):
        return Verdict("W201", older, newer, "the later text reports the change")
    if close(plus, minus):
        return Verdict("W101", older, newer, "both speak of one time")
    apart = shift(minus, plus)
    if apart is None:
        return None
    if SOON < apart <= _COMEBACK:
        return Verdict("W202", minus, plus, "the exit had been told, and no return since")
    return Verdict("W201", older, newer, "enough time lies between them for a change")


def _nobody(plus: View, minus: View) -> Verdict | None:
    returning = ("returns", "stays")
    one, two = plus.claim.value, minus.claim.value
    apart = shift(plus, minus)
    if apart is not None and apart < 0 and not together(plus, minus):
        return Verdict("W201", minus, plus, "casting was announced since")
    if not (one and one.status in returning) or (two and two.status not in (*returning, None)):
        return None
    older, newer = later_of(plus, minus)
    if together(plus, minus) and not changed(plus, minus):
        return Verdict("W103", minus, plus, "both stand in one text")
    if apart is None:
        return None
    return Verdict("W103", older, newer, "returns had been announced before") if apart <= SOON else None


def _odds(plus: View, minus: View) -> Verdict | None:
    older, newer = later_of(plus, minus)
    if plus.force == minus.force:
        if plus.axis not in ("future", "announcement") or minus.flavour == "undecided":
            return None
        if "speculated" in (plus.claim.modality, minus.claim.modality):
            return None
        return (
            None
            if plus.voice == minus.voice
            else Verdict("S301", older, newer, "the forecasts exclude each other")
        )
    firm = plus if plus.force != "guess" else minus
    guess = minus if firm is plus else plus
    if firm.axis == "cast" and firm is minus and guess.claim.modality == "estimated" and plus.item:
        return Verdict("W201", guess, firm, "the decision went the other way") if newer is firm else None
    if (
        firm.axis not in ("future", "announcement")
        or guess.claim.modality != "estimated"
        or together(plus, minus)
    ):
        return None
    if newer is firm and shift(guess, firm) and firm.flavour != "undecided":
        return Verdict("R203", guess, firm, "the decision went the other way")
    return None


def _no_date(plus: View, minus: View) -> Verdict | None:
    if not (plus.firm and plus.dated) or plus.lo == NEVER:
        return None
    width = plus.hi - plus.lo + 1
    hearsay = plus.claim.attribution is not None and not plus.official and plus.voice != minus.voice
    if together(plus, minus):
        if (
            hearsay
            or width > SOON
            or plus.force == "fact"
            or changed(plus, minus)
            or plus.season is None
            or plus.item != minus.item
        ):
            return None
        return Verdict("S203", minus, plus, "the same text gives the date")
    apart = shift(minus, plus)
    if apart is None or width > 31:
        return None
    if apart >= 0:
        return Verdict("R202", minus, plus, "a date was given since")
    if minus.noted("change"):
        return Verdict("R201", plus, minus, "the date was taken off the calendar")
    if (
        plus.force == "plan"
        and not hearsay
        and width <= SOON
        and minus.spoken is not None
        and plus.hi >= minus.spoken
    ):
        return Verdict("S203", plus, minus, "the date had been given before")
    return None


def _ruled_out(plus: View, minus: View) -> Verdict | None:
    if not plus.dated or not (minus.lo <= plus.lo and plus.hi <= minus.hi):
        return None
    older, newer = later_of(plus, minus)
    if plus.force == minus.force == "guess":
        if plus.voice == minus.voice:
            return None
        return Verdict("D201", older, newer, "one source rules out the days the other guesses")
    if "guess" in (plus.force, minus.force):
        firm_last = newer.force != "guess" and not together(plus, minus)
        if firm_last:
            return Verdict("R203", older, newer, "the guess was ruled out since")
        apart = shift(plus, minus)
        rivals = plus.force == "guess" and apart is not None and abs(apart) <= _STALE_LOOSE
        if rivals and plus.voice != minus.voice and not (plus.official or minus.official):
            return Verdict("D201", older, newer, "one source rules out the days the other expects")
        return None
    if shift(plus, minus) is None:
        return None
    if close(plus, minus) and not changed(plus, minus):
        return Verdict("D104", older, newer, "one text rules out every day the other allows")
    return Verdict("R201", older, newer, "the later text gives other days")


def _moved(plus: View, minus: View) -> Verdict | None:
    """A postponement against the plan it hit; what replaced the plan is told by other claims."""
    if together(plus, minus) or plus.force != "plan":
        return None
    apart = shift(plus, minus)
    if apart is None or apart < 0 or (plus.dated and minus.spoken is not None and plus.hi < minus.spoken):
        return None
    named = plus.claim.attribution is not None and minus.claim.attribution is not None
    if named and plus.voice == minus.voice and apart <= 2 * SOON:
        return Verdict("R104", plus, minus, "the same source takes its plan back within days")
    return Verdict("R201", plus, minus, "the release was put off")
