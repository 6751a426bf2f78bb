"""Opens a database file only when it is safe to: ours, new or empty; and puts SQLite's errors into words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "open_database", "translating"]

APPLICATION_ID = 0x444C4E45
"""``DLNE``: what SQLite's header calls the file's owner (https://www.sqlite.org/fileformat2.html#application_id)."""

SCHEMA_VERSION = 2
"""``PRAGMA user_version`` of the tables this version writes; raised with each migration."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_WORDS = {
    sqlite3.SQLITE_READONLY: "is read-only; allow writing to it and its folder, or name another with --db",
    sqlite3.SQLITE_PERM: "may not be opened by this user; change its permissions, or name another with --db",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and may be written to",
    sqlite3.SQLITE_FULL: "could not be written: the disk is full; what was stored is kept",
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk reports an error; what was stored is kept",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or scan again into a new file",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database; name another file with --db",
}


@contextmanager
def translating(path: str) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a `StoreError` that names the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        msg = f"database {path} {_in_words(error)}"
        raise StoreError(msg) from error


def _in_words(error: sqlite3.Error) -> str:
    # The low byte is the primary result code, the rest says which kind of it.
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in _BUSY:
        return "is locked by another program; close it or wait until it is done, then run again"
    if primary in _WORDS:
        return _WORDS[primary]
    return f"cannot be used: {error}; check it with `dateline doctor`, or name another file with --db"


def open_database(path: Path | None, *, read_only: bool, timeout: float) -> Database:
    """Open `path` (None: in memory), creating or migrating it unless `read_only`.

    Raises:
        StoreError: if the file is not SQLite, holds another program's tables, was written by a newer
            Dateline, is locked for longer than `timeout` seconds, or cannot be opened. It is then as it was.
    """
    from sqlite_utils import Database

    from dateline.store._schema import migrate

    if path is None:
        db = Database(memory=True, execute_plugins=False)
        migrate(db)
        return db
    with translating(str(path)):
        fresh = _is_fresh(path, timeout=timeout)
        if read_only:
            if fresh:
                msg = f"database {path} is empty or not there; scan something into it first"
                raise StoreError(msg)
            return _open_to_read(path, timeout=timeout)
        db = Database(sqlite3.connect(path, timeout=timeout), execute_plugins=False)
        try:
            # Fails now, rather than after the first article was read, when another program holds the file.
            db.conn.execute("BEGIN IMMEDIATE")
            db.conn.execute("ROLLBACK")
            db.enable_wal()
            migrate(db)
        except BaseException:
            db.close()
            raise
        return db


def _is_fresh(path: Path, *, timeout: float) -> bool:
    """Whether `path` holds nothing yet; raises `StoreError` when it holds something that is not ours."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        if not path.parent.is_dir():
            msg = f"database {path} cannot be created: there is no folder {path.parent}"
            raise StoreError(msg) from None
        return True
    except IsADirectoryError:
        msg = f"database {path} is a folder; name a file with --db"
        raise StoreError(msg) from None
    except OSError as error:
        msg = f"database {path} cannot be read ({error.strerror}); check its permissions"
        raise StoreError(msg) from error
    if not header:
        return True
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        msg = f"{path} is not an SQLite database; name another file with --db"
        raise StoreError(msg)
    version, owner = int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big")
    # A log beside the file may hold a newer header than the file: only then ask SQLite.
    log = path.with_name(path.name + "-wal")
    if owner != APPLICATION_ID or log.exists():
        version, owner, tables = _look_inside(path, timeout=timeout)
        if owner == version == tables == 0:
            return True
    if owner != APPLICATION_ID:
        msg = f"database {path} was not made by Dateline; name another file with --db"
        raise StoreError(msg)
    if version > SCHEMA_VERSION:
        msg = (
            f"database {path} was written by a newer Dateline (its schema is {version}, this one knows"
            f" {SCHEMA_VERSION}); update Dateline, or name another file with --db"
        )
        raise StoreError(msg)
    return False


def _look_inside(path: Path, *, timeout: float) -> tuple[int, int, int]:
    """``user_version``, ``application_id`` and the number of tables, read without a chance to write."""
    # Without a log the file is all there is: `immutable` keeps SQLite from leaving a new log beside it.
    log = path.with_name(path.name + "-wal")
    with _connect(path, "mode=ro" if log.exists() else "immutable=1", timeout=timeout) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        owner = conn.execute("PRAGMA application_id").fetchone()[0]
        tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return int(version), int(owner), int(tables)


def _open_to_read(path: Path, *, timeout: float) -> Database:
    from sqlite_utils import Database

    from dateline.store._schema import check_current

    # Opened to write where that is allowed, so that SQLite clears its log away; then told not to write.
    last: sqlite3.Error | None = None
    for how in ("mode=rw", "mode=ro", "immutable=1"):
        conn = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=timeout)
        try:
            conn.execute("PRAGMA query_only = on")
            db = Database(conn, execute_plugins=False)
            check_current(db, str(path))
        except sqlite3.OperationalError as error:
            conn.close()
            if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            last = error
        except BaseException:
            conn.close()
            raise
        else:
            return db
    raise last or sqlite3.OperationalError("unable to open database file")


@contextmanager
def _connect(path: Path, how: str, *, timeout: float) -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=timeout)
    try:
        yield conn
    finally:
        conn.close()
