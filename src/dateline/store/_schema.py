"""Tables, search and views, built by numbered migrations that the database itself records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlite_utils.migrations import Migrations

from dateline.errors import StoreError
from dateline.store._open import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["MIGRATIONS", "VIEWS", "check_current", "migrate"]

MIGRATIONS = Migrations("dateline")

_TABLES: dict[str, dict[str, Any]] = {
    "runs": {
        "id": int,
        "started_at": str,
        "finished_at": str,
        "version": str,
        "as_of": str,
        "model": str,
        "lexicons": str,
    },
    "works": {"id": str, "name": str, "kind": str},
    "aliases": {"alias": str, "work": str},
    "articles": {
        "id": str,
        "doc": str,
        "title": str,
        "outlet": str,
        "published": str,
        "published_from": str,
        "modified": str,
        "byline": str,
        "language": str,
        "url": str,
        "source": str,
        "text": str,
        "blocks": str,
    },
    "pages": {
        "id": int,
        "document": str,
        "sha256": str,
        "source": str,
        "url": str,
        "doc": str,
        "media_type": str,
        "charset": str,
        "status": int,
        "fetched_at": str,
        "headers": str,
        "body": bytes,
        "article": str,
        "fingerprint": str,
        "pipeline": str,
        "run": int,
    },
    "claims": {
        "id": str,
        "article": str,
        "position": int,
        "doc": str,
        "work": str,
        "subject": str,
        "kind": str,
        "season": int,
        "part": int,
        "episode": str,
        "event": str,
        "start": str,
        "end": str,
        "edtf": str,
        "granularity": str,
        "approximate": int,
        "basis": str,
        "when_text": str,
        "value": str,
        "value_parts": str,
        "territory": str,
        "platform": str,
        "polarity": str,
        "modality": str,
        "condition": str,
        "attribution": str,
        "attribution_kind": str,
        "as_of": str,
        "as_of_explicit": int,
        "quote": str,
        "quote_start": int,
        "quote_end": int,
        "prefix": str,
        "suffix": str,
        "mentions": str,
        "confidence": float,
        "outlet": str,
        "published": str,
        "notes": str,
    },
    "findings": {
        "fingerprint": str,
        "code": str,
        "relation": str,
        "severity": str,
        "work": str,
        "subject": str,
        "kind": str,
        "season": int,
        "part": int,
        "episode": str,
        "event": str,
        "message": str,
        "steps": str,
        "position": int,
        "run": int,
    },
    "finding_claims": {"finding": str, "position": int, "claim": str},
    "outlook": {
        "work": str,
        "subject": str,
        "kind": str,
        "season": int,
        "part": int,
        "episode": str,
        "event": str,
        "start": str,
        "end": str,
        "edtf": str,
        "granularity": str,
        "approximate": int,
        "basis": str,
        "when_text": str,
        "status": str,
        "confidence": float,
        "origins": int,
        "supports": str,
        "overrules": str,
        "why": str,
        "moved": str,
        "position": int,
    },
    "skipped": {"source": str, "reason": str, "detail": str, "run": int},
}

_KEYS: dict[str, str | tuple[str, ...]] = {
    "runs": "id",
    "works": "id",
    "aliases": "alias",
    "articles": "id",
    "pages": "id",
    "claims": "id",
    "findings": "fingerprint",
    "finding_claims": ("finding", "position"),
    "outlook": "position",
    "skipped": ("source", "reason", "detail"),
}

_LINKS: dict[str, list[tuple[str, str, str]]] = {
    "aliases": [("work", "works", "id")],
    "pages": [("article", "articles", "id"), ("run", "runs", "id")],
    "claims": [("article", "articles", "id"), ("work", "works", "id")],
    "findings": [("work", "works", "id"), ("run", "runs", "id")],
    "finding_claims": [("finding", "findings", "fingerprint"), ("claim", "claims", "id")],
    "outlook": [("work", "works", "id")],
    "skipped": [("run", "runs", "id")],
}

_INDEXES: dict[str, list[tuple[str, ...]]] = {
    "pages": [("document", "id"), ("fingerprint",), ("article",)],
    "articles": [("published",), ("outlet",)],
    "claims": [("article", "position"), ("work", "season", "event")],
    "findings": [("work",), ("relation",)],
    "finding_claims": [("claim",)],
}

VIEWS: dict[str, str] = {
    # What every document says now: the newest revision of each.
    "current_pages": """
        SELECT * FROM pages WHERE id IN (SELECT max(id) FROM pages GROUP BY document)
    """,
    "current_claims": """
        SELECT claims.*, articles.title, articles.url
        FROM claims JOIN articles ON articles.id = claims.article
        WHERE claims.article IN (SELECT article FROM current_pages)
    """,
    "finding_quotes": """
        SELECT findings.relation, findings.severity, findings.code, findings.subject, findings.season,
               findings.event, findings.message, finding_claims.position + 1 AS side,
               claims.quote, claims.when_text, claims.edtf, claims.polarity, claims.modality,
               claims.attribution, claims.as_of, articles.outlet, articles.published, articles.title,
               articles.url, finding_claims.finding, finding_claims.claim, claims.article
        FROM findings
        JOIN finding_claims ON finding_claims.finding = findings.fingerprint
        JOIN claims ON claims.id = finding_claims.claim
        JOIN articles ON articles.id = claims.article
        ORDER BY findings.position, finding_claims.position
    """,
    "contradictions": """
        SELECT findings.code, findings.relation, findings.subject, findings.season, findings.event,
               findings.message,
               a.quote AS quote_1, a.edtf AS when_1, a.outlet AS outlet_1, a.published AS published_1,
               b.quote AS quote_2, b.edtf AS when_2, b.outlet AS outlet_2, b.published AS published_2,
               (SELECT count(*) FROM finding_claims WHERE finding = findings.fingerprint) AS claims,
               a.id AS claim_1, b.id AS claim_2, findings.fingerprint
        FROM findings
        LEFT JOIN finding_claims AS one ON one.finding = findings.fingerprint AND one.position = 0
        LEFT JOIN finding_claims AS two ON two.finding = findings.fingerprint AND two.position = 1
        LEFT JOIN claims AS a ON a.id = one.claim
        LEFT JOIN claims AS b ON b.id = two.claim
        WHERE findings.relation IN ('contradiction', 'impossible_order')
        ORDER BY findings.position
    """,
    "claims_by_work": """
        SELECT works.name AS work, claims.season, claims.event, count(*) AS claims,
               count(DISTINCT claims.article) AS articles, count(DISTINCT claims.outlet) AS outlets,
               min(claims.start) AS earliest_start, max(claims."end") AS latest_end,
               min(claims.as_of) AS first_said, max(claims.as_of) AS last_said
        FROM current_claims AS claims JOIN works ON works.id = claims.work
        GROUP BY works.id, claims.season, claims.event
        ORDER BY works.name, claims.season, claims.event
    """,
    "works_overview": """
        SELECT works.name AS work, works.kind,
               (SELECT group_concat(alias, '; ') FROM aliases WHERE aliases.work = works.id) AS aliases,
               (SELECT count(*) FROM current_claims AS c WHERE c.work = works.id) AS claims,
               (SELECT count(*) FROM findings WHERE work = works.id AND severity = 'error') AS errors,
               (SELECT count(*) FROM findings WHERE work = works.id) AS findings
        FROM works ORDER BY works.name
    """,
    "outlets": """
        SELECT coalesce(outlet, '(not named)') AS outlet, count(*) AS claims,
               count(DISTINCT article) AS articles, count(DISTINCT work) AS works
        FROM current_claims GROUP BY outlet ORDER BY claims DESC, outlet
    """,
    "revisions": """
        SELECT document, count(*) AS revisions, min(id) AS first_page, max(id) AS newest_page
        FROM pages GROUP BY document HAVING count(*) > 1 ORDER BY document
    """,
}


@MIGRATIONS()
def m001_tables(db: Database) -> None:
    """Build every table, with its links, indexes and full-text search."""
    for name, columns in _TABLES.items():
        table = db.table(name)
        table.create(columns, pk=_KEYS[name], foreign_keys=_LINKS.get(name, []))
        for index in _INDEXES.get(name, ()):
            table.create_index(index)
    db.table("articles").enable_fts(["title", "text"], create_triggers=True, tokenize="porter unicode61")
    db.table("claims").enable_fts(["quote", "subject"], create_triggers=True, tokenize="porter unicode61")


@MIGRATIONS()
def m002_views(db: Database) -> None:
    """Build the views that people read in Datasette."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql.strip(), replace=True)


@MIGRATIONS()
def m003_times(db: Database) -> None:
    """Record with each run what words of time were taken to mean."""
    db.table("runs").add_column("times", str)


def migrate(db: Database) -> None:
    """Bring `db` to this version's schema, in one transaction; write nothing when it is there already."""
    if _version(db) == SCHEMA_VERSION:
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.execute("ROLLBACK")
        raise


def check_current(db: Database, name: str) -> None:
    """Raise `StoreError` when `db` waits for a migration that reading alone cannot make."""
    if _version(db) != SCHEMA_VERSION:
        msg = f"database {name} was written by an older Dateline; scan into it once to bring it up to date"
        raise StoreError(msg)


def _version(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])
