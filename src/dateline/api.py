"""What Python programs and notebooks use: the whole flow in `scan`, and each stage on its own."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from dateline import model as records
from dateline.errors import ConfigError
from dateline.model import Article, Claim, Text

if TYPE_CHECKING:
    import altair
    import pandas

    from dateline.extract.times import TimeExpression, TimePolicy
    from dateline.reconcile import Reconciliation
    from dateline.scan import Progress

__all__ = ["Report", "Table", "Text", "extract", "find_times", "parse", "reconcile", "scan"]

Table = Literal["articles", "claims", "findings", "outlook", "skipped"]
"""What a report can give as a data frame."""

_ONE_DAY = dt.timedelta(days=1)
_DAYS = ("start", "end", "as_of", "published", "modified")
_COUNTS = ("season", "part", "origins", "quote_start", "quote_end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(records.Report):
    """A report that shows itself in a notebook, and gives itself as data."""

    @classmethod
    def of(cls, report: records.Report) -> Self:
        """The same report with the methods of this class."""
        return cls(**{field.name: getattr(report, field.name) for field in fields(report)})

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data: what ``--format json`` prints."""
        from dateline.report.records import report_dict

        return report_dict(self)

    def to_frame(self, table: Table = "claims") -> pandas.DataFrame:
        """One row per claim, finding, article, outlook entry or skipped input.

        Columns are those of the exports, days are ``datetime64``, open and unknown ones ``NaT``; claims also
        bear their article's ``outlet`` and ``published``.

        Raises:
            ConfigError: for a table that does not exist, or when pandas is not installed.
        """
        rows, columns = self._rows(table)
        try:
            import pandas as pd
        except ImportError as error:
            raise _missing_extra(error) from error
        frame = pd.DataFrame(rows, columns=pd.Index(columns))
        for name in columns:
            if name in _DAYS:
                frame[name] = pd.Series(_days(frame[name]), dtype="datetime64[s]")
            elif name in _COUNTS:
                frame[name] = frame[name].astype("Int64")
        return frame

    def timeline(self, *, work: str | None = None) -> altair.LayerChart | altair.FacetChart:
        """Every dated claim as a bar over the days it names, a row per event; open ends run to the edge.

        Args:
            work: only this work's claims, in any spelling of its title.

        Raises:
            ConfigError: when altair is not installed.
        """
        try:
            import altair as alt
        except ImportError as error:
            raise _missing_extra(error) from error
        data = alt.InlineData(values=self._bars(work))
        bars = alt.Chart(data).mark_bar(height=9, cornerRadius=2, stroke="currentColor", strokeWidth=0.3)
        utc = alt.Scale(type="utc")
        rows = alt.Y("event:N", title=None, sort=list(records.EVENTS))
        layer = bars.encode(
            x=alt.X("from:T", title=None, scale=utc),
            x2="to:T",
            y=rows,
            yOffset=alt.YOffset("claim:N", title=None),
            color=alt.Color("modality:N", title="said as"),
            opacity=alt.condition("datum.open", alt.value(0.45), alt.value(0.95)),
            tooltip=["work:N", "season:N", "event:N", "when:N", "quote:N", "outlet:N", "published:N"],
        )
        now = alt.InlineData(values=[{"day": self.run.as_of.isoformat()}])
        mark = alt.Chart(now).mark_rule(strokeDash=[3, 3]).encode(x=alt.X("day:T", scale=utc))
        return alt.layer(layer, mark).properties(width=640)

    def _repr_html_(self) -> str:
        from dateline.report import render_fragment

        return render_fragment(self)

    def _rows(self, table: str) -> tuple[list[dict[str, Any]], list[str]]:
        from dateline.report import records as rows

        match table:
            case "claims":
                found = [
                    rows.claim_row(claim)
                    | {
                        "outlet": claim.outlet,
                        "published": claim.published.isoformat() if claim.published else None,
                    }
                    for claim in self.claims
                ]
                names = [*_keys("claim"), "outlet", "published"]
            case "findings":
                found, names = [rows.finding_row(f) for f in self.findings], _keys("finding")
            case "articles":
                found, names = [rows.article_row(a, text=True) for a in self.articles], _keys("article")
            case "outlook":
                found, names = [rows.outlook_row(e) for e in self.outlook], _keys("outlook")
            case "skipped":
                found = [rows.skipped_row(s) for s in self.skipped]
                names = ["source", "reason", "detail"]
            case _:
                known = ", ".join(Table.__args__)  # type: ignore[attr-defined]
                msg = f"a report has no table {table!r}; it has {known}"
                raise ConfigError(msg)
        return found, list(found[0]) if found else names

    def _bars(self, work: str | None) -> list[dict[str, Any]]:
        from dateline.store import work_key

        dated = [
            (claim, claim.window)
            for claim in self.claims
            if claim.window is not None and (work is None or work_key(claim.subject.work) == work_key(work))
        ]
        days = [day for _, w in dated for day in (w.earliest, w.latest) if day] or [self.run.as_of]
        first, last = min(*days, self.run.as_of), max(*days, self.run.as_of)
        return [
            {
                "claim": claim.id,
                "work": claim.subject.work,
                "season": claim.subject.season,
                "event": claim.event,
                "from": (window.earliest or first).isoformat(),
                "to": ((window.latest or last) + _ONE_DAY).isoformat(),
                "open": window.is_open,
                "when": window.edtf,
                "modality": claim.modality,
                "quote": claim.quote.exact,
                "outlet": claim.outlet or claim.doc,
                "published": claim.published.isoformat() if claim.published else None,
            }
            for claim, window in dated
        ]


def scan(
    inputs: str | os.PathLike[str] | Text | Iterable[str | os.PathLike[str] | Text],
    *,
    db: str | os.PathLike[str] | None = None,
    as_of: dt.date | str | None = None,
    jobs: int = 1,
    model: str | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    policy: TimePolicy | None = None,
    published: dt.date | str | None = None,
    url: str | None = None,
    since: dt.date | str | None = None,
    work: str | None = None,
    offline: bool = False,
    allow_private: bool = False,
    progress: Callable[[Progress], object] | None = None,
) -> Report:
    """Read articles, extract their claims, and say where they contradict each other.

    Args:
        inputs: one of, or many: a path, a URL, a folder, a glob, ``@list.txt``, or a `Text`.
        db: the database that keeps what was read and takes part in the reckoning; None keeps it in memory.
        as_of: the day to speak from, today when None; articles published later are left out.
        jobs: processes that read pages. A script that asks for more than one needs the usual
            ``if __name__ == "__main__":`` around its work, as each process imports it.
        model: spaCy pipeline, by package name or path.
        lexicons: lexicon files of your own, or names of shipped domains ("products"); later ones win.
        policy: what "early", "summer" or "holiday" mean in days; None takes the defaults.
        published: when inputs that do not say it were published.
        url: where a bare file was published.
        since: report only what articles published on or after this day say.
        work: report only this work, in any spelling of its title.
        offline: answer URLs from the database, or skip them.
        allow_private: fetch from private and loopback addresses too.
        progress: called after each input, once what it tells of is stored.

    Raises:
        ConfigError: if an argument cannot be used.
        StoreError: if the database cannot be.
        ModelMissing: if the spaCy pipeline is not installed.
        LexiconError: if a lexicon file cannot be used.
    """
    from dateline.scan import DEFAULT_MODEL, ScanOptions, run_scan, workers
    from dateline.store import Store

    if jobs < 1:
        msg = f"jobs must be 1 or more, not {jobs}"
        raise ConfigError(msg)
    options = ScanOptions(
        as_of=_day(as_of, "as_of") or _today(),
        published=_day(published, "published"),
        url=url,
        jobs=jobs,
        model=model or DEFAULT_MODEL,
        lexicons=tuple(Path(path) for path in lexicons),
        policy=policy,
        since=_day(since, "since"),
        work=work,
        offline=offline,
        allow_private=allow_private,
    )
    wanted = _inputs(inputs)
    with workers(jobs, options.recipe) as executor:
        if db is None:
            return Report.of(run_scan(wanted, options=options, executor=executor, progress=progress))
        with Store(os.fspath(db)) as store:
            report = run_scan(wanted, options=options, store=store, executor=executor, progress=progress)
            return Report.of(report)


def parse(
    html: str | bytes,
    *,
    url: str | None = None,
    doc: str | None = None,
    published: dt.date | str | None = None,
) -> Article:
    """Read an HTML page: its title, date, outlet, and the blocks of its text, each with its headings.

    Raises:
        ParseError: if the page holds no article that can be read.
        ConfigError: if `published` is no ISO date.
    """
    from dateline.parse import parse_html

    return parse_html(html, url=url, doc=doc, published=_day(published, "published"))


def extract(
    article: Article,
    *,
    model: str | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    policy: TimePolicy | None = None,
) -> tuple[Claim, ...]:
    """The dated claims of an article, each with its exact words.

    Raises:
        ModelMissing: if the spaCy pipeline is not installed.
        LexiconError: if a lexicon file cannot be used.
    """
    from dateline import lexicon
    from dateline.extract import extract as run
    from dateline.extract.nlp import load_model
    from dateline.scan import DEFAULT_MODEL

    words = lexicon.load(tuple(Path(path) for path in lexicons))
    return tuple(run(article, lexicon=words, nlp=load_model(model or DEFAULT_MODEL), policy=policy))


def reconcile(claims: Iterable[Claim], *, as_of: dt.date | str | None = None) -> Reconciliation:
    """Judge claims against each other: `findings`, and the `outlook` as of a day (today when None).

    Raises:
        ConfigError: if `as_of` is no ISO date.
    """
    from dateline.reconcile import reconcile as run

    return run(claims, as_of=_day(as_of, "as_of") or _today())


def find_times(
    text: str, *, published: dt.date | str | None = None, policy: TimePolicy | None = None
) -> list[TimeExpression]:
    """The expressions of time in a text, with the window each names when the text was published then.

    Args:
        text: an article's whole text.
        published: the day it speaks from; None leaves "next year" without a window.
        policy: what "early", "summer" or "holiday" mean in days; None takes the defaults.

    Raises:
        ConfigError: if `published` is no ISO date.
    """
    from dateline.extract.times import DEFAULT_POLICY
    from dateline.extract.times import find_times as run

    return list(run(text, published=_day(published, "published"), policy=policy or DEFAULT_POLICY))


def _inputs(inputs: object) -> list[str | Text]:
    if isinstance(inputs, (str, os.PathLike, Text)):
        inputs = [inputs]
    if not isinstance(inputs, Iterable):
        msg = f"inputs must be paths, URLs or Texts, not {type(inputs).__name__}"
        raise ConfigError(msg)
    found: list[str | Text] = []
    for item in inputs:
        if isinstance(item, (str, Text)):
            found.append(item)
        elif isinstance(item, os.PathLike):
            found.append(os.fsdecode(item))
        else:
            msg = f"an input must be a path, a URL or a Text, not {type(item).__name__}"
            raise ConfigError(msg)
    return found


def _day(value: dt.date | str | None, name: str) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        msg = f"{name} must be a day such as 2025-06-10, not {value!r}"
        raise ConfigError(msg) from error


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _days(values: Iterable[object]) -> Any:
    # Seconds hold every year a calendar has; pandas' own reading stops at 2262 in some versions.
    import numpy as np

    return np.array([v if isinstance(v, str) else None for v in values], dtype="datetime64[s]")


def _keys(record: str) -> list[str]:
    from dateline.report.records import schema

    return list(schema(record)["properties"])


def _missing_extra(error: ImportError) -> ConfigError:
    msg = f"{error.name} is not installed; run: pip install 'dateline[notebook]'"
    return ConfigError(msg)
