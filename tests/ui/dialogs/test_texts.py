from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk import __version__
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Source, SourceKind
from exodesk.paths import data_file
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.ui.dialogs.texts import (
    BROUGHT_ALONG,
    LIBRARIES,
    TextDialog,
    about_text,
    home_page,
    keys_page,
    sources_text,
)
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.menu_acts import acts_in
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.linked_text import LinkedText
from exodesk.ui.workspace_actions import WorkspaceActions
from tests.builders import SOURCE
from tests.ui.keyboard import heard, plain, shows_its_focus, tab_stops

ROOT = Path(__file__).resolve().parents[3]


def test_the_text_can_be_read_and_copied_but_not_changed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("Keys", "<b>Ctrl+F</b>\nsearch", window)
    dialog.show()
    assert dialog.text.toPlainText() == "<b>Ctrl+F</b>\nsearch"
    assert dialog.text.isReadOnly()
    assert dialog.text.accessibleName() == "Keys"
    buttons = {plain(button): button for button in dialog.findChildren(QPushButton)}
    buttons["Copy"].click()
    assert QApplication.clipboard().text() == dialog.text.toPlainText()
    assert buttons["Close"].icon().isNull()
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


def test_about_names_versions_licences_and_where_the_figures_come_from() -> None:
    text = about_text(read_catalogue(data_file()).catalogue)
    for said in (__version__, f"Qt {qVersion()}", "MIT licence", "European Central Bank"):
        assert said in text
    assert "SIL Open Font Licence" in text
    for library, licence in {**LIBRARIES, **BROUGHT_ALONG}.items():
        page = home_page(library)
        assert page.startswith("https://"), library
        assert f"{library} {metadata.version(library)}\t{licence}\t{page}" in text


def test_about_names_every_library_it_runs_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    assert set(LIBRARIES) == needed
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", locked, re.MULTILINE))
    assert set(LIBRARIES) | set(BROUGHT_ALONG) == pinned


def test_a_licence_is_what_the_library_says_of_itself() -> None:
    for library, licence in {**LIBRARIES, **BROUGHT_ALONG}.items():
        stated = str(metadata.metadata(library).json.get("license_expression", ""))
        if stated:
            assert licence.replace(" ", "-") in stated, library


def test_every_key_of_the_menus_is_among_the_keys(qtbot: QtBot) -> None:
    theme = Theme()
    window = MainWindow(QWidget(), QWidget(), Icons(theme), 2)
    qtbot.addWidget(window)
    window.add_workspace_menus(WorkspaceActions.made_for(window, QWidget(window)))
    page = keys_page(acts_in(window.menuBar()))
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    told = {key for row in rows for key in row[0].removeprefix("| ").split(", ")}
    keys = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert len(keys) > 20
    assert keys - {""} <= told
    assert "| Ctrl+K | Compare ticked entries |" in page
    assert "## Compare" in page


def test_the_keys_line_up_in_a_font_of_unlike_letters(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("Letters", "WWWWWWWW\tone\niiiiiiii\tother", window)
    widest = dialog.text.fontMetrics().horizontalAdvance("WWWWWWWW")
    assert widest < dialog.text.tabStopDistance() < widest + 60
    odd = TextDialog("Odd", "x" * 10_000 + "\tafter", window)
    assert odd.text.tabStopDistance() < 300


def test_the_tab_key_goes_from_the_text_to_close(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = TextDialog("A text", "one\tother", window)
    dialog.show()
    stops = tab_stops(dialog)
    assert [type(stop) for stop in stops] == [LinkedText, QPushButton, QPushButton]
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)
