"""Joins points, amounts and units into whole times: parts, bounds, ranges, lists, counts from here or from events."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, cast

from dateline.extract.times.nodes import (
    AsOf,
    Bound,
    Clock,
    Duration,
    Either,
    Guess,
    Hanging,
    Node,
    Nth,
    Offset,
    Part,
    Point,
    Recurring,
    Sequence_,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.points import PointReader, Read
from dateline.extract.times.tokens import BREAK

__all__ = ["Grammar"]

_RANGE = frozenset("to until till through thru into - – —".split())
_DASHES = frozenset("-–—")
_PREPOSITIONS = frozenset("in on at during of over".split())
_STOP = frozenset([BREAK, "", ".", ",", ";", ":", "!", "?", "(", ")", '"', "“", "”", "—", "–"])
_ADJECTIVES = frozenset(
    "full straight consecutive more business working additional long short whole calendar solid entire extra further "
    "other successive or so complete weekend plus".split()
)


class Grammar(PointReader):
    """The whole grammar. `read` gives the longest time that starts at a token."""

    def read(self, i: int) -> Read:
        """The time that starts at token `i`, prepositions that bound it included."""
        return (
            self._as_of(i)
            or self._between(i)
            or self._from(i)
            or self._bound(i)
            or self._guess(i)
            or self._soon_after(i)
            or self.chain(i)
            or self._recurring(i)
            or self._vague(i)
        )

    # ------------------------------------------------------------------ around the whole

    def _as_of(self, i: int) -> Read:
        low = self.low
        if low[i] == "as" and low[i + 1] in ("of", "at"):
            j = i + 2
            if low[j] in ("this", "the", "time", "press", "publication", "our") and (end := self._writing(j)):
                return AsOf(i=i, j=end, of=None), end
            inner = self._inside(j)
            if inner is None:
                return None
            return AsOf(i=i, j=inner[1], of=inner[0]), inner[1]
        if low[i] == "at" and (end := self._writing(i + 1)):
            return AsOf(i=i, j=end, of=None), end
        return None

    def _writing(self, j: int) -> int | None:
        low = self.low
        if low[j] in ("this", "the", "our"):
            j += 1
        if low[j] in ("time", "moment", "date") and low[j + 1] == "of":
            j += 2
            if low[j] in ("this", "the"):
                j += 1
        elif low[j] == "press" and low[j + 1] == "time":
            return j + 2
        return j + 1 if low[j] in ("writing", "publication", "publishing", "posting", "reporting") else None

    def _between(self, i: int) -> Read:
        low = self.low
        j = i
        if low[j] in ("somewhere", "sometime"):
            j += 1
        if low[j] != "between":
            return None
        k = self._skip_small(j + 1)
        first = self._guess(k) or self.item(k)
        if first is None or low[first[1]] not in ("and", "to", "-", "–", "&"):
            return None
        last = self._inside(first[1] + 1) or self._second_day(first[0], first[1] + 1)
        if last is None:
            return None
        return Span(i=i, j=last[1], first=first[0], last=last[0]), last[1]

    def _from(self, i: int) -> Read:
        low = self.low
        if low[i] != "from":
            return None
        j = i + 1
        if low[j] in ("around", "about", "roughly", "approximately"):
            j += 1
        first = self.item(j)
        if first is None:
            return None
        moved = bool(self.w.company["move_verbs"] & set(low[max(0, i - 8) : i]))
        k = first[1]
        if low[k] == ",":
            k = first[1] + 1 if low[first[1] + 1] in _RANGE else first[1]
        if low[k] in _RANGE:
            m = k + 1
            if low[k] == "up" and low[m] == "to":
                m += 1
            if low[m] in ("around", "about", "roughly", "at") and low[m] != "at":
                m += 1
            last = self._inside(m) or self._second_day(first[0], m)
            if last and moved:
                return Sequence_(i=i, j=last[1], items=[first[0], last[0]]), last[1]
            if last:
                return Span(i=i, j=last[1], first=first[0], last=last[0]), last[1]
        node = first[0]
        if moved:
            return node, first[1]
        if isinstance(node, (Span, Duration, Sequence_, Recurring, Clock)):
            return replace(node, i=i), first[1]
        close = self.w.closes.at(low, first[1])
        if close and close[0] == "from" and not (low[first[1]] == "on" and self._on_continues(first[1])):
            return Bound(i=i, j=close[1], kind="from", of=node), close[1]
        if isinstance(node, (Unit, Offset)) and node.j - node.i > 1 and not isinstance(node, Point):
            # "from last year", "from two years ago": an origin, not a bound.
            return node, first[1]
        return Bound(i=i, j=first[1], kind="from", of=node, firm=False), first[1]

    def _on_continues(self, j: int) -> bool:
        """Whether "on" after a time begins the next phrase ("from May on Netflix") and does not mean onward."""
        return self.raw[j + 1][:1].isupper() or self.low[j + 1] in (
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            '"',
            "“",
            "this",
        )

    def _bound(self, i: int) -> Read:
        low, j = self.low, i
        if low[i] in ("on", "in", "to") and low[i + 1] in ("or", "around"):
            pass
        found = self.w.opens.at(low, i)
        if found is None:
            return None
        kind, j = found
        if (
            low[i] in ("past", "following", "at", "starting", "beginning", "effective")
            and i
            and low[i - 1] in ("the", "a")
        ):
            return None
        inner = self._inside(j)
        if inner is None:
            return None
        node, end = inner
        if isinstance(node, (Duration, Recurring, Vague)):
            return None
        if isinstance(node, Clock):
            return None
        phrase = " ".join(low[i:j])
        if kind in ("before", "after") and isinstance(node, Sequence_):
            return None
        firm = not phrase.startswith(("starting", "beginning", "effective", "commencing", "not until"))
        if phrase in ("until", "till", "until at least", "until sometime in") and self.w.company[
            "delay_verbs"
        ] & set(low[max(0, i - 7) : i]):
            # "pushed until 2025", "will not air until May": the time itself.
            return replace(node, i=i), end
        if phrase == "not until":
            return replace(node, i=i), end
        if kind == "after" and low[i] in ("past",) and isinstance(node, Unit):
            return None
        return Bound(
            i=i, j=end, kind=cast("Literal['before', 'by', 'after', 'from']", kind), of=node, firm=firm
        ), end

    def _guess(self, i: int) -> Read:
        found = self.w.around.at(self.low, i)
        if found:
            inner = self.chain(self._skip_small(found[1]))
            if inner and not isinstance(inner[0], (Duration, Offset, Recurring)):
                return Guess(i=i, j=inner[1], of=inner[0]), inner[1]
        found = self.w.sometime.at(self.low, i)
        if found:
            inner = self._inside(self._skip_small(found[1]))
            if inner and not isinstance(inner[0], (Duration, Recurring, Vague)):
                return replace(inner[0], i=i), inner[1]
        return None

    def _skip_small(self, j: int) -> int:
        return j + 1 if self.low[j] in ("in", "on", "during", "of", "at") else j

    def _inside(self, j: int) -> Read:
        """A time after a bound word, where "in" or "around" may come between."""
        j = self._skip_small(j)
        return self._guess(j) or self.chain(j)

    # ------------------------------------------------------------------ lists, ranges, closings

    def chain(self, i: int) -> Read:
        """An item, joined with those that follow it, and the words that close it."""
        low = self.low
        start = i
        if low[i] == "either":
            i += 1
        first = self.item(i)
        if first is None:
            return None
        node, j = first
        node = replace(node, i=start) if start != i else node
        joined = self._joined(node, j)
        if joined:
            node, j = joined
        return self._closed(node, j)

    def _closed(self, node: Node, j: int) -> tuple[Node, int]:
        low = self.low
        for table, comma in ((self.w.closes, True), (self.w.about_after, False)):
            k = j + 1 if comma and low[j] == "," else j
            found = table.at(low, k)
            if found is None:
                continue
            value, end = found
            if low[k] == "on" and end == k + 1:
                continue
            if isinstance(node, (Duration, Recurring, Vague, Clock)):
                continue
            if value is True:
                return Guess(i=node.i, j=end, of=node), end
            if low[k] in ("forward",) and not isinstance(node, Point):
                continue
            return Bound(i=node.i, j=end, kind=cast("Literal['from', 'by']", value), of=node), end
        return node, j

    def _joined(self, node: Node, j: int) -> tuple[Node, int] | None:
        low = self.low
        if isinstance(node, (Recurring, Vague, Duration, Clock)):
            return None
        word = low[j]
        if word in _RANGE and not isinstance(node, Offset):
            k = j + 1
            last = self._second_day(node, k) or self._inside(k)
            if last and self._range_fits(node, last[0], j):
                return Span(i=node.i, j=last[1], first=node, last=last[0]), last[1]
        if word == "or" or (word == "," and low[j + 1] == "or"):
            k = j + (2 if word == "," else 1)
            while low[k] in ("perhaps", "maybe", "possibly", "even", "in", "on", "during", "by", "probably"):
                k += 1
            other = self.item(k) or self._second_day(node, k)
            if other and not isinstance(other[0], (Duration, Recurring, Vague, Clock)):
                return Either(i=node.i, j=other[1], items=[node, other[0]]), other[1]
        if word in (",", "and", "&", "/"):
            return self._row(node, j)
        return None

    def _range_fits(self, first: Node, last: Node, j: int) -> bool:
        if isinstance(last, (Recurring, Vague, Duration, Clock, Hanging)):
            return False
        if self.low[j] in ("into", "until", "till", "through", "thru"):
            return not (self.low[j] == "into" and isinstance(first, Unit))
        if (
            self.low[j] == "to"
            and isinstance(first, Point)
            and first.kind == "year"
            and not isinstance(last, Point)
        ):
            return False
        if isinstance(first, Point) and isinstance(last, Point) and self.low[j] == "to":
            fine = {"day": 0, "weekday": 0, "holiday": 0}
            if fine.get(first.kind, 1) != fine.get(last.kind, 1):
                return False
        if self.low[j] == "—" and not (
            isinstance(first, Point) and isinstance(last, Point) and first.kind == last.kind
        ):
            return False
        return not isinstance(last, Offset)

    def _second_day(self, node: Node, k: int) -> tuple[Node, int] | None:
        """The bare second number of "June 6-8", "May 14 and 17, 2024", "2023-24"."""
        low = self.low
        inner = node.items[-1] if isinstance(node, (Either, Sequence_)) else node
        if not isinstance(inner, Point):
            return None
        if inner.kind == "day" and inner.month and low[k][:1].isdigit():
            day = self.day_number(k)
            if day is None or self._counts_something(day[1]) or self.month(day[1]):
                return None
            tail = self.year_tail(day[1])
            year = tail[0]
            return Point(
                i=k, j=tail[2], kind="day", year=year, year_word=tail[1], month=inner.month, day=day[0]
            ), tail[2]
        if inner.kind == "year" and inner.year and self.t.glued(k) and low[k].isdigit() and len(low[k]) == 2:
            year = inner.year // 100 * 100 + int(low[k])
            if inner.year < year <= inner.year + 15:
                return Point(i=k, j=k + 1, kind="year", year=year), k + 1
        if inner.kind == "decade" and (match := re.fullmatch(r"'?(\d0)s", low[k])):
            base = (inner.number or 0) // 100 * 100 + int(match[1])
            return Point(i=k, j=k + 1, kind="decade", number=base), k + 1
        return None

    def _counts_something(self, j: int) -> bool:
        low = self.low
        if low[j] in _STOP or low[j] in (
            "and",
            "or",
            "&",
            "-",
            "to",
            "through",
            "respectively",
            "at",
            "in",
            "on",
            "for",
            "with",
            "as",
            "by",
            "from",
            "when",
            "before",
            "after",
            "/",
            "'",
        ):
            return False
        return not self.year(j)

    def _row(self, node: Node, j: int) -> tuple[Node, int] | None:
        """Items in a row that share a month or a year: "May 14, 21 and 28", "March and April 2024"."""
        low, items, end = self.low, [node], j
        while True:
            k = end
            if low[k] == "," and low[k + 1] in ("and", "&", "or"):
                k += 1
            if low[k] not in (",", "and", "&", "or", "/") or len(items) > 12:
                break
            last_item = items[-1]
            if not isinstance(last_item, Point) or (last_item.year and last_item.kind != "month"):
                break
            comma = low[k] == ","
            following: Read = self._second_day(last_item, k + 1)
            if following and comma and not self._row_goes_on(following[1]):
                following = None
            if following is None and last_item.kind == "month" and not comma:
                found = self.year(k + 1)
                if found and last_item.year and not self._counted(found[1]):
                    following = (
                        Point(i=k + 1, j=found[1], kind="month", month=last_item.month, year=found[0]),
                        found[1],
                    )
            if (
                following is None
                and last_item.kind in ("month", "season", "day", "weekday", "quarter")
                and not last_item.year
            ):
                candidate = self.item(k + 1)
                if (
                    candidate
                    and isinstance(candidate[0], Point)
                    and candidate[0].kind == last_item.kind
                    and not (comma and not self._row_goes_on(candidate[1]))
                ):
                    following = candidate
            if following is None:
                break
            items.append(following[0])
            end = following[1]
        if len(items) == 1:
            return None
        return Sequence_(i=node.i, j=end, items=items), end

    def _row_goes_on(self, j: int) -> bool:
        k = j
        for _ in range(12):
            if self.low[k] in ("and", "&", "or"):
                return True
            if (
                self.low[k] != ","
                and not self.low[k][:1].isdigit()
                and self.low[k] not in self.w.months
                and self.low[k] not in self.w.seasons
            ):
                return False
            k += 1
        return False

    # ------------------------------------------------------------------ items

    def item(self, i: int) -> Read:
        """One time without bounds: a part, a period seen from here, an amount counted, or a point."""
        if self.low[i] in ("", BREAK):
            return None
        found = (
            self._part(i)
            or self._side(i)
            or self._deictic(i)
            or self._unit(i)
            or self._nth(i)
            or self._beside(i)
            or self._tv_season(i)
            or self.point(i)
            or self._amount_time(i)
            or self._late(i)
        )
        return self._with_clock(*found) if found else None

    def point(self, i: int) -> Read:
        """A point of the calendar, with the clock time before it."""
        return (
            self.numeric(i)
            or self.weekday(i)
            or self.day_month(i)
            or self.holiday(i)
            or self.month_point(i)
            or self.quarter(i)
            or self.fiscal_year(i)
            or self.season(i)
            or self.decade(i)
            or self._clock_then(i)
            or self.lone_year(i)
            or self._week_of(i)
        )

    def _clock_then(self, i: int) -> Read:
        found = self.clock(i)
        if found is None:
            return None
        clock, j = found
        assert isinstance(clock, Clock)
        k = j
        if self.low[k] == "," or self.low[k] in ("on", "this", "in"):
            k += 1 if self.low[k] != "this" else 0
        if self.low[k] == "on":
            k += 1
        day = (
            self._deictic(k)
            or self.weekday(k)
            or self.day_month(k)
            or self.holiday(k)
            or self.month_point(k)
            or self.numeric(k)
        )
        if day is None and (unit := self._unit(k)) and isinstance(unit[0], (Unit, Point)):
            day = unit if isinstance(unit[0], Point) or unit[0].unit == "day" else None
        if day is None:
            return clock, j
        node = day[0]
        if isinstance(node, Point) and node.kind in ("day", "weekday", "holiday"):
            return replace(node, i=i, of_day=clock.value), day[1]
        if isinstance(node, Unit):
            return replace(node, i=i, of_day=clock.value), day[1]
        return clock, j

    def _with_clock(self, node: Node, j: int) -> tuple[Node, int]:
        """Takes "at 8 p.m." after a day along."""
        if not (
            isinstance(node, Point)
            and node.kind in ("day", "weekday", "holiday")
            or isinstance(node, Unit)
            and node.unit == "day"
        ):
            return node, j
        k = j
        if self.low[k] == ",":
            k += 1
        if self.low[k] == "at":
            k += 1
        if (
            k == j
            and not self.low[k][:1].isdigit()
            or k > j
            and self.low[k - 1] == ","
            and not self.low[k][:1].isdigit()
        ):
            return node, j
        found = self.clock(k)
        if found is None or not isinstance(found[0], Clock):
            return node, j
        return replace(node, j=found[1], of_day=found[0].value), found[1]

    def _part(self, i: int) -> Read:
        found = self.w.parts.at(self.low, i)
        start = i
        if found is None and self.low[i] == "the":
            found = self.w.parts.at(self.low, i + 1)
        if found is None:
            return None
        first, j = found
        last = first
        low = self.low
        if low[j] == "-" and (low[j + 1] in ("to", "or") or self.w.parts.at(low, j + 1)):
            j += 1
        if low[j] in ("to", "or", "and", "/", "-", "–"):
            k = j + 1
            if low[k] in _DASHES:
                k += 1
            second = self.w.parts.at(low, k) or (self.w.parts.at(low, k + 1) if low[k] == "the" else None)
            if second and low[j] != "and":
                last, j = second
        while low[j] in ("-", "–", "in", "of", "to") and low[j] != "to":
            j += 1
        if low[j] == "in":
            j += 1
        whole = self._period(j)
        if whole is None:
            return None
        node, end = whole
        if isinstance(node, Point) and node.kind in ("weekday",) and first not in ("early", "late"):
            return None
        if first in ("end", "start") and isinstance(node, Point) and node.kind == "day":
            return None
        if isinstance(node, (Point, Unit)) and _is_day(node) and first in ("early", "late", "mid"):
            # "late yesterday", "early Tuesday": still that day.
            return (replace(node, i=start), end) if low[start] in ("early", "late", "mid") else None
        return Part(i=start, j=end, first=first, last=last, of=node), end

    def _period(self, j: int) -> Read:
        """What can have parts: a year, month, season, decade, or a unit seen from here."""
        low = self.low
        if low[j] in ("the", "a") and low[j + 1] in (
            "year",
            "month",
            "week",
            "quarter",
            "decade",
            "century",
            "weekend",
            "day",
        ):
            follow = low[j + 2]
            if follow != "of" and self.year(j + 2) is None:
                return Unit(i=j, j=j + 2, unit=low[j + 1], deixis="told"), j + 2
        if low[j] == "the" and low[j + 1] == "new" and low[j + 2] == "year":
            return Unit(i=j, j=j + 3, unit="year", deixis="next"), j + 3
        year = self.year(j + 1 if low[j] == "the" else j)
        if year and not self._counted(year[1]):
            return Point(i=j, j=year[1], kind="year", year=year[0]), year[1]
        month = self.month(j)
        if (
            month
            and low[j] not in self.w.holidays.vocabulary() | set()
            or month
            and self.year_tail(month[1])[2] > month[1]
        ):
            assert month is not None
            if self.day_number(month[1]) is None or self.year(month[1]):
                tail = self.year_tail(month[1])
                return Point(
                    i=j, j=tail[2], kind="month", month=month[0], year=tail[0], year_word=tail[1]
                ), tail[2]
        k = j + 1 if low[j] == "the" else j
        name = self.w.seasons.get(low[k])
        if name:
            tail = self.year_tail(k + 1, comma=False)
            if (
                low[k] not in ("fall", "spring")
                or tail[2] > k + 1
                or low[j - 1] in ("of", "-", "late", "early", "mid", "in")
            ):
                return Point(i=j, j=tail[2], kind="season", name=name, year=tail[0], year_word=tail[1]), tail[
                    2
                ]
        found = self._deictic(j) or self._unit(j) or self.point(j)
        if found and isinstance(found[0], (Point, Unit)):
            return found
        return None

    def _late(self, i: int) -> Read:
        """ "year-end", "year's end", "the year 2024's close"."""
        low = self.low
        k = i + 1 if low[i] == "the" else i
        if low[k] in ("midyear", "midsummer", "midwinter", "midweek") or (
            low[k] == "mid" and low[k + 1] == "-" and low[k + 2] == "year"
        ):
            m = k + 1 if low[k] != "mid" else k + 3
            tail = self.year_tail(m)
            name = self.w.seasons.get(low[k][3:])
            if name:
                of_season = Point(i=i, j=tail[2], kind="season", name=name, year=tail[0], year_word=tail[1])
                return Part(i=i, j=tail[2], first="mid", last="mid", of=of_season), tail[2]
            whole: Node = Unit(i=i, j=m, unit="week" if low[k] == "midweek" else "year", deixis="this")
            if tail[0] or tail[1]:
                whole = Point(i=i, j=tail[2], kind="year", year=tail[0], year_word=tail[1])
            return Part(i=i, j=tail[2], first="mid", last="mid", of=whole), tail[2]
        if low[k] == "new" and low[k + 1] == "year" and k > i and low[k + 2] not in ("'", "'s", "eve", "day"):
            return Unit(i=i, j=k + 2, unit="year", deixis="new"), k + 2
        unit = self.w.units.get(low[k])
        if (
            unit in ("year", "month", "week", "quarter", "decade")
            and low[k + 1] in ("-", "'s", "end")
            and ("end" in low[k + 1 : k + 3] or low[k + 2] == "close")
        ):
            after = k + (2 if low[k + 1] == "end" else 3)
            if low[k + 1] == "end" and unit != "year":
                return None
            tail = self.year_tail(after)
            of: Node = Unit(i=i, j=after, unit=unit, deixis="this")
            if tail[0] or tail[1]:
                of = Point(i=i, j=tail[2], kind="year", year=tail[0], year_word=tail[1])
            return Part(i=i, j=tail[2], first="end", last="end", of=of), tail[2]
        found = self.year(k)
        if found and low[found[1]] == "'s" and low[found[1] + 1] in ("end", "close", "start", "beginning"):
            edge = "end" if low[found[1] + 1] in ("end", "close") else "start"
            j = found[1] + 2
            return Part(i=i, j=j, first=edge, last=edge, of=Point(i=i, j=j, kind="year", year=found[0])), j
        return None

    def _side(self, i: int) -> Read:
        """ "later this year", "earlier that month", "later in 2024"."""
        low = self.low
        if low[i] not in ("later", "earlier"):
            return None
        side = cast("Literal['later', 'earlier']", low[i])
        j = i + 1
        if low[j] in ("on", "in", "during"):
            j += 1
            if low[j] == "in":
                j += 1
        if low[j] == "today":
            return Unit(i=i, j=j + 1, unit="day", deixis="this", days=0), j + 1
        whole = self._period(j)
        if whole is None:
            return None
        node, end = whole
        if isinstance(node, Unit) and node.count is None and node.unit != "day":
            return Unit(i=i, j=end, unit=node.unit, deixis=node.deixis, side=side), end
        if isinstance(node, Point) and node.kind in ("year", "month", "season", "decade"):
            return Unit(i=i, j=end, unit=node.kind, deixis="of", side=side, of=node), end
        if _is_day(node):
            return replace(node, i=i), end
        return None

    # ------------------------------------------------------------------ periods seen from here

    def _deictic(self, i: int) -> Read:
        low = self.low
        found = self.w.deictic_days.at(low, i)
        if found is None and low[i] == "the":
            found = self.w.deictic_days.at(low, i)
        if found:
            days, j = found
            if (
                low[i] == "today"
                and low[j] == "'s"
                and self.raw[i][0].isupper()
                and self.raw[j + 1][:1].isupper()
            ):
                return None
            of_day = "NI" if low[i] in ("tonight", "tonite", "overnight") else None
            if low[j] in self.w.dayparts and of_day is None:
                of_day, j = self.w.dayparts[low[j]], j + 1
            return Unit(i=i, j=j, unit="day", deixis="this", days=days, of_day=of_day), j
        return None

    def _unit(self, i: int) -> Read:
        """ "this week", "the past two years", "last night", "next March", "the following two months of 2023"."""
        low = self.low
        if low[i] == "the" and low[i + 1] == "weekend":
            led = i and low[i - 1] in self.w.company["season_leads"]
            if not led or low[i + 2] in self.w.company["weekend_no_time_after"]:
                return None
            return Unit(i=i, j=i + 2, unit="weekend", deixis="near"), i + 2
        if low[i] == "the" and low[i + 1] == "quarter" and i and low[i - 1] in ("for", "in", "during") and low[i + 2] != "of":
            return Unit(i=i, j=i + 2, unit="quarter", deixis="in_question"), i + 2
        found = self.w.deixis.at(low, i)
        if found is None:
            return None
        word, j = found
        if (
            self.raw[i][0].isupper()
            and self.raw[j][:1].isupper()
            and i
            and low[i - 1] in ('"', "“", "`", "'", "‘")
        ):
            return None
        if low[j] in ("a", "an"):
            return None
        part = self.w.dayparts.get(low[j])
        if (
            part
            and word
            in ("this", "last", "past", "previous", "same", "following", "next", "coming", "the_next")
            and not low[j].endswith("s")
        ):
            days = {"this": 0, "last": -1, "past": -1}.get(word)
            if days is not None:
                return Unit(i=i, j=j + 1, unit="day", deixis="this", days=days, of_day=part), j + 1
            return Unit(i=i, j=j + 1, unit="day", deixis=word, of_day=part), j + 1
        if word != "current" and not (
            word == "same"
            and low[i] == "that"
            and low[j] not in self.w.weekdays
            and low[j] not in self.w.seasons
        ):
            pointed = self._pointed(i, j, word)
            if pointed:
                return pointed
        count: tuple[float, float] | None = None
        number = self._number(j)
        if number and low[j] not in ("a", "an"):
            count, k = (number[0], number[1]), number[2]
            if low[k] == "-":
                k += 1
        else:
            k = j
        if low[k] in (
            "full",
            "calendar",
            "fiscal",
            "financial",
            "business",
            "broadcast",
            "whole",
            "entire",
            "consecutive",
            "straight",
        ):
            fiscal = low[k] in ("fiscal", "financial")
            k += 1
        else:
            fiscal = False
        if low[k] == "weekend" and low[k + 1] == "'":
            return None
        unit = self.w.units.get(low[k])
        if unit is None or unit == "second" and count is None:
            return None
        plural = low[k].endswith("s") and unit != low[k] or low[k] == "centuries"
        if plural and count is None:
            if word in ("this", "same", "last", "next") and unit != "day" and word not in ("last", "next"):
                return None
            count = (2, 6)
        if not plural and count is not None and count != (1, 1) and low[k - 1] != "-":
            return None
        if unit == "night" and word not in ("this", "last", "same", "following", "next", "previous"):
            return None
        if (
            word == "same"
            and low[i] == "that"
            and not plural
            and low[k + 1] in ("is", "of", "was", "we", "has")
            and unit in ("day", "time", "second", "minute")
        ):
            return None
        j = k + 1
        of: Node | None = None
        if low[j] == "of" and word in ("following", "next", "the_next", "last", "previous", "coming"):
            whole = self._period(j + 1)
            if whole and isinstance(whole[0], Point):
                of, j = whole
        if word == "last" and count and of is None and low[i] == "the" and low[j] == "of":
            return None
        if word in ("same", "this") and low[j] == "of" and self.year(j + 1):
            return None
        if unit == "year" and low[j] == "'s" and word in ("this", "last", "next"):
            quarter = self.quarter(j + 1)
            if quarter and isinstance(quarter[0], Point) and quarter[0].year is None:
                return replace(quarter[0], i=i, year_word=word), quarter[1]
        if word == "same" and low[i] == "that" and unit in ("second", "minute", "hour", "quarter"):
            return None
        return Unit(i=i, j=j, unit=unit, deixis=word, count=count, of=of, fiscal=fiscal), j

    def _pointed(self, i: int, j: int, word: str) -> Read:
        """A weekday, month, season or holiday with a word of direction before it."""
        low = self.low
        if low[j] in self.w.weekdays:
            point = self.weekday(j)
        elif low[j] in self.w.months and self.raw[j][0].isupper():
            month = self.month(j)
            if month is None:
                return None
            day = self.day_number(month[1])
            if day and not low[month[1]].isalpha():
                point = self.month_point(j)
            else:
                if low[j] == "may" and low[i] == "that":
                    return None
                tail = self.year_tail(month[1])
                point = (
                    Point(i=j, j=tail[2], kind="month", month=month[0], year=tail[0], year_word=tail[1]),
                    tail[2],
                )
        elif low[j] in self.w.seasons:
            tail = self.year_tail(j + 1, comma=False)
            if tail[0] is None and low[i] == "that":
                return None
            point = Point(i=j, j=tail[2], kind="season", name=self.w.seasons[low[j]], year=tail[0]), tail[2]
        else:
            point = self.holiday(j)
            if (
                point is None
                and (slot := self.w.slots.at(low, j))
                and word in ("this", "next", "last", "coming", "past")
            ):
                point = Point(i=j, j=slot[1], kind="slot", name=slot[0]), slot[1]
            if point is None and (quarter := self.quarter(j)) and low[j] != "the":
                point = quarter
        if point is None or not isinstance(point[0], Point):
            return None
        return replace(point[0], i=i, deixis=word), point[1]

    def _nth(self, i: int) -> Read:
        """ "the first week of March", "the first two weeks of July", "the last Friday in May", "the final days of 2024"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        if low[j] == "very":
            j += 1
        n = self.w.ordinals.get(low[j], 0)
        if not n and (match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", low[j])):
            n = int(match[1])
        if not n or n > 53:
            return None
        j += 1
        if low[j] in ("full", "calendar"):
            j += 1
        count = 1
        number = self._number(j)
        if number and low[j] not in ("a", "an"):
            count, j = max(1, round(number[1])), number[2]
        weekday = self.w.weekdays.get(low[j]) if self.raw[j][:1].isupper() else None
        unit = None if weekday is not None else self.w.units.get(low[j])
        if weekday is None and unit not in ("week", "weekend", "month", "day", "quarter", "year", "decade"):
            return None
        if low[j + 1] in ("of", "in"):
            k = j + 2
        elif low[j + 1] == "during" or low[j + 1] == "after":
            return None
        else:
            return None
        if low[j].endswith("s") and count == 1 and low[j] not in self.w.weekdays:
            count = 3
        whole = self._period(k)
        if whole is None or isinstance(whole[0], Point) and whole[0].kind in ("day", "weekday", "holiday"):
            return None
        if unit == "day" and count == 1 and not isinstance(whole[0], Point):
            return None
        return Nth(i=i, j=whole[1], n=n, unit=unit, weekday=weekday, count=count, of=whole[0]), whole[1]

    def _beside(self, i: int) -> Read:
        """ "The Friday after Thanksgiving", "the weekend before Halloween"."""
        low, j = self.low, i
        if low[j] != "the":
            return None
        weekday = self.w.weekdays.get(low[j + 1]) if self.raw[j + 1][:1].isupper() else None
        if weekday is None and low[j + 1] not in ("weekend", "week"):
            return None
        if low[j + 2] not in ("after", "before", "following"):
            return None
        anchor = self.holiday(j + 3) or self.month_point(j + 3) or self.day_month(j + 3)
        if anchor is None or not isinstance(anchor[0], Point) or anchor[0].kind not in ("day", "holiday"):
            return None
        n = -1 if low[j + 2] == "before" else 1
        unit = None if weekday is not None else low[j + 1]
        return Nth(
            i=i, j=anchor[1], n=n, unit=unit, weekday=weekday, count=1, of=anchor[0], beyond=True
        ), anchor[1]

    def _week_of(self, i: int) -> Read:
        """ "the week of April 7, 2025", "the weekend of June 6-8", "the night of May 3"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        if low[j] not in (
            "week",
            "weekend",
            "month",
            "night",
            "morning",
            "evening",
            "afternoon",
            "summer",
            "quarter",
        ) or low[j + 1] not in ("of", "beginning", "starting", "ending", "ended", "ending"):
            return None
        k = j + 2
        if low[k] in ("the", "on"):
            k += low[k] == "on"
        found = self.point(k)
        if found is None or not isinstance(found[0], Point):
            return None
        node = found[0]
        unit = low[j]
        if unit in ("week", "weekend") and node.kind in ("day", "holiday"):
            ends = low[j + 1] in ("ending", "ended")
            return replace(
                node, i=i, week=unit == "week", weekend=unit == "weekend", shift=-6 if ends else 0
            ), found[1]
        if unit in self.w.dayparts and node.kind in ("day", "holiday", "weekday"):
            return replace(node, i=i, of_day=self.w.dayparts[unit]), found[1]
        if unit == "month" and node.kind == "month":
            return replace(node, i=i), found[1]
        return None

    def _tv_season(self, i: int) -> Read:
        """ "the 2024-25 season", "the 2023–2024 television season"."""
        low, j = self.low, i
        if low[j] == "the":
            j += 1
        first = self.year(j)
        if first is None or low[j + 1] not in ("-", "–", "/") or not self.t.glued(j + 1):
            return None
        second = self.year(j + 2)
        year = (
            second[0]
            if second
            else first[0] // 100 * 100 + int(low[j + 2])
            if low[j + 2].isdigit() and len(low[j + 2]) == 2
            else 0
        )
        k = j + 3
        while low[k] in (
            "tv",
            "television",
            "broadcast",
            "primetime",
            "network",
            "school",
            "academic",
            "theatrical",
            "nba",
            "nfl",
            "awards",
        ):
            k += 1
        if year != first[0] + 1 or low[k] not in ("season", "year"):
            return None
        return Point(i=i, j=k + 1, kind="tv-season", year=first[0]), k + 1

    # ------------------------------------------------------------------ amounts

    def _number(self, i: int) -> tuple[float, float, int, bool] | None:
        """A count: fewest, most, the token after it, and whether it is vague."""
        low, w = self.low, self.w
        vague = w.vague_counts.at(low, i)
        if vague:
            value, j = vague
            if low[i] == "half" and low[j] in ("a", "an"):
                j += 1
            if low[i] == "another" and (more := self._number(j)):
                return more
            return value[0], value[1], j, value[0] != value[1]
        first = self._count(i)
        if first is None:
            return None
        value, j = first
        if low[j] in ("to", "or", "-", "–") or low[j] == "and" and low[i - 1] == "between":
            second = self._count(j + 1)
            if second and second[0] > value and not (low[j] in _DASHES and low[j + 1] in ("a", "an")):
                return value, second[0], second[1], False
        if low[j] == "1" and low[j + 1] == "/" and low[j + 2] == "2":
            return value + 0.5, value + 0.5, j + 3, False
        if low[j] == "½":
            return value + 0.5, value + 0.5, j + 1, False
        if (
            low[j] in ("and", "-")
            and low[j + 1] in ("a", "and")
            and "half" in (low[j + 2], low[j + 3], low[j + 4])
        ):
            k = j
            while low[k] != "half":
                k += 1
            return value + 0.5, value + 0.5, k + 1, False
        return value, value, j, False

    def _count(self, i: int) -> tuple[float, int] | None:
        low = self.low[i]
        if re.fullmatch(r"\d{1,5}(?:\.\d+)?", low):
            return float(low), i + 1
        value = self.w.numbers.get(low)
        if value is None:
            return None
        j = i + 1
        if 20 <= value <= 90:
            k = j + 1 if self.low[j] == "-" else j
            unit = self.w.numbers.get(self.low[k], 0)
            if 1 <= unit <= 9 and self.low[k] not in ("a", "an"):
                return value + unit, k + 1
        if self.low[j] == "hundred":
            return value * 100.0, j + 1
        if self.low[j] == "dozen" and low in ("a", "two", "three"):
            return value * 12.0, j + 1
        return float(value), j

    def amount(self, i: int) -> tuple[Duration, int] | None:
        """A length of time: "six months", "more than two years", "a year and a half", bare "weeks"."""
        low = self.low
        start, mod = i, None
        found = self.w.amount_mods.at(low, i)
        while found and not (low[found[1] - 1] in ("a", "the") and found[1] - i == 1):
            mod = found[0] if found[0] != "EXACT" or mod is None else mod
            i = found[1]
            found = self.w.amount_mods.at(low, i)
        if low[i] == "the" and start == i:
            i += 1
            while low[i] in (
                "first",
                "last",
                "final",
                "latest",
                "past",
                "initial",
                "opening",
                "next",
                "full",
                "entire",
                "whole",
            ):
                i += 1
            if (
                self._number(i) is None
                or low[i] in ("a", "an", "half")
                or not low[i - 1] == "the"
                and low[i - 1] in ("last", "past", "next")
            ):
                return None
        number = self._number(i)
        if number:
            few, most, j, vague = number
        else:
            few, most, j, vague = 2.0, 6.0, i, True
        if low[j] == "-":
            j += 1
        while low[j] in _ADJECTIVES:
            j += 1
        unit = self.w.units.get(low[j])
        if unit is None:
            return None
        plural = low[j] != unit
        if number is None and (
            not plural
            or unit in ("second", "minute")
            and low[j + 1] not in ("later", "after", "ago", "before")
        ):
            return None
        if unit == "second" and not plural and low[j - 1] != "-":
            return None
        if unit == "quarter" or (low[start] == "the" and not plural):
            return None
        if (
            number
            and not plural
            and (most > 1)
            and low[j - 1] != "-"
            and low[j + 1]
            not in (
                "low",
                "high",
                "deal",
                "period",
                "meeting",
                "rally",
                "run",
                "sentence",
                "career",
                "ban",
                "break",
                "hiatus",
                "gap",
                "wait",
                "stretch",
            )
        ):
            return None
        if low[j - 1] in ("a", "an") and low[j + 1] == "-" and unit != "night":
            return None
        j += 1
        if low[j] == "and" and low[j + 1] == "a" and low[j + 2] == "half":
            few, most, j = few + 0.5, most + 0.5, j + 3
        elif (
            low[j] == "and"
            and (more := self._number(j + 1))
            and self.w.units.get(low[more[2]]) in ("month", "week", "day", "minute", "second")
            and unit in ("year", "month", "week", "hour", "minute")
            and low[more[2]] not in ("second",)
        ):
            small = {"month": 1 / 12, "week": 7 / 30, "day": 1 / 7, "minute": 1 / 60, "second": 1 / 60}[
                self.w.units[low[more[2]]]
            ]
            if unit == "year" and self.w.units[low[more[2]]] == "month":
                few, most, unit, j = few * 12 + more[0], most * 12 + more[1], "month", more[2] + 1
            elif unit != "year":
                few, most, j = few + more[0] * small, most + more[1] * small, more[2] + 1
        if low[j] == "or" and low[j + 1] == "so":
            mod, j = "APPROX", j + 2
        elif low[j] == "or" and low[j + 1] in ("more", "longer"):
            mod, j = "EQUAL_OR_MORE", j + 2
        elif low[j] == "or" and low[j + 1] in ("less", "fewer"):
            mod, j = "EQUAL_OR_LESS", j + 2
        elif low[j] == "'":
            j += 1
        if mod == "EXACT":
            mod = None
        return Duration(i=start, j=j, low=few, high=most, unit=unit, mod=mod, vague=vague), j

    def _amount_time(self, i: int) -> Read:
        """An amount and what it is counted from; alone, a duration."""
        low = self.low
        ahead = None
        if low[i] in ("in", "within") and low[i + 1] != "the":
            ahead, k = low[i], i + 1
        else:
            k = i
        found = self.amount(k)
        if found is None:
            return self._day_before(i)
        length, j = found
        offset = self._counted_from(i, length, j)
        if offset:
            return offset
        if length.unit == "night" or low[j] in ("old", "olds") or low[j] == "-" and low[j + 1] == "old":
            return None
        if low[length.i] in ("a", "an") and self._rate(length.i):
            return None
        length = self._trimmed(length)
        if ahead:
            return self._ahead(i, ahead, length, j)
        if length.vague and low[length.i] in self.w.units:
            return None
        return length, j

    def _rate(self, i: int) -> bool:
        """Whether "a year" after a count is a rate ("four flights a week"), no length."""
        before = self.low[i - 1] if i else ""
        return (
            before[:1].isdigit()
            or before in ("times", "once", "twice", "cents", "%", "percent", "million", "billion", "trillion")
            or (
                before.endswith("s")
                and not before.endswith("ss")
                and before not in ("lasts", "takes", "was", "is", "has", "as", "runs", "spends", "'s")
            )
        )

    def _trimmed(self, length: Duration) -> Duration:
        """Leaves out words that do not change the amount: "only six months", "over three years" of a stretch."""
        i = length.i
        low = self.low
        while i < length.j - 1 and low[i] in (
            "over",
            "just",
            "only",
            "barely",
            "mere",
            "under",
            "within",
            "scarcely",
            "beyond",
            "exactly",
            "precisely",
            "another",
        ):
            if low[i] == "just" and low[i + 1] in ("over", "under"):
                break
            if low[i] == "another":
                break
            i += 1
        if i == length.i:
            return length
        return replace(
            length, i=i, mod=None if length.mod in ("MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS") else length.mod
        )

    def _ahead(self, i: int, word: str, length: Duration, j: int) -> Read:
        """ "in three months": counted from here, to be settled by tense; "within": up to then."""
        mod = length.mod or ("EQUAL_OR_LESS" if word == "within" else None)
        return Offset(
            i=i,
            j=j,
            low=length.low,
            high=length.high,
            unit=length.unit,
            direction=1,
            anchor="now",
            mod=f"IN:{mod or ''}",
            vague=length.vague,
        ), j

    def _counted_from(self, i: int, length: Duration, j: int) -> Read:
        low, offsets = self.low, self.w.offsets
        span = {
            "low": length.low,
            "high": length.high,
            "unit": length.unit,
            "mod": length.mod,
            "vague": length.vague,
        }

        def offset(
            end: int, direction: Literal[-1, 1], anchor: Node | Literal["now", "ref"]
        ) -> tuple[Node, int]:
            return Offset(i=i, j=end, direction=direction, anchor=anchor, **span), end  # type: ignore[arg-type]

        if (hit := offsets["ago"].at(low, j)) and (low[j] != "back" or low[hit[1]] in _STOP):
            end = hit[1]
            if low[end] == "today":
                return offset(end + 1, -1, Unit(i=end, j=end + 1, unit="day", deixis="this"))
            if low[end] == "this" and low[end + 1] in ("week", "month"):
                return offset(end + 2, -1, Unit(i=end, j=end + 2, unit=low[end + 1], deixis="this"))
            return offset(end, -1, "now")
        if (hit := offsets["hence"].at(low, j)) and (low[j] != "time" or low[j - 1] == "'"):
            return offset(hit[1], 1, "now")
        for name, direction in (("after", 1), ("before", -1)):
            hit = offsets[name].at(low, j)
            if (
                hit is None
                or low[j] in ("to", "from", "past", "until")
                and low[j + 1] not in ("now", "today", "the")
                and not self._dated(hit[1])
            ):
                continue
            anchor = self._dated(hit[1])
            if anchor and not isinstance(anchor[0], (Duration, Recurring, Vague, Clock)):
                if low[j] == "from" and isinstance(anchor[0], Point) and anchor[0].kind == "weekday":
                    anchor = replace(anchor[0], deixis=anchor[0].deixis or "coming"), anchor[1]
                return offset(anchor[1], cast("Literal[-1, 1]", direction), anchor[0])
            event = self._event(hit[1])
            if event and low[j] not in ("to", "past", "until", "from"):
                return Hanging(
                    i=i,
                    j=event,
                    direction="after" if direction > 0 else "before",
                    amount=length,
                    event_i=hit[1],
                    event_j=event,
                ), event
        if (hit := offsets["later"].at(low, j)) and (low[j] != "on" or low[j + 1] in _STOP):
            return offset(hit[1], 1, "ref") if low[j] != "on" else offset(hit[1], 1, "ref")
        if hit := offsets["earlier"].at(low, j):
            return offset(hit[1], -1, "ref")
        return None

    def _dated(self, j: int) -> Read:
        return (
            self._part(j)
            or self._deictic(j)
            or self._unit(j)
            or self._nth(j)
            or self._tv_season(j)
            or self.point(j)
        )

    def _day_before(self, i: int) -> Read:
        """ "the day after", "the week before", "the next day": one unit from another time."""
        low, j = self.low, i
        if low[j] != "the":
            return None
        unit = self.w.units.get(low[j + 1])
        if unit not in ("day", "week", "month", "year", "night", "weekend") or low[j + 1] != unit:
            return None
        word = low[j + 2]
        if word not in ("before", "after", "following", "prior", "preceding", "earlier", "previous"):
            return None
        direction: Literal[-1, 1] = 1 if word in ("after", "following") else -1
        k = j + 3
        if word == "prior" and low[k] == "to":
            k += 1
        anchor = self._dated(k)
        unit = "day" if unit == "night" else unit
        if anchor and not isinstance(anchor[0], (Duration, Recurring, Vague, Clock)):
            return Offset(
                i=i, j=anchor[1], low=1, high=1, unit=unit, direction=direction, anchor=anchor[0]
            ), anchor[1]
        event = self._event(k)
        if event:
            one = Duration(i=i, j=j + 2, low=1, high=1, unit=unit)
            return Hanging(
                i=i,
                j=event,
                direction="after" if direction > 0 else "before",
                amount=one,
                event_i=k,
                event_j=event,
            ), event
        if word in ("following", "earlier", "prior", "preceding", "previous") or low[k] in _STOP:
            return Offset(i=i, j=j + 3, low=1, high=1, unit=unit, direction=direction, anchor="ref"), j + 3
        return None

    def _event(self, j: int) -> int | None:
        """The token after the words of an event: a noun phrase or a short clause."""
        low, k = self.low, j
        while k < self.n and k - j < 12 and low[k] not in _STOP:
            if k > j and low[k] in (
                "and",
                "but",
                "or",
                "which",
                "that",
                "when",
                "while",
                "as",
                "because",
                "according",
                "so",
                "on",
                "in",
                "at",
                "with",
            ):
                break
            k += 1
        if k - j == 1 and (
            low[j] in ("the", "a", "that", "this", "it") or low[j] in ("and", "but", "or", "with")
        ):
            return None
        return k if k > j else None

    def _soon_after(self, i: int) -> Read:
        """ "shortly following the renewal", "after the premiere": before or after an event, no amount told."""
        low = self.low
        qualified = self.w.qualifiers.at(low, i)
        k = qualified[1] if qualified else i
        for name, table in (("after", self.w.event_after), ("before", self.w.event_before)):
            hit = table.at(low, k)
            if hit is None:
                continue
            event = self._event(hit[1])
            if event is None:
                return None
            near = [word for word in low[hit[1] : event][:7] if word in self.w.event_nouns]
            if not qualified and not near:
                return None
            return Hanging(
                i=i,
                j=event,
                direction=cast("Literal['before', 'after']", name),
                amount=None,
                event_i=hit[1],
                event_j=event,
                soon=qualified is not None,
            ), event
        return None

    # ------------------------------------------------------------------ recurring and vague

    def _recurring(self, i: int) -> Read:
        low = self.low
        found = self.w.each.at(low, i)
        if found and low[i] != "per":
            j = found[1]
            number = self._number(j)
            if number and low[j] not in ("a", "an"):
                j = number[2]
            unit = self.w.units.get(low[j])
            if unit and unit != "second":
                n = int(number[0]) if number else 2 if "other" in low[i:j] else 1
                return Recurring(i=i, j=j + 1, value=_period_value(n, n, unit)), j + 1
            if low[j] in self.w.weekdays and self.raw[j][0].isupper():
                j += 1
                if low[j] in self.w.dayparts:
                    j += 1
                return Recurring(
                    i=i,
                    j=j,
                    value=f"XXXX-WXX-{self.w.weekdays[low[j - 1]] + 1 if low[j - 1] in self.w.weekdays else self.w.weekdays[low[j - 2]] + 1}",
                ), j
            if low[j] in self.w.dayparts:
                return Recurring(i=i, j=j + 1, value=f"XXXX-XX-XXT{self.w.dayparts[low[j]]}"), j + 1
            if low[j] in self.w.seasons:
                code = {"spring": "SP", "summer": "SU", "fall": "FA", "winter": "WI"}[self.w.seasons[low[j]]]
                return Recurring(i=i, j=j + 1, value=f"XXXX-{code}"), j + 1
            if low[j] in self.w.months and self.raw[j][0].isupper():
                return Recurring(i=i, j=j + 1, value=f"XXXX-{self.w.months[low[j]]:02}"), j + 1
            return None
        if low[i] in self.w.set_adverbs and not (
            self.raw[i][0].isupper() and i and self.low[i - 1] not in (".", BREAK)
        ):
            return Recurring(i=i, j=i + 1, value=self.w.set_adverbs[low[i]]), i + 1
        singular = low[i][:-1]
        if (
            low[i].endswith("s")
            and singular in self.w.weekdays
            and self.raw[i][0].isupper()
            and len(singular) > 4
        ):
            return Recurring(i=i, j=i + 1, value=f"XXXX-WXX-{self.w.weekdays[singular] + 1}"), i + 1
        if low[i] in self.w.weekdays and low[i + 1] in self.w.dayparts and low[i + 1].endswith("s"):
            return Recurring(i=i, j=i + 2, value=f"XXXX-WXX-{self.w.weekdays[low[i]] + 1}"), i + 2
        return None

    def _vague(self, i: int) -> Read:
        found = self.w.vague_refs.at(self.low, i)
        if found is None or self.low[i] in ("ago",):
            return None
        return Vague(i=i, j=found[1], ref=found[0]), found[1]


def _is_day(node: Node) -> bool:
    return (isinstance(node, Point) and node.kind in ("day", "weekday")) or (
        isinstance(node, Unit) and node.unit == "day"
    )


def _period_value(low: float, high: float, unit: str) -> str:
    letter = {
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "decade": "DE",
        "century": "CE",
        "hour": "H",
        "minute": "M",
        "second": "S",
        "quarter": "Q",
        "fortnight": "W",
        "night": "D",
        "weekend": "WE",
    }[unit]
    number = "X" if low != high else f"{high:g}"
    if unit == "fortnight" and low == high:
        number = f"{2 * high:g}"
    if unit == "decade":
        unit, letter, number = "year", "Y", number if number == "X" else f"{10 * high:g}"
    if high > 1 and high % 1 == 0.5 and low == high and unit in ("year", "hour", "minute"):
        small = {"year": "6M", "hour": "30M", "minute": "30S"}[unit]
        return f"{'P' if unit == 'year' else 'PT'}{int(high)}{letter}{small}"
    return f"PT{number}{letter}" if unit in ("hour", "minute", "second") else f"P{number}{letter}"


period_value = _period_value
