"""Colour for terminals: eight plain SGR codes, or none at all."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Style"]

_RESET = "\x1b[0m"
_CODES = {
    "title": "1",
    "dim": "2",
    "mark": "1",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "1;32",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Wraps text that is already safe in the codes of one role; leaves it alone when `colour` is off."""

    colour: bool

    def __call__(self, role: str, text: str) -> str:
        """`text` in the colours of `role`."""
        return f"\x1b[{_CODES[role]}m{text}{_RESET}" if self.colour and text else text
