"""The line that says where and when a story was filed: "LEEDS, March 4, 2025 (Union Wire) - …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.places import Country, load_places

__all__ = ["Dateline", "read_dateline"]

_FIRST = 600
"""Code points from the start of a text in which its dateline stands."""
_LEAD = 60
"""Code points that prose goes on for after the dateline of an unlisted place; a row of a list does not."""
_DATE = (
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?"
    r"|\d{4}-\d{2}-\d{2})"
)
# Every part begins with a character that the one before it cannot hold, so nothing is tried in two ways.
_LINE = re.compile(
    r"(?P<place>[A-Z](?:[.'’-]?[ ]?[A-Z]){2,30})"
    r"(?:, [A-Z][a-z]{2,12}\.?(?: [A-Z][a-z]{2,12})?(?=,| \(|\s[-–—]))?"
    rf"(?:,? (?P<date>{_DATE}))?"
    r" ?(?P<agency>\([^()\n]{2,40}\)|/[^/\n]{2,40}/)? ?(?:--?|–|—) ?(?=\S)"
)
_SENTENCE = re.compile(r"[.!?][”\"’')]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a story was filed, and where its day stands in the text."""

    place: str
    """As written, in capitals."""
    country: Country | None
    """None where the place is not a listed one."""
    start: int | None
    """Offset of the day's words; None where the line gives no day."""
    end: int | None


@cache
def _cities() -> dict[str, Country]:
    return {city: country for country in load_places().country for city in country.cities}


def read_dateline(text: str) -> Dateline | None:
    """The dateline of an article's first paragraphs; None where no line is one.

    A listed city followed by a dash is one. So is another place in capitals that has a day or an agency and
    opens a paragraph of prose; rows of a list ("KELP HOUR, June 6 (Tin TV) - new") are not.

    >>> read_dateline("LEEDS, March 4, 2025 (Union Wire) - It is back.").place
    'LEEDS'
    """
    at = 0
    while 0 <= at < _FIRST:
        match = _LINE.match(text, at)
        if match is not None:
            found = _judge(text, match)
            if found is not None:
                return found
        at = text.find("\n", at) + 1
        if at == 0:
            return None
    return None


def _judge(text: str, match: re.Match[str]) -> Dateline | None:
    place = match["place"]
    country = _cities().get(place)
    if country is None:
        if match["date"] is None or match["agency"] is None:
            return None
        end = text.find("\n", match.end())
        rest = text[match.end() : end if end >= 0 else len(text)].rstrip()
        if len(rest) < _LEAD or not _SENTENCE.search(rest[-4:]):
            return None
    if match["date"] is None:
        return Dateline(place=place, country=country, start=None, end=None)
    return Dateline(place=place, country=country, start=match.start("date"), end=match.end("date"))
