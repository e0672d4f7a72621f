from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from exodesk.ui import theme as look
from exodesk.ui.application import application
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import (
    CATALOGUE,
    COMPARE,
    LARGEST,
    LEAST,
    USUAL,
    MainWindow,
    size_at_first,
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    theme = look.apply(application(), look.Scheme.LIGHT)
    pages = QLineEdit(), QLineEdit()
    window = MainWindow(*pages, Icons(theme), 2)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def test_a_page_is_announced_where_it_is_another(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.page_changed):
        window.show_page(CATALOGUE)
    with qtbot.waitSignal(window.page_changed) as told:
        window.show_page(COMPARE)
    assert told.args == [COMPARE]
    assert window.page() == COMPARE
    assert window.page_bar.tabs[COMPARE].isChecked()
    assert window.tray_bar.isHidden()


def test_the_place_of_an_earlier_start_is_understood(window: MainWindow) -> None:
    kept = window.saved_geometry()
    window.resize(1300, 900)
    window.restore_saved_geometry(kept)
    assert (window.width(), window.height()) not in ((1300, 900), USUAL)


@pytest.mark.parametrize("nonsense", ["", "x", "AAAA", "é\ud800", "=" * 1000])
def test_a_place_that_cannot_be_read_leaves_the_usual_size(
    window: MainWindow, nonsense: str
) -> None:
    window.restore_saved_geometry(nonsense)
    assert (window.width(), window.height()) == USUAL


@pytest.mark.parametrize(
    ("room", "taken"),
    [
        ((1920, 1080), USUAL),
        ((1440, 900), (1436, 856)),
        ((1366, 728), (1362, 684)),
        ((1024, 640), LEAST),
        ((800, 600), USUAL),
    ],
)
def test_at_first_the_window_is_seen_whole_with_its_frame(
    room: tuple[int, int], taken: tuple[int, int]
) -> None:
    assert size_at_first(QSize(*room)).toTuple() == taken


@pytest.mark.parametrize(
    ("size", "taken"),
    [
        ((1300, 900), (1300, 900)),
        ((0, -5), LEAST),
        ((10**30, 700), (LARGEST[0], 700)),
        ((1100, 10**30), (1100, LARGEST[1])),
        ((-(10**30), -(10**30)), LEAST),
    ],
)
def test_a_size_of_any_number_gives_a_window_that_can_be_painted(
    window: MainWindow, size: tuple[int, int], taken: tuple[int, int]
) -> None:
    window.hide()
    window.restore_size(*size)
    assert (window.width(), window.height()) == taken


def test_f6_goes_round_and_passes_over_what_is_hidden(window: MainWindow, qtbot: QtBot) -> None:
    search = window.page_bar.search
    catalogue, comparison = window.pages.widget(CATALOGUE), window.pages.widget(COMPARE)
    assert catalogue is not None
    assert comparison is not None
    window.set_panes([lambda: search, lambda: catalogue, lambda: comparison])
    search.setFocus()
    for expected in (catalogue, search, catalogue):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        assert window.focusWidget() is expected
    window.show_page(COMPARE)
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is comparison


def test_f6_without_panes_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.page_bar.search.setFocus()
    qtbot.keyClick(window.page_bar.search, Qt.Key.Key_F6)
    assert window.focusWidget() is window.page_bar.search


def test_further_menus_stand_in_the_view_menu(window: MainWindow) -> None:
    (view,) = (m for m in window.menuBar().findChildren(QMenu) if m.title() == "&View")
    before = [action.text() for action in view.actions()]
    window.add_view_menus([QMenu("One", window), QMenu("Two", window)])
    after = [action.text() for action in view.actions()]
    assert after == [*before[:-2], "One", "Two", "", *before[-2:]]


def test_closing_is_announced_before_the_window_goes(window: MainWindow) -> None:
    seen: list[bool] = []
    window.closing.connect(lambda: seen.append(window.isVisible()))
    window.close()
    assert seen == [True]
    assert window not in [w for w in QApplication.topLevelWidgets() if w.isVisible()]
