"""The store on real SQLite files: what it keeps, what it refuses, what it never touches."""

import datetime as dt
import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from dateline.errors import StoreError
from dateline.model import (
    EVENTS,
    Article,
    Attribution,
    Block,
    Claim,
    Finding,
    OutlookEntry,
    Page,
    Quote,
    RunFacts,
    Scope,
    Skipped,
    Step,
    Subject,
    Value,
)
from dateline.reconcile.views import work_key as reconciled_key
from dateline.store import Store
from dateline.store._open import APPLICATION_ID, SCHEMA_VERSION, translating
from dateline.store._rows import work_key
from dateline.store._schema import MIGRATIONS, VIEWS
from dateline.window import Window

FACTS = RunFacts(version="0", as_of=dt.date(2025, 6, 1), model="none")
MAY = Window(earliest=dt.date(2025, 5, 5), latest=dt.date(2025, 5, 5), text="May 5")


def page(name: str = "a", body: bytes = b"first") -> Page:
    return Page(
        source=f"{name}.txt",
        doc=name,
        url=None,
        body=body,
        media_type="text/plain",
        sha256=hashlib.sha256(body).hexdigest(),
    )


def article(name: str = "a", text: str = "The Salt Road premieres May 5.", **more: object) -> Article:
    digest = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:16]
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    return replace(Article(id=digest, doc=name, source=f"{name}.txt", text=text, blocks=blocks), **more)  # type: ignore[arg-type]


def claim(of: Article, number: int = 0, **more: object) -> Claim:
    base = Claim(
        id=f"{of.id}-{number}",
        article=of.id,
        doc=of.doc,
        subject=Subject(work="The Salt Road", season=2),
        event="premiere",
        window=MAY,
        quote=Quote(start=0, end=8, exact=of.text[:8]),
        published=of.published,
        outlet=of.outlet,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def finding(*claims: Claim, code: str = "D101", mark: str = "f1") -> Finding:
    return Finding(
        code=code,
        relation="contradiction",
        severity="error",
        subject=claims[0].subject,
        event="premiere",
        claims=tuple(c.id for c in claims),
        message="Two outlets name different days.",
        steps=(Step(text="One says May 5", claim=claims[0].id), Step(text="No day fits both", rule=code)),
        fingerprint=mark,
    )


def outlook(*claims: Claim) -> OutlookEntry:
    return OutlookEntry(
        subject=claims[0].subject,
        event="premiere",
        window=MAY,
        status="scheduled",
        confidence=0.8,
        supports=tuple(c.id for c in claims),
        origins=1,
        why="Only one report.",
        moved=((dt.date(2025, 1, 1), "2025-05-05"),),
    )


def put(
    store: Store, name: str = "a", body: bytes = b"first", text: str = "The Salt Road premieres May 5."
) -> Claim:
    one = article(name, text, published=dt.date(2025, 1, 1), outlet="Harbor Post")
    said = claim(one)
    store.save(page(name, body), one, [said], document=name, pipeline="p1")
    return said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir())


# What it keeps


def test_what_was_saved_is_taken_up_again(path: Path) -> None:
    one = article(
        published=dt.date(2025, 1, 2), title="Salt", outlet="Harbor Post", modified=dt.date(2025, 2, 3)
    )
    said = (claim(one, 1), claim(one, 0))
    with Store(path) as store:
        assert store.stored(page(), pipeline="p1") is None
        assert store.save(page(), one, said, document="a", pipeline="p1")
    with Store(path) as store:
        assert store.stored(page(), pipeline="p1") == (one, said)
        assert list(store.articles()) == [one]
        assert store.claims() == said


def test_another_pipeline_or_other_words_said_of_it_are_not_taken_up(path: Path) -> None:
    with Store(path) as store:
        put(store)
        assert store.stored(page(), pipeline="p2") is None
        assert store.stored(page(body=b"second"), pipeline="p1") is None
        dated = replace(page(), published=dt.date(2024, 1, 1))
        assert store.stored(dated, pipeline="p1") is None


def test_what_is_taken_up_bears_the_name_used_now(path: Path) -> None:
    with Store(path) as store:
        put(store)
        found = store.stored(replace(page(), source="./a.txt"), pipeline="p1")
        assert found is not None
        assert found[0].source == "./a.txt"


def test_a_changed_page_is_a_new_revision_and_the_old_article_stays(path: Path) -> None:
    with Store(path) as store:
        put(store)
        new = put(store, body=b"second", text="The Salt Road premieres May 7.")
        assert store.claims() == (new,)
        assert [a.text for a in store.articles()] == ["The Salt Road premieres May 7."]
        assert store.counts()["articles"] == 2
        assert store.counts()["pages"] == 2
        back = put(store)
        assert store.claims() == (back,)
        assert store.counts()["pages"] == 3


def test_a_page_read_by_a_newer_pipeline_replaces_what_the_older_one_made(path: Path) -> None:
    with Store(path) as store:
        old = put(store)
        store.replace_findings([finding(old)], [outlook(old)])
        better = article(text="The Salt Road premieres on May 5.")
        said = claim(better)
        assert store.save(page(), better, [said], document="a", pipeline="p2")
        assert store.claims() == (said,)
        assert store.counts()["articles"] == 1
        assert store.counts()["pages"] == 1
        assert store.findings() == (), "a finding must not cite a claim that is gone"


def test_a_claim_no_longer_made_goes_with_the_findings_that_cite_it(path: Path) -> None:
    one = article()
    stays, goes = claim(one, 0), claim(one, 1)
    with Store(path) as store:
        store.save(page(), one, [stays, goes], document="a", pipeline="p1")
        store.replace_findings([finding(stays, mark="f1"), finding(goes, mark="f2")], [])
        store.save(page(), one, [stays], document="a", pipeline="p2")
        assert store.claims() == (stays,)
        assert [f.fingerprint for f in store.findings()] == ["f1"]


def test_claims_are_chosen_by_day_and_work(path: Path) -> None:
    with Store(path) as store:
        for name, day in (("old", dt.date(2024, 1, 1)), ("new", dt.date(2025, 1, 1)), ("undated", None)):
            one = article(name, published=day)
            work = Subject(work="The Salt Road" if name == "old" else "Salt-Road")
            store.save(page(name), one, [claim(one, subject=work)], document=name, pipeline="p")
        other = article("other", published=dt.date(2025, 1, 1))
        store.save(
            page("other"),
            other,
            [claim(other, subject=Subject(work="Glass Tide"))],
            document="other",
            pipeline="p",
        )
        assert [c.doc for c in store.claims(as_of=dt.date(2024, 6, 1))] == ["undated", "old"]
        assert [c.doc for c in store.claims(as_of=dt.date(2024, 1, 1))] == ["undated", "old"]
        assert [c.doc for c in store.claims(as_of=dt.date(2023, 12, 31))] == ["undated"]
        assert [c.doc for c in store.claims(since=dt.date(2025, 1, 1))] == ["new", "other"]
        assert [c.doc for c in store.claims(work="the salt road")] == ["undated", "old", "new"]


def test_findings_and_outlook_come_back_whole_and_keep_their_first_run(path: Path) -> None:
    with Store(path) as store:
        store.start_run(FACTS)
        one, two = put(store), put(store, "b")
        first, second = finding(one, two, mark="f1"), finding(two, one, mark="f2")
        assert store.replace_findings([first], [outlook(one, two)])
        store.finish_run()
        store.start_run(FACTS)
        assert not store.replace_findings([first], [outlook(one, two)])
        assert store.replace_findings([second, first], [])
        store.finish_run()
        assert store.findings() == (second, first)
        assert store.outlook() == ()
        runs = dict(sqlite3.connect(path).execute("SELECT fingerprint, run FROM findings"))
    assert runs == {"f1": 1, "f2": 2}


def test_a_skipped_input_is_noted_until_it_is_read(path: Path) -> None:
    gone = Skipped(source="a.txt", reason="missing", detail="no such file: a.txt")
    with Store(path) as store:
        assert store.save_skipped(gone)
        assert not store.save_skipped(gone)
        assert store.save_skipped(replace(gone, reason="empty"))
        assert store.skipped() == (replace(gone, reason="empty"),)
        put(store)
        assert store.skipped() == ()
        store.save_skipped(gone)
        put(store)
        assert store.skipped() == ()


def test_saving_again_leaves_the_file_as_it_is(path: Path) -> None:
    def once() -> None:
        with Store(path) as store:
            store.start_run(FACTS)
            one = put(store)
            store.save_skipped(Skipped(source="gone.txt", reason="missing"))
            store.replace_findings([finding(one)], [outlook(one)])
            store.finish_run()

    once()
    before = digest(path)
    once()
    assert digest(path) == before
    assert beside(path) == ["ledger.db"]


def test_a_run_is_recorded_only_when_it_wrote(path: Path) -> None:
    with Store(path) as store:
        store.start_run(FACTS)
        store.finish_run()
        assert store.counts()["runs"] == 0
        store.start_run(FACTS)
        put(store)
        store.finish_run()
        assert store.counts()["runs"] == 1


def test_an_error_in_the_middle_of_an_article_leaves_nothing_of_it(path: Path) -> None:
    one = article()
    broken = claim(one, 1, subject=Subject(work="The Salt Road", season=2**70))
    with Store(path) as store:
        store.start_run(FACTS)
        with pytest.raises(OverflowError):
            store.save(page(), one, [claim(one), broken], document="a", pipeline="p")
        assert set(store.counts().values()) == {0}
        put(store, "b")
        assert store.counts()["runs"] == 1


def test_search_finds_quotes_by_their_words(path: Path) -> None:
    with Store(path) as store:
        one = article(text="Filming of The Salt Road wrapped")
        said = claim(one, quote=Quote(start=0, end=32, exact=one.text))
        store.save(page(), one, [said], document="a", pipeline="p")
        assert store.search("wrap film") == (said,)
        assert store.search("renewed") == ()
        assert store.search(" ") == ()
        assert store.search('"quoted AND (') == ()


def test_names_that_are_no_text_can_be_stored(path: Path) -> None:
    with Store(path) as store:
        odd = replace(page(), source="caf\udce9.txt", doc="caf\udce9")
        one = replace(article(), doc="caf\udce9", source="caf\udce9.txt")
        assert store.save(odd, one, [], document="caf\udce9", pipeline="p")
        assert store.stored(odd, pipeline="p") is not None
        assert store.save_skipped(Skipped(source="b\udce9.txt", reason="missing"))
        assert not store.save_skipped(Skipped(source="b\udce9.txt", reason="missing"))


def test_views_read_as_a_person_would(path: Path) -> None:
    with Store(path) as store:
        one, two = put(store), put(store, "b", text="The Salt Road premieres May 9.")
        store.replace_findings([finding(one, two)], [])
    conn = sqlite3.connect(path)
    conn.row_factory = sqlite3.Row
    (row,) = conn.execute("SELECT * FROM contradictions")
    assert (row["quote_1"], row["outlet_1"], row["quote_2"], row["claims"]) == (
        "The Salt",
        "Harbor Post",
        "The Salt",
        2,
    )
    (row,) = conn.execute("SELECT * FROM claims_by_work")
    assert (row["work"], row["claims"], row["articles"], row["outlets"]) == ("The Salt Road", 2, 2, 1)
    for view in VIEWS:
        conn.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608 (our own view names)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    conn.close()


def test_work_keys_join_spellings_of_one_title_and_no_more() -> None:
    assert (
        work_key("The Salt Road") == work_key("salt road") == work_key("Salt-Road") == work_key("Sált Road")
    )
    assert work_key("The Keeper's Son") == work_key("The Keeper’s Son")
    assert work_key("Salt Road") != work_key("Salt Roads")
    assert work_key("The") == "the"
    assert work_key("!!") == "!!"


# What it refuses, and leaves as it is


def others(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE recipes (name)")
    conn.execute("INSERT INTO recipes VALUES ('soup')")
    conn.commit()
    conn.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"only some words\n", "not an SQLite database"),
        (b"SQLite format 3\x00 and then nothing", "not an SQLite database"),
        (b"SQLite format 3\x00" + b"\x01" * 4096, "not an SQLite database|damaged"),
    ],
)
def test_a_file_that_is_no_database_is_refused(
    path: Path, content: bytes, words: str, read_only: bool
) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        Store(path, read_only=read_only)
    assert path.read_bytes() == content
    assert beside(path) == ["ledger.db"]


@pytest.mark.parametrize("read_only", [False, True])
def test_another_programs_database_is_refused(path: Path, read_only: bool) -> None:
    others(path)
    before = digest(path)
    with pytest.raises(StoreError, match="not made by Dateline"):
        Store(path, read_only=read_only)
    assert digest(path) == before
    assert beside(path) == ["ledger.db"]


def test_another_programs_open_log_is_left_as_it_is(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = wal")
    conn.execute("CREATE TABLE recipes (name)")
    conn.commit()
    log = path.with_name("ledger.db-wal")
    before = digest(path), digest(log)
    with pytest.raises(StoreError, match="not made by Dateline"):
        Store(path)
    assert (digest(path), digest(log)) == before
    conn.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_schema_is_refused(path: Path, read_only: bool) -> None:
    Store(path).close()
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()
    before = digest(path)
    with pytest.raises(StoreError, match="newer Dateline"):
        Store(path, read_only=read_only)
    assert digest(path) == before


def test_a_locked_database_is_refused_before_any_work(path: Path) -> None:
    Store(path).close()
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked by another program"):
        Store(path, timeout=0.05)
    conn.execute("ROLLBACK")
    conn.close()
    Store(path).close()


def test_a_write_that_meets_a_lock_says_so(path: Path) -> None:
    with Store(path, timeout=0.05) as store:
        conn = sqlite3.connect(path, isolation_level=None)
        conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            put(store)
        conn.execute("ROLLBACK")
        conn.close()
        put(store)


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="no folder"):
        Store(tmp_path / "nowhere" / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_reading_needs_a_database_and_makes_none(path: Path) -> None:
    with pytest.raises(StoreError, match="scan something into it first"):
        Store(path, read_only=True)
    assert not path.exists()


def test_reading_writes_nothing(path: Path) -> None:
    with Store(path) as store:
        one = put(store)
    before = digest(path)
    with Store(path, read_only=True) as store:
        assert store.claims() == (one,)
        with pytest.raises(StoreError, match="read-only"):
            put(store, "b")
    assert digest(path) == before
    assert beside(path) == ["ledger.db"]


@contextmanager
def protected_folder() -> Iterator[Path]:
    """A folder with a database in it that this process may read and not write, also when it runs as root."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    path = folder / "ledger.db"
    with Store(path) as store:
        put(store)
    path.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield path
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(stat.S_IRWXU)
        path.unlink()
        for rest in folder.iterdir():
            rest.unlink()
        folder.rmdir()


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs Unix permissions")
def test_a_protected_database_can_be_read_and_says_why_it_cannot_be_written() -> None:
    with protected_folder() as path:
        before = digest(path)
        with Store(path, read_only=True) as store:
            assert len(store.claims()) == 1
        with pytest.raises(StoreError, match=r"read-only|cannot be opened"):
            Store(path)
        assert digest(path) == before


def test_an_empty_file_and_an_empty_database_become_ours(path: Path) -> None:
    path.touch()
    with Store(path) as store:
        put(store)
    path.unlink()
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = wal")
    conn.execute("CREATE TABLE x (y)")
    conn.execute("DROP TABLE x")
    conn.close()
    with Store(path) as store:
        put(store)


def test_a_database_whose_header_is_still_in_its_log_is_ours(path: Path) -> None:
    with Store(path) as store:
        put(store)
        copy = path.with_name("copy.db")
        # As a killed process leaves it: the file, and beside it the log that was not folded in.
        copy.write_bytes(path.read_bytes())
        copy.with_name("copy.db-wal").write_bytes(path.with_name("ledger.db-wal").read_bytes())
    with Store(copy) as store:
        assert len(store.claims()) == 1


def every_kind_of(kind: type[BaseException]) -> set[type[BaseException]]:
    return {kind}.union(*(every_kind_of(k) for k in kind.__subclasses__()))


@pytest.mark.parametrize("kind", sorted(every_kind_of(sqlite3.Error), key=lambda k: k.__name__))
def test_every_error_of_sqlite_becomes_ours(kind: type[Exception]) -> None:
    with pytest.raises(StoreError, match=r"x\.db.*--db") as caught, translating("x.db"):
        raise kind("something odd")
    assert isinstance(caught.value.__cause__, kind)


def test_every_migration_is_recorded_in_the_database(path: Path) -> None:
    Store(path).close()
    conn = sqlite3.connect(path)
    names = [name for (name,) in conn.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    conn.close()
    assert len(names) == len(set(names)) == len(MIGRATIONS._migrations)


# Round trip

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
words = st.text(max_size=20)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first > last:
        first, last = last, first
    return Window(
        earliest=first,
        latest=last,
        granularity=draw(st.sampled_from(["day", "month", "span"])),
        approximate=draw(st.booleans()),
        basis=draw(st.sampled_from(["explicit", "relative-to-event"])),
        text=draw(words),
    )


numbers = st.none() | st.integers(0, 999)
claims = st.builds(
    Claim,
    id=st.just("c"),
    article=st.just("a"),
    doc=st.text(max_size=9),
    subject=st.builds(
        Subject, work=words, season=numbers, part=numbers, episode=st.none() | words, kind=st.just("film")
    ),
    event=st.sampled_from(EVENTS),
    window=st.none() | windows(),
    value=st.none()
    | st.builds(Value, low=numbers, high=numbers, names=st.lists(words, max_size=2).map(tuple), label=words),
    scope=st.builds(Scope, territory=st.none() | words, platform=st.none() | words),
    polarity=st.sampled_from("+-"),
    modality=st.sampled_from(["asserted", "retracted"]),
    condition=st.none() | words,
    attribution=st.none() | st.builds(Attribution, name=words, kind=st.sampled_from(["outlet", "unnamed"])),
    as_of=st.none() | days,
    as_of_explicit=st.booleans(),
    quote=st.builds(
        Quote, start=st.integers(0, 9), end=st.integers(0, 9), exact=words, prefix=words, suffix=words
    ),
    mentions=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    outlet=st.none() | words,
    published=st.none() | days,
    notes=st.lists(st.sampled_from(["change", "denial"]), max_size=2).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(said=claims, text=words)
def test_a_claim_comes_back_as_it_went_in(said: Claim, text: str) -> None:
    one = Article(id="a", doc="a", source="a.txt", text=text, blocks=())
    with Store(None) as store:
        store.save(page(), one, [said], document="a", pipeline="p")
        assert store.claims() == (said,)
        assert store.stored(page(), pipeline="p") == (one, (said,))
        assert not store.save(page(), one, [said], document="a", pipeline="p")


@given(title=st.text(max_size=30))
def test_the_store_and_the_reconciler_hold_the_same_titles_for_one_work(title: str) -> None:
    assert work_key(title) == reconciled_key(title)


def test_a_database_of_the_first_schema_keeps_its_runs_and_records_times_from_then_on(path: Path) -> None:
    database = Database(path)
    MIGRATIONS.apply(database, stop_before="m003_times")
    database.table("runs").insert({"version": "0", "as_of": "2025-01-01"})
    database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.conn.execute("PRAGMA user_version = 1")
    database.close()
    with pytest.raises(StoreError, match="older Dateline"):
        Store(path, read_only=True)
    with Store(path) as store:
        store.start_run(replace(FACTS, times={"edge_months": 1}))
        store.save_skipped(Skipped(source="a", reason="missing"))
        store.finish_run()
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT times FROM runs ORDER BY id").fetchall() == [
            (None,),
            ('{"edge_months":1}',),
        ]
