from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.words import words_in
from exodesk.index.search_words import WordIndex, WordIndexBuilder

texts = st.text(st.sampled_from("aabcé ã\ud800फेश-\n"), max_size=8)


def index_of(*rows: str) -> WordIndex:
    builder = WordIndexBuilder()
    for row, text in enumerate(rows):
        builder.add(row, words_in(text))
    return builder.finish()


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=3))
def test_a_row_is_held_if_each_typed_word_is_inside_one_of_its_words(
    rows: list[str], typed: list[str]
) -> None:
    index = index_of(*rows)
    for text in typed:
        expected = [
            all(any(part in word for word in words_in(row)) for part in words_in(text))
            for row in rows
        ]
        assert index.holding(text, len(rows)).tolist() == expected


def test_a_typed_word_is_not_found_across_two_words() -> None:
    assert not index_of("ab cd").holding("abcd", 1).any()
    assert not index_of("ab", "cd").holding("bc", 2).any()


@pytest.mark.parametrize("letters", range(3, 9))
def test_a_typed_word_longer_than_all_others_is_in_none(letters: int) -> None:
    assert index_of("aaa").holding("a" * letters, 1).any() == (letters == 3)


def test_more_words_than_sixteen_bits_count_are_told_apart() -> None:
    count = 70_000
    index = index_of(*(f"n{row:06d}" for row in range(count)))
    assert np.flatnonzero(index.holding("n069999", count)).tolist() == [69_999]
    assert np.flatnonzero(index.holding("n00446", count)).tolist() == list(range(4460, 4470))
    assert index.holding("n", count).all()


def test_more_letters_than_have_a_bit_are_each_found() -> None:
    letters = [chr(0x4E00 + number) for number in range(100)]
    index = index_of(*letters, "", " ".join(letters), "")
    for row, letter in enumerate(letters):
        assert np.flatnonzero(index.holding(letter, 103)).tolist() == [row, 101]
    assert not index.holding("x", 103).any()


def test_what_was_looked_for_before_is_found_again() -> None:
    index = index_of("abc", "bcd", "cde", "")
    typed = [letters for word in ("abc", "bcd", "cde") for letters in (word[0], word[:2], word)]
    expected = {text: [text in row for row in ("abc", "bcd", "cde", "")] for text in typed}
    for text in (*typed, *(f"x{number}" for number in range(20)), *reversed(typed)):
        assert index.holding(text, 4).tolist() == expected.get(text, [False] * 4)
    assert index.holding(" ".join(f"x{number}" for number in range(20)), 4).tolist() == [False] * 4


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("microneedlng", "microneedling"),
        ("londn", "london"),
        ("delhy", "delhi"),
        ("leeds", None),
        ("", None),
        ("माइक्रोनिडलिंग", "माइक्रोनीडलिंग"),
    ],
)
def test_a_misspelt_word_is_nearest_to_the_one_that_was_meant(
    typed: str, nearest: str | None
) -> None:
    index = index_of("Microneedling London", "Facial New Delhi", "माइक्रोनीडलिंग led lens beds")
    assert index.nearest(typed) == nearest


def test_no_word_is_near_where_there_is_none() -> None:
    assert index_of().nearest("london") is None
