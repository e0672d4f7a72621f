"""The word index: which rows hold a word that contains what somebody typed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from exodesk.domain.words import words_in
from exodesk.index.radix import stably_by

_BETWEEN = "\n"  # never in a word: words are cut at white space
_FEW_WORDS = 64


class WordIndex:
    """Every word once, joined into one text; per word the rows that hold it."""

    def __init__(
        self, words: Iterable[str], word_of_pair: NDArray[np.int32], row_of_pair: NDArray[np.int32]
    ) -> None:
        text = _encoded(_BETWEEN.join(words))
        self._letters = np.frombuffer(text, np.uint8)
        ends = np.append(np.flatnonzero(self._letters == ord(_BETWEEN)), len(text))
        lengths = np.diff(ends, prepend=-1)
        # Per letter its word, so that a place in the text tells the word without a search.
        self._word_at = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        pairs = np.arange(len(word_of_pair), dtype=np.int32)
        self._rows = row_of_pair[stably_by(pairs, word_of_pair)]
        self._counts = np.bincount(word_of_pair, minlength=len(lengths))
        self._ends = np.cumsum(self._counts)
        self._found: dict[str, NDArray[np.bool_]] = {}

    def holding(self, typed: str, row_count: int) -> NDArray[np.bool_]:
        """The rows in which every typed word occurs inside some word."""
        found = {}
        held = np.ones(row_count, np.bool_)
        for part in words_in(typed):
            kept = self._found.get(part)
            found[part] = self._rows_with(part, row_count) if kept is None else kept
            held &= found[part]
        self._found = found
        return held

    def _rows_with(self, part: str, row_count: int) -> NDArray[np.bool_]:
        held = np.zeros(row_count, np.bool_)
        contains = np.zeros(len(self._counts), np.bool_)
        contains[self._words_containing(_encoded(part))] = True
        words = np.flatnonzero(contains)
        if len(words) <= _FEW_WORDS:
            for word in words.tolist():
                end = self._ends[word]
                held[self._rows[end - self._counts[word] : end]] = True
        else:
            held[self._rows[np.repeat(contains, self._counts)]] = True
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


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
