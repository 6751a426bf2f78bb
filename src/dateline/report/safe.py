"""Text that comes from pages, made harmless before anyone looks at it.

A headline may hold escape sequences that recolour or rewrite a terminal (CWE-150), bidirectional controls
that show a line in another order than it is read (CVE-2021-42574, "Trojan Source"), or ten thousand
characters. What is unsafe is not dropped but shown as the escape a programmer would write.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

__all__ = ["clip", "json_safe", "mark_lines", "safe", "width_of", "wrap"]

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f"  # Arabic letter mark, left-to-right and right-to-left marks
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u206f"  # bidirectional embeddings, overrides, isolates
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # lone surrogates: no encoding takes them
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
"""Soft hyphens and zero-width spaces: common in web pages, nothing to look at, so not worth an escape."""
_SPACES = re.compile(r"\s+")
_JSON_UNSAFE = re.compile(f"(?!\n){_UNSAFE.pattern}")


def safe(text: str) -> str:
    """`text` on one line, white space folded, everything that steers a display written as an escape."""
    return _fold(text).strip()


def json_safe(encoded: str) -> str:
    """Encoded JSON in which unsafe characters are escaped; the data it decodes to is the same."""
    return _JSON_UNSAFE.sub(_json_escape, encoded)


def width_of(text: str) -> int:
    """Columns that `text` takes on a terminal: two for wide characters, none for combining ones."""
    return cell_len(text)


def clip(text: str, limit: int) -> str:
    """`text` made safe and cut to at most `limit` columns, with an ellipsis where something was cut."""
    # A character escapes to at most ten others; what lies beyond `limit` characters is cut in any case.
    shown = safe(text[: 4 * limit + 80])
    if width_of(shown) <= limit and len(text) <= 4 * limit + 80:
        return shown
    kept, used = [], 0
    for char in shown:
        used += get_character_cell_size(char)
        if used > limit - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def wrap(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """`text`, made safe, in lines of at most `width` columns that begin with `first`, then with `rest`."""
    rest = " " * width_of(first) if rest is None else rest
    room = max(20, width - max(width_of(first), width_of(rest)))
    lines = mark_lines([(text, False)], room)
    return [(first if not at else rest) + line for at, (line, _) in enumerate(lines)] or [first.rstrip()]


def mark_lines(parts: list[tuple[str, bool]], width: int) -> list[tuple[str, str]]:
    """Parts of a passage, some of them marked, in lines of at most `width` columns.

    Each line comes with the carets that stand under its marked words, empty where nothing is marked.
    """
    cells: list[tuple[str, bool]] = []
    for text, marked in parts:
        cells.extend((char, marked) for char in _fold(text))
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0
    for word in _words(cells):
        size = sum(get_character_cell_size(char) for char, _ in word)
        if used and used + 1 + size <= width:
            lines[-1].append((" ", lines[-1][-1][1] and word[0][1]))
            used += 1
        elif used:
            lines.append([])
            used = 0
        for cell in word:
            step = get_character_cell_size(cell[0])
            if used and used + step > width:
                lines.append([])
                used = 0
            lines[-1].append(cell)
            used += step
    return [("".join(char for char, _ in line), _carets(line)) for line in lines if line]


def _fold(text: str) -> str:
    return _UNSAFE.sub(_escape, _SPACES.sub(" ", text.translate(_INVISIBLE)))


def _words(cells: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    words: list[list[tuple[str, bool]]] = [[]]
    for cell in cells:
        if cell[0] != " ":
            words[-1].append(cell)
        elif words[-1]:
            words.append([])
    return [word for word in words if word]


def _carets(line: list[tuple[str, bool]]) -> str:
    return "".join(("^" if marked else " ") * get_character_cell_size(char) for char, marked in line).rstrip()


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
