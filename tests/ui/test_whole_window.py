"""The whole window at once: every stop of the Tab key, every action, every word from a file."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import SIGNAL, QModelIndex, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import CATALOGUE, COMPARE
from tests.desks import Starting
from tests.seven_entries import SEVEN
from tests.ui.keyboard import heard, tab_stops
from tests.ui.states import put_into
from tests.written import wait_until_written

MARKUP = "<img src=x> <b>bold</b>"


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


STATES = (
    "a first start",
    "an entry's details",
    "no entry left",
    "a comparison",
    "nothing compared",
    "the rates",
    "a text",
    "the help",
    "the palette",
    "the quotes",
)


@pytest.fixture(params=STATES)
def window(desk: Desk, qtbot: QtBot, request: pytest.FixtureRequest) -> QWidget:
    shown = put_into(desk, request.param)
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.focusWidget() is not None)
    return shown


def walk(window: QWidget, qtbot: QtBot, key: Qt.Key) -> list[QWidget]:
    """Press ``key`` until it leads to where one has been."""
    stops: list[QWidget] = []
    while (now := window.focusWidget()) is not None and now not in stops[:-1]:
        if not stops or now is not stops[-1]:  # a date has stops for its day, month and year
            stops.append(now)
        qtbot.keyClick(now, key)
    assert now is stops[0], f"{heard(now) if now else None} is met again before {heard(stops[0])}"
    return stops


def is_stop(widget: QWidget) -> bool:
    """Arrows, not the Tab key, lead to the other buttons of a group of radio buttons."""
    return not isinstance(widget, QRadioButton) or widget.isChecked()


def test_the_tab_key_visits_every_stop_once_and_returns(window: QWidget, qtbot: QtBot) -> None:
    forward = walk(window, qtbot, Qt.Key.Key_Tab)
    expected = [widget for widget in tab_stops(window) if is_stop(widget)]
    assert {heard(w) for w in expected} == {heard(w) for w in forward if is_stop(w)}
    back = walk(window, qtbot, Qt.Key.Key_Backtab)
    assert [heard(w) for w in back[1:]] == [heard(w) for w in forward[:0:-1]]


def test_whatever_can_have_the_focus_has_a_name_to_be_read_out(window: QWidget) -> None:
    focusable = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and widget.isEnabled()
        and widget.isVisibleTo(window)
        and widget.focusProxy() is None
    ]
    assert len(focusable) > 2 or isinstance(window, QDialog)
    assert [widget for widget in focusable if not heard(widget).strip()] == []


def panes(desk: Desk, qtbot: QtBot, modifier: Qt.KeyboardModifier) -> list[str]:
    desk.window.page_bar.search.setFocus()
    names = []
    for _press in range(12):
        focused = desk.window.focusWidget()
        assert focused is not None
        names.append(heard(focused))
        if len(names) > 1 and names[-1] == names[0]:
            break
        qtbot.keyClick(focused, Qt.Key.Key_F6, modifier)
    return names


def test_f6_goes_through_the_panes_and_shift_f6_back(desk: Desk, qtbot: QtBot) -> None:
    put_into(desk, "an entry's details")
    onward = panes(desk, qtbot, Qt.KeyboardModifier.NoModifier)
    assert len(onward) == 6
    assert onward[1:3] == ["Total up to", "Entries"]
    assert onward[4:] == ["Compare 3", "Search entries, clinics, cities"]
    assert panes(desk, qtbot, Qt.KeyboardModifier.ShiftModifier) == onward[::-1]


def test_f6_passes_over_what_is_not_on_screen(desk: Desk, qtbot: QtBot) -> None:
    put_into(desk, "a comparison")
    onward = panes(desk, qtbot, Qt.KeyboardModifier.NoModifier)
    assert onward[:2] == ["Search entries, clinics, cities", "Comparison"]
    assert onward[2].startswith("How sure: ")
    assert onward[3] == onward[0]


def all_actions(desk: Desk) -> list[QAction]:
    menus = [desk.catalogue_page.row_menu(), *desk.window.findChildren(QMenu)]
    for menu in menus:
        menu.aboutToShow.emit()
    menus = [*menus, *desk.window.findChildren(QMenu)]
    actions = [*desk.window.findChildren(QAction), *(a for menu in menus for a in menu.actions())]
    return [
        action
        for action in dict.fromkeys(actions)
        if action.isEnabled() and not action.isSeparator() and action.menu() is None
        if action.text()
    ]


def does_something(action: QAction) -> bool:
    """Whether anything listens beside the menus and the group it is in."""
    menus = [where for where in action.associatedObjects() if isinstance(where, QMenu | QMenuBar)]
    own = len(menus) + (action.actionGroup() is not None)
    listening = action.receivers(SIGNAL("triggered(bool)"))
    return listening > own or action.receivers(SIGNAL("toggled(bool)")) > 0


@pytest.mark.parametrize("state", ["an entry's details", "a comparison"])
def test_no_action_is_without_effect(desk: Desk, state: str) -> None:
    put_into(desk, state)
    desk.window.menuBar().addMenu("Dead").addAction("Dead")
    actions = all_actions(desk)
    assert len(actions) > 30
    assert [action.text() for action in actions if not does_something(action)] == ["Dead"]


def test_no_key_stands_for_two_things(desk: Desk) -> None:
    keys = [
        key.toString() for action in desk.window.findChildren(QAction) for key in action.shortcuts()
    ]
    for shortcut in desk.window.findChildren(QShortcut):
        keys += map(QKeySequence.toString, shortcut.keys())
    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))


def test_no_two_lines_of_a_menu_share_a_letter(desk: Desk) -> None:
    for menu in desk.window.menuBar().findChildren(QMenu):
        letters = [
            action.text().replace("&&", "").partition("&")[2][:1].casefold()
            for action in menu.actions()
        ]
        letters = [letter for letter in letters if letter]
        assert sorted(letters) == sorted(set(letters)), menu.title()


def test_copying_while_a_word_is_selected_copies_the_word(desk: Desk, qtbot: QtBot) -> None:
    desk.catalogue_page.table.selectAll()
    search = desk.window.page_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "peel")
    search.selectAll()
    qtbot.keyClick(search, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "peel"


# Words from a file


def spoilt(entry: dict[str, Any]) -> dict[str, Any]:
    """``entry`` with markup in every text that a file may hold."""
    said = {"source": "list", "as_printed": MARKUP}
    made = deepcopy(entry)
    made["name"] = f"{MARKUP} {entry['name']}"
    if "provider" in made:
        made["provider"] |= {"name": MARKUP, "city": MARKUP}
    for offer in made["offers"]:
        offer |= {"as_printed": MARKUP}
    for part in ("included", "cautions", "side_effects", "notes", "claims"):
        made[part] = [{"text": MARKUP, **said}]
    made["claims"][0] |= {"by": MARKUP, "contradicted_by": ["list"]}
    return made


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.json"
    source = {**SEVEN["sources"][0], "title": MARKUP, "publisher": MARKUP, "author": MARKUP}
    content = {
        **SEVEN,
        "title": MARKUP,
        "sources": [source],
        "entries": [spoilt(entry) for entry in SEVEN["entries"]],
    }
    path.write_text(json.dumps(content), "utf-8")
    return path


def tips(window: QWidget) -> list[str]:
    found = [widget.toolTip() for widget in [window, *window.findChildren(QWidget)]]
    found += [action.toolTip() for action in window.findChildren(QAction) if action.text()]
    for view in window.findChildren(QAbstractItemView):
        model: Any = view.model()
        for row in range(model.rowCount(QModelIndex()) if model is not None else 0):
            column = 0
            while (index := model.index(row, column)).isValid():
                found.append(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
                column += 1
    return found


@pytest.mark.parametrize(
    "state",
    ["an entry's details", "no entry left", "a comparison", "nothing compared", "the rates"],
)
def test_text_of_a_file_is_shown_as_text_and_never_as_markup(
    start: Starting, qtbot: QtBot, hostile: Path, state: str
) -> None:
    desk = start(hostile)
    assert len(desk.document) == 7
    put_into(desk, state)
    desk.window.actions_by_name.sources.trigger()
    qtbot.wait(60)
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    labels = [label for window in windows for label in window.findChildren(QLabel)]
    data = [label for label in labels if "<img" in label.text() or "<b>" in label.text()]
    assert data or state != "a comparison"  # details paint their texts themselves
    assert [one.text() for one in data if one.textFormat() is not Qt.TextFormat.PlainText] == []
    shown = [tip for window in windows for tip in tips(window)]
    speaks_of_entries = state in ("an entry's details", "a comparison")
    assert not (data or speaks_of_entries) or any("&lt;img" in tip for tip in shown)
    assert [tip for tip in shown if "<img" in tip or "<b>" in tip] == []


# Nothing without a click


class Browser(QObject):
    """Stands where the system's browser would be."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    schemes = ("http", "https", "file", "javascript", "mailto", "ftp")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]
    yield browser
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


def test_nothing_is_fetched_or_opened_without_a_click(
    start: Starting, qtbot: QtBot, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a connection was asked for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    desk = start()
    for state in STATES:
        put_into(desk, state)
        qtbot.wait(20)
    assert browser.opened == []


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://example.org/list?a=1", True),
        ("http://example.org", True),
        ("file:///etc/passwd", False),
        ("file://server/share/run.exe", False),
        ("ftp://example.org/list", False),
        ("javascript:alert(1)", False),
        ("mailto:a@example.org", False),
        ("https://", False),
        ("/etc/passwd", False),
        ("", False),
    ],
)
def test_a_click_opens_an_address_of_the_web_and_nothing_else(
    desk: Desk, browser: Browser, url: str, opened: bool
) -> None:
    desk.catalogue_page.link_activated.emit(url)
    assert browser.opened == ([url] if opened else [])


# By keys alone


def test_find_tick_compare_and_export_by_keys_alone(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    def press(key: Qt.Key, *, ctrl: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(desk.window.focusWidget() or desk.window, key, held)

    for words in ("exosome lon", "exosome needling mum"):
        press(Qt.Key.Key_F, ctrl=True)
        qtbot.keyClicks(desk.window.focusWidget(), words)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Home)
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_K, ctrl=True)
    assert desk.window.page() == COMPARE
    press(Qt.Key.Key_E, ctrl=True)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, str(tmp_path / "two.csv"))
    while dialog.isVisible():  # the first may only close what completes a name
        qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_until_written(desk.taking_away.exporting)
    text = (tmp_path / "two.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == ["exosome-london", "exosome-mumbai"]
    press(Qt.Key.Key_1, ctrl=True)
    assert desk.window.page() == CATALOGUE
