"""Every error Dateline raises on purpose, one class per thing a caller can do about it.

    DatelineError
    ├── ConfigError      a setting or option is wrong: correct it
    ├── LexiconError     a lexicon file is wrong: correct the file at the place named
    ├── InputError       an input cannot be read: the rest of a scan goes on
    │   ├── FetchError   … because the network or the server did not give it
    │   └── ParseError   … because the bytes hold no article we can read
    ├── StoreError       the database is not ours, newer than us, locked or full
    └── ModelMissing     no spaCy pipeline is installed: install the one named

The command line turns each into one line on standard error and the exit status of the class.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ConfigError",
    "DatelineError",
    "FetchError",
    "InputError",
    "LexiconError",
    "ModelMissing",
    "ParseError",
    "StoreError",
]


class DatelineError(Exception):
    """The base of all errors raised by Dateline; its text says what, where, and what to do."""

    exit_status: ClassVar[int] = 2
    """What the command line exits with when this error ends a run."""


class ConfigError(DatelineError):
    """A setting, option or argument that cannot be used."""


class LexiconError(DatelineError):
    """A lexicon file that does not fit its schema, or whose entries collide."""


class InputError(DatelineError):
    """An input that could not be read; the scan goes on without it."""

    exit_status: ClassVar[int] = 3

    def __init__(self, message: str, *, source: str = "", reason: str = "unreadable") -> None:
        super().__init__(message)
        self.source = source
        """The input as the user named it: a path, a URL, or ``-``."""
        self.reason = reason
        """A stable short word for the kind of failure: ``missing``, ``empty``, ``binary``, ``timeout`` …"""

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the fields when the error crosses a process border."""
        return (_rebuild, (type(self), str(self), self.source, self.reason))


class FetchError(InputError):
    """A URL that could not be fetched: refused, not found, too slow, too large, or not allowed."""


class ParseError(InputError):
    """Bytes in which no readable article was found."""


class StoreError(DatelineError):
    """A database that cannot be used; the file is left as it was."""


class ModelMissing(DatelineError):  # noqa: N818 - the name that callers were promised
    """The spaCy pipeline that extraction needs is not installed."""


def _rebuild(kind: type[InputError], message: str, source: str, reason: str) -> InputError:
    return kind(message, source=source, reason=reason)
