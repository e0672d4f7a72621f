"""What is said of a search that finds nothing: words in no entry, searches that find some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exodesk.domain.filters import EntryFilter
from exodesk.domain.ordering import SortKey
from exodesk.domain.words import words_in
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.widgets.empty_state import WayBack
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text
from exodesk.wording.lists import listed

_MOST_WORDS = 8


class SearchedWords:
    """The words of ``entry_filter``, looked at one by one. It takes a search for each."""

    def __init__(self, document: CatalogueDocument, entry_filter: EntryFilter) -> None:
        self._document = document
        self._filter = entry_filter
        parts = [part for part in entry_filter.words.split() if words_in(part)]
        self._parts = parts if len(parts) <= _MOST_WORDS else []
        self._unknown = [
            part for part in self._parts if not count_of(document, EntryFilter(words=part))
        ]

    def sentence(self) -> str:
        """Which words no entry holds; empty where each is in one."""
        if not self._unknown:
            return ""
        sentence = ngettext(
            "No entry holds the word {words}.",
            "No entry holds any of the words {words}.",
            len(self._unknown),
        )
        return sentence.format(words=_quoted(self._unknown))

    def ways_back(self) -> list[WayBack]:
        """The search as it may have been meant, and without the words that find nothing."""
        return list(self._ways_back())

    def _ways_back(self) -> Iterator[WayBack]:
        if self._unknown:
            yield from self._meant()
            yield from self._without(self._unknown)
        else:
            for part in self._parts:
                yield from self._without([part])

    def _meant(self) -> Iterator[WayBack]:
        meant = [self._nearest(part) if part in self._unknown else part for part in self._parts]
        words = " ".join(word for word in meant if word)
        asked = replace(self._filter, words=words)
        if None not in meant and words != self._filter.words:
            for gain in self._gain(asked):
                yield WayBack(
                    asked,
                    _("Did you mean “{words}”?").format(words=words),
                    gain,
                    act=_("Search for this"),
                    act_heard=_("Search for “{words}”").format(words=words),
                )

    def _nearest(self, part: str) -> str | None:
        typed = words_in(part)
        return self._document.nearest_word(typed[0]) if len(typed) == 1 else None

    def _without(self, dropped: list[str]) -> Iterator[WayBack]:
        kept = [part for part in self._parts if part not in dropped]
        asked = replace(self._filter, words=" ".join(kept))
        if kept:
            words = _quoted(dropped)
            for gain in self._gain(asked):
                yield WayBack(
                    asked,
                    _("Without {words}").format(words=words),
                    gain,
                    act_heard=_("Search without {words}").format(words=words),
                )

    def _gain(self, asked: EntryFilter) -> Iterator[str]:
        if gain := count_of(self._document, asked):
            yield entries_text(gain)


def count_of(document: CatalogueDocument, entry_filter: EntryFilter) -> int:
    """How many entries fit, those it can't tell of among them."""
    found = document.select(entry_filter, SortKey.NAME, descending=False)
    return len(found.rows) + len(found.open_rows)


def entries_text(count: int) -> str:
    return ngettext("{n} entry", "{n} entries", count).format(n=whole_text(count))


def _quoted(words: list[str]) -> str:
    return listed(_("“{word}”").format(word=word) for word in words)
