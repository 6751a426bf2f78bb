"""robots.txt as RFC 9309 reads it: groups by user agent, ``*`` and ``$`` in paths, the longest match wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

_MAX_RULES: Final = 5000
_SAFE: Final = "/?&=*$:@!+,;~.-_()'"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt asks of one program."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Path patterns, each with whether it allows."""
    crawl_delay: float = 0.0
    """Seconds between requests; not in the RFC, widely written."""

    def allows(self, path: str) -> bool:
        """Whether `path` (with its query) may be fetched: the longest match decides, allow on a tie."""
        path = _normal(path)
        best, allowed = -1, True
        for pattern, allow in self.rules:
            if (len(pattern), allow) > (best, allowed if best >= 0 else False) and _matches(pattern, path):
                best, allowed = len(pattern), allow
        return allowed


OPEN: Final = Rules()
"""No robots.txt: everything is allowed."""
CLOSED: Final = Rules(rules=(("/", False),))
"""A robots.txt that cannot be read: nothing is."""


def read_robots(text: str, agent: str) -> Rules:
    r"""The rules for `agent`: those of all groups that name it, else those of the groups for ``*``.

    >>> rules = read_robots("User-agent: * # all\nDisallow: /private/\nAllow: /private/news$", "Dateline")
    >>> rules.allows("/private/x"), rules.allows("/private/news")
    (False, True)
    """
    named: list[tuple[str, bool]] = []
    common: list[tuple[str, bool]] = []
    delays: dict[bool, float] = {}
    found = False
    agents: set[str] = set()
    open_group = False
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        key, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not open_group:
                agents = set()
            open_group = True
            agents.add(re.split(r"[\s/]", value, maxsplit=1)[0].lower())
            found = found or agent.lower() in agents
            continue
        if key not in {"allow", "disallow", "crawl-delay"}:
            continue
        open_group = False
        for mine, rules in ((True, named), (False, common)):
            if (agent.lower() if mine else "*") not in agents:
                continue
            if key == "crawl-delay":
                delays.setdefault(mine, _seconds(value))
            elif value and len(rules) < _MAX_RULES:
                rules.append((_normal(value), key == "allow"))
    return Rules(rules=tuple(named if found else common), crawl_delay=delays.get(found, 0.0))


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", value) else 0.0


def _normal(path: str) -> str:
    """One spelling for paths that differ only in percent-encoding."""
    return quote(unquote(path, errors="replace"), safe=_SAFE)


def _matches(pattern: str, path: str) -> bool:
    """Whether `pattern` matches from the start of `path`; one pass, nothing to backtrack."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        place = path.find(piece, at)
        if place < 0:
            return False
        at = place + len(piece)
    if len(pieces) == 1:
        return not anchored or at == len(path)
    last = pieces[-1]
    if anchored:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
