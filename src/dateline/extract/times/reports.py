"""Reads the periods of business reports: "the year-earlier period", "for the year", "the 1988 quarter"."""

from __future__ import annotations

from dateline.extract.times.counted import CountedReader
from dateline.extract.times.nodes import Duration, Point, Unit
from dateline.extract.times.points import Read

__all__ = ["ReportReader"]


class ReportReader(CountedReader):
    """Reads periods that the figures of a report are compared by; they tell no window of their own."""

    def reported(self, i: int) -> Read:
        """A period that a report names by its place beside the one reported."""
        return self._compared(i) or self._year_reported(i) or self._period_of_year(i) or self._long(i)

    def _long(self, i: int) -> Read:
        """Reads "a month-long run", "their decades-long fight": a length without a number."""
        low, j = self.low, i + (self.low[i] in ("a", "an"))
        unit = self.w.units.get(low[j])
        if unit is None or low[j + 1] != "-" or low[j + 2] != "long" or unit in ("second", "quarter"):
            return None
        few, most = (1, 1) if low[j] == unit else (2, 6)
        return Duration(i=j, j=j + 3, low=few, high=most, unit=unit, vague=few != most), j + 3

    def _compared(self, i: int) -> Read:
        """Reads "the year-ago period", "the latest period", and "year-earlier" before figures."""
        found = self.w.deixis.at(self.low, i)
        if found is None or found[0] not in ("year_ago", "latest"):
            return None
        word, j = found
        if self.low[j] == "period":
            return Unit(i=i, j=j + 1, unit="quarter", deixis=word), j + 1
        if word == "year_ago" and self.low[j] in self.w.company["reported"]:
            start = i + (self.low[i] in ("a", "an"))
            return Unit(i=start, j=j, unit="quarter", deixis=word), j
        return None

    def _year_reported(self, i: int) -> Read:
        """Reads "for the year", "for the full year", and the length of "the year ended March 31"."""
        low = self.low
        if low[i] != "the":
            return None
        j = i + 1 + (low[i + 1] in ("full", "fiscal"))
        if low[j] != "year":
            return None
        if low[j + 1] in ("ended", "ending") and low[i + 1] == "year":
            return Duration(i=i, j=j + 1, low=1, high=1, unit="year"), j + 1
        led = i > 0 and low[i - 1] in ("for", "throughout")
        if not led or low[j + 1] in self.w.company["year_goes_on"] or self.year(j + 1):
            return None
        return Unit(i=i, j=j + 1, unit="year", deixis="in_question"), j + 1

    def _period_of_year(self, i: int) -> Read:
        """Reads "the 1988 quarter", "the 1988 period": the quarter reported, in that year."""
        low = self.low
        if low[i] != "the" or low[i + 2] not in ("period", "quarter"):
            return None
        year = self.year(i + 1)
        if year is None or year[1] != i + 2:
            return None
        return Point(i=i, j=i + 3, kind="year", year=year[0], name="period"), i + 3
