"""The key under which spellings of one title meet.

Extraction merges the aliases of an article by it, reconciliation brings the claims of several articles
together by it, and the store looks works up by it; so there is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold_title"]

_ARTICLES = frozenset({"the", "a", "an"})
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w|$)")


@lru_cache(maxsize=65536)
def fold_title(title: str) -> str:
    """What spellings of one title share: letters and digits, without case, accents or a leading article.

    Dots inside an abbreviation join its letters; other punctuation parts words. A title of nothing else
    stands as it is.

    >>> fold_title("The Lantern-Keepers") == fold_title("Lantern Keepers")
    True
    >>> fold_title("K.I.T.E.")
    'kite'
    """
    plain = unicodedata.normalize("NFKD", title).casefold().replace("&", " and ")
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    words = "".join(c if c.isalnum() else " " for c in _INNER_DOT.sub("", plain)).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words) or title
