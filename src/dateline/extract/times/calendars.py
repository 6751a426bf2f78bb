"""Days of seasons, parts, weeks, holidays and amounts: pure calendar arithmetic under a `TimePolicy`."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from typing import Final

from dateline.extract.times.policy import TimePolicy
from dateline.lexicon.times import Holiday

__all__ = [
    "Days",
    "decade_days",
    "easter",
    "holiday_day",
    "holiday_weekend",
    "lunar_new_year",
    "month_days",
    "part_of",
    "quarter_days",
    "season_days",
    "shift",
    "week_of",
    "weekend_of",
    "year_days",
]

Days = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""

_DAY: Final = dt.timedelta(days=1)
_SEASON_START: Final = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}
_WEEKDAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def month_days(year: int, month: int, months: int = 1) -> Days:
    """The days of `months` months from a month on; `month` may run over 12."""
    first = _month_start(year, month)
    return first, _month_start(year, month + months) - _DAY


def _month_start(year: int, month: int) -> dt.date:
    years, index = divmod(month - 1, 12)
    return dt.date(year + years, index + 1, 1)


def year_days(year: int) -> Days:
    """A calendar year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def quarter_days(year: int, number: int) -> Days:
    """A calendar quarter."""
    return month_days(year, 3 * number - 2, 3)


def decade_days(first_year: int, years: int = 10) -> Days:
    """A decade or century, from its first year."""
    return dt.date(first_year, 1, 1), dt.date(first_year + years - 1, 12, 31)


def season_days(year: int, name: str, policy: TimePolicy) -> Days:
    """A meteorological season; a winter (southern summer) of `year` starts in its December."""
    start = _SEASON_START[name]
    if policy.hemisphere == "south":
        start = (start + 5) % 12 + 1
    return month_days(year, start, 3)


def week_of(day: dt.date, policy: TimePolicy) -> Days:
    """The week that holds `day`."""
    first = day - dt.timedelta(days=(day.weekday() - policy.week_start) % 7)
    return first, first + dt.timedelta(days=6)


def weekend_of(day: dt.date, policy: TimePolicy) -> Days:
    """The weekend at the end of the Monday-to-Sunday week that holds `day`."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday + dt.timedelta(days=policy.weekend[0]), monday + dt.timedelta(days=policy.weekend[1])


def easter(year: int) -> dt.date:
    """Easter Sunday by the anonymous Gregorian computus.

    Source: Nature 13 (1876), p. 487; J. Meeus, Astronomical Algorithms (1991), ch. 8.
    """
    golden, century, of_century = year % 19, year // 100, year % 100
    leap, corrected = century // 4, (century + 8) // 25
    moon = (19 * golden + century - leap - (century - corrected + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def lunar_new_year(year: int) -> dt.date:
    """The Chinese New Year: the first new moon from January 21 on, by the day in China.

    Right for 1900 to 2100, but for 1985, which a leap month of the year before moved; it is told apart.
    Source of the new moon, to minutes: J. Meeus, Astronomical Algorithms (1991), ch. 47.
    """
    if year == 1985:
        return dt.date(1985, 2, 20)
    nth = math.floor((year - 2000) * 12.3685)
    while (day := _new_moon(nth)) < dt.date(year, 1, 21):
        nth += 1
    return day


def _new_moon(nth: int) -> dt.date:
    """The day in China (UTC+8) of the n-th new moon from that of January 6, 2000."""
    sun = math.radians(2.5534 + 29.10535669 * nth)
    moon = math.radians(201.5643 + 385.81693528 * nth)
    node = math.radians(160.7108 + 390.67050274 * nth)
    terms = (
        (-0.40720, moon),
        (0.17241, sun),
        (0.01608, 2 * moon),
        (0.01039, 2 * node),
        (0.00739, moon - sun),
        (-0.00514, moon + sun),
        (0.00208, 2 * sun),
        (-0.00111, moon - 2 * node),
    )
    # Days from 2000-01-01 12:00; a minute of dynamical time is left out.
    days = 5.09766 + 29.530588853 * nth + sum(size * math.sin(angle) for size, angle in terms)
    in_china = days + (8 - 1 / 60) / 24
    return dt.date(2000, 1, 1) + dt.timedelta(days=math.floor(in_china + 0.5))


def holiday_day(holiday: Holiday, year: int) -> dt.date:
    """The day of a holiday in a year, by its rule: ``12-25``, ``last monday 05``, ``4 thursday 11+1``."""
    rule = holiday.on
    if rule == "lunar":
        return lunar_new_year(year)
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule[6:]))
    if " " not in rule:
        month, day = rule.split("-")
        return dt.date(year, int(month), int(day))
    which, weekday, rest = rule.split(" ")
    nth_month, offset = int(rest[:2]), int(rest[2:] or 0)
    index = _WEEKDAYS.index(weekday)
    if which == "last":
        last = month_days(year, nth_month)[1]
        found = last - dt.timedelta(days=(last.weekday() - index) % 7)
    else:
        first = dt.date(year, nth_month, 1)
        found = first + dt.timedelta(days=(index - first.weekday()) % 7 + 7 * (int(which) - 1))
    return found + dt.timedelta(days=offset)


def holiday_weekend(holiday: Holiday, day: dt.date, policy: TimePolicy) -> Days:
    """The weekend of a holiday: as its rule says, else the nearest, joined with a holiday that touches it."""
    if holiday.weekend:
        return day + dt.timedelta(days=holiday.weekend[0]), day + dt.timedelta(days=holiday.weekend[1])
    ends = [weekend_of(day + dt.timedelta(days=off), policy) for off in (0, -7)]
    first, last = min(
        ends,
        key=lambda days: (
            0 if days[0] <= day <= days[1] else min(abs((days[0] - day).days), abs((day - days[1]).days))
        ),
    )
    if (first - day).days == 1:
        return day, last
    if (day - last).days == 1:
        return first, day
    return first, last


def part_of(days: Days, part: str, granularity: str, policy: TimePolicy) -> Days:
    """Early, mid, late, start, end, or a half of a period."""
    first, last = days
    if first == last:
        return days
    if part in ("first_half", "second_half"):
        return _half(days, part)
    if granularity == "month":
        early, mid = policy.month_parts
        starts = (1, early + 1, mid + 1)
        ends = (early, mid, last.day)
        index = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
        return first.replace(day=starts[index]), first.replace(day=ends[index])
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and (last + _DAY).day == 1 and months >= 3:
        third = months // 3
        if granularity == "year" and part in ("start", "end"):
            third = policy.edge_months
        index = {"early": 0, "start": 0, "mid": third, "late": months - third, "end": months - third}[part]
        length = months - 2 * third if part == "mid" else third
        return month_days(first.year, first.month + index, length)
    total = (last - first).days + 1
    if total == 7:
        offset, length = {"early": (0, 2), "start": (0, 2), "mid": (2, 2), "late": (4, 3), "end": (4, 3)}[
            part
        ]
        return first + dt.timedelta(days=offset), first + dt.timedelta(days=offset + length - 1)
    third = max(1, total // 3)
    offset, length = {
        "early": (0, third),
        "start": (0, third),
        "mid": (third, max(1, total - 2 * third)),
        "late": (total - third, third),
        "end": (total - third, third),
    }[part]
    start = first + dt.timedelta(days=min(offset, total - 1))
    return start, min(last, start + dt.timedelta(days=length - 1))


def _half(days: Days, part: str) -> Days:
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and (last + _DAY).day == 1 and months >= 2:
        middle = _month_start(first.year, first.month + months // 2)
    elif months == 1 and first.day == 1:
        middle = first.replace(day=16)
    else:
        middle = first + dt.timedelta(days=((last - first).days + 1) // 2)
    return (first, middle - _DAY) if part == "first_half" else (middle, last)


def shift(day: dt.date, amount: float, unit: str) -> dt.date:
    """`day` moved by calendar units; the 31st becomes the last day of a shorter month.

    Raises:
        OverflowError: if the result leaves the calendar (years 1 to 9999).
    """
    if unit in ("year", "decade", "century", "quarter", "month"):
        months = round(amount * {"year": 12, "decade": 120, "century": 1200, "quarter": 3, "month": 1}[unit])
        years, index = divmod(day.month - 1 + months, 12)
        year = day.year + years
        if not 1 <= year <= 9999:
            msg = f"{day} moved by {amount:g} {unit}s leaves the calendar"
            raise OverflowError(msg)
        return dt.date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))
    days = {"week": 7, "fortnight": 14, "weekend": 7, "day": 1, "night": 1}.get(unit)
    if days is None:
        return day + dt.timedelta(hours=amount * {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit])
    return day + dt.timedelta(days=round(amount * days))
