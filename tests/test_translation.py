from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from exodesk import translation, wording
from exodesk.domain.entries import Kind
from exodesk.translation import (
    Language,
    best_language,
    current_locale,
    language,
    languages,
    spoken_in,
    use_language,
)
from exodesk.wording.amounts import amount_text, whole_text
from exodesk.wording.countries import country_named
from exodesk.wording.dates import age_text, date_text, day_text
from exodesk.wording.rates import rate_amount_text, rate_text
from exodesk.wording.vocabulary import country_name, word
from tests.builders import rate


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a Hindi translation; English again once the test is over."""
    catalogue = Catalog(locale="hi")
    catalogue.add("undated", "बिना तारीख़")
    catalogue.add("Treatment", "उपचार")
    catalogue.add(("{n} day old", "{n} days old"), ("{n} दिन पुराना", "{n} दिन पुराने"))
    catalogue.add("Light", "प्रकाश", context="route")
    place = tmp_path / "hi" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "exodesk.mo").open("wb") as file:
        write_mo(file, catalogue)
    yield tmp_path
    use_language("en")


def test_messages_are_english_from_the_start() -> None:
    assert translation.gettext("undated") == "undated"
    assert translation.ngettext("{n} day", "{n} days", 1) == "{n} day"
    assert translation.ngettext("{n} day", "{n} days", 2) == "{n} days"
    assert translation.pgettext("route", "Light") == "Light"
    assert current_locale() == "en_GB"


def test_after_the_choice_of_a_language_messages_are_in_it(folder: Path) -> None:
    use_language(language("hi", folder))
    assert translation.gettext("undated") == "बिना तारीख़"
    assert translation.ngettext("{n} day old", "{n} days old", 5) == "{n} दिन पुराने"
    assert translation.pgettext("route", "Light") == "प्रकाश"


def test_words_follow_the_language_at_once_although_they_were_imported_before(
    folder: Path,
) -> None:
    assert word(Kind.TREATMENT) == "Treatment"
    use_language(language("hi", folder))
    assert word(Kind.TREATMENT) == "उपचार"
    assert age_text(5) == "5 दिन पुराने"
    assert wording.gettext("undated") == "बिना तारीख़"


def test_what_a_translation_lacks_stays_english(folder: Path) -> None:
    use_language(language("hi", folder))
    assert translation.gettext("unknown") == "unknown"
    assert translation.ngettext("{n} week", "{n} weeks", 2) == "{n} weeks"
    assert translation.pgettext("family", "Light") == "Light"


def test_a_language_without_translation_is_english(folder: Path) -> None:
    use_language(language("de", folder))
    assert translation.gettext("undated") == "undated"
    use_language(language("hi", folder / "nowhere"))
    assert translation.gettext("undated") == "undated"


def test_both_englishes_and_every_translation_can_be_chosen(folder: Path) -> None:
    assert languages(folder) == ["en_GB", "en_IN", "hi"]
    assert languages(folder / "nowhere") == ["en_GB", "en_IN"]


def test_a_document_is_in_its_own_language_and_the_program_goes_on_in_its_own(
    folder: Path,
) -> None:
    with spoken_in(language("hi", folder)):
        assert word(Kind.TREATMENT) == "उपचार"
        assert day_text(date(2026, 9, 6)) == "6 सित॰ 2026"
        with spoken_in("en"):
            assert word(Kind.TREATMENT) == "Treatment"
        assert word(Kind.TREATMENT) == "उपचार"
    assert word(Kind.TREATMENT) == "Treatment"
    assert current_locale() == "en_GB"


def test_a_document_that_fails_leaves_the_language_as_it_was(folder: Path) -> None:
    with pytest.raises(ValueError, match="no"), spoken_in(language("hi", folder)):
        raise ValueError("no")
    assert word(Kind.TREATMENT) == "Treatment"


def test_a_document_made_in_another_thread_does_not_change_what_the_window_says(
    folder: Path,
) -> None:
    speaking, looked = threading.Event(), threading.Event()
    said: list[str] = []

    def make() -> None:
        with spoken_in(language("hi", folder)):
            speaking.set()
            looked.wait(10)
            said.append(word(Kind.TREATMENT))

    thread = threading.Thread(target=make)
    thread.start()
    assert speaking.wait(10)
    assert word(Kind.TREATMENT) == "Treatment"
    looked.set()
    thread.join()
    assert said == ["उपचार"]


def test_threads_speak_what_the_window_has_chosen(folder: Path) -> None:
    use_language(language("hi", folder))
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(word(Kind.TREATMENT)))
    thread.start()
    thread.join()
    assert said == ["उपचार"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["hi_IN.UTF-8"], "hi"),
        (["hi"], "hi"),
        (["hi-IN", "en-GB"], "hi"),
        (["en_IN.UTF-8"], "en_IN"),
        (["en-IN"], "en_IN"),
        (["en_GB.UTF-8"], "en_GB"),
        (["en_US.UTF-8", "hi_IN"], "en_GB"),
        (["ta_IN"], "en_IN"),
        (["de_DE@euro", "hi_IN"], "hi"),
        (["C.UTF-8"], "en_GB"),
        (["POSIX"], "en_GB"),
        (["_"], "en_GB"),
        ([""], "en_GB"),
        ([], "en_GB"),
    ],
)
def test_the_language_of_a_computer_is_found_among_those_there_are(
    wanted: list[str], found: str
) -> None:
    assert best_language(wanted, ["en_GB", "en_IN", "hi"]) == found


def test_dates_and_countries_are_written_as_the_language_does() -> None:
    assert date_text("2026-09-06") == "6 Sept 2026"
    with spoken_in("hi"):
        assert date_text("2026-09-06") == "6 सित॰ 2026"
        assert date_text("2026-09") == "सित॰ 2026"
        assert date_text("2026") == "2026"
        assert country_name("GB") == "यूनाइटेड किंगडम"
    assert country_name("GB") == "United Kingdom"


def test_countries_are_understood_in_the_language_and_in_english() -> None:
    assert country_named("जर्मनी") is None
    with spoken_in("hi"):
        assert country_named("जर्मनी") == "DE"
        assert country_named("Germany") == "DE"
    assert country_named("जर्मनी") is None


def test_india_groups_in_lakhs_and_britain_in_thousands() -> None:
    assert whole_text(1400000) == "1,400,000"
    assert amount_text(Decimal(150000), "GBP") == "£150,000"
    for tongue in ("en_IN", "hi"):
        with spoken_in(tongue):
            assert whole_text(1400000) == "14,00,000"
            assert amount_text(Decimal(150000), "GBP") == "£1,50,000"
            assert amount_text(Decimal(150000), "INR") == "₹1,50,000"
            assert amount_text(Decimal(150000), "USD") == "US$1,50,000"


def test_amounts_hold_together_in_text_that_runs_from_the_right() -> None:
    pinned = rate("GBP/INR=120")
    with spoken_in(Language("ar")):
        assert amount_text(Decimal(600), "GBP") == "\u2066£600\u2069"
        assert rate_text(pinned) == "\u2066£1 = ₹120.00\u2069"
        assert rate_amount_text(pinned, Fraction(pinned.value)) == "\u2066₹120.00\u2069"
    assert amount_text(Decimal(600), "GBP") == "£600"
