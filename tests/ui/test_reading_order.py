"""What a screen reader goes through, part by part, comes in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QMenuBar,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.reading_order import read_as_laid_out
from tests.desks import starting
from tests.seven_entries import write_seven_entries
from tests.ui.test_tab_walk import WINDOWS

_TOUCHING = 6  # pixels
_BARS = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer")
_OF_QT = (QAbstractItemView, QLineEdit, QMenuBar)  # their parts are Qt's own


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped, shipped_file=shipped, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
        yield desk


@pytest.mark.parametrize("name", WINDOWS)
def test_a_screen_reader_goes_through_the_parts_as_one_reads(
    desk: Desk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window = WINDOWS[name](desk, qtbot, tmp_path)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isAncestorOf(QApplication.focusWidget() or desk.window))
    qtbot.wait(0)  # what was just made is laid out
    root = QAccessible.queryAccessibleInterface(window)
    assert list(turned_round(root)) == []


def turned_round(part: QAccessibleInterface) -> Iterator[str]:
    """Of each part that holds others those that come too late, a sentence each."""
    inner = [child for child in children(part) if not isinstance(child, QSplitterHandle)]
    for one, following in pairwise(inner):
        if not reads_after(place(one), place(following)):
            yield f"{called(following)} comes after {called(one)}"
    for child in inner:
        if not isinstance(
            child, QAbstractItemView | QLineEdit | QMenuBar
        ):  # these have parts of Qt's own
            yield from turned_round(QAccessible.queryAccessibleInterface(child))


def children(part: QAccessibleInterface) -> list[QWidget]:
    found = (part.child(number) for number in range(part.childCount()))
    widgets = [each.object() for each in found if each is not None and each.isValid()]
    return [
        each
        for each in widgets
        if isinstance(each, QWidget)
        and each.isVisible()
        and not each.size().isEmpty()
        and each.objectName() not in _BARS
    ]


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def reads_after(one: QRect, other: QRect) -> bool:
    beside = other.left() >= one.right() - _TOUCHING and other.bottom() > one.top()
    return beside or other.top() >= one.bottom() - _TOUCHING or one.contains(other)


def called(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return f"{type(widget).__name__} “{name[:40]}”"


@pytest.mark.parametrize("name", WINDOWS)
def test_nothing_that_a_screen_reader_is_told_has_marks_in_it(
    desk: Desk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window = WINDOWS[name](desk, qtbot, tmp_path)
    told = {
        interface.text(QAccessible.Text.Description)
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and (interface := QAccessible.queryAccessibleInterface(widget)) is not None
    }
    assert told
    assert [text for text in told if "<qt>" in text or "&amp;" in text] == []


def test_putting_parts_in_order_leaves_no_item_of_a_layout_known_to_python(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rows = QGridLayout(window)
    within = QHBoxLayout()
    rows.addLayout(within, 1, 0)
    words = [QLabel(text, window) for text in ("second", "first", "third", "fourth")]
    for row, label in ((2, words[3]), (0, words[1])):
        rows.addWidget(label, row, 0)
    for label in (words[0], words[2]):
        within.addWidget(label)
    known = items_known()
    read_as_laid_out(window)
    assert [part.text() for part in window.findChildren(QLabel)] == [
        *("first", "second", "third", "fourth")
    ]
    assert items_known() == known


def items_known() -> int:
    wrapped = shiboken6.getAllValidWrappers()
    return sum(isinstance(each, QLayoutItem) and not isinstance(each, QLayout) for each in wrapped)
