"""What every command shares: its options, and the settings, console and selection they add up to."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline._click import Choice, Codes, Day, nearest
from dateline._terminal import Console, check_output
from dateline.errors import ConfigError
from dateline.model import Report
from dateline.report import FORMATS, render
from dateline.report.select import find_work, read_baseline, select
from dateline.report.words import count
from dateline.settings import Settings, load_settings

if TYPE_CHECKING:
    from dateline.extract.times import TimePolicy
    from dateline.scan import ScanOptions
    from dateline.store import Store

__all__ = [
    "CODES",
    "CODES_HINT",
    "DAYS",
    "DB",
    "FILE",
    "FORMAT",
    "OUTPUT",
    "READ",
    "TALK",
    "WORK",
    "Job",
    "options",
]

Command = Callable[..., Any]

CODES_HINT = "('dateline explain' lists the codes)"
_MACHINE = ("json", "ndjson", "html")
FILE = click.Path(dir_okay=False, path_type=Path)
"""A path to a file."""


def options(*groups: Iterable[Command]) -> Callable[[Command], Command]:
    """Give a command the options of some groups, in their order."""

    def decorate(function: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            function = option(function)
        return function

    return decorate


DB = [click.option("--db", metavar="FILE", help="Database file.  [default: dateline.db]")]
TALK = [
    click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings."),
    click.option("-v", "--verbose", is_flag=True, help="One line per input as it is done."),
    click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same)."),
]
OUTPUT = [click.option("-o", "--output", type=FILE, metavar="FILE", help="Write the result to FILE.")]
FORMAT = [
    click.option("-f", "--format", type=Choice(FORMATS), help="How the report is written.  [default: full]")
]
DAYS = [
    click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help="Run as if on DATE: leave out what came later.  [default: today]",
    ),
    click.option(
        "--since", type=Day(), metavar="DATE", help="Report only articles published on or after DATE."
    ),
]
WORK = [click.option("--work", metavar="NAME", help="Report only this film or series.")]
CODES = [
    click.option(
        "--select",
        type=Codes(),
        multiple=True,
        help="Report only these codes, or those that begin so (D, S1).",
    ),
    click.option(
        "--ignore", type=Codes(), multiple=True, help="Leave out these codes, or those that begin so."
    ),
    click.option("--baseline", type=FILE, metavar="FILE", help="Hide the findings accepted in FILE."),
]
READ = [
    click.option(
        "--published",
        type=Day(),
        metavar="DATE",
        help="The day inputs were published, for files that do not say.",
    ),
    click.option("--url", metavar="URL", help="Where an input was published, for a file that does not say."),
    click.option(
        "--offline", is_flag=True, default=None, help="Fetch nothing; answer URLs from the database."
    ),
    click.option(
        "--allow-private", is_flag=True, default=None, help="Fetch from private and loopback addresses too."
    ),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Largest input that is read."),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes that read pages.  [default: 1]",
    ),
    click.option(
        "--lexicon",
        "lexicons",
        multiple=True,
        metavar="FILE",
        help="A lexicon of your own, or `products`; may be repeated.",
    ),
    click.option("--model", metavar="NAME", help="spaCy pipeline, by package name or path."),
]


class Job:
    """One command's settings, options and console."""

    def __init__(self, given: Mapping[str, Any], *, formats: Sequence[str] = FORMATS) -> None:
        cli_values = {name: given[name] for name in Settings.__struct_fields__ if given.get(name) is not None}
        for name in ("select", "ignore"):
            if name in cli_values:
                cli_values[name] = tuple(code for text in cli_values[name] for code in _split(text))
        if "baseline" in cli_values:
            cli_values["baseline"] = str(cli_values["baseline"])
        self.settings, self.named = load_settings(cli=cli_values, environ=os.environ, folder=Path.cwd())
        wanted = self.settings.format
        self.format: str = wanted if wanted is not None and wanted in formats else formats[0]
        self.given = given
        self.console = Console(
            output=given.get("output"),
            quiet=bool(given.get("quiet")),
            verbose=bool(given.get("verbose")),
            no_color=bool(given.get("no_color")),
        )
        check_output(self.console.output)
        # Read before the work begins: a misspelt code or a missing baseline should not cost a scan.
        self.codes = {name: _known_codes(getattr(self.settings, name), name) for name in ("select", "ignore")}
        self.accepted: frozenset[str] = frozenset()
        if self.settings.baseline is not None and "baseline" in given:
            self.accepted = read_baseline(Path(self.settings.baseline))

    @property
    def as_of(self) -> dt.date:
        """The day the run speaks from: this is the one place that asks the clock."""
        return self.settings.as_of or dt.datetime.now().astimezone().date()

    def options(self, **more: Any) -> ScanOptions:
        """What the stages are told."""
        from dateline.scan import ScanOptions

        settings = self.settings
        values: dict[str, Any] = {
            "as_of": self.as_of,
            "published": self.given.get("published"),
            "url": self.given.get("url"),
            "jobs": settings.jobs,
            "lexicons": tuple(Path(path) for path in settings.lexicons),
            "offline": settings.offline,
            "allow_private": settings.allow_private,
            "since": self.given.get("since"),
            "work": self.given.get("work"),
            **more,
        }
        if settings.model is not None:
            values["model"] = settings.model
        if settings.max_bytes is not None:
            values["max_bytes"] = settings.max_bytes
        if choices := settings.times.choices():
            values["policy"] = _policy(choices)
        manners = {
            name: value
            for name in ("timeout", "pace", "contact")
            if (value := getattr(settings, name)) is not None
        }
        if manners:
            from dateline.fetch import FetchSettings

            limits = {name: values[name] for name in ("max_bytes", "allow_private") if name in values}
            values["fetch"] = FetchSettings(**limits, **manners)
        return ScanOptions(**values)

    @contextmanager
    def archive(self) -> Iterator[Store]:
        """The database, to be read."""
        from dateline.store import Store

        with Store(self.settings.db, read_only=True) as store:
            yield store

    def work(self, store: Store) -> str | None:
        """The work asked for, as the database spells it."""
        name = self.given.get("work")
        return None if name is None else find_work(name, store.works())

    def chosen(self, report: Report) -> Report:
        """The report without the findings that nobody asked for; says how many a baseline hides."""
        codes = select(report, select=self.codes["select"], ignore=self.codes["ignore"])
        shown = select(codes, accepted=self.accepted)
        if hidden := len(codes.findings) - len(shown.findings):
            self.console.say(f"{count(hidden, 'finding')} hidden by the baseline {self.settings.baseline}")
        return shown

    @property
    def archive_wanted(self) -> bool:
        """Whether there is a database to compare with, or somebody says so."""
        return "db" in self.named or Path(self.settings.db).exists()

    def show(self, text: str | Iterable[str]) -> None:
        """Write the result."""
        self.console.result(text, encoding="utf-8" if self.format in _MACHINE else None)

    def show_report(self, report: Report) -> None:
        """Render and write a report."""
        self.show(render(report, self.format, colour=self.console.colour, width=self.console.width))


def _policy(choices: Mapping[str, Any]) -> TimePolicy:
    from dateline.extract.times import TimePolicy

    try:
        return TimePolicy(**choices)
    except ValueError as error:
        msg = f"settings [times]: {error}"
        raise ConfigError(msg) from error


def _split(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _known_codes(codes: Sequence[str], option: str) -> tuple[str, ...]:
    if not codes:
        return ()
    from dateline.reconcile.rules import RULES

    known = [rule.code for rule in RULES]
    for code in codes:
        if not any(name.startswith(code) for name in known):
            hint = nearest(code.upper(), known, cutoff=0.1)
            msg = f"{option}: no finding has the code '{code}'{hint} {CODES_HINT}"
            raise ConfigError(msg)
    return tuple(codes)
