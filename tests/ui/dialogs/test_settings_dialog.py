"""The dialog of settings by itself: what it shows, what it announces, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.dialogs.settings_dialog import Offered, Settings, SettingsDialog
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from tests.ui.keyboard import HOSTILE, heard, tab_stops

NOW = Settings("en_GB", Scheme.DARK, compact=True, currency="GBP", home=None, may_fetch=True)
USUAL = Settings("hi", Scheme.SYSTEM, compact=False, currency="INR", home="IN", may_fetch=False)
PATH = "/home/somebody/.local/share/exodesk/" + "a folder in a folder/" * 8 + "workspace.exodesk"
OFFERED = Offered(
    languages=[("en_GB", "English (United Kingdom)"), ("hi", "हिन्दी")],
    schemes=[(scheme.value, scheme.name.title()) for scheme in Scheme],
    compact="Compact rows",
    currencies=[("GBP", "GBP  pounds"), ("INR", "INR  rupees")],
    countries=[("", "not chosen"), ("GB", "United Kingdom"), ("IN", "India")],
    guessed="The region suggests rupees.",
    host="rates.example",
    rate="In use: £1 = ₹120.",
    hints_closed=True,
    places=[("Workspace", PATH), ("Backups", "")],
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    return window


def shown(
    window: QWidget,
    offered: Offered = OFFERED,
    show_folder: Callable[[Path], bool] = lambda _path: True,
) -> SettingsDialog:
    icons = Icons(Theme(parent=window))
    dialog = SettingsDialog(NOW, USUAL, offered, show_folder, icons, window)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(window: QWidget) -> SettingsDialog:
    return shown(window)


def test_what_is_chosen_now_is_shown_and_taken_as_it_is(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    assert dialog.language.currentText() == "English (United Kingdom)"
    assert dialog.home.currentText() == "not chosen"
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert caught.args == [NOW]
    assert not dialog.isVisible()


def test_all_can_be_chosen_by_keys_and_return_takes_it(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    for field in (dialog.language, dialog.currency, dialog.home):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.scheme, Qt.Key.Key_Home)
    for box in (dialog.compact, dialog.may_fetch, dialog.hints_again, dialog.laid_out_anew):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(dialog.home, Qt.Key.Key_Return)
    first = next(iter(Scheme))
    assert caught.args == [
        Settings(
            *("hi", first, False, "INR", "GB"),
            may_fetch=False,
            hints_again=True,
            laid_out_anew=True,
        )
    ]


def test_escape_announces_nothing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_usual_is_chosen_at_once_and_counts_once_it_is_taken(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.hints_again.setChecked(True)
    dialog.laid_out_anew.setChecked(True)
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog.usual, Qt.Key.Key_Space)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(dialog.language, Qt.Key.Key_Return)
    assert caught.args == [replace(USUAL, hints_again=True, laid_out_anew=True)]


def test_a_path_can_be_selected_and_copied_but_not_changed(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    field = dialog.places[0]
    qtbot.keyClicks(field, "x")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_A, control)
    qtbot.keyClick(field, Qt.Key.Key_C, control)
    assert QApplication.clipboard().text() == PATH
    assert PATH.rpartition("/")[2] in field.toolTip()
    QApplication.clipboard().clear()


def test_a_file_that_is_not_there_yet_has_no_path(dialog: SettingsDialog) -> None:
    assert dialog.places[1].text() == ""
    assert dialog.places[1].placeholderText() == "not open"
    assert not dialog.folder_buttons[1].isEnabled()
    assert dialog.folder_buttons[1].toolTip() == "There is no such file yet."


def test_a_key_shows_where_a_file_is(window: QWidget, qtbot: QtBot) -> None:
    asked: list[Path] = []

    def show(path: Path) -> bool:
        asked.append(path)
        return True

    dialog = shown(window, show_folder=show)
    qtbot.keyClick(dialog.folder_buttons[0], Qt.Key.Key_Space)
    assert asked == [Path(PATH)]
    assert dialog.folder_buttons[0].accessibleName() == "Show in folder: Workspace"
    assert dialog.refusal.isHidden()


def test_where_no_folder_can_be_shown_a_sentence_says_so(window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(window, show_folder=lambda _path: False)
    qtbot.mouseClick(dialog.folder_buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.refusal.isVisible()
    assert dialog.refusal.text().startswith("The folder of “Workspace” could not be shown")


def test_no_hint_comes_back_where_none_was_closed(window: QWidget) -> None:
    dialog = shown(window, replace(OFFERED, hints_closed=False))
    assert not dialog.hints_again.isEnabled()
    assert "None has been closed" in dialog.hints_again.accessibleDescription()


def test_the_server_is_named_beside_the_consent(dialog: SettingsDialog) -> None:
    assert "rates.example" in dialog.may_fetch.accessibleDescription()


def test_every_stop_of_the_tab_key_has_a_name(dialog: SettingsDialog) -> None:
    stops = tab_stops(dialog)
    assert {dialog.language, dialog.may_fetch, *dialog.places, dialog.ok} <= set(stops)
    assert dialog.folder_buttons[0] in stops
    assert all(heard(stop) for stop in stops)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_path_is_text_and_leaves_the_dialog_its_width(window: QWidget, text: str) -> None:
    usual = shown(window).width()
    dialog = shown(window, replace(OFFERED, guessed=text, rate=text, places=[("Log", text)]))
    assert dialog.width() == usual
    labels = dialog.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
