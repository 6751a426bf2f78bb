"""Dateline: the linter and ledger for release news.

>>> import dateline
>>> [item.window.edtf for item in dateline.find_times("It returns on May 5, 2025.")]
['2025-05-05']
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dateline._version import __version__

if TYPE_CHECKING:
    from inspect import Signature

    from dateline.api import Report, extract, find_times, parse, reconcile, scan
    from dateline.model import Text

__all__ = ["Report", "Text", "__version__", "extract", "find_times", "parse", "reconcile", "scan"]

_STAGES = frozenset({"extract", "parse", "reconcile", "scan"})
"""Names that are both a function of `dateline.api` and the package that does its work."""
_PLACES = {"Report": "dateline.api", "Text": "dateline.model", "find_times": "dateline.api"}


def __getattr__(name: str) -> object:
    """Load what the package exports when it is first asked for: importing `dateline` alone stays quick."""
    if name in _STAGES:
        return import_module(f"{__name__}.{name}")
    if name not in _PLACES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Stage(ModuleType):
    """A stage's package, which can also be called as the function of its name in `dateline.api`.

    Python makes each package an attribute of its parent once something imports it, so that `dateline.scan`
    cannot be a function and stay one. Calling, signature and documentation are those of the function.
    """

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(
            import_module("dateline.api"), self.__name__.rpartition(".")[2]
        )
        return function

    @property
    def __signature__(self) -> Signature:
        from inspect import signature

        return signature(self.__wrapped__)

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.__wrapped__(*args, **options)


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        if name in _STAGES and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
