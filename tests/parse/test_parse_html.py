"""From pages as sites build them to articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ParseError
from dateline.model import Article
from dateline.parse import parse_html

PROSE = (
    "The drama about three keepers on one rock has been the quiet success of the year for its channel, "
    "and the lamp room still holds a secret or two that the writers are in no hurry to give away."
)


LISTED = '<script type="application/ld+json">[{"@type":["Article"],"datePublished":"2025-03-04"}]</script>'


def page(body: str, head: str = "", lang: str = "en") -> str:
    head = f'<meta charset="utf-8">{head}'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def outcome(html: str) -> Article | str:
    """The article, or the reason why there is none."""
    try:
        return parse_html(html)
    except ParseError as error:
        return error.reason


def texts(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_guide_metadata(page_bytes: Callable[[str], bytes]) -> None:
    url = "https://harborpost.example/guides/harbor-lights-season-3"
    article = parse_html(page_bytes("guide.html"), url=f"{url}?from=home")
    assert article.title == "Harbor Lights Season 3: release date, cast and more"
    assert article.url == url
    assert article.outlet == "The Harbor Post"
    assert article.byline == "Ana Ruiz, Ben Cole"
    assert (article.published, article.published_from) == (dt.date(2025, 3, 4), "json-ld")
    assert article.modified == dt.date(2025, 4, 1)
    assert article.language == "en-GB"


def test_guide_blocks_stand_under_their_headings(page_bytes: Callable[[str], bytes]) -> None:
    article = parse_html(page_bytes("guide.html"))
    assert texts(article, "heading") == [
        "Has Harbor Lights been renewed for Season 3?",
        "Harbor Lights Season 3 release date",
        "Episode schedule",
        "Who is in the cast?",
    ]
    assert texts(article, "table_cell") == [
        "Episode | Date",
        "1 | November 12, 2025",
        "2 | November 19, 2025",
    ]
    assert texts(article, "list_item") == ["Imke Rowan as the keeper", "Milo Vance as the inspector"]
    assert len(texts(article, "quote")) == 1
    assert texts(article, "note")[0].startswith("Correction:")
    premiere = next(
        block for block in article.blocks if "originally due" in article.text[block.start : block.end]
    )
    assert premiere.headings == ("Harbor Lights Season 3 release date",)


def test_guide_leaves_out_what_is_no_article(page_bytes: Callable[[str], bytes]) -> None:
    text = parse_html(page_bytes("guide.html")).text
    for gone in (
        "cookies",
        "newsletter",
        "Read more",
        "Related stories",
        "Copper Bay",
        "2030",
        "By Ana Ruiz",
    ):
        assert gone not in text


def test_text_is_title_and_blocks_with_single_spaces(page_bytes: Callable[[str], bytes]) -> None:
    article = parse_html(page_bytes("guide.html"))
    assert article.text == "\n\n".join(article.text[block.start : block.end] for block in article.blocks)
    assert "November 12, 2025" in article.text
    assert "  " not in article.text
    assert parse_html(page_bytes("guide.html")) == article


def test_pages_without_article_or_in_another_language(page_bytes: Callable[[str], bytes]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_html(page_bytes("nothing.html"))
    assert caught.value.reason == "no-text"
    with pytest.raises(ParseError, match="German") as caught:
        parse_html(page_bytes("german.html"))
    assert caught.value.reason == "language"


def test_a_short_brief_is_an_article() -> None:
    brief = (
        "Harbor Lights will now premiere on May 7, not on March 5, the channel said on Monday. "
        "It gave no reason for the change of the date."
    )
    article = parse_html(page(f"<article><h1>Harbor Lights moves</h1><p>{brief}</p></article>"))
    assert texts(article, "paragraph") == [brief]


@pytest.mark.parametrize(
    ("head", "url", "expected", "origin"),
    [
        (
            LISTED + '<meta property="article:published_time" content="2025-03-05">',
            None,
            dt.date(2025, 3, 4),
            "json-ld",
        ),
        ('<meta name="pubdate" content="Tue, 04 Mar 2025 08:00:00 GMT">', None, dt.date(2025, 3, 4), "meta"),
        ("", "https://harborpost.example/2025/03/04/lights", dt.date(2025, 3, 4), "url"),
        ("", "https://harborpost.example/2025/13/44/lights", None, None),
        ('<script type="application/ld+json">{broken</script>', None, None, None),
        ('<meta name="date" content="03/04/2025">', None, None, None),
    ],
)
def test_published_comes_from_the_best_place(
    head: str, url: str | None, expected: dt.date | None, origin: str | None
) -> None:
    article = parse_html(page(f"<article><p>{PROSE}</p></article>", head), url=url)
    assert (article.published, article.published_from) == (expected, origin)


def test_published_by_the_user_wins() -> None:
    head = '<meta property="article:published_time" content="2025-03-05">'
    article = parse_html(page(f"<p>{PROSE}</p>", head), published=dt.date(2024, 1, 1))
    assert (article.published, article.published_from) == (dt.date(2024, 1, 1), "user")


def test_published_from_time_elements() -> None:
    body = (
        '<article><time class="updated" datetime="2025-06-01">June 1</time>'
        f'<time class="published" datetime="2025-03-04">March 4</time><p>{PROSE}</p></article>'
    )
    article = parse_html(page(body))
    assert (article.published, article.published_from) == (dt.date(2025, 3, 4), "time")
    assert article.modified == dt.date(2025, 6, 1)


def test_published_from_a_byline_in_the_page() -> None:
    article = parse_html(
        page(f"<article><p>By Ana Ruiz | Harbor Post | March 4, 2025</p><p>{PROSE}</p></article>")
    )
    assert (article.published, article.published_from) == (dt.date(2025, 3, 4), "text")
    assert (article.byline, article.outlet) == ("Ana Ruiz", "Harbor Post")


def test_the_article_among_several_structured_nodes() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2020-01-01"}</script>'
        '<script type="application/ld+json"><!-- {"@type":"NewsArticle","datePublished":"2025-03-04",'
        '"author":"Ana Ruiz"} --></script>'
    )
    article = parse_html(page(f"<p>{PROSE}</p>", head))
    assert article.published == dt.date(2025, 3, 4)
    assert article.byline == "Ana Ruiz"


def test_a_front_page_is_no_canonical_url() -> None:
    head = '<link rel="canonical" href="https://harborpost.example/">'
    url = "https://harborpost.example/lights"
    assert parse_html(page(f"<p>{PROSE}</p>", head), url=url).url == url


def test_headline_without_the_name_of_the_site() -> None:
    article = parse_html(
        page(
            f"<p>{PROSE}</p>",
            '<meta property="og:site_name" content="Harbor Post"><title>Lights go on - Harbor Post</title>',
        )
    )
    assert article.title == "Lights go on"
    other = parse_html(page(f"<p>{PROSE}</p>", "<title>Lights go on - and off</title>"))
    assert other.title == "Lights go on - and off"


def test_bold_paragraphs_become_headings_only_before_running_text() -> None:
    bold = ["When is it out?", "It is out now.", "The last word"]
    body = "".join(f"<p>{PROSE}</p><p><b>{words}</b></p>" for words in bold)
    article = parse_html(page(f"<article>{body}</article>"))
    assert texts(article, "heading") == ["When is it out?"]


def test_a_line_of_dialogue_in_bold_is_no_heading() -> None:
    line = "<p><b>“Who put the lamp out?”</b></p>"
    article = parse_html(page(f"<article><p>{PROSE}</p>{line}<p>{PROSE}</p></article>"))
    assert texts(article, "heading") == []


@pytest.mark.parametrize(("teasers", "kept"), [(2, ["One", "Two"]), (3, ["Three"])])
def test_headings_in_a_row_that_head_nothing_are_teasers(teasers: int, kept: list[str]) -> None:
    row = "".join(f"<h3>{word}</h3>" for word in ["One", "Two", "Three"][:teasers])
    article = parse_html(page(f"<article><p>{PROSE}</p>{row}<p>{PROSE}</p></article>"))
    assert texts(article, "heading") == kept


def test_a_page_laid_out_in_tables_is_read_as_text() -> None:
    body = (
        "<table><tr><td><p>Local news</p><p>Tides</p></td><td><h1>Lights go on</h1>"
        f"<p>{PROSE}</p><p>{PROSE[:-20]}</p></td></tr></table>"
    )
    article = parse_html(page(body, "<title>Lights go on</title>"))
    assert not texts(article, "table_cell")
    assert PROSE in texts(article, "paragraph")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"])
def test_deep_nesting_ends(tag: str) -> None:
    deep = f"<{tag}>" * 10_000
    found = outcome(page(f"<article><p>{PROSE}</p>{deep}<p>{PROSE}</p></article>"))
    assert found == "no-text" or (isinstance(found, Article) and PROSE in found.text)


def test_deep_structured_data_ends() -> None:
    head = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    head += '<script type="application/ld+json">' + '{"@graph":' * 900 + "{}" + "}" * 900 + "</script>"
    assert PROSE in parse_html(page(f"<p>{PROSE}</p>", head)).text


def test_markup_from_the_page_stays_text() -> None:
    article = parse_html(page(f"<article><p>{PROSE} &lt;script&gt;alert(1)&lt;/script&gt;</p></article>"))
    assert "<script>alert(1)</script>" in article.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<h2>",
                "<table>",
                "<td>",
                "</td>",
                "<li>",
                "<br>",
                "<b>",
                "word ",
                "<!--",
                "&#0;",
                "\x00",
                "<svg>",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    found = outcome(page("<article><p>" + PROSE + "</p>" + "".join(pieces)))
    if isinstance(found, str):
        assert found in {"no-text", "language", "binary"}
        return
    for block in found.blocks:
        assert found.text[block.start : block.end].strip()
