"""Countries as data: what tells that a story was written in one, and what its readers take words to mean."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from dateline.lexicon._load import shipped

__all__ = ["Country", "Origin", "Places", "load_places"]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One country: its marks and its habits."""

    code: str
    """ISO 3166-1 alpha-2."""
    hemisphere: Literal["north", "south"] = "north"
    numeric_order: Literal["month-first", "day-first"] | None = None
    """None: dates are written both ways there."""
    domains: tuple[str, ...] = ()
    """Last labels of a host name, without the dot."""
    languages: tuple[str, ...] = ()
    """Language tags that a page declares, in small letters."""
    outlets: tuple[str, ...] = ()
    """Words of an outlet's name."""
    cities: tuple[str, ...] = ()
    """As they open a wire story, in capitals."""
    shoots: tuple[str, ...] = ()
    """Places that "filming in …" names."""


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An example: what is known of a story, and the country it must (or, without one, must not) give."""

    country: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    text: str = ""


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file ``places.toml``, as it stands."""

    version: int
    shoot_words: tuple[str, ...]
    """Words that make a place in their clause the place of a shoot."""
    country: tuple[Country, ...]
    fire: tuple[Origin, ...] = ()
    silent: tuple[Origin, ...] = ()


@cache
def load_places() -> Places:
    """Read the shipped countries, once per process.

    Raises:
        LexiconError: if the file does not fit its schema.
    """
    return shipped("places.toml", Places)
