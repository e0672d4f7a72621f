"""A field for a value that a reader function understands. It knows nothing of money or time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _

Value = TypeVar("Value")

PAUSE_MILLISECONDS = 300


class AmountEdit(QLineEdit, Generic[Value]):
    """Commits on Enter, on leaving and after a pause. An empty field is None.

    ``read`` raises ValueError with the sentence the user is to read; what was typed then stays,
    and so does the last valid value. ``write`` is its opposite. The sentence is shown by
    ``message_label``, which whoever lays out the field puts below it.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        read: Callable[[str], Value | None],
        write: Callable[[Value], str],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._write = write
        self._value: Value | None = None
        self._valid_text = ""
        self._message = ""
        self.message_label = Refusal(icons)
        self.setPlaceholderText(_("any"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._commit)
        self.textEdited.connect(self._pause.start)

    def value(self) -> Value | None:
        """The last value that could be read."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show a value that came from elsewhere, without announcing it back."""
        self._pause.stop()
        self._value = value
        self._show_value()

    @property
    def message(self) -> str:
        """Why the text is refused; empty while it is not."""
        return self._message

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.commit()
                super().keyPressEvent(event)
            case Qt.Key.Key_Escape if self._message or self.text() != self._valid_text:
                self._pause.stop()
                self._show_value()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def commit(self) -> bool:
        """Take over what is typed, and show it as it is written. False if it is refused."""
        taken = self._commit()
        if taken:
            self._show_value()
        return taken

    def type_again(self, text: str) -> None:
        """Take over what was typed into a field of another window, or refuse it anew."""
        self.setText(text)
        self.commit()

    def refuse(self, sentence: str) -> None:
        """Mark the field for a reason found elsewhere; what is typed next takes the mark away."""
        self._say(sentence)

    @Slot()
    def _commit(self) -> bool:
        """Take over what is typed. False if it is refused."""
        self._pause.stop()
        text = self.text().strip()
        try:
            value = self._read(text) if text else None
        except ValueError as refused:
            self._say(str(refused))
            return False
        self._say("")
        self._valid_text = self.text()
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
        return True

    def _show_value(self) -> None:
        text = "" if self._value is None else self._write(self._value)
        self._valid_text = text
        if self.text() != text:
            self.setText(text)
        self._say("")

    def _say(self, sentence: str) -> None:
        if sentence == self._message:
            return
        self._message = sentence
        self.setAccessibleDescription(sentence)
        self.setProperty("bad", "true" if sentence else None)
        self.style().unpolish(self)
        self.style().polish(self)
        self.message_label.say(sentence)


class RoundTrip(Generic[Value]):
    """Reads back what it wrote itself, even where that is rounded or in another language."""

    def __init__(self, read: Callable[[str], Value], write: Callable[[Value], str]) -> None:
        self._read = read
        self._write = write
        self._written: dict[str, Value] = {}

    def write(self, value: Value) -> str:
        text = self._write(value)
        self._written = {text: value}
        return text

    def read(self, text: str) -> Value:
        """Raises ValueError with the sentence of the refusal, as fields expect it."""
        if text in self._written:
            return self._written[text]
        try:
            return self._read(text)
        except ExodeskError as refused:
            raise ValueError(str(refused)) from refused
