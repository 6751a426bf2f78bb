"""Lines that stand among an article's paragraphs and are no part of it; headings of a site's own boxes."""

from __future__ import annotations

import re
from typing import Final

_MAX_CLUTTER: Final = 200
"""Characters; a longer line is prose even if it opens like an invitation."""

_LABELLED = re.compile(
    r"(?:read(?:\s+(?:more|next|also|this|now))|related(?:\s+(?:stories|story|articles?|news|content|links?|posts?))?|"
    r"see\s+also|also\s+(?:read|see)|also\s+(?:on|in|at|from)\b[^:]{1,40}|more\s+(?:from|on|about)\b[^:]{0,60}|more(?:\s+(?:stories|news|coverage))?|"
    r"don['’]t\s+miss|you\s+(?:may|might)\s+(?:also\s+)?like|recommended|up\s+next|watch\s+(?:next|now|also)|"
    r"trending|editor['’]?s['’]?\s+picks?|in\s+case\s+you\s+missed\s+it|what\s+to\s+read\s+next)\s*[:|»›–—-]",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:sign\s+up\s+(?:for|to|here|now)|subscribe\s+(?:to|for|now|here|today)|follow\s+(?:us|me)\b|join\s+our\b|"
    r"get\s+(?:the|our)\s+(?:latest|best|daily|weekly|newsletter)|like\s+us\s+on|find\s+us\s+on|"
    r"download\s+(?:our|the)\s+app|click\s+here|tap\s+here|share\s+(?:this|on)\b|leave\s+a\s+(?:comment|reply)|"
    r"(?:log|sign)\s+in\s+to\b|post\s+a\s+comment|view\s+comments|need\s+a\s+(?:news\s+)?break\?|"
    r"have\s+a\s+(?:news\s+)?tip\?|got\s+a\s+(?:news\s+)?tip\?|this\s+(?:article|story|post)\s+(?:may\s+)?contains?\s+affiliate|"
    r"when\s+you\s+(?:buy|purchase)\s+through|we\s+may\s+earn\s+(?:a\s+|an\s+)?(?:affiliate\s+)?commission|"
    r"by\s+(?:signing\s+up|subscribing|clicking),?\s+you\s+agree|we\s+use\s+cookies|"
    r"enter\s+your\s+e-?mail|thank\s+you\s+for\s+(?:signing\s+up|subscribing|registering))",
    re.IGNORECASE,
)
_BARE = frozenset(
    {
        "advertisement",
        "ad",
        "sponsored",
        "sponsored content",
        "story continues below advertisement",
        "article continues below advertisement",
        "article continues below",
        "read more",
        "see more",
        "show more",
        "load more",
        "share",
        "tweet",
        "comments",
        "leave a comment",
        "related",
        "related stories",
        "related articles",
        "related posts",
        "related content",
        "related topics",
        "most read",
        "most popular",
        "newsletter",
        "trending",
        "trending now",
        "recommended",
        "recommended for you",
        "you may also like",
        "you might also like",
        "more stories",
        "more from this author",
        "about the author",
        "follow us",
        "share this",
        "share this article",
        "share this story",
        "share this post",
        "tags",
        "topics",
        "skip to content",
        "skip to main content",
        "loading",
        "image source",
        "getty images",
    }
)
# "Review:Harbor Lights sets sail": stripping the markup of a linked headline glues it to its label.
_GLUED_LABEL = re.compile(r"[^.:!?]{2,60}[^\W_][\"'”’?]?[:?](?=[\"'“‘]?[A-Z]|\d{4} [A-Z])\S[^\n]{3,}")
_NOTE = re.compile(
    r"(?:\W{0,3})(?:correction|clarification|corrections\s+and\s+clarifications|editor['’]?s['’]?\s+note|update|updated)\b"
    r"[^:.]{0,40}:|(?:this|an\s+earlier\s+version\s+of\s+this)\s+(?:article|story|post|report)\s+"
    r"(?:has\s+been|was)\s+(?:updated|corrected|amended)|an\s+earlier\s+version\s+of\s+this\s+(?:article|story|post|report)\b",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:contributing|contributors?|additional\s+reporting(?:\s+by)?|reporting\s+by|edited\s+by|photos?(?:\s+by)?|"
    r"image(?:\s+credit)?|source|credit|written\s+by|photograph(?:y|s)?(?:\s+by)?)\s*:\s*\S|"
    r"(?:additional\s+reporting|reporting|edited|editing|photographs?|words)\s+by\s+[A-Z]",
    re.IGNORECASE,
)


def is_clutter(line: str) -> bool:
    """Whether a line only invites, links elsewhere or labels a box of the site.

    >>> is_clutter("Related: Harbor Lights cast talk about the finale")
    True
    >>> is_clutter("Related plots will continue in season three, the studio said.")
    False
    """
    line = line.strip()
    if not line or len(line) > _MAX_CLUTTER:
        return False
    if line.strip(" .:!…»›").lower() in _BARE:
        return True
    return bool(_LABELLED.match(line) or _INVITATION.match(line) or _is_glued(line))


def _is_glued(line: str) -> bool:
    return len(line) <= 140 and not line.endswith(".") and bool(_GLUED_LABEL.fullmatch(line))


def is_note(line: str) -> bool:
    """Whether a block is the page's word about itself: a correction, an update or an editor's note."""
    return bool(_NOTE.match(line.strip()[:200]))


def is_credit_tail(line: str) -> bool:
    """Whether a short line credits contributors, pictures or sources."""
    return len(line) <= 120 and bool(_CREDIT_TAIL.match(line.strip()))


_JUNK_HEADING = re.compile(
    r"(?:related|recommended|trending|popular|latest|top|more)\s+(?:stories|articles?|news|posts?|videos?|reading|content|"
    r"links?|topics?|headlines|coverage)|(?:more|latest|read\s+more|news|stories)\s+(?:from|in|about|on)\b.{0,60}|"
    r"(?:most|what['’]?s)\s+(?:popular|read|viewed|shared|trending|hot)(?:\s+(?:in|on)\s+.{1,30})?|popular|(?:article|story|main)\s+content|(?:leave|post|add)\s+a\s+(?:comment|reply)|"
    r"\d*\s*(?:comments?|replies|responses)(?:\s*\(\d+\))?|join\s+the\s+(?:conversation|discussion)|newsletters?|"
    r"subscribe\b.{0,60}|sign\s+up\b.{0,80}|share(?:\s+this.{0,20})?|follow\s+(?:us|me)\b.{0,40}|"
    r"about\s+(?:the\s+author|us|this\s+site)|(?:you\s+)?(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested.{0,20})|"
    r"advertise?ments?|sponsored(?:\s+content)?|tags|topics|categories|archives?|navigation|menu|search|sections?|"
    r"contact(?:\s+us)?|privacy(?:\s+policy)?|cookies?\b.{0,40}|(?:editor['’]?s?['’]?|our)\s+picks?|up\s+next|read\s+(?:next|more|also)|"
    r"get\s+the\s+.{0,40}newsletter|don['’]t\s+miss.{0,40}|see\s+also|watch\s+(?:next|more)|author|share|comments?",
    re.IGNORECASE,
)


def is_junk_heading(line: str) -> bool:
    """Whether a heading belongs to a box of the site and not to the article."""
    line = line.strip(" .:!…»›|-–—")
    wordless = not any(char.isalnum() for char in line)
    return wordless or bool(_JUNK_HEADING.fullmatch(line))
