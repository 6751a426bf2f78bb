"""Sentences stay inside their blocks, and full stops that end none are passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.sentences import iter_sentences
from dateline.model import Article, Block


def article(*texts: str, kind: str = "paragraph") -> Article:
    blocks, position = [], 0
    for text in texts:
        blocks.append(Block(kind=kind, start=position, end=position + len(text)))
        position += len(text) + 2
    return Article(id="a", doc="a", source="a.txt", text="\n\n".join(texts), blocks=tuple(blocks))


def cut(text: str, kind: str = "paragraph") -> list[str]:
    return [s.text for s in iter_sentences(article(text, kind=kind))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Glass Harbour is back. It opens in May.", 2),
        ("It airs at 3 a.m. The rest follows.", 2),
        ("“It is over.” She left.", 2),
        ("Will it return? Nobody knows!", 2),
        ("It opens on Jan. 17 in Leeds.", 1),
        ("Dr. Quill and Mr. Orne return.", 1),
        ("J. Mara Orne directs.", 1),
        ("The U.S. Premiere is in May.", 1),
        ("It cost 3.5 million crowns.", 1),
        ("Wait... what happens next is open.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(cut(text)) == count


def test_a_heading_is_one_sentence() -> None:
    assert cut("Glass Harbour. Season 2. All we know", kind="heading") == [
        "Glass Harbour. Season 2. All we know"
    ]


def test_only_the_first_sentence_opens_its_block() -> None:
    found = list(iter_sentences(article("One thing. Another thing.", "A third.")))
    assert [s.first for s in found] == [True, False, True]
    assert [s.index for s in found] == [0, 1, 2]


@given(texts=st.lists(st.text(alphabet=st.sampled_from("aAb .!?…\n\"”'()1,"), max_size=60), max_size=4))
def test_sentences_lie_inside_their_blocks_in_order_and_apart(texts: list[str]) -> None:
    one = article(*texts)
    last = 0
    for sentence in iter_sentences(one):
        block = one.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.start >= last
        assert one.text[sentence.start : sentence.end] == sentence.text
        last = sentence.end
