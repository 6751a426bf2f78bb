"""How likely a claim is right in every field: what it was read from, weighed by a small trained model.

A logistic regression over what the reading rested on (trigger, where the work and season come from, how the
date hangs on the event, cues, length). Trained by ``benchmarks/train_confidence.py`` on `corpora/labelled`
and the golden stories; its outputs are probabilities, so that a claim of 0.8 holds four times in five. On
calibration: Niculescu-Mizil and Caruana, "Predicting Good Probabilities with Supervised Learning"
(ICML 2005).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.arguments import arguments, core_arguments, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.logistic import probability
from dateline.extract.stance import Stance
from dateline.model import Subject
from dateline.window import Window

__all__ = ["features", "rate"]

_QUOTES = frozenset("\"“‘'")
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
        *_page(context, candidate),
        f"title={_how_marked(context, subject)}",
        f"about={_about(context, candidate)}",
        f"about,named={_about(context, candidate)},{named}",
        f"event,about={trigger.event},{_about(context, candidate)}",
        *(f"cue={cue}" for cue in sorted(stance.cues)),
        *(f"note={note}" for note in stance.notes),
    ]


def _page(context: Context, candidate: Candidate) -> list[str]:
    """How much the page, the paragraph and the sentence speak of series and films at all."""
    domain, text = context.lexicon.words["domain"], context.text
    block, sentence = context.article.blocks[candidate.sentence.block], candidate.sentence
    told = len({match.group().casefold() for match in domain.finditer(text)})
    density = sum(told >= least for least in (1, 2, 4, 7, 11))
    return [
        f"domain={density}",
        f"domain,blocks={density},{min(len(context.article.blocks), 4)}",
        f"domain-here={domain.search(text, block.start, block.end) is not None}",
        f"domain-said={domain.search(text, sentence.start, sentence.end) is not None}",
    ]


def _how_marked(context: Context, subject: Subject) -> str:
    """Whether the title ever stands in quotation marks or before its season, and how many words it has."""
    spots = [m for m in context.works.mentions if m.work == subject.work]
    quoted = any(context.text[max(0, m.start - 1) : m.start] in _QUOTES for m in spots if m.start)
    numbered = any(context.seasons_in(m.end, m.end + 24) for m in spots)
    mark = "quoted" if quoted else "numbered" if numbered else "bare"
    return f"{mark},{min(len(subject.work.split()), 3)}"


def _about(context: Context, candidate: Candidate) -> str:
    """What the trigger itself is about: a work, a word for one, or something else that no work is."""
    found = core_arguments(candidate) if not candidate.is_noun else arguments(candidate)
    if not found:
        return "nothing"
    if any(is_workish(context, candidate.parse, token) for token in found):
        return "work"
    if any(token.pos_ == "PRON" for token in found):
        return "pronoun"
    return "name" if any(token.pos_ == "PROPN" for token in found) else "other"


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


def rate(found: Sequence[str]) -> float:
    """The probability that a claim with these features is right in every field, to two digits."""
    return round(probability("confidence", found), 2)
