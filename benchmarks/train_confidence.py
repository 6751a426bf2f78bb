#!/usr/bin/env python3
"""Train how sure a claim is, and print the reliability curve on works that it has not seen.

usage: train_confidence.py [--write]

Learns from what Dateline extracts from the training part of `corpora/labelled`, the golden stories and the
clean articles: a claim is right if every scored field is the label's. The curve is that of the test part of
`corpora/labelled`. Needs scikit-learn. With ``--write`` the weights of the package are replaced.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import corpus_scores, labelled_scores  # noqa: E402

import dateline  # noqa: E402
from dateline.extract import claims as filling  # noqa: E402

WEIGHTS = ROOT / "src" / "dateline" / "extract" / "data" / "confidence.json"
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Example = tuple[list[str], bool]
_seen: list[list[str]] = []


def _remember(found: list[str]) -> float:
    """Stands in for the model: gives every claim a number, by which its features are found again."""
    _seen.append(found)
    return len(_seen) / 10_000_000


def _features(confidence: float) -> list[str] | None:
    at = round(confidence * 10_000_000) - 1
    return _seen[at] if 0 <= at < len(_seen) else None


def labelled(part: str) -> Iterator[Example]:
    for path in labelled_scores.files():
        for item in labelled_scores.read(path):
            if item.part == part:
                told = labelled_scores.score(item, labelled_scores.claims_of(item)).confidence
                yield from ((found, right) for at, right in told if (found := _features(at)))


def articles() -> Iterator[Example]:
    for story in corpus_scores.stories():
        report = story.scan()
        labels = story.labels({article.doc: article.text for article in report.articles})
        for article in report.articles:
            mine = [claim for claim in report.claims if claim.doc == article.doc]
            own = [label for label in labels if label.doc == article.doc]
            pairs = corpus_scores.match(
                own,
                mine,
                lambda one, other: (
                    corpus_scores.lenient(one, other)
                    and not corpus_scores.differences(one, other)
                    and labelled_scores.same_work(one.subject, other.subject.work)
                ),
            )
            right = {claim.id for _, claim in pairs}
            for claim in mine:
                if found := _features(claim.confidence):
                    yield found, claim.id in right
    for path in corpus_scores.clean_files():
        for claim in dateline.scan(path, as_of=corpus_scores.CLEAN_AS_OF).claims:
            if found := _features(claim.confidence):
                yield found, False


def main() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="replace the package's weights")
    asked = parser.parse_args()
    filling.rate = _remember  # type: ignore[assignment]
    train, test = [*labelled("train"), *articles()], [*labelled("test")]
    common = Counter(name for found, _ in train for name in set(found))
    kept = {name for name, count in common.items() if count >= 4}
    vectors = DictVectorizer()
    x = vectors.fit_transform([{name: 1.0 for name in found if name in kept} for found, _ in train])
    x.indices, x.indptr = x.indices.astype("int32"), x.indptr.astype("int32")
    model = LogisticRegression(C=0.15, max_iter=2000, solver="liblinear", random_state=0)
    model.fit(x, [right for _, right in train])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    slim = {name: round(float(w), 3) for name, w in sorted(weights.items()) if abs(w) >= 0.01}
    slim["bias"] = round(float(model.intercept_[0]), 3)
    if asked.write:
        WEIGHTS.write_text(json.dumps(slim, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(train)} claims to learn from, {sum(right for _, right in train)} right; {len(slim)} weights")
    print("reliability on held-out works: confidence  claims  mean confidence  share right")
    told = [
        (1 / (1 + math.exp(-(slim["bias"] + sum(slim.get(f, 0.0) for f in found)))), right)
        for found, right in test
    ]
    for low, high in pairwise(BINS):
        inside = [(p, right) for p, right in told if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            print(f"  {low:.1f}-{min(high, 1.0):.1f}  {len(inside):5d}  {mean:.2f}  {share:.2f}")
    brier = sum((p - right) ** 2 for p, right in told) / max(1, len(told))
    print(f"Brier score {brier:.3f}")


if __name__ == "__main__":
    main()
