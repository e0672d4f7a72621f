"""The editors a form is made of. Each holds one raw text, which is what a draft keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from exodesk.ui.theme import Theme, with_type
from exodesk.ui.widgets.drop_downs import give_list, give_rows
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.ui.widgets.wrapped_text import plain_tip, tell_placeholder
from exodesk.wording import gettext as _

Choices = Sequence[tuple[str, str]]
"""Raw text and words of each thing to choose from."""

_AROUND_CHOICE = 34  # the frame and the sign that opens the list
_TICKS_IN_A_ROW = 3


class Editor(Protocol):
    """What every editor here does. ``raw_changed`` also tells of texts set from outside."""

    @property
    def raw_changed(self) -> SignalInstance: ...
    def raw(self) -> str: ...
    def set_raw(self, text: str) -> None: ...


class LineField(QLineEdit):
    """A line of text, with what is known to choose from where there is such a thing."""

    raw_changed = Signal()

    def __init__(
        self, name: str, *, example: str = "", known: Sequence[str] = (), width: int = 0
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setMinimumWidth(48)
        if width:
            self.setMaximumWidth(with_type(width))
        if known:
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            give_list(completer)
            self.setCompleter(completer)
        self.textChanged.connect(self.raw_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tell_placeholder(self)

    def raw(self) -> str:
        return self.text()

    def set_raw(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)


class ChoiceField(QComboBox):
    """One of several. A text that is none of them is kept, and nothing is shown as chosen.

    ``usual`` is what is shown while nothing was chosen: then the raw text is empty.
    """

    raw_changed = Signal()

    def __init__(self, name: str, choices: Choices) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription("")
        give_rows(self)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._raw = ""
        self._usual = ""
        self._closing_key = False
        for raw, words in choices:
            self.addItem(words, raw)
        self.activated.connect(self._choose)
        self.currentTextChanged.connect(self._tell)
        self._show_choice()

    def setAccessibleDescription(self, description: str) -> None:
        """Says first what it is a choice of: over AT-SPI Qt gives what is chosen as its name."""
        parts = (self.accessibleName(), description)
        super().setAccessibleDescription(" · ".join(part for part in parts if part))

    def raw(self) -> str:
        return self._raw

    def set_raw(self, text: str) -> None:
        if text != self._raw:
            self._raw = text
            self._show_choice()
            self.raw_changed.emit()
        else:
            self._show_choice()

    def shown(self) -> str:
        """What is shown as chosen: the choice, else what is usual."""
        return self._raw or self._usual

    def set_usual(self, raw: str) -> None:
        """Show ``raw`` as long as nothing else is chosen."""
        self._usual = raw
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Where a choice is longer than its field the tool tip has the whole of it."""
        text = self.currentText()
        wide = self.fontMetrics().horizontalAdvance(text) > self.width() - _AROUND_CHOICE
        self.setToolTip(plain_tip(text) if wide else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # or scrolling the form would change what is chosen

    def hidePopup(self) -> None:
        super().hidePopup()
        self._closing_key = True
        QTimer.singleShot(0, self, self._forget_closing_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closing_key:
            event.accept()  # Return or Esc closed the list and shall not close what is around it
        else:
            super().keyPressEvent(event)

    def _forget_closing_key(self) -> None:
        self._closing_key = False

    def _choose(self, index: int) -> None:
        raw = str(self.itemData(index))
        if raw != self._raw:
            self._raw = raw
            self.raw_changed.emit()

    def _show_choice(self) -> None:
        self.setCurrentIndex(self.findData(self.shown()))


class LinesField(QPlainTextEdit):
    """Several lines, one thing each. Tab leaves it, as it does every other field."""

    raw_changed = Signal()

    def __init__(self, name: str, theme: Theme, *, example: str = "", lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.raw_changed)
        theme.changed.connect(self._dress)
        self._dress()

    def raw(self) -> str:
        return self.toPlainText()

    def set_raw(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).lineSpacing()
        return QSize(200, round(line * self._lines) + 18)

    def _dress(self) -> None:
        """The outline that other fields have from the sheet of the application."""
        tokens = self._theme.tokens
        edge = {"": tokens.control, ":focus": tokens.accent, '[bad="true"]': tokens.error}
        self.setStyleSheet(
            "".join(
                f"QPlainTextEdit{state} {{ background: {tokens.base.name()};"
                f" border: {2 if state else 1}px solid {colour.name()}; border-radius: 4px;"
                f" padding: {2 if state else 3}px; }}"
                for state, colour in edge.items()
            )
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


class TicksField(QWidget):
    """Any number of several, as boxes to tick. Texts that are no choice are dropped."""

    raw_changed = Signal()

    def __init__(self, name: str, choices: Choices, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        self._boxes: dict[str, CheckBox] = {}
        for number, (raw, words) in enumerate(choices):
            box = CheckBox(words, theme, self)
            box.setAccessibleDescription(name)
            box.toggled.connect(self.raw_changed)
            self._boxes[raw] = box
            grid.addWidget(box, number // _TICKS_IN_A_ROW, number % _TICKS_IN_A_ROW)
        grid.setColumnStretch(_TICKS_IN_A_ROW, 1)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def box(self, raw: str) -> CheckBox:
        return self._boxes[raw]

    def raw(self) -> str:
        return ";".join(raw for raw, box in self._boxes.items() if box.isChecked())

    def set_raw(self, text: str) -> None:
        ticked = set(text.split(";"))
        for raw, box in self._boxes.items():
            box.setChecked(raw in ticked)


class KeptText(QWidget):
    """A text that a form carries along and nobody sees, such as what a row was made of."""

    raw_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._raw = ""
        self.hide()

    def raw(self) -> str:
        return self._raw

    def set_raw(self, text: str) -> None:
        self._raw = text


def not_stated(choices: Choices) -> list[tuple[str, str]]:
    """The choices, with the choice of none before them."""
    return [("", _("not stated")), *choices]
