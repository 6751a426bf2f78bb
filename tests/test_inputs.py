"""What a user names becomes sources: in order, once each, or a row that says why not."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.inputs import binary_kind, iter_sources, read_source, sniff_media_type
from dateline.model import Skipped, Source, Text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, with what such folders also hold; it is the working folder."""
    for name in (
        "b.txt",
        "a.html",
        "deep/c.md",
        "deep/er/d.htm",
        "deep/expected.toml",
        "b.json",
        "notes.rst",
        ".hidden.txt",
        ".git/e.txt",
        "alone.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name.endswith(".json") else "Harbor Lights returns in May.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*inputs: str | Text, **options: object) -> list[str]:
    """Names of sources, and ``reason: name`` of what was skipped."""
    found = iter_sources(inputs, **options)  # type: ignore[arg-type]
    return [f"{item.reason}: {item.source}" if isinstance(item, Skipped) else item.name for item in found]


def detail(name: str) -> str:
    (skipped,) = iter_sources([name])
    assert isinstance(skipped, Skipped)
    return skipped.detail


def reason(source: Source, **options: int) -> str:
    with pytest.raises(InputError) as caught:
        read_source(source, **options)
    assert caught.value.source == source.name
    return caught.value.reason


def on_file(path: Path, body: bytes) -> Source:
    path.write_bytes(body)
    return Source(kind="file", name=str(path))


def test_a_folder_is_read_in_order_without_what_is_no_article(folder: Path) -> None:
    assert names(".") == ["a.html", "b.txt", "deep/c.md", "deep/er/d.htm"]
    assert names(str(folder / "deep")) == [str(folder / "deep/c.md"), str(folder / "deep/er/d.htm")]


@pytest.mark.usefixtures("folder")
def test_inputs_keep_their_order_and_are_read_once() -> None:
    assert names("deep/c.md", "b.txt", "./b.txt", ".", "b.txt") == [
        "deep/c.md",
        "b.txt",
        "a.html",
        "deep/er/d.htm",
    ]


def test_a_link_to_a_file_already_read_is_the_same_input(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "b.txt")
    assert names("b.txt", "z.txt") == ["b.txt"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("deep/*", ["deep/c.md", "deep/er/d.htm"]),
        ("**/*.m*", ["deep/c.md"]),
        ("**", ["a.html", "b.txt", "deep/c.md", "deep/er/d.htm"]),
        ("[ab].*", ["a.html", "b.txt"]),
        ("*.rst", ["notes.rst"]),
        ("*.pdf", ["missing: *.pdf"]),
        ("none/*.txt", ["missing: none/*.txt"]),
    ],
)
def test_globs(pattern: str, expected: list[str]) -> None:
    assert names(pattern) == expected


def test_a_name_with_glob_characters_that_exists_is_that_file(folder: Path) -> None:
    (folder / "what [1].txt").write_text("x")
    assert names("what [1].txt") == ["what [1].txt"]


@pytest.mark.usefixtures("folder")
def test_sidecars_and_labels_named_by_a_shell_pattern_are_no_inputs() -> None:
    assert names("b.json", "b.txt", "deep/expected.toml") == ["b.txt"]
    assert names("alone.json") == ["alone.json"]


@pytest.mark.usefixtures("folder")
def test_what_is_missing_says_what_was_meant() -> None:
    assert names("bb.txt", "b.txt") == ["missing: bb.txt", "b.txt"]
    assert "did you mean b.txt?" in detail("bb.txt")
    assert "did you mean" not in detail("quite-another-thing.txt")
    assert "b.txt" in detail("bb*.txt")
    assert "did you mean deep?" in detail("depp/*.txt")
    assert names("") == ["missing: "]
    assert names("a\0b") == ["missing: a\0b"]


def test_an_empty_folder_is_missing_articles(tmp_path: Path) -> None:
    (tmp_path / "x.rst").write_text("x")
    assert names(str(tmp_path)) == [f"missing: {tmp_path}"]


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "mailto:a@example.org", "http://[x/"]
)
def test_urls_that_are_not_read(url: str) -> None:
    assert names(url) == [f"url: {url}"]


def test_urls_are_read_once_whatever_their_fragment() -> None:
    first = "https://Harborpost.example/a?b=1"
    assert names(first, "https://harborpost.example/a?b=1#top", "https://harborpost.example/a?b=2") == [
        first,
        "https://harborpost.example/a?b=2",
    ]


def test_lists_name_inputs_relative_to_themselves(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    listing = folder / "deep" / "list.txt"
    listing.write_text(
        "\ufeff# ours\n\nc.md\n../b.txt\nhttps://harborpost.example/#news\nno.md\n@more.txt\n", "utf-8"
    )
    (folder / "deep" / "more.txt").write_text("er\n")
    expected = [
        "deep/c.md",
        "deep/../b.txt",
        "https://harborpost.example/#news",
        "missing: deep/no.md",
        "deep/er/d.htm",
    ]
    assert names("@deep/list.txt") == expected
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert names(f"@{listing}")[0] == str(folder / "deep/c.md")


def test_lists_that_are_missing_endless_or_binary(folder: Path) -> None:
    (folder / "loop.txt").write_text("@loop.txt\n")
    (folder / "odd.txt").write_bytes(b"caf\xe9\n")
    assert names("@no.txt", "@odd.txt") == ["missing: @no.txt", "encoding: @odd.txt"]
    assert names("@loop.txt") == ["list: @loop.txt"]


def test_standard_input_is_read_once_and_only_where_there_is_one() -> None:
    assert names("-", "-", stdin=io.BytesIO(b"x")) == ["-"]
    assert names("-") == ["missing: -"]


def test_texts_in_hand_have_names_that_do_not_depend_on_their_order() -> None:
    one, two = Text(text="Harbor Lights returns."), Text(text="Copper Bay returns.")
    assert names(one, two, one) == list(reversed(names(two, one)))
    assert names(Text(text="x", doc="story"), Text(text="y", url="https://harborpost.example/y")) == [
        "story",
        "https://harborpost.example/y",
    ]
    assert names(Text(text="x", doc="story", published="yesterday")) == ["date: story"]


def test_what_the_user_says_of_bare_files_is_kept(folder: Path) -> None:
    day = dt.date(2025, 3, 4)
    (source,) = iter_sources(["b.txt"], published=day, url="https://harborpost.example/b")
    assert isinstance(source, Source)
    page = read_source(source)
    assert (page.published, page.url, page.doc) == (day, "https://harborpost.example/b", "b")
    (text,) = iter_sources([Text(text="x", published="2025-06-10")], published=day)
    assert isinstance(text, Source)
    assert text.published == dt.date(2025, 6, 10)
    assert (folder / "b.txt").exists()


def test_a_sidecar_says_what_the_file_cannot(folder: Path) -> None:
    (folder / "b.json").write_text(
        '{"published": "2025-03-04T10:00:00Z", "url": "https://harborpost.example/b", "title": "Lights", '
        '"outlet": "Harbor Post", "doc": "b", "tags": [1]}'
    )
    page = read_source(Source(kind="file", name="b.txt"))
    assert (page.published, page.url) == (dt.date(2025, 3, 4), "https://harborpost.example/b")
    assert (page.title, page.outlet) == ("Lights", "Harbor Post")
    asked = read_source(Source(kind="file", name="b.txt", published=dt.date(2024, 1, 1)))
    assert asked.published == dt.date(2024, 1, 1)


@pytest.mark.parametrize("written", ["{", '{"published": "soon"}', '{"title": 3}', "[]"])
def test_a_sidecar_that_cannot_be_used_is_said(folder: Path, written: str) -> None:
    (folder / "b.json").write_text(written)
    assert reason(Source(kind="file", name="b.txt")) == "sidecar"


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.html", b"%PDF-1.7\n", "binary"),
        ("a.docx", b"PK\x03\x04....", "binary"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "binary"),
        ("a.json", b"{}", "unsupported"),
        ("a.ndjson", b"{}", "unsupported"),
        ("a.warc.gz", b"\x1f\x8b", "unsupported"),
        ("a.xml", b"<rss/>", "unsupported"),
        ("a.rst", b"text", "unsupported"),
        ("noname", b'{"a": 1}', "unsupported"),
        ("noname", b"<?xml version='1.0'?><rss/>", "unsupported"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, body: bytes, expected: str) -> None:
    assert reason(on_file(tmp_path / name, body)) == expected


def test_files_over_the_limit_are_refused_and_at_it_read(tmp_path: Path) -> None:
    source = on_file(tmp_path / "a.txt", b"x" * 1001)
    assert reason(source, max_bytes=1000) == "too-large"
    assert len(read_source(source, max_bytes=1001).body) == 1001


def test_a_file_that_went_away_or_is_a_folder(tmp_path: Path) -> None:
    assert reason(Source(kind="file", name=str(tmp_path / "gone.txt"))) == "missing"
    (tmp_path / "f.txt").mkdir()
    assert reason(Source(kind="file", name=str(tmp_path / "f.txt"))) == "unreadable"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.HTML", "text/html"), ("a.htm", "text/html"), ("a.txt", "text/plain"), ("a.md", "text/markdown")],
)
def test_media_types_by_name(tmp_path: Path, name: str, kind: str) -> None:
    page = read_source(on_file(tmp_path / name, b"Harbor Lights"))
    assert (page.media_type, page.doc, page.charset) == (kind, "a", None)
    assert len(page.sha256) == 64


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf\n <html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "text/html"),
        (b"<rss version='2.0'>", "application/xml"),
        (b'{"url": 1}', "application/json"),
        (b"WARC/1.0\r\n", "application/warc"),
        (b"---\ntitle: x\n---\n", "text/markdown"),
        (b"# Lights\n", "text/markdown"),
        (b"#5 is alive\n", "text/plain"),
        (b"<3 this show", "text/plain"),
        (b"[Exclusive] Lights", "text/plain"),
    ],
)
def test_content_without_a_name_is_recognised(body: bytes, kind: str) -> None:
    assert sniff_media_type(body) == kind
    source = Source(kind="stdin", name="-")
    if kind in {"text/html", "text/plain", "text/markdown"}:
        assert read_source(source, io.BytesIO(body)).media_type == kind


def test_utf16_text_is_no_binary_and_keeps_its_mark() -> None:
    body = "Harbor Lights".encode("utf-16")
    assert binary_kind(body) is None
    assert read_source(Source(kind="stdin", name="-"), io.BytesIO(body)).charset == "utf-16-le"


@given(st.text(min_size=1))
def test_texts_in_hand_survive_as_they_are(text: str) -> None:
    (source,) = iter_sources([Text(text=text)])
    assert isinstance(source, Source)
    if not text.strip() or "\0" in text or not text.encode().strip():
        return
    if binary_kind(text.encode()):
        return
    page = read_source(source)
    assert page.body.decode("utf-8-sig") == text


def test_a_text_with_a_lone_surrogate_is_refused() -> None:
    (source,) = iter_sources([Text(text="Harbor \ud800 Lights", doc="story")])
    assert isinstance(source, Source)
    assert reason(source) == "encoding"


def test_urls_are_not_read_here() -> None:
    with pytest.raises(ValueError, match="url"):
        read_source(Source(kind="url", name="https://harborpost.example/"))
