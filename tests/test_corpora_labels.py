"""The labels of the shipped corpora are well formed and true to their documents."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline.model import EVENTS, Modality, Relation

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
STORIES = sorted(path.parent for path in (CORPORA / "golden").glob("*/expected.toml"))
SUFFIXES = {".txt", ".md", ".html"}
CLEAN = sorted(path for path in (CORPORA / "clean").rglob("*") if path.suffix in SUFFIXES)
DOCUMENTS = sorted(path for path in (CORPORA / "golden").glob("*/*") if path.suffix in SUFFIXES) + CLEAN

STORY_KEYS = {"title", "why", "as_of", "licence", "origin"}
DOCUMENT_KEYS = {"file", "published", "outlet", "url"}
CLAIM_NEEDS = {"id", "doc", "quote", "subject", "event", "polarity", "modality"}
CLAIM_KEYS = CLAIM_NEEDS | {
    *("season", "start", "end", "attribution", "value", "note", "as_of", "optional", "part", "episode"),
    *("territory", "platform", "also"),
}
FINDING_NEEDS = {"relation", "subject", "event", "claims", "why"}
FINDING_KEYS = FINDING_NEEDS | {"season", "also", "optional"}

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_DAYS |= {"tues": 1, "thur": 3, "thurs": 3}
_WEEKDAY = (
    r"\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
)
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY},? {{1,2}}{_MONTH} (?P<day>[0-9]{{1,2}})\b(?:,? (?P<year>(?:19|20)[0-9]{{2}})\b)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY},? {{1,2}}(?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    r"(?:,? (?P<year>(?:19|20)[0-9]{2})\b)?",
    re.IGNORECASE,
)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.is_file() else path.name


@cache
def _story(folder: Path) -> dict[str, Any]:
    with (folder / "expected.toml").open("rb") as stream:
        return tomllib.load(stream)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---\n")
    fields = (line.partition(":") for line in head.splitlines() if ":" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in fields}, body


def _plain_markdown(body: str) -> str:
    body = re.sub(r"!?\[([^\]\n]*)\]\([^)\s]*\)", r"\1", body)
    body = re.sub(r"^(?:#{1,6} +|> ?|[-*+] +|[0-9]+\. +)", "", body, flags=re.MULTILINE)
    return re.sub(r"\*{1,3}|(?<!\w)_|_(?!\w)|`", "", body)


@cache
def _rendered(path: Path) -> str:
    """The words a reader sees, with runs of white space as one space."""
    if path.suffix == ".html":
        from bs4 import BeautifulSoup

        soup = BeautifulSoup(path.read_bytes(), "html.parser")  # bytes: the page may declare an old charset
        for element in soup(["script", "style", "template", "noscript"]):
            element.decompose()
        return _squeeze(soup.get_text())
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        head, body = _front_matter(text)
        text = head.get("title", "") + "\n\n" + _plain_markdown(body)
    return _squeeze(text)


def _date(value: object) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


@cache
def _published(path: Path) -> dt.date | None:
    labels = path.parent / "expected.toml"
    if labels.exists():
        for document in _story(path.parent)["document"]:
            if document["file"] == path.name:
                return _date(document["published"]) if "published" in document else None
    if path.suffix == ".md":
        head, _ = _front_matter(path.read_text(encoding="utf-8"))
        return _date(head["date"]) if "date" in head else None
    return None


def _misdated(text: str, published: dt.date | None) -> list[str]:
    """Weekdays that do not fit the date beside them; a date without year may be the last or the next."""
    wrong = []
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for match in pattern.finditer(text):
            month, day = _MONTHS[match["month"].lower()], int(match["day"])
            if match["year"]:
                years = [int(match["year"])]
            elif published:
                years = [published.year - 1, published.year, published.year + 1]
            else:
                continue
            days = [dt.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
            if not days:
                wrong.append(match[0])
                continue
            before = [one for one in days if not published or one <= published][-1:]
            after = [one for one in days if published and one > published][:1]
            meant = days if match["year"] else before + after
            if _DAYS[match["weekday"].lower()] not in {one.weekday() for one in meant}:
                wrong.append(f"{match[0]} ({', '.join(f'{one} is a {one:%A}' for one in meant)})")
    return wrong


def test_misdated_tells_a_wrong_weekday_from_a_right_one() -> None:
    published = dt.date(2025, 12, 20)
    assert (
        _misdated("out on Friday, October 10, 2025, and Wed. Jan. 7; Sunday, 4 January 2026", published) == []
    )
    assert (
        len(_misdated("out on Friday, October 11, 2025; Thursday, Jan. 7; Monday 4 January 2026", published))
        == 3
    )
    assert _misdated("Friday, May", published) == []


def test_plain_markdown_drops_markup_and_keeps_words() -> None:
    marked = "## Cast\n\n- **Ana Ruiz** as *Mo*, see [the list](https://x.example/a_b)\n> told us"
    assert _squeeze(_plain_markdown(marked)) == "Cast Ana Ruiz as Mo, see the list told us"


def test_corpora_are_there() -> None:
    assert STORIES, f"no story under {CORPORA / 'golden'}"


@pytest.mark.parametrize("folder", STORIES, ids=_name)
def test_story_is_well_formed(folder: Path) -> None:
    labels = _story(folder)
    assert set(labels) <= {"story", "document", "claim", "finding", "trap"}
    assert set(labels["story"]) - {"lexicons"} == STORY_KEYS
    assert labels["story"]["licence"] == "MIT"
    _date(labels["story"]["as_of"])
    listed = [document["file"] for document in labels["document"]]
    present = sorted(path.name for path in folder.iterdir() if path.suffix in SUFFIXES)
    assert sorted(listed) == present
    stems = [Path(name).stem for name in listed]
    assert len(set(stems)) == len(stems), "two documents with one stem"
    for document in labels["document"]:
        assert set(document) <= DOCUMENT_KEYS, document["file"]
        if "published" in document:
            assert _date(document["published"]) <= _date(labels["story"]["as_of"]), document["file"]


@pytest.mark.parametrize("folder", STORIES, ids=_name)
def test_claims_use_known_words(folder: Path) -> None:
    labels = _story(folder)
    stems = {Path(document["file"]).stem for document in labels["document"]}
    ids = [claim["id"] for claim in labels["claim"]]
    assert len(set(ids)) == len(ids), sorted(one for one in ids if ids.count(one) > 1)
    for claim in labels["claim"]:
        keys = set(claim)
        assert keys >= CLAIM_NEEDS, (claim["id"], CLAIM_NEEDS - keys)
        assert keys <= CLAIM_KEYS, (claim["id"], keys - CLAIM_KEYS)
        assert claim["doc"] in stems, claim["id"]
        assert claim["event"] in EVENTS, claim["id"]
        assert claim["modality"] in get_args(Modality), claim["id"]
        assert claim["polarity"] in {"+", "-"}, claim["id"]
        assert isinstance(claim.get("season", 1), int), claim["id"]
        if "start" in claim and "end" in claim:
            assert _date(claim["start"]) <= _date(claim["end"]), claim["id"]
        for key in {"start", "end", "as_of"} & keys:
            _date(claim[key])


@pytest.mark.parametrize("folder", STORIES, ids=_name)
def test_quotes_stand_in_their_documents(folder: Path) -> None:
    labels = _story(folder)
    files = {Path(document["file"]).stem: folder / document["file"] for document in labels["document"]}
    missing = [
        (claim["id"], claim["quote"])
        for claim in labels["claim"]
        if not claim["quote"].strip() or _squeeze(claim["quote"]) not in _rendered(files[claim["doc"]])
    ]
    assert not missing


@pytest.mark.parametrize("folder", STORIES, ids=_name)
def test_findings_and_traps_rest_on_claims(folder: Path) -> None:
    labels = _story(folder)
    claims = {claim["id"]: claim for claim in labels["claim"]}
    relations = set(get_args(Relation))
    for finding in labels.get("finding", []):
        what = (finding["relation"], finding["claims"])
        keys = set(finding)
        assert FINDING_NEEDS <= keys <= FINDING_KEYS, what
        assert finding["relation"] in relations, what
        assert set(finding.get("also", [])) <= relations - {finding["relation"]}, what
        assert finding["event"] in EVENTS, what
        assert finding["claims"], what
        assert set(finding["claims"]) <= set(claims), what
        assert finding["subject"] in {claims[one]["subject"] for one in finding["claims"]}, what
        assert finding["event"] in {claims[one]["event"] for one in finding["claims"]}, what
        assert finding["why"].strip(), what
        if "season" in finding:
            assert finding["season"] in {claims[one].get("season") for one in finding["claims"]}, what
    for trap in labels.get("trap", []):
        assert set(trap) == {"claims", "why"}, trap
        assert set(trap["claims"]) <= set(claims), trap
        assert trap["why"].strip(), trap


@pytest.mark.parametrize("folder", STORIES, ids=_name)
def test_no_trap_is_also_an_expected_contradiction(folder: Path) -> None:
    labels = _story(folder)
    expected = [set(one["claims"]) for one in labels.get("finding", []) if one["relation"] == "contradiction"]
    clash = [
        trap["claims"]
        for trap in labels.get("trap", [])
        if any(one <= set(trap["claims"]) for one in expected)
    ]
    assert not clash


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_weekdays_fit_the_calendar(path: Path) -> None:
    assert _misdated(_rendered(path), _published(path)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_documents_have_a_headline_and_text(path: Path) -> None:
    if path.suffix == ".txt":
        headline, blank, *_ = path.read_text(encoding="utf-8").split("\n")
        assert headline.strip()
        assert not blank.strip()
    elif path.suffix == ".md":
        head, _ = _front_matter(path.read_text(encoding="utf-8"))
        assert head.get("title")
    assert len(_rendered(path).split()) >= 40


@pytest.mark.parametrize("path", CLEAN, ids=_name)
def test_clean_documents_have_no_labels(path: Path) -> None:
    assert not (path.parent / "expected.toml").exists()
