"""How Dateline's command line differs from click's own: errors are one line and name the nearest word."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import click

from dateline.errors import DatelineError
from dateline.report.safe import safe

__all__ = ["Choice", "Codes", "Dateline", "Day", "nearest"]

_USAGE = 2
_INTERRUPTED = 130


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.4) -> str:
    """``; did you mean 'x'?``, or nothing when no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"; did you mean '{near[0]}'?" if near else ""


class Dateline(click.Group):
    """The ``dateline`` group: every expected failure is one line on standard error and an exit status."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; with `standalone_mode`, exit with its status."""
        extra = {**extra, "windows_expand_args": windows_expand_args, "standalone_mode": False}
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, **extra)
        try:
            status: object = super().main(args, prog_name, complete_var, **extra)
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx is not None else "dateline"
            _fail(f"{_usage(error)} (see '{path} --help')", _USAGE)
        except click.ClickException as error:
            _fail(error.format_message(), _USAGE)
        except click.Abort:
            _fail("interrupted", _INTERRUPTED)
        except DatelineError as error:
            _fail(str(error), error.exit_status)
        sys.exit(status if isinstance(status, int) else 0)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, or an error that names the nearest one."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            known = self.list_commands(ctx)
            hint = nearest(name, known) or f" (known: {', '.join(known)})"
            msg = f"no such command '{name}'{hint}"
            raise click.UsageError(msg, ctx)
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """A word out of few; another one is an error that names the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` if it is one of the choices."""
        known = [str(choice) for choice in self.choices]
        if str(value) not in known:
            hint = nearest(str(value), known, cutoff=0.3)
            self.fail(f"'{value}' is not one of {', '.join(known)}{hint}", param, ctx)
        return str(value)


class Day(click.ParamType[dt.date]):
    """A day as ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """`value` as a date."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as YYYY-MM-DD, for example 2025-03-04", param, ctx)


class Codes(click.ParamType[str]):
    """Codes of findings or their beginnings, joined by commas."""

    name = "codes"


def _usage(error: click.UsageError) -> str:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        parameters = error.ctx.command.get_params(error.ctx)
        known = [name for item in parameters for name in item.opts if name.startswith("--")]
        message = f"no such option '{error.option_name}'"
        if error.option_name.startswith("--"):
            message += nearest(error.option_name, known)
    message = message.strip().removesuffix(".")
    return message[:1].lower() + message[1:]


def _fail(message: str, status: int) -> NoReturn:
    click.echo(f"dateline: error: {safe(message)}", err=True)
    sys.exit(status)
