"""Who joins, leaves or returns to a work, and whether the words are of this trade at all.

People change employers, clubs and countries in the same words in which they change series. What tells casting
is the goal of the verb ("left the series", not "left the restaurant"), the words of the trade beside it, or a
page whose heading says that it is about the cast.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from dateline.extract.arguments import clause_text, is_person, is_workish
from dateline.extract.context import Candidate, Context
from dateline.extract.stance import tense_of
from dateline.window import Window

__all__ = ["cast_day", "cast_people", "casting"]

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*\w"
_FULL_NAME = re.compile(rf"(?<![\w'’-]){_CAP}(?:\s+(?:(?:de|la|van|von|der|del|di)\s+)?{_CAP}){{1,3}}")
_FORENAME = rf"(?<![\w'’-]){_CAP}\s+"
_RECALL = 1500
"""Code points before a pronoun or surname in which the person's full name is looked for."""
_DESCRIPTION = re.compile(
    r"^(?:(?:Voice|Rising|Newcomers?|Actors?|Actress(?:es)?|Stars?|Co-stars?|Joining|Returning|Did|Will|Has|Is|Talent|"
    r"Comedian|Singer|Rapper|Actor-director|Fellow|Also|Talk)\s+)+"
)
_BEFORE_NAME = re.compile(
    r"(?:[^:.;]{0,60}:)?[\s:*–—-]*"
    r"(?:(?!(?:about|after|against|as|at|before|between|by|for|from|in|into|like|of|off|on|onto|or|over|than|that|to|"
    r"under|with)\b)[a-z][\w-]*(?:['’]s?)?\s+){0,5}"
)
_LISTED = re.compile(r"(?:\s*\([^()]{0,60}\))?\s*(?:,|,?\s*and|,?\s*&|;)\s*(?:[a-z-]+\s+){0,2}")
_AUXILIARIES = re.compile(
    r"(?:\s*\([^()]{0,60}\))?(?:,[^,;.]{0,80},)?\s*"
    r"(?:(?:has|have|had|is|are|was|were|will|would|won['’]t|isn['’]t|aren['’]t|may|might|could|be|been|being|both|all|"
    r"also|not|officially|finally|since|now|reportedly|just|already|said|says|she|he|they|who|to|set|due|confirmed|"
    r"expected|announced|signed|tapped|hired|slated|in|talks|on|board|still|no|longer|each|one|of)\s+)*"
)
_AS_ROLE = re.compile(r"\bas (?:an? |the |his |her |its |their )?[\w-]+")
_PASSED_BETWEEN_CLUBS = re.compile(
    r"\b[A-Z]\w+ (?:United|City|Town|Rovers|Wanderers|Athletic|Albion|FC)\b"
    r"(?=.{0,120}\b(?:loan|transfer|deal|fee)\b)"
)
_BARE = frozenset({"cast.join", "cast.return", "cast.leave", "cast.circle"})
_LABEL = re.compile(rf"[\"“'‘*]*(?P<label>{_CAP}(?:\s+(?:of|the|and|to|in|{_CAP})){{0,5}})[\"”'’*]*:[*]*\s")
_FROM_LEFT = re.compile(r"\b(?:from|far|at|the|on|top|bottom)\s+left$", re.IGNORECASE)
_NEAR = 400
"""Code points around a trigger in which a work, season or word of the trade must stand."""
_SINCE = re.compile(r"\b(?:until|before|by|from)\s+$", re.IGNORECASE)
_SHE = frozenset({"she", "he", "they", "him", "her", "them"})


def cast_people(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The names of those a casting trigger speaks of; of a pronoun or surname, the full name told before."""
    if candidate.trigger.subject == "any":
        named = _named_after(context, candidate)
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in candidate.head.children)
        if named or not (passive or candidate.trigger.id == "cast.star-to"):
            return named
    subject = candidate.parse.subject(candidate.head)
    if subject is None and candidate.is_noun:
        subject = candidate.parse.subject(candidate.parse.doc[candidate.clause])
    if subject is not None:
        left, right = candidate.parse.subtree_span(subject)
        named = _names_in(context, candidate, left, min(right, max(candidate.start, left)))
        named = named or _names_in(context, candidate, left, right)
        if named:
            return named
        known = _known(context, candidate, subject)
        if known:
            return known
    return _named_before(context, candidate) or _inverted(context, candidate)


def casting(context: Context, candidate: Candidate) -> bool:
    """Whether people are named and what they join, leave or return to is a work, a role or a cast."""
    words = context.lexicon.words
    start, end, clause = clause_text(context, candidate)
    subject = candidate.parse.subject(candidate.head) if candidate.trigger.subject == "person" else None
    spoken = subject is not None and subject.text.casefold() in {"i", "she", "he"}
    group = subject is not None and words["cast-group"].search(
        context.text[slice(*candidate.parse.subtree_span(subject))]
    )
    group = group or words["actors"].search(context.text, candidate.start, candidate.end)
    people = cast_people(context, candidate)
    if (
        subject is not None
        and subject.pos_ == "NOUN"
        and not group
        and not is_person(context, candidate, subject)
    ):
        return False  # "her character returns"
    if not (spoken or group or people) or _FROM_LEFT.search(
        context.text[max(0, candidate.start - 9) : candidate.end]
    ):
        return False
    tail = re.split(r"[,;:]", context.text[candidate.end : min(candidate.sentence.end, candidate.end + 80)])[
        0
    ]
    other = words["other-trade"]
    if other.search(clause) or other.search(tail) or _PASSED_BETWEEN_CLUBS.search(clause):
        return False
    if _labelled_otherwise(context, candidate):
        return False
    if _goes_elsewhere(context, candidate):
        return False
    brief = len(context.article.blocks) < 3
    told = subject is not None and subject.pos_ == "PRON" and candidate.head.tag_ == "VBD" and not brief
    if context.works.within(start, end) or (context.seasons_in(start, end) and not told):
        return True
    if context.works.main is None:
        return False
    if spoken and not people and not words["casting-trade"].search(clause):
        heads = (*candidate.sentence.headings, *_headline(context))
        return any(map(words["about-departure"].search, heads))
    if candidate.trigger.id.startswith("cast.listed"):
        return True
    if words["casting-trade"].search(clause):
        return True
    if (
        candidate.head.tag_ == "VBD"
        and candidate.trigger.id in _BARE
        and " " not in context.text[candidate.start : candidate.end]
        and not context.times_in(start, end)
    ):
        return False
    if subject is not None and subject.pos_ == "PRON" and not brief:
        return False  # "he returns", of a character as often as not
    block = context.article.blocks[candidate.sentence.block]
    left, right = max(block.start, candidate.start - _NEAR), min(block.end, candidate.end + _NEAR)
    heads = (*candidate.sentence.headings, *_headline(context))
    return any(map(words["about-cast"].search, heads)) or bool(
        context.works.within(left, right)
        or context.seasons_in(left, right)
        or words["casting-trade"].search(context.text, left, right)
        or _AS_ROLE.search(context.text[candidate.start : candidate.end] + tail[:24])
    )


def _labelled_otherwise(context: Context, candidate: Candidate) -> bool:
    """“Ferrule: Mara Quill boards": what stands before the colon is the subject, and no work known to us."""
    label = _LABEL.match(candidate.sentence.text)
    if label is None or candidate.sentence.start + label.end() > candidate.start:
        return False
    end = candidate.sentence.start + label.end("label")
    return not (
        context.works.within(candidate.sentence.start, candidate.sentence.end)
        or context.is_company(label["label"])
        or context.text[end - 1].isdecimal()
    )


def cast_day(context: Context, candidate: Candidate) -> Window | None:
    """The day the news broke: a past verb's own date, else the date of a verb of saying beside it."""
    if "not-announced" in candidate.trigger.needs or candidate.trigger.id == "cast.uncast":
        return None
    published = context.article.published
    own = [t for t in candidate.times if t.window is not None and t.role is None]
    if tense_of(candidate) == "past" and candidate.trigger.id != "cast.star-to":
        for time in own:
            before = context.text[max(0, time.start - 12) : time.start]
            if time.window is not None and _is_past(time.window, published) and not _SINCE.search(before):
                return time.window
    sentence = candidate.sentence
    told = context.lexicon.words["reporting-verb"]
    for time in context.times_in(sentence.start, sentence.end):
        if time.window is None or time.role is not None or not _is_past(time.window, published):
            continue
        before = context.text[max(sentence.start, time.start - 50) : time.start]
        words = re.findall(r"[\w’'-]+", before)[-5:]
        if any(told.fullmatch(word) for word in words) and not re.search(r"[.;:—]", before[-25:]):
            return time.window
    return None


def _is_past(window: Window, published: dt.date | None) -> bool:
    return published is None or (window.earliest or window.latest or published) <= published


def _headline(context: Context) -> tuple[str, ...]:
    first = context.article.blocks[0]
    return (context.text[first.start : first.end],) if first.kind == "title" else ()


def _goes_elsewhere(context: Context, candidate: Candidate) -> bool:
    """“Left the restaurant”, "returned to Leeds", "joined the navy": what is left or joined is no work."""
    words = context.text[candidate.start : candidate.end]
    trade = context.lexicon.words["casting-trade"]
    if context.lexicon.words["role-verb"].match(words.split()[-1]):
        return bool(context.lexicon.words["played-otherwise"].match(context.text, candidate.end + 1))
    if candidate.trigger.id not in _BARE:
        return False
    parse, head = candidate.parse, candidate.head
    goals = [c for c in head.children if c.dep_ in {"dobj", "oprd"}]
    for child in head.children:
        if child.dep_ == "prep" and child.text.casefold() in {"to", "from", "into", "with"}:
            goals += [c for c in child.children if c.dep_ == "pobj"]
    for token in goals:
        at = parse.at(token)
        if candidate.start <= at < candidate.end:
            continue
        left, right = parse.subtree_span(token)
        words = context.text[left:right]
        if (
            is_workish(context, parse, token)
            or trade.search(words)
            or is_person(context, candidate, token)
            or re.match(
                r"(?:his|her|their|the|a|an)\b.*\b(?:role|part|cast|character|fold|family|leads?)\b", words
            )
        ):
            continue
        if any(t.start <= at < t.end for t in context.times_in(left, right)):
            continue
        return True
    return False


def _names_in(context: Context, candidate: Candidate, start: int, end: int) -> tuple[str, ...]:
    """People named in a range, without the parts they play (in brackets, or after "as")."""
    found = []
    for name in context.names(candidate.sentence):
        # In a headline the verb has a capital too: "Mara Quill Exits".
        cut = name.start < candidate.start < name.end
        if not (start <= name.start and (name.end <= end or cut)):
            continue
        plain = _plain(context.text[name.start : candidate.start].strip() if cut else name.text)
        before = context.text[max(start, name.start - 24) : name.start]
        if (
            context.is_person(plain)
            and not re.search(r"\(|\bas\s+(?:the\s+)?$", before)
            and not _is_crew(context, name.start)
        ):
            found.append(plain)
    return tuple(dict.fromkeys(found))


def _is_crew(context: Context, start: int) -> bool:
    """Whether a name follows a calling behind the camera: "showrunner Mara Quill", "Director: Tom Ashby"."""
    before = re.split(r"[\s:*,]+", context.text[max(0, start - 24) : start].rstrip(" :*"))
    return bool(before and context.lexicon.words["crew"].fullmatch(before[-1].rsplit("-", 1)[-1]))


def _plain(name: str) -> str:
    return _DESCRIPTION.sub("", name).removesuffix("'s").removesuffix("’s")


def _named_after(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The list of people that the trigger's words hold or that follows them at once."""
    inside = _names_in(context, candidate, candidate.start, candidate.end)
    if inside:
        return inside
    found: list[str] = []
    position = candidate.end
    for name in context.people(candidate.sentence):
        if name.start < position:
            continue
        between = context.text[position : name.start]
        pattern = _LISTED if found else _BEFORE_NAME
        if not pattern.fullmatch(between) or _is_crew(context, name.start):
            break
        found.append(_plain(name.text))
        position = name.end
    return tuple(dict.fromkeys(found))


def _named_before(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """People right before the trigger, with helping verbs between, where a parse finds no subject."""
    found: list[str] = []
    position = candidate.start
    for name in reversed(context.people(candidate.sentence)):
        if name.start < position < name.end and not found:
            plain = _plain(context.text[name.start : position].strip())
            if context.is_person(plain):
                found.append(plain)
                position = name.start
            continue
        if name.end > position:
            continue
        between = context.text[name.end : position]
        pattern = _LISTED if found else _AUXILIARIES
        if not pattern.fullmatch(between) or _is_crew(context, name.start):
            break
        found.append(_plain(name.text))
        position = name.start
    return tuple(reversed(dict.fromkeys(found)))


def _inverted(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """“Returning are Mara Quill and Tom Ashby": the people stand behind the verb."""
    if re.match(
        r"\s*(?:is|are|will be)\b|\s*:", context.text[candidate.end : candidate.end + 12]
    ) or re.search(r"\b(?:is|are)$", context.text[candidate.start : candidate.end]):
        return _named_after(context, candidate)
    return ()


def _known(context: Context, candidate: Candidate, subject: Any) -> tuple[str, ...]:
    """The full name, told before, of a pronoun or a surname."""
    at = candidate.parse.at(subject)
    above = context.text[max(0, at - _RECALL) : at]
    word = subject.text
    if word == "I":
        outside = [n for n in context.people(candidate.sentence) if n.start > at]
        return (_plain(outside[0].text),) if outside and candidate.sentence.text[:1] in '"“' else ()
    if word.casefold() in _SHE:
        names = [
            plain
            for match in _FULL_NAME.finditer(above)
            if context.is_person(plain := _plain(match.group()))
            and not context.works.within(at - len(above) + match.start(), at - len(above) + match.end() + 1)
        ]
        return tuple(names[-1:])
    if subject.pos_ != "PROPN" or not word[:1].isupper():
        return ()
    told = re.search(_FORENAME + re.escape(word) + r"(?!\w)", above + context.text[at : at + _RECALL])
    if told and context.is_person(_plain(told.group())):
        return (_plain(told.group()),)
    return (word,) if _may_be_surname(context, candidate, subject) else ()


def _may_be_surname(context: Context, candidate: Candidate, subject: Any) -> bool:
    """Whether one capitalised word, in a headline or a brief that names a work beside it, can be a person."""
    brief = len(context.article.blocks) < 3 or candidate.sentence.kind == "title"
    start, end, clause = clause_text(context, candidate)
    word = subject.text
    return (
        brief
        and len(word) > 3
        and not word.isupper()
        and not context.is_company(word)
        and not context.lexicon.words["opener"].fullmatch(word)
        and not context.lexicon.territory.fullmatch(word)
        and is_person(context, candidate, subject) is not False
        and (
            bool(context.works.within(start, end))
            or bool(context.lexicon.words["casting-trade"].search(clause))
        )
    )
