"""What the command line does with its streams: results out, progress and warnings to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dateline.errors import ConfigError
from dateline.report.safe import clip, safe

if TYPE_CHECKING:
    from dateline.scan import Progress

__all__ = ["Console", "check_output", "write_file"]

_WIDEST = 110
"""Columns used at most: longer lines are hard to read."""
_USUAL = 80


class Console:
    """Where a command writes, and how much it says besides its result."""

    def __init__(self, *, output: Path | None, quiet: bool, verbose: bool, no_color: bool) -> None:
        self.output, self.quiet, self.verbose = output, quiet, verbose
        terminal = output is None and _is_terminal(sys.stdout)
        dumb = os.environ.get("TERM") == "dumb"
        self.colour = terminal and not no_color and not os.environ.get("NO_COLOR") and not dumb
        self.width = min(shutil.get_terminal_size((_USUAL, 24)).columns, _WIDEST) if terminal else _USUAL

    def result(self, text: str | Iterable[str], *, encoding: str | None = None) -> None:
        """Write a result to standard output or to the output file, whole or not at all.

        `encoding` None is that of the terminal, with a mark for what it cannot show; machines get UTF-8.
        """
        parts = [text] if isinstance(text, str) else text
        if self.output is not None:
            write_file(self.output, parts)
            return
        stream = sys.stdout.buffer
        name, errors = (encoding, "strict") if encoding else (_encoding(sys.stdout), "replace")
        try:
            for part in parts:
                stream.write(part.encode(name, errors))
            stream.flush()
        except BrokenPipeError:
            # Whoever read has seen enough (`| head`): no failure. What is still buffered must go nowhere.
            with suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def say(self, text: str) -> None:
        """One line to standard error, unless told to be quiet."""
        if not self.quiet:
            click.echo(f"dateline: {safe(text)}", err=True)

    @contextmanager
    def watching(self) -> Iterator[Callable[[Progress], None]]:
        """What to call after each input: a live line on a terminal, a line each with ``--verbose``."""
        if self.verbose and not self.quiet:
            yield lambda step: self.say(f"{step.state} {clip(step.source, 200)}{_claims(step)}")
        elif self.quiet or not _is_terminal(sys.stderr):
            yield lambda _: None
        else:
            with _live(self.colour) as tell:
                yield tell


def check_output(path: Path | None) -> None:
    """Fail before the work rather than after it when a result file cannot be written.

    Raises:
        ConfigError: if the file's folder does not exist or may not be written to, or the path is a folder.
    """
    if path is None:
        return
    if path.is_dir():
        msg = f"output {path} is a folder; name a file"
        raise ConfigError(msg)
    folder = path.resolve().parent
    if not folder.is_dir():
        msg = f"output {path} cannot be written: there is no folder {folder}"
        raise ConfigError(msg)
    if not os.access(path if path.exists() else folder, os.W_OK):
        msg = f"output {path} cannot be written; check the permissions"
        raise ConfigError(msg)


def write_file(path: Path, parts: Iterable[str]) -> None:
    """Write UTF-8 text so that the file is either the old or the new one, never a part.

    Raises:
        ConfigError: if the file cannot be written.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():  # a device or a pipe has no other file to take its place
            with path.open("wb") as stream:
                _write(stream, parts)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                _write(stream, parts)
                stream.flush()
                os.fsync(stream.fileno())
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        msg = f"output {path} cannot be written ({error.strerror})"
        raise ConfigError(msg) from error


def _write(stream: BinaryIO, parts: Iterable[str]) -> None:
    stream.writelines(part.encode() for part in parts)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextmanager
def _live(colour: bool) -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console as RichConsole
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    console = RichConsole(stderr=True, no_color=not colour)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} read, {task.fields[claims]} claims"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, claims=0)
        claims = 0

        def tell(step: Progress) -> None:
            nonlocal claims
            claims += step.claims
            bar.update(
                task, completed=step.done, claims=claims, description=Text(clip(step.source, 60)).plain
            )

        yield tell


def _claims(step: Progress) -> str:
    return "" if step.state == "skipped" else f": {step.claims} claim{'' if step.claims == 1 else 's'}"


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def _encoding(stream: object) -> str:
    return getattr(stream, "encoding", None) or "utf-8"
