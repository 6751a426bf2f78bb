"""From sources to outcomes: fetch ahead, work ahead, hand out in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from dateline.errors import DatelineError, InputError
from dateline.model import Article, Claim, Page, Skipped, Source
from dateline.scan._process import Outcome, Recipe, attempt, fault

__all__ = ["Done", "Progress", "flow"]

T = TypeVar("T")

AHEAD = 16
"""Inputs begun before the first of them is done: enough for slow servers, few enough to hold in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a run tells whoever watches it, after each input: what it tells is stored."""

    done: int
    """Inputs dealt with so far, this one included."""
    source: str
    state: Literal["read", "kept", "skipped"]
    """``kept``: the database had it already, read the same way."""
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one input."""

    source: Source | None
    """None for an input that named nothing."""
    page: Page | None = None
    outcome: Outcome
    kept: bool = False


@dataclass(slots=True, eq=False)
class _Item:
    source: Source | None
    fetching: Future[Page] | None = None
    page: Page | None = None
    working: Future[Outcome] | None = None
    done: Done | None = None


@dataclass(slots=True, kw_only=True)
class _Flow:
    """One pass over the sources; `items` are those begun and not yet handed out, in input order."""

    sources: Iterator[Source | Skipped]
    recipe: Recipe
    executor: Executor | None
    read: Callable[[Source], Page]
    """Reads what needs no network; called in this thread."""
    fetch: Callable[[Source], Page] | None
    known: Callable[[Page], tuple[Article, tuple[Claim, ...]] | None]
    """What the database already holds of a page."""
    items: deque[_Item] = field(default_factory=deque)

    def __iter__(self) -> Iterator[Done]:
        try:
            while True:
                self._fill()
                if not self.items:
                    return
                head = self.items[0]
                self._advance(head, first=True)
                for item in list(self.items)[1:]:
                    self._advance(item, first=False)
                if head.done is not None:
                    self.items.popleft()
                    yield head.done
                    continue
                waiting: list[Future[Any]] = []
                for item in self.items:
                    waiting.extend(f for f in (item.fetching, item.working) if f is not None)
                wait(waiting, return_when=FIRST_COMPLETED)
        finally:
            for item in self.items:
                for future in (item.fetching, item.working):
                    if future is not None:
                        future.cancel()

    def _fill(self) -> None:
        while len(self.items) < AHEAD:
            found = next(self.sources, None)
            if found is None:
                return
            if isinstance(found, Skipped):
                self.items.append(_Item(None, done=Done(source=None, outcome=found)))
            else:
                item = _Item(found)
                if found.kind == "url" and self.fetch is not None:
                    item.fetching = _in_thread(self.fetch, found)
                self.items.append(item)

    def _advance(self, item: _Item, *, first: bool) -> None:
        """Take one input as far as it goes without waiting; without an executor, only the first one works."""
        if item.done is None and item.page is None and (first or self.executor or item.fetching):
            self._take_page(item)
        if item.done is None and item.page is not None and item.working is None:
            self._begin(item, item.page, first=first)
        if item.done is None and item.working is not None and item.working.done():
            outcome = _result(item.working, item.page)
            item.done, item.working = Done(source=item.source, page=item.page, outcome=outcome), None

    def _take_page(self, item: _Item) -> None:
        if item.source is None or (item.fetching is not None and not item.fetching.done()):
            return
        fetching, item.fetching = item.fetching, None
        try:
            item.page = fetching.result() if fetching is not None else self.read(item.source)
        except InputError as error:
            skipped = Skipped(source=error.source or item.source.name, reason=error.reason, detail=str(error))
            item.done = Done(source=item.source, outcome=skipped)
        except DatelineError:
            raise
        except Exception as error:  # any input may come, and each failure is a row of the report
            item.done = Done(source=item.source, outcome=fault(item.source.name, error))

    def _begin(self, item: _Item, page: Page, *, first: bool) -> None:
        known = self.known(page)
        if known is not None:
            item.done = Done(source=item.source, page=page, outcome=known, kept=True)
        elif self.executor is not None:
            item.working = _submit(self.executor, page, self.recipe)
        elif first:
            item.done = Done(source=item.source, page=page, outcome=attempt(page, self.recipe))


def flow(
    sources: Iterator[Source | Skipped],
    *,
    recipe: Recipe,
    executor: Executor | None,
    read: Callable[[Source], Page],
    fetch: Callable[[Source], Page] | None,
    known: Callable[[Page], tuple[Article, tuple[Claim, ...]] | None],
) -> Iterator[Done]:
    """Yield what becomes of each source, in their order; `fetch` None leaves URLs to `read`."""
    return iter(_Flow(sources=sources, recipe=recipe, executor=executor, read=read, fetch=fetch, known=known))


def _submit(executor: Executor, page: Page, recipe: Recipe) -> Future[Outcome]:
    try:
        return executor.submit(attempt, page, recipe)
    except BrokenExecutor as error:
        raise _broken(page) from error


def _result(future: Future[Outcome], page: Page | None) -> Outcome:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise _broken(page) from error


def _broken(page: Page | None) -> DatelineError:
    name = page.source if page is not None else "a page"
    return DatelineError(
        f"a worker process ended while reading {name} or one near it; what was read before is stored:"
        " run again, with --jobs 1 to see which input it is"
    )


def _in_thread(function: Callable[[Source], T], source: Source) -> Future[T]:
    """Run `function` in a thread that does not keep the program from ending, as those of a pool would."""
    future: Future[T] = Future()

    def run() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = function(source)
        except BaseException as error:  # handed to whoever asks for the result
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name=f"fetch {source.name}", daemon=True).start()
    return future
