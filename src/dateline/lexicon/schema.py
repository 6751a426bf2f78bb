"""What a lexicon file may hold. Every entry carries the examples that prove it; the test suite runs them."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.model import Event, Note

__all__ = [
    "Cue",
    "CueCategory",
    "Examples",
    "Label",
    "LexiconFile",
    "Names",
    "Need",
    "Reads",
    "Trigger",
    "WordSet",
]

Need = Literal[
    "time",
    "negation",
    "time-or-negation",
    "modal",
    "season",
    "next-season",
    "final-season",
    "season-count",
    "season-subject",
    "work",
    "work-decided",
    "work-object",
    "work-dropped",
    "show-over",
    "titled-work",
    "further-film",
    "landed-work",
    "new-work",
    "work-or-release",
    "platform",
    "release-verb",
    "shown",
    "names",
    "cast-names",
    "cast-frame",
    "casting",
    "not-announced",
    "count",
    "count-change",
    "trailer-shown",
    "filming",
    "shoots",
    "wraps",
    "is-wrapped",
    "dated",
    "placed",
    "intransitive",
    "no-date",
    "to-date",
    "range",
]
"""What else the sentence must hold before a trigger counts.

``time``: a date attached to the trigger; ``negation``: a negated clause; ``modal``: a plan or guess rather
than a past event; ``season``: a season named; ``next-season``: an ordered season as the thing given;
``final-season``: a season said to be the last; ``season-count``: a number of seasons; ``season-subject``: a
season as what is said to come or end; ``work``: a work or season as its argument; ``work-decided``: a work
renewed or ended, or just spoken of; ``work-object``: a work as the very object; ``work-dropped``: the same
of a verb that also releases things; ``show-over``: a work as the subject; ``titled-work``: a work in the
clause; ``further-film``: a further film as the thing made; ``landed-work``: a work picked up and described;
``new-work``: a sequel, spin-off, film or series as the thing announced; ``work-or-release``: a work, season
or release as the thing moved; ``platform``: a platform as the goal; ``release-verb``: a verb of publishing
in the clause; ``shown``: a verb of airing, setting or dating above a noun; ``names``: people;
``cast-names``: people or "cast members"; ``cast-frame``: a role, season or work that they join, leave or
return to; ``casting``: people who join, leave or return to a work, a role or a cast; ``not-announced``: the
negated announcement of it; ``count``: a number of episodes of a season or work; ``count-change``: a new
number for an order; ``trailer-shown``: a trailer as what is published; ``filming``: a shoot as the subject
of the verb; ``shoots``: a work or season as what is filmed; ``wraps``: one whose filming is over;
``is-wrapped``: one that is said to be so; ``dated``: a date to come right beside it; ``placed``: a work as
what is put on the date that follows; ``intransitive``: no object; ``no-date``: a date said to be missing;
``to-date``: a move that goes to a day, not to a place; ``range``: the first and last day of a run.
"""

CueCategory = Literal[
    "negation",
    "not_yet",
    "scheduled",
    "estimated",
    "speculated",
    "conditional",
    "original_plan",
    "reported_wrong",
    "denial",
    "change",
    "wish",
    "question",
    "hypothetical",
    "undecided",
    "correction",
    "official",
]


Reads = Event | Literal["filming", "season", "title", "old-date", "new-date", "date", "status", "nothing"]
"""What a label says of the words beside it.

An event; ``filming``: the first and last day of a shoot; ``season``, ``title``, ``status``, ``date``: a
column of them; ``old-date``, ``new-date``: a day given up and the one that stands; ``nothing``: no release.
"""


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences in which the entry must, and must not, do its work."""

    fire: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that name one of our events."""

    id: str
    event: Event
    phrases: tuple[str, ...]
    pos: Literal["verb", "noun", "any"] = "any"
    """Which part of speech the head word must be."""
    subject: Literal["any", "work", "person"] = "any"
    """Who may be its grammatical subject; ``work``: a person rules it out, and the other way round."""
    needs: tuple[Need, ...] = ()
    polarity: Literal["+", "-"] = "+"
    modality: Literal["asserted", "scheduled", "estimated", "speculated"] | None = None
    """Set where the words themselves decide; None: tense and cues decide."""
    notes: tuple[Note, ...] = ()
    label: str | None = None
    """Which release: "Blu-ray", "festival" …"""
    status: str | None = None
    """For production: in the works, under way, halted; for cast: joins, returns, stays, leaves, rumoured."""
    platform: str | None = None
    rank: int = 0
    """Higher wins where two triggers cover the same words."""
    examples: Examples


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that change how a claim holds: whether, how surely, under which condition."""

    id: str
    category: CueCategory
    phrases: tuple[str, ...]
    scope: Literal["forward", "backward", "clause", "sentence"] = "clause"
    """Where the event must stand: after the cue, before it, anywhere in its clause or its sentence."""
    examples: Examples


class WordSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A named list of phrases that code refers to by `id`."""

    id: str
    phrases: tuple[str, ...]
    extend: bool = False
    """Whether the phrases join those of an earlier file under the same id, rather than replace them."""


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that say, without a verb, what the lines, cells or dates beside them tell.

    The examples are short pages: a headline, an empty line, and what stands under it.
    """

    id: str
    reads: Reads
    place: Literal["page", "lead", "tail", "column", "question", "headline"]
    """``page``: a headline or heading over dated lines; ``lead``: a heading, or the words before a colon;
    ``tail``: words after a title; ``column``: the head of a column; ``question``: what a question asks."""
    phrases: tuple[str, ...]
    subject: Literal["work", "company"] = "work"
    """Of a headline: what stands before its verb."""
    dated: bool = False
    """Of a headline: that the event is claimed only with a date."""
    weak: bool = False
    """Of a page: that its lines must show by themselves that they are about releases."""
    label: str | None = None
    """Which release: "home video", "screening" …"""
    polarity: Literal["+", "-"] = "+"
    examples: Examples


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Names of one kind: platforms, networks, studios, outlets, territories."""

    kind: Literal["company", "outlet", "territory", "not-a-title"]
    names: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    """Last words that mark a name as of this kind ("Pictures", "Gazette")."""
    codes: dict[str, tuple[str, ...]] = {}
    """ISO 3166-1 alpha-2 code to the names and adjectives of a territory."""


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One TOML file."""

    version: int
    """Of the schema; this program reads version 1."""
    domain: str = ""
    irregular: dict[str, tuple[str, ...]] = {}
    """Verb forms that rules do not give: base = [third person, past, participle, -ing]."""
    trigger: tuple[Trigger, ...] = ()
    cue: tuple[Cue, ...] = ()
    words: tuple[WordSet, ...] = ()
    label: tuple[Label, ...] = ()
    names: tuple[Names, ...] = ()
