"""The bar above a quote: its number and state, what is still to be settled, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.menu_acts import without_mnemonic
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.wrapped_text import WrappedLabel, plain_tip
from exodesk.wording import gettext as _

_HEIGHT = 48
_LEAST_SETTLE = 120  # of type of the usual size
_BESIDE = 16
_MOST_NAME = 300  # of a client of many names, so that what is to be settled has its room


class ActionButton(QPushButton):
    """A button that is its action's: words, whether it can be done, and why not."""

    def __init__(self, action: QAction, *, primary: bool = False, words: str = "") -> None:
        super().__init__()
        self._action = action
        self._words = words
        self.setCheckable(action.isCheckable())
        if primary:
            self.setProperty("primary", "true")
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setText(self._words or self._action.text())
        self.setAccessibleName(self._words or without_mnemonic(self._action.text()))
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.statusTip())


class StateChip(QLabel):
    """A state in a rounded outline."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._accent = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(role_font(TypeRole.SECTION))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self.update)

    def show_state(self, word: str, *, accent: bool) -> None:
        self._accent = accent
        self.setText(word)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 24, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        colour = tokens.accent if self._accent else tokens.text_secondary
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class QuoteHead(QWidget):
    notes_toggled = Signal()

    def __init__(
        self, icons: Icons, buttons: Sequence[QPushButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.number = PlainLabel(TypeRole.TITLE)
        self.state = StateChip(icons)
        self._sign = QLabel()
        self.settle = WrappedLabel(TypeRole.BODY, 2)
        self.show_notes = QPushButton(_("Show"))
        self.show_notes.setProperty("link", "true")
        self.show_notes.clicked.connect(self.notes_toggled)
        row = self._words = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addSpacing(4)
        row.addWidget(self.state)
        row.addSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.settle, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.show_notes)
        row.addStretch()
        self._buttons = FlowLayout()
        for button in buttons:
            self._buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 4, 20, 4)
        self._row.setSpacing(_BESIDE)
        self._row.addLayout(row, 1)
        self._row.addLayout(self._buttons)
        self._place_buttons()
        self.setMinimumHeight(_HEIGHT)
        icons.theme.changed.connect(self._dress)
        self._sign_name = "check"

    def show_head(self, number: str, state: str, *, accent: bool) -> None:
        metrics = QFontMetrics(self.number.font())
        shown = metrics.elidedText(number, Qt.TextElideMode.ElideRight, with_type(_MOST_NAME))
        self.number.setText(shown)
        self.number.setAccessibleName(number)
        self.number.setToolTip("" if shown == number else plain_tip(number))
        self.state.show_state(state, accent=accent)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button has come or gone
            self._place_buttons()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Beside the words, or below them where these would get too narrow."""
        taken = self._buttons.sizeHint().width() + self._words.minimumSize().width() + 56
        beside = self.width() >= taken + (with_type(_LEAST_SETTLE) if self.settle.text() else 0)
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside else direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(_BESIDE if beside else 4)

    def show_settle(self, sentence: str, *, sign: str, notes: str) -> None:
        """A sentence after ``sign``, and what shows or hides more is called; "" for none."""
        self._sign_name = sign
        self.settle.show_text(sentence)
        words = QFontMetrics(self.settle.font()).horizontalAdvance(sentence)
        self.settle.setMaximumWidth(words + 2)  # so that the link stands after them
        self._sign.setVisible(bool(sentence))
        self.show_notes.setText(notes)
        self.show_notes.setVisible(bool(notes))
        self._place_buttons()
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        painter.end()

    def _dress(self) -> None:
        warns = self._sign_name == "warning"
        self._icons.show_on(self._sign, self._sign_name, "warning" if warns else "secondary")
        tokens = self._icons.theme.tokens
        colour = tokens.warning if warns else tokens.text_secondary
        palette = self.settle.palette()
        palette.setColor(self.settle.foregroundRole(), colour)
        self.settle.setPalette(palette)
        self.update()
