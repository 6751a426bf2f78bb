"""Finds words worded and placed as titles: in quotation marks, before "Season 2", or where works stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.title_places import framed_titles
from dateline.lexicon import Lexicon
from dateline.titles import fold_title

__all__ = ["MONTHS", "before_season", "may_be_title", "quoted_titles", "title_runs", "unmarked_titles"]

_QUOTED = re.compile(
    r"(?<!\w)(?:[“\"](?P<a>[^“”\"\n]{1,70}?)[”\"]|[‘'](?P<b>[^‘\"“”\n]{1,70}?)[’'](?!\w))",
)
_CAP = r"(?:(?:Dr|Mr|Mrs|Ms|St|Mt)\.(?= [A-Z])|[A-Z0-9À-ÖØ-Þ][\w&!-]*(?:['’.][A-Za-z][\w]*)*)"
_LINK = r"(?:of|the|and|a|an|in|on|for|to|with|at|from|by|de|la|is|are|&)"
_RUN = re.compile(rf"{_CAP}(?:[ ,]? ?(?:{_LINK} ){{0,3}}{_CAP})*")
_COUNTED = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_SEASON_AFTER = re.compile(
    rf"['’]?s?,?\s+\(?(?:[Ss]eason|[Ss]eries|[Vv]olume)\s+{_COUNTED}|\s+S\d\b"
    r"|['’]s?\s+(?:\w+\s+){0,2}(?:season|series)\b"
)
_SEASON_INSIDE = re.compile(rf"\s+(?:(?:Season|Series|Part|Volume)\s+{_COUNTED}|S\d+\b)")
_SEASON_LED = re.compile(
    rf"(?:(?:Seasons?|Series|Part|Volume)\s+)?{_COUNTED}(?:\s+(?:and|&)\s+{_COUNTED})?\s+of\s+(?P<title>[A-Z].+)",
    re.IGNORECASE,
)
_SEASON_OF = re.compile(
    rf"\b(?:seasons?|series)(?:\s+{_COUNTED})?\s+of\s+$|\bepisodes?(?:\s+\d+)?\s+of\s+$"
    r"|\b(?:spin-?off|reboot|sequel)\s+(?:of|to)\s+$",
    re.IGNORECASE,
)
_NOUNS = (
    r"(?:drama|series|show|film|movie|sitcom|comedy|thriller|sequel|prequel|spin-?off|romance|mystery|western|"
    r"musical|anime|game|adventure|caper|miniseries|documentary|picture|epic|saga)"
)
_WORK_BEFORE = re.compile(
    rf"\b{_NOUNS}\s+$"
    r"|\b(?:renewed|cancell?ed|axed|season of|episodes? of|filming on|star(?:s|ring)? in|sequel to)\s+$",
    re.IGNORECASE,
)
_WORK_AFTER = re.compile(
    rf",?\s+(?:(?:an?|the|its|their|[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)?['’]s)\s+)(?:[\w-]+\s+){{0,4}}?{_NOUNS}\b"
    r"|\s+(?:premieres?|premiered|returns|debuts?|debuted|opens|stars|season|is\s+(?:set|due|slated|scheduled|renewed))\b"
)
_SPEAKER = re.compile(
    r",?\s+(?:said|says|told|tells|added|wrote|joked|who|whose|plays|played|confirmed|stars as)\b"
    r"|,\s+\d{2},|\s+as\s+[A-Z]|:\s+[‘“\"']"
)
_SPOKEN_BY = re.compile(
    r"[”\"’'],?\s+(?:said|says|added|wrote|joked|replied|explained)\s+$|\baccording to\s+$"
)
_PROFESSION = re.compile(
    r"\b(?:actor|actress|star|director|writer|creator|showrunner|producer|executive|"
    r"president|chief|ceo|mr|mrs|ms|dr|by|with|and)\.?\s+$",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\s+(?:has|have|had|will|would|did|does)?\s*(?:not\s+|n't\s+)?(?:yet\s+)?"
    r"(?:renew|order|cancel|ax(?:e|ing)|pick(?:s|ed)?\s+up|announc|commission|green|dat(?:es|ed)\b|declin|confirm|"
    r"report|pull|push|delay|bring|brought|air(?:s|ed)\s)\w*(?![^\S\n]*(?:$|\n|[.,:;!?]|(?:for|by|after|at|on|as|to|in|amid|"
    r"following|until|again|early|back)\b))"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENOUGH = 3.5
"""Weight from which an unmarked name is taken for a title: a headline and a mention, or one telling place."""
_ENOUGH_IN_BRIEF = 2.5
MONTHS = frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        *(day + end for day in _WEEKDAYS for end in ("", "s")),
        "christmas",
        "easter",
        "halloween",
        "thanksgiving",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    )
)
_DESCRIBES = re.compile(r"\s+(?:[a-z][\w-]*\s+){0,4}[\"“‘][A-Z]")
"""What follows words that only describe a title to come ("Vellum's Regency-era drama “X”")."""
_TRAILING_LINK = re.compile(r"(?:\s+(?:of|for|in|on|to|with|at|from|by|and|the|a))+$")
_WORK_ON = re.compile(r"^(?:Shooting|Filming|Production|Work|Principal photography)\s+(?:on|of|for)\s+")
_DATED_TAIL = re.compile(
    r"\s+(?:on|in|by|from|until|for|at|to|since)\s+(?=(?:the\s+)?(?:\d|"
    + "|".join(m.title() for m in sorted(MONTHS))
    + r")\b)"
)
_DATED = re.compile(
    r"\b(?:"
    + "|".join(sorted(m for m in MONTHS if len(m) > 3 and not m.endswith(("day", "days"))))
    + r")\b\W*(?:\d|in\b|of\b|$)|^\d|\b(?:19|20)\d\d$",
    re.IGNORECASE,
)


def title_runs(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Runs of capitalised words that may be names, with their offsets."""
    runs = []
    opener = lexicon.words["opener"]
    for match in _RUN.finditer(text):
        start, end = match.span()
        words = match.group().split()
        while (
            words
            and opener.fullmatch(words[0].strip(","))
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


def _is_title(name: str, lexicon: Lexicon) -> bool:
    """Whether a quoted string is worded as a title: capitalised words, no sentence."""
    opener, small = lexicon.words["opener"], lexicon.words["small-word"]
    body = name.strip().rstrip(",.").strip()
    words = body.split()
    if (
        not body
        or len(words) > 10
        or not re.match(r"[A-Z0-9À-Þ¡¿]", body)
        or name.rstrip().endswith((",'", ";"))
    ):
        return False
    if len(words) > 1 and all(opener.fullmatch(w) or small.fullmatch(w) for w in words):
        return False
    lower = [w for w in words[1:] if w[0].islower() and not small.fullmatch(w.strip(",:"))]
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
    """“Somebody,” he said: one word of speech."""
    if len(name.split()) > 2 or name[-1] not in ",.?!":
        return False
    return bool(
        re.match(
            r"\s+(?:he|she|they|I|we|(?:[A-Z][\w'’-]+\s+){1,3})\s?(?:said|says|added|wrote|joked|replied|laughed|told)\b",
            text[match.end() : match.end() + 48],
        )
    )


def _is_nickname(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """John "Preacher" Middleton: between two capitalised words of one name."""
    before = re.search(r"([A-Z][a-z]+)\s$", text[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s([A-Z][a-z]+)", text[match.end() : match.end() + 20])
    return bool(
        before
        and after
        and not lexicon.words["opener"].fullmatch(before[1])
        and not lexicon.words["opener"].fullmatch(after[1])
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


def before_season(text: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Unquoted titles that stand before "Season 2" or after "season 2 of"."""
    companies, opener = lexicon.names_of("company"), lexicon.words["opener"]
    found = []
    for begin, end, run in title_runs(text, lexicon):
        follows = _SEASON_AFTER.match(text, end)
        start, name = begin, _SEASON_INSIDE.split(run)[0]
        led = _SEASON_LED.match(run)
        if led and not re.match(r"(?:Season|Series|Part|Volume|Episode)s?\b", led["title"], re.IGNORECASE):
            found.append((led["title"], begin + led.start("title")))
            continue
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
            or (
                len(words) == 1
                and (opener.fullmatch(words[0]) or words[0].casefold() in MONTHS | {"seasons", "episodes"})
            )
        ):
            continue
        if _DESCRIBES.match(text, end):
            continue
        name = _TRAILING_LINK.sub("", name)
        if lexicon.gate.fullmatch(name):
            continue
        if re.match(
            r"(?:Seasons?|Series|Episodes?|Part|Volume|\d+(?:st|nd|rd|th)?\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)",
            name,
        ) or _DATED.search(name):
            continue
        found.append((name, start))
    return found


def unmarked_titles(
    text: str, title_end: int, lexicon: Lexicon, arguments: Sequence[str], *, brief: bool = False
) -> list[tuple[str, float]]:
    """Titles that no mark shows: capitalised names that stand where works stand, with their weight.

    A name counts by how often it occurs, in the headline, beside a word for a work ("the drama X", "X, a
    comedy"), or as the thing renewed or released; a name that speaks, or follows a profession, counts as a
    person. In a `brief` of a paragraph, what is renewed or released needs no further sign.
    """
    companies = lexicon.names_of("company")
    wanted = {fold_title(a) for a in arguments}
    weights: dict[str, float] = {}
    forms: dict[str, str] = {}
    runs = title_runs(text, lexicon)

    speakers = {fold_title(run) for start, end, run in runs if _speaks(text, start, end)}
    for _, name, weight in framed_titles(text, runs, lexicon):
        if may_be_title(name, lexicon) and fold_title(name) not in speakers:
            key = fold_title(name)
            weights[key] = weights.get(key, 0.0) + weight
            forms.setdefault(key, name)
    for begin, _, run in runs:
        name = _own_words(run, companies, brief=brief)
        start = begin + run.find(name)
        end = start + len(name)
        key = fold_title(name)
        if not may_be_title(name, lexicon):
            continue
        weight = 0.5 + (2.5 if start < title_end else 0.0)
        if _WORK_BEFORE.search(text[max(0, start - 24) : start]) or _WORK_AFTER.match(text, end):
            weight += 3.0
        if key in wanted:
            weight += _ENOUGH if brief else 1.5
        elif brief and any(key.endswith(" " + w) or key.startswith(w + " ") for w in wanted):
            weight += _ENOUGH
        if _speaks(text, start, end):
            weight -= 6.0
        weights[key] = weights.get(key, 0.0) + weight
        forms.setdefault(key, name)
    enough = _ENOUGH_IN_BRIEF if brief else _ENOUGH
    return [(forms[k], w) for k, w in sorted(weights.items()) if w >= enough]


def may_be_title(name: str, lexicon: Lexicon) -> bool:
    """Whether an unmarked name can be a title: no company, outlet, territory, date, or bare function word."""
    words = name.split()
    companies = lexicon.names_of("company")
    return not (
        len(words) > 9
        or len(name) < 3
        or name.casefold() in companies
        or lexicon.words["opener"].fullmatch(name)
        or lexicon.words["pronoun"].fullmatch(name)
        or lexicon.words["no-title"].fullmatch(name)
        or fold_title(name) in MONTHS
        or (
            len(words) > 1
            and words[-1].casefold() in lexicon.suffixes_of("outlet") | lexicon.suffixes_of("company")
        )
        or lexicon.gate.fullmatch(name)
        or lexicon.territory.fullmatch(name)
        or _DATED.search(name)
        or _two_names(name)
        or re.search(r", \d", name)
    )


def _two_names(name: str) -> bool:
    """“Ines Kallweit and Bram Oduya”, a list of names, each of several words."""
    sides = re.split(r"\s+and\s+", name)
    return len(sides) > 1 and all(len(side.split()) > 1 and side[0].isupper() for side in sides)


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a name speaks, decides, or follows a profession: somebody's, or a company's."""
    return bool(
        _SPEAKER.match(text, end)
        or _SPOKEN_BY.search(text[max(0, start - 24) : start])
        or _DECIDES.match(text, end)
        or _PROFESSION.search(text[max(0, start - 24) : start])
    )


def _own_words(run: str, companies: frozenset[str], *, brief: bool) -> str:
    """The name in a run of capitals: "Harbour's Edge" whole, "Glass Harbour" of "Glass Harbour's second"."""
    run = _WORK_ON.sub("", _DATED_TAIL.split(re.split(r",\s", run)[0])[0]).rstrip(",")
    owner = re.match(r"(?P<owner>.+?)['’]s?\s+(?P<rest>[A-Z].*)$", run)
    if owner is None or not brief:
        return re.split(r"['’]s?\s+", run)[0]
    return owner["rest"] if owner["owner"].casefold() in companies else run


def quoted_titles(text: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """What stands in quotation marks and is worded as a title, with the offset of its opening mark."""
    return [
        (match["a"] or match["b"], match.start())
        for match in _QUOTED.finditer(text)
        if _is_title(match["a"] or match["b"], lexicon)
        and not _is_remark(text, match, match["a"] or match["b"])
        and not _is_nickname(text, match, lexicon)
        and not _is_episode_title(text, match.start())
    ]
