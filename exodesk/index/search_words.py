"""The word index: which rows hold a word that contains what somebody typed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from exodesk.domain.words import words_in
from exodesk.index.picking import mark
from exodesk.index.radix import stably_by

_BETWEEN = "\n"  # never in a word: words are cut at white space
_FEW_WORDS = 64
_MOST_BITS = 64
_ALIKE = 0.75  # of 1: londn is London, and glow is not gloss
_MOST_FOUND = 16  # parts of words, a byte a row each: one takes letters back, or types them again


class WordIndex:
    """Every word once, joined into one text; per word the rows that hold it.

    A single letter is in most words, so rows have a bit for each of the commonest ones. Pairs of
    a word and a row come row by row.
    """

    def __init__(
        self, words: Iterable[str], word_of_pair: NDArray[np.int32], row_of_pair: NDArray[np.int32]
    ) -> None:
        joined = _BETWEEN.join(words)
        text = _encoded(joined)
        self._letters = np.frombuffer(text, np.uint8)
        ends = np.append(np.flatnonzero(self._letters == ord(_BETWEEN)), len(text))
        lengths = np.diff(ends, prepend=-1)
        # Per letter its word, so that a place in the text tells the word without a search.
        self._word_at = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        pairs = np.arange(len(word_of_pair), dtype=np.int32)
        self._rows = row_of_pair[stably_by(pairs, word_of_pair)]
        self._counts = np.bincount(word_of_pair, minlength=len(lengths))
        self._ends = np.cumsum(self._counts)
        self._bits, bits_of_word = _letter_bits(joined, self._counts)
        self._bits_of_row = _bits_of_rows(bits_of_word[word_of_pair], row_of_pair)
        self._found: dict[str, NDArray[np.bool_]] = {}

    def holding(self, typed: str, row_count: int) -> NDArray[np.bool_]:
        """The rows in which every typed word occurs inside some word."""
        held = np.ones(row_count, np.bool_)
        for part in words_in(typed):
            found = self._found.pop(part, None)
            self._found[part] = self._rows_with(part, row_count) if found is None else found
            held &= self._found[part]
        while len(self._found) > _MOST_FOUND:
            del self._found[next(iter(self._found))]
        return held

    def nearest(self, typed: str) -> str | None:
        """The word most like a single misspelt one; slips are sought after its first letter."""
        words = self._letters.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)
        most_off = max(1, len(typed) // 4)
        alike = [
            word
            for word in words
            if word[:1] == typed[:1] and abs(len(word) - len(typed)) <= most_off
        ]
        found = get_close_matches(typed, alike, n=1, cutoff=_ALIKE)
        return found[0] if found else None

    def _rows_with(self, part: str, row_count: int) -> NDArray[np.bool_]:
        held = np.zeros(row_count, np.bool_)
        if (bit := self._bits.get(part)) is not None:
            held[: len(self._bits_of_row)] = self._bits_of_row & bit != 0
            return held
        contains = np.zeros(len(self._counts), np.bool_)
        contains[self._words_containing(_encoded(part))] = True
        words = np.flatnonzero(contains)
        if len(words) <= _FEW_WORDS:
            for word in words.tolist():
                end = self._ends[word]
                mark(held, self._rows[end - self._counts[word] : end])
        else:
            mark(held, self._rows[np.repeat(contains, self._counts)])
        return held

    def _words_containing(self, part: bytes) -> NDArray[np.int32]:
        """Words by number, some of them several times. UTF-8 never matches inside a letter."""
        places = max(0, len(self._letters) - len(part) + 1)
        starts = np.flatnonzero(self._letters[:places] == part[0])
        for offset, letter in enumerate(part[1:], start=1):
            starts = starts[self._letters[starts + offset] == letter]
        return self._word_at[starts]


class WordIndexBuilder:
    """Gathers the words of row after row."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words = array("i")
        self._rows = array("i")

    def add(self, row: int, words: Iterable[str]) -> None:
        numbers = self._numbers
        for word in words:
            self._words.append(numbers.setdefault(word, len(numbers)))
            self._rows.append(row)

    def finish(self) -> WordIndex:
        return WordIndex(
            self._numbers,
            np.array(self._words, dtype=np.int32),
            np.array(self._rows, dtype=np.int32),
        )


def _letter_bits(
    joined: str, counts: NDArray[np.intp]
) -> tuple[dict[str, np.uint64], NDArray[np.uint64]]:
    """A bit for each of the letters that most rows hold, and per word the bits of its letters."""
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    between = letters == ord(_BETWEEN)
    word_at = np.cumsum(between) - between
    rows_of = np.bincount(letters, weights=counts[word_at])
    rows_of[ord(_BETWEEN) : ord(_BETWEEN) + 1] = 0
    occurring = np.flatnonzero(rows_of)
    commonest = occurring[np.argsort(-rows_of[occurring])][:_MOST_BITS]
    bit_of = np.zeros(len(rows_of), np.uint64)
    bit_of[commonest] = np.uint64(1) << np.arange(len(commonest), dtype=np.uint64)
    starts = np.append(0, np.flatnonzero(between) + 1)
    of_word = np.bitwise_or.reduceat(bit_of[letters], starts) if len(letters) else bit_of[:0]
    return {chr(letter): bit_of[letter] for letter in commonest}, of_word


def _bits_of_rows(
    of_pair: NDArray[np.uint64], row_of_pair: NDArray[np.int32]
) -> NDArray[np.uint64]:
    if not len(row_of_pair):
        return of_pair
    starts = np.append(0, np.flatnonzero(np.diff(row_of_pair)) + 1)
    of_row = np.zeros(row_of_pair[-1] + 1, np.uint64)
    of_row[row_of_pair[starts]] = np.bitwise_or.reduceat(of_pair, starts)
    return of_row


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
