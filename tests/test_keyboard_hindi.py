"""What fits a budget, and London or Mumbai, by keyboard alone in a Hindi window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.translation import use_language
from exodesk.ui.main_window import COMPARE
from tests.desks import RATE, starting
from tests.test_decision_journeys import row, says
from tests.test_hindi_journeys import TOTAL, Hindi, reads_well
from tests.test_journeys import all_text, counts
from tests.test_keyboard_journeys import tick
from tests.ui.ears import listening
from tests.ui.keys_alone import Keys


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        desk = Hindi(start, tmp_path, qtbot)()
        qtbot.waitUntil(desk.window.isActiveWindow)
        yield desk
    use_language("en")


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    return Keys()


def test_what_fits_a_budget_and_a_long_weekend(desk: Desk, keys: Keys, tmp_path: Path) -> None:
    keys.press("Ctrl+Shift+F")
    keys.go_to("कुल खर्च, अधिकतम")
    keys.type("₹1.2 लाख")
    keys.go_to("डाउनटाइम, अधिकतम")
    keys.type("3 दिन")
    keys.press("Return")
    assert counts(desk) == "5 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"
    keys.go_to("मेल हो सकता है", key="Shift+Tab")
    keys.press("Right", "Space")
    assert counts(desk) == "3 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"
    keys.go_to("कुल खर्च, अधिकतम")
    assert keys.focus().text() == "₹1,20,000"  # type: ignore[attr-defined]
    keys.type("1,000.5.0")
    keys.press("Return")
    described = keys.focus().accessibleDescription()
    assert described == "यह राशि नहीं है। उदाहरण: 1,000 या ₹1,20,000"
    reads_well(desk.window, tmp_path)
    keys.press("Escape", "Escape")
    assert counts(desk) == "7 मेल खाती हैं · कैटलॉग में 7"


def test_london_or_mumbai(desk: Desk, keys: Keys, qtbot: QtBot, tmp_path: Path) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    with listening() as heard:
        keys.press("Ctrl+K")
        assert desk.window.page() == COMPARE
        assert "≈ ₹90,000 – ₹1,26,000" in all_text(desk)
        keys.go_to("यात्रा")
        keys.press("Space")
        keys.go_to("एक ट्रिप का खर्च")
        keys.type("420")
        keys.press("Return", "Escape")
        assert "£720 – £870" in row(desk, TOTAL)[1]
        verdict = "100 में से लगभग 84 मामलों में Mumbai का खर्च कम है: £330 तक कम या £120 तक ज़्यादा।"
        assert says(desk, verdict)
        qtbot.waitUntil(lambda: any("100 में से लगभग 84 मामलों में" in each for each in heard))
    reads_well(desk.window, tmp_path)
    keys.go_to("यात्रा", key="Shift+Tab")
    keys.press("Space")
    keys.go_to("कोई और संख्या")
    keys.type("3")
    keys.press("Return", "Escape")
    assert says(desk, "London का खर्च पक्के तौर पर कम है।")
    keys.press("Ctrl+R")
    keys.go_to("रेट: एक ")
    keys.type("0.00833")
    keys.press("Return")
    assert desk.document.rates.pinned == (RATE,)
    keys.press("Escape", "Escape")
    assert keys.focus().window() is desk.window
