"""The command line on invented articles; what needs the English pipeline is marked so."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli import cli

LEDGER = """Harbour Lights renewed for a second season

By Ana Ruiz | The Leeds Ledger | June 10, 2024

LEEDS, June 10, 2024 - Northlight has renewed "Harbour Lights" for a second season.

The second season of "Harbour Lights" will premiere on March 4, 2025, Northlight said.
"""
POST = """Harbour Lights season 2 gets a date

By Ben Cole | Screen Post | June 11, 2024

The second season of "Harbour Lights" will premiere on May 9, 2025, Northlight said.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and no settings from outside."""
    for name in list(os.environ):
        if name.startswith("DATELINE_") or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stories(place: Path) -> Path:
    folder = place / "stories"
    folder.mkdir()
    (folder / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    (folder / "post.txt").write_text(POST, encoding="utf-8")
    return folder


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=stdin, prog_name="dateline")


def one_error(result: Result, status: int = 2) -> str:
    """The one line of standard error, after checking that it is one, and that nothing else was written."""
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("dateline: error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["scan", "--formt", "json", "x"], "no such option '--formt'; did you mean '--format'?"),
        (["scna", "x"], "no such command 'scna'; did you mean 'scan'?"),
        (["zzz"], "(known: check, doctor, explain, export, outlook, report, scan, sources)"),
        (["scan", "--format", "jsn", "x"], "'jsn' is not one of full, concise, json"),
        (["scan", "--format", "sarif", "x"], "'sarif' is not one of full"),
        (["check", "--fail-on", "warn", "x"], "did you mean 'warning'?"),
        (["scan"], "missing argument 'INPUT...'"),
        (["scan", "--as-of", "soon", "x"], "'soon' is not a day; write it as YYYY-MM-DD"),
        (["scan", "--jobs", "0", "x"], "0 is not in the range"),
        (["scan", "--select", "Z9", "x"], "select: no finding has the code 'Z9'"),
        (["scan", "--baseline", "gone.json", "x"], "baseline gone.json: cannot be read"),
        (["scan", "--output", "gone/report.txt", "x"], "there is no folder"),
        (["scan", "--output", ".", "x"], "directory"),
        (["export", "claim"], "did you mean 'claims'?"),
        (["explain", "D109"], "no finding has the code 'D109'; did you mean 'D10"),
        (["report"], "dateline.db is empty or not there; scan something into it first"),
        (["outlook"], "dateline.db is empty or not there"),
        (["export", "claims", "--db", "gone.db"], "gone.db"),
        (["check", "--db", "gone.db", "x"], "gone.db"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_status_2(place: Path, args: list[str], message: str) -> None:
    assert message in one_error(run(*args))
    assert not list(place.iterdir()), "a run that failed leaves nothing behind"


def test_a_wrong_setting_is_one_line_and_status_2(place: Path) -> None:
    (place / "dateline.toml").write_text("jbos = 2\n", encoding="utf-8")
    assert "unknown setting 'jbos'" in one_error(run("scan", "x"))


def test_another_programs_database_is_refused_and_untouched(place: Path) -> None:
    path = place / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    before = path.read_bytes()
    assert "was not made by Dateline" in one_error(run("scan", "--db", "other.db", "x"))
    assert path.read_bytes() == before


def test_a_missing_model_is_one_line_and_status_2() -> None:
    assert "no_such_pipeline" in one_error(run("scan", "--model", "no_such_pipeline", "x"))


def test_errors_show_no_control_characters() -> None:
    line = one_error(run("explain", "D\x1b[31m\u202e1"))
    assert "\\x1b[31m\\u202e" in line


def test_help_and_version() -> None:
    assert run("--version").output == f"dateline {dateline.__version__}\n"
    for command in ("", *sorted(cli.commands)):
        result = run(*([command] if command else []), "--help")
        assert result.exit_code == 0
        assert "..." not in result.output.replace("INPUT...", "").replace("DRAFT...", "").replace(
            "[ARGS]...", ""
        )


def test_explain_prints_each_rule() -> None:
    from dateline.reconcile.rules import RULES

    listed = run("explain").stdout
    for rule in RULES:
        result = run("explain", rule.code.lower())
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{rule.code} {rule.name}: {rule.relation} ({rule.severity})\n")
        assert " ".join(rule.explanation.split()) in " ".join(result.stdout.split())
        assert rule.code in listed


@pytest.mark.model
def test_doctor_says_what_is_there(place: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "en_core_web_sm" in result.stdout
    assert "the first scan makes it" in result.stdout
    assert list(place.iterdir()) == []
    assert re.search(r"^ok +network +pages would be fetched directly", result.stdout, re.MULTILINE)
    assert "network   not used" in CliRunner(env={"DATELINE_OFFLINE": "1"}).invoke(cli, ["doctor"]).stdout
    ill = run("doctor", "--model", "no_such_pipeline")
    assert ill.exit_code == 2
    assert re.search(r"^fail +model .*no_such_pipeline", ill.stdout, re.MULTILINE)
    (place / "dateline.db").write_text("not a database", encoding="utf-8")
    assert re.search(r"^fail +database ", run("doctor").stdout, re.MULTILINE)


@pytest.mark.model
@pytest.mark.usefixtures("stories")
def test_scan_stores_and_reports_and_the_archive_answers_again() -> None:
    first = run("scan", "stories", "--as-of", "2024-07-01", "--format", "json")
    assert first.exit_code == 0, first.output
    assert first.stderr == ""
    document = json.loads(first.stdout)
    assert document["schema"] == "1"
    assert [article["doc"] for article in document["articles"]] == ["ledger", "post"]
    texts = {"ledger": LEDGER, "post": POST}
    assert document["claims"]
    for claim in document["claims"]:
        assert texts[claim["doc"]][claim["quote_start"] : claim["quote_end"]] == claim["quote"]
    codes = {finding["code"] for finding in document["findings"]}
    assert codes, "two outlets give two dates a day apart"

    again = json.loads(run("report", "--as-of", "2024-07-01", "--format", "json").stdout)
    for name in ("articles", "claims", "findings", "outlook"):
        assert again[name] == document[name], name

    rows = [json.loads(line) for line in run("export", "claims").stdout.splitlines()]
    assert rows == document["claims"]
    exported = json.loads(run("export", "findings", "--as-of", "2024-07-01", "--format", "json").stdout)
    assert exported == {"schema": "1", "findings": document["findings"]}
    articles = [json.loads(line) for line in run("export", "articles").stdout.splitlines()]
    assert {row["doc"]: row["text"] for row in articles} == texts
    assert run("export", "articles", "--since", "2024-06-11").stdout.count("\n") == 1

    assert run("outlook", "harbour", "--as-of", "2024-07-01").stdout.startswith("Outlook as of 1 July 2024\n")
    assert "did you mean 'Harbour Lights'" in one_error(run("outlook", "Harbor Light"))
    assert "The Leeds Ledger" in run("sources").stdout

    assert run("report", "--write-baseline", "accepted.json").stdout == ""
    hidden = run("report", "--baseline", "accepted.json", "--format", "concise")
    assert hidden.stdout == ""
    assert "hidden by the baseline" in hidden.stderr
    assert run("report", "--baseline", "accepted.json", "--format", "concise", "--quiet").stderr == ""
    code = min(codes)
    only = run("report", "--as-of", "2024-07-01", "--select", code, "--format", "concise").stdout
    assert all(f" {code} " in line for line in only.splitlines())
    assert f" {code} " not in run("report", "--ignore", code, "--format", "concise").stdout


@pytest.mark.model
def test_scan_reports_what_it_could_not_read_and_does_the_rest(stories: Path) -> None:
    (stories / "empty.txt").write_text("", encoding="utf-8")
    result = run("scan", "gone.html", "stories", "-", "--format", "json", stdin=POST)
    assert result.exit_code == 3
    document = json.loads(result.stdout)
    assert [row["reason"] for row in document["skipped"]] == ["missing", "empty"]
    assert len(document["articles"]) >= 2
    full = run("scan", "gone.html", "stories").stdout
    assert "Not read: 2 inputs\n  gone.html: missing" in full


@pytest.mark.model
@pytest.mark.usefixtures("stories")
def test_check_fails_on_errors_and_stores_nothing(place: Path) -> None:
    clean = run("check", "stories/ledger.txt", "--as-of", "2024-07-01")
    assert clean.exit_code == 0, clean.output
    assert not (place / "dateline.db").exists()
    assert run("check", "gone.txt").exit_code == 3
    assert run("scan", "stories/ledger.txt", "--as-of", "2024-07-01").exit_code == 0
    before = run("export", "claims").stdout
    against = run(
        "check", "stories/post.txt", "--fail-on", "info", "--as-of", "2024-07-01", "--format", "json"
    )
    assert json.loads(against.stdout)["findings"]
    assert against.exit_code == 1
    codes = {finding["code"] for finding in json.loads(against.stdout)["findings"]}
    silent = run(
        "check", "stories/post.txt", "--fail-on", "info", "--ignore", ",".join(codes), "--as-of", "2024-07-01"
    )
    assert silent.exit_code == 0
    assert run("export", "claims").stdout == before


def test_settings_reach_the_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline._job import Job

    monkeypatch.setenv("DATELINE_PACE", "0.5")
    monkeypatch.setenv("DATELINE_LEXICONS", "own.toml")
    options = Job({"max_bytes": 1000, "offline": None, "allow_private": True, "jobs": 3}).options()
    assert options.fetch is not None
    assert (options.fetch.pace, options.fetch.max_bytes, options.fetch.allow_private) == (0.5, 1000, True)
    assert (options.jobs, options.max_bytes, options.lexicons) == (3, 1000, (Path("own.toml"),))
    assert not options.offline


@pytest.mark.model
@pytest.mark.usefixtures("stories")
def test_output_goes_to_a_file_whole(place: Path) -> None:
    target = place / "report.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    result = run("scan", "stories", "-o", "report.json", "-f", "json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["claims"]
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in place.iterdir() if path.suffix == ".part") == []


@pytest.mark.model
@pytest.mark.usefixtures("stories")
def test_verbose_tells_each_input_and_quiet_tells_none() -> None:
    told = run("scan", "stories", "gone.txt", "-v", "-f", "concise").stderr.splitlines()
    assert [line.split()[1] for line in told] == ["read", "read", "skipped"]
    assert run("scan", "stories", "-v", "-f", "concise").stderr.startswith("dateline: kept ")
    assert run("scan", "stories", "gone.txt", "-v", "-q").stderr == ""
    assert "about a work named 'Nothing'" in run("scan", "stories", "--work", "Nothing").stderr


def program(*args: str, **more: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dateline", *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.model
@pytest.mark.usefixtures("stories")
def test_the_program_itself_writes_results_and_statuses() -> None:
    out, err = (process := program("scan", "stories", "gone.txt", "-f", "concise")).communicate()
    assert process.returncode == 3, err
    assert err == b""
    assert b"gone.txt: skipped missing" in out
    assert b"\x1b" not in out
    out, err = (process := program("scan", "--formt")).communicate()
    assert (process.returncode, out) == (2, b"")
    assert err.startswith(b"dateline: error: no such option '--formt'; did you mean '--format'?")


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.run(
        [sys.executable, "-m", "dateline", "explain"], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (process.returncode, process.stderr) == (0, b"")


def test_output_survives_a_poor_encoding() -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    out, err = (process := program("explain", "D101", env=environ)).communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"D101 ")


@pytest.mark.model
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
@pytest.mark.usefixtures("stories")
def test_an_interrupted_scan_says_what_is_stored_and_resumes() -> None:
    with program("scan", "stories/ledger.txt", "-", "-v", stdin=subprocess.PIPE) as process:
        assert process.stderr is not None
        first = process.stderr.readline()  # the second input waits for bytes that never come
        assert first.startswith(b"dateline: read stories/ledger.txt"), first
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted: 1 article stored in dateline.db; run the same command again" in rest
    assert b"Traceback" not in rest
    again = run("scan", "stories", "-v", "-f", "concise").stderr.splitlines()
    assert [line.split()[1] for line in again] == ["kept", "read"]
