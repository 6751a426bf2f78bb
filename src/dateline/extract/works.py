"""Which works an article is about, where it names them, and what "the series" and "its sequel" stand for.

Titles are found by how newspapers mark them: in quotation marks, before "Season 2", at the head of a headline, as the
thing renewed or released. No list of works is needed. Aliases of one title (other case, no article, the part before a
colon) merge; a sequel's number keeps it apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.extract.sentences import Sentence
from dateline.lexicon import Lexicon
from dateline.model import Article, WorkKind

__all__ = ["WorkIndex", "WorkMention", "fold_title", "index_works", "title_runs"]

_QUOTED = re.compile(
    r"(?<!\w)(?:[“\"](?P<a>[^“”\"\n]{1,70}?)[”\"]|[‘'](?P<b>[^‘\"“”\n]{1,70}?)[’'](?!\w))",
)
_SMALL = frozenset(
    "a an and are as at by de del der di du en for from if in into is it la le los my no nor of on or our so than the to "
    "und up upon vs vs. was with y your &".split()
)
_CAP = r"(?:[A-Z0-9À-ÖØ-Þ][\w&!-]*(?:['’.][A-Za-z][\w]*)*)"
_LINK = r"(?:of|the|and|a|an|in|on|for|to|with|at|from|by|de|la|is|are|&)"
_RUN = re.compile(rf"{_CAP}(?:[ ,]? ?(?:{_LINK} ){{0,3}}{_CAP})*")
_COUNTED = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_SEASON_AFTER = re.compile(
    rf"['’]?s?,?\s+\(?(?:[Ss]eason|[Ss]eries|[Vv]olume)\s+{_COUNTED}|\s+S\d\b|['’]s?\s+(?:\w+\s+){{0,2}}(?:season|series)\b"
)
_SEASON_OF = re.compile(
    rf"\b(?:seasons?|series)(?:\s+{_COUNTED})?\s+of\s+$|\bepisodes?(?:\s+\d+)?\s+of\s+$|\b(?:spin-?off|reboot|sequel)\s+(?:of|to)\s+$",
    re.I,
)
_NOUNS = r"(?:drama|series|show|film|movie|sitcom|comedy|thriller|sequel|prequel|spin-?off|romance|mystery|western|musical|anime|game|adventure|caper|miniseries|documentary|picture|epic|saga)"
_WORK_BEFORE = re.compile(
    rf"\b{_NOUNS}\s+$|\b(?:renewed|cancell?ed|axed|season of|episodes? of|filming on|star(?:s|ring)? in|sequel to)\s+$",
    re.I,
)
_WORK_AFTER = re.compile(
    rf",?\s+(?:(?:an?|the|its|their|[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)?['’]s)\s+)(?:[\w-]+\s+){{0,4}}?{_NOUNS}\b|\s+(?:premieres?|premiered|returns|debuts?|debuted|opens|stars|season|is\s+(?:set|due|slated|scheduled|renewed))\b"
)
_SPEAKER = re.compile(
    r",?\s+(?:said|says|told|tells|added|wrote|joked|who|whose|plays|played|confirmed|stars as)\b|,\s+\d{2},|\s+as\s+[A-Z]"
)
_PROFESSION = re.compile(
    r"\b(?:actor|actress|star|director|writer|creator|showrunner|producer|executive|president|chief|ceo|mr|mrs|ms|dr|by|with|and)\.?\s+$",
    re.I,
)
_DECIDES = re.compile(
    r"\s+(?:has|have|had|will|would|did|does)?\s*(?:not\s+|n't\s+)?(?:yet\s+)?(?:renew|order|cancel|ax(?:e|ing)|pick(?:s|ed)?\s+up|announc|commission|green|order|dat(?:es|ed)\b|declin|confirm|report|pull|push|delay|bring|brought|air(?:s|ed)\s)"
)
_ENOUGH = 3.5
"""Weight from which an unmarked name is taken for a title: a headline and a mention, or one telling place."""
_OPENERS = frozenset(
    "a an the while after before when since although though as but and in on at for with from by if currently however "
    "meanwhile yes no not so now then this that these those there here what why how who will is are was were has have "
    "despite during following until unlike according both each all both many some most netflix its his her their our "
    "when's where watch read more new season series fans viewers official correction update updated exclusive".split()
)
_PRONOUNS = frozenset("it she he they we you i who which that this these those one".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter halloween "
    "thanksgiving spring summer autumn fall winter".split()
)
_DATED = re.compile(
    r"\b(?:"
    + "|".join(sorted(m for m in _MONTHS if len(m) > 3))
    + r")\b\W*(?:\d|in\b|of\b|$)|^\d|\b(?:19|20)\d\d$",
    re.I,
)
_DERIVED = re.compile(
    r"\b(?:(?:live-action|animated|prequel|sequel|upcoming|new|second|third|untitled)\s+){0,3}"
    r"(?P<noun>spin-?offs?|prequels?|sequels?|remake|reboot|live-action(?:\s+(?:film|movie|series|remake|adaptation))?|stage\s+(?:play|musical)|film\s+series|franchise|threequel|follow-up)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class WorkMention:
    """A place where a work is named; offsets into the article."""

    start: int
    end: int
    work: str
    name_end: int = 0
    """Where the title itself ends, when a noun that makes it another work follows ("X" spin-off)."""


@dataclass(slots=True)
class WorkIndex:
    """The works of one article: canonical titles, where they are named, and the one it is chiefly about."""

    main: str | None
    mentions: list[WorkMention]
    kinds: dict[str, WorkKind] = field(default_factory=dict)
    headline_season: tuple[int, ...] = ()

    def within(self, start: int, end: int) -> list[WorkMention]:
        """Mentions inside a range of the text."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def last_before(self, position: int, floor: int = 0) -> str | None:
        """The work named last before `position`, not before `floor`."""
        best = None
        for mention in self.mentions:
            if floor <= mention.start < position:
                best = mention.work
            elif mention.start >= position:
                break
        return best

    def kind(self, work: str) -> WorkKind:
        """Film or series, as far as the article lets one tell."""
        return self.kinds.get(work, "work")


def fold_title(title: str) -> str:
    """The key under which spellings of one title meet: no case, accents, punctuation or leading article."""
    text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    text = re.sub(r"[^a-z0-9]+", " ", re.sub(r"(?<=\w)[.'’](?=\w|$)", "", text)).strip()
    return (
        re.sub(r"^(?:the|a|an) (?=\w)", "", text) or unicodedata.normalize("NFKC", title).casefold().strip()
    )


def index_works(
    article: Article, sentences: list[Sentence], lexicon: Lexicon, arguments: list[str] | None = None
) -> WorkIndex:
    """Find the works of `article`; `arguments` are title-like names that a parse found as the thing released."""
    text = article.text
    scores: Counter[str] = Counter()
    surface: dict[str, Counter[str]] = {}
    title_end = article.blocks[0].end if article.blocks and article.blocks[0].kind == "title" else 0
    companies = lexicon.names_of("company")
    not_titles = lexicon.suffixes_of("not-a-title")

    def add(name: str, weight: float) -> None:
        name = _clean(name)
        key = fold_title(name)
        if not key or name.casefold() in companies or key in _MONTHS or len(key) < 2:
            return
        if name.rsplit(" ", 1)[-1].casefold() in not_titles:
            return
        scores[key] += int(weight * 10)
        surface.setdefault(key, Counter())[name] += 1

    for match in _QUOTED.finditer(text):
        name = match["a"] or match["b"]
        if (
            _is_title(name)
            and not _is_remark(text, match, name)
            and not _is_nickname(text, match)
            and not _is_episode_title(text, match.start())
        ):
            in_title = match.start() < title_end
            heading = any(b.start <= match.start() < b.end and b.kind == "heading" for b in article.blocks)
            add(name, 6 if in_title else 2 if heading else 1)
    for name, start in _before_season(text, companies):
        add(name, 6 if start < title_end else 1.5)
    marked = bool(scores)
    if max(scores.values(), default=0) < 20:
        for name, weight in _unmarked(text, title_end, lexicon, arguments or ()):
            add(name, weight)
    for key in [
        k
        for k, forms in surface.items()
        if scores[k] < 20 and all(f.casefold() in _OPENERS | _PRONOUNS for f in forms)
    ]:
        del scores[key], surface[key]
    canonical = _merge_aliases(scores, surface)
    mentions = _find_mentions(text, surface, canonical)
    body = Counter(m.work for m in mentions)
    totals: Counter[str] = Counter()
    for key, work in canonical.items():
        totals[work] += scores[key]
    for work, count in body.items():
        totals[work] += min(count, 8) * 4
    first: dict[str, int] = {}
    for mention in mentions:
        first.setdefault(mention.work, mention.start)
    main = max(totals, key=lambda w: (totals[w], -first.get(w, 10**9), w), default=None)
    if main is not None and not marked and not lexicon.words["domain"].search(text):
        main, mentions = None, []
    index = WorkIndex(main=main, mentions=mentions)
    index.kinds = {work: _kind(work, text, mentions, sentences) for work in totals}
    return index


def title_runs(text: str) -> list[tuple[int, int, str]]:
    """Runs of capitalised words that may be names, with their offsets."""
    runs = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        words = match.group().split()
        while (
            words
            and words[0].casefold().strip(",") in _OPENERS
            and len(words) > 1
            and words[0].casefold() not in {"the", "a", "an", "all", "this", "no"}
        ):
            start += len(words[0]) + (
                len(text[start + len(words[0]) :]) - len(text[start + len(words[0]) :].lstrip())
            )
            words = words[1:]
        name = text[start:end].rstrip(".,'’!")
        if name:
            runs.append((start, start + len(name), name))
    return runs


def _clean(name: str) -> str:
    name = name.strip().strip(",.;:'’‘\"“” ")
    name = name[:-2] if name.endswith(("'s", "’s")) else name
    return name + "." if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", name) else name


def _is_title(name: str) -> bool:
    """Whether a quoted string is worded as a title: capitalised words, no sentence."""
    body = name.strip().rstrip(",.").strip()
    words = body.split()
    if (
        not body
        or len(words) > 10
        or not re.match(r"[A-Z0-9À-Þ¡¿]", body)
        or name.rstrip().endswith((",'", ";"))
    ):
        return False
    if len(words) > 1 and all(w.casefold() in _OPENERS | _SMALL for w in words):
        return False
    lower = [w for w in words[1:] if w[0].islower() and w.casefold().strip(",:") not in _SMALL]
    if lower or (
        len(words) > 2 and body.endswith(("!", "?")) and words[0].casefold() in {"i", "we", "you", "it's"}
    ):
        return False
    # A single quoted word that is no name ("Yes," "No.") says nothing.
    return not (
        len(words) == 1
        and body.casefold()
        in {"yes", "no", "well", "oh", "so", "and", "but", "i", "we", "it's", "absolutely", "maybe"}
    )


def _is_remark(text: str, match: re.Match[str], name: str) -> bool:
    """ "Somebody," he said: one word of speech."""
    if len(name.split()) > 2 or name[-1] not in ",.?!":
        return False
    return bool(
        re.match(
            r"\s+(?:he|she|they|I|we|(?:[A-Z][\w'’-]+\s+){1,3})\s?(?:said|says|added|wrote|joked|replied|laughed|told)\b",
            text[match.end() : match.end() + 48],
        )
    )


def _is_nickname(text: str, match: re.Match[str]) -> bool:
    """John "Preacher" Middleton: between two capitalised words of one name."""
    before = re.search(r"([A-Z][a-z]+)\s$", text[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s([A-Z][a-z]+)", text[match.end() : match.end() + 20])
    return bool(
        before
        and after
        and before[1].casefold() not in _OPENERS
        and after[1] not in {"Season", "Series", "Part", "Volume"}
        and (match["a"] or match["b"] or "").count(" ") == 0
    )


def _is_episode_title(text: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:[Ee]pisode\s+(?:\d+|[a-z]+)\s*[:,–—-]?\s*|, titled |, called |episode,? )$",
            text[max(0, start - 30) : start],
        )
    )


def _before_season(text: str, companies: frozenset[str]) -> list[tuple[str, int]]:
    """Unquoted titles that stand before "Season 2" or after "season 2 of"."""
    found = []
    for start, end, name in title_runs(text):
        follows = _SEASON_AFTER.match(text, end)
        name = re.split(rf"\s+(?:(?:Season|Series|Part|Volume)\s+{_COUNTED}|S\d+\b)", name)[0]
        cut = re.match(r"(?P<owner>.+?)['’]s\s+(?P<title>[A-Z].*)$", name)
        if cut and cut["owner"].casefold() in companies:
            start, name = start + cut.start("title"), cut["title"]
        inside = len(name) < end - start and re.match(
            r"\s+(?:Season|Series|S\d|Part|Volume)", text[start + len(name) : start + len(name) + 16]
        )
        if not (follows or inside or _SEASON_OF.search(text[max(0, start - 40) : start])):
            continue
        words = name.split()
        if (
            not words
            or name.casefold() in companies
            or (len(words) == 1 and words[0].casefold() in _OPENERS | _MONTHS | {"seasons", "episodes"})
        ):
            continue
        if re.match(
            r"(?:Seasons?|Series|Episodes?|Part|Volume|\d+(?:st|nd|rd|th)?\b)", name
        ) or _DATED.search(name):
            continue
        found.append((name, start))
    return found


def _unmarked(
    text: str, title_end: int, lexicon: Lexicon, arguments: Sequence[str]
) -> list[tuple[str, float]]:
    """Titles that no mark shows: capitalised names that stand where works stand, with their weight.

    A name counts by how often it occurs, in the headline, beside a word for a work ("the drama X", "X, a comedy"), or
    as the thing renewed or released; a name that speaks, or follows a profession, counts as a person.
    """
    companies, outlets = (
        lexicon.names_of("company"),
        lexicon.suffixes_of("outlet") | lexicon.suffixes_of("company"),
    )
    wanted = {fold_title(a) for a in arguments}
    weights: dict[str, float] = {}
    forms: dict[str, str] = {}
    for start, end, run in title_runs(text):
        name = re.split(r"['’]s?\s+|,\s", run)[0].rstrip(",")
        end = start + len(name)
        key = fold_title(name)
        words = name.split()
        if (
            len(words) > 7
            or len(name) < 3
            or name.casefold() in companies | _OPENERS | _PRONOUNS
            or key in _MONTHS
            or (len(words) > 1 and words[-1].casefold() in outlets)
            or lexicon.gate.fullmatch(name)
            or _DATED.search(name)
        ):
            continue
        weight = 0.5 + (2.5 if start < title_end else 0.0)
        if _WORK_BEFORE.search(text[max(0, start - 24) : start]) or _WORK_AFTER.match(text, end):
            weight += 3.0
        if key in wanted:
            weight += 1.5
        if (
            _SPEAKER.match(text, end)
            or _DECIDES.match(text, end)
            or _PROFESSION.search(text[max(0, start - 24) : start])
        ):
            weight -= 6.0
        weights[key] = weights.get(key, 0.0) + weight
        forms.setdefault(key, name)
    return [(forms[k], w) for k, w in sorted(weights.items()) if w >= _ENOUGH]


def _merge_aliases(scores: Counter[str], surface: dict[str, Counter[str]]) -> dict[str, str]:
    """Map each folded title to the canonical title it is a form of."""
    keys = sorted(scores, key=lambda k: (-len(k), k))
    target: dict[str, str] = {}
    for key in keys:
        longer = [k for k in keys if len(k) > len(key) and _is_short_form(key, k, surface)]
        target[key] = (
            max(longer, key=lambda k: (scores[k], k))
            if longer and scores[max(longer, key=lambda k: scores[k])] >= 10
            else key
        )
    resolved: dict[str, str] = {}
    for key in keys:
        end = key
        for _ in range(4):
            end = target[end]
        names = surface[end]
        resolved[key] = max(names, key=lambda n: (names[n], sum(c.isupper() for c in n), n))
    return resolved


def _is_short_form(short: str, long: str, surface: dict[str, Counter[str]]) -> bool:
    if any(re.match(rf"(?:the\s+)?{re.escape(short)}\s*:", fold_colon(name)) for name in surface[long]):
        return True
    if long.startswith(short + " "):
        rest = long[len(short) + 1 :]
        return bool(re.match(r"(?:with|starring|hosted)\b", rest))
    # "Kat" for "Call Me Kat": the last word alone; "Moana" for "Young Moana" would be wrong, so three words at least.
    return long.endswith(" " + short) and len(long.split()) >= 3 and " " not in short


def fold_colon(name: str) -> str:
    """Fold a title but keep its colon, so that a subtitle can be told from a longer title."""
    return ":".join(fold_title(part) for part in name.split(":"))


def _find_mentions(
    text: str, surface: dict[str, Counter[str]], canonical: dict[str, str]
) -> list[WorkMention]:
    names: dict[str, str] = {}
    for key, forms in surface.items():
        for form in forms:
            names[form] = canonical[key]
            if ":" in form and len(form.split(":")[0].split()) > 1:
                names.setdefault(form.split(":")[0], canonical[key])
    if not names:
        return []
    ordered = sorted(names, key=lambda n: (-len(n), n))
    body = "|".join(
        re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’]").replace("’", "['’]") for n in ordered
    )
    pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    lookup = {_key(n): w for n, w in names.items()}
    mentions = []
    for match in pattern.finditer(text):
        words = match.group().split()
        if len(words) == 1 and match.group()[0].islower():
            continue
        if len(words) > 1 and not match.group()[0].isupper() and not match.group()[0].isdigit():
            continue
        work = lookup.get(_key(match.group()))
        if work is None or re.match(
            r"\s+(?:\d{1,2}|II|III|IV)\b(?!\s+(?:episodes|at|on|in))", text[match.end() : match.end() + 8]
        ):
            continue
        mentions.append(_derived(text, match.start(), match.end(), work))
    return mentions


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).casefold()


def _derived(text: str, start: int, end: int, work: str) -> WorkMention:
    """ "X" spinoff, the sequel to "X": another work, named after the first."""
    after = re.match(r"[”\"'’,]{0,2}s?[”\"]?\s*", text[end : end + 6])
    position = end + (after.end() if after else 0)
    match = _DERIVED.match(text, position)
    if match and not re.match(r"\s*,?\s*[“\"‘']", text[match.end() : match.end() + 4]):
        return WorkMention(start, match.end(), f"{work} {_noun(match.group())}", end)
    before = re.search(
        _DERIVED.pattern + r"\s+(?:to|of|for)\s+(?:the\s+)?(?:\d{4}\s+)?(?:\w+\s+)?[“\"‘']?$",
        text[max(0, start - 60) : start],
        re.I,
    )
    if before and before["noun"].casefold() not in {"franchise", "film series"}:
        return WorkMention(start, end, f"{work} {_noun(before['noun'])}", end)
    return WorkMention(start, end, work, end)


def _noun(words: str) -> str:
    words = re.sub(r"\s+", " ", words.casefold()).strip()
    words = re.sub(r"\b(?:upcoming|new|untitled)\s+", "", words)
    words = re.sub(r"spin-?offs?", "spin-off", words)
    return {"prequels": "prequel", "sequels": "sequel"}.get(words, words)


_FILM = re.compile(
    r"\b(?:film|movie|cinemas?|theaters?|theatres?|box office|sequel|director's cut|feature)\b", re.I
)
_SERIES = re.compile(
    r"\b(?:seasons?|series|episodes?|show|sitcom|showrunner|drama series|streaming series|finale)\b", re.I
)


def _kind(work: str, text: str, mentions: list[WorkMention], sentences: list[Sentence]) -> WorkKind:
    film = series = 0
    places = [m for m in mentions if m.work == work][:12]
    for mention in places:
        window = text[max(0, mention.start - 60) : mention.end + 80]
        film += len(_FILM.findall(window))
        series += len(_SERIES.findall(window))
    if film == series == 0:
        return "work"
    return "film" if film > series else "series"
