from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.errors import ExodeskError
from exodesk.ui.dialogs.restore_dialog import (
    OfferedBackup,
    RestoreDialog,
    WhatChanges,
    changes_text,
)

YESTERDAY = OfferedBackup("y", "24 Nov 2026, 14:02, session", good=True)
TORN = OfferedBackup("t", "23 Nov 2026, 09:00, daily", good=False)
SAME = OfferedBackup("s", "25 Nov 2026, 08:00, session", good=True)
CHANGES = {
    "y": WhatChanges(added=("PRP <b>",), removed=("Peel",), changed=("Laser",), others=2),
    "s": WhatChanges(),
}
Show = Callable[..., RestoreDialog]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(window: QWidget) -> Show:
    def show(*backups: OfferedBackup) -> RestoreDialog:
        dialog = RestoreDialog(backups, lambda key: CHANGES[str(key)], window)
        dialog.show()
        return dialog

    return show


def test_it_says_what_would_change_before_anything_does(show: Show, qtbot: QtBot) -> None:
    dialog = show(YESTERDAY, TORN)
    text = dialog.changes.toPlainText()
    for line in ("1 entry comes back:", "    PRP <b>", "1 entry goes:", "    Peel"):
        assert line in text.splitlines()
    assert "2 sources, hidden entries or former prices change." in text
    with qtbot.waitSignal(dialog.restore_requested) as caught:
        qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert caught.args == ["y"]


def test_a_damaged_backup_and_one_that_changes_nothing_cannot_be_brought_back(
    show: Show, qtbot: QtBot
) -> None:
    dialog = show(SAME, TORN)
    assert not dialog.restore.isEnabled()
    assert dialog.changes.toPlainText().startswith("Nothing")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.list.currentItem().text() == "23 Nov 2026, 09:00, daily – damaged"
    assert not dialog.restore.isEnabled()
    assert "damaged" in dialog.restore.toolTip()


def test_a_backup_that_turns_out_unreadable_is_said_to_be(window: QWidget) -> None:
    def unreadable(_key: object) -> WhatChanges:
        raise ExodeskError("The disk has gone.")

    dialog = RestoreDialog([YESTERDAY], unreadable, window)
    assert dialog.changes.toPlainText() == "The disk has gone."
    assert not dialog.restore.isEnabled()


def test_no_backup_yet_is_said(show: Show) -> None:
    dialog = show()
    assert "no backup yet" in dialog.changes.toPlainText()
    assert not dialog.restore.isEnabled()


def test_escape_leaves_everything_as_it_is(show: Show, qtbot: QtBot) -> None:
    dialog = show(YESTERDAY)
    with qtbot.assertNotEmitted(dialog.restore_requested), qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_long_list_of_names_is_cut_and_counted() -> None:
    text = changes_text(WhatChanges(added=tuple(f"Entry {n}" for n in range(1234))))
    assert text.startswith("1,234 entries come back:")
    assert "    and 1,034 more" in text


def test_drafts_of_quotes_answers_and_the_letterhead_are_named() -> None:
    changes = WhatChanges(
        quotes_gone=("A. B.",), quotes_back=("C. D.",), answers=1, letterhead=True
    )
    assert changes
    assert changes_text(changes).splitlines() == [
        "1 draft of a quote goes:",
        "    A. B.",
        "",
        "1 draft of a quote becomes what it was:",
        "    C. D.",
        "",
        "1 answer to a quote becomes what it was.",
        "The letterhead becomes what it was.",
    ]


def test_what_is_usually_said_of_a_backup_has_room_in_one_line(show: Show) -> None:
    usual = OfferedBackup("y", "26 Nov 2026, 06:44 · first change of a session", good=True)
    dialog = show(usual)
    said = dialog.list.fontMetrics().horizontalAdvance(dialog.list.item(0).text())
    assert said + 24 < dialog.list.viewport().width()
