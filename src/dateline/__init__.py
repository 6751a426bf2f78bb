"""Dateline: the linter and ledger for release news.

>>> import dateline
>>> [item.window.edtf for item in dateline.find_times("It returns on May 5, 2025.")]
['2025-05-05']
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from dateline._version import __version__

if TYPE_CHECKING:
    from dateline.api import Report, extract, find_times, parse, reconcile, scan
    from dateline.model import Text

__all__ = ["Report", "Text", "__version__", "extract", "find_times", "parse", "reconcile", "scan"]

_LATE = {
    "Report": "dateline.api",
    "Text": "dateline.model",
    "extract": "dateline.api",
    "find_times": "dateline.api",
    "parse": "dateline.api",
    "reconcile": "dateline.api",
    "scan": "dateline.api",
}


def __getattr__(name: str) -> object:
    """Load what the package exports when it is first asked for: importing `dateline` alone stays quick."""
    if name not in _LATE:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    value = getattr(import_module(_LATE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `dateline.scan` and its like the functions they are documented as.

    The stages live in subpackages of the same names, and Python sets each of these as an attribute of its
    parent once something imports it. ``from dateline.scan import ...`` does not need that attribute.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _LATE and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
