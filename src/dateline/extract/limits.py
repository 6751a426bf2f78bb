"""“Not until May”, “not before the autumn”: a denial that dates the event instead.

"It will not return until May" says that it returns in May, "not before May" that it does so in May or later.
The reading of "not until" as an assertion of the event is that of Karttunen, "Until" (CLS 10, 1974).
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.extract.context import Candidate, Context
from dateline.extract.stance import Stance
from dateline.window import Window

__all__ = ["dated_denial"]

_UNTIL = re.compile(r"(?:until|till|'til|’til|til)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|prior to|(?:any\s+)?(?:sooner|earlier) than|ahead of)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?P<word>until|till|before|(?:sooner|earlier) than)\s+(?:at least\s+)?$", re.IGNORECASE
)


def dated_denial(
    context: Context, candidate: Candidate, stance: Stance
) -> tuple[Stance, list[Window]] | None:
    """The stance and windows that a denial with a limit has; None where there is no such limit."""
    if not stance.negated or stance.polarity != "-" or stance.modality == "retracted":
        return None
    for time in candidate.times:
        if time.window is None or time.core is None or time.start < candidate.start:
            continue
        lead = _LEAD.search(context.text, candidate.sentence.start, time.start)
        word = lead["word"] if lead else time.text
        if _UNTIL.match(word):
            window = time.window if time.window.latest is None else time.core
        elif _BEFORE.match(word) and stance.tense != "past":
            window = replace(time.core, latest=None, granularity="span")
        else:
            continue
        modality = None if stance.modality == "asserted" else stance.modality
        notes = tuple(note for note in stance.notes if note != "no date announced")
        return replace(stance, polarity="+", negated=False, modality=modality, notes=notes), [window]
    return None
