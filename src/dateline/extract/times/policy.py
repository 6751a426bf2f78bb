"""What "early", "summer" or "holiday" mean in days: one replaceable object, `TimePolicy`.

The defaults are the usage of release news: thirds for early, mid and late; the first and last quarter of a
year for its beginning and end; meteorological seasons (World Meteorological Organization, Guide to
Climatological Practices, WMO-No. 100); Monday as the first day of the week (ISO 8601).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["DEFAULT_POLICY", "TimePolicy"]

Season = Literal["spring", "summer", "fall", "winter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePolicy:
    """How words become days where English leaves it open.

    Replace single choices: ``dataclasses.replace(DEFAULT_POLICY, hemisphere="south")``.
    """

    hemisphere: Literal["north", "south"] = "north"
    """Which months are summer."""
    week_start: int = 0
    """First day of a week; 0 = Monday, 6 = Sunday."""
    weekend: tuple[int, int] = (5, 6)
    """First and last weekday of "the weekend"; (4, 6) for box-office weekends."""
    month_parts: tuple[int, int] = (10, 20)
    """Last day of "early" and of "mid" in a month."""
    edge_months: int = 3
    """How many months "the beginning of 2024" and "the end of 2024" hold."""
    numeric_order: Literal["month-first", "day-first"] | None = None
    """How to read 06/07/2022; None keeps both readings."""
    fiscal_start: int = 10
    """First month of a fiscal year that the text does not define (10 = the US government's)."""
    tv_season_start: int = 9
    """First month of a television season ("the 2024-25 season")."""
    tv_season_months: int = 9
    """How long a television season runs."""
    slip: int = 14
    """Days a date without a year may lie on the wrong side of publication before another year is tried."""
    soon_days: int = 7
    """"The coming days"."""
    soon_units: int = 6
    """"The coming weeks" or "months": this many at most."""


DEFAULT_POLICY = TimePolicy()
