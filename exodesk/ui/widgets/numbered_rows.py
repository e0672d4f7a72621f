"""Rows of a form that can be added and removed, and are numbered by their place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exodesk.wording import gettext as _


class NumberedRow(QWidget):
    """Holds the button that removes it, for whoever makes the row to put in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.remove = QPushButton(_("Remove"), self)
        self.remove.setProperty("link", "true")
        self.remove.setAutoDefault(False)

    @abstractmethod
    def renumber(self, number: int) -> None:
        """A row before it has gone."""

    @abstractmethod
    def begin(self) -> None:
        """It was added by hand: say what it starts with."""

    @abstractmethod
    def go_in(self) -> None:
        """Put the cursor where one types first."""


Row = TypeVar("Row", bound=NumberedRow)


class NumberedRows(QWidget, Generic[Row]):
    """The rows that ``made`` makes of their numbers, from ``first`` on; a button adds another."""

    rows_changed = Signal()

    def __init__(
        self,
        made: Callable[[int], Row],
        words: str,
        *,
        first: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._made = made
        self._first = first
        self._rows: list[Row] = []
        self.add = QPushButton(words, self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def set_count(self, count: int) -> None:
        """As many empty rows, without announcing it."""
        while len(self._rows) > count:
            self._drop(self._rows[-1])
        while len(self._rows) < count:
            self._new_row()

    def _new_row(self) -> Row:
        row = self._made(self._first + len(self._rows))
        row.remove.clicked.connect(partial(self._remove_by_hand, row))
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _add_by_hand(self) -> None:
        row = self._new_row()
        row.begin()
        self.rows_changed.emit()
        row.go_in()

    def _remove_by_hand(self, row: Row) -> None:
        self._drop(row)
        self.rows_changed.emit()
        self.add.setFocus()

    def _drop(self, row: Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, each in enumerate(self._rows, self._first):
            each.renumber(number)
