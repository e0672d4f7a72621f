from __future__ import annotations

import inspect
from enum import Enum

import pytest
from babel import Locale

from exodesk.domain import certain_order, comparison, costing, entries, filters
from exodesk.domain.comparison import Attribute, Group, Mark
from exodesk.domain.cost_lines import End
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import Concern, ExosomeSource, Offer, Per, Route
from exodesk.domain.filters import Judgement
from exodesk.domain.headline import Verdict
from exodesk.domain.money import PriceState
from exodesk.translation import languages
from exodesk.wording.comparison import group_name, mark_word
from exodesk.wording.comparison_cells import CELLS
from exodesk.wording.vocabulary import country_name, language_name, per_text, word, words
from tests.builders import course, offer

# Said by functions of their own, tested where these are; Judgement is for other programs, End is
# never said.
SAID_ELSEWHERE = {Per, PriceState, Verdict, Judgement, Attribute, Group, Mark, End}


def vocabularies() -> list[type[Enum]]:
    found = {
        member
        for module in (entries, costing, filters, comparison, certain_order)
        for _name, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Enum) and member is not Enum
    }
    return sorted(found - SAID_ELSEWHERE, key=lambda vocabulary: vocabulary.__name__)


def test_the_vocabularies_are_found() -> None:
    names = {vocabulary.__name__ for vocabulary in vocabularies()}
    assert names >= {
        *("Kind", "Family", "Route", "Concern", "ExosomeSource", "Tax", "SourceKind"),
        *("Fit", "Criterion", "LineKey", "Flag"),
    }


@pytest.mark.parametrize("vocabulary", vocabularies())
def test_every_value_has_a_word_of_its_own(vocabulary: type[Enum]) -> None:
    said = [word(value) for value in vocabulary]
    assert all(said)
    assert len(set(said)) == len(said)


def test_no_word_is_the_bare_key_of_the_file() -> None:
    assert word(Concern.HAIR_LOSS) == "Hair loss"
    assert word(ExosomeSource.HUMAN_DONOR) == "human donor"
    assert "_" not in "".join(word(value) for v in vocabularies() for value in v)


def test_several_words_are_listed_and_none_is_not_stated() -> None:
    assert words((Route.TOPICAL, Route.INJECTION)) == "Topical, Injection"
    assert words(()) == "not stated"


@pytest.mark.parametrize(
    ("bought", "text"),
    [
        (offer("5 GBP"), "one session"),
        (course(3, "5 GBP"), "course of 3"),
        (course(1, "5 GBP"), "course of 1"),
        (offer("5 GBP", Per.PACK), "one pack"),
        (offer("5 GBP", Per.MONTH), "every 1 month"),
        (offer("5 GBP", Per.MONTH, every="4 week", times=1), "every 4 weeks, 1 payment"),
        (offer("5 GBP", Per.MONTH, every="1 year", times=3), "every 1 year, 3 payments"),
        (offer("5 GBP", Per.CONSULTATION), "consultation fee"),
        (offer("5 GBP", Per.PATCH_TEST), "patch-test fee"),
        (offer("5 GBP", Per.ADD_ON), "add-on, per session"),
        (offer("5 GBP", Per.UNSTATED), "for what is not stated"),
    ],
)
def test_what_a_price_buys(bought: Offer, text: str) -> None:
    assert per_text(bought) == text


@pytest.mark.parametrize("per", Per)
def test_everything_that_is_sold_has_words(per: Per) -> None:
    assert per_text(offer("5 GBP", per, sessions=3 if per is Per.COURSE else None))


def test_every_country_has_a_name() -> None:
    assert (country_name("GB"), country_name("IN")) == ("United Kingdom", "India")
    assert all(country_name(code) != code for code in COUNTRIES)
    assert country_name("XX") == "XX"


def test_every_row_group_and_mark_of_a_comparison_has_words() -> None:
    assert all(group_name(group) for group in Group)
    assert {mark_word(mark) for mark in Mark} == {"lowest", "highest"}
    of_their_own = {
        Attribute.PACK,
        Attribute.LINE,
        Attribute.OTHER_CURRENCY,
        Attribute.OLDEST_PRICE,
        Attribute.SOURCES,
    }
    assert set(CELLS) == set(Attribute) - of_their_own


ADVICE = ("safe", "suitable", "best", "winner", "recommend", "ideal", "should")


def test_no_word_gives_advice() -> None:
    said = " ".join(word(value) for vocabulary in vocabularies() for value in vocabulary)
    assert not any(advice in said.casefold() for advice in ADVICE)


@pytest.mark.parametrize("locale", languages())
def test_a_language_is_called_as_its_own_readers_call_it(locale: str) -> None:
    own = Locale.parse(locale).get_display_name()
    assert own is not None
    assert language_name(locale) == own[:1].upper() + own[1:]
