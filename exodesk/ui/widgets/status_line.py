"""The line at the foot of the window: what is shown at the left, the rate in use at the right."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _

_HEIGHT = 28


class StatusLine(QWidget):
    rate_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setFixedHeight(_HEIGHT)
        self.counts = QLabel(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setFont(role_font(TypeRole.SMALL))
        self.counts.setProperty("secondary", True)
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rate = QPushButton(self, flat=True)
        self.rate.setFont(role_font(TypeRole.SMALL))
        self.rate.setToolTip(_("Show and change the exchange rates"))
        icons.wear(self.rate, "clock")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.addWidget(self.counts, 1)
        row.addWidget(self.rate)
        self.rate.clicked.connect(self.rate_requested)
        icons.theme.changed.connect(self.update)

    def show_counts(self, text: str, explanation: str) -> None:
        """``explanation`` is the tool tip, and is read out after the counts."""
        self.counts.setText(text)
        self.counts.setToolTip(_plain_tip(explanation))
        self.counts.setAccessibleName(text)
        self.counts.setAccessibleDescription(explanation)

    def show_rate(self, text: str) -> None:
        self.rate.setText(text.replace("&", "&&"))
        self.rate.setAccessibleName(_("Rate in use: {rate}").format(rate=text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._icons.theme.tokens.line)
        painter.end()


def _plain_tip(text: str) -> str:
    """A tool tip that Qt does not take for HTML."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
