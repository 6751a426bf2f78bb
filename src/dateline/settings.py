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

__all__ = ["Settings", "Times", "find_file", "load_settings"]

_ENV = "DATELINE_"
_PATHS = frozenset({"db", "baseline", "lexicons"})
_LONGEST_SHOWN = 60


_Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]


class Times(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What words of time mean, where somebody says so: the choices of `TimePolicy`; None is its default."""

    hemisphere: Literal["north", "south"] | None = None
    week_start: _Weekday | None = None
    weekend: tuple[_Weekday, _Weekday] | None = None
    month_parts: tuple[int, int] | None = None
    edge_months: int | None = None
    numeric_order: Literal["month-first", "day-first"] | None = None
    fiscal_start: int | None = None
    tv_season_start: int | None = None
    tv_season_months: int | None = None
    slip: int | None = None
    soon_days: int | None = None
    soon_units: int | None = None

    def choices(self) -> dict[str, Any]:
        """The choices that somebody made."""
        return {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}


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
    times: Times = Times()
    """What "early", "summer" or "holiday" mean in days: a table of its own, of a settings file alone."""


_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Settings)}
_TIMES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Times)}
_IN_A_LINE = {name: kind for name, kind in _TYPES.items() if name != "times"}
"""The settings that the environment can tell."""


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
    times = table.get("times")
    if isinstance(times, dict):
        told = dict(_entries(times, _TIMES, f"{place} [times]", problems))
        table = {**table, "times": Times(**told)}
    for key, decoded in _entries(table, _TYPES, place, problems):
        yield key, _from_file(key, decoded, path.parent)


def _entries(
    table: Mapping[str, Any], known: Mapping[str, Any], place: str, problems: list[str]
) -> Iterator[tuple[str, Any]]:
    for written, value in table.items():
        key = written.replace("-", "_")
        if key not in known:
            problems.append(_unknown(repr(written), place, key, known, repr))
            continue
        try:
            yield key, msgspec.convert(value, known[key], strict=True)
        except msgspec.ValidationError as error:
            problems.append(_wrong(repr(written), value, place, error))


def _read_environment(environ: Mapping[str, str], problems: list[str]) -> Iterator[tuple[str, object]]:
    for name in sorted(environ):
        text = environ[name]
        if not name.startswith(_ENV) or not text:
            continue
        key = name.removeprefix(_ENV).lower()
        if key not in _IN_A_LINE:
            problems.append(_unknown(name, "the environment", key, _IN_A_LINE, _env_name))
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


def _unknown(
    written: str, place: str, key: str, known: Mapping[str, Any], spell: Callable[[str], str]
) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
    hint = f"; did you mean {spell(near[0])}?" if near else f"; known are {', '.join(map(spell, known))}"
    return f"unknown setting {written} in {place}{hint}"


def _wrong(written: str, value: object, place: str, error: Exception) -> str:
    shown = repr(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
    reason = str(error).replace("`", "")
    return f"setting {written} in {place} cannot be {shown}: {reason[:1].lower()}{reason[1:]}"


def _env_name(key: str) -> str:
    return _ENV + key.upper()
