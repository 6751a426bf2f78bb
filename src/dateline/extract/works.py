"""Which works an article is about, where it names them, and what "the series" and "its sequel" stand for.

Titles are found by how newspapers mark them: in quotation marks, before "Season 2", at the head of a
headline, as the thing renewed or released. No list of works is needed. Aliases of one title (other case, no
article, the part before a colon) merge; a sequel's number keeps it apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from dateline.extract.derived import derived_work
from dateline.extract.page_title import guide_titles
from dateline.extract.people_spots import people_named
from dateline.extract.title_model import likely_titles
from dateline.extract.title_spots import (
    MONTHS,
    before_season,
    may_be_title,
    quoted_titles,
    unmarked_titles,
)
from dateline.lexicon import Lexicon
from dateline.model import Article, WorkKind
from dateline.titles import fold_title

__all__ = ["WorkIndex", "WorkMention", "index_works"]

_FILM = re.compile(
    r"\b(?:film|movie|cinemas?|theaters?|theatres?|box office|sequel|director's cut|feature)\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"\b(?:seasons?|series|episodes?|show|sitcom|showrunner|drama series|streaming series|finale)\b",
    re.IGNORECASE,
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


def index_works(
    article: Article,
    lexicon: Lexicon,
    arguments: list[str] | None = None,
    *,
    read: Container[int] | None = None,
) -> WorkIndex:
    """Find the works of `article`; `arguments` are names that a parse found as the thing released.

    Unmarked titles are looked for in headlines, headings and the blocks to `read`; None reads all.
    """
    text = article.text
    scores: Counter[str] = Counter()
    surface: dict[str, Counter[str]] = {}
    title_end = article.blocks[0].end if article.blocks and article.blocks[0].kind == "title" else 0
    companies = lexicon.names_of("company")
    not_titles = lexicon.suffixes_of("not-a-title")
    opener, pronoun = lexicon.words["opener"], lexicon.words["pronoun"]

    def add(name: str, weight: float) -> None:
        name = _clean(name)
        key = fold_title(name)
        if not key or name.casefold() in companies or key in MONTHS or len(key) < 2:
            return
        if name.rsplit(" ", 1)[-1].casefold() in not_titles:
            return
        scores[key] += int(weight * 10)
        surface.setdefault(key, Counter())[name] += 1

    for name, start in (*guide_titles(text[:title_end]), *quoted_titles(text, lexicon)):
        heading = any(b.start <= start < b.end and b.kind == "heading" for b in article.blocks)
        add(name, 6 if start < title_end else 2 if heading else 1)
    apart: set[str] = set()
    for name, start in before_season(text, lexicon):
        apart.add(fold_title(_clean(name)))
        add(name, 6 if start < title_end else 1.5)
    marked, brief = bool(scores), len(article.blocks) <= 2
    if max(scores.values(), default=0) < 20:
        blocks = [
            (b.start, b.end, b.kind)
            for number, b in enumerate(article.blocks)
            if read is None or number in read or b.kind in {"title", "heading"}
        ]
        people = people_named(text)
        likely = [
            spot
            for spot in likely_titles(text, blocks, lexicon)
            if may_be_title(spot[1], lexicon) and fold_title(spot[1]) not in people
        ]
        for start, name, chance in likely:
            add(name, (6 if start < title_end else 2) * chance)
        halves = {fold_title(half) for _, name, _ in likely if ":" in name for half in name.split(":")}
        for name, weight in unmarked_titles(text, title_end, lexicon, arguments or (), brief=brief):
            if fold_title(name) not in halves | people:
                add(name, weight)
    for key in [
        k
        for k, forms in surface.items()
        if scores[k] < 20 and all(opener.fullmatch(f) or pronoun.fullmatch(f) for f in forms)
    ]:
        del scores[key], surface[key]
    headline = f" {fold_title(text[:title_end])} "
    apart |= {
        k
        for k in surface
        if f" {k} " in headline
        and not any(f" {long} " in headline for long in surface if long.startswith(k + " "))
    }
    canonical = _merge_aliases(scores, surface, apart)
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
    # A page of several blocks that names a title only in passing, and nothing of this desk, is not about it.
    marked = (brief and (marked or bool(lexicon.words["domain-of-briefs"].search(text)))) or (
        marked and max(scores.values()) >= 60
    )
    if main is not None and not marked and not lexicon.words["domain"].search(text):
        main, mentions = None, []
    index = WorkIndex(main=main, mentions=mentions)
    index.kinds = {work: _kind(work, text, mentions) for work in totals}
    return index


def _clean(name: str) -> str:
    name = name.strip().strip(",.;:'’‘\"“” ")
    name = name[:-2] if name.endswith(("'s", "’s")) else name
    return name + "." if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", name) else name


def _merge_aliases(scores: Counter[str], surface: dict[str, Counter[str]], apart: set[str]) -> dict[str, str]:
    """Map each folded title to the canonical title it is a form of.

    Those `apart`, which have seasons or a headline of their own, are the parents of longer titles, not forms.
    """
    keys = sorted(scores, key=lambda k: (-len(k), k))
    target: dict[str, str] = {}
    for key in keys:
        longer = [
            k
            for k in keys
            if len(k) > len(key)
            and not (key in apart and k.startswith(key + " "))
            and _is_short_form(key, k, surface)
        ]
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
    if any(re.match(rf"(?:the\s+)?{re.escape(short)}\s*:", _fold_colon(name)) for name in surface[long]):
        return True
    if " " in short and any(_fold_colon(name).endswith(f":{short}") for name in surface[long]):
        return True  # the subtitle alone
    if long.startswith(short + " "):
        rest = long[len(short) + 1 :]
        return bool(re.match(r"(?:with|starring|hosted)\b", rest))
    # "Lamplighter" for "The Last Lamplighter": the last word alone. "Anna" for "Young Anna" would be wrong:
    # three words at least.
    return long.endswith(" " + short) and len(long.split()) >= 3 and " " not in short


def _fold_colon(name: str) -> str:
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
    body = "|".join(re.sub("['’]", "['’]", re.escape(n).replace(r"\ ", r"\s+")) for n in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    lookup = {_key(n): w for n, w in names.items()}
    mentions = []
    for match in pattern.finditer(text):
        words = match.group().split()
        if len(words) == 1 and match.group()[0].islower():
            continue
        if len(words) > 1 and not match.group()[0].isupper() and not match.group()[0].isdecimal():
            continue
        work = lookup.get(_key(match.group()))
        if work is None or re.match(
            r"\s+(?:\d{1,2}|II|III|IV)\b(?!\s+(?:episodes|at|on|in))", text[match.end() : match.end() + 8]
        ):
            continue
        start, end = match.span()
        mentions.append(WorkMention(start, *derived_work(text, start, end, work), end))
    return mentions


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).casefold()


def _kind(work: str, text: str, mentions: list[WorkMention]) -> WorkKind:
    film = series = 0
    places = [m for m in mentions if m.work == work][:12]
    for mention in places:
        window = text[max(0, mention.start - 60) : mention.end + 80]
        film += len(_FILM.findall(window))
        series += len(_SERIES.findall(window))
    if film == series == 0:
        return "work"
    return "film" if film > series else "series"
