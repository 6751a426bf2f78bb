"""Finds the triggers of a sentence, checks what each needs, and gives every date to the event it belongs to.

A trigger alone proves little ("the premiere party"). Its lexicon entry says what must stand beside it; the checks read
the parse. Times go to the trigger that governs them, or else to the nearest in the same clause: "pushed from March 5
to May 7" is read by `dateline.extract.moves`, not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dateline.extract.context import Candidate, Context
from dateline.extract.seasons import NUMBERS
from dateline.extract.sentences import Sentence
from dateline.extract.stance import read_stance, tense_of
from dateline.extract.syntax import Parse
from dateline.extract.times import TimeExpression
from dateline.lexicon.schema import Need

__all__ = ["arguments", "find_candidates", "follows_report", "has_work"]

_PERSON_NOUNS = frozenset(
    "actor actress star director writer creator showrunner producer executive ceo man woman he she they i we you who "
    "fans viewers people officials spokesperson couple singer host comedian".split()
)
_TIMELESS: frozenset[Need] = frozenset({"time", "time-or-negation", "modal", "negation"})
_RELEASE_NOUNS = re.compile(
    r"\b(?:releases?|premieres?|debut|launch|return|date|filming|production|shoot(?:ing)?|finale|trailer|episodes?|start)\b",
    re.I,
)
_CAST_FRAME = re.compile(
    r"\b(?:cast|roles?|character|part of|stars? (?:as|in)|as an?\b|reprise|series regular|opposite|ensemble|film|movie|show|series|season|sequel|reunion)\b|\bas [A-Z]",
    re.I,
)
_ROLE_VERBS = re.compile(
    r"\b(?:cast|play|portray|star|appear|voice|role|reprise|joins?|joined|joining|sign|tap|return|back|leav|left|exit|depart|quit|board)",
    re.I,
)
_COUNT = re.compile(
    r"(?P<least>at least|a minimum of|no fewer than)?\s*(?P<a>\d{1,3}|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r"|a dozen|two dozen)"
    r"(?:\s*(?:-|–|to|or|and)\s*(?P<b>\d{1,3}|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r"))?(?P<more>\s*\+|\s+or\s+more)?"
    r"(?:[-\s]+(?:new|hour-long|half-hour|one-hour|consecutive|more|additional|full|\w+-minute))*[-\s]+$",
    re.I,
)
_DECISIONS = frozenset({"renewal", "cancellation", "announcement", "cast", "delay"})
_LAST_WORDS = re.compile(r"(?P<verb>\w+)(?:\s+(?:in\s+an?\s+\w+|earlier|late))?\s+(?:on\s+)?$")
_FILMING = re.compile(r"(?:filming|production|shooting|shoot|photography|cameras)$", re.I)
_SHOOTS = frozenset({"filming_start", "filming_end", "delay"})
_RENEWAL_WORDS = re.compile(
    r"early|quick|official|formal|surprise|latest|expected|possible|potential|new|first|second|third|fourth|season|"
    r"series|show|early-season|two-season|such|last-minute|recent",
    re.I,
)
_TIGHT = 36
"""Longest trigger, in code points, that holds nothing but itself."""
_FARTHEST = 15.0
"""Cost above which a time belongs to no trigger of its sentence."""
_SHOWING = re.compile(
    r"(?:air|arriv|drop|premier|debut|stream|land|screen|direct|wr(?:ite|ote)|releas|launch|tap)", re.I
)
_SEASON_COUNT = re.compile(
    r"\s*(?:\w+\s+){0,4}?(?P<n>\d{1,2}|"
    + "|".join(w for w in NUMBERS if len(w) > 2)
    + r")\s+(?:more\s+|full\s+)?seasons\b",
    re.I,
)


def find_candidates(context: Context, sentence: Sentence, parse: Parse) -> list[Candidate]:
    """The triggers of one sentence that have what they need, with their times attached."""
    raw: list[Candidate] = []
    for compiled in context.lexicon.triggers:
        for match in compiled.pattern.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            head = _head(parse, start, end, compiled.entry.pos)
            if head is None:
                continue
            candidate = Candidate(compiled.entry, sentence, parse, start, end, head, parse.clause(head))
            if _plausible(context, candidate) and all(
                _NEEDS[n](context, candidate) for n in compiled.entry.needs if n not in _TIMELESS
            ):
                raw.append(candidate)
    survivors = _resolve_overlaps(raw)
    attach_times(context, sentence, parse, survivors)
    return [c for c in survivors if all(_NEEDS[n](context, c) for n in c.trigger.needs if n in _TIMELESS)]


def arguments(candidate: Candidate) -> list[Any]:
    """The nouns a trigger is about: subject, objects, what it possesses or modifies."""
    parse, head = candidate.parse, candidate.head
    found: list[Any] = []
    first, last = parse.span(candidate.start, candidate.end)
    for token in parse.doc[first : last + 1]:
        if token.i != head.i and token.pos_ == "VERB":
            found += parse.objects(token)
    if candidate.is_noun:
        found += [c for c in head.children if c.dep_ in {"poss", "compound", "nmod", "amod"}]
        for child in head.children:
            if child.dep_ == "prep":
                found += [c for c in child.children if c.dep_ == "pobj"]
        verb = parse.doc[candidate.clause]
        if verb.i != head.i:
            subject = parse.subject(verb)
            found += [
                t for t in ([subject] if subject is not None else []) + parse.objects(verb) if t.i != head.i
            ]
    else:
        subject = parse.subject(head)
        if subject is not None:
            found.append(subject)
        found += parse.objects(head)
        found += [c for c in head.children if c.dep_ in {"npadvmod", "oprd", "attr"}]
    return found


def has_work(context: Context, candidate: Candidate) -> bool:
    """Whether a work, season or a word for one is an argument of the trigger or stands in its clause."""
    parse = candidate.parse
    start, end = parse.clause_span(candidate.clause)
    named = bool(context.works.within(start, end) or context.seasons_in(start, end))
    if candidate.is_noun:
        return named or any(_is_workish(context, parse, t) for t in arguments(candidate))
    core = _core_arguments(candidate)
    first, last = parse.span(candidate.start, candidate.end)
    for token in parse.doc[first : last + 1]:
        if token.i != candidate.head.i and token.pos_ == "VERB":
            core += parse.objects(token)
    if core and all(_RELEASE_NOUNS.fullmatch(t.text) for t in core):
        subject = parse.subject(candidate.head)
        core += [subject] if subject is not None else []
    if any(_is_workish(context, parse, t) for t in core):
        return True
    if core and all(
        t.pos_ == "NOUN" and not _RELEASE_NOUNS.fullmatch(t.text) and not _is_person(context, candidate, t)
        for t in core
    ):
        return False
    return named


def _core_arguments(candidate: Candidate) -> list[Any]:
    """What a verb happens to: its object or passive subject, or else its subject."""
    head = candidate.head
    objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "oprd"}]
    if objects:
        return objects
    if head.dep_ == "acl" and head.tag_ == "VBN" and head.head.i != head.i:
        return [head.head]
    subject = candidate.parse.subject(head)
    return [subject] if subject is not None else []


def attach_times(context: Context, sentence: Sentence, parse: Parse, candidates: list[Candidate]) -> None:
    """Give each time expression of the sentence to the candidate it belongs to, or to none."""
    for expression in context.times_in(sentence.start, sentence.end):
        if (
            expression.role == "as_of"
            or expression.timex3.type in {"DURATION", "SET"}
            and expression.window is None
        ):
            continue
        if expression.window is None and expression.relation is None:
            continue
        if expression.role == "epithet" or _names_a_version(context, expression):
            continue
        best = min(
            ((_cost(context, c, expression, candidates), c.start, i) for i, c in enumerate(candidates)),
            default=None,
        )
        if best is not None and best[0] < _FARTHEST:
            for other in candidates:
                # Two readings of one trigger (premiere and cast of "returns") share its time.
                if other is candidates[best[2]] or (other.head.i == candidates[best[2]].head.i):
                    other.times.append(expression)


def _names_a_version(context: Context, expression: TimeExpression) -> bool:
    """ "The 2003 version", "1998's film": a year that tells works apart and dates nothing."""
    window = expression.window
    if window is None or window.granularity != "year" or not expression.text.isdigit():
        return False
    return bool(
        re.match(
            r"['’]s\b|\s+(?:\w+\s+)?(?:version|film|movie|series|show|classic|original|novel|book|comedy|drama|remake|game|hit|album)\b",
            context.text[expression.end : expression.end + 30],
        )
    )


def _cost(
    context: Context, candidate: Candidate, expression: TimeExpression, others: list[Candidate]
) -> float:
    parse = candidate.parse
    time_head = parse.head_of(expression.start, expression.end)
    if expression.relation is not None and expression.start <= candidate.start < expression.end:
        return 99.0  # "after its premiere" does not date the premiere
    if candidate.start <= expression.start < candidate.end and candidate.end - candidate.start <= _TIGHT:
        return 0.0
    clause = parse.clause(time_head)
    cost = 7.0 * parse.distance(clause, candidate.clause)
    first, last = parse.span(expression.start, expression.end)
    head = candidate.head.i
    cost += 0.4 * (first - head if first > head else head - last if last < head else 0)
    cost += 3.0 if last < head else 0.0
    between = [o for o in others if o.head.i != head and min(first, head) < o.head.i < max(first, head)]
    cost += 2.5 * len(between)
    governor = time_head
    for steps in range(5):
        if governor.i == head:
            cost -= 6.0 - steps
            break
        if governor.head.i == governor.i:
            break
        governor = governor.head
    verb = _governing_verb(parse, time_head)
    if verb is not None and verb.i != head and not candidate.is_noun:
        related = (
            head in {t.i for t in verb.children}
            or verb.i in {t.i for t in parse.doc[head].children}
            or parse.clause(verb) == candidate.clause
        )
        # "said on Monday that it will return": Monday is the day of saying.
        cost += 0.0 if related and verb.dep_ != "ROOT" else (4.0 if _is_reporting(context, verb) else 0.5)
    if (
        verb is not None
        and candidate.is_noun
        and _is_reporting(context, verb)
        and candidate.trigger.event == "premiere"
    ):
        cost += 4.0
    if candidate.trigger.event == "delay" and re.match(
        r"(?:from|to|until|till|into)\b", expression.text, re.I
    ):
        cost -= 8.0
    if candidate.trigger.event not in _DECISIONS and follows_report(context, expression):
        cost += 20.0
    gap = context.text[min(expression.end, candidate.end) : max(expression.start, candidate.start)]
    if re.search(r"\b(?:that|which|who|whether|when|while|but|although|though|despite)\b", gap):
        cost += 5.0
    if re.search(r"\bdespite\b", gap):
        cost += 20.0
    if re.search(r"[;:]", gap):
        cost += 1.5
    return cost


def follows_report(context: Context, expression: TimeExpression) -> bool:
    """ "…, the network announced on Monday": the day of saying, whatever is said."""
    before = context.text[max(0, expression.start - 60) : expression.start]
    match = _LAST_WORDS.search(before)
    return match is not None and bool(context.lexicon.words["reporting-verb"].fullmatch(match["verb"]))


def _governing_verb(parse: Parse, token: Any) -> Any | None:
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_reporting(context: Context, token: Any) -> bool:
    return bool(context.lexicon.words["reporting-verb"].fullmatch(token.text))


def _head(parse: Parse, start: int, end: int, pos: str) -> Any | None:
    head = parse.head_of(start, end)
    if pos == "any":
        return head
    first, last = parse.span(start, end)
    wanted = {"VERB", "AUX"} if pos == "verb" else {"NOUN", "PROPN", "ADJ"}
    if head.pos_ in wanted or (pos == "verb" and head.tag_.startswith("VB")):
        return head
    if pos == "noun":
        return next((t for t in parse.doc[first : last + 1] if t.pos_ in wanted), None)
    # A small model tags headline verbs as nouns ("Glass Harbour returns March 5").
    if (
        head.tag_ in {"NNS", "NNPS"}
        and head.i + 1 < len(parse.doc)
        and head.dep_ in {"ROOT", "appos", "conj"}
    ):
        return head
    return next((t for t in parse.doc[first : last + 1] if t.pos_ in wanted), None)


def _plausible(context: Context, candidate: Candidate) -> bool:
    """Rule out triggers that are part of another word group, a title, or have the wrong kind of subject."""
    parse, head, trigger = candidate.parse, candidate.head, candidate.trigger
    at = parse.at(head)
    sentence = candidate.sentence
    if any(m.start <= at < m.name_end for m in context.works.within(sentence.start, sentence.end)):
        return False
    if trigger.event in _SHOOTS and not _shoots_a_work(context, candidate):
        return False
    if trigger.id == "renewal.noun" and any(
        c.dep_ in {"amod", "compound"}
        and not _RENEWAL_WORDS.fullmatch(c.text)
        and not _is_workish(context, parse, c)
        for c in head.children
    ):
        return False
    if (
        candidate.is_noun
        and head.dep_ == "compound"
        and head.head.i != head.i
        and trigger.event != "episode_count"
    ):
        outer = head.head
        if parse.at(outer) >= candidate.end and outer.text.casefold() not in {
            "date",
            "dates",
            "episode",
            "announcement",
            "release",
            "order",
            "window",
        }:
            return False
    if head.dep_ == "amod" and trigger.pos == "verb":
        return False
    if trigger.event == "premiere" and any(_FILMING.match(t.text) for t in _core_arguments(candidate)):
        return False
    if (
        trigger.event == "premiere"
        and head.text.casefold().startswith("drop")
        and _drops_show(context, candidate)
    ):
        return False
    if _generic_infinitive(context, candidate) or _of_episodes(context, candidate):
        return False
    if trigger.subject == "any":
        return True
    subject = parse.subject(head) if not candidate.is_noun else None
    if subject is None:
        return True
    person = _is_person(context, candidate, subject)
    if trigger.subject == "person":
        return person is not False
    if person is not True:
        return True
    # A company or a director as subject: then the thing released must be a work.
    return (
        any(_is_workish(context, parse, t) for t in parse.objects(head) if t.dep_ in {"dobj", "ccomp"})
        and subject.pos_ != "PRON"
    )


def _shoots_a_work(context: Context, candidate: Candidate) -> bool:
    """ "Production of steel", "security cameras": not what this desk covers."""
    first, last = candidate.parse.span(candidate.start, candidate.end)
    for token in candidate.parse.doc[first : last + 1]:
        if not _FILMING.match(token.text):
            continue
        for child in token.children:
            if child.dep_ == "compound" and child.pos_ == "NOUN" and token.text.casefold() == "cameras":
                return False
            if child.dep_ == "prep" and child.text.casefold() == "of":
                made = [t for t in child.children if t.dep_ == "pobj"]
                return all(_is_workish(context, candidate.parse, t) or t.pos_ == "PROPN" for t in made)
    return True


def _drops_show(context: Context, candidate: Candidate) -> bool:
    """ "The network dropped the series": it was given up, unless a season or date says that it came out."""
    for token in candidate.head.children:
        if token.dep_ == "dobj" and _is_workish(context, candidate.parse, token):
            return not context.seasons_in(*candidate.parse.subtree_span(token))
    return False


def _generic_infinitive(context: Context, candidate: Candidate) -> bool:
    """ "It is rare for a network to renew a show early": nobody did."""
    head = candidate.head
    if candidate.is_noun or not any(c.dep_ == "aux" and c.text.casefold() == "to" for c in head.children):
        return False
    if candidate.trigger.id == "renewal.decide":
        return False
    return any(c.dep_ == "mark" and c.text.casefold() == "for" for c in head.children) and not (
        context.cues(candidate.sentence)
        and any(
            h.cue.entry.category in {"scheduled", "estimated", "undecided"}
            for h in context.cues(candidate.sentence)
        )
    )


def _of_episodes(context: Context, candidate: Candidate) -> bool:
    """ "New episodes drop every Wednesday", "all eight episodes arrive at once": no premiere of a season by itself."""
    if candidate.trigger.event != "premiere" or candidate.is_noun:
        return False
    head = candidate.head
    tokens = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}] + (
        [head.head] if head.dep_ == "acl" else []
    )
    for token in tokens:
        if token.text.casefold() == "episodes":
            phrase = context.text[slice(*candidate.parse.subtree_span(token))]
            return not re.match(r"(?:the\s+|its\s+)?first\b", phrase, re.I)
        if re.fullmatch(
            r"trailers?|teasers?|clips?|posters?|images?|photos?|footage|look|peek|albums?|singles?|songs?|statements?|figures?|list|schedule|plans?|dates?|details|news|numbers?",
            token.text,
            re.I,
        ):
            return True
    return False


def _is_person(context: Context, candidate: Candidate, token: Any) -> bool | None:
    """Whether a noun names a person; None when it may be anything."""
    word = token.text.casefold()
    if _is_workish(context, candidate.parse, token):
        return False
    if (
        word in _PERSON_NOUNS
        or word.removesuffix("s") in _PERSON_NOUNS
        or context.lexicon.words["cast-group"].search(word)
    ):
        return True
    if token.pos_ == "PRON":
        return False if word in {"it", "which", "that", "this"} else None
    if token.pos_ == "PROPN":
        start, end = candidate.parse.subtree_span(token)
        for name in context.names(candidate.sentence):
            if name.start < end and start < name.end and start <= candidate.parse.at(token) < name.end:
                if context.is_company(name.text) or context.is_outlet(name.text):
                    return True
                if context.is_person(name.text):
                    return True
        return None
    return None if token.pos_ == "NUM" else False


def _is_workish(context: Context, parse: Parse, token: Any) -> bool:
    """Whether a noun phrase names a work or season, or is a word for one."""
    at = parse.at(token)
    for mention in context.works.mentions:
        if mention.start <= at < mention.end:
            return True
        if mention.start > at:
            break
    if any(m.start <= at < m.end for m in context.seasons_in(at - 40, at + 60)):
        return True
    word = token.text.casefold()
    if word in {"it", "which", "that"} and token.pos_ in {"PRON", "DET", "SCONJ"}:
        return word != "it" or context.speaks_of_work(at)
    if context.lexicon.words["work-noun"].fullmatch(word) or context.lexicon.words["new-work-noun"].fullmatch(
        word
    ):
        return True
    if word in {
        "both",
        "all",
        "either",
        "part",
        "half",
        "episode",
        "episodes",
        "edition",
        "instalment",
        "installment",
        "batch",
    }:
        return True
    if context.lexicon.words["not-a-work"].fullmatch(word):
        return False
    if word in {
        "version",
        "edition",
        "run",
        "adventure",
        "story",
        "saga",
        "chapter",
        "finale",
        "premiere",
        "opener",
    }:
        return bool(context.works.within(*parse.subtree_span(token)))
    return False


def _resolve_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Where triggers cover the same words, keep the one of higher rank, then the longer."""
    kept: list[Candidate] = []
    for candidate in sorted(
        candidates, key=lambda c: (-c.trigger.rank, -(c.end - c.start), c.start, c.trigger.id)
    ):
        if not any(_collide(k, candidate) for k in kept):
            kept.append(candidate)
    # "The release was pushed to May": the move speaks for the release it moves.
    moves = {c.clause for c in kept if c.trigger.id == "delay.verb"}
    kept = [
        c
        for c in kept
        if not (
            c.clause in moves and c.is_noun and c.trigger.event in {"premiere", "finale", "filming_start"}
        )
    ]
    # "The finale airs on May 20", "comes out on Blu-ray": the noun says what is shown, the verb only that it is.
    nouns = [
        c
        for c in kept
        if c.trigger.event in {"finale", "trailer", "other_release"}
        and (c.is_noun or c.trigger.event == "other_release")
    ]
    kept = [
        c
        for c in kept
        if c.trigger.event != "premiere"
        or c.is_noun
        or not any(n.clause == c.clause or n.head.i in {t.i for t in arguments(c)} for n in nouns)
    ]
    return sorted(kept, key=lambda c: (c.start, c.trigger.id))


def _collide(one: Candidate, other: Candidate) -> bool:
    """Whether two triggers are readings of the same words; "Filming began … and wrapped" holds two that are not."""
    if not (one.start < other.end and other.start < one.end):
        return False
    if one.head.i != other.head.i and "cancellation.final-season" in {one.trigger.id, other.trigger.id}:
        return False  # "will return for a final season" is a renewal and an ending
    return one.head.i == other.head.i or max(one.end - one.start, other.end - other.start) <= _TIGHT


def _clause_text(context: Context, candidate: Candidate) -> tuple[int, int, str]:
    start, end = candidate.parse.clause_span(candidate.clause)
    start, end = min(start, candidate.start), max(end, candidate.end)
    return start, end, context.text[start:end]


def _season_argument(context: Context, candidate: Candidate) -> bool:
    """Whether a further season is the thing ordered, given, or come back for."""
    start, end, _ = _clause_text(context, candidate)
    subject = candidate.parse.subject(candidate.head)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in candidate.head.children)
    if (
        passive
        and subject is not None
        and subject.pos_ == "NOUN"
        and not _is_workish(context, candidate.parse, subject)
    ):
        return False
    for mention in context.seasons_in(start, end):
        if (
            mention.part is not None
            or mention.relative in {"previous", "this"}
            or (mention.seasons and max(mention.seasons) < 2)
        ):
            continue
        if re.match(
            r"\s*(?:['’]s)?\s*(?:finale|premiere|trailer|teaser|cast|episodes?|release|date|filming|production|opener)",
            context.text[mention.end : mention.end + 14],
            re.I,
        ):
            continue
        if (
            0 <= mention.start - candidate.end < 60
            or mention.start <= candidate.start <= mention.end
            or mention.start < candidate.end <= mention.end
        ):
            return True
        if (
            passive
            and subject is not None
            and candidate.parse.subtree_span(subject)[0] <= mention.start < candidate.start
        ):
            return True
    return False


def _final_season(context: Context, candidate: Candidate) -> bool:
    words = context.text[candidate.start : candidate.end].casefold()
    start, _, clause = _clause_text(context, candidate)
    if words.startswith(("last season", "last series", "last run")):
        return (
            bool(re.search(r"\b(?:be|is|its|their|the) $", context.text[start : candidate.start]))
            and "will" in clause
        )
    if words.startswith(("final", "farewell", "last chapter")):
        preposition = candidate.head.head.text.casefold() if candidate.head.dep_ == "pobj" else ""
        return preposition not in {"in", "of", "during", "throughout", "from"} and bool(
            re.search(
                r"\b(?:renew|return|come back|ends?|conclude|(?:will|to) be|is|was|announce|confirm|order)",
                clause,
                re.I,
            )
        )
    return True


def _season_count(context: Context, candidate: Candidate) -> bool:
    past = candidate.head.tag_ in {"VBD"} and not any(
        h.cue.entry.category == "scheduled" for h in context.cues(candidate.sentence)
    )
    return not past and bool(_SEASON_COUNT.match(context.text, candidate.end, candidate.sentence.end))


def _new_work(context: Context, candidate: Candidate) -> bool:
    parse = candidate.parse
    nouns = context.lexicon.words["new-work-noun"]
    start, end, clause = _clause_text(context, candidate)
    if any(m.seasons or m.relative in {"next", "another", "final"} for m in context.seasons_in(start, end)):
        return False
    for token in arguments(candidate):
        left, right = parse.subtree_span(token)
        phrase = context.text[left:right]
        if any(
            re.search(
                r" (?:spin-off|sequel|prequel|remake|reboot|threequel|live-action\b.*|stage .*)$", m.work
            )
            for m in context.works.within(left, right)
        ):
            return True
        if nouns.fullmatch(token.text) and re.match(
            r"(?:an?|another|the|its|his|her|two|three|four|\d+)\s+(?:[\w-]+\s+){0,4}?(?:new\b|untitled\b|sequel|prequel|spin-?off|reboot|remake|adaptation|revival|series|film|movie|special|project|sitcom|drama|game)",
            phrase,
            re.I,
        ):
            return token.dep_ not in {"pobj"} or not candidate.is_noun
        passive = token.dep_ == "nsubjpass" or (
            token.dep_ not in {"dobj", "pobj"} and any(c.dep_ in {"auxpass"} for c in candidate.head.children)
        )
        if (
            passive
            and _is_workish(context, parse, token)
            and token.text.casefold() not in {"episode", "episodes", "date"}
        ):
            return not re.search(r"\b(?:date|trailer|cast|renewal|return|premiere)\b", phrase, re.I)
    if (
        candidate.head.dep_ in {"acl", "relcl"}
        and _is_workish(context, parse, candidate.head.head)
        and "first" in clause.casefold()
    ):
        return True
    if candidate.trigger.id.endswith("development"):
        return any(_is_workish(context, parse, t) and t.pos_ != "PRON" for t in arguments(candidate))
    return False


def _work_or_release(context: Context, candidate: Candidate) -> bool:
    parse = candidate.parse
    passive = any(
        c.dep_ in {"nsubjpass", "auxpass"} for c in candidate.head.children
    ) or candidate.head.dep_ in {"acl", "relcl"}
    for token in arguments(candidate):
        if token.dep_ == "pobj" or (
            token.dep_ in {"nsubj"} and not passive and _is_person(context, candidate, token)
        ):
            continue
        if _is_workish(context, parse, token):
            return True
        left, right = parse.subtree_span(token)
        if _RELEASE_NOUNS.search(context.text[left:right]) and not context.lexicon.words["not-a-work"].search(
            context.text[left:right]
        ):
            return True
    return False


def _platform_follows(context: Context, candidate: Candidate) -> bool:
    after = context.text[candidate.end : candidate.end + 40]
    match = re.match(r"\s+(?:the\s+)?([A-Z][\w+.]*(?:\s+[A-Z][\w+.]*){0,2})", after)
    return bool(match and (context.is_company(match[1]) or context.is_company(match[1].split()[0])))


def _release_verb(context: Context, candidate: Candidate) -> bool:
    parse = candidate.parse
    verb = _governing_verb(parse, candidate.head)
    if verb is None:
        return False
    if candidate.head.dep_ in {"pobj"} and verb.head is not None:
        preposition = candidate.head.head.text.casefold()
        return preposition in {"of", "at", "with"} and verb.text.casefold().startswith(
            ("release", "gave", "give", "greet", "treat", "surprise")
        )
    return bool(context.lexicon.words["release-verb"].match(verb.text)) and verb.text.casefold() not in {
        "shows",
        "showed",
    }


def _shown(context: Context, candidate: Candidate) -> bool:
    """Whether the noun is what is aired, released, set or dated."""
    if candidate.head.dep_ == "pobj" and candidate.head.head.text.casefold() in {
        "after",
        "before",
        "since",
        "until",
        "following",
    }:
        return True
    verb = _governing_verb(candidate.parse, candidate.head)
    if verb is None:
        return True
    return bool(
        context.lexicon.words["release-verb"].match(verb.text)
        or context.lexicon.words["shown-verb"].match(verb.text)
    )


def _names(context: Context, candidate: Candidate) -> bool:
    if context.people(candidate.sentence):
        return True
    subject = candidate.parse.subject(candidate.head)
    return (
        subject is not None
        and subject.pos_ == "PROPN"
        and _is_person(context, candidate, subject) is not False
    )


def _cast_names(context: Context, candidate: Candidate) -> bool:
    subject = candidate.parse.subject(candidate.head)
    if subject is not None and context.lexicon.words["cast-group"].search(
        context.text[slice(*candidate.parse.subtree_span(subject))]
    ):
        return True
    start, end, _ = _clause_text(context, candidate)
    return _names(context, candidate) or bool(
        context.lexicon.words["cast-group"].search(context.text[start:end])
    )


def _cast_frame(context: Context, candidate: Candidate) -> bool:
    start, end, clause = _clause_text(context, candidate)
    if any("cast" in h.casefold() for h in candidate.sentence.headings) and _ROLE_VERBS.search(clause):
        return True
    return bool(
        context.works.within(start, end) or context.seasons_in(start, end) or _CAST_FRAME.search(clause)
    )


def _not_announced(context: Context, candidate: Candidate) -> bool:
    _, _, clause = _clause_text(context, candidate)
    return (
        bool(context.lexicon.words["announce-negated"].search(clause))
        and read_stance(context, candidate).negated
    )


def _count(context: Context, candidate: Candidate) -> bool:
    before = context.text[candidate.sentence.start : candidate.start]
    match = _COUNT.search(before)
    if match is None or any(
        m.start < candidate.start and candidate.sentence.start + match.start("a") < m.end
        for m in context.seasons_in(candidate.sentence.start, candidate.end)
    ):
        return False
    if match["a"].casefold() in {"first", "second", "third", "fourth", "fifth", "sixth", "debut", "freshman"}:
        return False
    if re.search(
        r"\b(?:first|last|final|next|directed|wrote|remaining|opening|previous)\s*$",
        before[: match.start("a")],
        re.I,
    ):
        return False
    start, end, _ = _clause_text(context, candidate)
    verb = _governing_verb(candidate.parse, candidate.head)
    if (
        verb is not None
        and _SHOWING.match(verb.text)
        and not re.search(r"\ball\s+(?:of\s+)?(?:the\s+)?$", before[: match.start("a")], re.I)
    ):
        return False
    if (
        context.works.within(start, end)
        or context.seasons_in(start, end)
        or candidate.head.head.text.casefold() in {"season", "series", "order", "run"}
    ):
        return True
    subject = candidate.parse.subject(candidate.parse.doc[candidate.clause])
    if subject is not None and (subject.dep_ == "expl" or subject.i == candidate.head.i):
        return context.works.main is not None
    return any(_is_workish(context, candidate.parse, t) for t in arguments(candidate))


_NEEDS: dict[Need, Callable[[Context, Candidate], bool]] = {
    "time": lambda _, c: bool(c.times),
    "negation": lambda x, c: read_stance(x, c).negated,
    "time-or-negation": lambda x, c: (
        bool(c.times) or read_stance(x, c).negated or "undecided" in read_stance(x, c).cues
    ),
    "modal": lambda x, c: (
        bool(read_stance(x, c).cues & {"scheduled", "estimated", "speculated"})
        or tense_of(c) in {"future", "present"}
    ),
    "season": lambda x, c: bool(x.seasons_in(*_clause_text(x, c)[:2])),
    "next-season": _season_argument,
    "final-season": _final_season,
    "season-count": _season_count,
    "work": has_work,
    "new-work": _new_work,
    "work-or-release": _work_or_release,
    "platform": _platform_follows,
    "release-verb": _release_verb,
    "shown": _shown,
    "names": _names,
    "cast-names": _cast_names,
    "cast-frame": _cast_frame,
    "not-announced": _not_announced,
    "count": _count,
}
