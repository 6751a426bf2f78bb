"""Dateline: the linter and ledger for release news."""

from dateline._version import __version__

__all__ = ["__version__"]
