"""How likely a claim is right in every field: what it was read from, weighed by a small trained model.

A logistic regression over what the reading rested on (trigger, where the work and season come from, how the
date hangs on the event, cues, length). Trained by ``benchmarks/train_confidence.py`` on `corpora/labelled`
and the golden stories; its outputs are probabilities, so that a claim of 0.8 holds four times in five. On
calibration: Niculescu-Mizil and Caruana, "Predicting Good Probabilities with Supervised Learning"
(ICML 2005).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance
from dateline.model import Subject
from dateline.window import Window

__all__ = ["features", "rate"]

_LENGTHS = (60, 120, 200, 320)


def features(
    context: Context, candidate: Candidate, stance: Stance, subject: Subject, window: Window | None
) -> list[str]:
    """What a claim was read from, as the model sees it."""
    sentence, trigger = candidate.sentence, candidate.trigger
    named = _where_named(context, candidate, subject)
    date = _date_of(candidate, window)
    return [
        f"trigger={trigger.id}",
        f"event={trigger.event},{'noun' if candidate.is_noun else 'verb'}",
        f"kind={sentence.kind}",
        f"named={named}",
        f"named,kind={named},{sentence.kind}",
        f"main={subject.work == context.works.main}",
        f"told={min(sum(m.work == subject.work for m in context.works.mentions), 3)}",
        f"works={min(len({m.work for m in context.works.within(sentence.start, sentence.end)}), 3)}",
        f"season={_where_season(context, candidate, subject)}",
        f"date={date}",
        f"event,date={trigger.event},{date}",
        f"times={min(len(context.times_in(sentence.start, sentence.end)), 4)},{min(len(candidate.times), 3)}",
        f"stance={stance.polarity}{stance.modality}",
        f"event,stance={trigger.event},{stance.polarity}{stance.modality}",
        f"tense={stance.tense}",
        f"length={sum(sentence.end - sentence.start > most for most in _LENGTHS)}",
        f"blocks={min(len(context.article.blocks), 4)}",
        *(f"cue={cue}" for cue in sorted(stance.cues)),
        *(f"note={note}" for note in stance.notes),
    ]


def _where_named(context: Context, candidate: Candidate, subject: Subject) -> str:
    sentence = candidate.sentence
    start, end = candidate.parse.clause_span(candidate.clause)
    spots = [m.start for m in context.works.mentions if m.work == subject.work]
    block = context.article.blocks[sentence.block]
    places = (
        ("clause", min(start, candidate.start), max(end, candidate.end)),
        ("sentence", sentence.start, sentence.end),
        ("block", block.start, block.end),
    )
    return next((name for name, a, b in places if any(a <= spot < b for spot in spots)), "elsewhere")


def _where_season(context: Context, candidate: Candidate, subject: Subject) -> str:
    if subject.season is None:
        return "none"
    sentence = candidate.sentence
    near = any(subject.season in m.seasons for m in context.seasons_in(sentence.start, sentence.end))
    return "sentence" if near else "context"


def _date_of(candidate: Candidate, window: Window | None) -> str:
    if window is None:
        return "none"
    span = "open" if window.earliest is None or window.latest is None else window.granularity
    near = "own" if candidate.times else "other"
    return f"{span},{window.basis},{near}"


@cache
def _weights() -> Mapping[str, float]:
    data = resources.files("dateline.extract").joinpath("data", "confidence.json").read_bytes()
    weights: dict[str, float] = json.loads(data)
    return weights


def rate(found: Sequence[str]) -> float:
    """The probability that a claim with these features is right in every field, to two digits."""
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in found)
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 2)
