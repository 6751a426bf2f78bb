import datetime as dt
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dateline.errors import ConfigError
from dateline.model import (
    Article,
    Attribution,
    Finding,
    OutlookEntry,
    Report,
    Scope,
    Skipped,
    Step,
    Subject,
    Value,
)
from dateline.report import FORMATS, OUTLOOK_FORMATS, render, render_fragment, render_outlook_as
from dateline.report.context import Index
from dateline.report.safe import width_of
from dateline.report.sources import SOURCES_FORMATS, outlets, render_sources
from dateline.report.words import window_words
from dateline.window import Window

FULL = """\
Harbour Lights
──────────────

error D101 contradiction: Harbour Lights, season 2, premiere
  The Leeds Ledger has season 2 premiere on 4 March 2025, Screen Post on 9 May
  2025.

  A  The Leeds Ledger, 10 June 2024 (ledger:3:86)
     3 │ … lit again. Northlight has ordered ten more episodes of its quiet hit.
       │ The second season of Harbour Lights will premiere on March 4, 2025, the
       │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       │ network said on Monday, and nobody in the room seemed surprised by
       │ ^^^^^^^^^^^^^^^^^^^^^^
       │ that.
       = premiere · scheduled · in GB, IE · streaming · according to Northlight
       = “March 4, 2025”: 4 March 2025

  B  Screen Post, 2 July 2024 (post:3:31)
     3 │ Fans have waited long enough. Season 2 is set to premiere on May 9,
       │                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       │ 2025. The Tide Room is expected midway through 2026.
       │ ^^^^^
       = premiere · scheduled
       = “May 9, 2025”: 9 May 2025

  1. The Leeds Ledger gives 4 March 2025. [A]
  2. Screen Post gives 9 May 2025 and reports no change. [B]
  3. No day satisfies both windows. [D101]

The Tide Room
─────────────

info R301 refined: The Tide Room, premiere
  A later window lies inside an earlier one.

  A  Screen Post, 2 July 2024 (post:3:75)
     3 │ … have waited long enough. Season 2 is set to premiere on May 9, 2025.
       │ The Tide Room is expected midway through 2026.
       │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = premiere · estimated
       = “midway through 2026”: May – August 2026

Outlook as of 1 August 2024

  Harbour Lights
    season 2  premiere  scheduled, 9 May 2025, 62% sure, 1 origin
      Screen Post is the later report.

  The Tide Room
    premiere  expected, May – August 2026, 40% sure, 1 origin

Not read: 1 input
  stories/gone.html: missing (no such file)

1 error, 1 note in 4 claims from 2 articles, 1 input not read, as of 1 August
2024.
"""

CONCISE = """\
ledger:3:86: D101 error contradiction: The Leeds Ledger has season 2 premiere on 4 March 2025, \
Screen Post on 9 May 2025.
post:3:75: R301 info refined: A later window lies inside an earlier one.
stories/gone.html: skipped missing: no such file
"""


def test_full_shows_quotes_windows_steps_outlook_and_verdict(report: Report) -> None:
    assert render(report, "full") == FULL


def test_concise_is_one_line_a_finding(report: Report) -> None:
    assert render(report, "concise") == CONCISE


def test_outlook_shows_how_answers_moved(report: Report) -> None:
    shown = render_outlook_as(report)
    assert "    2024-06-10  2025-03-04\n    2024-07-02  2025-05-09\n" in shown
    assert "The Tide Room, premiere" not in shown, "an answer that never moved has no history to show"


def test_outlook_of_nothing_says_so(report: Report) -> None:
    assert render_outlook_as(replace(report, outlook=())).startswith("No outlook: ")


def test_an_empty_report_says_no_findings(report: Report) -> None:
    empty = Report(run=replace(report.run, articles=0))
    assert render(empty, "full") == "No findings in 0 claims from 0 articles, as of 1 August 2024.\n"
    assert render(empty, "concise") == ""


@pytest.mark.parametrize("width", [20, 40, 60, 80, 110])
def test_full_keeps_to_the_width(report: Report, width: int) -> None:
    lines = render(report, "full", width=width).splitlines()
    assert max(map(width_of, lines)) <= max(width, 40)


def test_colour_adds_codes_and_changes_no_word(report: Report) -> None:
    for name in ("full", "concise"):
        coloured = render(report, name, colour=True)
        assert "\x1b[1;31m" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(report, name)


def test_carets_stand_under_wide_characters(report: Report) -> None:
    ledger, post = report.articles
    text = "見出し\n\n前置き。第2シーズンは3月4日に始まる。以上。\n"
    start = text.index("第2")
    exact = "第2シーズンは3月4日に始まる。"
    march = replace(
        report.claims[0],
        quote=replace(report.claims[0].quote, start=start, end=start + len(exact), exact=exact),
    )
    wide = replace(report, articles=(replace(ledger, text=text), post), claims=(march, *report.claims[1:]))
    lines = render(wide, "full").splitlines()
    at = next(i for i, line in enumerate(lines) if "前置き" in line)
    carets = lines[at + 1]
    assert width_of(carets[: carets.index("^")]) == width_of(lines[at][: lines[at].index("第2")])
    assert carets.count("^") == width_of(exact)


def test_a_claim_of_an_article_left_out_is_shown_by_its_own_context(report: Report) -> None:
    march = replace(
        report.claims[0], quote=replace(report.claims[0].quote, prefix="so: ", suffix=" - they say")
    )
    bare = replace(report, articles=(), claims=(march, *report.claims[1:]))
    shown = render(bare, "full")
    assert "so: The second season" in shown
    assert "(ledger)" in shown
    assert render(bare, "concise").startswith("ledger: D101 error")


def test_claims_that_the_report_lacks_are_counted(report: Report) -> None:
    assert "(1 claim of articles that this report leaves out)" in render(
        replace(report, claims=report.claims[:1]), "full"
    )


def test_line_and_column_are_those_of_the_stored_text(report: Report) -> None:
    index = Index.of(report)
    for claim in report.claims:
        line, column = index.line_column(claim) or (0, 0)
        text = index.articles[claim.article].text
        assert text.split("\n")[line - 1][column - 1 :].startswith(claim.quote.exact.split("\n")[0])


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-03-04", "2025-03-04", "4 March 2025"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 – 28 February 2024"),
        ("2024-05-01", "2024-08-31", "May – August 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2023-12-01", "2024-02-29", "December 2023 – February 2024"),
        ("2024-05-06", "2024-06-02", "6 May – 2 June 2024"),
        ("2024-12-30", "2025-01-05", "30 December 2024 – 5 January 2025"),
        ("2023-09-01", None, "from 1 September 2023"),
        (None, "2025-12-31", "by 31 December 2025"),
        (None, None, "any day"),
    ],
)
def test_windows_read_as_days(first: str | None, last: str | None, words: str) -> None:
    start = dt.date.fromisoformat(first) if first else None
    end = dt.date.fromisoformat(last) if last else None
    assert window_words(Window(earliest=start, latest=end)) == words


def test_sources_count_claims_origins_and_retractions(report: Report) -> None:
    ledger, ten, post, _ = report.claims
    copy = Finding(
        code="P101",
        relation="copy",
        severity="info",
        subject=ledger.subject,
        event="premiere",
        claims=(post.id, ledger.id),
        message="The same words.",
        steps=(),
        fingerprint="f3",
    )
    denial = replace(copy, code="R101", relation="retracted", claims=(ten.id,), fingerprint="f4")
    table = {row.name: row for row in outlets(replace(report, findings=(copy, denial)))}
    first, second = table["The Leeds Ledger"], table["Screen Post"]
    assert (first.articles, first.claims, first.origins, first.retractions) == (1, 2, 2, 1)
    assert (second.articles, second.claims, second.origins, second.retractions) == (1, 2, 1, 0)
    assert json.loads(render_sources(report, "json"))["sources"][0]["claims"] == 2


def test_an_unknown_format_names_the_nearest(report: Report) -> None:
    with pytest.raises(ConfigError, match="unknown format 'jsn'; did you mean 'json'"):
        render(report, "jsn")
    with pytest.raises(ConfigError, match="unknown format 'ndjsn'; did you mean 'ndjson'"):
        render_outlook_as(report, "ndjsn")


HOSTILE = (
    "\x1b[31mred\x1b]0;title\x07 \x9b2J \x00 \x7f \r\n\u202egpj.exe\u202c \u2066x\u2069 \u200f \u2028"
    " <script>alert(1)</script> <img src=x onerror=y> & \" ' `=cmd|' ]]> {{7*7}} \U000e0041 \ud800 "
    + "W"
    * 10_000
)
BARE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]"
)


@pytest.fixture
def hostile(report: Report) -> Report:
    """The same report with the worst of strings in every field that a page can fill."""
    text = f"{HOSTILE}\n\n{HOSTILE}"
    subject = Subject(work=HOSTILE, kind="film", season=1, episode=HOSTILE)
    window = Window(earliest=dt.date(2025, 3, 4), latest=dt.date(2025, 3, 4), text=HOSTILE)
    article = Article(
        id="a",
        doc=HOSTILE,
        source=HOSTILE,
        text=text,
        blocks=(),
        title=HOSTILE,
        url="javascript:alert(1)//" + HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        language=HOSTILE,
    )
    first = report.claims[0]
    claim = replace(
        first,
        article="a",
        doc=HOSTILE,
        subject=subject,
        window=window,
        value=Value(names=(HOSTILE,)),
        scope=Scope(territory=HOSTILE, platform=HOSTILE),
        condition=HOSTILE,
        attribution=Attribution(name=HOSTILE, kind="person"),
        quote=replace(first.quote, start=0, end=len(HOSTILE), exact=HOSTILE, prefix=HOSTILE, suffix=HOSTILE),
        outlet=HOSTILE,
    )
    stray = replace(claim, id="c2", article="elsewhere", outlet=None)
    finding = replace(
        report.findings[1],
        subject=subject,
        message=HOSTILE,
        claims=(claim.id, stray.id),
        steps=(Step(text=HOSTILE, claim=claim.id, rule=HOSTILE),),
    )
    entry = OutlookEntry(
        subject=subject,
        event="premiere",
        window=window,
        status="scheduled",
        confidence=0.5,
        supports=(claim.id,),
        origins=1,
        why=HOSTILE,
        moved=((dt.date(2024, 1, 1), HOSTILE), (dt.date(2024, 2, 1), HOSTILE)),
    )
    return Report(
        run=replace(report.run, model=HOSTILE, lexicons=(HOSTILE,)),
        articles=(article,),
        claims=(claim, stray),
        findings=(finding,),
        outlook=(entry,),
        skipped=(Skipped(source=HOSTILE, reason="missing", detail=HOSTILE),),
    )


def hostile_outputs(hostile: Report) -> dict[str, str]:
    outputs = {f"report {name}": render(hostile, name) for name in FORMATS}
    outputs |= {f"outlook {name}": render_outlook_as(hostile, name) for name in OUTLOOK_FORMATS}
    outputs |= {f"sources {name}": render_sources(hostile, name) for name in SOURCES_FORMATS}
    return outputs | {"fragment": render_fragment(hostile)}


def test_hostile_text_steers_no_terminal(hostile: Report) -> None:
    for name, output in hostile_outputs(hostile).items():
        assert not BARE.search(output), name
        output.encode()


def test_hostile_text_stays_short_for_people(hostile: Report) -> None:
    for name in ("full", "concise"):
        assert len(render(hostile, name)) < 20_000
    assert max(map(width_of, render(hostile, "full", width=80).splitlines())) <= 80


def test_hostile_text_is_whole_for_machines(hostile: Report) -> None:
    document = json.loads(render(hostile, "json"))
    assert document["articles"][0]["title"] == HOSTILE
    assert document["claims"][0]["quote"] == HOSTILE
    lines = render(hostile, "ndjson").split("\n")
    assert [json.loads(line)["type"] for line in lines if line] == [
        "run",
        "article",
        "claim",
        "claim",
        "finding",
        "outlook",
        "skipped",
    ]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_html_holds_only_markup_of_our_own(hostile: Report) -> None:
    for html in (render(hostile, "html"), render_fragment(hostile)):
        reader = _Tags()
        reader.feed(html)
        assert not reader.tags & {"script", "img", "link", "iframe", "object", "a", "form", "base"}
        assert not {name for name in reader.attributes if name.startswith("on") or name in ("src", "href")}
        assert "<script" not in html
