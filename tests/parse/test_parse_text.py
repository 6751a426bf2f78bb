"""Plain text and Markdown: the file's own text, its blocks, and what its first lines say of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ParseError
from dateline.inputs import iter_sources, read_source
from dateline.model import Article, Page, Text
from dateline.parse import article_id, parse_page
from dateline.parse._clutter import is_clutter, is_junk_heading, is_note
from dateline.parse._dates import parse_day, read_credit, read_wire, url_day
from dateline.parse._language import detect
from dateline.parse._plain import is_row

PROSE = "The drama about three keepers on one rock has been the quiet success of the year for its channel."


def plain(text: str, **fields: str) -> Article:
    (source,) = iter_sources([Text(text=text, doc="story", **fields)])  # type: ignore[arg-type]
    return parse_page(read_source(source))  # type: ignore[arg-type]


def markdown(text: str) -> Article:
    return parse_page(
        Page(source="story.md", doc="story", url=None, body=text.encode(), media_type="text/markdown")
    )


def texts(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


STORY = f"""Harbor Lights returns in May

By Ana Ruiz | Harbor Post | March 4, 2025

{PROSE}

Harbor Lights Season 3: Renewal Status

{PROSE}

When does 'Harbor Lights' come out?

Season 3 arrives on May 7.

Episode schedule

Episodes 1-3: May 7

Episode 4: May 14

Cast of 'Harbor Lights'

Imke Rowan as the keeper

Dana, 29: Project manager

• Milo Vance
• Signe Aldous

Read more: Ten lighthouse dramas

Correction: An earlier version of this story gave the wrong day.

Contributing: Ben Cole
"""


def test_plain_story() -> None:
    article = plain(STORY)
    assert article.text == STORY
    assert article.title == "Harbor Lights returns in May"
    assert (article.published, article.published_from) == (dt.date(2025, 3, 4), "text")
    assert (article.byline, article.outlet) == ("Ana Ruiz", "Harbor Post")
    assert texts(article, "heading") == [
        "Harbor Lights Season 3: Renewal Status",
        "When does 'Harbor Lights' come out?",
        "Episode schedule",
        "Cast of 'Harbor Lights'",
    ]
    assert texts(article, "list_item") == [
        "Episodes 1-3: May 7",
        "Episode 4: May 14",
        "Imke Rowan as the keeper",
        "Dana, 29: Project manager",
        "Milo Vance",
        "Signe Aldous",
    ]
    assert texts(article, "note") == ["Correction: An earlier version of this story gave the wrong day."]
    row = next(block for block in article.blocks if article.text[block.start :].startswith("Episode 4"))
    assert row.headings == ("Episode schedule",)
    assert not any(
        "Read more" in text for kind in ("paragraph", "list_item") for text in texts(article, kind)
    )


def test_plain_text_keeps_its_line_ends() -> None:
    text = STORY.replace("\n", "\r\n")
    article = plain(text)
    assert article.text == text
    assert texts(article, "heading") == texts(plain(STORY), "heading")


def test_first_line_is_the_title_only_before_a_blank_line() -> None:
    assert plain(f"Lights go on\n\n{PROSE}").title == "Lights go on"
    assert plain(f"{PROSE}\n{PROSE}").title is None
    assert plain(PROSE).title is None
    assert plain(f"LEEDS, March 4, 2025 (Union Wire) - {PROSE}\n\n{PROSE}").title is None
    assert plain(f"Lights go on\n\n{PROSE}", title="Given").title == "Given"


def test_wrapped_prose_is_one_paragraph_and_a_list_without_bullets_is_none() -> None:
    article = plain(
        "Lights\n\nThe drama about three keepers on one rock\nhas been the quiet success of the year.\n\n"
        "Part 1: May 7\nPart 2: May 14\n\nThe end of it is not in sight."
    )
    assert texts(article, "paragraph")[0].count("\n") == 1
    assert texts(article, "list_item") == ["Part 1: May 7", "Part 2: May 14"]


def test_entries_between_two_headings_are_no_headings() -> None:
    article = plain(
        f"T\n\n{PROSE}\n\nThe cast\n\nImke Rowan\n\nMilo Vance\n\nSigne Aldous\n\nThe plot\n\n{PROSE}"
    )
    assert texts(article, "heading") == ["The cast", "The plot"]


def test_the_last_line_heads_nothing() -> None:
    assert texts(plain(f"T\n\n{PROSE}\n\nStaff of the Harbor Post"), "heading") == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Episode 12: Oct. 23", True),
        ('Episode 2: "The Fog" – June 1', True),
        ('Episode 1 "The Lamp" - March 14', True),
        ("Imke Rowan as Sister Agnes", True),
        ("David, 29: Project manager", True),
        ("Harbor Lights Season 2: Renewal Status", False),
        ("When does 'Harbor Lights' come out?", False),
        ("Recapping Season 6", False),
        ("Season 7 premiere date, time", False),
    ],
)
def test_rows_are_told_from_headings(line: str, row: bool) -> None:
    assert is_row(line) is row


@pytest.mark.parametrize(
    ("line", "published", "byline", "outlet"),
    [
        ("By Ana Ruiz | Harbor Post | March 4, 2025", "2025-03-04", "Ana Ruiz", "Harbor Post"),
        ("By Ana Ruiz, March 4, 2025", "2025-03-04", "Ana Ruiz", None),
        ("By Ana Ruiz and Ben Cole", None, "Ana Ruiz and Ben Cole", None),
        ("By our film desk | Tidewater Post | 4 March 2025", "2025-03-04", "our film desk", "Tidewater Post"),
        ("Published: 4 March 2025", "2025-03-04", None, None),
        ("Published on Tuesday, March 4th, 2025 at 9:35 a.m. ET", "2025-03-04", None, None),
        ("Mar. 4, 2025, 3:00 p.m. ET", "2025-03-04", None, None),
        ("2025-03-04", "2025-03-04", None, None),
        ("Harbor Post | 2025-03-04", "2025-03-04", None, "Harbor Post"),
    ],
)
def test_credit_lines(line: str, published: str | None, byline: str | None, outlet: str | None) -> None:
    credit = read_credit(line)
    assert credit is not None
    assert (str(credit.published) if credit.published else None, credit.byline, credit.outlet) == (
        published,
        byline,
        outlet,
    )


@pytest.mark.parametrize(
    "line",
    [
        "By March 4, 2025, every episode will be out.",
        "Season 3 premieres on March 4, 2025",
        "It was published on March 4, 2025, by a small press in Leeds",
        "By the time the lamp goes out, nobody is left",
        "Harbor Lights | Season 3",
        "",
    ],
)
def test_lines_that_only_look_like_credits(line: str) -> None:
    assert read_credit(line) is None


def test_updated_lines_give_the_modified_day() -> None:
    article = plain(f"T\n\nUpdated March 6, 2025, 9:35 a.m. ET\n\n{PROSE}")
    assert article.modified == dt.date(2025, 3, 6)
    assert article.published == dt.date(2025, 3, 6)


def test_wire_datelines() -> None:
    credit = read_wire("PORT WEIR, Tas., March 12, 2025 (Coastal Press) - The channel has ordered a season.")
    assert credit is not None
    assert (str(credit.published), credit.outlet) == ("2025-03-12", "Coastal Press")
    assert read_wire("LEEDS, March 12 (Union Wire) - The channel has ordered a season.") is None
    assert read_wire("IN LEEDS, on March 12, 2025, it rained.") is None


def test_a_date_in_the_story_is_not_its_publication() -> None:
    article = plain(f"Lights\n\nHarbor Lights was released on January 28, 2022. {PROSE}\n\n{PROSE}")
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-04T23:30:00-05:00", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("4th of March 2025", "2025-03-04"),
        ("Sept. 4, 2025", "2025-09-04"),
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("04.04.2025", "2025-04-04"),
        ("03/04/2025", None),
        ("2025-02-30", None),
        ("March 2025", None),
        ("0001-01-01", None),
        ("", None),
    ],
)
def test_days_in_metadata(written: str, day: str | None) -> None:
    found = parse_day(written)
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/03/04/lights", "2025-03-04"),
        ("https://a.example/tv/2025/mar/04/lights", "2025-03-04"),
        ("https://a.example/lights-20250304.html", "2025-03-04"),
        ("https://a.example/2025/03/lights", None),
        ("https://a.example/story/1712345678", None),
        ("https://a.example/lights?date=2025-03-04", None),
        (None, None),
    ],
)
def test_days_in_urls(url: str | None, day: str | None) -> None:
    found = url_day(url)
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("line", "clutter"),
    [
        ("Read more: Ten lighthouse dramas", True),
        ("Related: Harbor Lights cast talk", True),
        ("Sign up for our newsletter", True),
        ("Advertisement", True),
        ("Leave a Comment", True),
        ("Review:Harbor Lights sets sail", True),
        ("Related plots will continue in season three.", False),
        ("More episodes are coming in May.", False),
        ("Share prices fell after the show was canceled.", False),
        ("At 10:30 the lamp goes out", False),
        ("Subscribers will get the new season first.", False),
    ],
)
def test_clutter(line: str, clutter: bool) -> None:
    assert is_clutter(line) is clutter


def test_notes_and_junk_headings() -> None:
    assert is_note("Editor's note: This story has been changed.")
    assert is_note("Update: The channel has renewed the show.")
    assert not is_note("Updated versions of the poster were shown.")
    assert is_junk_heading("Related Stories")
    assert is_junk_heading("3 Comments")
    assert not is_junk_heading("Related by blood: who is who in Harbor Lights")
    assert not is_junk_heading("2025")


def test_markdown_story() -> None:
    article = markdown(
        '---\ntitle: Lights go on\ndate: 2025-03-04\noutlet: "Harbor Post"\nauthor: Ana Ruiz\n'
        "url: https://harborpost.example/lights\ntags: [a, b]\n---\n\n"
        f"# Lights go on\n\n{PROSE} It is *very* [good](https://a.example), say **some**.\n\n"
        "## When is it out?\n\nSeason 3 is\nout on `May 7`.\n\n- Imke Rowan\n- Milo Vance\n\n"
        "> Wet and happy.\n\n"
        "| Episode | Date |\n|---|---|\n| 1 | May 7 |\n"
    )
    assert article.text.startswith(
        f"Lights go on\n\n{PROSE} It is very good, say some.\n\nWhen is it out?\n\n"
    )
    assert (article.published, article.published_from) == (dt.date(2025, 3, 4), "front matter")
    assert (article.outlet, article.byline, article.url) == (
        "Harbor Post",
        "Ana Ruiz",
        "https://harborpost.example/lights",
    )
    assert texts(article, "paragraph")[1] == "Season 3 is out on May 7."
    assert texts(article, "list_item") == ["Imke Rowan", "Milo Vance"]
    assert texts(article, "quote") == ["Wet and happy."]
    assert texts(article, "table_cell") == ["Episode | Date", "1 | May 7"]
    assert article.blocks[-1].headings == ("When is it out?",)


def test_markdown_without_front_matter_takes_its_first_heading_as_title() -> None:
    assert markdown(f"# Lights go on\n\n{PROSE}").title == "Lights go on"
    assert markdown(f"---\n\n{PROSE}\n\n---\n\n{PROSE}").title is None


def test_another_language_is_named() -> None:
    german = (
        "Die Serie wird im Herbst gedreht, und der Sender hat auch gesagt, dass sie nicht die letzte ist. "
        * 3
    )
    with pytest.raises(ParseError, match="German") as caught:
        plain(german)
    assert caught.value.reason == "language"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE * 3, "en"),
        (
            "La serie vuelve en otoño con una temporada más, y el canal dice que no será la última de todas. "
            * 2,
            "es",
        ),
        (
            "La série revient dans une nouvelle saison qui est la dernière pour les gens du phare. " * 2,
            "fr",
        ),
        ("등대의 불빛은 내년 봄에 세 번째 시즌으로 돌아온다고 방송사가 밝혔다.", "ko"),
        ("Сериал вернётся весной следующего года, сообщил телеканал.", "ru"),
        ("Imke Rowan", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_article_id_depends_on_place_day_and_text_alone() -> None:
    first = article_id("https://a.example/", dt.date(2025, 3, 4), "text")
    assert first == article_id("https://a.example/", dt.date(2025, 3, 4), "text")
    assert len(first) == 32
    others = {
        article_id("https://b.example/", dt.date(2025, 3, 4), "text"),
        article_id("https://a.example/", None, "text"),
        article_id("https://a.example/", dt.date(2025, 3, 4), "text "),
    }
    assert len(others | {first}) == 4


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab T.:?•-|\n\r\t1’'"), max_size=200))
def test_blocks_of_any_text_lie_in_order_inside_it(text: str) -> None:
    text = f"{PROSE}\n\n{text}"
    article = plain(text)
    assert article.text == text
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab #*_`[]()>|-\n1.<&"), max_size=150))
def test_markdown_of_any_text_is_blocks_joined(text: str) -> None:
    article = markdown(f"{PROSE}\n\n{text}")
    assert article.text == "\n\n".join(article.text[block.start : block.end] for block in article.blocks)
