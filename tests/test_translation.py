from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from exodesk import translation, wording
from exodesk.domain.entries import Kind
from exodesk.wording.dates import age_text
from exodesk.wording.vocabulary import word


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
    translation.use_language("en", tmp_path)


def test_messages_are_english_from_the_start() -> None:
    assert translation.gettext("undated") == "undated"
    assert translation.ngettext("{n} day", "{n} days", 1) == "{n} day"
    assert translation.ngettext("{n} day", "{n} days", 2) == "{n} days"
    assert translation.pgettext("route", "Light") == "Light"


def test_after_the_choice_of_a_language_messages_are_in_it(folder: Path) -> None:
    translation.use_language("hi", folder)
    assert translation.gettext("undated") == "बिना तारीख़"
    assert translation.ngettext("{n} day old", "{n} days old", 5) == "{n} दिन पुराने"
    assert translation.pgettext("route", "Light") == "प्रकाश"


def test_words_follow_the_language_at_once_although_they_were_imported_before(
    folder: Path,
) -> None:
    assert word(Kind.TREATMENT) == "Treatment"
    translation.use_language("hi", folder)
    assert word(Kind.TREATMENT) == "उपचार"
    assert age_text(5) == "5 दिन पुराने"
    assert wording.gettext("undated") == "बिना तारीख़"


def test_what_a_translation_lacks_stays_english(folder: Path) -> None:
    translation.use_language("hi", folder)
    assert translation.gettext("unknown") == "unknown"
    assert translation.ngettext("{n} week", "{n} weeks", 2) == "{n} weeks"
    assert translation.pgettext("family", "Light") == "Light"


def test_a_language_without_translation_is_english(folder: Path) -> None:
    translation.use_language("hi", folder)
    translation.use_language("de", folder)
    assert translation.gettext("undated") == "undated"
    translation.use_language("hi", folder / "nowhere")
    assert translation.gettext("undated") == "undated"
