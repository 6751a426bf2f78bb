"""One claim for what an article says several times.

The same content from the same source is one claim with further mentions; a coarser restatement ("this month"
beside "June 27") is a mention of the finer claim; a second named source of the same content is named beside
the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from dateline.extract.identity import claim_id
from dateline.model import Attribution, Claim
from dateline.titles import fold_title

__all__ = ["merge_claims"]

_CLASS = {"estimated": "uncertain", "speculated": "uncertain", "conditional": "conditional"}


def merge_claims(claims: list[Claim]) -> tuple[Claim, ...]:
    """Merge the claims of one article; the result is in text order."""
    exact: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = _key(claim)
        exact[key] = _join(exact[key], claim) if key in exact else claim
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in exact.values():
        groups[_topic(claim)].append(claim)
    merged: list[Claim] = []
    for group in groups.values():
        merged.extend(_absorb_coarser(group))
    merged = _absorb_cast(_absorb_unseasoned(merged))
    return tuple(
        sorted((replace(c, id=claim_id(c)) for c in merged), key=lambda c: (c.quote.start, c.quote.end, c.id))
    )


def _topic(claim: Claim) -> tuple[object, ...]:
    label = claim.value.label if claim.value and claim.event == "other_release" else None
    return (
        fold_title(claim.subject.work),
        claim.subject.season,
        claim.subject.part if claim.subject.part != 1 or claim.event != "premiere" else None,
        claim.event,
        claim.polarity,
        "retracted" if claim.modality == "retracted" else "undecided" if "undecided" in claim.notes else "",
        claim.as_of if claim.as_of_explicit else None,
        label,
    )


def _key(claim: Claim) -> tuple[object, ...]:
    window = (claim.window.earliest, claim.window.latest) if claim.window else None
    return (
        *_topic(claim),
        window,
        str(claim.value) if claim.value else "",
        _CLASS.get(claim.modality, claim.modality),
        claim.condition,
    )


def _absorb_coarser(group: list[Claim]) -> list[Claim]:
    """Drop the claims whose window holds a finer claim's, from the same source and of the same firmness."""
    kept: list[Claim] = []
    ordered = sorted(
        group, key=lambda c: (c.window is None, (c.window.days or 10**6) if c.window else 0, c.quote.start)
    )
    for claim in ordered:
        finer = next((k for k in kept if _restates(claim, k)), None)
        if finer is None:
            kept.append(claim)
        else:
            kept[kept.index(finer)] = _mention(finer, claim)
    return kept


def _restates(coarse: Claim, fine: Claim) -> bool:
    if coarse.event in {"cast", "episode_count", "production"}:
        return False
    if coarse.attribution and fine.attribution and coarse.attribution.name != fine.attribution.name:
        return False
    if fine.window is None or coarse.condition != fine.condition:
        return False
    if coarse.window is None:
        return (
            coarse.polarity == "+" and coarse.modality == fine.modality and "availability" not in coarse.notes
        )
    same_class = _CLASS.get(coarse.modality, coarse.modality) == _CLASS.get(fine.modality, fine.modality)
    return same_class and coarse.window.contains(fine.window)


def _absorb_unseasoned(claims: list[Claim]) -> list[Claim]:
    """“The show was renewed” beside "renewed for season 3": one decision."""
    kept = list(claims)
    for claim in claims:
        if (
            claim.subject.season is not None
            or claim.event not in {"renewal", "cancellation", "premiere", "filming_start", "trailer", "delay"}
            or claim.polarity != "+"
        ):
            continue
        for other in kept:
            if (
                other is claim
                or other.subject.season is None
                or other.event != claim.event
                or other.polarity != "+"
            ):
                continue
            if (
                fold_title(other.subject.work) != fold_title(claim.subject.work)
                or other.modality != claim.modality
            ):
                continue
            same_window = (
                other.window is not None and claim.window is not None and claim.window.contains(other.window)
            )
            if same_window or (claim.window is None and claim.event in {"renewal", "cancellation"}):
                kept[kept.index(other)] = _mention(other, claim)
                kept.remove(claim)
                break
    return kept


def _absorb_cast(claims: list[Claim]) -> list[Claim]:
    """One claim for the same people's coming or going, told again with fewer names or without its day."""
    kept: list[Claim] = []
    for claim in claims:
        if claim.event == "cast" and _surnames(claim):
            same = next((k for k in kept if _same_casting(k, claim)), None)
            if same is not None:
                fuller, other = (same, claim) if _cast_rank(same) >= _cast_rank(claim) else (claim, same)
                kept[kept.index(same)] = _join_cast(fuller, other)
                continue
        kept.append(claim)
    return kept


def _same_casting(one: Claim, other: Claim) -> bool:
    if one.event != "cast" or _topic(one)[:5] != _topic(other)[:5]:
        return False
    names, others = _surnames(one), _surnames(other)
    if not (names and others and (names <= others or others <= names)):
        return False
    if _CLASS.get(one.modality, one.modality) != _CLASS.get(other.modality, other.modality):
        return False
    a, b = one.window, other.window
    return a is None or b is None or a.contains(b) or b.contains(a)


def _surnames(claim: Claim) -> frozenset[str]:
    return (
        frozenset(n.rsplit(" ", 1)[-1].casefold() for n in claim.value.names) if claim.value else frozenset()
    )


def _cast_rank(claim: Claim) -> tuple[bool, int, float]:
    """Told with its day, then of more people, then more surely."""
    return (claim.window is not None, len(_surnames(claim)), claim.confidence)


def _join_cast(claim: Claim, other: Claim) -> Claim:
    value = max((v for v in (claim.value, other.value) if v is not None), key=lambda v: len(v.names))
    return replace(
        _mention(claim, other), value=value, attribution=_sources(claim.attribution, other.attribution)
    )


def _join(one: Claim, other: Claim) -> Claim:
    """Two tellings of the same content: the fuller quote stands, sources are named together."""
    first, second = (one, other) if _fullness(one) >= _fullness(other) else (other, one)
    return replace(_mention(first, second), attribution=_sources(one.attribution, other.attribution))


def _fullness(claim: Claim) -> tuple[float, int, int]:
    return (claim.confidence, min(len(claim.quote.exact), 200), -claim.quote.start)


def _sources(one: Attribution | None, other: Attribution | None) -> Attribution | None:
    if one is None or other is None:
        return one or other
    names = one.name.split("; ")
    names += [n for n in other.name.split("; ") if n.casefold() not in {x.casefold() for x in names}]
    return Attribution(name="; ".join(names[:4]), kind=one.kind)


def _mention(claim: Claim, other: Claim) -> Claim:
    spans = {*claim.mentions, (other.quote.start, other.quote.end), *other.mentions} - {
        (claim.quote.start, claim.quote.end)
    }
    notes = tuple(dict.fromkeys((*claim.notes, *other.notes)))
    return replace(
        claim, mentions=tuple(sorted(spans)), notes=notes, confidence=max(claim.confidence, other.confidence)
    )
