"""The three runs: scan into an archive, check a draft against one, report an archive again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline._version import __version__
from dateline.errors import InputError
from dateline.inputs import iter_sources, read_source
from dateline.model import Article, Claim, Page, Report, RunFacts, Skipped, Source, Text
from dateline.reconcile import reconcile
from dateline.scan._assemble import about, assemble, is_out, narrow
from dateline.scan._flow import Done, Progress, flow
from dateline.scan._options import ScanOptions
from dateline.scan._process import Outcome, fault, fingerprint, model_version
from dateline.store import Store, work_key

if TYPE_CHECKING:
    from dateline.fetch import Fetcher

__all__ = ["run_check", "run_report", "run_scan"]

Watcher = Callable[[Progress], object]


def run_scan(
    inputs: Iterable[str | Text],
    *,
    options: ScanOptions,
    store: Store | None = None,
    executor: Executor | None = None,
    progress: Watcher | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """Read every input, store each as it is done, reconcile, and report the works these inputs speak of.

    With a `store`, claims of earlier runs take part: findings about the same works are reported with the
    articles and claims they cite. Without one, everything stays in memory.

    Args:
        inputs: paths, URLs, globs, ``-``, ``@lists``, and texts in hand.
        options: settings of the run.
        store: where pages, articles, claims and findings are kept.
        executor: where pages are read; None reads them in this process, one after the other.
        progress: called after each input, once what it tells of is stored.
        stdin: what ``-`` among the inputs reads.

    Raises:
        StoreError: if the database fails; everything told to `progress` before is stored.
        ModelMissing: if the spaCy pipeline is not installed.
        LexiconError: if a lexicon file cannot be used.
    """
    run = _Run(options=options, store=store, executor=executor, progress=progress, stdin=stdin)
    facts = run.facts()
    if store is not None:
        store.start_run(facts)
    run.read(inputs)
    mine = [c for c in run.claims if is_out(c.published, options.as_of)]
    claims = mine if store is None else store.claims(as_of=options.as_of)
    result = reconcile(claims, as_of=options.as_of)
    if store is not None:
        store.replace_findings(result.findings, result.outlook)
        store.finish_run()
    found = about(mine, result.findings)
    works = {work_key(c.subject.work) for c in mine} | {work_key(f.subject.work) for f in found}
    outlook = tuple(e for e in result.outlook if work_key(e.subject.work) in works)
    articles = [a for a in run.articles if is_out(a.published, options.as_of)]
    report = assemble(facts, articles, mine, found, outlook, run.skipped, pool=claims, store=store)
    return narrow(report, options)


def run_check(
    drafts: Iterable[str | Text],
    *,
    options: ScanOptions,
    store: Store | None = None,
    executor: Executor | None = None,
    progress: Watcher | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """Reconcile drafts with themselves and with the archive, and report what concerns them; store nothing.

    A draft whose earlier revision is in the archive stands in its place. Arguments and errors are those of
    `run_scan`; the store may be open for reading only.
    """
    run = _Run(options=options, store=store, executor=executor, progress=progress, stdin=stdin, keep=False)
    facts = run.facts()
    run.read(drafts)
    claims = {c.id: c for c in run.claims}
    if store is not None:
        older = {store.article_of(document) for document in run.documents}
        for claim in store.claims(as_of=options.as_of):
            if claim.article not in older:
                claims.setdefault(claim.id, claim)
    pool = tuple(claims.values())
    result = reconcile(pool, as_of=options.as_of)
    ids = {c.id for c in run.claims}
    found = tuple(f for f in result.findings if not ids.isdisjoint(f.claims))
    works = {work_key(c.subject.work) for c in run.claims}
    outlook = tuple(e for e in result.outlook if work_key(e.subject.work) in works)
    report = assemble(facts, run.articles, run.claims, found, outlook, run.skipped, pool=pool, store=store)
    return narrow(report, options)


def run_report(store: Store, *, options: ScanOptions) -> Report:
    """Reconcile what the archive holds, as of the options' day, and report all of it; store nothing."""
    claims = store.claims(as_of=options.as_of)
    result = reconcile(claims, as_of=options.as_of)
    articles = [a for a in store.articles() if is_out(a.published, options.as_of)]
    facts = RunFacts(
        version=__version__,
        as_of=options.as_of,
        model="",
        lexicons=tuple(str(path) for path in options.lexicons),
        articles=len(articles),
    )
    return narrow(
        Report(
            run=facts,
            articles=tuple(articles),
            claims=claims,
            findings=tuple(result.findings),
            outlook=tuple(result.outlook),
            skipped=store.skipped(),
        ),
        options,
    )


def _choices(options: ScanOptions) -> dict[str, object]:
    from dateline.extract.times import DEFAULT_POLICY

    return (options.policy or DEFAULT_POLICY).choices()


class _Network:
    """The fetcher of a run, made when the first URL needs it: its threads share connections and manners."""

    def __init__(self, options: ScanOptions) -> None:
        self._options = options
        self._lock = threading.Lock()
        self._fetcher: Fetcher | None = None

    def fetch(self, source: Source) -> Page:
        """Fetch the page of a URL; called in threads."""
        with self._lock:
            if self._fetcher is None:
                from dateline.fetch import Fetcher, FetchSettings

                options = self._options
                settings = options.fetch or FetchSettings(
                    max_bytes=options.max_bytes, allow_private=options.allow_private
                )
                self._fetcher = Fetcher(settings=settings)
        return self._fetcher.fetch(source.name, published=source.published)

    def close(self) -> None:
        """Close its connections."""
        if self._fetcher is not None:
            self._fetcher.close()


@dataclass(slots=True, kw_only=True)
class _Run:
    """Reads inputs and gathers what they gave, each article and claim once."""

    options: ScanOptions
    store: Store | None
    executor: Executor | None
    progress: Watcher | None
    stdin: BinaryIO | None
    keep: bool = True
    articles: list[Article] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)
    pipeline: str = ""

    def facts(self) -> RunFacts:
        """What the report will say of the run; a missing model or lexicon is met here, before any reading."""
        self.pipeline = fingerprint(self.options.recipe)
        return RunFacts(
            version=__version__,
            as_of=self.options.as_of,
            model=model_version(self.options.model),
            lexicons=tuple(str(path) for path in self.options.lexicons),
            times=_choices(self.options),
        )

    def read(self, inputs: Iterable[str | Text]) -> None:
        """Take every input through the stages, in order."""
        sources = iter_sources(
            inputs, published=self.options.published, url=self.options.url, stdin=self.stdin
        )
        with closing(_Network(self.options)) as network:
            steps = flow(
                sources,
                recipe=self.options.recipe,
                executor=self.executor,
                read=self._read,
                fetch=None if self.options.offline else network.fetch,
                known=self._known,
            )
            self._gather(steps)

    def _gather(self, steps: Iterable[Done]) -> None:
        seen: set[str] = set()
        for number, done in enumerate(steps, start=1):
            outcome = self._keep(done)
            if isinstance(outcome, Skipped):
                self.skipped.append(outcome)
                self._tell(Progress(done=number, source=outcome.source, state="skipped"))
                continue
            article, claims = outcome
            if article.id not in seen:
                seen.add(article.id)
                self.articles.append(article)
                self.claims.extend(claims)
            self._tell(
                Progress(
                    done=number,
                    source=article.source,
                    state="kept" if done.kept else "read",
                    claims=len(claims),
                )
            )

    def _read(self, source: Source) -> Page:
        if source.kind != "url":
            return read_source(source, self.stdin, max_bytes=self.options.max_bytes)
        page = self.store.page(source.name) if self.store is not None else None
        if page is None:
            msg = f"{source.name}: not fetched, because this run is offline and the database does not hold it"
            raise InputError(msg, source=source.name, reason="offline")
        return replace(page, source=source.name, published=source.published)

    def _known(self, page: Page) -> tuple[Article, tuple[Claim, ...]] | None:
        return None if self.store is None else self.store.stored(page, pipeline=self.pipeline)

    def _keep(self, done: Done) -> Outcome:
        """Store what became of one input, and say what did: what cannot be stored is skipped."""
        outcome, store = done.outcome, self.store if self.keep else None
        if not isinstance(outcome, Skipped) and done.source is not None and done.page is not None:
            document = self._document(done.source, done.page)
            if store is not None:
                try:
                    store.save(done.page, *outcome, document=document, pipeline=self.pipeline)
                except (OverflowError, UnicodeError) as error:
                    outcome = fault(done.page.source, error)
        if isinstance(outcome, Skipped) and store is not None:
            store.save_skipped(outcome)
        return outcome

    def _document(self, source: Source, page: Page) -> str:
        """What stays the same when the page changes; called in input order.

        A page is where it was fetched, a file where it lies (seen from the database, so that both can move
        together), a text what its caller calls it. Unnamed text is only ever itself.
        """
        if source.kind == "file":
            document = self._place(Path(source.name))
        elif source.kind == "text" and source.text is not None and source.text.doc:
            document = f"text:{source.text.doc}"
        else:
            document = page.url or f"sha256:{page.sha256}"
        # Two texts under one name in one run are two documents, not a text and its revision: else the order
        # of the inputs would decide which of them counts.
        if self.documents.setdefault(document, page.sha256) != page.sha256:
            document = f"{document}#{page.sha256[:16]}"
            self.documents[document] = page.sha256
        return document

    def _place(self, path: Path) -> str:
        root = self.store.path.parent if self.store is not None and self.store.path is not None else Path()
        try:
            return Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
        except (OSError, ValueError):  # another drive, or a loop of links
            return path.absolute().as_posix()

    def _tell(self, progress: Progress) -> None:
        if self.progress is not None:
            self.progress(progress)
