"""The public interface as a type checker sees it; checked by mypy, never run."""

import datetime as dt
from pathlib import Path
from typing import assert_type

import pandas as pd

import dateline
from dateline.extract.times import TimeExpression
from dateline.model import Article, Claim, Finding, OutlookEntry, Skipped
from dateline.reconcile import Reconciliation

text = dateline.Text(text="Words.", published="2025-06-10", outlet="Harbor Post", doc="a")
report = dateline.scan("story.html")
assert_type(report, dateline.Report)
dateline.scan(Path("story.html"), as_of=dt.date(2026, 1, 1), db=Path("ledger.db"))
dateline.scan(text, as_of="2026-01-01", published="2025-01-01", url="https://harborpost.example/a")
dateline.scan(
    ["story.html", Path("b.txt"), text], jobs=2, model="en_core_web_sm", lexicons=[Path("own.toml")]
)

assert_type(report.articles, tuple[Article, ...])
assert_type(report.claims, tuple[Claim, ...])
assert_type(report.findings, tuple[Finding, ...])
assert_type(report.outlook, tuple[OutlookEntry, ...])
assert_type(report.skipped, tuple[Skipped, ...])
assert_type(report.to_frame(), pd.DataFrame)
report.to_frame("findings")
report.to_frame("nothing")  # type: ignore[arg-type]

article = dateline.parse("<html>", url="https://harborpost.example/a", published=dt.date(2025, 1, 1))
assert_type(article, Article)
claims = dateline.extract(article)
assert_type(claims, tuple[Claim, ...])
assert_type(dateline.reconcile(claims, as_of="2026-01-01"), Reconciliation)
assert_type(dateline.find_times("on May 5", published="2025-01-01"), list[TimeExpression])

dateline.scan(3)  # type: ignore[arg-type]
dateline.scan("story.html", "ledger.db")  # type: ignore[call-arg]
dateline.parse(article)  # type: ignore[arg-type]
assert_type(dateline.__version__, str)
