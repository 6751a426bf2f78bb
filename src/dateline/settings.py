"""Settings from four places: the command line over the environment over a file over the defaults.

The file is the nearest ``dateline.toml``, or ``pyproject.toml`` with a ``[tool.dateline]`` table, from the
working directory upward; the environment's names are ``DATELINE_`` and the key in capitals. Paths in a file
are relative to the file. A misspelt key is an error rather than a setting that silently does nothing.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from dateline.errors import ConfigError

__all__ = ["Settings", "find_file", "load_settings"]

_ENV = "DATELINE_"
_PATHS = frozenset({"db", "baseline", "lexicons"})
_LONGEST_SHOWN = 60


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting with its default; None leaves the choice to the part that uses it."""

    db: str = "dateline.db"
    """The database file."""
    format: Literal["full", "concise", "json", "ndjson", "html"] | None = None
    """How results are written."""
    as_of: dt.date | None = None
    """The day a run speaks from; None is today."""
    jobs: Annotated[int, msgspec.Meta(ge=1)] = 1
    """Processes that read pages."""
    model: str | None = None
    """spaCy pipeline, by package name or path."""
    lexicons: tuple[str, ...] = ()
    """Lexicon files of the user's own."""
    select: tuple[str, ...] = ()
    """Codes, or their beginnings, of the findings to report; empty is all."""
    ignore: tuple[str, ...] = ()
    """Codes, or their beginnings, of the findings to leave out."""
    baseline: str | None = None
    """File of accepted findings, which are not reported."""
    fail_on: Literal["error", "warning", "info"] = "error"
    """The severity from which ``dateline check`` exits with status 1."""
    offline: bool = False
    """Fetch nothing."""
    allow_private: bool = False
    """Fetch from private, loopback and link-local addresses too."""
    max_bytes: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Largest input that is read, in bytes."""
    timeout: Annotated[float, msgspec.Meta(gt=0)] | None = None
    """Seconds that fetching one page may take."""
    pace: Annotated[float, msgspec.Meta(ge=0)] | None = None
    """Seconds between the starts of two requests to one host."""
    contact: str | None = None
    """An address or URL by which a site's owner can reach whoever scans."""


_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Settings)}


def load_settings(
    *, cli: Mapping[str, object] | None = None, environ: Mapping[str, str], folder: Path
) -> tuple[Settings, frozenset[str]]:
    """The settings in force, and the names of those that somebody set.

    Args:
        cli: what the command line says; None values say nothing.
        environ: the environment, as `os.environ`.
        folder: where the search for a settings file begins.

    Raises:
        ConfigError: if a key is unknown or a value of the wrong kind; it names every one, with its place and,
            for a key, the nearest known.
    """
    problems: list[str] = []
    values: dict[str, object] = {}
    path = find_file(folder)
    if path is not None:
        values.update(_read_table(path, problems))
    values.update(_read_environment(environ, problems))
    if problems:
        raise ConfigError("; ".join(problems))
    values.update((key, value) for key, value in (cli or {}).items() if value is not None and value != ())
    try:
        return msgspec.convert(values, Settings, strict=False), frozenset(values)
    except msgspec.ValidationError as error:
        msg = f"settings: {error}"
        raise ConfigError(msg) from error


def find_file(folder: Path) -> Path | None:
    """The nearest settings file from `folder` upward; None when there is none.

    Raises:
        ConfigError: if a ``pyproject.toml`` on the way cannot be read.
    """
    for place in (folder, *folder.parents):
        if (own := place / "dateline.toml").is_file():
            return own
        project = place / "pyproject.toml"
        if project.is_file() and "dateline" in _tool(_parse(project)):
            return project
    return None


def _read_table(path: Path, problems: list[str]) -> Iterator[tuple[str, object]]:
    document = _parse(path)
    table: object = document
    place = str(path)
    if path.name == "pyproject.toml":
        table, place = _tool(document)["dateline"], f"{path} [tool.dateline]"
    if not isinstance(table, dict):
        problems.append(f"{place} is not a table")
        return
    for written, value in table.items():
        key = written.replace("-", "_")
        if key not in _TYPES:
            problems.append(_unknown(repr(written), place, key, repr))
            continue
        try:
            decoded = msgspec.convert(value, _TYPES[key], strict=True)
        except msgspec.ValidationError as error:
            problems.append(_wrong(repr(written), value, place, error))
            continue
        yield key, _from_file(key, decoded, path.parent)


def _read_environment(environ: Mapping[str, str], problems: list[str]) -> Iterator[tuple[str, object]]:
    for name in sorted(environ):
        text = environ[name]
        if not name.startswith(_ENV) or not text:
            continue
        key = name.removeprefix(_ENV).lower()
        if key not in _TYPES:
            problems.append(_unknown(name, "the environment", key, _env_name))
            continue
        value: object = text
        if key in ("lexicons", "select", "ignore"):
            separator = os.pathsep if key == "lexicons" else ","
            value = [part.strip() for part in text.split(separator) if part.strip()]
        try:
            yield key, msgspec.convert(value, _TYPES[key], strict=False)
        except msgspec.ValidationError as error:
            problems.append(_wrong(name, text, "the environment", error))


def _from_file(key: str, value: object, folder: Path) -> object:
    if key not in _PATHS or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(str(folder / item) for item in value)
    return str(value) if value == ":memory:" else str(folder / str(value))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        msg = f"settings file {path}: cannot be read ({error.strerror})"
        raise ConfigError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"settings file {path}: not valid TOML: {error}"
        raise ConfigError(msg) from error


def _tool(document: dict[str, Any]) -> dict[str, Any]:
    tool = document.get("tool")
    return tool if isinstance(tool, dict) else {}


def _unknown(written: str, place: str, key: str, spell: Callable[[str], str]) -> str:
    near = difflib.get_close_matches(key, _TYPES, n=1, cutoff=0.4)
    hint = f"; did you mean {spell(near[0])}?" if near else f"; known are {', '.join(map(spell, _TYPES))}"
    return f"unknown setting {written} in {place}{hint}"


def _wrong(written: str, value: object, place: str, error: Exception) -> str:
    shown = repr(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
    reason = str(error).replace("`", "")
    return f"setting {written} in {place} cannot be {shown}: {reason[:1].lower()}{reason[1:]}"


def _env_name(key: str) -> str:
    return _ENV + key.upper()
