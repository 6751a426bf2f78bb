#!/usr/bin/env python3
"""Train the model that tells titles of works from other names, and print how well it does on held-out works.

usage: train_titles.py [--write] [--errors N]

Learns from the training part of `corpora/labelled` and from the golden stories, whose labels name the works;
reports on the test part of `corpora/labelled`, whose works it has not seen. Needs scikit-learn. With
``--write`` the weights of the package are replaced. The outcome is deterministic.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import corpus_scores, labelled_scores  # noqa: E402

from dateline import lexicon as lexica  # noqa: E402
from dateline.extract.title_model import Names, candidates, count_runs, features, tokenise  # noqa: E402

WEIGHTS = ROOT / "src" / "dateline" / "extract" / "data" / "titles.json"
SMALLEST = 0.08
"""Weights nearer to zero are left out."""

Example = tuple[list[str], int, str]
Blocks = list[tuple[int, int, str]]


def examples(text: str, blocks: Blocks, works: set[str], names: Names, name: str) -> Iterator[Example]:
    """Features, truth and place of every candidate of an article."""
    tokenised = [tokenise(text, start, end) for start, end, _ in blocks]
    counts = count_runs(tokenised)
    whole = f" {_key(text)} "
    forms = {form for work in works for form in _forms(work, whole)}
    for tokens, (_, _, kind) in zip(tokenised, blocks, strict=True):
        for span in candidates(tokens):
            words = text[tokens[span.i].start : tokens[span.j - 1].end]
            truth = int(_key(words) in forms)
            yield features(tokens, span, names, kind=kind, counts=counts), truth, f"{name}: {words}"


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold().replace("’", "'")))


def _forms(work: str, text: str) -> Iterator[str]:
    """The forms in which a text may name a work: whole, or by a side of its colon if never whole."""
    base = re.split(r" (?:spin-off|sequel|prequel|remake|reboot|revival)\b| \(", work)[0]
    yield _key(base)
    if ":" in base and f" {_key(base)} " not in text:
        yield from (_key(part) for part in base.split(":"))


def labelled(part: str, names: Names) -> Iterator[Example]:
    for path in labelled_scores.files():
        for item in labelled_scores.read(path):
            if item.part == part:
                article = labelled_scores.article_of(item)
                if article is None:
                    continue
                blocks = [(b.start, b.end, b.kind) for b in article.blocks]
                works = {*item.works, *(label.subject for label in item.claims)}
                yield from examples(article.text, blocks, works, names, item.id)


def golden(names: Names) -> Iterator[Example]:
    for story in corpus_scores.stories():
        works = {one["subject"] for one in story.expected["claim"]}
        for article in story.scan().articles:
            blocks = [(b.start, b.end, b.kind) for b in article.blocks]
            yield from examples(article.text, blocks, works, names, article.doc)
    import dateline

    for path in corpus_scores.clean_files():
        for article in dateline.scan(path, as_of=corpus_scores.CLEAN_AS_OF).articles:
            blocks = [(b.start, b.end, b.kind) for b in article.blocks]
            yield from (e for e in examples(article.text, blocks, set(), names, article.doc))


def main() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="replace the package's weights")
    parser.add_argument("--errors", type=int, default=0, help="show this many errors on training works")
    asked = parser.parse_args()
    names = Names(lexica.load())
    train = [*labelled("train", names), *golden(names)]
    test = list(labelled("test", names))
    common = Counter(name for found, _, _ in train for name in set(found))
    kept = {name for name, count in common.items() if count >= 3}
    vectors = DictVectorizer()
    x = vectors.fit_transform([{name: 1.0 for name in found if name in kept} for found, _, _ in train])
    x.indices, x.indptr = x.indices.astype("int32"), x.indptr.astype("int32")
    model = LogisticRegression(C=0.7, max_iter=2000, solver="liblinear", random_state=0)
    model.fit(x, [truth for _, truth, _ in train])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    slim = {name: round(float(w), 2) for name, w in sorted(weights.items()) if abs(w) >= SMALLEST}
    slim["bias"] = round(float(model.intercept_[0]), 2)
    for name, part in (("training", train), ("held-out works", test)):
        told = [sum(slim.get(f, 0.0) for f in found) + slim["bias"] > 0 for found, _, _ in part]
        right = sum(t and truth for t, (_, truth, _) in zip(told, part, strict=True))
        gold, said = sum(truth for _, truth, _ in part), sum(told)
        print(
            f"{name:15} candidates {len(part):6d}  titles {gold:5d}  precision {right / max(1, said):.3f}  "
            f"recall {right / max(1, gold):.3f}"
        )
    wrong = [
        f"{'missed' if truth else 'extra '} {place}"
        for found, truth, place in train
        if (sum(slim.get(f, 0.0) for f in found) + slim["bias"] > 0) != bool(truth)
    ]
    for line in wrong[: asked.errors]:
        print("  " + line)
    print(f"{len(slim)} weights")
    if asked.write:
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_text(json.dumps(slim, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
