"""A few usual values to choose from, and a field for any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.widgets.amount_edit import AmountEdit, RoundTrip
from exodesk.ui.widgets.tick_boxes import RadioButton

Value = TypeVar("Value")

_FIELD_LETTERS = 18


class ChoiceOrText(QWidget, Generic[Value]):
    """Radio buttons, the last of which stands for what is typed beside it.

    ``read`` refuses with ExodeskError. An empty field announces nothing: the last value stays.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[Value, str]],
        other: str,
        read: Callable[[str], Value],
        write: Callable[[Value], str],
        example: str,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = tuple(value for value, _words in choices)
        self._announced: Value | None = None
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for _value, words in choices:
            button = RadioButton(words, icons.theme)
            button.setAccessibleName(words)
            self._group.addButton(button)
            column.addWidget(button)
        self.other = RadioButton(other, icons.theme)
        self.other.setAccessibleName(other)
        self._group.addButton(self.other)
        trip = RoundTrip(read, write)
        self.field: AmountEdit[Value] = AmountEdit(trip.read, trip.write, icons)
        self.field.setAccessibleName(other)
        self.field.setPlaceholderText(example)
        self.field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.field.setFixedWidth(self.field.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.other)
        last.addWidget(self.field)
        last.addStretch(1)
        column.addLayout(last)
        column.addWidget(self.field.message_label)
        self._group.buttonToggled.connect(self._meet_toggle)
        self.other.clicked.connect(self._meet_click_on_other)
        self.field.textEdited.connect(self._meet_typing)
        self.field.value_changed.connect(self._publish)

    def buttons(self) -> list[RadioButton]:
        """The choices in their order, without the one for another value."""
        return [b for b in self._group.buttons() if isinstance(b, RadioButton)][:-1]

    def checked(self) -> QWidget:
        """The radio button that is chosen, else the first."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def show_value(self, value: Value, *, chosen: bool = True) -> None:
        """Show a value that came from elsewhere; nothing is chosen where it is not ``chosen``.

        What is being typed stays as long as it means the same.
        """
        self._announced = value
        if self.field.hasFocus() and self.other.isChecked() and self.field.value() == value:
            return
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for known, button in zip(self._values, self.buttons(), strict=True):
            button.setChecked(chosen and known == value)
        own = chosen and value not in self._values
        self.other.setChecked(own)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self.field.set_value(value if own else None)

    @Slot(object, bool)
    def _meet_toggle(self, button: RadioButton, checked: bool) -> None:
        if not checked:
            return
        if button is self.other:
            self._publish(self.field.value())
            return
        self.field.set_value(None)
        value = self._values[self.buttons().index(button)]
        self._announced = value
        self.value_changed.emit(value)

    @Slot()
    def _meet_click_on_other(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _meet_typing(self) -> None:
        self.other.setChecked(True)

    @Slot(object)
    def _publish(self, value: Value | None) -> None:
        if value is not None and value != self._announced:
            self._announced = value
            self.value_changed.emit(value)
