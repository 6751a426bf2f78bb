"""Turns what a user names into sources, in order, and reads the bytes of those that need no network.

An input is a URL, a file, a folder, a glob, ``-`` (standard input), ``@list.txt`` (one input a line) or a
`dateline.model.Text`. What cannot be found becomes a `Skipped` row with a reason and, where one is near, the
name that was probably meant; nothing is dropped in silence except what a folder is expected to hold besides
articles: hidden files, ``expected.toml`` and the sidecars that describe an article.
"""

from __future__ import annotations

import datetime as dt
import difflib
import glob
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit, urlunsplit

import msgspec

from dateline.errors import InputError
from dateline.model import Page, Skipped, Source, Text

__all__ = ["MAX_BYTES", "binary_kind", "bom_charset", "iter_sources", "read_source", "sniff_media_type"]

MAX_BYTES: Final = 50 * 1024 * 1024
"""Largest input read by default, in bytes."""

MEDIA_TYPES: Final = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_UNSUPPORTED: Final = frozenset({".json", ".jsonl", ".ndjson", ".warc", ".gz", ".xml", ".rss", ".atom"})
_UNSUPPORTED_TYPES: Final = frozenset({"application/json", "application/xml", "application/warc"})
_READABLE: Final = ".html, .htm, .txt or .md"
_LIST_DEPTH: Final = 8
_STDIN: Final = "-"
_IGNORED: Final = frozenset({"expected.toml"})

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or office"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "office"),
)
_HTML_START = re.compile(
    rb"<(?:!doctype|!--|html|head|body|article|div|main|meta|title|h1|p)\b", re.IGNORECASE
)


def iter_sources(
    inputs: Iterable[str | Text],
    *,
    published: dt.date | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Source | Skipped]:
    """Yield every source that `inputs` name, in their order, each once; folders and globs are sorted.

    Args:
        inputs: what the user named.
        published: the publication day of bare files, when the user said it.
        url: where bare files were published, when the user said it.
        stdin: standard input, needed when ``-`` is among the inputs.
    """
    walk = _Walk(published=published, url=url, has_stdin=stdin is not None)
    for item in inputs:
        if isinstance(item, Text):
            yield from walk.text(item)
        else:
            yield from walk.named(os.fspath(item))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One pass over the inputs; remembers what it has yielded."""

    published: dt.date | None
    url: str | None
    has_stdin: bool
    seen: set[object] = field(default_factory=set)

    def _once(self, key: object, source: Source) -> Iterator[Source]:
        if key not in self.seen:
            self.seen.add(key)
            yield source

    def text(self, item: Text) -> Iterator[Source | Skipped]:
        name = (
            item.doc
            or item.url
            or f"text-{hashlib.blake2b(item.text.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
        )
        try:
            published = _iso_day(item.published) if item.published is not None else self.published
        except ValueError:
            yield Skipped(
                source=name,
                reason="date",
                detail=f"published {item.published!r} is not an ISO date like 2025-06-10",
            )
            return
        key = ("text", item.text, item.doc, item.url, published)
        yield from self._once(
            key, Source(kind="text", name=name, text=item, published=published, url=item.url)
        )

    def named(self, name: str, *, base: Path | None = None, depth: int = 0) -> Iterator[Source | Skipped]:
        """Yield what one word names; `base` is the folder of the list it stood in."""
        if name == _STDIN:
            yield from self._stdin()
        elif "://" in name or name.lower().startswith(("mailto:", "data:", "javascript:")):
            yield from self._url(name)
        elif name.startswith("@") and len(name) > 1:
            yield from self._list(name, base, depth)
        else:
            path = name if base is None or Path(name).is_absolute() else str(base / name)
            yield from self._path(path)

    def _stdin(self) -> Iterator[Source | Skipped]:
        if not self.has_stdin:
            yield Skipped(source=_STDIN, reason="missing", detail="standard input is not available here")
            return
        yield from self._once(
            "stdin", Source(kind="stdin", name=_STDIN, published=self.published, url=self.url)
        )

    def _url(self, name: str) -> Iterator[Source | Skipped]:
        try:
            parts = urlsplit(name)
            host = parts.hostname
        except ValueError as error:
            yield Skipped(source=name, reason="url", detail=f"not a URL: {error}")
            return
        if parts.scheme.lower() not in {"http", "https"} or not host:
            detail = f"only http and https URLs with a host are read, not {parts.scheme or name}"
            yield Skipped(source=name, reason="url", detail=detail)
            return
        key = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))
        yield from self._once(("url", key), Source(kind="url", name=name, published=self.published, url=name))

    def _list(self, name: str, base: Path | None, depth: int) -> Iterator[Source | Skipped]:
        path = Path(name[1:])
        if base is not None and not path.is_absolute():
            path = base / path
        if depth >= _LIST_DEPTH:
            yield Skipped(
                source=name, reason="list", detail=f"lists name each other more than {_LIST_DEPTH} deep"
            )
            return
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            yield Skipped(source=name, reason="missing", detail=_missing(path, error))
            return
        except UnicodeDecodeError:
            yield Skipped(
                source=name, reason="encoding", detail=f"{path}: a list of inputs must be UTF-8 text"
            )
            return
        for line in lines:
            entry = line.strip()
            if entry and not entry.startswith("#"):
                yield from self.named(entry, base=path.parent, depth=depth + 1)

    def _path(self, name: str) -> Iterator[Source | Skipped]:
        path = Path(name)
        if not name.strip():
            yield Skipped(source=name, reason="missing", detail="an empty name names no input")
            return
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            if glob.has_magic(name):
                yield from self._glob(name)
            else:
                yield Skipped(source=name, reason="missing", detail=_missing(path, error))
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        elif not _is_companion(path):
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Source]:
        source = Source(kind="file", name=str(path), published=self.published, url=self.url)
        yield from self._once(("file", os.path.realpath(path)), source)

    def _folder(self, folder: Path) -> Iterator[Source | Skipped]:
        found = False
        for path in _files_under(folder):
            found = True
            yield from self._file(path)
        if not found:
            yield Skipped(source=str(folder), reason="missing", detail=f"no {_READABLE} file in {folder}")

    def _glob(self, pattern: str) -> Iterator[Source | Skipped]:
        matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 (relative names stay as typed)
        readable: list[Path] = []
        for match in matches:
            if match.is_dir():
                if "**" not in pattern:
                    readable.extend(_files_under(match))
            elif match.suffix.lower() in MEDIA_TYPES:
                readable.append(match)
        if not readable:
            # A pattern that asks for files of another kind is answered for each, not with "nothing there".
            readable = [match for match in matches if match.is_file() and not _is_companion(match)]
        for path in readable:
            yield from self._file(path)
        if not readable:
            yield Skipped(source=pattern, reason="missing", detail=_no_match(pattern))


def _files_under(folder: Path) -> Iterator[Path]:
    """Readable files below `folder`, sorted; hidden ones and links to folders are left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name not in _IGNORED and Path(name).suffix.lower() in MEDIA_TYPES:
                yield Path(root) / name


def _is_companion(path: Path) -> bool:
    """Whether `path` only describes articles: a sidecar beside its article, or the labels of a story."""
    if path.name in _IGNORED:
        return True
    return path.suffix.lower() == ".json" and any(
        path.with_suffix(suffix).is_file() for suffix in MEDIA_TYPES
    )


def _missing(path: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"{path}: no permission to read it"
    near = _nearest(path.name, path.parent)
    return f"no such file: {path}" + (f"; did you mean {path.with_name(near)}?" if near else "")


def _no_match(pattern: str) -> str:
    folder = Path(pattern)
    while glob.has_magic(str(folder)):
        folder = folder.parent
    if not folder.is_dir():
        return f"nothing matches {pattern}: {_missing(folder, FileNotFoundError())}"
    wanted = re.sub(r"[*?\[\]]", "", Path(pattern).name)
    near = _nearest(wanted, folder)
    return f"nothing matches {pattern}" + (f"; {folder} holds {near}" if near else "")


def _nearest(name: str, folder: Path) -> str | None:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except (OSError, ValueError):
        return None
    by_lower = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


class _Sidecar(msgspec.Struct, frozen=True):
    """What ``DOC.json`` beside an article may say of it; other keys are left alone."""

    published: str | None = None
    date: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None


def read_source(source: Source, stdin: BinaryIO | None = None, *, max_bytes: int = MAX_BYTES) -> Page:
    """Read a file, standard input or a text in hand as a `Page`.

    Raises:
        InputError: with reason ``missing``, ``unreadable``, ``empty``, ``binary``, ``too-large``,
            ``unsupported``, ``encoding`` (a text with lone surrogates) or ``sidecar``.
        ValueError: if `source` is a URL; those are for `dateline.fetch`.
    """
    sidecar = _Sidecar()
    charset: str | None
    if source.kind == "text" and source.text is not None:
        body, doc = _text_bytes(source), source.name
        media_type, charset = "text/plain", "utf-8"
        sidecar = _Sidecar(title=source.text.title, outlet=source.text.outlet, url=source.text.url)
    elif source.kind == "stdin" and stdin is not None:
        body, doc = stdin.read(max_bytes + 1), "stdin"
        media_type, charset = sniff_media_type(body), bom_charset(body)
    elif source.kind == "file":
        path = Path(source.name)
        body, doc = _file_bytes(path, source.name, max_bytes), path.stem
        media_type = MEDIA_TYPES.get(path.suffix.lower()) or sniff_media_type(body)
        charset = bom_charset(body)
        sidecar = _read_sidecar(path)
    else:
        msg = f"{source.name}: a source of kind {source.kind} cannot be read here"
        raise ValueError(msg)
    _check(body, source.name, media_type, max_bytes)
    return Page(
        source=source.name,
        doc=doc,
        url=source.url or sidecar.url,
        body=body,
        media_type=media_type,
        charset=charset,
        sha256=hashlib.sha256(body).hexdigest(),
        published=source.published or _sidecar_day(sidecar, source.name),
        title=sidecar.title,
        outlet=sidecar.outlet,
    )


def _text_bytes(source: Source) -> bytes:
    text = source.text.text if source.text is not None else ""
    # A leading U+FEFF of a text in hand is a character of it: doubled, one outlives the byte order mark.
    try:
        return (b"\xef\xbb\xbf" if text.startswith("\ufeff") else b"") + text.encode()
    except UnicodeEncodeError as error:
        msg = f"{source.name}: the text holds a lone surrogate at {error.start}; pass properly decoded text"
        raise InputError(msg, source=source.name, reason="encoding") from error


def _file_bytes(path: Path, name: str, max_bytes: int) -> bytes:
    suffix = path.suffix.lower()
    if suffix in _UNSUPPORTED:
        msg = f"{name}: {suffix} files are not read yet; give {_READABLE} files or URLs"
        raise InputError(msg, source=name, reason="unsupported")
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(_missing(path, error), source=name, reason="missing") from error
    except OSError as error:
        msg = f"{name}: cannot be read ({error.strerror})"
        raise InputError(msg, source=name, reason="unreadable") from error
    if suffix and suffix not in MEDIA_TYPES and body and not binary_kind(body):
        msg = (
            f"{name}: files ending in {suffix} are not read; rename it to {_READABLE} if it holds an article"
        )
        raise InputError(msg, source=name, reason="unsupported")
    return body


def _check(body: bytes, name: str, media_type: str, max_bytes: int) -> None:
    if len(body) > max_bytes:
        msg = f"{name}: larger than the limit of {max_bytes:,} bytes"
        raise InputError(msg, source=name, reason="too-large")
    if not body.strip():
        msg = f"{name}: empty, there is nothing to read"
        raise InputError(msg, source=name, reason="empty")
    if kind := binary_kind(body):
        msg = f"{name}: {kind} data, not text; give {_READABLE} files"
        raise InputError(msg, source=name, reason="binary")
    if media_type in _UNSUPPORTED_TYPES:
        msg = f"{name}: {media_type} is not read yet; give {_READABLE} content"
        raise InputError(msg, source=name, reason="unsupported")


def _read_sidecar(path: Path) -> _Sidecar:
    side = path.with_suffix(".json")
    if not side.is_file():
        return _Sidecar()
    try:
        return msgspec.json.decode(side.read_bytes(), type=_Sidecar)
    except (OSError, msgspec.DecodeError) as error:
        msg = f"{path}: its sidecar {side.name} cannot be used ({error}); correct or remove it"
        raise InputError(msg, source=str(path), reason="sidecar") from error


def _sidecar_day(sidecar: _Sidecar, name: str) -> dt.date | None:
    written = sidecar.published or sidecar.date
    if not written:
        return None
    try:
        return _iso_day(written)
    except ValueError as error:
        msg = f"{name}: its sidecar says published {written!r}, which is not an ISO date like 2025-06-10"
        raise InputError(msg, source=name, reason="sidecar") from error


def _iso_day(value: dt.date | str) -> dt.date:
    """The day of an ISO date or timestamp, as written (no shift of time zone)."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = value.strip()
    return dt.date.fromisoformat(written if len(written) <= 10 else written[:10])


def bom_charset(body: bytes) -> str | None:
    """The encoding that a byte order mark declares; None without one."""
    return next((charset for mark, charset in _BOMS if body.startswith(mark)), None)


def binary_kind(body: bytes) -> str | None:
    """What kind of binary data `body` is ("PDF", "binary" …); None for text in any encoding.

    UTF-16 and UTF-32 text holds NUL bytes; it counts as text only with its byte order mark.
    """
    if kind := next((kind for mark, kind in _MAGIC if body.startswith(mark)), None):
        return kind
    if body[:4] == b"RIFF" and body[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "image or sound"
    if bom_charset(body) in {None, "utf-8"} and b"\x00" in body:
        return "binary"
    return None


def sniff_media_type(body: bytes) -> str:
    """The media type of content without a name: HTML, Markdown, plain text, or one of those not read yet."""
    charset = bom_charset(body)
    head = body[:4096]
    if charset and charset != "utf-8":
        head = head.decode(charset, "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml"):
        return "text/html" if b"<html" in head.lower() else "application/xml"
    if re.match(rb"<(?:rss|feed|urlset|sitemapindex)\b", head, re.IGNORECASE):
        return "application/xml"
    if _HTML_START.match(head):
        return "text/html"
    if re.match(rb"\{\s*\"|\[\s*\{", head):
        return "application/json"
    if head.startswith(b"WARC/"):
        return "application/warc"
    if re.match(rb"---[ \t]*\r?\n", head) or re.match(rb"#{1,6} \S", head):
        return "text/markdown"
    return "text/plain"
