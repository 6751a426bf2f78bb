"""A process pool that starts late, knows no Ctrl-C of its own, and dies with its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, ParamSpec, TypeVar

from dateline.errors import DatelineError
from dateline.scan._process import Recipe

__all__ = ["Workers", "workers"]

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def workers(jobs: int, recipe: Recipe) -> Iterator[Executor | None]:
    """The executor for `jobs` processes, None for one; left on an error or Ctrl-C, it ends them at once."""
    if jobs <= 1:
        yield None
        return
    pool = Workers(jobs, recipe)
    try:
        yield pool
    except BaseException:
        pool.stop()
        raise
    pool.shutdown()


class Workers(Executor):
    """A `ProcessPoolExecutor` whose processes start with the first page, each loading lexicon and model once.

    Processes are spawned, on every platform: a fork would copy locks that threads of this process hold.
    """

    def __init__(self, jobs: int, recipe: Recipe) -> None:
        self._jobs, self._recipe = jobs, recipe
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand `fn` to a process, starting one if none is free."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_prepare,
                initargs=(self._recipe,),
            )
        with _no_interrupt():
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes finish what they have."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def stop(self) -> None:
        """End the processes now; what they were reading is read again by the next run."""
        if self._pool is None:
            return
        running: dict[int, Any] = dict(getattr(self._pool, "_processes", None) or {})
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in running.values():
            child.terminate()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    # A signal blocked when a process starts stays blocked in it: Ctrl-C then reaches the parent alone.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(recipe: Recipe) -> None:
    """Run once in each process: watch the parent, load what every page needs."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, name="follow-parent", daemon=True).start()
    from dateline import lexicon
    from dateline.extract.nlp import load_model

    # An error here would end the pool without a word; the first page meets it again and says it.
    with suppress(DatelineError):
        lexicon.load(recipe.lexicons)
        load_model(recipe.model)


def _follow_parent() -> None:
    """End this process when its parent is gone: nobody would read what it makes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
