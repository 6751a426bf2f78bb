"""Publication days as pages write them: metadata values, URLs, bylines and wire datelines.

Only complete days count. A form that two readings share ("03/04/2025") is no date here, because a publication
date anchors every relative date of the article.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_OF_WEEK = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"(?:{_DAY_OF_WEEK}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}})|\d{{4}}-\d{{2}}-\d{{2}})"
)
_TIME = (
    r"(?:,?\s*(?:[@|–-]\s*|at\s+|T)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*\(?(?:[A-Z]{2,4}(?:/[A-Z]{2})?|[+-]\d{2}:?\d{2}|Z)\)?)?)?"
)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\Z")
_MONTH_FIRST = re.compile(rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?({_MONTH}),?[\s-]+(\d{{4}})(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")

_URL_DAY = re.compile(
    r"(?:^|[/_-])((?:19|20)\d{2})[/_-]?(\d{1,2}|[a-z]{3})[/_-]?(\d{1,2})(?=[/_.-]|$)", re.IGNORECASE
)

_PUBLISHED_LINE = re.compile(
    rf"(?:(?:first\s+)?published|posted|publication\s+date|date)(?:\s+on)?\s*:?\s+({_DATE}){_TIME}\.?(?:\s*[|•·(].*)?",
    re.IGNORECASE,
)
_UPDATED_LINE = re.compile(
    rf"(?:last\s+)?(?:updated|modified)(?:\s+on)?\s*:?\s+({_DATE}){_TIME}\.?(?:\s*[|•·(].*)?", re.IGNORECASE
)
_DATE_LINE = re.compile(rf"({_DATE}){_TIME}\.?", re.IGNORECASE)
_WIRE = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’ -]{{1,40}})(?:,\s+[A-Z][A-Za-z. ]{{1,25}})?,?\s+(?P<date>(?i:{_DATE}))\s*"
    r"(?:\((?P<agency>[^()]{2,40})\)|/(?P<slashed>[^/]{2,40})/)?\s*(?:-{1,2}|–|—)\s",
)
_BYLINE = re.compile(r"(?:words\s+|story\s+|written\s+)?by:?\s+(?=\S)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]{1,2}\s+")
_NAME = re.compile(
    r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|and|&|de|van|von|der|la|bin|al)|,(?=\s[A-Z])){0,11}"
)
_DESK = re.compile(
    r"(?:our|the)?\s*(?:[\w&'’-]+\s+){0,3}(?:staff|desk|team|reporters?|correspondents?|editors?|writers?)",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"(?:the\s+)?[A-Z0-9][\w.'’&-]*(?:\s+[\w.'’&-]+){0,5}", re.IGNORECASE)


def parse_day(value: str) -> dt.date | None:
    """The day a metadata value names, in the offset it is written in; None when it names no single day.

    >>> parse_day("2025-03-04T23:30:00-05:00")
    datetime.date(2025, 3, 4)
    >>> parse_day("Tue, 04 Mar 2025 08:00:00 GMT")
    datetime.date(2025, 3, 4)
    >>> parse_day("03/04/2025") is None
    True
    """
    value = value.strip()[:200]
    if match := _ISO.match(value) or _COMPACT.match(value):
        return _day(match.group(1), match.group(2), match.group(3))
    if match := _MONTH_FIRST.search(value):
        return _day(match.group(3), _month(match.group(1)), match.group(2))
    if match := _DAY_FIRST.search(value):
        return _day(match.group(3), _month(match.group(2)), match.group(1))
    if match := _NUMERIC.search(value):
        first, second, year = match.groups()
        if int(first) > 12 or first == second:
            return _day(year, second, first)
        if int(second) > 12:
            return _day(year, first, second)
    return None


def url_day(url: str | None) -> dt.date | None:
    """The day in a URL's path (``/2025/03/04/``, ``/2025/mar/04/``, ``-20250304``); None without one."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for match in _URL_DAY.finditer(path):
        year, month, day = match.groups()
        if month.isalpha():
            if month.lower() not in _MONTHS:
                continue
            month = _month(month)
        if found := _day(year, month, day):
            return found
    return None


def _month(name: str) -> str:
    return str(_MONTHS.index(name.lower()[:3]) + 1)


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= 1900 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a line that is no prose says of the article: who wrote it, for whom, and when."""

    published: dt.date | None = None
    modified: dt.date | None = None
    byline: str | None = None
    outlet: str | None = None


def read_credit(line: str) -> Credit | None:
    """Read a byline, "Published:" line, or bare date line; None when the line is anything else.

    >>> read_credit("By Ana Ruiz | Harbor Post | March 4, 2025").outlet
    'Harbor Post'
    >>> read_credit("By March 4, 2025, every episode will be out.") is None
    True
    """
    line = line.strip()
    if not line or len(line) > 160:
        return None
    if match := _PUBLISHED_LINE.fullmatch(line):
        return Credit(published=parse_day(match.group(1)))
    if match := _UPDATED_LINE.fullmatch(line):
        return Credit(modified=parse_day(match.group(1)))
    return _segments(line)


def _segments(line: str) -> Credit | None:
    """A line of segments ("By X | Outlet | date"), each of which must be known for what it is."""
    published = modified = byline = outlet = None
    for segment in _SEPARATOR.split(line):
        if match := _DATE_LINE.fullmatch(segment) or _PUBLISHED_LINE.fullmatch(segment):
            published = published or parse_day(match.group(1))
        elif match := _UPDATED_LINE.fullmatch(segment):
            modified = modified or parse_day(match.group(1))
        elif byline is None and (match := _BYLINE.match(segment)):
            name, day = _split_trailing_date(segment[match.end() :])
            if not _NAME.fullmatch(name) and not _DESK.fullmatch(name):
                return None
            byline, published = name, published or day
        elif outlet is None and _OUTLET.fullmatch(segment):
            outlet = segment
        elif segment:
            return None
    if byline is None and published is None and modified is None:
        return None
    return Credit(published=published, modified=modified, byline=byline, outlet=outlet)


def _split_trailing_date(segment: str) -> tuple[str, dt.date | None]:
    """("Ana Ruiz, March 4, 2025") -> ("Ana Ruiz", the day)."""
    if match := re.search(rf",?\s+(?:on\s+)?({_DATE}){_TIME}\s*\Z", segment, re.IGNORECASE):
        return segment[: match.start()].strip(), parse_day(match.group(1))
    return segment.strip(" ."), None


def read_wire(line: str) -> Credit | None:
    """Read the dateline a paragraph opens with, ``LEEDS, March 4, 2025 (Union Wire) - …``."""
    if match := _WIRE.match(line):
        agency = match.group("agency") or match.group("slashed")
        return Credit(published=parse_day(match.group("date")), outlet=agency)
    return None
