"""Times that hang on an event: "six months after the premiere", once the article dates that premiere."""

from __future__ import annotations

import datetime as dt
import re

from dateline.extract.context import Context
from dateline.extract.times import TimeExpression
from dateline.model import Claim, Event
from dateline.window import Window

__all__ = ["resolve_relation"]

_EVENTS: tuple[tuple[str, Event], ...] = (
    (r"premier|debut|launch|release|first aired|came out", "premiere"),
    (r"finale|ended|conclu", "finale"),
    (r"renew|pick", "renewal"),
    (r"wrap|finish", "filming_end"),
    (r"film|shoot|production|cameras", "filming_start"),
    (r"trailer|teaser", "trailer"),
    (r"announc", "announcement"),
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "hour": 1 / 24}


def resolve_relation(context: Context, expression: TimeExpression, claims: list[Claim]) -> Window | None:
    """The window of an event-relative time; None unless the article dates the event to a month or better."""
    relation = expression.relation
    if expression.window is not None or relation is None:
        return expression.window
    event = next((e for pattern, e in _EVENTS if re.search(pattern, relation.event, re.IGNORECASE)), None)
    anchors = [
        c.window
        for c in claims
        if c.event == event
        and c.polarity == "+"
        and c.modality in {"asserted", "scheduled"}
        and c.window is not None
        and (c.window.days or 99) <= 31
    ]
    if not anchors:
        return None
    # Several dated events of the kind: the one told last before these words is meant.
    anchor = anchors[-1]
    if anchor.earliest is None or anchor.latest is None:
        return None
    if relation.direction == "since":
        return None
    if relation.amount is None or relation.unit not in _DAYS:
        if (
            relation.direction == "after"
            and relation.mod == "SOON"
            and context.article.published
            and anchor.latest <= context.article.published
        ):
            return Window(
                earliest=anchor.earliest,
                latest=context.article.published,
                granularity="span",
                basis="relative-to-event",
                text=expression.text,
            )
        if relation.direction == "after":
            return Window(
                earliest=anchor.latest + dt.timedelta(days=1),
                latest=None,
                granularity="span",
                basis="relative-to-event",
                text=expression.text,
            )
        return None
    sign = 1 if relation.direction == "after" else -1
    low, high = sorted(sign * a * _DAYS[relation.unit] for a in relation.amount)
    earliest, latest = (
        anchor.earliest + dt.timedelta(days=round(low)),
        anchor.latest + dt.timedelta(days=round(high)),
    )
    if relation.unit in {"month", "year"}:
        earliest = earliest.replace(day=1)
        latest = (latest.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return Window(
        earliest=earliest,
        latest=latest,
        granularity="month" if relation.unit == "month" else "span",
        basis="relative-to-event",
        text=expression.text,
    )
