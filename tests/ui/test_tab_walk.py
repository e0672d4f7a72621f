"""Every window without a mouse: each stop met once, as one reads, and its focus seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.quotes.outcomes import Decision
from exodesk.ui.dialogs.import_dialog import COLUMNS, ImportDialog
from exodesk.ui.dialogs.quote_steps import AnswerDialog, IssueDialog
from exodesk.ui.widgets.assumption_button import AssumptionButton
from tests.desks import TODAY, starting
from tests.seven_entries import write_seven_entries
from tests.ui.states import PAGES, put_into
from tests.ui.tab_walk import complaints

PRICE_LIST = "name,price,sessions\nA peel,£100,3\nAnother,£300 - £200,0\nA third,POA,3\n"
Opening = Callable[[Desk, QtBot, Path], QWidget]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped, shipped_file=shipped, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
        yield desk


def in_state(state: str) -> Opening:
    def open_it(desk: Desk, qtbot: QtBot, _folder: Path) -> QWidget:
        if state == "a quote":
            return draft(desk, qtbot)
        return put_into(desk, state)

    return open_it


def draft(desk: Desk, qtbot: QtBot) -> QWidget:
    desk.tray.replace(["exosome-london", "peel-delhi"])
    qtbot.waitUntil(desk.quote_work.actions.of_these.isEnabled)
    desk.quote_work.actions.of_these.trigger()
    qtbot.waitUntil(lambda: desk.quote_work.page.shown() is not None)
    return desk.window


def an_open_line(desk: Desk, qtbot: QtBot, _folder: Path) -> QWidget:
    draft(desk, qtbot)
    line = desk.quote_work.page.editor.options[0].lines[0]
    line.open_button.setFocus()
    qtbot.keyClick(line.open_button, Qt.Key.Key_Space)
    assert line.editor is not None
    note = line.editor.fields["note"]
    qtbot.waitUntil(lambda: not note.visibleRegion().isEmpty())
    return desk.window


def checked_quote(desk: Desk, qtbot: QtBot, _folder: Path) -> QWidget:
    draft(desk, qtbot)
    desk.quote_work.actions.check.trigger()
    qtbot.waitUntil(desk.quote_work.page.notes.isVisible)
    return desk.window


def a_line(desk: Desk, qtbot: QtBot, _folder: Path) -> QWidget:
    draft(desk, qtbot)
    dialog = desk.quote_work.quoting.ask_line("A", travel=True)
    assert dialog is not None
    return dialog


def an_issue(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return shown(IssueDialog("A. Sharma", ["A · A peel: £100.00"], desk.window))


def an_answer(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    options = [("A", "A · A peel"), ("B", "B · Another")]
    made = AnswerDialog("2026-1", Decision.ACCEPTED, options, TODAY, desk.icons, desk.window)
    return shown(made)


def a_trace(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    desk.catalogue_page.show_entry("exosome-mumbai")
    return opened(desk, desk.window.actions_by_name.trace.trigger)


def a_question_before_fetching(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return opened(desk, desk.window.actions_by_name.update_rate.trigger)


def versions(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return opened(desk, desk.window.actions_by_name.about.trigger)


def keys(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return opened(desk, desk.window.actions_by_name.keys.trigger)


def a_name(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return desk.assuming.scenarios.ask_name()


def backups(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
    return opened(desk, desk.own_work.actions.restore.trigger)


def an_import(desk: Desk, qtbot: QtBot, folder: Path) -> ImportDialog:
    path = folder / "list.csv"
    path.write_text(PRICE_LIST, "utf-8")
    dialog = desk.own_work.importing.open(path)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.check is not None)
    return dialog


def columns_of_an_import(desk: Desk, qtbot: QtBot, folder: Path) -> QWidget:
    dialog = an_import(desk, qtbot, folder)
    dialog.change.click()
    dialog.step.set_value(COLUMNS)
    dialog.step.value_changed.emit(COLUMNS)
    dialog.foot.leave.setFocus()
    return dialog


def a_panel(button: Callable[[Desk], AssumptionButton]) -> Opening:
    def open_it(desk: Desk, _qtbot: QtBot, _folder: Path) -> QWidget:
        desk.window.strip.open(button(desk), button(desk))
        panel = QApplication.activePopupWidget()
        assert panel is not None
        return panel

    return open_it


def opened(desk: Desk, act: Callable[[], object]) -> QWidget:
    before = desk.window.findChildren(QDialog)
    act()
    return next(each for each in desk.window.findChildren(QDialog) if each not in before)


def shown(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


STATES = (
    *PAGES,
    *("the rates", "the settings", "a text", "the help", "the palette", "the entry form"),
    *("the letterhead", "the columns"),
)
WINDOWS: dict[str, Opening] = {
    **{state: in_state(state) for state in STATES},
    "an open line of a quote": an_open_line,
    "a checked quote": checked_quote,
    "a new line of a quote": a_line,
    "the question before issue": an_issue,
    "the answer to a quote": an_answer,
    "how a total came about": a_trace,
    "the question before rates are fetched": a_question_before_fetching,
    "versions and licences": versions,
    "the keys": keys,
    "the name of a scenario": a_name,
    "backups": backups,
    "an import": an_import,
    "the columns of an import": columns_of_an_import,
    "sessions": a_panel(lambda desk: desk.window.strip.sessions),
    "tax": a_panel(lambda desk: desk.window.strip.tax),
    "fees": a_panel(lambda desk: desk.window.strip.fees),
    "travel": a_panel(lambda desk: desk.window.strip.travel),
    "time off": a_panel(lambda desk: desk.window.strip.time_off),
    "horizon": a_panel(lambda desk: desk.window.strip.horizon),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_tab_meets_each_stop_once_as_one_reads_and_shows_where_it_is(
    desk: Desk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window = WINDOWS[name](desk, qtbot, tmp_path)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isAncestorOf(QApplication.focusWidget() or desk.window))
    qtbot.wait(0)  # what was just made is laid out
    assert list(complaints(window)) == []
