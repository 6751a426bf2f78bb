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


TIME_WORDS = (
    "early mid late the end of beginning middle between from to until by before after no later than earlier at "
    "and or in on next last this following two three 18 6 months weeks years days ago later 2023 2024 1999 "
    "January May Sept . , - – June 6 6th Friday Sun weekend spring fall summer quarter Q3 H1 first second half "
    "holiday Thanksgiving Christmas midnight 8 p.m. 06/07/2022 2024-07-18 '90s 1980s as of writing tonight "
    "yesterday within about around more less a an half dozen few several \n \n\n ( ) “ ” ' $ % century fiscal year"
).split(" ")
time_soup = st.lists(st.sampled_from(TIME_WORDS), max_size=25).map(" ".join)
"""Texts made of time words in any order: what a grammar must survive."""
