"""Bytes to text: decoded as what they are, or refused; never decoded into garbage.

The order follows the WHATWG Encoding Standard's decode algorithm (byte order mark, then what the transport or
the document declares), with one change: bytes that are valid UTF-8 and not plain ASCII are UTF-8 whatever was
declared, because other encodings almost never produce such sequences while wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from dateline.errors import ParseError
from dateline.inputs import bom_charset

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096

# The Encoding Standard reads these labels as the supersets that browsers use.
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
}
# Characters that English and other western text writes beyond ASCII, apart from letters.
_WESTERN_MARKS: Final = frozenset("‘’‚“”„–—…•€£¥©®™°±½¼¾«»·§¿¡¢†‡º×\u00a0\u00ad")
# Python knows these as codecs; as encodings of a page they are attacks or no text encodings at all.
_UNSAFE: Final = frozenset(
    {"utf7", "punycode", "idna", "unicodeescape", "rawunicodeescape", "undefined", "mbcs", "oem"}
    | {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib"}
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_STRAY: Final = 50
"""Bytes of another encoding tolerated in a page that is otherwise UTF-8."""
_MAX_CHAOS: Final = 0.1
"""charset-normalizer's mess ratio (0-1) above which its guess is not believed."""
_MIN_COHERENCE: Final = 0.3
"""charset-normalizer's language coherence (0-1) below which its guess is not believed."""


def decode(body: bytes, *, charset: str | None = None, html: bool = False, source: str = "") -> str:
    """Decode `body`; `charset` is what the transport declared.

    Raises:
        ParseError: with reason ``encoding`` when no reading of the bytes is trustworthy, or ``binary`` when
            the decoded text is full of control characters.
    """
    text = _decoded(body, charset, html)
    if text is None:
        msg = f"{source or 'input'}: neither UTF-8 nor a declared or recognisable encoding; save it as UTF-8"
        raise ParseError(msg, source=source, reason="encoding")
    if _looks_binary(text):
        msg = f"{source or 'input'}: decodes to control characters, not text"
        raise ParseError(msg, source=source, reason="binary")
    return text


def _decoded(body: bytes, charset: str | None, html: bool) -> str | None:
    if marked := bom_charset(body):
        text = _strict(body, marked)
        return text.removeprefix("\ufeff") if text is not None else None
    if body.isascii() and b"\x1b" not in body:
        return body.decode("ascii")
    if (text := _strict(body, "utf-8")) is not None and not body.isascii():
        return text
    declared = [label for label in (charset, _declared_in_html(body) if html else None) if label]
    for label in declared:
        if (text := _strict(body, _codec(label))) is not None:
            return text
    if (text := _mostly_utf8(body)) is not None:
        return text
    return _western(body) or _guessed(body)


def _declared_in_html(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:_HEAD_BYTES])
    return found.group(1).decode("ascii") if found else None


def _codec(label: str) -> str:
    """Python's codec for an encoding label; an unknown or unsafe label gives one that decodes nothing."""
    label = label.strip().strip("\"'").lower()
    label = _SUPERSETS.get(label, label)
    try:
        info = codecs.lookup(label)
    except LookupError:
        return "utf-8"
    return "utf-8" if re.sub(r"[-_]", "", info.name) in _UNSAFE else info.name


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _mostly_utf8(body: bytes) -> str | None:
    """UTF-8 in which a few bytes were pasted in from windows-1252: each is read as that byte's character.

    A page declared and written as UTF-8 often carries a quotation mark or two from elsewhere. Only when valid
    multi-byte sequences outnumber such strays is the page UTF-8 at all.
    """
    parts: list[str] = []
    view = memoryview(body)
    at = strays = multi = 0
    while at < len(body):
        try:
            part = str(view[at:], "utf-8")
            end = len(body)
        except UnicodeDecodeError as error:
            part, end = str(view[at : at + error.start], "utf-8"), at + error.start
        multi += sum(1 for char in part if char > "\x7f")
        parts.append(part)
        if end >= len(body):
            break
        strays += 1
        character = _strict(body[end : end + 1], "cp1252")
        if character is None or strays > _MAX_STRAY:
            return None
        parts.append(character)
        at = end + 1
    return "".join(parts) if multi > 2 * strays else None


def _western(body: bytes) -> str | None:
    """Undeclared windows-1252, when everything beyond ASCII is what western text would write there."""
    text = _strict(body, "cp1252")
    if text is None:
        return None
    beyond = [at for at, char in enumerate(text) if char > "\x7f"]
    if len(beyond) > 0.1 * len(text) + 1:
        return None
    return text if all(_plausible(text, at) for at in beyond) else None


def _plausible(text: str, at: int) -> bool:
    char = text[at]
    if char in _WESTERN_MARKS:
        return True
    if not char.isalpha() or char in "ªþðÞÐ":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    touches_word = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    odd_capital = char.isupper() and before.islower()
    return touches_word and not odd_capital


def _guessed(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(body[: 1 << 20]).best()
    if best is None or best.chaos > _MAX_CHAOS or best.coherence < _MIN_COHERENCE:
        return None
    return _strict(body, best.encoding)


def _looks_binary(text: str) -> bool:
    sample = text[:100_000]
    control = len(_CONTROL.findall(sample))
    return control > 2 + len(sample) // 200
