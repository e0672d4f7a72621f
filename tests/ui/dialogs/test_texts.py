from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk import __version__
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Source, SourceKind
from exodesk.paths import data_file
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.ui.dialogs.texts import TextDialog, about_text, keys_text, sources_text
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.theme import Theme
from exodesk.ui.workspace_actions import WorkspaceActions
from tests.builders import SOURCE
from tests.ui.keyboard import heard, shows_its_focus, tab_stops


def test_the_text_can_be_read_and_copied_but_not_changed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("Keys", "<b>Ctrl+F</b>\nsearch", window)
    dialog.show()
    assert dialog.text.toPlainText() == "<b>Ctrl+F</b>\nsearch"
    assert dialog.text.isReadOnly()
    assert dialog.text.accessibleName() == "Keys"
    (close,) = dialog.findChildren(QPushButton)
    assert close.icon().isNull()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_sources_are_counted_by_kind_and_each_one_is_listed_with_its_address() -> None:
    page = Source("page", SourceKind.PAGE, "A page", url="https://example.org/a")
    text = sources_text(Catalogue("Two sources", "2026-01-15", {SOURCE.id: SOURCE, page.id: page}))
    assert text.startswith("Two sources\nAs of 15 Jan 2026.")
    assert "price list: 1" in text
    assert "    https://example.org/a" in text
    assert "Clinic, Price list" in text
    assert "nothing here is advice" in text


def test_every_source_of_the_shipped_catalogue_is_listed() -> None:
    catalogue = read_catalogue(data_file()).catalogue
    text = sources_text(catalogue)
    assert all(source.title in text for source in catalogue.sources.values())
    assert all(source.url in text for source in catalogue.sources.values() if source.url)


def test_a_catalogue_without_title_and_date_says_so() -> None:
    assert sources_text(Catalogue()).startswith("A catalogue without a title\nAs of undated.")


def test_the_keys_stand_in_one_column_and_about_names_version_and_licence() -> None:
    lines = keys_text().splitlines()
    assert {line.count("\t") for line in lines} == {1}
    assert any(line.startswith("F1") for line in lines)
    assert __version__ in about_text()
    assert "MIT" in about_text()


def test_every_key_of_the_menus_is_among_the_keys(qtbot: QtBot) -> None:
    theme = Theme()
    window = MainWindow(QWidget(), QWidget(), Icons(theme), 2)
    qtbot.addWidget(window)
    WorkspaceActions.made_for(window, QWidget(window))
    told = {key for line in keys_text().splitlines() for key in line.split("\t")[0].split(", ")}
    keys = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert {"Delete" if key == "Del" else key for key in keys} - {""} <= told


def test_the_keys_line_up_in_a_font_of_unlike_letters(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("Keys", keys_text(), window)
    widest = dialog.text.fontMetrics().horizontalAdvance("Ctrl+1, Ctrl+2, Ctrl+3")
    assert widest < dialog.text.tabStopDistance() < widest + 60
    odd = TextDialog("Odd", "x" * 10_000 + "\tafter", window)
    assert odd.text.tabStopDistance() < 300


def test_the_tab_key_goes_from_the_text_to_close(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("Keys", keys_text(), window)
    dialog.show()
    stops = tab_stops(dialog)
    assert [type(stop) for stop in stops] == [QPlainTextEdit, QPushButton]
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)
