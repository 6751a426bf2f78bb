"""Bytes are decoded as what they are, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ParseError
from dateline.parse._decode import decode

LINE = "“Harbor Lights” – the naïve keeper’s café opens on May 7. "
CYRILLIC = "Сериал о трёх смотрителях маяка стал тихим успехом года для своего телеканала. "


def outcome(body: bytes) -> str:
    """The decoded text, or ``refused:`` and the reason."""
    try:
        return decode(body)
    except ParseError as error:
        return f"refused: {error.reason}"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_undeclared_encodings_that_can_be_known(codec: str) -> None:
    assert decode((LINE * 5).encode(codec)) == LINE * 5


@pytest.mark.parametrize("label", ["windows-1252", "ISO-8859-1", "latin1", "US-ASCII"])
def test_declared_western_labels_mean_windows_1252(label: str) -> None:
    assert decode(LINE.encode("cp1252"), charset=label) == LINE


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(LINE.encode(), charset="iso-8859-1") == LINE


def test_charset_declared_in_the_page() -> None:
    page = f'<meta charset="windows-1251"><p>{CYRILLIC}</p>'
    assert decode(page.encode("cp1251"), html=True) == page
    older = f'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{CYRILLIC}</p>'
    assert decode(older.encode("koi8-r"), html=True) == older


def test_a_few_stray_bytes_in_utf8_are_read_as_windows_1252() -> None:
    body = (LINE * 5).encode() + b"the keeper\x92s lamp"
    assert decode(body, charset="utf-8") == LINE * 5 + "the keeper’s lamp"


def test_undeclared_other_encodings_are_guessed_or_refused_but_never_garbled() -> None:
    assert outcome((CYRILLIC * 20).encode("cp1251")) in {CYRILLIC * 20, "refused: encoding"}


@pytest.mark.parametrize(
    "body",
    [
        bytes(range(128, 256)) * 20,
        b"\xff\xfe\x00",
        "Ein Faß".encode("cp037") * 30,
        b"don\xd5t go, it\xd5s the \xca lamp " * 3,
    ],
    ids=["high bytes", "cut utf-16", "ebcdic", "mac roman"],
)
def test_what_cannot_be_known_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        decode(body, source="story.txt")
    assert caught.value.reason in {"encoding", "binary"}
    assert caught.value.source == "story.txt"


def test_control_characters_are_binary() -> None:
    with pytest.raises(ParseError) as caught:
        decode(b"\x01\x02\x03\x04" * 100)
    assert caught.value.reason == "binary"


@pytest.mark.parametrize("label", ["utf-7", "zlib", "rot13", "no-such-charset", "unicode_escape"])
def test_labels_that_are_no_page_encodings_are_not_used(label: str) -> None:
    body = b"+ADw-script+AD4- \\u0041 caf\xe9 "
    assert decode(body, charset=label) == "+ADw-script+AD4- \\u0041 café "


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
def test_utf8_is_always_read_exactly(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_replacement_or_refused(body: bytes) -> None:
    text = outcome(body)
    assert "\ufffd" not in text or "\ufffd".encode() in body
    assert not text.startswith("refused: ") or text in {"refused: encoding", "refused: binary"}
