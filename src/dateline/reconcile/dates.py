"""Two claims that an event happens: whether their days agree, refine or exclude each other."""

from __future__ import annotations

from dateline.reconcile.levels import distance, items_meet, one_breath, shift, together, windows
from dateline.reconcile.verdict import Verdict, changed, close, later_of
from dateline.reconcile.views import FOREVER, View

__all__ = ["compare_counts", "compare_dates"]

_RECURRING = frozenset(("trailer", "other_release"))
"""Several of them belong to one season, so that two dates are two events unless both name the same item."""

_NEWS = frozenset(("future", "announcement"))
"""Decisions, which desks date by the day of the decision or by the day after."""

_SAME_ITEM_DAYS = 31
"""How far apart two reports of one trailer may date it before they are taken to mean two."""

_RESHOOT = 120
"""Days after a shoot from which a further start of filming means added scenes."""

_SEASON = 200
"""Days from which two first nights, or two last ones, may be those of two seasons."""

_FIRMNESS = {"guess": 0, "plan": 1, "fact": 2}


def compare_dates(a: View, b: View) -> Verdict | None:
    """Relate two views that both say the event happened or will."""
    if (a.flavour == "return") != (b.flavour == "return"):
        return None
    level = windows(a, b)
    if a.axis in ("cast", "announcement"):
        return _firmer(a, b)
    if level.outcome == "incomparable":
        return _firmer(a, b) if a.axis == "future" else None
    if level.outcome == "agree":
        return _firmer(a, b)
    if level.outcome in ("inside", "holds"):
        inner, outer = (a, b) if level.outcome == "inside" else (b, a)
        return _finer(inner, outer)
    if level.outcome == "overlap":
        return None
    return _clash(a, b)


def compare_counts(a: View, b: View) -> Verdict | None:
    """Relate two numbers of episodes."""
    if windows(a, b).outcome != "conflict":
        return None
    older, newer = later_of(a, b)
    reason = "no number satisfies both"
    if a.force == b.force == "guess":
        if a.voice == b.voice:
            return None if together(a, b) else Verdict("Q301", older, newer, reason)
        return Verdict("Q201", older, newer, reason)
    if "guess" in (a.force, b.force):
        return Verdict("Q301", older, newer, reason) if newer.firm and not together(a, b) else None
    if close(a, b) and not changed(a, b):
        return Verdict("Q101", older, newer, reason)
    return Verdict("Q301", older, newer, reason)


def _firmer(a: View, b: View) -> Verdict | None:
    if a.force == b.force or (together(a, b) and a.spoken == b.spoken):
        return None
    if a.axis == "cast" and not a.item:
        return None
    older, newer = later_of(a, b)
    if _FIRMNESS[newer.force] <= _FIRMNESS[older.force]:
        return None
    if a.axis == "future" and (older.force != "guess" or a.claim.event != "announcement"):
        return None
    if newer.force == "plan" and newer.axis in ("cast", "announcement", "future"):
        return None
    if older.claim.modality == "speculated" and newer.axis != "cast" and not newer.dated:
        return None
    if older.claim.modality == "speculated" and newer.axis in _NEWS:
        return Verdict("R202", older, newer, "what was open has been decided")
    return Verdict("D302", older, newer, "the later claim is firmer and keeps to what was expected")


def _finer(inner: View, outer: View) -> Verdict | None:
    if inner.axis in _RECURRING and not items_meet(inner, outer):
        return None
    if inner.axis in _RECURRING and inner.force == outer.force == "fact" and not inner.item:
        return None
    if together(inner, outer) and inner.force == outer.force == "fact" and inner.spoken == outer.spoken:
        return None
    return Verdict("D301", outer, inner, "the finer window lies inside the wider one")


def _clash(a: View, b: View) -> Verdict | None:
    if a.axis in _RECURRING and not _same_item(a, b):
        return None
    if one_breath(a, b):
        return None
    forces = {a.force, b.force}
    if forces == {"guess"}:
        return _rival_guesses(a, b)
    if "guess" in forces:
        return _guess_and_firm(*((a, b) if a.force == "guess" else (b, a)))
    if _unnamed_seasons(a, b):
        return None
    older, newer = later_of(a, b)
    if newer.noted("correction") and not together(a, b):
        return Verdict("R101", older, newer, "the later text corrects the earlier one")
    if forces == {"fact"}:
        return _two_facts(a, b)
    if forces == {"plan"}:
        return _two_plans(a, b)
    return _fact_and_plan(*((a, b) if a.force == "fact" else (b, a)))


def _rival_guesses(a: View, b: View) -> Verdict | None:
    older, newer = later_of(a, b)
    if together(a, b):
        if a.voice == b.voice and a.claim.attribution is not None:
            return None
        return Verdict("D201", older, newer, "two guesses, and no day satisfies both")
    if a.voice == b.voice or newer.noted("change"):
        return Verdict("R204", older, newer, "the same source revises its guess")
    if a.official or b.official:
        return Verdict("R203", older, newer, "a company's own expectation outweighs a guess")
    return Verdict("D201", older, newer, "two sources guess, and no day satisfies both")


def _guess_and_firm(guess: View, firm: View) -> Verdict | None:
    apart = shift(guess, firm)
    outside = "the firm date lies outside the guess"
    if together(guess, firm):
        if firm.force == "fact" and _over_before(firm, guess) and firm.season is not None:
            return Verdict("D103", guess, firm, "the text tells it as past, and guesses at a later day")
        if firm.official or firm.force == "fact" or guess.explicit:
            return Verdict("R203", guess, firm, outside)
        return Verdict("D202", guess, firm, "the text does not say which of the two holds")
    if apart is None:
        return None
    if apart >= 0:
        return Verdict("R203", guess, firm, outside)
    if firm.force == "plan" and guess.spoken is not None and (firm.hi < guess.spoken or changed(firm, guess)):
        return Verdict("R201", firm, guess, "the schedule had lapsed when the guess was made")
    past = firm.force == "fact" and firm.season == guess.season and _over_before(firm, guess)
    if past and not _unnamed_seasons(guess, firm):
        return Verdict("S204", firm, guess, "it had happened before the guess was made")
    return None


def _two_facts(a: View, b: View) -> Verdict | None:
    if a.axis == "future" and "announcement" in (a.claim.event, b.claim.event):
        return None
    if a.axis in _RECURRING and together(a, b):
        return None
    if (
        a.axis == "future"
        and a.side == "+"
        and (a.season is None or b.season is None or a.claim.event != b.claim.event)
    ):
        return None
    if a.axis in _NEWS and distance(a, b) <= 1:
        return None
    if a.axis == "trailer" and distance(a, b) > _SAME_ITEM_DAYS:
        return None
    if a.claim.subject.kind == "series" and a.season is None and (together(a, b) or _a_season_apart(a, b)):
        return None
    older, newer = later_of(a, b)
    return Verdict("D101", older, newer, "both tell of the past, and no day satisfies both")


def _a_season_apart(a: View, b: View) -> bool:
    """Whether two nights without a season lie so far apart that each may be that of another season."""
    return a.axis in ("premiere", "finale") and distance(a, b) > _SEASON


def _two_plans(a: View, b: View) -> Verdict:
    older, newer = later_of(a, b)
    if close(a, b) and not changed(a, b):
        return Verdict("D102", older, newer, "both are schedules of one time, and no day satisfies both")
    if changed(a, b):
        return Verdict("R201", older, newer, "the later text reports the change")
    return Verdict("R201", older, newer, "the later schedule replaces the earlier one")


def _fact_and_plan(fact: View, plan: View) -> Verdict | None:
    apart = shift(plan, fact)
    if apart is None:
        return None
    if changed(fact, plan):
        return Verdict("R201", plan, fact, "the text reports the change")
    if together(fact, plan):
        if plan.explicit and plan.spoken is not None and plan.spoken < fact.lo:
            return Verdict("R201", plan, fact, "the plan is told as of an earlier day")
        if _over_before(fact, plan) or plan.hi < fact.lo:
            return Verdict("D103", plan, fact, "the text tells it as past and as still to come")
        return None
    if apart < 0:
        if plan.axis in ("filming_start", "filming_end") and distance(fact, plan) > _RESHOOT:
            return None
        if plan.hi == FOREVER and plan.axis == "premiere":
            return None
        if plan.lo > fact.hi and plan.spoken is not None and plan.spoken >= fact.hi:
            return Verdict("D103", fact, plan, "it had happened before it was scheduled")
        return None
    if apart <= 2:
        return Verdict(
            "D103", plan, fact, "days apart, it is told as past and as still to come on another day"
        )
    return Verdict("R201", plan, fact, "it happened on another day than planned")


def _over_before(fact: View, ahead: View) -> bool:
    """Whether the event was over when the other statement, which puts it later, was made."""
    return ahead.lo > fact.hi and (ahead.spoken is None or ahead.spoken >= fact.hi)


def _same_item(a: View, b: View) -> bool:
    if not items_meet(a, b) or any(v.noted("episode") and not any(map(str.isdigit, v.item)) for v in (a, b)):
        return False
    return bool(a.item) or (a.axis == "trailer" and "fact" not in (a.force, b.force))


def _unnamed_seasons(a: View, b: View) -> bool:
    """Whether one is the past of a series and the other its future, and neither says of which season."""
    if a.season is not None or b.season is not None or a.claim.subject.kind not in ("series", "work"):
        return False
    return a.force != b.force or a.flavour != b.flavour
