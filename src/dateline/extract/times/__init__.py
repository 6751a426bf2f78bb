"""Times in news text: the words that tell one, the days they leave possible, and their TIMEX3 notation.

>>> from dateline.extract.times import find_times
>>> [found] = find_times("Filming starts in late 2023, at the earliest.")
>>> found.text, found.window.edtf
('late 2023, at the earliest', '2023-09-01/..')
"""

from dateline.extract.times.find import find_times
from dateline.extract.times.policy import DEFAULT_POLICY, TimePolicy
from dateline.extract.times.published import infer_published
from dateline.extract.times.records import Relation, Role, TimeExpression, Timex3, TimexType

__all__ = [
    "DEFAULT_POLICY",
    "Relation",
    "Role",
    "TimeExpression",
    "TimePolicy",
    "Timex3",
    "TimexType",
    "find_times",
    "infer_published",
]
