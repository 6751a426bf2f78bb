"""Which number of 06/07/2022 is the day, as a text's own dates show it."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["NumericOrder", "numeric_order"]

NumericOrder = Literal["month-first", "day-first"]

_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\w/])")


def numeric_order(text: str) -> NumericOrder | None:
    """The order of day and month in the text's slashed dates; None where none can tell, or they disagree.

    >>> numeric_order("From 06/07/2022 to 25/12/2022.")
    'day-first'
    """
    if "/" not in text:
        return None
    numbers = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text)]
    day_first = any(first > 12 >= second for first, second in numbers)
    month_first = any(second > 12 >= first for first, second in numbers)
    if day_first == month_first:
        return None
    return "day-first" if day_first else "month-first"
