"""Currency and home of a first start: from the settings of the computer, shown, and never again."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QLocale

from exodesk import cli
from exodesk import start as starting_up
from exodesk.domain.assumptions import Assumptions
from exodesk.first_start import assumed_in, home_of
from tests.builders import NO_RATES, RATES
from tests.desks import Starting

INDIA = Assumptions("INR", home="IN")


@pytest.mark.parametrize(
    ("locale", "time_zone", "country"),
    [
        ("en_IN", b"Etc/UTC", "IN"),
        ("hi_IN", b"Etc/UTC", "IN"),
        ("hi", b"Etc/UTC", "IN"),
        ("en_GB", b"Etc/UTC", "GB"),
        ("en_GB", b"Asia/Kolkata", "GB"),
        ("de_AT", b"Asia/Kolkata", "AT"),
        ("C", b"Asia/Kolkata", "IN"),
        ("C", b"Asia/Calcutta", "IN"),
        ("en_US", b"Asia/Calcutta", "IN"),
        ("en_US", b"Europe/London", "GB"),
        ("en_US", b"America/New_York", "US"),
        ("en_US", b"Etc/UTC", None),
        ("C", b"Etc/UTC", None),
        ("C", b"", None),
        ("eo_001", b"Mars/Olympus", None),
    ],
)
def test_the_region_tells_the_country_else_the_time_zone(
    locale: str, time_zone: bytes, country: str | None
) -> None:
    assert home_of(QLocale(locale), time_zone) == country


@pytest.mark.parametrize(
    ("country", "assumed"),
    [
        ("GB", Assumptions("GBP", home="GB")),
        ("IN", INDIA),
        ("NP", Assumptions()),  # no rate for its rupees: what is shown would need one everywhere
        ("AQ", Assumptions()),  # no currency
        (None, Assumptions()),
    ],
)
def test_home_and_currency_are_those_of_the_country_where_there_is_a_rate(
    country: str | None, assumed: Assumptions
) -> None:
    assert assumed_in(country, RATES) == assumed


def test_pounds_need_no_rate() -> None:
    assert assumed_in("GB", NO_RATES) == Assumptions("GBP", home="GB")
    assert assumed_in("IN", NO_RATES) == Assumptions()


@pytest.mark.parametrize(
    ("settings", "assumed"),
    [
        ({"LANG": "hi_IN.UTF-8"}, INDIA),
        ({"LANG": "en_US.UTF-8", "TZ": "Asia/Kolkata"}, INDIA),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "en_US", "LC_MONETARY": "en_IN.UTF-8"}, INDIA),
        ({"LANG": "en_GB.UTF-8", "TZ": "Etc/UTC"}, Assumptions("GBP", home="GB")),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no LANG")
def test_the_settings_of_the_computer_and_the_rates_that_come_with_it_do(
    settings: dict[str, str], assumed: Assumptions
) -> None:
    program = (
        "import datetime; from exodesk.domain.rates import RateTable;"
        "from exodesk.first_start import first_assumptions; from exodesk.paths import resource;"
        "from exodesk.storage.ecb import EcbRates;"
        "rates = RateTable(datetime.date(2026, 11, 22), EcbRates(resource('rates.json')));"
        "found = first_assumptions(rates); print(found.currency, found.home)"
    )
    theirs = {name: value for name, value in os.environ.items() if name[:3] not in ("LC_", "LAN")}
    said = subprocess.run(
        [sys.executable, "-c", program],
        env={**theirs, **settings},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert said.split() == [assumed.currency, assumed.home]


def test_a_first_start_shows_what_it_assumes_and_where_to_change_it(start: Starting) -> None:
    desk = start(usual=INDIA)
    strip = desk.window.strip
    assert desk.document.assumptions == INDIA
    assert strip.currency.accessibleName() == "Show in: ₹ INR"
    assert "changed" not in strip.travel.accessibleName()
    assert desk.window.message.text().endswith(
        "As the settings of this computer suggest, amounts are in ₹ INR and home is India:"
        " “Show in” and “Travel” change that."
    )
    strip.open(strip.travel, strip.travel)
    assert strip.away.home.currentText() == "India"
    assert strip.away.home_note.text().startswith("Taken from the settings of this computer")
    strip.away.close()


def test_without_a_hint_of_the_country_pounds_are_said_to_be_assumed(start: Starting) -> None:
    text = start().window.message.text()
    assert text.endswith("To begin with, amounts are in £ GBP: “Show in” changes that.")


def test_what_was_chosen_stays_whatever_the_computer_suggests(start: Starting) -> None:
    start().document.assume(Assumptions("EUR"))
    again = start(usual=INDIA)
    assert again.document.assumptions == Assumptions("EUR")
    assert "suggest" not in again.window.message.text()


def test_a_currency_of_older_settings_stays_and_no_home_is_added(start: Starting) -> None:
    start.profile.parent.mkdir(parents=True)
    start.profile.write_text(json.dumps({"currency": "GBP"}), "utf-8")
    assert start(usual=INDIA).document.assumptions == Assumptions("GBP")


def test_a_currency_asked_for_at_the_start_goes_first(start: Starting) -> None:
    assert start(usual=INDIA, currency="GBP").document.assumptions.currency == "GBP"


def test_reset_goes_back_to_what_a_first_start_assumes_here(start: Starting) -> None:
    desk = start(usual=INDIA)
    desk.document.assume(Assumptions("EUR", home="GB"))
    assert "changed" in desk.window.strip.travel.accessibleName()
    desk.window.strip.reset.click()
    assert desk.document.assumptions == INDIA
    assert "changed" not in desk.window.strip.travel.accessibleName()


def test_another_language_changes_neither_currency_nor_home(start: Starting) -> None:
    desk = start(usual=INDIA)
    desk.speak("en_IN")
    assert desk.document.assumptions == INDIA
    assert desk.window.strip.currency.accessibleName() == "Show in: ₹ INR"
    assert "home is India" in desk.window.message.text()
    desk.speak("en_GB")


@pytest.mark.parametrize(("given", "currency"), [([], None), (["--currency", "INR"], "INR")])
def test_the_command_leaves_the_currency_to_the_window_unless_one_is_given(
    given: list[str], currency: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str | None] = []

    def run(_catalogue: object, currency: str | None, *_more: object) -> int:
        opened.append(currency)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(starting_up, "run", run)
    assert cli.main(given) == 0
    assert opened == [currency]
