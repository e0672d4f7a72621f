from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.entries import Concern, Family
from exodesk.domain.words import words_in, words_of
from exodesk.translation import spoken_in
from exodesk.wording.vocabulary import country_name, word
from tests.builders import entry


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" \n\t ", ()),
        ("Exosome + microneedling, London", ("exosome", "microneedling", "london")),
        ("ContōR", ("contor",)),
        ("Straße", ("strasse",)),
        ("hair-loss/RF (4.5 ml)", ("hair", "loss", "rf", "4", "5", "ml")),
        ("Dr. O’Neill’s “Glow”", ("dr", "o", "neill", "s", "glow")),
        ("ASCE+™ Nº 5", ("asce", "tm", "no", "5")),
        ("एक्सोसोम फेशियल", ("एक्सोसोम", "फेशियल")),
        ("फ़ेशियल, मुँहासे", words_in("फेशियल मुंहासे")),
    ],
)
def test_a_text_is_cut_into_plain_words(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(text=st.text(st.characters(exclude_characters="ı", exclude_categories=["Cs"])))
def test_neither_case_nor_the_way_accents_are_written_tells_words_apart(
    form: str, text: str
) -> None:
    other = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert words_in(other) == words_in(text)
    assert words_in(text.swapcase().casefold()) == words_in(text.casefold())


@given(st.text(), st.text())
def test_words_of_two_texts_are_those_of_each(one: str, other: str) -> None:
    assert words_in(f"{one} {other}") == words_in(one) + words_in(other)


def test_an_entry_is_found_by_name_provider_place_family_and_concerns() -> None:
    found_by = words_of(
        entry(
            "Lighten 2",
            family=Family.RF_MICRONEEDLING,
            provider="Influennz",
            city="New Delhi",
            country="IN",
            concerns=[Concern.HAIR_LOSS],
        )
    )
    assert found_by == {
        *("lighten", "2", "rf", "microneedling", "influennz", "new", "delhi", "hair", "loss"),
        *words_in("दिल्ली India भारत इंडिया माइक्रोनीडलिंग बाल झड़ना"),
    }


def test_an_entry_of_no_provider_is_found_by_the_rest() -> None:
    found_by = words_of(entry("Guide", family=Family.LASER, provider=None))
    britain = words_in("UK United Kingdom Britain यूके यूनाइटेड किंगडम ब्रिटेन")
    assert found_by == {"guide", "laser", *words_in("लेज़र"), *britain}


@pytest.mark.parametrize("country", ["AE", "GB", "IN", "JP", "KR", "TH", "TR", "US"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_country_is_found_as_the_window_names_it(country: str, language: str) -> None:
    with spoken_in(language):
        named = set(words_in(country_name(country))) - {"south", "दक्षिण"}
    assert named
    assert named <= words_of(entry("A", provider=None, country=country))


@pytest.mark.parametrize("value", [*Family, *Concern])
def test_a_family_and_a_concern_are_found_as_the_window_names_them_in_hindi(
    value: Family | Concern,
) -> None:
    family = value if isinstance(value, Family) else Family.OTHER
    concerns = [value] if isinstance(value, Concern) else []
    with spoken_in("hi"):
        assert set(words_in(word(value))) <= words_of(
            entry("A", family=family, concerns=concerns, provider=None)
        )
