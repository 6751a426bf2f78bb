"""The command line: parses, calls, renders, exits. Everything it does is also in the Python API."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

import click

from dateline._click import Choice, Dateline, nearest
from dateline._job import CODES, CODES_HINT, DAYS, DB, FILE, FORMAT, OUTPUT, READ, TALK, WORK, Job, options
from dateline._terminal import write_file
from dateline._version import __version__
from dateline.errors import ConfigError
from dateline.model import Report
from dateline.report import OUTLOOK_FORMATS, records, render_outlook_as
from dateline.report.select import baseline_text
from dateline.report.sources import SOURCES_FORMATS, render_sources
from dateline.report.words import SEVERITIES, count

if TYPE_CHECKING:
    from dateline.scan import Progress

__all__ = ["cli", "main"]

OK, FOUND, UNREADABLE, INTERRUPTED = 0, 1, 3, 130
_ROWS = ("ndjson", "json")


@click.group(cls=Dateline, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline", message="%(prog)s %(version)s")
def cli() -> None:
    """The linter and ledger for release news.

    Reads articles and says what they claim happened or will happen, when, who says so, and where
    they disagree.

    Exit status: 0 done; 1 'check' found something at or above --fail-on; 2 bad usage or
    configuration; 3 some input could not be read (the rest was done); 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit."""
    cli(prog_name="dateline")


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@options(READ, DAYS, WORK, CODES, DB, FORMAT, OUTPUT, TALK)
def scan(inputs: tuple[str, ...], **given: Any) -> int:
    """Fetch, parse, extract, store, reconcile, report.

    INPUT is any mix of URL, file (.html .txt .md), folder, glob, '-' for standard input, and
    '@list.txt', one input a line. Articles that the database holds already are not read again.
    """
    from dateline.scan import run_scan, workers
    from dateline.store import Store

    job = Job(given)
    settings, stored = job.options(), 0
    try:
        with (
            Store(job.settings.db) as store,
            workers(settings.jobs, settings.recipe) as executor,
            job.console.watching() as tell,
        ):

            def watch(step: Progress) -> None:
                nonlocal stored
                stored += step.state != "skipped"
                tell(step)

            report = run_scan(
                inputs, options=settings, store=store, executor=executor, progress=watch, stdin=_stdin(inputs)
            )
    except KeyboardInterrupt:
        articles = count(stored, "article")
        _interrupted(
            f"{articles} stored in {job.settings.db}; run the same command again to go on from there"
        )
    _warn_no_claims(job, report)
    job.show_report(job.chosen(report))
    return UNREADABLE if report.skipped else OK


@cli.command()
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option(
    "--fail-on", type=Choice(SEVERITIES), help="Severity that makes the status 1.  [default: error]"
)
@options(READ, DAYS, WORK, CODES, DB, FORMAT, OUTPUT, TALK)
def check(drafts: tuple[str, ...], **given: Any) -> int:
    """Lint drafts against themselves and the archive; store nothing."""
    from dateline.scan import run_check, workers
    from dateline.store import Store

    job = Job(given)
    settings = job.options()
    archive = Store(job.settings.db, read_only=True) if job.archive_wanted else None
    try:
        with workers(settings.jobs, settings.recipe) as executor, job.console.watching() as tell:
            report = run_check(
                drafts,
                options=settings,
                store=archive,
                executor=executor,
                progress=tell,
                stdin=_stdin(drafts),
            )
    except KeyboardInterrupt:
        _interrupted("nothing was stored")
    finally:
        if archive is not None:
            archive.close()
    _warn_no_claims(job, report)
    shown = job.chosen(report)
    job.show_report(shown)
    bar = SEVERITIES.index(job.settings.fail_on)
    if any(SEVERITIES.index(finding.severity) <= bar for finding in shown.findings):
        return FOUND
    return UNREADABLE if report.skipped else OK


@cli.command()
@click.option(
    "--write-baseline",
    type=FILE,
    metavar="FILE",
    help="Accept the findings: list them in FILE, show nothing.",
)
@options(DAYS, WORK, CODES, DB, FORMAT, OUTPUT, TALK)
def report(write_baseline: Path | None, **given: Any) -> int:
    """Report the database again, without reading anything new."""
    job = Job(given)
    found = job.chosen(_from_archive(job))
    if write_baseline is not None:
        write_file(write_baseline, [baseline_text(found.findings)])
        job.console.say(f"{count(len(found.findings), 'finding')} accepted in {write_baseline}")
        return OK
    job.show_report(found)
    return OK


@cli.command()
@click.argument("work", required=False, metavar="[WORK]")
@click.option(
    "-f", "--format", type=Choice(OUTLOOK_FORMATS), help="How the answers are written.  [default: full]"
)
@options(DAYS, DB, OUTPUT, TALK)
def outlook(**given: Any) -> int:
    """Best current answers, for all works or one, and how they moved."""
    job = Job(given, formats=OUTLOOK_FORMATS)
    found = _from_archive(job)
    console = job.console
    job.show(render_outlook_as(found, job.format, colour=console.colour, width=console.width))
    return OK


@cli.command()
@click.option(
    "-f", "--format", type=Choice(SOURCES_FORMATS), help="How the table is written.  [default: full]"
)
@options(DAYS, WORK, DB, OUTPUT, TALK)
def sources(**given: Any) -> int:
    """Per outlet: articles, claims, its own among them, retractions.

    "own" are claims that no finding of kind copy traces to another outlet; "retractions" are findings
    by which a claim of the outlet withdraws another, or is withdrawn.
    """
    job = Job(given, formats=SOURCES_FORMATS)
    job.show(render_sources(_from_archive(job), job.format, colour=job.console.colour))
    return OK


@cli.command()
@click.argument("kind", type=Choice(("claims", "findings", "articles")))
@click.option("-f", "--format", type=Choice(_ROWS), help="One row a line, or one object.  [default: ndjson]")
@options(DAYS, WORK, CODES, DB, OUTPUT, TALK)
def export(kind: str, **given: Any) -> int:
    """Rows of the database: claims, findings or articles."""
    job = Job(given, formats=_ROWS)
    with job.archive() as store:
        work, since = job.work(store), given.get("since")
        if kind == "claims":
            claims = store.claims(as_of=job.settings.as_of, since=since, work=work)
            rows: Iterator[dict[str, Any]] = map(records.claim_row, claims)
        elif kind == "articles":
            cited = None if work is None else {c.article for c in store.claims(work=work)}
            rows = (
                records.article_row(article, text=True)
                for article in store.articles()
                if (cited is None or article.id in cited)
                and (since is None or (article.published is not None and article.published >= since))
                and (
                    job.settings.as_of is None
                    or article.published is None
                    or article.published <= job.settings.as_of
                )
            )
        else:
            rows = map(records.finding_row, job.chosen(_from_archive(job)).findings)
        if job.format == "ndjson":
            job.show(records.dumps([row], lines=True) for row in rows)
        else:
            job.show(records.dumps({"schema": records.SCHEMA_VERSION, kind: list(rows)}))
    return OK


@cli.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """What a finding code means, with an example.

    Without CODE, a list of all codes.
    """
    from dateline.reconcile.rules import RULES
    from dateline.report.rules import render_rule, render_rules

    job = Job({})
    colour, width = job.console.colour, job.console.width
    if code is None:
        job.show(render_rules(RULES, colour=colour, width=width))
        return OK
    known = {rule.code: rule for rule in RULES} | {rule.name: rule for rule in RULES}
    rule = known.get(code.upper()) or known.get(code.lower())
    if rule is None:
        hint = nearest(code.upper(), [rule.code for rule in RULES], cutoff=0.1)
        msg = f"no finding has the code '{code}'{hint} {CODES_HINT}"
        raise ConfigError(msg)
    job.show(render_rule(rule, colour=colour, width=width))
    return OK


@cli.command()
@click.option("--network", is_flag=True, help="Also try to reach the network.")
@click.option("--model", metavar="NAME", help="spaCy pipeline, by package name or path.")
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    metavar="FILE",
    help="A lexicon of your own, or `products`; may be repeated.",
)
@options(DB)
def doctor(network: bool, **given: Any) -> int:
    """Whether model, lexicon, database and versions are in order."""
    from dateline._doctor import examine

    job = Job(given)
    lines, well = examine(job.settings, job.options(), network=network)
    job.show("".join(line + "\n" for line in lines))
    return OK if well else ConfigError.exit_status


def _from_archive(job: Job) -> Report:
    from dateline.scan import run_report

    with job.archive() as store:
        return run_report(store, options=job.options(work=job.work(store)))


def _warn_no_claims(job: Job, found: Report) -> None:
    name = job.given.get("work")
    if name is not None and not found.claims:
        job.console.say(f"nothing read is about a work named '{name}'")


def _stdin(inputs: tuple[str, ...]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in inputs and sys.stdin is not None else None


def _interrupted(what: str) -> NoReturn:
    click.echo(f"dateline: interrupted: {what}", err=True)
    sys.exit(INTERRUPTED)
