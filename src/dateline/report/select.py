"""What of a report is shown: rules selected or ignored by code, accepted findings hidden, one work alone."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.errors import ConfigError
from dateline.model import Finding, Report
from dateline.report.safe import clip

__all__ = ["baseline_text", "find_work", "read_baseline", "select"]

_KIND = "dateline-baseline"
_HOW = "write one with 'dateline report --write-baseline FILE'"


def select(
    report: Report,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    accepted: Iterable[str] = (),
) -> Report:
    """The report with the findings that the codes let through and no baseline has accepted.

    `select` and `ignore` hold codes or their beginnings (``D``, ``D1``, ``D101``). The longest that fits
    decides; of two equally long, `ignore` does. No `select` means all.
    """
    hidden = frozenset(accepted)
    kept = tuple(
        finding
        for finding in report.findings
        if finding.fingerprint not in hidden and _shown(finding.code, select, ignore)
    )
    return replace(report, findings=kept)


def find_work(name: str, known: Iterable[str]) -> str:
    """The one of the `known` titles that `name` means: the same in any case, or the only one it is part of.

    Raises:
        ConfigError: if there is none, or more than one; it names the nearest.
    """
    titles = sorted(set(known))
    folded = " ".join(name.casefold().split())
    by_fold = {title.casefold(): title for title in titles}
    if folded in by_fold:
        return by_fold[folded]
    parts = [title for title in titles if folded and folded in title.casefold()]
    if len(parts) == 1:
        return parts[0]
    if parts:
        shown = ", ".join(f"'{clip(title, 80)}'" for title in parts[:5])
        msg = f"'{clip(name, 80)}' may mean several works: {shown}{' and others' if len(parts) > 5 else ''}"
        raise ConfigError(msg)
    near = difflib.get_close_matches(folded, by_fold, n=1, cutoff=0.5)
    hint = f"; did you mean '{clip(by_fold[near[0]], 80)}'?" if near else ""
    msg = f"no claim is about a work named '{clip(name, 80)}'{hint}"
    raise ConfigError(msg)


def baseline_text(findings: Iterable[Finding]) -> str:
    """A baseline file's text: the fingerprints to accept, each with what it stands for, sorted."""
    rows = {
        finding.fingerprint: {
            "fingerprint": finding.fingerprint,
            "code": finding.code,
            "subject": finding.subject.work,
            "message": finding.message,
        }
        for finding in findings
    }
    document = {"kind": _KIND, "schema": "1", "findings": [rows[key] for key in sorted(rows)]}
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints that a baseline file accepts.

    Raises:
        ConfigError: if the file is missing or is not a baseline.
    """
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        msg = f"baseline {path}: cannot be read ({error.strerror}); {_HOW}"
        raise ConfigError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"baseline {path}: not JSON; {_HOW}"
        raise ConfigError(msg) from error
    if not isinstance(document, dict) or document.get("kind") != _KIND or document.get("schema") != "1":
        msg = f"baseline {path}: not a Dateline baseline of schema 1"
        raise ConfigError(msg)
    rows = document.get("findings")
    prints = (
        [row.get("fingerprint") if isinstance(row, dict) else None for row in rows]
        if isinstance(rows, list)
        else [None]
    )
    if not all(isinstance(value, str) for value in prints):
        msg = f"baseline {path}: every row of 'findings' needs a 'fingerprint'"
        raise ConfigError(msg)
    return frozenset(value for value in prints if isinstance(value, str))


def _shown(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    chosen = max((len(prefix) for prefix in select if code.startswith(prefix)), default=-1 if select else 0)
    dropped = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return chosen > dropped
