"""What README and notebooks show is what the commands and cells give.

`python -m tests.shown_outputs` runs them and writes the outputs in place; `tests/test_layout.py` and
`tests/test_notebooks.py` run them again and compare.

In Markdown, the lines after ``$`` in a console block under ``<!-- run -->`` are run in a shell, from the
project's root and with a database of their own; what they print to standard output stands below them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CELL_SECONDS = 120

_BLOCK = re.compile(r"(?<=<!-- run -->\n```console\n)(.*?)(?=```\n)", re.DOTALL)
_CHART_ID = re.compile(r"altair-viz-[0-9a-f]{32}")
"""What Altair calls the element a chart is drawn in: another name each time."""


def commands(text: str) -> list[str]:
    """The commands whose output a Markdown text shows."""
    return [
        line[2:] for block in _BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")
    ]


def rerun(text: str) -> str:
    """The Markdown text with the outputs that its commands give now."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment() | {"DATELINE_DB": str(Path(folder) / "dateline.db")}

        def block(match: re.Match[str]) -> str:
            shown = []
            for command in commands(f"<!-- run -->\n```console\n{match[0]}```\n"):
                done = subprocess.run(
                    ["sh", "-c", command],
                    cwd=ROOT,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    msg = f"{command}: status {done.returncode}: {done.stderr}"
                    raise RuntimeError(msg)
                lines = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
                shown.append(f"$ {command}\n{lines}")
            return "\n".join(shown)

        return _BLOCK.sub(block, text)


def execute(path: Path) -> NotebookNode:
    """A notebook with the outputs of a fresh run, and without what differs from run to run."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute(env=_environment())
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = _CHART_ID.sub(f"chart-{number}", output.data["text/html"])
    return notebook


def outputs(notebook: NotebookNode) -> list[object]:
    """What the code cells show, cell by cell."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return kept | {"PATH": path, "NO_COLOR": "1", "COLUMNS": "80", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def main() -> None:
    import nbformat

    README.write_text(rerun(README.read_text(encoding="utf-8")), encoding="utf-8")
    for path in NOTEBOOKS:
        nbformat.write(execute(path), path)


if __name__ == "__main__":
    main()
