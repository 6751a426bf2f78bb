"""Logistic regressions over named features: weights shipped as JSON, one number a feature and a bias."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

__all__ = ["probability"]


@cache
def _weights(model: str) -> Mapping[str, float]:
    data = resources.files("dateline.extract").joinpath("data", f"{model}.json").read_bytes()
    weights: dict[str, float] = json.loads(data)
    return weights


def probability(model: str, found: Sequence[str]) -> float:
    """The probability (0-1) that the shipped `model` gives to something with these features."""
    weights = _weights(model)
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in found)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
