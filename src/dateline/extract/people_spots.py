"""Names that stand where only people stand, and so are no titles, however they are capitalised.

A series does not sign on, reprise a role, drop out of a film or tell a newspaper; and no title follows
"actress" without quotation marks.
"""

from __future__ import annotations

import re

from dateline.titles import fold_title

__all__ = ["people_named"]

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
_NAME = rf"(?P<name>{_CAP}(?:\s+(?:(?:de|la|van|von|der|del|di)\s+)?{_CAP}){{1,3}})"
_CALLING = (
    r"(?:[Aa]ctor|[Aa]ctress|[Aa]ctor-director|[Nn]ewcomer|[Cc]o-star|[Cc]omedian|[Rr]apper|[Ss]inger|Dame|Sir|"
    r"Voice actor|[Ss]tar|[Ss]howrunner|[Dd]irector|[Cc]reator)"
)
_ACTS = (
    r"(?:(?:who|has|have|had|is|are|was|were|will|would|won['’]t|isn['’]t|also|now|not|both|since|"
    r"reportedly|officially)\s+)*"
    r"(?:dropp(?:ed|ing) out|drops out|bow(?:ed|ing|s) out|"
    r"stepp(?:ed|ing) down|steps down|sign(?:s|ed|ing) (?:on|up)|"
    r"been cast\b|cast (?:as|opposite)|board(?:s|ed|ing)\b|repris(?:es|ed|ing|e)\b|"
    r"join(?:s|ed|ing)? the (?:cast|ensemble)|"
    r"in talks|circling|attached|stars? (?:as|in|opposite)|starring|"
    r"plays?\b|played\b|(?:told|tells|tweeted|recalled)\b|"
    r"to (?:star|topline|headline|front|play|voice|portray)\b|out of\b|written out|"
    r"quits?\b|departs\b|staying put|"
    r"replaces [A-Z]|step(?:s|ped) into|promoted to|bumped up)"
)
_BEFORE_ACT = re.compile(rf"(?<![\w’'-]){_NAME}(?:,\s+\d\d,)?\s+{_ACTS}")
_AFTER_CALLING = re.compile(rf"(?<![\w’'-]){_CALLING}\s+{_NAME}")
_HIRED = re.compile(
    rf"\b(?:tapped|hired|recruited|enlisted|replaces|replaced|promoted|joined by)\s+{_NAME}"
    r"(?=\s+(?:to|for|as|in)\b|[,.;]|\s+and\b|$)"
)


def people_named(text: str) -> frozenset[str]:
    """The folded names of `text` that act, are hired, or follow a calling.

    The calling is part of the name too where it is capitalised ("Actress Mara Quill").
    """
    found = set()
    for pattern in (_BEFORE_ACT, _AFTER_CALLING, _HIRED):
        for match in pattern.finditer(text):
            found.add(fold_title(match["name"]))
            found.add(fold_title(match.group()[: match.end("name") - match.start()]))
    return frozenset(found)
