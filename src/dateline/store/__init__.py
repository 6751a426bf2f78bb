"""The ledger: pages, articles, claims and findings in one SQLite file.

A database is opened only when it is ours (its ``application_id`` says so), or new, or empty; anything else is
left as it is and named in a `StoreError`. Each article is one transaction, in WAL mode: a scan that is killed
has stored every article it reported, and the next run takes these up again without reading them anew. Writing
what is already there writes nothing: the same input scanned twice leaves the same bytes.
"""

from dateline.store._rows import work_key
from dateline.store._store import Store

__all__ = ["Store", "work_key"]
