import dataclasses
import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.extract.times import DEFAULT_POLICY, TimePolicy
from dateline.settings import Settings, Times, find_file, load_settings


def load(folder: Path, cli: dict[str, object] | None = None, **environ: str) -> Settings:
    return load_settings(cli=cli, environ=environ, folder=folder)[0]


def test_settings_default(tmp_path: Path) -> None:
    settings, named = load_settings(environ={}, folder=tmp_path)
    assert settings == Settings()
    assert settings.db == "dateline.db"
    assert named == frozenset()


def test_settings_take_the_command_line_over_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('jobs = 2\nmodel = "file"\nfail-on = "info"\n', encoding="utf-8")
    environ = {"DATELINE_JOBS": "3", "DATELINE_MODEL": "environment", "HOME": "/nowhere"}
    settings, named = load_settings(cli={"jobs": 4, "model": None}, environ=environ, folder=tmp_path)
    assert (settings.jobs, settings.model, settings.fail_on) == (4, "environment", "info")
    assert named == {"jobs", "model", "fail_on"}


def test_settings_come_from_the_nearest_file(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "dateline.toml").write_text("jobs = 2\n", encoding="utf-8")
    assert load(inner).jobs == 2
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert load(inner).jobs == 2, "a project without our table is passed over"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.dateline]\njobs = 3\n", encoding="utf-8")
    assert load(inner).jobs == 3
    (tmp_path / "a" / "dateline.toml").write_text("jobs = 4\n", encoding="utf-8")
    assert find_file(inner) == tmp_path / "a" / "dateline.toml"


def test_settings_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    text = 'db = "x.db"\nlexicons = ["l.toml", "/abs.toml"]\nbaseline = "b.json"\n'
    (tmp_path / "dateline.toml").write_text(text, encoding="utf-8")
    settings = load(inner)
    assert settings.db == str(tmp_path / "x.db")
    assert settings.lexicons == (str(tmp_path / "l.toml"), "/abs.toml")
    assert settings.baseline == str(tmp_path / "b.json")
    assert load(inner, DATELINE_DB="y.db").db == "y.db", "elsewhere they are relative to where one stands"


def test_settings_of_the_environment_are_read_by_type(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        DATELINE_OFFLINE="true",
        DATELINE_SELECT="D, S1",
        DATELINE_LEXICONS=os.pathsep.join(("a.toml", "b.toml")),
        DATELINE_AS_OF="2025-03-04",
        DATELINE_MODEL="",
    )
    assert (settings.offline, settings.select, settings.model) == (True, ("D", "S1"), None)
    assert settings.lexicons == ("a.toml", "b.toml")
    assert settings.as_of == dt.date(2025, 3, 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("jbos = 2", r"unknown setting 'jbos' in .*dateline\.toml; did you mean 'jobs'\?"),
        ("qqqq = 2", r"unknown setting 'qqqq' in .*; known are 'db', "),
        ('jobs = "many"', r"setting 'jobs' in .*dateline\.toml cannot be 'many': expected int, got str"),
        ("jobs = 0", r"setting 'jobs' in .* cannot be 0: expected int >= 1"),
        ("jobs = true", r"setting 'jobs' in .* cannot be True: expected int, got bool"),
        ('lexicons = "l.toml"', r"setting 'lexicons' in .* cannot be 'l\.toml': expected array, got str"),
        ('fail-on = "never"', r"setting 'fail-on' in .* cannot be 'never'"),
        ("as-of = 2025", r"setting 'as-of' in .* cannot be 2025"),
        ("jobs = ", r"dateline\.toml: not valid TOML"),
        ("jbos = 1\nofline = 2", r"'jbos' .*; unknown setting 'ofline' .* did you mean 'offline'"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dateline.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load(tmp_path)


def test_a_wrong_setting_of_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unknown setting DATELINE_JBOS .*; did you mean DATELINE_JOBS\?"):
        load(tmp_path, DATELINE_JBOS="2")
    with pytest.raises(ConfigError, match="setting DATELINE_JOBS in the environment cannot be 'many'"):
        load(tmp_path, DATELINE_JOBS="many")


def test_a_wrong_table_of_a_project_is_named(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool]\ndateline = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"\[tool\.dateline\] is not a table"):
        load(tmp_path)


def test_a_long_wrong_value_is_cut(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text(f'jobs = "{"x" * 1000}"', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert len(str(caught.value)) < 200 + len(str(tmp_path))


def test_the_table_of_times_holds_the_choices_of_the_policy(tmp_path: Path) -> None:
    assert set(Times.__struct_fields__) == {field.name for field in dataclasses.fields(TimePolicy)}
    (tmp_path / "dateline.toml").write_text(
        'jobs = 2\n[times]\nedge-months = 1\nweekend = [4, 6]\nnumeric-order = "day-first"\n',
        encoding="utf-8",
    )
    settings = load(tmp_path)
    assert settings.jobs == 2
    assert settings.times.choices() == {
        "edge_months": 1, "weekend": (4, 6), "numeric_order": "day-first"
    }  # fmt: skip
    assert TimePolicy(**settings.times.choices()) == replace(
        DEFAULT_POLICY, edge_months=1, weekend=(4, 6), numeric_order="day-first"
    )
    (tmp_path / "dateline.toml").write_text("jobs = 2\n", encoding="utf-8")
    assert load(tmp_path).times.choices() == {}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("edge-month = 1", r"unknown setting 'edge-month' in .*\[times\]; did you mean 'edge_months'\?"),
        ('weekend = "sat"', r"setting 'weekend' in .*\[times\] cannot be 'sat'"),
        ('hemisphere = "east"', r"setting 'hemisphere' in .*\[times\] cannot be 'east'"),
    ],
)
def test_a_wrong_choice_of_times_is_named(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "dateline.toml").write_text(f"[times]\n{table}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load(tmp_path)


def test_the_table_of_times_cannot_come_from_the_environment(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown setting DATELINE_TIMES in the environment"):
        load(tmp_path, DATELINE_TIMES="x")
