"""Hypothesis strategies that several test modules share."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from dateline.window import Window

days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))
publications = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31))


@st.composite
def windows(draw: st.DrawFn, *, bounded: bool = False) -> Window:
    """Any window, open ends among them unless `bounded`."""
    ends = days if bounded else st.none() | days
    first, last = draw(ends), draw(ends)
    if first and last and first > last:
        first, last = last, first
    approximate = draw(st.booleans()) and not (first is None and last is None)
    return Window(earliest=first, latest=last, approximate=approximate)
