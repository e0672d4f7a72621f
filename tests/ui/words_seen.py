"""Every text that a window gives to a reader: seen, told by a tip, or said by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_TOP = QModelIndex()
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_BREAK = "\u200b"  # where a long path may be broken
_KEYS = {"Ctrl", "Shift", "Alt", "Space", "Esc", "Enter", "Tab", "Home", "End", "Del", "Delete"}
_SHORT = {
    *("exodesk", "GBP", "INR", "EUR", "USD", "ECB", "PRP", "RF", "GST", "VAT", "ml"),
    *("PDF", "CSV", "XLSX", "JSON", "UTF", "PNG", "SVG", "MB", "English", "India", "GB", "IN"),
    *("United", "Kingdom"),  # so is the language called in the menu, whichever is spoken
}


def english_in(window: QWidget, names: Iterable[str]) -> list[str]:
    """Each text of ``window`` with a word in Latin letters that is no name, key, unit or code."""
    kept = {*_KEYS, *_SHORT, *(word for name in names for word in _WORD.findall(name))}
    return sorted(text for text in set(texts_in(window)) if english(text, kept))


def english(text: str, kept: Iterable[str]) -> list[str]:
    """The words of ``text`` in Latin letters, without those that are ``kept``."""
    known = set(kept)
    whole = text.replace(_BREAK, "")
    found = [word for word in _WORD.findall(whole) if word not in known]
    if "…" not in whole.rstrip("…"):
        return found
    # In the middle of a path that is too long, names are cut.
    return [word for word in found if not any(map(_cut_to(word), known))]


def _cut_to(word: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(word) or name.endswith(word)


def texts_in(window: QWidget) -> Iterator[str]:
    yield window.windowTitle()
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisibleTo(window):
            yield from (widget.accessibleName(), widget.accessibleDescription())
            yield _plain(widget.toolTip())
            yield from _own_texts(widget)


def _own_texts(widget: QWidget) -> Iterator[str]:
    match widget:
        case QMenuBar() | QMenu():
            yield from _of_actions(widget.actions())
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QLabel() | QAbstractButton() | QAbstractSpinBox():
            yield widget.text()
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QGroupBox():
            yield widget.title()
        case QTextEdit() | QPlainTextEdit():
            yield from widget.toPlainText().splitlines()
            yield widget.placeholderText()
        case QAbstractItemView() if widget.model() is not None:
            yield from _of_model(widget.model())


def _of_actions(actions: Iterable[QAction]) -> Iterator[str]:
    for action in actions:
        yield from (action.text(), _plain(action.toolTip()))
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _of_actions(menu.actions())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    one_column = isinstance(model, QAbstractListModel)
    rows = range(model.rowCount(_TOP))
    columns = range(1 if one_column else model.columnCount(_TOP))
    cells = [model.index(row, column, _TOP) for row in rows for column in columns]
    given = [cell.data(role) for cell in cells for role in _ROLES]
    given += [
        model.headerData(number, direction, role)
        for direction, numbers in (
            (Qt.Orientation.Horizontal, columns),
            (Qt.Orientation.Vertical, rows),
        )
        for number in numbers
        for role in _ROLES
    ]
    yield from (_plain(text) for text in given if isinstance(text, str))


def _plain(text: str) -> str:
    """A tip without its marks."""
    return QTextDocumentFragment.fromHtml(text).toPlainText() if text.startswith("<") else text
