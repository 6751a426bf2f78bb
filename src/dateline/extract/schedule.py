"""Claims of schedule rows, which say their event and date without a verb."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.claims import default_modality, finish
from dateline.extract.context import Context
from dateline.extract.identity import quote_of
from dateline.extract.rows import Row, iter_rows
from dateline.extract.seasons import find_seasons
from dateline.extract.stance import Stance
from dateline.model import Claim, Subject, Value

__all__ = ["row_claims"]


def row_claims(context: Context) -> Iterator[Claim]:
    """Claims of schedule rows."""
    article = context.article
    for row in iter_rows(context):
        work = _row_work(context, row)
        if work is None:
            continue
        season = (
            row.season
            if row.season is not None
            else next(
                (s for h in reversed(row.sentence.headings) for s in _season_of(h)),
                (context.works.headline_season or (None,))[0],
            )
        )
        yield finish(
            Claim(
                id="",
                article=article.id,
                doc=article.doc,
                subject=Subject(work=work, kind="series", season=season),
                event=row.event,
                window=row.window,
                value=Value(label=row.label) if row.event != "premiere" else None,
                polarity="+",
                modality=default_modality(Stance("+", None, tense="none"), row.window, article.published),
                attribution=None,
                as_of=article.published,
                quote=quote_of(article.text, row.sentence.start, row.end),
                confidence=0.8,
                outlet=article.outlet,
                published=article.published,
                notes=("episode",) if row.event == "other_release" and row.label.startswith("ep") else (),
            )
        )


def _row_work(context: Context, row: Row) -> str | None:
    for heading in reversed(row.sentence.headings):
        place = context.text.rfind(heading, 0, row.sentence.start)
        named = context.works.within(place, place + len(heading)) if place >= 0 else []
        if named:
            return named[0].work
    return context.works.main


def _season_of(heading: str) -> tuple[int, ...]:

    return next((m.seasons for m in find_seasons(heading) if m.seasons), ())
