from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.ui import theme as look
from exodesk.ui.application import application
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.comparing import Comparing
from exodesk.ui.icons import Icons
from exodesk.ui.tray import LEAST_COMPARED, Tray
from exodesk.ui.widgets.tray_bar import TrayBar
from tests.builders import RATE_DAY, RATES, entry
from tests.ui.ears import listening

ENTRIES = tuple(entry(name, "100 GBP", sessions="2") for name in ("Peel", "Laser", "PRP"))


class Parts:
    def __init__(self, window: QWidget) -> None:
        self.window = window
        theme = look.apply(application(), look.Scheme.LIGHT)
        catalogue = Catalogue("Test", None, {}, ENTRIES)
        self.document = CatalogueDocument(catalogue, Assumptions(), RATES, RATE_DAY, window)
        self.tray = Tray(window)
        self.bar = TrayBar(Icons(theme), LEAST_COMPARED, window)
        self.compare, self.clear = QAction("Compare", window), QAction("Clear", window)
        self.comparing = Comparing(
            self.document, self.tray, self.bar, window, compare=self.compare, clear=self.clear
        )
        self.counted: list[int] = []
        self.comparing.counted.connect(self.counted.append)
        self.comparing.show()


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 60)
    window.show()
    return Parts(window)


def test_the_actions_wait_for_entries(parts: Parts) -> None:
    assert not parts.compare.isEnabled()
    assert not parts.clear.isEnabled()
    parts.tray.put("peel")
    assert not parts.compare.isEnabled()
    assert parts.clear.isEnabled()
    parts.tray.put("laser")
    assert parts.compare.isEnabled()
    assert parts.counted == [0, 1, 2]


def test_an_entry_that_the_catalogue_lacks_is_not_counted(parts: Parts) -> None:
    parts.tray.replace(["peel", "gone"])
    assert parts.counted[-1] == 1
    assert not parts.compare.isEnabled()


def test_the_button_and_the_action_ask_for_the_comparison(parts: Parts, qtbot: QtBot) -> None:
    parts.tray.replace(["peel", "laser"])
    with qtbot.waitSignal(parts.comparing.wanted):
        qtbot.mouseClick(parts.bar.compare, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(parts.comparing.wanted):
        parts.compare.trigger()


def test_clearing_empties_the_tray(parts: Parts, qtbot: QtBot) -> None:
    parts.tray.replace(["peel", "laser"])
    qtbot.mouseClick(parts.bar.clear, Qt.MouseButton.LeftButton)
    assert parts.tray.ids == ()
    parts.tray.replace(["peel", "laser"])
    parts.clear.trigger()
    assert parts.tray.ids == ()


def test_a_ninth_is_refused_in_words(parts: Parts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts.comparing.refused) as told:
        parts.comparing.refuse_another()
    assert "8 entries are in the comparison already" in told.args[0]


def test_the_refusal_is_over_once_the_tray_is_another_or_out_of_sight(parts: Parts) -> None:
    told: list[str] = []
    parts.comparing.refusal_over.connect(told.append)
    parts.tray.replace(["peel"])
    assert told == []
    parts.comparing.refuse_another()
    parts.tray.clear()
    parts.tray.replace(["peel"])
    parts.comparing.refuse_another()
    parts.comparing.set_in_sight(False)
    assert len(told) == 2
    assert all("Take one out first" in sentence for sentence in told)


def test_one_tick_is_said_and_several_at_once_are_not(parts: Parts) -> None:
    parts.bar.show()
    with listening() as heard:
        parts.tray.put("peel")
        parts.tray.take_out("peel")
        parts.tray.replace(["peel", "laser"])
        parts.tray.clear()
    assert heard == ["Peel ticked: 1 of 8", "Peel unticked: 0 of 8"]


def test_a_tray_that_comes_back_into_sight_shows_what_is_ticked_now(parts: Parts) -> None:
    parts.comparing.set_in_sight(False)
    parts.tray.replace(["peel", "laser"])
    assert not parts.bar.compare.isEnabled()
    parts.comparing.set_in_sight(True)
    assert parts.bar.compare.isEnabled()
