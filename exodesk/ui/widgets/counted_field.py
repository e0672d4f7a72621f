"""An amount with a box before it: whether it counts, and how much it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.widgets.amount_edit import AmountEdit, RoundTrip
from exodesk.ui.widgets.tick_boxes import CheckBox

Value = TypeVar("Value")

_FIELD_LETTERS = 18


class CountedField(QWidget, Generic[Value]):
    """Announces the amount (None: none is given) and whether it counts.

    An amount that is typed counts; a box that is ticked without one asks for it with ``missing``.
    """

    changed = Signal(object, bool)

    def __init__(
        self,
        label: str,
        unit: str,
        read: Callable[[str], Value],
        write: Callable[[Value], str],
        *,
        example: str,
        missing: str,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._missing = missing
        self.box = CheckBox(label, icons.theme)
        self.box.setAccessibleName(label)
        trip = RoundTrip(read, write)
        self.field: AmountEdit[Value] = AmountEdit(trip.read, trip.write, icons)
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(example)
        self.field.setFixedWidth(self.field.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.box, 0, 0)
        grid.addWidget(self.field, 0, 1)
        if unit:
            behind = QLabel(unit)
            behind.setTextFormat(Qt.TextFormat.PlainText)
            behind.setProperty("secondary", "true")
            grid.addWidget(behind, 0, 2)
        grid.addWidget(self.field.message_label, 1, 0, 1, 3 if unit else 2)
        self.box.toggled.connect(self._meet_toggle)
        self.field.value_changed.connect(self._meet_value)

    def show_value(self, value: Value | None, *, counted: bool) -> None:
        """Show an amount that came from elsewhere; what is being typed or refused stays."""
        kept = self.field.hasFocus() or self.field.message
        if value != self.field.value() or not kept:
            self.field.set_value(value)
        with QSignalBlocker(self.box):
            self.box.setChecked(counted and value is not None)

    def ask(self) -> None:
        """Say at the field that an amount is missing."""
        self.field.refuse(self._missing)

    @Slot(bool)
    def _meet_toggle(self, counted: bool) -> None:
        value = self.field.value()
        if value is not None:
            self.changed.emit(value, counted)
        elif counted:
            with QSignalBlocker(self.box):
                self.box.setChecked(False)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ask()

    @Slot(object)
    def _meet_value(self, value: Value | None) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(value is not None)
        self.changed.emit(value, value is not None)
