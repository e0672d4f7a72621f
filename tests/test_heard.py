"""What a screen reader is given of every page and dialog, and what it is told as it happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.translation import use_language
from tests.desks import starting
from tests.test_import_journey import price_list
from tests.ui.ears import listening
from tests.ui.keys_alone import Keys
from tests.ui.states import DIALOGS, PAGES, put_into

ROLE = QAccessible.Role
TEXT = QAccessible.Text
PRESSED = {ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ButtonMenu, ROLE.Link}
ACTED_ON = PRESSED | {
    *(ROLE.EditableText, ROLE.ComboBox, ROLE.SpinBox, ROLE.ProgressBar),
    *(ROLE.Table, ROLE.List, ROLE.Tree),
}
MADE_OF_ITEMS = {ROLE.Table, ROLE.List, ROLE.Tree, ROLE.ComboBox}


@pytest.fixture(params=["en_GB", "hi"])
def desk(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        desk = start(
            shipped_file=start.usual, workspace=tmp_path / "own.exodesk", language=request.param
        )
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        yield desk
    use_language("en")


def nodes(
    part: QAccessibleInterface, around: str = ""
) -> Iterator[tuple[QAccessibleInterface, str]]:
    """All that is in sight, each with the name of what is named around it."""
    if part.state().invisible:
        return
    yield part, around
    if part.role() in MADE_OF_ITEMS:
        return
    here = part.text(TEXT.Name) or around
    for number in range(part.childCount()):
        if (child := part.child(number)) is not None:
            yield from nodes(child, here)


def complaints(window: QWidget) -> list[str]:
    """What somebody who only hears the window would complain about."""
    found = []
    pressed: Counter[tuple[str, ...]] = Counter()
    whole = QAccessible.queryAccessibleInterface(window)
    assert whole is not None
    for node, around in nodes(whole):
        role, state = node.role(), node.state()
        if role not in ACTED_ON:
            continue
        name, description = (node.text(each).strip() for each in (TEXT.Name, TEXT.Description))
        called = f"{role.name} “{name}” in “{around}”"
        if not name:
            found.append(f"{called} has no name")
        if "&" in name.replace(" & ", "") or "(&" in name:
            found.append(f"{called} says the sign of its letter")
        if state.disabled and role in PRESSED and description in ("", name):
            found.append(f"{called} does not say why it is disabled")
        if role is ROLE.ComboBox and not description:
            found.append(f"{called} does not say what it is a choice of")
        if role in (ROLE.SpinBox, ROLE.ProgressBar) and not node.text(TEXT.Value):
            found.append(f"{called} has no value")
        if role in PRESSED:
            pressed[(role.name, name, description, around)] += 1
    return found + [f"{twice} are alike" for twice, times in pressed.items() if times > 1]


def test_all_that_can_be_acted_on_says_what_it_is_and_why_it_cannot(
    desk: Desk, qtbot: QtBot
) -> None:
    found: dict[str, list[str]] = {}
    for state in (*PAGES, *DIALOGS):
        window = put_into(desk, state)
        qtbot.waitUntil(window.isVisible)
        QApplication.processEvents()
        found[state] = complaints(window)
        if isinstance(window, QDialog):
            window.reject()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert {state: words for state, words in found.items() if words} == {}


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Desk, list[str]]]:
    """The window, and what is said of it from then on without being asked."""
    with listening() as said, starting(qtbot, tmp_path) as start:
        desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        qtbot.waitUntil(desk.window.isActiveWindow)
        yield desk, said


def test_what_is_done_taken_back_saved_and_refused_is_told(
    told: tuple[Desk, list[str]], qtbot: QtBot
) -> None:
    (_desk, said), keys = told, Keys()

    def hears(words: str) -> None:
        qtbot.waitUntil(lambda: any(words in each for each in said))
        said.clear()

    keys.press("Ctrl+N")
    keys.fill(Name="Peel, Leeds", Price="£500 - £300")
    keys.press("Ctrl+Return")
    hears("The upper price is below the lower one")
    keys.fill(Price="£300")
    keys.press("Ctrl+Return")
    hears("Peel, Leeds")
    keys.press("Ctrl+Z")
    hears("Undone: ")
    keys.press("Ctrl+Shift+Z")
    hears("Done again: ")
    keys.press("Ctrl+S")
    hears("All your changes are saved in ")
    keys.press("Ctrl+Shift+F")
    keys.go_to("Total up to")
    keys.type("1,000.5.0")
    hears("Not an amount.")
    keys.type("1000")
    keys.press("Tab")
    hears("8 in catalogue")


def test_of_an_import_it_is_told_what_was_found_and_what_came_in(
    told: tuple[Desk, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    desk, said = told
    dialog = desk.own_work.importing.open(price_list(tmp_path))
    assert dialog is not None
    qtbot.waitUntil(lambda: any("37 ready" in each and "3 refused" in each for each in said))
    assert QAccessible.queryAccessibleInterface(dialog.progress).text(TEXT.Name)
    said.clear()
    dialog.foot.bring_in.click()
    qtbot.waitUntil(lambda: any("37" in each for each in said))
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    refused = desk.own_work.importing.open(picture)
    assert refused is not None
    qtbot.waitUntil(lambda: any(refused.unreadable.text() in each for each in said if each))
    refused.reject()
