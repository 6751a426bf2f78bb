"""What a run may be told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.inputs import MAX_BYTES
from dateline.scan._process import DEFAULT_MODEL, Recipe

if TYPE_CHECKING:
    from dateline.extract.times import TimePolicy
    from dateline.fetch import FetchSettings

__all__ = ["ScanOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """The settings of one run; "now" is one of them."""

    as_of: dt.date
    """The day the run speaks from; articles published later are stored, and left out of the report."""
    published: dt.date | None = None
    """The day inputs that do not say it were published; it wins over what a page says."""
    url: str | None = None
    """Where an input that is no URL was published."""
    jobs: int = 1
    """Processes that read pages; 1 reads them in this one."""
    model: str = DEFAULT_MODEL
    """spaCy pipeline, by package name or path."""
    lexicons: tuple[Path, ...] = ()
    """The user's lexicon files, later ones winning."""
    policy: TimePolicy | None = None
    """What words of time mean; None takes the defaults."""
    offline: bool = False
    """Fetch nothing: a URL is answered from the database or skipped."""
    max_bytes: int = MAX_BYTES
    """Largest input that is read."""
    allow_private: bool = False
    """Fetch from private, loopback and link-local addresses too."""
    fetch: FetchSettings | None = None
    """Manners of fetching; None takes the usual ones with `max_bytes` and `allow_private`."""
    since: dt.date | None = None
    """Report only what articles published on or after this day say."""
    work: str | None = None
    """Report only this work, in any spelling of its title."""

    @property
    def recipe(self) -> Recipe:
        """The part of the settings that decides how a page becomes claims."""
        return Recipe(model=self.model, lexicons=self.lexicons, policy=self.policy)
