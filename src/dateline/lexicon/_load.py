"""Reads one TOML file into its typed record; every failure becomes a `LexiconError` that names the place."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import LexiconError

T = TypeVar("T", bound=msgspec.Struct)


def shipped(name: str, kind: type[T]) -> T:
    """Decode the file `name` of the package's own lexicon as `kind`."""
    data = resources.files("dateline.lexicon").joinpath("data", name).read_bytes()
    return decode(data, kind, f"{name} (shipped)")


def user(path: Path, kind: type[T]) -> T:
    """Decode a user's file as `kind`.

    Raises:
        LexiconError: if the file is missing, is not TOML, or has a key or value that `kind` does not know.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"lexicon {path}: cannot be read ({error.strerror}); check the path"
        raise LexiconError(msg) from error
    return decode(data, kind, str(path))


def decode(data: bytes, kind: type[T], name: str) -> T:
    """Decode TOML bytes as `kind`; `name` is what errors call the file."""
    try:
        return msgspec.toml.decode(data, type=kind)
    except msgspec.ValidationError as error:
        msg = f"lexicon {name}: {error}"
        raise LexiconError(msg) from error
    except ValueError as error:
        msg = f"lexicon {name}: not valid TOML: {error}"
        raise LexiconError(msg) from error
