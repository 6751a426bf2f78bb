"""What "early", "summer" or "holiday" mean in days: one replaceable object, `TimePolicy`.

The defaults are the usage of release news: thirds for early, mid and late; the first and last quarter of a
year for its beginning and end; meteorological seasons (World Meteorological Organization, Guide to
Climatological Practices, WMO-No. 100); Monday as the first day of the week (ISO 8601).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

__all__ = ["DEFAULT_POLICY", "TimePolicy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePolicy:
    """How words become days where English leaves it open.

    Replace single choices: ``dataclasses.replace(DEFAULT_POLICY, hemisphere="south")``. A run's facts record
    every choice.

    Raises:
        ValueError: if a choice is no month, weekday, day or length; the message names it.
    """

    hemisphere: Literal["north", "south"] = "north"
    """Which months are summer. An article's own country can make it south, never north."""
    week_start: int = 0
    """First day of a week; 0 = Monday, 6 = Sunday."""
    weekend: tuple[int, int] = (5, 6)
    """First and last weekday of "the weekend"; (4, 6) for box-office weekends."""
    month_parts: tuple[int, int] = (10, 20)
    """Last day of "early" and of "mid" in a month."""
    edge_months: int = 3
    """How many months "the beginning of 2024" and "the end of 2024" hold."""
    numeric_order: Literal["month-first", "day-first"] | None = None
    """How to read 06/07/2022; None leaves it to the text's other dates and the article's country, and keeps
    both readings where neither decides."""
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

    def __post_init__(self) -> None:
        early, mid = self.month_parts
        first, last = self.weekend
        for name, right, wanted in (
            ("hemisphere", self.hemisphere in ("north", "south"), "north or south"),
            ("week_start", self.week_start in range(7), "a weekday from 0 (Monday) to 6"),
            ("weekend", 0 <= first <= last <= 6, "two weekdays in order, from 0 (Monday) to 6"),
            ("month_parts", 1 <= early <= mid <= 27, "two days of a month in order, at most 27"),
            ("edge_months", self.edge_months in range(1, 7), "1 to 6 months"),
            (
                "numeric_order",
                self.numeric_order in (None, "month-first", "day-first"),
                "month-first or day-first",
            ),
            ("fiscal_start", self.fiscal_start in range(1, 13), "a month from 1 to 12"),
            ("tv_season_start", self.tv_season_start in range(1, 13), "a month from 1 to 12"),
            ("tv_season_months", self.tv_season_months in range(1, 13), "1 to 12 months"),
            ("slip", 0 <= self.slip <= 180, "0 to 180 days"),
            ("soon_days", 1 <= self.soon_days <= 31, "1 to 31 days"),
            ("soon_units", 1 <= self.soon_units <= 24, "1 to 24"),
        ):
            if not right:
                msg = f"{name} must be {wanted}, not {getattr(self, name)!r}"
                raise ValueError(msg)

    def choices(self) -> dict[str, object]:
        """Every choice by its name, as a run's facts record them."""
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}


DEFAULT_POLICY = TimePolicy()
