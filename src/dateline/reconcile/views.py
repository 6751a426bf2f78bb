"""Claims as the reconciler sees them: each laid on the axis of the question it answers.

"Renewed for a third season" and "ends after its second" answer one question: is there a third season?
"Production is under way" answers whether filming has started and whether it has ended. A `View` is one claim
on one such axis, with its days as ordinals, so that comparing two views is a handful of integer comparisons.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dateline.model import Claim, Event, Note
from dateline.titles import fold_title as work_key

__all__ = [
    "AHEAD",
    "FOREVER",
    "NEVER",
    "Axis",
    "Flavour",
    "Force",
    "View",
    "fold",
    "person_key",
    "project",
    "work_key",
]

NEVER = 0
"""Ordinal that stands for an open start."""
FOREVER = 4_000_000
"""Ordinal that stands for an open end."""

Axis = Literal[
    "premiere",
    "finale",
    "filming_start",
    "filming_end",
    "trailer",
    "other_release",
    "announcement",
    "future",
    "cast",
    "episode_count",
]
Force = Literal["fact", "plan", "guess", "weak", "void"]
"""How firmly a claim stands: happened or decided; planned; guessed; too weak to judge by; withdrawn."""

Flavour = Literal[
    "", "no-date", "undecided", "cancelled", "not-cancelled", "moved", "under way", "available", "return"
]

_FORCE: dict[str, Force] = {
    "asserted": "fact",
    "scheduled": "plan",
    "estimated": "guess",
    "speculated": "guess",
    "conditional": "weak",
    "retracted": "void",
}
_WITHDRAWN: frozenset[Note] = frozenset(("reported wrong", "denial", "correction"))
_WEAK = 0.35
"""Claims less sure than this are kept for the outlook alone: weak evidence never makes a finding."""

AHEAD = 31
"""Days by which a text may date an event after itself and still be taken at its word: pages are updated."""

_NOT_WORD = re.compile(r"[\W_]+")
_SELF_FREE: frozenset[Event] = frozenset(
    ("premiere", "finale", "filming_start", "filming_end", "trailer", "other_release")
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, punctuation or runs of space: ``"Café  Zoë!" -> "cafe zoe"``."""
    plain = (
        unicodedata.normalize("NFKD", text).casefold().replace("&", " and ").replace("’", "").replace("'", "")
    )
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """A name without spacing, with the commonest doublings of romanised names levelled (-hoo, -hu)."""
    letters = fold(name).replace(" ", "").replace("oo", "u")
    return re.sub(r"(.)\1+", r"\1", letters)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One claim on one axis. Days are proleptic ordinals; `NEVER` and `FOREVER` are open ends."""

    claim: Claim
    axis: Axis
    season: int | None
    side: Literal["+", "-"]
    force: Force
    flavour: Flavour
    lo: int
    hi: int
    dated: bool
    """Whether `lo` and `hi` say anything (for counts: whether there is a number)."""
    spoken: int | None
    """The day the statement speaks from."""
    item: str
    """What distinguishes several such events of one season: the person, the trailer, the release; else
    empty.
    """
    work: str

    voice: str
    """Who answers for the claim: the named source, else the outlet, else the article."""
    outlet: str
    """The outlet's name, folded; empty when unknown."""
    places: frozenset[str]
    platforms: frozenset[str]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for claims that say the same of the same thing, whoever says it and when."""
        subject, scope = self.claim.subject, self.claim.scope
        return (
            self.item,
            self.side,
            self.force,
            self.flavour,
            self.lo if self.dated else -1,
            self.hi if self.dated else -1,
            subject.part or 0,
            subject.episode or "",
            scope.territory or "",
            scope.platform or "",
            self.withdrawn,
        )

    @property
    def explicit(self) -> bool:
        """Whether the text itself dates the statement."""
        return self.claim.as_of_explicit

    @property
    def firm(self) -> bool:
        """Whether the claim is given as fact or schedule."""
        return self.force in ("fact", "plan")

    @property
    def official(self) -> bool:
        """Whether a company speaks: the one kind of source that decides."""
        return self.claim.attribution is not None and self.claim.attribution.kind == "company"

    @property
    def withdrawn(self) -> bool:
        """Whether the text calls the claim wrong, rather than a plan that was replaced."""
        return self.force == "void" and not _WITHDRAWN.isdisjoint(self.claim.notes)

    def noted(self, *notes: Note) -> bool:
        """Whether the extractor left one of `notes` on the claim."""
        return not set(notes).isdisjoint(self.claim.notes)


def project(claim: Claim) -> Iterator[View]:
    """Lay a claim on every axis it bears on."""
    event, subject = claim.event, claim.subject
    if event in _SELF_FREE:
        yield from _release(claim)
    elif event in ("renewal", "cancellation") or (event == "announcement" and subject.kind != "series"):
        yield _future(claim)
    elif event == "announcement":
        yield _view(claim, "announcement", side=claim.polarity)
    elif event == "delay":
        if "production_halt" not in claim.notes and claim.polarity == "+" and _force(claim) == "fact":
            day = claim.window.latest if claim.window and claim.window.latest else None
            yield _view(claim, "premiere", side="-", flavour="moved", dated=False, spoken=day)
    elif event == "cast":
        yield from _cast(claim)
    elif event == "episode_count":
        yield _count(claim)
    elif (
        event == "production" and claim.value and claim.value.status == "under way" and claim.polarity == "+"
    ):
        yield _view(claim, "filming_start", side="+", flavour="under way", dated=False)
        yield _view(claim, "filming_end", side="-", flavour="under way", dated=False)
    elif event == "production" and claim.value and claim.value.status == "halted" and claim.polarity == "+":
        yield _view(claim, "filming_end", side="-", dated=False)
    elif event == "production" and claim.polarity == "-":
        yield _view(claim, "filming_start", side="-", dated=False)


def _release(claim: Claim) -> Iterator[View]:
    flavour: Flavour = ""
    if claim.polarity == "-" and ("no date announced" in claim.notes or "undecided" in claim.notes):
        flavour = "no-date"
    elif "availability" in claim.notes and claim.event in ("premiere", "other_release"):
        flavour = "available"
    elif "return" in claim.notes or "resumed" in claim.notes:
        flavour = "return"
    item = ""
    if claim.event in ("trailer", "other_release") and claim.value:
        item = fold(str(claim.value))
    yield _view(claim, claim.event, side=claim.polarity, flavour=flavour, item=item)  # type: ignore[arg-type]


def _future(claim: Claim) -> View:
    season = claim.subject.season
    if claim.event == "cancellation":
        if season is not None and "ends_after" in claim.notes:
            season += 1
        ends = claim.polarity == "+" or _force(claim) == "void"
        return _view(
            claim,
            "future",
            side="-" if ends else "+",
            flavour="cancelled" if ends else "not-cancelled",
            season=season,
        )
    undecided = claim.polarity == "-" and not {"undecided", "no date announced"}.isdisjoint(claim.notes)
    side = "+" if _force(claim) == "void" else claim.polarity
    return _view(claim, "future", side=side, flavour="undecided" if undecided else "", season=season)


def _cast(claim: Claim) -> Iterator[View]:
    value = claim.value
    names = value.names if value else ()
    for name in names:
        yield _view(claim, "cast", side=claim.polarity, item=person_key(name))
    if not names or claim.polarity == "+":
        yield _view(claim, "cast", side=claim.polarity, item="")


def _count(claim: Claim) -> View:
    value = claim.value
    known = value is not None and (value.low is not None or value.high is not None) and claim.polarity == "+"
    low = value.low if known and value and value.low is not None else NEVER
    high = value.high if known and value and value.high is not None else FOREVER
    item = fold(value.label) if value and value.label else ""
    return _view(claim, "episode_count", side=claim.polarity, item=item, days=(low, high), dated=known)


def _force(claim: Claim) -> Force:
    if claim.confidence < _WEAK:
        return "weak"
    withdraws = claim.modality == "retracted" or claim.polarity == "-"
    if withdraws and not _WITHDRAWN.isdisjoint(claim.notes):
        return "void"
    if claim.modality == "asserted" and _far_ahead(claim):
        return "plan"
    if "original plan" in claim.notes and (claim.polarity == "-" or claim.modality == "retracted"):
        return "void"
    return _FORCE[claim.modality]


def _far_ahead(claim: Claim) -> bool:
    """Whether a claim worded as fact lies so far after its article that it can only be a plan."""
    if claim.published is None or claim.window is None or claim.window.earliest is None:
        return False
    return (claim.window.earliest - claim.published).days > AHEAD


def _view(
    claim: Claim,
    axis: Axis,
    *,
    side: Literal["+", "-"],
    flavour: Flavour = "",
    item: str = "",
    season: int | None = None,
    dated: bool | None = None,
    days: tuple[int, int] | None = None,
    spoken: dt.date | None = None,
) -> View:
    window, force = claim.window, _force(claim)
    if days is None:
        days = (
            window.earliest.toordinal() if window and window.earliest else NEVER,
            window.latest.toordinal() if window and window.latest else FOREVER,
        )
    if dated is None:
        dated = window is not None and days != (NEVER, FOREVER)
    day = spoken or claim.as_of or claim.published
    if force == "void" and axis != "future":
        leaving = axis == "cast" and claim.value is not None and claim.value.status == "leaves"
        side = "-" if leaving else "+"
    if axis != "future" and season is None:
        season = None if claim.subject.kind == "film" else claim.subject.season
    return View(
        claim=claim,
        axis=axis,
        season=season,
        side=side,
        force=force,
        flavour=flavour,
        lo=days[0] if dated else NEVER,
        hi=days[1] if dated else FOREVER,
        dated=dated,
        spoken=day.toordinal() if day else None,
        item=item,
        work=work_key(claim.subject.work),
        voice=fold(claim.attribution.name if claim.attribution else claim.outlet or claim.article),
        outlet=fold(claim.outlet or ""),
        places=_names(claim.scope.territory),
        platforms=_names(claim.scope.platform),
    )


_NOWHERE: frozenset[str] = frozenset()


def _names(text: str | None) -> frozenset[str]:
    if not text:
        return _NOWHERE
    return frozenset(part for part in (fold(p) for p in text.split(";")) if part)


def in_order(views: Iterable[View]) -> list[View]:
    """Sort views by day spoken, then by claim, so that no result depends on the order of the input."""
    return sorted(views, key=lambda v: (v.spoken or 0, v.claim.published or dt.date.min, v.claim.id))
