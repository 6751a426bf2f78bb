"""Scores Dateline on the shipped corpora: what it finds of the labels, and what it reports beside them.

`python -m tests.corpus_scores` prints a table by story, with ``-v`` every miss and false alarm; with names of
stories, only those. ``--update`` pins the scores in ``corpora/baseline.json``, which `tests/test_corpora.py`
holds: a floor may only rise and a ceiling only fall, unless ``--allow-regression`` is given too. ``--pinned``
prints what is pinned.

A claim stands for a label of the same document and event when their quotes overlap; each counts once
(assignment of the greatest weight). It is *strict* when season, window, polarity and class of modality
agree as well; whether it is about the right work is counted apart. A finding covers an expected one when two
of its claims lie on two labels that the expected one rests on (one, if that rests on one); it is *labelled*
when the relation is the expected one or among those the label accepts. Loud findings (error, warning) that
cover none are false alarms; those among them that cover a trap are trap hits. Labels marked optional count
neither way.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import dateline
from dateline.model import Claim, Finding
from dateline.store import work_key

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
BASELINE = CORPORA / "baseline.json"
CLEAN_AS_OF = dt.date(2027, 1, 1)
"""Later than every article of the clean corpus."""
SUFFIXES = {".html", ".md", ".txt"}

MODALITY_CLASS = {
    "asserted": "asserted",
    "scheduled": "scheduled",
    "estimated": "uncertain",
    "speculated": "uncertain",
    "conditional": "uncertain",
    "retracted": "denied",
}
LOUD = {"error", "warning"}

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Label:
    """An expected claim, with the places of the parsed article where its words stand."""

    id: str
    doc: str
    quote: str
    spans: tuple[Span, ...]
    subject: str
    season: int | None
    event: str
    start: dt.date | None
    end: dt.date | None
    polarity: str
    modality: str
    optional: bool


@dataclass(frozen=True, kw_only=True)
class Expected:
    """An expected finding, or a trap: the ids of the labels it rests on."""

    relations: tuple[str, ...]
    labels: frozenset[str]
    why: str
    optional: bool = False

    @property
    def name(self) -> str:
        return f"{self.relations[0] if self.relations else 'trap'} {'+'.join(sorted(self.labels))}"


@dataclass(kw_only=True)
class Score:
    """Counts of one story, or of all; `lines` tells every miss and false alarm."""

    claims: int = 0
    lenient: int = 0
    strict: int = 0
    right_work: int = 0
    reported: int = 0
    findings: int = 0
    found: int = 0
    labelled: int = 0
    loud: int = 0
    false_alarms: int = 0
    trap_hits: int = 0
    clean_claims: int = 0
    lines: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            if isinstance(value, int):
                setattr(self, name, getattr(self, name) + value)
        self.lines += other.lines
        self.kinds += other.kinds

    def note(self, kind: str, line: str) -> None:
        self.kinds[kind] += 1
        self.lines.append(f"{kind}: {line}")


# Places


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space as one space, and the offset in `text` of each character kept."""
    kept, offsets, gap = [], [], True
    for offset, char in enumerate(text):
        if not char.isspace():
            kept.append(char)
            offsets.append(offset)
        elif not gap:
            kept.append(" ")
            offsets.append(offset)
        gap = char.isspace()
    return "".join(kept), offsets


def places(text: str, quotes: Iterable[str]) -> tuple[Span, ...]:
    """Where the quotes stand in the text, whatever its white space."""
    squeezed, offsets = squeeze(text)
    found = []
    for quote in quotes:
        words, _ = squeeze(quote)
        words = words.strip()
        at = squeezed.find(words)
        while words and at >= 0:
            found.append((offsets[at], offsets[at + len(words) - 1] + 1))
            at = squeezed.find(words, at + 1)
    return tuple(found)


def overlap(ours: Iterable[Span], theirs: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def claim_spans(claim: Claim) -> list[Span]:
    return [(claim.quote.start, claim.quote.end), *claim.mentions]


# Claims


def best_pairs(weights: dict[Span, int]) -> list[Span]:
    """Pairs (left, right) of the greatest total weight, each side used once.

    Augments along the best alternating path until none gains; paths by Bellman and Ford.
    """
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    lefts = sorted({pair[0] for pair in weights})
    while True:
        gain: dict[int, int] = {one: 0 for one in lefts if one not in left}
        came: dict[int, tuple[int, int]] = {}
        best: tuple[int, int, int] | None = None
        changed = True
        while changed:
            changed = False
            for (one, other), weight in weights.items():
                if one not in gain or left.get(one) == other:
                    continue
                total = gain[one] + weight
                if other not in right:
                    if best is None or total > best[0]:
                        best = (total, one, other)
                    continue
                holder = right[other]
                after = total - weights[holder, other]
                if holder not in gain or after > gain[holder]:
                    gain[holder], came[holder] = after, (one, other)
                    changed = True
        if best is None or best[0] <= 0:
            return sorted(left.items())
        _, one, other = best
        while True:
            step = came.get(one)
            left[one], right[other] = other, one
            if step is None:
                break
            one, other = step


def lenient(label: Label, claim: Claim) -> bool:
    return label.event == claim.event and overlap(claim_spans(claim), label.spans)


def differences(label: Label, claim: Claim) -> tuple[str, ...]:
    """Names of the fields in which a claim is not what the label says."""
    window = claim.window
    days = (window.earliest, window.latest) if window else (None, None)
    wrong = {
        "season": label.season != claim.subject.season,
        "window": (label.start, label.end) != days,
        "polarity": label.polarity != claim.polarity,
        "modality": MODALITY_CLASS[label.modality] != MODALITY_CLASS[claim.modality],
    }
    return tuple(name for name, is_wrong in wrong.items() if is_wrong)


def match(
    labels: Sequence[Label], claims: Sequence[Claim], fits: Callable[[Label, Claim], bool]
) -> list[tuple[Label, Claim]]:
    """Labels and claims of one document, one to one: as many as can be, required ones first, the likest."""
    weights = {
        (i, j): (1000 if label.optional else 2000) - len(differences(label, claim))
        for i, label in enumerate(labels)
        for j, claim in enumerate(claims)
        if fits(label, claim)
    }
    return [(labels[i], claims[j]) for i, j in best_pairs(weights)]


def score_claims(score: Score, name: str, labels: Sequence[Label], claims: Sequence[Claim]) -> None:
    pairs = match(labels, claims, lenient)
    exact = match(labels, claims, lambda one, other: lenient(one, other) and not differences(one, other))
    score.claims += sum(not label.optional for label in labels)
    score.lenient += sum(not label.optional for label, _ in pairs)
    score.strict += sum(not label.optional for label, _ in exact)
    score.reported += len(claims) - sum(label.optional for label, _ in pairs)
    matched = {label.id for label, _ in pairs}
    strictly = {label.id for label, _ in exact}
    for label in labels:
        if label.optional or label.id in matched:
            continue
        kind = "missed" if label.spans else "missed, words not in the parsed text"
        score.note(f"claim {kind} {label.event}", f"{name}/{label.id} {label.quote!r} {said(label)}")
    for label, claim in pairs:
        if not label.optional and label.id not in strictly and (wrong := differences(label, claim)):
            told = f"{name}/{label.id} {label.quote!r}: {said(label)}, got {got(claim)}"
            score.note(f"claim wrong {'+'.join(wrong)}", told)
        if work_key(label.subject) == work_key(claim.subject.work):
            score.right_work += not label.optional
        elif not label.optional:
            told = f"{name}/{label.id} {label.subject}: {claim.subject.work} ({claim.quote.exact!r})"
            score.note("claim of another work", told)
    taken = {claim.id for _, claim in pairs}
    for claim in claims:
        if claim.id not in taken:
            score.note(f"claim extra {claim.event}", f"{name} {claim.quote.exact!r} {got(claim)}")


def said(label: Label) -> str:
    window = f"{label.start or '..'}/{label.end or '..'}" if label.start or label.end else "undated"
    return f"S{label.season or '-'} {window} {label.polarity} {label.modality}"


def got(claim: Claim) -> str:
    window = claim.window
    days = f"{window.earliest or '..'}/{window.latest or '..'}" if window else "undated"
    return f"{claim.subject.work} S{claim.subject.season or '-'} {days} {claim.polarity} {claim.modality}"


# Findings


def covers(sides: Sequence[frozenset[str]], expected: Expected) -> bool:
    """Whether two claims of a finding lie on two labels of an expected one, or one where it has one."""
    hits = [side & expected.labels for side in sides if side & expected.labels]
    touched = frozenset().union(*hits)
    if len(expected.labels) == 1:
        return bool(hits)
    return len(hits) >= 2 and len(touched) >= 2


def on_topic(sides: Sequence[frozenset[str]], expected: Expected, labels: dict[str, Label]) -> bool:
    """Whether a finding is mostly about the works and events of the expected one."""
    topics = {(labels[one].subject, labels[one].event) for one in expected.labels}
    touched = frozenset().union(*sides)
    near = sum((labels[one].subject, labels[one].event) in topics for one in touched)
    return bool(touched) and near >= 0.6 * len(touched)


def score_findings(
    score: Score,
    name: str,
    labels: Sequence[Label],
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    expected: Sequence[Expected],
    traps: Sequence[Expected],
) -> None:
    by_id = {label.id: label for label in labels}
    stands_for = {
        claim.id: frozenset(
            label.id
            for label in labels
            if label.doc == claim.doc and overlap(claim_spans(claim), label.spans)
        )
        for claim in claims
    }
    sides = [[stands_for.get(one, frozenset()) for one in finding.claims] for finding in findings]
    answered: set[int] = set()
    for one in expected:
        hits = [i for i, side in enumerate(sides) if covers(side, one) and on_topic(side, one, by_id)]
        good = [i for i in hits if findings[i].relation in one.relations]
        answered.update(hits)
        if one.optional:
            continue
        score.findings += 1
        score.found += bool(hits)
        score.labelled += bool(good)
        if not hits:
            score.note(f"finding missed {one.relations[0]}", f"{name} {one.name}: {one.why}")
        elif not good:
            given = "/".join(sorted({findings[i].relation for i in hits}))
            score.note(f"finding {one.relations[0]} labelled {given}", f"{name} {one.name}: {one.why}")
    for i, finding in enumerate(findings):
        if finding.severity not in LOUD:
            continue
        score.loud += 1
        if i in answered:
            continue
        score.false_alarms += 1
        trapped = [trap for trap in traps if covers(sides[i], trap)]
        score.trap_hits += bool(trapped)
        on = " | ".join("+".join(sorted(side)) or "?" for side in sides[i])
        kind = f"false alarm {finding.code} {finding.relation}{' on a trap' if trapped else ''}"
        score.note(kind, f"{name} [{on}] {finding.message}")


# Corpora


@dataclass(frozen=True)
class Story:
    """A folder of the golden corpus."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def expected(self) -> dict[str, Any]:
        with (self.folder / "expected.toml").open("rb") as stream:
            return tomllib.load(stream)

    def scan(self) -> dateline.Report:
        files = [self.folder / document["file"] for document in self.expected["document"]]
        told = self.expected["story"]
        return dateline.scan(files, as_of=_day(told["as_of"]), lexicons=told.get("lexicons", ()))

    def labels(self, texts: dict[str, str]) -> list[Label]:
        return [
            Label(
                id=one["id"],
                doc=one["doc"],
                quote=one["quote"],
                spans=places(texts.get(one["doc"], ""), [one["quote"], *_listed(one.get("also"))]),
                subject=one["subject"],
                season=one.get("season"),
                event=one["event"],
                start=_day(one.get("start")),
                end=_day(one.get("end")),
                polarity=one["polarity"],
                modality=one["modality"],
                optional=one.get("optional", False),
            )
            for one in self.expected["claim"]
        ]

    def findings(self) -> list[Expected]:
        return [
            Expected(
                relations=(one["relation"], *one.get("also", ())),
                labels=frozenset(one["claims"]),
                why=one["why"],
                optional=one.get("optional", False),
            )
            for one in self.expected.get("finding", ())
        ]

    def traps(self) -> list[Expected]:
        return [
            Expected(relations=(), labels=frozenset(one["claims"]), why=one["why"])
            for one in self.expected.get("trap", ())
        ]


def stories() -> list[Story]:
    return [Story(path.parent) for path in sorted((CORPORA / "golden").glob("*/expected.toml"))]


def clean_files() -> list[Path]:
    return sorted(path for path in (CORPORA / "clean").rglob("*") if path.suffix in SUFFIXES)


def score_story(story: Story) -> Score:
    """Scan one story as of its day and score what is reported."""
    report = story.scan()
    labels = story.labels({article.doc: article.text for article in report.articles})
    score = Score()
    for skipped in report.skipped:
        score.note("document skipped", f"{story.name} {skipped.source}: {skipped.reason}")
    for document in story.expected["document"]:
        doc = Path(document["file"]).stem
        for article in report.articles:
            if article.doc == doc and article.published != _day(document.get("published")):
                score.note("document misdated", f"{story.name}/{doc} {article.published}")
        score_claims(
            score,
            story.name,
            [label for label in labels if label.doc == doc],
            [claim for claim in report.claims if claim.doc == doc],
        )
    score_findings(score, story.name, labels, report.claims, report.findings, story.findings(), story.traps())
    return score


def score_clean(path: Path) -> Score:
    """Scan one article that holds no claim of ours, alone."""
    report = dateline.scan(path, as_of=CLEAN_AS_OF)
    score = Score(clean_claims=len(report.claims))
    for skipped in report.skipped:
        score.note("document skipped", f"clean/{path.name}: {skipped.reason}")
    for claim in report.claims:
        score.note(f"clean claim {claim.event}", f"{path.name} {claim.quote.exact!r} {got(claim)}")
    for finding in report.findings:
        if finding.severity in LOUD:
            score.loud += 1
            score.false_alarms += 1
            score.note(f"false alarm {finding.code} {finding.relation}", f"{path.name} {finding.message}")
    return score


def total(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.add(score)
    return whole


def digest() -> str:
    """A hash of every document and label, by which scores are known to be of this corpus."""
    known = hashlib.sha256()
    for part in ("golden", "clean"):
        for path in sorted((CORPORA / part).rglob("*")):
            if path.is_file() and path.suffix in {*SUFFIXES, ".toml"}:
                known.update(path.relative_to(CORPORA).as_posix().encode() + b"\0")
                known.update(hashlib.sha256(path.read_bytes()).digest())
    return known.hexdigest()


# The baseline


def measures(score: Score, corpus: str) -> dict[str, Any]:
    """What a baseline pins: shares to hold or raise, counts to hold or lower, and of which corpus."""
    return {
        "corpus": corpus,
        "floors": {
            "claims_recall_lenient": _share(score.lenient, score.claims),
            "claims_recall_strict": _share(score.strict, score.claims),
            "claims_precision_lenient": _share(score.lenient, score.reported),
            "claims_of_the_right_work": _share(score.right_work, score.lenient),
            "findings_recall_labelled": _share(score.labelled, score.findings),
        },
        "ceilings": {
            "false_alarms": score.false_alarms,
            "trap_hits": score.trap_hits,
            "clean_claims": score.clean_claims,
        },
    }


def regressions(now: dict[str, Any], pinned: dict[str, Any]) -> list[str]:
    """Every floor that is not reached and every ceiling that is exceeded."""
    fallen = [
        f"{name} fell from {floor} to {now['floors'].get(name, 0.0)}"
        for name, floor in pinned["floors"].items()
        if now["floors"].get(name, 0.0) < floor
    ]
    risen = [
        f"{name} rose from {ceiling} to {now['ceilings'].get(name, math.inf)}"
        for name, ceiling in pinned["ceilings"].items()
        if now["ceilings"].get(name, math.inf) > ceiling
    ]
    return fallen + risen


def update(now: dict[str, Any], path: Path, *, allow_regression: bool = False) -> list[str]:
    """Pin `now` in `path` unless it is worse and that is not allowed; what got worse."""
    worse = regressions(now, json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []
    if not worse or allow_regression:
        path.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    return worse


def _share(part: int, whole: int) -> float:
    # Rounded down, so that a score never fails against its own pin.
    return math.floor(10_000 * part / whole) / 10_000 if whole else 1.0


def _day(value: object) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value))


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


# As a program


def table(scores: dict[str, Score], whole: Score) -> Iterator[str]:
    yield (
        f"{'':28s} {'claims':>6s} {'lenient':>7s} {'strict':>6s} {'work':>5s} {'said':>5s}"
        f"   {'findings':>8s} {'found':>5s} {'labelled':>8s}   {'loud':>4s} {'false':>5s} {'traps':>5s}"
    )
    for name, one in (*scores.items(), ("all", whole)):
        yield (
            f"{name:28s} {one.claims:6d} {one.lenient:7d} {one.strict:6d}"
            f" {one.right_work:5d} {one.reported:5d}"
            f"   {one.findings:8d} {one.found:5d} {one.labelled:8d}"
            f"   {one.loud:4d} {one.false_alarms:5d} {one.trap_hits:5d}"
        )


def pinned_table(pinned: dict[str, Any]) -> Iterator[str]:
    for name, value in {**pinned["floors"], **pinned["ceilings"]}.items():
        yield f"{name:26s} {value:6.4f}" if isinstance(value, float) else f"{name:26s} {value:6d}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.corpus_scores", description="Scores on the corpora."
    )
    parser.add_argument("stories", nargs="*", help="only these stories (beginnings of their names)")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell every miss and false alarm")
    parser.add_argument("--update", action="store_true", help=f"pin the scores in {BASELINE.name}")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: also worse ones")
    parser.add_argument("--pinned", action="store_true", help="print what is pinned, without scanning")
    asked = parser.parse_args(arguments)
    if asked.pinned:
        print("\n".join(pinned_table(json.loads(BASELINE.read_text(encoding="utf-8")))))  # noqa: T201
        return 0
    if asked.update and asked.stories:
        parser.error("--update needs all stories")
    wanted = [s for s in stories() if not asked.stories or s.name.startswith(tuple(asked.stories))]
    scores = {story.name: score_story(story) for story in wanted}
    clean = [] if asked.stories else [score_clean(path) for path in clean_files()]
    whole = total([*scores.values(), *clean])
    lines = list(table(scores, whole))
    if clean:
        lines.append(f"claims in {len(clean)} articles that hold none: {whole.clean_claims}")
    if asked.verbose:
        lines += ["", *sorted(whole.lines), "", *(f"{n:4d}  {kind}" for kind, n in whole.kinds.most_common())]
    now = measures(whole, digest())
    if not asked.stories:
        lines += ["", *pinned_table(now)]
    print("\n".join(lines))  # noqa: T201
    if asked.update:
        worse = update(now, BASELINE, allow_regression=asked.allow_regression)
        for one in worse:
            print(one, file=sys.stderr)  # noqa: T201
        if worse and not asked.allow_regression:
            print("nothing is pinned; to pin worse scores, add --allow-regression", file=sys.stderr)  # noqa: T201
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
