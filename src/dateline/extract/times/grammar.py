"""Joins points, amounts and periods into whole times: bounds, ranges, lists, recurring and vague times."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from dateline.extract.times.amounts import SEASON_CODE, period_value
from dateline.extract.times.counted import STOP
from dateline.extract.times.nodes import (
    AsOf,
    Bound,
    Clock,
    Duration,
    Either,
    Guess,
    Hanging,
    Node,
    Offset,
    Point,
    Recurring,
    Row,
    Span,
    Unit,
    Vague,
)
from dateline.extract.times.points import Read
from dateline.extract.times.tokens import BREAK
from dateline.extract.times.wordings import WordingReader

__all__ = ["Grammar"]

_RANGE = frozenset(["to", "until", "till", "through", "thru", "into", "-", "–", "—"])
_DASHES = frozenset("-–—")


class Grammar(WordingReader):
    """The whole grammar. `read` gives the longest time that starts at a token."""

    def read(self, i: int) -> Read:
        """The time that starts at token `i`, prepositions that bound it included."""
        found = (
            self._as_of(i)
            or self._between(i)
            or self._from(i)
            or self.its_end(i)
            or self._bound(i)
            or self._guess(i)
            or self._soon_after(i)
            or self.chain(i)
            or self._recurring(i)
            or self._vague(i)
        )
        if found is not None:
            self.keep_half(found[0])
        return found

    def _as_of(self, i: int) -> Read:
        low = self.low
        if low[i] == "as" and low[i + 1] in ("of", "at"):
            j = i + 2
            if low[j] in ("this", "the", "time", "press", "publication", "our") and (end := self._writing(j)):
                return AsOf(i=i, j=end, of=None), end
            inner = self._inside(j) or self._now(j + (low[j] == "right"))
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
        first = self._now(k) or self._guess(k) or self.item(k)
        if first is not None and (pair := self.days_between(i, first[0])):
            return pair, first[1]
        if first is None or low[first[1]] not in ("and", "to", "-", "–", "&"):
            return None
        last = self._inside(first[1] + 1) or self._second_day(first[0], first[1] + 1)
        if last is None:
            return None
        return Span(i=i, j=last[1], first=first[0], last=last[0]), last[1]

    def _now(self, i: int) -> Read:
        """Reads the "now" of "between now and Christmas" as today."""
        if self.low[i] not in ("now", "today"):
            return None
        return Unit(i=i, j=i + 1, unit="day", deixis="this"), i + 1

    def _from(self, i: int) -> Read:
        low = self.low
        if low[i] != "from":
            return None
        j = i + 1
        if low[j] in ("around", "about", "roughly", "approximately"):
            j += 1
        first = self._now(j) or self.item(j)
        if first is None:
            return None
        moved = bool(self.w.company["move_verbs"] & set(low[max(0, i - 14) : i]))
        k = first[1]
        if low[k] == ",":
            k = first[1] + 1 if low[first[1] + 1] in _RANGE else first[1]
        if low[k] in _RANGE:
            m = k + 1
            m += low[k] == "through" and low[m] == "to"
            if low[m] in ("around", "about", "roughly", "at") and low[m] != "at":
                m += 1
            last = self._inside(m) or self._second_day(first[0], m)
            if last and moved:
                return Row(i=i, j=last[1], items=[first[0], last[0]]), last[1]
            if last:
                return Span(i=i, j=last[1], first=first[0], last=self.following(first[0], last[0])), last[1]
        node = first[0]
        if moved:
            return node, first[1]
        if isinstance(node, (Span, Duration, Row, Recurring, Clock)):
            return replace(node, i=i), first[1]
        close = self.w.closes.at(low, first[1])
        if close and close[0] == "from" and not (low[first[1]] == "on" and self._on_continues(first[1])):
            return Bound(i=i, j=close[1], kind="from", of=node), close[1]
        if isinstance(node, (Unit, Offset)) and node.j - node.i > 1:
            # "from last year", "from two years ago": an origin, not a bound.
            return node, first[1]
        return Bound(i=i, j=first[1], kind="from", of=node, firm=False), first[1]

    def _on_continues(self, j: int) -> bool:
        """Whether "on" after a time begins the next phrase ("from May on Tidewave"), not meaning onward."""
        return self.raw[j + 1][:1].isupper() or self.low[j + 1] in self.w.company["on_goes_on"]

    def _bound(self, i: int) -> Read:
        low, j = self.low, i
        found = self.w.opens.at(low, i)
        if found is None or (i and low[i - 1] == "-" and self.t.glued(i)):
            return None
        kind, j = found
        if (
            low[i] in ("past", "following", "at", "starting", "beginning", "effective")
            and i
            and low[i - 1] in ("the", "a")
        ):
            return None
        if j == i + 1 and low[i] in self.w.company["bare_bounds"] and low[j] in ("on", "in", "at"):
            # "ever after on Thursday": the bound word belongs to something else.
            return None
        inner = self._inside(j)
        if inner is None:
            return None
        node, end = inner
        if (clocked := self.clocked(i, kind, node)) is not None:
            return clocked, end
        node = self.leant(i, node)
        if isinstance(node, (Duration, Recurring, Vague)):
            return None
        if isinstance(node, Clock):
            return None
        if isinstance(node, Point) and node.kind == "year" and low[end] == "'s":
            return None
        phrase = " ".join(low[i:j])
        if kind in ("before", "after") and isinstance(node, Row):
            return None
        firm = not phrase.startswith(("starting", "beginning", "effective", "commencing", "not until"))
        if phrase in ("until", "till", "until sometime in") and self.w.company["delay_verbs"] & set(
            low[max(0, i - 7) : i]
        ):
            # "pushed until 2025", "will not air until May": the time itself.
            return replace(node, i=i), end
        if phrase == "not until":
            return replace(node, i=i), end
        if kind == "after" and low[i] == "past" and isinstance(node, Unit):
            return None
        return Bound(
            i=i,
            j=end,
            kind=cast("Literal['before', 'by', 'after', 'from']", kind),
            of=node,
            firm=firm,
            soon=kind == "after" and low[i] in self.w.company["soon_after"],
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
        """A time after a bound word; "in" or "around" may come between, or "the" before a dated event."""
        j = self._skip_small(j)
        day = self.low[j + 3] if self.low[j + 2] == "." else self.low[j + 2]
        if self.low[j] == "the" and self.month(j + 1) and day[:1].isdecimal():
            j += 1
        return self._guess(j) or self.chain(j)

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
            if low[end - 1] == "on" and (end == k + 1 or low[end] not in STOP):
                continue
            if isinstance(node, (Duration, Recurring, Vague, Clock)):
                continue
            if value is True:
                return Guess(i=node.i, j=end, of=node), end
            if low[k] == "forward" and not isinstance(node, Point):
                continue
            return Bound(i=node.i, j=end, kind=cast("Literal['from', 'by']", value), of=node), end
        return node, j

    def _joined(self, node: Node, j: int) -> tuple[Node, int] | None:
        low = self.low
        if isinstance(node, (Recurring, Vague, Duration, Clock)):
            return None
        word = low[j]
        if word in _RANGE and not isinstance(node, Offset):
            k = j + 1 + (word == "through" and low[j + 1] == "to")
            last = self._second_day(node, k) or self._inside(k)
            if last and self._range_fits(node, last[0], j):
                return Span(i=node.i, j=last[1], first=node, last=self.following(node, last[0])), last[1]
        if word == "/" and (last := self.next_year(node, j)):
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
                candidate = self.item(k + 1) or self._month_in_row(last_item, k + 1)
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
        return Row(i=node.i, j=end, items=items), end

    def _month_in_row(self, before: Point, k: int) -> Read:
        """Reads a month that its row makes one: "in May, June or July"."""
        found = self.month(k) if before.kind == "month" else None
        if found is None:
            return None
        tail = self.year_tail(found[1])
        return Point(i=k, j=tail[2], kind="month", month=found[0], year=tail[0], year_word=tail[1]), tail[2]

    def _row_goes_on(self, j: int) -> bool:
        k = j
        for _ in range(12):
            if self.low[k] in ("and", "&", "or"):
                return True
            if (
                self.low[k] != ","
                and not self.low[k][:1].isdecimal()
                and self.low[k] not in self.w.months
                and self.low[k] not in self.w.seasons
            ):
                return False
            k += 1
        return False

    def item(self, i: int) -> Read:
        """One time without bounds: a part, a period seen from here, an amount counted, or a point."""
        if self.low[i] in ("", BREAK):
            return None
        found = (
            self.worded(i)
            or self.beyond(i)
            or self.reported(i)
            or self._part(i)
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

    def _recurring(self, i: int) -> Read:
        """Reads "every Wednesday", "each month", "Friday nights", "daily"."""
        low = self.low
        found = self.w.each.at(low, i)
        if found and low[i] != "per":
            value, j = self._period_of_set(i, found[1])
            return (Recurring(i=i, j=j, value=value), j) if value else None
        opens = i == 0 or low[i - 1] in (".", BREAK)
        if low[i] in self.w.set_adverbs and (opens or self.raw[i].islower()):
            return Recurring(i=i, j=i + 1, value=self.w.set_adverbs[low[i]]), i + 1
        day = self.w.weekdays.get(low[i].removesuffix("s"))
        if day is None or not self.raw[i][0].isupper() or len(low[i]) < 6:
            return None
        evenings = low[i + 1] in self.w.dayparts and low[i + 1].endswith("s")
        if not evenings and not low[i].endswith("s"):
            return None
        j = i + 2 if evenings else i + 1
        return Recurring(i=i, j=j, value=f"XXXX-WXX-{day + 1}"), j

    def _period_of_set(self, i: int, j: int) -> tuple[str, int]:
        """The TIMEX3 value of what recurs, from token `j` on; empty when it is no time."""
        low = self.low
        number = self._number(j) if low[j] not in ("a", "an") else None
        if number:
            j = number[2]
        unit = self.w.units.get(low[j])
        if unit and unit != "second":
            n = int(number[0]) if number else 2 if "other" in low[i:j] else 1
            return period_value(n, n, unit), j + 1
        if low[j] in self.w.weekdays and self.raw[j][0].isupper():
            value = f"XXXX-WXX-{self.w.weekdays[low[j]] + 1}"
            return value, j + 2 if low[j + 1] in self.w.dayparts else j + 1
        if low[j] in self.w.dayparts:
            return f"XXXX-XX-XXT{self.w.dayparts[low[j]]}", j + 1
        if low[j] in self.w.seasons:
            return f"XXXX-{SEASON_CODE[self.w.seasons[low[j]]]}", j + 1
        if low[j] in self.w.months and self.raw[j][0].isupper():
            return f"XXXX-{self.w.months[low[j]]:02}", j + 1
        return "", j

    def _vague(self, i: int) -> Read:
        found = self.w.vague_refs.at(self.low, i)
        if found is None or self.low[i] == "ago":
            return None
        if found[1] - i == 2 and self.low[i + 1] == "past" and self.low[i + 2] not in STOP | {"that", "and"}:
            return None
        return Vague(i=i, j=found[1], ref=found[0]), found[1]
