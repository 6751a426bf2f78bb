"""The `Store`: one database file, written article by article."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.model import Article, Claim, Finding, OutlookEntry, Page, RunFacts, Skipped
from dateline.store import _rows as rows
from dateline.store._open import open_database, translating

__all__ = ["Store"]

_CURRENT = "article IN (SELECT article FROM current_pages)"


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """A database of pages, articles, claims and findings; a context manager that closes it.

    Args:
        path: the file; None keeps everything in memory.
        read_only: refuse to write, and to create the file.
        timeout: seconds to wait for another program that holds the file.
        clock: gives the time noted on runs; the only use of a clock here.

    Raises:
        StoreError: if the file is not a Dateline database, is newer than this version, is locked, or cannot
            be opened; the file is then left byte for byte as it was.
    """

    def __init__(
        self,
        path: str | Path | None,
        *,
        read_only: bool = False,
        timeout: float = 5.0,
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> None:
        self.path = None if path is None or str(path) == ":memory:" else Path(path)
        self._name = str(self.path or ":memory:")
        self._clock = clock
        self._facts: RunFacts | None = None
        self._run: int | None = None
        self._db = open_database(self.path, read_only=read_only, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; SQLite then folds its log into it."""
        self._db.close()

    def start_run(self, facts: RunFacts) -> None:
        """Say under which run the writes that follow stand; the first of them records it, if there is one."""
        self._facts, self._run = facts, None

    def finish_run(self) -> None:
        """Note that the run came to its end; a run that wrote nothing leaves no trace."""
        run, self._facts = self._run, None
        if run is not None:
            with self._transaction():
                self._db.table("runs").update(run, {"finished_at": self._clock().isoformat()})
        self._run = None

    def stored(self, page: Page, *, pipeline: str) -> tuple[Article, tuple[Claim, ...]] | None:
        """What the same `pipeline` made of the same page before; None when it never saw it."""
        with translating(self._name):
            found = self._one(
                "SELECT article FROM pages WHERE fingerprint = ? AND pipeline = ? ORDER BY id DESC LIMIT 1",
                (_fingerprint(page), pipeline),
            )
            if found is None:
                return None
            article = self._article(found["article"])
            if article is None:
                return None
            return replace(article, source=page.source), self._claims_of(article.id)

    def page(self, url: str) -> Page | None:
        """The newest stored revision of the page at `url`, as it was fetched; None when it never was."""
        with translating(self._name):
            found = self._one(
                "SELECT * FROM pages WHERE status IS NOT NULL AND (document = ? OR source = ?)"
                " ORDER BY id DESC LIMIT 1",
                (url, url),
            )
            return None if found is None else rows.page_from(found)

    def article_of(self, document: str) -> str | None:
        """The id of the newest article stored for `document`."""
        with translating(self._name):
            found = self._one(
                "SELECT article FROM pages WHERE document = ? ORDER BY id DESC LIMIT 1", (_plain(document),)
            )
            return None if found is None else str(found["article"])

    def works(self) -> tuple[str, ...]:
        """Every title and spelling that stored claims name, sorted."""
        with translating(self._name):
            return tuple(r["alias"] for r in self._db.table("aliases").rows_where(order_by="alias"))

    def save(
        self, page: Page, article: Article, claims: Sequence[Claim], *, document: str, pipeline: str
    ) -> bool:
        """Store one article with its page and claims in one transaction; say whether anything was new.

        Args:
            page: where the article came from, bytes and all.
            article: what was read from it.
            claims: in the order in which reports show them.
            document: what stays the same when the page changes: its URL, its path. Other bytes of the same
                document are its next revision; the newest one counts, the older ones stay stored.
            pipeline: a fingerprint of everything that decides how pages become claims.
        """
        mark = _fingerprint(page)
        with translating(self._name):
            newest = self._one(
                "SELECT id, article, fingerprint, pipeline FROM pages WHERE document = ?"
                " ORDER BY id DESC LIMIT 1",
                (_plain(document),),
            )
            known = newest is not None and (newest["fingerprint"], newest["pipeline"]) == (mark, pipeline)
            if (
                known
                and newest is not None
                and newest["article"] == article.id
                and self._same(article, claims)
            ):
                return self._clear_skipped(page.source)
            with self._transaction():
                run = self._run_id()
                if newest is not None and newest["fingerprint"] == mark:
                    self._db.table("pages").update(
                        newest["id"], {"article": article.id, "pipeline": pipeline}
                    )
                else:
                    self._db.table("pages").insert(
                        {
                            "id": None,
                            "document": _plain(document),
                            **_plain_names(rows.page_row(page)),
                            "article": article.id,
                            "fingerprint": mark,
                            "pipeline": pipeline,
                            "run": run,
                        },
                    )
                self._put_article(article, claims)
                if newest is not None and newest["article"] != article.id:
                    self._drop_orphan(newest["article"])
                self._db.table("skipped").delete_where("source = ?", [_plain(page.source)])
            return True

    def save_skipped(self, skipped: Skipped) -> bool:
        """Note an input that could not be read; say whether that is new."""
        row = {
            "source": _plain(skipped.source),
            "reason": skipped.reason,
            "detail": _plain(skipped.detail),
        }
        with translating(self._name):
            old = [
                (r["reason"], r["detail"])
                for r in self._db.table("skipped").rows_where("source = ?", [row["source"]])
            ]
            if old == [(row["reason"], row["detail"])]:
                return False
            with self._transaction():
                self._db.table("skipped").delete_where("source = ?", [row["source"]])
                self._db.table("skipped").insert({**row, "run": self._run_id()})
            return True

    def replace_findings(self, findings: Sequence[Finding], outlook: Sequence[OutlookEntry]) -> bool:
        """Make `findings` and `outlook` the stored ones; a finding keeps the run that first found it.

        Returns:
            Whether anything changed.
        """
        with translating(self._name):
            if tuple(findings) == self.findings() and tuple(outlook) == self.outlook():
                return False
            with self._transaction():
                run = self._run_id()
                first = {r["fingerprint"]: r["run"] for r in self._db.table("findings").rows}
                for table in ("finding_claims", "findings", "outlook"):
                    self._db.table(table).delete_where()
                for finding in findings:
                    self._put_work(finding.subject.work, finding.subject.kind)
                for entry in outlook:
                    self._put_work(entry.subject.work, entry.subject.kind)
                self._db.table("findings").insert_all(
                    {**rows.finding_row(f, i), "run": first.get(f.fingerprint, run)}
                    for i, f in enumerate(findings)
                )
                self._db.table("finding_claims").insert_all(
                    {"finding": f.fingerprint, "position": i, "claim": claim}
                    for f in findings
                    for i, claim in enumerate(f.claims)
                )
                self._db.table("outlook").insert_all(rows.outlook_row(e, i) for i, e in enumerate(outlook))
                self._drop_unused_works()
            return True

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Every document's newest revision by date and name, or the articles with `ids`, in their order."""
        with translating(self._name):
            if ids is None:
                found = self._all(
                    "SELECT * FROM articles WHERE id IN (SELECT article FROM current_pages)"
                    " ORDER BY published, doc, id"
                )
                yield from (rows.article_from(r) for r in found)
                return
            for identity in ids:
                article = self._article(identity)
                if article is not None:
                    yield article

    def claims(
        self, *, as_of: dt.date | None = None, since: dt.date | None = None, work: str | None = None
    ) -> tuple[Claim, ...]:
        """The claims of each document's newest revision, by article date, document and place.

        Args:
            as_of: leave out articles published after this day; undated ones stay.
            since: leave out articles published before this day, and undated ones.
            work: only claims about this work, in any spelling of its title.
        """
        where, values = [_CURRENT], list[object]()
        if as_of is not None:
            where.append("(published IS NULL OR published <= ?)")
            values.append(as_of.isoformat())
        if since is not None:
            where.append("published >= ?")
            values.append(since.isoformat())
        if work is not None:
            where.append("work = ?")
            values.append(rows.work_key(work))
        order = "published, doc, article, position"
        with translating(self._name):
            found = self._db.table("claims").rows_where(" AND ".join(where), values, order_by=order)
            return tuple(rows.claim_from(r) for r in found)

    def findings(self) -> tuple[Finding, ...]:
        """The findings of the last run, in its order."""
        with translating(self._name):
            cited: dict[str, list[str]] = {}
            for row in self._db.table("finding_claims").rows_where(order_by="finding, position"):
                cited.setdefault(row["finding"], []).append(row["claim"])
            found = self._db.table("findings").rows_where(order_by="position")
            return tuple(rows.finding_from(r, tuple(cited.get(r["fingerprint"], ()))) for r in found)

    def outlook(self) -> tuple[OutlookEntry, ...]:
        """The outlook of the last run, in its order."""
        with translating(self._name):
            return tuple(
                rows.outlook_from(r) for r in self._db.table("outlook").rows_where(order_by="position")
            )

    def skipped(self) -> tuple[Skipped, ...]:
        """Inputs that could not be read when last tried."""
        with translating(self._name):
            return tuple(rows.skipped_from(r) for r in self._db.table("skipped").rows_where(order_by="rowid"))

    def search(self, words: str, *, limit: int = 50) -> tuple[Claim, ...]:
        """Claims whose quote or work holds all of `words`, best first."""
        with translating(self._name):
            table = self._db.table("claims")
            query = self._db.quote_fts(words)
            return (
                tuple(rows.claim_from(r) for r in table.search(query, limit=limit)) if words.strip() else ()
            )

    def counts(self) -> dict[str, int]:
        """Rows per table, for ``dateline doctor``."""
        names = ("pages", "articles", "claims", "works", "findings", "outlook", "skipped", "runs")
        with translating(self._name):
            return {name: int(self._db.table(name).count) for name in names}

    def dump(self) -> str:
        """The whole database as SQL; two databases that hold the same give the same."""
        with translating(self._name):
            return "\n".join(self._db.conn.iterdump())

    # What follows runs inside a translating block.

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # IMMEDIATE: a writer that starts by reading could not wait for another one, only fail.
        conn = self._db.conn
        run = self._run
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            self._run = run
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise

    def _run_id(self) -> int | None:
        if self._run is None and self._facts is not None:
            facts = self._facts
            row = {
                "id": None,
                "started_at": self._clock().isoformat(),
                "finished_at": None,
                "version": facts.version,
                "as_of": facts.as_of.isoformat(),
                "model": facts.model,
                "lexicons": msgspec.json.encode(facts.lexicons).decode(),
                "times": msgspec.json.encode(facts.times).decode(),
            }
            self._db.table("runs").insert(row)
            self._run = int(self._db.conn.execute("SELECT last_insert_rowid()").fetchone()[0])
        return self._run

    def _put_article(self, article: Article, claims: Sequence[Claim]) -> None:
        ids = {claim.id for claim in claims}
        gone = [c.id for c in self._claims_of(article.id) if c.id not in ids]
        self._drop_claims(gone)
        for claim in claims:
            self._put_work(claim.subject.work, claim.subject.kind)
        self._db.table("articles").upsert(_plain_names(rows.article_row(article)), pk="id")
        self._db.table("claims").upsert_all(
            (_plain_names(rows.claim_row(claim, i)) for i, claim in enumerate(claims)), pk="id"
        )

    def _put_work(self, title: str, kind: str) -> None:
        key = rows.work_key(title)
        if not self._db.table("works").count_where("id = ?", [key]):
            self._db.table("works").insert({"id": key, "name": title, "kind": kind})
        self._db.table("aliases").upsert({"alias": title, "work": key}, pk="alias")

    def _drop_unused_works(self) -> None:
        self._db.table("aliases").delete_where(
            "alias NOT IN (SELECT subject FROM claims UNION SELECT subject FROM findings"
            " UNION SELECT subject FROM outlook)"
        )
        self._db.table("works").delete_where("id NOT IN (SELECT work FROM aliases)")

    def _drop_claims(self, ids: Sequence[str]) -> None:
        # A finding that cites a claim which is gone would point nowhere until the run's end, or for ever.
        if not ids:
            return
        these = [msgspec.json.encode(ids).decode()]
        cited = "SELECT finding FROM finding_claims WHERE claim IN (SELECT value FROM json_each(?))"
        self._db.table("findings").delete_where(f"fingerprint IN ({cited})", these)
        self._db.table("finding_claims").delete_where("finding NOT IN (SELECT fingerprint FROM findings)")
        self._db.table("claims").delete_where("id IN (SELECT value FROM json_each(?))", these)

    def _drop_orphan(self, article: str) -> None:
        """Remove an article that no page gives any more, because its bytes are now read another way."""
        if self._db.table("pages").count_where("article = ?", [article]):
            return
        self._drop_claims([c.id for c in self._claims_of(article)])
        self._db.table("articles").delete_where("id = ?", [article])

    def _clear_skipped(self, source: str) -> bool:
        where = ("source = ?", [_plain(source)])
        if not self._db.table("skipped").count_where(*where):
            return False
        with self._transaction():
            self._run_id()
            self._db.table("skipped").delete_where(*where)
        return True

    def _same(self, article: Article, claims: Sequence[Claim]) -> bool:
        old = self._article(article.id)
        if old is None or replace(old, source=article.source) != article:
            return False
        return self._claims_of(article.id) == tuple(claims)

    def _article(self, identity: str) -> Article | None:
        row = self._one("SELECT * FROM articles WHERE id = ?", (identity,))
        return None if row is None else rows.article_from(row)

    def _claims_of(self, article: str) -> tuple[Claim, ...]:
        found = self._db.table("claims").rows_where("article = ?", [article], order_by="position")
        return tuple(rows.claim_from(r) for r in found)

    def _one(self, sql: str, values: Sequence[object]) -> Mapping[str, Any] | None:
        return next(iter(self._all(sql, values)), None)

    def _all(self, sql: str, values: Sequence[object] = ()) -> Iterator[Mapping[str, Any]]:
        cursor = self._db.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))


def _fingerprint(page: Page) -> str:
    """What decides how a page is read: its bytes, and what was said of them."""
    said = (
        page.sha256,
        page.doc,
        page.url,
        page.media_type,
        page.charset,
        page.published,
        page.title,
        page.outlet,
    )
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


def _plain(text: str) -> str:
    """`text` as SQLite can hold it: bytes of a file name that are no UTF-8 are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _plain_names(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) if name in ("source", "doc") else value for name, value in row.items()}
