from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Kind
from exodesk.domain.filters import EntryFilter
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.pages.catalogue_search import SearchedWords
from tests.builders import RATE_DAY, RATES, entry, product

ENTRIES = (
    entry("Exosome microneedling", "250 GBP", city="London"),
    entry("PRP", "200 GBP", city="London"),
    entry("Laser", "900 GBP", city="Braintree"),
    product("Serum", "36 GBP"),
)


@pytest.fixture
def document(qtbot: QtBot) -> CatalogueDocument:
    made = CatalogueDocument(Catalogue(entries=ENTRIES), Assumptions(), RATES, RATE_DAY)
    made.build_index()
    qtbot.waitUntil(lambda: made.index is not None)
    return made


def told(document: CatalogueDocument, words: str) -> list[str]:
    searched = SearchedWords(document, EntryFilter(words=words))
    cards = [f"{way.text} {way.gain}" for way in searched.ways_back()]
    return [searched.sentence(), *cards]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("microneedling leeds", ["No entry holds the word “leeds”.", "Without “leeds” 1 entry"]),
        ("leeds", ["No entry holds the word “leeds”."]),
        (
            "PRP Lonndon",
            [
                "No entry holds the word “Lonndon”.",
                "Did you mean “PRP london”? 1 entry",
                "Without “Lonndon” 1 entry",
            ],
        ),
        ("lonndon", ["No entry holds the word “lonndon”.", "Did you mean “london”? 2 entries"]),
        (
            "leeds london yorkshire",
            [
                "No entry holds any of the words “leeds” and “yorkshire”.",
                "Without “leeds” and “yorkshire” 2 entries",
            ],
        ),
        ("prp braintree", ["", "Without “prp” 1 entry", "Without “braintree” 1 entry"]),
        ("+ …", [""]),
        ("one " * 9, [""]),
    ],
)
def test_the_words_in_no_entry_are_named_with_searches_that_find_some(
    document: CatalogueDocument, words: str, said: list[str]
) -> None:
    assert told(document, words) == said


def test_what_is_offered_keeps_the_other_filters(document: CatalogueDocument) -> None:
    treatments = EntryFilter(words="prp lonndon", kinds=frozenset({Kind.TREATMENT}))
    (meant, without) = SearchedWords(document, treatments).ways_back()
    assert meant.key == EntryFilter(words="prp london", kinds=treatments.kinds)
    assert without.key == EntryFilter(words="prp", kinds=treatments.kinds)
    assert (meant.act, meant.act_heard) == ("Search for this", "Search for “prp london”")
    assert without.act_heard == "Search without “lonndon”"
    products = EntryFilter(words="prp lonndon", kinds=frozenset({Kind.PRODUCT}))
    assert SearchedWords(document, products).ways_back() == []
