"""Makes a sentence easier for a small parser without moving a letter.

Headlines put capitals on their verbs, and a parser trained on running text takes "Orbit Renews Marlow" for a
name. A few words of this trade it does not know at all. Both are written over by words of the same length, so
that every offset stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.extract.syntax import Masked
from dateline.lexicon import Lexicon

__all__ = ["plain"]

_KNOWN = {
    "greenlit": "approved",
    "greenlight": "commission",
    "greenlights": "commissions",
    "greenlighted": "commissioned",
    "greenlighting": "commissioning",
    "re-up": "renew",
    "re-ups": "renews",
    "re-upped": "approved",
    "uncanceled": "reinstated",
    "uncancelled": "resurrected",
    "un-canceled": "resurrected",
    "un-cancelled": "commissioned",
}
"""Words that small English models tag wrongly, and a verb of the same form and length that they know."""
_UNKNOWN = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(_KNOWN, key=lambda w: -len(w))) + r")(?!\w)", re.IGNORECASE
)
_EVENTS = frozenset({"renewal", "cancellation", "announcement"})
_WORD = re.compile(r"[^\W\d_]{4,}")


def plain(masked: Masked, lexicon: Lexicon) -> Masked:
    """The sentence with verbs that the parser will know for verbs."""
    text = masked.text
    if _is_title_case(text):
        letters = list(text)
        for compiled in lexicon.triggers:
            if compiled.entry.pos != "verb" or compiled.entry.event not in _EVENTS:
                continue
            for match in compiled.pattern.finditer(text):
                if match.start():
                    letters[match.start()] = letters[match.start()].lower()
        text = "".join(letters)
    text = _UNKNOWN.sub(lambda m: _KNOWN[m.group().casefold()], text)
    return masked if text == masked.text else replace(masked, text=text)


def _is_title_case(text: str) -> bool:
    """Whether most longer words begin with a capital, as in a headline."""
    words = _WORD.findall(text)
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)
